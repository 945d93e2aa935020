"""A run that begins where its author is at work, in a state of their own, whether or not a road leads there.

It is the story itself that is read so: its openings begin at that place, and its variables there stand where they were
put. So whatever happens to such a run (a save, another language, a new run) finds the same beginning again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.story.closures import Values
from game.story.memory import answers, counted
from game.story.model import OwnStart, Story
from game.story.problems import nearest
from game.story.variables import Variable, VariableKind

if TYPE_CHECKING:
    from game.story.scenes import Episode

_SEPARATORS = re.compile(r"[,\s]+")
_TRUTHS = {"true": 1, "yes": 1, "1": 1, "false": 0, "no": 0, "0": 0}


class UnknownValue(ValueError):
    """What cannot be given to a variable: the word that was written, what is known instead, and the nearest of it."""

    def __init__(self, word: str, known: tuple[str, ...], variable: str = "") -> None:
        super().__init__(word)
        self.word = word
        self.known = known
        self.variable = variable
        self.nearest = nearest(word, known)


class PlaceGone(LookupError):
    """The place is no longer in the story: its id."""


def start_at(story: Story, place: str, given: Mapping[str, int], values: Values | None) -> OwnStart:
    """A start in a story, with the values that a road to the place leaves; None where there is no road."""
    if values is None:
        return OwnStart(place, given)
    known = {v.name: values[v.index] for v in story.variables if v.kind is not VariableKind.MEMORY}
    remembered = {question: counted(bits, values) for question, bits in story.memory.items()}
    return OwnStart(place, given, known, remembered)


def begun(story: Story, own: OwnStart) -> Story:
    """The story as it begins there.

    Raises:
        PlaceGone: It has no such place.
    """
    if own.place not in story.scenes and own.place not in story.endings:
        raise PlaceGone(own.place)
    scene = story.scenes.get(own.place)
    episodes: dict[str, Episode] = dict(story.episodes)
    for id in [scene.episode] if scene is not None else [opening.episode for opening in story.openings.values()]:
        episodes[id] = replace(episodes[id], start=own.place)
    openings = {
        id: replace(opening, episode=opening.episode if scene is None else scene.episode, presumes=None)
        for id, opening in story.openings.items()
    }
    variables = tuple(replace(variable, start=_start(story, own, variable)) for variable in story.variables)
    return replace(story, episodes=episodes, openings=openings, variables=variables, own_start=own)


def _start(story: Story, own: OwnStart, variable: Variable) -> int:
    if variable.kind is VariableKind.MEMORY:
        counts = {q: min(count, answers(q)[-1]) for q, count in own.remembered.items() if q in story.memory}
        return sum(count << story.memory[question].shift for question, count in counts.items())
    wanted = own.given.get(variable.name, own.values.get(variable.name, variable.start))
    return wanted if variable.kind.kept else max(variable.min, min(variable.max, wanted))


def given_values(story: Story, own: OwnStart) -> Iterator[str]:
    """The values put there, as an author writes them."""
    for variable in story.variables:
        if variable.name in own.given:
            yield as_written(variable, own.given[variable.name])


def as_written(variable: Variable, value: int) -> str:
    """A value as `read_values` reads it."""
    if variable.kind is VariableKind.FLAG:
        return variable.name if value else f"{variable.name}=false"
    word = next((word for number, word in enumerate(variable.words) if number == value), str(value))
    return f"{variable.name}={word}"


def read_values(story: Story, text: str) -> dict[str, int]:
    """Values by variable, out of words such as `letter,mason=2,weather=rain`: a flag alone is true.

    Raises:
        UnknownValue: There is no such variable, or it cannot have that value.
    """
    own = {variable.name: variable for variable in story.variables if not variable.kind.kept}
    values: dict[str, int] = {}
    for word in filter(None, _SEPARATORS.split(text)):
        name, equals, value = word.partition("=")
        variable = own.get(name)
        if variable is None:
            raise UnknownValue(name, tuple(own))
        values[name] = _value(variable, value if equals else "true")
    return values


def _value(variable: Variable, written: str) -> int:
    if variable.kind is VariableKind.FLAG:
        known = _TRUTHS
    elif variable.words:
        known = {word: number for number, word in enumerate(variable.words)}
    else:
        known = {str(number): number for number in range(variable.min, variable.max + 1)}
    if written not in known:
        raise UnknownValue(written, tuple(known), variable.name)
    return known[written]
