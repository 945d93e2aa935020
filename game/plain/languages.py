"""Which language is spoken, which others are on offer, and which one a word means."""

from __future__ import annotations

from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.plain.commands import folded, quoted
from game.plain.talk import Talk
from game.story import languages


def tell(talk: Talk) -> None:
    """The language that is spoken, and how to change it."""
    known = talk.languages()
    here = languages.current(known)
    talk.lines.say(tr("Language: {language}", language=_name(here)))
    for code in known:
        if code != here:
            talk.lines.say(tr("“lang {code}”: {language}", code=code, language=_name(code)), "   ")


def meant(talk: Talk, said: str) -> str | None:
    """The language that a code or a name means; None where nobody speaks it here, and that is said."""
    known = talk.languages()
    code = catalogue.language_tag(said)
    found = None if code is None else catalogue.best_match(code, known)
    named = next((code for code in known if folded(said) == folded(_name(code))), None)
    if found is None and named is None:
        listed = ", ".join(f"{code} ({_name(code)})" for code in known)
        unknown = tr("Neither the game nor this story speaks “{code}”.", code=quoted(said))
        talk.lines.say(f"{unknown} {tr('There are: {words}.', words=listed)}")
    return found or named


def _name(code: str) -> str:
    return catalogue.NAMES.get(code, code)
