"""Languages: how they are written, which one to speak, and what each is called by those who speak it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
"""Where the interface's catalogues are."""

SOURCE, _SOURCE_NAME = "en", "English"
"""The language that the interface is written in, and its name."""

NAME_FIELD = "X-Language-Name"
"""The field of a catalogue's header where its language says what it calls itself."""

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{4}))?(?:[_-]([A-Za-z]{2}))?(?:\.[^@]*)?(?:@(.*))?")
_SCRIPTS = ("cyrillic", "devanagari", "latin", "valencia")
"""What may stand after `@` and makes another language of it; all else (`@euro`) is about something else."""
_NAME = re.compile(rf'^"{NAME_FIELD}: *(.*?) *\\n"', re.MULTILINE)
_HEADER = 4096
"""Bytes of a catalogue that surely hold its header."""


def interface_languages() -> tuple[str, ...]:
    """The languages that the interface speaks, by tag."""
    return (SOURCE, *sorted(path.stem for path in LOCALE.glob("*.po")))


def language_tag(text: str) -> str | None:
    """A language's tag as it is written here, from the many ways to write one; None where there is none.

    `fr`, `FR`, `fr_FR.UTF-8` and `fr-fr` give `fr`, `fr`, `fr_FR` and `fr_FR`; `zh-hans` gives `zh_Hans`; `sr@latin`
    stays; `C` and `POSIX` give None.
    """
    match = _TAG.fullmatch(text.strip())
    if match is None:
        return None
    script, country, kind = match[2], match[3], (match[4] or "").lower()
    tag = "_".join(
        part for part in (match[1].lower(), script and script.capitalize(), country and country.upper()) if part
    )
    return f"{tag}@{kind}" if kind in _SCRIPTS else tag


def choose_language(flag: str | None, saved: str | None, environ: Mapping[str, str]) -> str | None:
    """The language to speak: what `--lang` says, else `HOLDUP_LANG`, else what was chosen before, else the locale.

    None where nothing says (an unset, `C` or `POSIX` locale): then the player is asked or, where nobody can answer,
    spoken to in `SOURCE`.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    wishes = (flag, environ.get("HOLDUP_LANG"), saved, locale)
    return next((tag for wish in wishes if wish and (tag := language_tag(wish))), None)


def best_match(language: str, known: Iterable[str]) -> str | None:
    """The language among those known that serves best: the same, the same in any country, or none."""
    tags = sorted(known)
    family = [other for other in tags if _parts(other)[0] == _parts(language)[0]]
    alike = sorted(family, key=lambda other: -len({*_parts(other)} & {*_parts(language)}))
    return language if language in tags else alike[0] if alike else None


def _parts(tag: str) -> list[str]:
    return re.split("[_@]", tag)


def language_name(language: str, *folders: Path) -> str:
    """What a language calls itself: as its catalogue says, in the interface's folder or in one of a story's.

    The country follows where only the language itself is known; where nothing is, the tag stands.
    """
    for tag in dict.fromkeys((language, _parts(language)[0])):
        name = (
            _SOURCE_NAME if tag == SOURCE else next(filter(None, (_own_name(f, tag) for f in (LOCALE, *folders))), "")
        )
        if name:
            return name if tag == language else f"{name} ({', '.join(_parts(language)[1:])})"
    return language


def _own_name(folder: Path, tag: str) -> str:
    """The name in the header of a catalogue, empty where there is none; polib would take its time."""
    try:
        with (folder / f"{tag}.po").open("rb") as file:
            header = file.read(_HEADER).decode("utf-8", "replace")
    except OSError:
        return ""
    match = _NAME.search(header)
    return match[1] if match else ""
