"""`holdup completion`: scripts for shells, written from the parser itself so that they never lag behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from game.cli.arguments import commands, parser

FOLDER, FILE, RUN = "folder", "file", "run"
"""What a shell looks up itself where a word is due: folders, files, the runs of the journal."""

_LOOKED_UP = {"path": FOLDER, "paths": FOLDER, "home": FOLDER, "write": FOLDER, "output": FILE, "run": RUN}


@dataclass(frozen=True)
class Word:
    """A word that is due: those that can be told beforehand, and what the shell is to look up."""

    values: tuple[str, ...] = ()
    looked_up: str = ""
    many: bool = False


@dataclass(frozen=True)
class ShellOption:
    """An option: how it is written, what it is for, and the word that follows it, if any."""

    names: tuple[str, ...]
    told: str
    word: Word | None


@dataclass(frozen=True)
class ShellCommand:
    """A command: its options, and the words that it takes."""

    name: str
    told: str
    options: tuple[ShellOption, ...]
    words: tuple[Word, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The words that can be told beforehand, wherever they are due."""
        return tuple(value for word in self.words for value in word.values)

    def takes(self, kind: str) -> bool:
        """Whether one of its words is to be looked up."""
        return any(word.looked_up == kind for word in self.words)


def run(arguments: argparse.Namespace) -> int:
    """Print a shell's script."""
    from game.cli import shells

    whole = parser()
    known = tuple(_commands(whole))
    play = next(command for command in known if command.name == "play")
    # without a command, `holdup` plays: its options are offered beside the commands
    bare = tuple({option.names: option for option in (*_options(whole), *play.options)}.values())
    write = {"bash": shells.bash, "zsh": shells.zsh, "fish": shells.fish}[arguments.shell]
    sys.stdout.write("\n".join(write(known, bare)) + "\n")
    return 0


def _commands(whole: argparse.ArgumentParser) -> Iterator[ShellCommand]:
    known = commands(whole)
    chooser = next(action for action in whole._actions if action.nargs == argparse.PARSER)
    told = {action.dest: action.help or "" for action in chooser._get_subactions()}  # type: ignore[attr-defined]
    for name, command in known.items():
        words = tuple(_word(action, tuple(known)) for action in command._actions if not action.option_strings)
        yield ShellCommand(name, told[name], tuple(_options(command)), words)


def _options(command: argparse.ArgumentParser) -> Iterator[ShellOption]:
    for action in command._actions:
        if action.option_strings:
            word = None if action.nargs == 0 else _word(action)
            yield ShellOption(tuple(action.option_strings), action.help or "", word)


def _word(action: argparse.Action, names: tuple[str, ...] = ()) -> Word:
    looked_up = _LOOKED_UP.get(action.dest, "")
    values = names if action.dest == "about" else tuple(map(str, action.choices or _values(action.dest)))
    return Word(values, looked_up, action.nargs == "*")


def _values(dest: str) -> tuple[str, ...]:
    """The words that the program knows for an option that takes any: for a story's own, those of the shipped one."""
    from game.i18n import catalogue

    if dest == "lang":
        return catalogue.languages()
    if dest == "explain":
        from game.story.problems import codes

        return codes()
    return (*_shipped("seats"), "both") if dest == "seat" else _shipped("openings") if dest == "opening" else ()


@cache
def _shipped(key: str) -> tuple[str, ...]:
    """The names under a key of the shipped story, whose other files a shell that starts has no time for."""
    from game.story.load import shipped_folder
    from game.story.problems import Report
    from game.story.yaml_tree import parse_yaml

    story = parse_yaml((shipped_folder() / "story.yaml").read_bytes(), "story.yaml", Report())
    return tuple(story.get_map(key)) if story is not None else ()
