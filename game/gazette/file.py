"""A gazette written where this machine's reader finds it."""

from __future__ import annotations

from pathlib import Path

from game import paths
from game.explore.turning_points import Curve
from game.gazette.html import html
from game.gazette.paper import paper
from game.i18n.catalogue import tr
from game.play.run import Run
from game.view.text import Item, Refusal, Role, item
from game.write_file import write_file


def file_name(run: Run) -> str:
    """What a run's gazette is called: no other run of the same length that stands there says anything else."""
    return f"{run.setup.story.id}-{run.state.here.id}-{len(run.decisions)}.html"


def publish(run: Run, curve: Curve | None = None) -> Path:
    """Write a run's gazette beside the journal, as a page for a browser. Returns the file.

    Raises:
        OSError: It cannot be written; `filename` says where.
    """
    file = paths.data_dir() / "gazettes" / file_name(run)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, html(paper(run, curve)))
    return file


def published(run: Run, curve: Curve | None = None) -> tuple[Item, ...] | Refusal:
    """Write a run's gazette, and say where it is; or why it could not be written."""
    try:
        file = publish(run, curve)
    except OSError as error:
        reason = error.strerror or str(error)
        return Refusal(tr("“{file}” cannot be written: {reason}.", file=error.filename or "", reason=reason))
    note = tr("It has been written. Any browser opens it:")
    return (item(Role.HEADING, tr("The gazette")), item(Role.NOTE, note), item(Role.STRONG, str(file)))
