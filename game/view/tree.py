"""The tree of a seat's runs: whose trees there are, what a place of one is called, how a new run begins from it."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.journal import ActiveRun, Journal
from game.journal.reading_mode import inherit_mode
from game.play.run import Run
from game.play.tree import TreeNode
from game.story.model import Story
from game.story.scenes import Choice, Ending


def played_seats(journal: Journal, story: Story) -> tuple[str, ...]:
    """The seats that runs were played from, in the story's order; every seat at once comes last.

    Raises:
        JournalUnavailable: The journal cannot be read.
    """
    played = journal.seats(story.id)
    return tuple(seat for seat in (*story.seats, "both") if seat in played)


def node_name(story: Story, node: TreeNode) -> str:
    """What a place of the tree is called: its title, else where it is, else its episode's title."""
    episode = "" if node.scene is None else story.episodes[node.scene.episode].title
    return node.here.title or node.here.place or episode


def node_in_words(story: Story, node: TreeNode) -> str:
    """What a place is called, and when it is."""
    name = node_name(story, node)
    if isinstance(node.here, Ending):
        return tr("Ending: {title}", title=name)
    return ", ".join(part for part in (name, weekday_and_time(node.hour.at)) if part)


def of_history(choice: Choice) -> str:
    """What is said of a choice that history took and no run of the tree."""
    return tr("what the game supposes") if choice.supposed else tr("what history did")


def as_history(choice: Choice | None) -> str:
    """What is said of a choice that a run took as history did."""
    return tr("as the game supposes") if choice is not None and choice.supposed else tr("as in history")


def no_longer() -> str:
    """What is said of a place that the story no longer leads to."""
    return tr("The story has changed since: this road can no longer be taken.")


def no_run_yet() -> str:
    """What stands where a tree would."""
    return tr("No run yet.")


def branch(journal: Journal, run: Run, parent: int, decided: bool = False) -> ActiveRun:
    """A new run that begins with a part of another one, read as that one is; `decided` opens it on its last result."""
    new = ActiveRun(journal, run, parent)
    inherit_mode(journal, new.run_id, parent)
    if not decided:
        new.turn(len(new.pages) - 1)
    return new
