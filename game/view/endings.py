"""The shelf of endings, how likely each is once a few are known, and the complete edition once all are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.i18n.catalogue import tr, trn
from game.i18n.dates import full_date
from game.journal import Journal, JournalUnavailable
from game.journal.profile import EndingReached
from game.journal.replay_saved import first_run_to
from game.journal.seen_pages import share_read
from game.journal.unlocks import all_endings_seen, newly_unlocked
from game.play.debrief import Debrief, debrief
from game.play.measures import knows_history
from game.play.run import Run
from game.story import saved_odds
from game.story.model import Story
from game.story.saved_odds import EndingOdds, Odds
from game.story.scenes import Ending
from game.view.debrief import measures_in_words, percent
from game.view.text import Item, Refusal, Role, item

ENOUGH = 3
"""So many endings must be seen before odds are told: they would spoil the first ones."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shelf.

    Attributes:
        items: What stands on it.
        complete: Whether every ending is known, and the complete edition open.
    """

    items: tuple[Item, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An ending in the complete edition; `debrief` is that of the run that reached it first, if there still is one."""

    items: tuple[Item, ...]
    debrief: Debrief | None


@dataclass(frozen=True, slots=True)
class Edition:
    """The complete edition: what stands over the endings, and the endings."""

    opening: tuple[Item, ...]
    entries: tuple[EditionEntry, ...]


def endings_shelf(journal: Journal, story: Story, folder: Path) -> Shelf | Refusal:
    """The shelf of a story as the journal knows it, with the odds in its folder; or why it cannot be read."""
    try:
        reached = journal.profile.reached(story)
    except JournalUnavailable as error:
        return Refusal(str(error))
    chances = saved_odds.read_odds(folder, story) if len(reached) >= ENOUGH else None
    return shelf_of(story, reached, chances, share_read(journal, story))


def shelf_of(
    story: Story, reached: Mapping[str, EndingReached], chances: Odds | None, read: int | None = None
) -> Shelf:
    """The shelf, some endings having been reached, with how much of the text has been read, in per cent.

    How likely each ending is, where that was proved, is not told before enough are known.
    """
    known = all_endings_seen(story, reached)
    odds = chances if len(reached) >= ENOUGH else None
    return Shelf(tuple(_profile(story, reached, odds, known, read)), known)


def complete_edition(journal: Journal, story: Story) -> Edition | Refusal:
    """Every ending with the figures of the run that reached it first; or why it is not to be read."""
    try:
        reached = journal.profile.reached(story)
    except JournalUnavailable as error:
        return Refusal(str(error))
    if not all_endings_seen(story, reached):
        return Refusal(tr("The complete edition opens once every ending is known."))
    opening = [item(Role.HEADING, tr("The complete edition"))]
    if story.about:
        opening.append(item(Role.NOTE, story.about))
    entries = (
        _entry(number, ending, first_run_to(journal, story, ending, reached.get(ending.id)))
        for number, ending in enumerate(story.final_endings, 1)
    )
    return Edition(tuple(opening), tuple(entries))


def unlocked_items(journal: Journal, story: Story, ending: Ending) -> tuple[Item, ...]:
    """What an ending, reached for the first time, has just opened."""
    return tuple(item(Role.UNLOCKED, sentence) for sentence in newly_unlocked(journal, story, ending))


def share_in_words(read: int) -> str:
    """How much of a story's text has been read."""
    return tr("Text read, all runs together: {percent}", percent=percent(read))


def _profile(
    story: Story, reached: Mapping[str, EndingReached], chances: Odds | None, known: bool, read: int | None
) -> Iterator[Item]:
    endings = story.final_endings
    count = tr("{seen} of {total}", seen=sum(ending.id in reached for ending in endings), total=len(endings))
    yield item(Role.HEADING, tr("Endings"), note=count)
    if read:
        yield item(Role.NOTE, share_in_words(read))
    if known:
        yield item(Role.UNLOCKED, tr("The complete edition is open: every ending with what it came to."))
    if chances is not None:
        yield item(Role.NOTE, tr("The chances are those of somebody who chooses at random."))
    for number, ending in enumerate(endings, 1):
        yield from _card(number, ending, reached.get(ending.id))
        for chance in () if chances is None else chances[ending.id]:
            yield chance_item(story, chance)


def _card(number: int, ending: Ending, reached: EndingReached | None) -> Iterator[Item]:
    if reached is None:
        outline = "".join(" " if letter == " " else "░" for letter in ending.title)
        yield item(Role.UNREACHED, outline, number=number)
        yield item(Role.HINT, ending.hint)
        return
    when = full_date(datetime.fromtimestamp(reached.first).isoformat(" ", "minutes"))
    times = trn("reached once", "reached {count} times", reached.times)
    note = f"{times}, {when}"
    if reached.times > 1:
        note = f"{times}, {tr('first on {date}', date=when)}"
    yield item(Role.REACHED, ending.title, note=note, number=number)
    yield item(Role.EPITAPH, ending.epitaph)


def chance_item(story: Story, chance: EndingOdds) -> Item:
    """How likely an ending is from a seat, in words."""
    history, words = saved_odds.percent(chance.history), saved_odds.percent(chance.realistic)
    if knows_history(story):
        words = tr("{history} facing history, {realistic} facing a realistic rival", history=history, realistic=words)
    elif len(story.seats) > 1:
        words = tr("{realistic} facing a realistic rival", realistic=words)
    return item(Role.CHANCE, words, story.seats[chance.seat].name)


def _entry(number: int, ending: Ending, run: Run | None) -> EditionEntry:
    items = [item(Role.ENTRY, ending.title, number=number), item(Role.EPITAPH, ending.epitaph)]
    if run is None:
        return EditionEntry(tuple(items), None)
    counted = debrief(run)
    figures = measures_in_words(counted.figures)
    return EditionEntry((*items, *([item(Role.MEASURES, figures)] if figures else [])), counted)
