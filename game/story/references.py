"""Where each thing of a story is named: where it is defined, and wherever a file speaks of it.

The files are walked by their schema, which knows where a name may stand and of what kind; conditions and texts are
searched for the names that they hold. Files that cannot be read as a whole are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from game.story.memory import QUESTIONS
from game.story.problems import Report
from game.story.schema import KINDS
from game.story.schema.files import EXPRESSION, LAW, NUMBER, TRUTH, VARIABLE, WORDS
from game.story.schema.groups import Either, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import NameShape, Shape, TextShape
from game.story.yaml_tree import Node, parse_yaml


class NameKind(Enum):
    """What a name can be the name of. Scenes, storylets, endings and episodes share their names."""

    PLACE = "place"
    CHOICE = "choice"
    VARIABLE = "variable"
    SEAT = "seat"
    OPENING = "opening"
    FACT = "fact"
    SOURCE = "source"
    PERSON = "person"
    WALKTHROUGH = "walkthrough"
    LAW = "law"
    CHALLENGE = "challenge"
    MEASURE = "measure"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a file where something is named.

    Attributes:
        file: The file's name in the story's folder.
        line: Counted from 1.
        column: Of the name's first letter, counted from 1.
        written: The words that stand there: of a choice, its own id or `scene/choice` or `scene:choice`.
        kind: What it names.
        name: Its name; of a choice, `scene/choice`; of a word of a label, `label/word`.
        defines: Whether it is here that the thing is defined.
        derived: Whether what is defined follows from other values: then no run is saved with it.
        decides: Of a decision that names its choice alone, the walkthrough, and the decision's number from 0.
    """

    file: str
    line: int
    column: int
    written: str
    kind: NameKind
    name: str
    defines: bool = False
    derived: bool = False
    decides: tuple[str, int] | None = None


_DEFINED = {
    "scenes": NameKind.PLACE,
    "deck": NameKind.PLACE,
    "endings": NameKind.PLACE,
    "choices": NameKind.CHOICE,
    "seats": NameKind.SEAT,
    "openings": NameKind.OPENING,
    "facts": NameKind.FACT,
    "sources": NameKind.SOURCE,
    "people": NameKind.PERSON,
    "challenges": NameKind.CHALLENGE,
    "measures": NameKind.MEASURE,
    "values": NameKind.WORD,
}
"""What is defined by the names under a key."""

_NAMED = {
    "to": NameKind.PLACE,
    "next": NameKind.PLACE,
    "start": NameKind.PLACE,
    "episode": NameKind.PLACE,
    "episodes": NameKind.PLACE,
    "through": NameKind.PLACE,
    "ending": NameKind.PLACE,
    "from": NameKind.PLACE,
    "at": NameKind.PLACE,
    "always-can-reach": NameKind.PLACE,
    "for": NameKind.SEAT,
    "seat": NameKind.SEAT,
    "opening": NameKind.OPENING,
    "facts": NameKind.FACT,
    "sources": NameKind.SOURCE,
}
"""What the names name that stand under a key, alone or in a list."""

_SPOKEN_OF = {"worth": NameKind.SEAT, "holds": NameKind.PLACE}
"""What the names name that stand under a key as keys of their own, and define nothing."""

_EXPRESSIONS = (WORDS, TRUTH, EXPRESSION, NUMBER)
_PLACEHOLDER = re.compile(r"(?<![\\{])\{([a-z][a-z0-9_]*)\}")
_VARIABLE = re.compile(r"(?<![\w/-])([a-z][a-z0-9_]*)(?![\w/(-])")
_ABOUT_A_RUN = re.compile(rf"\b(?:{'|'.join(name for name in QUESTIONS if name != 'holds')})\s*\(\s*([a-z0-9/-]+)\s*\)")
_ABOUT_A_SEAT = re.compile(r"\bholds\s*\(\s*([a-z0-9-]+)\s*\)")
_COMPARED = re.compile(r"(?<![\w/-])(?=([a-z][a-z0-9_]*)\s*(?:==|!=)\s*([a-z][a-z0-9_]*))")
_AMONG = re.compile(r"(?<![\w/-])([a-z][a-z0-9_]*)\s+in\s*\(([^)]*)\)")
_A_WORD = re.compile(r"[a-z][a-z0-9_]*")
_DECISION = re.compile(r"(?<![\w:-])(?:([a-z][a-z0-9-]*):)?([a-z][a-z0-9-]*)(?![\w:-])")
WHEREVER = "*"
"""The scene of a decision that names a choice alone, while it is not known which of several such choices it means."""


