"""Mends of mistakes, made of what the checker says of them; only those are offered after which the mistake is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.lsp.text import Text
from game.story.assemble import assemble
from game.story.folder import Folder
from game.story.problems import Problem, Severity

_WRITTEN = re.compile(r"`([^`…]+)`")
_VALUE = re.compile(r"[^,\[\]{}#]*[^,\[\]{}#\s]")

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
    """The first mend of a problem that mends it; None where the checker has no hint, or what it hints at does not.

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
    hint = problem.hint.one.format(**dict(problem.hint.fields)) if problem.hint else ""
    word = text.word_at(problem.line, problem.column)
    value = _VALUE.match(text.line(problem.line), problem.column - 1)
    for written in _WRITTEN.findall(hint):
        for replaced in (word, value[0] if value else ""):
            if replaced and replaced != written:
                yield QuickFix(problem.line, problem.column, len(replaced), written)


def _applied(text: Text, fix: QuickFix) -> str:
    lines = list(text.lines)
    line, at = lines[fix.line - 1], fix.column - 1
    lines[fix.line - 1] = line[:at] + fix.words + line[at + fix.length :]
    return "\n".join(lines)


def _problems(folder: Folder, problem: Problem) -> set[Problem]:
    found = assemble(folder, None, problem.severity is Severity.WARNING)[0]
    return {each for each in found if each.severity is Severity.ERROR or problem.severity is Severity.WARNING}
