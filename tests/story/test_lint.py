"""Warnings: told where something is hardly meant, and silent where it may well be."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.load import inspect
from game.story.markup import count_words
from tests.story.conftest import HEAD, Tell
from tests.story.pages import BASE

STORY = BASE["story.yaml"].partition("stakes:")[0]


def told(folder: Path, *codes: str) -> list[str]:
    """The problems of some codes, by code and line."""
    return [f"{p.code} {p.line}" for p in inspect(folder).problems if p.code in codes]


def choices(*written: str, road: str = "dawn") -> str:
    listed = "".join(f"      c{i}: {{say: Go., {choice}}}\n" for i, choice in enumerate(written, 8))
    return f"{HEAD}  stairs:\n    text: A hundred steps.\n    choices:\n{listed}    next: {road}\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("effects: {oil: 1}", "news: x"), ["changes-nothing 9"]),
        (("effects: {oil: 1}", "effects: {oil: 0}"), ["changes-nothing 9"]),
        (("news: x", "news: y"), ["changes-nothing 8", "changes-nothing 9"]),
        (("effects: {oil: 1}", "voice: true"), []),
        (("effects: {oil: 1}", "once: true"), []),
        (("news: x",), []),
        (("news: x", "effects: {oil: 1}, to: stairs"), []),
        (("effects: {oil: 1}", "effects: {oil: 1}"), ["same-choice 9"]),
        (("effects: {oil: 1}", "effects: {oil: 1}, to: dawn"), ["same-choice 9"]),
        (("effects: {oil: 1}", "effects: {oil: 1}, to: stairs"), []),
        (("effects: {oil: 1}", "effects: {oil: 1}, voice: true"), []),
        (("effects: {oil: 1}, voice: true", "effects: {oil: 1}"), []),
        (("effects: {oil: 1}", "set: {oil: 1}"), []),
        (("effects: {oil: 1}", "effects: {oil: 1}, if: lit"), ["same-choice 9"]),
        (("effects: {oil: 1}, if: lit", "effects: {oil: 1}, if: lit"), ["same-choice 9"]),
        (("effects: {oil: 1}, if: not lit", "effects: {oil: 1}, if: lit"), []),
    ],
)
def test_choices_between_which_nothing_differs(tell: Tell, written: tuple[str, ...], found: list[str]) -> None:
    assert told(tell(night=choices(*written)), "changes-nothing", "same-choice") == found


def test_before_a_fork_to_change_nothing_is_to_choose(tell: Tell) -> None:
    fork = "[{if: oil >= 3, to: dawn}, {to: stairs}]"
    assert told(tell(night=choices("effects: {oil: 1}", "news: x", road=fork)), "changes-nothing") == []


@pytest.mark.parametrize(
    ("declared", "where", "found"),
    [
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "news: x", ["unread-variable 6"]),
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "effects: {oil: 1}", ["unread-variable 6"]),
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "if: 3 <= oil < 5", []),
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "weight: oil", []),
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "result: 'Left: {oil}.'", []),
        ("stakes: {oil: {name: oil, max: 9, start: 5}}", "result: 'The oil.'", ["unread-variable 6"]),
        ("flags: {lit: x}", "news: x", ["unread-variable 6"]),
        ("flags: {lit: x}", "effects: {lit: true}", ["unread-variable 6"]),
        ("flags: {lit: x}", "effects: {lit: true}, if: not lit", []),
        ("flags: {lit: x}", "effects: {lit: false}, if: not lit", ["never-set 6"]),
        (
            "flags: {lit: x}\nderived: {dark: not lit}",
            "effects: {lit: true}",
            ["unread-variable 6", "unread-variable 7"],
        ),
        ("flags: {lit: x}\nderived: {dark: not lit}", "effects: {lit: true}, if: dark", []),
        (
            "flags: {lit: x}\nderived: {far: dark or lit, dark: [{if: lit, value: false}, {value: true}]}",
            "effects: {lit: true}, if: far",
            [],
        ),
    ],
)
def test_what_is_declared_and_not_used(tell: Tell, declared: str, where: str, found: list[str]) -> None:
    folder = tell(story=f"{STORY}{declared}\nepisodes: [night]\n", night=choices(where))
    assert told(folder, "unread-variable", "never-set") == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("oil >= 5 and oil < 3", ["never-true 9"]),
        ("oil >= 3 or oil < 5", ["always-true 9"]),
        ("oil * oil == 5", ["never-true 9"]),
        ("lit and not lit", ["never-true 9"]),
        ("oil >= 5 and lit or oil < 3", []),
        ("hour < 9", ["always-true 9"]),
        ("hour < oil", []),
        ("false", ["never-true 9"]),
    ],
)
def test_a_condition_is_tried_with_every_value(tell: Tell, condition: str, found: list[str]) -> None:
    night = choices(f"if: {condition}").replace("    text: A", "    at: 1901-03-01 21:00\n    text: A")
    assert told(tell(night=night), "always-true", "never-true") == found


def test_what_would_take_too_long_to_try_is_left_to_the_explorer(tell: Tell) -> None:
    story = f"{STORY}stakes: {{oil: {{name: oil, max: 999999999, start: 5}}}}\nepisodes: [night]\n"
    assert told(tell(story=story, night=choices("if: oil >= 5 and oil < 3")), "never-true") == []


def test_a_road_that_others_leave_nothing_for_is_told_where_it_stands(tell: Tell) -> None:
    fork = "[{if: oil >= 3, to: dawn}, {if: lit and oil > 5, to: stairs}, {to: dawn}]"
    (problem,) = (p for p in inspect(tell(night=choices("news: x", road=fork))).problems if p.code == "never-true")
    assert (problem.line, problem.column) == (9, 10 + fork.index("{if: lit") + 6)
    fork = "[{if: lit, to: dawn}, {if: not lit, to: stairs}, {to: dawn}]"
    (problem,) = (p for p in inspect(tell(night=choices("news: x", road=fork))).problems if p.code == "never-true")
    assert (problem.line, problem.column) == (9, 10 + fork.index("{to: dawn}]") + 6)


def test_only_what_everybody_reads_makes_a_scene_long(tell: Tell) -> None:
    def night(*paragraphs: str) -> str:
        listed = "".join(f"      - {paragraph}\n" for paragraph in paragraphs)
        return f"{HEAD}  stairs:\n    next: dawn\n    text:\n{listed}"

    half, more = "step " * 100, "step " * 101
    assert told(tell(night=night(half, half)), "long-scene") == []
    assert told(tell(night=night(half, more)), "long-scene") == ["long-scene 5"]
    assert told(tell(night=night(half, f"{{for: keeper, text: {more}}}")), "long-scene") == ["long-scene 5"]
    assert told(tell(night=night(half, f"{{if: lit, text: {more}}}")), "long-scene") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("A hundred steps.", 3), ("« Non »\u00a0— dit-il\u202f!", 2), ("l'appel de *midi*", 3), ("12 h 30", 3)],
)
def test_words_are_runs_that_hold_a_letter_or_a_digit(text: str, words: int) -> None:
    assert count_words(text) == words


def test_translators_are_not_told_what_only_the_author_can_mend(tell: Tell) -> None:
    folder = tell(night=choices("effects: {oil: 1}", "effects: {oil: 1}"))
    assert [problem.code for problem in inspect(folder, "en").problems] == []


def test_a_story_with_errors_is_mended_first(tell: Tell) -> None:
    folder = tell(night=choices("effects: {oil: 1}", "effects: {oil: 1}, to: nowhere"))
    assert {problem.code for problem in inspect(folder).problems} == {"leads-nowhere"}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Bring wood (if lit), and matches.", []),
        ("It burns (when lit, quickly; when wet, never).", []),
        ("The rumour (if true) would end him, and [if false] too.", []),
        ("She said [if oil is the word] nothing.", []),
        ("A door (if: lit) opens.", ["foreign-markup 6"]),
        ("A door (if oil >= 1, it creaks) opens.", ["foreign-markup 6"]),
        ("A door [if not lit] opens.", ["foreign-markup 6"]),
    ],
)
def test_what_stands_in_brackets_may_be_prose(tell: Tell, sentence: str, found: list[str]) -> None:
    night = f"{HEAD}  stairs:\n    text: >-\n      {sentence}\n    next: dawn\n"
    assert told(tell(night=night), "foreign-markup") == found
