"""What a run through the real engine meets: endings, scenes, choices, texts and storylets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.explore.conditioned_texts import (
    VARIED,
    ConditionedText,
    at_ending,
    on_deciding,
    on_drawing,
    on_entering,
    on_passing,
    path_of,
)
from game.play.challenges import challenges_met
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn, State
from game.story.closures import Values
from game.story.scenes import Challenge, Ending


class Element(NamedTuple):
    """Something that an author wrote.

    `kind` is ending, scene, choice, outcome, paragraph, variant, storylet or challenge.
    """

    kind: str
    id: str


_CHALLENGES = "challenges/"


def text_of(challenge: Challenge) -> str:
    """What a challenge is called among the texts that are read at endings: it is proved as one of them."""
    return f"{_CHALLENGES}{challenge.id}"


def element_of(text: str) -> Element:
    """What stands at the path of a text: a paragraph, a variant of what is said in several ways, or a challenge."""
    if text.startswith(_CHALLENGES):
        return Element("challenge", text.removeprefix(_CHALLENGES))
    varied = text.partition("#")[0].rpartition(".")[2] in VARIED
    return Element("variant" if varied else "paragraph", text)


def encountered(setup: Setup, state: State) -> Iterator[Element]:
    """What a player of this setup meets between the last decision and where a state rests; some things twice."""
    for beat in state.trail:
        yield from _beat(setup, beat)
    place = state.here
    if isinstance(place, Ending):
        yield Element("ending", place.id)
        yield from _read(at_ending(setup.seats, place), state.values)
        yield from (Element("challenge", challenge.id) for challenge in challenges_met(setup.story, state))
    else:
        yield Element("scene", place.id)
        yield from _read(on_entering(setup.seats, place), state.values)


def _beat(setup: Setup, beat: Beat) -> Iterator[Element]:
    scene, seats = beat.scene, setup.seats
    if isinstance(beat, Drawn):
        yield Element("storylet", beat.storylet.id)
        yield from _read(on_drawing(seats, scene, beat.storylet), beat.after)
        return
    yield Element("scene", scene.id)
    if isinstance(beat, Decided):
        if not beat.player:
            yield from _read(on_entering(seats, scene), beat.before)
        yield Element("choice", f"{scene.id}/{beat.choice.id}")
        if beat.choice.outcome:
            yield Element("outcome", path_of(scene, beat.choice))
        yield from _read(on_deciding(seats, scene, beat.choice), beat.after)
    else:
        yield from _read(on_entering(seats, scene) if scene.choices else on_passing(seats, scene), beat.after)


def _read(texts: Iterable[ConditionedText], values: Values) -> Iterator[Element]:
    for text in texts:
        if text.condition is None or text.condition.holds(values):
            yield element_of(text.path)
