"""A story's own tests, as its author writes them: walkthroughs.yaml, read against the story that it tests."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from game.i18n.catalogue import NOTHING, LazyMessage, message, tr_lazy
from game.story.decision_words import scene_and_choice, words_of
from game.story.expression import ExpressionError
from game.story.former import OPENING, SEAT, choice_today, today
from game.story.laws import NO_ENDING, NO_OPENING, NO_PLACE, NO_SCENE, NO_SEAT
from game.story.model import Story
from game.story.problems import Report
from game.story.scenes import Scene
from game.story.story_conditions import Holds, StoryConditions
from game.story.words_meant import means_everyone
from game.story.yaml_tree import Node

_JOINED = re.compile(r"([a-z0-9-]+?) *(?:->|→|=>|[/.>|]) *([a-z0-9-]+)")
"""A scene and a choice, joined as other tools do."""


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """A named list of decisions (scene, empty for wherever the run is, and choice), and what must come of them.

    `holds` gives, by scene or ending, an expression and how to evaluate it.
    """

    name: str
    seat: str
    rival: str
    seed: int
    opening: str
    decisions: tuple[tuple[str, str], ...]
    ending: str | None
    through: tuple[str, ...]
    holds: Mapping[str, tuple[str, Holds]]


def read_walkthroughs(root: Node, story: Story, report: Report) -> list[Walkthrough]:
    """The walkthroughs of a file; what names something that the story does not have is reported.

    Where the report holds errors afterwards, nothing of this is to be used.
    """
    if not (root.has("walkthroughs") or root.has("laws")):
        message = tr_lazy("neither `walkthroughs` nor `laws` stands here")
        report.error(root.position, "missing-key", message, tr_lazy("add `{name}: …`", name="walkthroughs"))
    reader = _WalkthroughReader(story, report)
    return [reader.walkthrough(name, node) for name, node in root.get_map("walkthroughs").items()]


class _WalkthroughReader:
    """Reads walkthroughs of one story."""

    def __init__(self, story: Story, report: Report) -> None:
        self._story = story
        self._report = report
        self._conditions = StoryConditions(story, report.guess, remembering=True)
        self._places = dict.fromkeys((*story.scenes, *story.endings))
        self._asked: dict[str, Scene] = dict(story.scenes)
        for episode in story.episodes.values():
            self._asked.update((s.id, s.scene) for s in episode.deck if s.scene is not None)
        self._choices = {choice.id for scene in self._asked.values() for choice in scene.choices}
        self._choices |= {former.partition("/")[2] for former in story.was if "/" in former}

    def walkthrough(self, name: str, node: Node) -> Walkthrough:
        was = self._story.was
        seat, opening, ending = node.get("seat"), node.get("opening"), node.get("ending")
        if seat is not None and today(was, seat.text, SEAT) not in (*self._story.seats, "both"):
            self._unknown(seat, "unknown-seat", NO_SEAT, (*self._story.seats, "both"))
        if opening is not None and today(was, opening.text, OPENING) not in self._story.openings:
            self._unknown(opening, "unknown-step", NO_OPENING, self._story.openings)
        if ending is not None and today(was, ending.text) not in self._story.endings:
            self._unknown(ending, "unknown-step", NO_ENDING, self._story.endings)
        holds = ((today(was, place), child) for place, child in node.get_map("holds").items())
        checked = {place: self._holds(place, child) for place, child in holds}
        return Walkthrough(
            name=name,
            seat=today(was, seat.text, SEAT) if seat is not None else next(iter(self._story.seats)),
            rival=node.get_text("rival") or "history",
            seed=node.get_int("seed", 0),
            opening=today(was, opening.text, OPENING) if opening is not None else "",
            decisions=self._decisions(node.get("decisions")),
            ending=today(was, ending.text) if ending is not None else None,
            through=tuple(self._place(item, item.text) for item in node.get_list("through")),
            holds={place: pair for place, pair in checked.items() if pair is not None},
        )

    def _decisions(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        if node is None:
            return ()
        written = [(node, word) for word in words_of(node.text)] or [(item, item.text) for item in node.items]
        return tuple(decision for place, word in written if (decision := self._decision(place, word)) is not None)

    def _decision(self, node: Node, word: str) -> tuple[str, str] | None:
        """A decision, as it is called today; None, reported, when it is none."""
        pair = scene_and_choice(word)
        if pair is None:
            joined = _JOINED.fullmatch(word)
            hint = tr_lazy("write `{written}`", written=f"{joined[1]}:{joined[2]}") if joined else NOTHING
            self._report.error(node, "bad-decision", tr_lazy("`{word}` is no decision", word=word[:40]), hint)
            return None
        scene, choice = choice_today(self._story.was, *pair) if pair[0] else pair
        if not scene:
            if choice not in self._choices:
                self._unknown(node, "unknown-step", message("no scene has a choice `{name}`"), self._choices, choice)
        elif scene not in self._asked:
            self._unknown(node, "unknown-step", NO_SCENE, self._asked, scene)
        elif choice not in (known_choices := [choice.id for choice in self._asked[scene].choices]):
            no_choice = tr_lazy("`{scene}` has no choice `{choice}`", scene=scene, choice=choice)
            self._report.error(node, "unknown-step", no_choice, self._report.guess(choice, known_choices))
        return scene, choice

    def _place(self, node: Node, word: str) -> str:
        place = today(self._story.was, word)
        if place not in self._places:
            self._unknown(node, "unknown-step", NO_PLACE, self._places, place)
        return place

    def _holds(self, place: str, node: Node) -> tuple[str, Holds] | None:
        """What must hold at a place; None, reported, when it is no condition."""
        self._place(node.position, place)
        source = node.text or str(node.value).lower()
        try:
            return source, self._conditions.closure(self._conditions.at(source, [place])[place])
        except ExpressionError as error:
            self._report.error(node, error.code, error.message, error.hint)
            return None

    def _unknown(self, node: Node, code: str, template: str, known: Collection[str], word: str = "") -> None:
        name = word or node.text
        message: LazyMessage = tr_lazy(template, name=name[:80])
        everyone = code == "unknown-seat" and means_everyone(name)
        hint = tr_lazy("write `{written}`", written="both") if everyone else self._report.guess(name, known)
        self._report.error(node, code, message, hint)
