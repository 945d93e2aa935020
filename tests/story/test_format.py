"""A format for any story: what is due only where a story needs it, and what a reader must know as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.run import Run
from game.play.setup import Rival, Setup
from game.story.load import load, story_texts
from game.story.model import MeasuredBy
from game.story.problems import Problem
from tests.story.conftest import Check, Tell, night

STORY = """\
id: lighthouse
title: The Lighthouse
language: en
premise: A lamp must burn until dawn.
seats:
  keeper: {name: The keeper, about: You climb., goal: Keep the lamp alight.}
  boy: {name: The boy}
stakes: {oil: {name: oil, about: What is left in the can., max: 9, start: 5}}
flags: {lit: The lamp is lit.}
episodes: [night]
"""

NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    seat: boy
    text: Ann has left the door open.
    choices:
      climb: {say: Climb., effects: {oil: -1}, to: lamp}
      wait: {say: Wait., history: supposed, effects: {oil: -2}, to: lamp}
  lamp:
    seat: keeper
    text: Oil, and no match.
    choices:
      light: {say: Light it., effects: {lit: true}, to: dawn}
      leave: {say: Leave it., effects: {oil: 1}, to: dawn}
"""

ENDINGS = """\
endings:
  dawn:
    title: Dawn
    text: The sun comes up.
    epitaph: It held.
    hint: Stay up.
    because:
      - {if: lit, text: You lit the lamp.}
      - text: Nobody lit it.
    worth: {keeper: 8, boy: 3}
"""

PEOPLE = """\
people:
  ann:
    name: Ann Reed
    names: [Ann]
    apposition: the keeper's sister
    about:
      - She walks at night.
      - {if: lit, text: She saw the light.}
"""

FACTS = """\
sources: {log: {publisher: The harbour, title: The log, date: 1901}}
facts:
  storm: {when: 1901, title: The storm, text: It blew., certainty: established, sources: [log]}
"""


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.fixture
def folder(tell: Tell) -> Path:
    return tell(story=STORY, night=NIGHT, endings=ENDINGS, people=PEOPLE)


def test_a_story_says_what_a_reader_must_know(folder: Path) -> None:
    story = load(folder)
    assert story.premise == "A lamp must burn until dawn."
    assert {seat.id: seat.goal for seat in story.seats.values()} == {"keeper": "Keep the lamp alight.", "boy": None}
    assert story.variable("oil").about == "What is left in the can."
    ann = story.people["ann"]
    assert (ann.name, ann.names, ann.apposition) == ("Ann Reed", ("Ann Reed", "Ann"), "the keeper's sister")
    assert [paragraph.line.source for paragraph in ann.about] == ["She walks at night.", "She saw the light."]


def test_whatever_readers_meet_is_theirs_to_translate(folder: Path) -> None:
    assert {
        "story/premise",
        "story/seats/keeper/goal",
        "story/oil/about",
        "people/ann/name",
        "people/ann/names/0",
        "people/ann/apposition",
        "people/ann/about/1",
        "dawn/because/0",
        "dawn/because/1",
    } <= set(story_texts(folder))


def test_a_story_in_which_nothing_has_an_hour_needs_no_clock(check: Check, folder: Path) -> None:
    assert check(story=STORY, night=NIGHT, endings=ENDINGS, people=PEOPLE) == ()
    story = load(folder)
    assert (story.clock_start, story.clock_hours) == (None, 0)


def test_a_missing_clock_is_told_once_however_many_hours_count_on_it(check: Check) -> None:
    hours = NIGHT.replace("    seat:", "    at: 1901-03-01 21:00\n    takes: 5 min\n    seat:")
    found = check(story=STORY, night=hours, endings=ENDINGS)
    assert codes(found) == ["no-clock"]


