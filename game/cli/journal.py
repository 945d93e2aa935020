"""`holdup journal`: the runs that are kept, as lines or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from game import words
from game.cli.arguments import Misused
from game.cli.runs import ACTIONS
from game.journal import Entry, Journal, JournalUnavailable
from game.journal.snapshot import Passed
from game.plain.lines import Lines
from game.plain.listing import tell_runs
from game.story import tongue
from game.story.load import load, shipped
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound
from game.words import tr


def run(arguments: argparse.Namespace) -> int:
    """List the runs, or do something to one of them.

    Returns:
        0, or 1 when the journal cannot be read or written.

    Raises:
        Misused: There is no run of that number, or a word too many or too few.
    """
    _understand(arguments)
    lines = Lines(sys.stdin, sys.stdout)
    try:
        journal = Journal.open()
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        if arguments.action == "list":
            _list(lines, journal.runs(deleted=arguments.deleted), arguments.json)
        else:
            _one(lines, journal, arguments)
    except JournalUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _understand(arguments: argparse.Namespace) -> None:
    alone = arguments.action == "list"
    if not alone and arguments.run is None:
        raise Misused(tr("Which run? Write its number, as in: holdup journal {action} 3", action=arguments.action))
    if (alone and arguments.run is not None) or (arguments.name and arguments.action != "rename"):
        words = [*([str(arguments.run)] if alone else []), *arguments.name]
        raise Misused(tr("“{words}” is more than {action} takes.", words=" ".join(words), action=arguments.action))


def _list(lines: Lines, runs: Iterable[Entry], as_json: bool) -> None:
    if as_json:
        _print([_plain(entry) for entry in runs])
    else:
        tell_runs(lines, runs, _story())


def _one(lines: Lines, journal: Journal, arguments: argparse.Namespace) -> None:
    number, action = arguments.run, arguments.action
    entry = journal.entries([number]).get(number)
    if entry is None:
        raise Misused(tr("There is no run {number}; holdup journal lists them.", number=number))
    if action == "show":
        _show(lines, entry, journal.load(number).decisions, arguments.json)
    elif action == "rename":
        journal.rename(number, " ".join(arguments.name))
        name = journal.entries([number])[number].name
        said = tr("Run {number} is now called “{name}”.", number=number, name=name)
        lines.say(said if name else tr("Run {number} no longer has a name.", number=number))
    elif action == "delete":
        journal.delete(number)
        lines.say(tr("Run {number} is deleted. To bring it back: holdup journal restore {number}", number=number))
    else:
        assert action in ACTIONS
        journal.restore(number)
        lines.say(tr("Run {number} is in the list.", number=number))


def _show(lines: Lines, entry: Entry, decisions: tuple[Passed, ...], as_json: bool) -> None:
    if as_json:
        taken = [{"scene": passed.scene, "choice": passed.choice, "said": passed.said} for passed in decisions]
        _print({**_plain(entry), "decisions": taken})
        return
    tell_runs(lines, [entry], _story())
    for number, passed in enumerate(decisions, 1):
        lines.say(f"  {number}. {passed.said} ({passed.scene}:{passed.choice})", "     ")


def _story() -> Story | None:
    """The story of the game, for its seats' names; those of other stories are told by their ids."""
    try:
        return tongue.read(shipped(), load(shipped()), words.spoken())[0]
    except (BrokenStory, StoryNotFound):
        return None


def _plain(entry: Entry) -> dict[str, Any]:
    """A run's fields, its moments as ISO 8601 in UTC."""
    moments = {key: getattr(entry, key) for key in ("created", "updated", "deleted")}
    return {
        **asdict(entry),
        **{
            key: None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
            for key, moment in moments.items()
        },
    }


def _print(told: object) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2))
