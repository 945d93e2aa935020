"""A group of paragraphs of which the first that holds is read: in every state, for every reader, in every place."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.explore.survey import survey
from game.explore.verdicts import Status
from game.play.page import pages
from game.play.run import Run
from game.play.setup import Setup
from game.story.load import inspect, load, story_texts
from game.story.model import Story
from game.story.translator_notes import notes
from game.story.twee import write_twee
from game.story.whole_story import read
from tests import switches
from tests.play.conftest import Play
from tests.play.lighthouse import KEEPER, STORY, write

TWO = STORY.replace("}}\n", "}, owner: {name: The owner}}\n", 1)
OWNER = frozenset({"owner"})

NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text:
      - A hundred steps.
TEXT
    choices:
      climb: {say: Climb., to: stairs, effects: {oil: -1}, result: RESULT}
      light: {say: Light it., voice: true, to: stairs, effects: {lit: true}}
      rest: {say: Rest., voice: true, to: stairs}
      go: {say: Go., to: dawn}
"""


def night(text: str, result: str = "Up.") -> str:
    indented = "\n".join(f"      {line}" for line in text.splitlines())
    return NIGHT.replace("TEXT", indented).replace("RESULT", result)


def words(run: Run, page: int = -1) -> list[str]:
    return [passage.block.plain for passage in pages(run.setup, run.state)[page].passages]


def lighthouse(folder: Path, text: str, result: str = "Up.", **more: str) -> Story:
    write(folder, TWO, night(text, result), **more)
    return load(folder)


def kept(folder: Path, text: str, result: str = "Up.") -> Setup:
    return Setup(lighthouse(folder, text, result), KEEPER)


FOUR = """\
- first_of:
    - {if: oil <= 3, invented: Little oil.}
    - {if: lit, documented: A light.}
    - {if: took(stairs/rest), text: Rested.}
    - Nothing yet.
- The end.
"""


def test_the_first_that_holds_is_read_and_no_other(play: Play, tmp_path: Path) -> None:
    setup = kept(tmp_path, FOUR)
    read = {
        "": "Nothing yet.",
        "rest": "Rested.",
        "rest light": "A light.",
        "rest light climb climb": "Little oil.",
        "climb climb": "Little oil.",
        "light": "A light.",
    }
    for road, expected in read.items():
        assert words(play(setup, *road.split())) == ["A hundred steps.", expected, "The end."], road


def test_without_a_last_text_nothing_is_read_where_none_holds(play: Play, tmp_path: Path) -> None:
    setup = kept(tmp_path, FOUR.replace("    - Nothing yet.\n", ""))
    assert words(play(setup)) == ["A hundred steps.", "The end."]


def test_each_keeps_its_mark_its_facts_and_what_the_group_has_counts_for_all(tmp_path: Path) -> None:
    facts = """\
sources: {paper: {publisher: Paper, title: T, date: 1901-03-01}}
facts:
  oil: {when: 1901-03-01, title: O, text: T., certainty: established, sources: [paper]}
  lamp: {when: 1901-03-01, title: L, text: T., certainty: established, sources: [paper]}
"""
    group = "[{if: lit, documented: A., facts: [lamp]}, {disputed: B.}]"
    text = f"- {{first_of: {group}, facts: [oil], for: owner, if: oil > 2}}"
    story = lighthouse(tmp_path, text, facts=facts)
    members = story.scenes["stairs"].text[1:]
    assert [paragraph.facts for paragraph in members] == [("lamp",), ("oil",)]
    assert [paragraph.mark.value for paragraph in members if paragraph.mark] == ["documented", "disputed"]
    assert [paragraph.seat for paragraph in members] == ["owner", "owner"]
    run = Run.start(Setup(story, OWNER))
    assert words(run) == ["A hundred steps.", "B."]
    assert words(run.decide("light")) == ["A hundred steps.", "A."]
    assert words(Run.start(Setup(story, KEEPER))) == ["A hundred steps."]
    for _ in range(3):
        run = run.decide("climb")
    assert words(run) == ["A hundred steps."]


SEATS = """\
- first_of:
    - {for: owner, text: Your oil.}
    - {if: lit, text: A light.}
    - {for: keeper, text: Your stairs.}
"""


@pytest.mark.parametrize(
    ("seats", "dark", "bright"),
    [
        (KEEPER, "Your stairs.", "A light."),
        (OWNER, "Your oil.", "Your oil."),
        (KEEPER | OWNER, "Your oil.", "Your oil."),
    ],
)
def test_a_paragraph_for_another_seat_keeps_nothing_from_me(
    tmp_path: Path, seats: frozenset[str], dark: str, bright: str
) -> None:
    run = Run.start(Setup(lighthouse(tmp_path, SEATS), seats))
    assert words(run)[1:] == [dark]
    assert words(run.decide("light"))[1:] == [bright]


VISITS = """\
- first_of:
    - {first: New., if: oil > 2}
    - {if: not lit, one_of: [Tick., Tock.], pick: in-turn}
    - {again: Bright., if: lit}
"""


def test_first_again_and_one_of_stand_in_a_group(play: Play, tmp_path: Path) -> None:
    setup = kept(tmp_path, VISITS)
    for road, expected in {"": "New.", "rest": "Tock.", "rest rest": "Tick.", "light": "Bright."}.items():
        assert words(play(setup, *road.split()))[1:] == [expected]


def test_a_result_has_groups_too(play: Play, tmp_path: Path) -> None:
    setup = kept(tmp_path, "- x", result="[{first_of: [{if: took(stairs/climb), text: Again.}, Up.]}]")
    assert words(play(setup, "climb"), 0) == ["Up."]
    assert words(play(setup, "climb", "climb"), 0) == ["Again."]


