"""Cases for both engines: runs and states, each with what Python's shows of it, as hashes.

`runs` plays a story at random, `explored` searches it, `arbitrary` puts any values at any scene, reachable or not. A
case is enough to do it again: what is not equal is told by the case, and by where the two texts part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any

from game.play.chance import MAX_SEED
from game.play.run import Run
from game.play.setup import RIVAL_WORDS, Rival, Setup, seat_word, seats
from game.play.state import EndlessStory, State, decide, open_choices
from game.story.model import Story
from game.story.scenes import Ending, Scene
from game.story.variables import Variable, VariableKind
from tests.web.view import account, digest, values, view

MOST = 120
"""Decisions after which a run that goes round in circles is left."""

Case = dict[str, Any]


def runs(story: Story, random: Random) -> Iterator[Case]:
    """Random runs, from any setup."""
    while True:
        try:
            run = Run.start(any_setup(story, random))
        except EndlessStory:
            return
        while len(run.decisions) < MOST and (opened := open_choices(run.state)):
            try:
                run = run.decide(random.choice(opened).id)
            except EndlessStory:
                break
        yield {
            **of(run.setup),
            "decisions": [decision.choice for decision in run.decisions],
            "views": [digest(view(run.setup, state)) for state in run.states],
            "accounts": [digest(account(part)) for part in parts_of(run)],
        }


def parts_of(run: Run) -> tuple[Run, Run]:
    """A run, and half of it: history must not run ahead of its reader."""
    return run, run.upto(len(run.decisions) // 2)


def explored(story: Story, random: Random) -> Iterator[Case]:
    """States found by search, from every setup by turns, each with where every open choice leads."""
    searches = [_search(setup, random) for setup in _every_setup(story, random)]
    while searches:
        for search in list(searches):
            found = list(islice(search, 20))
            yield from found
            if not found:
                searches.remove(search)


def _search(setup: Setup, random: Random) -> Iterator[Case]:
    try:
        frontier, seen = [Run.start(setup).state], set()
    except EndlessStory:
        return
    while frontier:
        state = frontier.pop(-1 if random.random() < 0.7 else random.randrange(len(frontier)))
        if (key := (state.here.id, state.values, state.step)) in seen:
            continue
        seen.add(key)
        case, ahead = _state_case(setup, state)
        frontier += ahead
        yield case


def arbitrary(story: Story, random: Random) -> Iterator[Case]:
    """Any values at any scene that asks, and at any ending."""
    asking = {drawn.id for episode in story.episodes.values() for drawn in episode.deck}
    scenes = [s for s in story.scenes.values() if s.choices and (story.draws or s.id not in asking)]
    places: list[Scene | Ending] = [*scenes, *story.endings.values()]
    while True:
        for here in places:
            at = tuple(_any_value(story, variable, random) for variable in story.variables)
            state = State(here, at, random.randrange(60), None, ())
            yield _state_case(any_setup(story, random), state)[0]


def _any_value(story: Story, variable: Variable, random: Random) -> int:
    if variable.kind is VariableKind.MEMORY:
        width = sum(bits.mask.bit_length() for bits in story.memory.values())
        return random.getrandbits(width) & random.getrandbits(width)
    if variable.kind is VariableKind.TIME:
        return random.randrange(story.clock_hours * 60 + 1)
    if variable.kind is VariableKind.RETURN:
        return random.randint(min(1, variable.max), variable.max)
    return random.choice((variable.min, variable.max, random.randint(variable.min, variable.max)))


def _state_case(setup: Setup, state: State) -> tuple[Case, list[State]]:
    bare = state._replace(taken=None, passed=())
    after: list[list[str]] = []
    ahead: list[State] = []
    for choice in open_choices(state):
        try:
            ahead.append(decide(setup, state, choice))
            after.append([choice.id, digest(view(setup, ahead[-1]))])
        except EndlessStory:
            after.append([choice.id, "endless"])
    place = {"here": state.here.id, "values": values(setup.story, state.values), "step": state.step}
    return {**of(setup), **place, "view": digest(view(setup, bare)), "after": after}, ahead


def any_setup(story: Story, random: Random) -> Setup:
    seat = random.choice([*story.seats, "both"])
    seed = random.choice([random.randrange(MAX_SEED), random.randrange(1000), MAX_SEED])
    return Setup.begun(story, seats(story, seat), random.choice(WORDS), seed, random.choice([*story.openings]))


def _every_setup(story: Story, random: Random) -> list[Setup]:
    return [
        Setup.begun(story, seats(story, seat), word, random.randrange(MAX_SEED), opening)
        for seat in (*story.seats, "both")
        for word in WORDS
        for opening in story.openings
    ]


def of(setup: Setup) -> Case:
    """A setup by its words."""
    seed = str(setup.seed)  # JavaScript's numbers end before its seeds do
    return {"seat": seat_word(setup), "rival": setup.rival_word, "seed": seed, "opening": setup.opening}


def states_in(case: Case) -> int:
    """How many states a case compares."""
    return len(case["views"]) if "views" in case else 1 + len(case["after"])


def again(story: Story, case: Case, where: list[Any]) -> Any:
    """What Python's engine shows where a case was not equal: `where` is as `compare.js` tells it."""
    setup = Setup.begun(story, seats(story, case["seat"]), case["rival"], int(case["seed"]), case["opening"])
    kind, place = where
    if "views" in case:
        run = Run.start(setup)
        for choice in case["decisions"]:
            run = run.decide(choice)
        return view(setup, run.states[place]) if kind == "view" else account(parts_of(run)[place])
    state = State(_place(story, case["here"]), tuple(map(int, case["values"])), case["step"], None, ())
    if kind == "view":
        return view(setup, state)
    return view(setup, decide(setup, state, next(c for c in open_choices(state) if c.id == place)))


def _place(story: Story, id: str) -> Scene | Ending:
    return story.scenes.get(id) or story.endings[id]


WORDS = [word for word in RIVAL_WORDS if not Rival(word).strength]
"""The rivals that a page knows, those of version 0.1 too."""

Kind = Callable[[Story, Random], Iterator[Case]]
