"""What a story tells, linked: its episodes with their scenes, choices and storylets, its endings, facts and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.story.closures import Values
    from game.story.paragraphs import Condition, Line, Number, Paragraph
    from game.story.variables import Variable

BACK = ""
"""Where an exit leads that goes on from where a storylet was drawn."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Exit:
    """Where a road leads, if its condition holds: a scene, an ending, or `BACK`."""

    to: str
    condition: Condition | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Effects:
    """What a choice, a scene or a storylet changes.

    `add` and `set` hold (variable, amount) pairs, `computed` what variables become by an expression over the values
    before; no variable stands in two of them. `why` gives a reason for some of the numbers moved. `apply` does it all:
    values in, values out, each number clamped to its range.
    """

    add: tuple[tuple[Variable, int], ...]
    set: tuple[tuple[Variable, int], ...]
    computed: tuple[tuple[Variable, Number], ...]
    why: Mapping[str, Line]
    apply: Callable[[Values], Values]

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.add or self.set or self.computed)

    @property
    def touched(self) -> tuple[Variable, ...]:
        """The gauges that may move, in the order written."""
        return tuple(variable for variable, _ in (*self.add, *self.set, *self.computed) if variable.gauge)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice:
    """One thing that can be decided in a scene.

    `exits` are its own, or its scene's where it has none. `used` is the variable that remembers a once-only choice.
    Where chance decides how it turns out, what follows from it stands in the outcomes: choices themselves, of the same
    id.
    """

    id: str
    first: str
    """The id that it bore first: chance counts through choices by it."""
    say: Line
    history: bool
    """Whether it was really taken."""
    supposed: bool
    """Whether the record is silent, and the story supposes that it was taken."""
    voice: bool
    takes: int
    """Minutes."""
    condition: Condition | None
    locked: Line | None
    effects: Effects
    result: tuple[Paragraph, ...]
    news: Line | None
    weight: Number
    exits: tuple[Exit, ...]
    used: Variable | None
    opens: Callable[[Values], bool] | None
    """Whether it can be taken, `None` for always: its condition, and not used yet if it can be taken once."""
    apply: Callable[[Values], Values]
    """Its effects, and its mark where it can be taken once."""
    to: str | None
    """Where it leads, when that does not depend on anything."""
    leave: Callable[[Values], Values] | None
    """Notes that it was taken and its scene left, and how long that took; `None` where nothing will ask."""
    chance: Chance | None = None
    outcome: str = ""
    """Which outcome of a chance it is, `wins` or `fails`; empty for a choice as it is offered."""

    @property
    def outcomes(self) -> tuple[Choice, ...]:
        """What may come of it: itself, unless chance decides."""
        return (self,) if self.chance is None else (self.chance.wins, self.chance.fails)

    @property
    def touched(self) -> tuple[Variable, ...]:
        """The gauges that it may move, in the order written, whichever way it turns out."""
        return tuple(dict.fromkeys(variable for each in self.outcomes for variable in each.effects.touched))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Chance:
    """How likely a choice turns out well, from 0 to 100, and what comes of it either way.

    `salt` is the choice's part in the run's chance; it depends on its scene's first id and its own alone.
    """

    percent: Number
    wins: Choice
    fails: Choice
    salt: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Scene:
    """One scene. Without choices it is read and passed; with choices it is decided by whoever holds its seat."""

    id: str
    first: str
    """The id that it bore first."""
    hash: str
    episode: str
    title: str | None
    seat: str | None
    at: str | None
    minute: int | None
    takes: int
    """Minutes that pass here, whatever is decided."""
    place: str | None
    bottleneck: bool
    text: tuple[Paragraph, ...]
    facts: tuple[str, ...]
    record: tuple[Paragraph, ...]
    effects: Effects
    choices: tuple[Choice, ...]
    exits: tuple[Exit, ...]
    draw: int
    news: Line | None
    salt: int
    """The scene's part in the run's chance; depends on its first id alone."""
    free: bool
    """Whether every choice is always open."""
    open: Callable[[Values], tuple[Choice, ...]]
    """The choices that can be taken, in the file's order."""
    entrance: bool
    """Whether a road from another episode leads here, or a run begins here."""
    leave: Callable[[Values], Values] | None
    """Notes that it was passed, and how long that took; `None` where nothing will ask."""
    titles: tuple[tuple[Condition, Line], ...] = ()
    """What it is called instead, by the first condition that holds."""
    places: tuple[tuple[Condition, Line], ...] = ()
    """Where it happens instead."""

    def title_in(self, values: Values) -> str | None:
        """Its title in some state of a run."""
        return next((line.source for condition, line in self.titles if condition.holds(values)), self.title)

    def place_in(self, values: Values) -> str | None:
        """Its place in some state of a run."""
        return next((line.source for condition, line in self.places if condition.holds(values)), self.place)

    def choice(self, id: str) -> Choice | None:
        """The choice with this id, if there is one."""
        return next((choice for choice in self.choices if choice.id == id), None)

    @property
    def historical(self) -> Choice | None:
        """The choice that was really made, if the story says so."""
        return next((choice for choice in self.choices if choice.history), None)

    @property
    def supposed(self) -> Choice | None:
        """The choice that the story supposes was made, where it says that the record is silent."""
        return next((choice for choice in self.choices if choice.supposed), None)

    @property
    def followed(self) -> Choice | None:
        """The choice by which history's road goes on: the one really made, else the one supposed."""
        return self.historical or self.supposed


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Storylet:
    """A small scene that may be drawn from its episode's deck. `drawn` remembers that it was.

    Where it asks for a decision, `scene` is what is asked, and holds the text; `exits` lead elsewhere without asking.
    """

    id: str
    first: str
    """The id that it bore first: chance counts through a deck by it."""
    seat: str | None
    at: str | None
    minute: int | None
    place: str | None
    condition: Condition | None
    weight: Number
    text: tuple[Paragraph, ...]
    effects: Effects
    facts: tuple[str, ...]
    news: Line | None
    drawn: Variable
    leave: Callable[[Values], Values] | None
    """Notes that it was read, and when; `None` where nothing will ask."""
    scene: Scene | None = None
    exits: tuple[Exit, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ending:
    """Where a run stops. `instead` says what history did.

    Of `because`, the first paragraph that is read in the last state says why; `worth` is what the ending is worth to
    each seat, from 0 to 10.
    """

    id: str
    hash: str
    title: str
    at: str | None
    minute: int | None
    place: str | None
    text: tuple[Paragraph, ...]
    epitaph: str
    hint: str
    instead: tuple[Paragraph, ...]
    facts: tuple[str, ...]
    history: bool
    unfinished: bool
    because: tuple[Paragraph, ...]
    worth: Mapping[str, int]
    open: Callable[[Values], tuple[Choice, ...]]
    """Nothing can be chosen at an ending; it answers like a scene."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Episode:
    """One episode file: its scenes in the file's order, and its deck."""

    id: str
    title: str
    number: int
    start: str
    question: str | None
    scenes: tuple[Scene, ...]
    deck: tuple[Storylet, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Source:
    """Who reported a fact."""

    id: str
    publisher: str
    title: str
    date: str
    url: str | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FactVersion:
    """One account of a fact."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fact:
    """What really happened, with its certainty (`established`, `reported` or `disputed`) and who reported it."""

    id: str
    when: str
    title: str
    text: str
    certainty: str
    sources: tuple[Source, ...]
    versions: tuple[FactVersion, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Person:
    """A card of who is who: somebody, or something, that texts name.

    `names` are all that texts may call them, `name` included; `apposition` says who they are in a few words.
    """

    id: str
    name: str
    names: tuple[str, ...]
    apposition: str
    about: tuple[Paragraph, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Challenge:
    """Something to try for, beyond coming to an ending: met at one of the endings where the condition holds."""

    id: str
    name: str
    about: str
    endings: tuple[str, ...]
    condition: Condition | None
