"""The whole program as a manual page, in roff: made from the same parsers as the help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator

from game import __version__
from game.cli import argparse_internals
from game.cli.parser import command_parser, program_parser, purposes
from game.cli.reference import sections
from game.i18n.catalogue import tr

COLUMNS = 76
"""How wide the parts are that man does not fill again: synopsis and examples."""

_FOLDERS = ("~/.local/share/holdup", "~/.cache/holdup", "scenes")
"""Where the journal, the cache and the shipped story usually are: the page is read on other machines than this."""

_COLON = ": \N{NO-BREAK SPACE}"
"""What a title ends in elsewhere, and not here."""


def rendered() -> str:
    """The page, in the language in use."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    program = program_parser()
    yield f'.TH HOLDUP 1 "" "holdup {__version__}"'
    yield ".ad l"  # paths and commands leave no blanks to stretch
    yield f".SH {tr('NAME')}"
    yield f"holdup \\- {_plain(tr('interactive stories for the terminal'))}"
    yield f".SH {tr('SYNOPSIS')}"
    yield from _verbatim(_usage(program))
    yield f".SH {tr('DESCRIPTION')}"
    yield _plain(" ".join((program.description or "").partition("\n\n")[0].split()))
    yield f".SH {tr('COMMANDS')}"
    for name in purposes():
        command = command_parser(name)
        yield f".SS {name}"
        yield from _verbatim(_usage(command))
        yield ".PP"
        yield _plain(" ".join((command.description or "").split()))
        yield from _actions(
            action for action in argparse_internals.actions(command) if action.dest not in ("help", "lang")
        )
        yield from _verbatim(command.epilog or "")
    yield f".SH {tr('OPTIONS')}"
    yield from _actions(argparse_internals.actions(program))
    for title, rows in sections(*_FOLDERS):
        yield f".SH {title.rstrip(_COLON).upper()}"
        for word, meaning in rows:
            yield from (".TP", f".B {_plain(word)}", _plain(meaning))


def _usage(parser: argparse.ArgumentParser) -> str:
    """How a command is written, each line of it, without the word that says so."""
    usage = parser.format_usage().removeprefix(tr("usage: "))
    return re.sub(r"\n +", "\n  " if parser.usage is None else "\n", usage).rstrip()


def _actions(actions: Iterable[argparse.Action]) -> Iterator[str]:
    for action in actions:
        if action.help is argparse.SUPPRESS:
            continue
        names = ", ".join(f"\\fB{_plain(name)}\\fP" for name in action.option_strings)
        value = action.metavar or ("" if action.nargs == 0 else "|".join(map(str, action.choices or ())))
        taken = f"\\fI{_plain(str(value))}\\fP" if value else ""
        yield from (".TP", " ".join(filter(None, (names, taken))), _plain(action.help or ""))


def _verbatim(text: str) -> Iterator[str]:
    yield from (".PP", ".nf", *map(_plain, text.splitlines()), ".fi")


def _plain(text: str) -> str:
    """Words that roff takes as they are."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
