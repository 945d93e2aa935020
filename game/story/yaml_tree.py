"""From a file's bytes to a light tree of nodes, each with its place.

The tree is built straight from the C parser's events: nothing is constructed that the file does not spell out, and
positions come for free. Only `true`, `false`, plain decimal integers and null are typed; the rest stays the words
that the author wrote. What YAML could do beyond that (anchors, tags, merge keys...) is refused, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from itertools import islice
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story.folder import decoded
from game.story.problems import MOST_PROBLEMS, Located, Position, Report
from game.story.slips import (
    BLOCK_LEFTOVER,
    BULLETS,
    EQUALS_IN_BRACES,
    GLUED_COMMENT,
    KEY_IN_TEXT,
    NO_SPACE_IN_BRACES,
    Slip,
    bullet_in_text,
    comment_in_text,
    glued_comment,
    layout_spaces,
)
from game.story.unfit_characters import find_unfit
from game.story.yaml_errors import MOST_DEPTH, explain_parse_error, too_deep

MOST_DIGITS = 9

MOST_NODES = 400_000
"""How many values the files of a story may spell out together."""

_MOST_REFUSED = 200
"""After so many anchors, aliases and tags a file is not read on: it is no slip."""

_SEPARATORS = (b"\n", b",", b":", b"[", b"{", b"- ", b"? ")
"""One of these stands before every value of a file but the first."""

_NAME_AND_VALUE = re.compile(r"([a-z][a-z0-9_-]*) +(-?[0-9]+|true|false)")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LONGEST_WORD = max(map(len, _WORDS))
_NO_COMMON_START = frozenset((*"0123456789", *BULLETS))
"""How a value without quotes may begin that is no words."""


class Broken:
    """Stands for a value that was reported as wrong, so that nothing looks at it again."""

    value = None
    """What stands for it in plain data."""


BROKEN: Final = Broken()

Value = str | int | bool | list["Node"] | dict[str, "Node"] | Broken | None


class Node:
    """A value and where it stands in its file.

    `name` is the key it stands under, if any. `offset` says how many columns after its place a text begins word for
    word as in the file; None when it does not (it is folded, escaped...).
    """

    __slots__ = ("column", "file", "line", "name", "offset", "value")

    def __init__(self, value: Value, file: str, line: int, column: int, offset: int | None = None) -> None:
        self.value = value
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
        self.name: Node | None = None

    @property
    def misread(self) -> bool:
        """Whether it stands under a word that is no key, or that YAML takes for one, which has been told."""
        return self.value is BROKEN and self.name is None

    @property
    def holds_misread(self) -> bool:
        """Whether it is a group in which such words stand."""
        return isinstance(self.value, dict) and any(child.misread for child in self.value.values())

    @property
    def position(self) -> Node:
        """Where to point when speaking of this value: its key if it has one."""
        return self.name or self

    @property
    def text(self) -> str:
        """The words; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[Node]:
        """The list's items that are not broken; empty for anything else."""
        children = self.value if isinstance(self.value, list) else []
        return [item for item in children if item.value is not BROKEN]

    @property
    def entries(self) -> Mapping[str, Node]:
        """The keys and values that are not broken; empty for anything else."""
        children = self.value if isinstance(self.value, dict) else {}
        for child in children.values():
            if child.value is BROKEN:
                return {key: child for key, child in children.items() if child.value is not BROKEN}
        return children

    def has(self, key: str) -> bool:
        """Whether a key was written, even with a broken value."""
        return isinstance(self.value, dict) and key in self.value

    def has_any(self, keys: Set[str]) -> bool:
        """Whether one of some keys was written, even with a broken value."""
        return isinstance(self.value, dict) and not keys.isdisjoint(self.value)

    def get(self, key: str) -> Node | None:
        """The value of a key; None when it is absent or broken."""
        child = self.value.get(key) if type(self.value) is dict else None
        return None if child is None or child.value is BROKEN else child

    def position_of(self, key: str) -> Node:
        """Where to point when speaking of a key: at the key, or at all that it stands in where its value is broken."""
        return (self.get(key) or self).position

    def is_broken(self, key: str) -> bool:
        """Whether a key was written with a value that is broken, in whole or in part."""
        child = self.value.get(key) if isinstance(self.value, dict) else None
        if child is None or child.value is BROKEN:
            return child is not None
        parts = (
            child.value
            if isinstance(child.value, list)
            else child.value.values()
            if isinstance(child.value, dict)
            else ()
        )
        return any(part.value is BROKEN for part in parts)

    def get_map(self, key: str) -> Mapping[str, Node]:
        """The entries under a key; empty when there are none."""
        child = self.get(key)
        return child.entries if child is not None else {}

    def get_list(self, key: str) -> list[Node]:
        """The items under a key; empty when there are none."""
        child = self.get(key)
        return child.items if child is not None else []

    def get_text(self, key: str) -> str | None:
        """The words under a key, if there are any."""
        child = self.value.get(key) if type(self.value) is dict else None
        return child.value if child is not None and isinstance(child.value, str) else None

    def get_int(self, key: str, default: int) -> int:
        """The number under a key, or a default."""
        child = self.value.get(key) if type(self.value) is dict else None
        return child.value if child is not None and isinstance(child.value, int) else default

    def get_bool(self, key: str) -> bool:
        """Whether a key says `true`."""
        child = self.value.get(key) if type(self.value) is dict else None
        return child is not None and child.value is True

    def data(self) -> Any:
        """The plain data, without places."""
        if isinstance(self.value, list):
            return [item.data() for item in self.value]
        if isinstance(self.value, dict):
            return {key: child.data() for key, child in self.value.items()}
        return None if self.value is BROKEN else self.value


