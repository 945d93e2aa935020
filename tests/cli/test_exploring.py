"""The commands that look at a whole story."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from game.explore.deadline import Deadline, OutOfTime
from game.explore.search import Limits
from game.explore.survey import Survey, survey
from game.play.run import Decision, Run
from game.play.setup import Setup
from game.play.share_code import encode
from game.story.load import load
from tests.cli.conftest import BAKER, ROOT, Holdup

STORY = """id: lantern
title: The lantern
language: en
version: 1
about: A dark stair.
clock: {start: 2020-01-01 00:00, hours: 2}
seats:
  child: {name: The child, about: Small. }
  wind: {name: The wind, about: Everywhere. }
stakes:
  oil: {name: oil, max: 3, start: 2}
episodes: [stairs]
openings:
  night: {name: Night, episode: stairs}
"""
STAIRS = """episode: Stairs
number: 1
start: landing
scenes:
  landing:
    seat: child
    text: A landing.
    choices:
      hurry: {say: Run., effects: {oil: -1}, to: gust}
      wait: {say: Wait., to: gust}
  gust:
    seat: wind
    text: You blow.
    choices:
      blow: {say: Blow., history: true, effects: {oil: -1}, to: door}
      rest: {say: Rest., to: door}
  door:
    text: A door.
    next:
      - {if: oil >= 2, to: light}
      - {to: dark}
"""
ENDINGS = """endings:
  light: {title: Light, text: You see., epitaph: Seen., hint: Wait., instead: Nothing.}
  dark: {title: Dark, text: You feel., epitaph: Felt., hint: Run., instead: Nothing.}
