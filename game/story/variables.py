"""The numbers of a story’s state: their kinds, their ranges, and which of them a reader sees move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import assert_never

from game.i18n.catalogue import LazyMessage, tr_lazy


@dataclass(frozen=True, slots=True)
class GaugeKind:
    """What authors may say of a kind of gauge; how it is shown is `game.view.gauges.look_of`.

    Attributes:
        key: Its group in story.yaml.
        noun: What one of them is called.
        about: What the group holds, for editors; as in `schema.groups.Key`.
        two_ends: Whether each of its ends has a name, and neither is the better one.
        private: Whether one seat alone sees it.
    """

    key: str
    noun: LazyMessage
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
                return GaugeKind("forces", tr_lazy("force"), "tugs of war between two ends", two_ends=True)
            case VariableKind.STAKE:
                return GaugeKind("stakes", tr_lazy("stake"), "numbers to keep up")
            case VariableKind.VOTE:
                return GaugeKind("votes", tr_lazy("vote"), "numbers that only one seat sees", private=True)
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
