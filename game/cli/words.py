"""`holdup words`: how much there is to read."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.json_output import json_text
from game.cli.options import add_json, add_path, story_folder, whole_number
from game.cli.pages import page
from game.cli.playtest import MOST_RUNS
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure

if TYPE_CHECKING:
    from game.explore.statistics import Distribution
    from game.explore.word_counts import WordCount
    from game.story.model import Story

_SHOWN = 5
"""How many of the longest and of the shortest scenes are named."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup words`."""
    add_path(command)
    command.add_argument(
        "--runs",
        type=whole_number(0, MOST_RUNS),
        default=0,
        metavar="N",
        help=tr("play so many runs at random too, and tell how long one takes to read (default: none)"),
    )
    add_json(command)
    page(
        command,
        tr("Count a story’s words, by episode and seat."),
        ("holdup words ~/my-story", tr("with its longest and shortest scenes")),
        ("holdup words ~/my-story --runs 300", tr("with the minutes that a run takes, from each seat")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Count words.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path.
        Refused: The story is broken.
    """
    from game.cli import launch
    from game.explore.parallel import SetupSpec, play_in_parallel
    from game.explore.statistics import distribution
    from game.explore.word_counts import word_counts
    from game.play.setup import Rival

    story = launch.load(arguments.path, None)
    place = story_folder(arguments.path)
    opening = next(iter(story.openings))
    seats = (*story.seats, "both") if arguments.runs else ()
    read = {
        seat: distribution(
            play_in_parallel(SetupSpec(place, seat, Rival.WEIGHTED.value, opening), arguments.runs, 0, 1).words
        )
        for seat in seats
    }
    scenes = word_counts(story)
    if arguments.json:
        runs = {seat: words._asdict() for seat, words in read.items()}
        print(json_text({"scenes": [asdict(length) for length in scenes], "words_a_run": runs}))
    else:
        print("\n".join(_table(story, scenes, read)))
    return 0


def _table(story: Story, scenes: list[WordCount], read: dict[str, Distribution]) -> Iterator[str]:
    from game.explore.word_counts import WORDS_A_MINUTE, minutes

    counts: Counter[tuple[str, str]] = Counter()
    for length in scenes:
        counts[length.episode, length.seat or ""] += length.words
    seats = [*story.seats, ""]
    rows = [*story.episodes, ""]
    heads = [*story.seats, tr("everyone"), tr("words")]
    names = [*story.episodes, tr("endings")]
    width = max(map(len, names))
    yield f"{'':{width}} " + " ".join(f"{head:>10}" for head in heads)
    for name, row in zip(names, rows, strict=True):
        cells = [counts[row, seat] for seat in seats]
        yield f"{name:{width}} " + " ".join(f"{figure(cell):>10}" for cell in [*cells, sum(cells)])
    totals = [sum(counts[row, seat] for row in rows) for seat in seats]
    yield f"{'':{width}} " + " ".join(f"{figure(cell):>10}" for cell in [*totals, sum(totals)])
    yield ""
    if read:
        yield tr("A random run, at {count} words a minute", count=WORDS_A_MINUTE)
    for seat, words in read.items():
        time = minutes(words.median)
        yield trn(
            "  {seat}: {words} words, {count} minute",
            "  {seat}: {words} words, {count} minutes",
            time,
            seat=seat,
            words=words,
        )
    if read:
        yield ""
    ranked = sorted((length for length in scenes if length.episode), key=lambda length: (length.words, length.id))
    yield tr("Longest: {scenes}", scenes=_listed(ranked[: -_SHOWN - 1 : -1]))
    yield tr("Shortest: {scenes}", scenes=_listed(ranked[:_SHOWN]))


def _listed(scenes: list[WordCount]) -> str:
    return ", ".join(f"{scene.id} ({figure(scene.words)})" for scene in scenes)
