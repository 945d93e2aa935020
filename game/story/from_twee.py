"""A story begun with the passages of a Twee 3 file; what only one of Twine's formats understands is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from game.i18n.catalogue import NOTHING, LazyMessage, tr, tr_lazy
from game.story.problems import Position, Report
from game.story.schema.files import ID
from game.story.twee import TweePassage, read_passages, story_data
from game.story.unfit_characters import ANY_UNFIT

EPISODE = "01-story"
_LINK = re.compile(r"\[\[(?P<body>(?:[^\]\n]|\](?![\]\[])){1,500})\](?P<setter>\[[^\]\n]{0,500}\])?\]")
_COMMENT = re.compile(r"<!--.{0,5000}?-->|/%.{0,5000}?%/|/\*.{0,5000}?\*/", re.DOTALL)
_SPECIAL = ("StoryInit", "StoryCaption", "StoryMenu", "StoryBanner", "StoryInterface", "PassageReady", "PassageDone")
_APART = ("StoryTitle", "StoryData")
_CODE = ("script", "stylesheet")

_MACROS: tuple[tuple[re.Pattern[str], LazyMessage], ...] = (
    (
        re.compile(r"<script.{0,20000}?</script>|<style.{0,20000}?</style>|<%.{0,5000}?%>", re.DOTALL),
        tr_lazy("a story runs no code"),
    ),
    (
        re.compile(r"<<-?/?[^<>]*(?:>(?!>)[^<>]*)*>>"),
        tr_lazy("declare what it counts in story.yaml, and write `if`, `effects` or `to`"),
    ),
    (
        re.compile(r"\((?:[a-z][\w-]*|\$\w+):(?:[^()]|\([^()]*\))*\)", re.IGNORECASE),
        tr_lazy("declare what it counts in story.yaml, and write `if`, `effects` or `to`"),
    ),
    (
        re.compile(r"^\[(?:if|unless|else|cont|continue|after|append|align|CSS|JavaScript)\b[^\]\n]*\]", re.MULTILINE),
        tr_lazy("conditions stand under `if`"),
    ),
    (re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE), tr_lazy("write `*emphasis*` or `**strong**`")),
    (
        re.compile(r"\$[A-Za-z_]\w*(?:[.\[][\w\]]+)*"),
        tr_lazy("a value is declared in story.yaml, and written in braces"),
    ),
)


@dataclass(slots=True)
class _Place:
    """What a passage becomes: a scene, or an ending where nothing leads on."""

    passage: TweePassage
    id: str
    paragraphs: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """A label, empty where the name of the passage was all, and the name of a passage."""


class NoTwee(Exception):
    """The text holds no passage."""


def story_files(text: str, id: str, language: str, report: Report, file: str) -> dict[str, str]:
    """The files of a story made of a Twee 3 file, by name.

    Args:
        text: The Twee 3 file.
        id: The story's id.
        language: The language that it is written in, which Twee does not say.
        report: Where what could not be taken over is told, each with its line.
        file: What the Twee 3 file is called there.

    Raises:
        NoTwee: There is no passage in it.
    """
    passages = read_passages(_fit(text))
    title = next((passage.text.strip() for passage in passages if passage.name == "StoryTitle"), "") or id
    read = _PassageReader(report, file)
    places = read.places(passages)
    if not places:
        raise NoTwee
    names = [place.passage.name for place in places.values()]
    data = story_data(passages)
    if data is None:
        read.tell_data(passages)
    wanted = (data or {}).get("start")
    start = wanted if wanted in names else "Start" if "Start" in names else names[0]
    first = places[str(start)]
    missing = read.missing(places)
    if not first.links:
        first.links.append(("", next(iter(missing), tr("To be continued"))))
        missing.setdefault(first.links[-1][1], read.id(first.links[-1][1]))
    scenes = [place for place in places.values() if place.links]
    endings = [place for place in places.values() if not place.links]
    if not endings and not missing:
        missing[tr("To be continued")] = read.id(tr("To be continued"))
    ids = {name: place.id for name, place in places.items()} | missing
    return {
        "story.yaml": _lines(_story(title, id, language)),
        f"{EPISODE}.yaml": _lines(_episode(title, first.id, scenes, ids)),
        "endings.yaml": _lines(_endings(endings, missing)),
    }


class _PassageReader:
    """Reads passages, and tells what means nothing here."""

    def __init__(self, report: Report, file: str) -> None:
        self._report = report
        self._file = file
        self._taken = {EPISODE}

    def id(self, words: str) -> str:
        """An id that nothing else has."""
        return _unique(ID.made(words) or "passage", self._taken)

    def places(self, passages: Sequence[TweePassage]) -> dict[str, _Place]:
        """What each passage becomes, by name."""
        places: dict[str, _Place] = {}
        for passage in passages:
            if passage.name in _APART:
                continue
            if passage.name in _SPECIAL or set(passage.tags) & set(_CODE):
                self._tell(passage.line - 1, tr_lazy("`{name}` is left out", name=passage.name), _MACROS[0][1])
            elif passage.name in places:
                message = tr_lazy("there are two passages `{name}`: this one is left out", name=passage.name)
                self._tell(passage.line - 1, message)
            else:
                places[passage.name] = self._place(passage)
        return places

    def tell_data(self, passages: Sequence[TweePassage]) -> None:
        """Tell that the passage StoryData cannot be read."""
        line = next(passage.line for passage in passages if passage.name == "StoryData")
        message = tr_lazy("`StoryData` is no JSON object: where the story begins is not known from it")
        self._tell(line, message, tr_lazy("the first passage, or `Start`, is taken"))

    def missing(self, places: dict[str, _Place]) -> dict[str, str]:
        """An id for the end of each road that leads to no passage."""
        made: dict[str, str] = {}
        for place in places.values():
            for _, target in place.links:
                if target not in places and target not in made:
                    made[target] = self.id(target)
                    message = tr_lazy(
                        "no passage is called `{name}`: the road ends in an ending to be written", name=target
                    )
                    self._tell(place.passage.line - 1, message)
        return made

    def _place(self, passage: TweePassage) -> _Place:
        place = _Place(passage, self.id(passage.name))
        bare = _COMMENT.sub(partial(self._commented, place), passage.text)
        bare = "\n".join(self._linked(place, down, line) for down, line in enumerate(bare.split("\n")))
        for pattern, way_out in _MACROS:
            bare = pattern.sub(partial(self._macro, place, way_out), bare)
        for paragraph in re.split(r"\n[ \t]*\n", bare):
            words = " ".join(paragraph.split())
            if words.strip(" []{}|\\"):
                place.paragraphs.append(_marked_up(words))
        return place

    def _linked(self, place: _Place, down: int, line: str) -> str:
        """A line with its links noted, and their labels in their place; nothing where it holds only links."""
        for match in _LINK.finditer(line):
            if match["setter"]:
                self._macro_at(place, down, match["setter"], _MACROS[1][1])
            link = _parted(match["body"])
            if link[1] and link not in place.links:
                place.links.append(link)
        if not _LINK.sub("", line).strip(" *->•"):
            return ""
        return _LINK.sub(lambda match: _shown(match["body"]), line)

    def _commented(self, place: _Place, match: re.Match[str]) -> str:
        line = place.passage.line + match.string.count("\n", 0, match.start())
        words = " ".join(match[0].strip("<!->/*% \n\t\r").split())
        if words:
            place.remarks.append(f"{self._file}:{line}: {words}")
        return "\n" * match[0].count("\n")

    def _macro(self, place: _Place, way_out: LazyMessage, match: re.Match[str]) -> str:
        self._macro_at(place, match.string.count("\n", 0, match.start()), match[0], way_out)
        variable = match[0] if match[0].startswith("$") else ""
        return variable + "\n" * match[0].count("\n")

    def _macro_at(self, place: _Place, down: int, written: str, way_out: LazyMessage) -> None:
        line, once = place.passage.line + down, " ".join(written.split())
        place.remarks.append(f"{self._file}:{line}: {once}")
        self._tell(line, tr_lazy("`{written}` means nothing here", written=once[:60]), way_out)

    def _tell(self, line: int, message: LazyMessage, hint: LazyMessage = NOTHING) -> None:
        self._report.warn(Position(self._file, line), "foreign-markup", message, hint)


def _parted(body: str) -> tuple[str, str]:
    """A link's label and the passage that it leads to."""
    if "->" in body:
        label, _, target = body.rpartition("->")
    elif "<-" in body:
        target, _, label = body.partition("<-")
    elif "|" in body:
        label, _, target = body.rpartition("|")
    else:
        label, target = "", body
    return " ".join(label.split()), target.strip()


