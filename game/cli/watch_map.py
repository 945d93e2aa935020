"""The map that `holdup watch --map` keeps beside a run: drawn anew at each save, with where the reader stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.explore.graph import scene_graph
from game.explore.svg import Picture
from game.i18n.catalogue import tr
from game.journal import Journal
from game.play.page import Page, pages
from game.play.run import Decision, Run
from game.story.model import Story
from game.write_file import write_file


class MappedJournal(Journal):
    """A journal that draws where its last run stands: everything that moves a run is written into it."""

    file: Path
    """Where the picture goes."""
    _run: Run | None = None
    _drawn: tuple[Story, Picture] | None = None
    _failed: str = ""

    def begin(self, run: Run, parent: int | None = None) -> int:
        """Write a new run, and draw where it stands."""
        run_id = super().begin(run, parent)
        self._run = run
        self._draw(0)
        return run_id

    def moved(self, run_id: int, before: Sequence[Decision], run: Run) -> int:
        """Write that a run has moved, and draw where it stands now."""
        run_id = super().moved(run_id, before, run)
        self._run = run
        self._draw(0)
        return run_id

    def turned(self, run_id: int, page: int) -> None:
        """Remember the page that is being read, and draw where it lies."""
        super().turned(run_id, page)
        self._draw(page)

    def notices(self) -> tuple[str, ...]:
        """What the author should be told, once: a picture that cannot be written too."""
        notices = (*super().notices(), *([self._failed] if self._failed else []))
        self._failed = ""
        return notices

    def _draw(self, page: int) -> None:
        run = self._run
        if run is None:
            return
        story = run.setup.story
        if self._drawn is None or self._drawn[0] is not story:
            self._drawn = story, Picture(scene_graph(story, run.setup.opening))
        read = pages(run.setup, run.state)
        here = _place(read[min(page, len(read) - 1)]) or run.state.here.id
        try:
            write_file(self.file, "\n".join(self._drawn[1].lines(here)) + "\n")
        except OSError as error:
            self._failed = tr(
                "{path}: this cannot be written ({reason}).", path=self.file, reason=error.strerror or error
            )


def _place(page: Page) -> str:
    place = page.scene or page.ending
    return place.id if place is not None else ""
