"""The help page of a command: what it does, its options, examples, as wide as the terminal."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Sequence

from game.cli import argparse_internals
from game.i18n.catalogue import tr
from game.program import as_called

_LONGEST_TERM = 36
"""The longest term, in columns, that has its meaning beside it; longer ones have a line to themselves."""


def page(parser: argparse.ArgumentParser, description: str, *examples: tuple[str, str], after: str = "") -> None:
    """Give a parser its help page: what the command does, example lines with what they do, and what is said after."""
    argparse_internals.set_titles(parser, tr("Arguments"), tr("Options"))
    parser.description = "\n".join(textwrap.wrap(description, _columns()))
    lines = listed(tr("Examples:"), [(as_called(example), does) for example, does in examples])
    parser.epilog = f"{lines}\n\n{after}" if after else lines
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def listed(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """A titled list of terms and their meanings, as wide as the terminal."""
    width = max(len(term) for term, _ in rows) + 3
    beside = width <= _LONGEST_TERM
    indent = " " * (2 + width if beside else 6)
    lines = [title]
    for term, meaning in rows:
        first, *rest = textwrap.wrap(meaning, max(_columns() - len(indent), 20))
        lines += [f"  {term:{width}}{first}"] if beside else [f"  {term}", indent + first]
        lines += (indent + line for line in rest)
    return "\n".join(lines)


def _columns() -> int:
    return max(shutil.get_terminal_size().columns - 2, 40)
