"""Two games on one journal: nothing is lost, whoever writes first."""

from __future__ import annotations

from pathlib import Path

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup


def taken(journal: Journal, run_id: int | None) -> str:
    assert run_id is not None
    return " ".join(passed.choice for passed in journal.load(run_id).decisions)


def both(file: Path, setup: Setup) -> tuple[ActiveRun, ActiveRun]:
    """The same run, opened by two processes after one decision."""
    first = ActiveRun(Journal.open(file), Run.start(setup))
    first.decide("c0")
    assert first.run_id is not None
    return first, ActiveRun.resumed(Journal.open(file), setup.story, first.run_id)


def test_the_slower_of_two_decisions_becomes_a_run_of_its_own(file: Path, setup: Setup) -> None:
    first, second = both(file, setup)
    first.decide("c1")
    second.decide("c2")
    assert first.run_id != second.run_id
    assert "played elsewhere" in " ".join(second.notices())
    assert first.notices() == ()
    first.decide("c0")
    second.decide("c1")
    journal = Journal.open(file)
    assert [taken(journal, active.run_id) for active in (first, second)] == ["c0 c1 c0", "c0 c2 c1"]
    assert {run.id: run.parent for run in journal.runs()} == {first.run_id: None, second.run_id: first.run_id}
    assert second.notices() == ()


def test_an_undo_takes_back_nothing_that_another_process_decided(file: Path, setup: Setup) -> None:
    first, second = both(file, setup)
    first.decide("c1")
    assert second.undo()
    journal = Journal.open(file)
    assert taken(journal, first.run_id) == "c0 c1"
    assert taken(journal, second.run_id) == ""


def test_the_same_decision_taken_twice_is_one(file: Path, setup: Setup) -> None:
    first, second = both(file, setup)
    first.decide("c1")
    second.decide("c1")
    assert first.run_id == second.run_id
    assert second.notices() == ()
    assert taken(Journal.open(file), first.run_id) == "c0 c1"


def test_runs_begun_at_once_have_their_own_numbers(file: Path, setup: Setup) -> None:
    journals = [Journal.open(file) for _ in range(4)]
    sittings = [ActiveRun(journal, Run.start(setup)) for journal in journals for _ in range(3)]
    assert len({active.run_id for active in sittings}) == 12
    for active in sittings:
        active.decide("c0")
    assert [run.count for run in Journal.open(file).runs()] == [1] * 12
