"""What argparse offers no public way to do. Everything that relies on its private names is here."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any


def translate(tr: Callable[[str], str]) -> None:
    """Have argparse's own messages translated by `tr`; by itself it looks for compiled catalogues, and we ship none."""
    module: Any = argparse
    module._ = tr


def set_titles(parser: argparse.ArgumentParser, arguments: str, options: str) -> None:
    """Name the two lists of a help page."""
    parser._positionals.title, parser._optionals.title = arguments, options


def leave_uncoloured(parser: argparse.ArgumentParser) -> None:
    """Have help without colours, which Python gives it from 3.14 on: what commands print speaks to no terminal."""
    vars(parser)["color"] = False


def actions(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    """Everything that a parser was told to expect, in order."""
    return parser._actions


def option_strings(parser: argparse.ArgumentParser) -> Sequence[str]:
    """How its options are written, such as `--seed`."""
    return tuple(parser._option_string_actions)


def add_options(parser: argparse.ArgumentParser, other: argparse.ArgumentParser) -> None:
    """Give a parser the options of another that it has not got."""
    for action in other._actions:
        if action.option_strings and not set(action.option_strings) & parser._option_string_actions.keys():
            parser._add_action(action)
