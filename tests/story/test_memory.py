"""What texts remember of a run: its questions, their answers in play, and what `check` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.page import pages
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.story.load import inspect, load
from game.story.memory import as_variables, combinations, laid_out, questions
from game.story.past import UnknownPast, behind, past
from tests.story.conftest import HEAD, Check
from tests.story.pages import BASE

STORY = """\
id: hub
title: The Hub
language: en
version: 1
seats: {me: {name: Me}, you: {name: You}}
stakes: {n: {name: n, max: 9, start: 0}}
episodes: [one, two]
openings:
  first: {name: First, episode: one}
  late: {name: Late, episode: two, presumes: history}
  bare: {name: Bare, episode: two, presumes: nothing}
allow: [forgotten-choice]
"""

ONE = """\
episode: One
number: 1
start: hall
scenes:
  hall:
    text:
      - Here is the hall.
      - {if: seen(hall), text: The hall again.}
      - {if: times(hall) == 2, text: Twice before.}
      - {if: times(hall) >= 3, text: Many times.}
      - {if: took(hall/bar), text: You smell of the bar.}
      - {if: holds(you), text: You hold both.}
      - {if: took(theirs/push), text: They have pushed.}
      - {if: not took(theirs/push), text: Nobody has pushed.}
      - {if: seen(rain), text: It has rained.}
    choices:
      bar:
        say: To the bar.
        effects: {n: 1}
        result:
          - {if: took(hall/bar), text: The bar as ever.}
          - {if: not took(hall/bar), text: The bar is new to you.}
        to: walk
      out: {say: Out., history: true, to: theirs}
  walk:
    text:
      - {if: seen(walk), text: The walk again.}
      - {if: not seen(walk), text: A first walk.}
      - {if: seen(hall), text: Behind you the hall.}
    draw: 1
    next: hall
  theirs:
    seat: you
    text: They decide.
    choices:
      push: {say: Push., history: true, to: last}
      wait: {say: Wait., effects: {n: 1}, to: last}
  last:
    text: "The last one, {n}."
    choices:
      back: {say: Back., to: hall}
      on: {say: On., history: true, effects: {n: 1}, to: two}
deck:
  rain:
    text:
      - {if: seen(rain), text: Rain again.}
      - {if: not seen(rain), text: Rain.}
"""

TWO = """\
episode: Two
number: 2
start: end
scenes:
  end:
    text:
      - {if: took(theirs/push), text: It was pushed.}
      - {if: not took(theirs/push), text: It was not pushed.}
      - {if: times(last) == 1 and not seen(walk), text: Straight on.}
    choices:
      stop: {say: Stop., to: dawn}
