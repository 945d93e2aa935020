"""A story, linked and ready to play: immutable, shared by every run, knowing no player and no screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from game.story.closures import Values
from game.story.memory import Bits, Question
from game.story.paragraphs import Condition, Line, Number, Paragraph

if TYPE_CHECKING:
    from game.story.estimates import Estimates


@dataclass(frozen=True, slots=True)
class GaugeKind:
    """What authors may say of a kind of gauge; how it is shown is `game.view.gauges.look_of`.

    Attributes:
        key: Its group in story.yaml.
        about: What the group holds, for editors; as in `schema.groups.Key`.
        two_ends: Whether each of its ends has a name, and neither is the better one.
        private: Whether one seat alone sees it.
    """

    key: str
    about: str
    two_ends: bool = False
    private: bool = False


class VariableKind(Enum):
    """What a variable is to the reader."""

    FORCE = "force"
    """A tug of war between two ends, each with a name."""
    STAKE = "stake"
    """Something to keep: a bar that fills and empties."""
    VOTE = "vote"
    """A number that only one seat sees."""
    COUNTER = "counter"
    """A number that no reader sees, but where a text prints it."""
    LABEL = "label"
    """One of a few words: its value is the place of the word, from 0."""
    FLAG = "flag"
    """Something that happened, or did not."""
    ONCE = "once"
    """Kept by the engine: a choice that can be taken once has been."""
    MEMORY = "memory"
    """Kept by the engine: what the texts of the story ask of the run's past, all in one. No road reads it."""
    TIME = "time"
    """Kept by the engine: the run's clock, in minutes, where something takes time. No road reads it."""
    RETURN = "return"
    """Kept by the engine: the draw that a storylet with choices goes back to."""
    DRAWN = "drawn"
    """Kept by the engine: a storylet of the present episode has been drawn."""

    @property
    def gauge(self) -> GaugeKind | None:
        """What kind of gauge it is; None where no reader sees it move."""
        match self:
            case VariableKind.FORCE:
                return GaugeKind("forces", "tugs of war between two ends", two_ends=True)
            case VariableKind.STAKE:
                return GaugeKind("stakes", "numbers to keep up")
            case VariableKind.VOTE:
                return GaugeKind("votes", "numbers that only one seat sees", private=True)
            case VariableKind.COUNTER | VariableKind.LABEL | VariableKind.FLAG:
                return None
            case VariableKind.ONCE | VariableKind.MEMORY | VariableKind.TIME | VariableKind.RETURN | VariableKind.DRAWN:
                return None
        assert_never(self)

    @property
    def kept(self) -> bool:
        """Whether the engine keeps it, not the author."""
        return self in (VariableKind.ONCE, VariableKind.RETURN, VariableKind.DRAWN) or self.beside

    @property
    def beside(self) -> bool:
        """Whether only words read it: it is no part of the state that decides how a run goes on."""
        return self in (VariableKind.MEMORY, VariableKind.TIME)


GAUGE_KINDS = {kind: gauge for kind in VariableKind if (gauge := kind.gauge) is not None}
"""The kinds of gauge, in the order in which they are declared and shown."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Variable:
    """One number of the state, with its range (inclusive) and where it stands in the values."""

    name: str
    kind: VariableKind
    label: str
    min: int
    max: int
    start: int
    index: int
    low: str | None = None
    high: str | None = None
    seat: str | None = None
    about: str | None = None
    """What it measures, in the author's sentence."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Of a label, what each of its values is called in expressions, and what readers read."""

    @property
    def gauge(self) -> bool:
        """Whether a reader sees it move."""
        return self.kind in GAUGE_KINDS


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
class Challenge:
    """Something to try for, beyond coming to an ending: met at one of the endings where the condition holds."""

    id: str
    name: str
    about: str
    endings: tuple[str, ...]
    condition: Condition | None


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
