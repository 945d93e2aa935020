"""The commands, thin: one module each, with what can be written after its name and what it does.

`parser` lists the commands, finds the one that is meant, and imports its module alone; what only its `run` needs is
imported in there. What several commands share: `options` and `pages` (arguments and help, with what
`argparse_internals` and the `reference` add), `launch`, `new_run`, `setups` and `resolve_run` (a story, a run, a screen
or lines of text), `readonly_journal`, `progress`, `json_output`, `write_output` (what `-o` names), and `errors`, which
end a command. What is printed passes `inert_streams`, and `ascii_fallback` where a terminal knows no more.

What one command alone needs stands beside it: `formats` beside `check`, `health` and `libraries` beside `doctor`,
`catalogues` and `extract_interface` beside `extract`, `watch_at` and `watch_map` beside `watch`; `manpage` makes the
page that is installed.

Exit codes: 0 when all is well, 1 when something is wrong with a story or a run, 2 when the command makes no sense, 130
on Ctrl-C.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

LOOKS_FOR_GARBAGE = 100_000
"""After how many new objects Python looks for garbage. Its own 700 makes it look two hundred times while a program
starts, when nothing can be garbage: a tenth of the wait for the first screen."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What writing to standard output fails with; where a file failed, the error has its name."""

_SHORT = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""What anything can fail with where the system allows a process, or all of them together, too little."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: Its words, without the program's name; by default those that the program was started with.

    Returns:
        The exit code.
    """
    gc.set_threshold(LOOKS_FOR_GARBAGE)
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            from game.cli.ascii_fallback import fall_back_to_ascii

            fall_back_to_ascii(stream)
    from game.cli.inert_streams import inert_streams

    with inert_streams():
        return _run(sys.argv[1:] if argv is None else argv)


def _run(argv: Sequence[str]) -> int:
    from game.cli.errors import ReaderLeft, Refused, UsageError
    from game.cli.parser import parse

    try:
        try:
            arguments = parse(argv)
            code: int = arguments.command(arguments)
        finally:
            sys.stdout.flush()  # of a help page too, after which argparse leaves by itself
    except (UsageError, Refused) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except ReaderLeft:
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except MemoryError:
        from game.i18n.catalogue import tr

        print(tr("This takes more memory than there is for it."), file=sys.stderr)
        return 1
    except (OSError, ImportError) as error:
        ended = _ended(error)
        if ended is None:
            raise
        return ended
    return code


def _ended(error: OSError | ImportError) -> int | None:
    """Say what ended a command from outside, and give the exit code; None where it is a fault of ours."""
    from game.i18n.catalogue import tr
    from game.program import command_line

    if isinstance(error, ImportError):
        library = (error.name or "").partition(".")[0]
        if library in ("", "game"):
            return None
        message = tr(
            "“{name}” cannot be loaded ({reason}). {command} says what is missing.",
            name=library,
            reason=error,
            command=command_line("doctor"),
        )
        print(message, file=sys.stderr)
        return 1
    if isinstance(error, BrokenPipeError):
        _write_nowhere()  # whoever read us has left
        return 141
    if error.errno in _SHORT:
        print(tr("The system has no more to give: {reason}.", reason=error.strerror), file=sys.stderr)
        return 1
    if error.filename is None and error.errno == errno.ENOENT:  # what has no name is where we stand
        print(tr("The current folder is gone: go to another one."), file=sys.stderr)
        return 1
    if error.filename is not None or error.errno not in _NO_ROOM:
        return None
    _write_nowhere()
    print(tr("The output cannot be written: {reason}.", reason=error.strerror or error), file=sys.stderr)
    return 1


def _replace_closed_streams() -> None:
    """Open the null device in place of standard streams that are closed, before any file is opened in their place."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_RDWR), number)
            stream = io.TextIOWrapper(io.FileIO(number, mode, closefd=False), encoding="utf-8")
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def _write_nowhere() -> None:
    """Python flushes once more on its way out: give it somewhere to write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
