"""What can be done to the runs of the journal, by their numbers: list, open, name, delete, bring back."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable, RunEntry
from game.journal.reading_mode import load_mode
from game.journal.resume import resume
from game.journal.seen_pages import share_read
from game.plain.commands import agreed
from game.plain.listing import tell_runs
from game.plain.talk import Talk
from game.plain.voices import tell
from game.play.run import Run
from game.view.commands import Action, Scope, letter_of
from game.view.endings import share_in_words
from game.view.log import AWAY, previously

MOST_RUNS = 20
"""A longer journal is cut there, unless all of it is asked for."""


def tell_journal(talk: Talk, whole: bool = False) -> None:
    """The runs of the story, those last played first."""
    try:
        ids = talk.journal.listed(talk.story.id)
        shown = ids if whole else ids[:MOST_RUNS]
        entries = talk.journal.entries(shown)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return
    tell_runs(talk.lines, (entries[id] for id in shown if id in entries), lambda _: talk.story)
    if len(ids) > len(shown):
        talk.lines.say(
            tr(
                "… and as many more: {count}. “{letter} all” lists them all.",
                count=len(ids) - len(shown),
                letter=letter_of(Action.JOURNAL, Scope.TITLE),
            )
        )
    read = share_read(talk.journal, talk.story) if ids else None
    if read is not None and talk.remembers:
        talk.lines.say(f"{share_in_words(read)}.")
    if ids:
        talk.lines.say(tr("With a number: j opens a run, r renames it, d deletes it, b brings it back."))
        talk.lines.say(tr("c gives its code, e its gazette, l its reckoning, t the tree around it."))


def opened(talk: Talk, number: int) -> ActiveRun | None:
    """A run taken up again; None where it cannot be, and that is said."""
    entry = listed(talk, number)
    try:
        if entry is None:
            return None
        active = ActiveRun.resumed(talk.journal, talk.story, number)
        _recall(talk, active, time() - entry.updated)
        return active
    except (CannotResume, JournalUnavailable) as error:
        talk.lines.say(str(error))
    return None


def _recall(talk: Talk, active: ActiveRun, away: float) -> None:
    """Tell what went before to a reader who comes back after hours."""
    two = load_mode(talk.journal, active.run_id).two
    if away >= AWAY and talk.remembers and active.run.ending is None and not two:
        talk.lines.say()
        tell(talk.lines, previously(active.run, active.page))


def loaded(talk: Talk, number: int) -> Run | None:
    """A run to look at; None where it cannot be read, and that is said."""
    entry = listed(talk, number)
    try:
        return None if entry is None else resume(talk.story, talk.journal.load(number)).run
    except (CannotResume, JournalUnavailable) as error:
        talk.lines.say(str(error))
    return None


def rename(talk: Talk, number: int, name: str) -> None:
    """Give a run a name; an empty one takes it away."""

    def renamed(journal: Journal, entry: RunEntry) -> None:
        given = journal.rename(entry.id, name)
        if given:
            talk.lines.say(tr("Run {number} is now called “{name}”.", number=entry.id, name=given))
        else:
            talk.lines.say(tr("Run {number} no longer has a name.", number=entry.id))

    _with(talk, number, renamed)


def delete(talk: Talk, number: int) -> None:
    """Ask whether to delete a run, and do it."""

    def deleted(journal: Journal, entry: RunEntry) -> None:
        if entry.deleted is not None:
            talk.lines.say(tr("Run {number} is deleted already; “b {number}” brings it back.", number=entry.id))
        elif agreed(talk.lines.ask(tr("Delete run {number}? (y or n):", number=entry.id))):
            journal.delete(entry.id)
            talk.lines.say(tr("Run {number} is deleted; “b {number}” brings it back.", number=entry.id))
        else:
            talk.lines.say(tr("Nothing was deleted."))

    _with(talk, number, deleted)


def bring_back(talk: Talk, number: int) -> None:
    """Put a deleted run back into the list."""

    def restored(journal: Journal, entry: RunEntry) -> None:
        journal.restore(entry.id)
        talk.lines.say(tr("Run {number} is in the list.", number=entry.id))

    _with(talk, number, restored)


def _with(talk: Talk, number: int, act: Callable[[Journal, RunEntry], None]) -> None:
    entry = listed(talk, number)
    if entry is None:
        return
    try:
        act(talk.journal, entry)
    except JournalUnavailable as error:
        talk.lines.say(str(error))


def listed(talk: Talk, number: int) -> RunEntry | None:
    """A run that the journal has of this story, deleted or not; None where there is none, and that is said."""
    try:
        entry = talk.journal.entries([number]).get(number)
    except JournalUnavailable as error:
        talk.lines.say(str(error))
        return None
    if entry is not None and entry.story == talk.story.id:
        return entry
    _missing(talk, number)
    return None


def _missing(talk: Talk, number: int) -> None:
    letter = letter_of(Action.JOURNAL, Scope.TITLE)
    talk.lines.say(tr("There is no run {number} here; {letter} lists them.", number=number, letter=letter))


def ask_for_number(talk: Talk, action: Action) -> None:
    """Say that a command takes the number of a run."""
    asked, journal = letter_of(action, Scope.TITLE), letter_of(Action.JOURNAL, Scope.TITLE)
    talk.lines.say(tr("Add the number of a run, as in “{asked} 3”; {letter} lists them.", asked=asked, letter=journal))