def _shown(body: str) -> str:
    """What a link reads as in the middle of a text."""
    label, target = _parted(body)
    return label or target


def _marked_up(text: str) -> str:
    """A text in our markup: emphasis as in Twine's formats, everything else as it stands."""
    text = re.sub(r"(?<![:/])//(?=\S)(.+?)(?<=\S)//", r"*\1*", re.sub(r"''(?=\S)(.+?)(?<=\S)''", r"**\1**", text))
    text = re.sub(r"(?<!\\)([{}])", r"\\\1", text)
    return text if text.count("*") % 2 == 0 and text.count("**") % 2 == 0 else text.replace("*", "\\*")


def _unique(wanted: str, taken: set[str]) -> str:
    made, number = wanted, 1
    while made in taken:
        number += 1
        made = f"{wanted}-{number}"
    taken.add(made)
    return made


def _story(title: str, id: str, language: str) -> Iterator[str]:
    yield "# yaml-language-server: $schema=.schema/story.json"
    yield f"id: {id}"
    yield f"title: {_text(title)}"
    yield f"language: {language}"
    yield "version: 1"
    yield f"about: {_text(title)}"
    yield "seats:"
    yield f"  reader: {{name: {json.dumps(tr('The reader'), ensure_ascii=False)}, about: …}}"
    yield f"episodes: [{EPISODE}]"
    yield "openings:"
    yield f"  start: {{name: {json.dumps(tr('The beginning'), ensure_ascii=False)}, episode: {EPISODE}}}"


