"""Which language is spoken, which others are on offer, and which one a word means."""

from __future__ import annotations

from game.i18n import languages
from game.i18n.catalogue import tr
from game.plain.commands import folded, quoted
from game.plain.talk import Talk
from game.story import story_languages


def tell(talk: Talk) -> None:
    """The language that is spoken, and how to change it."""
    known = talk.languages()
    here = story_languages.current(known)
    talk.lines.say(tr("Language: {language}", language=story_languages.name_in_menus(talk.folder, here)))
    for code in known:
        if code != here:
            name = story_languages.name_in_menus(talk.folder, code)
            talk.lines.say(tr("“lang {code}”: {language}", code=code, language=name), "   ")


def meant(talk: Talk, typed: str) -> str | None:
    """The language that a code or a name means; None where nobody speaks it here, and that is said."""
    known = story_languages.known_languages(talk.folder, talk.story)
    code = languages.language_tag(typed)
    by_code = None if code is None else languages.best_match(code, known)
    named = next((code for code in known if folded(typed) == folded(_name(talk, code))), None)
    if by_code is None and named is None:
        listed = ", ".join(f"{code} ({_name(talk, code)})" for code in known)
        unknown = tr("Neither the game nor this story speaks “{code}”.", code=quoted(typed))
        talk.lines.say(f"{unknown} {tr('Choose from: {words}.', words=listed)}")
    return by_code or named


def _name(talk: Talk, code: str) -> str:
    return story_languages.own_name(talk.folder, code)
