"""What an author probably meant: words of other languages and other tools, and how the right one is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.i18n.languages import language_tag

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "to": ("next",),
    "next": ("to",),
    "goto": ("to", "next"),
    "go": ("to", "next"),
    "divert": ("to", "next"),
    "target": ("to", "next"),
    "menu": ("choices",),
    **dict.fromkeys(("labels", "knots", "passages", "nodes", "sections", "rooms", "pages"), ("scenes",)),
    **dict.fromkeys(("selectableif", "showif", "visibleif", "enabledif", "cond", "require", "prerequisite"), ("if",)),
    **dict.fromkeys(("hidereuse", "disablereuse", "oneshot", "unique"), ("once",)),
    "then": ("to", "value"),
    "else": ("to", "value"),
    "vers": ("to", "next"),
    "aller": ("to", "next"),
    "va": ("to", "next"),
    "lien": ("to", "next"),
    "link": ("to", "next"),
    "leads": ("to", "next"),
    "jump": ("to", "next"),
    "suite": ("next", "to"),
    "text": ("say", "name"),
    "label": ("say", "name", "title"),
    "option": ("say", "choices"),
    "dire": ("say",),
    "texte": ("text", "say"),
    "description": ("text", "about"),
    "body": ("text",),
    "content": ("text",),
    "condition": ("if",),
    "when": ("if", "at"),
    "si": ("if",),
    "elif": ("if",),
    "elseif": ("if",),
    "requires": ("if",),
    "reason": ("why", "locked"),
    "reasons": ("why",),
    "because": ("why",),
    "pourquoi": ("why",),
    "effets": ("effects",),
    "effet": ("effects",),
    "options": ("choices",),
    "choix": ("choices",),
    "time": ("at",),
    "date": ("at",),
    "hour": ("at",),
    "heure": ("at",),
    "location": ("place",),
    "lieu": ("place",),
    "titre": ("title", "episode"),
    "name": ("title", "say"),
    "title": ("episode", "name", "say"),
    "nom": ("name", "title"),
    "poids": ("weight",),
    "siege": ("seat",),
    "faits": ("facts",),
    "resultat": ("result",),
    "nouvelles": ("news",),
    "langue": ("language",),
    "scene": ("scenes",),
    "fins": ("endings",),
    "debut": ("start",),
    "numero": ("number",),
    "requis": ("if",),
    "unless": ("if",),
    "onlyonce": ("once",),
    **dict.fromkeys(("lose", "loses", "lost", "failure", "fail"), ("fails",)),
    **dict.fromkeys(("succeeds", "success", "won"), ("wins",)),
    **dict.fromkeys(("second", "later", "afterwards"), ("again",)),
}
_LANGUAGES = {
    "francais": "fr",
    "french": "fr",
    "english": "en",
    "anglais": "en",
    "deutsch": "de",
    "german": "de",
    "allemand": "de",
    "espanol": "es",
    "spanish": "es",
    "espagnol": "es",
    "italiano": "it",
    "italian": "it",
    "italien": "it",
    "portugues": "pt",
    "portuguese": "pt",
    "nederlands": "nl",
    "dutch": "nl",
    "fra": "fr",
    "fre": "fr",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "nld": "nl",
    "dut": "nl",
}
NUMBERS = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for number, word in enumerate(words.split())
} | {"une": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
"""Numbers in words, and in Roman figures."""

_MONTHS = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_ORDINALS = {
    word: number
    for words in (
        "first second third fourth fifth",
        "premier deuxieme troisieme quatrieme cinquieme",
        "premiere seconde",
    )
    for number, word in enumerate(words.split(), 1)
}
QUOTES = " “”„«»‹›‘’\"'`*\u00a0\u202f"
"""What hands put round a word."""

_GROUPED = re.compile(r"(-?[0-9]{1,3}(?:[ _'’\u00a0\u202f][0-9]{3})+|-?[0-9]+) ?(?:%|[hH]|heures?|hours?|points?)?")
"""A number with spaces among its digits, or with a unit behind it."""

_SIGNS = re.compile(r"[-_ ]")

_THE_END = {"end", "ende", "ending", "the end", "fin", "la fin", "fini", "finish", "stop", "quit", "game over"}
_EVERYONE = {"everyone", "everybody", "all", "any", "anyone", "tous", "toutes", "tout le monde", "both", "les deux"}
TRUE = {"true", "yes", "on", "oui", "vrai", "y"}
FALSE = {"false", "no", "off", "non", "faux", "n"}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,à@]+(\w.*?))?Z?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,à@]+(\w.*?))?")
_WEEKDAY = re.compile(
    r"(?:le |on |the )*(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|[a-z]+day)?,? ?(?:the )?(?=\w)"
)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})(?:,? (?:a |at )?(\w.*))?")
_MONTH_AND_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? (?:at )?(\w.*))?")
_HOUR = re.compile(r"(\d{1,2})(?:\s*(?:h|:|\.|heures?)\s*(\d{2})?(?:\s*(?:min|:\d{2}|m))?)?\s*([ap]\.?m\.?)?")
_SPANS = {
    "une demi heure": "30 min",
    "demi heure": "30 min",
    "half an hour": "30 min",
    "un quart d'heure": "15 min",
    "a quarter of an hour": "15 min",
    "trois quarts d'heure": "45 min",
    "une heure et demie": "1 h 30 min",
    "an hour and a half": "1 h 30 min",
    "an hour": "1 h",
    "a day": "1 d",
    "a week": "7 d",
}
_DECIMALS = re.compile(r"(\d+)[.,](\d+) ?(h|heures?|hours?|d|days?|jours?|min|minutes?)")
_TIMES = re.compile(
    r"(?:(?P<weeks>\d+|\w+) ?(?:w|weeks?|semaines?)(?![a-z]))? ?"
    r"(?:(?P<days>\d+|\w+) ?(?:d|j|days?|jours?)(?![a-z]))? ?(?:(?P<hours>\d+|\w+) ?(?:h|hours?|heures?)(?![a-z]))?"
    r" ?(?:(?P<minutes>\d+|\w+) ?(?:m|min|mn|minutes?|mins?)?)?"
)
"""A duration as hands write it."""


def bare(word: str) -> str:
    """A word in lower case, without accents."""
    return unicodedata.normalize("NFKD", word[:80]).encode("ascii", "ignore").decode().lower().strip()


def plain(words: str) -> str:
    """Words in small letters and digits alone, by which two ways to write a title are the same."""
    return re.sub(r"[^a-z0-9]+", " ", bare(words.replace("’", "'"))).strip()


def means_the_end(word: str) -> bool:
    """Whether a word is what other tools call the end of a story; a road here names one of its endings."""
    return bare(word).replace("-", " ") in _THE_END


def means_everyone(word: str) -> bool:
    """Whether a word stands for every seat; here, that is said by naming none."""
    return bare(word).replace("-", " ") in _EVERYONE


def key_meant(word: str, keys: Collection[str]) -> str | None:
    """The key that an author meant by a word: the same without capitals and accents, or one that means the same."""
    plain = bare(word).replace("_", "-")
    for key in keys:
        if key.replace("_", "-") == plain or _SIGNS.sub("", key) == _SIGNS.sub("", plain):
            return key
    return next((key for key in _SYNONYMS.get(_SIGNS.sub("", plain), ()) if key in keys), None)


def language_meant(word: str) -> str | None:
    """The code of a language that is named in words, or written another way; None when it is not known."""
    plain = bare(word)
    if plain in _LANGUAGES:
        return _LANGUAGES[plain]
    return language_tag(plain)


def value_meant(words: str, quoted: bool, noun: str) -> LazyMessage:
    """A hint for words where a number or `true` or `false` is due; empty when nothing can be guessed."""
    if "`true`" in noun and words.lower() in TRUE | FALSE:
        return tr_lazy("write `{written}`", written="true" if words.lower() in TRUE else "false")
    if "number" not in noun:
        return NOTHING
    if re.fullmatch(r"[+-]?\d+", words):
        return (
            tr_lazy("write it without the quotes")
            if quoted and not words.startswith("+")
            else tr_lazy("write `{written}`", written=int(words))
        )
    grouped = _GROUPED.fullmatch(words)
    if grouped is not None:
        return tr_lazy("write `{written}`", written=re.sub(r"[^0-9-]", "", grouped[1]))
    if bare(words.rstrip(" ,;.")) in NUMBERS:
        return tr_lazy("write `{written}`", written=NUMBERS[bare(words.rstrip(" ,;."))])
    among = [number for word in plain(words).split() if (number := _number(word)) is not None]
    if len(among) == 1 and not re.search(r"\d[.,]\d", words):
        return tr_lazy("write `{written}`", written=among[0])
    if re.fullmatch(r"[+-]?\d+ *[,;]", words):
        return tr_lazy("write `{written}`", written=words.rstrip(" ,;"))
    return tr_lazy("a whole number has no decimals") if re.fullmatch(r"[+-]?\d*[.,]\d+", words) else NOTHING


def _number(word: str) -> int | None:
    """A number in figures or in words, or a place in an order; None where it is none."""
    known = NUMBERS | _ORDINALS
    return int(word) if word.isdecimal() and len(word) < 10 else known.get(word)


_WORDS_MEANT = {
    "by-chance": "random shuffle chance au-hasard hasard aleatoire any",
    "in-order": "sequence order once dans-l-ordre ordre",
    "in-turn": "cycle loop round en-boucle boucle tour-a-tour",
    "established": "etabli true vrai certain confirmed confirme documented",
    "reported": "rapporte relate said",
    "disputed": "conteste dispute doubtful",
    "history": "histoire historique real",
    "weighted": "weight realistic poids",
    "nothing": "rien none no non",
}
"""What hands write for words of which one is due."""


def word_meant(written: str, words: Collection[str]) -> str:
    """The one of a few words that was meant; empty where nobody knows."""
    joined = bare(written).replace(" ", "-").replace("'", "-")
    return next((word for word in words if joined in _WORDS_MEANT.get(word, "").split()), "")


def duration_meant(words: str) -> str:
    """A duration as it is written here, from the ways in which hands write them; empty when it is none."""
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", words.strip())
    if clock is not None:
        words = f"{clock[1]} h {clock[2]} min"
    span = _SPANS.get(bare(words.replace("’", "'").replace("-", " ")))
    if span is not None:
        return span
    part = _DECIMALS.fullmatch(bare(words))
    if part is not None:
        minutes = round(float(f"{part[1]}.{part[2]}") * {"h": 60, "d": 1440, "j": 1440}.get(part[3][0], 1))
        words = f"{minutes // 60} h {minutes % 60} min"
    match = _TIMES.fullmatch(re.sub(r" (?:et|and) ", " ", bare(words).strip("+-.")))
    if match is None or not any(match.groups()):
        return ""
    numbers = dict.fromkeys(("d", "h", "min"), 0)
    for unit, sign, times in (("weeks", "d", 7), ("days", "d", 1), ("hours", "h", 1), ("minutes", "min", 1)):
        word = match[unit]
        number = 0 if word is None else int(word) if word.isdecimal() else NUMBERS.get(word)
        if number is None:
            return ""
        numbers[sign] += number * times
    return " ".join(f"{number} {sign}" for sign, number in numbers.items() if number) or "0 min"


def is_hour(words: str) -> bool:
    """Whether words are an hour without a day."""
    return _hour(words) is not None


def date_parts(words: str) -> tuple[int, int, int, int, int] | None:
    """Year, month, day, hour and minute, from the ways in which hands write them; None when they are none.

    They may be such as no calendar has.
    """
    words = words[:80]
    in_words = _WEEKDAY.sub("", bare(words), count=1)
    for pattern, day_at, month_at in ((_DAY_AND_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        named = pattern.fullmatch(in_words)
        if named is not None and named[month_at] in _MONTHS:
            words = f"{named[day_at]}/{_MONTHS[named[month_at]]}/{named[3]} {named[4] or ''}"
    year_first, day_first = _YEAR_FIRST.fullmatch(words.strip()), _DAY_FIRST.fullmatch(words.strip())
    if year_first is not None:
        year, month, day, clock = year_first.groups()
    elif day_first is not None:
        day, month, year, clock = day_first.groups()
    else:
        return None
    time = _hour(clock) if clock else (0, 0)
    return None if time is None else (int(year), int(month), int(day), *time)


def written_date(moment: datetime) -> str:
    """A day and a time as they are written here."""
    return f"{moment.year:04}-{moment:%m-%d %H:%M}"


def _hour(words: str) -> tuple[int, int] | None:
    """An hour and a minute, as hands write them; None when they are none."""
    known = {"midi": (12, 0), "noon": (12, 0), "minuit": (0, 0), "midnight": (0, 0)}.get(bare(words))
    match = _HOUR.fullmatch(bare(words))
    if known is not None or match is None:
        return known
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    return hour, minute
