"""The runs of the journal as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.i18n.catalogue import tr
from game.journal import RunEntry
from game.plain.lines import Lines
from game.story.model import Story
from game.view.journal import run_line


def tell_runs(lines: Lines, runs: Iterable[RunEntry], story_of: Callable[[RunEntry], Story | None]) -> None:
    """A line a run, in the words of its story where that can be read."""
    empty = True
    for run in runs:
        lines.say(run_line(run, story_of(run)).in_words, "   ")
        empty = False
    if empty:
        lines.say(tr("The journal is empty."))
