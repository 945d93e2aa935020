"""How finely each location must tell the values of each variable apart: only as far as something later still does.

Before a condition that compares a gauge with 7, and nothing after it, two values of the gauge are enough; after it,
none need be known. The cuts of a location are the thresholds that it compares with itself, and those of the locations
that it leads to as they are before the effects on the way. States that differ within a band behave alike for ever. In
circles the cuts are those of the whole story (`quantise`), which are closed under everything that may happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.explore.automaton import Location, Program, ReaderText, Transition, drawn_indices
from game.explore.components import is_cyclic, program_parts
from game.explore.events import Place, as_far_as_possible
from game.explore.liveness import live, members, weighs
from game.explore.quantise import MOST_CUTS, Scanner, quantise
from game.story.compiled import Ast

Cuts = Mapping[int, Sequence[int]]
"""For each variable that must be known, the least value of each of its bands, rising: `quantise` says how."""

_Known = dict[int, frozenset[int] | None]
"""For each variable that must be known, where its values part; None where each is apart from all others."""


def discern(program: Program, texts: bool = True) -> list[Cuts]:
    """What must be told apart on entering each location.

    Args:
        program: The machine.
        texts: Whether conditional paragraphs and the numbers in texts count as reading.
    """
    needs = live(program, texts)
    everywhere = quantise(program, texts)
    by_location: list[Cuts] = [{} for _ in program.locations]
    known: list[_Known] = [{} for _ in program.locations]
    tracer = _Tracer(program, known, texts)
    for part in program.deadline.through(reversed(program_parts(program))):
        if is_cyclic(program, part):
            for index in part:
                known[index] = {i: _parting(everywhere[i]) for i in members(needs[index])}
        else:
            known[part[0]] = tracer.location(program.locations[part[0]])
        for index in part:
            by_location[index] = {i: _bands(program, i, cuts) for i, cuts in sorted(known[index].items())}
    return by_location


def alike(program: Program, texts: bool = True) -> list[Cuts]:
    """The same, but wherever a variable must be known, as finely as anywhere in the story."""
    everywhere = quantise(program, texts)
    return [{i: everywhere[i] for i in members(need)} for need in live(program, texts)]


def _parting(cuts: Sequence[int]) -> frozenset[int] | None:
    return None if isinstance(cuts, range) else frozenset(cuts[1:])


def _bands(program: Program, i: int, cuts: frozenset[int] | None) -> Sequence[int]:
    variable = program.variables[i]
    return range(variable.min, variable.max + 1) if cuts is None else (variable.min, *sorted(cuts))


class _Tracer:
    """Works out what one location must know from what the next ones must."""

    def __init__(self, program: Program, known: list[_Known], texts: bool) -> None:
        self._program = program
        self._known = known
        self._texts = texts
        self._drawn = frozenset(drawn_indices(program))
        self._condition = as_far_as_possible(program)

    def location(self, location: Location) -> _Known:
        scanner = Scanner(self._program)
        known: _Known = {}
        self._read(scanner, (location.index, -1), location.texts)
        for number, transition in enumerate(location.everything):
            if transition.opens is not None:
                scanner.scan(transition.opens)
            if weighs(location):
                scanner.scan(transition.weight)
            _join(known, self._before((location.index, number), transition))
        _join(known, _scanned(scanner))
        return known

    def _read(self, scanner: Scanner, place: Place, texts: Sequence[ReaderText]) -> None:
        for text in texts if self._texts else ():
            condition = self._condition(place, text)
            if condition is not None:
                scanner.scan(condition)
            for number in text.numbers:
                scanner.scan(number)

    def _before(self, place: Place, transition: Transition) -> _Known:
        """What must be known before a transition's effects."""
        scanner = Scanner(self._program)
        self._read(scanner, place, transition.texts)
        later: _Known = {}
        for way in transition.targets:
            if way.condition is not None:
                scanner.scan(way.condition)
            ahead = self._known[way.location]
            _join(later, {i: cuts for i, cuts in ahead.items() if not (way.resets and i in self._drawn)})
        _join(later, _scanned(scanner))
        for i, _ in transition.sets:
            later.pop(i, None)
        for i, amount in transition.adds:
            if later.get(i) is not None:
                later[i] = self._less(i, later[i] or frozenset(), amount)
        computed = [(ast, later.pop(i)) for i, ast in transition.computed if i in later]
        _join(later, self._expressed(computed))
        return later

    def _less(self, i: int, cuts: frozenset[int], amount: int) -> frozenset[int]:
        """Where values part that become others by a sum, cut to the variable's range."""
        variable = self._program.variables[i]
        return frozenset(cut - amount for cut in cuts if variable.min < cut - amount <= variable.max)

    def _expressed(self, computed: Sequence[tuple[Ast, frozenset[int] | None]]) -> _Known:
        """What must be known of values of which others are made."""
        scanner = Scanner(self._program)
        for ast, cuts in computed:
            if cuts is None:
                scanner.scan(ast)
            for cut in cuts or ():
                scanner.compare(ast, cut)
        return _scanned(scanner)


def _scanned(scanner: Scanner) -> _Known:
    parted: _Known = {i: frozenset(cuts) for i, cuts in enumerate(scanner.cuts) if cuts}
    return parted | dict.fromkeys(scanner.whole)


def _join(cuts_of: _Known, more: _Known) -> None:
    """Tell apart what either does."""
    for i, cuts in more.items():
        old = cuts_of.get(i, frozenset())
        both = None if old is None or cuts is None else old | cuts
        cuts_of[i] = None if both is None or len(both) > MOST_CUTS else both
