"""How a run is written down, row by row; each function is part of a transaction that its caller opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from game.journal.run_entry import RunEntry
from game.journal.snapshot import Snapshot, saved_decisions
from game.play.clock import hour_of
from game.play.run import Decision, Run, off_history
from game.play.setup import seat_word
from game.play.tree import Playthrough
from game.story.former import choice_today
from game.story.model import Story

_NEXT = "(SELECT coalesce(max(turn), 0) + 1 FROM runs)"
"""The order of runs is that of their changes, whatever the clock says."""


def held(connection: sqlite3.Connection, run_id: int, story: Story) -> tuple[Decision, ...] | None:
    """The decisions that the journal holds for a run, by their present ids; None when it holds no such run."""
    if connection.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone() is None:
        return None
    rows = connection.execute("SELECT scene, choice FROM decisions WHERE run = ? ORDER BY n", (run_id,))
    return tuple(Decision(*choice_today(story.was, str(scene), str(choice))) for scene, choice in rows)


def roads(runs: Iterable[RunEntry], taken: Iterable[sqlite3.Row]) -> tuple[Playthrough, ...]:
    """Runs as roads, from where each rests and from rows (run, scene, choice) in order."""
    decisions: dict[int, list[Decision]] = {}
    for run_id, scene, choice in taken:
        decisions.setdefault(run_id, []).append(Decision(str(scene), str(choice)))
    return tuple(Playthrough(entry.id, tuple(decisions.get(entry.id, ())), entry.scene) for entry in runs)


def insert(connection: sqlite3.Connection, run: Run, folder: str, parent: int | None, now: float) -> int:
    """Write a new run; one that parts from another (`parent`) lives in the same folder. Returns its id."""
    setup = run.setup
    if parent is not None:
        parent_row = connection.execute("SELECT path FROM runs WHERE id = ?", (parent,)).fetchone()
        parent, folder = (None, folder) if parent_row is None else (parent, parent_row[0])
    row = {
        "rival": setup.rival_word,
        "seed": setup.seed,
        "path": folder.encode("utf-8", "replace").decode(),  # a name of bytes that are no letters is told as “?”
        "created": now,
        "updated": now,
        "parent": parent,
        **_state(run),
    }
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    inserted = connection.execute(f"INSERT INTO runs ({names}, turn) VALUES ({marks}, {_NEXT})", tuple(row.values()))
    run_id = inserted.lastrowid
    assert run_id is not None
    _write_decisions(connection, run_id, run, 0, now)
    return run_id


def update(connection: sqlite3.Connection, run_id: int, journalled: Sequence[Decision], run: Run, now: float) -> None:
    """Bring a run from the decisions that the journal holds to those that it has now; a deleted one is back in use."""
    row = {**_state(run), "updated": now, "page": 0, "deleted": None}
    names = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE runs SET {names}, turn = {_NEXT} WHERE id = ?", (*row.values(), run_id))
    common = _common(journalled, run.decisions)
    connection.execute("DELETE FROM decisions WHERE run = ? AND n >= ?", (run_id, common))
    _write_decisions(connection, run_id, run, common, now)


def _write_decisions(connection: sqlite3.Connection, run_id: int, run: Run, first: int, now: float) -> None:
    """Write the decisions from position `first` on, and the ending if one was reached."""
    connection.executemany(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)",
        [(run_id, n, d.scene, d.choice, d.words, d.hash) for n, d in enumerate(saved_decisions(run)) if n >= first],
    )
    if run.ending is not None and not run.ending.unfinished:
        reached = (run.setup.story.id, run.ending.id, run_id, now)
        connection.execute("INSERT OR IGNORE INTO endings VALUES (?, ?, ?, ?)", reached)


def _state(run: Run) -> dict[str, object]:
    """The columns of a run that change as it moves."""
    story, place = run.setup.story, run.state.here
    asked = [took for took in run.taken() if took.player and took.scene.historical is not None]
    followed = sum(not off_history(took.scene, took.choice.id) for took in asked)
    return {
        "story": story.id,
        "seat": seat_word(run.setup),  # the story may have given it another name,
        "opening": run.setup.opening,  # or have done with where the run began
        "title": story.title,
        "version": story.version,
        "rules": story.rules,
        "count": len(run.decisions),
        "snapshot": Snapshot.of(run).write(),
        "episode": _episode(run),
        "minute": hour_of(run.setup.story, place, run.state.values).minute,
        "followed": followed,
        "asked": len(asked),
        "ending": run.ending.id if run.ending else None,
        "ending_title": run.ending.title if run.ending else None,
    }


def _episode(run: Run) -> str:
    """The title of the episode where a run stands; at an ending, that of the last scene."""
    story = run.setup.story
    scene = story.scenes.get(run.state.here.id)
    if scene is None:
        scene = next((beat.scene for rest in reversed(run.states) for beat in reversed(rest.trail)), None)
    return story.episodes[scene.episode].title if scene else ""


def _common(held: Sequence[Decision], wanted: Sequence[Decision]) -> int:
    """How many decisions two lists share from their start."""
    pairs = zip(held, wanted, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(held), len(wanted)))
