"""The commands, and the command line that is read with what each of them understands."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from game import __version__
from game.cli import argparse_internals
from game.cli.errors import UsageError, did_you_mean
from game.cli.pages import listed, page
from game.i18n import catalogue, languages
from game.i18n.catalogue import tr
from game.program import program_name

_ASKS_FOR_HELP = ("-h", "--help", "help")

_WITHOUT_SETTINGS = ("--version", "completion", "play", "schema")
"""Commands for which the language that the player saved is not looked up here: they speak English, must start at once,
or look it up themselves."""


class CommandModule(Protocol):
    """What the module of a command holds."""

    def define(self, command: argparse.ArgumentParser) -> None:
        """Give the command its arguments, options and help page; imports nothing that only `run` needs."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Carry it out, and return the exit code."""


def groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The commands by purpose: a title, and for each command its name and what it does.

    The module `game.cli.NAME` is the command: adding one takes that module and a line here.
    """
    return (
        (
            tr("Play:"),
            (
                ("play", tr("play a story")),
                ("journal", tr("list the runs that are kept, rename or delete one")),
                ("replay", tr("watch a run again, and take over")),
                ("export", tr("make a newspaper of a run")),
            ),
        ),
        (
            tr("Write:"),
            (
                ("new", tr("begin a story of your own")),
                ("watch", tr("play a story while you write it")),
                ("check", tr("say everything that is wrong with a story")),
                ("lsp", tr("help an editor while you write: a language server")),
                ("schema", tr("print what lets an editor complete a story’s files")),
                ("words", tr("count a story’s words")),
                ("publish", tr("make a page of a story, to play in any browser")),
                ("extract", tr("gather a story’s texts for translators")),
                ("uses", tr("show where a story speaks of something")),
                ("rename", tr("call something otherwise in every file")),
            ),
        ),
        (
            tr("Prove:"),
            (
                ("explore", tr("prove what can be reached in a story, and how likely it is")),
                ("playtest", tr("play a story at random, many times")),
                ("test", tr("replay a story’s own walkthroughs")),
                ("diff", tr("say what an edit changed for readers")),
                ("graph", tr("draw a story’s scenes")),
            ),
        ),
        (
            tr("Tools:"),
            (
                ("doctor", tr("look at the installation, the terminal and the journal")),
                ("completion", tr("print the script that completes these commands in a shell")),
                ("help", tr("explain a command")),
            ),
        ),
    )


def purposes() -> Mapping[str, str]:
    """What each command does, by its name."""
    return {name: purpose for _, rows in groups() for name, purpose in rows}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    Returns:
        The arguments; `command` is the function to call with them, `lang` the language asked for, if any.

    Raises:
        UsageError: The first word is neither a command nor a folder, or the language is not a code.
        SystemExit: As argparse does, for `--help`, `--version` and what it does not understand.
    """
    lang, rest = _language(list(argv))
    saved, helped = None, bool(set(_ASKS_FOR_HELP) & set(rest))
    if helped or (rest and rest[0] not in _WITHOUT_SETTINGS):
        from game.cli.readonly_journal import saved_language

        saved = saved_language()
    catalogue.set_language(languages.choose_language(lang, saved, os.environ) or languages.SOURCE)
    name, *rest = _with_command(rest)
    if name not in purposes():
        return program_parser().parse_args([name])
    command = command_parser(name)
    arguments, unknown = command.parse_known_args(rest, argparse.Namespace(lang=lang))
    if unknown:
        guess = did_you_mean(unknown[0], argparse_internals.option_strings(command))
        command.error(tr("unrecognized arguments: %s") % " ".join(unknown) + (f".{guess}" if guess else ""))
    return arguments


def program_parser() -> argparse.ArgumentParser:
    """What can be written where no command is, and the help page of the whole program."""
    from game.cli.reference import reference

    argparse_internals.translate(tr)
    called = program_name()
    usage = (f"{called} {tr('[PATH] [OPTIONS OF play]')}", f"{called} {tr('COMMAND [OPTIONS]')}")
    program = argparse.ArgumentParser(
        prog=called, usage=f"\n{' ' * len(tr('usage: '))}".join(usage), allow_abbrev=False, add_help=False
    )
    _add_common(program)
    program.add_argument(
        "--version", action="version", version=f"holdup {__version__}", help=tr("print the version and exit")
    )
    page(
        program,
        tr("Interactive stories for the terminal. Without a command, it plays the shipped story, or that in a folder."),
        ("holdup", tr("play: a title, a seat, and go")),
        ("holdup --plain", tr("the same as lines of text, for screen readers and pipes")),
        ("holdup --seat both --seed 7", tr("begin at once")),
        ("holdup ~/my-story", tr("play a folder that holds a story.yaml")),
        ("holdup check ~/my-story", tr("say everything that is wrong with it")),
        after=reference(),
    )
    width = max(map(len, purposes()))
    lists = (listed(title, [(f"{name:{width}}", purpose) for name, purpose in rows]) for title, rows in groups())
    program.description = "\n\n".join([program.description or "", *lists])
    return program


def command_parser(name: str) -> argparse.ArgumentParser:
    """What can be written after the name of a command, and its help page."""
    argparse_internals.translate(tr)
    parser = argparse.ArgumentParser(prog=f"{program_name()} {name}", add_help=False, allow_abbrev=False)
    fill(parser, name)
    return parser


def fill(parser: argparse.ArgumentParser, name: str) -> None:
    """Give a parser all that a command understands."""
    command = cast(CommandModule, import_module(f"game.cli.{name}"))
    command.define(parser)
    parser.set_defaults(command=command.run)
    _add_common(parser)


def _language(argv: list[str]) -> tuple[str | None, list[str]]:
    """What `--lang` says, wherever it stands, and the rest of the command line."""
    end = argv.index("--") if "--" in argv else len(argv)
    for index, word in enumerate(argv[:end]):
        name, equals, value = word.partition("=")
        if name != "--lang":
            continue
        language = value if equals else next(iter(argv[index + 1 : index + 2]), "")
        code = languages.language_tag(language)
        if code is None:
            raise UsageError(tr("“{word}” is not a language: write a code, as in --lang fr.", word=language))
        return code, argv[:index] + argv[index + (1 if equals else 2) :]
    return None, argv


def _with_command(argv: list[str]) -> list[str]:
    """The command line with `play` in its place where no command is written."""
    if not argv:
        return ["play"]
    first, known = argv[0], purposes()
    if first in known or first in ("-h", "--help", "--version"):
        return argv
    if not first.startswith("-") and os.sep not in first and not os.path.exists(first):
        raise UsageError(
            tr("“{word}” is neither a command nor a folder.", word=first) + did_you_mean(first, tuple(known))
        )
    return ["play", *argv]


def _add_common(parser: argparse.ArgumentParser) -> None:
    argparse_internals.leave_uncoloured(parser)
    parser.add_argument("-h", "--help", action="help", help=tr("show this page and exit"))
    parser.add_argument(
        "--lang",
        metavar=tr("CODE"),
        default=argparse.SUPPRESS,  # it is read before everything else, because the help itself depends on it
        help=tr("the language, such as fr or en (default: the one chosen before, else the system’s)"),
    )
