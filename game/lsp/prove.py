"""Explores a story and prints what its author's editor may say beside the lines: proofs as JSON, one a line.

A process of its own, since it takes seconds, or minutes: `prover` starts it. First it prints what the proof hangs on;
then what is soon known, where a story is large in random runs; last what all its states say. Who reads holds every
seat and chooses at random, so that all that anybody may meet is met; the openings share the time.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import isnan, nan
from pathlib import Path
from threading import Thread

from game import memory_limit
from game.explore.automaton import build
from game.explore.choice_impact import choice_pairs
from game.explore.conditioned_texts import of_story
from game.explore.deadline import Deadline, OutOfTime
from game.explore.encounters import Element, element_of
from game.explore.explain_unreachable import Explainer, possible_things
from game.explore.ranges import MOST, Extents, bounds_only, extents
from game.explore.recall import Recall, Recalled
from game.explore.search import Exploration, Limits, explore
from game.explore.verdicts import things
from game.i18n.catalogue import set_language, tr_lazy
from game.i18n.languages import SOURCE, choose_language
from game.lsp.counted import counted
from game.lsp.proof import Proof, Told, choice_condition, fetch, key, store, text_condition
from game.play.setup import Rival, Setup
from game.story.fingerprint import fingerprint
from game.story.load import load
from game.story.memory import questions
from game.story.model import Story

_SOON = 20.0
"""After how many seconds something is told, be it only counted."""

_SEARCHING = 0.5
"""The share of its time that a first search may take; the rest is for what is made of it."""

_LEAST = 0.01
"""Seconds of a search for which none are left: 0 would be no limit."""

_MOST_STATES = 4_000_000
"""Of one opening, where they are kept: an editor's helper leaves the machine its memory."""

_MOST_PASSED = 400_000_000
"""Of one opening, where they are let go at once."""

