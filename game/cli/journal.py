"""`holdup journal`: the runs that are kept, as lines."""

from __future__ import annotations

import argparse
import sys

from game.journal import Journal, JournalUnavailable
from game.plain.lines import Lines
from game.plain.listing import tell_runs


def run(arguments: argparse.Namespace) -> int:
    """List all runs, those last played first. Exit code 1 when the journal cannot be read."""
    lines = Lines(sys.stdin, sys.stdout)
    try:
        journal = Journal.open()
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        tell_runs(lines, journal.runs())
    except JournalUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0
