"""The explorer and the plainest possible interpreter say the same about stories that nobody has seen."""

from __future__ import annotations

from typing import Any

import pytest
from tests.explore.brute import Brute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.explore.stories import documents

from game.explore.observe import Thing
from game.explore.search import Explored, explore
from game.play.setup import Rival, Setup
from game.story.link import link

SEATS = st.sampled_from([frozenset({"me"}), frozenset({"you"}), frozenset({"me", "you"})])
RIVALS = st.sampled_from(list(Rival))
calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def both(document: Any, seats: frozenset[str], rival: Rival) -> tuple[Explored, Brute]:
    return explore(Setup(link(document), seats, rival)), Brute(document, set(seats), rival.value)


@calm
@given(documents(), SEATS, RIVALS)
def test_they_reach_the_same_scenes_choices_endings_and_storylets(
    document: Any, seats: frozenset[str], rival: Rival
) -> None:
    explored, brute = both(document, seats, rival)
    seen = {thing for thing, sight in explored.observer.seen.items() if sight.row >= 0}
    assert {t.id for t in seen if t.kind in ("scene", "ending")} == brute.places()
    assert {f"choice {t.id}" for t in seen if t.kind == "choice"} == brute.choices()
    assert {f"storylet {t.id}" for t in seen if t.kind == "storylet"} == brute.seen


@calm
@given(documents(), SEATS, RIVALS)
def test_they_give_every_scene_and_ending_the_same_odds(document: Any, seats: frozenset[str], rival: Rival) -> None:
    explored, brute = both(document, seats, rival)
    for place, cell in explored.program.entry.items():
        assert explored.odds(cell) == pytest.approx(brute.chance(place), abs=1e-12)
