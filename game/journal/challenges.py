"""What runs of the journal have come to at the challenges of a story: asked of the runs themselves, played again."""

from __future__ import annotations

from collections.abc import Container

from game.journal.journal import Journal
from game.journal.renames import present_id
from game.journal.replay_saved import replay_saved
from game.play.challenges import Attempt, attempt, challenges_met
from game.story.model import Story

_MOST_TRIED = 100
"""So many runs, the last that were begun, are asked how near they came: each is played again for it."""


def challenges_won(journal: Journal, story: Story) -> dict[str, int]:
    """The challenges that some run has met, by their ids, each with the first run that did.

    Runs that were deleted count: what one has done is done. A run counts as it plays in the story of today, so that
    one played before a challenge was written may have met it.

    Raises:
        JournalUnavailable: The journal cannot be read.
    """
    won: dict[str, int] = {}
    if not story.challenges:
        return won
    ended = [run for deleted in (False, True) for run in journal.runs(story.id, deleted) if run.ending is not None]
    for entry in sorted(ended, key=lambda run: run.id):
        ending = present_id(story, entry.ending or "")
        if not any(one.id not in won and ending in one.endings for one in story.challenges.values()):
            continue
        run = replay_saved(journal, story, entry.id)
        if run is not None:
            won |= {one.id: entry.id for one in challenges_met(story, run.state) if one.id not in won}
    return won


def nearest_attempts(journal: Journal, story: Story, won: Container[str]) -> dict[str, tuple[int, Attempt]]:
    """The run that came nearest to each challenge that none has met, and how near; of several, the last.

    Args:
        journal: The journal.
        story: The story as it is today.
        won: The challenges that some run has met.

    Raises:
        JournalUnavailable: The journal cannot be read.
    """
    nearest: dict[str, tuple[int, Attempt]] = {}
    left = [challenge for challenge in story.challenges.values() if challenge.id not in won]
    ended = sorted(run.id for run in journal.runs(story.id) if run.ending is not None)
    for run_id in ended[-_MOST_TRIED:] if left else ():
        run = replay_saved(journal, story, run_id)
        if run is None:
            continue
        for challenge in left:
            tried, best = attempt(challenge, run), nearest.get(challenge.id)
            if tried is not None and (best is None or tried.nearness >= best[1].nearness):
                nearest[challenge.id] = run_id, tried
    return nearest
