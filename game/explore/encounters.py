"""What a run through the real engine meets: endings, scenes, choices, paragraphs and storylets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.play.challenges import challenges_met
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn, Passed, State
from game.story.closures import Values
from game.story.paragraphs import Paragraph
from game.story.scenes import Challenge, Choice, Ending, Scene


class Element(NamedTuple):
    """Something that an author wrote: `kind` is ending, scene, choice, outcome, paragraph, storylet or challenge."""

    kind: str
    id: str


_CHALLENGES = "challenges/"


def text_of(challenge: Challenge) -> str:
    """What a challenge is called among the texts that are read at endings: it is proved as one of them."""
    return f"{_CHALLENGES}{challenge.id}"


def element_of(text: str) -> Element:
    """What stands at the path of a text: a paragraph, or a challenge."""
    if text.startswith(_CHALLENGES):
        return Element("challenge", text.removeprefix(_CHALLENGES))
    return Element("paragraph", text)


def encountered(setup: Setup, state: State) -> Iterator[Element]:
    """What a player of this setup meets between the last decision and where a state rests; some things twice."""
    for beat in state.trail:
        yield from _beat(setup, beat)
    place = state.here
    yield Element("ending" if isinstance(place, Ending) else "scene", place.id)
    yield from _paragraphs(setup, place.id, place.text, state.values)
    if isinstance(place, Ending):
        yield from (Element("challenge", challenge.id) for challenge in challenges_met(setup.story, state))


def _beat(setup: Setup, beat: Beat) -> Iterator[Element]:
    scene = beat.scene
    if isinstance(beat, Drawn):
        yield Element("storylet", beat.storylet.id)
        yield from _paragraphs(setup, f"storylet:{beat.storylet.id}", beat.storylet.text, beat.after)
        return
    yield Element("scene", scene.id)
    if isinstance(beat, Decided):
        yield Element("choice", f"{scene.id}/{beat.choice.id}")
        path = path_of(scene, beat.choice)
        if beat.choice.outcome:
            yield Element("outcome", path)
        if beat.player:
            yield from _paragraphs(setup, path, beat.choice.result, beat.after)
    elif isinstance(beat, Passed) and (scene.seat is None or scene.seat in setup.seats):
        yield from _paragraphs(setup, scene.id, scene.text, beat.after)


def path_of(scene: Scene, choice: Choice) -> str:
    """What a choice's paragraphs are called: `scene/choice`, or `scene/choice/wins` where chance decides."""
    return f"{scene.id}/{choice.id}/{choice.outcome}".rstrip("/")


def _paragraphs(setup: Setup, path: str, paragraphs: tuple[Paragraph, ...], values: Values) -> Iterator[Element]:
    for number, paragraph in enumerate(paragraphs, 1):
        mine = paragraph.seat is None or paragraph.seat in setup.seats
        if mine and (paragraph.condition is None or paragraph.condition.holds(values)):
            yield Element("paragraph", f"{path}#{number}")
