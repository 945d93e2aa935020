"""Which challenges of its story a run has met, how near it came to the others, and from which seats each can be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from game.play.run import Run
from game.play.state import State
from game.play.why import Clause, clause_of
from game.story.closures import Values, compile_ast
from game.story.compiled import Ast
from game.story.model import Story
from game.story.scenes import Challenge, Ending

_COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")


@dataclass(frozen=True, slots=True)
class Attempt:
    """How near a run that has ended came to a challenge.

    Attributes:
        run: The run.
        ending: The ending at which it can be met, where the run came there; None where it did not, or any will do.
        held: The parts of the condition that held at the end, each as the clauses of which it is made.
        missing: Those that did not.
        elsewhere: Whether the run came to an ending at which it cannot be met.
        off: How far off the numbers were, all together.
    """

    run: Run
    ending: Ending | None
    held: tuple[tuple[Clause, ...], ...]
    missing: tuple[tuple[Clause, ...], ...]
    elsewhere: bool
    off: int

    @property
    def done(self) -> int:
        """How much of it is done; the ending counts as a part where it matters."""
        return len(self.held) + (self.ending is not None)

    @property
    def parts(self) -> int:
        """Of how much."""
        return self.done + len(self.missing) + self.elsewhere

    @property
    def nearness(self) -> tuple[int, int]:
        """The greater, the nearer."""
        return self.done - self.parts, -self.off


def challenges_met(story: Story, state: State) -> tuple[Challenge, ...]:
    """The challenges that are met where a run rests: none, unless it has ended."""
    return tuple(
        challenge
        for challenge in story.challenges.values()
        if state.here.id in challenge.endings
        and (challenge.condition is None or challenge.condition.holds(state.values))
    )


def seats_for(story: Story, challenge: Challenge) -> tuple[str, ...]:
    """The seats from which alone a challenge can be met, by what it asks; none where only all of them together do."""
    condition = challenge.condition
    return tuple(seat for seat in story.seats if condition is None or _open_to(condition.ast, True, seat))


def attempt(challenge: Challenge, run: Run) -> Attempt | None:
    """How near a run came to a challenge; None where it has not ended, or could not have met it from its seat."""
    ending, story, values = run.ending, run.setup.story, run.state.values
    if ending is None:
        return None
    condition = challenge.condition
    clauses = () if condition is None else _asked(story, condition.ast, True, values)
    if clauses is None:
        return None
    there, any_will_do = ending.id in challenge.endings, set(story.final) <= set(challenge.endings)
    parts = list(_parts(clauses))
    held = tuple(part for part in parts if all(clause.holds(values) for clause in part))
    missing = tuple(part for part in parts if part not in held)
    off = sum(_off(story, clause, values) for part in missing for clause in part)
    return Attempt(run, ending if there and not any_will_do else None, held, missing, not there, off)


def _asked(story: Story, ast: Ast, wanted: bool, values: Values) -> tuple[Clause, ...] | None:
    """What a condition asks, of several ways the one of which least is missing; None where no way is open."""
    op = ast[0]
    if op == "not":
        return _asked(story, ast[1], not wanted, values)
    if op in ("and", "or"):
        ways = [_asked(story, part, wanted, values) for part in ast[1:]]
        open_ways = [way for way in ways if way is not None]
        if (op == "and") == wanted:
            return tuple(chain(*open_ways)) if len(open_ways) == len(ways) else None
        return min(open_ways, key=lambda way: sum(not clause.holds(values) for clause in way), default=None)
    clause = clause_of(story, ast, wanted)
    if op in ("holds", "bool"):
        return () if clause.holds(values) else None
    return (clause,)


def _parts(clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, ...]]:
    """Clauses by what they are about: `4 <= x <= 6` is two, and one part."""
    parts: dict[str, list[Clause]] = {}
    for clause in clauses:
        numbers = clause.ast[0] in _COMPARISONS and [variable.name for variable in clause.variables]
        parts.setdefault(repr(numbers or (clause.ast, clause.wanted)), []).append(clause)
    return map(tuple, parts.values())


def _off(story: Story, clause: Clause, values: Values) -> int:
    """How far a number is from what it had to be; 0 where it is there, and for what is no number."""
    if clause.ast[0] not in _COMPARISONS or clause.holds(values):
        return 0
    index = {variable.name: variable.index for variable in story.variables}
    left, right = (int(compile_ast(side, index, story.memory)(values)) for side in clause.ast[1:])
    return abs(left - right)


def _open_to(ast: Ast, wanted: bool, seat: str) -> bool:
    """Whether a condition may hold, or not hold, for who holds one seat alone."""
    op = ast[0]
    if op == "not":
        return _open_to(ast[1], not wanted, seat)
    if op in ("and", "or"):
        gather = all if (op == "and") == wanted else any
        return gather(_open_to(part, wanted, seat) for part in ast[1:])
    if op == "holds":
        return bool(ast[1] == seat) == wanted
    return op != "bool" or bool(ast[1]) == wanted
