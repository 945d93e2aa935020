"""`holdup playtest`: random runs through the real engine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any

from game import memory_limit
from game.cli.json_output import json_text
from game.cli.options import add_json, add_path, add_seed, add_setups, story_folder, whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure
from game.program import command_line

if TYPE_CHECKING:
    from game.explore.statistics import RunStatistics

MOST_RUNS = 10**12
"""More than anybody can wait for."""

MOST_PROCESSES = 1000

_LONG_RUN = 250
"""Where runs take more decisions and scenes passed than this, on average, not all are played unless asked for."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup playtest`."""
    add_path(command)
    add_setups(command, tr("default: the first"), tr("default: weighted"), tr("default: the first"))
    command.add_argument(
        "--runs", type=whole_number(0, MOST_RUNS), default=1000, metavar="N", help=tr("how many runs (default: 1000)")
    )
    add_seed(command, tr("where their chance comes from"), 0)
    command.add_argument(
        "--processes",
        type=whole_number(0, MOST_PROCESSES),
        default=0,
        metavar="N",
        help=tr("how many share the work (default: one per processor)"),
    )
    command.add_argument(
        "--max-length",
        type=whole_number(0, MOST_RUNS),
        default=_LONG_RUN,
        metavar="N",
        help=tr(
            "play fewer runs where they are longer on average than N decisions and scenes passed (default: {count}; 0 "
            "to play all)",
            count=_LONG_RUN,
        ),
    )
    add_json(command)
    page(
        command,
        tr("Play a story at random, many times: what is met, where runs end, how long they are."),
        ("holdup playtest --runs 10000 --seed 7", tr("the same figures each time")),
    )


@memory_limit.limited(memory_limit.default_limit())
def run(arguments: argparse.Namespace) -> int:
    """Play at random.

    Returns:
        1 when a run got stuck or never ended, else 0.

    Raises:
        UsageError: There is no story at the path, or an option names what the story does not have.
        Refused: The story is broken.
    """
    from game.cli import launch
    from game.cli.setups import setups
    from game.explore.parallel import SetupSpec, play_in_parallel
    from game.explore.statistics import run_statistics
    from game.play.setup import Rival, seat_word

    story = launch.load(arguments.path, None)
    seat = arguments.seat or next(iter(story.seats), "both")
    opening = arguments.opening or next(iter(story.openings))
    setup = setups(story, seat, arguments.rival or Rival.WEIGHTED.value, opening)[0]
    wanted = SetupSpec(story_folder(arguments.path), seat_word(setup), setup.rival.value, setup.opening)
    most = arguments.max_length or inf
    tally = play_in_parallel(wanted, arguments.runs, arguments.seed, arguments.processes, most)
    result = run_statistics(setup, tally)
    if tally.runs < arguments.runs:
        print(
            tr(
                "Runs of this story are long: {played} of {wanted} were played. Allow more with --max-length.",
                played=figure(tally.runs),
                wanted=figure(arguments.runs),
            ),
            file=sys.stderr,
        )
    print(json_text(_data(result)) if arguments.json else "\n".join(_table(result)))
    return 1 if result.tally.stuck or result.tally.endless else 0


def _data(figures: RunStatistics) -> dict[str, Any]:
    tally = figures.tally
    return {
        "runs": tally.runs,
        "decisions": tally.decisions,
        "endings": dict(figures.endings),
        "scenes": dict(figures.scenes),
        "choices": {name: list(counts) for name, counts in figures.choices.items()},
        "decisions_a_run": figures.lengths._asdict(),
        "words_a_run": figures.words._asdict(),
        "dominating": [list(item) for item in figures.dominating],
        "stuck": dict(tally.stuck),
        "endless": tally.endless,
    }


def _table(figures: RunStatistics) -> Iterator[str]:
    tally = figures.tally
    yield tr("{runs} runs, {decisions} decisions", runs=figure(tally.runs), decisions=figure(tally.decisions))
    yield tr("decisions a run: {lengths}; words a run: {words}", lengths=figures.lengths, words=figures.words)
    yield ""
    yield tr("Endings")
    for ending, count in sorted(figures.endings.items(), key=lambda item: -item[1]):
        yield tr("  {share} %  {ending}", share=f"{figure(100 * count / max(1, tally.runs), 2):>6}", ending=ending)
    for place, count in sorted(tally.stuck.items()):
        yield trn(
            "  stuck at {place}: {shown} run",
            "  stuck at {place}: {shown} runs",
            count,
            place=place,
            shown=figure(count),
        )
    if tally.endless:
        yield trn(
            "  never ended: {shown} run", "  never ended: {shown} runs", tally.endless, shown=figure(tally.endless)
        )
    yield from _never(figures)
    if figures.dominating:
        yield ""
        yield tr("Choices after which one ending dominates")
        for choice, ending, share, usual in figures.dominating[:12]:
            yield tr(
                "  {choice}: {share} % {ending} (of all runs: {usual} %)",
                choice=choice,
                share=figure(100 * share),
                ending=ending,
                usual=figure(100 * usual),
            )


def _never(figures: RunStatistics) -> Iterator[str]:
    scenes = [scene for scene, count in figures.scenes.items() if not count]
    choices = [choice for choice, (_, taken) in figures.choices.items() if not taken]
    yield ""
    yield tr("Scenes met: {met} of {all}", met=len(figures.scenes) - len(scenes), all=len(figures.scenes))
    if scenes:
        yield tr("  not met: {scenes}", scenes=", ".join(scenes))
    yield tr("Choices taken: {taken} of {all}", taken=len(figures.choices) - len(choices), all=len(figures.choices))
    if choices:
        yield tr("  not taken: {choices}", choices=", ".join(choices))
    if scenes or choices:
        yield tr("  What random runs do not meet may still be there: {command} tells.", command=command_line("explore"))
