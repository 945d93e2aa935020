"""All runs of a seat on one map: what was lived, what was left, and where to start from anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.i18n.dates import short_weekday_and_time
from game.journal import JournalUnavailable
from game.journal.replay_saved import replay_saved, run_up_to, tree_of
from game.play.run import NotOpen, Run
from game.play.state import EndlessStory
from game.play.tree import TreeNode
from game.play.tree_layout import MapPoint, TreeLayout
from game.story.scenes import Ending
from game.tui.scene_preview import locked, preview
from game.tui.screens.base import CommandScreen
from game.tui.typeset import beside
from game.tui.widgets.hints import Hints
from game.tui.widgets.roadmap import ENDED, FOG, SEEN, TAKEN, Roadmap
from game.view.commands import Action, Need, Scope
from game.view.seats import every_seat
from game.view.tree import branch, no_run_yet, played_seats


class TreeScreen(CommandScreen[None]):
    """The map, and the scene under its cursor beside it; below it where the screen is narrow."""

    PLACE = Scope.TREE
    DEFAULT_CSS = """
    TreeScreen #body { layout: vertical; height: 1fr; width: 1fr; padding: 0 1; }
    TreeScreen Roadmap { height: 1fr; padding: 0 1; }
    TreeScreen Beside { height: 12; width: 1fr; border-top: solid $faint; padding: 0 1; }
    TreeScreen.-short Beside { height: 9; }
    TreeScreen.-wide #body { layout: horizontal; padding: 1 1 0 1; }
    TreeScreen.-wide Beside { height: 1fr; width: 46; border-top: none; border-left: solid $faint; padding: 0 1 0 2; }
    """

    def __init__(self, seat: str = "", here: Run | None = None) -> None:
        """Show the tree of a seat, the cursor where a run stands.

        Args:
            seat: A seat's id, or `both`; one that has no runs, or none, means the first that has.
            here: The run that the cursor begins at; None for the beginning of the first.
        """
        super().__init__()
        self._seat, self._here = seat, here
        self._seats: list[str] = []
        self._chart: TreeLayout | None = None
        self._replayed: dict[int, Run | None] = {}
        self._banner, self._beside, self._hints = Banner(), Beside(), Hints()
        self._map = Roadmap(self._hour)

    def compose(self) -> ComposeResult:
        """Banner, map, scene, hints."""
        yield self._banner
        with Container(id="body"):
            yield self._map
            yield self._beside
        yield self._hints

    def on_mount(self) -> None:
        """Grow the tree."""
        try:
            self._seats = list(played_seats(self.host.journal, self.host.story))
        except JournalUnavailable as error:
            self.host.tell((str(error),))
        if self._seats:
            self._show(self._seat if self._seat in self._seats else self._seats[0])
        self.hint()

    @property
    def met(self) -> Collection[Need]:
        """Whether there is another seat to look at."""
        return {Need.SEATS} if len(self._seats) > 1 else ()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move, start, change seats, go back."""
        roads = self._map
        return {
            Action.LEFT: partial(roads.across, -1),
            Action.RIGHT: partial(roads.across, 1),
            Action.UP: partial(roads.down, -1),
            Action.DOWN: partial(roads.down, 1),
            Action.PAGE_UP: partial(roads.page, -1),
            Action.PAGE_DOWN: partial(roads.page, 1),
            Action.FIRST: partial(roads.along, False),
            Action.LAST: partial(roads.along, True),
            Action.START_HERE: self._start,
            Action.OTHER_SEAT: partial(self._change_seat, 1),
            Action.SEAT_BEFORE: partial(self._change_seat, -1),
            Action.CLOSE: self.host.pop_screen,
        }

    def _change_seat(self, step: int) -> None:
        self._show(self._seats[(self._seats.index(self._seat) + step) % len(self._seats)])

    def signs(self) -> tuple[tuple[str, str], ...]:
        """What the map is drawn with."""
        return (
            (f"{TAKEN} {ENDED}", tr("a place that a run has come to; an ending")),
            ("◉ ◈ ◎", tr("the same, under the cursor")),
            (f"{SEEN}{FOG}", tr("a choice never taken from there; where it leads is not known")),
            ("─ ═", tr("a road; a road that history took")),
            ("╞ ╘", tr("a choice of history’s, never taken from there")),
            ("?", tr("what the game supposes, where the record is silent")),
        )

    def on_roadmap_cursor_moved(self, message: Roadmap.CursorMoved) -> None:
        """Show what the cursor is on now."""
        self._look(message.spot)

    def on_roadmap_entered(self, message: Roadmap.Entered) -> None:
        """Start from what was clicked."""
        self._start()

    def _show(self, seat: str) -> None:
        app, story = self.host, self.host.story
        self._seat = seat
        try:
            tree = tree_of(app.journal, story, seat)
        except JournalUnavailable as error:
            app.tell((str(error),))
            return
        self._chart = TreeLayout(tree)
        self._banner.show(self._words(), tr("Runs: {runs} · places: {places}", runs=tree.runs, places=len(tree.places)))
        place = tree.find(self._here) if self._here is not None else None
        begin = place or next(iter(tree.roots), None)
        spot = None if begin is None else MapPoint(begin)
        self._map.show(self._chart, spot)
        if spot is not None:
            self._look(spot)

    def _words(self) -> list[tuple[str, bool]]:
        """The seats' names, and which one is shown."""
        names = {id: seat.name for id, seat in self.host.story.seats.items()}
        return [(names.get(seat, every_seat(self.host.story)), seat == self._seat) for seat in self._seats]

    def _look(self, spot: MapPoint) -> None:
        if self._chart is not None:
            self._beside.show(self._chart, spot, self._at(spot.node))

    def _at(self, place: TreeNode) -> Run | None:
        """The run that the journal has for a place, taken as far as there; None where the story leads elsewhere now."""
        if place.run not in self._replayed:
            self._replayed[place.run] = replay_saved(self.host.journal, self.host.story, place.run)
        return run_up_to(self._replayed[place.run], place)

    def _start(self) -> None:
        spot = self._map.spot
        run = None if spot is None else self._at(spot.node)
        if spot is None or run is None:
            return
        if isinstance(spot.node.here, Ending):
            self.host.resume(spot.node.run)
        elif spot.untaken is None:
            self._branch(run, spot.node.run)
        elif (shut := locked(spot, run)) is not None and not shut.plain:
            try:
                run = run.decide(spot.untaken.choice.id)
            except (NotOpen, EndlessStory):
                self._hints.notice(tr("This road cannot be taken."))
            else:
                self._branch(run, spot.node.run, decided=True)
        else:
            self._hints.notice(tr("This road cannot be taken."))

    def _branch(self, run: Run, parent: int, decided: bool = False) -> None:
        """Begin a new run with a part of another one; where its last decision is new, its result is read first."""
        self.host.open_run(branch(self.host.journal, run, parent, decided), resumed=not decided)

    def _hour(self, minute: int) -> str:
        story = self.host.story
        if story.clock_start is None:
            return ""
        start = datetime.fromisoformat(story.clock_start)
        return short_weekday_and_time((start + timedelta(minutes=minute)).isoformat())


