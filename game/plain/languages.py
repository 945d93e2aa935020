"""Which language is spoken, which others are on offer, and which one a word means."""

from __future__ import annotations

from game import words
from game.plain.commands import folded, quoted
from game.plain.talk import Talk
from game.story import tongue
from game.words import tr


def tell(talk: Talk) -> None:
    """The language that is spoken, and how to change it."""
    known = talk.languages()
    here = tongue.spoken(known)
    talk.lines.say(tr("Language: {language}", language=_name(here)))
    for code in known:
        if code != here:
            talk.lines.say(tr("“lang {code}”: {language}", code=code, language=_name(code)), "   ")


def meant(talk: Talk, said: str) -> str | None:
    """The language that a code or a name means; None where nobody speaks it here, and that is said."""
    known = talk.languages()
    code = words.code(said)
    found = None if code is None else words.closest(code, known)
    named = next((code for code in known if folded(said) == folded(_name(code))), None)
    if found is None and named is None:
        listed = ", ".join(f"{code} ({_name(code)})" for code in known)
        unknown = tr("Neither the game nor this story speaks “{code}”.", code=quoted(said))
        talk.lines.say(f"{unknown} {tr('There are: {words}.', words=listed)}")
    return found or named


def _name(code: str) -> str:
    return words.NAMES.get(code, code)
