"""How often random runs meet scenes and endings, and how often conditions hold where they come to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from game.explore.conditioned_texts import path_of
from game.explore.encounters import Element, Reader
from game.explore.playtest import random_runs
from game.play.setup import Setup
from game.play.state import Decided, Drawn, State, open_choices


def counted(setup: Setup, numbers: Iterable[int]) -> tuple[dict[Element, float], dict[Element, float]]:
    """What is met in some random runs: scenes and endings by the run, and conditions by the visit.

    Args:
        setup: How it is played.
        numbers: The numbers of the runs.

    Returns:
        The share of runs that meet each scene and ending; of the visits to it, the share in which each paragraph is
        read and each choice is open.
    """
    runs, met, reader = 0, Counter[Element](), Reader(setup)
    visits, holding = Counter[str](), Counter[Element]()
    for _, states, _ in random_runs(setup, numbers):
        runs += 1
        run = [(state, list(reader.encounters(state))) for state in states]
        met.update({thing for _, things in run for thing in things if thing.kind in ("scene", "ending")})
        for state, things in run:
            holding.update(thing for thing in things if thing.kind in ("paragraph", "variant"))
            visits.update(_owner(thing) for thing in things if thing.kind == "variant")  # one of several is always said
            holding.update(_open(state))
            visits.update(_texts(state))
    shares = {thing: times / visits[_owner(thing)] for thing, times in holding.items() if visits[_owner(thing)]}
    return {thing: times / runs for thing, times in met.items()}, shares


def _texts(state: State) -> Iterator[str]:
    """The texts that a state comes to, by their paths."""
    for beat in state.trail:
        if isinstance(beat, Decided):
            yield path_of(beat.scene, beat.choice)
        else:
            yield f"storylet:{beat.storylet.id}" if isinstance(beat, Drawn) else beat.scene.id
    yield state.here.id


def _open(state: State) -> Iterable[Element]:
    return (Element("choice", f"{state.here.id}/{choice.id}") for choice in open_choices(state))


def _owner(thing: Element) -> str:
    """The text that a paragraph or a variant stands in, or the scene of a choice."""
    return thing.id.partition("/")[0] if thing.kind == "choice" else thing.id.partition("#")[0]
