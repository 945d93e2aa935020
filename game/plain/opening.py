"""Before the first page: go on with a run, or begin one; which seat, which rival, from where."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from game import words
from game.journal import CannotResume, Entry, Journal, JournalUnavailable, Sitting
from game.plain.lines import Lines
from game.plain.listing import rival_name, seat_name
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from game.words import tr


def asked_language(lines: Lines) -> str | None:
    """Ask which language to speak, in all of them. None when the input ends before it is known."""
    known = words.languages()
    lines.say(" / ".join(("Language", "Langue")) + " ?")
    for number, code in enumerate(known, 1):
        lines.say(f"{number}. {words.NAMES.get(code, code)}")
    while (typed := lines.ask(f"1-{len(known)}:")) is not None:
        language = known[int(typed) - 1] if typed in map(str, range(1, len(known) + 1)) else words.code(typed)
        if language in known:
            lines.say()
            return language
    return None


def opened(lines: Lines, journal: Journal, story: Story) -> Sitting | None:
    """Ask how to begin. None when the input ends before it is known."""
    lines.say(story.title)
    if story.about:
        lines.say(story.about)
    lines.say()
    latest = _latest(journal, story)
    if latest is not None:
        going = tr("Go on: {seat}, {episode}", seat=seat_name(latest.seat, story), episode=latest.episode)
        chosen = _menu(lines, tr("How do you begin?"), [going, tr("A new run")])
        if chosen is None:
            return None
        if chosen == 0:
            try:
                return Sitting.resumed(journal, story, latest.id)
            except (CannotResume, JournalUnavailable) as error:
                lines.say(str(error))
    return _new(lines, journal, story)


def _latest(journal: Journal, story: Story) -> Entry | None:
    try:
        return journal.latest(story.id)
    except JournalUnavailable:
        return None


def _new(lines: Lines, journal: Journal, story: Story) -> Sitting | None:
    seat = _ask_seat(lines, story)
    if seat is None:
        return None
    held = seats(story, seat)
    rival = Rival.HISTORY
    if len(held) < len(story.seats):
        tempers = list(Rival)
        chosen = _menu(lines, tr("Who holds the other side?"), [rival_name(temper.value) for temper in tempers])
        if chosen is None:
            return None
        rival = tempers[chosen]
    opening = _ask_opening(lines, journal, story)
    if opening is None:
        return None
    setup = Setup(story, held, rival, secrets.randbits(32), opening)
    return Sitting(journal, Run.start(setup))


def _ask_seat(lines: Lines, story: Story) -> str | None:
    words = [*story.seats, "both"] if len(story.seats) > 1 else list(story.seats)
    if len(words) == 1:
        return words[0]
    told = [f"{seat.name}. {seat.about}".strip() for seat in story.seats.values()]
    chosen = _menu(lines, tr("Which seat do you take?"), [*told, tr("every seat").capitalize()])
    return None if chosen is None else words[chosen]


def _ask_opening(lines: Lines, journal: Journal, story: Story) -> str | None:
    try:
        reached = len(journal.shelf.endings(story))
    except JournalUnavailable:
        reached = 0
    within = [opening for opening in story.openings.values() if opening.after <= reached]
    if len(within) < 2:
        return ""
    chosen = _menu(lines, tr("Where do you begin?"), [opening.name for opening in within])
    return None if chosen is None else within[chosen].id


def _menu(lines: Lines, question: str, answers: Sequence[str]) -> int | None:
    """The index of the answer taken; None at the end of the input, or when the reader leaves."""
    lines.say(question)
    for number, answer in enumerate(answers, 1):
        lines.say(f"{number}. {answer}", "   ")
    while (typed := lines.ask(tr("Your choice (1 to {most}, q to leave):", most=len(answers)))) is not None:
        if typed.lower() == "q":
            return None
        if typed.isascii() and typed.isdigit() and len(typed) < 5 and 1 <= int(typed) <= len(answers):
            lines.say()
            return int(typed) - 1
        lines.say(tr("Type a number from 1 to {most}, or q to leave.", most=len(answers)))
    return None
