"""What an author is told: siblings, thresholds, bands, words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.explore.balance import thresholds
from game.explore.choice_impact import ChoicePair, choice_pairs
from game.explore.combine import combine
from game.explore.encounters import Element
from game.explore.report import table
from game.explore.search import explore
from game.explore.survey import survey
from game.explore.verdicts import Status
from game.play.setup import BY_RULE, Setup
from game.story.load import load
from game.story.unparse import unparse
from tests.explore.stories import choice, effects, flag, number, paragraph, scene, story, way
from tests.play.lighthouse import STORY, write

ME = frozenset({"me"})


def test_two_choices_after_which_nothing_differs_are_called_fake() -> None:
    tale = story(
        [number("n", 0, 9, 0)],
        [scene("a", choice("left", "x", effects=effects({"n": 1})), choice("right", "x"), choice("off", "y"))],
        endings=["x", "y"],
    )
    assert choice_pairs(explore(Setup(tale, ME))) == [ChoicePair("fake", "a", "left", "right")]


def test_a_choice_that_only_colours_the_voice_is_not_called_fake() -> None:
    tale = story([], [scene("a", choice("dry", "x", voice=True), choice("warm", "x", voice=True))], endings=["x"])
    assert choice_pairs(explore(Setup(tale, ME))) == []


def test_choices_whose_difference_a_later_text_tells_are_not_fake() -> None:
    last = scene("b", choice("on", "x"), text=[paragraph("at last", ["var", "n"])])
    tale = story(
        [flag("n")],
        [scene("a", choice("left", "b", effects=effects(put={"n": 1})), choice("right", "b")), last],
        endings=["x"],
    )
    assert choice_pairs(explore(Setup(tale, ME))) == []


def test_a_choice_that_never_does_better_than_its_sibling_is_dominated() -> None:
    gate = scene("b", to=[way("x", [">=", ["var", "n"], ["int", 2]]), "y"])
    tale = story(
        [number("n", 0, 9, 0)],
        [
            scene("a", choice("rich", "b", effects=effects({"n": 2})), choice("poor", "b", effects=effects({"n": 1}))),
            gate,
        ],
        endings=["x", "y"],
    )
    assert choice_pairs(explore(Setup(tale, ME))) == [ChoicePair("dominated", "a", "poor", "rich")]


def test_a_threshold_is_named_that_would_give_the_odds_wanted() -> None:
    rooms = [
        scene(f"r{i}", choice("up", f"r{i + 1}", effects=effects({"n": 1})), choice("stay", f"r{i + 1}"))
        for i in range(2)
    ]
    gate = scene("r2", to=[way("x", [">=", ["var", "n"], ["int", 2]]), way("z", ["==", ["var", "n"], ["int", 1]]), "y"])
    tale = story([number("n", 0, 9, 0)], [*rooms, gate], endings=["x", "y", "z"])
    found = {t.clause: t for t in thresholds(explore(Setup(tale, ME)), 0.75)}
    first = found["n >= 2"]
    assert (first.odds, first.better, first.better_odds) == (0.25, "n >= 1", 0.75)


def test_a_survey_tells_bands_at_bottlenecks_and_the_words_that_one_run_reads() -> None:
    gate = scene(
        "b",
        choice("go", "x", test=[">=", ["var", "n"], ["int", 3]]),
        choice("stop", "y"),
        bottleneck=True,
        text=[paragraph("one two three four", ["<", ["var", "n"], ["int", 3]])],
    )
    begin = scene("a", choice("up", "b", effects=effects({"n": 3})), choice("on", "b"), text=[paragraph("one two")])
    tale = story([number("n", 0, 9, 0)], [begin, gate], endings=["x", "y"])
    found = survey(Setup(tale, ME))
    assert found.bottlenecks[0].gauges == {"n": [(0, 2, 0.5), (3, 3, 0.5)]}
    # two words, half of four, then "words of x" or "words of y"
    assert (found.words, found.words_read) == (12, 2 + 2 + 3)


def test_what_one_rival_never_reaches_another_may() -> None:
    rival = scene("theirs", choice("did", "x", history=True), choice("might", "y"), seat="you")
    tale = story([], [scene("a", choice("on", "theirs")), rival], endings=["x", "y", "z"])
    surveys = [survey(Setup(tale, ME, temper)) for temper in BY_RULE]
    whole = {thing.id: found for thing, found in combine(surveys, everything=True).items() if thing.kind == "ending"}
    assert whole["y"].verdict.status is Status.REACHED
    assert whole["y"].survey.rival == "weighted"
    assert whole["z"].verdict.status is Status.UNREACHABLE
    assert {v.thing: v.status for v in surveys[0].verdicts}[Element("ending", "y")] is Status.ELSEWHERE


def test_expressions_are_spelled_as_their_author_would() -> None:
    a, b = ["var", "a"], ["var", "b"]
    assert (
        unparse(["and", ["or", a, b], ["not", ["in", ["+", a, ["int", 1]], [1, 2]]]])
        == "(a or b) and not a + 1 in (1, 2)"
    )
    assert unparse([">=", ["-", a, ["-", b, ["int", 1]]], ["int", 0]]) == "a - (b - 1) >= 0"


def test_a_flag_that_is_never_set_makes_a_dead_condition() -> None:
    tale = story([flag("f")], [scene("a", choice("on", way("x", ["var", "f"]), "y"))], endings=["x", "y"])
    found = {v.thing.id: v for v in survey(Setup(tale, ME)).verdicts}
    assert str(found["x"].reason) == "`a/on` needs `f`, which never holds here"


HUB = """\
episode: Night
number: 1
start: stairs
scenes:
  stairs:
    seat: keeper
    text: A hundred steps.
    choices:
      climb: {say: Climb., effects: {oil: -1}, to: stairs}
      leave: {say: Leave., to: door}
  door: {seat: guest, text: A door., choices: {knock: {say: Knock., to: dawn}}}
"""
TWO_SEATS = STORY.replace("seats: {", "seats: {guest: {name: The guest}, ")


@pytest.mark.parametrize(("hub", "told"), [(HUB, True), (HUB.replace("say: Leave.", "say: Leave., weight: 2"), False)])
def test_an_author_is_told_how_a_rival_gets_out_of_a_hub(tmp_path: Path, hub: str, told: bool) -> None:
    """Who follows history takes the same choice each time: whoever holds the other seat would never be asked."""
    write(tmp_path, TWO_SEATS, hub)
    tale = load(tmp_path)
    surveys = [survey(Setup(tale, frozenset({"guest"}), rival, 0)) for rival in BY_RULE]
    text = "\n".join(table(tale, surveys, combine(surveys, True), "tale"))
    assert ("give the way out `history: true`, or more `weight`" in text) is told
    assert ("guest, history, start: endless at stairs (1 state), first after: no decision at all" in text) is told