"""
NEVER = "  nowhere: {title: Nowhere, text: Never., epitaph: No., hint: No., instead: No.}\n"


@pytest.fixture
def lantern(tmp_path: Path) -> Path:
    """A story of three scenes in which everything can be reached."""
    folder = tmp_path / "lantern"
    folder.mkdir()
    for name, text in (("story", STORY), ("stairs", STAIRS), ("endings", ENDINGS)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_explore_proves_a_story_and_prints_roads_that_play_takes(holdup: Holdup, lantern: Path) -> None:
    done = holdup("explore", lantern, "--json")
    report = json.loads(done.out)
    assert {verdict["status"] for verdict in report["verdicts"]} == {"reached"}
    assert done.code == 0
    endings = {
        verdict["id"]: verdict["command"].split() for verdict in report["verdicts"] if verdict["kind"] == "ending"
    }
    assert endings["light"][:3] == ["holdup", "play", str(lantern)]
    assert "You see." in holdup(*endings["light"][1:], "--plain").out
    assert "You feel." in holdup(*endings["dark"][1:], "--plain").out


def test_explore_prints_a_table_for_people(holdup: Holdup) -> None:
    done = holdup("explore", BAKER)
    assert "Odds of each ending" in done.out
    assert "Shortest road to each ending" in done.out
    assert done.err == ""


def test_explore_fails_where_something_is_unreachable(holdup: Holdup, lantern: Path) -> None:
    endings = lantern / "endings.yaml"
    endings.write_text(endings.read_text("utf-8") + NEVER, "utf-8")
    done = holdup("explore", lantern)
    assert done.code == 1
    assert "endings.yaml:4:3 ending nowhere: proved unreachable: nothing leads here" in done.out


def test_explore_is_silent_about_what_the_story_allows(holdup: Holdup, lantern: Path) -> None:
    echo = "text:\n      - A door.\n      - {if: took(landing/hurry) and oil > 2, text: You are out of breath.}"
    (lantern / "stairs.yaml").write_text(STAIRS.replace("text: A door.", echo), "utf-8")
    told = holdup("explore", lantern).out
    (lantern / "story.yaml").write_text(f"{STORY}allow: [unheard-echo]\n", "utf-8")
    assert "unheard-echo: landing/hurry" in told
    assert "unheard-echo" not in holdup("explore", lantern).out


def test_explore_gives_exact_odds_for_the_setup_asked_for(holdup: Holdup, lantern: Path) -> None:
    done = holdup("explore", lantern, "--seat", "child", "--rival", "weighted", "--balance", 50, "--json")
    report = json.loads(done.out)
    odds = {verdict["id"]: verdict["odds"] for verdict in report["verdicts"] if verdict["kind"] == "ending"}
    assert odds == {"light": 0.25, "dark": 0.75}
    assert report["surveys"][0]["thresholds"][0]["clause"] == "oil >= 2"


def test_explore_says_what_it_did_not_see_when_it_is_stopped(holdup: Holdup) -> None:
    done = holdup("explore", BAKER, "--max-states", 20)
    assert "NOT COMPLETE" in done.out
    assert "was stopped at 2 states" in done.out  # there are ten explorations, which share what is allowed


def test_explore_says_what_there_was_no_time_for(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Setup] = []

    def hurried(setup: Setup, *how: Any) -> Survey:
        begun.append(setup)
        if len(begun) % 10 != 1:
            raise OutOfTime
        _, progress, effort, wanted, *_ = how
        return survey(setup, Limits(seconds=1e-9), progress, effort, wanted, Deadline(0.0))

    monkeypatch.setattr("game.explore.surveys.survey", hurried)
    report = json.loads(holdup("explore", BAKER, "--max-seconds", 1, "--json").out)
    (made,) = report["surveys"]
    assert not made["complete"]
    assert "roads" in made["undone"]
    assert len(report["left_out"]) == 9
    assert {verdict["status"] for verdict in report["verdicts"]} <= {"reached", "not found", "proved unreachable here"}
    said = holdup("explore", BAKER, "--max-seconds", 1).out
    assert said.count("NO TIME LEFT: ") == 1
    assert said.count("NOT EXPLORED: ") == 9


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 1, "There was not even time to begin: allow more with --max-seconds."),
        (("--json",), 1, "There was not even time to begin: allow more with --max-seconds."),
        (("--where", "heat > 1"), 0, "baker, history, dawn: NOT COMPLETE: stopped after 0.001 s"),
        (("--game",), 1, "dawn: too large to be worked out as a game: stopped after 1 s."),
    ],
)
def test_explore_ends_at_once_where_there_is_not_even_time_to_begin(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.setattr("game.explore.deadline.Deadline.left", property(lambda deadline: 0.0))
    done = holdup("explore", BAKER, "--max-seconds", 1, *words)
    assert (done.code, (done.out + done.err).splitlines()[0]) == (code, said)


def test_explore_without_numpy_says_how_to_get_it(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.cli.setups.find_spec", lambda name: None)
    done = holdup("explore", BAKER)
    assert (done.code, done.out) == (2, "")
    assert "pip install numpy" in done.err


@pytest.mark.parametrize("command", ["explore", "playtest"])
def test_a_seat_that_does_not_exist_is_refused(holdup: Holdup, command: str) -> None:
    done = holdup(command, BAKER, "--seat", "nobody")
    assert done.code == 2
    assert "nobody" in done.err


def test_playtest_gives_the_same_figures_for_the_same_seed(holdup: Holdup) -> None:
    once, twice = (holdup("playtest", BAKER, "--runs", 50, "--seed", 3, "--json") for _ in range(2))
    assert once == twice
    assert json.loads(once.out)["runs"] == 50
    assert "Endings" in holdup("playtest", BAKER, "--runs", 50).out


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENOSPC])
def test_a_reading_that_cannot_be_kept_is_told_in_words(
    holdup: Holdup, lantern: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number), "half.part")

    (lantern / "walkthroughs.yaml").write_text("walkthroughs: {calm: {seat: both, decisions: wait}}", "utf-8")
    monkeypatch.setattr(Path, "replace", fail)
    done = holdup("test", lantern, "--bless")
    told = f"{lantern / 'transcripts'}: this cannot be written ({os.strerror(number)}).\n"
    assert (done.code, done.err) == (1, told)


def test_a_walkthrough_is_taken_blessed_and_compared(holdup: Holdup, lantern: Path) -> None:
    (lantern / "walkthroughs.yaml").write_text(
        "walkthroughs:\n  calm:\n    seat: both\n    decisions: wait,rest\n    ending: light\n", "utf-8"
    )
    assert holdup("check", lantern).code == 0
    assert "no transcript accepted yet" in holdup("test", lantern).out
    assert holdup("test", lantern, "--bless").code == 0
    assert holdup("test", lantern).out == "calm: passes\n1 of 1 walkthrough passes\n"
    stairs = lantern / "stairs.yaml"
    stairs.write_text(stairs.read_text("utf-8").replace("You blow.", "You howl."), "utf-8")
    changed = holdup("test", lantern)
    assert changed.code == 1
    assert "-You blow.\n+You howl." in changed.out


def test_a_walkthrough_that_fails_says_why(holdup: Holdup, lantern: Path) -> None:
    (lantern / "walkthroughs.yaml").write_text(
        "walkthroughs:\n  calm:\n    seat: child\n    decisions: wait\n    ending: light\n", "utf-8"
    )
    done = holdup("test", lantern)
    assert (done.code, done.out.splitlines()[0]) == (1, "calm: must end at `light`, but ended at `dark`")
    assert holdup("test", lantern, "storm").code == 2


def test_a_story_without_walkthroughs_has_nothing_to_test(holdup: Holdup, lantern: Path) -> None:
    done = holdup("test", lantern)
    assert done.code == 2
    assert "walkthroughs.yaml" in done.err


def test_graph_draws_in_each_of_its_ways(holdup: Holdup) -> None:
    assert ElementTree.fromstring(holdup("graph", BAKER, "--coverage").out) is not None
    assert holdup("graph", BAKER, "--format", "mermaid").out.startswith("flowchart TD\n")
    assert holdup("graph", BAKER, "--format", "markdown").out.startswith("```mermaid\nflowchart TD\n")
    assert holdup("graph", BAKER, "--format", "dot").out.startswith("digraph ")
    assert json.loads(holdup("graph", BAKER, "--format", "json").out)["nodes"]


def test_a_story_too_large_for_a_page_in_markdown_is_refused(holdup: Holdup) -> None:
    done = holdup("graph", ROOT / "scenes", "--format", "markdown")
    assert (done.code, done.out) == (1, "")
    assert "--format svg" in done.err


def test_words_counts_by_episode_and_seat(holdup: Holdup) -> None:
    done = holdup("words", BAKER)
    assert "Longest:" in done.out
    assert sum(scene["words"] for scene in json.loads(holdup("words", BAKER, "--json").out)["scenes"]) > 100


def test_words_plays_nothing_unless_it_is_asked_to(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    played = []
    monkeypatch.setattr("game.explore.parallel.play_in_parallel", lambda spec, runs, *_: played.append(runs))
    assert "A random run" not in holdup("words", BAKER).out
    assert json.loads(holdup("words", BAKER, "--json").out)["words_a_run"] == {}
    assert not played
    monkeypatch.undo()
    assert "A random run, at 220 words a minute" in holdup("words", BAKER, "--runs", "5").out


@pytest.mark.parametrize("command", ["explore", "playtest", "test", "graph", "words"])
def test_a_broken_story_is_refused_with_its_problems(holdup: Holdup, lantern: Path, command: str) -> None:
    (lantern / "story.yaml").write_text("title: [", "utf-8")
    done = holdup(command, lantern)
    assert (done.code, done.out) == (1, "")
    assert "story.yaml:2:1: error" in done.err


def test_a_game_tells_what_each_seat_can_force(holdup: Holdup) -> None:
    done = holdup("explore", "--game", BAKER)
    assert done.code == 0
    assert "forces from the first scene" in done.out
    assert "peut forcer dès la première scène" in holdup("explore", "--game", BAKER, "--lang", "fr").out
    assert holdup("explore", "--game", BAKER, "--json").out.startswith('[{"opening"')
    small = holdup("explore", "--game", BAKER, "--max-states", 3)
    assert small.code == 1
    assert "too large to be worked out as a game" in small.err


LAWS = """laws:
  enough-oil: {at-endings: oil >= 0, seat: child}
  never-dry: {never: oil == 0, about: Some oil is left.}
  still-light: {from: landing, always-can-reach: light, seat: both}