def references(files: Mapping[str, bytes]) -> list[Reference]:
    """Every place where something is named, in the order of the files.

    A decision that names a choice alone is that of the one scene that has it; see `decided` for those of several.

    Args:
        files: The story's files, by name: those of its folder that end in `.yaml`.
    """
    return at_home(named_in(files))


def named_in(files: Mapping[str, bytes]) -> list[Reference]:
    """The same of some of a story's files: whose a choice is may stand in others."""
    places: list[Reference] = []
    for file, data in files.items():
        root = parse_yaml(data, file, Report())
        if root is not None:
            places += _Walk(file, data.decode("utf-8-sig").replace("\r\n", "\n")).through(root)
    return sorted(dict.fromkeys(places), key=lambda each: (each.file, each.line, each.column, each.kind.value))


def at_home(places: Iterable[Reference]) -> list[Reference]:
    """The references of a whole story: a choice named alone is that of the one scene that has it."""
    places = list(places)
    scenes: dict[str, list[str]] = {}
    for each in places:
        if each.defines and each.kind is NameKind.CHOICE:
            scenes.setdefault(each.written, []).append(each.name)
    return [
        replace(each, name=known[0])
        if each.decides is not None and len(known := scenes.get(each.written, [])) == 1
        else each
        for each in places
    ]


def decided(places: Iterable[Reference], scenes: Mapping[tuple[str, int], str]) -> list[Reference]:
    """References in which a choice named alone is that of the scene in which its walkthrough takes it.

    Args:
        places: The references of a story.
        scenes: The scene of a walkthrough's decision, by its name and the decision's number, as far as it is known.
    """
    return [
        each
        if each.decides is None or (scene := scenes.get(each.decides)) is None
        else replace(each, name=f"{scene}/{each.written}")
        for each in places
    ]


def kinds_of(references: Iterable[Reference], name: str) -> list[NameKind]:
    """What is defined under a name."""
    return list(dict.fromkeys(each.kind for each in references if each.defines and each.name == name))


def _inside(node: Node, shape: ObjectShape | ListOf, key: str) -> Iterator[tuple[str, Node, Shape]]:
    """The values in a group or a list, each with the key that it stands under and its shape."""
    if isinstance(shape, ListOf):
        yield from ((key, item, shape.item) for item in node.items)
    else:
        yield from (
            (name, child, shape.keys[name].shape)
            for name, child in node.entries.items()
            if name in shape.keys and name != "was"
        )


