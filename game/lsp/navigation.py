"""From a name to where it is defined, to wherever it is named, and to another name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import Location, SymbolInformation

from game.lsp.index import Definition
from game.lsp.open_story import OpenStory
from game.lsp.outline import icon
from game.story.references import NameKind, Reference

_MOST_SYMBOLS = 500


def named_at(story: OpenStory, file: str, line: int, column: int) -> list[Definition]:
    """The things that are named at a place, the shortest name first."""
    index = story.index()
    named = (index.find(each.kind, each.name) for each in index.at(file, line, column))
    return list(dict.fromkeys(each for each in named if each is not None))


def definitions(story: OpenStory, file: str, line: int, column: int) -> list[Location]:
    """Where what is named at a place is defined."""
    return [location(story, each) for each in named_at(story, file, line, column)[:1]]


def uses(story: OpenStory, file: str, line: int, column: int, defined: bool) -> list[Location]:
    """Wherever what is named at a place (from 1) is named; with `defined`, where it is defined too."""
    things = named_at(story, file, line, column)[:1]
    return [
        Location(uri(story, each.file), story.text(each.file).range(each.line, each.column, len(each.written)))
        for thing in things
        for each in _naming(story, thing)
        if defined or not each.defines
    ]


def _naming(story: OpenStory, thing: Definition) -> Iterator[Reference]:
    """Wherever a thing is named: names of scenes stand where seats are asked for, too, so both must be known."""
    for each in story.index().references:
        if each.kind is thing.kind and each.name == thing.name:
            yield each


def symbols(story: OpenStory, query: str) -> list[SymbolInformation]:
    """The things of a story whose name or sentence holds some words."""
    wanted = query.casefold()
    matching: list[SymbolInformation] = []
    for each in story.index().definitions:
        if wanted in each.name.casefold() or wanted in each.sentence.casefold():
            scene = each.name.rpartition("/")[0] if each.kind is NameKind.CHOICE else each.file.removesuffix(".yaml")
            matching.append(SymbolInformation(location(story, each), each.own_name, icon(each), container_name=scene))
            if len(matching) == _MOST_SYMBOLS:
                break
    return matching


def location(story: OpenStory, each: Definition) -> Location:
    """Where a thing is defined."""
    length = 0 if each.group == "episodes" else len(each.own_name)
    return Location(uri(story, each.file), story.text(each.file).range(each.line, each.column, length))


def uri(story: OpenStory, name: str) -> str:
    """The address of a file of a story."""
    return Path(story.folder, name).as_uri()
