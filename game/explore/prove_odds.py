"""Proves the odds of every ending, and keeps them beside the story: `python -m game.explore.prove_odds FOLDER`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.explore.search import Limits, explore
from game.i18n.catalogue import tr
from game.play.setup import BY_RULE, Setup, seats
from game.story.fingerprint import fingerprint
from game.story.load import load
from game.story.model import Story
from game.story.saved_odds import FILE
from game.write_file import write_file

MOST_STATES = 60_000_000


class OddsNotProved(Exception):
    """The story has more states than were looked at, or goes round for too long; the message says for whom."""


def odds_of(story: Story) -> dict[str, Any]:
    """The odds of every ending by opening, seat and rival, when every open choice is as likely as any other.

    Raises:
        OddsNotProved: A search had to be cut short, or odds are not found.
    """
    odds: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for opening in story.openings:
        for seat in story.seats:
            for rival in BY_RULE:
                setup = Setup(story, seats(story, seat), rival, 0, opening)
                odds.setdefault(opening, {}).setdefault(seat, {})[rival.value] = _explored(setup)
    return {"shape": fingerprint(story), "odds": odds}


def save(folder: Path) -> Path:
    """Prove a story's odds and write them beside it. Returns the file."""
    file = folder / FILE
    write_file(file, json.dumps(odds_of(load(folder)), indent=1) + "\n", within=folder)
    return file


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Exit code 1 when the odds cannot be proved."""
    parser = argparse.ArgumentParser(prog="python -m game.explore.prove_odds", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="a folder with a story.yaml")
    try:
        print(save(parser.parse_args(argv).folder))
    except OddsNotProved as error:
        print(error)
        return 1
    return 0


def _explored(setup: Setup) -> dict[str, float]:
    explored = explore(setup, Limits(MOST_STATES), texts=False, decks=False)
    setup_words = f"{setup.opening}, {', '.join(setup.seats)}, {setup.rival.value}"
    if explored.cut:
        raise OddsNotProved(tr("{setup}: stopped at {limit}", setup=setup_words, limit=explored.cut))
    if not explored.odds_found:
        raise OddsNotProved(tr("{setup}: its odds are not found, as runs go round for very long", setup=setup_words))
    endings: dict[str, float] = {}
    for index, location in enumerate(explored.program.locations):
        if location.scene in setup.story.endings and (odds := explored.odds(index)) > 0:
            endings[location.scene] = round(endings.get(location.scene, 0.0) + odds, 9)
    return endings


if __name__ == "__main__":
    raise SystemExit(main())
