"""The scene graph: who lives each scene, where it may lead, and the road that history took through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from game.play.measures import history_run, knows_history, told_beats
from game.play.setup import Setup, seats
from game.story.model import Story
from game.story.scenes import BACK, Exit, Scene, Storylet


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A scene or an ending. `odds` is how likely a run meets it, None when that was not asked."""

    id: str
    title: str
    kind: str
    episode: str
    seat: str | None
    history: bool
    odds: float | None = None


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A way from a scene to another, or to an ending, by some of its choices (none: by itself).

    `supposed` says that `history` is only what the story supposes, the record being silent.
    `when` says for each choice, or for the scene itself, what must hold, as its author wrote it, empty where nothing
    must; it is empty altogether where nothing must for any.
    """

    source: str
    target: str
    choices: tuple[str, ...]
    history: bool
    when: tuple[str, ...] = ()
    supposed: bool = False


@dataclass(slots=True)
class Graph:
    """A story's graph; `episodes` gives the title of each, in order, and `seats` the name of each."""

    title: str
    episodes: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    nodes: list[GraphNode] = field(default_factory=list)
    edges: list[GraphEdge] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """The graph as JSON-able data."""
        return asdict(self)


def scene_graph(story: Story, opening: str = "", odds: Mapping[str, float] | None = None) -> Graph:
    """Draw up a story's graph.

    Args:
        story: The story.
        opening: Where history's road begins; empty for the story's first opening.
        odds: How likely a run meets each scene and ending, by id.
    """
    visited, gone = _history(story, opening)
    made = Graph(
        story.title,
        {episode.id: episode.title for episode in story.episodes.values()},
        {seat.id: seat.name for seat in story.seats.values()},
    )
    for scene in story.scenes.values():
        kind = "decision" if scene.choices else "passage"
        title, past = scene.title or scene.id, scene.id in visited
        made.nodes.append(GraphNode(scene.id, title, kind, scene.episode, scene.seat, past, _of(odds, scene.id)))
        for target, ways in _ways(scene).items():
            when = tuple(ways.values()) if any(ways.values()) else ()
            choices = tuple(choice for choice in ways if choice)
            history = (scene.id, target) in gone
            supposed = history and scene.supposed is not None
            made.edges.append(GraphEdge(scene.id, target, choices, history, when, supposed))
    for episode in story.episodes.values():
        onwards: dict[tuple[str, str], tuple[str, ...]] = {}
        for scene in (scene for scene in episode.scenes if scene.draw):
            for to in (to for storylet in episode.deck for to in _drawn_to(storylet)):
                made.edges.append(GraphEdge(scene.id, to, (), (scene.id, to) in gone))
            for asking in (storylet.scene for storylet in episode.deck if storylet.scene is not None):
                if back := _leading_back(asking):
                    onwards |= {(asking.id, exit.to): back for exit in scene.exits}
        made.edges += [GraphEdge(*road, choices, road in gone) for road, choices in onwards.items()]
    for ending in story.endings.values():
        node = GraphNode(
            ending.id, ending.title or ending.id, "ending", "", None, ending.id in visited, _of(odds, ending.id)
        )
        made.nodes.append(node)
    return made


def _of(odds: Mapping[str, float] | None, id: str) -> float | None:
    return None if odds is None else odds.get(id, 0.0)


def _ways(scene: Scene) -> dict[str, dict[str, str]]:
    """Where a scene leads: for each place the choices that do (empty: the scene itself), with what must hold."""
    ways: dict[str, dict[str, str]] = {}
    for choice in scene.choices:
        opens = choice.condition.source if choice.condition is not None else ""
        for outcome in choice.outcomes:
            for target, when in _exits(outcome.exits).items():
                condition = ", ".join(part for part in (opens, outcome.outcome, when) if part)
                known = ways.setdefault(target, {})
                known[choice.id] = opens if choice.id in known else condition  # whichever way chance goes
    if not scene.choices:
        for target, when in _exits(scene.exits).items():
            ways[target] = {"": when}
    return ways


def _exits(exits: tuple[Exit, ...]) -> dict[str, str]:
    """What must hold for each place of a list of exits, of which the first that holds is taken."""
    by_target: dict[str, list[str]] = {}
    for exit in exits:
        if exit.to != BACK:
            by_target.setdefault(exit.to, []).append("else" if exit.condition is None else exit.condition.source)
    if len(by_target) == 1:
        return dict.fromkeys(by_target, "")
    return {target: " or ".join(dict.fromkeys(conditions)) for target, conditions in by_target.items()}


def _leading_back(asking: Scene) -> tuple[str, ...]:
    """The choices of a storylet after which the run goes on from where it was drawn."""
    outcomes = ((choice.id, outcome) for choice in asking.choices for outcome in choice.outcomes)
    return tuple(dict.fromkeys(id for id, outcome in outcomes if any(exit.to == BACK for exit in outcome.exits)))


def _drawn_to(storylet: Storylet) -> tuple[str, ...]:
    """Where a run goes when a storylet is drawn that asks, or leads elsewhere."""
    return (storylet.id,) if storylet.scene is not None else tuple(dict.fromkeys(exit.to for exit in storylet.exits))


def _history(story: Story, opening: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The scenes on history's road as far as it is told, and the steps between them."""
    if not knows_history(story):
        return set(), set()
    run = history_run(Setup(story, seats(story, "both"), opening=opening))
    beats = list(run.beats())
    with_results = list(told_beats(run))
    road = [beat.scene.id for beat in with_results]
    road.append(beats[len(with_results)].scene.id if len(with_results) < len(beats) else run.state.here.id)
    road = [place for place, before in zip(road, ["", *road], strict=False) if place != before]
    return set(road), set(pairwise(road))
