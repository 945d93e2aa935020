"""What a story's author lays down for all runs at once: the `laws` of walkthroughs.yaml, read against the story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from game.i18n.catalogue import message, tr_lazy
from game.story.compiled import Ast
from game.story.expression import ExpressionError
from game.story.former import OPENING, SEAT, today
from game.story.model import Story
from game.story.problems import Report
from game.story.story_conditions import StoryConditions
from game.story.yaml_tree import Node

NO_SEAT = message("`{name}` is not a seat of story.yaml")
NO_OPENING = message("there is no opening `{name}`")
NO_ENDING = message("there is no ending `{name}`")
NO_SCENE = message("there is no scene `{name}`")
NO_PLACE = message("there is no scene or ending `{name}`")

ALWAYS, NEVER, AT_ENDINGS, CAN_REACH = "always", "never", "at-endings", "always-can-reach"
KINDS = (ALWAYS, NEVER, AT_ENDINGS, CAN_REACH)
"""The keys of which every law has one."""


@dataclass(frozen=True, slots=True)
class Law:
    """Something that must hold in every run.

    Attributes:
        name: What its author calls it.
        says: The law itself, as it is written.
        must: By scene or ending, the condition that must hold there; empty where the law is about what can be reached.
        start: The scene from which an ending must stay within reach; empty in any other law.
        goal: That ending.
        seat: The seat that is held, where the law is about those runs alone; None for all.
        rival: The rival, likewise.
        opening: The opening, likewise.
    """

    name: str
    says: str
    must: Mapping[str, Ast] = field(default_factory=dict)
    start: str = ""
    goal: str = ""
    seat: str | None = None
    rival: str | None = None
    opening: str | None = None


def read_laws(root: Node, story: Story, report: Report) -> list[Law]:
    """The laws of a file, read by its schema already; what names something that the story does not have is reported.

    Where the report holds errors afterwards, nothing of this is to be used.
    """
    reader = _LawReader(story, report)
    laws = (reader.law(name, node) for name, node in root.get_map("laws").items())
    return [law for law in laws if law is not None]


class _LawReader:
    """Reads laws of one story."""

    def __init__(self, story: Story, report: Report) -> None:
        self._story = story
        self._report = report
        self._conditions = StoryConditions(story, report.guess, remembering=True)
        self._places = [*story.scenes, *story.endings]

    def law(self, name: str, node: Node) -> Law | None:
        """A law; None, reported, where it cannot be read."""
        kind = next((kind for kind in KINDS if node.get(kind) is not None), None)
        if kind is None:
            return None
        seat = self._known(node.get("seat"), (*self._story.seats, "both"), NO_SEAT, "unknown-seat", SEAT)
        opening = self._known(node.get("opening"), self._story.openings, NO_OPENING, kind=OPENING)
        rival = node.get_text("rival")
        self._fits(node, kind, "from", (CAN_REACH,))
        self._fits(node, kind, "at", (ALWAYS, NEVER))
        asked = node.get(kind)
        assert asked is not None
        if kind == CAN_REACH:
            if not node.has("from"):
                missing = tr_lazy("`from` is missing: the scene from which it must stay within reach")
                self._report.error(node.position, "missing-key", missing, tr_lazy("add `{name}: …`", name="from"))
            start = self._known(node.get("from"), self._story.scenes, NO_SCENE) or ""
            goal = self._known(asked, self._story.endings, NO_ENDING) or ""
            return Law(name, f"from {start}, {CAN_REACH} {goal}", {}, start, goal, seat, rival, opening)
        source = asked.text or str(asked.value).lower()
        must = self._must(kind, asked, source, self._places_of(kind, node))
        where = f", at {', '.join(must)}" if node.get("at") is not None else ""
        return Law(name, f"{kind} {source}{where}", must, seat=seat, rival=rival, opening=opening)

    def _fits(self, node: Node, kind: str, key: str, kinds: Collection[str]) -> None:
        """Report a key that means nothing beside this kind of law."""
        if node.has(key) and kind not in kinds:
            means_nothing = tr_lazy("`{key}` means nothing beside `{kind}`", key=key, kind=kind)
            hint = tr_lazy("it goes with {kinds}", kinds=", ".join(f"`{other}`" for other in kinds))
            self._report.error(node.position_of(key), "unknown-key", means_nothing, hint)

    def _places_of(self, kind: str, node: Node) -> list[str]:
        if kind == AT_ENDINGS:
            return list(self._story.endings)
        at = node.get("at")
        if at is None:
            return self._places
        named = [at] if at.text else at.items
        return [place for item in named if (place := self._known(item, self._places, NO_PLACE)) is not None]

    def _must(self, kind: str, node: Node, source: str, places: list[str]) -> Mapping[str, Ast]:
        try:
            asked = self._conditions.at(source, places)
        except ExpressionError as error:
            self._report.error(node, error.code, error.message, error.hint)
            return {}
        if kind != NEVER:
            return asked
        opposite = {id(ast): ["not", ast] for ast in asked.values()}
        return {place: opposite[id(ast)] for place, ast in asked.items()}

    def _known(
        self, node: Node | None, known: Collection[str], template: str, code: str = "unknown-step", kind: str = ""
    ) -> str | None:
        """What a name means today; reported where it means nothing."""
        if node is None or not node.text:
            return None
        name = today(self._story.was, node.text, kind) if kind else today(self._story.was, node.text)
        if name not in known:
            message = tr_lazy(template, name=node.text[:80])
            self._report.error(node, code, message, self._report.guess(node.text, known))
            return None
        return name
