"""Shapes made of shapes: alternatives, lists, groups of free names, and records of known keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from game.i18n.catalogue import NOTHING, LazyMessage, enumerated, tr_lazy
from game.story.problems import Report, Severity, nearest
from game.story.schema.shapes import A_GROUP_OF_KEYS, A_LIST, NameShape, OneOf, Shape, refuse, what, wrong
from game.story.slips import quote_it
from game.story.words_meant import QUOTES, bare, key_meant, value_meant
from game.story.yaml_tree import BROKEN, Node

MOST = 2000
"""How many items or names stand in one list or group at most, unless its shape says otherwise."""

_HOMES: dict[str, list[LazyMessage]] = {}
"""The records that have each key, by key."""

_ADDED = re.compile(r"([a-z_][a-z0-9_]*) *([+-])=? *([0-9]+)")
"""`oil + 1`, for an effect."""

_PUT = re.compile(r"([a-z_][a-z0-9_]*) *=(?!=) *(\S.*)")
"""`dark = oil == 0`, for a derived value."""


@dataclass(frozen=True)
class Either:
    """A shape for each kind of value."""

    noun: LazyMessage
    text: Shape | None = None
    number: Shape | None = None
    switch: Shape | None = None
    list: Shape | None = None
    group: Shape | None = None

    def read(self, node: Node, report: Report) -> None:
        """The shape that goes with the kind of value."""
        shape = self.shape_of(node.value)
        if shape is None or (isinstance(shape, OneOf) and value_meant(str(node.value), False, self.noun.one)):
            wrong(node, report, self.noun, _as_item(node, self.list))
        else:
            shape.read(node, report)

    def schema(self) -> dict[str, Any]:
        """Any of the shapes."""
        shapes = (self.text, self.number, self.switch, self.list, self.group)
        return {"anyOf": [shape.schema() for shape in shapes if shape is not None]}

    def shape_of(self, value: object) -> Shape | None:
        """The shape that goes with a kind of value; None where none does."""
        return self._shapes.get(type(value))

    @cached_property
    def _shapes(self) -> Mapping[type, Shape | None]:
        return {str: self.text, bool: self.switch, int: self.number, dict: self.group, list: self.list}


@dataclass(frozen=True)
class ListOf:
    """A list of values of one shape."""

    item: Shape
    least: int = 1
    noun: LazyMessage = A_LIST
    several: LazyMessage = NOTHING
    """The way out for a text alone, where a list of one would be too short."""
    most: int = MOST

    def read(self, node: Node, report: Report) -> None:
        """A list, each item in shape."""
        value = node.value
        if isinstance(value, str) and self.several:
            message = tr_lazy("{what} where {noun} is due", what=what(node), noun=self.noun)
            refuse(node, report, "wrong-type", message, self.several)
        elif not isinstance(value, list):
            wrong(node, report, self.noun, _as_item(node, self))
        elif len(value) < self.least:
            short = tr_lazy("this list is too short: it holds {least} or more", least=self.least)
            hint = tr_lazy("add another, or write the one alone, without a list") if value else NOTHING
            refuse(node, report, "empty", short, hint)
        elif len(value) > self.most:
            _refuse_so_many(node, report, len(value), self.most)
        elif isinstance(self.item, ObjectShape) and self.item.alone and all(isinstance(i.value, str) for i in value):
            key, words = self.item.alone, [str(item.value).strip(QUOTES) for item in value]
            written = ", ".join(f"{{if: …, {key}: {word}}}" for word in words[:-1])
            hint = tr_lazy("for one, write its name alone: `{written}`", written=words[-1])
            if written:
                hint = tr_lazy("say when each is taken: `{written}`", written=f"[{written}, {{{key}: {words[-1]}}}]")
            refuse(value[0], report, "wrong-type", tr_lazy("bare names where a list of groups is due"), hint)
            node.value = BROKEN
        else:
            for item in value:
                if item.value is not BROKEN:
                    self.item.read(item, report)

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "minItems": self.least, "maxItems": self.most, "items": self.item.schema()}


@dataclass(frozen=True)
class MapOf:
    """Values of one shape under names that the author chooses; `noun` says what stands there, `example` shows one."""

    key: NameShape
    item: Shape
    noun: LazyMessage
    example: str
    least: int = 0
    most: int = MOST

    def read(self, node: Node, report: Report) -> None:
        """A mapping, each name and each value in shape. A value under a bad name is broken."""
        value = node.value
        if not isinstance(value, dict):
            message = tr_lazy("{what} where {nouns} are due", what=what(node), nouns=self.noun)
            hint = tr_lazy("write each under its name, like `{written}`", written=self._meant(node) or self.example)
            refuse(node, report, "wrong-type", message, hint)
            return
        if len(value) < self.least:
            refuse(node, report, "empty", tr_lazy("nothing stands under this key"))
            return
        if len(value) > self.most:
            _refuse_so_many(node, report, len(value), self.most)
            return
        for written, child in list(value.items()):
            if child.name is not None and not self.key.fits(written):
                self.key.read(child.name, report)
                _rename(value, written, child)
            if child.value is not BROKEN:
                self.item.read(child, report)
            if child.name is not None and child.name.value is BROKEN:
                child.value = BROKEN

    def _meant(self, node: Node) -> str:
        """How a list of names, a name and what is added to it, or what it is put equal to, is written; else empty."""
        added, put = _ADDED.fullmatch(node.text), _PUT.fullmatch(node.text[:80])
        if added is not None:
            return f"{{{added[1]}: {added[2].replace('+', '')}{added[3]}}}"
        if put is not None:
            return f"{put[1]}: {put[2]}"
        known = self.item.keys if isinstance(self.item, ObjectShape) else ()
        first = next(iter(node.items), node)
        name = first.text or next(iter(first.entries), "") if first is not node else ""
        return f"{name}: …" if name and name not in known and self.key.fits(name) else ""

    def schema(self) -> dict[str, Any]:
        """An object with free keys."""
        names = {"pattern": f"^{self.key.pattern}$"}
        return {
            "type": "object",
            "minProperties": self.least,
            "maxProperties": self.most,
            "propertyNames": names,
            "additionalProperties": self.item.schema(),
        }


class Key(NamedTuple):
    """A key of a group: the shape under it, a few words for the author, and whether it must be there."""

    shape: Shape
    about: str
    required: bool = False


@dataclass(frozen=True)
class ObjectShape:
    """A group of known keys. Of `one_of`, exactly one must be there.

    `elsewhere` are keys that authors write here and that belong elsewhere, each with the way out.
    """

    name: LazyMessage
    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()
    about: str = ""
    noun: LazyMessage = A_GROUP_OF_KEYS
    alone: str = ""
    """The key that says what it is when the rest is left out: in a list, a bare name is most likely that."""
    elsewhere: Mapping[str, LazyMessage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember whose the keys are, for those who write one in the wrong place."""
        for key in self.keys:
            _HOMES.setdefault(key, []).append(self.name)

    def read(self, node: Node, report: Report) -> None:
        """A mapping whose keys are all known, whose due ones are all there, each value in shape."""
        value = node.value
        if isinstance(value, str | int) and self.alone:
            hint = tr_lazy("write under it: `{written}`", written=f"{self.alone}: {str(value)[:40]}")
            refuse(
                node, report, "wrong-type", tr_lazy("{what} where {noun} is due", what=what(node), noun=self.noun), hint
            )
            return
        if not isinstance(value, dict):
            self._missing(node, report)
            return
        self._take_back(value, report)
        self._gather(value, report)
        strayed = False
        for written, child in list(value.items()):
            known = written in self.keys
            name = written if known else None if child.misread else self._unknown(written, child, value, report)
            if name is None:
                strayed = True
            elif child.value is not BROKEN:
                self.keys[name].shape.read(child, report)
        for name, about in self._due:
            if name not in value and not strayed:
                missing = tr_lazy("`{name}` is missing: {about}", name=name, about=about)
                report.error(node.position, "missing-key", missing, tr_lazy("add `{name}: …`", name=name))
        if self.one_of:
            alternatives = [name for name in value if name in self.one_of]
            if len(alternatives) > 1 or not (alternatives or strayed):
                self._not_one(node, alternatives, report)

    @cached_property
    def _due(self) -> tuple[tuple[str, LazyMessage], ...]:
        """The keys that must be there, with what each is."""
        return tuple((name, LazyMessage(key.about)) for name, key in self.keys.items() if key.required)

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        """The keys under which groups of keys stand by names of the author's."""
        shapes = ((name, key.shape) for name, key in self.keys.items())
        return tuple(n for n, shape in shapes if isinstance(shape, MapOf) and isinstance(shape.item, ObjectShape))

    def schema(self) -> dict[str, Any]:
        """An object with known keys only."""
        printed: dict[str, Any] = {"type": "object", "additionalProperties": False}
        printed["properties"] = {
            name: {"description": f"{key.about[0].upper()}{key.about[1:]}.", **key.shape.schema()}
            for name, key in self.keys.items()
        }
        if due := [name for name, key in self.keys.items() if key.required]:
            printed["required"] = due
        if self.one_of:
            printed["oneOf"] = [{"required": [name]} for name in self.one_of]
        return printed

    def _missing(self, node: Node, report: Report) -> None:
        due = [key for key, each in self.keys.items() if each.required] or list(self.one_of[:1])
        if node.value is not None or not due:
            keys = f"{{{', '.join(f'{key}: …' for key in due)}}}"
            wrong(node, report, self.noun, tr_lazy("write `{written}`", written=keys) if due else NOTHING)
            return
        hint = tr_lazy("its keys stand below it, further in: {keys}", keys=", ".join(f"`{key}`" for key in due))
        refuse(node, report, "wrong-type", tr_lazy("nothing where {noun} is due", noun=self.noun), hint)

    def _take_back(self, value: dict[str, Node], report: Report) -> None:
        """Report keys of this group that stand one level too deep, among the names of one of its groups."""
        for key in self._groups:
            child = value.get(key)
            if child is None or not isinstance(child.value, dict):
                continue
            for name, node in list(child.value.items()):
                if name in self.keys and name not in value and _is_no_item(node):
                    message = tr_lazy(
                        "`{name}` stands among the names under `{key}`: too far right", name=name, key=key
                    )
                    report.error(node.position, "bad-indentation", message, tr_lazy("line it up with `{key}`", key=key))
                    inside = list(child.value)
                    if node.value is None:  # what follows was meant to stand under it
                        below = inside[inside.index(name) + 1 :]
                        node.value = {other: child.value.pop(other) for other in below}
                    value[name] = child.value.pop(name)

    def _gather(self, value: dict[str, Node], report: Report) -> None:
        """Report names that stand where the key is missing under which all of them belong."""
        lost = [key for key in self._groups if self.keys[key].required and key not in value]
        strays = [name for name in value if name not in self.keys and isinstance(value[name].value, dict)]
        if len(lost) != 1 or not strays or any(key_meant(name, self.keys) or nearest(name, lost) for name in strays):
            return
        first = value[strays[0]].position
        message = tr_lazy("`{name}` is missing: {about}", name=lost[0], about=LazyMessage(self.keys[lost[0]].about))
        hint = tr_lazy("write `{name}:` on a line above, with all that it holds further in", name=lost[0])
        report.error(first, "missing-key", message, hint)
        value[lost[0]] = Node({name: value.pop(name) for name in strays}, first.file, first.line, first.column)

    def _unknown(self, name: str, child: Node, value: dict[str, Node], report: Report) -> str | None:
        """Report a key that is none of these. The key that was meant, if that can be guessed; else None."""
        if report.full(Severity.ERROR):
            return None
        if name.endswith(":") and name.rstrip(":") in self.keys:
            message = tr_lazy("two colons stand after this key, where one is due")
            report.error(child.position, "unknown-key", message, tr_lazy("write `{name}: …`", name=name.rstrip(":")))
            if child.name is not None:
                child.name.value = name.rstrip(":")
            _rename(value, name, child)
            return name.rstrip(":")
        unquoted = name.strip(QUOTES)
        if unquoted != name and unquoted in self.keys and unquoted not in value:
            message = tr_lazy("quotation marks stand round the key `{name}`", name=unquoted)
            report.error(child.position, "unknown-key", message, tr_lazy("write `{name}: …`", name=unquoted))
            if child.name is not None:
                child.name.value = unquoted
            _rename(value, name, child)
            return unquoted
        if _is_text(name, child, report):
            return None
        meant, hint = self._meant(name, child, report)
        report.error(
            child.position,
            "unknown-key",
            tr_lazy("`{name}` is not a key of {group}", name=name[:40], group=self.name),
            hint,
        )
        if meant is None or meant in value:
            child.value, child.name = BROKEN, None  # nobody knows what it stands for
            return None
        # what was most likely meant, so that one slip is not told twice
        if child.name is not None:
            child.name.value = meant
        _rename(value, name, child)
        return meant

    def _meant(self, name: str, child: Node, report: Report) -> tuple[str | None, LazyMessage]:
        """The key that was meant by one that is none of these, if that can be guessed, and the way out."""
        if name in self.elsewhere:
            return None, self.elsewhere[name]
        meant = key_meant(name, self.keys)
        speaks = "text" in self.one_of and isinstance(child.value, str)
        if meant is None and speaks and name[:1].isupper():
            return None, quote_it()  # somebody, however near the name is to that of a key
        homes = [other for other in _HOMES.get(bare(name), ()) if other != self.name]
        if meant is None and not homes:
            meant = report.nearest(name, self.keys)
        if meant is None:
            meant = next((key for key in self.keys if key in (f"{name}s", name.removesuffix("s"))), None)
        if meant == "if" and bare(name) == "unless":
            return meant, tr_lazy("write `if: not …`")
        if meant:
            return meant, tr_lazy("did you mean `{near}`?", near=meant)
        if homes:
            return None, tr_lazy("it is a key of {homes}", homes=enumerated(tuple(dict.fromkeys(homes))))
        keys = ", ".join(f"`{key}`" for key in self.keys)
        return None, quote_it() if speaks else tr_lazy("take it out: its keys are {keys}", keys=keys)

    def _not_one(self, node: Node, present: list[str], report: Report) -> None:
        listed = ", ".join(f"`{name}`" for name in self.one_of)
        if present:
            message = tr_lazy(
                "`{present}` and `{present2}` exclude each other: one of {listed}",
                present=present[0],
                present2=present[1],
                listed=listed,
            )
            report.error(node.get(present[1]) or node, "one-text", message)
        else:
            missing = tr_lazy("one of these is missing: {listed}", listed=listed)
            report.error(node, "one-text", missing, tr_lazy("add `{name}: …`", name=self.one_of[0]))


