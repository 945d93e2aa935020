"""A run of the journal as a list shows it, in the words of the story as it is told now.

The journal keeps the words of the language that a run was last played in: they serve where the story cannot be read.
"""

from __future__ import annotations

from dataclasses import replace

from game.journal.renames import present_id
from game.journal.run_entry import RunEntry
from game.story.model import Story


def localise(entry: RunEntry, story: Story | None) -> RunEntry:
    """A run with its title, episode and ending as a story calls them today.

    Args:
        entry: The run.
        story: The story in the language that is spoken; None, or another story than the run's, leaves the run its own
            words, and so does whatever the story no longer has.
    """
    if story is None or story.id != entry.story:
        return entry
    scene = story.scenes.get(present_id(story, entry.scene))
    ending = None if entry.ending is None else story.endings.get(present_id(story, entry.ending))
    return replace(
        entry,
        title=story.title,
        episode=entry.episode if scene is None else story.episodes[scene.episode].title,
        ending_title=entry.ending_title if ending is None else ending.title,
    )
