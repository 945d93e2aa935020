"""The endings as lines of text: those reached, the hints of the others, how likely each is; the complete edition."""

from __future__ import annotations

from datetime import datetime

from game.i18n.catalogue import tr
from game.i18n.dates import full_date
from game.journal import JournalUnavailable
from game.journal.profile import EndingReached
from game.journal.replay_saved import first_run_to
from game.journal.unlocks import all_endings_seen
from game.plain.account import figures
from game.plain.lines import Lines, Tone
from game.plain.talk import Talk
from game.play.debrief import debrief
from game.story import saved_odds
from game.story.model import Ending, Story
from game.story.saved_odds import Odds, percent

ENOUGH = 3
"""So many endings must be seen before odds are told: they would spoil the first ones."""


def tell_endings(talk: Talk) -> None:
    """A line or two an ending; odds only where enough are known."""
    story, lines = talk.story, talk.lines
    seen = _seen(talk)
    if seen is None:
        return
    chances = saved_odds.read_odds(talk.folder, story) if len(seen) >= ENOUGH else None
    shelf = _shelf(story)
    known = sum(ending.id in seen for ending in shelf)
    lines.say(tr("Endings: {seen} of {total}.", seen=known, total=len(shelf)), tone=Tone.STRONG)
    if chances is not None:
        lines.say(tr("The chances are those of somebody who chooses everything blindly."))
    for number, ending in enumerate(shelf, 1):
        lines.say(f"{number}. {_told(ending, seen.get(ending.id))}", "   ")
        if chances is not None:
            _tell_odds(lines, story, chances, ending)
    if all_endings_seen(story, seen):
        lines.say(tr("Every ending is yours: “f all” tells the complete edition, every ending with what it came to."))


def tell_edition(talk: Talk) -> None:
    """L'édition complète: every ending with the figures of the run that reached it first, once all are known."""
    story, lines = talk.story, talk.lines
    seen = _seen(talk)
    if seen is None:
        return
    if not all_endings_seen(story, seen):
        lines.say(tr("The complete edition opens once every ending is known."))
        return
    lines.say(tr("The complete edition"), tone=Tone.STRONG)
    talk.say_all((story.about,) if story.about else ())
    for number, ending in enumerate(_shelf(story), 1):
        lines.say(f"{number}. {ending.title}: {ending.epitaph}", "   ")
        first = first_run_to(talk.journal, story, ending, seen.get(ending.id))
        if first is not None:
            lines.say(f"   {figures(debrief(first).figures)}.", "   ")
    lines.say(tr("A new game may now be played without bearings: no gauges, only what is said."))


def _seen(talk: Talk) -> dict[str, EndingReached] | None:
    """The endings reached; None where the journal cannot be read, and it is said."""
    try:
        return talk.journal.shelf.reached(talk.story)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return None


def _shelf(story: Story) -> list[Ending]:
    return [ending for ending in story.endings.values() if not ending.unfinished]


def _told(ending: Ending, reached: EndingReached | None) -> str:
    if reached is None:
        return tr("Not reached yet. {hint}", hint=ending.hint)
    when = full_date(datetime.fromtimestamp(reached.first).isoformat(" ", "minutes"))
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