class Folded(Node):
    """A text of several lines that its file joins into fewer."""

    __slots__ = ()


def most_nodes(data: bytes) -> int:
    """How many values a file spells out at most, told without reading it."""
    return 1 + sum(map(data.count, _SEPARATORS))


def too_many_nodes() -> LazyMessage:
    """What is said of a file with which a story has too many values."""
    return tr_lazy("a story has at most {count} lines, keys and items in all its files together", count=MOST_NODES)


def parse_yaml(data: bytes, file: str, report: Report, values: int | None = None) -> Node | None:
    """Read one YAML file.

    Args:
        data: The file's bytes.
        file: Its name, for messages.
        report: Where problems go.
        values: How many values it has at most, where that has been counted.

    Returns:
        The root of its tree, or None when the file cannot be read as a whole.
    """
    text = decoded(data, file, report)
    if text is None:
        return None
    if (most_nodes(data) if values is None else values) > MOST_NODES:
        report.error(Position(file), "file-too-large", too_many_nodes())
        return None
    unfit = list(islice(find_unfit(text), MOST_PROBLEMS))
    for character in unfit:
        report.error(
            _position(text, character.at, file), character.code, tr_lazy("this is {what}", what=character.what)
        )
    spaces = [] if unfit else list(islice(layout_spaces(text), MOST_PROBLEMS))
    for slip in spaces:
        _report_slip(slip, file, report)
    if unfit or spaces:
        return None
    try:
        return _TreeBuilder(text, file, report).build()
    except yaml.YAMLError as error:
        _report_slip(explain_parse_error(error, text), file, report)
        return None


def _report_slip(slip: Slip, file: str, report: Report) -> None:
    report.error(Position(file, slip.line, slip.column), slip.code, slip.message, slip.hint)


