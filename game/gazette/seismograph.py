"""The run's seismograph over history's, as one drawing (SVG): a needle each, the hours beneath."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, exp, sin

from game.i18n.catalogue import tr
from game.play.change import Shock
from game.play.debrief import Debrief

WIDTH, HALF, GAP = 1000, 46, 14
_STEP = 2
_DECAY, _TURN, _REACH = 7.0, 1.15, 44


def drawing(debrief: Debrief) -> str:
    """The drawing as an `<svg>` element, with a title for those who do not see it."""
    first, last = debrief.minutes
    span = max(1, last - first)
    height = 4 * HALF + GAP + 26
    lower = 3 * HALF + GAP
    mine, theirs = (_path(_places(shocks, first, span), middle) for shocks, middle in
                    ((debrief.mine, HALF), (debrief.theirs, lower)))  # fmt: skip
    title = escape(tr("The seismograph of this run, over history’s"))
    return "\n".join(
        (
            f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">',
            *_hours(first, last, height),
            f'<path class="needle mine" d="{mine}"/>',
            f'<path class="needle theirs" d="{theirs}"/>',
            f'<text class="whose" x="0" y="12">{escape(tr("this run"))}</text>',
            f'<text class="whose" x="0" y="{2 * HALF + GAP + 12}">{escape(tr("history"))}</text>',
            "</svg>",
        )
    )


def _places(shocks: Sequence[Shock], first: int, span: int) -> list[tuple[float, int]]:
    return [((s.minute - first) * WIDTH / span, s.magnitude) for s in shocks if s.minute is not None]


def _path(places: Sequence[tuple[float, int]], middle: int) -> str:
    """The line of a needle, its rest at a height."""
    heights = [1.2 * sin(x * 0.9) * sin(x * 0.13 + 1) for x in range(0, WIDTH + 1, _STEP)]
    for at, magnitude in places:
        size = (HALF - 4) * (0.16 + 0.84 * (1 - exp(-magnitude / 2.6)) if magnitude else 0.1)
        for index in range(max(0, round(at / _STEP) - 1), min(len(heights), round((at + _REACH) / _STEP))):
            since = max(0.0, index * _STEP - at)
            heights[index] += size * exp(-since / _DECAY) * cos(since * _TURN)
    points = [f"{i * _STEP} {middle - max(-HALF, min(HALF, h)):.1f}" for i, h in enumerate(heights)]
    return "M" + "L".join(points)


def _hours(first: int, last: int, height: int) -> list[str]:
    """A thin line and a figure every so many hours, about nine of them."""
    hours = (last - first) / 60
    step = next((s for s in (1, 2, 3, 6, 12, 24, 48, 96, 240) if hours / s <= 10), 1000)
    marks = []
    for hour in range(-(-first // 60), last // 60 + 1):
        if hour % step == 0:
            x = (hour * 60 - first) * WIDTH / max(1, last - first)
            anchor = "start" if x < 20 else "end" if x > WIDTH - 30 else "middle"
            marks.append(f'<line class="hour" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height - 20}"/>')
            marks.append(f'<text class="hour" x="{x:.1f}" y="{height - 4}" text-anchor="{anchor}">{hour} h</text>')
    return marks
