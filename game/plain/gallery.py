"""The endings as lines of text: those reached, the hints of the others, how likely each is; the complete edition."""

from __future__ import annotations

from datetime import datetime

from game.dates import day
from game.journal import JournalUnavailable
from game.journal.recall import first_to
from game.journal.shelf import Reached
from game.journal.unlocked import complete
from game.plain.account import figures
from game.plain.lines import Lines, Tone
from game.plain.talk import Talk
from game.play.account import account
from game.story import odds
from game.story.model import Ending, Story
from game.story.odds import Odds, percent
from game.words import tr

ENOUGH = 3
"""So many endings must be seen before odds are told: they would spoil the first ones."""


def tell_endings(talk: Talk) -> None:
    """A line or two an ending; odds only where enough are known."""
    story, lines = talk.story, talk.lines
    seen = _seen(talk)
    if seen is None:
        return
    chances = odds.read(talk.folder, story) if len(seen) >= ENOUGH else None
    shelf = _shelf(story)
    known = sum(ending.id in seen for ending in shelf)
    lines.say(tr("Endings: {seen} of {total}.", seen=known, total=len(shelf)), tone=Tone.STRONG)
    if chances is not None:
        lines.say(tr("The chances are those of somebody who chooses everything blindly."))
    for number, ending in enumerate(shelf, 1):
        lines.say(f"{number}. {_told(ending, seen.get(ending.id))}", "   ")
        if chances is not None:
            _tell_odds(lines, story, chances, ending)
    if complete(story, seen):
        lines.say(tr("Every ending is yours: “f all” tells the complete edition, every ending with what it came to."))


def tell_edition(talk: Talk) -> None:
    """L'édition complète: every ending with the figures of the run that reached it first, once all are known."""
    story, lines = talk.story, talk.lines
    seen = _seen(talk)
    if seen is None:
        return
    if not complete(story, seen):
        lines.say(tr("The complete edition opens once every ending is known."))
        return
    lines.say(tr("The complete edition"), tone=Tone.STRONG)
    talk.say_all((story.about,) if story.about else ())
    for number, ending in enumerate(_shelf(story), 1):
        lines.say(f"{number}. {ending.title}: {ending.epitaph}", "   ")
        first = first_to(talk.journal, story, ending, seen.get(ending.id))
        if first is not None:
            lines.say(f"   {figures(account(first).figures)}.", "   ")
    lines.say(tr("A new game may now be played without bearings: no gauges, only what is said."))


def _seen(talk: Talk) -> dict[str, Reached] | None:
    """The endings reached; None where the journal cannot be read, and it is said."""
    try:
        return talk.journal.shelf.reached(talk.story)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return None


def _shelf(story: Story) -> list[Ending]:
    return [ending for ending in story.endings.values() if not ending.unfinished]


def _told(ending: Ending, reached: Reached | None) -> str:
    if reached is None:
        return tr("Not reached yet. {hint}", hint=ending.hint)
    when = day(datetime.fromtimestamp(reached.first).isoformat(" ", "minutes"))
    if reached.times == 1:
        return f"{ending.title}: {ending.epitaph} ({tr('reached once')}, {when})"
    times, first = tr("reached {times} times", times=reached.times), tr("first on {date}", date=when)
    return f"{ending.title}: {ending.epitaph} ({times}, {first})"


def _tell_odds(lines: Lines, story: Story, chances: Odds, ending: Ending) -> None:
    for chance in chances[ending.id]:
        said = tr(
            "{seat}: {history} facing history, {realistic} facing a realistic rival",
            seat=story.seats[chance.seat].name,
            history=percent(chance.history),
            realistic=percent(chance.realistic),
        )
        lines.say(f"   {said}", "   ")
