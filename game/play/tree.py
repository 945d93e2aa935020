"""All runs of a seat as one tree: every road taken, and every road left.

The tree is grown from the decisions alone, as the journal keeps them: no run is replayed, so that hundreds of them cost
a few milliseconds. What only a replay can tell (the words on the page, whether a choice was locked there) is told by
one run that passes through a place: `TreeNode.run`, taken `TreeNode.depth` decisions far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from game.play.clock import Hour, hour_of
from game.play.measures import history_run, told_decisions
from game.play.run import Decision, Run, off_history
from game.play.setup import Setup
from game.play.state import EndlessStory
from game.story.former import choice_today
from game.story.markup import PLACEHOLDER, strip_markup
from game.story.model import Story
from game.story.scenes import Choice, Ending, Scene


class Playthrough(NamedTuple):
    """A run as its decisions, by ids, and the scene or ending where they led."""

    run: int
    decisions: tuple[Decision, ...]
    end: str


@dataclass(slots=True, eq=False)
class TreeNode:
    """Where some runs have been: a scene to decide or an ending, reached by one row of decisions.

    Attributes:
        here: The scene, or the ending.
        parent: The place before, None where a run begins.
        choice: The choice taken there that led here; empty where a run begins.
        depth: How many decisions lead here.
        index: Its position in `Tree.places`.
        runs: How many runs passed or rest here.
        run: The newest of them.
        history: Whether history's road leads here, the player's decisions alone being compared.
        onward: The choice by which history's road goes on from here; None off that road, at its end, and from the first
            decision on of which nobody says what history did.
        hour: When it is, as far as the story alone can tell; `Tree.tell_hours` knows better.
        children: The places after it, by choice and id: a rival may make one choice lead to several.
    """

    here: Scene | Ending
    parent: TreeNode | None
    choice: str
    depth: int
    index: int
    hour: Hour
    runs: int = 0
    run: int = 0
    history: bool = False
    onward: str | None = None
    children: dict[tuple[str, str], TreeNode] = field(default_factory=dict)

    @property
    def scene(self) -> Scene | None:
        """The scene, None at an ending."""
        return self.here if isinstance(self.here, Scene) else None

    @property
    def left_history(self) -> bool:
        """Whether some decision on the way here was not history's; where nobody knows history's, it left nothing."""
        node = self
        while node.parent is not None:
            scene = node.parent.scene
            if scene is not None and off_history(scene, node.choice):
                return True
            node = node.parent
        return False

    @property
    def supposed(self) -> bool:
        """Whether history's road leads here by a decision that the story only supposes."""
        before = None if self.parent is None else self.parent.scene
        return self.history and before is not None and before.supposed is not None

    @property
    def first(self) -> TreeNode | None:
        """The child that goes on in the same direction: history's, else the one first taken."""
        return next((child for child in self.children.values() if child.history), None) or next(
            iter(self.children.values()), None
        )


class UntakenChoice(NamedTuple):
    """A choice that was offered at a node and that no run has taken there: where it leads is not known."""

    node: TreeNode
    choice: Choice
    history: bool
    """Whether history's road goes this way; told only where some run has decided, as everywhere."""

    @property
    def real(self) -> bool:
        """Whether it is what history did, and not what the story supposes."""
        return self.history and not self.choice.supposed


