"""Why a run ended so: the clauses that sent it to its ending, what made each of them true, and the ending nearest by.

A run comes to an ending by a road: an exit of its last scene, behind a decision perhaps, into which another road led.
What had to hold at the last fork of that road is taken apart into clauses; each became true somewhere, by a decision of
the player's or of the other side's, by chance, by the story's own course, or was true from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

from game.play.run import Decision, Run
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn, EndlessStory, State, begin, decide, open_choices
from game.story.closures import Closure, Values, compile_ast, names_in
from game.story.compiled import Ast
from game.story.model import Story
from game.story.scenes import BACK, Ending, Exit
from game.story.variables import Variable, VariableKind

_MOST_DECISIONS = 2
"""So many decisions lie at most between the ending and the fork of the road that explains it."""

_MOST_STATES, _MOST_THOUGHT = 4000, 400
"""So many states are looked at for another ending, the nearest first; and so many where a strategist thinks at each.

Where none was among them, as many again, the farthest on first: some road to its end that needs no more changes.
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A flag or a comparison that had to hold; or had not to, where `wanted` is false."""

    ast: Ast
    wanted: bool
    variables: tuple[Variable, ...]
    closure: Closure

    def holds(self, values: Values) -> bool:
        """Whether it is as it had to be."""
        return bool(self.closure(values)) == self.wanted


@dataclass(frozen=True, slots=True)
class Cause:
    """A clause that held, and the beat that made it true last; None where it was true from the beginning.

    `moved` where what it asks about has moved, so that it has held all along without having been the same.
    """

    clause: Clause
    beat: Beat | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a run ended so.

    Attributes:
        decision: The last decision, by anyone, where another one led elsewhere; None where the story led on by itself.
        causes: What held at the last fork of the road, in the order of time.
        values: The values at the end.
    """

    decision: Decided | None
    causes: tuple[Cause, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class NearestEnding:
    """Another ending that the same run could have come to, with the same luck.

    Attributes:
        ending: The ending.
        changed: The decisions to take otherwise, each with how many decisions the run had taken before it.
        beyond: How many decisions come on top, in scenes that the run never met.
    """

    ending: Ending
    changed: tuple[tuple[int, Decision], ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lay round a run.

    Attributes:
        nearest: The nearest other ending; None where none was found.
        whole: Whether every road was followed to its end, so that none found means that there was none.
    """

    nearest: NearestEnding | None
    whole: bool


def reasons(run: Run) -> Reasons:
    """Why a run ended so.

    Args:
        run: A run that has come to an ending.
    """
    beats = tuple(run.beats())
    forked, place, asts = _last_fork(beats)
    clauses = {repr((clause.ast, clause.wanted)): clause for ast in asts for clause in _clauses(run.setup.story, *ast)}
    until = beats[: place + 1]
    causes = [(_made_true(clause, until), clause) for clause in clauses.values()]
    causes.sort(key=lambda cause: cause[0])
    explained = tuple(Cause(clause, None if at < 0 else beats[at], _moved(clause, until)) for at, clause in causes)
    return Reasons(forked, explained, run.state.values)


@lru_cache(maxsize=8)
def neighbourhood(setup: Setup, taken: tuple[Decision, ...], reached: Ending) -> Neighbourhood:
    """The other ending that takes the fewest decisions to be changed, looked for in the game itself.

    A decision counts as changed where the run decided otherwise; those in scenes that it never met count less than any;
    among as many, those come first that part from the run latest. No other ending takes fewer to be changed; where many
    more decisions come on top, it may be one of several that take as few.

    Args:
        setup: The run's setup.
        taken: Its decisions.
        reached: The ending that they led to.
    """
    choices = {(decision.scene, decision.choice) for decision in taken}
    met = {decision.scene: at for at, decision in reversed(list(enumerate(taken)))}
    unread = {v.index for v in setup.story.variables if v.kind in (VariableKind.MEMORY, VariableKind.TIME)}
    most = _MOST_THOUGHT if setup.rival.strength else _MOST_STATES
    number, seen, onward = 0, set[tuple[str, Values, int]](), 1
    first: tuple[tuple[int, int, int], int, State, tuple[tuple[int, Decision], ...]] = (0, 0, 0), 0, begin(setup), ()
    waiting = [first]
    while waiting and len(seen) < 2 * most:
        if onward > 0 and len(seen) == most:
            onward = -1
            waiting = [((cost[0], -cost[1], cost[2]), n, state, changes) for cost, n, state, changes in waiting]
            heapify(waiting)
        (changed, beyond, back), _, state, changes = heappop(waiting)
        here = state.here
        if isinstance(here, Ending):
            if here is not reached and not here.unfinished:
                return Neighbourhood(NearestEnding(here, changes, abs(beyond)), whole=False)
            continue
        key = here.id, tuple(value for i, value in enumerate(state.values) if i not in unread), state.step
        if key in seen:
            continue
        seen.add(key)
        for choice in open_choices(state):
            number += 1
            new, as_taken = here.id not in met, (here.id, choice.id) in choices
            change = () if new or as_taken else ((met[here.id], Decision(here.id, choice.id)),)
            since = len(taken) - met[here.id] if change and not changes else back
            cost = changed + len(change), beyond + onward * new, since
            try:
                heappush(waiting, (cost, number, decide(setup, state, choice), (*changes, *change)))
            except EndlessStory:
                continue
    return Neighbourhood(None, whole=not waiting)


def _last_fork(beats: Sequence[Beat]) -> tuple[Decided | None, int, list[tuple[Ast, bool, Values]]]:
    """The last decision that led elsewhere, the beat at which the road forked last, and what held there."""
    decision: Decided | None = None
    asts: list[tuple[Ast, bool, Values]] = []
    place, decided, forked = len(beats) - 1, 0, -1
    while place >= 0 and decided < _MOST_DECISIONS and (forked < 0 or not decided):
        beat = beats[place]
        passed_by, taken = _way(_exits(beats, place), beat.after)
        if forked < 0 and taken.condition is not None:
            forked = place
            asts.append((taken.condition.ast, True, beat.after))
        elif forked < 0 and passed_by:
            forked = place
            asts += ((ast, False, beat.after) for ast in passed_by if not decided)
        if isinstance(beat, Decided) and len(beat.scene.open(beat.before)) > 1:
            if not decided:
                decision = beat
                if beat.choice.condition is not None:
                    asts.append((beat.choice.condition.ast, True, beat.before))
            decided += 1
        place = _came_from(beats, place)
    return decision, len(beats) - 1 if forked < 0 else forked, asts


def _exits(beats: Sequence[Beat], place: int) -> tuple[Exit, ...]:
    """The exits among which the road went on after a beat."""
    beat = beats[place]
    exits = beat.choice.exits if isinstance(beat, Decided) else beat.scene.exits
    if isinstance(beat, Drawn) and beat.storylet.exits:
        exits = beat.storylet.exits
    if exits and _way(exits, beat.after)[1].to == BACK:
        drawn = (b for b in reversed(beats[:place]) if isinstance(b, Drawn) and b.storylet.scene is beat.scene)
        exits = next(drawn).scene.exits
    return exits


def _way(exits: Sequence[Exit], values: Values) -> tuple[list[Ast], Exit]:
    """The conditions that did not hold, and the exit that was taken."""
    passed_by: list[Ast] = []
    for exit in exits:
        if exit.condition is None or exit.condition.holds(values):
            return passed_by, exit
        passed_by.append(exit.condition.ast)
    raise AssertionError("the checker lets no list of exits end in a condition")


def _came_from(beats: Sequence[Beat], place: int) -> int:
    """The beat before the scene of a beat was entered; -1 where the run began in it."""
    scene = beats[place].scene
    while place >= 0 and beats[place].scene is scene:
        place -= 1
    return place


def _clauses(story: Story, ast: Ast, wanted: bool, values: Values) -> Iterator[Clause]:
    """The clauses that made a condition hold, or not hold."""
    op = ast[0]
    if op == "not":
        yield from _clauses(story, ast[1], not wanted, values)
    elif op in ("and", "or"):
        for part in ast[1:]:
            # what made an `and` fail, or an `or` hold, are those parts alone that did
            if (op == "and") == wanted or bool(_closure(story, part)(values)) == wanted:
                yield from _clauses(story, part, wanted, values)
    elif op != "bool":
        yield clause_of(story, ast, wanted)


def clause_of(story: Story, ast: Ast, wanted: bool) -> Clause:
    """A part of a condition that is taken apart no further, and whether it has to hold."""
    known = {variable.name: variable for variable in story.variables}
    read = tuple(known[name] for name in dict.fromkeys(names_in(ast)))
    return Clause(ast, wanted, read, _closure(story, ast))


def _closure(story: Story, ast: Ast) -> Closure:
    return compile_ast(ast, {variable.name: variable.index for variable in story.variables}, story.memory)


def _made_true(clause: Clause, beats: Sequence[Beat]) -> int:
    """The last beat that made a clause true; -1 where it was so from the beginning."""
    for place in reversed(range(len(beats))):
        if clause.holds(beats[place].after) and not clause.holds(beats[place].before):
            return place
    return -1


def _moved(clause: Clause, beats: Sequence[Beat]) -> bool:
    """Whether anything that a clause asks about has moved."""
    read = [variable.index for variable in clause.variables]
    return any(beat.before[index] != beat.after[index] for beat in beats for index in read)
