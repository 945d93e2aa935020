"""What stands where: the tug of war, what there is to lose, the votes, and the wire."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.play.change import Change
from game.play.page import Bulletin, seen_by, wire
from game.play.run import Run
from game.story.closures import Values
from game.story.model import Kind, Variable
from game.tui.clock import brief
from game.tui.typeset import clipped, wrap
from game.words import tr

_ROPE = 21
_GAP = "  "


@dataclass(frozen=True)
class Standing:
    """What a panel shows: the gauges that the player may see, their values, what has just moved, and the wire."""

    gauges: tuple[Variable, ...]
    values: Values
    moved: tuple[Change, ...]
    wire: tuple[Bulletin, ...]
    language: str

    @classmethod
    def of(
        cls, known: Run, values: Values, moved: tuple[Change, ...], reader: frozenset[str] | None = None
    ) -> Standing:
        """The standing of a run, as far as it is known; to the reader of some seats alone, if they are given."""
        setup = known.setup
        gauges = tuple(
            variable
            for variable in setup.story.gauges
            if seen_by(setup, variable) and (reader is None or variable.seat is None or variable.seat in reader)
        )
        return cls(gauges, values, moved, wire(known), setup.story.language)

    def of_kind(self, kind: Kind) -> tuple[Variable, ...]:
        """The gauges of one kind."""
        return tuple(variable for variable in self.gauges if variable.kind is kind)


class Panel(Widget):
    """The side panel, as wide as it is given; the wire fills what is left below, or is there `whole`."""

    DEFAULT_CSS = """
    Panel { width: 36; height: 1fr; padding: 0 1 0 2; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self, standing: Standing | None = None, whole: bool = False) -> None:
        super().__init__()
        self._standing, self._whole = standing, whole

    def show(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines, where it is whole."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Gauges and wire."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._standing is None:
            return []
        lines = gauge_lines(self._standing, width)
        height = sys.maxsize if self._whole else self.size.height
        lines += wire_lines(self._standing, width, height - len(lines))
        return lines[: min(height, len(lines) - 1)]  # the last one is blank


class Strip(Widget):
    """The gauges in one line of short bars, for narrow screens."""

    DEFAULT_CSS = """
    Strip { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None

    def show(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.refresh()

    def render(self) -> Content:
        """As long bars as fit, or numbers alone."""
        if self._standing is None:
            return Content("")
        gauges = [v for v in self._standing.gauges if v.kind is not Kind.VOTE]
        names = sum(cell_len(v.label) + 1 for v in gauges) + len(_GAP) * max(0, len(gauges) - 1)
        cells = min(10, max(0, (self.size.width - names) // max(1, len(gauges))))
        room = self.size.width // max(1, len(gauges)) - len(_GAP) - 2
        parts: list[Content] = []
        for variable in gauges:
            value = self._standing.values[variable.index]
            bar = _bar(variable, value, cells) if cells >= 3 else Content.assemble((str(value), "bold $ink"))
            label = variable.label if cells >= 2 else clipped(variable.label, room)
            parts.append(Content.assemble((f"{label} ", "$quiet"), bar))
        return Content(_GAP).join(parts)


def gauge_lines(standing: Standing, width: int) -> list[Content]:
    """Forces, stakes and votes, each under its heading, a blank line after each group."""
    lines: list[Content] = []
    forces = standing.of_kind(Kind.FORCE)
    if forces:
        lines.append(_title(tr("BALANCE OF POWER")))
        for ends, group in groupby(forces, key=lambda force: (force.low or "", force.high or "")):
            lines += _tug(ends, list(group), standing, width)
    for kind, title in ((Kind.STAKE, tr("AT STAKE")), (Kind.VOTE, tr("VOTES"))):
        gauges = standing.of_kind(kind)
        if gauges:
            lines.append(_title(title))
            lines += [_named(standing, v, _dots(v, standing) if kind is Kind.VOTE else None) for v in gauges]
            lines.append(Content(""))
    return lines


def wire_lines(standing: Standing, width: int, height: int) -> list[Content]:
    """The news, newest first, as many as fit in `height` lines."""
    if not standing.wire or height < 2:
        return []
    lines = [_title(tr("THE WIRE"))]
    for age, bulletin in enumerate(reversed(standing.wire)):
        style = "$ink" if age == 0 else "$quiet"
        told = wrap(Content.assemble((bulletin.text, style)), width - 2)
        when = brief(bulletin.at, standing.language)
        entry = [Content.assemble(("· ", "$accent"), (when, "$quiet"))] if when else []
        entry += [Content.assemble("  ", line) for line in told]
        if len(lines) + len(entry) > height:
            break
        lines += [*entry, Content("")]
    return lines


def _title(text: str) -> Content:
    return Content.assemble((text, "bold $quiet"))


def _tug(ends: tuple[str, str], forces: Sequence[Variable], standing: Standing, width: int) -> Iterable[Content]:
    low, high = ends
    rope = max(7, min(_ROPE, width - 2 - max(cell_len(force.label) for force in forces) - 3))
    if low or high:
        low = clipped(low, rope // 2)
        gap = max(1, rope - cell_len(low) - cell_len(high))
        yield Content.assemble((f"{low}{' ' * gap}{high}", "$quiet"))
    for force in forces:
        yield _named(standing, force, _rope(force, standing.values[force.index], rope))
    yield Content("")


def _rope(variable: Variable, value: int, cells: int) -> Content:
    """A rope with its middle marked and its knot where the force stands; the pulled part is drawn thick."""
    span = max(1, variable.max - variable.min)
    knot = round((value - variable.min) * (cells - 1) / span)
    middle = (cells - 1) // 2
    first, last = sorted((knot, middle))
    parts: list[tuple[str, str]] = []
    for x in range(cells):
        if x == knot:
            parts.append(("●", "bold $accent"))
        elif first <= x <= last:
            parts.append(("╋" if x == middle else "━", "$needle"))
        else:
            parts.append(("┼" if x == middle else "─", "$faint"))
    return Content.assemble(*parts)


def _bar(variable: Variable, value: int, cells: int) -> Content:
    span = max(1, variable.max - variable.min)
    full = round((value - variable.min) * cells / span)
    return Content.assemble(("■" * full, "$needle"), ("□" * (cells - full), "$faint"))


def _dots(variable: Variable, standing: Standing) -> Content:
    value, cells = standing.values[variable.index] - variable.min, variable.max - variable.min
    if cells > 10:
        return Content.assemble((str(standing.values[variable.index]), "bold $accent"))
    return Content.assemble(("●" * value, "$accent"), ("○" * (cells - value), "$quiet"))


def _named(standing: Standing, variable: Variable, bar: Content | None) -> Content:
    """A bar, its name, and what it has just moved by."""
    value = standing.values[variable.index]
    drawn = bar if bar is not None else _bar(variable, value, min(10, variable.max - variable.min))
    moved = next((change.amount for change in standing.moved if change.variable is variable), 0)
    note = (f" {signed(moved)}", "bold $accent") if moved else ("", "")
    return Content.assemble(drawn, "  ", (variable.label, "$ink"), note)


def signed(amount: int) -> str:
    """An amount with its sign, a true minus where it is one."""
    return f"+{amount}" if amount > 0 else f"−{-amount}"
