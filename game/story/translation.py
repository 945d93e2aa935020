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
from game.story.completeness import STAYS
from game.story.folder import decoded
from game.story.foreign_markup import MARKUP, leftover
from game.story.former import path_today
from game.story.markup import placeholders
from game.story.po import (
    as_obsolete,
    by_key,
    entry_key,
    new_catalogue,
    parse_what_can_be,
    translations,
    updated_entry,
)
from game.story.problems import Position, Report
from game.story.schema.shapes import LONGEST_TEXT
from game.story.translation_memory import translation_memory
from game.story.unfit_characters import find_unfit

if TYPE_CHECKING:
    import polib

    from game.story.text_memory import TextMemory
    from game.story.translator_notes import Note

MOST_TOLD = 20
"""More entries that say nothing, or that translate nothing, are told in one sentence."""

MOST_NEW = 3
"""More texts that the catalogue has never heard of have no line to point at, and are told in one sentence."""

_REMEDY = tr_lazy("`extract` mends that")

_STAYS = re.compile(STAYS)

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


def stays_as_written(path: str) -> bool:
    """Whether a text needs no translation: what an article is called, or somebody."""
    return _STAYS.fullmatch(path) is not None


class Catalogue:
    """One language's translations. Give `translate` to the compiler."""

    def __init__(
        self, name: str, entries: Iterable[polib.POEntry] | None, report: Report, lines: Sequence[int] = ()
    ) -> None:
        """Take entries in, the first of each context; None for those of a catalogue that cannot be read.

        `lines` are those where its translations begin.
        """
        self.stand_in: Catalogue | None = None
        """Another language's, for what this one lacks."""
        self._readable = entries is not None
        self._lines = lines
        self._name = name
        self._report = report
        self._entries: dict[str, polib.POEntry] = {}
        self._asked: set[str] = set()
        self._new: list[tuple[Position, str]] = []
        self._empty: list[tuple[Position, str]] = []
        self._nameless: list[tuple[Position, str]] = []
        self._elsewhere: list[tuple[polib.POEntry, str]] = []
        self._at_home: set[int] = set()
        self._broken = 0
        self._used: set[int] = set()
        self._all = list(entries or ())
        self._memory = translation_memory(self._all, {})
        for entry in self._all:
            if not entry.obsolete:
                self._enter(entry)

    @classmethod
    def read(cls, data: bytes, name: str, report: Report) -> Catalogue:
        """Read a catalogue; what of it cannot be read is a problem and translates nothing."""
        whole = decoded(data, name, report)
        if whole is None:
            return cls(name, None, report)
        catalogue, broken, text = parse_what_can_be(whole)
        for error in broken if catalogue is not None else broken[:1]:
            message = tr_lazy("this gettext catalogue cannot be read: {error}", error=error)
            if catalogue is not None:
                message = tr_lazy("this entry cannot be read, and translates nothing: {error}", error=error)
            report.error(Position(name, error.line, error.column), "catalogue-syntax", message)
        if catalogue is None:
            return cls(name, None, report)
        if data.startswith(BOM_UTF8):
            message = tr_lazy("it begins with a byte order mark, which gettext’s own tools refuse")
            report.warn(Position(name), "catalogue-syntax", message, _REMEDY)
        if not broken and "utf-8" not in catalogue.metadata.get("Content-Type", "").lower():
            message = tr_lazy("its header does not say charset=UTF-8, so that other tools read it wrongly")
            report.warn(Position(name), "catalogue-syntax", message, _REMEDY)
        read = cls(name, catalogue, report, translations(text))
        read._broken = len(broken)
        return read

    def follow(self, was: Mapping[str, str]) -> None:
        """Let entries whose text has another path today translate it there: something was renamed since."""
        self._memory = translation_memory(self._all, was)
        for path in [path for path in self._entries if path_today(was, path) != path]:
            self._entries.setdefault(path_today(was, path), self._entries.pop(path))

    def translate(self, path: str, text: str) -> str:
        """The words for a text; where they are missing, stale or broken, authors are told, and others stand in.

        A translation is found wherever its words stand, so that readers lose nothing before the catalogue follows.
        """
        if not text.strip():
            return text
        words = self._said(path, text)
        if words is None:
            return text if self.stand_in is None else self.stand_in.translate(path, text)
        return words

    def _said(self, path: str, text: str) -> str | None:
        self._asked.add(path)
        entry = self._entries.get(path)
        if entry is not None and entry.msgid == text and entry.msgstr.strip():
            if not entry.fuzzy:
                self._at_home.add(id(entry))
                return entry.msgstr if self._sound(entry, text) else None
            message = tr_lazy("the translation of `{path}` is marked fuzzy", path=path)
            look = tr_lazy("look it over, and take the mark away")
            self._report.warn(self._spot(entry), "stale-translation", message, look)
            return None
        nearest = self._memory.near(path, text)
        if nearest is not None:
            self._used.add(id(nearest))
            if entry is None or entry.msgid != text:
                self._elsewhere.append((nearest, path))
            return nearest.msgstr if self._sound(nearest, text) else None
        if stays_as_written(path) and (entry is None or entry.msgstr.strip() in ("", entry.msgid)):
            return None
        if entry is None:
            self._new.append((Position(self._name), path))
        elif not entry.msgstr.strip():
            self._empty.append((self._spot(entry), path))
        else:
            message = tr_lazy("`{path}` has changed since it was translated", path=path)
            self._report.warn(self._spot(entry), "stale-translation", message)
        return None

    def close(self) -> None:
        """Report what is missing, and what translates nothing any more, once the whole story has asked."""
        moved = [
            (self._spot(borrowed), path) for borrowed, path in self._elsewhere if id(borrowed) not in self._at_home
        ]
        self._new += [
            (Position(self._name), path)
            for borrowed, path in self._elsewhere
            if id(borrowed) in self._at_home and path not in self._entries
        ]
        if self._readable:
            one = message("`{path}` has no translation")
            many = message("{count} texts have no translation; the first is `{path}`")
            self._tell(sorted(self._empty, key=lambda empty: empty[0].line), "untranslated", one, many)
            many = message("{count} texts are not in this catalogue yet; the first is `{path}`")
            adds = tr_lazy("`extract` adds what is missing")
            if len(self._new) > self._broken + len(self._nameless):  # else those are what lacks, and told
                self._tell(self._new, "untranslated", one, many, most=MOST_NEW, hint=adds)
        one = message("`{path}` has moved since it was translated; readers get its translation")
        many = message(
            "{count} texts have moved since they were translated; readers get their translations; the first is `{path}`"
        )
        moves = tr_lazy("`holdup extract` moves them")
        self._tell(moved, "stale-translation", one, many, most=MOST_NEW, hint=moves)
        one = message("this entry has no `msgctxt`, the path of the text that it translates")
        many = message("{count} entries have no `msgctxt`, the path of the text that they translate")
        self._tell(
            self._nameless, "orphan-translation", one, many, hint=tr_lazy("delete it: `extract` adds those that lack")
        )
        left = [
            (self._spot(entry), path)
            for path, entry in self._entries.items()
            if path not in self._asked and id(entry) not in self._used
        ]
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
            near = self._report.guess(path, self._asked) if guess else hint
            self._report.warn(spot, code, tr_lazy(one, path=path), near)

    def _sound(self, entry: polib.POEntry, text: str) -> bool:
        """Whether a translation can stand for a text; what keeps it from that, or looks wrong, is reported."""
        spot = self._spot_of_words(entry)
        sound = self._same_numbers(text, entry.msgstr, spot)
        if len(entry.msgstr) > LONGEST_TEXT:
            self._report.error(
                spot,
                "text-too-long",
                tr_lazy("a text has at most {longest_text} characters", longest_text=LONGEST_TEXT),
            )
            sound = False
        if "\n" in entry.msgstr and "\n" not in text:
            several = tr_lazy("the text is one line, and its translation is several")
            self._report.error(spot, "translation-markup", several, tr_lazy("write it on one line"))
            sound = False
        left = leftover(entry.msgstr) if MARKUP.search(entry.msgstr) else None
        if left is not None and left.code == "foreign-markup" and leftover(text) is None:
            self._report.warn(spot, left.code, left.message, left.hint)
        for differ, sign in _SAME_SIGNS:
            if sorted(sign.findall(text)) != sorted(sign.findall(entry.msgstr)):
                self._report.warn(spot, "translation-markup", differ)
        for character in find_unfit(entry.msgstr):
            self._report.error(spot, character.code, tr_lazy("this text holds {what}", what=character.what))
            sound = False
        return sound

    def _same_numbers(self, text: str, translation: str, spot: Position) -> bool:
        if "{" not in text and "{" not in translation:
            return True
        wanted, given = ([f"{{{name}}}" for name in placeholders(words)] for words in (text, translation))
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


