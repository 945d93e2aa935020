"""L'heure des comptes: everything that is counted of a run beside history, put together once for every front."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.change import Shock, shocks
from game.play.measures import Measures, knows_history, measure, told_beats
from game.play.run import Run
from game.play.state import Decided
from game.play.timeline import TimelineRow, history_beside, reached, timeline, values_after
from game.story.scenes import Episode


@dataclass(frozen=True, slots=True)
class Debrief:
    """A run beside history.

    Attributes:
        run: The run, as far as its reader knows it.
        episode: The episode that is told; None for the whole run.
        rows: The decisions on their line of time.
        figures: What the story measures it by, and how closely history was followed.
        mine: The run's seismograph.
        theirs: History's, as far as the run has come; nothing where the story knows no history.
    """

    run: Run
    episode: Episode | None
    rows: tuple[TimelineRow, ...]
    figures: Measures
    mine: tuple[Shock, ...]
    theirs: tuple[Shock, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell: nothing was decided, or the story measures nothing and knows no history."""
        return not self.rows and not (self.mine and self.figures.known)

    @property
    def minutes(self) -> tuple[int, int]:
        """From where to where its line of time goes, in minutes of the story's clock."""
        met = [shock.minute for shock in (*self.mine, *self.theirs) if shock.minute is not None]
        story = self.run.setup.story
        last = story.clock_hours * 60 if self.episode is None else max(met, default=0)
        return min((0, *met) if self.episode is None else met, default=0), max((last, *met))


def debrief(run: Run, episode: Episode | None = None) -> Debrief:
    """The account of a run, or of one of its episodes."""
    id = None if episode is None else episode.id
    until = reached(run) if run.ending is None else None
    story = run.setup.story
    mine = shocks(story, run.beats(), id)
    theirs = shocks(story, told_beats(history_beside(run)), id) if knows_history(story) else ()
    return Debrief(
        run=run,
        episode=episode,
        rows=timeline(run, id),
        figures=measure(run, values_after(run, id)),
        mine=mine,
        theirs=tuple(s for s in theirs if until is None or s.minute is None or s.minute <= until),
    )


def last_episode(run: Run) -> Episode | None:
    """The episode of the last decision taken by anyone; None before the first."""
    took: Decided | None = None
    for took in run.taken():  # noqa: B007 - the last one is wanted
        pass
    return None if took is None else run.setup.story.episodes[took.scene.episode]