"""


def test_laws_are_proved_or_broken_with_a_road_that_watch_opens(holdup: Holdup, lantern: Path) -> None:
    (lantern / "walkthroughs.yaml").write_text(LAWS.replace("oil >= 0", "oil <= 2"), "utf-8")
    done = holdup("test", lantern)
    assert done.code == 1
    told = done.out.splitlines()
    assert "enough-oil: proved" in told[0]
    assert told[1].startswith("never-dry: BROKEN at door; `never oil == 0`")
    assert "--replay landing:hurry,gust:blow" in told[2]
    assert told[-1] == "2 of 3 laws proved, 1 broken"
    code = told[3].split()[2]
    assert holdup("replay", code, lantern, "--plain", "--speed", 600).code == 0
    assert holdup("test", lantern, "enough-oil").code == 0
    assert "not proved: stopped after 1 state;" in holdup("test", lantern, "still-light", "--max-states", 1).out
    assert "Did you mean “never-dry”?" in holdup("test", lantern, "never-drie").err


def test_many_laws_that_one_limit_left_unproved_are_one_line(holdup: Holdup, lantern: Path) -> None:
    laws = "".join(f"  law{n}: {{from: landing, always-can-reach: light, seat: both}}\n" for n in range(20))
    (lantern / "walkthroughs.yaml").write_text(f"laws:\n{laws}", "utf-8")
    told = holdup("test", lantern, "--max-states", 1).out.splitlines()
    assert len(told) == 2
    assert told[0].startswith("20 laws not proved: stopped after 1 state; law0, law1, ")
    assert told[1] == "0 of 20 laws proved"


def test_explore_says_how_often_a_condition_holds_and_the_road_there(holdup: Holdup, lantern: Path) -> None:
    both = ("explore", lantern, "--seat", "both")
    done = holdup(*both, "--where", "oil == 0", "--at", "door")
    assert done.out.splitlines()[0] == "both, night: 1 state, 25.00 % of random runs"
    assert "--replay landing:hurry,gust:blow" in done.out
    told = json.loads(holdup(*both, "--where", "oil == 2", "--at", "door", "--json").out)
    assert (told[0]["odds"], told[0]["decisions"]) == (0.25, "landing:wait,gust:rest")
    assert holdup(*both, "--where", "oil == 3").out == "both, night: never\n"
    cut = holdup(*both, "--where", "oil == 3", "--max-states", 1).out.splitlines()
    assert cut == ["both, night: NOT COMPLETE: stopped after 1 state", "both, night: not found"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--where", "oi == 0"), "`oi` is not declared in story.yaml (did you mean `oil`?)"),
        (("--where", "oil"), "a condition is true or false, this is a number"),
        (("--where", "oil ="), "--where: "),
        (("--where", "oil == 0", "--ending", "ligth"), "Did you mean “light”?"),
        (("--where", "oil == 0", "--at", "dor"), "Did you mean “door”?"),
        (("--where", "oil == 0", "--at", "door", "--ending", "light"), "write one of them"),
        (("--ending", "light"), "write it after --where"),
        (("--where", "seen(door)"), "only texts, challenges, laws and walkthroughs ask what a run remembers"),
    ],
)
def test_what_explore_cannot_look_for_is_said(holdup: Holdup, lantern: Path, words: tuple[str, ...], said: str) -> None:
    done = holdup("explore", lantern, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


KEPT = """# Mine.
walkthroughs:
    calm:   # four columns
        decisions: wait

