"""What a run through the real engine meets: endings, scenes, choices, texts and storylets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from game.story.paragraphs import Condition
from game.story.scenes import Challenge, Ending, Scene


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


class Reader:
    """Who holds some seats of a story, and reads what runs lead them through. The texts of a place are listed once."""

    def __init__(self, setup: Setup) -> None:
        """The seed plays no part."""
        self._story = setup.story
        self._seats = setup.seats
        self._listed: dict[str, list[tuple[Condition | None, Element]]] = {}

    def encounters(self, state: State) -> Iterator[Element]:
        """What is met between the last decision and where a state rests; some things twice."""
        for beat in state.trail:
            yield from self._beat(beat)
        place = state.here
        if isinstance(place, Ending):
            yield Element("ending", place.id)
            yield from self._read(place.id, state.values, lambda: at_ending(self._seats, place))
            yield from (Element("challenge", challenge.id) for challenge in challenges_met(self._story, state))
        else:
            yield Element("scene", place.id)
            yield from self._entering(place, state.values)

    def _beat(self, beat: Beat) -> Iterator[Element]:
        scene, seats = beat.scene, self._seats
        if isinstance(beat, Drawn):
            storylet = beat.storylet
            yield Element("storylet", storylet.id)
            drawn = f"{scene.id} {storylet.id}"
            yield from self._read(drawn, beat.after, lambda: on_drawing(seats, scene, storylet))
            return
        yield Element("scene", scene.id)
        if isinstance(beat, Decided):
            choice, path = beat.choice, path_of(scene, beat.choice)
            if not beat.player:
                yield from self._entering(scene, beat.before)
            yield Element("choice", f"{scene.id}/{choice.id}")
            if choice.outcome:
                yield Element("outcome", path)
            yield from self._read(path, beat.after, lambda: on_deciding(seats, scene, choice))
        elif scene.choices:
            yield from self._entering(scene, beat.after)
        else:
            yield from self._read(scene.id, beat.after, lambda: on_passing(seats, scene))

    def _entering(self, scene: Scene, values: Values) -> Iterator[Element]:
        return self._read(f"{scene.id} asks", values, lambda: on_entering(self._seats, scene))

    def _read(self, place: str, values: Values, texts: Callable[[], Iterable[ConditionedText]]) -> Iterator[Element]:
        listed = self._listed.get(place)
        if listed is None:
            listed = self._listed[place] = [(text.condition, element_of(text.path)) for text in texts()]
        for condition, thing in listed:
            if condition is None or condition.holds(values):
                yield thing
