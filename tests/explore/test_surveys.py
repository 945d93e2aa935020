"""Several setups surveyed together: each proves less where others have proved it, and all together prove the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from math import inf
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from game.explore import survey as survey_module
from game.explore import surveys as surveys_module
from game.explore.combine import combine
from game.explore.deadline import Deadline
from game.explore.encounters import Element
from game.explore.report import unheard
from game.explore.survey import Survey, survey
from game.explore.surveys import Surveying
from game.explore.verdicts import Effort, Status
from game.play.setup import BY_RULE, Setup, seats
from game.story.link import link
from game.story.load import load
from game.story.model import Story
from tests import switches
from tests.explore.brute import MOST
from tests.explore.invented import invented


def every(story: Story) -> list[Setup]:
    alone = [Setup(story, seats(story, seat), temper) for seat in story.seats for temper in BY_RULE]
    return [*alone, Setup(story, frozenset(story.seats))]


@pytest.fixture(autouse=True)
def no_random_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many words random runs read is no part of what is proved; in a story that goes round it takes seconds."""
    monkeypatch.setattr(survey_module, "_RUNS", 0)


def together(setups: list[Setup], path: Path | None = None, seconds: float = inf) -> list[Survey | None]:
    def begun(setup: Setup) -> Callable[[float, int], None]:
        return lambda share, states: None

    effort = Effort(seeds=1)
    return Surveying(path, 10**9, Deadline(seconds), effort, None, begun, partial(nullcontext, None)).of(setups)


def proved(surveys: list[Survey]) -> dict[Element, Status]:
    return {thing: found.verdict.status for thing, found in combine(surveys, True).items()}


def odds(told: Survey) -> dict[Element, float]:
    """The odds of all that is no text: what is left out of a survey changes none of them."""
    return {v.thing: v.odds or 0.0 for v in told.verdicts if v.thing.kind not in ("paragraph", "variant", "challenge")}


@settings(max_examples=6 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
@example(310)  # some run reads a text that asks for two choices, and with these seats none that took the other
@example(353)
def test_setups_prove_together_what_they_prove_one_by_one(seed: int) -> None:
    setups = every(link(invented(seed, 12)))
    alone = list[Survey]()
    for setup in setups:
        alone.append(survey(setup, effort=Effort(seeds=1)))
        assume(alone[-1].states <= MOST)
    shared = [told for told in together(setups) if told is not None]
    assert len(shared) == len(alone)
    assert proved(shared) == proved(alone)
    assert sorted(unheard(shared)) == sorted(unheard(alone))
    for one, other in zip(shared, alone, strict=True):
        assert odds(one) == pytest.approx(odds(other), abs=1e-12)


def test_in_processes_of_their_own_surveys_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(__file__).parent.parent / "stories" / "baker"
    setups = every(load(path))
    here = together(setups, path)
    monkeypatch.setattr(surveys_module, "_LONG", 0.0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    there = together(setups, path)
    assert [told.verdicts for told in there if told] == [told.verdicts for told in here if told]


def test_setups_for_which_no_time_is_left_are_left_out() -> None:
    setups = every(link(invented(1, 12)))
    assert not any(together(setups, seconds=0.0))


def test_a_survey_of_odds_alone_has_the_odds_of_a_whole_one_and_no_road() -> None:
    for setup in every(load(Path(__file__).parent.parent / "stories" / "baker")):
        whole, alone = (survey(setup, effort=Effort(seeds=1, odds_alone=only)) for only in (False, True))
        assert [(v.thing, v.odds) for v in alone.verdicts] == [(v.thing, v.odds) for v in whole.verdicts]
        assert alone.words_read == whole.words_read
        assert any(v.road for v in whole.verdicts)
        assert not any(v.road for v in alone.verdicts)
