"""Which challenges of a story the runs of the journal have met: asked of the runs themselves, played again."""

from __future__ import annotations

from game.journal.journal import Journal
from game.journal.renames import present_id
from game.journal.replay_saved import replay_saved
from game.play.challenges import challenges_met
from game.story.model import Story


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
