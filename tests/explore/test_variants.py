"""Verdicts on what is said in one of several ways: labels, news, locked reasons, why a run ended."""

from __future__ import annotations

from typing import Any

from game.explore.combine import combine
from game.explore.report import unheard
from game.explore.survey import Survey, survey
from game.explore.verdicts import Status, Verdict
from game.play.setup import Setup
from game.story.model import Story
from tests.explore.stories import choice, effects, ending, line, number, paragraph, scene, story

OIL: list[Any] = ["var", "oil"]


def at_least(amount: int) -> list[Any]:
    return [">=", OIL, ["int", amount]]


def lamp(*ways_to_say: tuple[list[Any], str], **more: Any) -> Story:
    """Fill the lamp or light it, then go; the oil never rises above three."""
    light = choice("light", "door", **more)
    fill = choice("fill", "door", effects=effects({"oil": 1}), news=line("Filled.", *ways_to_say))
    return story(
        [number("oil", 0, 9, 2)],
        [scene("stairs", light, fill), scene("door", choice("go", "x"), choice("stay", "x"))],
        endings=[ending("x", because=[paragraph("Bright.", at_least(4)), paragraph("Dark.")])],
    )


def told(tale: Story) -> dict[str, Verdict]:
    return known(survey(Setup(tale, frozenset({"me"}))))


def known(one: Survey) -> dict[str, Verdict]:
    return {thing.id: found.verdict for thing, found in combine([one], everything=True).items()}


def test_news_that_no_run_can_hear_are_told_with_the_clause_to_blame() -> None:
    found = told(lamp((at_least(5), "Full."), (at_least(3), "More.")))
    assert found["stairs/fill.news#1"].status is Status.UNREACHABLE
    assert str(found["stairs/fill.news#1"].reason) == "needs `oil >= 5`, always 3 here"
    assert found["stairs/fill.news#2"].odds == 0.5
    assert found["stairs/fill.news#3"].status is Status.UNREACHABLE, "one of those above is always said"


def test_the_first_reason_that_holds_hides_the_others() -> None:
    found = told(lamp())
    assert found["x.because#1"].status is Status.UNREACHABLE
    assert found["x.because#2"].status is Status.REACHED


def test_a_reason_that_an_earlier_one_shuts_out_is_told_so_and_not_by_its_clauses() -> None:
    reasons = [paragraph("Oil.", at_least(1)), paragraph("Oil again.", at_least(1)), paragraph("None.")]
    stairs = scene("stairs", choice("light", "x", effects=effects({"oil": -9})), choice("go", "x"))
    found = told(story([number("oil", 0, 9, 2)], [stairs], endings=[ending("x", because=reasons)]))
    assert found["x.because#1"].status is found["x.because#3"].status is Status.REACHED
    assert str(found["x.because#2"].reason) == "an earlier reason always holds where this one could be read"


def test_a_label_is_read_only_where_its_choice_is_offered() -> None:
    dark = ["not", at_least(1)]
    tale = lamp(say=line("Light.", (dark, "Light, without oil.")), test=at_least(1), locked=line("No.", (dark, "Dry.")))
    found = told(tale)
    assert found["stairs/light.say#1"].status is Status.UNREACHABLE
    assert found["stairs/light.say#2"].odds == 1.0
    assert found["stairs/light.locked#1"].status is found["stairs/light.locked#2"].status is Status.UNREACHABLE


def test_a_variant_that_remembers_is_proved_and_is_an_echo() -> None:
    lit: list[Any] = ["took", "stairs/light"]
    door = scene("door", choice("go", "x", say=line("Go.", (lit, "Go by lamplight."))), title="Door", places=[])
    hall = scene("hall", choice("on", "door"), choice("back", "x"))
    early = scene(
        "stairs", choice("light", "x", news=line("Lit.", (["took", "hall/on"], "At last."))), choice("up", "hall")
    )
    tale = story([], [early, hall, door], endings=["x"])
    one = survey(Setup(tale, frozenset({"me"})))
    found = known(one)
    assert found["door/go.say#1"].status is Status.UNREACHABLE
    assert found["door/go.say#2"].status is Status.REACHED
    assert set(unheard([one])) == {"stairs/light", "hall/on"}