def _position(text: str, index: int, file: str) -> Position:
    return Position(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _Stop(Exception):
    """The file is beyond reading; the reason has been reported."""


class _TreeBuilder:
    """Turns one file's events into nodes."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self._text = text
        self._file = file
        self._report = report
        self._anchored = False
        self._refused = 0
        self._depth = 0
        self._lines: list[str] | None = None
        self._strayed: set[int] = set()
        self._hollow: set[int] = set()
        self._strays: list[
            tuple[Located, str, LazyMessage, LazyMessage]
        ] = []  # told once the file is read: else its cause is another
        self._glued = GLUED_COMMENT.search(text) is not None
        self._loader = yaml.CSafeLoader(text)
        self._event = self._loader.get_event

    def build(self) -> Node | None:
        try:
            root = self._document()
        except _Stop:
            return None
        finally:
            self._loader.dispose()
        for stray in self._strays:
            self._report.error(*stray)
        if root is None or root.value is None:
            self._report.error(Position(self._file), "empty-file", tr_lazy("this file is empty"))
            return None
        return root

    def _document(self) -> Node | None:
        """What the file holds: one document, or nothing."""
        root: Node | None = None
        while type(event := self._event()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent:
                if root is not None:
                    self._stop(event, "several-documents", tr_lazy("`---` starts a second document; a file holds one"))
                root = self._value(self._event())
        return root

    def _value(self, event: Any) -> Node:
        """The value that begins with an event, and all that it holds."""
        kind = type(event)
        if kind is ScalarEvent:
            plain = not event.style and event.anchor is None and event.tag is None
            return self._plain(event) if plain else self._scalar(event)
        if kind is AliasEvent:
            self._count_refused()
            self._refuse_anchor(
                event, "alias", tr_lazy("`*{anchor}` repeats another part of the file", anchor=event.anchor[:40])
            )
            return self._node(event, BROKEN)
        if self._depth >= MOST_DEPTH:
            self._stop(event, "too-deep", too_deep())
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        self._depth += 1
        value: Value = self._entries() if kind is MappingStartEvent else self._items()
        node = self._node(event, BROKEN if id(value) in self._hollow else value)
        self._hollow.discard(id(value))
        self._depth -= 1
        return node

    def _items(self) -> list[Node]:
        items: list[Node] = []
        while type(event := self._event()) is not SequenceEndEvent:
            items.append(self._value(event))
        return items

    def _entries(self) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        next_event, value_of = self._event, self._value
        while type(event := next_event()) is not MappingEndEvent:
            key, node = value_of(event), value_of(next_event())
            name = key.value
            if type(name) is str and name != "<<" and name not in entries and node.value is not None:
                node.name = key
                entries[name] = node
            else:
                self._enter(entries, key, node)
        return entries

    def _node(self, event: Any, value: Value, offset: int | None = None) -> Node:
        mark = event.start_mark
        return Node(value, self._file, mark.line + 1, mark.column + 1, offset)

    def _scalar(self, event: Any) -> Node:
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
            if not event.value:
                return self._node(event, BROKEN)
        return self._styled(event) if event.style else self._plain(event)

    def _styled(self, event: Any) -> Node:
        """A text in quotes or in a block: words, whatever they look like."""
        value, style = event.value, event.style
        start, end = event.start_mark, event.end_mark
        unfit = list(islice(find_unfit(value), MOST_PROBLEMS)) if style == '"' else []  # written as escapes
        for character in unfit:
            self._report.error(
                self._node(event, None), character.code, tr_lazy("this text holds {what}", what=character.what)
            )
        if unfit:
            return self._node(event, BROKEN)
        if style in ">|" and (BLOCK_LEFTOVER.search(value) or KEY_IN_TEXT.search(value)):
            self._check_block(event)
        if style != "|" and end.line > start.line and self._is_folded(event):
            return Folded(value, self._file, start.line + 1, start.column + 1)
        literal = style in "'\"" and end.column - start.column - 2 == len(value) and start.line == end.line
        return self._node(event, value, 1 if literal else None)

    def _plain(self, event: Any) -> Node:
        """A value without quotes: a number, one of the few typed words, or words."""
        value, start = event.value, event.start_mark
        if self._glued or (len(value) <= _LONGEST_WORD and value in _WORDS) or value[0] in _NO_COMMON_START:
            unlike_words = self._unlike_words(event)
            if unlike_words is not None:
                return unlike_words
        line = start.line
        if line != event.end_mark.line:
            self._check_items(event)
            return Folded(value, self._file, line + 1, start.column + 1)
        return Node(value, self._file, line + 1, start.column + 1, 0)

    def _unlike_words(self, event: Any) -> Node | None:
        """A value without quotes that is no words, or none that anybody meant; None where it is words."""
        value = event.value
        if self._glued and self._check_comment(event):
            return self._node(event, value or BROKEN)
        if value in _WORDS:
            return self._node(event, _WORDS[value])
        if _INTEGER.fullmatch(value):
            if len(value.lstrip("-")) > MOST_DIGITS:
                place = self._node(event, None)
                self._report.error(
                    place,
                    "number-too-large",
                    tr_lazy("a number has at most {most_digits} digits", most_digits=MOST_DIGITS),
                )
                return self._node(event, BROKEN)
            return self._node(event, int(value), 0)
        if value[0] in BULLETS and self._check_bullets(event):
            return self._node(event, BROKEN)
        return None

    def _enter(self, parent: dict[str, Node], key: Node, node: Node) -> None:
        name = key.value
        if node.value is None and key.offset is not None and _is_stray(key, node):
            self._stray(parent, key)
        elif not isinstance(name, str):
            if name is not BROKEN:
                hint = tr_lazy('quote it: "{value}"', value=str(name).lower()) if isinstance(name, bool) else NOTHING
                self._report.error(key, "key-not-a-name", tr_lazy("{what} where a key is due", what=_what(name)), hint)
            if isinstance(name, bool):
                key.value = str(name).lower()
                node.name = parent.setdefault(key.value, node).name = key
        elif name == "<<":
            self._report.error(key, "merge-key", tr_lazy("`<<` would merge other keys in"))
        elif name in parent:
            first = parent[name].position.line
            if isinstance(node.value, dict):  # what it was meant to be called is not known
                parent.setdefault("", Node(BROKEN, key.file, key.line, key.column))
            self._report.error(
                key,
                "duplicate-key",
                tr_lazy("`{name}` is already written on line {first}", name=name[:40], first=first),
            )
        else:
            node.name = key
            parent[name] = node

    def _stray(self, parent: dict[str, Node], key: Node) -> None:
        """Words between two commas inside braces, without a colon: a key to YAML, and meant as words."""
        words = str(key.value)
        match = NO_SPACE_IN_BRACES.match(words)
        if match is not None and match[1] not in parent:
            message = tr_lazy("a space is missing after the colon of `{written}`", written=match[1][:40])
            hint = tr_lazy("write `{written}: {words}`", written=match[1][:40], words=words[match.end() :][:40])
            self._strays.append((key, "missing-space", message, hint))
            parent[match[1]] = Node(BROKEN, key.file, key.line, key.column)
        elif (equals := EQUALS_IN_BRACES.match(words)) is not None and equals[1] not in parent:
            message = tr_lazy("`=` stands after `{written}`, where a colon is due", written=equals[1][:40])
            hint = tr_lazy("write `{written}: {words}`", written=equals[1][:40], words=words[equals.end() :][:40])
            self._strays.append((key, "missing-colon", message, hint))
            parent[equals[1]] = Node(BROKEN, key.file, key.line, key.column)
        elif not parent and id(parent) not in self._strayed | self._hollow:
            message = tr_lazy("`{word}` stands in braces, and no colon after it", word=words[:40])
            hint = tr_lazy("write `{written}: …`; in an expression, leave the braces out", written=words[:40])
            parted = _NAME_AND_VALUE.fullmatch(words)
            if parted is not None:
                hint = tr_lazy("write `{written}: {words}`", written=parted[1], words=parted[2])
            self._strays.append((key, "missing-colon", message, hint))
            self._hollow.add(id(parent))
        elif id(parent) not in self._strayed | self._hollow:
            cut = next(reversed(parent.values()), None)
            if cut is not None and isinstance(cut.value, str) and cut.value.count("(") > cut.value.count(")"):
                cut.value = BROKEN
            self._strays.append((key, *_torn(cut, words[:40])))
            self._strayed.add(id(parent))
            parent[words] = Node(BROKEN, key.file, key.line, key.column)

    def _line(self, number: int) -> str:
        if self._lines is None:
            self._lines = self._text.split("\n")
        return self._lines[number] if number < len(self._lines) else ""

    def _is_folded(self, event: Any) -> bool:
        """Whether a quoted text, or one under `>`, has fewer lines than are written."""
        first = event.start_mark.line + (event.style == ">")
        end = event.end_mark.line + (event.end_mark.column > 0)
        written = sum(1 for number in range(first, end) if self._line(number).strip())
        return written > sum(1 for line in event.value.split("\n") if line.strip())

    def _check_comment(self, event: Any) -> bool:
        """Whether a `#` cuts a text short, which is reported."""
        word = glued_comment(self._line(event.end_mark.line), event.end_mark.column)
        if word and event.end_mark.line >= event.start_mark.line:
            column = self._line(event.end_mark.line).index(word, event.end_mark.column) + 1
            _report_slip(comment_in_text(event.end_mark.line + 1, column, word), self._file, self._report)
        return bool(word)

    def _check_bullets(self, event: Any) -> bool:
        """Whether a text on lines of its own is a list with the wrong bullets, which is reported."""
        start, end = event.start_mark, event.end_mark
        if self._line(start.line)[: start.column].strip():
            return False
        slip = bullet_in_text([self._line(number) for number in range(start.line, min(end.line + 1, start.line + 2))])
        if slip is None:
            return False
        _report_slip(slip._replace(line=start.line + slip.line), self._file, self._report)
        return True

    def _check_items(self, event: Any) -> None:
        """An item of a list that stands further right than the one above, and becomes a part of its words."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self._line(number)
            if line.lstrip().startswith("- "):
                spot = Position(self._file, number + 1, len(line) - len(line.lstrip()) + 1)
                message = tr_lazy("this dash begins no item: the line is joined to the text above it")
                hint = tr_lazy("line it up with the dashes of the list, or begin the words with `—`")
                self._strays.append((spot, "list-in-text", message, hint))
                return

    def _check_block(self, event: Any) -> None:
        """Lines of a block that look like comments, items, quotations or keys, and are plain words of a paragraph."""
        first = event.start_mark.line + 1
        for number in range(first, event.end_mark.line):
            key = KEY_IN_TEXT.match(self._line(number))
            if key is not None and (event.style == ">" or key["dash"]):
                message = tr_lazy(
                    "`{name}` is printed: it stands inside a text that `{sign}` begins",
                    name=f"{key['key']}:",
                    sign=event.style,
                )
                place = Position(self._file, number + 1, key.start("key") + 1)
                hint = tr_lazy("line the keys up with their neighbours; a list stands under its key without `|` or `>`")
                self._strays.append((place, "key-in-text", message, hint))
                return
            match = BLOCK_LEFTOVER.match(self._line(number).lstrip())
            if match is None:
                continue
            spot = Position(self._file, number + 1, len(self._line(number)) - len(self._line(number).lstrip()) + 1)
            if match[0] == "# ":
                message = tr_lazy("there are no comments inside a text: this line is printed")
                self._report.warn(spot, "comment-in-block", message)
            elif event.style == ">" and number > first:
                message = tr_lazy(
                    "a line that begins with `{written}` makes one paragraph with the others under `>-`",
                    written=match[0],
                )
                self._report.warn(spot, "list-in-text", message)
            else:
                continue
            return

    def _count_refused(self) -> None:
        self._refused += 1
        if self._refused > _MOST_REFUSED:
            raise _Stop

    def _check_properties(self, event: Any) -> None:
        self._count_refused()
        if event.anchor is not None:
            self._refuse_anchor(
                event,
                "anchor",
                tr_lazy("`&{anchor}` would name a part of the file to repeat", anchor=event.anchor[:40]),
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            name = tag.lstrip("!")
            message = tr_lazy("`{tag}` is a tag, and no story has any", tag=tag)
            hint = NOTHING
            if name and not getattr(event, "value", name):  # nothing else stands there
                hint = tr_lazy("in a condition, write `{written}`", written=f"not {name}")
            self._report.error(self._node(event, None), "tag", message, hint)

    def _refuse_anchor(self, event: Any, code: str, message: LazyMessage) -> None:
        # one message for a file: a bomb of aliases is one mistake, not thousands
        if not self._anchored:
            self._report.error(self._node(event, None), code, message)
        self._anchored = True

    def _stop(self, event: Any, code: str, message: LazyMessage) -> None:
        self._report.error(self._node(event, None), code, message)
        raise _Stop


def _is_stray(key: Node, node: Node) -> bool:
    """Whether no colon stands after a key: its empty value then begins where it ends."""
    return node.line == key.line and node.column == key.column + len(str(key.value))


def _torn(cut: Node | None, words: str) -> tuple[str, LazyMessage, LazyMessage]:
    """Words after a comma in braces: they go on with the text before them, or follow a condition without their key."""
    if cut is not None and cut.name is not None and cut.name.value == "if" and cut.value is not BROKEN:
        message = tr_lazy("`{word}` stands in braces, and no colon after it", word=words)
        return "missing-colon", message, tr_lazy("write `{written}: {words}`", written="text", words=words)
    if cut is not None and type(cut.value) is int and words.isdecimal():
        message = tr_lazy("the comma of `{number}` makes two of it", number=f"{cut.value},{words}")
        return "comma-in-braces", message, tr_lazy("a whole number has no decimals")
    message = tr_lazy(
        "a comma ends a text inside `{{ }}`: what follows it, `{words}`, is read as a key of its own", words=words
    )
    return "comma-in-braces", message, tr_lazy("put the text in double quotes")


def _what(value: Value) -> LazyMessage:
    if isinstance(value, bool):
        return tr_lazy("`{value}`, a boolean,", value=str(value).lower())
    if isinstance(value, int):
        return tr_lazy("`{value}`, a number,", value=value)
    return (
        tr_lazy("nothing")
        if value is None
        else tr_lazy("a list")
        if isinstance(value, list)
        else tr_lazy("a group of keys")
    )
