"""The scene graph, and the pictures made of it."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.explore import map_layout
from game.explore.graph import Graph, GraphEdge, scene_graph
from game.explore.graph_formats import conditions_of, dot, markdown, mermaid, tint
from game.explore.map_layout import LINE, TITLE_SIZE, WIDTH, Box, move_apart, placed, text_width, wrapped
from game.explore.svg import Picture, svg
from game.explore.word_counts import count_words, minutes, word_counts
from game.story.load import load
from game.story.model import Story
from tests.explore.stories import choice, flag, number, paragraph, scene, story, way
from tests.play.lighthouse import STORY, write

ROOT = Path(__file__).parent.parent.parent


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
    assert '  s_end ==>|"yes, no"| s_b' in lines
    assert '  s_end -->|"out"| s_x' in lines
    assert sum(line.startswith("  subgraph") for line in lines) == sum(line == "  end" for line in lines) == 2


def test_graphviz_gets_every_string_escaped(tale: Story) -> None:
    text = "\n".join(dot(scene_graph(tale)))
    assert r'label="Say \"<no>\" & #1"' in text
    assert '"end" -> "b" [label="yes, no", color="#b3261e", penwidth=3];' in text
    assert text.count("{") == text.count("}")


def test_a_way_says_for_each_choice_what_must_hold() -> None:
    first = scene(
        "a",
        choice("wait", "a", test=["var", "lamp"]),
        choice("go", way("b", [">=", ["var", "oil"], ["int", 2]]), "x"),
        to=["b"],
    )
    drawn = scene_graph(
        story(
            [flag("lamp"), number("oil", 0, 3, 2)],
            [first, scene("b", to=[way("x", ["var", "lamp"]), "a"])],
            endings=["x"],
        )
    )
    assert {(edge.source, edge.target): (edge.choices, edge.when) for edge in drawn.edges} == {
        ("a", "a"): (("wait",), ("lamp",)),
        ("a", "b"): (("go",), ("oil >= 2",)),
        ("a", "x"): (("go",), ("else",)),
        ("b", "x"): ((), ("lamp",)),
        ("b", "a"): ((), ("else",)),
    }
    assert '  s_b -->|"lamp"| s_x' in list(mermaid(drawn))


def test_what_must_hold_for_a_road_whichever_choice_is_taken_is_said_once() -> None:
    lit, roads = ["var", "lamp"], [way("b", [">=", ["var", "oil"], ["int", 2]]), "x"]
    first = scene("a", choice("wait"), choice("go", test=lit), choice("run"), to=roads)
    drawn = scene_graph(story([flag("lamp"), number("oil", 0, 3, 2)], [first, scene("b", to=["x"])], endings=["x"]))
    told = {edge.target: conditions_of(edge) for edge in drawn.edges if edge.source == "a"}
    assert told == {"b": "oil >= 2; go: lamp", "x": "else; go: lamp"}


def test_markdown_holds_a_flowchart_in_its_fence(tale: Story) -> None:
    first, *lines, last = markdown(scene_graph(tale))
    assert (first, last) == ("```mermaid", "```")
    assert lines == list(mermaid(scene_graph(tale)))


SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_is_well_formed_and_holds_every_scene_and_way(tale: Story) -> None:
    root = ElementTree.fromstring("\n".join(svg(scene_graph(tale, odds={"end": 1.0, "b": 0.5, "c": 0.5, "x": 1.0}))))
    assert {group.get("id") for group in root.findall(f"{SVG}g")} == {"end", "b", "c", "x"}
    assert len(root.findall(f"{SVG}path")) == 5
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "b: b (50 %)" in titles


def test_a_way_out_of_its_episode_ends_in_a_stub_that_leads_to_the_scene(tale: Story) -> None:
    root = ElementTree.fromstring("\n".join(svg(scene_graph(tale))))
    assert sorted(str(link.get("href")) for link in root.findall(f"{SVG}a")) == ["#c", "#x", "#x"]


def test_ways_that_pass_more_than_a_map_has_room_for_end_in_stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a", "b", "c", "d", "e"]
    scenes = [scene(one, choice("on", other), choice("far", "e")) for one, other in pairwise(names)]
    graph = scene_graph(story([], [*scenes, scene("e", choice("out", "x"))], endings=["x"]))
    whole = placed(graph, "Endings")
    assert [box.node.id for box in whole.boxes if box.stub and box.node] == ["x"]
    monkeypatch.setattr(map_layout, "_MOST_BETWEEN", 8)
    cut = placed(graph, "Endings")
    assert sorted(box.node.id for box in cut.boxes if box.stub and box.node) == ["e", "e", "e", "x"]
    assert len(cut.routes) == len(whole.routes)


@pytest.mark.parametrize("folder", ["tests/stories/baker", "tests/stories/choir", "game/story/templates/en", "scenes"])
def test_no_line_leaves_the_picture_no_box_lies_on_another_and_titles_fit(folder: str) -> None:
    made = placed(scene_graph(load(ROOT / folder)), "Endings")
    for x, y in (point for route in made.routes for point in route.through):
        assert 0 < x < made.width
        assert 0 < y < made.height
    for one, other in combinations(made.boxes, 2):
        apart_across = one.x + WIDTH <= other.x or other.x + WIDTH <= one.x
        assert apart_across or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert all(text_width(line, TITLE_SIZE) <= WIDTH for box in made.boxes for line in box.lines)
    assert all(len(box.lines) * LINE <= box.height for box in made.boxes)


def test_endings_stand_apart_below_every_scene(tale: Story) -> None:
    boxes = [box for box in placed(scene_graph(tale), "Endings").boxes if box.node is not None and not box.stub]
    lowest = max(box.y + box.height for box in boxes if box.node is not None and box.node.episode)
    assert all(box.y > lowest for box in boxes if box.node is not None and box.node.kind == "ending")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80))
def test_a_title_is_wrapped_and_loses_no_letter(title: str) -> None:
    lines = wrapped(title, 100, TITLE_SIZE)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(text_width(line, TITLE_SIZE) <= 100 for line in lines)


def test_a_picture_marks_where_a_reader_stands(tale: Story) -> None:
    picture = Picture(scene_graph(tale))
    assert not any('id="here"' in line for line in picture.lines())
    for here in ("end", "x"):
        root = ElementTree.fromstring("\n".join(picture.lines(here)))
        [mark] = [each for each in root.findall(f"{SVG}rect") if each.get("id") == "here"]
        [group] = [each for each in root.findall(f"{SVG}g") if each.get("id") == here]
        box = group.find(f"{SVG}rect")
        assert box is not None
        assert float(mark.get("x", 0)) == float(box.get("x", 0)) - 1


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


def test_a_storylet_that_asks_leads_on_to_where_its_scene_leads(tmp_path: Path) -> None:
    night = """\
