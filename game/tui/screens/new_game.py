"""Before a run: which seat, against whom, from where, with which chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from game.journal.manner import Manner
from game.journal.unlocked import complete
from game.play.setup import Rival, Setup, seats
from game.tui.screens.attentive import AttentiveScreen
from game.tui.typeset import wrap
from game.tui.widgets.hints import Hint, Hints
from game.words import tr

MOST_SEED = 2**63 - 1


@dataclass(frozen=True)
class Dial:
    """One thing to set: its positions with what each means."""

    name: str
    positions: tuple[tuple[str, str], ...]


class Dials(Widget):
    """Dials under each other: up and down between them, left and right to turn one; or by pointer."""

    DEFAULT_CSS = """
    Dials { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    @dataclass
    class Turned(Message):
        """A dial was turned."""

        dial: int

    def __init__(self, dials: Sequence[Dial]) -> None:
        super().__init__()
        self.dials = list(dials)
        self.at = [0] * len(self.dials)
        self.row = 0
        self._spots: list[tuple[int, int, int, int, int]] = []

    def put(self, dial: int, value: Dial) -> None:
        """Replace a dial."""
        self.dials[dial] = value
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Go to another dial."""
        self.row = (self.row + step) % len(self.dials)
        self.refresh()

    def turn(self, step: int) -> None:
        """Turn the dial."""
        self._set(self.row, (self.at[self.row] + step) % len(self.dials[self.row].positions))

    def region_of(self, row: int) -> Region:
        """Where a dial stands, with what its position means."""
        rows = [y for y, _, _, owner, _ in self._spots if owner == row]
        return Region(0, rows[0], self.size.width, rows[-1] - rows[0] + 3) if rows else Region()

    def render(self) -> Content:
        """Every dial: its name, its positions, what the present one means."""
        self._spots = []
        lines: list[Content] = []
        for row, dial in enumerate(self.dials):
            lines += self._set_dial(row, dial, len(lines))
            lines.append(Content(""))
        return Content("\n").join(lines[:-1])

    def on_click(self, event: Click) -> None:
        """Turn a dial to what is under the pointer."""
        for y, first, last, row, position in self._spots:
            if event.y == y and first <= event.x < last:
                self.row = row
                self._set(row, position)
                return

    def _set(self, row: int, position: int) -> None:
        self.at[row] = position
        self.refresh(layout=True)
        self.post_message(self.Turned(row))

    def _set_dial(self, row: int, dial: Dial, y: int) -> list[Content]:
        here = row == self.row
        lines: list[list[tuple[str, str]]] = [
            [(" ▸ " if here else "   ", "bold $accent"), (f"{dial.name:<12}", "$ink" if here else "$quiet")]
        ]
        x = 15
        for position, (name, _) in enumerate(dial.positions):
            on_it = position == self.at[row]
            word = f"● {name}" if on_it else f"○ {name}"
            if x + cell_len(word) > self.size.width and x > 15:
                lines.append([(" " * 15, "")])
                x = 15
            lines[-1] += [(word, ("bold $accent" if here else "bold $ink") if on_it else "$quiet"), ("   ", "")]
            self._spots.append((y + len(lines) - 1, x, x + cell_len(word), row, position))
            x += cell_len(word) + 3
        set_lines = [Content.assemble(*line) for line in lines]
        about = dial.positions[self.at[row]][1]
        if about:
            set_lines += [
                Content.assemble(" " * 15, line)
                for line in wrap(Content.assemble((about, "italic $quiet")), max(10, min(60, self.size.width - 15)))
            ]
        return set_lines


class NewGameScreen(AttentiveScreen):
    """Sets a run up and begins it."""

    DEFAULT_CSS = """
    NewGameScreen { align: center top; }
    NewGameScreen #sheet { width: 84; max-width: 100%; height: 1fr; padding: 2 2; }
    NewGameScreen.-short #sheet { padding: 0 1; }
    NewGameScreen Heading { height: 2; color: $accent; text-style: bold; }
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
        if complete(story, self.app.endings_seen()):
            self._bearings = len(dials)
            dials.append(self._bearings_dial())
        dials.append(self._seed_dial())
        self._dials = Dials(dials)
        with Vertical(id="sheet"):
            yield Heading(tr("A NEW GAME"))
            yield self._dials
        yield Hints(
            (
                Hint("↵", tr("begin"), "enter"),
                Hint("↑↓ ←→", tr("set")),
                Hint("r", tr("another seed"), "r"),
                Hint(tr("Esc"), tr("back"), "escape"),
            )
        )

    def setup(self) -> Setup:
        """What is set."""
        story, at = self.app.story, self._dials.at
        opening = self._openings[at[2]].id if len(self._openings) > 1 else ""
        return Setup(story, seats(story, self._seats[at[0]]), list(Rival)[at[1]], self._seed, opening)

    def manner(self) -> Manner:
        """How it is to be read."""
        at, both = self._dials.at, self._seats[self._dials.at[0]] == "both"
        two = self._readers is not None and at[self._readers] == 1 and both
        return Manner(two, self._bearings is not None and at[self._bearings] == 1)

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """Two readers need both seats, and both seats may be read by one: the dials follow each other."""
        at = self._dials.at
        if self._readers is None:
            return
        if message.dial == self._readers and at[self._readers] == 1:
            at[0] = len(self._seats) - 1
        elif message.dial == 0 and self._seats[at[0]] != "both":
            at[self._readers] = 0
        self._dials.refresh(layout=True)

    def pressed(self, event: Key) -> None:
        """Turn the dials, edit the seed, begin."""
        key, dials = event.key, self._dials
        on_seed = dials.row == len(dials.dials) - 1
        event.stop()
        if key in ("up", "down"):
            dials.move(1 if key == "down" else -1)
        elif key in ("left", "right") and not on_seed:
            dials.turn(1 if key == "right" else -1)
        elif key == "r" or (key in ("left", "right") and on_seed):
            self._put_seed(self._roll())
        elif event.character and event.character in "0123456789":
            dials.row = len(dials.dials) - 1
            self._put_seed(int(f"{self._seed}{event.character}"))
        elif key == "backspace":
            dials.row = len(dials.dials) - 1
            self._put_seed(self._seed // 10)
        elif key == "enter":
            self.app.begin(self.setup(), self.manner())
        elif key in ("escape", "q"):
            self.app.pop_screen()

    def _put_seed(self, seed: int) -> None:
        if seed <= MOST_SEED:
            self._seed = seed
            self._dials.put(len(self._dials.dials) - 1, self._seed_dial())

    def _seat_dial(self) -> Dial:
        story = self.app.story
        named = [(seat.name, seat.about) for seat in story.seats.values()]
        if len(named) > 1:
            named.append(
                (
                    tr("All of them") if len(named) > 2 else tr("Both"),
                    tr("You read everything, and decide for everyone."),
                )
            )
        return Dial(tr("Seat"), tuple(named))

    def _rival_dial(self) -> Dial:
        return Dial(
            tr("Opposite"),
            (
                (tr("History"), tr("The others do what was really done, whenever that is still possible.")),
                (tr("Realistic"), tr("The others choose among what is open, by temper and by chance.")),
            ),
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


class Heading(Widget):
    """The screen's name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self) -> Content:
        """The name alone."""
        return Content.assemble((f"   {self._text}", "bold $accent"))
