"""The interface's words: English in the code, other languages in gettext catalogues beside it (`game/locale`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from game import kept_files
from game.hashing import blake2b
from game.i18n import languages
from game.i18n.languages import SOURCE, best_match, interface_languages

if TYPE_CHECKING:
    import polib

_FORMAT = b"2"
"""The shape of what the cache holds; another one is another name."""

_CONTEXT = "\4"
"""What parts a context from its message in a key, as in gettext's own `.mo` files."""

_PERCENT = re.compile(r"%(?:\(\w+\))?[rsd]")


class Translations(NamedTuple):
    """What a catalogue says, by message.

    `plurals` holds the forms of messages that count something; `rule` is the catalogue's `Plural-Forms`.
    """

    messages: Mapping[str, str]
    plurals: Mapping[str, list[str]]
    rule: str


_ENGLISH = Translations({}, {}, "")
_spoken: tuple[str, Translations] = (SOURCE, _ENGLISH)


def set_language(language: str) -> None:
    """Speak a language from now on; one without a catalogue means English."""
    global _spoken
    _spoken = language, _translations(languages.LOCALE / f"{best_match(language, interface_languages())}.po")


def current_language() -> str:
    """The language in use, as it was last asked for."""
    return _spoken[0]


def tr(message: str, **fields: object) -> str:
    """A message, written in English in the code, in the language in use, with `{fields}` in place."""
    words = _spoken[1].messages.get(message, message)
    return words.format(**fields) if fields else words


def trc(context: str, message: str, **fields: object) -> str:
    """A message that other languages say otherwise elsewhere: gettext's `pgettext`.

    The context says where or of what it is said, for translators; readers never see it.
    """
    words = _spoken[1].messages.get(f"{context}{_CONTEXT}{message}", message)
    return words.format(**fields) if fields else words


def trn(one: str, many: str, count: int, **fields: object) -> str:
    """A message that counts something, in the form that the language in use has for the number: gettext's `ngettext`.

    The number also stands for `{count}` in the message.
    """
    translations = _spoken[1]
    forms = translations.plurals.get(one)
    english = one if count == 1 else many
    words = english if forms is None else forms[_form(translations.rule, count, len(forms))]
    return words.format(count=count, **fields)


class LazyMessage(NamedTuple):
    """A message with what stands in its braces, put into words each time that it is printed: `tr_lazy` makes them.

    Whoever finds a mistake need not know who will read of it, nor in which language. A field may be a message too.
    """

    one: str
    fields: tuple[tuple[str, object], ...] = ()
    many: str = ""

    def __str__(self) -> str:
        """The words, in the language in use."""
        if self.many:
            return trn(self.one, self.many, **dict[str, Any](self.fields))
        return tr(self.one, **dict(self.fields))

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.one)


NOTHING = LazyMessage("")
"""What is not said."""


def tr_lazy(message: str, /, **fields: object) -> LazyMessage:
    """A message that is put into the language in use when it is printed; gettext calls such messages lazy."""
    return LazyMessage(message, tuple(fields.items()))


def trn_lazy(one: str, many: str, /, count: int, **fields: object) -> LazyMessage:
    """The same, of a message that counts something: see `trn`."""
    return LazyMessage(one, (("count", count), *fields.items()), many)


def message(text: str) -> str:
    """English words of a table, which are translated where they are said; catalogues find them by this call."""
    return text


_COMMA = message("{before}, {after}")


def enumerated(messages: Sequence[LazyMessage], joint: str = _COMMA) -> LazyMessage:
    """At least one message, or several with a joint between each and the next: a message with `before` and `after`."""
    return reduce(lambda before, after: tr_lazy(joint, before=before, after=after), messages)


def in_every_language(message: str) -> tuple[str, ...]:
    """A message in every language that the interface speaks, the English words first; each once."""
    spoken = (
        _remembered(languages.LOCALE / f"{language}.po").messages.get(message, message)
        for language in interface_languages()
    )
    return tuple(dict.fromkeys((message, *spoken)))


def key(context: str, message: str) -> str:
    """What a message is called in gettext's own files: its context before it, where it has one."""
    return f"{context}{_CONTEXT}{message}" if context else message


