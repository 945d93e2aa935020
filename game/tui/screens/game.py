"""The game itself: one leaf at a time, the ground above it, what stands where beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, Key, Resize
from textual.timer import Timer

from game.journal.marks import Marks
from game.play.change import shocks
from game.play.page import Page
from game.play.state import EndlessStory
from game.story.model import Story
from game.tui.keys import number_of
from game.tui.leafwork import AFTERWARDS, heading, hints_of, opened, options, pieces, waits
from game.tui.reading import Card, Reading
from game.tui.screens import extras
from game.tui.screens.attentive import AttentiveScreen
from game.tui.widgets.column import Column
from game.tui.widgets.header import Header
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.panel import Panel, Standing, Strip
from game.tui.widgets.seismograph import Seismograph
from game.words import tr

_FADE = 0.22
_APP = ("j", "q", "question_mark", "comma")
_ON = ("enter", "space", "down", "pagedown", "right")


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
        self._column, self._panel, self._hints = Column(), Panel(), Hints()
        self._fading: tuple[Timer, str] | None = None
        self.holder: str | None = None
        self.read_before = False

    def compose(self) -> ComposeResult:
        """Header, ground, body, hints."""
        yield self._header
        yield self._ground
        yield self._strip
        with Horizontal(id="body"):
            yield self._column
            yield self._panel
        yield self._hints

    def on_mount(self) -> None:
        """Open the leaf, and say what there is to say first."""
        self.marks = self.memory()
        self._column.set_measure(self.app.taste.width)
        self.set_class(self.reading.manner.bare, "-bare")
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
        self._ground.show(shocks(reading.known), self.app.moving and fresh)
        standing = self._standing()
        self._strip.show(standing)
        self._panel.show(standing)
        laid = pieces(reading, self.size.height)
        if page.ending is not None and leaf.card is Card.PAGE:
            laid += opened(self.unlocked(page))
        pace = self.app.pace if fresh and leaf.card is Card.PAGE else 0.0
        self._column.show(laid, options(leaf, self.marks.before), waits(leaf), pace)
        self._hint()

    def retell(self, story: Story) -> None:
        """Say the open leaf in other words.

        Raises:
            CannotResume: It is another story, not the same in other words. Nothing has changed.
        """
        before, pointed = self.read_before, self.pointed
        self.reading.retell(story)
        self.open_leaf(fresh=False)
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
            extras.afterwards(self, AFTERWARDS[index])
            return
        self._column.choices.take(index)
        choice = page.offers[index].choice.id
        if self.app.moving:
            self._fading = (self.set_timer(_FADE, self._decide), choice)
        else:
            self._fading = None
            self._take(choice)

    def turn(self) -> None:
        """Read on: the rest of the page, then the next leaf."""
        if not self._column.down() and waits(self.reading.leaf) and self.reading.turn():
            self.open_leaf()
            closed = self.reading.leaf.closed
            if closed is not None and not self.reading.manner.two:
                extras.show_account(self.app, self.reading.known, closed)
            self.tell(self.reading.sitting.notices())

    def pressed(self, event: Key) -> None:
        """Complete the text, choose, turn, or do what the key is for."""
        key = event.key
        if key in _COMMANDS:
            event.stop()
            self._hurried()
            _COMMANDS[key](self)
        elif self._hurried():
            event.stop()
        elif waits(self.reading.leaf):
            self._read_on(event)
        else:
            self._pick(event)

    def on_click(self, event: Click) -> None:
        """A click on the text reads on."""
        if not self._hurried() and waits(self.reading.leaf) and event.widget is not self._hints:
            self.turn()

    def on_resize(self, event: Resize) -> None:
        """Nothing hangs on the size but the hints."""
        self._hint()

    def _read_on(self, event: Key) -> None:
        if event.key in ("backspace", "left"):
            event.stop()
            if self.reading.back():
                self.open_leaf(fresh=False)
        elif event.key in ("up", "pageup"):
            event.stop()
            self._column.up()
        elif event.key in _ON or (event.is_printable and event.key not in _APP):
            event.stop()
            self.turn()

    def _pick(self, event: Key) -> None:
        column, number = self._column, number_of(event)
        if number is not None:
            self._choose(column.choices.numbered(number))
        elif event.key in ("down", "up"):
            column.choices.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self._choose(column.choices.pointed)
        elif event.key in ("pagedown", "space"):
            column.down()
        elif event.key == "pageup":
            column.up()
        elif event.key in ("backspace", "left"):
            if self.reading.back():
                self.open_leaf(fresh=False)
        else:
            return
        event.stop()

    def _choose(self, index: int | None) -> None:
        if index is not None:
            self.chosen(index)

    def _hurried(self) -> bool:
        """Complete whatever is still under way. False when nothing was."""
        if self._fading is not None:
            self._decide()
            self._column.prose.complete()
            return True
        if self._column.prose.revealing:
            self._column.complete()
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
            self._column.choices.offer(options(self.reading.leaf, self.marks.before))
            self.tell(
                (tr("The story runs in circles after this choice, without ever asking you again. Nothing changed."),)
            )
            return
        extras.keep_manner(self)
        self.open_leaf()
        self.tell(self.reading.sitting.notices())

    def unlocked(self, page: Page) -> tuple[str, ...]:
        """What the ending on a page has just opened."""
        return () if page.ending is None else extras.unlocked(self.app, page.ending)

    @property
    def pointed(self) -> int | None:
        """The option that the caret is on."""
        return self._column.choices.pointed

    def point(self, index: int) -> None:
        """Put the caret on an option."""
        self._column.choices.point(index)

    def say(self, sentence: str) -> None:
        """Say something for a while in place of the hints."""
        self._hints.notice(sentence)

    def undo(self) -> None:
        """Take back the last decision."""
        if self.reading.undo():
            self.open_leaf(fresh=False)
            self._hints.notice(tr("Decision taken back."))
            self.tell(self.reading.sitting.notices())
        else:
            self._hints.notice(tr("There is nothing to take back yet."))

    def standing(self) -> None:
        """The panel, over the text where there is no room beside it."""
        if self._panel.display:
            return
        from game.tui.screens.standing import StandingScreen

        if self.reading.manner.bare:
            self.say(tr("This run is played without bearings."))
        else:
            self.app.push_screen(StandingScreen(self._standing()))

    def memory(self) -> Marks:
        """Where it is kept which pages have been read."""
        return Marks(self.app.journal, self.reading.run.setup.story.id)

    def _standing(self) -> Standing:
        leaf = self.reading.leaf
        moved = leaf.page.changes if leaf.card is Card.PAGE else ()
        reader = extras.reader_of(self.reading)
        return Standing.of(self.reading.known, leaf.page.values, moved, reader)

    def leave(self) -> None:
        """Back to the title; the run is kept."""
        self.app.back_to_title()

    def hints(self) -> list[Hint]:
        """What the keys do here."""
        panel = not self._panel.display and not self.reading.manner.bare
        return hints_of(self.reading.leaf, self.read_before, panel)

    def _hint(self) -> None:
        self._hints.show(self.hints())


_COMMANDS = {
    "h": extras.record,
    "u": GameScreen.undo,
    "p": GameScreen.standing,
    "l": extras.reckon,
    "c": extras.share,
    "e": extras.publish,
    "s": extras.skip,
    "escape": GameScreen.leave,
}
