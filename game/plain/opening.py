"""Before the first page: which language; and for a new run which seat, which rival, from where, for how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from game.i18n import languages
from game.i18n.catalogue import in_every_language, tr
from game.journal import ActiveRun
from game.journal.reading_mode import save_mode
from game.plain.commands import folded
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.chance import MAX_SEED, draw_seed
from game.play.run import Run
from game.play.state import EndlessStory
from game.view.new_game import NewGame, seed_note
from game.view.pages import never_asks


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
    number = int(seed) if seed else draw_seed()
    if number > MAX_SEED:
        talk.lines.say(tr("A seed is a whole number from 0 to {most}.", most=MAX_SEED))
        return None
    try:
        game = _answered(talk, helps)
        active = ActiveRun(talk.journal, Run.start(game.setup(number)))
    except Cancelled:
        talk.lines.say(tr("Nothing was begun."))
        return None
    except EndlessStory:
        talk.lines.say(never_asks())
        return None
    save_mode(talk.journal, active.run_id, game.mode)
    talk.lines.say(f"{tr('Seed {seed}', seed=number)}. {seed_note()}")
    return active


def menu(
    lines: Lines,
    question: str,
    answers: Sequence[str],
    helps: Callable[[str], object] | None = None,
    usual: int = 0,
) -> int:
    """The index of the answer taken; Enter takes the usual one.

    Args:
        lines: Where it is asked.
        question: What is asked.
        answers: What can be answered.
        helps: Explains a word typed after `?`.
        usual: The index of what Enter takes.

    Raises:
        Cancelled: The reader goes back.
        EOFError: The input ended.
    """
    prompt = tr("Your choice (1 to {most}, Enter for {usual}, q to go back):", most=len(answers), usual=usual + 1)
    lines.say(question)
    for number, answer in enumerate(answers, 1):
        lines.say(f"{number}. {answer}", "   ")
    while True:
        typed = lines.ask(prompt)
        if folded(typed) in map(folded, ("q", *in_every_language("quit"), *in_every_language("back"))):
            raise Cancelled
        if typed in ("", *map(str, range(1, len(answers) + 1))):
            lines.say()
            return int(typed) - 1 if typed else usual
        word, _, rest = typed.partition(" ")
        if helps is not None and rest and folded(word) in ("?", "help", folded(tr("help"))):
            helps(rest)
        else:
            lines.say(tr("Type a number from 1 to {most}, or q to go back.", most=len(answers)))


def _answered(talk: Talk, helps: Callable[[str], object] | None) -> NewGame:
    """Every question that makes a difference, answered."""
    game, topic = NewGame.of(talk.story, talk.endings()), None
    while (question := game.next_question(topic)) is not None:
        topic, answers = question.topic, [answer.in_words for answer in question.answers]
        game = game.answer(topic, menu(talk.lines, question.asks, answers, helps, question.usual))
    return game
