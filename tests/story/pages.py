"""The examples of the problem pages, as folders that can be checked."""

from __future__ import annotations

import re
from pathlib import Path

from game.story.load import inspect
from game.story.problems import Problem, codes, explain

BASE = {
    "story.yaml": """\
id: lighthouse
title: The Lighthouse
language: en
clock: {start: 1901-03-01 18:00, hours: 12}
seats: {keeper: {name: The keeper}}
stakes: {oil: {name: oil, max: 9, start: 5}}
flags: {lit: The lamp is lit.}
episodes: [night]
""",
    "night.yaml": """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text: A hundred steps.
    choices:
      climb:
        say: Climb.
        to: dawn
""",
    "endings.yaml": """\
endings:
  dawn: {title: Dawn, text: The lamp goes out., epitaph: It held., hint: Stay up.}
""",
}
"""The story that an example replaces a file of, or adds one to."""

IDLE = ("never-set", "unread-variable")
"""Codes of what is declared and not used."""

BRIEF = ("forgotten-choice",)
"""Codes of what a story of two scenes cannot help."""

EXPLORED = ("unheard-echo",)
"""Codes that `explore` prints, of stories in which `check` finds nothing."""

_FENCE = re.compile(r"```(?:yaml|po)\n(# ([\w./-]+\.(?:yaml|po))(?: \(([^\n]*)\))?\n.*?)```", re.DOTALL)


def examples(code: str, part: str) -> list[dict[str, tuple[str, str]]]:
    """The examples of a page's part (`Fails` or `Fixed`), which `Or:` separates.

    Each is a set of files, by name: how it is written (empty, or words in parentheses) and what it holds.
    """
    written = explain(code).partition(f"## {part}\n")[2].partition("\n## ")[0]
    return [{name: (how, text) for text, name, how in _FENCE.findall(example)} for example in written.split("\nOr:\n")]


def checked_codes() -> tuple[str, ...]:
    """The codes that `check` prints."""
    return tuple(code for code in codes() if code not in EXPLORED)


def write(folder: Path, files: dict[str, tuple[str, str]]) -> Path:
    """Put the base story and an example's files in a folder."""
    for name, text in BASE.items():
        (folder / name).write_text(text, "utf-8")
    for name, (how, text) in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if how.startswith("a link to "):
            file.symlink_to(how.removeprefix("a link to "))
            continue
        repeated = re.fullmatch(r"the last line (\d+) times", how)
        if repeated:
            text += (text.splitlines(keepends=True)[-1]) * int(repeated[1])
        file.write_bytes(text.encode("latin-1" if how == "in latin-1" else "utf-8"))
    return folder


def problems(folder: Path, files: dict[str, tuple[str, str]], code: str) -> tuple[Problem, ...]:
    """What is wrong with an example, in the language of its catalogue if it has one.

    Only an example that is about what is not used, or not remembered, is judged by it.
    """
    language = next((Path(name).stem for name in files if name == "locale/fr.po"), None)
    found = inspect(write(folder, files), language).problems
    passed_over = (codes for codes in (IDLE, BRIEF) if code not in codes)
    return without(found, *passed_over)


def without_idle(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems, without those that an example is too short to avoid."""
    return without(found, IDLE, BRIEF)


def without(found: tuple[Problem, ...], *passed_over: tuple[str, ...]) -> tuple[Problem, ...]:
    """Problems, without those of some codes."""
    return tuple(problem for problem in found if not any(problem.code in codes for codes in passed_over))
