"""A story in other words: gettext catalogues under `locale/`, one a language.

A text is found by its path (`convocation/choices/visio-midi/say`), which is its message context; its message is the
text as the story has it. A translation of a text that has changed since is stale: readers get the new text, and authors
are told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.i18n.catalogue import NOTHING, LazyMessage, enumerated, message, tr_lazy
from game.story.folder import decoded
from game.story.former import path_today
from game.story.markup import placeholders
from game.story.po import (
    InvalidCatalogue,
    as_obsolete,
    by_key,
    entry_key,
    new_catalogue,
    parse,
    translations,
    updated_entry,
)
from game.story.problems import Position, Report
from game.story.schema.shapes import LONGEST_TEXT
from game.story.unfit_characters import find_unfit

if TYPE_CHECKING:
    import polib

MOST_TOLD = 20
"""More entries that say nothing, or that translate nothing, are told in one sentence."""

MOST_NEW = 3
"""More texts that the catalogue has never heard of have no line to point at, and are told in one sentence."""

_REMEDY = tr_lazy("`extract` mends that")

_NUMBERS = re.compile(r"(?<=/)\d+(?=/|$)")
"""Which items of lists a path goes through."""

_STARS = re.compile(r"(?<!\\)\*+")
_SIGNS = re.compile(r"^(?:> |- )", re.MULTILINE)
_SAME_SIGNS = (
    (tr_lazy("the stars of the text and those of its translation differ"), _STARS),
    (tr_lazy("the signs of quotation or list of the text and those of its translation differ"), _SIGNS),
)


@dataclass
class TextCollector:
    """Gathers the texts of a story by path, in the files' order. Give `note` to the compiler as its `translate`."""

    texts: dict[str, str] = field(default_factory=dict)

    def note(self, path: str, text: str) -> str:
        """Remember a text, and leave it as it is."""
        if text.strip():
            self.texts[path] = text
        return text


