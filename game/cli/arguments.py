"""What can be written after `holdup`, and what it means."""

from __future__ import annotations

import argparse
import os
import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from game import __version__
from game.i18n import catalogue
from game.i18n.catalogue import tr

DEFAULT_LANGUAGE = "fr"
"""What the interface speaks where nothing says otherwise: the shipped story's language."""

_LONGEST_WORD = 36
"""Beside longer words of a list, there is no room for what they mean."""

_ASKS_FOR_HELP = ("-h", "--help", "help")

_WITHOUT_SETTINGS = ("--version", "check", "completion", "play", "schema")
"""What does not look the saved language up before it runs: it speaks English, must be quick, or looks for itself."""


Group = tuple[str, list[tuple[str, str, Callable[[argparse.ArgumentParser], None]]]]
"""Commands that serve one purpose: its title, then the name of each, what it does, and what defines it."""


class Misused(Exception):
    """The command makes no sense; the message says why."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line; its `command` is the function to call with it, its `lang` the language asked for.

    Exits, as argparse does, for `--help`, `--version` and what it does not understand.

    Raises:
        Misused: The first word is neither a command nor a folder, or the language is no code.
    """
    lang, rest = _language(list(argv))
    saved, helped = None, bool(set(_ASKS_FOR_HELP) & set(rest))
    if helped or (rest and rest[0] not in _WITHOUT_SETTINGS):
        from game.cli.setting import saved_language

        saved = saved_language()
    catalogue.set_language(catalogue.choose_language(lang, saved, os.environ) or DEFAULT_LANGUAGE)
    whole = parser(helped, playing=not helped and rest[:1] in ([], ["play"]))
    known = commands(whole)
    line = _with_command(rest, tuple(known))
    arguments, unknown = whole.parse_known_args(line, argparse.Namespace(lang=lang))
    if unknown:
        command = known[line[0]]
        guess = unknown_word(unknown[0], tuple(command._option_string_actions))
        command.error(tr("unrecognized arguments: %s") % " ".join(unknown) + (f".{guess}" if guess else ""))
    return arguments


def parser(manual: bool = False, playing: bool = False) -> argparse.ArgumentParser:
    """Everything that the command line understands, in the language in use.

    Args:
        manual: Whether its page is to tell exit codes, environment and files too.
        playing: Whether `play` will do: the other commands take longer to describe than the title to appear.
    """
    _speak_argparse()
    usage = ("holdup " + tr("[PATH] [OPTIONS OF play]"), "holdup " + tr("COMMAND [OPTIONS]"))
    whole = argparse.ArgumentParser(
        prog="holdup", usage=f"\n{' ' * len(tr('usage: '))}".join(usage), allow_abbrev=False, add_help=False
    )
    _add_common(whole)
    whole.add_argument(
        "--version", action="version", version=f"holdup {__version__}", help=tr("say the version, and leave")
    )
    # listed in the page by what they are for, so that argparse need not list them
    added = whole.add_subparsers(prog="holdup", metavar=tr("COMMAND"), required=True, help=argparse.SUPPRESS)
    from game.cli.playing import define_play

    groups: Sequence[Group] = [(tr("Play:"), [("play", tr("play a story"), define_play)])] if playing else _groups()
    for _, group in groups:
        for name, told, define in group:
            command = added.add_parser(name, help=told, add_help=False, allow_abbrev=False)
            define(command)
            _add_common(command)
    if not playing:
        _describe(whole, groups, manual)
    return whole


def _groups() -> list[Group]:
    """The commands by what they are for."""
    from game.cli import around, authoring, exploring, playing, runs, sharing

    return [
        (
            tr("Play:"),
            [
                ("play", tr("play a story"), playing.define_play),
                ("journal", tr("list the runs that are kept, rename or delete one"), runs.define_journal),
                ("replay", tr("watch a run again, and take over"), sharing.define_replay),
                ("export", tr("make a newspaper of a run"), sharing.define_export),
            ],
        ),
        (
            tr("Write:"),
            [
                ("new", tr("begin a story of your own"), authoring.define_new),
                ("watch", tr("play a story while you write it"), authoring.define_watch),
                ("check", tr("say everything that is wrong with a story"), authoring.define_check),
                ("schema", tr("print what lets an editor complete a story's files"), authoring.define_schema),
                ("words", tr("count a story's words"), exploring.define_words),
                ("extract", tr("gather a story's texts for translators"), authoring.define_extract),
            ],
        ),
        (
            tr("Prove:"),
            [
                (
                    "explore",
                    tr("prove what can be reached in a story, and how likely it is"),
                    exploring.define_explore,
                ),
                ("playtest", tr("play a story at random, many times"), exploring.define_playtest),
                ("test", tr("take a story's own walkthroughs"), exploring.define_test),
                ("graph", tr("draw a story's scenes"), exploring.define_graph),
            ],
        ),
        (
            tr("Around:"),
            [
                ("serve", tr("let people play in their browsers"), around.define_serve),
                ("doctor", tr("look at the installation, the terminal and the journal"), around.define_doctor),
                ("completion", tr("print what makes a shell complete these commands"), around.define_completion),
                ("help", tr("explain a command"), around.define_help),
            ],
        ),
    ]


