"""What a translator wants to know of a text: where it stands, what it claims, when it is read, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.story.markup import strip_markup
from game.story.model import Story
from game.story.paragraphs import Mark, Paragraph
from game.story.scenes import Choice, Scene
from game.story.schema import KINDS
from game.story.schema.groups import Either, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import Shape
from game.story.yaml_tree import Node

_IN_STORY = {
    "seats": "story/seats",
    "openings": "story/openings",
    "measures": "story/measures",
    "challenges": "challenges",
}
"""How the paths of texts begin that stand under a key of story.yaml; of numbers and labels: with `story`."""

_MARKS = {
    Mark.DOCUMENTED: "documented: a fact of record, to be exact",
    Mark.DISPUTED: "disputed: told in more than one way",
    Mark.INVENTED: "invented: the story's own, to be free with",
}
_LONGEST = 80


class Note(NamedTuple):
    """Where a text is written, and what is said of it in a line each. In English, as all that gettext's tools say."""

    place: tuple[str, int] | None
    lines: tuple[str, ...]


class Written(NamedTuple):
    """What a story's files say of its texts, by path: where each is written, and what its author notes beside it."""

    places: Mapping[str, tuple[str, int]]
    notes: Mapping[str, str]


def notes(story: Story, written: Written) -> Mapping[str, Note]:
    """What is to be known of a story's texts, by path, with what its files say of them."""
    known = dict(_notes(story))
    noted: dict[str, Note] = {}
    for path, place in written.places.items():
        own = written.notes[path].split("\n") if path in written.notes else []
        noted[path] = Note(place, (*own, *_lines(known, path)))
    return noted


def _lines(known: Mapping[str, tuple[str, ...]], path: str) -> Iterator[str]:
    """What is said of a text: of one of several, what is said of the paragraph or the line that they stand in."""
    whole = next((each for each in _upwards(path) if each in known), "")
    yield from known.get(whole, ())
    if "/one_of/" in path.removeprefix(whole):
        yield "one of several, of which one is read each time"


def _upwards(path: str) -> Iterator[str]:
    """A path, and those of what it stands in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def as_written(files: Mapping[str, Node], texts: Iterable[str]) -> Written:
    """Where texts are written, and what stands beside them under `note`: that is said of the first below it.

    Args:
        files: The trees of a story's files, by name.
        texts: The paths of its texts, in order.
    """
    places: dict[str, tuple[str, int]] = {}
    by_path: dict[str, str] = {}
    for name, root in files.items():
        stem = name.removesuffix(".yaml")
        for written, node, note in _nodes(root, KINDS.get(stem, KINDS["episode"]), ()):
            path = _path_of(stem, written)
            places.setdefault(path, (name, node.position.line))
            first = (
                next((text for text in texts if text == path or text.startswith(f"{path}/")), None) if note else None
            )
            if first is not None:
                by_path[first] = f"{by_path[first]}\n{note}" if first in by_path else note
    above = {text: next((each for each in _upwards(text) if each in places), "") for text in texts}
    return Written({text: places[path] for text, path in above.items() if path}, by_path)


def _nodes(node: Node, shape: Shape, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node, str]]:
    """Everything that is written, by its keys, with what stands beside it under `note`."""
    inner = shape.shape_of(node.value) if isinstance(shape, Either) else shape
    note = node.get("note") if isinstance(inner, ObjectShape) else None
    yield at, node, note.text.strip() if note is not None else ""
    if isinstance(inner, ListOf):
        for number, item in enumerate(node.items):
            yield from _nodes(item, inner.item, (*at, str(number)))
    elif isinstance(inner, MapOf):
        for name, child in node.entries.items():
            yield from _nodes(child, inner.item, (*at, name))
    elif isinstance(inner, ObjectShape):
        for key, child in node.entries.items():
            if key in inner.keys and key != "note":
                yield from _nodes(child, inner.keys[key].shape, (*at, key))


def _path_of(stem: str, written: tuple[str, ...]) -> str:
    """The path of a text, by where in a file it is written."""
    if stem == "story":
        group, below = written[:1], written[1:]
        return "/".join((_IN_STORY.get(group[0], "story"), *below) if below else (stem, *group))
    if stem in ("facts", "people"):
        return "/".join(written)
    if not written:
        return stem
    return "/".join(written if written[0] == "deck" else written[1:])


def _notes(story: Story) -> Iterator[tuple[str, tuple[str, ...]]]:
    decks = [storylet for episode in story.episodes.values() for storylet in episode.deck]
    for scene in story.scenes.values():
        yield from _scene(story, scene)
    for storylet in decks:
        where = _seat(story, storylet.seat)
        yield from _paragraphs(story, f"deck/{storylet.id}/text", storylet.text, where)
    for ending in story.endings.values():
        yield from _paragraphs(story, f"{ending.id}/text", ending.text, ())


def _scene(story: Story, scene: Scene) -> Iterator[tuple[str, tuple[str, ...]]]:
    where = _seat(story, scene.seat)
    yield from _paragraphs(story, f"{scene.id}/text", scene.text, where)
    yield from _paragraphs(story, f"{scene.id}/record", scene.record, ())
    for choice in scene.choices:
        yield from _choice(story, scene, choice, where)


def _choice(
    story: Story, scene: Scene, choice: Choice, where: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    path = f"{scene.id}/choices/{choice.id}"
    wanted = (f"read when: {choice.condition.source}",) if choice.condition is not None else ()
    yield f"{path}/say", (*where, "what can be chosen", *wanted)
    words = strip_markup(choice.say.source)
    answered = f"answers: {words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}"
    yield f"{path}/locked", (f"why it cannot be chosen: {words[:_LONGEST]}",)
    yield f"{path}/news", ("a headline of the wire", answered)
    yield from _paragraphs(story, f"{path}/result", choice.result, (*where, answered))
    for outcome in choice.outcomes:
        if outcome.outcome:
            under = f"{path}/{outcome.outcome}"
            yield from _paragraphs(story, f"{under}/result", outcome.result, (*where, answered))


def _paragraphs(
    story: Story, path: str, paragraphs: Iterable[Paragraph], before: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for paragraph in paragraphs:
        lines = list(before)
        if paragraph.mark is not None:
            lines.append(_MARKS[paragraph.mark])
        if paragraph.seat is not None:
            lines.append(f"for {story.seats[paragraph.seat].name} alone")
        if paragraph.condition is not None and paragraph.condition.source:
            lines.append(f"read when: {paragraph.condition.source}")
        if paragraph.earlier:
            lines.append("read only where none of those before it in its group is")
        yield f"{path}/{paragraph.within}", tuple(lines)


def _seat(story: Story, seat: str | None) -> tuple[str, ...]:
    return () if seat is None else (f"to {story.seats[seat].name}",)