"""


def folder(where: Path, **changed: str) -> Path:
    files = {"story": STORY, "one": ONE, "two": TWO, "endings": BASE["endings.yaml"]} | changed
    for name, text in files.items():
        (where / f"{name}.yaml").write_text(text, "utf-8")
    return where


def read(run: Run) -> list[str]:
    """What is read where a run stands, the way there included."""
    return [passage.block.plain for page in pages(run.setup, run.state) for passage in page.passages]


def setup(where: Path, *seats: str, opening: str = "", rival: Rival = Rival.HISTORY) -> Setup:
    return Setup(load(folder(where)), frozenset(seats), rival, 0, opening)


def test_the_story_has_no_problem(tmp_path: Path) -> None:
    assert inspect(folder(tmp_path)).problems == ()


def test_a_hub_reads_differently_each_time(tmp_path: Path) -> None:
    run = Run.start(setup(tmp_path, "me"))
    assert read(run) == ["Here is the hall.", "Nobody has pushed."]
    once = run.decide("bar")
    assert read(once) == [
        *("The bar is new to you.", "A first walk.", "Behind you the hall.", "Rain."),
        *("Here is the hall.", "The hall again.", "You smell of the bar.", "Nobody has pushed.", "It has rained."),
    ]
    twice = once.decide("bar")
    assert read(twice)[:3] == ["The bar as ever.", "The walk again.", "Behind you the hall."]
    assert "Twice before." in read(twice)
    assert "Many times." in read(twice.decide("bar"))
    assert "Many times." in read(twice.decide("bar").decide("bar"))


def test_what_the_rival_took_is_remembered_too(tmp_path: Path) -> None:
    run = Run.start(setup(tmp_path, "me")).decide("out").decide("back")
    assert "They have pushed." in read(run)


def test_who_plays_is_asked_like_everything_else(tmp_path: Path) -> None:
    assert "You hold both." not in read(Run.start(setup(tmp_path, "me")))
    assert "You hold both." in read(Run.start(setup(tmp_path, "me", "you")))


def test_memory_comes_back_with_undo_and_with_replay(tmp_path: Path) -> None:
    run = Run.start(setup(tmp_path, "me")).decide("bar").decide("out")
    assert Run.replay(run.setup, run.decisions).states == run.states
    assert run.decide("back").undo().state == run.state


def test_an_opening_that_presumes_history_remembers_it(tmp_path: Path) -> None:
    assert read(Run.start(setup(tmp_path, "me", opening="late"))) == ["It was pushed.", "Straight on."]
    assert read(Run.start(setup(tmp_path, "me", opening="bare"))) == ["It was not pushed."]


def test_history_that_goes_elsewhere_is_no_past(tmp_path: Path) -> None:
    story = load(folder(tmp_path, one=ONE.replace("history: true, to: theirs", "to: theirs")))
    with pytest.raises(UnknownPast, match="hall"):
        list(behind(story, "late"))
    assert past(story, "late") == ()


def test_a_story_that_asks_nothing_keeps_no_memory(baker: Path) -> None:
    story = load(baker)
    assert story.memory == {}
    assert all(choice.leave is None for scene in story.scenes.values() for choice in scene.choices)


@pytest.mark.parametrize(
    "part",
    [
        "stairs: {text: x, choices: {climb: {say: x, if: seen(stairs), to: dawn}}}",
        "stairs: {text: x, choices: {climb: {say: x, weight: times(stairs), to: dawn}}}",
        "stairs: {text: x, next: [{if: seen(stairs), to: dawn}, {to: dawn}]}",
        "stairs: {text: x, choices: {climb: {say: x, to: [{if: holds(keeper), to: dawn}, {to: dawn}]}}}",
    ],
)
def test_no_road_may_ask_what_a_run_remembers(check: Check, part: str) -> None:
    night = f"{HEAD}  {part}\n"
    assert [problem.code for problem in check(night=night)] == ["memory-in-road"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("took(stairs/clim)", "no choice is called `stairs/clim` (did you mean `stairs/climb`?)"),
        ("took(stairs)", "`took` asks about a choice (write `took(scene/choice)`)"),
        ("took(steps/climb)", "`steps/climb` has another name now (write `took(stairs/climb)`)"),
        ("seen(stair)", "no scene or storylet is called `stair` (did you mean `stairs`?)"),
        ("seen()", "`seen` asks about a scene or storylet (write `seen(scene)`)"),
        ("times(steps) > 0", "`steps` has another name now (write `times(stairs)`)"),
        ("holds(keper)", "no seat is called `keper` (did you mean `keeper`?)"),
        ("visited(stairs)", "`visited` is no function (write `seen(scene)`)"),
        (
            "been(stairs)",
            "`been` is no function (besides `min(...)` and `max(...)`, a text may ask `took(scene/choice)`",
        ),
        ("times(stairs)", "a condition is true or false, this is a number"),
        ("times(stairs) > 3", "this is never true: the left side goes from 0 to 3"),
    ],
)
def test_a_question_that_means_nothing_is_told_with_the_way_out(check: Check, asked: str, said: str) -> None:
    text = f"[x, {{if: {asked}, text: y}}]"
    scene = f"{{was: steps, text: {text}, choices: {{climb: {{say: Climb., to: dawn}}}}}}"
    night = f"{HEAD}  stairs: {scene}\n"
    (problem,) = check(night=night)
    assert said in str(problem)


def test_what_cannot_have_happened_yet_is_never_true(check: Check) -> None:
    scene = "{text: [x, {if: took(stairs/climb), text: y}], choices: {climb: {say: Climb., to: dawn}}}"
    (problem,) = check(night=f"{HEAD}  stairs: {scene}\n")
    assert (problem.code, str(problem.message)) == (
        "never-true",
        "`took(stairs/climb)` never holds here: no road leads from there to this text",
    )


@pytest.mark.parametrize("text", ["[{first: x}, {again: y}]", "[{again: y}, x]"])
def test_what_stands_under_again_where_nothing_comes_back_is_told_once_and_in_its_own_words(
    check: Check, text: str
) -> None:
    (problem,) = check(night=f"{HEAD}  stairs: {{text: {text}, choices: {{climb: {{say: Climb., to: dawn}}}}}}\n")
    assert (problem.code, str(problem.message)) == (
        "never-again",
        "no road comes back to `stairs`: `again` is never read",
    )


def test_answers_are_counted_and_the_choices_of_one_scene_count_together() -> None:
    six = [("took", f"s{i}/a") for i in range(6)]
    assert combinations(six) == 64
    assert combinations([*six, ("holds", "me")]) == 64
    assert combinations([("took", f"s/{c}") for c in "abcdefgh"]) == 9
    assert combinations([("times", "s"), ("seen", "s")]) == 8


def test_each_answer_has_its_own_bits() -> None:
    bits = laid_out([("took", "a/b"), ("times", "c"), ("seen", "d")], 7)
    assert [tuple(place) for place in bits.values()] == [(7, 0, 1), (7, 1, 3), (7, 3, 1)]


def test_questions_are_found_and_named() -> None:
    ast = ["and", ["not", ["took", "a/b"]], [">=", ["times", "c"], ["int", 2]]]
    assert list(questions(ast)) == [("took", "a/b"), ("times", "c")]
    assert as_variables(ast) == ["and", ["not", ["var", "took(a/b)"]], [">=", ["var", "times(c)"], ["int", 2]]]
