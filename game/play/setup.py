"""What is fixed before the first decision: the story, the seats held, the rival, the seed and the opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Self

from game.play.chance import Drawable, by_first_id
from game.story.closures import Values
from game.story.former import OPENING, SEAT, today
from game.story.memory import remembering
from game.story.model import Story
from game.story.past import past

if TYPE_CHECKING:
    from game.play.strategist import Strategist
    from game.story.scenes import Scene


class Rival(Enum):
    """How the seats that nobody holds decide."""

    HISTORY = "history"
    """Does what was really done whenever that is still possible."""
    WEIGHTED = "weighted"
    """Draws among what is open, by the writers' weights, from the run's seed."""
    STRATEGIST_1 = "strategist:1"
    """Looks ahead, and plays for the endings that are worth most to its seat; the weakest of five."""
    STRATEGIST_2 = "strategist:2"
    STRATEGIST_3 = "strategist:3"
    STRATEGIST_4 = "strategist:4"
    STRATEGIST_5 = "strategist:5"

    @classmethod
    def _missing_(cls, value: object) -> Rival | None:
        """A rival by the word that version 0.1 had for it: runs, codes and walkthroughs of then still open.

        A strategist whose strength is not said is of middling strength.
        """
        if value == "strategist":
            return cls.STRATEGIST_3
        return next((rival for rival in cls if rival.former == value), None)

    @property
    def strength(self) -> int:
        """How strong a strategist is, from 1 to 5; 0 for a rival that goes by a rule, and weighs nothing."""
        return int(self.value.partition(":")[2] or 0)

    @property
    def former(self) -> str:
        """The word that version 0.1 had for it."""
        return {Rival.HISTORY: "histoire", Rival.WEIGHTED: "realiste"}.get(self, self.value)


RIVAL_WORDS = tuple(dict.fromkeys(word for rival in Rival for word in (rival.value, rival.former)))
"""All the words by which `Setup.begun` knows a rival."""

BY_RULE = (Rival.HISTORY, Rival.WEIGHTED)
"""The rivals whose odds can be proved: what they do depends on where they decide, not on what lies ahead."""


def rival_word(word: str) -> str:
    """The present word for a rival, whichever version wrote it; a word that names none stays as it is."""
    try:
        return Rival(word).value
    except ValueError:
        return word


STRATEGISTS = tuple(rival for rival in Rival if rival.strength)
"""Those that look ahead, the weakest first."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that a run depends on, apart from its decisions.

    `seats` are the seats that the player holds; `seed` is any integer from 0 to 2**63 - 1.
    """

    story: Story
    seats: frozenset[str]
    rival: Rival = Rival.HISTORY
    seed: int = 0
    opening: str = ""
    """An opening's id; left empty, it becomes the story's first."""
    as_written: bool = False
    """Whether chance counts through what it draws from in the order of the files, as in version 0.1, and not by ids."""
    scenes: Mapping[str, Scene] = field(init=False, repr=False, compare=False)
    """The story's scenes, in a dictionary: `decide` looks one up each time."""
    asks: Mapping[str, Scene] = field(init=False, repr=False, compare=False)
    """Those where the player is asked as soon as a road leads there: `decide` looks here first."""

    values: Values = field(init=False, repr=False, compare=False)
    """The values with which a run begins: the story's, what texts remember already, and the hour."""
    strategists: Mapping[str, Strategist] = field(init=False, repr=False, compare=False)
    """Who thinks for the seats that nobody holds, by seat; empty where the rival goes by a rule."""

    @classmethod
    def begun(cls, story: Story, held: frozenset[str], rival: str, seed: int = 0, opening: str = "") -> Self:
        """The setup of a run whose rival is said by a word: one of version 0.1 stands for that version's draws too.

        Raises:
            ValueError: There is no such rival.
        """
        meant = Rival(rival)
        return cls(story, held, meant, seed, opening, as_written=rival == meant.former != meant.value)

    @property
    def rival_word(self) -> str:
        """The word for the rival, by which `begun` makes this setup again."""
        return self.rival.former if self.as_written else self.rival.value

    def counted(self, candidates: Sequence[Drawable]) -> Sequence[Drawable]:
        """Candidates in the order of their files, in the order in which chance counts through them."""
        return candidates if self.as_written else by_first_id(candidates)

    def __post_init__(self) -> None:
        story = self.story
        opening = today(story.was, self.opening, OPENING) or next(iter(story.openings))
        object.__setattr__(self, "opening", opening)
        object.__setattr__(self, "scenes", dict(story.scenes))
        asks = {id: scene for id, scene in self.scenes.items() if self._asks_at_once(scene)}
        object.__setattr__(self, "asks", asks)
        known = [("holds", seat) for seat in self.seats]
        remember = remembering(story.memory, [*known, *past(story, self.opening)] if story.memory else [])
        values = story.start if remember is None else remember(story.start)
        object.__setattr__(self, "values", self._timed(values))
        object.__setattr__(self, "strategists", self._thinking())

    def _thinking(self) -> Mapping[str, Strategist]:
        if not self.rival.strength:
            return {}
        from game.play.strategist import strategists  # most runs are played against a rule

        return strategists(self.story, self.seats, self.rival.strength)

    def _timed(self, values: Values) -> Values:
        """The values at the hour of the first scene; of a story in which something takes time, at its clock's start."""
        time, first = self.story.time, self.scenes.get(self.start)
        if time is None or first is None or (first.minute is None and self.story.own_start is not None):
            return values
        return (*values[: time.index], first.minute or 0, *values[time.index + 1 :])

    def _asks_at_once(self, scene: Scene) -> bool:
        theirs = scene.seat is None or scene.seat in self.seats
        may_pass = bool(scene.exits) and not scene.free
        forgets = scene.entrance and bool(self.story.drawn)
        return bool(scene.choices) and theirs and not may_pass and not forgets

    @property
    def start(self) -> str:
        """The id of the scene where the run begins."""
        return self.story.episodes[self.story.openings[self.opening].episode].start


def seats(story: Story, seat: str) -> frozenset[str]:
    """The seats meant by a word: a seat's id, present or former, or `both` for every seat.

    Raises:
        KeyError: The story has no such seat.
    """
    if seat == "both":
        return frozenset(story.seats)
    return frozenset((story.seats[today(story.was, seat, SEAT)].id,))


def opposite(setup: Setup) -> str:
    """The word for the rival of a setup; empty where the player holds every seat, so that there is none."""
    return "" if setup.seats == frozenset(setup.story.seats) else setup.rival.value


def rivals_by_rule(story: Story) -> tuple[Rival, ...]:
    """The rivals that go by a rule and that a story has: nobody does as in history where no choice is history's."""
    return BY_RULE if any(scene.historical is not None for scene in story.scenes.values()) else (Rival.WEIGHTED,)


def seat_word(setup: Setup) -> str:
    """The word for the seats that a setup holds: a seat's id, or `both`."""
    return "both" if len(setup.seats) != 1 else next(iter(setup.seats))
