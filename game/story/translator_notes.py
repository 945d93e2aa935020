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


def notes(story: Story, own: Mapping[str, str]) -> Mapping[str, Note]:
    """What is to be known of a story's texts, by path.

    Args:
        story: The story.
        own: What its author says, by path.
    """
    known = dict(_notes(story))
    for path, note in own.items():
        place, lines = known.get(path, Note(None, ()))
        known[path] = Note(place, (*note.split("\n"), *lines))
    return known


def authors_notes(files: Mapping[str, Node], texts: Iterable[str]) -> dict[str, str]:
    """What stands under `note`, by the path of the first text that it stands beside.

    Args:
        files: The trees of a story's files, by name.
        texts: The paths of its texts, in order.
    """
    by_path: dict[str, str] = {}
    for name, root in files.items():
        stem = name.removesuffix(".yaml")
        for written, note in _noted(root, KINDS.get(stem, KINDS["episode"]), ()):
            path = _path_of(stem, written)
            first = next((text for text in texts if text == path or text.startswith(f"{path}/")), None)
            if first is not None:
                by_path[first] = f"{by_path[first]}\n{note}" if first in by_path else note
    return by_path


def _noted(node: Node, shape: Shape, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    inner = shape.shape_of(node.value) if isinstance(shape, Either) else shape
    if isinstance(inner, ListOf):
        for number, item in enumerate(node.items):
            yield from _noted(item, inner.item, (*at, str(number)))
    elif isinstance(inner, MapOf):
        for name, child in node.entries.items():
            yield from _noted(child, inner.item, (*at, name))
    elif isinstance(inner, ObjectShape):
        for key, child in node.entries.items():
            if key == "note" and child.text.strip():
                yield at, child.text.strip()
            elif key in inner.keys:
                yield from _noted(child, inner.keys[key].shape, (*at, key))


def _path_of(stem: str, written: tuple[str, ...]) -> str:
    """The path of a text, by where in a file it is written."""
    if stem == "story":
        begins = [_IN_STORY.get(written[0], "story")] if written else ["story"]
        return "/".join((*begins, *written[1:]))
    if stem in ("facts", "people"):
        return "/".join(written)
    if not written:
        return stem
    return "/".join(written if written[0] == "deck" else written[1:])


def _notes(story: Story) -> Iterator[tuple[str, Note]]:
    decks = [storylet for episode in story.episodes.values() for storylet in episode.deck]
    for scene in story.scenes.values():
        yield from _scene(story, scene)
    for storylet in decks:
        where = _seat(story, storylet.seat)
        yield from _paragraphs(story, f"deck/{storylet.id}/text", storylet.id, storylet.text, where)
    for ending in story.endings.values():
        yield from _paragraphs(story, f"{ending.id}/text", ending.id, ending.text, ())


def _scene(story: Story, scene: Scene) -> Iterator[tuple[str, Note]]:
    where = _seat(story, scene.seat)
    yield from _paragraphs(story, f"{scene.id}/text", scene.id, scene.text, where)
    yield from _paragraphs(story, f"{scene.id}/record", scene.id, scene.record, ())
    for choice in scene.choices:
        yield from _choice(story, scene, choice, where)


def _choice(story: Story, scene: Scene, choice: Choice, where: tuple[str, ...]) -> Iterator[tuple[str, Note]]:
    path, place = f"{scene.id}/choices/{choice.id}", f"{scene.id}/{choice.id}"
    wanted = (f"read when: {choice.condition.source}",) if choice.condition is not None else ()
    yield f"{path}/say", Note(_place(story, place), (*where, "what can be chosen", *wanted))
    words = strip_markup(choice.say.source)
    answered = f"answers: {words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}"
    yield f"{path}/locked", Note(_place(story, place), (f"why it cannot be chosen: {words[:_LONGEST]}",))
    yield f"{path}/news", Note(_place(story, place), ("a headline of the wire", answered))
    yield from _paragraphs(story, f"{path}/result", place, choice.result, (*where, answered))
    for outcome in choice.outcomes:
        if outcome.outcome:
            under = f"{path}/{outcome.outcome}"
            yield from _paragraphs(story, f"{under}/result", place, outcome.result, (*where, answered))


def _paragraphs(
    story: Story, path: str, place: str, paragraphs: Iterable[Paragraph], before: tuple[str, ...]
) -> Iterator[tuple[str, Note]]:
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
        yield f"{path}/{paragraph.within}", Note(_place(story, place), tuple(lines))


def _seat(story: Story, seat: str | None) -> tuple[str, ...]:
    return () if seat is None else (f"to {story.seats[seat].name}",)


def _place(story: Story, path: str) -> tuple[str, int] | None:
    position = story.positions.get(path)
    return None if position is None else position[:2]
