"""`holdup check`: everything that is wrong with a story, for its author. Like the problems, it speaks English."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from game.cli.arguments import Misused
from game.story.load import inspect, shipped
from game.story.problems import Problem, Severity, StoryNotFound, codes, explain, nearest


def run(arguments: argparse.Namespace) -> int:
    """Check stories, or explain a code.

    Returns:
        1 when a story has an error (with `--strict`, a warning), else 0.

    Raises:
        Misused: There is no story at a path, or no such code.
    """
    if arguments.explain is not None:
        return _explain(arguments.explain)
    found: list[Problem] = []
    for path in [Path(path) for path in arguments.paths] or [shipped()]:
        try:
            problems = inspect(path).problems
        except StoryNotFound as error:
            raise Misused(str(error)) from None
        found += (replace(problem, file=str(path / problem.file)) for problem in problems)
    for problem in sorted(found):
        print(problem)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    print(_summary(errors, warnings))
    return 1 if errors or (arguments.strict and warnings) else 0


def _explain(code: str) -> int:
    try:
        sys.stdout.write(explain(code))
    except KeyError:
        near = nearest(code, codes())
        guess = f": did you mean `{near}`?" if near else f". The codes are: {', '.join(codes())}."
        raise Misused(f"there is no code `{code}`{guess}") from None
    return 0


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "no problem"
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count)
