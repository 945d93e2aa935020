"""The endings as lines of text: those reached, the hints of the others, how likely each is; the complete edition."""

from __future__ import annotations

from datetime import datetime

from game.dates import day
from game.journal import CannotResume, JournalUnavailable, resume
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
    try:
        seen = talk.journal.shelf.reached(story)
    except JournalUnavailable as error:
        lines.say(str(error))
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
    try:
        seen = talk.journal.shelf.reached(story)
    except JournalUnavailable as error:
        lines.say(str(error))
        return
    if not complete(story, seen):
        lines.say(tr("The complete edition opens once every ending is known."))
        return
    lines.say(tr("The complete edition"), tone=Tone.STRONG)
    talk.say_all((story.about,) if story.about else ())
    for number, ending in enumerate(_shelf(story), 1):
        lines.say(f"{number}. {ending.title}: {ending.epitaph}", "   ")
        came_to = _came_to(talk, seen.get(ending.id), ending)
        if came_to:
            lines.say(f"   {came_to}.", "   ")
    lines.say(tr("A new game may now be played without bearings: no gauges, only what is said."))


def _shelf(story: Story) -> list[Ending]:
    return [ending for ending in story.endings.values() if not ending.unfinished]


def _came_to(talk: Talk, reached: Reached | None, ending: Ending) -> str:
    """The figures of the run that reached an ending first; empty where it is gone, or leads elsewhere by now."""
    if reached is None:
        return ""
    try:
        run = resume(talk.story, talk.journal.load(reached.run)).run
    except (KeyError, CannotResume, JournalUnavailable):
        return ""
    return figures(account(run).figures) if run.ending is ending else ""


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
