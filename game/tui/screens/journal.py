"""Every run, the last played first; one is taken up again by choosing it."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key

from game.journal import Entry
from game.tui.clock import dated
from game.tui.screens.attentive import AttentiveScreen
from game.tui.screens.new_game import Heading
from game.tui.widgets.choices import Choices, Option
from game.tui.widgets.hints import Hint, Hints
from game.words import tr


class JournalScreen(AttentiveScreen):
    """The list of runs."""

    DEFAULT_CSS = """
    JournalScreen { align: center top; }
    JournalScreen #sheet { width: 96; max-width: 100%; height: 1fr; padding: 1 1; }
    JournalScreen Heading { height: 2; }
    JournalScreen VerticalScroll { scrollbar-size: 0 0; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """The runs, or a word that there are none."""
        self._runs = self.app.runs()
        with Vertical(id="sheet"):
            yield Heading(tr("JOURNAL"))
            with VerticalScroll(can_focus=False):
                yield Choices([self._option(entry) for entry in self._runs] or [_nothing()], spaced=True)
        yield Hints((Hint("↑↓ ↵", tr("take a run up again")), Hint(tr("Esc"), tr("back"), "escape")))

    def pressed(self, event: Key) -> None:
        """Move, choose, go back."""
        choices = self.query_one(Choices)
        if event.key in ("down", "up"):
            choices.move(1 if event.key == "down" else -1)
        elif event.key in ("enter", "space"):
            if choices.pointed is not None:
                self.chosen(choices.pointed)
        elif event.key in ("escape", "j", "q"):
            self.app.pop_screen()
        else:
            return
        event.stop()

    def chosen(self, index: int) -> None:
        """Take a run up again."""
        if self._runs:
            self.app.resume(self._runs[index].id)

    def _option(self, entry: Entry) -> Option:
        story = self.app.story
        seat = story.seats[entry.seat].name if entry.seat in story.seats else tr("Both")
        rival = tr("History") if entry.rival == "histoire" else tr("Realistic")
        if entry.ending_title is not None:
            reached = f"◆ {entry.ending_title}"
        else:
            reached = tr("{episode} · {count} decisions", episode=entry.episode, count=entry.count)
        when = datetime.fromtimestamp(entry.updated).strftime("%Y-%m-%d %H:%M")
        name = f"{entry.name} · " if entry.name else ""
        text = Content.assemble(
            f"{name}{reached}", (f"   {tr('{seat} facing {rival}', seat=seat, rival=rival)}", "$quiet")
        )
        return Option(text, right=dated(when, story.language))


def _nothing() -> Option:
    return Option(Content(tr("No run yet.")), locked=Content(tr("It will be here as soon as you have begun one.")))