# Every run.
laws:
    one: {at-endings: oil >= 1}
"""


def code_of(lantern: Path, *decisions: str) -> str:
    story = load(lantern)
    return encode(Run.replay(Setup(story, frozenset(story.seats)), [Decision("", word) for word in decisions]))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_run_is_recorded_and_the_rest_of_the_file_stays(holdup: Holdup, lantern: Path, newline: str) -> None:
    file = lantern / "walkthroughs.yaml"
    file.write_bytes(KEPT.replace("\n", newline).encode())
    done = holdup("test", lantern, "--record", code_of(lantern, "wait", "rest"), "still")
    assert (done.code, done.out) == (0, f"still: recorded, in {file}\n")
    kept = file.read_bytes().decode().splitlines()
    first = kept.index("    still:")
    assert kept[:first] == KEPT.splitlines()[:4]
    assert kept[-4:] == KEPT.splitlines()[-4:]
    assert "still: passes" in holdup("test", lantern, "still").out


def test_the_file_of_a_recorded_run_is_named_as_the_story_was(
    holdup: Holdup, lantern: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lantern.parent)
    done = holdup("test", lantern.name, "--record", code_of(lantern, "wait"), "begun")
    assert done.out == f"begun: recorded, in {lantern.name}/walkthroughs.yaml\n"


def test_the_first_recorded_run_makes_the_file(holdup: Holdup, lantern: Path) -> None:
    assert holdup("test", lantern, "--record", code_of(lantern, "wait"), "begun").code == 0
    assert (lantern / "walkthroughs.yaml").read_text("utf-8").startswith("walkthroughs:\n  begun:\n    seat: both\n")
    assert holdup("test", lantern).code == 0


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (KEPT, "calm", "There is a walkthrough “calm” already."),
        (KEPT, "Still Night", "“Still Night” is no name"),
        ("walkthroughs: {calm: {decisions: wait}}\n", "still", "in a way that cannot be added to"),
        ("walkthroughs:\n  calm: {decision: wait}\n", "still", "has errors: mend them first"),
    ],
)
def test_a_run_that_cannot_be_recorded_changes_nothing(
    holdup: Holdup, lantern: Path, text: str, name: str, said: str
) -> None:
    file = lantern / "walkthroughs.yaml"
    file.write_text(text, "utf-8")
    done = holdup("test", lantern, "--record", code_of(lantern, "wait"), name)
    assert done.code == 1
    assert said in done.err
    assert file.read_text("utf-8") == text
