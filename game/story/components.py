"""The parts of a graph that hang together, every part after those that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


def components(roots: Iterable[Place], successors: Callable[[Place], Iterable[Place]]) -> list[list[Place]]:
    """Strongly connected components of what some roots lead to, in topological order (Tarjan, without recursion)."""
    number: dict[Place, int] = {}
    low: dict[Place, int] = {}
    waiting: list[Place] = []
    on: set[Place] = set()
    parts: list[list[Place]] = []
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


def _pop(root: Place, waiting: list[Place], on: set[Place]) -> list[Place]:
    component = []
    while True:
        index = waiting.pop()
        on.discard(index)
        component.append(index)
        if index == root:
            return component[::-1]
