"""Challenges: what is said where one is met, and what stands of them beside the shelf of endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable
from game.journal.challenges import challenges_won
from game.play.challenges import challenges_met
from game.play.run import Run
from game.story.model import Story
from game.view.text import Item, Role, item


def challenges_now(run: Run) -> tuple[Item, ...]:
    """What an ending says of the challenges that its run has met."""
    return tuple(
        item(Role.UNLOCKED, one.about, about=tr("Challenge met: {name}", name=one.name))
        for one in challenges_met(run.setup.story, run.state)
    )


def challenges_shelf(journal: Journal, story: Story) -> tuple[Item, ...]:
    """Every challenge of a story, met or not yet; nothing where it has none, or the journal cannot be read."""
    try:
        won = challenges_won(journal, story)
    except JournalUnavailable:
        return ()
    return tuple(_shelf(story, won))


def _shelf(story: Story, won: Mapping[str, int]) -> Iterator[Item]:
    listed = story.challenges.values()
    if not listed:
        return
    yield item(Role.HEADING, tr("Challenges"), note=tr("{seen} of {total}", seen=len(won), total=len(listed)))
    for number, one in enumerate(listed, 1):
        if one.id in won:
            yield item(Role.REACHED, one.name, note=tr("met in run {number}", number=won[one.id]), number=number)
        else:
            yield item(Role.ENTRY, one.name, note=tr("not yet"), number=number)
        yield item(Role.HINT, one.about)
