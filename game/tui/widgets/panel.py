"""What stands where: the tug of war, what there is to lose, the votes, and the wire."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from rich.cells import cell_len
from textual.content import Content

from game.i18n.catalogue import tr
from game.i18n.dates import short_weekday_and_time
from game.tui.typeset import clipped, wrap
from game.tui.widgets.text_lines import TextLines
from game.view.gauges import Gauge, GaugeGroup, GaugeShape
from game.view.wire import Headline

_ROPE = 21
_MARKED = 4
"""Cells kept for what a gauge has just moved by, so that ropes keep their length from page to page."""
_GAP = "  "


@dataclass(frozen=True)
class Standing:
    """What a panel shows: the gauges that the reader may see, what has just moved, and the wire."""

    groups: tuple[GaugeGroup, ...]
    wire: tuple[Headline, ...]


class Panel(TextLines):
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

    def _lines(self, width: int) -> list[Content]:
        if self._standing is None:
            return []
        lines = gauge_lines(self._standing.groups, width, self._whole)
        height = sys.maxsize if self._whole else self.size.height
        lines += wire_lines(self._standing, width, height - len(lines))
        return lines[: min(height, len(lines) - 1)]  # the last one is blank


class Strip(TextLines):
    """The gauges in short, for narrow screens: on one line, or on as many as it takes to draw them as what they are."""

    DEFAULT_CSS = """
    Strip { height: auto; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None

    def show(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        groups = () if self._standing is None else self._standing.groups
        shown = [(group.look.shape, gauge) for group in groups if group.look.brief for gauge in group.gauges]
        for count in range(1, len(shown) + 1):
            across = -(-len(shown) // count)
            rows = [shown[i : i + across] for i in range(0, len(shown), across)]
            for named, cells in ((True, 11), (True, 9), (False, 13), (False, 11), (False, 9), (False, 7), (False, 5)):
                lines = [Content(_GAP).join([_brief(*gauge, cells, named) for gauge in row]) for row in rows]
                if all(line.cell_length <= width for line in lines) and (cells > 5 or count == len(shown)):
                    return lines
        return [Content.assemble((f"{gauge.name} ", "$quiet"), (str(gauge.value), "bold $ink")) for _, gauge in shown]


def _brief(shape: GaugeShape, gauge: Gauge, cells: int, named: bool) -> Content:
    """A gauge in a few cells: its name, and what it is, a rope between the names of its ends or their first letters."""
    name = (f"{gauge.name} ", "bold $accent" if gauge.near_end else "$quiet")
    if shape is not GaugeShape.ROPE:
        return Content.assemble(name, _bar(gauge, min(10, cells)))
    low, high = gauge.ends if named else gauge.initials
    return Content.assemble(name, *_end(gauge, low, f"{low} "), _rope(gauge, cells), *_end(gauge, high, f" {high}"))


def _end(gauge: Gauge, end: str, written: str) -> list[tuple[str, str]]:
    """The name of a rope's end, bright where it is the reader's own."""
    own = end and gauge.own_end.startswith(end)
    return [(written, "bold $ink" if own else "$quiet")] if end else []


def gauge_lines(groups: Sequence[GaugeGroup], width: int, explained: bool = False) -> list[Content]:
    """Groups of gauges, each under its heading, a blank line after each; on demand, with what each measures."""
    lines: list[Content] = []
    for group in groups:
        lines += [_title(group.look.title.upper()), *_drawn(group, width), Content("")]
        for gauge in group.gauges if explained else ():
            if gauge.about:
                lines += wrap(Content.assemble((f"{gauge.name}  ", "$ink"), (gauge.about, "$quiet")), width, 2)
                lines.append(Content(""))
    return lines


def wire_lines(standing: Standing, width: int, height: int) -> list[Content]:
    """The news, newest first, as many as fit in `height` lines."""
    if not standing.wire or height < 2:
        return []
    lines = [_title(tr("The wire").upper())]
    for age, headline in enumerate(reversed(standing.wire)):
        style = "$ink" if age == 0 else "$quiet"
        wrapped = wrap(Content.assemble((headline.text, style)), width - 2)
        when = short_weekday_and_time(headline.at)
        entry = [Content.assemble(("· ", "$accent"), (when, "$quiet"))] if when else []
        entry += [Content.assemble("  ", line) for line in wrapped]
        if len(lines) + len(entry) > height:
            break
        lines += [*entry, Content("")]
    return lines


def _title(text: str) -> Content:
    return Content.assemble((text, "bold $quiet"))


def _drawn(group: GaugeGroup, width: int) -> list[Content]:
    """A line for each gauge of a group, in its shape."""
    match group.look.shape:
        case GaugeShape.ROPE:
            return list(_ropes(group.gauges, width))
        case GaugeShape.BAR:
            return [_named(gauge, _bar(gauge, min(10, _span(gauge)))) for gauge in group.gauges]
        case GaugeShape.DOTS:
            return [_named(gauge, _dots(gauge)) for gauge in group.gauges]
    assert_never(group.look.shape)


def _ropes(gauges: Sequence[Gauge], width: int) -> Iterable[Content]:
    """Those that pull between the same two ends stand under the names of these, and a blank line after each lot."""
    ends = groupby(gauges, key=lambda gauge: (gauge.variable.low or "", gauge.variable.high or ""))
    for number, ((low, high), lot) in enumerate(ends):
        pulled = list(lot)
        beside = max(cell_len(gauge.name) + max(_MARKED, _marks(gauge).cell_length) for gauge in pulled)
        rope = max(7, min(_ROPE, width - 2 - beside))
        rope -= 1 - rope % 2  # its middle is a cell
        if number:
            yield Content("")
        if low or high:
            low = clipped(low, rope // 2)
            gap = " " * max(1, rope - cell_len(low) - cell_len(high))
            yield Content.assemble(*_end(pulled[0], low, low), gap, *_end(pulled[0], high, high))
        for gauge in pulled:
            yield _named(gauge, _rope(gauge, rope))


def _rope(gauge: Gauge, cells: int) -> Content:
    """A rope with its middle marked and its knot where the gauge stands; the pulled part is drawn thick."""
    knot = round((gauge.value - gauge.variable.min) * (cells - 1) / _span(gauge))
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


def _bar(gauge: Gauge, cells: int) -> Content:
    full = round((gauge.value - gauge.variable.min) * cells / _span(gauge))
    return Content.assemble(("■" * full, "$needle"), ("□" * (cells - full), "$faint"))


def _dots(gauge: Gauge) -> Content:
    full, cells = gauge.value - gauge.variable.min, _span(gauge)
    if cells > 10:
        return Content.assemble((str(gauge.value), "bold $accent"))
    return Content.assemble(("●" * full, "$accent"), ("○" * (cells - full), "$quiet"))


def _span(gauge: Gauge) -> int:
    return max(1, gauge.variable.max - gauge.variable.min)


def _named(gauge: Gauge, drawn: Content) -> Content:
    """A gauge, its name, and what it has just moved by."""
    return Content.assemble(drawn, "  ", (gauge.name, "bold $accent" if gauge.near_end else "$ink"), _marks(gauge))


def _marks(gauge: Gauge) -> Content:
    """What a gauge has just moved by, the others' part marked as theirs."""
    mine = (f" {signed(gauge.moved)}", "bold $accent") if gauge.moved else ("", "")
    theirs = (f" ↯{signed(gauge.theirs)}", "bold $quiet") if gauge.theirs else ("", "")
    return Content.assemble(mine, theirs)


def signed(amount: int) -> str:
    """An amount with its sign, a true minus where it is one."""
    return f"+{amount}" if amount > 0 else f"−{-amount}"
