"""A story's own tests: named lists of decisions, what they must reach, and what must hold on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.play import decision_list
from game.play.run import Decision, NotOpen, Run
from game.play.setup import BY_RULE, Rival, Setup, rival_word, seats
from game.play.state import Decided, EndlessStory, Passed, State
from game.story.closures import Closure, Values, compile_ast
from game.story.expression import ExpressionError
from game.story.expression_types import ExpressionScope, TypedExpression, resolve
from game.story.former import OPENING, SEAT, today
from game.story.model import Story, VariableKind
from game.story.problems import Report, nearest
from game.story.yaml_tree import Node, parse_yaml

FILE = "walkthroughs.yaml"

_KEYS = ("about", "seat", "rival", "seed", "opening", "decisions", "ending", "through", "holds")
_ID = re.compile(r"[a-z][a-z0-9-]{0,99}")
_RIVALS = tuple(rival.value for rival in BY_RULE)
"""A walkthrough must not read otherwise because something far ahead was edited."""


class BadWalkthroughs(ValueError):
    """The file cannot be used; the message has a line for each problem, with its place."""


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """A named list of decisions. `holds` gives, by scene or ending, an expression and how to evaluate it."""

    name: str
    setup: Setup
    decisions: tuple[Decision, ...]
    ending: str | None
    through: tuple[str, ...]
    holds: dict[str, tuple[str, Closure]]


def walkthroughs(story: Story, folder: Path) -> list[Walkthrough]:
    """Read a story's walkthroughs; none when there is no file.

    Raises:
        BadWalkthroughs: The file is broken, or names what the story does not have.
    """
    path = folder / FILE
    if not path.is_file():
        return []
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadWalkthroughs(f"{FILE} leads out of the story's folder")
    report = Report()
    root = parse_yaml(path.read_bytes(), FILE, report)
    if root is None or report.errors:
        raise BadWalkthroughs("\n".join(map(str, report.problems)))
    reader = _WalkthroughReader(story)
    read = [reader.one(name, node) for name, node in root.get_map("walkthroughs").items()]
    if not read:
        reader.complain(root, "`walkthroughs:` is missing, or names none")
    if reader.complaints:
        raise BadWalkthroughs("\n".join(reader.complaints))
    return [walkthrough for walkthrough in read if walkthrough is not None]


class _WalkthroughReader:
    """Makes walkthroughs of nodes, and gathers what is wrong with them."""

    def __init__(self, story: Story) -> None:
        self.complaints: list[str] = []
        self._story = story
        flags = {v.name for v in story.variables if v.kind is VariableKind.FLAG}
        declared = [v for v in story.variables if not v.kind.kept]
        meanings = {v.name: TypedExpression(["var", v.name], v.name in flags, v.min, v.max) for v in declared}
        self._names = ExpressionScope(meanings, lambda word, known: _guess(word, list(known)).removeprefix(": "))
        self._index = {v.name: v.index for v in declared}
        self._places = [*story.scenes, *story.endings]

    def complain(self, node: Node, message: str) -> None:
        place = node.position
        self.complaints.append(f"{place.file}:{place.line}:{place.column}: {message}")

    def one(self, name: str, node: Node) -> Walkthrough | None:
        """One walkthrough; None when something about it is wrong."""
        before = len(self.complaints)
        if not _ID.fullmatch(name):
            self.complain(node, f"`{name}` is no name: lower-case letters, digits and hyphens make one")
        for key, child in node.entries.items():
            if key not in _KEYS:
                self.complain(child, f"`{key}` means nothing here{_guess(key, _KEYS)}")
        seat = self._among(node, "seat", [*self._story.seats, "both"], SEAT) or next(iter(self._story.seats))
        rival = self._rival(node)
        opening = self._among(node, "opening", list(self._story.openings), OPENING) or ""
        ending = self._among(node, "ending", list(self._story.endings))
        decisions = self._decisions(node)
        was = self._story.was
        through = tuple(self._known(item, today(was, item.text), self._places) for item in node.get_list("through"))
        asked = {today(was, place): child for place, child in node.get_map("holds").items()}
        holds = {place: self._holds(place, child) for place, child in asked.items()}
        if len(self.complaints) > before:
            return None
        seed = node.get_int("seed", 0)
        setup = Setup(self._story, seats(self._story, seat), Rival(rival), seed, opening)
        checked = {place: pair for place, pair in holds.items() if pair is not None}
        return Walkthrough(name, setup, decisions, ending, through, checked)

    def _among(self, node: Node, key: str, known: list[str] | tuple[str, ...], kind: str = "") -> str | None:
        child = node.get(key)
        return None if child is None else self._known(child, today(self._story.was, child.text, kind), known)

    def _rival(self, node: Node) -> str:
        child = node.get("rival")
        return Rival.HISTORY.value if child is None else self._known(child, rival_word(child.text), _RIVALS)

    def _known(self, node: Node, word: str, known: list[str] | tuple[str, ...]) -> str:
        if word not in known:
            self.complain(node, f"there is no `{word}`{_guess(word, known)}")
        return word

    def _decisions(self, node: Node) -> tuple[Decision, ...]:
        child = node.get("decisions")
        if child is None:
            self.complain(node, "`decisions` is missing")
            return ()
        words = child.text or ",".join(item.text for item in child.items)
        try:
            return decision_list.parse_decisions(words)
        except decision_list.InvalidDecision as error:
            self.complain(child, str(error))
            return ()

    def _holds(self, place: str, node: Node) -> tuple[str, Closure] | None:
        self._known(node, place, self._places)
        spot = self._story.scenes.get(place) or self._story.endings.get(place)
        source = node.text or str(node.value).lower()
        try:
            meaning = self._names.meaning(source)
        except ExpressionError as error:
            self.complain(node, f"{error.message}{': ' + error.hint if error.hint else ''}")
            return None
        if meaning.timed and (spot is None or spot.minute is None):
            self.complain(node, f"`hour` means nothing at `{place}`: it has no `at`")
            return None
        minute = spot.minute if spot is not None else None
        tree = resolve(meaning.ast, None if minute is None else minute // 60)
        return source, compile_ast(tree, self._index)


def _guess(word: str, known: list[str] | tuple[str, ...]) -> str:
    near = nearest(word, list(known))
    return f": did you mean `{near}`?" if near else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a walkthrough: the run as far as it went, and a sentence for each thing that failed."""

    walkthrough: Walkthrough
    run: Run | None
    failures: tuple[str, ...]