def _describe(whole: argparse.ArgumentParser, groups: Sequence[Group], manual: bool) -> None:
    """Give the whole program its page."""
    from game.cli.around import manual as told

    page(
        whole,
        tr(
            "Interactive stories for the terminal. Without a command, the shipped story is played, or that of a folder."
        ),
        ("holdup", tr("play: a title, a seat, and go")),
        ("holdup --plain", tr("the same as lines of text, for screen readers and pipes")),
        ("holdup --seat both --seed 7", tr("begin at once")),
        ("holdup ~/my-story", tr("play a folder that holds a story.yaml")),
        ("holdup check ~/my-story", tr("say everything that is wrong with it")),
        after=told() if manual else "",
    )
    width = max(len(name) for _, group in groups for name, _, _ in group)
    lists = (listed(title, [(f"{name:{width}}", told) for name, told, _ in group]) for title, group in groups)
    whole.description = "\n\n".join([whole.description or "", *lists])


def commands(whole: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The commands of the parser, by name."""
    choices: Any = next(action.choices for action in whole._actions if action.nargs == argparse.PARSER)
    found: Mapping[str, argparse.ArgumentParser] = choices
    return found


def later(name: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it is called."""

    def command(arguments: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = import_module(f"game.cli.{name}").run
        return run(arguments)

    return command


def page(parser: argparse.ArgumentParser, description: str, *examples: tuple[str, str], after: str = "") -> None:
    """Give a command its page: what it does, examples under its options, and what comes after them."""
    parser._positionals.title, parser._optionals.title = tr("Arguments"), tr("Options")
    parser.description = "\n".join(textwrap.wrap(description, _columns()))
    lines = listed(tr("Examples:"), examples)
    parser.epilog = f"{lines}\n\n{after}" if after else lines
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def listed(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """A titled list of words and what they mean, as wide as the terminal; long ones have a line to themselves."""
    width = max(len(word) for word, _ in rows) + 3
    lines = [title]
    for word, meaning in rows:
        beside = width <= _LONGEST_WORD
        indent = " " * (2 + width if beside else 6)
        told = textwrap.wrap(meaning, max(_columns() - len(indent), 20))
        lines += [f"  {word:{width}}{told[0]}" if beside else f"  {word}\n{indent}{told[0]}"]
        lines += (indent + line for line in told[1:])
    return "\n".join(lines)


def _columns() -> int:
    return max(shutil.get_terminal_size().columns - 2, 40)


def unknown_word(word: str, known: Sequence[str]) -> str:
    """A guess at what was meant by a word, as the end of a sentence; empty where there is none."""
    from game.story.problems import nearest

    near = nearest(word, known)
    return " " + tr("Did you mean “{word}”?", word=near) if near else ""


def _language(argv: list[str]) -> tuple[str | None, list[str]]:
    """What `--lang` says, wherever it stands, and the rest of the command line."""
    end = argv.index("--") if "--" in argv else len(argv)
    for index, word in enumerate(argv[:end]):
        name, equals, given = word.partition("=")
        if name != "--lang":
            continue
        after = argv[index + 1 : index + 2]
        said = given if equals else next(iter(after), "")
        code = catalogue.language_tag(said)
        if code is None:
            raise Misused(tr("“{word}” is no language: write a code, as in --lang fr.", word=said))
        return code, argv[:index] + argv[index + (1 if equals else 2) :]
    return None, argv


def _with_command(argv: list[str], known: tuple[str, ...]) -> list[str]:
    """The command line with `play` in its place where no command is written."""
    if not argv:
        return ["play"]
    first = argv[0]
    if first in known or first in ("-h", "--help", "--version"):
        return argv
    if not first.startswith("-") and os.sep not in first and not os.path.exists(first):
        raise Misused(tr("“{word}” is neither a command nor a folder.", word=first) + unknown_word(first, known))
    return ["play", *argv]


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("-h", "--help", action="help", help=tr("show this page, and leave"))
    command.add_argument(
        "--lang",
        metavar=tr("CODE"),
        default=argparse.SUPPRESS,  # it is read before everything else, because the help itself depends on it
        help=tr("the language, such as fr or en (default: the one chosen before, else the system's)"),
    )


def _speak_argparse() -> None:
    """Let argparse's own words go through our catalogues; it would look for compiled ones that nobody ships."""
    module: Any = argparse
    module._ = tr
