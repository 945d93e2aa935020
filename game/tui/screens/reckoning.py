"""L'heure des comptes: the run beside history, after each episode and at the end."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.play.change import Shock
from game.play.debrief import Debrief, of_the_run
from game.play.measures import percent
from game.tui.forms import pieces_of
from game.tui.screens.attentive import AttentiveScreen
from game.tui.trace import braille, over_time
from game.tui.typeset import wrap
from game.tui.widgets.hints import Hint, Hints, helps
from game.tui.widgets.spread import TextDialog
from game.tui.widgets.timeline import Timeline
from game.view.facts import facts_at

_NAME = 12
_BAR = 10


class Summary(Widget):
    """What the decisions came to: two seismographs, three figures, a few sentences."""

    DEFAULT_CSS = """
    Summary { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; margin: 0 0 1 0; }
    """

    def __init__(self, account: Debrief) -> None:
        super().__init__()
        self._account = account
        self._here = False

    def point(self, here: bool) -> None:
        """Put the caret here, or take it away."""
        self._here = here
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All of it."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        told, rows = self._account, 2 if self.screen.size.height >= 30 else 1
        episode = told.episode
        heads = [tr("THE RECKONING")]
        if episode is not None:
            heads.append(tr("Episode {number}: {title}", number=episode.number, title=episode.title))
        elif told.run.ending is not None:
            heads.append(told.run.ending.title)
        caret = "▸ " if self._here else ""
        title, rest = Content.assemble((f"{caret}{heads[0]}", "bold $accent")), " · ".join(heads[1:])
        lines = [Content.assemble(title, (f"   {rest}", "$quiet"))]
        if lines[0].cell_length > width:
            lines = [title, *wrap(Content.assemble((rest, "$quiet")), width)]
        lines.append(Content(""))
        lines += self._trace(tr("you"), told.mine, "$needle", width, rows)
        if told.theirs:
            lines += self._trace(tr("history"), told.theirs, "$quiet", width, rows)
        lines += [Content(""), *self._figures(width), Content("")]
        if episode is not None and told.figures.known:
            lines += wrap(Content.assemble((of_the_run(), "$quiet")), min(width, 76))
        for sentence in told.verdict:
            lines += wrap(Content.assemble((sentence, "italic $ink")), min(width, 76))
        return lines

    def _trace(self, name: str, shocks: Sequence[Shock], ink: str, width: int, rows: int) -> list[Content]:
        first, last = self._account.minutes
        span = max(1, last - first)
        places = [((s.minute - first) / span, s.magnitude) for s in shocks if s.minute is not None]
        drawn = braille(over_time(places, max(2, (width - _NAME) * 2)), rows)
        head = [f"{name:<{_NAME}}", *[" " * _NAME] * (rows - 1)]
        return [Content.assemble((left, "$quiet"), (line, ink)) for left, line in zip(head, drawn, strict=True)]

    def _figures(self, width: int) -> list[Content]:
        counted = self._account.figures
        named = ((tr("power"), counted.power), (tr("mission"), counted.mission), (tr("fidelity"), counted.fidelity))
        cells = [_figure(name, value) for name, value in named if value is not None]
        across = Content("    ").join(cells)
        return [across] if across.cell_length <= width else cells


class ReckoningScreen(AttentiveScreen):
    """The account of a run, row by row; each row opens its facts."""

    DEFAULT_CSS = """
    ReckoningScreen { align: center top; }
    ReckoningScreen #sheet { width: 118; max-width: 100%; height: 1fr; padding: 1 2 0 2; }
    ReckoningScreen.-short #sheet { padding: 0 1; }
    ReckoningScreen VerticalScroll { scrollbar-size: 0 0; height: 1fr; }
    """

    def __init__(self, account: Debrief) -> None:
        super().__init__()
        self.account = account
        self._scroll, self._summary = VerticalScroll(can_focus=False), Summary(account)
        self._timeline = Timeline(account.rows, account.run.setup.story.language)
        self._hints = Hints()

    def compose(self) -> ComposeResult:
        """The summary, then the line of time."""
        with Vertical(id="sheet"), self._scroll:
            yield self._summary
            yield self._timeline
        yield self._hints

    def signs(self) -> tuple[tuple[str, str], ...]:
        """What the line of time is drawn with."""
        return (
            ("●", tr("your decision")),
            ("○", tr("a decision of the others")),
            ("◇", tr("what history did")),
            ("●═ ○═", tr("the same as history; in two columns, one line in the middle")),
        )

    def on_mount(self) -> None:
        """Begin at the first row, or at the summary where that leaves no room for rows."""
        for part in ("scroll_y", "virtual_size"):
            self.watch(self._scroll, part, self._look)
        self.call_after_refresh(self._home)

    def on_resize(self) -> None:
        """Other rows fit."""
        self.call_after_refresh(self._look)

    def pressed(self, event: Key) -> None:
        """Move, open, go on."""
        line, key = self._timeline, event.key
        if key in ("up", "shift+tab", "pageup") and line.caret <= 0:
            self._home()
        elif key in ("down", "tab"):
            line.move(1)
        elif key in ("up", "shift+tab"):
            line.move(-1)
        elif key == "space" and line.caret >= len(self.account.rows) - 1:
            self.app.pop_screen()
        elif key in ("pagedown", "space", "pageup"):
            line.move(-6 if key == "pageup" else 6)
        elif key in ("home", "end"):
            line.move(-len(self.account.rows) if key == "home" else len(self.account.rows))
        elif key in ("enter", "h"):
            self._open()
        elif key in ("escape", "l", "q", "right"):
            self.app.pop_screen()
        else:
            return
        self._summary.point(line.pointed is None)
        event.stop()

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

    def _look(self) -> None:
        """Say which keys do what, and whether there is more below."""
        more = self._scroll.max_scroll_y > self._scroll.scroll_target_y
        rows = (Hint("↵", tr("the facts"), "enter"), Hint("↑↓", tr("move"))) if self.account.rows else ()
        below = (Hint("↓", tr("more"), "down", kept=True),) if more else ()
        on = Hint(tr("space"), tr("go on"), "space", kept=True)
        self._hints.show((on, *rows, *below, Hint(tr("Esc"), tr("close"), "escape"), helps()))

    def _open(self) -> None:
        row = self._timeline.pointed
        if row is not None:
            self.app.push_screen(TextDialog(pieces_of(facts_at(row))))


def _figure(name: str, value: int) -> Content:
    full = round(value * _BAR / 100)
    bar = ("■" * full, "$needle"), ("□" * (_BAR - full), "$faint")
    return Content.assemble((f"{name} ", "$quiet"), *bar, (f" {percent(value)}", "bold $ink"))
