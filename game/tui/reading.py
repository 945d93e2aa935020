"""Where the reader is in a run: one leaf after the other, with what is known at each.

A leaf is a page of the story, or the card between two episodes. What the screens show beside it (the wire, the trace,
whether history's road was left) is what has happened up to that leaf, never what the next one will tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.journal import ActiveRun
from game.journal.reading_mode import PLAIN, ReadingMode
from game.play.page import Page
from game.play.run import Run
from game.story.model import Story
from game.story.scenes import Episode, Scene
from game.view.pages import closes, known_by, leaves_history, shown_page


class Card(Enum):
    """What kind of leaf it is."""

    QUESTION = "question"
    """What an episode leaves open, where the story stops."""
    EPISODE = "episode"
    """An episode's title, at its beginning, under what the one before it leaves open and came to."""
    PAGE = "page"


@dataclass(frozen=True)
class Leaf:
    """One leaf: a card about an episode, or a page. `index` is that of the page, or of the one that follows.

    `closed` is the episode that is over when the card of another one comes; `last`, on the card that ends the story,
    the page before it.
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
    """A active, read leaf by leaf. Every page turned to is kept, so that a reader comes back to it."""

    def __init__(self, active: ActiveRun, resumed: bool = False, mode: ReadingMode = PLAIN) -> None:
        """Open a run; `resumed` opens it on the page read last, not the first since the last decision."""
        self.active = active
        self.mode = mode
        self._leaves: list[Leaf] = []
        self._place = 0
        self._lay()
        if resumed:
            self._open_page(active.page)

    @property
    def run(self) -> Run:
        """The run as it stands, further on than the leaf perhaps."""
        return self.active.run

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
        return self.leaf.card is Card.PAGE and leaves_history(self.run, self._pages, self.leaf.index)

    @property
    def first(self) -> bool:
        """Whether no leaf comes before the open one, since the last decision."""
        return not self._place

    def turn(self) -> bool:
        """Open the next leaf. False on the last."""
        if self._place + 1 >= len(self._leaves):
            return False
        self._place += 1
        if self.leaf.card is Card.PAGE:
            self.active.turn(self.leaf.index)
        return True

    def back(self) -> bool:
        """Open the leaf before, since the last decision. False on the first."""
        if not self._place:
            return False
        self._place -= 1
        if self.leaf.card is Card.PAGE:
            self.active.turn(self.leaf.index)
        return True

    def decide(self, choice: str) -> None:
        """Take a choice, and open its result.

        Raises:
            NotOpen: It cannot be taken here.
            EndlessStory: The story would never ask again.
        """
        self.active.decide(choice)
        self._lay()

    def undo(self) -> bool:
        """Take back the last decision, and open the page where it was taken. False when there is none."""
        if not self.active.undo():
            return False
        self._lay()
        self._open_page(len(self.active.pages) - 1)
        return True

    def retell(self, story: Story) -> None:
        """Open the same leaf in other words.

        Raises:
            CannotResume: It is another story, not the same in other words. Nothing has changed.
        """
        self.active.retell(story)
        place = self._place
        self._lay()
        self._place = place

    def _lay(self) -> None:
        run, pages = self.run, tuple(shown_page(page, self.mode) for page in self.active.pages)
        before = _episode_before(run)
        leaves: list[Leaf] = []
        for index, page in enumerate(pages):
            begins = page.episode is not None and page.episode is not before
            if before is not None and closes(before, page) and not begins:
                leaves.append(Leaf(Card.QUESTION, page, index, before, last=pages[index - 1] if index else None))
            if begins:
                leaves.append(Leaf(Card.EPISODE, page, index, page.episode, before))
            before = page.episode
            leaves.append(Leaf(Card.PAGE, page, index, page.episode))
        self._leaves, self._place = leaves, 0
        self._pages = pages
        self._partial: dict[int, Run] = {}

    def _open_page(self, index: int) -> None:
        pages = [place for place, leaf in enumerate(self._leaves) if leaf.card is Card.PAGE]
        self._place = pages[max(0, min(index, len(pages) - 1))]

    def _known(self, index: int) -> Run:
        if index not in self._partial:
            self._partial[index] = known_by(self.run, self._pages, index)
        return self._partial[index]


def _episode_before(run: Run) -> Episode | None:
    """The episode of the decision that led here; None at a run's beginning."""
    if len(run.states) < 2:
        return None
    place = run.states[-2].here
    return run.setup.story.episodes[place.episode] if isinstance(place, Scene) else None
