"""The game while its story is being written: each save shows the new text where the reader stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.content import Content
from textual.screen import Screen

from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.story.file_watch import changes
from game.story.model import Story
from game.story.problems import BrokenStory, Problem, StoryNotFound
from game.tui.app import HoldupApp
from game.tui.reading import Reading
from game.tui.screens.game import GameScreen
from game.tui.screens.title import TitleScreen
from game.tui.screens.writing import WritingScreen
from game.tui.widgets.aside import Aside
from game.view.watching import own_state, played_as_before, what_stops_it


class WatchApp(HoldupApp):
    """Plays a story, and reads it again whenever one of its files is saved."""

    def __init__(self, folder: Path, read: Callable[[], Story], journal: Journal, active: ActiveRun) -> None:
        """Prepare the app; `read` reads the story, raising `BrokenStory` or `StoryNotFound`."""
        super().__init__(active.run.setup.story, journal, active)
        self._folder = folder
        self._read = read
        self._save_note: tuple[str, tuple[Content, ...]] | None = None

    @property
    def folder(self) -> Path:
        """Where the story lives."""
        return self._folder

    def on_mount(self) -> None:
        """Begin to watch."""
        self.run_worker(self._watch(), exclusive=True)

    def open_run(self, active: ActiveRun, resumed: bool = False) -> None:
        """Play, with what the last save did still in sight."""
        super().open_run(active, resumed)
        self.call_after_refresh(self._show)

    def game_screen(self, reading: Reading) -> GameScreen:
        """With what an author does beside playing."""
        return WritingScreen(reading)

    async def reread(self) -> None:
        """Read the story; where it is sound, go on in it at the same decision, else say what is wrong with it."""
        try:
            story = await asyncio.to_thread(self._read)
        except BrokenStory as error:
            self._aside(played_as_before(), [*map(_placed, what_stops_it(error))])
        except StoryNotFound as error:
            self._aside(played_as_before(), [Content(str(error))])
        else:
            self._adopt(story)

    async def _watch(self) -> None:
        async for _ in changes(self._folder):
            await self.reread()

    def _adopt(self, story: Story) -> None:
        """Go on in another version of the story."""
        game = next((screen for screen in self.screen_stack if isinstance(screen, WritingScreen)), None)
        if game is None:
            self.story = story
            self._aside("", ())
            for screen in self.screen_stack:
                if isinstance(screen, TitleScreen):
                    screen.fill()
            return
        try:
            active = game.reading.active.reread(story)
        except (CannotResume, JournalUnavailable) as error:
            self._aside(
                tr("This run does not fit into the story any more; it is played as it was before."),
                [Content(str(error))],
            )
            return
        self.story = story
        notices = active.notices()
        self._save_note = (tr("The story has been read again."), tuple(map(Content, notices))) if notices else None
        self.open_run(active, resumed=True)
        if not notices:
            self.call_after_refresh(self._say, tr("The story has been read again."))

    def _say(self, sentence: str) -> None:
        if isinstance(self.screen, GameScreen):
            self.screen.say(sentence)

    def _aside(self, title: str, lines: Sequence[Content]) -> None:
        self._say("")  # what was said of the save before
        self._save_note = (title, tuple(lines)) if lines else None
        self._show()

    def _show(self) -> None:
        """Put the last save's lines at the foot of every screen, or take them away."""
        for screen in self.screen_stack:
            screen.query(Aside).remove()
            aside = self._beside(screen)
            if aside is None or not isinstance(screen, GameScreen | TitleScreen):
                continue
            if screen.is_mounted:
                screen.mount(Aside(*aside))
            else:
                screen.call_after_refresh(self._show)  # a screen that has only just been pushed

    def _beside(self, screen: Screen[Any]) -> tuple[str, Sequence[Content]] | None:
        """What stands at the foot of a screen: on the page of a run, first of all that no road leads there."""
        mark = own_state(screen.reading.run.setup.story) if isinstance(screen, WritingScreen) else ""
        if not mark or self._save_note is None:
            return (mark, ()) if mark else self._save_note
        title, lines = self._save_note
        return mark, (Content.assemble((title, "bold $accent")), *lines)


def _placed(problem: Problem) -> Content:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return Content.assemble((place, "bold $ink"), f"  {problem.message}", (f" ({problem.hint})", "$quiet"))
