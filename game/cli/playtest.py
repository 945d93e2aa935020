"""`holdup playtest`: random runs through the real engine. It speaks English."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.cli.explore import setups
from game.cli.stage import Refused, load
from game.explore.parallel import SetupSpec, play_in_parallel
from game.explore.statistics import RunStatistics, run_statistics
from game.play.setup import Rival, seat_word
from game.story.load import shipped_folder


def run(arguments: argparse.Namespace) -> int:
    """Play at random.

    Returns:
        1 when a run got stuck or never ended, or the story is broken; else 0.

    Raises:
        Misused: There is no story at the path, or an option names what the story does not have.
    """
    try:
        story = load(arguments.path, None)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    seat = arguments.seat or next(iter(story.seats), "both")
    opening = arguments.opening or next(iter(story.openings))
    setup = setups(story, seat, arguments.rival or Rival.WEIGHTED.value, opening)[0]
    place = Path(arguments.path) if arguments.path else shipped_folder()
    wanted = SetupSpec(place, seat_word(setup), setup.rival.value, setup.opening)
    found = run_statistics(setup, play_in_parallel(wanted, arguments.runs, arguments.seed, arguments.processes))
    print(json.dumps(_data(found), ensure_ascii=False) if arguments.json else "\n".join(_table(found)))
    return 1 if found.tally.stuck or found.tally.endless else 0


def _data(found: RunStatistics) -> dict[str, Any]:
    tally = found.tally
    return {
        "runs": tally.runs,
        "decisions": tally.decisions,
        "endings": dict(found.endings),
        "scenes": dict(found.scenes),
        "choices": {name: list(counts) for name, counts in found.choices.items()},
        "decisions_a_run": found.lengths._asdict(),
        "words_a_run": found.words._asdict(),
        "dominating": [list(item) for item in found.dominating],
        "stuck": dict(tally.stuck),
        "endless": tally.endless,
    }


def _table(found: RunStatistics) -> Iterator[str]:
    tally = found.tally
    yield f"{tally.runs:,} runs, {tally.decisions:,} decisions"
    yield f"decisions a run: {found.lengths}; words a run: {found.words}"
    yield ""
    yield "Endings"
    for ending, count in sorted(found.endings.items(), key=lambda item: -item[1]):
        yield f"  {100 * count / max(1, tally.runs):6.2f} %  {ending}"
    for place, count in sorted(tally.stuck.items()):
        yield f"  stuck at {place}: {count:,} runs"
    if tally.endless:
        yield f"  never ended: {tally.endless:,} runs"
    yield from _never(found)
    if found.dominating:
        yield ""
        yield "Choices after which one ending dominates"
        for choice, ending, share, usual in found.dominating[:12]:
            yield f"  {choice}: {100 * share:.0f} % {ending} (of all runs: {100 * usual:.0f} %)"


def _never(found: RunStatistics) -> Iterator[str]:
    scenes = [scene for scene, count in found.scenes.items() if not count]
    choices = [choice for choice, (_, taken) in found.choices.items() if not taken]
    yield ""
    yield f"Scenes met: {len(found.scenes) - len(scenes)} of {len(found.scenes)}"
    if scenes:
        yield f"  not met: {', '.join(scenes)}"
    yield f"Choices taken: {len(found.choices) - len(choices)} of {len(found.choices)}"
    if choices:
        yield f"  not taken: {', '.join(choices)}"
    if scenes or choices:
        yield "  What random runs do not meet may still be there: holdup explore tells."
