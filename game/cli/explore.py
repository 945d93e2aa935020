"""`holdup explore`: every reachable state of a story, and a verdict on everything in it. It speaks English."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from game.cli.arguments import Misused, unknown_word
from game.cli.stage import Refused, load
from game.i18n.catalogue import tr
from game.play.setup import Rival, Setup, seat_word, seats
from game.story.model import Story

_BAR = 24
_TICK = 0.1
"""Seconds between two drawings of the progress bar."""


def run(arguments: argparse.Namespace) -> int:
    """Explore.

    Returns:
        1 when something is unreachable, some run never ends, or the story is broken; else 0.

    Raises:
        Misused: There is no story at the path, an option names what the story does not have, or numpy is missing.
    """
    need_numpy()
    try:
        story = load(arguments.path, None)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.save_odds:
        return _save_odds(arguments.path)
    from game.explore import report
    from game.explore.combine import combine
    from game.explore.search import Limits
    from game.explore.survey import survey
    from game.explore.verdicts import Status

    limits = Limits(arguments.max_states, float(arguments.max_seconds))
    wanted = None if arguments.balance is None else arguments.balance / 100
    chosen = setups(story, arguments.seat, arguments.rival, arguments.opening)
    bar = Bar(len(chosen))
    surveys = [survey(setup, limits, bar.next(setup), wanted=wanted) for setup in chosen]
    bar.clear()
    whole = combine(surveys, not (arguments.seat or arguments.rival or arguments.opening))
    path = arguments.path or ""
    if arguments.json:
        print(json.dumps(report.as_json(story, surveys, whole, path), ensure_ascii=False))
    else:
        print("\n".join(report.table(story, surveys, whole, path)))
    lost = any(found.verdict.status is Status.UNREACHABLE for found in whole.values())
    return 1 if lost or any(found.stuck for found in surveys) else 0


def _save_odds(path: str | None) -> int:
    from game.explore import prove_odds
    from game.story.load import shipped_folder

    try:
        print(prove_odds.save(Path(path) if path else shipped_folder()))
    except (prove_odds.OddsNotProved, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def need_numpy() -> None:
    """Say how to get numpy where it is missing.

    Raises:
        Misused: It is missing.
    """
    if find_spec("numpy") is None:
        raise Misused(tr("Exploring needs the package numpy: pip install numpy"))


def setups(story: Story, seat: str | None, rival: str | None, opening: str | None) -> list[Setup]:
    """What is meant by the options; all of what is not said. Who holds every seat has no rival.

    Raises:
        Misused: The story has no such seat or opening.
    """
    known = [*story.seats, *(["both"] if len(story.seats) > 1 else [])] or ["both"]
    for word, among in ((seat, [*known, "both"]), (opening, list(story.openings))):
        if word and word not in among:
            raise Misused(tr("“{word}” is not in this story.", word=word) + unknown_word(word, among))
    found: list[Setup] = []
    for start in [opening] if opening else story.openings:
        for held in [seat] if seat else known:
            mine = seats(story, held)
            rivals = [Rival(rival)] if rival else list(Rival)
            tempers = rivals[:1] if mine == frozenset(story.seats) else rivals
            found.extend(Setup(story, mine, temper, 0, start) for temper in tempers)
    return found


class Bar:
    """A progress bar on standard error, where that is a terminal."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._number = 0
        self._drawn = 0.0
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def next(self, setup: Setup) -> Callable[[float, int], None]:
        """Go on to the next exploration; what it is to call with the share done and the states found."""
        self._number += 1
        head = f"{self._number}/{self._count} {seat_word(setup)} {setup.rival.value}"
        return lambda share, states: self._draw(head, share, states)

    def _draw(self, head: str, share: float, states: int) -> None:
        if not self._shown or time.monotonic() - self._drawn < _TICK:
            return
        self._drawn = time.monotonic()
        full = "#" * round(share * _BAR)
        sys.stderr.write(f"\r{head} [{full:.<{_BAR}}] {states:,} states ")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
