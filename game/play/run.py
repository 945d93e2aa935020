"""A run is its decisions: the state at any point is the fold of (setup, decisions)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from game.play.setup import Setup
from game.play.state import Beat, Decided, Recall, State, begin, decide, open_choices
from game.story.former import choice_today
from game.story.scenes import Choice, Ending, Scene


class Decision(NamedTuple):
    """A choice taken by the player, by ids."""

    scene: str
    choice: str


class NotOpen(ValueError):
    """A decision that cannot be taken where the run stands.

    `scene` is where it stands, `index` how many decisions were taken before, `decision` the one that does not fit.
    """

    def __init__(self, index: int, scene: str, decision: Decision) -> None:
        super().__init__(f"`{decision.scene}:{decision.choice}` cannot be taken at `{scene}`")
        self.index = index
        self.scene = scene
        self.decision = decision


@dataclass(frozen=True, slots=True)
class Run:
    """A setup, the player's decisions, and the states they led to (one more than there are decisions)."""

    setup: Setup
    decisions: tuple[Decision, ...]
    states: tuple[State, ...]
    _left: list[Decided | None] = field(default_factory=list, init=False, repr=False, compare=False)
    """What `diverged` found: every page asks for it, and thousands of scenes may have passed."""

    @classmethod
    def start(cls, setup: Setup, recall: Recall | None = None) -> Self:
        """A run before its first decision; `recall` knows what the rival did, where it is not to decide anew."""
        return cls(setup, (), (begin(setup, recall),))

    @classmethod
    def replay(cls, setup: Setup, decisions: Iterable[Decision], replies: Sequence[Sequence[Decision]] = ()) -> Self:
        """The run that some decisions make.

        An empty scene id in a decision stands for wherever the run is.

        Args:
            setup: What it begins with.
            decisions: The player's decisions.
            replies: What a rival that thinks did in this run, as `replies` gives it; what is missing it decides anew.

        Raises:
            NotOpen: One of the decisions cannot be taken.
        """
        run = cls.start(setup, recalling(setup, replies, 0))
        for number, decision in enumerate(decisions, 1):
            recall = recalling(setup, replies, number)
            run = run.decide(decision.choice, scene=decision.scene or None, recall=recall)
        return run

    @property
    def replies(self) -> tuple[tuple[Decision, ...], ...]:
        """What the rival did before the player's first decision, and after each; empty where it goes by a rule.

        A rule gives the same again in any version of a story. One that thinks might not: its decisions are part of the
        run as the player's are.
        """
        if not self.setup.rival.strength:
            return ()
        return tuple(
            tuple(Decision(b.scene.id, b.choice.id) for b in state.passed if isinstance(b, Decided))
            for state in self.states
        )

    @property
    def state(self) -> State:
        """Where the run stands."""
        return self.states[-1]

    @property
    def ending(self) -> Ending | None:
        """The ending that was reached, if one was."""
        place = self.state.here
        return place if isinstance(place, Ending) else None

    @property
    def stuck(self) -> bool:
        """Whether nothing can be decided although it is no ending: the story's fault, and undo's business."""
        return self.ending is None and not open_choices(self.state)

    def decide(self, choice: str, scene: str | None = None, recall: Recall | None = None) -> Self:
        """The run with one decision more.

        Args:
            choice: The id of an open choice.
            scene: The id of the scene it belongs to; checked if given. Former ids are understood.
            recall: What the rival did then, where it is not to decide anew.

        Raises:
            NotOpen: There is no such open choice here.
        """
        state = self.state
        at = state.here.id
        meant, choice = choice_today(self.setup.story.was, scene or at, choice)
        taken = next((c for c in open_choices(state) if c.id == choice), None) if meant == at else None
        if taken is None:
            raise NotOpen(len(self.decisions), at, Decision(meant, choice))
        after = decide(self.setup, state, taken, recall)
        return type(self)(self.setup, (*self.decisions, Decision(at, choice)), (*self.states, after))

    def undo(self) -> Self:
        """The run without its last decision; itself when there is none."""
        return self.upto(max(0, len(self.decisions) - 1))

    def upto(self, count: int) -> Self:
        """The run after its first `count` decisions."""
        return type(self)(self.setup, self.decisions[:count], self.states[: count + 1])

    def beats(self) -> Iterator[Beat]:
        """Everything that has happened, oldest first."""
        for state in self.states:
            yield from state.trail

    def taken(self) -> Iterator[Decided]:
        """Every decision, the rival's too, oldest first."""
        return (beat for beat in self.beats() if isinstance(beat, Decided))

    def diverged(self) -> Decided | None:
        """The first decision, by anyone, that left history's road; None on history's road."""
        if not self._left:
            self._left.append(next((took for took in self.taken() if off_history(took.scene, took.choice.id)), None))
        return self._left[0]


def recalling(setup: Setup, replies: Sequence[Sequence[Decision]], number: int) -> Recall | None:
    """Remember what a rival did after so many decisions of the player, as `Run.replies` gives it; None where nothing.

    A story may have been edited since: a scene that is new asks the rival itself, one that is gone is passed over, and
    so is a choice that can no longer be taken.
    """
    if number >= len(replies):
        return None
    left = [Decision(*choice_today(setup.story.was, *reply)) for reply in replies[number]]

    def recall(scene: Scene, opened: Sequence[Choice]) -> Choice | None:
        place = next((place for place, reply in enumerate(left) if reply.scene == scene.id), None)
        if place is None:
            return None
        reply = left[place]
        del left[: place + 1]
        return next((choice for choice in opened if choice.id == reply.choice), None)

    return recall


def off_history(scene: Scene, choice: str) -> bool:
    """Whether a choice leaves history's road: the scene knows what was really done, and it was something else."""
    historical = scene.historical
    return historical is not None and historical.id != choice
