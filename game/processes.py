"""Processes of the program's own, which find no module in the folder that they are started in.

That folder may be a stranger's story, opened in a terminal or an editor, and Python would run what lies there as
`numpy.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import memory_limit

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_ROOT = Path(__file__).parents[1]

_START = """\
import runpy, sys
root, module = sys.argv[1:3]
del sys.argv[1:3]
sys.path.insert(0, root)
import game
del sys.path[0]
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def command(module: str, *arguments: str) -> tuple[str, ...]:
    """What starts a module of the program in a process of its own."""
    return (sys.executable, "-P", "-c", _START, str(_ROOT), module, *arguments)


@contextmanager
def worker_pool(count: int, prepare: Callable[..., None], *given: Any) -> Iterator[ProcessPoolExecutor]:
    """Processes that wait for work, each new, and each limited to as much memory as this one.

    This one is not limited while they work, as it only waits: a pool that finds no memory for its own threads waits
    for ever.

    Args:
        count: How many at most.
        prepare: Called first in each of them.
        given: What it is called with.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    os.environ["PYTHONSAFEPATH"] = "1"  # they are started later, and as Python starts them
    with memory_limit.lifted() as limit:
        pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (limit, prepare, given))
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(limit: int | None, prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    memory_limit.keep_to(limit)
    prepare(*given)
