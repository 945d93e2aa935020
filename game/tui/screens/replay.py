"""A run watched as it was played: any key goes on, `t` takes over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.events import Key

from game.i18n.catalogue import tr, trn
from game.journal import ActiveRun, Journal
from game.journal.seen_pages import SeenPages
from game.play.page import Page
from game.tui.leaf_content import waits
from game.tui.reached_choices import ReachedChoices
from game.tui.reading import Reading
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.game import GameScreen
from game.tui.widgets.hints import Hint
from game.view.commands import Action, Need, Scope, key_of
from game.view.text import Item


class ReplayScreen(GameScreen):
    """Turns the pages of somebody's run. What is watched is not kept, unless it is taken over."""

    def __init__(self, showing: ReplayFrame) -> None:
        super().__init__(Reading(ActiveRun.watching(showing.run)))
        self._showing = showing

    def on_mount(self) -> None:
        """Say what the story no longer has, and start the clock if there is one."""
        self.tell(self._showing.notices)
        if self._showing.speed is not None:
            self.set_interval(60 / self._showing.speed, self._tick)

    def open_leaf(self, fresh: bool = True) -> None:
        """Show the open leaf, the caret on what will be chosen."""
        super().open_leaf(fresh)
        index = self._next()
        if index is not None:
            self.point(index)
        elif Need.TAKE_OVER in self.met:
            self.say(self._stopped())

    @property
    def where(self) -> Scope:
        """Watching is the same on every page."""
        return Scope.REPLAY

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Go on, go back, take over; the game's own commands do what they do there."""
        return {
            **super().actions(),
            Action.GO_ON: self.step,
            Action.PREVIOUS_PAGE: self.turn_back,
            Action.TAKE_OVER: self.take_over,
        }

    def typed(self, event: Key) -> None:
        """Any key goes on."""
        if event.is_printable:
            event.stop()
            self.step()

    def turn_back(self) -> None:
        """The page before, or the decision before."""
        if not self.reading.back() and self.reading.undo():
            self.settle()
        self.open_leaf(fresh=False)

    def chosen(self, index: int) -> None:
        """Only what was chosen then can be chosen; at an ending, what one does there."""
        if self.reading.leaf.page.ending is not None:
            super().chosen(index)
        else:
            self.step()

    def step(self) -> None:
        """The next page, or the next decision."""
        index = self._next()
        if self.reads:
            self.turn()
        elif index is not None:
            self.take_option(index)
        elif self.reading.run.ending is not None:
            self.take_option(self.pointed or 0)
        else:
            self.say(self._stopped())

    def take_over(self) -> None:
        """Go on from here in a run of one's own."""
        active = ActiveRun(self.host.journal, self.reading.run)
        active.turn(len(active.pages) - 1)
        self.host.open_run(active, resumed=True)

    def unlocked(self, page: Page) -> tuple[Item, ...]:
        """Watching opens nothing."""
        return ()

    @property
    def kept_as(self) -> int | None:
        """What is watched is not kept."""
        return None

    def memory(self) -> SeenPages:
        """Watching is not reading: nothing is remembered, and nothing introduced."""
        return SeenPages(Journal.in_memory(), "", self.reading.run.setup.story.gauges)

    def reached_choices(self) -> ReachedChoices:
        """Nor are the choices that were reached."""
        return ReachedChoices()

    def status(self) -> list[Hint]:
        """That this is a replay."""
        return [Hint("▷", tr("REPLAY"))]

    def _next(self) -> int | None:
        """The place, on the page, of the choice that was taken here; None where nothing more was."""
        taken, done = self._showing.run.decisions, self.reading.run.decisions
        if waits(self.reading.leaf) or len(done) >= len(taken):
            return None
        wanted = taken[len(done)].choice
        return next(i for i, offer in enumerate(self.reading.leaf.page.offers) if offer.choice.id == wanted)

    def _stopped(self) -> str:
        key = key_of(Action.TAKE_OVER, Scope.REPLAY)
        count, lost = len(self._showing.run.decisions), self._showing.lost
        if lost:
            return trn(
                "After one decision the story has changed (gone: {lost}). {key} takes over.",
                "After {count} decisions the story has changed (gone: {lost}). {key} takes over.",
                count,
                lost=lost,
                key=key,
            )
        return tr("The run stops here. {key} takes over.", key=key)

    def _tick(self) -> None:
        """Go on by itself; stop where there is nothing more, and while something is read over the page."""
        if self.is_active and (waits(self.reading.leaf) or self._next() is not None):
            self.step()
