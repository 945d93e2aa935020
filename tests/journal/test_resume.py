"""What a player reads when the story changed under a run: each case by itself, and on real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.journal import ActiveRun, CannotResume, Journal
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.load import load
from game.story.model import Story
from tests.journal.conftest import LEFT
from tests.play.drafts import Doc, built, choice, document, episode, flag, gauge, scene

BAKER = Path(__file__).parents[1] / "stories" / "baker"


def doc() -> Doc:
    votes = gauge("ilya", 1, 3, "vote", "right")
    return document(
        episode(
            "one",
            scene("a", choice("x", add={"heat": 1}), choice("y"), to="b"),
            scene("b", choice("x"), choice("y", add={"ilya": 1}), to="c"),
            scene("c", choice("x"), choice("y"), to="end"),
        ),
        variables=[gauge("heat"), votes, flag("told")],
    )


@pytest.fixture
def reopened(journal: Journal) -> Callable[[Doc], ActiveRun]:
    """The run `x`, `y` of `doc()`, brought back into another document."""
    active = ActiveRun(journal, Run.start(Setup(built(doc()), LEFT)))
    active.decide("x")
    active.decide("y")
    assert active.run_id is not None
    run_id = active.run_id
    return lambda made: ActiveRun.resumed(journal, built(made), run_id)


Reopened = Callable[[Doc], ActiveRun]


def test_an_unchanged_story_says_nothing(reopened: Reopened) -> None:
    assert reopened(doc()).notices() == ()


def test_a_number_that_an_edit_moved_is_named_with_both_values(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][0]["choices"][0]["effects"]["add"] = {"heat": -2}
    active = reopened(made)
    assert active.notices() == ("The story has changed, and with it: heat, 4 before, 1 now.",)
    assert active.run.state.here.id == "c"


def test_a_number_that_the_player_may_not_see_is_not_named(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][1]["choices"][1]["effects"]["add"] = {"ilya": -1}
    [notice] = reopened(made).notices()
    assert "keeps to itself" in notice
    assert "ilya" not in notice


def test_a_decision_that_is_gone_stops_the_run_before_it(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][1]["choices"].pop()
    active = reopened(made)
    assert " ".join(active.notices()) == (
        "The story has changed since you last played. Your decision “Say y” no longer exists. "
        "You are back at “B”, after one of your decisions. "
        "Those that follow (1) stay in the journal, in a run of their own."
    )
    assert active.pages[active.page].key == "b"


def test_a_decision_that_is_closed_now_says_so(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][0]["choices"][0]["condition"] = {"source": "told", "ast": ["var", "told"]}
    assert "Your decision “Say x” can no longer be taken there." in reopened(made).notices()[0]


def test_a_road_that_leads_past_says_so(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][0]["exits"] = [{"to": "c"}]
    notices = reopened(made).notices()
    assert "Your road no longer passes where you decided “Say y”." in notices[0]
    assert "“C”" in notices[1]


def test_a_last_decision_that_leads_elsewhere_says_where(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][1]["exits"] = [{"to": "end"}]
    active = reopened(made)
    assert active.notices() == ("The story has changed: your decisions now lead to “End”.",)
    assert active.page == 0


def test_choices_that_came_and_went_are_named(reopened: Reopened) -> None:
    made = doc()
    made["episodes"][0]["scenes"][2]["choices"] = [choice("x"), choice("z")]
    assert reopened(made).notices() == (
        "This choice can no longer be taken here: “Say y”.",
        "This choice is new here: “Say z”.",
    )


def test_a_new_variable_is_at_its_start_without_a_word(reopened: Reopened) -> None:
    made = doc()
    made["variables"].insert(0, gauge("patience"))
    assert reopened(made).notices() == ()


def test_an_opening_that_is_gone_is_told_and_the_decisions_are_tried_from_the_first(reopened: Reopened) -> None:
    made = doc()
    made["openings"][0].update(id="other", name="Elsewhere")
    active = reopened(made)
    assert active.notices() == ("The story no longer begins where this run began; it is told from “Elsewhere”.",)
    assert active.run.state.here.id == "c"


def test_going_on_after_a_stop_leaves_the_whole_run_in_the_journal(reopened: Reopened, journal: Journal) -> None:
    made = doc()
    made["episodes"][0]["scenes"][1]["choices"].pop()
    active = reopened(made)
    active.notices()
    [before] = journal.runs()
    active.decide("x")
    assert active.notices() == ()
    assert {run.id: (run.count, run.parent) for run in journal.runs()} == {
        before.id: (2, None),
        active.run_id: (2, before.id),
    }


def without_seat(made: Doc) -> None:
    made["seats"].pop(0)


def endless(made: Doc) -> None:
    made["episodes"][0]["scenes"] = [scene("a", to="b"), scene("b", to="a")]


@pytest.mark.parametrize(
    ("edit", "said"),
    [(without_seat, "the seat “left”"), (endless, "without ever asking")],
)
def test_a_story_that_cannot_begin_the_run_says_why_and_leaves_it(
    edit: Callable[[Doc], None], said: str, journal: Journal
) -> None:
    active = ActiveRun(journal, Run.start(Setup(built(doc()), LEFT)).decide("x"))
    assert active.run_id is not None
    before, made = journal.load(active.run_id), doc()
    edit(made)
    with pytest.raises(CannotResume, match=said):
        ActiveRun.resumed(journal, built(made), active.run_id)
    assert journal.load(active.run_id) == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "baker"))


def play_baker(story: Story, journal: Journal) -> int:
    active = ActiveRun(journal, Run.start(Setup(story, seats(story, "both"))))
    for taken in ("clay", "feed"):
        active.decide(taken)
    assert active.run_id is not None
    return active.run_id


def edit(folder: Path, *changes: tuple[str, str]) -> Story:
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        for old, new in changes:
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
    return load(folder)


def with_a_rival() -> Doc:
    """A player's scene, one of the other side where both choices come to the same, and a player's again."""
    return document(
        episode(
            "one",
            scene("a", choice("x"), to="b"),
            scene("b", choice("yes", weight=1), choice("no", weight=0), to="c", seat="right"),
            scene("c", choice("x"), to="end"),
        ),
        variables=[gauge("heat")],
    )


def test_what_the_other_side_did_is_told_where_it_now_does_something_else(journal: Journal) -> None:
    active = ActiveRun(journal, Run.start(Setup(built(with_a_rival()), LEFT, Rival.WEIGHTED)))
    active.decide("x")
    assert active.run_id is not None
    edited = with_a_rival()
    for offered, weight in zip(edited["episodes"][0]["scenes"][1]["choices"], (0, 1), strict=True):
        offered["weight"] = ["int", weight]
    [notice] = ActiveRun.resumed(journal, built(edited), active.run_id).notices()
    assert "the other side now does otherwise" in notice
    assert ActiveRun.resumed(journal, built(with_a_rival()), active.run_id).notices() == ()


def test_a_passage_put_before_what_was_read_is_told(reopened: Reopened) -> None:
    made = doc()
    scenes = made["episodes"][0]["scenes"]
    scenes[0]["exits"] = [{"to": "late"}]
    scenes.append(scene("late", to="b"))
    [notice] = reopened(made).notices()
    assert "passes by" in notice


def test_a_save_that_does_not_say_what_was_read_says_nothing_of_it(journal: Journal) -> None:
    active = ActiveRun(journal, Run.start(Setup(built(with_a_rival()), LEFT)))
    active.decide("x")
    assert active.run_id is not None
    journal._database.write(
        lambda connection: connection.execute("UPDATE runs SET snapshot = json_remove(snapshot, '$.trail')")
    )
    edited = with_a_rival()
    edited["episodes"][0]["scenes"].reverse()
    assert ActiveRun.resumed(journal, built(edited), active.run_id).notices() == ()


def test_a_scene_renamed_in_the_file_keeps_its_runs(folder: Path, journal: Journal) -> None:
    run_id = play_baker(load(folder), journal)
    renamed = (
        ("the-crack:\n    was: the-fissure", "the-split:\n    was: the-crack"),
        ("next: the-crack", "next: the-split"),
    )
    active = ActiveRun.resumed(journal, edit(folder, *renamed), run_id)
    assert active.notices() == ()
    assert active.run.decisions[0] == ("the-split", "clay")
    active.decide("wait")
    assert active.run_id == run_id


def test_a_start_changed_in_the_file_is_told(folder: Path, journal: Journal) -> None:
    run_id = play_baker(load(folder), journal)
    active = ActiveRun.resumed(
        journal, edit(folder, ("name: heat, max: 6, start: 3", "name: heat, max: 6, start: 4")), run_id
    )
    assert "heat, 3 before, 4 now" in active.notices()[0]


def test_words_changed_in_the_file_are_read_without_a_fuss(folder: Path, journal: Journal) -> None:
    run_id = play_baker(load(folder), journal)
    active = ActiveRun.resumed(journal, edit(folder, ("bare hands", "cold hands"), ("Wait, and", "Sit, and")), run_id)
    assert active.notices() == ()
    assert "Sit, and knead." in [offer.say.plain for offer in active.pages[-1].offers]
