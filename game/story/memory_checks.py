"""What a whole story remembers: choices that nothing later tells, questions that no road answers, unsaid pasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import or_

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.compile import Compilation
from game.story.components import components
from game.story.flow import Graph, effects_of, exits_of, place_of, roads_of_deck
from game.story.memory import Asking, Question, name_of, questions
from game.story.model import Story
from game.story.past import UnknownPast, behind
from game.story.problems import Report, Severity
from game.story.uses import Uses
from game.story.yaml_tree import Node

Earlier = dict[str, int]
"""For each scene, storylet or ending that is reached, what may have happened before it, as bits."""


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
    if report.full(Severity.WARNING):
        return
    document, roads, uses = compilation
    asking, ahead = uses.asking, _Ahead(document, roads, uses)
    for episode in document["episodes"]:
        for scene in episode["scenes"]:
            _check_choices(scene, document, ahead, report)
    pasts = _check_openings(files["story.yaml"], document, linked, report)
    if asking:
        answers = _Answers(document, asking, pasts)
        _check_answers(asking, answers, report)
        _check_pasts(files["story.yaml"], document, asking, answers, report)


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
        if report.full(Severity.WARNING) or report.tells_of(place):
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
        self._telling = {v["name"] for v in document["variables"] if v["kind"] in ("flag", "label")}
        self._bits: dict[str, int] = {}
        self._read: dict[str, int] = {ending["id"]: 0 for ending in document["endings"]}
        ways: dict[str, list[str]] = {}
        for episode in document["episodes"]:
            cards = [tree for storylet in episode["deck"] for tree in uses.trees.get(storylet["id"], ())]
            drawn = self._names(cards) if cards else 0
            aside = roads_of_deck(episode)
            for scene in episode["scenes"]:
                self._read[scene["id"]] = self._spent(scene) | (drawn if scene["draw"] else 0)
                ways[scene["id"]] = [*roads[scene["id"]], *(aside if scene["draw"] else ())]
        for place in self._read.keys() & uses.trees.keys():
            self._read[place] |= self._names(uses.trees[place])
        for part in reversed(components(ways, lambda name: ways.get(name, ()))):  # the last places first
            later = {to for name in part for to in ways.get(name, ())}
            read = reduce(or_, map(self._read.__getitem__, later.union(part)))
            self._read |= dict.fromkeys(part, read)

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
                bits |= self._bit(tree[1]) if tree[1] in self._telling else 0
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
    """What may have happened on coming to each scene, ending or storylet, as far as roads can tell.

    A bit among thousands is a number of thousands of digits: what happens in one scene is kept as the places of its
    bits.
    """

    def __init__(self, document: c.CompiledStory) -> None:
        self._scenes = {scene["id"]: scene for episode in document["episodes"] for scene in episode["scenes"]}
        self._place: dict[Question, int] = {(kind, name): n for n, (kind, name) in enumerate(document["memory"])}
        self._drawn: dict[str, int] = {}
        self._decks: dict[str, list[str]] = {}
        self._aside: dict[str, list[str]] = {}
        for episode in document["episodes"]:
            asking = [storylet["scene"] for storylet in episode["deck"] if "scene" in storylet]
            answers = self.of([(op, s["id"]) for s in episode["deck"] for op in ("seen", "times")])
            answers |= self.of([("took", f"{s['id']}/{choice['id']}") for s in asking for choice in s["choices"]])
            drawing = [scene["id"] for scene in episode["scenes"] if scene["draw"]]
            self._aside |= dict.fromkeys(drawing, roads_of_deck(episode))
            self._drawn |= dict.fromkeys(drawing, answers)
            self._decks |= {storylet["id"]: drawing for storylet in episode["deck"]}
        self._roads = {name: dict(self._ways(scene)) for name, scene in self._scenes.items()}

    def of(self, asked: Iterable[Question]) -> int:
        """The bits of some questions; one that nothing asks has none."""
        return _as_bits(self._places(asked))

    def _places(self, asked: Iterable[Question]) -> tuple[int, ...]:
        return tuple(self._place[question] for question in asked if question in self._place)

    def before(self, start: str) -> Earlier:
        """For each place that is reached from a scene, what may have happened since."""
        earlier: Earlier = {start: 0}
        for part in components([start], lambda name: self._roads.get(name, ())):
            inside = set(part)
            known = reduce(or_, (earlier.get(name, 0) for name in part))
            for name in part:
                for to, after in self._roads.get(name, {}).items():
                    if to in inside:
                        known |= _as_bits(after) | self._drawn.get(name, 0)
            earlier |= dict.fromkeys(part, known)
            for name in part:
                for to, after in self._roads.get(name, {}).items():
                    if to not in inside:
                        earlier[to] = earlier.get(to, 0) | known | _as_bits(after) | self._drawn.get(name, 0)
        for storylet, drawing in self._decks.items():
            reached = [
                earlier[name] | self._drawn[name] | _as_bits(self._left(name)) for name in drawing if name in earlier
            ]
            if reached:
                earlier[storylet] = reduce(or_, reached)
        return earlier

    def _ways(self, scene: c.CompiledScene) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Where a scene leads, and what may then have happened in it."""
        name = scene["id"]
        took: dict[str, tuple[int, ...]] = {}
        for choice in scene["choices"]:
            for to in _goals(scene, choice):
                took[to] = took.get(to, ()) + self._places([("took", f"{name}/{choice['id']}")])
        for to in (*took, *(exit["to"] for exit in scene["exits"]), *self._aside.get(name, ())):
            yield to, self._left(name) + took.get(to, ())

    def _left(self, name: str) -> tuple[int, ...]:
        return self._places([("seen", name), ("times", name)])


