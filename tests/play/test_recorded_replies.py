"""Against a rival that thinks a run is everybody's decisions: no edit replays another game, codes need no tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.play.run import Decision, Run, recalling
from game.play.setup import STRATEGISTS, Rival, Setup
from game.play.share_code import decode, encode
from game.play.state import Decided
from game.story.model import Story
from tests.play.bargain import bargain, bargain_document, with_tables
from tests.play.drafts import Doc, built, choice, document, ending, episode, scene
from tests.play.test_strategist import LEFT, played


def replies_of(run: Run) -> list[str]:
    return [f"{b.scene.id}/{b.choice.id}" for b in run.beats() if isinstance(b, Decided) and not b.player]


def other_worths() -> Doc:
    """The same story, of which everything that the rival is after was turned round."""
    made = bargain_document()
    for place, worth in zip(made["endings"], reversed(made["endings"]), strict=True):
        place["worth"] = {"left": worth["worth"]["right"], "right": 10 - worth["worth"]["right"]}
    return made


def thought_otherwise(story: Story, edited: Story) -> Run:
    """A run in which the rival would do something else in the edited story, asked with the same seed."""
    for seed in range(50):
        run = played(Setup(story, LEFT, Rival.STRATEGIST_5, seed), seed)
        try:
            again = Run.replay(Setup(edited, LEFT, Rival.STRATEGIST_5, seed), run.decisions)
        except ValueError:
            return run
        if replies_of(again) != replies_of(run):
            return run
    raise AssertionError("the edit changes nothing that it thinks")


def test_what_a_rival_did_between_two_decisions_is_recalled_in_order_and_what_is_gone_is_passed_over() -> None:
    scenes = {name: scene(name, choice("x", "end"), choice("y", "end"), seat="right") for name in "abcd"}
    told = built(document(episode("one", *scenes.values()), endings=[ending("end")]))
    did = [Decision("a", "y"), Decision("b", "y"), Decision("gone", "x"), Decision("c", "z"), Decision("d", "y")]

    def recalled(asked: str) -> list[str | None]:
        recall = recalling(Setup(told, LEFT), [[], did], 1)
        assert recall is not None
        answers = [recall(told.scenes[name], told.scenes[name].choices) for name in asked]
        return [None if answer is None else answer.id for answer in answers]

    assert recalled("abcd") == ["y", "y", None, "y"], "what can no longer be taken is asked anew"
    assert recalled("aab") == ["y", None, "y"], "each once"
    assert recalled("ba") == ["y", None], "what was passed over is behind"
    assert recalling(Setup(told, LEFT), [[], did], 2) is None


def test_a_saved_run_is_resumed_untouched_whatever_the_rival_thinks_today() -> None:
    story, edited = with_tables(bargain()), built(other_worths())
    run = thought_otherwise(story, edited)
    journal = Journal.in_memory()
    active = ActiveRun(journal, run)
    assert active.run_id is not None
    resumed = ActiveRun.resumed(journal, edited, active.run_id)
    assert resumed.notices() == ()
    assert replies_of(resumed.run) == replies_of(run)
    assert [s.values for s in resumed.run.states] == [s.values for s in run.states]


def test_only_new_moves_think() -> None:
    story, edited = with_tables(bargain()), built(other_worths())
    run = thought_otherwise(story, edited)
    journal = Journal.in_memory()
    active = ActiveRun(journal, run.upto(1))
    assert active.run_id is not None
    resumed = ActiveRun.resumed(journal, edited, active.run_id)
    resumed.decide("nod")
    here = edited.scenes["offer2"]
    took = [b for b in resumed.run.state.passed if isinstance(b, Decided)][-1]
    assert took.scene is here
    again = ActiveRun.resumed(journal, story, active.run_id)
    assert replies_of(again.run) == replies_of(resumed.run)


@pytest.mark.parametrize("rival", STRATEGISTS, ids=lambda rival: rival.value)
def test_a_code_without_tables_gives_the_same_run(rival: Rival) -> None:
    story, bare = with_tables(bargain()), bargain()
    for seed in range(6):
        run = played(Setup(story, LEFT, rival, seed), seed)
        found = decode(bare, encode(run))
        assert found.lost == 0
        assert found.run.setup.rival is rival
        assert (found.run.decisions, replies_of(found.run)) == (run.decisions, replies_of(run))
        assert found.run.ending is not None
        assert run.ending is not None
        assert found.run.ending.id == run.ending.id
        assert encode(found.run) == encode(run)


def test_a_code_is_read_up_to_the_first_decision_that_is_gone_whoever_took_it() -> None:
    story = with_tables(bargain())
    run = played(Setup(story, LEFT, Rival.STRATEGIST_4, 3), 3)
    gone = run.replies[2][0]
    edited = bargain_document()
    for part in edited["episodes"]:
        for place in part["scenes"]:
            if place["id"] == gone.scene:
                place["choices"] = [c for c in place["choices"] if c["id"] != gone.choice]
    found = decode(built(edited), encode(run))
    assert found.run.decisions == run.decisions[:1]
    assert found.lost == len(replies_of(run)) + len(run.decisions) - 3


def test_renamed_decisions_of_the_rival_are_found() -> None:
    story = with_tables(bargain())
    run = played(Setup(story, LEFT, Rival.STRATEGIST_3, 5), 5)
    renamed = other_worths()
    for part in renamed["episodes"]:
        for place in part["scenes"]:
            for way in [w for c in place["choices"] for w in c["exits"]] + place["exits"]:
                way["to"] = way["to"].replace("offer", "proposal")
            place["id"] = place["id"].replace("offer", "proposal")
            for made in place["choices"]:
                made["id"] = made["id"].replace("smile", "beam")
        part["start"] = part["start"].replace("offer", "proposal")
    for day in range(4):
        renamed["was"][f"offer{day}"] = f"proposal{day}"
        renamed["was"][f"proposal{day}/smile"] = f"proposal{day}/beam"
    now = built(renamed)
    wanted = [reply.replace("offer", "proposal").replace("smile", "beam") for reply in replies_of(run)]
    assert replies_of(decode(now, encode(run)).run) == wanted
    journal = Journal.in_memory()
    active = ActiveRun(journal, run)
    assert active.run_id is not None
    assert replies_of(ActiveRun.resumed(journal, now, active.run_id).run) == wanted


def test_a_reply_that_is_gone_is_thought_anew_and_those_after_it_are_kept() -> None:
    story = with_tables(bargain())
    setup = Setup(story, LEFT, Rival.STRATEGIST_5, 1)
    run = played(setup, 1)
    strange = tuple((Decision("nowhere", "x"), *after) for after in run.replies)
    assert Run.replay(setup, run.decisions, strange) == run
    missing = (run.replies[0], *((Decision(r.scene, "gone") for r in after) for after in run.replies[1:]))
    again = Run.replay(setup, run.decisions, [tuple(after) for after in missing])
    assert again == run  # it thinks as it did


def test_whoever_watches_sees_what_was_done_and_who_takes_over_plays_on() -> None:
    story = with_tables(bargain())
    run = played(Setup(story, LEFT, Rival.STRATEGIST_5, 2), 2)
    code, elsewhere = encode(run), built(other_worths())
    whole = decode(elsewhere, code).run
    watched = ActiveRun.watching(whole)
    for decision in whole.decisions:
        watched.decide(decision.choice)
    assert replies_of(watched.run) == replies_of(run)


def test_undo_and_another_language_keep_what_the_rival_did(tmp_path: Path) -> None:
    story = with_tables(bargain())
    active = ActiveRun(Journal.in_memory(), Run.start(Setup(story, LEFT, Rival.STRATEGIST_4, 8)))
    active.decide("nod")
    before = active.run
    active.decide("insist")
    assert active.undo()
    assert active.run == before
    active.retell(built(other_worths()))
    assert replies_of(active.run) == replies_of(before)
    shutil.rmtree(tmp_path)