_RUNS = 1000
"""Random runs from each opening: two standard errors of a half are three hundredths."""


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
    with memory_limit.limited(memory_limit.default_limit() // 2):
        for printed in _printed(load(given.folder), given.seconds):
            print(printed, flush=True)
    return 0


def _printed(story: Story, seconds: float) -> Iterator[str]:
    about = key(story)
    yield about
    known = fetch(about)
    if known is not None:
        yield known.write()
        return
    for proof, done in proofs(story, seconds):
        if done:
            store(about, proof)
        yield proof.write()


def _stop_with_parent() -> None:
    while os.read(0, 1024):  # not by `sys.stdin`: its lock would be held while the interpreter ends
        pass
    os._exit(1)


@dataclass(slots=True)
class _Opening:
    """What is found from an opening.

    Attributes:
        setup: How it is played.
        met: How likely each scene and ending is, over every state.
        holds: How likely paragraphs are read and choices open where a run comes to them, over every state.
        counted: Both, counted in random runs, for what the states do not say.
        never: What is never met, and why where that is known.
        pairs: Choices beside which another is as good; None where that is not known.
        ranges: Of each variable.
        whole: Whether every state was seen.
    """

    setup: Setup
    met: dict[Element, float] = field(default_factory=dict)
    holds: dict[Element, float] = field(default_factory=dict)
    counted: tuple[Mapping[Element, float], Mapping[Element, float]] = ({}, {})
    never: dict[Element, str] = field(default_factory=dict)
    pairs: dict[str, tuple[str, str]] | None = None
    ranges: Extents | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    whole: bool = False


def proofs(story: Story, seconds: float) -> Iterator[tuple[Proof, bool]]:
    """What is found out about a story: soon what there is time for, and later what takes longer.

    Args:
        story: The story.
        seconds: How long all of it may take.

    Yields:
        What is known, and whether that is all.
    """
    began = Deadline(seconds)
    soon = Deadline(min(seconds, _SOON))
    openings = [_Opening(Setup(story, frozenset(story.seats), Rival.HISTORY, 0, opening)) for opening in story.openings]
    names = dict(_names(story))
    for number, opening in enumerate(openings):
        with suppress(OutOfTime):
            _first_look(opening, Deadline(soon.left / (len(openings) - number)), began)
    large = [opening for opening in openings if not opening.whole]
    yield _proof(story, openings, names), not large
    for number, opening in enumerate(large):
        with suppress(OutOfTime):
            _whole_look(opening, began.left / (len(large) - number))
        yield _proof(story, openings, names), opening is large[-1] and _done(openings, names)
    if large and not _done(openings, names):
        with suppress(OutOfTime):
            _reasons(openings[0], _never(openings, names), began)
        yield _proof(story, openings, names), _done(openings, names)


def _done(openings: Sequence[_Opening], names: Mapping[Element, str]) -> bool:
    """Whether nothing is left to be found out."""
    reasons = openings[0].never
    return all(opening.whole for opening in openings) and all(reasons[thing] for thing in _never(openings, names))


def _first_look(opening: _Opening, until: Deadline, preparing: Deadline) -> None:
    program = build(opening.setup, deadline=preparing)
    limits = Limits(_MOST_STATES, max(_SEARCHING * until.left, _LEAST))
    explored = explore(opening.setup, limits, deadline=until, program=program)
    if explored.cut:
        _bounds(opening, explored)
        opening.counted = counted(opening.setup, until.while_left(range(_RUNS)))
        return
    recalled = _recalled(explored)
    _seen(opening, explored, recalled)
    blame = Explainer(explored)
    with suppress(OutOfTime):
        opening.never = {thing: str(blame.why(thing)) for thing in opening.never}
    with suppress(OutOfTime):
        opening.pairs = {f"{pair.scene}/{pair.first}": (pair.kind, pair.second) for pair in choice_pairs(explored)}
    if explored.states <= MOST:
        with suppress(OutOfTime):
            opening.ranges = extents(explored)
    remembered = 0 if explored.memory is None else len(explored.memory.met) + len(explored.memory.too_wide)
    if len(recalled) < remembered or not explored.odds_found:
        opening.counted = counted(opening.setup, until.while_left(range(_RUNS)))


def _whole_look(opening: _Opening, seconds: float) -> None:
    """Look at every state, and let it go at once; without what the words ask where there is no time for that."""
    until = Deadline(seconds)
    most = Limits(_MOST_PASSED, max(_SEARCHING * until.left, _LEAST))
    explored = explore(opening.setup, most, keep=False, deadline=until)
    if not explored.cut:
        _seen(opening, explored, {})
        return
    roads = Limits(_MOST_PASSED, max(until.left, _LEAST))
    explored = explore(opening.setup, roads, texts=False, decks=False, keep=False, deadline=until)
    if not explored.cut:
        _met(opening, explored)


def _reasons(opening: _Opening, never: Iterable[Element], until: Deadline) -> None:
    """Why things are never met: the states say so where they stand, and are kept there."""
    blame = Explainer(explore(opening.setup, Limits(0), keep=False, deadline=until))
    there = {index for thing in never for index in blame.grounds(thing)}
    if not there or not opening.whole:
        return
    most = Limits(_MOST_PASSED, max(until.left, _LEAST))
    explored = explore(opening.setup, most, keep=there, deadline=until)
    blame = Explainer(explored)
    opening.never |= {thing: str(blame.why(thing)) for thing in never}


def _bounds(opening: _Opening, explored: Exploration) -> None:
    """What ranges alone tell."""
    _ranges(opening, explored)
    possible, blame = possible_things(explored.program, explored.boxes), Explainer(explored)
    opening.never = {thing: str(blame.why(thing)) for thing in things(explored) if thing not in possible}


def _recalled(explored: Exploration) -> dict[Element, float]:
    """How often a run reads the texts that ask what it remembers, as far as time and the states that are kept tell."""
    if explored.memory is None:
        return {}
    known: dict[str, Recalled] = {}
    known = explored.in_time(tr_lazy("roads to texts that remember"), lambda: Recall(explored).texts(), known)
    odds = {element_of(path): text.odds for path, text in known.items() if text.odds is not None}
    return {thing: share for thing, share in odds.items() if not isnan(share)}


def _seen(opening: _Opening, explored: Exploration, recalled: Mapping[Element, float]) -> None:
    """What every state tells, and `recalled` of texts that ask what the run remembers."""
    opening.whole = True
    _ranges(opening, explored)
    _met(opening, explored)
    seen, memory = explored.observer.seen, explored.memory
    remembered = () if memory is None else (*memory.met, *memory.too_wide)
    unsettled = {element_of(path) for path in remembered}
    odds = {thing: sight.odds for thing, sight in seen.items() if sight.row >= 0}
    opening.never = {thing: "" for thing in things(explored) if thing not in odds and thing not in unsettled}
    odds |= {thing: recalled.get(thing, nan) for thing in unsettled}
    line_odds: dict[str, float] = {}
    for thing in things(explored):
        if thing.kind == "variant":  # one of them is said whenever the line is
            line = thing.id.partition("#")[0]
            line_odds[line] = line_odds.get(line, 0.0) + odds.get(thing, 0.0)
    for thing, share in odds.items():
        line = thing.id.partition("#")[0]
        often = (
            line_odds[line] if thing.kind == "variant" else _often(explored, line) if thing.kind == "paragraph" else 0.0
        )
        if often > 0 and share >= 0:
            opening.holds[thing] = min(share / often, 1.0)
    for choice, often in explored.observer.offered.items():
        if (visits := _asked(explored, choice.id.partition("/")[0])) > 0:
            opening.holds[choice] = min(often / visits, 1.0)


def _met(opening: _Opening, explored: Exploration) -> None:
    for place, location in explored.program.entry.items():
        kind = "ending" if place in opening.setup.story.endings else "scene"
        if (odds := explored.odds(location)) > 0:
            opening.met[Element(kind, place)] = min(odds, 1.0)


def _often(explored: Exploration, path: str) -> float:
    """How often a run comes to a text, on average."""
    kinds = ("scene", "ending", "choice", "outcome", "storylet")
    owners = (Element(kind, path.removeprefix("storylet:")) for kind in kinds)
    return next((explored.observer.seen[each].odds for each in owners if each in explored.observer.seen), 0.0)


def _asked(explored: Exploration, scene: str) -> float:
    """How often a run comes to where it chooses in a scene, on average."""
    visits = explored.observer.visits
    return visits.get(explored.program.entry[scene], 0.0)


def _ranges(opening: _Opening, explored: Exploration) -> None:
    opening.ranges = bounds_only(explored)
    opening.names = {variable.index: variable.name for variable in explored.program.variables}


def _never(openings: Sequence[_Opening], names: Mapping[Element, str]) -> list[Element]:
    """What has a name and is never met from any opening."""
    known = [opening.never for opening in openings]
    return [thing for thing in known[0] if thing in names and all(thing in never for never in known)]


def _proof(story: Story, openings: Sequence[_Opening], names: Mapping[Element, str]) -> Proof:
    proof = Proof(fingerprint(story))
    for opening in openings:
        name = str(opening.setup.opening)
        for exact, met, holds in ((True, opening.met, opening.holds), (False, *opening.counted)):
            for by_name, odds in ((proof.met, met), (proof.holds, holds)):
                for thing, share in odds.items():
                    if thing in names:
                        by_name.setdefault(names[thing], Told(share, exact, name))
        if opening.ranges is not None:
            for at, (low, high) in opening.ranges.overall().items():
                variable = opening.names[at]
                least, most = proof.ranges.get(variable, (low, high))
                proof.ranges[variable] = min(least, low), max(most, high)
            proof.exact &= opening.ranges.exact and not opening.ranges.loose
    proof.never = {names[thing]: openings[0].never[thing] for thing in _never(openings, names)}
    proof.pairs = _agreed(openings)
    return proof


def _names(story: Story) -> Iterator[tuple[Element, str]]:
    """What is told of, with the name that it has in a proof; not texts that ask who plays, since all seats are held."""
    for scene in story.scenes.values():
        yield Element("scene", scene.id), f"scene {scene.id}"
        for choice in scene.choices:
            if choice.condition is not None:
                name = f"{scene.id}/{choice.id}"
                yield Element("choice", name), choice_condition(name, choice.condition.source)
    for ending in story.endings.values():
        yield Element("ending", ending.id), f"ending {ending.id}"
    for text in of_story(story):
        if text.source and text.condition and not any(op == "holds" for op, _ in questions(text.condition.ast)):
            yield element_of(text.path), text_condition(text.path.partition("#")[0], text.source)


def _agreed(openings: Sequence[_Opening]) -> dict[str, tuple[str, str]]:
    """The pairs that are so from every opening that comes to their scene; none where one opening is not known."""
    known = [opening.pairs for opening in openings if opening.pairs is not None]
    if len(known) < len(openings):
        return {}
    return {
        choice: pair
        for pairs in known
        for choice, pair in pairs.items()
        if all(
            others.get(choice) == pair or Element("scene", choice.partition("/")[0]) not in opening.met
            for others, opening in zip(known, openings, strict=True)
        )
    }


if __name__ == "__main__":
    raise SystemExit(main())