def _episode(title: str, start: str, scenes: Sequence[_Place], ids: dict[str, str]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=.schema/episode.json"
    yield f"episode: {_text(title)}"
    yield "number: 1"
    yield f"start: {start}"
    yield "scenes:"
    for place in scenes:
        yield f"  {place.id}:"
        yield from _told(place)
        [*others, (label, target)] = place.links
        if not others and not label:
            yield f"    next: {ids[target]}"
            continue
        yield "    choices:"
        taken: set[str] = set()
        for label, target in place.links:
            words = label or target
            yield f"      {_unique(ID.made(' '.join(words.split()[:3])) or 'choice', taken)}:"
            yield f"        say: {_text(_marked_up(words))}"
            yield f"        to: {ids[target]}"


def _endings(endings: Sequence[_Place], missing: dict[str, str]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=.schema/endings.json"
    yield "endings:"
    for place in endings:
        yield f"  {place.id}:"
        yield from _told(place)
        yield f"    epitaph: {_text(place.passage.name)}"
        yield "    hint: …"
    for name, id in missing.items():
        yield f"  {id}:"
        yield f"    title: {_text(name)}"
        yield "    text: …"
        yield f"    epitaph: {_text(name)}"
        yield "    hint: …"
        yield "    unfinished: true"


def _told(place: _Place) -> Iterator[str]:
    yield from (f"    # {remark}" for remark in place.remarks)
    yield f"    title: {_text(place.passage.name)}"
    if len(place.paragraphs) < 2:
        yield f"    text: {_text(''.join(place.paragraphs) or '…')}"
        return
    yield "    text:"
    yield from (f"      - {_text(paragraph)}" for paragraph in place.paragraphs)


def _text(text: str) -> str:
    """A text as YAML reads it, in quotes only where it must be."""
    text = " ".join(text.split())
    plain = re.fullmatch(r"[^\W\d_][^:#{}\[\]&*|>%@`\\\"]*", text) is not None
    word = text.lower() in ("true", "false", "null", "yes", "no", "on", "off")
    return text if plain and not word else json.dumps(text, ensure_ascii=False)


def _fit(text: str) -> str:
    """A text without the characters that no story may hold."""
    return ANY_UNFIT.sub(lambda unfit: " " if unfit[0] == "\t" else "", text)


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
