"""Explores a story and prints what its author's editor may say beside the lines, as JSON.

A process of its own, since it takes seconds: `proof` starts it. Who reads holds every seat and chooses at random, so
that all that anybody may meet is met; the openings share the time.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

import numpy as np

from game.explore.automaton import Policy
from game.explore.choice_impact import choice_pairs
from game.explore.deadline import Deadline, OutOfTime
from game.explore.encounters import Element
from game.explore.ranges import MOST, bounds_only, extents
from game.explore.search import Exploration, Limits, explore
from game.explore.steps import opened
from game.explore.verdicts import Effort, Status, Verdict, verdicts
from game.i18n.catalogue import set_language
from game.i18n.languages import SOURCE, choose_language
from game.lsp.proof import Proof, Told
from game.play.setup import Rival, Setup
from game.story.fingerprint import fingerprint
from game.story.load import load
from game.story.model import Story
from game.story.paragraphs import Paragraph

_SEARCHING = 0.5
"""The share of the time that a search may take; the rest is for what is made of it."""

_MOST_STATES = 4_000_000
"""Of one opening: an editor's helper leaves the machine its memory."""


_OWNERS = ("scene", "ending", "choice", "outcome", "storylet")
"""The kinds of what has paragraphs."""


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m game.lsp.prove", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="a folder with a story.yaml")
    parser.add_argument("seconds", type=float, help="how long it may take")
    parser.add_argument("--with-parent", action="store_true", help="stop when the standard input ends")
    given = parser.parse_args(argv)
    if given.with_parent:
        Thread(target=_stop_with_parent, daemon=True).start()
    os.nice(10)  # whoever types goes first
    set_language(choose_language(None, None, os.environ) or SOURCE)
    sys.stdout.write(prove(load(given.folder), given.seconds).write())
    return 0


def _stop_with_parent() -> None:
    while os.read(0, 1024):  # not by `sys.stdin`: its lock would be held while the interpreter ends
        pass
    os._exit(1)


def prove(story: Story, seconds: float) -> Proof:
    """What is found out about a story in some seconds.

    Args:
        story: The story.
        seconds: How long that may take, for all openings together.
    """
    proof = Proof(fingerprint(story), paragraphs=_paragraphs(story))
    whole = Deadline(seconds)
    found: list[dict[Element, Verdict]] = []
    asking: set[str] = set()
    for number, opening in enumerate(story.openings):
        time = whole.left / (len(story.openings) - number)
        setup = Setup(story, frozenset(story.seats), Rival.HISTORY, 0, opening)
        limits = Limits(_MOST_STATES, max(_SEARCHING * time, 0.01))
        explored = explore(setup, limits, deadline=Deadline(time))
        found.append({verdict.thing: verdict for verdict in verdicts(explored, Effort(seeds=0))})
        _tell(explored, opening, found[-1], proof)
        asking |= {text.path for each in explored.program.locations for text in each.every_text if text.asks}
    _never(found, asking, proof)
    return proof


def _paragraphs(story: Story) -> dict[str, int]:
    """How many paragraphs each text has, by the path under which they are counted."""
    texts: dict[str, tuple[Paragraph, ...]] = {}
    for scene in story.scenes.values():
        texts[scene.id] = scene.text
        for choice in scene.choices:
            for outcome in choice.outcomes:
                texts[f"{scene.id}/{choice.id}/{outcome.outcome}".rstrip("/")] = outcome.result
    for episode in story.episodes.values():
        texts |= {f"storylet:{each.id}": each.text for each in episode.deck}
    texts |= {each.id: each.text for each in story.endings.values()}
    return {path: len(text) for path, text in texts.items()}


def _tell(explored: Exploration, opening: str, known: dict[Element, Verdict], proof: Proof) -> None:
    """Add what was found from an opening, where no earlier opening has told it."""
    for thing, verdict in known.items():
        key = f"{thing.kind} {thing.id}"
        if verdict.status is Status.REACHED and verdict.odds is not None and thing.kind in ("scene", "ending"):
            proof.met.setdefault(key, Told(verdict.odds, not verdict.sampled, opening))
    if explored.cut:
        return
    _conditions(explored, opening, proof)
    try:
        pairs = choice_pairs(explored)
    except OutOfTime:
        pairs = []
    for pair in pairs:
        proof.pairs.setdefault(f"{pair.scene}/{pair.first}", (pair.kind, pair.second))
    _ranges(explored, proof)


def _conditions(explored: Exploration, opening: str, proof: Proof) -> None:
    """How often conditions hold where a run comes to them."""
    seen = explored.observer.seen
    for thing, sight in seen.items():
        if thing.kind != "paragraph":
            continue
        path = thing.id.partition("#")[0]
        owners = (Element(kind, path.removeprefix("storylet:")) for kind in _OWNERS)
        owner = next((seen[each] for each in owners if each in seen), None)
        if owner is not None and owner.odds > 0 and sight.odds > 0:
            proof.holds.setdefault(f"paragraph {thing.id}", Told(min(sight.odds / owner.odds, 1.0), True, opening))
    for location in explored.program.locations:
        if location.policy is not Policy.PLAYER or location.index not in explored.reached:
            continue
        states = explored.reached[location.index]
        view = explored.stepper.view(location, states.words)
        total = float(states.mass.sum())
        for transition, holds in zip(location.transitions, opened(location, view), strict=True):
            share = float(np.where(holds, states.mass, 0.0).sum()) / total if total else 0.0
            if share > 0:
                key = f"choice {location.scene}/{transition.id}"
                proof.holds.setdefault(key, Told(min(share, 1.0), True, opening))


def _ranges(explored: Exploration, proof: Proof) -> None:
    known = bounds_only(explored)
    if explored.states <= MOST:
        with suppress(OutOfTime):
            known = extents(explored)
    names = {variable.index: variable.name for variable in explored.program.variables}
    for at, (low, high) in known.overall().items():
        least, most = proof.ranges.get(names[at], (low, high))
        proof.ranges[names[at]] = min(least, low), max(most, high)
    proof.exact &= known.exact and not known.loose


def _never(found: Sequence[dict[Element, Verdict]], asking: set[str], proof: Proof) -> None:
    """What is never met from any opening, and why.

    Texts that ask what the run remembers are left out: they may ask which seat is held, and here all are.
    """
    for thing in dict.fromkeys(thing for known in found for thing in known):
        verdicts = [known[thing] for known in found if thing in known]
        unmet = all(each.status in (Status.UNREACHABLE, Status.ELSEWHERE) for each in verdicts)
        if unmet and len(verdicts) == len(found) and thing.id not in asking:
            proof.never[f"{thing.kind} {thing.id}"] = str(verdicts[0].reason)


if __name__ == "__main__":
    raise SystemExit(main())