def _as_bits(places: Iterable[int]) -> int:
    return reduce(or_, (1 << place for place in places), 0)


class _Answers:
    """What texts ask, and which of it may have happened: since an opening, or behind it.

    Attributes:
        anywhere: What may have happened somewhere, as bits.
        known: What may have happened since an opening, by its id.
        met: The places of the texts that are met since an opening, by its id.
    """

    def __init__(
        self, document: c.CompiledStory, asking: Sequence[Asking], pasts: Mapping[str, frozenset[Question]]
    ) -> None:
        self._happened = happened = _Happened(document)
        self._answered = [0] * len(asking)
        self.known: dict[str, int] = {}
        self.met: dict[str, frozenset[int]] = {}
        starts = {episode["id"]: episode["start"] for episode in document["episodes"]}
        together: dict[str, list[str]] = {}
        for opening in document["openings"]:
            together.setdefault(starts[opening["episode"]], []).append(opening["id"])
        for start, openings in together.items():
            earlier = happened.before(start)
            behind = reduce(or_, (happened.of(pasts[opening]) for opening in openings))
            met = set()
            for n, text in enumerate(asking):
                since = [earlier[scene] for scene in text.scenes if scene in earlier]
                if since:
                    met.add(n)
                    self._answered[n] |= reduce(or_, since, behind)
            known = reduce(or_, earlier.values(), 0)
            self.known |= dict.fromkeys(openings, known)
            self.met |= dict.fromkeys(openings, frozenset(met))
        self.anywhere = reduce(or_, self.known.values(), 0)

    def may_hold(self, text: int, question: Question) -> bool:
        """Whether the answer to what a text asks, the text given by its place, can be yes."""
        return bool(self._answered[text] & self._happened.of([question]))

    def is_lost(self, opening: str, question: Question) -> bool:
        """Whether something may have happened, and not since an opening."""
        return bool(self._happened.of([question]) & self.anywhere & ~self.known[opening])


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


def _check_answers(asking: Sequence[Asking], answers: _Answers, report: Report) -> None:
    """Warn of questions whose answer is always no: nothing of the kind lies on any road to the text."""
    met = frozenset[int]().union(*answers.met.values())
    for place, text in enumerate(asking):
        if text.scenes == ("people",):
            continue  # a card can be opened beside any page
        if place not in met:
            continue  # that no road leads there at all is told where the roads are lost
        for question in dict.fromkeys(questions(text.ast)):
            if question[0] != "holds" and not answers.may_hold(place, question):
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
    answers: _Answers,
    report: Report,
) -> None:
    """Warn of openings that begin after what their texts ask about, and do not say what lies behind them."""
    for opening in document["openings"]:
        if "presumes" in opening:
            continue
        met = answers.met[opening["id"]]
        for place, text in enumerate(asking):
            lost = [question for question in questions(text.ast) if answers.is_lost(opening["id"], question)]
            if lost and place in met:
                message = tr_lazy(
                    "`{opening}` begins after what its texts ask about, `{question}` for one: there it is never so",
                    opening=opening["id"],
                    question=name_of(lost[0]),
                )
                hint = tr_lazy("write `presumes: history`, or `presumes: nothing` where that is meant")
                node = story.get_map("openings").get(opening["id"])
                report.warn(node.position if node is not None else story, "unsaid-past", message, hint)
                break
