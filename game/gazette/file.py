"""A gazette written where this machine's reader finds it."""

from __future__ import annotations

from pathlib import Path

from game import paths
from game.gazette.html import html
from game.gazette.paper import paper
from game.play.run import Run


def file_name(run: Run) -> str:
    """What a run's gazette is called: no other run of the same length that stands there says anything else."""
    return f"{run.setup.story.id}-{run.state.here.id}-{len(run.decisions)}.html"


def publish(run: Run) -> Path:
    """Write a run's gazette beside the journal, as a page for a browser. Returns the file.

    Raises:
        OSError: It cannot be written; `filename` says where.
    """
    file = paths.data_dir() / "gazettes" / file_name(run)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html(paper(run)), "utf-8")
    return file
