"""Writes a run down as a walkthrough: a block more in walkthroughs.yaml, whose comments and layout stay."""

from __future__ import annotations

import textwrap
from pathlib import Path

from game.explore.walkthroughs import own_tests
from game.i18n.catalogue import tr
from game.play.decision_list import format_decisions
from game.play.run import Run
from game.play.setup import seat_word
from game.story.folder import WALKTHROUGHS
from game.story.problems import Report
from game.story.schema.files import ID
from game.story.yaml_tree import Node, parse_yaml
from game.write_file import write_file

_WIDTH = 100
_KEY = "walkthroughs"


class NotRecorded(Exception):
    """The run cannot be written down; the message says why."""


def record(run: Run, name: str, folder: Path) -> Path:
    """Add a run to a story's walkthroughs. Returns the file.

    Args:
        run: The run.
        name: What the walkthrough is to be called.
        folder: The story's folder.

    Raises:
        NotRecorded: There is such a walkthrough, or the name or the run cannot stand in the file.
        BadWalkthroughs: The file is broken as it is.
        OSError: It cannot be read or written.
    """
    story, file = run.setup.story, folder / WALKTHROUGHS
    if ID.made(name) != name:
        near = ID.made(name)
        hint = " " + tr("Did you mean “{word}”?", word=near) if near else ""
        raise NotRecorded(tr("“{name}” is no name: lower-case letters, digits and hyphens are.", name=name[:40]) + hint)
    if run.setup.rival.strength:
        raise NotRecorded(tr("A walkthrough is against a rival that goes by a rule, and this run’s thinks."))
    before = own_tests(story, folder)  # whatever is wrong with it is told before it is touched
    if name in [walkthrough.name for walkthrough in before.walkthroughs]:
        raise NotRecorded(tr("There is a walkthrough “{name}” already.", name=name))
    old = file.read_bytes().decode("utf-8") if file.is_file() else ""
    new = _with(old, name, run)
    after = parse_yaml(new.encode("utf-8"), WALKTHROUGHS, report := Report())
    wanted = {name, *(walkthrough.name for walkthrough in before.walkthroughs)}
    if after is None or report.errors or after.get_map(_KEY).keys() != wanted:
        raise NotRecorded(tr("{file} is laid out so that nothing can be added to it.", file=file))
    write_file(file, new, within=folder)
    return file


def _with(old: str, name: str, run: Run) -> str:
    """The file's text with a walkthrough more: after the last one."""
    newline = "\r\n" if "\r\n" in old else "\n"
    root = parse_yaml(old.encode("utf-8"), WALKTHROUGHS, Report()) if old.strip() else None
    known = None if root is None else root.get(_KEY)
    indent = "  "
    if known is not None and known.entries:
        indent = " " * (next(iter(known.entries.values())).position.column - 1)
    block = _block(name, run, indent)
    if root is None or known is None:
        block = f"{_KEY}:\n{block}"
    lines = old.splitlines(keepends=True)
    at = len(lines) if root is None or known is None else _end(root, known, lines)
    head = "".join(lines[:at])
    if head and not head.endswith("\n"):
        head += newline
    return head + block.replace("\n", newline) + "".join(lines[at:])


def _end(root: Node, known: Node, lines: list[str]) -> int:
    """The line (from 0) at which another walkthrough belongs: before what follows them, with its comments."""
    later = [node.position.line - 1 for node in root.entries.values() if node.position.line > known.position.line]
    at = min(later, default=len(lines))
    while at > known.position.line and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _block(name: str, run: Run, indent: str) -> str:
    setup = run.setup
    keys = [f"seat: {seat_word(setup)}", f"rival: {setup.rival.value}", f"seed: {setup.seed}"]
    keys.append(f"opening: {setup.opening}")
    words = format_decisions(run.decisions).replace(",", ", ")
    deep = indent * 2
    if len(words) < _WIDTH - len(deep) - len("decisions: []"):
        keys.append(f"decisions: [{words}]")
    else:
        broken = textwrap.wrap(words, _WIDTH - len(indent) * 3, break_long_words=False, break_on_hyphens=False)
        keys.append("decisions:\n" + "\n".join([f"{indent * 3}[", *(f"{indent * 3} {line}" for line in broken)]))
        keys[-1] += f"\n{indent * 3}]"
    if run.ending is not None:
        keys.append(f"ending: {run.ending.id}")
    return f"{indent}{name}:\n" + "".join(f"{deep}{key}\n" for key in keys)
