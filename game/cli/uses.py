"""`holdup uses`: where the files of a story speak of something."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import UsageError
from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.story.references import NameKind, Reference

KINDS = (
    *("scene", "choice", "variable", "seat", "opening", "fact", "source", "person", "walkthrough", "law"),
    *("challenge", "measure", "word"),
)
"""What can be named, in an author's words, in the order of `NameKind`. A scene is any place that a road leads to; a
word is one that a label can be."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup uses`."""
    add_name(command, "name", tr("NAME"), tr("a scene, scene/choice, an ending, an episode, a flag, a seat, a fact …"))
    add_path(command)
    page(
        command,
        tr("Show every line of a story that speaks of something: where it is defined, and where it is used."),
        ("holdup uses letter ~/my-story", tr("the scene and the flag of that name")),
        ("holdup uses letter --kind scene", tr("the scene alone")),
        ("holdup uses the-crack/clay tests/stories/baker", tr("a choice")),
    )


def add_name(command: argparse.ArgumentParser, name: str, metavar: str, help: str) -> None:
    """The name of something, and what kind of thing is meant where several are called so."""
    command.add_argument(name, metavar=metavar, help=help)
    what = tr("what is meant, where several things are called so: {kinds}", kinds=", ".join(KINDS))
    command.add_argument("--kind", choices=KINDS, metavar=tr("KIND"), help=what)


def run(arguments: argparse.Namespace) -> int:
    """Print the places, as `file:line:column`, with their lines.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path, or nothing of that name in it.
    """
    folder = story_folder(arguments.path)
    files = yaml_files(folder)
    references = found_in(folder, files)
    kinds = meant(references, arguments.name, arguments.kind)
    lines = {name: text.split("\n") for name, text in files.items()}
    for each in references:
        if each.kind in kinds and each.name == arguments.name:
            sign = "*" if each.defines else " "
            print(f"{folder / each.file}:{each.line}:{each.column}:{sign} {lines[each.file][each.line - 1].strip()}")
    return 0


def yaml_files(folder: Path) -> dict[str, str]:
    """The texts of a story's files, by name.

    Raises:
        UsageError: There is no story in the folder.
    """
    from game.story.load import story_files
    from game.story.problems import StoryNotFound

    try:
        read = story_files(folder)
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    return {name: data.decode("utf-8-sig", "replace").replace("\r\n", "\n") for name, data in read.items()}


def found_in(folder: Path, files: dict[str, str]) -> list[Reference]:
    """Everything that is named in the files of a story; whose a choice is that walkthroughs name alone, they show."""
    from game.story.references import WHEREVER, decided, references

    named = references({name: text.encode() for name, text in files.items() if name.endswith(".yaml")})
    if not any(each.name.startswith(f"{WHEREVER}/") for each in named):
        return named

    from game.explore.walkthroughs import BadWalkthroughs, deciding, walkthroughs
    from game.story.load import load
    from game.story.problems import BrokenStory

    try:
        story = load(folder)
        return decided(named, deciding(story, walkthroughs(story, folder)))
    except (BrokenStory, BadWalkthroughs):
        return named


def meant(references: list[Reference], name: str, kind: str | None) -> list[NameKind]:
    """The kinds of thing that a name stands for.

    Raises:
        UsageError: For none.
    """
    from game.story.problems import nearest
    from game.story.references import NameKind, kinds_of

    kinds = kinds_of(references, name)
    wanted = kinds if kind is None else [each for each in kinds if each is list(NameKind)[KINDS.index(kind)]]
    if not wanted:
        known = sorted({each.name for each in references if each.defines})
        own = {each.rpartition("/")[2]: each for each in reversed(known) if "/" in each}
        near = nearest(name, [*known, *own])
        guess = " " + tr("Did you mean “{word}”?", word=own.get(near, near)) if near is not None else ""
        raise UsageError(tr("There is no “{name}” in this story.", name=name) + guess)
    return wanted
