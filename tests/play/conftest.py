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
    active = ActiveRun(journal, Run.start(setup))
    assert active.run_id is not None
    for choice in choices:
        active.decide(choice)
        active = ActiveRun.resumed(journal, setup.story, active.run_id)
        assert active.notices() == ()
    return replace(active.run, setup=setup)


@pytest.fixture(scope="session", params=[_direct, _through_the_journal], ids=["direct", "through the journal"])
def play(request: pytest.FixtureRequest) -> Play:
    """Plays choices by their ids: `play(setup, "clay", "wait")`."""
    played: Play = request.param
    return played
