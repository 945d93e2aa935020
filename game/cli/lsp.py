"""`holdup lsp`: the language server that an author's editor starts."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from game.cli.errors import Refused
from game.cli.options import whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PROVING = 300
"""Seconds, by default, for which a story is explored after each save; a small one takes less than one of them."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup lsp`."""
    command.add_argument(
        "--seconds",
        type=whole_number(0, 3600),
        default=_PROVING,
        metavar="N",
        help=tr("how long a story is explored after each save, for what is said beside its lines; 0 for never"),
    )
    command.add_argument("--stdio", action="store_true", help=tr("what editors say; nothing else is spoken"))
    page(
        command,
        tr(
            "Speak the language server protocol with an editor: mistakes while you type, completion, definitions, and "
            "what is proved beside the lines. An editor starts it; the author’s guide says how each is told."
        ),
        ("holdup lsp", tr("what an editor runs")),
        ("holdup lsp --seconds 1200", tr("explore a very large story for longer")),
        ("holdup lsp --lang fr", tr("speak French, whatever the editor speaks")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until the editor leaves.

    Returns:
        0.

    Raises:
        Refused: The library is missing, or somebody runs it in a terminal.
        OSError: What it said could not be written.
    """
    if find_spec("pygls") is None:
        raise Refused(tr("The language server needs the package pygls: pip install 'holdup[author]'"))
    if sys.stdin.isatty():
        raise Refused(tr("An editor starts this and speaks with it; the author’s guide says how to tell it so."))
    from game.lsp.requests import make_server

    output = _Output(os.dup(sys.stdout.fileno()))  # what speaks closes it when the editor leaves
    with io.BufferedWriter(output) as buffered:
        make_server(arguments.lang, arguments.seconds).start_io(sys.stdin.buffer, buffered)
    if output.failure is not None and not isinstance(output.failure, BrokenPipeError):
        raise output.failure
    return 0


class _Output(io.FileIO):
    """What the editor hears. Once it cannot be written, nothing more is: the library would tell that there, for ever.

    Attributes:
        failure: What writing failed with; None where all was written.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number, "wb")
        self.failure: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Write as a file does, until it fails."""
        if self.failure is None:
            try:
                return super().write(data)
            except OSError as error:
                self.failure = error
        return memoryview(data).nbytes
