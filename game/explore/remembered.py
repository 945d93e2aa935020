"""What a run remembers at each of its moments, counted from what happened in it.

The engine notes what the texts of a story ask, and nothing else. Laws and walkthroughs may ask more than they do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from game.play.setup import Setup
from game.play.state import Beat, Decided, Passed, State
from game.story.closures import Values
from game.story.memory import Past, Question
from game.story.past import past

Visit = tuple[str, Values, Past]
"""A scene or an ending, the values that a run has there, and what it remembers."""

Moment = tuple[State, Beat | None, Past]
"""A state, something that happened on the way to it or None where it rests, and what is remembered until then."""


def moments(setup: Setup, states: Iterable[State]) -> Iterator[Moment]:
    """The moments of a run in order."""
    happened: Counter[Question] = Counter(past(setup.story, setup.opening))
    for state in states:
        for beat in state.trail:
            yield state, beat, Counter(happened)
            happened.update(_answered(beat))
        yield state, None, Counter(happened)


def _answered(beat: Beat) -> Iterator[Question]:
    """What is remembered once something has happened. A storylet that asks is left by its own decision."""
    if isinstance(beat, Decided):
        yield "took", f"{beat.scene.id}/{beat.choice.id}"
    elif not isinstance(beat, Passed):
        if beat.storylet.scene is None:
            yield "seen", beat.storylet.id
            yield "times", beat.storylet.id
        return
    yield "seen", beat.scene.id
    yield "times", beat.scene.id
