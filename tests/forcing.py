"""What each seat can be sure of, and how much one shared scene weighs: `python -m tests.forcing`.

Solved backwards over every state of a story without circles. A seat is *sure* of the least worth of an ending that the
other, doing its worst, can hold it to. The *swing* of a shared scene is by how much the worth that a seat may expect
moves when that scene alone is decided for it rather than against it, everything else being decided at random.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.explore.components import program_parts
from game.explore.search import Exploration, Limits, explore
from game.play.setup import Rival, Setup, seats
from game.story.load import load, shipped_folder
from game.story.model import Story

Rows = NDArray[np.int64]
Worths = NDArray[np.float64]
Fold = Callable[[str, list[tuple[Rows, Worths]], int], Worths]

WORTHS = {
    "fumee-blanche": (6, 8),
    "retour-dimanche": (1, 8),
    "retour-sous-tutelle": (10, 6),
    "saint-microsoft": (2, 7),
    "nouvelle-maison": (4, 6),
    "le-conseil-tient": (8, 1),
    "mira": (7, 3),
    "fusion": (8, 2),
    "maison-vide": (1, 0),
    "le-proces": (4, 4),
    "au-grand-jour": (8, 2),
    "l-enquete": (7, 4),
    "schisme": (5, 5),
    "sans-bruit": (9, 3),
    "la-chute-du-conseil": (0, 5),
    "jamais-renvoye": (3, 9),
}
"""What each ending is worth to the Board and to Altman, of ten."""

SEATS = ("board", "altman")


@dataclass(frozen=True, slots=True)
class Way:
    """Some states of a place (rows) and where each goes: rows of another."""

    rows: Rows
    cell: int
    to: Rows


@dataclass(frozen=True, slots=True)
class Solved:
    """Every state, and every way between two of them, last places first."""

    story: Story
    found: Exploration
    order: tuple[int, ...]
    ways: dict[int, list[Way]]

    def value(self, worth: Callable[[str], float], fold: Fold) -> float:
        """The value at the start of the story; `fold` puts together what the ways out of a decision are worth."""
        values: dict[int, Worths] = {}
        for index in self.order:
            place, size = self.found.program.cells[index].scene, len(self.found.found[index])
            if place in self.story.endings:
                values[index] = np.full(size, worth(place))
            else:
                ahead = [(way.rows, values[way.cell][way.to]) for way in self.ways[index]]
                values[index] = fold(place, ahead, size)
        return float(values[self.found.program.start][0])


def solved(story: Story, opening: str) -> Solved:
    """Explore an opening with both seats held, and note where each state goes."""
    setup = Setup(story, seats(story, "both"), Rival.HISTORY, 0, opening)
    found = explore(setup, Limits(80_000_000), texts=False, decks=False)
    order = tuple(part[0] for part in reversed(program_parts(found.program)) if part[0] in found.found)
    ranks = {index: _Ranks(found.found[index].words) for index in order}
    ways = {}
    for index in order:
        cell = found.program.cells[index]
        view = found.stepper.view(cell, found.found[index].words)
        ways[index] = [
            Way(
                np.arange(len(found.found[index]))
                if arrival.rows is None
                else np.flatnonzero(arrival.rows)
                if arrival.rows.dtype == bool
                else arrival.rows,
                arrival.cell,
                ranks[arrival.cell].of(arrival.words),
            )
            for taken in found.stepper.taken(cell, view)
            for arrival in found.stepper.arrivals(cell, taken)
        ]
    return Solved(story, found, order, ways)


class _Ranks:
    """Finds the rows of states in a set of them."""

    def __init__(self, words: tuple[NDArray[np.int64], ...]) -> None:
        joined = _joined(words)
        self._order = np.argsort(joined, kind="stable")
        self._sorted = joined[self._order]

    def of(self, words: tuple[NDArray[np.int64], ...]) -> Rows:
        """The row of each."""
        return self._order[np.searchsorted(self._sorted, _joined(words))]


def _joined(words: tuple[NDArray[np.int64], ...]) -> NDArray[np.generic]:
    return words[0] if len(words) == 1 else np.rec.fromarrays(words)


def sure(story: Story, seat: str, shared: Iterable[str]) -> Fold:
    """The seat decides its own scenes and these shared ones; the other does its worst everywhere else."""
    own = {scene.id for scene in story.scenes.values() if scene.seat == seat} | set(shared)

    def fold(place: str, ahead: list[tuple[Rows, Worths]], size: int) -> Worths:
        best = place in own or not story.scenes[place].choices
        value = np.full(size, -np.inf if best else np.inf)
        for rows, worth in ahead:
            value[rows] = np.maximum(value[rows], worth) if best else np.minimum(value[rows], worth)
        return value

    return fold


def blind(scene: str = "", sign: int = 1) -> Fold:
    """Everybody decides at random, but in one scene, where the best (1) or the worst (-1) is done."""

    def fold(place: str, ahead: list[tuple[Rows, Worths]], size: int) -> Worths:
        if place == scene:
            value = np.full(size, -np.inf)
            for rows, worth in ahead:
                value[rows] = np.maximum(value[rows], sign * worth)
            return sign * value
        total, number = np.zeros(size), np.zeros(size)
        for rows, worth in ahead:
            total[rows] += worth
            number[rows] += 1
        return total / number

    return fold


def main() -> None:
    """Print what each seat is sure of, and the shared scenes that weigh most."""
    story = load(shipped_folder())
    shared = [
        scene.id
        for scene in story.scenes.values()
        if scene.choices and not scene.seat and not scene.id.startswith("note-")
    ]
    for opening in story.openings:
        game = solved(story, opening)
        for number, seat in enumerate(SEATS):

            def worth(ending: str, number: int = number) -> float:
                return WORTHS[ending][number]

            most = game.value(worth, sure(story, seat, [s.id for s in story.scenes.values() if not s.seat]))
            least = game.value(worth, sure(story, seat, ()))
            never = game.value(lambda ending: float(ending == "jamais-renvoye"), sure(story, seat, ()))
            print(f"{opening}, {seat}: sure of {least:.0f} of 10, of {most:.0f} with every shared scene")
            print(f"{opening}, {seat}: forces jamais-renvoye: {bool(never)}")
            if opening == next(iter(story.openings)):
                swings = [
                    (game.value(worth, blind(scene)) - game.value(worth, blind(scene, -1)), scene) for scene in shared
                ]
                for swing, scene in sorted(swings, reverse=True)[:6]:
                    print(f"  {scene}: swings {swing:.2f} of 10 (at most 3.33)")


if __name__ == "__main__":
    main()
