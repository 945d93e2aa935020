"""The file that `-o` names, written or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

from game.cli.errors import Refused
from game.i18n.catalogue import tr
from game.write_file import write_file


def write_output(output: Path, text: str) -> None:
    """Write what a command has made, whole or not at all.

    Raises:
        Refused: The file cannot be written; what was there is as it was.
    """
    try:
        write_file(output, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("“{file}” cannot be written: {reason}.", file=output, reason=reason)) from None
