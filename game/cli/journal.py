"""`holdup journal`: the runs that are kept, as lines or as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.errors import Refused, UsageError
from game.cli.json_output import json_text
from game.cli.options import story_folder, whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr, trn
from game.program import command_line

if TYPE_CHECKING:
    from game.journal import Journal, RunEntry
    from game.journal.snapshot import SavedDecision
    from game.plain.lines import Lines
    from game.story.model import Story

ACTIONS = ("list", "show", "rename", "delete", "restore", "salvage")

MOST_STORIES = 8
"""How many stories are read to list runs in their words of today: as many as the cache keeps."""

A_PAGE = 1000
"""How many decisions of a run are shown at once. One that has more is told as it was read, and not played again."""

MOST = 10**9 - 1
"""The highest number that a run can have."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup journal`."""
    command.add_argument(
        "action",
        nargs="?",
        choices=ACTIONS,
        default="list",
        metavar=tr("ACTION"),
        help=tr("what to do: {actions} (default: list the runs)", actions=", ".join(ACTIONS)),
    )
    command.add_argument(
        "run", nargs="?", metavar="N", help=tr("the number of a run, as it is listed; with salvage: a file")
    )
    command.add_argument(
        "name", nargs="*", metavar=tr("NAME"), help=tr("with rename: the new name; none takes it away")
    )
    command.add_argument("--json", action="store_true", help=tr("with list and show: for programs, in JSON"))
    command.add_argument("--deleted", action="store_true", help=tr("with list: the deleted runs instead"))
    command.add_argument(
        "--page",
        type=whole_number(1, MOST),
        metavar="N",
        help=tr("with show: which page of a long run, of {count} decisions each", count=A_PAGE),
    )
    page(
        command,
        tr("List the runs that are kept, those last played first; look at one, name it, delete it, bring it back."),
        ("holdup journal", tr("all runs, of every story")),
        ("holdup journal show 3", tr("the decisions of run 3")),
        ("holdup journal rename 3 La longue nuit", tr("give it a name")),
        ("holdup journal delete 3", tr("take it out of the list; restore 3 puts it back")),
        ("holdup journal salvage journal-damaged-2023-11-17.db", tr("read back the runs of a file that was set aside")),
        ("holdup journal --json", tr("for programs")),
    )


def run(arguments: argparse.Namespace) -> int:
    """List the runs, or do something to one of them.

    Returns:
        0.

    Raises:
        UsageError: There is no run of that number, or a word too many or too few.
        Refused: The journal cannot be read or written.
    """
    from game.journal import Journal, JournalUnavailable
    from game.plain.lines import Lines

    _understand(arguments)
    lines = Lines(sys.stdin, sys.stdout)
    only_read = arguments.action in ("list", "show")
    try:
        journal = Journal.readable() if only_read else Journal.open()
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        if arguments.action == "list":
            _list(lines, journal.runs(deleted=arguments.deleted), arguments.json)
        elif arguments.action == "salvage":
            _salvage(lines, journal, Path(arguments.run))
        else:
            _one(lines, journal, arguments)
    except JournalUnavailable as error:
        raise Refused(str(error)) from None
    return 0


def _understand(arguments: argparse.Namespace) -> None:
    alone = arguments.action == "list"
    if not alone and arguments.run is None:
        if arguments.action == "salvage":
            raise UsageError(
                tr("Which file? {command} names those that were set aside.", command=command_line("doctor"))
            )
        raise UsageError(
            tr("Which run? Write its number, as in: {command}", command=command_line("journal", arguments.action, 3))
        )
    if (alone and arguments.run is not None) or (arguments.name and arguments.action != "rename"):
        more = [*([str(arguments.run)] if alone else []), *arguments.name]
        raise UsageError(tr("“{words}” is more than {action} takes.", words=" ".join(more), action=arguments.action))
    if arguments.page is not None and arguments.action != "show":
        raise UsageError(tr("--page goes with show."))
    if not alone and arguments.action != "salvage":
        try:
            arguments.run = whole_number(0, MOST, tr("write the number of a run"))(arguments.run)
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"“{arguments.run}”: {error}") from None


def _salvage(lines: Lines, journal: Journal, file: Path) -> None:
    """Bring the runs of another file into the journal."""
    if not os.path.isfile(file):
        raise UsageError(tr("There is no file “{path}”.", path=file))
    if journal.path is not None and journal.path.exists() and file.samefile(journal.path):
        raise UsageError(tr("This is the journal itself: {command} lists its runs.", command=command_line("journal")))
    try:
        salvage = journal.salvage(file)
    except OSError as error:
        raise Refused(
            tr("“{file}” cannot be read: {reason}.", file=file, reason=error.strerror or str(error))
        ) from None
    for sentence in salvage.sentences:
        lines.say(sentence)
    if not (salvage.runs or salvage.known):
        raise Refused(tr("“{file}” holds no run that can be read.", file=file))


