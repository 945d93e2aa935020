"""The editor that somebody writes in, opened at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from game.i18n.catalogue import tr

_JUMPING = {"code", "code-insiders", "codium", "cursor", "windsurf"}
"""Those that take a place after `--goto`."""

_PLACED = {"zed", "zeditor", "subl", "sublime_text"}
"""Those that take `file:line`; all others take `+line`, as vi does."""


class NoEditor(Exception):
    """There is no editor to open: a sentence says why."""


def command(file: Path, line: int, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words of the command that opens a file at a line.

    Raises:
        NoEditor: Neither VISUAL nor EDITOR says which one, or what they say cannot be read.
    """
    command_line = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    try:
        words = shlex.split(command_line)
    except ValueError:
        raise NoEditor(tr("VISUAL or EDITOR cannot be read: {said}", said=command_line)) from None
    if not words:
        raise NoEditor(tr("Say which editor you write in, in VISUAL or EDITOR, as in: EDITOR=nano holdup watch …"))
    name = Path(words[0]).name
    if name in _JUMPING:
        return [*words, "--goto", f"{file}:{line}"]
    return [*words, f"{file}:{line}"] if name in _PLACED else [*words, f"+{line}", str(file)]


def edit(file: Path, line: int) -> None:
    """Open a file at a line, and wait until the editor is left.

    Raises:
        NoEditor: There is none, or it cannot be run.
    """
    words = command(file, line)
    try:
        subprocess.run(words, check=False)
    except OSError as error:
        raise NoEditor(
            tr("{editor} cannot be run: {error}", editor=words[0], error=error.strerror or str(error))
        ) from None
