"""What opens a choice, and what it changes: functions of the values, made once when a story is linked."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from game.story.closures import Values
from game.story.paragraphs import Condition, Number
from game.story.scenes import Choice
from game.story.variables import Variable


def open_among(choices: tuple[Choice, ...]) -> Callable[[Values], tuple[Choice, ...]]:
    """A function that gives the open ones. Where one or two may be closed, every answer is made beforehand."""
    gates = [(choice, choice.opens) for choice in choices if choice.opens is not None]
    if not gates:
        return lambda values: choices
    if len(gates) == 1:
        ((gated, opens),) = gates
        rest = tuple(choice for choice in choices if choice is not gated)
        return lambda values: choices if opens(values) else rest
    if len(gates) == 2:
        (first, opens), (second, opens_too) = gates
        answers = tuple(
            tuple(c for c in choices if (one or c is not first) and (two or c is not second))
            for one in (False, True)
            for two in (False, True)
        )
        return lambda values: answers[(2 if opens(values) else 0) + (1 if opens_too(values) else 0)]
    return lambda values: tuple([c for c in choices if c.opens is None or c.opens(values)])


def opens(condition: Condition | None, used: Variable | None) -> Callable[[Values], bool] | None:
    """What must hold for a choice to be open: its condition, and not taken yet where `used` remembers that."""
    if used is None:
        return None if condition is None else condition.holds
    mark = itemgetter(used.index)
    if condition is None:
        return lambda values: not mark(values)
    holds = condition.holds
    return lambda values: not mark(values) and holds(values)


def changing(
    add: tuple[tuple[Variable, int], ...],
    put: tuple[tuple[Variable, int], ...],
    computed: tuple[tuple[Variable, Number], ...] = (),
) -> Callable[[Values], Values]:
    """A function that adds, sets and computes: values in, values out, each clamped to its variable's range."""
    if computed:
        return _computing(changing(add, put), computed)
    if not add and not put:
        return lambda values: values
    if len(add) == 1 and not put:
        return _one_sum(*add[0])
    sums = tuple((variable.index, amount, variable.min, variable.max) for variable, amount in add)
    fixed = tuple((variable.index, amount) for variable, amount in put)

    def apply(values: Values) -> Values:
        new = list(values)
        for index, amount, low, high in sums:
            value = new[index] + amount
            new[index] = low if value < low else high if value > high else value
        for index, amount in fixed:
            new[index] = amount
        return tuple(new)

    return apply


def _computing(
    change: Callable[[Values], Values], computed: tuple[tuple[Variable, Number], ...]
) -> Callable[[Values], Values]:
    made = tuple((variable.index, number.of, variable.min, variable.max) for variable, number in computed)

    def apply(values: Values) -> Values:
        new = list(change(values))
        for index, of, low, high in made:
            new[index] = min(max(int(of(values)), low), high)
        return tuple(new)

    return apply


def _one_sum(variable: Variable, amount: int) -> Callable[[Values], Values]:
    index, low, high = variable.index, variable.min, variable.max

    def apply(values: Values) -> Values:
        new = list(values)
        value = new[index] + amount
        new[index] = low if value < low else high if value > high else value
        return tuple(new)

    return apply


def passing(time: Variable, minute: int | None, takes: int) -> Callable[[Values], Values]:
    """A function that moves the run's clock on: to the minute at which something happens, then by what it takes."""
    index = time.index

    def passed(values: Values) -> Values:
        now = values[index] if minute is None else max(values[index], minute)
        return (*values[:index], now + takes, *values[index + 1 :])

    return passed
