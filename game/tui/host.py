"""What screens may ask of the app that shows them, and what the actions on a run may ask of its screen: no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from textual.screen import Screen

from game.journal import ActiveRun, Journal, RunEntry
from game.journal.reading_mode import ReadingMode
from game.journal.seen_pages import SeenPages
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from game.tui.preferences import Preferences
from game.tui.reading import Reading
from game.tui.replay_frame import ReplayFrame
from game.tui.widgets.prose import Prose
from game.view.commands import Action
from game.view.curves import Curves


class Host(Protocol):
    """The app, as far as a screen knows it."""

    story: Story
    journal: Journal
    taste: Preferences
    theme: Any  # a reactive of Textual's: a name

    @property
    def folder(self) -> Path:
        """Where the story lives."""

    @property
    def curves(self) -> Curves:
        """What was to be expected along the runs that have ended."""

    @property
    def moving(self) -> bool:
        """Whether things may move."""

    @property
    def pace(self) -> float:
        """Seconds between two paragraphs of a page that appears."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes on offer."""

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """All screens, the one on top last."""

    def perform(self, action: Action) -> None:
        """Do what a command is for that no screen does in its own way."""

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> object:
        """Show a screen over the others, and take its answer."""

    def pop_screen(self) -> object:
        """Put the screen on top away."""

    def simulate_key(self, key: str) -> None:
        """Do as if a key had been pressed."""

    def tell(self, sentences: Iterable[str]) -> None:
        """Tell the player something that matters."""

    def begin(self, setup: Setup, mode: ReadingMode | None = None) -> None:
        """Begin a run."""

    def open_run(self, active: ActiveRun, resumed: bool = False) -> None:
        """Put everything else away and play."""

    def show_again(self, showing: ReplayFrame) -> None:
        """Show a run as it was played."""

    def resume(self, run_id: int) -> None:
        """Go on with a run of the journal."""

    def latest(self) -> RunEntry | None:
        """The run played last that has not ended."""

    def endings_seen(self) -> dict[str, int]:
        """The endings reached, with how often."""

    def open_tree(self, seat: str = "", here: Run | None = None) -> None:
        """Look at all runs of a seat as one tree."""

    def open_complete_edition(self) -> None:
        """Look at every ending with what it came to."""

    def open_settings(self, row: int = 0) -> None:
        """Show the settings."""

    def set_theme(self, name: str) -> None:
        """Show and keep a theme."""

    def set_motion(self, moves: bool) -> None:
        """Let things move, or not; kept."""

    def set_pace(self, name: str) -> None:
        """Let pages appear at a pace; kept."""

    def set_width(self, cells: int) -> None:
        """Set the reading column so wide; kept."""

    def keep(self, key: str, value: str) -> None:
        """Keep a setting."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text through the terminal."""


class RunScreen(Protocol):
    """The screen of a run, as far as the actions on a run know it."""

    reading: Reading
    marks: SeenPages
    holder: str | None

    @property
    def prose(self) -> Prose:
        """The text of the open leaf."""

    @property
    def host(self) -> Host:
        """The app that shows it."""

    @property
    def kept_as(self) -> int | None:
        """The number of the run in the reader's journal, if it is kept there."""

    def open_leaf(self, fresh: bool = True) -> None:
        """Show the open leaf."""

    def say(self, sentence: str) -> None:
        """Say something for a while in place of the hints."""
