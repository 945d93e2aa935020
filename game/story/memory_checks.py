"""What a whole story remembers: choices that nothing later tells, questions that no road answers, unsaid pasts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import or_

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.compile import Compilation
from game.story.flow import Graph, drawn_roads, effects_of, exits_of, place_of
from game.story.memory import Asking, Question, name_of, questions
from game.story.model import Story
from game.story.past import UnknownPast, behind
from game.story.problems import Report
from game.story.uses import Uses
from game.story.yaml_tree import Node

Earlier = dict[str, frozenset[Question]]
"""For each scene, storylet or ending that is reached, what may have happened before it."""


def check_memory(
    files: Mapping[str, Node], compilation: Compilation, linked: Callable[[], Story], report: Report
) -> None:
    """Warn of choices that nothing later tells, of questions that no road answers, of openings without a past.

    Args:
        files: The trees of the story's files, by name.
        compilation: What they compile to, without errors.
        linked: The story that this is, linked when it is asked for.
        report: Where the warnings go.
    """
    if report.full:
        return
    document, roads, uses = compilation
    asking, ahead = uses.asking, _Ahead(document, roads, uses)
    for episode in document["episodes"]:
        for scene in episode["scenes"]:
            _check_choices(scene, document, ahead, report)
    pasts = _check_openings(files["story.yaml"], document, linked, report)
    if asking:
        happened = _Happened(document)
        starts = {episode["id"]: episode["start"] for episode in document["episodes"]}
        reached = {o["id"]: happened.before(starts[o["episode"]]) for o in document["openings"]}
        _check_answers(asking, reached, pasts, report)
        _check_pasts(files["story.yaml"], document, asking, reached, report)


def _check_choices(scene: c.CompiledScene, document: c.CompiledStory, ahead: _Ahead, report: Report) -> None:
    goals = [_goals(scene, choice) for choice in scene["choices"]]
    leading: dict[str, int] = {}
    for goal in chain.from_iterable(goals):
        leading[goal] = leading.get(goal, 0) + 1
    own_roads = {goal for goal, count in leading.items() if count == 1}
    for choice, ahead_of_it in zip(scene["choices"], goals, strict=True):
        if choice["voice"] or not own_roads.isdisjoint(ahead_of_it) or ahead.tells(scene, choice, ahead_of_it):
            continue
        place = place_of(document, f"{scene['id']}/{choice['id']}")
        if report.full or report.tells_of(place):
            continue  # a choice that changes nothing is forgotten, too
        message = tr_lazy(
            "nothing later can tell that `{choice}` was chosen: it has no road of its own, sets "
            "no flag that is read, and no text asks for it",
            choice=choice["id"],
        )
        hint = tr_lazy(
            "let a later text ask `took({scene}/{choice})`, or mark it `voice: true`",
            scene=scene["id"],
            choice=choice["id"],
        )
        report.warn(place, "forgotten-choice", message, hint)


def _goals(scene: c.CompiledScene, choice: c.CompiledChoice) -> set[str]:
    return {exit["to"] for exit in exits_of(choice, scene)}


class _Ahead:
    """What is read from each scene on that could tell of a choice: flags, labels and questions, as bits."""

    def __init__(self, document: c.CompiledStory, roads: Graph, uses: Uses) -> None:
        telling = [v["name"] for v in document["variables"] if v["kind"] in ("flag", "label")]
        self._bits = {name: 1 << i for i, name in enumerate(telling)}
        self._read: dict[str, int] = {ending["id"]: 0 for ending in document["endings"]}
        before: dict[str, list[str]] = {}
        for episode in document["episodes"]:
            cards = [tree for storylet in episode["deck"] for tree in uses.trees.get(storylet["id"], ())]
            for scene in episode["scenes"]:
                self._read[scene["id"]] = self._spent(scene) | (self._names(cards) if scene["draw"] else 0)
                for to in (*roads[scene["id"]], *drawn_roads(scene, episode)):
                    before.setdefault(to, []).append(scene["id"])
        for place in self._read.keys() & uses.trees.keys():
            self._read[place] |= self._names(uses.trees[place])
        waiting = list(self._read)
        while waiting:  # what is read at a place is read ahead of those that lead there, too
            name = waiting.pop()
            for source in before.get(name, ()):
                if self._read[name] & ~self._read[source]:
                    self._read[source] |= self._read[name]
                    waiting.append(source)

    def tells(self, scene: c.CompiledScene, choice: c.CompiledChoice, goals: set[str]) -> bool:
        """Whether something after a choice reads that it was taken."""
        read = reduce(or_, map(self._read.__getitem__, goals))
        if not read:
            return False
        marks = self._bits.get(f"took({scene['id']}/{choice['id']})", 0)
        if choice["once"]:
            marks |= self._bits[f"once {scene['id']}/{choice['id']}"]
        for effects in effects_of(choice):
            for name in (*effects["set"], *effects.get("computed", ())):
                marks |= self._bits.get(name, 0)
        return bool(read & marks)

    def _names(self, trees: Iterable[c.Ast]) -> int:
        """What some trees read."""
        bits, waiting = 0, [*trees]
        while waiting:
            tree = waiting.pop()
            if not tree:
                continue
            if tree[0] == "var":
                bits |= self._bits.get(tree[1], 0)
            elif tree[0] == "took":
                bits |= self._bit(f"took({tree[1]})")
            else:
                waiting += [part for part in tree if type(part) is list]
        return bits

    def _spent(self, scene: c.CompiledScene) -> int:
        """A choice that can be taken once is missed by whoever comes back."""
        bits = [self._bit(f"once {scene['id']}/{choice['id']}") for choice in scene["choices"] if choice["once"]]
        return sum(bits)

    def _bit(self, name: str) -> int:
        return self._bits.setdefault(name, 1 << len(self._bits))


class _Happened:
    """What may have happened on coming to each scene, ending or storylet, as far as roads can tell."""

    def __init__(self, document: c.CompiledStory) -> None:
        self._scenes = {scene["id"]: scene for episode in document["episodes"] for scene in episode["scenes"]}
        self._asked = set(map(tuple, document["memory"]))
        self._drawn: dict[str, frozenset[Question]] = {}
        self._roads: dict[str, list[tuple[str, frozenset[Question]]]] = {}
        self._decks: dict[str, list[str]] = {}
        self._aside: dict[str, list[str]] = {}
        for episode in document["episodes"]:
            answers = {(op, s["id"]) for s in episode["deck"] for op in ("seen", "times")} & self._asked
            asking = [storylet["scene"] for storylet in episode["deck"] if "scene" in storylet]
            answers |= {("took", f"{s['id']}/{choice['id']}") for s in asking for choice in s["choices"]} & self._asked
            self._aside |= {scene["id"]: drawn_roads(scene, episode) for scene in episode["scenes"]}
            drawing = [scene["id"] for scene in episode["scenes"] if scene["draw"]]
            self._drawn |= dict.fromkeys(drawing, frozenset(answers))
            self._decks |= {storylet["id"]: drawing for storylet in episode["deck"]}

    def before(self, start: str) -> Earlier:
        """For each place that is reached from a scene, what may have happened since."""
        earlier: Earlier = {start: frozenset()}
        waiting = deque([start])  # the nearest first: what comes late to a place is passed on from there once more
        while waiting:
            name = waiting.popleft()
            for to, answers in self._roads_from(name):
                known = earlier.get(to)
                after = earlier[name] | answers
                if known is None or not after <= known:
                    earlier[to] = after | (known or frozenset())
                    waiting.append(to)
        for storylet, drawing in self._decks.items():
            reached = [earlier[name] | self._drawn[name] | self._left(name) for name in drawing if name in earlier]
            if reached:
                earlier[storylet] = frozenset().union(*reached)
        return earlier

    def _roads_from(self, name: str) -> list[tuple[str, frozenset[Question]]]:
        if name not in self._roads:
            self._roads[name] = list(self._ways(name))
        return self._roads[name]

    def _ways(self, name: str) -> Iterator[tuple[str, frozenset[Question]]]:
        """Where a scene leads, and what has then happened in it."""
        scene = self._scenes.get(name)
        if scene is None:
            return
        left = self._left(name) | self._drawn.get(name, frozenset())
        for choice in scene["choices"]:
            took = {("took", f"{name}/{choice['id']}")} & self._asked
            for to in _goals(scene, choice):
                yield to, left | took
        for to in (*(exit["to"] for exit in scene["exits"]), *self._aside[name]):
            yield to, left

    def _left(self, name: str) -> frozenset[Question]:
        return frozenset({("seen", name), ("times", name)} & self._asked)


def _check_openings(
    story: Node, document: c.CompiledStory, linked: Callable[[], Story], report: Report
) -> dict[str, frozenset[Question]]:
    """Warn of openings that presume a history that nobody knows; what each presumes, otherwise."""
    pasts: dict[str, frozenset[Question]] = {}
    for opening in document["openings"]:
        id = opening["id"]
        try:
            pasts[id] = frozenset(behind(linked(), id) if opening.get("presumes") == "history" else ())
        except UnknownPast as lost:
            pasts[id] = frozenset()
            message = tr_lazy(
                "history’s road does not come to `{id}`: it is lost at `{scene}`", id=id, scene=lost.scene
            )
            hint = tr_lazy("mark what was done with `history: true`, or write `presumes: nothing`")
            report.warn(_presuming(story, id), "unknown-past", message, hint)
    return pasts


def _presuming(story: Node, opening: str) -> Node:
    node = story.get_map("openings").get(opening, story)
    return node.get("presumes") or node.position


def _check_answers(
    asking: Sequence[Asking],
    reached: Mapping[str, Earlier],
    pasts: Mapping[str, frozenset[Question]],
    report: Report,
) -> None:
    """Warn of questions whose answer is always no: nothing of the kind lies on any road to the text."""
    ways = [(earlier, pasts[opening]) for opening, earlier in reached.items()]
    for text in asking:
        if text.scenes == ("people",):
            continue  # a card can be opened beside any page
        for question in dict.fromkeys(questions(text.ast)):
            if question[0] == "holds":
                continue
            if not any(
                scene in earlier and question in earlier[scene] | behind
                for earlier, behind in ways
                for scene in text.scenes
            ):
                _tell_never(text, question, report)


def _tell_never(text: Asking, question: Question, report: Report) -> None:
    key = text.node.name.value if text.node.name is not None else ""
    if key == "first" and question[0] == "seen":
        return  # it is always read, and what stands under `again` is told
    if key == "again" and question[0] == "seen":
        message = tr_lazy("no road comes back to `{scene}`: `again` is never read", scene=question[1])
        report.warn(text.node.position, "never-again", message, tr_lazy("lead a road back, or leave `again` out"))
        return
    if report.tells_of(text.node):
        return  # whatever its question says, the condition never holds
    message = tr_lazy(
        "`{question}` never holds here: no road leads from there to this text", question=name_of(question)
    )
    report.warn(text.node, "never-true", message)


def _check_pasts(
    story: Node,
    document: c.CompiledStory,
    asking: Sequence[Asking],
    reached: Mapping[str, Earlier],
    report: Report,
) -> None:
    """Warn of openings that begin after what their texts ask about, and do not say what lies behind them."""
    anywhere = frozenset().union(*(since for earlier in reached.values() for since in earlier.values()))
    for opening in document["openings"]:
        if "presumes" in opening:
            continue
        earlier = reached[opening["id"]]
        known = frozenset().union(*earlier.values())
        for text in asking:
            lost = [q for q in questions(text.ast) if q in anywhere and q not in known]
            if lost and any(scene in earlier for scene in text.scenes):
                message = tr_lazy(
                    "`{opening}` begins after what its texts ask about, `{question}` for one: there it is never so",
                    opening=opening["id"],
                    question=name_of(lost[0]),
                )
                hint = tr_lazy("write `presumes: history`, or `presumes: nothing` where that is meant")
                node = story.get_map("openings").get(opening["id"])
                report.warn(node.position if node is not None else story, "unsaid-past", message, hint)
                break
