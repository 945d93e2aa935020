"""A new game: what is asked before it begins, in which order, and what the answers come to."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sized
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from game.i18n.catalogue import tr, trc
from game.journal.reading_mode import ReadingMode
from game.play.setup import BY_RULE, STRATEGISTS, Rival, Setup, rivals_by_rule, seats
from game.story.model import Opening, Story
from game.story.saved_values import strengths_measured
from game.view.seats import every_seat
from game.view.text import worth_in_words

if TYPE_CHECKING:
    from game.story.estimates import Measured


class EndingsSeen(Container[str], Sized, Protocol):
    """The endings reached, by their ids."""


class Topic(Enum):
    """What a question is about."""

    SEAT = "seat"
    RIVAL = "rival"
    READERS = "readers"
    OPENING = "opening"
    STRENGTH = "strength"
    """A strategist's: it is asked once the opening is known, for which it was measured."""
    GAUGES = "gauges"


_USUAL = {Topic.STRENGTH: STRATEGISTS.index(Rival.STRATEGIST_3)}
"""What is answered to a question unless the player says otherwise, where that is not the first answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and what it means in a sentence; some need none."""

    name: str
    about: str = ""

    @property
    def in_words(self) -> str:
        """Both, as two sentences."""
        return f"{self.name}. {self.about}" if self.about else self.name


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Attributes:
        topic: What it is about.
        name: The same in a word or two, for a list of them.
        asks: The question itself.
        answers: What can be answered.
        idle: Why the answer makes no difference at present; empty where it makes one.
    """

    topic: Topic
    name: str
    asks: str
    answers: tuple[Answer, ...]
    idle: str = ""

    @property
    def usual(self) -> int:
        """The place of what is answered unless the player says otherwise."""
        return _USUAL.get(self.topic, 0)


@dataclass(frozen=True, slots=True)
class NewGame:
    """Answers so far, each by its place among those of its question; one that was not given is the usual one.

    Attributes:
        story: What is played.
        seen: The endings reached: they open other openings; from the first on, a game without gauges.
        given: The answers.
    """

    story: Story
    seen: EndingsSeen
    given: Mapping[Topic, int]

    @classmethod
    def of(cls, story: Story, seen: EndingsSeen) -> NewGame:
        """Before anything was answered."""
        return cls(story, seen, {})

    def like(self, seat: str, rival: str) -> NewGame:
        """With the seat and the rival of a run that was played before, as far as there are such."""
        given, held = dict(self.given), [*self.story.seats, "both"]
        by_rule, thinking = [one.value for one in self._by_rule], [one.value for one in STRATEGISTS]
        if seat in held:
            given[Topic.SEAT] = held.index(seat)
        if rival in by_rule:
            given[Topic.RIVAL] = by_rule.index(rival)
        elif rival in thinking:
            given |= {Topic.RIVAL: len(by_rule), Topic.STRENGTH: thinking.index(rival)}
        return replace(self, given=given)

    def answer(self, topic: Topic, place: int) -> NewGame:
        """With an answer more; two readers take every seat, and one who takes a single seat reads alone."""
        given = {**self.given, topic: place}
        if topic is Topic.READERS and place:
            given[Topic.SEAT] = len(self.story.seats)
        new = replace(self, given=given)
        if not new.holds_all:
            given[Topic.READERS] = 0
        return new

    @property
    def seat(self) -> str:
        """The seat taken, or `both` for every seat."""
        return [*self.story.seats, "both"][self.given.get(Topic.SEAT, 0)]

    @property
    def holds_all(self) -> bool:
        """Whether the player holds every seat, so that nobody sits opposite."""
        return self.seat == "both" or len(self.story.seats) == 1

    @property
    def openings(self) -> tuple[Opening, ...]:
        """Where a game may begin by now."""
        return tuple(opening for opening in self.story.openings.values() if opening.after <= len(self.seen))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order in which they are asked: also such as make no difference at present."""
        asked = [self._seat()]
        if len(self.story.seats) > 1:
            asked += [self._rival(), self._readers()]
        if len(self.openings) > 1:
            places = tuple(Answer(opening.name) for opening in self.openings)
            asked.append(Question(Topic.OPENING, tr("Opening"), tr("Where do you begin?"), places))
        if self._thinks:
            asked.append(self._strength())
        if self.seen:
            asked.append(self._gauges())
        return tuple(asked)

    def answered(self, question: Question) -> int:
        """The place of the answer to a question."""
        return self.given.get(question.topic, question.usual)

    def next_question(self, after: Topic | None) -> Question | None:
        """What is asked next of somebody who answers one question after the other: only what makes a difference.

        Args:
            after: What was asked last; None at the beginning.
        """
        topics = list(Topic)
        left = topics if after is None else topics[topics.index(after) + 1 :]
        by_topic = {question.topic: question for question in self.questions}
        asked = (by_topic[topic] for topic in left if topic in by_topic and self._matters(by_topic[topic]))
        return next(asked, None)

    def _matters(self, question: Question) -> bool:
        alone = question.topic is Topic.READERS and not self.holds_all
        return len(question.answers) > 1 and not question.idle and not alone

    @property
    def mode(self) -> ReadingMode:
        """How it will be read."""
        return ReadingMode(self.given.get(Topic.READERS) == 1, self.given.get(Topic.GAUGES) == 1)

    def setup(self, seed: int) -> Setup:
        """What it begins with."""
        return Setup(self.story, seats(self.story, self.seat), self._chosen_rival(), seed, self._opening())

    def _chosen_rival(self) -> Rival:
        if self.holds_all:
            return BY_RULE[0]
        if self._thinks:
            return STRATEGISTS[self.given.get(Topic.STRENGTH, _USUAL[Topic.STRENGTH])]
        return self._by_rule[self.given.get(Topic.RIVAL, 0)]

    @property
    def _by_rule(self) -> tuple[Rival, ...]:
        return rivals_by_rule(self.story)

    @property
    def _thinks(self) -> bool:
        """Whether the other side is a strategist's."""
        return not self.holds_all and self.given.get(Topic.RIVAL, 0) == len(self._by_rule)

    def _opening(self) -> str:
        return self.openings[self.given.get(Topic.OPENING, 0)].id if self.openings else ""

    def _seat(self) -> Question:
        story = self.story
        answers = [Answer(seat.name, seat.about) for seat in story.seats.values()]
        if len(answers) > 1:
            answers.append(Answer(every_seat(story), tr("You read everything, and decide for everyone.")))
        return Question(Topic.SEAT, tr("Seat"), tr("Which seat do you take?"), tuple(answers))

    def _rival(self) -> Question:
        answers = tuple(Answer(*answer) for answer in rivals_explained(self.story))
        opposite = tr("Who holds the other side?") if len(self.story.seats) <= 2 else tr("Who holds the other seats?")
        return Question(Topic.RIVAL, tr("Rival"), opposite, answers, self._nobody())

    def _nobody(self) -> str:
        return tr("You hold every seat: there is no rival.") if self.holds_all else ""

    def _strength(self) -> Question:
        others = [seat for seat in self.story.seats if seat != self.seat]
        measured = strengths_measured(self.story, self._opening(), others[0]) if len(others) == 1 else ()
        figures = [_success(strength) for strength in measured] or [_not_measured()] * len(STRATEGISTS)
        answers = (Answer(str(rival.strength), says) for rival, says in zip(STRATEGISTS, figures, strict=True))
        return Question(Topic.STRENGTH, tr("Strength"), tr("How strong is it?"), tuple(answers))

    def _readers(self) -> Question:
        count = len(self.story.seats)
        each = Answer(tr("Two readers"), tr("One keyboard, two sides: it changes hands before what only one may read."))
        if count > 2:
            about = tr("One keyboard, {count} seats: it changes hands before what only one may read.", count=count)
            each = Answer(tr("{count} readers", count=count), about)
        return Question(Topic.READERS, tr("Readers"), tr("How many readers?"), (Answer(tr("One reader")), each))

    def _gauges(self) -> Question:
        none = Answer(trc("bearings", "None"), tr("No gauge, no sign of what a choice moves: only what is said."))
        return Question(Topic.GAUGES, tr("Bearings"), tr("With gauges?"), (Answer(tr("Gauges")), none))


