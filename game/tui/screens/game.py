"""The game itself: one leaf at a time, the ground above it, what stands where beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, Key, Resize
from textual.timer import Timer

from game.i18n.catalogue import tr
from game.journal.seen_pages import SeenPages
from game.play.change import shocks
from game.play.page import Page
from game.play.state import EndlessStory
from game.story.model import Story
from game.tui.forms import pieces_of
from game.tui.leafwork import afterwards, heading, hints_of, options, pieces, waits
from game.tui.placemark import Placemark
from game.tui.reading import Card, Reading
from game.tui.screens import extras, hands
from game.tui.screens.attentive import AttentiveScreen
from game.tui.widgets.column import Column
from game.tui.widgets.header import Header
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.panel import Panel, Standing, Strip
from game.tui.widgets.seismograph import Seismograph
from game.view.endings import unlocked_items
from game.view.gauges import GaugeGroup, gauges_here
from game.view.pages import never_asks_again
from game.view.text import Item, Refusal
from game.view.wire import headlines

_FADE = 0.22


class GameScreen(AttentiveScreen):
    """Reads a sitting leaf by leaf, and takes the player's decisions."""

    DEFAULT_CSS = """
    GameScreen #body { height: 1fr; width: 1fr; align-horizontal: center; }
    GameScreen Panel { margin: 1 0 0 0; border-left: solid $faint; display: none; }
    GameScreen Seismograph { height: 2; margin: 0 0 0 0; }

    GameScreen.-wide Panel { display: block; }
    GameScreen.-wide Strip { display: none; }
    GameScreen.-tall Seismograph { height: 3; }
    GameScreen.-short Seismograph { height: 1; }
    GameScreen.-short Column { padding: 0 2 0 2; }
    GameScreen.-bare Panel { display: none; }
    GameScreen.-bare Strip { display: none; }
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self._header, self._ground, self._strip = Header(), Seismograph(), Strip()
        self.column, self._panel, self._hints = Column(), Panel(), Hints()
        self._placemark = Placemark()
        self._fading: tuple[Timer, str] | None = None
        self.holder: str | None = None
        self.read_before = False

    def compose(self) -> ComposeResult:
        """Header, ground, body, hints."""
        yield self._header
        yield self._ground
        yield self._strip
        with Horizontal(id="body"):
            yield self.column
            yield self._panel
        yield self._hints

    def on_mount(self) -> None:
        """Open the leaf, and say what there is to say first."""
        self.marks = self.memory()
        self.column.set_measure(self.app.taste.width)
        self.set_class(self.reading.manner.bare, "-bare")
        self._placemark = self.placemark()
        self.open_leaf(fresh=False)
        self.read_before = False  # the page one left is where one goes on, not a page read before
        self._hint()
        self.tell(self.reading.sitting.notices())

    def tell(self, notices: tuple[str, ...]) -> None:
        """Show what the player should be told."""
        if notices:
            self.app.tell(notices)

    def open_leaf(self, fresh: bool = True) -> None:
        """Show the open leaf; a fresh one appears paragraph by paragraph."""
        reading, leaf = self.reading, self.reading.leaf
        if extras.handed_over(self, fresh):
            return
        page = leaf.page
        self.read_before = leaf.card is Card.PAGE and self.marks.read(page.key)
        self._header.show(heading(reading))
        self._ground.show(shocks(reading.run.setup.story, reading.known.beats()), self.app.moving and fresh)
        standing = self._standing()
        self._strip.show(standing)
        self._panel.show(standing)
        laid = pieces(reading, self.size.height)
        if page.ending is not None and leaf.card is Card.PAGE:
            laid += pieces_of(self.unlocked(page))
        pace = self.app.pace if fresh and leaf.card is Card.PAGE else 0.0
        settled = self._placemark.at(reading.sitting)
        self.column.show(laid, options(reading, self.marks.before), waits(leaf), pace, settled)
        self._hint()

    def retell(self, story: Story) -> None:
        """Say the open leaf in other words.

        Raises:
            CannotResume: It is another story, not the same in other words. Nothing has changed.
        """
        before, pointed, top = self.read_before, self.pointed, self.column.top
        self.reading.retell(story)
        self.open_leaf(fresh=False)
        self.column.bring(top)
        if pointed is not None:
            self.point(pointed)
        self.read_before = before
        self._hint()
        self.query("*").refresh()

    def chosen(self, index: int) -> None:
        """Take an option of the leaf: a choice of the scene, or what to do at an ending."""
        if self._hurried():
            return
        page = self.reading.leaf.page
        if page.ending is not None:
            extras.afterwards(self, list(afterwards(self.reading.known))[index])
            return
        self.column.choices.take(index)
        choice = page.offers[index].choice.id
        if self.app.moving:
            self._fading = (self.set_timer(_FADE, self._decide), choice)
        else:
            self._fading = None
            self._take(choice)

    def turn(self) -> None:
        """Read on: the rest of the page, then the next leaf."""
        if not self.column.down() and waits(self.reading.leaf) and self.reading.turn():
            self.open_leaf()
            closed = self.reading.leaf.closed
            if closed is not None:
                extras.close(self, closed)
            self.tell(self.reading.sitting.notices())

    def turn_back(self) -> None:
        """Read the leaf before again."""
        if self.reading.back():
            self.open_leaf(fresh=False)

    def pressed(self, event: Key) -> None:
        """Complete the text, choose, turn, or do what the key is for."""
        key = event.key
        if key in _COMMANDS:
            event.stop()
            self._hurried()
            _COMMANDS[key](self)
        elif self._hurried():
            event.stop()
        elif hands.reads(self):
            hands.read_on(self, event)
        else:
            hands.pick(self, event)

    def on_click(self, event: Click) -> None:
        """A click on the text reads on."""
        if event.widget is not self._hints and not self._hurried() and hands.reads(self):
            self.turn()

    def on_resize(self, event: Resize) -> None:
        """Nothing hangs on the size but the hints."""
        self._hint()

    def on_column_settled(self, message: Column.Settled) -> None:
        """The choices have come: it is remembered where they had to wait, so that the page opens there again."""
        if message.held:
            self._placemark.put(self.reading.sitting)
        self._hint()

    def rest(self) -> None:
        """Complete the text and the trace, and take the choice that is being taken."""
        self._hurried()
        self._ground.rest()

    def _hurried(self) -> bool:
        """Complete whatever is still under way. False when nothing was."""
        if self._fading is not None:
            self._decide()
            self.column.prose.complete()
            return True
        if self.column.prose.revealing:
            self.column.complete()
            return True
        return False

    def _decide(self) -> None:
        if self._fading is not None:
            timer, choice = self._fading
            timer.stop()
            self._fading = None
            self._take(choice)

    def _take(self, choice: str) -> None:
        try:
            self.reading.decide(choice)
        except EndlessStory:
            self.column.choices.offer(options(self.reading, self.marks.before))
            self.tell((never_asks_again(),))
            return
        extras.keep_manner(self)
        self.open_leaf()
        self.tell(self.reading.sitting.notices())

    def unlocked(self, page: Page) -> tuple[Item, ...]:
        """What the ending on a page has just opened."""
        return () if page.ending is None else unlocked_items(self.app.journal, self.app.story, page.ending)

    @property
    def pointed(self) -> int | None:
        """The option that the caret is on."""
        return self.column.choices.pointed

    def point(self, index: int) -> None:
        """Put the caret on an option."""
        self.column.choices.point(index)

    def say(self, sentence: str) -> None:
        """Say something for a while in place of the hints."""
        self._hints.notice(sentence)

    def settle(self) -> None:
        """Open the next leaf at its choices: it was left there."""
        self._placemark.put(self.reading.sitting)

    def undo(self) -> None:
        """Take back the last decision."""
        if self.reading.undo():
            self.settle()
            self.open_leaf(fresh=False)
            self._hints.notice(tr("Decision taken back."))
            self.tell(self.reading.sitting.notices())
        else:
            self._hints.notice(tr("There is nothing to take back yet."))

    def standing(self) -> None:
        """The panel over the text, with the whole wire; beside the text there is room for its newest lines only."""
        from game.tui.screens.standing import StandingScreen

        gauges = self._gauges()
        if isinstance(gauges, Refusal):
            self.say(gauges.why)
        else:
            self.app.push_screen(StandingScreen(self._standing()))

    def memory(self) -> SeenPages:
        """Where it is kept which pages have been read."""
        return SeenPages(self.app.journal, self.reading.run.setup.story.id)

    def placemark(self) -> Placemark:
        """Where it is kept which choices have been reached."""
        return Placemark(self.app.journal)

    def _gauges(self) -> tuple[GaugeGroup, ...] | Refusal:
        leaf = self.reading.leaf
        page = leaf.page if leaf.card is Card.PAGE else None
        changes = () if page is None else page.changes
        return gauges_here(self.reading.known, leaf.told.values, self.reading.manner, page, changes)

    def _standing(self) -> Standing:
        gauges = self._gauges()
        return Standing(() if isinstance(gauges, Refusal) else gauges, headlines(self.reading.known))

    def leave(self) -> None:
        """Back to the title; the run is kept."""
        self.app.back_to_title()

    def keys(self) -> tuple[Hint, ...]:
        """Those of the game, which the help tells everywhere."""
        return ()

    def hints(self) -> list[Hint]:
        """What the keys do here."""
        panel = not self._panel.display and not self.reading.manner.bare
        return hints_of(self.reading, self.read_before, panel, self.column.reading)

    def _hint(self) -> None:
        self._hints.show(self.hints())


_COMMANDS = {
    "h": extras.record,
    "w": extras.who,
    "u": GameScreen.undo,
    "p": GameScreen.standing,
    "l": extras.reckon,
    "c": extras.share,
    "e": extras.publish,
    "s": extras.skip,
    "escape": GameScreen.leave,
}
