"""Every engine test is told twice: as it is played, and brought back from the journal after each decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup

Play = Callable[..., Run]


def _direct(setup: Setup, *choices: str) -> Run:
    run = Run.start(setup)
    for choice in choices:
        run = run.decide(choice)
    return run


def _through_the_journal(setup: Setup, *choices: str) -> Run:
    journal = Journal.in_memory()
    sitting = ActiveRun(journal, Run.start(setup))
    assert sitting.run_id is not None
    for choice in choices:
        sitting.decide(choice)
        sitting = ActiveRun.resumed(journal, setup.story, sitting.run_id)
        assert sitting.notices() == ()
    return replace(sitting.run, setup=setup)


@pytest.fixture(scope="session", params=[_direct, _through_the_journal], ids=["direct", "through the journal"])
def play(request: pytest.FixtureRequest) -> Play:
    """Plays choices by their ids: `play(setup, "clay", "wait")`."""
    played: Play = request.param
    return played
