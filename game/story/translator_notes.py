"""What a translator wants to know of a text: where it stands, what it claims, when it is read, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.story.markup import strip_markup
from game.story.model import Choice, Scene, Story
from game.story.paragraphs import Mark, Paragraph

_MARKS = {
    Mark.DOCUMENTED: "documented: a fact of record, to be exact",
    Mark.DISPUTED: "disputed: told in more than one way",
    Mark.INVENTED: "invented: the story's own, to be free with",
}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Note:
    """Where a text is written, and what is said of it in a line each. In English, as all that gettext's tools say."""

    place: tuple[str, int] | None
    lines: tuple[str, ...]


def notes(story: Story) -> Mapping[str, Note]:
    """What is to be known of the texts of a story's scenes, storylets and endings, by path."""
    return dict(_notes(story))


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
    said = strip_markup(choice.say.source)
    answered = f"answers: {said if len(said) <= _LONGEST else said[:_LONGEST] + '…'}"
    yield f"{path}/locked", Note(_place(story, place), (f"why it cannot be chosen: {said[:_LONGEST]}",))
    yield f"{path}/news", Note(_place(story, place), ("a headline of the wire", answered))
    yield from _paragraphs(story, f"{path}/result", place, choice.result, (*where, answered))
    for outcome in choice.outcomes:
        if outcome.outcome:
            under = f"{path}/{outcome.outcome}"
            yield from _paragraphs(story, f"{under}/result", place, outcome.result, (*where, answered))


def _paragraphs(
    story: Story, path: str, place: str, paragraphs: Iterable[Paragraph], before: tuple[str, ...]
) -> Iterator[tuple[str, Note]]:
    for number, paragraph in enumerate(paragraphs):
        lines = list(before)
        if paragraph.mark is not None:
            lines.append(_MARKS[paragraph.mark])
        if paragraph.seat is not None:
            lines.append(f"for {story.seats[paragraph.seat].name} alone")
        if paragraph.condition is not None:
            lines.append(f"read when: {paragraph.condition.source}")
        yield f"{path}/{number}", Note(_place(story, place), tuple(lines))


def _seat(story: Story, seat: str | None) -> tuple[str, ...]:
    return () if seat is None else (f"to {story.seats[seat].name}",)


def _place(story: Story, path: str) -> tuple[str, int] | None:
    found = story.positions.get(path)
    return None if found is None else found[:2]
