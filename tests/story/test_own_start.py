"""A state of an author's own: what can be put, and a story that begins there whatever becomes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.play.run import Run
from game.play.setup import Setup
from game.story.load import load
from game.story.model import OwnStart, Story
from game.story.own_start import PlaceGone, UnknownValue, begun, read_values

BAKER = Path(__file__).parents[1] / "stories" / "baker"


@pytest.fixture(scope="module")
def baker() -> Story:
    return load(BAKER)


def test_values_are_read_as_authors_write_them(baker: Story) -> None:
    assert read_values(baker, "patched, mason=2 heat=0") == {"patched": 1, "mason": 2, "heat": 0}
    assert read_values(baker, "patched=false") == {"patched": 0}
    assert read_values(baker, "") == {}


@pytest.mark.parametrize(
    ("text", "word", "near"), [("patchd", "patchd", "patched"), ("mason=9", "9", None), ("mason", "true", None)]
)
def test_what_cannot_be_put_is_told(baker: Story, text: str, word: str, near: str | None) -> None:
    with pytest.raises(UnknownValue) as told:
        read_values(baker, text)
    assert (told.value.word, told.value.nearest) == (word, near)


def test_a_run_begins_there_and_goes_on_as_any_other(baker: Story) -> None:
    story = begun(baker, OwnStart("queue", {"heat": 6, "flour": 0}))
    run = Run.start(Setup(story, frozenset({"baker"})))
    assert run.state.here.id == "queue"
    assert [run.state.values[baker.variable(name).index] for name in ("heat", "flour", "mason")] == [6, 0, 1]
    assert run.decide(run.state.here.open(run.state.values)[0].id).decisions
    assert baker.own_start is None


def test_an_ending_can_be_begun_at(baker: Story) -> None:
    story = begun(baker, OwnStart("cold-oven", {}))
    ending = Run.start(Setup(story, frozenset({"baker"}))).ending
    assert ending is not None
    assert ending.id == "cold-oven"


def test_what_an_edit_takes_away_is_told_or_left_out(baker: Story) -> None:
    own = OwnStart("queue", {"gone": 1, "heat": 99})
    assert begun(baker, own).variable("heat").start == baker.variable("heat").max
    with pytest.raises(PlaceGone):
        begun(replace(baker, scenes={}), own)
