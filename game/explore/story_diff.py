"""What an edit of a story changed for its readers: first what was changed in it, then what is proved to follow.

Two compiled stories are compared part by part. What differs in words alone is wording; everything else moves, opens or
closes something, and is named. Then both are explored: whose odds moved, what is met for the first time or by nobody
any more. Where one of them is too large for that, only what was changed is told, and so it is said. What was renamed
since is told in the names of today before it is compared: see `game.story.renamed_since`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import Any

from game.explore.combine import CombinedVerdict, combine
from game.explore.deadline import Deadline, OutOfTime
from game.explore.encounters import Element
from game.explore.search import Limits
from game.explore.survey import Survey, setup_name, survey
from game.explore.transcripts import transcript
from game.explore.verdicts import Effort, Status
from game.explore.walkthroughs import BadWalkthroughs, walk, walkthroughs
from game.play.setup import Setup
from game.story.folder import file_of
from game.story.former import CHALLENGE, SEAT, VARIABLE, choice_today, path_today, today
from game.story.load import catalogue_languages, compiled, inspect, load, story_texts
from game.story.model import Story
from game.story.po import InvalidCatalogue, parse
from game.story.unparse import unparse

_WORDS = (
    *("text", "source", "hash", "title", "name", "names", "about", "label", "low", "high", "goal", "epitaph", "hint"),
    *("premise", "question", "place", "publisher", "url", "apposition", "language"),
)
"""Keys of a compiled story under which words stand, and nothing that a run depends on."""

_COUNTED = ("within", "earlier")
"""Keys of a compiled paragraph that say where it is written and what its condition is made of, which is compared."""

_BESIDE = frozenset(("was", "version", "places", "rules", "memory"))
"""Keys of a compiled story that say nothing of a run (former names, the story's number, where things are written), or
nothing that is not said by other keys too."""

_SEARCHING = 0.6
"""The share of its time that a search may take; the rest is for what is made of it."""

_LEAST = 5e-7
"""From which difference on odds are told to have moved."""


WHOLE = "…"
"""What is shown of a part that holds others."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """Something that reads otherwise: where, and what stood and stands there; empty for what was not or is no more."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Odds that moved, in per cent, of an ending or a text in one setup."""

    setup: str
    what: str
    old: float
    new: float


@dataclass(slots=True)
class StoryDiff:
    """What changed.

    Attributes:
        renamed: What is called otherwise, and says what it was: former names and present ones.
        parts: What is not wording: conditions, effects, weights, roads, texts that came or went.
        wording: The paths of texts whose words alone changed.
        endings: Endings whose odds moved.
        opened: What some run meets now and none met before.
        closed: What no run meets any more.
        words: The words that a random run reads, where that moved.
        walkthroughs: Walkthroughs of the older story that fail in the newer one, each with a sentence.
        rereads: Those that read otherwise.
        saves: What a save may hold that the newer story does not know.
        stale: By language, how many more texts readers get untranslated.
        reworded: By language, the paths of texts that are translated otherwise.
        unproved: The setups in which one of the two is too large to be explored.
    """

    renamed: dict[str, str] = field(default_factory=dict)
    parts: list[ChangedPart] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    endings: list[Moved] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    words: list[Moved] = field(default_factory=list)
    walkthroughs: list[ChangedPart] = field(default_factory=list)
    rereads: list[str] = field(default_factory=list)
    saves: list[str] = field(default_factory=list)
    stale: dict[str, int] = field(default_factory=dict)
    reworded: dict[str, list[str]] = field(default_factory=dict)
    unproved: list[str] = field(default_factory=list)

    @property
    def means(self) -> bool:
        """Whether anything but wording changed."""
        return any((self.parts, self.endings, self.opened, self.closed, self.walkthroughs, self.saves))


def story_diff(
    old: Path,
    new: Path,
    limits: Limits,
    setups: Sequence[tuple[Setup, Setup]],
    renamed: Mapping[str, str],
    deadline: Deadline | None = None,
) -> StoryDiff:
    """Compare two stories, both sound.

    Args:
        old: The folder of the older, in the names of the newer.
        new: The folder of the newer.
        limits: Where the exploration of one setup stops.
        setups: Which setups are explored: of each story, the same.
        renamed: What was renamed in the older to have the names of the newer.
        deadline: Until when all of it may take; what there is no time to prove is told as not proved.
    """
    stories = load(old), load(new)
    diff = StoryDiff(dict(renamed))
    for name in stories[0].challenges:
        now = today(stories[1].was, name, CHALLENGE)
        if now != name:
            diff.renamed[name] = now
    diff.parts = list(_changes(_whole(old, stories[1].was), _whole(new, {}), ""))
    before, after = _texts(old, stories[1].was), story_texts(new)
    diff.wording = [path for path, words in after.items() if path in before and before[path] != words]
    diff.saves = list(_lost(*stories))
    _walk(diff, stories, old, new)
    _translations(diff, old, new, stories[1].was)
    if diff.parts:
        _explore(diff, limits, setups, deadline or Deadline())
    return diff


def _texts(folder: Path, was: Mapping[str, str]) -> dict[str, str]:
    return {path_today(was, path): words for path, words in story_texts(folder).items()}


def _whole(folder: Path, was: Mapping[str, str]) -> Any:
    whole: dict[str, Any] = {key: part for key, part in compiled(folder).items() if key not in _BESIDE}
    challenges = [part | {"id": today(was, part["id"], CHALLENGE)} for part in whole["challenges"]]
    return _parted(whole | {"challenges": challenges})


def _parted(part: Any) -> Any:
    """A part of a compiled story without words; lists of parts that have ids become mappings."""
    if isinstance(part, Mapping):
        moving = {key: value for key, value in part.items() if not (key in _WORDS and _words(value))}
        if "words" in moving:  # of a label: what readers read is wording, what conditions ask for is not
            moving["words"] = list(moving["words"])
        return {key: _parted(value) for key, value in moving.items() if key not in _COUNTED}
    if (
        isinstance(part, list)
        and part
        and all(isinstance(item, Mapping) and {"id", "name"} & item.keys() for item in part)
    ):
        named = {str(item.get("id", item.get("name"))): _parted(item) for item in part}
        return {**named, "order": list(named)}
    return [_parted(item) for item in part] if isinstance(part, list | tuple) else part


def _words(value: Any) -> bool:
    return (
        value is None or isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
    )


_UNSAID = ("ast", "add", "line")
_SAID = {"condition": "if", "exits": "to"}
"""Keys of a compiled story that an author does not write, and those for which an author writes another."""


def _place(path: str) -> str:
    """A place in a compiled story as its author calls it: `scene/choice effects heat`, `scene to#2 if`."""
    words = path.split(".")
    if words[0] == "episodes" and words[2:3] in (["scenes"], ["deck"]) and words[3:] not in ([], ["order"]):
        words = words[3:]
    elif words[0] in ("episodes", "endings", "variables") and words[1:] not in ([], ["order"]):
        words = words[1:]
    if words[1:2] == ["scene"]:  # a storylet that asks
        del words[1]
    if words[1:2] == ["choices"] and words[2:] not in ([], ["order"]):
        words[:3] = [f"{words[0]}/{words[2]}"]
    named = [word.partition("#") for word in words]
    return " ".join(_SAID.get(key, key) + sign + number for key, sign, number in named if key not in _UNSAID)


def _changes(old: Any, new: Any, place: str) -> Iterator[ChangedPart]:
    if old == new:
        return
    old, new = ({} if each == [] and isinstance(other, Mapping) else each for each, other in ((old, new), (new, old)))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if key == "order" and _as_before(old.get(key, []), new.get(key, [])):
                continue
            yield from _changes(old.get(key), new.get(key), f"{place}.{key}" if place else str(key))
    elif isinstance(old, list) and isinstance(new, list) and not _tree(old) and not _tree(new) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
            yield from _changes(one, other, f"{place}#{number}")
    else:
        yield ChangedPart(_place(place), _shown(old), _shown(new))


def _as_before(old: list[str], new: list[str]) -> bool:
    """Whether what stands in both stands in the same order; what came or went is told by itself."""
    return [each for each in old if each in new] == [each for each in new if each in old]


def _tree(value: list[Any]) -> bool:
    """Whether a list is an expression."""
    return bool(value) and isinstance(value[0], str) and len(value) > 1 and not isinstance(value[1], Mapping)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and _tree(value):
        try:
            return unparse(value)
        except (KeyError, IndexError, TypeError, ValueError):
            return ", ".join(map(str, value))
    if isinstance(value, list):
        roads = [str(item["to"]) for item in value if isinstance(item, Mapping) and "to" in item]
        return ", ".join(roads) or (str(len(value)) if value else "")
    if isinstance(value, Mapping):
        return _shown(value["ast"]) if "ast" in value else WHOLE
    return str(value)


def _lost(old: Story, new: Story) -> Iterator[str]:
    """What a save of the older story may hold and the newer does not know, by its name today."""
    known = {*new.scenes, *new.endings}
    yield from (place for place in (*old.scenes, *old.endings) if today(new.was, place) not in known)
    for scene in old.scenes.values():
        for choice in scene.choices:
            place, name = choice_today(new.was, scene.id, choice.id)
            if place in new.scenes and new.scenes[place].choice(name) is None:
                yield f"{scene.id}/{choice.id}"
    names = {variable.name for variable in new.variables}
    yield from (v.name for v in old.variables if not v.kind.kept and today(new.was, v.name, VARIABLE) not in names)
    yield from (seat for seat in old.seats if today(new.was, seat, SEAT) not in new.seats)


def _walk(diff: StoryDiff, stories: tuple[Story, Story], old: Path, new: Path) -> None:
    """Take the walkthroughs of the older story in both; those that the newer cannot read have lost their way."""
    try:
        known = walkthroughs(stories[0], old)
        again = {walkthrough.name: walkthrough for walkthrough in walkthroughs(stories[1], new)}
    except BadWalkthroughs as error:
        diff.walkthroughs.append(ChangedPart("", "", str(error)))
        return
    for walkthrough in known:
        if walkthrough.name not in again:
            continue
        one, other = walk(stories[0], walkthrough), walk(stories[1], again[walkthrough.name])
        if other.failures and not one.failures:
            diff.walkthroughs.append(ChangedPart(walkthrough.name, "", other.failures[0]))
        elif one.run is not None and other.run is not None and transcript(one.run) != transcript(other.run):
            diff.rereads.append(walkthrough.name)


def _translations(diff: StoryDiff, old: Path, new: Path, was: Mapping[str, str]) -> None:
    codes = ("stale-translation", "untranslated")
    for language in catalogue_languages(new):
        counts = [
            sum(problem.code in codes for problem in inspect(folder, language).problems)
            for folder in (old, new)
            if language in catalogue_languages(folder)
        ]
        if len(counts) == 2 and counts[1] > counts[0]:
            diff.stale[language] = counts[1] - counts[0]
        before, after = _translated(old, language, was), _translated(new, language, {})
        if reworded := [path for path, words in after.items() if before.get(path, words) != words]:
            diff.reworded[language] = reworded


def _translated(folder: Path, language: str, was: Mapping[str, str]) -> dict[str, str]:
    """What a catalogue makes of a story's texts, by their paths of today; nothing where it cannot be read."""
    try:
        entries = parse((folder / file_of(language)).read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, InvalidCatalogue):
        return {}
    return {path_today(was, entry.msgctxt or ""): entry.msgstr for entry in entries.translated_entries()}


def _explore(diff: StoryDiff, limits: Limits, setups: Sequence[tuple[Setup, Setup]], deadline: Deadline) -> None:
    pairs: list[tuple[Survey, Survey]] = []
    for number, pair in enumerate(setups):
        surveys: list[Survey] = []
        for which, setup in enumerate(pair):
            if deadline.left:
                seconds = deadline.left / (2 * (len(setups) - number) - which)
                most = replace(limits, seconds=_SEARCHING * seconds if seconds < inf else 0)
                with suppress(OutOfTime):
                    effort, share = Effort(runs=0, seeds=1), Deadline(seconds)
                    surveys.append(survey(setup, most, effort=effort, deadline=share, preparing=deadline))
        if len(surveys) < len(pair) or any(one.cut or one.undone for one in surveys):
            diff.unproved.append(setup_name(pair[1]))
        else:
            pairs.append((surveys[0], surveys[1]))
    for before, after in pairs:
        for what, old, new in _odds(before, after):
            diff.endings.append(Moved(after.name, what, 100 * old, 100 * new))
        if round(before.words_read) != round(after.words_read):
            diff.words.append(Moved(after.name, "", before.words_read, after.words_read))
    if not diff.unproved:
        met = [_met(combine([pair[number] for pair in pairs], True)) for number in (0, 1)]
        diff.opened = [str(thing.id) for thing in met[1] if thing not in met[0]]
        diff.closed = [str(thing.id) for thing in met[0] if thing not in met[1]]


def _met(whole: Mapping[Element, CombinedVerdict]) -> dict[Element, None]:
    return {thing: None for thing, combined in whole.items() if combined.verdict.status is Status.REACHED}


def _odds(before: Survey, after: Survey) -> Iterator[tuple[str, float, float]]:
    known = [{v.thing.id: v.odds or 0.0 for v in one.verdicts if v.thing.kind == "ending"} for one in (before, after)]
    for ending in dict.fromkeys((*known[0], *known[1])):
        old, new = known[0].get(ending, 0.0), known[1].get(ending, 0.0)
        if abs(old - new) > _LEAST:
            yield ending, old, new