class Banner(Widget):
    """The screen's name, the seats, and how much there is."""

    DEFAULT_CSS = """
    Banner { height: 2; width: 1fr; padding: 1 2 0 2; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seats: list[tuple[str, bool]] = []
        self._right = ""

    def show(self, seats: list[tuple[str, bool]], right: str) -> None:
        """Show other seats."""
        self._seats, self._right = seats, right
        self.refresh()

    def render(self) -> Content:
        """Name and seats at the left, numbers at the right."""
        left = Content.assemble((tr("THE TREE"), "bold $accent"))
        for name, shown in self._seats:
            left = Content.assemble(left, "   ", (f"▸ {name}" if shown else name, "bold $ink" if shown else "$quiet"))
        if not self._seats:
            left = Content.assemble(left, "   ", (no_run_yet(), "$quiet"))
        both = beside(left, Content.assemble((self._right, "$quiet")), self.size.width)
        return both if both is not None else left if left.cell_length <= self.size.width else left[: self.size.width]


class Beside(Widget):
    """The scene under the cursor."""

    DEFAULT_CSS = """
    Beside { text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[TreeLayout, MapPoint, Run | None] | None = None

    def show(self, chart: TreeLayout, spot: MapPoint, run: Run | None) -> None:
        """Show another scene."""
        self._shown = (chart, spot, run)
        self.refresh()

    def render(self) -> Content:
        """As much as fits."""
        if self._shown is None:
            return Content("")
        return Content("\n").join(preview(*self._shown, self.size.width, self.size.height))