@pytest.mark.parametrize(
    ("written", "minutes"), [("20 min", 20), ("3 h", 180), ("1 h 30 min", 90), ("2 d", 2880), ("1 d 2 h 3 min", 1563)]
)
def test_a_duration_is_read_in_minutes(tell: Tell, written: str, minutes: int) -> None:
    clock = STORY.replace("seats:", "clock: {start: 1901-03-01 18:00, hours: 12}\nseats:")
    timed = NIGHT.replace("{say: Climb.,", f"{{say: Climb., takes: {written},")
    choice = load(tell(story=clock, night=timed, endings=ENDINGS)).scenes["stairs"].choice("climb")
    assert choice is not None
    assert choice.takes == minutes


@pytest.mark.parametrize("written", ["0 min", "20", "min", "20 minutes", "-5 min", "9999 h", "1 min 2 h", '""'])
def test_what_is_no_duration_is_told(check: Check, written: str) -> None:
    clock = STORY.replace("seats:", "clock: {start: 1901-03-01 18:00, hours: 12}\nseats:")
    timed = NIGHT.replace("{say: Climb.,", f"{{say: Climb., takes: {written},")
    assert codes(check(story=clock, night=timed, endings=ENDINGS)) == ["bad-duration"]


def test_facts_alone_make_no_story_of_record(check: Check) -> None:
    assert check(story=STORY, night=NIGHT, endings=ENDINGS, facts=FACTS) == ()


def test_a_story_of_record_without_facts_is_told_that_and_nothing_else(check: Check) -> None:
    found = check(story=STORY + "record: true\n", night=NIGHT, endings=ENDINGS)
    assert codes(found) == ["record-without-facts"]


def test_where_no_fact_stands_behind_a_passage_it_is_told_once(check: Check) -> None:
    claims = night("[{documented: It blew.}, {disputed: From the north.}, {invented: He swore.}]").replace(
        "choices:\n      climb: {say: Climb., to: dawn}", "next: dawn"
    )
    found = check(story=STORY + "record: true\n", night=claims, facts=FACTS)
    assert codes(found) == ["claim-without-facts"]
    assert str(found[0].message).startswith("2 paragraphs")


def test_a_decision_without_facts_is_told_once_with_all_its_paragraphs(check: Check) -> None:
    claims = night("[{documented: It blew.}, {documented: It blew again.}]").replace(
        "{say: Climb.,", "{say: Climb., history: true, news: A light.,"
    )
    found = check(story=STORY + "record: true\n", night=claims, facts=FACTS)
    assert codes(found) == ["decision-without-facts"]


def test_where_the_record_is_silent_a_decision_needs_no_facts(check: Check) -> None:
    silent = night("A hundred steps.").replace("{say: Climb.,", "{say: Climb., history: supposed, news: A light.,")
    assert check(story=STORY + "record: true\n", night=silent, facts=FACTS) == ()


def test_what_the_game_supposes_is_not_what_was_done(folder: Path) -> None:
    scene = load(folder).scenes["stairs"]
    assert scene.historical is None
    assert scene.supposed is scene.followed is scene.choice("wait")


def test_history_as_a_rival_does_what_the_game_supposes(folder: Path) -> None:
    run = Run.start(Setup(load(folder), frozenset({"keeper"}), Rival.HISTORY))
    assert [took.choice.id for took in run.taken()] == ["wait"]
    assert run.diverged() is None


def test_two_choices_cannot_both_be_the_one_supposed(check: Check) -> None:
    twice = NIGHT.replace("{say: Climb.,", "{say: Climb., history: true,")
    assert codes(check(story=STORY, night=twice, endings=ENDINGS)) == ["two-histories"]


def test_an_ending_says_why_and_what_it_is_worth(folder: Path) -> None:
    ending = load(folder).endings["dawn"]
    assert [reason.line.source for reason in ending.because] == ["You lit the lamp.", "Nobody lit it."]
    assert ending.worth == {"keeper": 8, "boy": 3}


def test_a_single_reason_is_a_sentence(tell: Tell) -> None:
    one = ENDINGS.replace("\n      - {if: lit, text: You lit the lamp.}\n      - text: Nobody lit it.", " It is over.")
    ending = load(tell(story=STORY, night=NIGHT, endings=one)).endings["dawn"]
    assert [reason.line.source for reason in ending.because] == ["It is over."]


