"""The interface's words: English in the code, other languages in gettext catalogues beside it (`game/locale`)."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

from game.paths import cache_dir

LOCALE = Path(__file__).parent / "locale"

_words: dict[str, str] = {}


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks, by code."""
    return ("en", *sorted(path.stem for path in LOCALE.glob("*.po")))


def use(language: str) -> None:
    """Speak a language from now on; one without a catalogue means English."""
    _words.clear()
    catalogue = LOCALE / f"{language}.po"
    if catalogue.is_file():
        _words.update(_read(catalogue))


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
        except OSError:
            pass  # a cache that cannot be written only costs time
    return read


def _parse(source: str) -> dict[str, str]:
    import polib

    return {entry.msgid: entry.msgstr for entry in polib.pofile(source) if entry.msgstr and not entry.obsolete}