class Tree:
    """The tree of one seat's runs.

    Attributes:
        story: The story whose names the places bear.
        places: All places, each after its parent.
        roots: Those where runs begin.
        runs: How many runs it holds.
        lost: How many decisions it does not show, because the story no longer has the scenes.
    """

    def __init__(self, story: Story, roads: Iterable[Playthrough]) -> None:
        """Grow the tree.

        Args:
            story: The story as it is today.
            roads: The runs, oldest first: the order decides which road is drawn straight.
        """
        self.story = story
        self.places: list[TreeNode] = []
        self.runs = self.lost = 0
        self._roots: dict[tuple[str, str], TreeNode] = {}
        self._taken: dict[str, set[str]] = {}
        self._known: dict[str, tuple[tuple[Choice, ...], bool]] = {}
        for road in roads:
            self._tread(road)

    @property
    def roots(self) -> tuple[TreeNode, ...]:
        """The places where runs begin."""
        return tuple(self._roots.values())

    def mark(self, road: Sequence[Decision]) -> None:
        """Mark history's road as far as the tree goes along it."""
        places, choice = self._roots, ""
        for decision in road:
            place = places.get((choice, decision.scene))
            if place is None:
                return
            followed = None if place.scene is None else place.scene.followed
            place.history = True
            place.onward = decision.choice if followed is not None and followed.id == decision.choice else None
            places, choice = place.children, decision.choice
        for (by, _), place in places.items():
            place.history = place.history or (by == choice and isinstance(place.here, Ending))

    def untaken(self, place: TreeNode) -> tuple[UntakenChoice, ...]:
        """The choices seen at a place and not taken from there, in the story's order, history's first.

        A choice that is hidden until its condition holds counts as seen once some run has taken it.
        """
        scene = place.scene
        if scene is None:
            return ()
        known, _ = self._seen(scene)
        taken = {choice for choice, _ in place.children}
        onward = place.onward if scene.id in self._taken else None
        left = [
            UntakenChoice(place, choice, choice.id == onward)
            for choice in known
            if choice.id not in taken and (choice.used is None or not _used(place, choice.id))
        ]
        if onward is not None:
            left.sort(key=lambda one: not one.history)
        return tuple(left)

    def count_untaken(self, place: TreeNode) -> int:
        """How many choices `untaken` tells of, without telling them: a map asks this of every place."""
        scene = place.scene
        if scene is None:
            return 0
        known, countable = self._seen(scene)
        if not countable:
            return len(self.untaken(place))
        taken = {choice for choice, _ in place.children} if len(place.children) > 1 else place.children
        return len(known) - len(taken)

    def tell_hours(self, run_of: Callable[[int], Run | None]) -> None:
        """Give each place the hour at which its newest run came there: where things take time, only a replay knows it.

        Args:
            run_of: Gives a run by its number, None where it can no longer be played.
        """
        runs = {number: run_of(number) for number in {place.run for place in self.places}}
        for place in self.places:
            run = runs[place.run]
            state = None if run is None or place.depth >= len(run.states) else run.states[place.depth]
            if state is not None and state.here is place.here:
                place.hour = hour_of(self.story, place.here, state.values)

    def find(self, run: Run) -> TreeNode | None:
        """The place where a run stands, as far as the tree knows its road."""
        ids = [*(decision.scene for decision in run.decisions), run.state.here.id]
        by = ["", *(decision.choice for decision in run.decisions)]
        place, places = None, self._roots
        for key in zip(by, ids, strict=True):
            if key not in places:
                break
            place = places[key]
            places = place.children
        return place

    def _tread(self, road: Playthrough) -> None:
        was, scenes, endings = self.story.was, self.story.scenes, self.story.endings
        parent, choice, places = None, "", self._roots
        self.runs += 1
        for depth, (id, onward) in enumerate((*road.decisions, Decision(road.end, ""))):
            now, onward = choice_today(was, id, onward)
            place = places.get((choice, now))
            if place is None:
                at = scenes.get(now) or endings.get(now)
                if at is None:
                    self.lost += len(road.decisions) - depth
                    return
                place = TreeNode(at, parent, choice, depth, len(self.places), Hour(at.at, at.minute))
                places[choice, now] = place
                self.places.append(place)
            place.runs += 1
            place.run = road.run
            if onward:
                self._taken.setdefault(now, set()).add(onward)
            parent, choice, places = place, onward, place.children

    def _seen(self, scene: Scene) -> tuple[tuple[Choice, ...], bool]:
        """The choices of a scene that are no secret, and whether all that was taken is among them and stays open."""
        seen = self._known.get(scene.id)
        if seen is None:
            taken = self._taken.get(scene.id, set())
            known = tuple(
                choice
                for choice in scene.choices
                if choice.condition is None or choice.locked is not None or choice.id in taken
            )
            countable = taken <= {choice.id for choice in known} and all(choice.used is None for choice in known)
            seen = self._known[scene.id] = known, countable
        return seen


def grow_tree(setup: Setup, roads: Iterable[Playthrough]) -> Tree:
    """The tree of the runs of some seats, history's road marked from every opening.

    Args:
        setup: The story and the seats; the rest of it does not matter.
        roads: The runs of these seats, oldest first.
    """
    tree = Tree(setup.story, roads)
    for opening in setup.story.openings:
        try:
            tree.mark(told_decisions(history_run(Setup(setup.story, setup.seats, opening=opening))))
        except EndlessStory:
            continue  # a story that never asks has no road to mark
    return tree


def choice_words(choice: Choice) -> str:
    """What a choice says wherever it is met: its numbers, which differ from run to run, are left open."""
    return strip_markup(PLACEHOLDER.sub("…", choice.say.source))


def _used(place: TreeNode, choice: str) -> bool:
    """Whether a choice was taken at the same scene on the road to a place."""
    scene, step = place.here, place
    while step.parent is not None:
        if step.choice == choice and step.parent.here is scene:
            return True
        step = step.parent
    return False
