"""A story in other words: gettext catalogues under `locale/`, one a language.

A text is found by its path (`convocation/choices/visio-midi/say`), which is its message context; its message is the
text as the story has it. A translation of a text that has changed since is stale: readers get the new text, and authors
are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.story.problems import Report, Spot
from game.story.sanitise import unfit
from game.story.text import placeholders

if TYPE_CHECKING:
    import polib

MOST_MISSING = 20
"""More missing translations than these are told in one sentence."""

_OF_TRANSLATORS = ("PO-Revision-Date", "Last-Translator", "Language-Team", "X-Generator", "Report-Msgid-Bugs-To")
"""What a catalogue's header says of those who made it: kept when it is brought up to date."""

_STARS = re.compile(r"(?<!\\)\*+")


@dataclass
class Texts:
    """Gathers the texts of a story by path, in the files' order. Give `note` to the compiler as its `translate`."""

    found: dict[str, str] = field(default_factory=dict)

    def note(self, path: str, text: str) -> str:
        """Remember a text, and leave it as it is."""
        if text.strip():
            self.found[path] = text
        return text


class Catalogue:
    """One language's translations. Give `translate` to the compiler."""

    def __init__(self, name: str, entries: Mapping[str, polib.POEntry], report: Report, readable: bool = True) -> None:
        self._readable = readable
        self._name = name
        self._entries = entries
        self._report = report
        self._asked: set[str] = set()
        self._missing: list[tuple[Spot, str]] = []

    @classmethod
    def read(cls, data: bytes, name: str, report: Report) -> Catalogue:
        """Read a catalogue; one that cannot be read is a problem and translates nothing."""
        try:
            entries = _parse(data.decode("utf-8"))
        except (UnicodeDecodeError, OSError, ValueError) as error:
            line = re.search(r"line (\d+)", str(error))
            spot = Spot(name, int(line[1]) if line else 1)
            report.error(spot, "catalogue-syntax", "this is not a gettext catalogue that can be read")
            return cls(name, {}, report, readable=False)
        catalogue = cls(name, {entry.msgctxt or "": entry for entry in entries if not entry.obsolete}, report)
        for context, count in Counter(entry.msgctxt for entry in entries if not entry.obsolete).items():
            if count > 1:
                entry = catalogue._entries[context or ""]
                report.error(
                    catalogue._spot(entry), "duplicate-translation", f"`{context}` is translated {count} times"
                )
        return catalogue

    def translate(self, path: str, text: str) -> str:
        """The words for a text, or the text itself where they are missing, stale or broken; authors are told."""
        if not text.strip():
            return text
        self._asked.add(path)
        entry = self._entries.get(path)
        if entry is None or not entry.msgstr:
            spot = Spot(self._name) if entry is None else self._spot(entry)
            self._missing.append((spot, path))
        elif entry.msgid != text or entry.fuzzy:
            self._report.warn(self._spot(entry), "stale-translation", f"`{path}` has changed since it was translated")
        elif self._sound(entry):
            return entry.msgstr
        return text

    def close(self) -> None:
        """Report what is missing, and what translates nothing any more, once the whole story has asked."""
        if self._readable:
            self._tell_missing()
        for context, entry in self._entries.items():
            if context not in self._asked:
                hint = self._report.guess(context, self._asked)
                message = f"`{context}` is no text of the story"
                self._report.warn(self._spot(entry), "orphan-translation", message, hint)

    def _tell_missing(self) -> None:
        if len(self._missing) > MOST_MISSING:
            first = self._missing[0][1]
            message = f"{len(self._missing)} texts have no translation; the first is `{first}`"
            self._report.warn(Spot(self._name), "untranslated", message)
            return
        for spot, path in self._missing:
            self._report.warn(spot, "untranslated", f"`{path}` has no translation")

    def _sound(self, entry: polib.POEntry) -> bool:
        spot, sound = self._spot(entry), True
        wanted, given = sorted(placeholders(entry.msgid)), sorted(placeholders(entry.msgstr))
        if wanted != given:
            names = ", ".join(f"{{{name}}}" for name in sorted(set(wanted) ^ set(given)))
            self._report.error(spot, "translation-placeholders", f"{names} is not in both the text and its translation")
            sound = False
        if sorted(_STARS.findall(entry.msgid)) != sorted(_STARS.findall(entry.msgstr)):
            self._report.warn(spot, "translation-markup", "the stars of the text and those of its translation differ")
        for character in unfit(entry.msgstr):
            self._report.error(spot, character.code, character.what)
            sound = False
        return sound

    def _spot(self, entry: polib.POEntry) -> Spot:
        return Spot(self._name, entry.linenum or 1)


def merge(texts: Mapping[str, str], old: str | None, language: str, project: str) -> str:
    """A catalogue for the texts of a story, with what an older one already translates.

    Args:
        texts: The texts by path, in order.
        old: The older catalogue, if there is one. A text that changed since keeps its translation, marked fuzzy, as
            gettext's own tools do; what translates nothing any more is kept as obsolete.
        language: The language's code.
        project: The story's title.

    Returns:
        The new catalogue.
    """
    import polib

    older = _parse(old) if old else polib.POFile()
    known = {entry.msgctxt: entry for entry in older}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    } | {key: value for key, value in older.metadata.items() if value and key in _OF_TRANSLATORS}
    for path, text in texts.items():
        catalogue.append(_merged(path, text, known.pop(path, None)))
    for entry in known.values():
        if entry.msgstr:
            entry.obsolete = True
            catalogue.append(entry)
    return str(catalogue)


def _merged(path: str, text: str, old: polib.POEntry | None) -> polib.POEntry:
    import polib

    entry = polib.POEntry(msgctxt=path, msgid=text)
    if old is not None and old.msgstr:
        entry.msgstr = old.msgstr
        entry.tcomment = old.tcomment
        if old.msgid != text:
            entry.previous_msgid = old.msgid
            entry.flags = ["fuzzy"]
        else:
            entry.flags = old.flags
    return entry


def _parse(text: str) -> polib.POFile:
    import polib

    if "\x00" in text:
        raise ValueError("a catalogue holds no null character")
    # polib takes what is no catalogue for the name of one, so it is told apart here
    if not re.search(r"^msgid ", text, re.MULTILINE):
        raise ValueError("no message")
    return polib.pofile(text + "\n", wrapwidth=100)
