"""`holdup words`: how much there is to read. It speaks English."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.options import add_json, add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.explore.statistics import Distribution
    from game.explore.word_counts import WordCount
    from game.story.model import Story

_RUNS = 300
"""Random runs that tell how long a run is."""

_SHOWN = 5
"""How many of the longest and of the shortest scenes are named."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup words`."""
    add_path(command)
    add_json(command)
    page(
        command,
        tr("Count a story’s words, by episode and seat, and tell how long a run takes to read."),
        ("holdup words ~/my-story", tr("with its longest and shortest scenes")),
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
    read = {
        seat: distribution(play_in_parallel(SetupSpec(place, seat, Rival.WEIGHTED.value, opening), _RUNS, 0, 1).words)
        for seat in (*story.seats, "both")
    }
    scenes = word_counts(story)
    if arguments.json:
        runs = {seat: words._asdict() for seat, words in read.items()}
        print(json.dumps({"scenes": [asdict(length) for length in scenes], "words_a_run": runs}, ensure_ascii=False))
    else:
        print("\n".join(_table(story, scenes, read)))
    return 0


def _table(story: Story, scenes: list[WordCount], read: dict[str, Distribution]) -> Iterator[str]:
    from game.explore.word_counts import WORDS_A_MINUTE, minutes

    counts: Counter[tuple[str, str]] = Counter()
    for length in scenes:
        counts[length.episode, length.seat or "everyone"] += length.words
    heads = [*story.seats, "everyone"]
    rows = [*story.episodes, ""]
    width = max(len(row) for row in [*rows, "endings"])
    yield f"{'':{width}} " + " ".join(f"{head:>10}" for head in [*heads, "words"])
    for row in rows:
        cells = [counts[row, head] for head in heads]
        yield f"{row or 'endings':{width}} " + " ".join(f"{cell:>10,}" for cell in [*cells, sum(cells)])
    totals = [sum(counts[row, head] for row in rows) for head in heads]
    yield f"{'':{width}} " + " ".join(f"{cell:>10,}" for cell in [*totals, sum(totals)])
    yield ""
    yield f"A random run, at {WORDS_A_MINUTE} words a minute"
    for seat, words in read.items():
        yield f"  {seat}: {words} words, {minutes(words.median)} minutes"
    yield ""
    ranked = sorted((length for length in scenes if length.episode), key=lambda length: (length.words, length.id))
    yield f"Longest: {', '.join(f'{s.id} ({s.words:,})' for s in ranked[: -_SHOWN - 1 : -1])}"
    yield f"Shortest: {', '.join(f'{s.id} ({s.words:,})' for s in ranked[:_SHOWN])}"
