"""What has been read: a run from its beginning, the last of it for who comes back, and whatever says some words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from game.i18n.catalogue import tr, trn
from game.i18n.dates import weekday_and_time
from game.journal import CannotResume, Journal, JournalUnavailable
from game.journal.journal import RunUnavailable
from game.journal.reading_mode import ReadingMode, load_mode
from game.journal.resume import resume
from game.play.clock import hour_of
from game.play.page import Page, PageKind, bulletin_of, pages, seat_of
from game.play.run import Run
from game.play.state import Decided
from game.story.model import Seat, Story
from game.view.pages import known_by, page_items, shown_page, where
from game.view.text import Item, Refusal, Role, item
from game.view.wire import Headline

AWAY = 2 * 60 * 60
"""After so many seconds, who comes back is told what went before."""
_RECALLED = 2
"""So many of one's own decisions, of those heard of, and of the other headlines."""


class _Heard(Enum):
    """How a reader knows of something."""

    OWN = auto()
    DECIDED = auto()
    """Another decided it."""
    WIRE = auto()


_MOST_RUNS, _MOST_FOUND = 200, 40


def run_log(run: Run, index: int, mode: ReadingMode, holder: str | None) -> tuple[Item, ...] | Refusal:
    """A run from its beginning to one of the pages since its last decision, as it was read; or why there is none yet.

    With two readers, the pages of whoever does not hold the keyboard are left out.
    """
    if not run.decisions and index == 0:
        return Refusal(tr("Nothing comes before this page."))
    return tuple(_told(run, index, mode, holder))


def previously(run: Run, index: int) -> tuple[Item, ...]:
    """For a reader who comes back: who they are and what they are after, what happened last, and where they are.

    Args:
        run: The run.
        index: Which of the pages since its last decision is open: nothing of what the next ones tell.
    """
    setup = run.setup
    stretch = pages(setup, run.state)
    known = known_by(run, stretch, index)
    happened = list(_recalled(known))
    if not happened:
        return ()
    here, decides = where(known, stretch[index]).in_words, stretch[index].kind is PageKind.DECISION
    now = tr("Now: {where}.", where=here) if here else ""
    asked = tr("It is for you to decide.") if decides else ""
    held = [seat for seat in setup.story.seats.values() if seat.id in setup.seats]
    return (
        item(Role.HEADING, tr("Previously")),
        *(item(Role.SENTENCE, _held(seat)) for seat in held),
        *happened,
        *(item(Role.SENTENCE, text) for text in [" ".join(part for part in (now, asked) if part)] if text),
    )


def _held(seat: Seat) -> str:
    return tr("Your seat: {name}. {goal}", name=seat.name, goal=seat.goal or seat.about)


def _recalled(run: Run) -> Iterator[Item]:
    """What happened last, by the hour: one's own decisions, those heard of, and since then the wire."""
    setup, story = run.setup, run.setup.story
    lines: list[tuple[_Heard, int | None, Item]] = []
    for beat in run.beats():
        name = story.seats[beat.scene.seat].name if beat.scene.seat else ""
        news = bulletin_of(setup, beat)
        if isinstance(beat, Decided) and beat.player:
            hour, own = hour_of(story, beat.scene, beat.before), name if len(setup.seats) > 1 and name else tr("You")
            speech = Item(Role.SPEECH, beat.choice.say.block(beat.before), own, weekday_and_time(hour.at))
            lines.append((_Heard.OWN, hour.minute, speech))
        elif news is not None:
            decided = isinstance(beat, Decided) and bool(name)
            when = Headline(news.at, news.minute, news.text).when
            speech = item(Role.SPEECH, news.text, name if decided else tr("The wire"), when)
            lines.append((_Heard.DECIDED if decided else _Heard.WIRE, news.minute, speech))
    if all(minute is not None for _, minute, _ in lines):
        lines.sort(key=lambda line: line[1] or 0)
    last = {id(line) for kind in _Heard for line in [one for one in lines if one[0] is kind][-_RECALLED:]}
    lines = [line for line in lines if id(line) in last]
    first = next((at for at, (kind, _, _) in enumerate(lines) if kind is not _Heard.WIRE), len(lines))
    yield from (speech for _, _, speech in lines[first:])


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