def excerpt(wanted: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """What the language in use says of some messages, for programs that are no Python.

    Args:
        wanted: Each message's context, English words, and English words for many where it counts something.

    Returns:
        `messages` by message, with its context before it as in gettext's own files; `plurals` by the words for one;
        `forms`, a digit a number from 0 to 199: which form it takes. No language that gettext knows looks further than
        the last two digits, beyond numbers that nobody counts to.
    """
    _, known = _spoken
    messages: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for context, text, plural in wanted:
        name = key(context, text)
        if plural and text in known.plurals:
            plurals[text] = known.plurals[text]
        elif name in known.messages:
            messages[name] = known.messages[name]
    most = max(map(len, plurals.values()), default=2)
    forms = "".join(str(_form(known.rule, count, most)) for count in range(200))
    return {"messages": messages, "plurals": plurals, "forms": forms}


def same_placeholders(message: str, translation: str) -> bool:
    """Whether a translation has a message's `{fields}` and `%(fields)s`, written the same way, and no others."""
    try:
        return _fields(message) == _fields(translation)
    except ValueError:  # a brace without its twin
        return False


def is_sound(entry: polib.POEntry) -> bool:
    """Whether every translation of an entry can stand for its message.

    A plural form has the fields of the message for one or of that for many: `a decision` may leave the number out.
    """
    if not entry.msgid_plural:
        return same_placeholders(entry.msgid, entry.msgstr)
    messages = (entry.msgid, entry.msgid_plural)
    return all(any(same_placeholders(m, form) for m in messages) for form in entry.msgstr_plural.values())


def _form(rule: str, count: int, forms: int) -> int:
    """Which of so many forms a number takes; a rule that gives none of them means the nearest there is."""
    try:
        return max(0, min(_plural(rule)(count), forms - 1))
    except ZeroDivisionError:
        return forms - 1


@cache
def _plural(rule: str) -> Callable[[int], int]:
    """The form to take for a number, by a catalogue's `Plural-Forms`; English ways where it has none that is one."""
    from gettext import c2py  # reads the C expression without evaluating it as Python

    expression = re.search(r"plural\s*=\s*([^;]+)", rule)
    try:
        return c2py(expression[1]) if expression else _one_or_many
    except ValueError:
        return _one_or_many


def _one_or_many(count: int) -> int:
    return int(count != 1)


def _translations(file: Path) -> Translations:
    """What a catalogue says; the English words where there is none, or none that can be read.

    Whoever translates hears of a broken one from `holdup extract`.
    """
    try:
        return _read(file)
    except (OSError, ValueError):
        return _ENGLISH


_remembered = cache(_translations)
"""The same, read once: for what is asked of every language again and again."""


def _read(catalogue: Path) -> Translations:
    """A catalogue; parsed once, then kept in the cache, because start-up time is precious."""
    source = catalogue.read_bytes()
    kind, key = f"words-{catalogue.stem}", blake2b(_FORMAT + source, digest_size=8).hexdigest()
    cached = kept_files.fetch(kind, key)
    if cached is not None:
        with suppress(ValueError, TypeError):
            return Translations(*json.loads(cached))
    read = _parse(source.decode("utf-8"))
    kept_files.store(kind, key, json.dumps(read, ensure_ascii=False).encode(), 1)
    return read


def _parse(source: str) -> Translations:
    import polib

    catalogue = polib.pofile(source)
    messages: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for entry in catalogue.translated_entries():
        if not is_sound(entry):
            continue
        if entry.msgid_plural:
            plurals[entry.msgid] = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)]
        else:
            key = f"{entry.msgctxt}{_CONTEXT}{entry.msgid}" if entry.msgctxt else entry.msgid
            messages[key] = entry.msgstr
    return Translations(messages, plurals, catalogue.metadata.get("Plural-Forms", ""))


def _fields(message: str) -> set[tuple[str | None, ...]]:
    from string import Formatter

    braced = {tuple(field[1:]) for field in Formatter().parse(message) if field[1] is not None}
    return braced | {(percent,) for percent in _PERCENT.findall(message)}