class Catalogue:
    """One language's translations. Give `translate` to the compiler."""

    def __init__(
        self, name: str, entries: Iterable[polib.POEntry] | None, report: Report, lines: Sequence[int] = ()
    ) -> None:
        """Take entries in, the first of each context; None for those of a catalogue that cannot be read.

        `lines` are those where its translations begin.
        """
        self._readable = entries is not None
        self._lines = lines
        self._name = name
        self._report = report
        self._entries: dict[str, polib.POEntry] = {}
        self._asked: set[str] = set()
        self._new: list[tuple[Position, str]] = []
        self._empty: list[tuple[Position, str]] = []
        self._nameless: list[tuple[Position, str]] = []
        for entry in entries or ():
            if not entry.obsolete:
                self._enter(entry)

    @classmethod
    def read(cls, data: bytes, name: str, report: Report) -> Catalogue:
        """Read a catalogue; one that cannot be read is a problem and translates nothing."""
        text = decoded(data, name, report)
        if text is None:
            return cls(name, None, report)
        try:
            catalogue = parse(text)
        except InvalidCatalogue as error:
            message = tr_lazy("this gettext catalogue cannot be read: {error}", error=error)
            report.error(Position(name, error.line, error.column), "catalogue-syntax", message)
            return cls(name, None, report)
        if data.startswith(BOM_UTF8):
            message = tr_lazy("it begins with a byte order mark, which gettext’s own tools refuse")
            report.warn(Position(name), "catalogue-syntax", message, _REMEDY)
        if "utf-8" not in catalogue.metadata.get("Content-Type", "").lower():
            message = tr_lazy("its header does not say charset=UTF-8, so that other tools read it wrongly")
            report.warn(Position(name), "catalogue-syntax", message, _REMEDY)
        return cls(name, catalogue, report, translations(text))

    def follow(self, was: Mapping[str, str]) -> None:
        """Let entries whose text has another path today translate it there: something was renamed since."""
        for path in [path for path in self._entries if path_today(was, path) != path]:
            self._entries.setdefault(path_today(was, path), self._entries.pop(path))

    def translate(self, path: str, text: str) -> str:
        """The words for a text, or the text itself where they are missing, stale or broken; authors are told."""
        if not text.strip():
            return text
        self._asked.add(path)
        entry = self._entries.get(path)
        if entry is None:
            self._new.append((Position(self._name), path))
        elif not entry.msgstr.strip():
            self._empty.append((self._spot(entry), path))
        elif entry.msgid != text:
            self._report.warn(
                self._spot(entry),
                "stale-translation",
                tr_lazy("`{path}` has changed since it was translated", path=path),
            )
        elif entry.fuzzy:
            message = tr_lazy("the translation of `{path}` is marked fuzzy", path=path)
            self._report.warn(
                self._spot(entry), "stale-translation", message, tr_lazy("look it over, and take the mark away")
            )
        elif self._sound(entry):
            return entry.msgstr
        return text

    def close(self) -> None:
        """Report what is missing, and what translates nothing any more, once the whole story has asked."""
        if self._readable:
            one = message("`{path}` has no translation")
            many = message("{count} texts have no translation; the first is `{path}`")
            self._tell(self._empty, "untranslated", one, many)
            many = message("{count} texts are not in this catalogue yet; the first is `{path}`")
            self._tell(self._new, "untranslated", one, many, most=MOST_NEW, hint=tr_lazy("`extract` adds them"))
        one = message("this entry has no `msgctxt`, the path of the text that it translates")
        many = message("{count} entries have no `msgctxt`, the path of the text that they translate")
        self._tell(self._nameless, "orphan-translation", one, many)
        left = [(self._spot(entry), path) for path, entry in self._entries.items() if path not in self._asked]
        many = message("{count} entries translate no text of the story; the first is `{path}`")
        self._tell(left, "orphan-translation", message("`{path}` is no text of the story"), many, guess=True)

    def _enter(self, entry: polib.POEntry) -> None:
        spot = self._spot(entry)
        if entry.msgctxt is None:
            self._nameless.append((spot, entry.msgid))
        elif entry.msgctxt in self._entries:
            first = self._spot(self._entries[entry.msgctxt]).line
            message = tr_lazy("`{path}` is translated already, on line {first}", path=entry.msgctxt, first=first)
            self._report.error(spot, "duplicate-translation", message)
        else:
            self._entries[entry.msgctxt] = entry

    def _tell(
        self,
        complaints: list[tuple[Position, str]],
        code: str,
        one: str,
        many: str,
        guess: bool = False,
        most: int = MOST_TOLD,
        hint: LazyMessage = NOTHING,
    ) -> None:
        if len(complaints) > most:
            spot, path = complaints[0]
            self._report.warn(spot, code, tr_lazy(many, count=len(complaints), path=path), hint)
            return
        for spot, path in complaints:
            hint = self._report.guess(path, self._asked) if guess else NOTHING
            self._report.warn(spot, code, tr_lazy(one, path=path), hint)

    def _sound(self, entry: polib.POEntry) -> bool:
        """Whether a translation can stand for its text; what keeps it from that, or looks wrong, is reported."""
        spot = self._spot_of_words(entry)
        sound = self._same_numbers(entry, spot)
        if len(entry.msgstr) > LONGEST_TEXT:
            self._report.error(
                spot,
                "text-too-long",
                tr_lazy("a text has at most {longest_text} characters", longest_text=LONGEST_TEXT),
            )
            sound = False
        if "\n" in entry.msgstr and "\n" not in entry.msgid:
            self._report.error(
                spot, "translation-markup", tr_lazy("the text is one line, and its translation is several")
            )
            sound = False
        for differ, sign in _SAME_SIGNS:
            if sorted(sign.findall(entry.msgid)) != sorted(sign.findall(entry.msgstr)):
                self._report.warn(spot, "translation-markup", differ)
        for character in find_unfit(entry.msgstr):
            self._report.error(spot, character.code, tr_lazy("this text holds {what}", what=character.what))
            sound = False
        return sound

    def _same_numbers(self, entry: polib.POEntry, spot: Position) -> bool:
        wanted, given = ([f"{{{name}}}" for name in placeholders(words)] for words in (entry.msgid, entry.msgstr))
        lost, added = [name for name in wanted if name not in given], [name for name in given if name not in wanted]
        complaints = [
            *(tr_lazy("`{name}` is missing", name=name) for name in lost),
            *(tr_lazy("`{name}` is not in the text", name=name) for name in added),
        ]
        if complaints:
            hint = self._report.guess(added[0], lost) if added else NOTHING
            self._report.error(spot, "translation-placeholders", enumerated(complaints), hint)
        return not complaints

    def _spot(self, entry: polib.POEntry) -> Position:
        return Position(self._name, entry.linenum or 1)

    def _spot_of_words(self, entry: polib.POEntry) -> Position:
        spot = self._spot(entry)
        at = bisect_left(self._lines, spot.line)
        return spot._replace(line=self._lines[at]) if at < len(self._lines) else spot


def merge(
    texts: Mapping[str, str],
    older: polib.POFile | None,
    language: str,
    project: str,
    was: Mapping[str, str] | None = None,
) -> polib.POFile:
    """A catalogue for the texts of a story, with what an older one already translates.

    Args:
        texts: The texts by path, in order.
        older: The older catalogue, if there is one. A text that changed since keeps its translation, marked fuzzy;
            what translates nothing any more is kept as obsolete.
        language: The language's code.
        project: The story's title.
        was: Former names of the story's parts, and present ones: their translations move with them.

    Returns:
        The new catalogue.

    Raises:
        InvalidCatalogue: The older one translates a text twice.
    """
    catalogue, known = new_catalogue(older, language, project), by_key(older, entry_key)
    for path in list(known):
        present = path_today(was or {}, path)
        if present != path and known.setdefault(present, known[path]) is known[path]:
            del known[path]
    moved = _moved(texts, {path: entry.msgid for path, entry in known.items()})
    pushed = set(moved.values())
    sources = {path: moved.get(path, path) for path in texts if path in moved or path not in pushed}
    earlier = {path: known.pop(source) for path, source in sources.items() if source in known}
    for path, text in texts.items():
        catalogue.append(updated_entry(text, earlier.get(path), path))
    catalogue.extend(as_obsolete(known.values()))
    return catalogue


def _moved(texts: Mapping[str, str], older: Mapping[str, str]) -> dict[str, str]:
    """Where each text stood that has been pushed along its list, by one written before it or taken out."""
    adrift = {(_NUMBERS.sub("#", path), text): path for path, text in older.items() if texts.get(path) != text}
    return {
        path: adrift[_NUMBERS.sub("#", path), text]
        for path, text in texts.items()
        if older.get(path) != text and (_NUMBERS.sub("#", path), text) in adrift
    }
