"""Twee 3, out to Twine and in from it: the same scenes and roads, and each thing left behind told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.explore.graph import scene_graph
from game.story import templates
from game.story.from_twee import NoTwee, story_files
from game.story.load import inspect, load
from game.story.model import Story
from game.story.problems import Problem, Report, Severity
from game.story.twee import read_passages, story_data, write_twee

ROOT = Path(__file__).parent.parent.parent

OLD = """:: StoryTitle
The Old Mill

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "The gate"}

:: Style [stylesheet]
body { color: red }

:: The gate {"position":"100,100"}
<<set $rust to 2>>
The gate is //shut//, and ''heavy''.

You have $coins coins. [[Push it->Yard]]

* [[Go home|Home]]

:: Yard [night outside]
(if: $rust > 1)[The hinge sings.] A dog looks up, and you go [[in->The [old] mill]].
[[The gate]]

:: Home
You go home.

:: The \\[old\\] mill
\\:: is flour on everything {it says}.
[[Nowhere<-Fall]]
"""


def adopted(folder: Path, text: str) -> tuple[Story, list[Problem]]:
    """The story that a Twee 3 file makes, and what was told of it."""
    report = Report()
    templates.begin(folder, "en", story_files(text, "mill", "en", report, "old.twee"))
    assert [problem for problem in inspect(folder).problems if problem.severity is Severity.ERROR] == []
    return load(folder), list(report.problems)


def test_passages_links_and_texts_become_scenes_choices_and_endings(tmp_path: Path) -> None:
    story, _ = adopted(tmp_path / "mill", OLD)
    assert (story.id, story.title) == ("mill", "The Old Mill")
    assert list(story.scenes) == ["the-gate", "yard", "the-old-mill"]
    assert list(story.endings) == ["home", "nowhere"]
    assert story.endings["nowhere"].unfinished
    gate = story.scenes["the-gate"]
    assert [(choice.say.source, choice.to) for choice in gate.choices] == [("Push it", "yard"), ("Go home", "home")]
    assert [paragraph.line.source for paragraph in gate.text] == [
        "The gate is *shut*, and **heavy**.",
        "You have $coins coins. Push it",
    ]
    assert [paragraph.line.plain(()) for paragraph in story.scenes["the-old-mill"].text] == [
        ":: is flour on everything {it says}."
    ]


def test_what_only_twine_understands_is_told_with_its_line_and_kept_as_a_comment(tmp_path: Path) -> None:
    _, problems = adopted(tmp_path / "mill", OLD)
    assert [(problem.line, str(problem.message)) for problem in problems] == [
        (7, "`Style` is left out"),
        (11, "`<<set $rust to 2>>` means nothing here"),
        (14, "`$coins` means nothing here"),
        (19, "`(if: $rust > 1)` means nothing here"),
        (25, "no passage is called `Nowhere`: the road ends in an ending to be written"),
    ]
    episode = (tmp_path / "mill" / "01-story.yaml").read_text("utf-8")
    assert "    # old.twee:19: (if: $rust > 1)\n" in episode
    assert "The hinge sings." in episode


def test_a_story_goes_on_where_its_data_says_that_it_begins(tmp_path: Path) -> None:
    story, _ = adopted(
        tmp_path, ':: StoryData\n{"start": "B"}\n\n:: A\n[[B]]\n\n:: B\n[[A]]\n[[leave->C]]\n\n:: C\nGone.\n'
    )
    assert story.episodes["01-story"].start == "b"


@pytest.mark.parametrize("text", ["", "Once upon a time.\n", ":: StoryTitle\nAlone\n"])
def test_what_holds_no_passage_is_no_story(text: str) -> None:
    with pytest.raises(NoTwee):
        story_files(text, "x", "en", Report(), "x.twee")


@pytest.mark.parametrize("link", ["[[->]]", "[[x->]]", "[[ ]]", "[[|", "[[a]] [[a]]", "[[a][$x to 1]]"])
def test_no_link_is_too_odd_to_be_read(tmp_path: Path, link: str) -> None:
    adopted(tmp_path / "odd", f":: Start\nHere {link} it is.\n[[on->a]]\n\n:: a\nDone.\n")


def test_a_passage_alone_is_a_story_to_be_continued(tmp_path: Path) -> None:
    story, _ = adopted(tmp_path / "mill", ":: Start\nIt rains.\n")
    assert [scene.exits[0].to for scene in story.scenes.values()] == ["to-be-continued"]


@pytest.mark.parametrize("folder", ["tests/stories/baker", "tests/stories/choir", "game/story/templates/en"])
def test_out_and_in_again_a_story_has_the_same_map(tmp_path: Path, folder: str) -> None:
    before = load(ROOT / folder)
    text = "\n".join(write_twee(before)) + "\n"
    after, problems = adopted(tmp_path / "mill", text)
    assert problems == []
    assert set(after.scenes) == set(before.scenes)
    assert set(after.endings) == set(before.endings)
    direct = {(edge.source, edge.target) for edge in scene_graph(before).edges}
    assert direct <= {(edge.source, edge.target) for edge in scene_graph(after).edges}


def test_what_leaves_is_twee_that_twine_opens() -> None:
    story = load(ROOT / "tests/stories/choir")
    text = "\n".join(write_twee(story))
    passages = read_passages(text)
    data = story_data(passages)
    names = [passage.name for passage in passages]
    assert names[:2] == ["StoryTitle", "StoryData"]
    assert len(names) == len(set(names)) == 2 + len(story.scenes) + len(story.endings)
    assert data["start"] in names
    assert len(data["ifid"]) == 36
    assert data["ifid"] == data["ifid"].upper()
    assert text == "\n".join(write_twee(story))
    assert "<!-- if: mood >= 3 -->\n[[Ask him for the note, politely.->objection]]" in text


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.text(max_size=300))
def test_whatever_a_passage_holds_makes_a_story_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    adopted(tmp_path_factory.mktemp("any") / "story", f":: Start\n{text}\n[[on->End]]\n\n:: End\n{text}\n")
