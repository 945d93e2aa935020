"""What stands where: the tug of war, what there is to lose, the votes, and the wire."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.i18n.dates import short_weekday_and_time
from game.tui.typeset import clipped, wrap
from game.view.gauges import Gauge, GaugeGroup, GaugeShape
from game.view.wire import Headline

_ROPE = 21
_GAP = "  "


@dataclass(frozen=True)
class Standing:
    """What a panel shows: the gauges that the reader may see, what has just moved, and the wire."""

    groups: tuple[GaugeGroup, ...]
    wire: tuple[Headline, ...]


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
        lines = gauge_lines(self._standing.groups, width, self._whole)
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
        gauges = [gauge for group in self._standing.groups if group.look.brief for gauge in group.gauges]
        names = sum(cell_len(gauge.name) + 1 for gauge in gauges) + len(_GAP) * max(0, len(gauges) - 1)
        cells = min(10, max(0, (self.size.width - names) // max(1, len(gauges))))
        room = self.size.width // max(1, len(gauges)) - len(_GAP) - 2
        parts: list[Content] = []
        for gauge in gauges:
            bar = _bar(gauge, cells) if cells >= 3 else Content.assemble((str(gauge.value), "bold $ink"))
            label = gauge.name if cells >= 2 else clipped(gauge.name, room)
            parts.append(Content.assemble((f"{label} ", "$quiet"), bar))
        return Content(_GAP).join(parts)


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
        told = wrap(Content.assemble((headline.text, style)), width - 2)
        when = short_weekday_and_time(headline.at)
        entry = [Content.assemble(("· ", "$accent"), (when, "$quiet"))] if when else []
        entry += [Content.assemble("  ", line) for line in told]
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
        rope = max(7, min(_ROPE, width - 2 - max(cell_len(gauge.name) for gauge in pulled) - 3))
        if number:
            yield Content("")
        if low or high:
            low = clipped(low, rope // 2)
            gap = max(1, rope - cell_len(low) - cell_len(high))
            yield Content.assemble((f"{low}{' ' * gap}{high}", "$quiet"))
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
    note = (f" {signed(gauge.moved)}", "bold $accent") if gauge.moved else ("", "")
    return Content.assemble(drawn, "  ", (gauge.name, "$ink"), note)


def signed(amount: int) -> str:
    """An amount with its sign, a true minus where it is one."""
    return f"+{amount}" if amount > 0 else f"−{-amount}"
