"""Two runs of a story side by side: what each decided, scene by scene, where they part, how each ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import merge
from itertools import accumulate
from operator import itemgetter

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.journal import CannotResume, Journal, JournalUnavailable
from game.journal.resume import resume
from game.play.clock import hour_of
from game.play.run import Run
from game.play.setup import seat_word
from game.play.state import Decided
from game.story.model import Story
from game.view.seats import seat_name
from game.view.text import Item, Refusal, Role, item


@dataclass(frozen=True, slots=True)
class Pair:
    """A moment of two runs.

    Attributes:
        at: Which scene it is, and when, and whose where the two held different seats; or that here they end.
        left: What was decided there in the first, or that it has not come so far; None where it never came there.
        right: The same in the second.
        parts: Whether they part here.
    """

    at: str
    left: Item | None
    right: Item | None
    parts: bool = False

    @property
    def same(self) -> bool:
        """Whether both did the same."""
        return self.left is not None and self.right is not None and self.left.words == self.right.words


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two runs: what each is called, and their moments in order, the last of which says how they ended."""

    names: tuple[str, str]
    pairs: tuple[Pair, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it, one below the other."""
        return tuple(_below(self))


def side_by_side(journal: Journal, story: Story, first: int, second: int) -> SideBySide | Refusal:
    """Two runs of the journal by their numbers; or why they cannot be laid side by side."""
    if first == second:
        return Refusal(tr("These are one and the same run: choose two."))
    runs: list[Run] = []
    for number in (first, second):
        try:
            entry = journal.entries([number]).get(number)
            if entry is None or entry.story != story.id:
                return Refusal(tr("There is no run {number} here.", number=number))
            runs.append(resume(story, journal.load(number)).run)
        except (CannotResume, JournalUnavailable) as error:
            return Refusal(str(error))
    names = (_name(first, runs[0], runs[1]), _name(second, runs[1], runs[0]))
    return SideBySide(names, tuple(aligned(*runs)))


def _name(number: int, run: Run, other: Run) -> str:
    """What a run is called: with its seat, where the other was played from another."""
    name = tr("Run {number}", number=number)
    seat = seat_name(run.setup.story, seat_word(run.setup))
    return name if run.setup.seats == other.setup.seats else f"{name}, {seat}"


def aligned(left: Run, right: Run) -> Iterator[Pair]:
    """What was decided in the two runs, scene beside scene, then how they ended.

    Decisions of a seat that only one of the players held stand in both: in the other run its rival took them.
    """
    held = {*left.setup.seats, *right.setup.seats}
    mine, theirs = ([took for took in run.taken() if took.player or took.scene.seat in held] for run in (left, right))
    named, to_come, parted = left.setup.seats != right.setup.seats, [len(mine), len(theirs)], False
    for one, other in _matched(_timed(left, mine), _timed(right, theirs)):
        ahead = [run.ending is None and not count for run, count in zip((left, right), to_come, strict=True)]
        words = _said(one, ahead[0]), _said(other, ahead[1])
        at = _at(left, one, named) if one is not None else _at(right, other, named)
        pair = Pair(at, *words)
        parts = not (pair.same or parted or any(ahead))
        yield Pair(pair.at, pair.left, pair.right, parts)
        parted = parted or parts
        to_come = [count - (took is not None) for count, took in zip(to_come, (one, other), strict=True)]
    yield Pair(tr("How they ended"), _ended(left), _ended(right))


Timed = tuple[int, Decided]
"""A decision with its minute on the clock."""


def _timed(run: Run, taken: Sequence[Decided]) -> list[Timed]:
    """Decisions by the clock; what has no hour happens with what went before it."""
    minutes = (hour_of(run.setup.story, took.scene, took.before).minute or 0 for took in taken)
    return list(zip(accumulate(minutes, max), taken, strict=True))


def _matched(left: Sequence[Timed], right: Sequence[Timed]) -> Iterator[tuple[Decided | None, Decided | None]]:
    """Decisions of the same scene beside each other; what lies between, by the clock, in the order of each run."""
    ids = [[took.scene.id for _, took in run] for run in (left, right)]
    for kind, a, b, c, d in SequenceMatcher(None, ids[0], ids[1], autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((mine, theirs) for (_, mine), (_, theirs) in zip(left[a:b], right[c:d], strict=True))
        else:
            mine = ((minute, (took, None)) for minute, took in left[a:b])
            theirs = ((minute, (None, took)) for minute, took in right[c:d])
            yield from (pair for _, pair in merge(mine, theirs, key=itemgetter(0)))


def _said(took: Decided | None, ahead: bool) -> Item | None:
    if took is None:
        return item(Role.NOTE, tr("has not come so far")) if ahead else None
    return Item(Role.SPEECH, took.choice.say.block(took.before))


def _at(run: Run, took: Decided | None, named: bool) -> str:
    assert took is not None
    when = weekday_and_time(hour_of(run.setup.story, took.scene, took.before).at)
    seat = seat_name(run.setup.story, took.scene.seat) if named and took.scene.seat is not None else ""
    return " · ".join(part for part in (when, took.scene.title_in(took.before) or "", seat) if part)


def _ended(run: Run) -> Item:
    if run.ending is None:
        return item(Role.NOTE, tr("under way"))
    return item(Role.STRONG, run.ending.title)


def _below(both: SideBySide) -> Iterator[Item]:
    left, right = both.names
    yield item(Role.HEADING, tr("{left} beside {right}", left=left, right=right))
    for pair in both.pairs:
        yield item(Role.SECTION, pair.at)
        if pair.parts:
            yield item(Role.LEFT, tr("Here they part."))
        if pair.same and pair.left is not None:
            yield Item(Role.SPEECH, pair.left.words, tr("Both"))
            continue
        for name, did in zip(both.names, (pair.left, pair.right), strict=True):
            if did is None:
                yield item(Role.NOTE, tr("never came here"), name)
            else:
                yield Item(Role.SPEECH, did.words, name)
