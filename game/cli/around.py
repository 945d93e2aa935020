"""The commands around the game: serve, doctor, completion, help."""

from __future__ import annotations

import argparse

from game.cli.arguments import later, listed, page
from game.i18n.catalogue import tr

SHELLS = ("bash", "zsh", "fish")

MOST_SESSIONS = 1000
"""More sessions than this are a mistake: each is a process."""


def define_serve(serve: argparse.ArgumentParser) -> None:
    """`holdup serve`."""
    serve.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    serve.add_argument(
        "--host", default="127.0.0.1", help=tr("the address to listen at (default: 127.0.0.1, this machine alone)")
    )
    serve.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help=tr("the port to listen at; 0 takes a free one (default: 8000)"),
    )
    serve.add_argument(
        "--public",
        metavar="URL",
        help=tr("the address that players type; needed as soon as others than this machine can reach the server"),
    )
    serve.add_argument(
        "--sessions",
        type=_sessions,
        default=8,
        metavar="N",
        help=tr("how many may play at once (default: 8; each takes a process)"),
    )
    serve.add_argument(
        "--home", metavar=tr("FOLDER"), help=tr("where the players' journals are kept (default: beside your own)")
    )
    page(
        serve,
        tr(
            "Let people play in their browsers: one player a tab, each with a journal of their own, found again after "
            "a reload or the next day. Only this machine can connect, until --host and --public say otherwise."
        ),
        ("holdup serve", tr("then open http://127.0.0.1:8000")),
        ("holdup serve ~/my-story --port 8080", tr("another story, another port")),
        ("holdup serve --host 0.0.0.0 --public http://192.168.1.20:8000", tr("for a home network")),
        ("holdup serve --public https://play.example.org", tr("behind a web server that speaks HTTPS")),
    )
    serve.set_defaults(command=later("serve"))


def define_doctor(doctor: argparse.ArgumentParser) -> None:
    """`holdup doctor`."""
    doctor.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    page(
        doctor,
        tr("Look at the installation, the terminal, the folders, the journal and the story; change nothing."),
        ("holdup doctor", tr("what to send along with a report")),
    )
    doctor.set_defaults(command=later("doctor"))


def define_completion(completion: argparse.ArgumentParser) -> None:
    """`holdup completion`."""
    completion.add_argument("shell", choices=SHELLS, help=tr("the shell to complete in"))
    page(
        completion,
        tr("Print what makes a shell complete these commands."),
        ('eval "$(holdup completion bash)"', tr("in ~/.bashrc")),
        ('eval "$(holdup completion zsh)"', tr("in ~/.zshrc, after compinit")),
        ("holdup completion fish | source", tr("in ~/.config/fish/config.fish")),
    )
    completion.set_defaults(command=later("completion"))


def define_help(command: argparse.ArgumentParser) -> None:
    """`holdup help`."""
    command.add_argument("about", nargs="?", metavar=tr("COMMAND"), help=tr("the command to explain (default: all)"))
    command.add_argument("--man", action="store_true", help=tr("print everything as a manual page, for man"))
    page(
        command,
        tr("Explain a command, or the whole program: exit codes, environment, files."),
        ("holdup help", tr("everything")),
        ("holdup help play", tr("one command")),
        ("holdup help --man | man -l -", tr("everything about everything, page by page")),
        ("holdup help --man > ~/.local/share/man/man1/holdup.1", tr("for man holdup")),
    )
    command.set_defaults(command=later("manual"))


Section = tuple[str, tuple[tuple[str, str], ...]]
"""A part of the manual: its title, and words with what they mean."""


def manual() -> str:
    """What the whole program's page says after its options."""
    return "\n\n".join(listed(title, rows) for title, rows in sections())


def sections() -> tuple[Section, ...]:
    """Exit codes, environment, files, and where to look further."""
    return (
        (
            tr("Exit codes:"),
            (
                ("0", tr("all is well; leaving a game is never an error")),
                ("1", tr("something is wrong with a story, a run or the installation")),
                ("2", tr("the command makes no sense")),
                ("130, 141, 143", tr("ended by Ctrl-C, by a pipe that was closed, by the system; runs are kept")),
            ),
        ),
        (
            tr("Environment:"),
            (
                ("HOLDUP_HOME", tr("a folder for everything that is kept, instead of the system's own")),
                ("HOLDUP_CACHE", tr("a folder for what can be made again, shared by several homes")),
                ("HOLDUP_LANG", tr("the language, where --lang does not say")),
                ("LC_ALL, LANG", tr("the language, where none was chosen in the game")),
                ("NO_COLOR", tr("set to 1: no colour is sent")),
                ("ACCESSIBLE", tr("set to 1: lines of text instead of a screen, as --plain")),
                ("TERM", tr("dumb, or no terminal at all: lines of text too")),
            ),
        ),
        (tr("Files:"), _files()),
        (
            tr("Further:"),
            (
                (f"holdup help {tr('COMMAND')}", tr("a command, its options, examples")),
                ("holdup check --explain", tr("every mistake that a story can hold, and how it is mended")),
                ("holdup doctor", tr("what is wrong, when something is")),
            ),
        ),
    )


def _files() -> tuple[tuple[str, str], ...]:
    from game import paths
    from game.story.load import shipped_folder

    return (
        (str(paths.data_dir() / "journal.db"), tr("the journal: runs, endings, settings")),
        (str(paths.cache_dir()), tr("stories made ready; can be deleted at any time")),
        (str(shipped_folder() / "README.md"), tr("the author's guide: how a story is written")),
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 65536):
        raise argparse.ArgumentTypeError(tr("a port is a whole number from 0 to 65535"))
    return int(text)


def _sessions(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_SESSIONS):
        raise argparse.ArgumentTypeError(tr("sessions are a whole number from 1 to {most}", most=MOST_SESSIONS))
    return int(text)
