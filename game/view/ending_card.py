"""An ending of the shelf, opened: its text as a run came to it, why, its odds, and the runs that reached it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable, RunEntry
from game.journal.reading_mode import PLAIN, ReadingMode, load_mode
from game.journal.renames import present_id
from game.journal.replay_saved import replay_saved
from game.play.page import pages
from game.play.run import Run
from game.story import saved_odds
from game.story.model import Story
from game.story.scenes import Ending
from game.view.endings import ENOUGH, chance_item
from game.view.journal import run_line
from game.view.pages import page_items, shown_page
from game.view.text import Item, Refusal, Role, item


@dataclass(frozen=True, slots=True)
class EndingCard:
    """An ending that was reached.

    Attributes:
        items: What is told of it, as the run told it that reached it last.
        runs: The runs that end there, the last played first: each by its number, with its line.
    """

    items: tuple[Item, ...]
    runs: tuple[tuple[int, Item], ...]


def ending_card(journal: Journal, story: Story, folder: Path, number: int) -> EndingCard | Refusal:
    """An ending by its number on the shelf; or why it cannot be opened.

    Args:
        journal: Where runs are kept.
        story: The story.
        folder: Where it lives, with its odds.
        number: The ending's number on the shelf, from 1.
    """
    listed = story.final_endings
    if not 1 <= number <= len(listed):
        return Refusal(tr("There is no ending {number}: they go from 1 to {most}.", number=number, most=len(listed)))
    ending = listed[number - 1]
    try:
        reached = journal.profile.reached(story)
        entries = journal.runs(story.id)
    except JournalUnavailable as error:
        return Refusal(str(error))
    if ending.id not in reached:
        return Refusal(tr("This ending has not been reached yet. {hint}", hint=ending.hint))
    there = [entry for entry in entries if entry.ending and present_id(story, entry.ending) == ending.id]
    odds = saved_odds.read_odds(folder, story) if len(reached) >= ENOUGH else None
    description = _told(ending, *_last(journal, story, ending, there))
    chances = [] if odds is None else [chance_item(story, chance) for chance in odds[ending.id]]
    if chances:
        chances.insert(0, item(Role.SECTION, tr("How likely it is, choosing at random")))
    runs = tuple((entry.id, item(Role.ENTRY, run_line(entry, story).in_words)) for entry in there)
    heading = [item(Role.SECTION, tr("The runs that ended here"))] if runs else []
    return EndingCard((*description, *chances, *heading), runs)


def _last(journal: Journal, story: Story, ending: Ending, there: Sequence[RunEntry]) -> tuple[Run | None, ReadingMode]:
    """The run played last that still comes to an ending, and how it is read; None where none does by now."""
    for entry in there:
        run = replay_saved(journal, story, entry.id)
        if run is not None and run.ending is ending:
            return run, load_mode(journal, entry.id)
    return None, PLAIN


def _told(ending: Ending, run: Run | None, mode: ReadingMode) -> Iterator[Item]:
    if run is not None:
        yield from page_items(shown_page(pages(run.setup, run.state)[-1], mode), run, False, bare=mode.bare)
        return
    yield item(Role.TITLE, ending.title)
    yield item(Role.EPITAPH, ending.epitaph)
    yield item(Role.NOTE, tr("No run that came here is left: its text is told by the next one that does."))
