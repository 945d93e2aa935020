"""A run that was played, kept among the walkthroughs of its story: what is there already stays as it is written."""

from __future__ import annotations

import os
import re
from pathlib import Path

from game.explore.walkthroughs import own_tests_of
from game.i18n.catalogue import tr
from game.play import decision_list
from game.play.run import Run
from game.play.setup import opposite, seat_word
from game.read_file import read_regular
from game.story.folder import WALKTHROUGHS
from game.story.problems import Report
from game.write_file import write_file

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TOP = re.compile(r"^walkthroughs:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_NONE = re.compile(r"^walkthroughs:[ \t]*\{[ \t]*\}", re.MULTILINE)
_INLINE = re.compile(r"^walkthroughs:", re.MULTILINE)
_NEXT = re.compile(r"^(?:#[^\n]*\n|[ \t\r]*\n)*[^\s#]", re.MULTILINE)
"""What comes after the walkthroughs, with the comments above it."""

_INDENT = re.compile(r"^( +)[^\s#]", re.MULTILINE)


class CannotRecord(Exception):
    """A run cannot be kept as a walkthrough: a sentence says why. Nothing was written."""


def record(folder: Path, name: str, run: Run) -> Path:
    """Add a run to the walkthroughs of its story.

    Args:
        folder: The story's folder.
        name: What the walkthrough is called.
        run: The run, as far as it was played.

    Returns:
        The file that was written.

    Raises:
        CannotRecord: The name is none, or taken; the file is written in a way that cannot be added to; the run begins
            where no road leads, or has no decision; or the file cannot be written.
    """
    story = run.setup.story
    if story.own_start is not None:
        raise CannotRecord(tr("No road leads here like this: a walkthrough could not come here."))
    if not run.decisions:
        raise CannotRecord(tr("Nothing has been decided yet."))
    if not _NAME.fullmatch(name):
        raise CannotRecord(
            tr("“{name}” is no name: lower-case letters, digits and hyphens, a letter first.", name=name)
        )
    file = folder / WALKTHROUGHS
    try:
        written = read_regular(file).decode("utf-8") if os.path.lexists(file) else ""
        before = _begun(written)
        after = _with(before, _lines(name, run))
        known = _names(_NONE.sub("", written), run) if _says_something(written) else []
        if known is not None and name in known:
            raise CannotRecord(tr("There is a walkthrough “{name}” already.", name=name))
        if known is None:
            raise CannotRecord(tr("{file} has errors: mend them first.", file=WALKTHROUGHS))
        if after is None or _names(after, run) != [*known, name]:
            raise CannotRecord(
                tr(
                    "{file} is written in a way that cannot be added to: write each walkthrough on lines of its own "
                    "below `walkthroughs:`.",
                    file=WALKTHROUGHS,
                )
            )
        write_file(file, after, within=folder)
    except UnicodeDecodeError:
        raise CannotRecord(tr("{file} is not UTF-8 text.", file=WALKTHROUGHS)) from None
    except OSError as error:
        reason = error.strerror or error
        raise CannotRecord(tr("{path}: this cannot be written ({reason}).", path=file, reason=reason)) from None
    return file


def _names(text: str, run: Run) -> list[str] | None:
    """The walkthroughs of a file, by name; None where it is broken."""
    report = Report()
    read = own_tests_of(text.encode(), run.setup.story, report).walkthroughs
    return None if report.errors else [walkthrough.name for walkthrough in read]


def _lines(name: str, run: Run) -> list[str]:
    """A walkthrough as it is written, its own lines indented by two."""
    setup = run.setup
    decisions = [decision_list.format_decisions([decision]) for decision in run.decisions]
    lines = [f"{name}:", f"  seat: {seat_word(setup)}"]
    lines += [f"  rival: {setup.rival_word}"] if opposite(setup) else []
    lines += [f"  seed: {setup.seed}"] if setup.seed else []
    lines += [f"  opening: {setup.opening}"] if setup.opening != next(iter(setup.story.openings)) else []
    lines += ["  decisions:", *(f"    - {decision}" for decision in decisions)]
    here = run.state.here.id
    return [*lines, f"  ending: {here}" if run.ending is not None else f"  through: [{here}]"]


def _says_something(text: str) -> bool:
    """Whether a file holds more than comments and the key for walkthroughs."""
    lines = (line.partition("#")[0].strip() for line in _NONE.sub("", text).splitlines())
    return any(line not in ("", "walkthroughs:") for line in lines)


def _begun(text: str) -> str:
    """A file in which walkthroughs can stand: one that has none gets the key for them."""
    if _NONE.search(text):
        return _NONE.sub("walkthroughs:", text, count=1)
    if _INLINE.search(text):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    stripped = text.rstrip()
    return f"{stripped}{newline * 2 if stripped else ''}walkthroughs:{newline}"


def _with(text: str, lines: list[str]) -> str | None:
    """A file with a walkthrough more, after those that it has; None where it is not written as a block."""
    top = _TOP.search(text)
    if top is None:
        return None
    following = _NEXT.search(text, top.end())
    end = len(text) if following is None else following.start()
    before = text[:end].rstrip()
    body = text[top.end() : end]
    indent = _INDENT.search(body)
    inside = indent[1] if indent else "  "
    newline = "\r\n" if "\r\n" in text else "\n"
    added = newline.join(f"{inside}{line}" for line in lines)
    rest = text[end:].lstrip("\r\n")
    return f"{before}{newline}{added}{newline}{newline if rest else ''}{rest}"
