"""Twee 3, out to Twine and in from it: the same scenes and roads, and each thing left behind told with its line."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.explore.graph import scene_graph
from game.story import templates
from game.story.from_twee import NoTwee, story_files
from game.story.load import inspect, load
from game.story.model import Story
from game.story.problems import Problem, Report, Severity
from game.story.twee import read_passages, write_twee
from tests import npm, switches
from tests.story import twee_reader

ROOT = Path(__file__).parent.parent.parent
STORIES = ["tests/stories/baker", "tests/stories/choir", "game/story/templates/en"]

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


def test_what_an_author_noted_for_themselves_stays_a_comment_at_its_place(tmp_path: Path) -> None:
    text = ":: A\nOne.\n<!-- the clock\nhere -->\n[[B]] /* why? */\n\n:: B\nTwo. /% last %/\n"
    story, problems = adopted(tmp_path / "mill", text)
    assert problems == []
    assert [line.source for line in story.endings["b"].text[0].lines] == ["Two."]
    episode, endings = ((tmp_path / "mill" / f"{name}.yaml").read_text("utf-8") for name in ("01-story", "endings"))
    assert "    # old.twee:3: the clock here\n    # old.twee:5: why?\n" in episode
    assert "    # old.twee:8: last\n" in endings


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


@pytest.mark.parametrize("folder", STORIES)
def test_out_and_in_again_a_story_has_the_same_map(tmp_path: Path, folder: str) -> None:
    before = load(ROOT / folder)
    text = "\n".join(write_twee(before)) + "\n"
    after, problems = adopted(tmp_path / "mill", text)
    assert problems == []
    assert set(after.scenes) == set(before.scenes)
    assert set(after.endings) == set(before.endings)
    direct = {(edge.source, edge.target) for edge in scene_graph(before).edges}
    assert direct <= {(edge.source, edge.target) for edge in scene_graph(after).edges}


@pytest.mark.parametrize("folder", STORIES)
def test_what_leaves_is_twee_as_the_specification_has_it(folder: str) -> None:
    story = load(ROOT / folder)
    text = "\n".join(write_twee(story))
    title, told, *passages = twee_reader.read(text)
    assert (title.name, told.name) == ("StoryTitle", "StoryData")
    data = json.loads(told.text)
    assert title.text == story.title
    assert UUID(data["ifid"]).version == 4
    assert data["ifid"] == data["ifid"].upper()
    names = [passage.name for passage in passages]
    assert sorted(names) == sorted([*story.scenes, *story.endings])
    assert data["start"] in names
    assert set(data) <= {"ifid", "format", "format-version", "start", "tag-colors", "zoom"}
    places = [passage.metadata["position"] for passage in passages]
    assert len(set(places)) == len(places)
    assert {passage.tags for passage in passages} == {(episode,) for episode in story.episodes} | {("ending",)}
    assert all(link in names for passage in passages for link in twee_reader.links(passage.text))
    assert text == "\n".join(write_twee(story))


def test_a_condition_leaves_as_a_comment_above_its_link() -> None:
    text = "\n".join(write_twee(load(ROOT / "tests/stories/choir")))
    assert "<!-- if: mood >= 3 -->\n[[Ask him for the note, politely.->objection]]" in text


def test_a_text_for_one_seat_leaves_with_a_comment_that_says_for_whom() -> None:
    text = "\n".join(write_twee(load(ROOT / "tests/stories/baker")))
    assert "<!-- for: apprentice -->\nYou slept on the flour sacks, and you heard it go.\n" in text


@pytest.mark.parametrize("say", ["[[[one]]]", "a][b", "Left -> right", "this|that", "<-- back", ":: so"])
def test_a_label_that_looks_like_a_link_leads_where_its_choice_leads(tmp_path: Path, say: str) -> None:
    templates.begin(tmp_path / "one", "en")
    file = tmp_path / "one" / "01-crossing.yaml"
    text = file.read_text("utf-8").replace(
        "say: Five more minutes. There is always one more.", f"say: {json.dumps(say)}"
    )
    file.write_text(text, "utf-8")
    passages = twee_reader.read("\n".join(write_twee(load(tmp_path / "one"))))
    cast_off = next(passage for passage in passages if passage.name == "cast-off")
    assert twee_reader.links(cast_off.text) == ["mid-river"] * 3


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)


def escaped(name: str) -> str:
    return re.sub(r"([\\\[\]{}])", r"\\\1", name)


@given(
    NAMES.filter(lambda name: name.strip() == name),
    st.lists(NAMES.filter(lambda tag: not re.search(r"\s", tag)), max_size=3),
)
def test_names_and_tags_are_read_as_the_specification_escapes_them(name: str, tags: list[str]) -> None:
    block = f" [{' '.join(map(escaped, tags))}]" if tags else ""
    text = f':: {escaped(name)}{block} {{"position":"1,2"}}\nHere.\n\n\n:: B\n'
    first, _ = read_passages(text)
    assert (first.name, list(first.tags), first.text) == (name, tags, "Here.")
    spelled = twee_reader.read(text)[0]
    assert (spelled.name, list(spelled.tags)) == (name, tags)


def test_lines_are_counted_as_editors_count_them() -> None:
    first, second = read_passages(":: A\r\nOne\u2028:: no\x0bpassage\r\n:: B\\ \r\nTwo\r\n")
    assert (first.text, second.name, second.line) == ("One\u2028:: no\x0bpassage", "B ", 4)


def test_data_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    story, problems = adopted(tmp_path / "mill", ":: StoryData\n{start: B}\n\n:: A\n[[B]]\n\n:: B\nDone.\n")
    assert story.episodes["01-story"].start == "a"
    assert [(p.line, str(p.message)) for p in problems] == [
        (2, "`StoryData` is no JSON object: where the story begins is not known from it")
    ]


COMPILE = """
import {parseTwee, compileTwine2HTML, parseTwine2HTML, parseStoryFormat} from 'EXTWEE';
import {readFileSync} from 'node:fs';
const story = parseTwee(readFileSync(process.argv[2], 'utf8'));
const format = parseStoryFormat('window.storyFormat({"name":"Bare","version":"1.0.0","source":"{{STORY_DATA}}"});');
const again = parseTwine2HTML(compileTwine2HTML(story, format));
const told = (one) => ({name: one.name, ifid: one.IFID, start: one.start,
  passages: one.passages.map(({name, tags, metadata, text}) => ({name, tags, metadata, text}))});