def rivals_explained(story: Story) -> tuple[tuple[str, str], ...]:
    """Who may hold the other side, with how each decides; what a strategist sees, where a story can have one."""
    strategist = tr(
        "The others play for the endings that are worth most to them. They look four decisions ahead and see every "
        "number, those that nobody shows too, but neither what you will decide nor what chance brings."
    )
    history = tr("History"), tr("The others do what was really done, whenever that is still possible.")
    return (
        *([history] if Rival.HISTORY in rivals_by_rule(story) else ()),
        (tr("Realistic"), tr("The others choose among what is open, by temper and by chance.")),
        *([(tr("Strategist"), strategist)] if story.knows_worths else ()),
    )


def _success(measured: Measured) -> str:
    """How well a strength plays."""
    success = measured.against["random"]
    return tr(
        "Its endings were worth {worth} out of 10 to it on average, against somebody who decides at random "
        "({runs} games played, give or take {error}).",
        worth=worth_in_words(success.worth),
        runs=measured.runs,
        error=worth_in_words(max(2 * success.error, 0.1)),
    )


def _not_measured() -> str:
    return tr("How well it plays has not been measured since the last edit of the story.")


def seed_note() -> str:
    """What a seed is for."""
    return tr("The same seed and the same decisions tell the same story.")