class _Walk:
    """One file, walked along its schema."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.split("\n")
        self._variables = {"stakes", "forces", "votes", "counters", "labels", "flags", "derived"}

    def through(self, root: Node) -> Iterator[Reference]:
        stem = self._file.removesuffix(".yaml")
        kind = "walkthroughs" if stem == "walkthroughs" else stem if stem in KINDS else "episode"
        if kind == "walkthroughs":
            for name, node in root.get_map("walkthroughs").items():
                yield from self._named_test(node, name, NameKind.WALKTHROUGH)
                yield from self._walkthrough(name, node)
            for name, node in root.get_map("laws").items():
                yield from self._named_test(node, name, NameKind.LAW)
                yield from self._shaped(node, LAW, "", "")
            return
        yield from self._shaped(root, KINDS[kind], "", "")

    def _shaped(self, node: Node, shape: Shape, key: str, scene: str) -> Iterator[Reference]:
        """What a value names: `key` is the key that it stands under, `scene` the scene or the label around it."""
        if isinstance(shape, Either):
            inner = shape.shape_of(node.value)
            if isinstance(node.value, str) and shape in _EXPRESSIONS:
                yield from self._expression(node)
            elif inner is not None:
                yield from self._shaped(node, inner, key, scene)
        elif isinstance(shape, MapOf):
            yield from self._named(node, shape, key, scene)
        elif isinstance(shape, ObjectShape | ListOf):
            for name, child, of in _inside(node, shape, key):
                yield from self._shaped(child, of, name, scene)
        elif isinstance(node.value, str):
            yield from self._text(node, shape, key, scene)

    def _text(self, node: Node, shape: Shape, key: str, label: str) -> Iterator[Reference]:
        if shape is VARIABLE and key == "of":
            yield self._reference(node, str(node.value), NameKind.VARIABLE)
        elif shape is VARIABLE:
            yield self._reference(node, str(node.value), NameKind.WORD, f"{label}/{node.value}")
        elif isinstance(shape, NameShape) and key in _NAMED:
            yield self._reference(node, str(node.value), _NAMED[key], defines=key == "episodes")
        elif shape is WORDS:
            yield from self._expression(node)
        elif isinstance(shape, TextShape):
            for place in self._places(node, _PLACEHOLDER, 1):
                yield Reference(self._file, *place, NameKind.VARIABLE, place[2])

    def _named(self, node: Node, shape: MapOf, key: str, scene: str) -> Iterator[Reference]:
        """The names under a key, and what stands under each."""
        for name, child in node.entries.items():
            inside = name if key in ("scenes", "deck", "labels") else scene
            if child.name is not None:
                if key in self._variables:
                    defined = self._reference(child.name, name, NameKind.VARIABLE, defines=True)
                    yield replace(defined, derived=key == "derived")
                elif shape.key is VARIABLE and key != "values":
                    yield self._reference(child.name, name, NameKind.VARIABLE)
                elif key in _SPOKEN_OF:
                    yield self._reference(child.name, name, _SPOKEN_OF[key])
                elif key in _DEFINED:
                    called = f"{scene}/{name}" if key in ("choices", "values") else name
                    yield self._reference(child.name, name, _DEFINED[key], called, defines=True)
            if key == "set":
                for each in self._places(child, _A_WORD, 0):
                    yield self._word(name, *each)
            yield from self._shaped(child, shape.item, key, inside)

    def _expression(self, node: Node) -> Iterator[Reference]:
        for line, column, written in self._places(node, _ABOUT_A_RUN, 1):
            scene, slash, _ = written.partition("/")
            if slash:
                yield Reference(self._file, line, column, written, NameKind.CHOICE, written)
            yield Reference(self._file, line, column, scene, NameKind.PLACE, scene)
        for line, column, seat in self._places(node, _ABOUT_A_SEAT, 1):
            yield Reference(self._file, line, column, seat, NameKind.SEAT, seat)
        for line, column, name in self._places(node, _VARIABLE, 1):
            yield Reference(self._file, line, column, name, NameKind.VARIABLE, name)
        for line, match in self._found(node, _COMPARED):
            for one, other in ((1, 2), (2, 1)):
                yield self._word(match[one], line, match.start(other) + 1, match[other])
        for line, match in self._found(node, _AMONG):
            for word in _A_WORD.finditer(match[2]):
                yield self._word(match[1], line, match.start(2) + word.start() + 1, word[0])

    def _word(self, label: str, line: int, column: int, written: str) -> Reference:
        return Reference(self._file, line, column, written, NameKind.WORD, f"{label}/{written}")

    def _named_test(self, node: Node, name: str, kind: NameKind) -> Iterator[Reference]:
        if node.name is not None:
            yield self._reference(node.name, name, kind, defines=True)

    def _walkthrough(self, called: str, node: Node) -> Iterator[Reference]:
        for key, child in node.entries.items():
            if key == "decisions":
                yield from self._decisions(called, child)
            elif key == "holds":
                for name, condition in child.entries.items():
                    if condition.name is not None:
                        yield self._reference(condition.name, name, NameKind.PLACE)
                    yield from self._expression(condition)
            elif key in _NAMED:
                for item in child.items or [child]:
                    if isinstance(item.value, str):
                        yield self._reference(item, item.value, _NAMED[key])

    def _decisions(self, walkthrough: str, node: Node) -> Iterator[Reference]:
        decisions = (each for item in node.items or [node] for each in self._found(item, _DECISION))
        for number, (line, match) in enumerate(decisions):
            scene, choice, column = match[1], match[2], match.start() + 1
            called = f"{scene or WHEREVER}/{choice}"
            decides = None if scene else (walkthrough, number)
            yield Reference(self._file, line, column, match[0], NameKind.CHOICE, called, decides=decides)
            if scene:
                yield Reference(self._file, line, column, scene, NameKind.PLACE, scene)

    def _reference(self, node: Node, written: str, kind: NameKind, name: str = "", defines: bool = False) -> Reference:
        column = node.column + (node.offset or 0)
        return Reference(self._file, node.line, column, written, kind, name or written, defines)

    def _places(self, node: Node, pattern: re.Pattern[str], group: int) -> Iterator[tuple[int, int, str]]:
        """Where a group of a pattern is met in a text, and what stands there."""
        for line, match in self._found(node, pattern):
            yield line, match.start(group) + 1, match[group]

    def _found(self, node: Node, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Where a pattern is met in a text as its file spells it: folded or in quotes, it is met there as often."""
        wanted = sum(1 for _ in pattern.finditer(str(node.value)))
        number, start = node.line - 1, node.column - 1
        if self._lines[number][start : start + 1] in (">", "|"):  # a comment may stand behind it
            number, start = number + 1, 0
        while wanted and number < len(self._lines):
            for match in pattern.finditer(self._lines[number], start):
                yield number + 1, match
                wanted -= 1
                if not wanted:
                    return
            number, start = number + 1, 0
