"""Dates and hours as the story's language writes them."""

from __future__ import annotations

from datetime import datetime

_DAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_WEEK = {
    "fr": ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_SPECIAL = {"fr": {12: "midi", 0: "minuit"}, "en": {12: "noon", 0: "midnight"}}


def dated(at: str | None, language: str) -> str:
    """A moment in full, such as `ven. 17 nov. 12:00`; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None or language not in _DAYS:
        return at or ""
    day, month = _DAYS[language][moment.weekday()], _MONTHS[language][moment.month - 1]
    return f"{day} {moment.day} {month} {moment:%H:%M}"


def day(at: str | None, language: str) -> str:
    """The day of a moment alone, such as `17 nov.`; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None or language not in _MONTHS:
        return at or ""
    return f"{moment.day} {_MONTHS[language][moment.month - 1]}"


def brief(at: str | None, language: str) -> str:
    """A moment by its weekday and hour, such as `ven. 12:00`."""
    moment = _read(at)
    if moment is None or language not in _DAYS:
        return at or ""
    return f"{_DAYS[language][moment.weekday()]} {moment:%H:%M}"


def spoken(at: str | None, language: str) -> str:
    """A moment as one would say it, such as `Vendredi, midi`; empty where it is no date."""
    moment = _read(at)
    if moment is None or language not in _WEEK:
        return ""
    hour = _SPECIAL[language].get(moment.hour) if not moment.minute else None
    return f"{_WEEK[language][moment.weekday()]}, {hour or f'{moment:%H:%M}'}"


def elapsed(minute: int | None, hours: int) -> int:
    """Whole hours on the story's clock, from 0 to `hours`, of a minute counted from its start."""
    return 0 if minute is None else max(0, min(hours, minute // 60))


def _read(at: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(at) if at else None
    except ValueError:
        return None
