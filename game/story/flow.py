"""The roads of a whole story: what nothing leads to, and what goes round for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.problems import Position, Report

MOST_DRAWN = 500_000
"""How often a storylet of an episode is looked at, at most, in a run that passes each of its scenes once."""

Graph = Mapping[str, Sequence[str]]


def roads_of(document: c.CompiledStory) -> Graph:
    """Where each scene may lead by roads of its own: see `successors`."""
    return {scene["id"]: successors(scene) for episode in document["episodes"] for scene in episode["scenes"]}


def check_flow(document: c.CompiledStory, roads: Graph, report: Report) -> None:
    """Report passages that never come to a decision, and what no road reaches once every road leads somewhere."""
    _check_circles(document, roads, report)
    drawn = {f"{episode['id']}.yaml": roads_of_deck(episode) for episode in document["episodes"]}  # no scene’s name
    drawing = {
        scene["id"]: f"{episode['id']}.yaml"
        for episode in document["episodes"]
        for scene in episode["scenes"]
        if scene["draw"]
    }
    for episode in document["episodes"]:
        draws = sum(scene["draw"] for scene in episode["scenes"])
        count = len(episode["deck"]) + len(drawn[f"{episode['id']}.yaml"])
        if draws * count > MOST_DRAWN:
            message = tr_lazy(
                "{draws} storylets are drawn from a deck that holds, and leads to, {count}: "
                "multiplied, the two make {most} at most",
                draws=draws,
                count=count,
                most=MOST_DRAWN,
            )
            hint = tr_lazy("draw fewer, or make two episodes of it")
            report.error(Position(f"{episode['id']}.yaml"), "file-too-large", message, hint)
    if all(ahead and "" not in ahead for ahead in roads.values()):
        _check_reach(document, {**roads, **drawn, **{id: [*roads[id], deck] for id, deck in drawing.items()}}, report)


def scenes_of(episode: c.CompiledEpisode) -> list[c.CompiledScene]:
    """The scenes of an episode, those of its deck that ask for a decision last."""
    return [*episode["scenes"], *(storylet["scene"] for storylet in episode["deck"] if "scene" in storylet)]


def roads_of_deck(episode: c.CompiledEpisode) -> list[str]:
    """Where the storylets of an episode lead by roads of their own, once each."""
    return list(dict.fromkeys(to for storylet in episode["deck"] for to in drawn_to(storylet)))


def drawn_to(storylet: c.CompiledStorylet) -> list[str]:
    """Where a storylet leads by roads of its own."""
    asked = successors(storylet["scene"]) if "scene" in storylet else []
    return [*asked, *(exit["to"] for exit in storylet.get("exits", ()))]


def _check_reach(document: c.CompiledStory, graph: Graph, report: Report) -> None:
    starts = {episode["id"]: episode["start"] for episode in document["episodes"]}
    reached = _reached(graph, (starts.get(opening["episode"], "") for opening in document["openings"]))
    if reached.isdisjoint(ending["id"] for ending in document["endings"]):
        return  # one goes round for ever: that is told, and what lies beyond the circle follows from it
    for name in (scene["id"] for episode in document["episodes"] for scene in episode["scenes"]):
        if name not in reached:
            message = tr_lazy("no road leads to `{name}`", name=name)
            report.error(place_of(document, name), "unreachable-scene", message)
    for ending in document["endings"]:
        if ending["id"] not in reached:
            message = tr_lazy("no road leads to the ending `{ending}`", ending=ending["id"])
            report.warn(place_of(document, ending["id"]), "unreachable-ending", message)


def _check_circles(document: c.CompiledStory, roads: Graph, report: Report) -> None:
    scenes = [scene for episode in document["episodes"] for scene in episode["scenes"]]
    passages = {scene["id"]: roads[scene["id"]] for scene in scenes if not scene["choices"]}
    for circle in cycles(passages):
        path = " → ".join(f"`{name}`" for name in (*circle[:5], circle[0]))
        message = tr_lazy("these scenes follow each other for ever, without a choice: {path}", path=path)
        report.error(place_of(document, circle[0]), "endless-passages", message)


def exits_of(choice: c.CompiledChoice, scene: c.CompiledScene) -> list[c.CompiledExit]:
    """Where a choice may lead: its own exits, or its scene's where it has none; either way where chance decides."""
    own = choice["exits"] or scene["exits"]
    if "chance" not in choice:
        return own
    chance = choice["chance"]
    return [exit for outcome in (chance["wins"], chance["fails"]) for exit in outcome["exits"] or own]


def effects_of(choice: c.CompiledChoice) -> list[c.CompiledEffects]:
    """What a choice may change, either way where chance decides."""
    outcomes = [choice["chance"]["wins"], choice["chance"]["fails"]] if "chance" in choice else []
    return [choice["effects"], *(outcome["effects"] for outcome in outcomes)]


def successors(scene: c.CompiledScene) -> list[str]:
    """Where a scene may lead, conditions aside, in the file's order, once each."""
    targets = [exit["to"] for choice in scene["choices"] for exit in exits_of(choice, scene)]
    targets += [exit["to"] for exit in scene["exits"]]
    return list(dict.fromkeys(targets))


def place_of(document: c.CompiledStory, name: str) -> Position:
    """Where something that has a name is written."""
    return Position(*document["places"][name])


def _reached(graph: Graph, starts: Iterable[str]) -> set[str]:
    ahead = list(starts)
    seen = set(ahead)
    while ahead:
        for name in graph.get(ahead.pop(), ()):
            if name not in seen:
                seen.add(name)
                ahead.append(name)
    return seen


def cycles(graph: Graph) -> list[list[str]]:
    """One circle for each part of the graph that has any, found without recursion: chains can be long."""
    circles: list[list[str]] = []
    done: set[str] = set()
    for root in graph:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack = [(root, iter(graph[root]))] if root not in done else []
        if stack:
            on_path[root] = 0
            path.append(root)
        while stack:
            name, ahead = stack[-1]
            following = next((other for other in ahead if other in graph and other not in done), None)
            if following is None:
                stack.pop()
                path.pop()
                del on_path[name]
                done.add(name)
            elif following in on_path:
                circles.append(path[on_path[following] :])
                done.add(following)
            else:
                on_path[following] = len(path)
                path.append(following)
                stack.append((following, iter(graph[following])))
    return circles
