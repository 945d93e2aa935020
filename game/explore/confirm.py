"""Takes roads in the real engine: which seeds let them through, and what is really met on them.

Many roads begin alike, so they are taken as one tree: what several share is played once for each seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from game.explore.encounters import Element, Reader
from game.play.run import Decision
from game.play.setup import Rival, Setup
from game.play.state import EndlessStory, State, begin, decide, open_choices

Road = tuple[Decision, ...]
"""The player's decisions."""

_MOST_ENDLESS = 3
"""How many seeds that go round for ever are tried on one road."""


@dataclass(slots=True)
class _Branch:
    """Roads that have begun alike: `things` are wanted of the road that ends here, `left` of all that go through."""

    before: _Branch | None = None
    further: dict[Decision, _Branch] = field(default_factory=dict)
    things: set[Element] = field(default_factory=set)
    left: int = 0
    endless: int = 0

    def add(self, road: Road, things: Set[Element]) -> None:
        """Take in a road, and what is wanted of it."""
        at = self
        for decision in road:
            at = at.further.setdefault(decision, _Branch(at))
        new = things - at.things
        at.things |= new
        at.found(-len(new))

    def found(self, count: int) -> None:
        """Note that so many things are wanted no more."""
        at: _Branch | None = self
        while at is not None:
            at.left -= count
            at = at.before

    def go_round(self) -> None:
        """Note that all roads through here go round for ever; too often, and they are given up."""
        waiting = [self]
        while waiting:
            at = waiting.pop()
            waiting.extend(at.further.values())
            if at.things:
                at.endless += 1
                if at.endless == _MOST_ENDLESS:
                    at.found(len(at.things))
                    at.things.clear()


@dataclass(slots=True)
class _Taken:
    """How far a branch has been taken with a seed, and what was met since the decision before."""

    branch: _Branch
    state: State
    before: _Taken | None
    _met: frozenset[Element] | None = None

    def met(self, reader: Reader) -> Iterator[frozenset[Element]]:
        """What was met on the way, the last first."""
        at: _Taken | None = self
        while at is not None:
            if at._met is None:
                at._met = frozenset(reader.encounters(at.state))
            yield at._met
            at = at.before


def confirmed(tries: Iterable[Setup], roads: Mapping[Road, Set[Element]]) -> dict[Element, int]:
    """For each thing the first seed with which its road reaches it, if one of the setups tried has it.

    Args:
        tries: A setup with the seeds to try.
        roads: What each road should reach.
    """
    root, seeds, reader = _Branch(), dict[Element, int](), None
    for road, things in roads.items():
        root.add(road, things)
    for setup in tries:
        if not root.left:
            break
        reader = reader or Reader(setup)  # setups differ by their seeds alone
        for taken in _taken(setup, root):
            branch = taken.branch
            for met in taken.met(reader) if branch.things else ():
                here = branch.things & met
                seeds.update(dict.fromkeys(here, setup.seed))
                branch.things -= here
                branch.found(len(here))
                if not branch.things:
                    break
    return seeds


def _taken(setup: Setup, root: _Branch) -> Iterator[_Taken]:
    """Every branch that can be taken with a seed, and of which something is still wanted."""
    try:
        waiting = [_Taken(root, begin(setup), None)]
    except EndlessStory:
        root.go_round()
        return
    while waiting:
        taken = waiting.pop()
        yield taken
        if not any(further.left for further in taken.branch.further.values()):
            continue
        opened = {choice.id: choice for choice in open_choices(taken.state)}
        for (scene, choice), further in taken.branch.further.items():
            if further.left and taken.state.here.id == scene and choice in opened:
                try:
                    waiting.append(_Taken(further, decide(setup, taken.state, opened[choice]), taken))
                except EndlessStory:
                    further.go_round()


def with_seeds(setup: Setup, seeds: int) -> list[Setup]:
    """A setup with each of so many seeds: with one where no run depends on it."""
    return [replace(setup, seed=seed) for seed in range(seeds if chancy(setup) else 1)]


def states_along(setup: Setup, decisions: Road) -> list[State] | None:
    """The states that some decisions lead through; None where one of them cannot be taken."""
    states = [begin(setup)]
    for scene, choice in decisions:
        state = states[-1]
        taken = next((c for c in open_choices(state) if c.id == choice), None) if state.here.id == scene else None
        if taken is None:
            return None
        states.append(decide(setup, state, taken))
    return states


def chancy(setup: Setup) -> bool:
    """Whether a run depends on its seed."""
    story = setup.story
    drawn = any(episode.deck for episode in story.episodes.values())
    left = any(choice.chance is not None for scene in story.scenes.values() for choice in scene.choices)
    return setup.rival is Rival.WEIGHTED or drawn or left