console.log(JSON.stringify([told(story), told(again)]));
"""


@pytest.mark.parametrize("folder", STORIES)
def test_a_compiler_of_twines_makes_the_same_story_of_it(tmp_path: Path, folder: str) -> None:
    try:
        extwee = npm.package("extwee", "2.3.18")
    except npm.Missing as missing:
        pytest.skip(f"{missing}: extwee is not installed")
    story = load(ROOT / folder)
    text = "\n".join(write_twee(story)) + "\n"
    (tmp_path / "story.twee").write_text(text, "utf-8")
    (tmp_path / "compile.mjs").write_text(COMPILE.replace("EXTWEE", (extwee / "index.js").as_posix()))
    command = ["node", "compile.mjs", "story.twee"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    read, compiled = json.loads(done.stdout)
    assert (read["name"], read["ifid"], read["start"]) == (compiled["name"], compiled["ifid"], compiled["start"])
    mine = {passage.name: passage for passage in twee_reader.read(text)[2:]}
    for told in (read, compiled):
        assert {passage["name"] for passage in told["passages"]} == set(mine)
        for passage in told["passages"]:
            same = mine[passage["name"]]
            assert tuple(passage["tags"]) == same.tags
            assert passage["metadata"]["position"] == same.metadata["position"]
            assert passage["text"].strip() == same.text.strip()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20 * switches.THOROUGH)
@given(st.text(max_size=300))
def test_whatever_a_passage_holds_makes_a_story_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    adopted(tmp_path_factory.mktemp("any") / "story", f":: Start\n{text}\n[[on->End]]\n\n:: End\n{text}\n")
