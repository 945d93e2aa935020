"""Gettext catalogues as text: read strictly, since polib lets much pass that gettext's own tools do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from game.i18n.catalogue import LazyMessage, tr_lazy

if TYPE_CHECKING:
    import polib

K = TypeVar("K")

MOST_LINES = 2000
"""More lines of one string, or of comments, would keep a reader busy for minutes, and no translator writes them."""

MOST_ENTRIES = 60_000
"""How many entries a catalogue has at most, those in use no more together with the others."""

MOST_LINES_OF_ALL = 400_000
"""How many lines a catalogue has at most."""

LONGEST_LINE = 50_000
"""How many characters a line has at most: far more than the longest text of a story."""

MOST_BROKEN = 20
"""A catalogue with more broken entries is none."""

_LINE = re.compile(
    r"""\s*
    (?: (?:\#~\s*)? (?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) \s+ "(?:[^"\\]|\\.)*+"\s*
      | (?:\#~\s*)? "(?:[^"\\]|\\.)*+"\s*
      | \#.*
    )?""",
    re.VERBOSE,
)
_TRANSLATION = re.compile(r"\s*msgstr\b")
_OURS = ("Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""What a catalogue's header says of itself; the rest is said by those who made it, and kept."""


class InvalidCatalogue(ValueError):
    """Text that is not a gettext catalogue, with the line and the column, from 1, where it stops being one."""

    def __init__(self, line: int, column: int, why: LazyMessage) -> None:
        self.line, self.column = line, column
        super().__init__(why)


class CatalogueTooLarge(InvalidCatalogue):
    """A catalogue that nobody has written."""


def parse(text: str, width: int = 100) -> polib.POFile:
    """Read a catalogue, whose lines have at most so many columns when it is written again.

    Raises:
        InvalidCatalogue: It is none, or breaks off.
    """
    import polib

    _look(text)
    try:
        return polib.pofile(text + "\n", wrapwidth=width)  # without a line's end it would be the name of a file
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        raise InvalidCatalogue(int(line[1]) if line else 1, 1, tr_lazy("this line is not due here")) from None


def parse_what_can_be(text: str) -> tuple[polib.POFile | None, list[InvalidCatalogue], str]:
    """Read a catalogue but for the entries that are broken: each costs itself alone.

    Args:
        text: What its file holds.

    Returns:
        The catalogue, None where too much of it is broken; what is wrong with it; and the text that could be read, line
        for line where it stands, nothing in place of what is broken.
    """
    broken: list[InvalidCatalogue] = []
    while True:
        try:
            return parse(text), broken, text
        except CatalogueTooLarge as error:
            return None, [*broken, error], text
        except InvalidCatalogue as error:
            broken.append(error)
            lines = text.split("\n")
            if len(broken) * len(lines) > 2 * MOST_LINES_OF_ALL:  # each time, all is read again
                return None, broken, text
            first = last = min(error.line, len(lines)) - 1
            while first > 0 and lines[first - 1].strip():
                first -= 1
            while last + 1 < len(lines) and lines[last + 1].strip():
                last += 1
            if len(broken) > MOST_BROKEN or not any(line.strip() for line in lines[first : last + 1]):
                return None, broken, text
            lines[first : last + 1] = [""] * (last + 1 - first)
            text = "\n".join(lines)


def translations(text: str) -> list[int]:
    """The lines, from 1 and in order, where the translations of a catalogue's entries begin."""
    return [number for number, line in enumerate(text.split("\n"), 1) if _TRANSLATION.match(line)]


def new_catalogue(older: polib.POFile | None, language: str, project: str, width: int = 100) -> polib.POFile:
    """An empty catalogue that says of itself what an older one said.

    Args:
        older: The older one, if there is one.
        language: The language's code.
        project: What is translated.
        width: How many columns its lines have at most.
    """
    import polib

    catalogue = polib.POFile(wrapwidth=width)
    metadata: Mapping[str, str] = older.metadata if older is not None else {}
    catalogue.header = older.header if older is not None else ""
    catalogue.metadata = {
        "Project-Id-Version": project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    } | {key: value for key, value in metadata.items() if key not in _OURS}
    return catalogue


def updated_entry(text: str, old: polib.POEntry | None, context: str | None = None, plural: str = "") -> polib.POEntry:
    """An entry for a text, with what an older one says of it: its translation, its comments, its flags.

    A translation of what the text was before is marked fuzzy, as gettext's own tools do, and so is one that has plural
    forms where the text has none, or none where it has.

    Args:
        text: The text; for one, where it counts something.
        old: The older entry, if there is one.
        context: The entry's context.
        plural: The text for many; empty where it counts nothing.
    """
    import polib

    forms = old.msgstr_plural if old is not None else {}
    if plural:
        blank = forms or {0: old.msgstr if old is not None else "", 1: ""}
        entry = polib.POEntry(msgctxt=context, msgid=text, msgid_plural=plural, msgstr_plural=dict(blank))
    else:
        entry = polib.POEntry(msgctxt=context, msgid=text)
    if old is None:
        return entry
    entry.tcomment = old.tcomment
    entry.flags = [flag for flag in old.flags if flag != "fuzzy"]
    if not plural:
        entry.msgstr = old.msgstr or forms.get(0, "")
    if not (entry.msgstr or any(entry.msgstr_plural.values())):
        return entry
    if old.fuzzy or old.msgid != text or old.msgid_plural != plural:
        entry.flags.insert(0, "fuzzy")
        entry.previous_msgid = old.previous_msgid or (old.msgid if old.msgid != text else None)
    return entry


def as_obsolete(entries: Iterable[polib.POEntry]) -> Iterator[polib.POEntry]:
    """Entries that translate nothing any more, as obsolete; those that never translated anything are left out."""
    for entry in entries:
        if entry.msgstr or any(entry.msgstr_plural.values()):
            entry.obsolete = True
            yield entry


def entry_key(entry: polib.POEntry) -> str:
    """What tells an entry from the others of its catalogue: its context or, where it has none, its text."""
    return entry.msgctxt or entry.msgid


def by_key(catalogue: polib.POFile | None, key: Callable[[polib.POEntry], K]) -> dict[K, polib.POEntry]:
    """A catalogue's entries by what tells them apart; an obsolete one only where no other is.

    Args:
        catalogue: The catalogue; None is as good as an empty one.
        key: What tells an entry from the others.

    Raises:
        InvalidCatalogue: Two entries that are in use have the same key, and one of them would be lost.
    """
    entries: dict[K, polib.POEntry] = {}
    for entry in sorted(catalogue or (), key=lambda entry: entry.obsolete):
        first = entries.setdefault(key(entry), entry)
        if first is not entry and not entry.obsolete:
            raise InvalidCatalogue(
                entry.linenum or 1,
                1,
                tr_lazy("`{path}` is translated already, on line {first}", path=entry_key(entry), first=first.linenum),
            )
    return entries


def _look(text: str) -> None:
    """Look at every line before polib does, which takes a string without an end for a string."""
    if text.count("msgid ") > MOST_ENTRIES:
        raise CatalogueTooLarge(1, 1, tr_lazy("a catalogue has at most {most} entries", most=MOST_ENTRIES))
    if text.count("\n") > MOST_LINES_OF_ALL:
        raise CatalogueTooLarge(1, 1, tr_lazy("a catalogue has at most {most} lines", most=MOST_LINES_OF_ALL))
    keyword, lines = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InvalidCatalogue(
                number, LONGEST_LINE + 1, tr_lazy("a line has at most {most} characters", most=LONGEST_LINE)
            )
        match = _LINE.fullmatch(line)
        column = len(line) - len(line.lstrip()) + 1
        if match is None:
            raise InvalidCatalogue(
                number, column, tr_lazy("this line is neither a keyword with a string, nor a string, nor a comment")
            )
        keyword, lines = (match["keyword"], 0) if match["keyword"] else (keyword, lines + bool(line))
        if lines > MOST_LINES:
            raise InvalidCatalogue(
                number, column, tr_lazy("no string and no comment has more than {most} lines", most=MOST_LINES)
            )
    if not keyword:
        raise InvalidCatalogue(1, 1, tr_lazy("there is no message in it"))
    if not keyword.startswith("msgstr"):
        raise InvalidCatalogue(text.rstrip().count("\n") + 1, 1, tr_lazy("it breaks off in the middle of an entry"))
