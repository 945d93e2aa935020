"""A mapping that is made when somebody first looks into it: a title screen needs none of a story's scenes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class LazyMapping(Mapping[str, T]):
    """Behaves like the dictionary that `make` returns, which is called once, and only if it must be."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], dict[str, T]]) -> None:
        self._make = make
        self._made: dict[str, T] | None = None

    @property
    def made(self) -> dict[str, T]:
        """The dictionary itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: str) -> T:
        return self.made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)
