"""Every text of a story that may be read or not: where a run comes to it, and when it is read there.

Paragraphs, and whatever is said in one of several ways: labels, titles, places, news, locked reasons; why a run ended,
what the record holds, what history did instead. The explorer and the playtester both go by what is listed here, so that
no text is forgotten by either, nor by whatever hangs on their verdicts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from game.explore.word_counts import count_words
from game.story.compiled import Ast
from game.story.first_of import clauses
from game.story.model import Story
from game.story.paragraphs import Condition, Line, Paragraph
from game.story.scenes import Choice, Ending, Scene, Storylet
from game.story.variables import Variable

Seats = Collection[str]
"""The seats that a reader holds."""

VARIED = ("say", "title", "place", "news", "locked")
"""What may be said in one of several ways: its variants are called by these, as in `scene/choice.news#2`."""

BESIDE = (*VARIED, "record", "instead", "because")
"""All that may depend on something, beside the paragraphs of pages, by the keys under which it is written."""

_NEVER = Condition("false", ["bool", False], lambda values: False)


class ConditionedText(NamedTuple):
    """A text, and when it is read where a run comes to it.

    Attributes:
        path: Its name: `scene#2` for a paragraph, `scene.title#1` for a variant, counted from 1.
        condition: All that must hold for it to be read; None where it always is.
        source: The condition that its author wrote on it; empty where there is none.
        numbers: The numbers printed in a paragraph.
        words: The words of a paragraph that runs are read by.
        earlier: How many clauses at the end of the condition say that none before it in its `first_of`, or among the
            reasons for an ending, is read.
    """

    path: str
    condition: Condition | None
    source: str
    numbers: tuple[Ast, ...] = ()
    words: int = 0
    earlier: int = 0


def of_story(story: Story) -> Iterator[ConditionedText]:
    """All of a story's, for whoever holds every seat; some are read in several places, and come several times."""
    seats = story.seats
    for scene in story.scenes.values():
        yield from on_entering(seats, scene) if scene.choices or not scene.exits else on_passing(seats, scene)
        for choice in scene.choices:
            for outcome in choice.outcomes:
                yield from on_deciding(seats, scene, outcome)
    for episode in story.episodes.values():
        for storylet in episode.deck:
            yield from on_drawing(seats, None, storylet)
    for ending in story.endings.values():
        yield from at_ending(seats, ending)


def on_entering(seats: Seats, scene: Scene) -> Iterator[ConditionedText]:
    """What is read where a run comes to a scene that asks, or is passed by because nothing can be chosen in it.

    What the record holds is read once somebody has decided, but as things stood before.
    """
    open_ = [_opens(choice) for choice in scene.choices]
    asked = _any(open_)
    if _held(seats, scene):
        yield from _paragraphs(seats, scene.id, scene.text)
        rests = asked if scene.exits else None
        yield from _headings(scene, _any([rests, _told(seats, scene.text)]))
        for choice, opens in zip(scene.choices, open_, strict=True):
            shut = _all(_not(choice.condition), _unspent(choice.used))
            path = path_of(scene, choice)
            shown = opens if choice.locked is None else _any([opens, shut])
            yield from _variants(f"{path}.say", choice.say, _all(rests, shown))
            yield from _variants(f"{path}.locked", choice.locked, _all(rests, shut))
    yield from _conditional(seats, f"{scene.id}.record", scene.record, asked)


def on_passing(seats: Seats, scene: Scene) -> Iterator[ConditionedText]:
    """What is read where a run passes a scene without choices, and what is heard of it."""
    if _held(seats, scene):
        yield from _paragraphs(seats, scene.id, scene.text)
        yield from _headings(scene, _told(seats, scene.text))
    yield from _variants(f"{scene.id}.news", scene.news)


def on_deciding(seats: Seats, scene: Scene, choice: Choice) -> Iterator[ConditionedText]:
    """What is read once a choice has been taken and has turned out, and what is heard of it."""
    path = path_of(scene, choice)
    if _held(seats, scene):
        yield from _paragraphs(seats, path, choice.result)
        yield from _headings(scene, None)
    yield from _variants(f"{path}.news", choice.news)


def on_drawing(seats: Seats, scene: Scene | None, storylet: Storylet) -> Iterator[ConditionedText]:
    """What is read where a storylet is drawn after a scene, whose title its page bears; its place is its own."""
    path = f"storylet:{storylet.id}"
    yield from _paragraphs(seats, path, storylet.text)
    yield from _variants(f"{path}.news", storylet.news)
    if scene is not None:
        yield from _varied(f"{scene.id}.title", [when for when, _ in scene.titles], _told(seats, storylet.text))


