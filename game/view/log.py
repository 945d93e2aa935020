"""What has been read: a run from its beginning, the last of it for who comes back, and whatever says some words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from game.i18n.catalogue import tr, trn
from game.i18n.dates import weekday_and_time
from game.journal import CannotResume, Journal, JournalUnavailable
from game.journal.journal import RunUnavailable
from game.journal.reading_mode import ReadingMode, load_mode
from game.journal.resume import resume
from game.play.clock import hour_of
from game.play.page import Page, pages, seat_of
from game.play.run import Run
from game.play.state import Decided
from game.story.model import Story
from game.view.pages import page_items, shown_page, where
from game.view.text import Item, Refusal, Role, item
from game.view.wire import headlines

AWAY = 4 * 60 * 60
"""After so many seconds, who comes back is told what went before."""
_RECALLED = 2
"""So many of one's own decisions, of those heard of, and of the other headlines."""
_MOST_RUNS, _MOST_FOUND = 200, 40


def run_log(run: Run, index: int, mode: ReadingMode, holder: str | None) -> tuple[Item, ...] | Refusal:
    """A run from its beginning to a page, as it was read; or why there is nothing of it yet.

    Args:
        run: The run.
        index: Which of the pages since its last decision is open.
        mode: How it is read.
        holder: With two readers, the seat of the one who is there: the pages of the other's are left out.
    """
    if not run.decisions and index == 0:
        return Refusal(tr("Nothing comes before this page."))
    return tuple(_told(run, index, mode, holder))


def previously(run: Run) -> tuple[Item, ...]:
    """What went before, for a reader who comes back: the last decisions, one's own and those heard of, and the wire."""
    story, setup = run.setup.story, run.setup
    lines: list[tuple[bool, Item]] = []
    for took in run.taken():
        name, when = story.seats[took.scene.seat or ""].name if took.scene.seat else "", _when(run, took)
        own = name if len(setup.seats) > 1 and name else tr("You")
        if took.player:
            lines.append((True, Item(Role.SPEECH, took.choice.say.block(took.before), own, when)))
        elif took.choice.news is not None:
            lines.append((False, item(Role.SPEECH, took.choice.news.plain(took.after), name, when)))
    if not lines:
        return ()
    heard = {spoken.words.plain for mine, spoken in lines if not mine}
    news = [headline for headline in headlines(run) if headline.text not in heard][-_RECALLED:]
    last = {id(one) for mine in (True, False) for one in [one for one in lines if one[0] is mine][-_RECALLED:]}
    recalled = [spoken for one in lines if id(one) in last for spoken in one[1:]]
    return (item(Role.HEADING, tr("Previously")), *recalled, *(item(Role.NOTE, line.in_words) for line in news))


def found_in_runs(journal: Journal, story: Story, words: str) -> tuple[Item, ...] | Refusal:
    """Every paragraph read in any run that says some words, in whatever order; or why there is none.

    Where words begin as what is looked for does, those alone are given: who asks for Inès means no “semaines”.
    """
    wanted = folded(words).split()
    if not wanted:
        return Refusal(tr("Type the words to look for."))
    passages: dict[str, tuple[str, Item]] = {}
    try:
        for run_id in journal.listed(story.id)[:_MOST_RUNS]:
            for paragraphs, at in _read_in(journal, story, run_id):
                for one in paragraphs:
                    text = one.words.plain
                    if text not in passages and all(word in folded(text) for word in wanted):
                        passages[text] = (at, one)
    except JournalUnavailable as error:
        return Refusal(str(error))
    if not passages:
        return Refusal(tr("Nothing that you have read says “{words}”.", words=words.strip()[:40]))
    begins = re.compile("".join(rf"(?=.*(?<!\w){re.escape(word)})" for word in wanted), re.DOTALL)
    passages = {text: passage for text, passage in passages.items() if begins.match(folded(text))} or passages
    count = trn("one passage", "{count} passages", len(passages))
    items = [item(Role.HEADING, tr("Found: {words}", words=words.strip()[:40]), note=count)]
    before = ""
    for at, one in [*passages.values()][:_MOST_FOUND]:
        items += [item(Role.SECTION, at), one] if at and at != before else [one]
        before = at
    return tuple(items)


def folded(text: str) -> str:
    """A text as it is compared: small letters, no accents, straight apostrophes."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _told(run: Run, index: int, mode: ReadingMode, holder: str | None) -> Iterator[Item]:
    before = ""
    for page, at in _pages_of(run, index):
        if mode.two and seat_of(page) not in (None, holder):
            continue
        shown = shown_page(page, mode)
        if at and at != before:
            yield item(Role.SECTION, at)
            before = at
        yield from page_items(shown, run, False, bare=mode.bare)


def _pages_of(run: Run, index: int) -> Iterator[tuple[Page, str]]:
    """The pages of a run up to one of those since its last decision, each with when and where it is."""
    for state in run.states:
        stretch = pages(run.setup, state)
        last = index + 1 if state is run.state else len(stretch)
        for page in stretch[:last]:
            here = where(run, page)
            yield page, " · ".join(part for part in (here.episode, weekday_and_time(here.at), here.place) if part)


def _read_in(journal: Journal, story: Story, run_id: int) -> Iterator[tuple[list[Item], str]]:
    """What was read in a run of the journal, page by page; nothing of one that two are still reading."""
    try:
        resumed = resume(story, journal.load(run_id))
    except (CannotResume, RunUnavailable):
        return
    if load_mode(journal, run_id).two and resumed.run.ending is None:
        return
    for page, at in _pages_of(resumed.run, resumed.page):
        yield [one for one in page_items(page, resumed.run, False) if one.role is Role.STORY], at


def _when(run: Run, took: Decided) -> str:
    return weekday_and_time(hour_of(run.setup.story, took.scene, took.before).at)
