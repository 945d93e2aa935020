"""Before the first page: which language; and for a new run which seat, which rival, from where, for how many."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress

from game.i18n import languages
from game.i18n.catalogue import in_every_language, tr
from game.journal import ActiveRun
from game.journal.reading_mode import ReadingMode, save_mode
from game.journal.unlocks import all_endings_seen
from game.plain.commands import folded
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.chance import MAX_SEED
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.state import EndlessStory
from game.view.seats import every_seat

_DRAWN = 1_000_000
"""Seeds that nobody chose are drawn below this: short enough to be told to somebody."""


class Cancelled(Exception):
    """The reader went back before a run was begun."""


def asked_language(lines: Lines) -> str | None:
    """Ask which language to speak, by number, name or code. None where the reader leaves, or the input ends."""
    known = languages.interface_languages()
    meant = {str(number): code for number, code in enumerate(known, 1)}
    meant |= {folded(name): code for code in known for name in (code, languages.language_name(code))}
    lines.say("Which language? / Quelle langue\u00a0?")
    for number, code in enumerate(known, 1):
        lines.say(f"{number}. {languages.language_name(code)}")
    with suppress(EOFError):
        while (typed := folded(lines.ask("Your choice / Votre choix:"))) not in ("q", "quit", "quitter"):
            language = meant.get(typed) or meant.get((languages.language_tag(typed) or "").partition("_")[0])
            if language is not None:
                lines.say()
                return language
            lines.say(f"Type a number from 1 to {len(known)}, or q to leave.")
            lines.say(f"Tapez un numéro de 1 à {len(known)}, ou q pour quitter.")
    return None


def asked(talk: Talk, seed: str = "", helps: Callable[[str], object] | None = None) -> ActiveRun | None:
    """Ask how to begin a run, and begin it; None where the reader goes back, or it cannot be begun.

    Args:
        talk: The conversation.
        seed: The seed as it was typed; empty to draw one.
        helps: Explains what a word means, as in `? signs`; None where nobody is there to explain.
    """
    number = int(seed) if seed else secrets.randbelow(_DRAWN)
    if number > MAX_SEED:
        talk.lines.say(tr("A seed is a whole number from 0 to {most}.", most=MAX_SEED))
        return None
    try:
        setup, manner = _asked_setup(talk, number, helps)
        sitting = ActiveRun(talk.journal, Run.start(setup))
    except Cancelled:
        talk.lines.say(tr("Nothing was begun."))
        return None
    except EndlessStory:
        talk.lines.say(tr("The story turns in circles without asking anything."))
        return None
    save_mode(talk.journal, sitting.run_id, manner)
    talk.lines.say(tr("Seed {seed}: the same seed and the same decisions tell the same story.", seed=number))
    return sitting


def menu(lines: Lines, question: str, answers: Sequence[str], helps: Callable[[str], object] | None = None) -> int:
    """The index of the answer taken; Enter takes the first.

    Args:
        lines: Where it is asked.
        question: What is asked.
        answers: What can be answered.
        helps: Explains a word typed after `?`.

    Raises:
        Cancelled: The reader goes back.
        EOFError: The input ended.
    """
    lines.say(question)
    for number, answer in enumerate(answers, 1):
        lines.say(f"{number}. {answer}", "   ")
    while True:
        typed = lines.ask(tr("Your choice (1 to {most}, Enter for 1, q to go back):", most=len(answers)))
        if folded(typed) in map(folded, ("q", *in_every_language("quit"), *in_every_language("back"))):
            raise Cancelled
        if typed in ("", *map(str, range(1, len(answers) + 1))):
            lines.say()
            return int(typed or 1) - 1
        word, _, rest = typed.partition(" ")
        if helps is not None and rest and folded(word) in ("?", "help", folded(tr("help"))):
            helps(rest)
        else:
            lines.say(tr("Type a number from 1 to {most}, or q to go back.", most=len(answers)))


def _asked_setup(talk: Talk, seed: int, helps: Callable[[str], object] | None) -> tuple[Setup, ReadingMode]:
    story, ask = talk.story, _asking(talk, helps)
    words = [*story.seats, "both"] if len(story.seats) > 1 else list(story.seats)
    named = [f"{seat.name}. {seat.about}".strip() for seat in story.seats.values()]
    everyone = every_seat(story)
    named.append(f"{everyone}. {tr('You read everything, and decide for everyone.')}")
    seat = words[ask(tr("Which seat do you take?"), named[: len(words)])]
    held, rival, two = seats(story, seat), Rival.HISTORY, False
    if len(held) < len(story.seats):
        tempers = (
            tr("History: the others do what was really done, whenever that is still possible."),
            tr("Realistic: the others choose among what is open, by temper and by chance."),
        )
        rival = list(Rival)[ask(tr("Who holds the other side?"), tempers)]
    elif len(story.seats) > 1:
        readers = (
            tr("One reader."),
            tr("Two readers: one keyboard, two sides; it changes hands before what only one may read."),
        )
        two = ask(tr("How many readers?"), readers) == 1
    within = [opening for opening in story.openings.values() if opening.after <= len(talk.endings())]
    opening = within[ask(tr("Where do you begin?"), [opening.name for opening in within])].id if within else ""
    bare = all_endings_seen(story, talk.endings()) and ask(tr("With gauges?"), _bearings()) == 1
    return Setup(story, held, rival, seed, opening), ReadingMode(two, bare)


def _bearings() -> Sequence[str]:
    return (tr("Gauges."), tr("None: no gauge, no sign of what a choice moves, only what is said."))


def _asking(talk: Talk, helps: Callable[[str], object] | None) -> Callable[[str, Sequence[str]], int]:
    """A menu of the conversation; one answer alone is not asked for."""
    return lambda question, answers: menu(talk.lines, question, answers, helps) if len(answers) > 1 else 0