def _list(lines: Lines, runs: Sequence[RunEntry], as_json: bool) -> None:
    from game.journal.localise import localise
    from game.plain.listing import tell_runs

    story_of = _stories(runs)
    if as_json:
        _print([_plain(localise(entry, story_of(entry))) for entry in runs])
    else:
        tell_runs(lines, runs, story_of)


def _stories(runs: Sequence[RunEntry]) -> Callable[[RunEntry], Story | None]:
    """The stories of some runs in the language that is spoken, each read once; None for what is not or cannot be read.

    Those of the runs played last are read. The others have the words that the journal kept.
    """
    last_first = sorted(runs, key=lambda entry: entry.updated, reverse=True)
    paths = list(dict.fromkeys(entry.path for entry in last_first))[:MOST_STORIES]
    stories = {path: _story(path) for path in paths}

    def of(entry: RunEntry) -> Story | None:
        story = stories.get(entry.path)
        return story if story is not None and story.id == entry.story else None

    return of


def _story(path: str) -> Story | None:
    from game.i18n import catalogue
    from game.story.load import load_localised
    from game.story.problems import BrokenStory, StoryNotFound

    try:
        return load_localised(story_folder(path), catalogue.current_language())
    except (BrokenStory, StoryNotFound, OSError):
        return None


def _one(lines: Lines, journal: Journal, arguments: argparse.Namespace) -> None:
    number, action = arguments.run, arguments.action
    entry = journal.entries([number]).get(number)
    if entry is None:
        raise UsageError(
            tr("There is no run {number}; {command} lists them.", number=number, command=command_line("journal"))
        )
    if action == "show":
        _show(lines, journal, entry, arguments)
    elif action == "rename":
        name = journal.rename(number, " ".join(arguments.name))
        message = tr("Run {number} is now called “{name}”.", number=number, name=name)
        lines.say(message if name else tr("Run {number} no longer has a name.", number=number))
    elif action == "delete":
        journal.delete(number)
        lines.say(
            tr(
                "Run {number} is deleted. To bring it back: {command}",
                number=number,
                command=command_line("journal", "restore", number),
            )
        )
    else:
        assert action in ACTIONS
        journal.restore(number)
        lines.say(tr("Run {number} is in the list.", number=number))


def _show(lines: Lines, journal: Journal, entry: RunEntry, arguments: argparse.Namespace) -> None:
    from game.journal.localise import localise
    from game.plain.listing import tell_runs

    story_of = _stories([entry])
    count = journal.count_decisions(entry.id)
    shown = arguments.page or 1
    pages = max(1, -(-count // A_PAGE))
    if shown > pages:
        raise UsageError(trn("Run {number} has one page.", "Run {number} has {count} pages.", pages, number=entry.id))
    first = (shown - 1) * A_PAGE
    decisions = (
        _decisions(journal, entry, story_of(entry)) if pages == 1 else journal.decisions(entry.id, first, A_PAGE)
    )
    if arguments.json:
        taken = [{"scene": took.scene, "choice": took.choice, "said": took.words} for took in decisions]
        _print({**_plain(localise(entry, story_of(entry))), "page": shown, "pages": pages, "decisions": taken})
        return
    tell_runs(lines, [entry], story_of)
    for number, took in enumerate(decisions, first + 1):
        lines.say(f"  {number}. {took.words} ({took.scene}:{took.choice})", "     ")
    if shown < pages:
        command = command_line("journal", "show", entry.id, "--page", shown + 1)
        lines.say(tr("Page {number} of {count}. The next: {command}", number=shown, count=pages, command=command))


def _decisions(journal: Journal, entry: RunEntry, story: Story | None) -> tuple[SavedDecision, ...]:
    """A run's decisions in the words of its story; in those that were on the screen where the story has lost any."""
    from game.journal.replay_saved import replay_saved
    from game.journal.snapshot import saved_decisions

    saved = journal.load(entry.id).decisions
    run = None if story is None else replay_saved(journal, story, entry.id)
    return saved if run is None or len(run.decisions) < len(saved) else saved_decisions(run)


def _plain(entry: RunEntry) -> dict[str, Any]:
    """A run's fields, its moments as ISO 8601 in UTC."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    moments = {key: getattr(entry, key) for key in ("created", "updated", "deleted")}
    return {
        **asdict(entry),
        **{
            key: None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
            for key, moment in moments.items()
        },
    }


def _print(data: object) -> None:
    print(json_text(data, indent=2))
