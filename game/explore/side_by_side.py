"""Several arrays worked on at once, each by a thread: numpy lets go of the interpreter while it computes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Given], Made], items: Sequence[Given]) -> list[Made]:
    """What some work makes of each item, in their order."""
    processors = os.cpu_count() or 1
    if len(items) < 2 or processors < 2:
        return [work(item) for item in items]
    return list(_threads(processors).map(work, items))


@cache
def _threads(count: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(count)