def walk(walkthrough: Walkthrough) -> Outcome:
    """Take the decisions, and look whether everything is as it must be."""
    try:
        run = Run.start(walkthrough.setup)
        for decision in walkthrough.decisions:
            run = run.decide(decision.choice, scene=decision.scene or None)
    except NotOpen as error:
        return Outcome(walkthrough, run, (f"{error}; the run stands there",))
    except EndlessStory as error:
        return Outcome(walkthrough, None, (str(error),))
    visits = list(_visits(run))
    failures = (*_ended(walkthrough, run), *_through(walkthrough, visits), *_held(walkthrough, visits))
    return Outcome(walkthrough, run, failures)


def _ended(walkthrough: Walkthrough, run: Run) -> Iterator[str]:
    if walkthrough.ending is not None and (run.ending is None or run.ending.id != walkthrough.ending):
        where = f"ended at `{run.ending.id}`" if run.ending else f"stands at `{run.state.here.id}`"
        yield f"must end at `{walkthrough.ending}`, but {where}"


def _through(walkthrough: Walkthrough, visits: list[tuple[str, Values]]) -> Iterator[str]:
    places = iter(place for place, _ in visits)
    for wanted in walkthrough.through:
        if not any(place == wanted for place in places):
            yield f"must go through `{wanted}`, in this order"
            return


def _held(walkthrough: Walkthrough, visits: list[tuple[str, Values]]) -> Iterator[str]:
    names = [v.name for v in walkthrough.setup.story.variables if not v.kind.kept]
    for place, (source, holds) in walkthrough.holds.items():
        seen = [values for at, values in visits if at == place]
        if not seen:
            yield f"`{source}` must hold at `{place}`, but the run never comes there"
        for values in seen:
            if not holds(values):
                held = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=False))
                yield f"`{source}` must hold at `{place}`; there: {held}"
                break


def _visits(run: Run) -> Iterator[tuple[str, Values]]:
    """The places of a run in order, with the values that are read there."""
    for state in run.states:
        yield from _passed(state)
    yield run.state.here.id, run.state.values


def _passed(state: State) -> Iterator[tuple[str, Values]]:
    for beat in state.trail:
        if isinstance(beat, Decided):
            yield beat.scene.id, beat.before
        elif isinstance(beat, Passed):
            yield beat.scene.id, beat.after
