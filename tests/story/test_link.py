"""Linking: the compiled document becomes a story that can be played."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.load import load
from game.story.model import Story
from game.story.paragraphs import Mark
from game.story.variables import VariableKind


@pytest.fixture
def story(baker: Path) -> Story:
    return load(baker)


def test_variables_stand_in_order_with_the_engines_own_last(story: Story) -> None:
    assert [variable.index for variable in story.variables] == list(range(len(story.variables)))
    kinds = [variable.kind for variable in story.variables]
    assert kinds[:5] == [
        VariableKind.FORCE,
        VariableKind.STAKE,
        VariableKind.VOTE,
        VariableKind.FLAG,
        VariableKind.FLAG,
    ]
    assert kinds[5:] == [VariableKind.ONCE, VariableKind.ONCE, VariableKind.DRAWN, VariableKind.DRAWN]
    assert story.drawn == 2
    assert story.start == (3, 4, 1, 0, 0, 0, 0, 0, 0)


def test_effects_clamp_to_the_declared_range(story: Story) -> None:
    blaze = story.scenes["the-crack"].choice("nothing")
    assert blaze is not None
    values = story.start
    for _ in range(5):
        values = blaze.apply(values)
    assert values[story.variable("heat").index] == 6


def test_a_choice_that_can_be_taken_once_closes_behind_itself(story: Story) -> None:
    feed = story.scenes["hearth"].choice("feed")
    assert feed is not None
    assert feed.opens is not None
    assert feed.opens(story.start)
    assert not feed.opens(feed.apply(story.start))


def test_a_choice_without_to_follows_its_scene(story: Story) -> None:
    done = story.scenes["hearth"].choice("done")
    assert done is not None
    assert [exit.to for exit in done.exits] == ["cold-oven", "first-light"]


def test_paragraphs_carry_their_mark_and_their_condition(story: Story) -> None:
    first, apprentice, clock = story.scenes["cold-door"].text
    assert (first.mark, apprentice.mark, clock.mark) == (Mark.DOCUMENTED, Mark.INVENTED, None)
    assert apprentice.seat == "apprentice"
    mason = story.scenes["the-crack"].text[1].condition
    assert mason is not None
    assert mason.source == "mason >= 1"
    assert mason.holds(story.start)


def test_numbers_in_a_text_follow_the_values(story: Story) -> None:
    line = story.scenes["first-light"].text[0].line
    assert line.plain(story.start) == "By now 16 loaves can be hoped for."
    clay = story.scenes["the-crack"].choice("clay")
    assert clay is not None
    patched = clay.apply(story.start)
    assert line.plain(patched) == "By now 24 loaves can be hoped for."


def test_facts_know_their_sources(story: Story) -> None:
    fact = story.facts["clay-patch"]
    assert [source.title for source in fact.sources] == ["The parish book", "The market ledger"]
    assert [version.sources[0].id for version in fact.versions] == ["parish-book", "market-ledger"]
