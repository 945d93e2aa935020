"""Reading without the garbage collector: what is read is no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the garbage collector off: it would walk the growing story again and again, and there is no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was read is no garbage, and need not be looked through to find that out:
            gc.unfreeze()  # this puts it among what has lasted
            gc.enable()
