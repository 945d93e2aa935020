"""L'heure des comptes: the run beside history, after each episode and at the end."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from game.i18n.catalogue import tr
from game.play.change import Shock
from game.play.debrief import Debrief
from game.tui.role_styles import pieces_of
from game.tui.screens.base import CommandScreen
from game.tui.screens.text_dialog import TextDialog
from game.tui.trace import braille, over_time
from game.tui.typeset import wrap
from game.tui.widgets.hints import Hints
from game.tui.widgets.prose import set_piece
from game.tui.widgets.run_curve import CurveFigure
from game.tui.widgets.sheet import Sheet
from game.tui.widgets.text_lines import TextLines
from game.tui.widgets.timeline import Timeline
from game.view.commands import Action, Need, Scope
from game.view.debrief import Figure, percent, preamble
from game.view.facts import facts_at

_NAME = 12
_BAR = 10
_STEP = 6
"""Rows that a page is."""


class Summary(TextLines):
    """What the decisions came to: three figures, a few sentences, and under them two seismographs."""

    DEFAULT_CSS = """
    Summary { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; margin: 0 0 1 0; }
    """

    def __init__(self, debrief: Debrief) -> None:
        super().__init__()
        self._debrief = debrief
        self._here = False

    def point(self, here: bool) -> None:
        """Put the caret here, or take it away."""
        self._here = here
        self.refresh()

    def _lines(self, width: int) -> list[Content]:
        debrief = self._debrief
        head = preamble(debrief)
        caret = "▸ " if self._here else ""
        title, rest = Content.assemble((f"{caret}{head.title.words.plain.upper()}", "bold $accent")), head.title.note
        lines = [Content.assemble(title, (f"   {rest}", "$quiet"))]
        if lines[0].cell_length > width:
            lines = [title, *wrap(Content.assemble((rest, "$quiet")), width)]
        lines += [Content(""), *_across([_figure(measure) for measure in head.measures], width), Content("")]
        for piece in pieces_of(head.sentences):
            lines += set_piece(piece, min(width, 76), first=True)
        lines += [Content(""), self._trace(tr("you"), debrief.mine, "$needle", width)]
        if debrief.theirs:
            lines.append(self._trace(tr("history"), debrief.theirs, "$quiet", width))
        return lines

    def _trace(self, name: str, shocks: Sequence[Shock], ink: str, width: int) -> Content:
        (drawn,) = braille(over_time(shocks, self._debrief.minutes, max(2, (width - _NAME) * 2)), 1)
        return Content.assemble((f"{name:<{_NAME}}", "$quiet"), (drawn, ink))


class DebriefScreen(CommandScreen[None]):
    """The debrief of a run, row by row; each row opens its facts."""

    PLACE = Scope.RECKONING
    DEFAULT_CSS = """
    DebriefScreen { align: center top; }
    DebriefScreen #sheet { width: 118; max-width: 100%; height: 1fr; padding: 1 2 0 2; }
    DebriefScreen.-short #sheet { padding: 0 1; }
    """

    def __init__(self, debrief: Debrief) -> None:
        super().__init__()
        self.debrief = debrief
        self._scroll, self._summary = Sheet(), Summary(debrief)
        self._timeline = Timeline(debrief.rows)
        self._ended = debrief.episode is None and debrief.run.ending is not None
        self._hints = Hints()

    def compose(self) -> ComposeResult:
        """The summary, then the line of time."""
        with Vertical(id="sheet"), self._scroll:
            yield self._summary
            if self._ended:
                yield CurveFigure(self.debrief.run, self.host.curves)
            yield self._timeline
        yield self._hints

    def signs(self) -> tuple[tuple[str, str], ...]:
        """What the line of time is drawn with."""
        return (
            ("●", tr("your decision")),
            ("○", tr("a decision of the others")),
            ("◇", tr("what history did")),
            ("?", tr("what the game supposes")),
            ("∗", tr("a turn of luck")),
            ("▲", tr("where the run turned")),
            ("●═ ○═", tr("the same as history; in two columns, one line in the middle")),
        )

    def on_mount(self) -> None:
        """Begin at the first row, or at the summary where that leaves no room for rows."""
        self.call_after_refresh(self._home)

    @property
    def met(self) -> Container[Need]:
        """Whether there are rows."""
        return {Need.ROWS} if self.debrief.rows else ()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move, open, go on."""
        count = len(self.debrief.rows)
        return {
            Action.DOWN: partial(self._move, 1),
            Action.UP: partial(self._move, -1),
            Action.PAGE_DOWN: partial(self._move, _STEP),
            Action.PAGE_UP: partial(self._move, -_STEP),
            Action.FIRST: self._to_the_beginning,
            Action.LAST: partial(self._move, count),
            Action.GO_ON: self._go_on,
            Action.ROW_FACTS: self._open,
            Action.CLOSE: self.host.pop_screen,
        }

    def _move(self, rows: int) -> None:
        """Move the caret down, or up and at last to the summary."""
        if rows < 0 and self._timeline.caret <= 0:
            self._home()
        else:
            self._timeline.move(rows)
        self._summary.point(self._timeline.pointed is None)

    def _to_the_beginning(self) -> None:
        """Move the caret to the first row, and show what stands above it."""
        self._timeline.move(-len(self.debrief.rows))
        self._home()

    def _go_on(self) -> None:
        """Read on; once the end is in sight, go on."""
        if not self._scroll.below or self._timeline.caret >= len(self.debrief.rows) - 1:
            self.host.pop_screen()
        else:
            self._move(_STEP)

    def _home(self) -> None:
        """Show the summary from its beginning; the caret is on it where no row is in sight."""
        line, scroll = self._timeline, self._scroll
        scroll.scroll_home(animate=False)
        if line.virtual_region.y + line.first >= scroll.size.height:
            line.leave()
        self._summary.point(line.pointed is None)

    def on_timeline_opened(self, message: Timeline.Opened) -> None:
        """Open a row by pointer."""
        self._open()

    def _open(self) -> None:
        row = self._timeline.pointed
        if row is not None:
            self.host.push_screen(TextDialog(pieces_of(facts_at(row))))


def _across(cells: list[Content], width: int) -> list[Content]:
    """Beside each other where there is room, else under each other."""
    across = Content("    ").join(cells)
    return [across] if across.cell_length <= width else cells


def _figure(measure: Figure) -> Content:
    full = round(measure.value * _BAR / 100)
    bar = ("■" * full, "$needle"), ("□" * (_BAR - full), "$faint")
    return Content.assemble((f"{measure.name} ", "$quiet"), *bar, (f" {percent(measure.value)}", "bold $ink"))
