"""One run being played: every decision is in the journal before its result can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.i18n.catalogue import tr
from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.journal.resume import CannotResume, resume
from game.play.page import Page, pages
from game.play.run import Decision, NotOpen, Run, recalling
from game.play.state import EndlessStory, State
from game.story.closures import Values
from game.story.model import Story


class ActiveRun:
    """A run and its place in the journal, as a screen needs them.

    When the journal fails, the game goes on and says so once; each later decision tries again and brings with it all
    that the journal missed.

    Attributes:
        run: The run as it stands.
        page: Which of its `pages` is being read.
        run_id: Its id in the journal; None as long as it could not be written.
    """

    def __init__(self, journal: Journal, run: Run, parent: int | None = None) -> None:
        """Begin a run, with whatever was decided in it; `parent` is the run that it parts from."""
        self.run = run
        self.page = 0
        self.run_id: int | None = None
        self._journal = journal
        self._parent = parent
        self._recorded: Sequence[Decision] = ()
        self._lost = 0
        self._failing = False
        self._unsaved = False
        self._notices: list[str] = []
        self._replies: Sequence[Sequence[Decision]] = ()
        self._cached_pages: tuple[Run, tuple[Page, ...]] | None = None
        self._keep()

    @classmethod
    def watching(cls, whole: Run) -> ActiveRun:
        """Before the first decision of a run that was played already: kept nowhere, the other side does as it did."""
        active = cls(Journal.in_memory(), whole.upto(0))
        active._replies = whole.replies
        return active

    @classmethod
    def resumed(cls, journal: Journal, story: Story, run_id: int) -> ActiveRun:
        """Go on with a run of the journal; `notices` then tell what an edited story changed.

        Raises:
            CannotResume: The story no longer has what the run was begun with.
            JournalUnavailable: There is no such run, or the journal cannot be read.
        """
        saved = journal.load(run_id)
        resumed = resume(story, saved)
        active = cls.__new__(cls)
        active.run, active.page, active.run_id = resumed.run, resumed.page, run_id
        active._journal = journal
        active._parent = None
        active._recorded = resumed.run.decisions
        active._lost = resumed.lost
        active._failing = active._unsaved = False
        active._notices = list(resumed.notices)
        active._replies = ()
        active._cached_pages = None
        return active

    @property
    def saved(self) -> bool:
        """Whether everything decided so far is in the journal, on disk."""
        return not self._unsaved and self._journal.path is not None

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is read from the last decision to where the run rests."""
        if self._cached_pages is None or self._cached_pages[0] is not self.run:
            self._cached_pages = self.run, pages(self.run.setup, self.run.state)
        return self._cached_pages[1]

    def decide(self, choice: str) -> None:
        """Take a choice: written first, then true.

        Raises:
            NotOpen: It cannot be taken here; nothing has changed.
            EndlessStory: The story would never ask again; nothing has changed.
        """
        recall = recalling(self.run.setup, self._replies, len(self.run.decisions) + 1)
        self.run = self.run.decide(choice, recall=recall)
        self.page = 0
        self._keep()

    def undo(self) -> bool:
        """Take back the last decision; False when there is none. A run that has ended stays: another goes on."""
        if not self.run.decisions:
            return False
        if self.run.ending is not None and self.run_id is not None:
            self._parent, self.run_id = self.run_id, None
        self.run = self.run.undo()
        self.page = len(self.pages) - 1
        self._keep()
        self._remember_page()
        return True

    def turn(self, page: int) -> None:
        """Read another page, counted from 0."""
        self.page = max(0, min(page, len(self.pages) - 1))
        self._remember_page()

    def reread(self, story: Story) -> ActiveRun:
        """The same run in its story, which has been edited while it was played; `notices` tell what that changed.

        What it changed is kept, so that it is not told again at the next edit. Decisions that no longer fit stay in the
        journal: the next edit may bring them back.

        Raises:
            CannotResume: The story no longer has what the run was begun with.
            JournalUnavailable: The journal cannot be read.
        """
        if self.run_id is None:
            raise CannotResume(tr("This run could not be saved."))
        active = ActiveRun.resumed(self._journal, story, self.run_id)
        if not active._lost:
            page = active.page
            active._keep()
            active.turn(page)
        return active

    def retell(self, story: Story) -> None:
        """Go on in the same story in other words, as in another language. Nothing is written: a run is its decisions.

        Raises:
            CannotResume: The story has been edited besides. Nothing has changed.
        """
        setup, rules = replace(self.run.setup, story=story), self.run.setup.story.rules
        try:
            run = Run.replay(setup, self.run.decisions, self.run.replies) if story.rules == rules else None
        except (NotOpen, EndlessStory):
            run = None
        if run is None or [_standing(at) for at in run.states] != [_standing(at) for at in self.run.states]:
            raise CannotResume(tr("The story has been edited meanwhile: open this run again to read its new words."))
        self.run = run

    def notices(self) -> tuple[str, ...]:
        """What the player should be told; said once."""
        notices = (*self._journal.notices(), *self._notices)
        self._notices.clear()
        return notices

    def _keep(self) -> None:
        before = self.run_id
        try:
            if self.run_id is None:
                self.run_id = self._journal.begin(self.run, self._parent)
            else:
                self.run_id = self._journal.moved(self.run_id, self._recorded, self.run)
        except JournalUnavailable as error:
            if not self._failing:
                self._notices += [str(error), tr("The game goes on, but this run is not being saved.")]
            self._failing = self._unsaved = True
            return
        self._unsaved = False
        self._recorded = self.run.decisions
        if self._failing:
            self._failing = False
            self._notices.append(tr("The journal can be written again: the whole run is saved."))
        notices = self._journal.notices()
        self._notices += notices
        if before not in (None, self.run_id):
            if not notices and not self._lost:
                self._notices.append(
                    tr("This run was also played elsewhere: what was decided there is kept, and here it goes on alone.")
                )
            self._lost = 0

    def _remember_page(self) -> None:
        if self.run_id is None or self._failing:
            return
        try:
            self._journal.turned(self.run_id, self.page)
        except JournalUnavailable:
            self._failing = True
            self._notices.append(tr("The journal cannot be written at the moment."))


def _standing(state: State) -> tuple[str, Values]:
    """Where a state stands, in no language."""
    return state.here.id, state.values
