"""Makes `values.json`: what a strategist knows of a story beforehand, and how well each strength plays.

The tables are fitted to a sample of states (`fit_tables`), and no more than an approximation. The figures are measured:
the mean worth of the endings that each strength came to in so many seeded runs of the real engine, with its standard
error (`measure_strengths`). Nothing in the file is proved, and nothing in it is told as if it were.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.explore.fit_tables import RUNS as FITTED_RUNS
from game.explore.fit_tables import fit_story, knowing
from game.explore.measure_strengths import RUNS, Fared, fare
from game.play.setup import STRATEGISTS, Rival, Setup
from game.processes import worker_pool
from game.story.estimates import PLAYERS, Table
from game.story.load import load
from game.story.model import Story
from game.story.saved_values import FILE, shape_of
from game.write_file import write_file

Tables = Mapping[str, Mapping[str, Table]]
"""By the seat that reads them, then by scene."""

Progress = Callable[[float, str], None]

_FITTING = 0.3
"""How much of the time the tables take."""


@dataclass(frozen=True, slots=True)
class Match:
    """One figure to be measured: who plays for which seat, against whom, from where."""

    opening: str
    seat: str
    rival: Rival
    player: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The file that was made, and its figures as lines to read."""

    file: Path
    lines: tuple[str, ...]


def save(folder: Path, progress: Progress | None = None, runs: int = RUNS, fitted: int = FITTED_RUNS) -> Saved:
    """Make a story's file, and write it beside the story.

    Args:
        folder: The story's folder.
        progress: Called with the share that is done, and what is being done.
        runs: How many runs are played for each figure.
        fitted: How many are played from each opening to meet the states that tables are fitted to.
    """
    story, report = load(folder), progress or (lambda _, __: None)
    matches = [
        Match(opening, seat, rival, player)
        for opening in story.openings
        for seat in story.seats
        for rival in STRATEGISTS
        for player in PLAYERS
    ]
    report(0.0, "tables")
    with _processes(folder, {}) as pool:
        tables = dict(zip(story.seats, pool.map(_fit, story.seats, [fitted] * len(story.seats)), strict=True))
    played: dict[Match, Fared] = {}
    with _processes(folder, tables) as pool:
        for done, fared in enumerate(pool.map(_fare, matches, [runs] * len(matches))):
            played[matches[done]] = fared
            report(_FITTING + (1 - _FITTING) * done / len(matches), f"{matches[done].opening}, {matches[done].seat}")
    data = _data(story, tables, played, runs)
    file = folder / FILE
    write_file(file, "\n".join(_lines(data)) + "\n", within=folder)
    return Saved(file, tuple(_told(story, played, runs)))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit a strategist's tables and measure its strengths, without proving any odds."""
    parser = argparse.ArgumentParser(prog="python -m game.explore.save_values", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="a folder with a story.yaml")
    parser.add_argument("--runs", type=int, default=RUNS, help="how many runs are played for each figure")
    arguments = parser.parse_args(argv)
    saved = save(arguments.folder, runs=max(2, arguments.runs))
    print("\n".join((str(saved.file), *saved.lines)))
    return 0


_opened: list[Story] = []
"""The story of a process that was started for this alone."""


def _processes(folder: Path, tables: Tables) -> AbstractContextManager[ProcessPoolExecutor]:
    """As many processes as there are processors, each with the story and its tables."""
    return worker_pool(os.cpu_count() or 1, _open, folder, tables)


def _open(folder: Path, tables: Tables) -> None:
    _opened[:] = [knowing(load(folder), tables)]


def _fit(seat: str, runs: int) -> dict[str, Table]:
    return fit_story(_opened[0], seat, runs)


def _fare(game: Match, runs: int) -> Fared:
    story = _opened[0]
    held = frozenset(story.seats) - {game.seat}
    return fare(Setup(story, held, game.rival, 0, game.opening), game.seat, game.player, runs)


def _data(story: Story, tables: Tables, played: Mapping[Match, Fared], runs: int) -> dict[str, Any]:
    lows = {
        name: low for scenes in tables.values() for table in scenes.values() for name, (low, _) in table.add.items()
    }
    strengths = {
        opening: {
            seat: [
                {player: _success(played[Match(opening, seat, rival, player)]) for player in PLAYERS}
                | {"ends_in": _episodes(played[Match(opening, seat, rival, "random")])}
                for rival in STRATEGISTS
            ]
            for seat in story.seats
        }
        for opening in story.openings
    }
    return {
        "shape": shape_of(story),
        "runs": runs,
        "strengths": strengths,
        "variables": dict(sorted(lows.items())),
        "tables": {
            seat: {
                scene: {"base": table.base, "add": {name: list(numbers) for name, (_, numbers) in table.add.items()}}
                for scene, table in scenes.items()
            }
            for seat, scenes in tables.items()
        },
    }


def _told(story: Story, played: Mapping[Match, Fared], runs: int) -> Iterator[str]:
    """The figures as a table: who is played against across, the strengths down."""
    yield f"Mean worth of the ending to a strategist, with its standard error, over {runs} runs each; the last column:"
    yield "decisions of everybody in a run against a player at random, and in which episodes those runs end."
    for opening in story.openings:
        for seat in story.seats:
            yield ""
            yield f"{opening}, {seat}".ljust(24) + "".join(player.rjust(16) for player in PLAYERS)
            for rival in STRATEGISTS:
                row = [played[Match(opening, seat, rival, player)] for player in PLAYERS]
                figures = "".join(f"{f.success.worth:10.2f} ±{f.success.error:.2f}" for f in row)
                ends = ", ".join(f"{number}: {100 * share:.0f} %" for number, share in _episodes(row[0]).items())
                yield f"  {rival.value}".ljust(24) + f"{figures}   {row[0].decisions / runs:.0f}; {ends}"


def _success(fared: Fared) -> list[float]:
    return [round(fared.success.worth, 3), round(fared.success.error, 3)]


def _episodes(fared: Fared) -> dict[str, float]:
    """The share of the runs against somebody who decides at random that end in each episode, by its number."""
    return {str(number): round(count / len(fared.worths), 3) for number, count in sorted(fared.episodes.items())}


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The file, a line for each strength and each table: an edit of the story then shows in a few lines."""
    yield "{"
    yield f' "shape": {json.dumps(data["shape"])},'
    yield f' "runs": {data["runs"]},'
    yield f' "strengths": {_nested(data["strengths"], 3)},'
    yield f' "variables": {json.dumps(data["variables"], separators=(",", ":"))},'
    yield f' "tables": {_nested(data["tables"], 2)}'
    yield "}"


def _nested(data: Any, depth: int, indent: str = "  ") -> str:
    """JSON, each thing so many levels down on a line of its own."""
    if not depth or not data:
        return json.dumps(data, separators=(",", ":"))
    if isinstance(data, dict):
        rows = [f"{indent}{json.dumps(key)}: {_nested(value, depth - 1, indent + ' ')}" for key, value in data.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent[1:]}}}"
    rows = [f"{indent}{_nested(value, depth - 1, indent + ' ')}" for value in data]
    return "[\n" + ",\n".join(rows) + f"\n{indent[1:]}]"


if __name__ == "__main__":
    raise SystemExit(main())
