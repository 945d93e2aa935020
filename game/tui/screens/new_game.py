"""Before a run: which seat, against whom, from where, with which chance."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.journal.unlocks import all_endings_seen
from game.play.chance import MAX_SEED
from game.play.setup import Rival, Setup, seats
from game.tui.screens.attentive import AttentiveScreen
from game.tui.widgets.dials import Dial, Dials
from game.tui.widgets.heading import ListHeading
from game.tui.widgets.hints import Hint, Hints, helps
from game.view.seats import every_seat


class NewGameScreen(AttentiveScreen):
    """Sets a run up and begins it."""

    DEFAULT_CSS = """
    NewGameScreen { align: center top; }
    NewGameScreen #sheet { width: 84; max-width: 100%; height: 1fr; padding: 2 2; scrollbar-size: 0 0; }
    NewGameScreen.-short #sheet { padding: 0 1; }
    """

    def __init__(self, seed: int, roll: Callable[[], int]) -> None:
        super().__init__()
        self._seed, self._roll = seed, roll

    def compose(self) -> ComposeResult:
        """The dials."""
        story = self.app.story
        self._seats = (*story.seats, "both") if len(story.seats) > 1 else tuple(story.seats)
        reached = len(self.app.endings_seen())
        self._openings = [opening for opening in story.openings.values() if opening.after <= reached]
        dials = [self._seat_dial(), self._rival_dial()]
        if len(self._openings) > 1:
            dials.append(Dial(tr("Opening"), tuple((opening.name, "") for opening in self._openings)))
        self._readers = self._bearings = None
        if len(story.seats) > 1:
            self._readers = len(dials)
            dials.append(self._readers_dial())
        if all_endings_seen(story, self.app.endings_seen()):
            self._bearings = len(dials)
            dials.append(self._bearings_dial())
        dials.append(self._seed_dial())
        self._dials = Dials(dials)
        self._heading = ListHeading(tr("A NEW GAME"))
        with VerticalScroll(id="sheet", can_focus=False):
            yield self._heading
            yield self._dials
        yield Hints(
            (
                Hint("↵", tr("begin"), "enter"),
                Hint("↑↓ ←→", tr("set")),
                Hint("r", tr("another seed"), "r"),
                Hint(tr("Esc"), tr("back"), "escape", kept=True),
                helps(),
            )
        )

    def setup(self) -> Setup:
        """What is set."""
        story, at = self.app.story, self._dials.at
        opening = self._openings[at[2]].id if len(self._openings) > 1 else ""
        return Setup(story, seats(story, self._seats[at[0]]), list(Rival)[at[1]], self._seed, opening)

    def manner(self) -> ReadingMode:
        """How it is to be read."""
        at, both = self._dials.at, self._seats[self._dials.at[0]] == "both"
        two = self._readers is not None and at[self._readers] == 1 and both
        return ReadingMode(two, self._bearings is not None and at[self._bearings] == 1)

    def on_mount(self) -> None:
        """Say how many dials there are."""
        self.on_dials_caret_moved()

    def on_dials_caret_moved(self) -> None:
        """Say which dial the caret is on."""
        self._heading.count(self._dials.row, len(self._dials.dials))

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """Two readers need both seats, and both seats may be read by one: the dials follow each other."""
        at = self._dials.at
        if self._readers is None:
            return
        if message.dial == self._readers and at[self._readers] == 1:
            at[0] = len(self._seats) - 1
        elif message.dial == 0 and self._seats[at[0]] != "both":
            at[self._readers] = 0
        self._dials.put(1, self._rival_dial(self._seats[at[0]] == "both"))

    def pressed(self, event: Key) -> None:
        """Turn the dials, edit the seed, begin."""
        key, dials = event.key, self._dials
        last = len(dials.dials) - 1
        if key == "r" or (key in ("left", "right") and dials.row == last):
            self._put_seed(self._roll())
        elif event.character and event.character in "0123456789" and dials.row == last:
            self._put_seed(int(f"{self._seed}{event.character}"))
        elif key == "backspace" and dials.row == last:
            self._put_seed(self._seed // 10)
        elif key == "enter":
            self.app.begin(self.setup(), self.manner())
        elif key in ("escape", "q"):
            self.app.pop_screen()
        elif not dials.pressed(key):
            return
        event.stop()

    def _put_seed(self, seed: int) -> None:
        if seed <= MAX_SEED:
            self._seed = seed
            self._dials.put(len(self._dials.dials) - 1, self._seed_dial())

    def _seat_dial(self) -> Dial:
        story = self.app.story
        named = [(seat.name, seat.about) for seat in story.seats.values()]
        if len(named) > 1:
            named.append(
                (
                    every_seat(story),
                    tr("You read everything, and decide for everyone."),
                )
            )
        return Dial(tr("Seat"), tuple(named))

    def _rival_dial(self, alone: bool = False) -> Dial:
        """The others' temper; without effect where nobody sits opposite."""
        return Dial(
            tr("Rival"),
            (
                (tr("History"), tr("The others do what was really done, whenever that is still possible.")),
                (tr("Realistic"), tr("The others choose among what is open, by temper and by chance.")),
            ),
            tr("You hold every seat: there is no rival.") if alone else "",
        )

    def _readers_dial(self) -> Dial:
        return Dial(
            tr("Readers"),
            (
                (tr("One reader"), ""),
                (tr("Two readers"), tr("One keyboard, two sides: it changes hands before what only one may read.")),
            ),
        )

    def _bearings_dial(self) -> Dial:
        return Dial(
            tr("Bearings"),
            (
                (tr("Gauges"), ""),
                (tr("None"), tr("No gauge, no sign of what a choice moves: only what is said.")),
            ),
        )

    def _seed_dial(self) -> Dial:
        return Dial(tr("Seed"), ((str(self._seed), tr("The same seed and the same decisions tell the same story.")),))
