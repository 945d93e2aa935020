"""A story, linked and ready to play: immutable, shared by every run, knowing no player and no screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.story.closures import Values
    from game.story.estimates import Estimates
    from game.story.memory import Bits, Question
    from game.story.scenes import Challenge, Ending, Episode, Fact, Person, Scene
    from game.story.variables import Variable


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Seat:
    """A side that a player may take."""

    id: str
    name: str
    about: str
    goal: str | None
    """What whoever holds it is after."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Opening:
    """Where a run may begin, once `after` distinct endings have been seen.

    `presumes` says what lies behind it for texts that remember: `history`, `nothing`, or None where it is not said.
    """

    id: str
    name: str
    episode: str
    after: int
    presumes: str | None


class MeasuredBy(Enum):
    """How a measure is made of its variables."""

    FULLNESS = "fullness"
    """How full they are, all together."""
    UNITY = "unity"
    """How far they all stand at the same end: 0 in their middles, or apart."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Measure:
    """Something that a run is measured by, from 0 to 100.

    Attributes:
        id: Its id.
        name: What readers call it; None where the program's own words are to be found for it.
        about: What it measures, if the author says so.
        of: The variables that make it.
        by: How.
        figure: Whether the figure is shown, and not its sentence alone.
        verdict: From which figure on which sentence is said, the highest first; empty for the program's own, or none.
    """

    id: str
    name: str | None
    about: str | None
    of: tuple[Variable, ...]
    by: MeasuredBy
    figure: bool
    verdict: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OwnStart:
    """Where an author at work lets a run begin, and how things stand there.

    Attributes:
        place: A scene or an ending.
        given: The values that its author put, by variable.
        values: All the others, as a road to the place leaves them; the story's first ones where none leads there.
        remembered: What the run remembers there.
    """

    place: str
    given: Mapping[str, int]
    values: Mapping[str, int] = field(default_factory=dict)
    remembered: Mapping[Question, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Story:
    """A whole story. Mappings keep the order of the files."""

    id: str
    title: str
    language: str
    version: int
    about: str
    premise: str | None
    """What a reader must know before the first page."""
    record: bool
    """Whether it answers for what really happened."""
    clock_start: str | None
    """When hour 0 is, None where the story has no clock."""
    clock_hours: int
    seats: Mapping[str, Seat]
    variables: tuple[Variable, ...]
    """All of them, the engine's own last; the drawn marks close the line."""
    openings: Mapping[str, Opening]
    episodes: Mapping[str, Episode]
    scenes: Mapping[str, Scene]
    endings: Mapping[str, Ending]
    final: tuple[str, ...]
    """The ids of the endings that end it, in the order of the files: one that only says “to be continued” does not."""
    facts: Mapping[str, Fact]
    people: Mapping[str, Person]
    measures: tuple[Measure, ...]
    challenges: Mapping[str, Challenge]
    was: Mapping[str, str]
    rules: str
    memory: Mapping[Question, Bits]
    """What texts ask of a run's past, and where its values hold the answer."""
    time: Variable | None
    """The run's clock: the minute at which it left the place before; None where nothing takes time."""
    drawn: int
    """How many of the last variables are drawn marks, cleared when an episode ends."""
    returning: Variable | None
    """Remembers the draw that a storylet goes back to, as its place in `draws`, from 1; None where none does."""
    draws: tuple[tuple[str, int], ...]
    """Every draw of the story: the scene after which it is made, and how many are made there before it."""
    positions: Mapping[str, tuple[str, int, int]]
    """Where each `scene` and `scene/choice` is written: file, line, column."""
    estimates: Callable[[], Estimates | None]
    """What a rival that thinks knows beforehand, read when it is first asked for; None where there is nothing."""
    own_start: OwnStart | None = None
    """Where it begins instead while it is written; None where runs begin as its files say."""
    gauges: tuple[Variable, ...] = field(init=False)
    """The variables that a reader sees move, in the order declared: asked for at every step of a run."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "gauges", tuple(variable for variable in self.variables if variable.gauge))

    @property
    def start(self) -> Values:
        """The values with which a run begins."""
        return tuple(variable.start for variable in self.variables)

    @property
    def knows_worths(self) -> bool:
        """Whether every ending says what it is worth to every seat, of two at least: what a strategist plays for."""
        return len(self.seats) > 1 and all(ending.worth.keys() >= set(self.seats) for ending in self.endings.values())

    def variable(self, name: str) -> Variable:
        """The variable with this name. Raises `KeyError` when there is none."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)

    @property
    def final_endings(self) -> tuple[Ending, ...]:
        """The endings whose ids are `final`."""
        return tuple(self.endings[id] for id in self.final)
