"""Explores a story and prints what its author's editor may say beside the lines, as JSON.

A process of its own, since it takes seconds: `proof` starts it. Who reads holds every seat and chooses at random, so
that all that anybody may meet is met; the openings share the time.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
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
from game.story.memory import questions
from game.story.model import Story
from game.story.paragraphs import Paragraph

_SEARCHING = 0.5
"""The share of the time that a search may take; the rest is for what is made of it."""

_SOON = 0.01
"""Seconds of a search for which none are left: 0 would be no limit."""

_MOST_STATES = 4_000_000
"""Of one opening, where they are kept: an editor's helper leaves the machine its memory."""

_MOST_PASSED = 200_000_000
"""Of one opening, where they are let go at once."""


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
    texts = _texts(story)
    proof = Proof(fingerprint(story), paragraphs={path: len(text) for path, text in texts.items()})
    whole = Deadline(seconds)
    found: list[dict[Element, Verdict]] = []
    paired: list[dict[str, tuple[str, str]] | None] = []
    asking = set(_asking_who_plays(texts))
    for number, opening in enumerate(story.openings):
        time = whole.left / (len(story.openings) - number)
        setup = Setup(story, frozenset(story.seats), Rival.HISTORY, 0, opening)
        until = Deadline(time)
        _roads(setup, opening, _SEARCHING * time, proof)
        limits = Limits(_MOST_STATES, max(_SEARCHING * until.left, _SOON))
        explored = explore(setup, limits, deadline=until)
        found.append({verdict.thing: verdict for verdict in verdicts(explored, Effort(seeds=0))})
        _tell(explored, opening, found[-1], proof)
        paired.append(_pairs(explored))
        asking |= {text.path for each in explored.program.locations for text in each.every_text if text.asks}
    _never(found, proof)
    proof.pairs = _agreed(paired, found)
    for path in asking:
        proof.holds.pop(f"paragraph {path}", None)
        proof.never.pop(f"paragraph {path}", None)
    return proof


def _roads(setup: Setup, opening: str, seconds: float, proof: Proof) -> None:
    """Add how likely scenes and endings are: where words are not asked about, far more states can be seen in time."""
    limits = Limits(_MOST_PASSED, max(seconds, _SOON))
    explored = explore(setup, limits, texts=False, decks=False, keep=False)
    for place, location in explored.program.entry.items() if not explored.cut else ():
        kind = "ending" if place in setup.story.endings else "scene"
        if (odds := explored.odds(location)) > 0:
            proof.met.setdefault(f"{kind} {place}", Told(min(odds, 1.0), True, opening))


def _texts(story: Story) -> dict[str, tuple[Paragraph, ...]]:
    """Each text, by the path under which its paragraphs are counted."""
    texts: dict[str, tuple[Paragraph, ...]] = {}
    for scene in story.scenes.values():
        texts[scene.id] = scene.text
        for choice in scene.choices:
            for outcome in choice.outcomes:
                texts[f"{scene.id}/{choice.id}/{outcome.outcome}".rstrip("/")] = outcome.result
    for episode in story.episodes.values():
        texts |= {f"storylet:{each.id}": each.text for each in episode.deck}
    texts |= {each.id: each.text for each in story.endings.values()}
    return texts


def _asking_who_plays(texts: Mapping[str, tuple[Paragraph, ...]]) -> Iterator[str]:
    """The paragraphs that ask which seat is held: here all are, so that nothing is known of them."""
    for path, text in texts.items():
        for number, paragraph in enumerate(text, 1):
            if paragraph.condition is not None and any(op == "holds" for op, _ in questions(paragraph.condition.ast)):
                yield f"{path}#{number}"


def _tell(explored: Exploration, opening: str, known: dict[Element, Verdict], proof: Proof) -> None:
    """Add what was found from an opening, where no earlier opening has told it."""
    for thing, verdict in known.items():
        key = f"{thing.kind} {thing.id}"
        if verdict.status is Status.REACHED and verdict.odds is not None and thing.kind in ("scene", "ending"):
            proof.met.setdefault(key, Told(verdict.odds, not verdict.sampled, opening))
    _ranges(explored, proof)
    if not explored.cut:
        _conditions(explored, opening, proof)


def _pairs(explored: Exploration) -> dict[str, tuple[str, str]] | None:
    """The choices that come to the same as another, or are never better; None where that is not known."""
    if explored.cut:
        return None
    try:
        return {f"{pair.scene}/{pair.first}": (pair.kind, pair.second) for pair in choice_pairs(explored)}
    except OutOfTime:
        return None


def _agreed(
    paired: Sequence[dict[str, tuple[str, str]] | None], verdicts: Sequence[dict[Element, Verdict]]
) -> dict[str, tuple[str, str]]:
    """The pairs that are so from every opening that comes to their scene; none where one opening is not known."""
    agreed: dict[str, tuple[str, str]] = {}
    known = [pairs for pairs in paired if pairs is not None]
    if len(known) < len(paired):
        return agreed
    for choice, pair in ((choice, pair) for pairs in known for choice, pair in pairs.items()):
        scene = Element("scene", choice.partition("/")[0])
        if all(
            pairs.get(choice) == pair or met[scene].status is not Status.REACHED
            for pairs, met in zip(known, verdicts, strict=True)
        ):
            agreed[choice] = pair
    return agreed


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
    if not explored.cut and explored.states <= MOST:
        with suppress(OutOfTime):
            known = extents(explored)
    names = {variable.index: variable.name for variable in explored.program.variables}
    for at, (low, high) in known.overall().items():
        least, most = proof.ranges.get(names[at], (low, high))
        proof.ranges[names[at]] = min(least, low), max(most, high)
    proof.exact &= known.exact and not known.loose


def _never(by_opening: Sequence[dict[Element, Verdict]], proof: Proof) -> None:
    """What is never met from any opening, and why."""
    for thing in dict.fromkeys(thing for known in by_opening for thing in known):
        verdicts = [known[thing] for known in by_opening if thing in known]
        unmet = all(each.status in (Status.UNREACHABLE, Status.ELSEWHERE) for each in verdicts)
        if unmet and len(verdicts) == len(by_opening):
            proof.never[f"{thing.kind} {thing.id}"] = str(verdicts[0].reason)


if __name__ == "__main__":
    raise SystemExit(main())
