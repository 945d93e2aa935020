"""A run told stretch by stretch: from a decision to where it rests, with what came over the wire meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.journal.seen_pages import SeenPages
from game.plain.debrief import tell_debrief
from game.plain.lines import Tone
from game.plain.page_text import tell_choices
from game.plain.talk import Talk
from game.plain.voices import tell
from game.play.debrief import debrief
from game.play.page import Page, pages
from game.play.run import Run
from game.view.commands import Action, Scope, letter_of
from game.view.debrief import between_episodes, in_short
from game.view.pages import (
    closes,
    episode_item,
    leaves_history,
    listed_choices,
    page_items,
    premise_items,
    question_item,
    shown_page,
    where,
)
from game.view.readers import next_reader
from game.view.text import Item, Role
from game.view.wire import fresh_headlines


class Narrator:
    """Tells a run. Knows what was last said, so as not to say it twice, and who sits at the keyboard.

    Attributes:
        holder: The seat whose reader is there, with two at one keyboard; None before anyone was asked for.
    """

    def __init__(self, talk: Talk, marks: SeenPages, mode: ReadingMode) -> None:
        """Begin to tell.

        Args:
            talk: The conversation.
            marks: The pages read before; those told are added.
            mode: How the run is read.
        """
        self.holder: str | None = None
        self.mode = mode
        self._talk, self._lines = talk, talk.lines
        self._marks = marks
        self._where = ""
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
        stretch = [shown_page(page, self.mode) for page in pages(run.setup, run.state)]
        news = list(fresh_headlines(run)) if first == 0 else []
        for index in range(first, len(stretch)):
            page, last = stretch[index], index == len(stretch) - 1
            due = news if last else [headline for headline in news if headline.comes_before(page)]
            self._talk.say_all(headline.in_words for headline in due)
            news = [headline for headline in news if headline not in due]
            self._hand_over(page, run)
            new = self._marks.read(page)
            fresh = new if new is not None and marked and self._talk.remembers else frozenset[str]()
            before = new == frozenset() and marked and self._talk.remembers
            introduced = self._marks.introduced(page) if self._talk.remembers else ()
            items = page_items(page, run, leaves_history(run, stretch, index), fresh, introduced, self.mode.bare)
            if before and self._talk.skipping and not last:
                self._pass_over(page, items)
            else:
                self._tell_page(page, items, run, before)

    def forget(self) -> None:
        """Say the next page's episode and hour, whatever was said before."""
        self._where, self._episode = "", None

    def _tell_page(self, page: Page, items: Sequence[Item], run: Run, before: bool) -> None:
        self._tell_where(page, run)
        chosen = [item for item in items if item.role is Role.CHOSEN]
        tell(self._lines, chosen)
        if before:
            self._say_read()
        tell(self._lines, items[len(chosen) :])
        tell_choices(self._lines, listed_choices(page, self._marks.before if self._talk.remembers else ()))
        if page.ending is not None:
            self._talk.debrief = debrief(run)
            tell_debrief(self._lines, self._talk.debrief)

    def _say_read(self) -> None:
        hint = "" if self._talk.hinted else " " + tr("(s passes over such pages.)")
        self._talk.hinted = True
        self._lines.say(tr("Read before.") + hint, tone=Tone.QUIET)
        self._lines.say()

    def _pass_over(self, page: Page, items: Sequence[Item]) -> None:
        """Of a page read before, only what was chosen, what others did, what is new, and whether history was left."""
        heard = (Role.CHOSEN, Role.MOVED, Role.THEIR_GAIN, Role.THEIR_LOSS, Role.MEANING)
        tell(self._lines, (item for item in items if item.role in heard))
        name = page.title or page.place
        sentence = tr("Read before, passed over: {page}.", page=name) if name else tr("Read before, passed over.")
        self._lines.say(sentence, tone=Tone.QUIET)
        self._lines.say()
        tell(self._lines, (item for item in items if item.role is Role.OFF_HISTORY))

    def _tell_where(self, page: Page, run: Run) -> None:
        """When and where a page is, if that has changed: the episode, with what the last one left open, the hour."""
        last = run.setup.story.episodes.get(self._episode or "")
        if last is not None and closes(last, page):
            tell(self._lines, (question_item(last),))
        if page.episode is not None and page.episode.id != self._episode:
            counted = between_episodes(run, last, self.mode)
            if counted is not None:
                self._talk.debrief = counted
                tell(self._lines, in_short(counted, letter_of(Action.RECKONING, Scope.READING)))
            self._episode = page.episode.id
            tell(self._lines, (episode_item(page.episode),))
            if last is None and not run.decisions:
                tell(self._lines, premise_items(run.setup))
        place = where(run, page).in_words
        if place and place != self._where:
            self._lines.say(f"{place}.", tone=Tone.QUIET)
            self._lines.say()
            self._where = place

    def _hand_over(self, page: Page, run: Run) -> None:
        """With two at one keyboard, wait for the other reader before a page of theirs; nothing of it is said before."""
        seat = next_reader(self.mode, page, self.holder)
        if seat is None:
            return
        name = run.setup.story.seats[seat].name
        self._talk.say_all((tr("Pass the keyboard to: {name}.", name=name),))
        if self._lines.interactive:
            self._lines.ask(tr("Enter, once the right reader is here:"))
            self._lines.clear()
        self.holder = seat
