"""The file that `-o` names, written or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

from game.cli.errors import Refused
from game.i18n.catalogue import tr
from game.write_file import write_file

_KEPT = frozenset((".yaml", ".yml", ".po", ".toml", ".twee", ".db"))
"""How files end that nothing makes anew: a story's, the journal, the reader's keys."""


def write_output(output: Path, text: str) -> None:
    """Write what a command has made, whole or not at all.

    Raises:
        Refused: The file cannot be written, or is one that a page or a newspaper must not replace; what was there is
            as it was.
    """
    if output.suffix.lower() in _KEPT and output.exists():
        raise Refused(tr("“{file}” is no page and no newspaper, and stays as it is. Name another file.", file=output))
    try:
        write_file(output, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("“{file}” cannot be written: {reason}.", file=output, reason=reason)) from None
