"""What stands where: the gauges that a reader may see, group by group, and what is said of each.

A kind of gauge is one case of `look_of`: its title, the shape that it is drawn in, what it means. Every front goes
through the groups and draws their shapes; none knows the kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.play.change import Change
from game.play.page import Page, seen_by
from game.play.run import Run
from game.play.setup import Setup
from game.story.closures import Values
from game.story.model import Story
from game.story.variables import Variable, VariableKind
from game.view.readers import readers_seats
from game.view.text import Item, Refusal, Role, item

_FEW = 4
"""A gauge of no more steps is always near an end."""


class GaugeShape(Enum):
    """How a gauge is drawn where something can be drawn."""

    ROPE = "rope"
    """Between two ends, with its middle marked."""
    BAR = "bar"
    """Filled from its least value on."""
    DOTS = "dots"
    """A dot for each step, or its number where there are many."""


@dataclass(frozen=True, slots=True)
class GaugeLook:
    """How the gauges of a kind are shown.

    Attributes:
        title: What stands over them.
        shape: How they are drawn.
        sample: One of them in small, for the help.
        meaning: What they tell, for the help.
        brief: Whether they have a place on the one line of a narrow screen.
    """

    title: str
    shape: GaugeShape
    sample: str
    meaning: str
    brief: bool = True


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge as it stands; `moved` is what it has just moved by, `theirs` what the other sides have just moved it by.

    `own_end` is the name of the reader's own end of it; empty where they have none.
    """

    variable: Variable
    value: int
    moved: int = 0
    theirs: int = 0
    own_end: str = ""

    @property
    def name(self) -> str:
        """What readers call it."""
        return self.variable.label

    @property
    def about(self) -> str:
        """What it measures, in the author's sentence; empty without one."""
        return self.variable.about or ""

    @property
    def ends(self) -> tuple[str, str]:
        """What its least and its highest value mean; empty where the author does not say."""
        return self.variable.low or "", self.variable.high or ""

    @property
    def near_end(self) -> bool:
        """Whether it stands at an end, or one step from it; never where it has too few steps to say so."""
        variable = self.variable
        return variable.max - variable.min > _FEW and not variable.min + 1 < self.value < variable.max - 1

    @property
    def initials(self) -> tuple[str, str]:
        """As few letters of both as tell them apart."""
        low, high = self.ends
        count = next((n for n, (a, b) in enumerate(zip(low, high, strict=False), 1) if a.casefold() != b.casefold()), 1)
        return low[:count], high[:count]

    @property
    def in_words(self) -> str:
        """Its name, its value and what its ends mean, in a sentence."""
        variable = self.variable
        words = tr("{name}: {value} of {most}", name=variable.label, value=self.value, most=variable.max)
        if variable.low is None or variable.high is None:
            return words
        ends = {"least": variable.min, "low": variable.low, "most": variable.max, "high": variable.high}
        return tr("{told} ({least} is {low}, {most} is {high})", told=words, **ends)


@dataclass(frozen=True, slots=True)
class GaugeGroup:
    """The gauges of one kind, in the order of the story."""

    look: GaugeLook
    gauges: tuple[Gauge, ...]


def look_of(kind: VariableKind) -> GaugeLook | None:
    """How a kind of variable is shown; None for one that no reader sees."""
    match kind:
        case VariableKind.FORCE:
            meaning = tr("a force: who pulls harder, from one end to the other")
            return GaugeLook(tr("Balance of forces"), GaugeShape.ROPE, "──╋━●──", meaning)
        case VariableKind.STAKE:
            return GaugeLook(tr("At stake"), GaugeShape.BAR, "■■■□□", tr("a stake: what is left of it"))
        case VariableKind.VOTE:
            meaning = tr("a vote: how firm it is; only its own side sees it")
            return GaugeLook(tr("Votes"), GaugeShape.DOTS, "●●○", meaning, brief=False)
        case (
            VariableKind.COUNTER
            | VariableKind.LABEL
            | VariableKind.FLAG
            | VariableKind.ONCE
            | VariableKind.MEMORY
            | VariableKind.TIME
            | VariableKind.RETURN
            | VariableKind.DRAWN
        ):
            return None
    assert_never(kind)


def looks() -> tuple[GaugeLook, ...]:
    """How each kind of gauge is shown, in the order in which they are told."""
    return tuple(look for kind in VariableKind if (look := look_of(kind)) is not None)


def gauges_explained(story: Story) -> tuple[tuple[str, str], ...]:
    """The gauges of a story whose author says what they measure, by name."""
    return tuple((variable.label, variable.about) for variable in story.gauges if variable.about is not None)


def meanings(gauges: Iterable[Variable]) -> tuple[Item, ...]:
    """What some gauges measure, for who meets them for the first time."""
    return tuple(item(Role.MEANING, gauge.about, gauge.label) for gauge in gauges if gauge.about is not None)


def gauges_here(
    run: Run,
    values: Values,
    mode: ReadingMode,
    page: Page | None,
    changes: Iterable[Change] = (),
    theirs: Iterable[Change] = (),
) -> tuple[GaugeGroup, ...] | Refusal:
    """The gauges that whoever reads a page may see, or why none is shown; `page` is None where everybody may read it.

    `changes` have just moved, `theirs` by what the other sides did.
    """
    if mode.bare:
        return Refusal(tr("This run is played without bearings."))
    return gauge_groups(run.setup, values, readers_seats(run, mode, page), changes, theirs)


def gauge_groups(
    setup: Setup,
    values: Values,
    reader: Container[str],
    changes: Iterable[Change] = (),
    theirs: Iterable[Change] = (),
) -> tuple[GaugeGroup, ...]:
    """The gauges that the reader of some seats may see; kinds of which there are none are left out.

    `changes` have just moved, `theirs` by what the other sides did.
    """
    return tuple(_groups(setup, values, reader, _summed(changes), _summed(theirs)))


def _summed(changes: Iterable[Change]) -> Counter[str]:
    """By how much each gauge moved."""
    moved = Counter[str]()
    for change in changes:
        moved[change.variable.name] += change.amount
    return moved


def _groups(
    setup: Setup, values: Values, reader: Container[str], mine: Counter[str], theirs: Counter[str]
) -> Iterator[GaugeGroup]:
    seen = [v for v in setup.story.gauges if seen_by(setup, v) and (v.seat is None or v.seat in reader)]
    for kind in VariableKind:
        look = look_of(kind)
        gauges = tuple(
            Gauge(v, values[v.index], mine[v.name], theirs[v.name], _own(setup, v)) for v in seen if v.kind is kind
        )
        if look is not None and gauges:
            yield GaugeGroup(look, gauges)


def _own(setup: Setup, variable: Variable) -> str:
    """The end of a gauge that is called as the only seat held is; empty where there is none."""
    held = [setup.story.seats[seat].name.casefold() for seat in setup.seats if seat in setup.story.seats]
    ends = [end for end in (variable.low, variable.high) if end and len(held) == 1 and end.casefold() in held[0]]
    return ends[0] if len(ends) == 1 else ""
