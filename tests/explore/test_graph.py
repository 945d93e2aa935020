"""The scene graph, and the pictures made of it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from game.explore.graph import Graph, GraphEdge, scene_graph
from game.explore.graph_formats import dot, mermaid, tint
from game.explore.svg import svg
from game.explore.word_counts import count_words, minutes, word_counts
from game.story.model import Story
from tests.explore.stories import choice, paragraph, scene, story, way


@pytest.fixture
def tale() -> Story:
    first = [
        scene("end", choice("yes", "b", history=True), choice("no", "b"), choice("out", "x"), title='Say "<no>" & #1'),
        scene("b", to=[way("c", ["bool", False]), "c"], seat="you"),
    ]
    return story([], first, [scene("c", choice("again", "c"), choice("on", "x", history=True))], endings=["x"])


def test_a_graph_knows_ways_choices_and_the_road_of_history(tale: Story) -> None:
    drawn = scene_graph(tale)
    assert drawn.edges == [
        GraphEdge("end", "b", ("yes", "no"), True),
        GraphEdge("end", "x", ("out",), False),
        GraphEdge("b", "c", (), True),
        GraphEdge("c", "c", ("again",), False),
        GraphEdge("c", "x", ("on",), True),
    ]
    assert {node.id: (node.kind, node.seat) for node in drawn.nodes} == {
        "end": ("decision", None),
        "b": ("passage", "you"),
        "c": ("decision", None),
        "x": ("ending", None),
    }


def test_mermaid_gets_no_keyword_for_an_id_and_no_stray_quote(tale: Story) -> None:
    lines = list(mermaid(scene_graph(tale)))
    assert '    s_end{{"Say #quot;#lt;no#gt;#quot; & #35;1"}}' in lines
    assert "  s_end ==> s_b" in lines
    assert "  s_end --> s_x" in lines
    assert sum(line.startswith("  subgraph") for line in lines) == sum(line == "  end" for line in lines) == 2


def test_graphviz_gets_every_string_escaped(tale: Story) -> None:
    text = "\n".join(dot(scene_graph(tale)))
    assert r'label="Say \"<no>\" & #1"' in text
    assert '"end" -> "b" [color="#b3261e", penwidth=3];' in text
    assert text.count("{") == text.count("}")


def test_an_svg_is_well_formed_and_holds_every_scene_and_way(tale: Story) -> None:
    root = ElementTree.fromstring("\n".join(svg(scene_graph(tale, odds={"end": 1.0, "b": 0.5, "c": 0.5, "x": 1.0}))))
    name = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{name}g")) == 4
    assert len(root.findall(f"{name}path")) == 5
    titles = [title.text for title in root.iter(f"{name}title")]
    assert "b: b (50 %)" in titles


def test_the_same_story_makes_the_same_picture(tale: Story) -> None:
    assert list(svg(scene_graph(tale))) == list(svg(scene_graph(tale)))


def test_an_empty_graph_is_still_a_picture() -> None:
    assert ElementTree.fromstring("\n".join(svg(Graph("nothing")))) is not None


def test_what_is_likelier_is_darker() -> None:
    assert tint(0) == "#ffffff"
    assert tint(0.01) > tint(0.5) > tint(1.0)


def test_words_are_what_has_a_letter_or_a_digit() -> None:
    assert count_words("*Un* mot — puis « deux », 3 !") == 5
    assert minutes(0) == 1
    assert minutes(2200) == 10


def test_a_scene_is_as_long_as_all_that_can_be_read_in_it() -> None:
    on = choice("on", "x", result=[paragraph("three more words")])
    tale = story([], [scene("a", on, text=[paragraph("one two")])], endings=["x"])
    assert [(length.id, length.words) for length in word_counts(tale)] == [("a", 2 + 1 + 3), ("x", 3)]
