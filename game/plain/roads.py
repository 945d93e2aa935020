"""The tree of a seat's runs, and a new run from any of its moments."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.journal import ActiveRun, JournalUnavailable
from game.journal.replay_saved import replay_saved, run_up_to, tree_of
from game.plain.commands import agreed
from game.plain.lines import Tone
from game.plain.runs import opened
from game.plain.talk import Talk
from game.plain.tree_text import moments, outline
from game.play.run import Run
from game.play.tree import Tree
from game.story.scenes import Ending
from game.view.seats import seat_name
from game.view.tree import branch, no_longer, no_run_yet, node_in_words, played_seats

MOST_LINES = 150
"""A longer tree is cut there, unless all of it is asked for."""


def tell_tree(talk: Talk, seat: str, here: Run | None = None, whole: bool = False) -> None:
    """Tell every road of the runs of a seat, each moment by its number.

    Args:
        talk: The conversation; its `moments` become those told.
        seat: A seat's id, or `both`; empty for the first that was played.
        here: A run whose place is marked.
        whole: Whether a long tree is told to its end.
    """
    played = _played(talk)
    seat = seat or next(iter(played), "")
    tree = _grown(talk, seat) if played else None
    if tree is None:
        return
    talk.moments = moments(tree)
    title = tr("The tree of {seat}, runs: {runs}.", seat=seat_name(talk.story, seat), runs=tree.runs)
    talk.lines.say(title, tone=Tone.STRONG)
    lines = list(outline(tree, talk.moments, None if here is None else tree.find(here)))
    shown = lines if whole else lines[:MOST_LINES]
    for line in shown:
        talk.lines.say(line, "   ")
    if len(lines) > len(shown):
        talk.lines.say(tr("… and more lines: {count}. “t all” shows them all.", count=len(lines) - len(shown)))
    if lines:
        talk.lines.say(tr("g and a moment’s number: a new run begins there."))
    others = [other for other in played if other != seat]
    if others:
        named_others = ", ".join(f"{other} ({seat_name(talk.story, other)})" for other in others)
        talk.lines.say(
            tr("Other seats were played; t and one of these words shows their tree: {seats}.", seats=named_others)
        )


def started(talk: Talk, number: int) -> ActiveRun | None:
    """A new run from a moment of the tree told last, if the reader agrees; at an ending, the run that ended there."""
    if not talk.moments:
        talk.lines.say(tr("There are no numbers yet: t shows the tree, moment by moment."))
        return None
    if not 1 <= number <= len(talk.moments):
        talk.lines.say(tr("The tree has no moment {number}; t shows it.", number=number))
        return None
    place = talk.moments[number - 1]
    if isinstance(place.here, Ending):
        return opened(talk, place.run)
    run = run_up_to(replay_saved(talk.journal, talk.story, place.run), place)
    if run is None:
        talk.lines.say(no_longer())
        return None
    moment = node_in_words(talk.story, place)
    talk.lines.say(tr("A new run starts from “{moment}”. The others stay as they are.", moment=moment))
    if not agreed(talk.lines.ask(tr("Begin it? (y or n):"))):
        talk.lines.say(tr("Nothing was begun."))
        return None
    return branch(talk.journal, run, place.run)


def _grown(talk: Talk, seat: str) -> Tree | None:
    try:
        return tree_of(talk.journal, talk.story, seat)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return None


def _played(talk: Talk) -> tuple[str, ...]:
    """The seats that runs of the journal were played from; where there are none, that is said, or why."""
    try:
        played = played_seats(talk.journal, talk.story)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return ()
    if not played:
        talk.lines.say(no_run_yet())
    return played
