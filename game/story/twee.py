"""Twee 3, the text format of Twine's stories: its passages read, and a story written as passages.

What leaves is the map: scenes, choices, roads and texts. What makes a road or a paragraph conditional is written beside
it as a comment, because each of Twine's formats has another language for it.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from game.story.model import Story
from game.story.paragraphs import Condition, Paragraph
from game.story.scenes import BACK, Ending, Exit, Scene, Storylet

_NAME = re.compile(r"(?:\\.|[^\\\[{])*")
_TAGS = re.compile(r"\[((?:\\.|[^\\\]])*)\]")
_UNPADDED = re.compile(r"\s*((?:\\.|[^\\])*?)\s*")
_LINE = re.compile(r"\r\n|\r|\n")
_ESCAPED = re.compile(r"\\(.)")
_NAMESPACE = uuid.UUID("6f9a3a36-6d0f-5c0b-9a53-7f0f6c1d3a11")
_ACROSS, _DOWN, _ABREAST = 150, 150, 8


@dataclass(frozen=True, slots=True)
class TweePassage:
    """A passage: its name, its tags, and its text with the line of the file at which that begins."""

    name: str
    tags: tuple[str, ...]
    text: str
    line: int


def read_passages(text: str) -> list[TweePassage]:
    """The passages of a Twee 3 file, in its order."""
    passages: list[tuple[str, tuple[str, ...], int, list[str]]] = []
    for number, line in enumerate(_LINE.split(text.removeprefix("\ufeff")), start=1):
        header = _NAME.match(line, 2) if line.startswith("::") else None
        if header is not None:
            tags = _TAGS.match(line, header.end())
            bare = _UNPADDED.fullmatch(header[0])
            name = _unescaped(bare[1] if bare else "")
            passages.append((name, tuple(map(_unescaped, tags[1].split())) if tags else (), number + 1, []))
        elif passages:
            passages[-1][3].append(line.removeprefix("\\") if line.startswith("\\::") else line)
    return [TweePassage(name, tags, "\n".join(lines).rstrip("\n"), line) for name, tags, line, lines in passages]


def _unescaped(written: str) -> str:
    return _ESCAPED.sub(r"\1", written)


def story_data(passages: Iterable[TweePassage]) -> Mapping[str, Any] | None:
    """What the passage StoryData says: nothing where there is none; None where it cannot be read."""
    for passage in passages:
        if passage.name == "StoryData":
            try:
                data = json.loads(passage.text)
            except (ValueError, RecursionError):
                return None
            return data if isinstance(data, dict) else None
    return {}


def write_twee(story: Story) -> Iterator[str]:
    """A story as the lines of a Twee 3 file, which Twine opens."""
    opening = next(iter(story.openings.values()))
    data = {
        "ifid": str(uuid.UUID(bytes=uuid.uuid5(_NAMESPACE, story.id).bytes, version=4)).upper(),
        "format": "Harlowe",
        "format-version": "3.3.9",
        "start": story.episodes[opening.episode].start,
    }
    yield from (":: StoryTitle", _line(story.title), "")
    yield from (":: StoryData", *json.dumps(data, indent=2).splitlines(), "")
    numbers = {episode: row for row, episode in enumerate(story.episodes)}
    along = dict.fromkeys([*story.episodes, ""], 0)
    drawn = {storylet.scene.id: scene for storylet, scene in _draws(story) if storylet.scene is not None}
    places: list[Scene | Ending] = [*story.scenes.values(), *story.endings.values()]
    for place in places:
        episode = place.episode if isinstance(place, Scene) else ""
        place_in, row = along[episode], 2 * numbers.get(episode, len(numbers))
        along[episode] += 1
        x, y = 100 + place_in % _ABREAST * _ACROSS, 100 + (row + place_in // _ABREAST) * _DOWN
        yield f':: {place.id} [{episode or "ending"}] {{"position":"{x},{y}","size":"100,100"}}'
        yield from _paragraphs(place.text)
        if isinstance(place, Scene):
            yield from _links(place, drawn[place.id].exits if place.id in drawn else ())
            yield from (f"[[{id}]]" for id, drawer in drawn.items() if drawer is place)
        yield ""


def _draws(story: Story) -> Iterator[tuple[Storylet, Scene]]:
    """The storylets, each with the first scene that may draw it."""
    for episode in story.episodes.values():
        drawer = next((scene for scene in episode.scenes if scene.draw), None)
        if drawer is not None:
            yield from ((storylet, drawer) for storylet in episode.deck)


def _paragraphs(text: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in text:
        if paragraph.seat is not None:
            yield f"<!-- for: {paragraph.seat} -->"
        yield from _conditions(paragraph.condition, otherwise=paragraph.earlier > 0)
        for line in paragraph.lines[-1].source.splitlines():
            yield _line(line)
        yield ""


def _links(scene: Scene, after: Iterable[Exit]) -> Iterator[str]:
    """A scene's roads; `after` are those that a storylet goes on by where it leads back."""
    for choice in scene.choices:
        for exit in _apart((exit for outcome in choice.outcomes for exit in outcome.exits), after):
            yield from _conditions(choice.condition, exit.condition)
            yield f"[[{_line(choice.say.source)}->{exit.to}]]"
    for exit in _apart(scene.exits, after) if not scene.choices else ():
        yield from _conditions(exit.condition)
        yield f"[[{exit.to}]]"


def _apart(exits: Iterable[Exit], after: Iterable[Exit]) -> Iterator[Exit]:
    """The first of the roads to each place."""
    roads: dict[str, Exit] = {}
    for exit in exits:
        for each in after if exit.to == BACK else (exit,):
            roads.setdefault(each.to, each)
    yield from roads.values()


def _conditions(*conditions: Condition | None, otherwise: bool = False) -> Iterator[str]:
    """What must hold; `otherwise` where it counts only if none of those above in a group does."""
    sources = [condition.source for condition in conditions if condition is not None and condition.source]
    if sources:
        yield f"<!-- {'else ' if otherwise else ''}if: {' / '.join(sources).replace('--', '- -')} -->"
    elif otherwise:
        yield "<!-- else -->"


def _line(text: str) -> str:
    """A line that is neither a header nor holds a link of its own."""
    safe = text.replace("\n", " ")
    for brackets in ("[[", "]]", "]["):
        while brackets in safe:  # three in a row are two pairs
            safe = safe.replace(brackets, " ".join(brackets))
    return f"\\{safe}" if safe.startswith("::") else safe
