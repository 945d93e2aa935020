"""Where the reader is in a run: one leaf after the other, with what is known at each.

A leaf is a page of the story, or the card between two episodes. What the screens show beside it (the wire, the trace,
whether history's road was left) is what has happened up to that leaf, never what the next one will tell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from game.journal import ActiveRun
from game.journal.reading_mode import PLAIN, ReadingMode
from game.play.page import Page, PageKind
from game.play.run import Run
from game.play.state import Beat, Decided, Drawn, State
from game.story.model import Episode, Scene, Story


class Card(Enum):
    """What kind of leaf it is."""

    QUESTION = "question"
    """What an episode leaves open, at its end."""
    EPISODE = "episode"
    """An episode's title, at its beginning."""
    PAGE = "page"


@dataclass(frozen=True)
class Leaf:
    """One leaf: a card about an episode, or a page. `index` is that of the page, or of the one that follows.

    `closed` is the episode that was over when the card of another one comes; `last`, on the card that ends an episode,
    the last page of that one.
    """

    card: Card
    page: Page
    index: int
    episode: Episode | None
    closed: Episode | None = None
    last: Page | None = None

    @property
    def told(self) -> Page:
        """The page that the lines around the leaf speak of: at an episode's end, its last one."""
        return self.last or self.page


class Reading:
    """A sitting, read leaf by leaf. Every page turned to is kept, so that a reader comes back to it."""

    def __init__(self, sitting: ActiveRun, resumed: bool = False, manner: ReadingMode = PLAIN) -> None:
        """Open a sitting.

        Args:
            sitting: What is read.
            resumed: Whether it opens on the page that was read last, instead of the first since the last decision.
            manner: How it is read.
        """
        self.sitting = sitting
        self.manner = manner
        self._leaves: list[Leaf] = []
        self._place = 0
        self._lay()
        if resumed:
            self._open_page(sitting.page)

    @property
    def run(self) -> Run:
        """The run as it stands, further on than the leaf perhaps."""
        return self.sitting.run

    @property
    def leaf(self) -> Leaf:
        """The leaf that is open."""
        return self._leaves[self._place]

    @property
    def known(self) -> Run:
        """The run as far as the open leaf tells it."""
        leaf = self.leaf
        return self._known(leaf.index if leaf.card is Card.PAGE else max(0, leaf.index - 1))

    @property
    def leaves_history(self) -> bool:
        """Whether this is the leaf where the run first leaves history's road."""
        leaf = self.leaf
        if leaf.card is not Card.PAGE or self.known.diverged() is None:
            return False
        if leaf.index:
            return self._known(leaf.index - 1).diverged() is None
        return self.run.upto(max(0, len(self.run.decisions) - 1)).diverged() is None or not self.run.decisions

    def turn(self) -> bool:
        """Open the next leaf. False on the last."""
        if self._place + 1 >= len(self._leaves):
            return False
        self._place += 1
        if self.leaf.card is Card.PAGE:
            self.sitting.turn(self.leaf.index)
        return True

    def back(self) -> bool:
        """Open the leaf before, since the last decision. False on the first."""
        if not self._place:
            return False
        self._place -= 1
        if self.leaf.card is Card.PAGE:
            self.sitting.turn(self.leaf.index)
        return True

    def decide(self, choice: str) -> None:
        """Take a choice, and open its result.

        Raises:
            NotOpen: It cannot be taken here.
            EndlessStory: The story would never ask again.
        """
        self.sitting.decide(choice)
        self._lay()

    def undo(self) -> bool:
        """Take back the last decision, and open the page where it was taken. False when there is none."""
        if not self.sitting.undo():
            return False
        self._lay()
        self._open_page(len(self.sitting.pages) - 1)
        return True

    def retell(self, story: Story) -> None:
        """Open the same leaf in other words.

        Raises:
            CannotResume: It is another story, not the same in other words. Nothing has changed.
        """
        self.sitting.retell(story)
        place = self._place
        self._lay()
        self._place = place

    def _lay(self) -> None:
        run, pages = self.run, tuple(self._stripped(page) for page in self.sitting.pages)
        before = _episode_before(run)
        leaves: list[Leaf] = []
        for index, page in enumerate(pages):
            if before is not None and _closes(before, page):
                leaves.append(Leaf(Card.QUESTION, page, index, before, last=pages[index - 1] if index else None))
            if page.episode is not None and page.episode is not before:
                leaves.append(Leaf(Card.EPISODE, page, index, page.episode, before))
            before = page.episode
            leaves.append(Leaf(Card.PAGE, page, index, page.episode))
        self._leaves, self._place = leaves, 0
        self._ends = _ends(run.state, pages)
        self._partial: dict[int, Run] = {}

    def _stripped(self, page: Page) -> Page:
        """A page as it is shown: without bearings, nothing says what a choice moves."""
        if not self.manner.bare:
            return page
        return replace(page, changes=(), at_limit=(), offers=tuple(replace(offer, touches=()) for offer in page.offers))

    def _open_page(self, index: int) -> None:
        pages = [place for place, leaf in enumerate(self._leaves) if leaf.card is Card.PAGE]
        self._place = pages[max(0, min(index, len(pages) - 1))]

    def _known(self, index: int) -> Run:
        if index not in self._partial:
            run, state = self.run, self.run.state
            count = self._ends[index] - (state.taken is not None)
            short = state._replace(passed=state.passed[: max(0, count)])
            self._partial[index] = Run(run.setup, run.decisions, (*run.states[:-1], short))
        return self._partial[index]


def _episode_before(run: Run) -> Episode | None:
    """The episode of the decision that led here; None at a run's beginning."""
    if len(run.states) < 2:
        return None
    place = run.states[-2].here
    return run.setup.story.episodes[place.episode] if isinstance(place, Scene) else None


def _closes(before: Episode, page: Page) -> bool:
    """Whether an episode with a question is over when this page comes: another one begins, or the story stops here."""
    unfinished = page.ending is not None and page.ending.unfinished
    return before.question is not None and (unfinished or page.episode not in (None, before))


def _ends(state: State, pages: tuple[Page, ...]) -> list[int]:
    """For each page, how many beats of the trail it and those before it have told; the last page tells all."""
    trail = state.trail
    ends, place = [], 0
    for page in pages[:-1]:
        while place < len(trail) and not _tells(page, trail[place]):
            place += 1
        place += 1
        ends.append(place)
    return [*ends, len(trail)]


def _tells(page: Page, beat: Beat) -> bool:
    if isinstance(beat, Decided):
        return beat.player and page.kind is PageKind.RESULT
    if isinstance(beat, Drawn):
        return page.kind is PageKind.STORYLET and page.key == beat.storylet.id
    return page.kind is PageKind.SCENE and page.key == beat.scene.id