@pytest.mark.parametrize(
    ("worth", "code"),
    [("{keper: 8}", "unknown-seat"), ("{keeper: 11}", "out-of-bounds"), ("{keeper: true}", "wrong-type")],
)
def test_a_worth_that_is_none_is_told(check: Check, worth: str, code: str) -> None:
    endings = ENDINGS.replace("{keeper: 8, boy: 3}", worth)
    assert codes(check(story=STORY, night=NIGHT, endings=endings)) == [code]


def test_a_worth_that_a_seat_lacks_is_told_once(check: Check) -> None:
    endings = ENDINGS.replace("{keeper: 8, boy: 3}", "{keeper: 8}")
    (problem,) = check(story=STORY, night=NIGHT, endings=endings)
    assert (problem.code, "`boy`" in str(problem.message)) == ("missing-worth", True)


def test_a_card_names_facts_that_exist(check: Check) -> None:
    people = PEOPLE + "    facts: [strom]\n"
    (problem,) = check(story=STORY, night=NIGHT, endings=ENDINGS, people=people, facts=FACTS)
    assert (problem.file, problem.code) == ("people.yaml", "unknown-fact")
    assert "storm" in str(problem.hint)


def test_a_card_is_met_by_any_of_its_names(check: Check) -> None:
    people = PEOPLE.replace("    names: [Ann]\n", "")
    (problem,) = check(story=STORY, night=NIGHT, endings=ENDINGS, people=people)
    assert problem.code == "unmet-person"
    assert check(story=STORY, night=NIGHT, endings=ENDINGS, people=PEOPLE) == ()


def test_a_name_inside_another_word_names_nobody(check: Check) -> None:
    (problem,) = check(story=STORY, night=NIGHT.replace("Ann has", "Annie has"), endings=ENDINGS, people=PEOPLE)
    assert problem.code == "unmet-person"


MEASURES = """\
measures:
  light:
    name: light
    about: what is left of the lamp
    of: [oil]
    verdict:
      - {least: 50, text: It burns.}
      - {text: It smokes.}
"""


def test_a_story_says_what_a_run_is_measured_by(tell: Tell) -> None:
    folder = tell(story=STORY + MEASURES, night=NIGHT, endings=ENDINGS)
    story = load(folder)
    (light,) = story.measures
    assert (light.name, light.about, light.figure, light.by) == (
        "light",
        "what is left of the lamp",
        True,
        MeasuredBy.FULLNESS,
    )
    assert light.of == (story.variable("oil"),)
    assert light.verdict == ((50, "It burns."), (0, "It smokes."))
    assert {"story/measures/light/name", "story/measures/light/verdict/1/text"} <= set(story_texts(folder))


def test_a_story_that_says_nothing_is_measured_by_its_forces_and_stakes(folder: Path) -> None:
    (stakes,) = load(folder).measures
    assert (stakes.id, stakes.name, [variable.name for variable in stakes.of]) == ("stakes", None, ["oil"])


def test_a_story_may_be_measured_by_nothing(tell: Tell) -> None:
    assert load(tell(story=STORY + "measures: {}\n", night=NIGHT, endings=ENDINGS)).measures == ()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("of: [oil]", "of: [lit]", "hidden-measure"),
        ("of: [oil]", "of: [oli]", "unknown-name"),
        ("least: 50", "least: 0", "order-of-conditions"),
        ("{text: It smokes.}", "{least: 10, text: It smokes.}", "order-of-conditions"),
        ("least: 50", "least: 101", "out-of-bounds"),
    ],
)
def test_a_measure_that_cannot_be_taken_is_told(check: Check, before: str, after: str, code: str) -> None:
    measures = MEASURES.replace(before, after)
    assert codes(check(story=STORY + measures, night=NIGHT, endings=ENDINGS)) == [code]
