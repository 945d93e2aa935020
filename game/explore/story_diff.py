"""What an edit of a story changed for its readers: first what was changed in it, then what is proved to follow.

Two compiled stories are compared part by part. What differs in words alone is wording; everything else moves, opens or
closes something, and is named. Then both are explored: whose odds moved, what is met for the first time or by nobody
any more. Where one of them is too large for that, only what was changed is told, and so it is said. What was renamed
since is told in the names of today before it is compared: see `game.story.renamed_since`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import Any

from game.explore import laws
from game.explore.combine import CombinedVerdict, combine
from game.explore.compare_parts import ChangedPart, Comparison, compare
from game.explore.deadline import Deadline, OutOfTime
from game.explore.encounters import Element
from game.explore.search import Limits
from game.explore.survey import Survey, setup_name, survey
from game.explore.transcripts import transcript
from game.explore.verdicts import Effort, Status
from game.explore.walkthroughs import BadWalkthroughs, OwnTests, own_tests, walk
from game.play.setup import Setup
from game.story.assemble import lacks
from game.story.folder import MOST_OF_A_CATALOGUE, Unreadable, file_of, read_file
from game.story.former import SEAT, VARIABLE, choice_today, path_today, today
from game.story.laws import Law
from game.story.load import languages_looked_at
from game.story.model import Story
from game.story.po import InvalidCatalogue, parse
from game.story.whole_story import WholeStory

_BESIDE = frozenset(("was", "version", "places", "rules", "memory"))
"""Keys of a compiled story that say nothing of a run (former names, the story's number, where things are written), or
nothing that is not said by other keys too."""

_SEARCHING = 0.6
"""The share of its time that a search may take; the rest is for what is made of it."""

_LEAST = 5e-7
"""From which difference on odds are told to have moved."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Odds that moved, in per cent, of an ending or a text in one setup."""

    setup: str
    what: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class ChangedLaw:
    """A law that says something else, or holds no more: empty for what was not said or is said no more.

    `before` and `now` are what each is proved to be, `proved`, `refuted` or `not proved`.
    """

    name: str
    old: str
    new: str
    before: str = ""
    now: str = ""


@dataclass(slots=True)
class StoryDiff:
    """What changed.

    Attributes:
        renamed: What is called otherwise, and says what it was: former names and present ones.
        parts: What is not wording: conditions, effects, weights, roads, texts that came or went.
        added: Paragraphs that are new, each with its place and its words.
        gone: Paragraphs that stand nowhere any more, likewise.
        carried: Paragraphs that were put elsewhere, where more runs may meet them, or fewer: former places and present.
        moved: Where paragraphs stand in another order.
        wording: The paths of texts whose words alone changed.
        endings: Endings whose odds moved.
        opened: What some run meets now and none met before.
        closed: What no run meets any more.
        words: The words that a random run reads, where that moved.
        walkthroughs: Walkthroughs of the older story that fail in the newer one, each with a sentence.
        rereads: Those that read otherwise.
        reorders: Those that read the same in another order.
        laws: Laws that were changed, or are broken now, with what they said and say, and what they are proved to be.
        unruled: How many laws that say the same might hold no more: there was no time or room to prove them.
        saves: What a save may hold that the newer story does not know.
        stale: By language, how many more texts readers get untranslated.
        reworded: By language, the paths of texts that have the same words and are translated otherwise.
        unproved: The setups in which one of the two is too large to be explored.
        hurried: Whether there was no time to look at all walkthroughs and translations.
    """

    renamed: dict[str, str] = field(default_factory=dict)
    parts: list[ChangedPart] = field(default_factory=list)
    added: list[ChangedPart] = field(default_factory=list)
    gone: list[ChangedPart] = field(default_factory=list)
    carried: dict[str, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    endings: list[Moved] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    words: list[Moved] = field(default_factory=list)
    walkthroughs: list[ChangedPart] = field(default_factory=list)
    rereads: list[str] = field(default_factory=list)
    reorders: list[str] = field(default_factory=list)
    laws: list[ChangedLaw] = field(default_factory=list)
    unruled: int = 0
    saves: list[str] = field(default_factory=list)
    stale: dict[str, int] = field(default_factory=dict)
    reworded: dict[str, list[str]] = field(default_factory=dict)
    unproved: list[str] = field(default_factory=list)
    hurried: bool = False

    @property
    def means(self) -> bool:
        """Whether anything but wording changed."""
        return self.moves or any((self.endings, self.opened, self.closed, self.walkthroughs, self.saves))

    @property
    def moves(self) -> bool:
        """Whether anything was changed that may move what is met, or how often."""
        return any((self.parts, self.added, self.gone, self.carried))


def story_diff(
    old: WholeStory,
    new: WholeStory,
    limits: Limits,
    setups: Sequence[tuple[Setup, Setup]],
    renamed: Mapping[str, str],
    deadline: Deadline | None = None,
) -> StoryDiff:
    """Compare two stories, both sound.

    Args:
        old: The older, in the names of the newer.
        new: The newer.
        limits: Where the exploration of one setup stops.
        setups: Which setups are explored: of each story, the same.
        renamed: What was renamed in the older to have the names of the newer.
        deadline: Until when all of it may take; what there is no time to look at or to prove is told so.

    Raises:
        OutOfTime: There is not even time to compare what is written.
    """
    deadline = deadline or Deadline()
    stories = old.story, new.story
    diff = StoryDiff(dict(renamed))
    compared = compare(_whole(old), _whole(new), deadline)
    diff.parts, diff.added, diff.gone = compared.parts, compared.added, compared.gone
    diff.carried, diff.moved = compared.carried, compared.moved
    texts = {path_today(stories[1].was, path): words for path, words in old.texts.items()}
    diff.wording = _otherwise(texts, new.texts, compared)
    diff.saves = list(_lost(*stories))
    tests = _own_tests(diff, old, new)
    try:
        _walk(diff, stories, tests, deadline)
        _translations(diff, old, new, compared, deadline)
    except OutOfTime:
        diff.hurried = True
    if diff.moves:
        _explore(diff, limits, setups, deadline, compared)
    _laws(diff, stories, tests, limits, deadline)
    return diff


def _otherwise(before: Mapping[str, str], after: Mapping[str, str], compared: Comparison) -> list[str]:
    """The paths of the texts that stood in both and have other words, by where they stand now."""
    stood = ((path, words, compared.former(path)) for path, words in after.items())
    return [path for path, words, was in stood if was is not None and before.get(was, words) != words]


def _whole(reading: WholeStory) -> Any:
    return {key: part for key, part in reading.compiled.items() if key not in _BESIDE}


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


def _own_tests(diff: StoryDiff, old: WholeStory, new: WholeStory) -> tuple[OwnTests, OwnTests]:
    """The walkthroughs and laws of both; of what the newer cannot read, it is said that it has lost its way."""
    try:
        return own_tests(old.story, old.folder), own_tests(new.story, new.folder)
    except BadWalkthroughs as error:
        diff.walkthroughs.append(ChangedPart("", "", str(error)))
        return OwnTests([], []), OwnTests([], [])


def _walk(diff: StoryDiff, stories: tuple[Story, Story], tests: tuple[OwnTests, OwnTests], deadline: Deadline) -> None:
    """Take the walkthroughs of the older story in both."""
    again = {walkthrough.name: walkthrough for walkthrough in tests[1].walkthroughs}
    for walkthrough in deadline.through(tests[0].walkthroughs):
        if walkthrough.name not in again:
            continue
        one, other = walk(stories[0], walkthrough), walk(stories[1], again[walkthrough.name])
        if other.failures and not one.failures:
            diff.walkthroughs.append(ChangedPart(walkthrough.name, "", other.failures[0]))
        elif one.run is not None and other.run is not None:
            before, after = transcript(one.run).splitlines(), transcript(other.run).splitlines()
            if sorted(before) != sorted(after):
                diff.rereads.append(walkthrough.name)
            elif before != after:
                diff.reorders.append(walkthrough.name)


def _laws(
    diff: StoryDiff, stories: tuple[Story, Story], tests: tuple[OwnTests, OwnTests], limits: Limits, deadline: Deadline
) -> None:
    """What became of the laws: those that were changed are proved anew, and all where anything else was."""
    were, are = ({law.name: law for law in each.laws} for each in tests)
    changed = [name for name in dict.fromkeys((*were, *are)) if _in_words(were.get(name)) != _in_words(are.get(name))]
    asked = [law for name, law in are.items() if diff.moves or name in changed]
    now = {ruling.law.name: ruling.status for ruling in laws.prove(stories[1], asked, limits, deadline)}
    refuted = [were[name] for name, status in now.items() if status is laws.LawStatus.REFUTED and name in were]
    before = {ruling.law.name: ruling.status for ruling in laws.prove(stories[0], refuted, limits, deadline)}
    for name in dict.fromkeys((*were, *are)):
        status, former = now.get(name), before.get(name)
        if name in changed or (status is laws.LawStatus.REFUTED and former is not laws.LawStatus.REFUTED):
            says = _in_words(were.get(name)), _in_words(are.get(name))
            diff.laws.append(ChangedLaw(name, *says, former.value if former else "", status.value if status else ""))
        elif status is laws.LawStatus.NOT_PROVED:
            diff.unruled += 1


def _in_words(law: Law | None) -> str:
    """A law as one sentence, with the runs of which it speaks."""
    if law is None:
        return ""
    runs = (("seat", law.seat), ("rival", law.rival), ("opening", law.opening))
    return ", ".join((law.says, *(f"{key} {value}" for key, value in runs if value)))


def _translations(diff: StoryDiff, old: WholeStory, new: WholeStory, compared: Comparison, deadline: Deadline) -> None:
    codes = ("stale-translation", "untranslated")
    changed = set(diff.wording)
    for language in deadline.through(languages_looked_at(new.folder)):
        catalogues = [_catalogue(reading.folder, language) for reading in (old, new)]
        if catalogues[0] == catalogues[1] and old.texts == new.texts:
            continue
        counts = [
            sum(problem.code in codes for problem in lacks(data, file_of(language), reading.texts, reading.story.was))
            for reading, data in zip((old, new), catalogues, strict=True)
            if data is not None
        ]
        if len(counts) == 2 and counts[1] > counts[0]:
            diff.stale[language] = counts[1] - counts[0]
        before, after = _translated(catalogues[0], new.story.was), _translated(catalogues[1], {})
        if reworded := [path for path in _otherwise(before, after, compared) if path not in changed]:
            diff.reworded[language] = reworded


def _catalogue(folder: Path, language: str) -> bytes | None:
    """What a story's catalogue holds; None where there is none, or it cannot be read."""
    try:
        return read_file(folder, file_of(language), MOST_OF_A_CATALOGUE)
    except Unreadable:
        return None


def _translated(data: bytes | None, was: Mapping[str, str]) -> dict[str, str]:
    """What a catalogue makes of a story's texts, by their paths of today; nothing where it cannot be read."""
    try:
        entries = parse((data or b"").decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, InvalidCatalogue):
        return {}
    return {path_today(was, entry.msgctxt or ""): entry.msgstr for entry in entries.translated_entries()}


def _explore(
    diff: StoryDiff, limits: Limits, setups: Sequence[tuple[Setup, Setup]], deadline: Deadline, compared: Comparison
) -> None:
    pairs: list[tuple[Survey, Survey]] = []
    for number, pair in enumerate(setups):
        surveys: list[Survey] = []
        for which, setup in enumerate(pair):
            if deadline.left and not any(one.cut for one in surveys):
                seconds = deadline.left / (2 * (len(setups) - number) - which)
                most = replace(limits, seconds=_SEARCHING * seconds if seconds < inf else 0)
                with suppress(OutOfTime):
                    effort, share = Effort(runs=0, seeds=1, odds_alone=True), Deadline(seconds)
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
        former = {now: former for former, now in compared.called.items() if now} | dict.fromkeys(compared.came, "")
        diff.opened = _only(met[1], met[0], former)
        diff.closed = _only(met[0], met[1], compared.called)


def _met(whole: Mapping[Element, CombinedVerdict]) -> dict[Element, None]:
    return {thing: None for thing, combined in whole.items() if combined.verdict.status is Status.REACHED}


def _only(met: Iterable[Element], others: Collection[Element], called: Mapping[str, str]) -> list[str]:
    """What one story has met and the other has not, whatever the other calls it.

    A text is called by its place: what is compared is the one that it was. One that is all of a line is met with it.
    """
    texts = "paragraph", "variant"
    named = ((thing, called.get(thing.id, thing.id) if thing.kind in texts else thing.id) for thing in met)
    there = {thing.id for thing in others}
    return [
        thing.id
        for thing, name in named
        if name not in there and (name == "" or "#" in name or thing.kind not in texts)
    ]


def _odds(before: Survey, after: Survey) -> Iterator[tuple[str, float, float]]:
    known = [{v.thing.id: v.odds or 0.0 for v in one.verdicts if v.thing.kind == "ending"} for one in (before, after)]
    for ending in dict.fromkeys((*known[0], *known[1])):
        old, new = known[0].get(ending, 0.0), known[1].get(ending, 0.0)
        if abs(old - new) > _LEAST:
            yield ending, old, new
