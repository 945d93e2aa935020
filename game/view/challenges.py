"""Challenges: what is said where one is met, and what stands of them beside the shelf of endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.i18n.catalogue import tr, trc
from game.journal import Journal, JournalUnavailable
from game.journal.challenges import challenges_won, nearest_attempts
from game.play.challenges import Attempt, challenges_met, seats_for
from game.play.run import Run
from game.play.why import Clause
from game.story.model import Story
from game.story.scenes import Challenge
from game.view.text import Item, Role, item, quoted
from game.view.why import number_needed


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
        nearest = nearest_attempts(journal, story, won)
    except JournalUnavailable:
        return ()
    return tuple(_shelf(story, won, nearest))


def what_held(attempt: Attempt) -> str:
    """What of a challenge held in the run that came nearest, in a line: only what its reader did or saw there.

    What is missing is told of numbers alone; of all else it would give the story away.
    """
    setup, values = attempt.run.setup, attempt.run.state.values
    held = [_done(attempt.run, part) or number_needed(part, setup, values) for part in attempt.held]
    held += [quoted(attempt.ending.title)] if attempt.ending is not None else []
    short = [number_needed(part, setup, values) for part in attempt.missing]
    return trc("between parts of a list", "; ").join(part for part in (*held, *short) if part)


def seats_in_words(story: Story, challenge: Challenge) -> str:
    """From which seats a challenge can be met; empty where there is but one."""
    able = [story.seats[seat].name for seat in seats_for(story, challenge)]
    if len(story.seats) == 1:
        return ""
    if len(able) == len(story.seats):
        return tr("from any seat")
    return tr("from the seat: {names}", names=", ".join(able)) if able else tr("with all seats held")


def _shelf(story: Story, won: Mapping[str, int], nearest: Mapping[str, tuple[int, Attempt]]) -> Iterator[Item]:
    listed = story.challenges.values()
    if not listed:
        return
    yield item(Role.HEADING, tr("Challenges"), note=tr("{seen} of {total}", seen=len(won), total=len(listed)))
    for number, one in enumerate(listed, 1):
        run, tried = nearest.get(one.id, (0, None))
        if one.id in won:
            yield item(Role.REACHED, one.name, note=tr("met in run {number}", number=won[one.id]), number=number)
        else:
            note = tr("not yet")
            if tried is not None and tried.done:
                note = tr("{done} of {parts}, in run {number}", done=tried.done, parts=tried.parts, number=run)
            yield item(Role.ENTRY, one.name, note=note, number=number)
        yield item(Role.HINT, one.about, note=seats_in_words(story, one))
        if tried is not None and (held := what_held(tried)):
            yield item(Role.MEASURES, held, tr("Nearest so far"))


def _done(run: Run, part: Sequence[Clause]) -> str:
    """A choice of the run that a challenge asks for, in its words; empty where it is none that was taken."""
    (op, *about), wanted = part[0].ast, part[0].wanted
    if op != "took" or not wanted:
        return ""
    taken = (beat for beat in run.taken() if f"{beat.scene.id}/{beat.choice.id}" == about[0])
    return next((quoted(beat.choice.say.plain(beat.before)) for beat in taken), "")
