"""Which needs of commands a run meets, on the page that is open: what both fronts allow, and refuse alike."""

from __future__ import annotations

from collections.abc import Container, Sequence

from game.journal.reading_mode import ReadingMode
from game.play.page import Page
from game.play.run import Run
from game.view.commands import Action, Command, Need, Scope, menu
from game.view.debrief import debrief_here
from game.view.facts import facts_here
from game.view.text import Refusal
from game.view.why import start_again_at, start_again_words


class RunNeeds:
    """A run as it looks from a page. Each need is looked at only when it is asked for."""

    def __init__(
        self,
        run: Run,
        page: Page,
        mode: ReadingMode,
        holder: str | None,
        met: frozenset[Need],
        read: Sequence[Page] = (),
    ) -> None:
        """Look from a page at a run as far as its reader knows it; `met` are needs that the screen knows to be met.

        `holder` is the seat of the one of two readers who is there; the facts of the pages `read` may be told.
        """
        self._read = read
        self._run, self._page, self._manner, self._holder, self._met = run, page, mode, holder, met

    def __contains__(self, need: object) -> bool:
        """Whether a need is met."""
        match need:
            case Need.LISTED_RUN:
                return True
            case Need.DECISION:
                return bool(self._run.decisions)
            case Need.GAUGES:
                return not self._manner.bare
            case Need.PEOPLE:
                return bool(self._run.setup.story.people)
            case Need.FACTS:
                facts = facts_here(self._run, self._page.ending, self._manner, self._holder, self._read)
                return not isinstance(facts, Refusal)
            case Need.EARLY_ENDING:
                return start_again_at(self._run) is not None
            case Need.RECKONING:
                return not isinstance(debrief_here(self._run, self._page.ending, self._manner), Refusal)
        return need in self._met


def ways_on(run: Run, met: Container[Need]) -> list[tuple[Command, str]]:
    """What can be done at an ending, each in words: where one may start again, at which decision."""
    at = start_again_at(run)
    again = "" if at is None else start_again_words(run, at)
    offered = menu(Scope.ENDING, met)
    return [(command, again if command.action is Action.START_AGAIN else command.title_text) for command in offered]
