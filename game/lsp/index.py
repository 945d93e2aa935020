"""What the files of a story define, with a sentence on each thing, and wherever they name it.

A file that cannot be read while somebody types in it keeps what was known of it, at the lines where that stands now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.story.folder import WALKTHROUGHS
from game.story.problems import Report
from game.story.references import NameKind, Reference, at_home, named_in
from game.story.yaml_tree import Node, parse_yaml

_VARIABLES = ("forces", "stakes", "votes", "counters", "labels", "flags", "derived")

_GROUPS = {
    "seats": NameKind.SEAT,
    **dict.fromkeys(_VARIABLES, NameKind.VARIABLE),
    "openings": NameKind.OPENING,
    "scenes": NameKind.PLACE,
    "deck": NameKind.PLACE,
    "endings": NameKind.PLACE,
    "sources": NameKind.SOURCE,
    "facts": NameKind.FACT,
    "people": NameKind.PERSON,
    "challenges": NameKind.CHALLENGE,
    "measures": NameKind.MEASURE,
}


@dataclass(frozen=True, slots=True)
class Definition:
    """A thing that a file defines.

    Attributes:
        kind: What it is.
        name: Its name; of a choice, `scene/choice`; of a word of a label, `label/word`.
        group: The key under which it stands: `scenes`, `flags`...; `episodes` for a file of scenes as a whole.
        file: The file's name in the story's folder.
        line: Of its name, counted from 1.
        column: Of its name, counted from 1.
        sentence: What readers, or the author, call it.
        node: All that is said of it.
    """

    kind: NameKind
    name: str
    group: str
    file: str
    line: int
    column: int
    sentence: str
    node: Node

    @property
    def own_name(self) -> str:
        """Its name without that of the scene or the label it stands in."""
        return self.name.rpartition("/")[2]


class Index:
    """What is known of the files of a story."""

    def __init__(self) -> None:
        self._bytes: dict[str, bytes] = {}
        self._read: dict[str, bytes] = {}
        self._typed: dict[str, range] = {}
        self._named: dict[str, list[Reference]] = {}
        self._whole: dict[str, list[Reference]] | None = {}
        """What the files name, each thing under its name in the whole story; None until somebody asks."""
        self._defined: dict[str, list[Definition]] = {}

    def update(self, files: Mapping[str, bytes]) -> None:
        """Look at the files that have changed."""
        for name in [name for name in self._bytes if name not in files]:
            self._whole = None
            for known in (self._bytes, self._read, self._typed, self._named, self._defined):
                known.pop(name, None)
        for name, data in files.items():
            if not name.endswith(".yaml") or self._bytes.get(name) == data:
                continue
            self._bytes[name] = data
            self._typed.pop(name, None)
            root = parse_yaml(data, name, Report())
            if root is not None and isinstance(root.value, dict):
                self._read[name] = data
            else:
                data, self._typed[name] = _as_read_before(self._read.get(name, b""), data)
                root = parse_yaml(data, name, Report())
            if root is not None and isinstance(root.value, dict):
                self._named[name] = named_in({name: data})
                self._defined[name] = list(_definitions(root, name))
            self._whole = None

    def typed(self, name: str) -> range:
        """The lines of a file that have been typed since it could be read; none where it can be read."""
        return self._typed.get(name, range(0))

    @property
    def unreadable(self) -> str | None:
        """A file that cannot be read as it is now."""
        return next(iter(self._typed), None)

    @property
    def references(self) -> Iterator[Reference]:
        """Every place where something is named."""
        for named in self._by_file().values():
            yield from named

    def _by_file(self) -> Mapping[str, list[Reference]]:
        if self._whole is None:
            self._whole = {name: [] for name in self._named}
            for each in at_home(each for places in self._named.values() for each in places):
                self._whole[each.file].append(each)
        return self._whole

    @property
    def definitions(self) -> Iterator[Definition]:
        """Everything that is defined, in the order of the files."""
        for defined in self._defined.values():
            yield from defined

    def of_file(self, name: str) -> list[Definition]:
        """What a file defines, in its order."""
        return self._defined.get(name, [])

    def find(self, kind: NameKind, name: str) -> Definition | None:
        """The thing with a name."""
        return next((each for each in self.definitions if each.kind is kind and each.name == name), None)

    def at(self, file: str, line: int, column: int) -> list[Reference]:
        """What is named at a place, the shortest name first: of `took(scene/choice)`, the scene before the choice."""
        here = [
            each
            for each in self._by_file().get(file, ())
            if each.line == line
            and line not in self.typed(file)
            and each.column <= column <= each.column + len(each.written)
        ]
        known = [each for each in here if self.find(each.kind, each.name) is not None]
        return sorted(known, key=lambda each: len(each.written))


def _as_read_before(before: bytes, now: bytes) -> tuple[bytes, range]:
    """A text as it could last be read, its lines moved to where they stand now; and the lines typed since."""
    old, new = before.split(b"\n"), now.split(b"\n")
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    room = len(new) - head - tail
    between = (old[head : len(old) - tail] + [b""] * room)[:room]
    return b"\n".join([*old[:head], *between, *old[len(old) - tail :]]), range(head + 1, head + room + 1)


def _definitions(root: Node, file: str) -> Iterator[Definition]:
    stem = file.removesuffix(".yaml")
    if file == WALKTHROUGHS:
        for group, kind in (("walkthroughs", NameKind.WALKTHROUGH), ("laws", NameKind.LAW)):
            for name, node in root.get_map(group).items():
                yield _definition(kind, name, group, file, node)
        return
    if root.has("scenes"):
        yield Definition(NameKind.PLACE, stem, "episodes", file, 1, 1, root.get_text("episode") or "", root)
    for group, kind in _GROUPS.items():
        for name, node in root.get_map(group).items():
            yield _definition(kind, name, group, file, node)
            for choice, decided in node.get_map("choices").items() if group in ("scenes", "deck") else ():
                yield _definition(NameKind.CHOICE, f"{name}/{choice}", "choices", file, decided)
            for word, read in node.get_map("values").items() if group == "labels" else ():
                yield _definition(NameKind.WORD, f"{name}/{word}", "values", file, read)


def _definition(kind: NameKind, name: str, group: str, file: str, node: Node) -> Definition:
    place = node.position
    return Definition(kind, name, group, file, place.line, place.column, _sentence(node), node)


def _sentence(node: Node) -> str:
    """What a thing is called, or says first."""
    if not isinstance(node.value, dict):
        return node.text
    for key in ("title", "say", "name", "publisher", "text", "about"):
        part = node.get(key)
        words = first_words(part) if part is not None else ""
        if words:
            return words
    return ""


def first_words(node: Node) -> str:
    """The first words of a text, however it is written: as words, as a list of paragraphs, with a mark."""
    if isinstance(node.value, str):
        return node.value
    for child in (*node.items, *node.entries.values()):
        if child.name is not None and child.name.text in ("if", "for", "facts", "pick", "mark"):
            continue
        words = first_words(child)
        if words:
            return words
    return ""
