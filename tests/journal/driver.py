"""A player who never stops: takes choices by chance and prints each once it is kept. Made to be killed.

Usage: `python -m tests.journal.driver FILE SEED [RUNS]`
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.state import open_choices
from tests.play.drafts import built, random_document


def main(file: str, seed: str, runs: str = "100000") -> None:
    rnd = Random(int(seed))
    journal = Journal.open(Path(file))
    for _ in range(int(runs)):
        story = built(random_document(rnd.randrange(20)))
        setup = Setup(story, seats(story, "both"), Rival.HISTORY, rnd.randrange(1000))
        active = ActiveRun(journal, Run.start(setup))
        while opened := open_choices(active.run.state):
            if active.run.decisions and rnd.random() < 0.1:
                print(f"{active.run_id} undoing", flush=True)
                active.undo()
                print(f"{active.run_id} undo", flush=True)
                continue
            choice = rnd.choice(opened).id
            scene = active.run.state.here.id
            active.decide(choice)
            assert active.saved
            print(f"{active.run_id} {scene} {choice}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
