"""What must hold inside one scene or storylet, beyond the shape of its values."""

from __future__ import annotations

from collections.abc import Iterable

from game.i18n.catalogue import tr_lazy, trn_lazy
from game.story import compiled as c
from game.story.problems import Report
from game.story.yaml_tree import Node

_PASSAGE_ONLY = dict.fromkeys(("effects", "set", "why", "draw", "news")).keys()
_CHANCE = frozenset(("chance", "wins", "fails"))
_DECISION_ONLY = ("record",)
_OUTCOMES = ("wins", "fails")
_AFTERWARDS = ("effects", "set", "why", "result", "news")


def check_decision(scene: Node, report: Report, of_record: bool) -> None:
    """A scene with choices."""
    _check_passage_only(scene, _PASSAGE_ONLY, report)
    choices = list(scene.get_map("choices").values())
    for choice in choices:
        _check_choice(choice, scene.has("next"), report)
    historical = [choice for choice in choices if choice.has("history") and _is_historical(choice)]
    for choice in historical[1:]:
        message = tr_lazy("history took one road: another choice says so too")
        report.error(choice.get("history") or choice, "two-histories", message)
    if of_record:
        if historical:
            if not scene.has("facts") and not supposed(scene):
                message = tr_lazy("a decision of a story of record names the facts behind it")
                report.error(scene.position, "decision-without-facts", message)
        elif choices and not any(choice.is_broken("history") for choice in choices):
            message = tr_lazy("a story of record says what was really done, and no choice here is marked so")
            report.error(scene.position, "decision-without-history", message)
        unheard = [choice for choice in choices if not _heard(choice)]
        if unheard:
            message = trn_lazy(
                "a choice of a story of record leaves a line on the wire: this one does not",
                "choices of a story of record leave a line on the wire: {count} do not here, this one first",
                len(unheard),
            )
            report.error(unheard[0].position, "choice-without-news", message)


def _heard(choice: Node) -> bool:
    """Whether a choice leaves a line on the wire, be it at a wrong place, however it turns out."""
    return choice.has("news") or all(outcome.has("news") for outcome in _outcomes(choice))


def supposed(scene: Node) -> bool:
    """Whether the author says that the record is silent about a decision."""
    return any(choice.get_text("history") for choice in scene.get_map("choices").values())


def _is_historical(choice: Node) -> bool:
    """Whether history took a choice, or is supposed to have taken it."""
    return choice.get_bool("history") or bool(choice.get_text("history"))


def _check_passage_only(scene: Node, keys: Iterable[str], report: Report) -> None:
    for key in keys if scene.has_any(_PASSAGE_ONLY) else ():
        if scene.has(key):
            place = scene.position_of(key)
            message = tr_lazy("`{key}` only stands on a scene without choices", key=key)
            report.error(place, "not-with-choices", message)


def _check_choice(choice: Node, onward: bool, report: Report) -> None:
    """One choice; `onward` says whether its scene leads somewhere by itself."""
    if choice.has_any(_CHANCE):
        _check_chance(choice, report)
    leads = onward or choice.has("to") or all(outcome.has("to") for outcome in _outcomes(choice))
    if not leads and not choice.holds_misread:
        message = tr_lazy("this choice leads nowhere: it has no `to`, and its scene no `next`")
        report.error(choice.position, "no-way-out", message, tr_lazy("give it a `to`, or its scene a `next`"))
    if choice.has("locked") and not choice.has("if"):
        place = choice.position_of("locked")
        report.error(place, "locked-without-if", tr_lazy("`locked` tells why `if` does not hold, and there is no `if`"))


def _outcomes(choice: Node) -> list[Node]:
    """What a choice's consequences stand under: itself, or its outcomes where chance decides."""
    both = [outcome for key in _OUTCOMES if (outcome := choice.get(key)) is not None]
    return both if choice.has("chance") and both else [choice]


def _check_chance(choice: Node, report: Report) -> None:
    """Chance decides between two outcomes, and what follows stands under them."""
    missing = [key for key in ("chance", *_OUTCOMES) if not choice.has(key)]
    if missing:
        message = tr_lazy("`chance` decides between `wins` and `fails`: `{missing}` is missing", missing=missing[0])
        report.error(choice.position, "half-a-chance", message)
    for key in _AFTERWARDS if not missing else ():
        if choice.has(key):
            place = choice.position_of(key)
            message = tr_lazy("chance decides what follows: `{key}` stands under `wins` and `fails`", key=key)
            report.error(place, "half-a-chance", message, tr_lazy("write it under the two, as it is after each"))
    if _is_historical(choice):
        place = choice.position_of("history")
        message = tr_lazy("history went one way: no chance decides what it did")
        report.error(place, "history-by-chance", message)


def check_passage(scene: Node, deck: bool, report: Report) -> None:
    """A scene without choices."""
    if not scene.has("next"):
        message = tr_lazy("a scene without choices needs a `next`")
        report.error(scene.position, "no-way-out", message)
    if scene.get_int("draw", 0) and not deck:
        place = scene.position_of("draw")
        report.error(place, "draw-without-deck", tr_lazy("there is nothing to draw: this episode has no `deck`"))
    for key in _DECISION_ONLY:
        if scene.has(key):
            place = scene.position_of(key)
            message = tr_lazy("`{key}` only stands on a scene with choices: it is shown after a decision", key=key)
            report.error(place, "not-without-choices", message)


def check_storylet(storylet: Node, effects: c.CompiledEffects, report: Report, colour: bool) -> None:
    """A storylet is a scene like others, unless the story says that its luck must not decide a run."""
    if storylet.has("choices"):
        _check_passage_only(storylet, ("effects", "set", "why"), report)
        for choice in storylet.get_map("choices").values():
            _check_choice(choice, True, report)
    elif storylet.has("title"):
        place = storylet.position_of("title")
        report.error(
            place, "not-without-choices", tr_lazy("`title` only stands on a storylet with choices: no page shows it")
        )
    if not colour:
        return
    for key in ("choices", "next"):
        if storylet.has(key):
            place = storylet.position_of(key)
            message = tr_lazy("a rule of this story: storylets are colour, they have no `{key}`", key=key)
            report.error(place, "storylet-too-strong", message)
    if (
        effects["set"]
        or "computed" in effects
        or len(effects["add"]) > 1
        or any(abs(amount) > 1 for amount in effects["add"].values())
    ):
        place = (storylet.get("effects") or storylet.get("set") or storylet).position
        message = tr_lazy("a rule of this story: a storylet moves nothing, or one number by one")
        report.error(place, "storylet-too-strong", message)
