"""What the game supposes where the record is silent: told as such, and counted nowhere."""

from __future__ import annotations

import pytest

from game.explore.graph import scene_graph
from game.explore.graph_formats import dot, mermaid
from game.explore.svg import svg
from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import paper
from game.journal.reading_mode import ReadingMode
from game.plain.tree_text import moments, outline
from game.play.debrief import debrief
from game.play.run import Run
from game.play.timeline import timeline
from game.play.tree import Playthrough, grow_tree
from game.play.tree_layout import TreeLayout
from game.story.model import Story
from game.tui.widgets.roadmap import draw
from game.view.debrief import beside, preamble, sides
from game.view.facts import facts_here
from game.view.text import Refusal, Role
from tests.play.drafts import choice, scene, story
from tests.view.conftest import run_of


@pytest.fixture(scope="module")
def silent() -> Story:
    """Two decisions: of the first the record knows nothing, of the second it knows all."""
    return story(
        scene("a", choice("guess", "b", supposed=True), choice("other", "b"), seat="left", minute=0),
        scene("b", choice("true", "end", history=True), choice("false", "end"), seat="left", minute=10),
    )


def told(run: Run) -> list[str]:
    items = facts_here(run, None, ReadingMode(), None)
    assert not isinstance(items, Refusal)
    return [f"{item.about}: {item.words.plain}" if item.about else item.words.plain for item in items[1:]]


def test_it_is_told_as_what_the_game_supposes(silent: Story) -> None:
    said = ["The game supposes: Say guess", "The record says nothing of it."]
    assert told(run_of(silent, "guess")) == said
    assert told(run_of(silent, "other")) == ["You: Say other", *said]


def test_to_do_otherwise_leaves_no_history(silent: Story) -> None:
    assert run_of(silent, "other", "true").diverged() is None


def test_fidelity_does_not_count_it(silent: Story) -> None:
    assert [debrief(run_of(silent, *road)).figures.fidelity for road in (("other", "true"), ("guess", "false"))] == [
        100,
        0,
    ]


def test_the_reckoning_says_so_and_counts_the_others_alone(silent: Story) -> None:
    run = run_of(silent, "other", "true")
    first, second = timeline(run)
    assert [f"{side.about}: {side.words.plain}" for side in sides(first)] == [
        "You: Say other",
        "The game supposes: Say guess",
    ]
    assert (first.joined, second.joined) == (False, True)
    assert beside(first) == "The game supposes: Say guess"
    sentences = [item.words.plain for item in preamble(debrief(run)).sentences]
    assert "Your decisions: 1 of 1 as in history." in sentences


def test_to_do_the_same_is_said_once(silent: Story) -> None:
    (side,) = sides(timeline(run_of(silent, "guess"))[0])
    assert side.note == "as the game supposes"


def test_where_a_run_never_came_nothing_is_supposed_of_history() -> None:
    forked = story(
        scene("a", choice("true", "b", history=True), choice("false", "end"), seat="left"),
        scene("b", choice("guess", "end", supposed=True), choice("other", "end"), seat="left"),
    )
    assert [row.record.scene.id for row in timeline(run_of(forked, "false"))] == ["a"]


def test_off_historys_road_a_supposed_choice_is_neither_historys_nor_counted() -> None:
    forked = story(
        scene("a", choice("true", "end", history=True), choice("false", "b"), seat="left"),
        scene("b", choice("guess", "end", supposed=True), choice("other", "end"), seat="left"),
    )
    for last in ("guess", "other"):
        counted = debrief(run_of(forked, "false", last))
        row = counted.rows[-1]
        assert ([side.note for side in sides(row)], beside(row)) == ([""], "")
        assert (row.joined, row.as_supposed, counted.figures.fidelity) == (False, False, 0)
        sentences = [item.words.plain for item in preamble(counted).sentences]
        assert "Your decisions: 0 of 1 as in history." in sentences


def test_the_tree_says_so_of_roads_taken_and_left(silent: Story) -> None:
    run = run_of(silent, "other", "true")
    tree = grow_tree(run.setup, [Playthrough(1, run.decisions, "end")])
    lines = list(outline(tree, moments(tree), None))
    assert "- Say guess [no run takes it, what the game supposes]" in lines
    followed = run_of(silent, "guess", "true")
    tree = grow_tree(run.setup, [Playthrough(1, followed.decisions, "end")])
    lines = list(outline(tree, moments(tree), None))
    assert "- Say guess [taken, as the game supposes, one run]" in lines
    assert "- Say true [taken, as in history, one run]" in lines


def test_the_gazette_says_so(silent: Story) -> None:
    assert "The game supposes: Say guess" in markdown(paper(run_of(silent, "other", "true")))
    other, same = (html(paper(run_of(silent, *road))) for road in (("other", "true"), ("guess", "true")))
    assert '<span class="right">The game supposes: Say guess</span>' in other
    assert '<span class="right">as the game supposes</span>' in same
    assert ">As the game supposes" in same
    assert "The game supposes — Say guess" in other
    assert "> **The game supposes** — Say guess" in markdown(paper(run_of(silent, "other", "true")))


def test_a_map_draws_its_road_dotted(silent: Story) -> None:
    map = scene_graph(silent)
    assert [(edge.target, edge.history, edge.supposed) for edge in map.edges] == [
        ("b", True, True),
        ("end", True, False),
    ]
    assert '  s_a -.->|"guess, other"| s_b' in list(mermaid(map))
    assert "penwidth=3, style=dotted];" in "\n".join(dot(map))
    assert 'stroke-width="3" stroke-dasharray="2 4"' in "\n".join(svg(map))


def test_the_drawn_tree_keeps_historys_double_line_for_what_history_did(silent: Story) -> None:
    run, other = run_of(silent, "guess", "true"), run_of(silent, "other")
    tree = grow_tree(run.setup, [Playthrough(1, run.decisions, "end"), Playthrough(2, other.decisions, "")])
    assert [place.supposed for place in tree.places if place.history] == [False, True, False]
    chart = TreeLayout(tree)
    rows = ["".join(sign for sign, _ in draw(chart, row, 0, 12, None).cells) for row in range(chart.rows)]
    assert rows[0].rstrip() == "●┬──●╤══◆"


def test_no_road_of_the_page_calls_it_historys(silent: Story) -> None:
    items = facts_here(run_of(silent, "guess"), None, ReadingMode(), None)
    assert not isinstance(items, Refusal)
    assert not {Role.FOLLOWED, Role.LEFT} & {item.role for item in items}
