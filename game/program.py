"""How the program was called, so that the commands it prints can be typed as they stand."""

from __future__ import annotations

import os
import shlex
import sys

NAME = "holdup"


def program_name() -> str:
    """What was typed to start the program: `holdup`, or the path to it or to the checkout's `script/play`."""
    path = os.environ.get("HOLDUP_CALLED_AS") or sys.argv[0]
    folder, name = os.path.split(path)
    if "HOLDUP_CALLED_AS" not in os.environ and name != NAME:
        return NAME  # `python -m game`, or a test
    return shlex.quote(name if folder in os.get_exec_path() else path)


def command_line(*words: object) -> str:
    """A command of this program's, to be typed or copied as it stands."""
    return " ".join([program_name(), *(shlex.quote(str(word)) for word in words)])


def as_called(example: str) -> str:
    """A written example of a command line, in which the program is called as it was called this time."""
    return " ".join(program_name() if word == NAME else word for word in example.split(" "))
