"""A run told stretch by stretch: from a decision to where it rests, with what came over the wire meanwhile."""

from __future__ import annotations

from dataclasses import replace

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.journal.seen_pages import SeenPages
from game.plain import telling
from game.plain.debrief import tell_debrief
from game.plain.lines import Tone
from game.plain.talk import Talk
from game.play.debrief import debrief
from game.play.page import Bulletin, Page, PageKind, pages, wire
from game.play.run import Run
from game.view.debrief import between_episodes
from game.view.readers import next_reader


class Teller:
    """Tells a run. Knows what was last said, so as not to say it twice, and who sits at the keyboard.

    Attributes:
        holder: The seat whose reader is there, with two at one keyboard; None before anyone was asked for.
    """

    def __init__(self, talk: Talk, marks: SeenPages, manner: ReadingMode) -> None:
        """Begin to tell.

        Args:
            talk: The conversation.
            marks: The pages read before; those told are added.
            manner: How the run is read.
        """
        self.holder: str | None = None
        self.manner = manner
        self._talk, self._lines = talk, talk.lines
        self._marks = marks
        self._dateline = ""
        self._episode: str | None = None

    def tell(self, run: Run, first: int = 0, marked: bool = True) -> None:
        """The pages of a run's last stretch, from one on; the whole stretch comes with its headlines.

        Args:
            run: The run.
            first: The page to begin with, counted from 0.
            marked: Whether it is said of pages read before that they were, and those passed over that may be.

        Raises:
            EOFError: The input ended before the reader of a private page had come.
        """
        told = [self._stripped(page) for page in pages(run.setup, run.state)]
        left = first == 0 and just_left_history(run)
        news = list(fresh_news(run)) if first == 0 else []
        for page in told[first:]:
            due = news if page is told[-1] else [bulletin for bulletin in news if _before(bulletin, page)]
            self._talk.say_all(map(telling.headline, due))
            news = [bulletin for bulletin in news if bulletin not in due]
            if page is told[-1]:
                left = left and self._say_left()
            self._hand_over(page, run)
            before = self._marks.read(page.key) and marked and self._talk.remembers
            if before and self._talk.skipping and page is not told[-1]:
                self._pass_over(page)
            else:
                self._tell_page(page, run, before)
            if page.kind is PageKind.RESULT:
                left = left and self._say_left()

    def forget(self) -> None:
        """Say the next page's episode and hour, whatever was said before."""
        self._dateline, self._episode = "", None

    def _tell_page(self, page: Page, run: Run, before: bool) -> None:
        self._heading(page, run)
        telling.tell_chosen(self._lines, page)
        if before:
            self._say_read()
        telling.tell_page(self._lines, page, run.setup, self._marks.before if self._talk.remembers else ())
        if page.ending is not None:
            self._talk.account = debrief(run)
            tell_debrief(self._lines, self._talk.account)

    def _say_left(self) -> bool:
        """Say that history was left, once."""
        self._lines.say(tr("From here on, this did not happen."), tone=Tone.STRONG)
        self._lines.say()
        return False

    def _say_read(self) -> None:
        hint = "" if self._talk.hinted else " " + tr("(s passes over such pages.)")
        self._talk.hinted = True
        self._lines.say(tr("Read before.") + hint, tone=Tone.QUIET)
        self._lines.say()

    def _pass_over(self, page: Page) -> None:
        telling.tell_chosen(self._lines, page)
        where = page.title or page.place
        said = tr("Read before, passed over: {page}.", page=where) if where else tr("Read before, passed over.")
        self._lines.say(said, tone=Tone.QUIET)
        self._lines.say()

    def _heading(self, page: Page, run: Run) -> None:
        story = run.setup.story
        if page.episode is not None and page.episode.id != self._episode:
            last = story.episodes.get(self._episode or "")
            if last is not None and last.question:
                self._talk.say_all((last.question,))
            counted = between_episodes(run, last, self.manner)
            if counted is not None:
                self._talk.account = counted
                tell_debrief(self._lines, counted)
            self._episode = page.episode.id
            told = tr("Episode {number}: {title}", number=page.episode.number, title=page.episode.title)
            self._lines.say(told, tone=Tone.STRONG)
            self._lines.say()
        dateline = telling.dateline(story, page)
        if dateline and dateline != self._dateline:
            self._lines.say(f"{dateline}.", tone=Tone.QUIET)
            self._lines.say()
            self._dateline = dateline

    def _hand_over(self, page: Page, run: Run) -> None:
        """With two at one keyboard, wait for the other reader before a page of theirs; nothing of it is said before."""
        seat = next_reader(self.manner, page, self.holder)
        if seat is None:
            return
        name = run.setup.story.seats[seat].name
        self._talk.say_all((tr("Pass the keyboard to: {name}.", name=name),))
        if self._lines.interactive:
            self._lines.ask(tr("Enter, once the right reader is here:"))
            self._lines.clear()
        self.holder = seat

    def _stripped(self, page: Page) -> Page:
        """A page as it is told: without bearings, nothing says what a choice moves."""
        if not self.manner.bare:
            return page
        return replace(page, changes=(), at_limit=(), offers=tuple(replace(offer, touches=()) for offer in page.offers))


def _before(bulletin: Bulletin, page: Page) -> bool:
    """Whether a headline is older than a page, and has its place before it; a decision's result comes first of all."""
    known = bulletin.minute is not None and page.minute is not None and page.kind is not PageKind.RESULT
    return known and (bulletin.minute or 0) < (page.minute or 0)


def fresh_news(run: Run) -> tuple[Bulletin, ...]:
    """The headlines since the player's last decision, oldest first; the one that they made themselves is left out."""
    before = len(wire(run.upto(len(run.decisions) - 1))) if run.decisions else 0
    taken = run.state.taken
    mine = taken is not None and taken[1].news is not None
    return tuple(sorted(wire(run)[before + mine :], key=lambda bulletin: bulletin.minute or 0))


def just_left_history(run: Run) -> bool:
    """Whether history's road was left since the player's last decision, that one included."""
    if run.diverged() is None:
        return False
    return not run.decisions or run.upto(len(run.decisions) - 1).diverged() is None
