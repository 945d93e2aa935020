"""The order in which locations are explored: parts that hang together, every part after those that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.explore.automaton import Location, Program


def leads_to(location: Location) -> list[int]:
    """The locations that a location may lead to, once each, in the order written."""
    return list(dict.fromkeys(way.location for transition in location.everything for way in transition.targets))


def program_parts(program: Program) -> list[list[int]]:
    """The strongly connected parts that the start leads to, in topological order."""
    return components([program.start], lambda index: leads_to(program.locations[index]))


def is_cyclic(program: Program, part: list[int]) -> bool:
    """Whether a part goes round in circles: several locations, or one that leads to itself."""
    return len(part) > 1 or part[0] in leads_to(program.locations[part[0]])


def carry_back(program: Program, step: Callable[[int], bool]) -> None:
    """Work out what follows from what comes later: the last locations first, in circles until nothing changes.

    Args:
        program: The machine.
        step: Works one location out from those that it leads to; says whether that changed anything.
    """
    for part in reversed(program_parts(program)):
        while sum(step(index) for index in reversed(part)) and is_cyclic(program, part):
            pass


def components(roots: Iterable[int], successors: Callable[[int], list[int]]) -> list[list[int]]:
    """Strongly connected components of what some roots lead to, in topological order (Tarjan, without recursion)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    waiting: list[int] = []
    on: set[int] = set()
    parts: list[list[int]] = []
    for root in roots:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        waiting.append(root)
        on.add(root)
        work = [(root, iter(successors(root)))]
        while work:
            at, rest = work[-1]
            for to in rest:
                if to not in number:
                    number[to] = low[to] = len(number)
                    waiting.append(to)
                    on.add(to)
                    work.append((to, iter(successors(to))))
                    break
                if to in on:
                    low[at] = min(low[at], number[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == number[at]:
                    parts.append(_pop(at, waiting, on))
    return parts[::-1]


def _pop(root: int, waiting: list[int], on: set[int]) -> list[int]:
    component = []
    while True:
        index = waiting.pop()
        on.discard(index)
        component.append(index)
        if index == root:
            return component[::-1]
