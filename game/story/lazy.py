"""A mapping that is made when somebody first looks into it: a title screen needs none of a story's scenes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class LazyMapping(Mapping[str, T]):
    """Behaves like the mapping that `make` returns, which is called once, and only if it must be.

    Where its `names` are known beforehand, to count them or to look one up is no reason to make it.
    """

    __slots__ = ("_made", "_make", "_names")

    def __init__(self, make: Callable[[], Mapping[str, T]], names: Sequence[str] | None = None) -> None:
        self._make = make
        self._made: Mapping[str, T] | None = None
        self._names = names

    @property
    def made(self) -> Mapping[str, T]:
        """The mapping itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: str) -> T:
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        return key in (self.made if self._names is None else self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.made if self._names is None else self._names)

    def __len__(self) -> int:
        return len(self.made if self._names is None else self._names)
