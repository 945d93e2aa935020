"""Mends of mistakes, made of what the checker says of them; only those are offered after which the mistake is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.lsp.checking import place
from game.lsp.text import Text
from game.story.assemble import assemble
from game.story.folder import Folder
from game.story.problems import Problem, Severity

_WRITTEN = re.compile(r"`([^`…]+)`")
_VALUE = re.compile(r"[^,\[\]{}#]*[^,\[\]{}#\s]")

_WHOLE = re.compile(r"\s*(?:- +)?(?:[\w-]+: +)?(?P<value>\S.*?)\s*")
"""A line that holds one value, perhaps under its key."""

_SAYS_WHAT = ("did you mean", "write")
"""How hints begin that name what is to be written, in the English of the code."""

_MOST_TRIES = 4
"""Each takes as long as checking the story."""


@dataclass(frozen=True, slots=True)
class QuickFix:
    """Words to be replaced by others, at a place of the file of a problem."""

    line: int
    column: int
    length: int
    words: str


def quick_fix(folder: Folder, text: Text, problem: Problem) -> QuickFix | None:
    """The first mend of a problem that mends it; None where what the checker hints at does not.

    Args:
        folder: The story's files.
        text: The text of the file of the problem.
        problem: What is to be mended.
    """
    tries = list(dict.fromkeys(_candidates(text, problem)))[:_MOST_TRIES]
    if not tries:
        return None
    before = _problems(folder, problem)
    for fix in tries:
        data = _applied(text, fix).encode()
        after = _problems(replace(folder, files={**folder.files, problem.file: data}), problem)
        if problem not in after and len(after) < len(before):
            return fix
    return None


def _candidates(text: Text, problem: Problem) -> Iterator[QuickFix]:
    """What the checker's hint may mean: the words between its backquotes, for a word or for the value that begins."""
    hint = problem.hint.one.format(**dict(problem.hint.fields)) if problem.hint.fields else problem.hint.one
    if hint.startswith(_SAYS_WHAT):
        line, column, length = place(problem, text)
        value = _VALUE.match(text.line(line), column - 1)
        for written in _WRITTEN.findall(hint):
            for replaced in (length, len(value[0]) if value else 0):
                if replaced and text.line(line)[column - 1 : column - 1 + replaced] != written:
                    yield QuickFix(line, column, replaced, written)
    elif "quote" in hint and (whole := _WHOLE.fullmatch(text.line(problem.line))) is not None:
        quoted = whole["value"].replace("\\", "\\\\").replace('"', '\\"')
        yield QuickFix(problem.line, whole.start("value") + 1, len(whole["value"]), f'"{quoted}"')


def _applied(text: Text, fix: QuickFix) -> str:
    lines = list(text.lines)
    line, at = lines[fix.line - 1], fix.column - 1
    lines[fix.line - 1] = line[:at] + fix.words + line[at + fix.length :]
    return "\n".join(lines)


def _problems(folder: Folder, problem: Problem) -> set[Problem]:
    problems = assemble(folder, None, problem.severity is Severity.WARNING)[0]
    return {each for each in problems if each.severity is Severity.ERROR or problem.severity is Severity.WARNING}
