"""What an author is told of the page that is open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.i18n.catalogue import NOTHING, tr_lazy
from game.play.page import pages
from game.play.run import Decision, Run
from game.play.setup import Setup
from game.story.load import load
from game.story.model import OwnStart, Story
from game.story.own_start import begun
from game.story.problems import BrokenStory, Problem, Severity
from game.view.text import Role
from game.view.watching import inspected, own_state, what_stops_it, written_at
from tests.play.drafts import choice, scene
from tests.play.drafts import story as drafted
from tests.play.lighthouse import told as lighthouse
from tests.play.test_chance_choices import NIGHT, STORY

BAKER = Path(__file__).parents[1] / "stories" / "baker"


@pytest.fixture(scope="module")
def baker() -> Story:
    return load(BAKER)


def told(run: Run) -> list[tuple[Role, str, str]]:
    page = pages(run.setup, run.state)[-1]
    return [(each.role, "".join(span.text for span in each.words.spans), each.note) for each in inspected(run, page)]


def started(story: Story, *choices: str, seat: str = "baker") -> Run:
    return Run.replay(Setup(story, frozenset({seat})), [Decision("", choice) for choice in choices])


def test_the_place_and_every_value_are_told(baker: Story) -> None:
    said = told(started(baker))
    assert said[0] == (Role.STRONG, "the-crack", "01-before-dawn.yaml:19")
    assert said[1] == (Role.NOTE, "--seat baker --rival history --seed 0 --opening dawn", "")
    assert (Role.CAUSE, "mason=1", "from 0 to 2") in said
    assert (Role.CAUSE, "patched: false", "") in said


def test_each_choice_says_what_it_would_move_and_where_it_leads(baker: Story) -> None:
    said = told(started(baker))
    at = said.index((Role.ENTRY, "mason", "open"))
    assert said[at + 1][1] == "flour 4 → 3, mason 1 → 0, patched: true; leads to hearth (01-before-dawn.yaml:63)"


def test_a_choice_that_chance_decides_says_how_likely_each_outcome_is_and_what_it_moves(tmp_path: Path) -> None:
    story = lighthouse(tmp_path, STORY, NIGHT)
    run = Run.start(Setup(story, frozenset({"keeper"})))
    for oil, odds in ((5, (70, 30)), (1, (0, 100)), (9, (100, 0))):
        values = tuple(oil if v.name == "oil" else n for v, n in zip(story.variables, story.start, strict=True))
        here = run.state._replace(values=values)
        outcomes = [words for role, words, _ in told(replace(run, states=(here,))) if role is Role.CHANCE][:2]
        assert [words.split(":")[0] for words in outcomes] == [f"{percent}%" for percent in odds]
        assert ["leads to top" in words for words in outcomes] == [True, False]


def test_a_choice_that_is_closed_or_hidden_names_the_clause(baker: Story) -> None:
    story = begun(baker, OwnStart("hearth", {"heat": 1}))
    said = told(started(story, seat="apprentice"))
    assert (Role.ENTRY, "open", "closed: needs `heat >= 4`") in said
    assert (Role.ENTRY, "wait", "hidden: needs `heat >= 2`") in said
    fed = told(started(story, "feed", seat="apprentice"))
    assert (Role.ENTRY, "feed", "hidden: taken already, and only once") in fed
    assert (Role.CAUSE, "hearth/feed: taken, and only once", "") in fed


def test_a_state_of_ones_own_is_marked(baker: Story) -> None:
    story = begun(baker, OwnStart("queue", {"heat": 6, "patched": 0}))
    mark = "State of your own: heat=6, patched=false. No road leads here like this."
    assert own_state(story) == mark
    assert (Role.SENTENCE, mark, "") in told(started(story))
    assert own_state(baker) == ""


def test_only_errors_are_what_stops_it() -> None:
    warning, error = (
        Problem("01.yaml", 1, 1, severity, "tab", tr_lazy("a word"), NOTHING)
        for severity in (Severity.WARNING, Severity.ERROR)
    )
    assert what_stops_it(BrokenStory([warning, error])) == (error,)


def test_an_ending_and_a_result_have_their_lines_too(baker: Story) -> None:
    run = started(baker, "clay")
    first = pages(run.setup, run.state)[0]
    assert written_at(baker, first) == ("01-before-dawn.yaml", 34)
    ended = Run.start(Setup(begun(baker, OwnStart("cold-oven", {})), frozenset({"baker"})))
    assert told(ended)[0] == (Role.STRONG, "cold-oven", "endings.yaml:16")


def test_a_page_that_is_only_read_says_where_it_leads_by_itself_and_the_result_of_a_decision_says_nothing(
    baker: Story,
) -> None:
    story = drafted(scene("a", to="b"), scene("b", choice("x", "end"), seat="left"))
    run = Run.start(Setup(story, frozenset({"left"})))
    page, _ = pages(run.setup, run.state)
    assert [(one.role, one.words.plain) for one in inspected(run, page)][-2:] == [
        (Role.SECTION, "By itself"),
        (Role.CAUSE, "leads to b"),
    ]
    taken = started(baker, "clay")
    result = pages(taken.setup, taken.state)[0]
    assert not any(one.role is Role.ENTRY or one.words.plain == "By itself" for one in inspected(taken, result))


def test_where_every_choice_is_hidden_each_still_says_what_it_needs() -> None:
    hot = [">=", ["var", "heat"], ["int", 5]]
    run = Run.start(
        Setup(drafted(scene("a", choice("x", when=hot), to="b"), scene("b", to="end")), frozenset({"left"}))
    )
    page = pages(run.setup, run.state)[0]
    assert page.key == "a"
    assert not page.offers
    assert [(one.words.plain, one.note) for one in inspected(run, page) if one.role is Role.ENTRY] == [
        ("x", "hidden: needs `heat >= 5`")
    ]


def test_of_what_a_choice_needs_only_what_is_lacking_is_named() -> None:
    needs = ["and", [">=", ["var", "heat"], ["int", 2]], ["var", "told"]]
    run = Run.start(Setup(drafted(scene("a", choice("x", "end", when=needs), choice("y", "end"))), frozenset({"left"})))
    assert (Role.ENTRY, "x", "hidden: needs `told`") in told(run)
