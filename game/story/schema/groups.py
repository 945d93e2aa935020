"""Shapes made of shapes: alternatives, lists, groups of free names, and records of known keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from game.story.problems import Report
from game.story.schema.shapes import NameShape, Shape, refuse, wrong
from game.story.yaml_tree import BROKEN, Node


@dataclass(frozen=True)
class Either:
    """A shape for each kind of value."""

    noun: str
    text: Shape | None = None
    number: Shape | None = None
    switch: Shape | None = None
    list: Shape | None = None
    group: Shape | None = None

    def read(self, node: Node, report: Report) -> None:
        """The shape that goes with the kind of value."""
        shape = self._shape(node.value)
        if shape is None:
            wrong(node, report, self.noun)
        else:
            shape.read(node, report)

    def schema(self) -> dict[str, Any]:
        """Any of the shapes."""
        shapes = (self.text, self.number, self.switch, self.list, self.group)
        return {"anyOf": [shape.schema() for shape in shapes if shape is not None]}

    def _shape(self, value: object) -> Shape | None:
        if isinstance(value, str):
            return self.text
        if isinstance(value, bool):
            return self.switch
        if isinstance(value, int):
            return self.number
        if isinstance(value, dict):
            return self.group
        return self.list if isinstance(value, list) else None


@dataclass(frozen=True)
class ListOf:
    """A list of values of one shape."""

    item: Shape
    least: int = 1
    noun: str = "a list"

    def read(self, node: Node, report: Report) -> None:
        """A list, each item in shape."""
        value = node.value
        if not isinstance(value, list):
            wrong(node, report, self.noun)
        elif len(value) < self.least:
            refuse(node, report, "empty", f"this list needs at least {self.least} items")
        else:
            for item in value:
                if item.value is not BROKEN:
                    self.item.read(item, report)

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "minItems": self.least, "items": self.item.schema()}


@dataclass(frozen=True)
class MapOf:
    """Values of one shape under names that the author chooses."""

    key: NameShape
    item: Shape
    least: int = 0
    noun: str = "a group of names"

    def read(self, node: Node, report: Report) -> None:
        """A mapping, each name and each value in shape. A value under a bad name is broken."""
        value = node.value
        if not isinstance(value, dict):
            wrong(node, report, self.noun)
            return
        if len(value) < self.least:
            refuse(node, report, "empty", "nothing stands under this key")
            return
        for child in value.values():
            if child.name is not None:
                self.key.read(child.name, report)
            if child.value is not BROKEN:
                self.item.read(child, report)
            if child.name is not None and child.name.value is BROKEN:
                child.value = BROKEN

    def schema(self) -> dict[str, Any]:
        """An object with free keys."""
        names = {"pattern": f"^{self.key.pattern}$"}
        return {
            "type": "object",
            "minProperties": self.least,
            "propertyNames": names,
            "additionalProperties": self.item.schema(),
        }


class Key(NamedTuple):
    """A key of a record: the shape under it, a line for the author, and whether it must be there."""

    shape: Shape
    about: str
    required: bool = False


@dataclass(frozen=True)
class ObjectShape:
    """A group of known keys. Of `one_of`, exactly one must be there."""

    name: str
    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()
    about: str = ""
    noun: str = "a group of keys"

    def read(self, node: Node, report: Report) -> None:
        """A mapping whose keys are all known, whose due ones are all there, each value in shape."""
        value = node.value
        if not isinstance(value, dict):
            wrong(node, report, self.noun)
            return
        for name, child in value.items():
            key = self.keys.get(name)
            if key is None:
                self._unknown(name, child, report)
            elif child.value is not BROKEN:
                key.shape.read(child, report)
        for name, key in self.keys.items():
            if key.required and name not in value:
                report.error(
                    node.position,
                    "missing-key",
                    f"`{name}` is missing: {key.about[0].lower()}{key.about[1:].rstrip('.')}",
                )
        if self.one_of:
            found = [name for name in value if name in self.one_of]
            if len(found) > 1 or (not found and all(name in self.keys for name in value)):
                self._not_one(node, found, report)

    def schema(self) -> dict[str, Any]:
        """An object with known keys only."""
        printed: dict[str, Any] = {"type": "object", "additionalProperties": False}
        printed["properties"] = {
            name: {"description": key.about, **key.shape.schema()} for name, key in self.keys.items()
        }
        if due := [name for name, key in self.keys.items() if key.required]:
            printed["required"] = due
        if self.one_of:
            printed["oneOf"] = [{"required": [name]} for name in self.one_of]
        return printed

    def _unknown(self, name: str, child: Node, report: Report) -> None:
        if re.search(r"[^a-z_-]", name):
            hint = "a text that holds `: ` must be quoted, or stand under `>-`"
        else:
            hint = report.guess(name, self.keys)
        report.error(
            child.position, "unknown-key", f"`{name[:40]}` is not a key of {self.name.replace('-', ' ')}", hint
        )

    def _not_one(self, node: Node, found: list[str], report: Report) -> None:
        listed = ", ".join(f"`{name}`" for name in self.one_of)
        if found:
            said = f"`{found[0]}` and `{found[1]}` exclude each other: one of {listed}"
            report.error(node.get(found[1]) or node, "one-text", said)
        else:
            report.error(node, "one-text", f"the words are missing: one of {listed}")