TESTS = (
    "oil >= 5",
    "oil <= 3",
    "lit",
    "took(stairs/rest)",
    "not took(stairs/climb)",
    "times(stairs) >= 2",
    "holds(owner)",
)
MEMBERS = st.lists(
    st.tuples(st.sampled_from(("", *TESTS)), st.sampled_from(("", "", "owner", "keeper"))), min_size=2, max_size=5
).filter(lambda members: all(test or seat for test, seat in members[:-1]))


def _one(number: int, test: str, seat: str) -> str:
    keys = {"if": test and f'"{test}"', "for": seat, "text": f"P{number}."}
    return f"{{{', '.join(f'{key}: {value}' for key, value in keys.items() if value)}}}"


@settings(max_examples=30 * switches.THOROUGH)
@given(members=MEMBERS, whole=st.sampled_from(("", "lit", "oil >= 4")), seat=st.sampled_from(("", "", "owner")))
def test_what_is_read_is_the_first_of_those_that_would_be_read_by_themselves(
    members: list[tuple[str, str]], whole: str, seat: str
) -> None:
    apart = [_one(number, test, whose) for number, (test, whose) in enumerate(members)]
    group = (
        f"{{first_of: [{', '.join(apart)}]"
        + (f', if: "{whole}"' if whole else "")
        + (f", for: {seat}}}" if seat else "}")
    )
    stories = []
    for text in (f"- {group}", "\n".join(f"- {each}" for each in apart)):
        with TemporaryDirectory() as folder:
            stories.append(lighthouse(Path(folder), text))
    for seats, road in product(
        (KEEPER, OWNER, KEEPER | OWNER),
        ("", "rest", "light", "climb climb", "rest climb light", "climb light rest rest"),
    ):
        one, many = (Run.start(Setup(story, seats)) for story in stories)
        for choice in road.split():
            one, many = one.decide(choice), many.decide(choice)
        holds = {"": True, "lit": "light" in road, "oil >= 4": road.count("climb") < 2}[whole]
        expected = words(many)[1:2] if holds and (not seat or seat in seats) else []
        assert words(one)[1:] == expected


def test_a_paragraph_that_is_never_read_is_told_with_what_stands_before_it(tmp_path: Path) -> None:
    text = FOUR.replace("if: took(stairs/rest)", "if: oil <= 2")
    write(tmp_path, TWO, night(text))
    (problem,) = (problem for problem in inspect(tmp_path).problems if problem.code == "never-true")
    assert problem.line == 11
    assert "an earlier one of the same `first_of`" in str(problem.message)


def test_the_explorer_blames_an_earlier_one_or_the_clause(tmp_path: Path) -> None:
    text = """\
- first_of:
    - {if: took(stairs/rest) or lit, text: A.}
    - {if: seen(stairs) and oil == 5, text: B.}
    - {if: oil > 7, text: C.}
    - D.
"""
    story = kept(tmp_path, text).story
    verdicts = {verdict.thing.id: verdict for verdict in survey(Setup(story, KEEPER)).verdicts}
    assert verdicts["stairs#2"].status is verdicts["stairs#5"].status is Status.REACHED
    assert (
        str(verdicts["stairs#3"].reason)
        == "an earlier one of the same `first_of` always holds where this one could be read"
    )
    assert str(verdicts["stairs#4"].reason) == "needs `oil > 7`, at most 5 here"


def test_the_explorer_blames_one_that_is_always_read_from_a_seat(tmp_path: Path) -> None:
    text = "- first_of: [{for: keeper, text: A.}, {if: took(stairs/rest), text: B.}]"
    story = lighthouse(tmp_path, text)
    for seats, reached in ((KEEPER, False), (OWNER, True), (KEEPER | OWNER, False)):
        verdicts = {verdict.thing.id: verdict for verdict in survey(Setup(story, seats)).verdicts}
        assert (verdicts["stairs#3"].status is Status.REACHED) is reached
        assert reached or "an earlier one of the same `first_of`" in str(verdicts["stairs#3"].reason)


def test_translators_see_each_whole_where_it_stands(tmp_path: Path) -> None:
    story = lighthouse(tmp_path, FOUR)
    texts = story_texts(tmp_path)
    assert [texts[f"stairs/text/1/first_of/{n}"] for n in range(4)] == [
        "Little oil.",
        "A light.",
        "Rested.",
        "Nothing yet.",
    ]
    assert texts["stairs/text/2"] == "The end."
    known = notes(story, read(tmp_path).written())
    assert known["stairs/text/1/first_of/1"].lines == (
        "documented: a fact of record, to be exact",
        "read when: lit",
        "read only where none of those before it in its group is",
    )
    assert "read when" not in "".join(known["stairs/text/2"].lines)


def test_twine_is_told_what_comes_before(tmp_path: Path) -> None:
    leaving = "\n".join(write_twee(lighthouse(tmp_path, FOUR)))
    assert "<!-- if: oil <= 3 -->\nLittle oil.\n" in leaving
    assert "<!-- else if: lit -->\nA light.\n" in leaving
    assert "<!-- else -->\nNothing yet.\n" in leaving


@pytest.mark.parametrize("count", [32, 33])
def test_a_group_has_an_end(tmp_path: Path, count: int) -> None:
    members = "".join(f"    - {{if: oil == {number % 9} and lit, text: P{number}.}}\n" for number in range(count))
    write(tmp_path, TWO, night(f"- first_of:\n{members}"))
    codes = [problem.code for problem in inspect(tmp_path).problems if problem.severity.name == "ERROR"]
    assert codes == ["expression-too-long"] * (count > 32)
