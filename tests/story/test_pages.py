"""Every code has a page whose examples are the truth: made from the pages, checked word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.explore.combine import combine
from game.explore.report import table
from game.explore.survey import survey
from game.i18n.catalogue import tr_lazy
from game.play.setup import Setup
from game.story.load import load
from game.story.problems import Position, Report, codes, explain
from game.story.ways_out import WARNINGS, WAYS_OUT
from tests import switches
from tests.story.pages import EXPLORED, checked_codes, examples, problems, write

GOLDEN = Path(__file__).parent / "diagnostics.txt"
SOURCES = Path(__file__).parents[2] / "game"

FAILS = [(code, number) for code in checked_codes() for number in range(len(examples(code, "Fails")))]
FIXED = [(code, number) for code in checked_codes() for number in range(len(examples(code, "Fixed")))]


def _golden() -> dict[str, str]:
    """What is expected of each failing example. `HOLDUP_ACCEPT=1` accepts what there is now."""
    sections = GOLDEN.read_text("utf-8").split("\n# ")[1:]
    return {title: body.strip() for title, _, body in (section.partition("\n") for section in sections)}


@pytest.mark.parametrize(("code", "number"), FAILS)
def test_a_failing_example_yields_its_code_and_no_other(code: str, number: int, tmp_path: Path) -> None:
    found = problems(tmp_path, examples(code, "Fails")[number], code)
    beside = {"untranslated"} if code == "catalogue-syntax" else set()  # an entry that cannot be read says nothing
    assert {problem.code for problem in found} - beside == {code}


@pytest.mark.parametrize(("code", "number"), FIXED)
def test_a_fixed_example_has_no_problem_at_all(code: str, number: int, tmp_path: Path) -> None:
    assert problems(tmp_path, examples(code, "Fixed")[number], code) == ()


def test_the_sentences_and_places_are_those_agreed_on(tmp_path: Path) -> None:
    found: dict[str, str] = {}
    for code, number in FAILS:
        folder = tmp_path / f"{code}-{number}"
        folder.mkdir()
        found[f"{code} {number + 1}"] = "\n".join(map(str, problems(folder, examples(code, "Fails")[number], code)))
    if switches.ACCEPT:
        sections = (f"\n# {title}\n{body}\n" for title, body in found.items())
        GOLDEN.write_text(
            "What `check` says of the failing example of each page." + "".join(["\n", *sections]), "utf-8"
        )
    assert found == _golden()


@pytest.mark.parametrize("code", codes())
def test_a_page_tells_what_and_why_before_its_examples(code: str) -> None:
    page = explain(code)
    assert page.startswith(f"# `{code}`: ")
    assert len(page.partition("## Fails")[0].splitlines()) >= 3
    assert examples(code, "Fails")
    assert examples(code, "Fixed")


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    words: set[str] = set()
    for file in (SOURCES / "story").rglob("*.py"):
        words |= set(re.findall(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"', file.read_text("utf-8")))
    reported = set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", GOLDEN.read_text("utf-8")))
    assert set(checked_codes()) <= words
    assert reported == set(checked_codes())
    hyphened = {word for word in words if "-" in word} - {
        "utf-8",
        "utf-8-sig",
        "latin-1",
        "storylets-are-colour",
        "in-order",
        "in-turn",
        "by-chance",
        "at-endings",
        "always-can-reach",
        "format-version",
    }
    assert hyphened <= set(codes())


def test_every_code_that_explore_prints_has_a_page() -> None:
    printed: set[str] = set()
    for file in (SOURCES / "explore").rglob("*.py"):
        printed |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+): \{', file.read_text("utf-8")))
    assert printed == set(EXPLORED) <= set(codes())


def test_every_code_has_its_way_out_and_no_other_can_be_reported() -> None:
    assert set(WAYS_OUT) == set(codes())
    assert all(str(way_out).strip() for way_out in WAYS_OUT.values())
    report = Report()
    for code in codes():
        report.error(Position("night.yaml"), code, tr_lazy("a word"))
    assert [str(problem.hint) for problem in report.problems] == [str(WAYS_OUT[code]) for code in codes()]
    with pytest.raises(KeyError):
        report.error(Position("night.yaml"), "nothing-like-this", tr_lazy("a word"))


def test_what_a_story_may_live_with_is_what_is_a_warning_somewhere() -> None:
    warned = set(re.findall(r"warning\[([a-z0-9-]+)\]", GOLDEN.read_text("utf-8")))
    assert set(WARNINGS) == warned | set(EXPLORED)


@pytest.mark.parametrize(("part", "told"), [("Fails", ["unheard-echo: stairs/wait"]), ("Fixed", [])])
def test_explore_prints_its_code_for_the_failing_example_and_not_for_the_fixed_one(
    part: str, told: list[str], tmp_path: Path
) -> None:
    (example,) = examples("unheard-echo", part)
    assert problems(tmp_path, example, "unheard-echo") == ()
    story = load(write(tmp_path, example))
    found = survey(Setup(story, frozenset(("keeper",))))
    lines = table(story, [found], combine([found], True), "")
    assert [line.strip() for line in lines if "unheard-echo" in line] == told
    silent = table(story, [found], combine([found], True), "", allowed=("unheard-echo",))
    assert not [line for line in silent if "unheard-echo" in line]


@pytest.mark.parametrize("code", ["", "nothing-like-this", "../codes/tab", "TAB", "tab.md"])
def test_a_code_that_does_not_exist_has_no_page(code: str) -> None:
    with pytest.raises(KeyError):
        explain(code)
