"""The interface's words: English in the code, other languages in gettext catalogues beside it (`game/locale`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from game.hashing import blake2b
from game.paths import cache_dir

LOCALE = Path(__file__).parent.parent / "locale"

NAMES = {"en": "English", "fr": "français"}
"""Languages in their own words."""

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[.@].*)?")

_PERCENT = re.compile(r"%(?:\(\w+\))?[rsd]")

_words: dict[str, str] = {}
_spoken = ["en"]


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks, by code."""
    return ("en", *sorted(path.stem for path in LOCALE.glob("*.po")))


def language_tag(said: str) -> str | None:
    """A language's code as it is written here, from the many ways to write one; None where there is none.

    `fr`, `FR`, `fr_FR.UTF-8` and `fr-fr` give `fr`, `fr`, `fr_FR` and `fr_FR`; `C` and `POSIX` give None.
    """
    found = _CODE.fullmatch(said.strip())
    if found is None:
        return None
    language, country = found[1].lower(), found[2]
    return f"{language}_{country.upper()}" if country else language


def choose_language(flag: str | None, saved: str | None, environ: Mapping[str, str]) -> str | None:
    """The language to speak: what the command line says, else `HOLDUP_LANG`, else the setting, else the locale.

    Args:
        flag: What `--lang` says, if anything.
        saved: What the player has chosen before, if anything.
        environ: The environment.

    Returns:
        A code, or None where nothing says (an unset, `C` or `POSIX` locale): then the player is to be asked.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    said = (flag, environ.get("HOLDUP_LANG"), saved, locale)
    return next((found for word in said if word and (found := language_tag(word))), None)


def best_match(language: str, known: Iterable[str]) -> str | None:
    """The language among those known that serves best: the same, the same in any country, or none."""
    spoken = sorted(known)
    family = [other for other in spoken if other.partition("_")[0] == language.partition("_")[0]]
    return language if language in spoken else family[0] if family else None


def set_language(language: str) -> None:
    """Speak a language from now on; one without a catalogue means English."""
    _words.clear()
    _spoken[0] = language
    catalogue = LOCALE / f"{best_match(language, languages())}.po"
    if catalogue.is_file():
        # readers of a broken one get the English words; whoever translates hears of it from `holdup extract`
        with suppress(OSError, ValueError):
            _words.update(_read(catalogue))


def current_language() -> str:
    """The language in use, as it was last asked for."""
    return _spoken[0]


def tr(message: str, **fields: object) -> str:
    """A message in the language in use, with `{fields}` in place.

    Args:
        message: The English words, as written in the code.
        fields: What stands in braces in the message.

    Returns:
        The translation, or the English words where there is none.
    """
    said = _words.get(message, message)
    return said.format(**fields) if fields else said


def in_every_language(message: str) -> tuple[str, ...]:
    """A message in every language that the interface speaks, the English words first; each once."""
    said = (_catalogue(LOCALE / f"{language}.po").get(message, message) for language in languages())
    return tuple(dict.fromkeys((message, *said)))


@cache
def _catalogue(file: Path) -> Mapping[str, str]:
    """What a catalogue says; nothing where it cannot be read."""
    try:
        return _read(file)
    except (OSError, ValueError):
        return {}


def _read(catalogue: Path) -> dict[str, str]:
    """A catalogue as a mapping; parsed once, then kept in the cache, because start-up time is precious."""
    source = catalogue.read_bytes()
    kept = cache_dir() / f"words-{catalogue.stem}-{blake2b(source, digest_size=8).hexdigest()}.json"
    try:
        read: dict[str, str] = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        read = _parse(source.decode("utf-8"))
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(read, ensure_ascii=False), "utf-8")
            for older in set(kept.parent.glob(f"words-{catalogue.stem}-*.json")) - {kept}:
                older.unlink(missing_ok=True)
        except OSError:
            pass  # a cache that cannot be written only costs time
    return read


def _parse(source: str) -> dict[str, str]:
    import polib

    entries = (entry for entry in polib.pofile(source) if entry.msgstr and not entry.obsolete and not entry.fuzzy)
    return {entry.msgid: entry.msgstr for entry in entries if same_placeholders(entry.msgid, entry.msgstr)}


def same_placeholders(message: str, translation: str) -> bool:
    """Whether a translation has a message's `{fields}` and `%(fields)s`, written the same way, and no others."""
    try:
        return _fields(message) == _fields(translation)
    except ValueError:  # a brace without its twin
        return False


def _fields(message: str) -> set[tuple[str | None, ...]]:
    from string import Formatter

    braced = {tuple(field[1:]) for field in Formatter().parse(message) if field[1] is not None}
    return braced | {(found,) for found in _PERCENT.findall(message)}
