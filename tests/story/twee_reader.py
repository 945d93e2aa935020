"""A reader of Twee 3 that knows the specification and nothing of the game: what leaves is read by it.

https://github.com/iftechfoundation/twine-specs/blob/master/twee-3-specification.md
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Passage:
    """A passage as the specification has it."""

    name: str
    tags: tuple[str, ...]
    metadata: dict[str, Any]
    text: str


class NotTwee(ValueError):
    """The text breaks a rule of the specification."""


def read(text: str) -> list[Passage]:
    """The passages of a text.

    Raises:
        NotTwee: A rule is broken that compilers and authors must follow.
    """
    passages: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if line[:2] == "::":
            passages.append((line[2:], []))
        elif passages:
            passages[-1][1].append(line)
        elif line.strip():
            raise NotTwee("text before the first passage")
    return [_passage(header, lines) for header, lines in passages]


def _passage(header: str, lines: list[str]) -> Passage:
    name, rest = _until(header.lstrip(" "), "[{")
    tags: tuple[str, ...] = ()
    if rest.startswith("["):
        inside, rest = _until(rest[1:], "]")
        tags = tuple(_decoded(tag) for tag in inside.split(" ") if tag)
        rest = rest[1:].lstrip(" ")
    metadata: dict[str, Any] = {}
    if rest.strip():
        metadata = json.loads(rest)
        for key, value in metadata.items():
            if key not in ("position", "size") or not re.fullmatch(r"\d+,\d+", value):
                raise NotTwee(f"{key}: {value} is no metadata")
    if not name.rstrip(" "):
        raise NotTwee("a passage without a name")
    while lines and not lines[-1].strip():
        lines.pop()
    return Passage(_decoded(name.rstrip(" ")), tags, metadata, "\n".join(lines))


def _until(text: str, ends: str) -> tuple[str, str]:
    """What stands before the first of some signs that is not escaped, and the rest."""
    at = 0
    while at < len(text) and text[at] not in ends:
        if text[at] in "[]{}":
            raise NotTwee(f"{text[at]} is not escaped")
        at += 2 if text[at] == "\\" else 1
    return text[:at], text[at:]


def _decoded(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def links(text: str) -> list[str]:
    """Where the links of a passage lead, as Twine's editor finds them."""
    found = []
    for link in re.findall(r"\[\[(.*?)\]\]", text):
        body = link.split("][")[0]
        if "->" in body:
            found.append(body.rpartition("->")[2])
        elif "<-" in body:
            found.append(body.partition("<-")[0])
        else:
            found.append(body.rpartition("|")[2])
    return found