def at_ending(seats: Seats, ending: Ending) -> Iterator[ConditionedText]:
    """What is read at an ending; of the reasons why it came to that, the first that holds."""
    yield from _paragraphs(seats, ending.id, ending.text)
    yield from _conditional(seats, f"{ending.id}.instead", ending.instead, None)
    mine = [(number, reason) for number, reason in enumerate(ending.because, 1) if _for(seats, reason)]
    for place, (number, reason) in enumerate(mine if len(mine) > 1 else ()):
        condition = _all(reason.condition, *(_not(earlier.condition) for _, earlier in mine[:place]))
        name = f"{ending.id}.because#{number}"
        yield ConditionedText(name, condition, _source(reason.condition), earlier=place)


def path_of(scene: Scene, choice: Choice) -> str:
    """What a choice's texts are called: `scene/choice`, or `scene/choice/wins` where chance decides."""
    return f"{scene.id}/{choice.id}/{choice.outcome}".rstrip("/")


def _held(seats: Seats, scene: Scene) -> bool:
    return scene.seat is None or scene.seat in seats


def _for(seats: Seats, paragraph: Paragraph) -> bool:
    return paragraph.seat is None or paragraph.seat in seats


def _paragraphs(seats: Seats, path: str, paragraphs: Iterable[Paragraph]) -> Iterator[ConditionedText]:
    for number, paragraph in enumerate(paragraphs, 1):
        if _for(seats, paragraph):
            yield ConditionedText(
                f"{path}#{number}",
                paragraph.condition,
                _source(paragraph.condition),
                tuple(number.ast for line in paragraph.lines for number in line.numbers.values()),
                max(count_words(line.source) for line in paragraph.lines),
                paragraph.earlier,
            )


def _conditional(
    seats: Seats, path: str, paragraphs: Iterable[Paragraph], where: Condition | None
) -> Iterator[ConditionedText]:
    """Those paragraphs beside the story's pages that depend on something; `where` they can be read at all."""
    for number, paragraph in enumerate(paragraphs, 1):
        if paragraph.condition is not None and _for(seats, paragraph):
            condition, source = _all(where, paragraph.condition), paragraph.condition.source
            yield ConditionedText(f"{path}#{number}", condition, source, earlier=paragraph.earlier)


def _headings(scene: Scene, shown: Condition | None) -> Iterator[ConditionedText]:
    yield from _varied(f"{scene.id}.title", [when for when, _ in scene.titles], shown)
    yield from _varied(f"{scene.id}.place", [when for when, _ in scene.places], shown)


def _variants(path: str, line: Line | None, shown: Condition | None = None) -> Iterator[ConditionedText]:
    if line is not None:
        yield from _varied(path, [when for when, _ in line.instead], shown)


def _varied(path: str, whens: Sequence[Condition], shown: Condition | None) -> Iterator[ConditionedText]:
    """What is said in one of several ways where it is shown: the first whose condition holds, the last else."""
    if not whens or shown is _NEVER:
        return
    for number, when in enumerate((*whens, None), 1):
        earlier = (_not(each) for each in whens[: number - 1])
        yield ConditionedText(f"{path}#{number}", _all(shown, *earlier, when), _source(when))


def _told(seats: Seats, paragraphs: Iterable[Paragraph]) -> Condition | None:
    """Whether some paragraph is read: without any, there is no page."""
    return _any([paragraph.condition for paragraph in paragraphs if _for(seats, paragraph)])


def _opens(choice: Choice) -> Condition | None:
    return _all(choice.condition, _unspent(choice.used))


def _unspent(used: Variable | None) -> Condition | None:
    if used is None:
        return None
    at = used.index
    return Condition("", ["not", ["var", used.name]], lambda values: not values[at])


def _not(condition: Condition | None) -> Condition:
    if condition is None:
        return _NEVER
    holds = condition.holds
    return Condition("", ["not", condition.ast], lambda values: not holds(values))


def _all(*conditions: Condition | None) -> Condition | None:
    """All of some conditions, of which None always holds."""
    parts = [condition for condition in conditions if condition is not None]
    if _NEVER in parts:
        return _NEVER
    if len(parts) < 2:
        return parts[0] if parts else None
    return Condition("", ["and", *clauses(*(c.ast for c in parts))], lambda values: all(c.holds(values) for c in parts))


def _any(conditions: Sequence[Condition | None]) -> Condition | None:
    """Any of some conditions, of which None always holds."""
    parts = [condition for condition in conditions if condition is not None and condition is not _NEVER]
    if None in conditions:
        return None
    if len(parts) < 2:
        return parts[0] if parts else _NEVER
    return Condition("", ["or", *(c.ast for c in parts)], lambda values: any(c.holds(values) for c in parts))


def _source(condition: Condition | None) -> str:
    return "" if condition is None else condition.source
