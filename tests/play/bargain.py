"""A small story in which it matters to think ahead: two sides bargain over four days.

What is pleasant today is often dear on the last day, so that a rival that goes by weights alone does badly. Numbers,
flags, chance, a deck that moves numbers, a choice that can be taken once: a strategist meets all that there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.story.estimates import Estimates, Table
from game.story.model import Story
from game.story.saved_values import shape_of
from tests.play.drafts import Doc, built, choice, document, ending, episode, flag, gauge, scene, storylet

DAYS = 4

WORTHS = {
    "signed": {"left": 8, "right": 5},
    "bought": {"left": 3, "right": 10},
    "strike": {"left": 5, "right": 2},
    "ruin": {"left": 0, "right": 0},
}


def bargain_document() -> Doc:
    """The story, compiled."""
    ends = [ending(id) | {"worth": worth} for id, worth in WORTHS.items()]
    variables = [gauge("trust", 3), gauge("price", 3, 9, "stake"), gauge("nerve", 2, 4, "vote", "right"), flag("told")]
    return document(
        episode("talks", *_days(0), deck=_deck()),
        episode("deadline", *_days(DAYS // 2), *_last(), number=2),
        variables=variables,
        endings=ends,
    )


def bargain() -> Story:
    """The story, with no tables."""
    return built(bargain_document())


def with_tables(story: Story) -> Story:
    """The same with tables that a formula gives: a golden list must not hang on anybody's least squares."""
    tables = {seat: dict(_tables(story, sign)) for seat, sign in (("left", 1), ("right", -1))}
    return knowing(story, Estimates(shape_of(story), tables, {}))


def knowing(story: Story, estimates: Estimates | None) -> Story:
    """The same story with what a strategist knows of it."""
    return replace(story, estimates=lambda: estimates)


def _tables(story: Story, sign: int) -> Mapping[str, Table]:
    weights = {"trust": 60 * sign, "price": -40 * sign, "nerve": 25, "told": -90}
    return {
        scene.id: Table(
            1280 - 10 * number * sign,
            {
                variable.name: (variable.min, tuple(weights[variable.name] * n for n in range(variable.max + 1)))
                for variable in story.variables
                if variable.name in weights
            },
        )
        for number, scene in enumerate(story.scenes.values())
        if scene.choices
    }


def _days(first: int) -> list[Doc]:
    """Each day: the right offers, the left answers, the night is slept through."""
    made: list[Doc] = []
    for day in range(first, first + DAYS // 2):
        following = f"offer{day + 1}" if day + 1 < DAYS else "last"
        offers = [
            choice("smile", add={"trust": 1, "price": -1}, weight=4, history=day == 0),
            choice("raise", add={"price": 2}, weight=2),
            choice("wait", add={"nerve": 1}, when=[">", ["var", "trust"], ["int", 1]]),
        ]
        if day % 2:
            offers.append(_gamble(choice("bluff", add={"price": 3}, weight=2)))
        answers = [
            choice("nod", add={"trust": 1}),
            choice("insist", add={"trust": -2, "price": -1}),
            choice("tell", add={"price": -2}, put={"told": 1}, once=True),
        ]
        made.append(scene(f"offer{day}", *offers, to=f"answer{day}", seat="right", minute=day * 20 + 10))
        made.append(scene(f"answer{day}", *answers, to=f"night{day}", seat="left", minute=day * 20 + 15))
        made.append(scene(f"night{day}", to=following, draw=1, minute=day * 20 + 18))
    return made


def _last() -> list[Doc]:
    dear, trusted = [">=", ["var", "price"], ["int", 6]], [">=", ["var", "trust"], ["int", 4]]
    sign = choice("sign", "bought", when=["and", dear, ["not", ["var", "told"]]], weight=1)
    share = choice("share", "signed", when=trusted, weight=3)
    leave = choice("leave", "ruin", weight=1)
    hold = choice("hold", "strike", weight=2)
    return [scene("last", sign, share, leave, hold, seat="right", minute=100)]


def _gamble(made: Doc) -> Doc:
    """The same choice, which chance lets go wrong."""
    kept: dict[str, Any] = {key: made[key] for key in ("effects", "result", "exits")}
    fails = kept | {"effects": {"add": {"trust": -3}, "set": {}, "why": {}}}
    percent = ["+", ["int", 30], ["*", ["var", "nerve"], ["int", 10]]]
    return (
        made
        | {"chance": {"percent": percent, "wins": kept, "fails": fails}}
        | {
            "effects": {"add": {}, "set": {}, "why": {}},
            "result": [],
        }
    )


def _deck() -> list[Doc]:
    return [
        storylet("leak", {"trust": -1}, weight=2),
        storylet("call", {"nerve": 1}, weight=1, seat="left"),
        storylet("calm", {"trust": 1}, [">", ["var", "price"], ["int", 2]], weight=3),
    ]