_LAST = ("people", "facts", "sources")
"""What is translated after the story itself, in this order."""


def in_reading_order(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts as a translator wants to meet them: what the story is, its scenes in their order, its sources last."""

    def rank(path: str) -> int:
        begins = path.partition("/")[0]
        if begins == "story":
            return -1 if path.count("/") > 1 else -2
        return _LAST.index(begins) + 1 if begins in _LAST else 0

    return {path: texts[path] for path in sorted(texts, key=rank)}


def merge(
    texts: Mapping[str, str],
    older: polib.POFile | None,
    language: str,
    project: str,
    was: Mapping[str, str] | None = None,
    notes: Mapping[str, Note] | None = None,
) -> polib.POFile:
    """A catalogue for the texts of a story, with what an older one already translates.

    Args:
        texts: The texts by path, in order.
        older: The older catalogue, if there is one. A translation goes wherever its words have gone; that of a text
            that changed is kept, marked fuzzy; what translates nothing any more is kept as obsolete, and found again
            when its words come back.
        language: The language's code.
        project: The story's title.
        was: Former names of the story's parts, and present ones: their translations move with them.
        notes: What translators are told of the texts, by path.

    Returns:
        The new catalogue.

    Raises:
        InvalidCatalogue: The older one translates a text twice.
    """
    catalogue, was, texts = new_catalogue(older, language, project), was or {}, in_reading_order(texts)
    by_key(older, entry_key)  # says so where two entries in use are one
    known = list(older or ())
    memory = translation_memory(known, was)
    own = {path_today(was, e.msgctxt): e for e in known if e.msgctxt and not e.obsolete}
    translated = {path: entry for path, text in texts.items() if (entry := memory.at(path, text)) is not None}
    for path, text in texts.items():
        mine = own.get(path)
        unsure = mine is not None and mine.msgid == text and bool(mine.msgstr or mine.msgid_plural)
        if path not in translated and not unsure and (entry := memory.near(path, text)) is not None:
            translated[path] = entry
    help_for = _helps(
        {path: text for path, text in texts.items() if path not in translated}, own, known, translated, memory
    )
    for path, text in texts.items():
        if path in translated:
            catalogue.append(_moved(text, translated[path], path, own.get(path)))
        else:
            catalogue.append(updated_entry(text, help_for.get(path), path))
        if language and stays_as_written(path):
            _let_stay(catalogue[-1], own.get(path), path in translated)
    _annotate(catalogue, notes or {})
    taken = {id(entry) for entry in (*translated.values(), *help_for.values())}
    written = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for entry in as_obsolete(entry for entry in known if id(entry) not in taken):
        if entry.fuzzy and entry.previous_msgid:  # it translates what the text was before, and is kept for that
            entry.msgid, entry.previous_msgid = entry.previous_msgid, None
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if (entry.msgctxt, entry.msgid) not in written:
            written.add((entry.msgctxt, entry.msgid))
            catalogue.append(entry)
    return catalogue


def _helps(
    texts: Mapping[str, str],
    own: Mapping[str, polib.POEntry],
    known: Sequence[polib.POEntry],
    translated: Mapping[str, polib.POEntry],
    memory: TextMemory[polib.POEntry],
) -> dict[str, polib.POEntry]:
    """For texts that nothing translates, the entries that are nearest: their own, or of the same scene and alike."""
    free = {id(e): e for e in known if not e.obsolete} if texts else {}
    for entry in translated.values():
        free.pop(id(entry), None)
    helps: dict[str, polib.POEntry] = {}
    for path, text in texts.items():
        mine = own.get(path)
        if mine is not None and id(mine) in free and mine.msgid == text:
            helps[path] = free.pop(id(mine))
    helps |= memory.rest({path: text for path, text in texts.items() if path not in helps}, own, free)
    return helps


def _annotate(catalogue: polib.POFile, notes: Mapping[str, Note]) -> None:
    """Tell translators what there is to know of each text."""
    for entry in catalogue:
        note = notes.get(entry.msgctxt or "")
        if note is not None:
            entry.comment = "\n".join(note.lines)
            entry.occurrences = [] if note.place is None else [(note.place[0], str(note.place[1]))]


def _let_stay(entry: polib.POEntry, mine: polib.POEntry | None, translated: bool) -> None:
    """Say of a text that stays as it was written that it does, so that other tools count it as translated too."""
    own_words = mine is not None and mine.msgstr not in ("", mine.msgid)
    if not entry.msgstr or not (translated or own_words):
        entry.msgstr, entry.previous_msgid = entry.msgid, None
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def _moved(text: str, entry: polib.POEntry, path: str, mine: polib.POEntry | None) -> polib.POEntry:
    """An entry for a text whose words another one translates, or translated before they changed."""
    made = updated_entry(text, entry, path)
    if entry.msgid != text:
        made.flags = [flag for flag in made.flags if flag != "fuzzy"]
        made.previous_msgid = None
    if mine is not None and mine.msgid == text and mine.tcomment:
        made.tcomment = mine.tcomment
    return made
