"""What the program stands on: the libraries that it asks for, and those that are here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

_USED_BY = {
    "numpy": "holdup explore",
    "watchfiles": "holdup watch",
}
"""Commands that alone need a library that comes with an extra, or not to every machine."""

_REQUIREMENT = re.compile(r"([\w.-]+)([^;]*)(?:; (?:extra == .(author).|(platform_machine) in .*))?")


@dataclass(frozen=True, slots=True)
class Library:
    """A library: which versions are wanted, which is here (None: none), and the only command that needs it, if any."""

    name: str
    wanted: str
    version: str | None
    command: str

    @property
    def fits(self) -> bool:
        """Whether the version that is here is one of those wanted."""
        here = _numbers(self.version or "")
        bounds = re.findall(r"(>=|<)([\d.]+)", self.wanted)
        return all(here >= _numbers(bound) if sign == ">=" else here < _numbers(bound) for sign, bound in bounds)


def libraries() -> Iterator[Library]:
    """Every library that the installed program names, those of the author's extra included."""
    try:
        requirements = metadata.requires("holdup") or []
    except metadata.PackageNotFoundError:
        requirements = []  # it runs from its folder, and nothing says what it needs
    for requirement in requirements:
        match = _REQUIREMENT.fullmatch(requirement)
        if match is not None:
            name, wanted, extra, platform = match.groups()
            wanted = ",".join(sorted(wanted.strip().split(","), reverse=True))
            yield Library(
                name, wanted, _version(name), _USED_BY.get(name, f"holdup[{extra}]") if extra or platform else ""
            )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
