"""The endings as lines of text: those reached, the hints of the others, and how likely each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from game.dates import day
from game.journal.shelf import Reached
from game.plain.lines import Lines
from game.story.model import Ending, Story
from game.story.odds import Odds, percent
from game.words import tr

ENOUGH = 3
"""So many endings must be seen before odds are told: they would spoil the first ones."""


def tell_endings(lines: Lines, story: Story, seen: Mapping[str, Reached], chances: Odds | None) -> None:
    """A line or two an ending; odds only where enough are known."""
    shelf = [ending for ending in story.endings.values() if not ending.unfinished]
    known = sum(ending.id in seen for ending in shelf)
    lines.say(tr("Endings: {seen} of {total}.", seen=known, total=len(shelf)))
    for number, ending in enumerate(shelf, 1):
        lines.say(f"{number}. {_told(ending, seen.get(ending.id))}", "   ")
        if chances is not None and len(seen) >= ENOUGH:
            for chance in chances[ending.id]:
                said = tr(
                    "{seat}: {history} facing history, {realistic} facing a realistic rival",
                    seat=story.seats[chance.seat].name,
                    history=percent(chance.history),
                    realistic=percent(chance.realistic),
                )
                lines.say(f"   {said}", "   ")


def _told(ending: Ending, reached: Reached | None) -> str:
    if reached is None:
        return tr("Not reached yet. {hint}", hint=ending.hint)
    times = tr("reached once") if reached.times == 1 else tr("reached {times} times", times=reached.times)
    when = day(datetime.fromtimestamp(reached.first).isoformat(" ", "minutes"))
    return f"{ending.title}: {ending.epitaph} ({times}, {when})"