def _refuse_so_many(node: Node, report: Report, count: int, most: int) -> None:
    """Nobody writes so many by hand, and what compares each with each would take for ever."""
    message = tr_lazy("{count} stand here together, and {most} are the most", count=count, most=most)
    refuse(node, report, "file-too-large", message, tr_lazy("leave some out"))


def _as_item(node: Node, of: Shape | None) -> LazyMessage:
    """The way out for a group of keys where a list of texts and groups is due."""
    if not isinstance(node.value, dict) or not isinstance(of, ListOf):
        return NOTHING
    group = of.item.group if isinstance(of.item, Either) else of.item
    if isinstance(group, ObjectShape):
        for key in node.value:
            if key in group.elsewhere:
                return group.elsewhere[key]
    if group is of.item and not (isinstance(group, ObjectShape) and group.alone):
        return NOTHING
    return tr_lazy("make it one item of a list: a hyphen and a space before it")


def _is_text(name: str, child: Node, report: Report) -> bool:
    """Whether a key is a text whose colon made YAML take it for one, which is reported."""
    if "{" in name and "?" in name.partition("{")[2]:
        message = tr_lazy("`{written}` means nothing here", written="{… ? … : …}")
        hint = tr_lazy("a text has no conditions inside: write two paragraphs, each with its `if`")
        report.error(child.position, "foreign-markup", message, hint)
        return True
    if re.search(r"[^\w-]", name):
        message = tr_lazy("a colon followed by a space starts a key, here in the middle of a text")
        if child.value is None:
            message = tr_lazy(
                "`{name}` is read as a key: a text that starts with `?` or ends with `:` must be quoted",
                name=name[:40],
            )
        report.error(child.position, "unquoted-colon", message, quote_it())
        return True
    return False


def _is_no_item(node: Node) -> bool:
    """Whether what stands under a name is no group of keys: nothing, a word, a list, or a group of groups."""
    if not isinstance(node.value, dict):
        return True
    return bool(node.value) and all(isinstance(child.value, dict) for child in node.value.values())


def _rename(value: dict[str, Node], written: str, child: Node) -> None:
    """Let an entry stand under the name that was meant, in its place among the others."""
    name = child.name.value if child.name is not None else written
    if isinstance(name, str) and name != written and name not in value:
        entries = [(name if key == written else key, node) for key, node in value.items()]
        value.clear()
        value.update(entries)