episode: Night
number: 1
start: stairs
scenes:
  stairs: {text: A hundred steps., draw: 1, next: top}
  top: {text: The lamp., choices: {light: {say: Light it., effects: {lit: true}, to: dawn}}}
deck:
  gull:
    title: A gull
    text: It looks at you.
    choices: {stay: {say: Stay.}, feed: {say: Feed it.}, leave: {say: Leave., to: dawn}}
"""
    write(tmp_path, STORY, night)
    edges = scene_graph(load(tmp_path)).edges
    roads = {(edge.source, edge.target): edge.choices for edge in edges if "gull" in (edge.source, edge.target)}
    assert roads == {("stairs", "gull"): (), ("gull", "dawn"): ("leave",), ("gull", "top"): ("stay", "feed")}


BELOW = 4


def one_by_one(column: list[Box], top: float) -> list[float]:
    """Where boxes are moved, each time by looking at all that touch."""
    groups: list[list[tuple[float, float]]] = []
    for box in column:
        groups.append([(box.y, box.height)])
        while len(groups) > 1 and groups[-2][-1][0] + groups[-2][-1][1] + BELOW > groups[-1][0][0]:
            later = groups.pop()
            merged = groups[-1] + later
            centre = sum(y + height / 2 for y, height in merged) / len(merged)
            y = max(top, centre - sum(height + BELOW for _, height in merged) / 2 + BELOW / 2)
            groups[-1] = []
            for _, height in merged:
                groups[-1].append((y, height))
                y += height + BELOW
    placed, y = [], top
    for wanted, height in (box for group in groups for box in group):
        placed.append(max(wanted, y))
        y = placed[-1] + height + BELOW
    return placed


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=30), st.integers(0, 100))
def test_boxes_are_moved_apart_as_if_each_were_looked_at(wanted: list[tuple[int, int]], top: int) -> None:
    column = [Box(None, 0, y=y, height=height) for y, height in wanted]
    expected = one_by_one(column, top)
    move_apart(column, top)
    assert [box.y for box in column] == pytest.approx(expected)


def test_twenty_thousand_boxes_that_want_one_place_are_moved_apart_at_once() -> None:
    """All of those above were moved again for each: a map of questions took half a minute."""
    column = [Box(None, 0, y=0, height=10) for _ in range(20_000)]
    move_apart(column, 0)
    assert [box.y for box in column[:3]] == [0, 14, 28]
    assert column[-1].y == 14 * 19_999
