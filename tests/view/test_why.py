"""Why this ending: the author's sentence, one for each road that leads there, in every front."""

from __future__ import annotations

import pytest

from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import paper
from game.play.page import why_it_ended
from game.play.run import Run
from game.story.model import Story
from tests.play.drafts import built, choice, document, ending, episode, paragraph, scene
from tests.view.conftest import run_of

TOLD = ["var", "told"]


@pytest.fixture(scope="module")
def tale() -> Story:
    reasons = [
        paragraph("You told.", when=TOLD),
        paragraph("The right knew.", seat="right"),
        paragraph("Nobody told."),
    ]
    opening = scene("a", choice("tell", "end", put={"told": 1}), choice("hush", "end"), choice("out", "bare"))
    return built(document(episode("one", opening), endings=[ending("end", because=reasons), ending("bare")]))


def why(run: Run) -> list[str]:
    assert run.ending is not None
    return [passage.block.plain for passage in why_it_ended(run.setup, run.ending, run.state.values)]


def test_the_first_reason_that_holds_is_given_and_no_other(tale: Story) -> None:
    assert why(run_of(tale, "tell", seat="right")) == ["You told."]
    assert why(run_of(tale, "hush", seat="right")) == ["The right knew."]
    assert why(run_of(tale, "hush", seat="left")) == ["Nobody told."]


def test_an_ending_without_reasons_gives_none(tale: Story) -> None:
    run = run_of(tale, "out")
    assert why(run) == []
    assert "Why this ending" not in markdown(paper(run))


def test_the_gazette_prints_it(tale: Story) -> None:
    newspaper = paper(run_of(tale, "tell"))
    for printed in (markdown(newspaper), html(newspaper)):
        assert "Why this ending" in printed
        assert "You told." in printed
