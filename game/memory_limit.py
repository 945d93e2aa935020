"""How much memory a command may take: beyond it comes a `MemoryError`, not a machine that stands still."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MIB = 1 << 20


def default_limit() -> int:
    """Half of what the machine has, in MiB; 0, no limit, where it does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MIB // 2
    except (AttributeError, OSError, ValueError):
        return 0


@contextmanager
def limited(mib: int) -> Iterator[None]:
    """Let this process take so much more memory than it has, and no more; 0 for no limit.

    Where no system limits it, nothing does.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = _taken() + mib * _MIB
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (most if mib else soft, hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def lifted() -> Iterator[int | None]:
    """Let this process take as much as the system lets it, for a while; gives what it was limited to, for `keep_to`."""
    try:
        import resource
    except ImportError:
        yield None
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    keep_to(hard)
    try:
        yield soft
    finally:
        keep_to(soft)


def keep_to(limit: int | None) -> None:
    """Let this process have so many bytes of memory of its own in all, and no more; None for as many as it may now."""
    if limit is None:
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _taken() -> int:
    """How many bytes of memory of its own this process has by now; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
