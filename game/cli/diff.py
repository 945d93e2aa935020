"""`holdup diff`: what an edit of a story changed for its readers."""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from game import memory_limit
from game.cli.errors import Refused, UsageError
from game.cli.json_output import json_text
from game.cli.options import add_limits, current_story, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure

if TYPE_CHECKING:
    from game.explore.compare_parts import ChangedPart
    from game.explore.deadline import Deadline
    from game.explore.search import Limits
    from game.explore.story_diff import ChangedLaw, Moved, StoryDiff

_FORMATS = ("text", "json", "markdown")

_SHOWN = 70
"""Letters of a paragraph that are shown."""

_LONGEST = 30
"""Seconds that git may take."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup diff`."""
    command.add_argument(
        "old", metavar=tr("OLD"), help=tr("the story as it was: a folder, a REVISION of git, or REVISION:FOLDER")
    )
    command.add_argument(
        "new",
        nargs="?",
        metavar=tr("NEW"),
        help=tr("the story as it is: likewise (default: the story in the current folder, or the shipped one)"),
    )
    command.add_argument(
        "--format", choices=_FORMATS, default="text", help=tr("for people, programs or a pull request")
    )
    add_limits(command, 2_000_000, seconds=60)
    page(
        command,
        tr(
            "Say what an edit of a story changed for its readers: what was changed in it, whose odds moved, what opens "
            "and what nobody meets any more, walkthroughs that fail, saves that will be told something, translations "
            "gone stale. What changes words alone is listed as wording."
        ),
        ("holdup diff ~/my-story.old ~/my-story", tr("two folders")),
        ("holdup diff HEAD~1", tr("a revision of git against the folder you work in")),
        ("holdup diff HEAD~1:scenes scenes --format markdown", tr("the same of a folder that is named")),
    )


@memory_limit.limited(memory_limit.default_limit())
def run(arguments: argparse.Namespace) -> int:
    """Compare two stories.

    Returns:
        1 when a walkthrough fails that did not, or there was no time to take them all, else 0.

    Raises:
        UsageError: There is no story at one of the places, git knows no such revision, or numpy is missing.
        Refused: One of the stories is broken.
    """
    from game.cli.setups import need_numpy
    from game.explore.deadline import Deadline, OutOfTime

    need_numpy()
    from game.explore.search import Limits

    whole, limits = Deadline(arguments.max_seconds or inf), Limits(arguments.max_states)
    try:
        diff, pairs = _compared(arguments, whole, limits)
    except OutOfTime:
        raise Refused(tr("There was not even time to begin: allow more with --max-seconds.")) from None
    if arguments.format == "json":
        print(json_text({**asdict(diff), "means": diff.means}))
    else:
        print("\n".join(_lines(diff, arguments.format == "markdown", pairs)))
    return 1 if diff.walkthroughs or diff.hurried else 0


def _compared(arguments: argparse.Namespace, whole: Deadline, limits: Limits) -> tuple[StoryDiff, int]:
    """What is otherwise, and how many pairs of setups were to be explored."""
    from game.cli import launch
    from game.cli.setups import setups
    from game.explore.story_diff import story_diff
    from game.explore.survey import setup_name
    from game.story.renamed_since import told_today

    here = _working_folder(arguments.new)
    with (
        _folder(arguments.old, here) as old,
        _folder(arguments.new or str(here), here) as new,
        tempfile.TemporaryDirectory() as name,
    ):
        earlier, later = (launch.reading(folder) for folder in (old, new))
        made = Path(name)
        renamed = told_today(old, later.story.was, made, whole.check)
        if renamed:
            earlier = launch.reading(made)
        theirs, mine = ({setup_name(s): s for s in setups(each.story, None, None, None)} for each in (earlier, later))
        pairs = [(theirs[key], mine[key]) for key in theirs if key in mine]
        return story_diff(earlier, later, limits, pairs, renamed, whole), len(pairs)


def _working_folder(new: str | None) -> Path:
    """The folder that a bare revision is a revision of: that of NEW, the current one, or that of the shipped story."""
    if new is not None and os.path.isdir(new):
        return Path(new)
    return story_folder(current_story())


@contextmanager
def _folder(word: str, here: Path) -> Iterator[Path]:
    """A story's folder; of a revision, a copy that goes away again."""
    if os.path.isdir(word):
        yield Path(word)
        return
    revision, colon, path = word.partition(":")
    if not revision or revision.startswith("-"):
        raise UsageError(tr("“{word}” is neither a folder nor a revision of git.", word=word))
    # of REVISION:FOLDER, the folder is named as from here; of REVISION alone, it is that of the story
    git = _Git(word, Path() if colon else here)
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        listed = git.told("ls-tree", "--full-tree", "-r", "-z", "--name-only", f"{revision}:./{path}")
        for name in listed.decode("utf-8", "replace").split("\0"):
            file = copy / name
            if name and file.suffix in (".yaml", ".po", ".txt") and file.resolve().is_relative_to(copy.resolve()):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(git.told("show", f"{revision}:./{path.rstrip('/')}/{name}".replace("//", "/")))
        yield copy


class _Git:
    """Git, asked in a folder for what a word of the command line names."""

    def __init__(self, word: str, folder: Path) -> None:
        self._word = word
        self._folder = folder

    def told(self, *words: str) -> bytes:
        """What it says to a command.

        Raises:
            UsageError: It knows nothing of that name, or is not installed.
            Refused: It does not answer.
        """
        word, command = self._word, ["git", "-C", str(self._folder), *words]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
        except FileNotFoundError:
            raise UsageError(
                tr("“{word}” is no folder; to read it as a revision, git is needed, and not installed.", word=word)
            ) from None
        except subprocess.TimeoutExpired:
            raise Refused(tr("git did not answer.")) from None
        if done.returncode:
            complaint = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise UsageError(
                tr("“{word}” is no folder, and git does not know it: {said}", word=word, said=complaint[:200])
            )
        return done.stdout


def _lines(diff: StoryDiff, markdown: bool, pairs: int) -> Iterator[str]:
    """The report: in sections, those that say nothing left out. So many pairs of setups were compared."""
    reworded = [f"{language}: {path}" for language, paths in diff.reworded.items() for path in paths]
    hurried = [tr("all of its walkthroughs and translations: allow more with --max-seconds")] if diff.hurried else []
    words = diff.renamed or diff.wording or diff.moved or diff.stale or diff.rereads or diff.reorders or reworded
    first = diff.means or diff.hurried
    if not first:
        yield (
            _nothing_but(diff) if words else tr("Nothing changed for readers.") if diff.laws else tr("Nothing changed.")
        )
    if not (first or words or diff.laws):
        return
    fails = [f"{c.place}: {c.new}" if c.place else c.new for c in diff.walkthroughs]
    unproved = [_too_large(diff.unproved, pairs)] if diff.unproved else []
    if diff.unruled:
        unproved.append(trn("{count} law", "{count} laws", diff.unruled))
    stale = [
        trn("{language}: {count} text more", "{language}: {count} texts more", count, language=language)
        for language, count in diff.stale.items()
    ]
    for title, entries in (
        (tr("Renamed"), [f"{old} → {new}" for old, new in diff.renamed.items()]),
        (tr("Changed"), [_changed(part) for part in diff.parts]),
        (tr("New texts"), [_paragraph(part.place, part.new) for part in diff.added]),
        (tr("Texts taken out"), [_paragraph(part.place, part.old) for part in diff.gone]),
        (tr("Put elsewhere"), [f"{old} → {new}" for old, new in diff.carried.items()]),
        (tr("Laws"), [_law(law) for law in diff.laws]),
        (tr("Odds of endings"), _moved(diff.endings, 2, " %")),
        (tr("Met for the first time"), diff.opened),
        (tr("Met by nobody any more"), diff.closed),
        (tr("Words of a random run"), _moved(diff.words, 0)),
        (tr("Walkthroughs that fail"), fails),
        (tr("Walkthroughs that read otherwise"), diff.rereads),
        (tr("Walkthroughs that read the same in another order"), diff.reorders),
        (tr("Gone without `was`: saves will be told"), diff.saves),
        (tr("Untranslated or stale"), stale),
        (tr("Not proved"), unproved),
        (tr("There was no time to look at"), hurried),
        (tr("In another order"), diff.moved),
        (tr("Wording"), [*diff.wording, *reworded]),
    ):
        if entries:
            if not first:
                yield ""
            first = False
            yield f"### {title}" if markdown else title
            yield from (f"- {entry}" if markdown else f"  {entry}" for entry in entries)


def _nothing_but(diff: StoryDiff) -> str:
    if diff.moved:
        return (
            tr("Nothing changed but names, words and their order.")
            if diff.renamed
            else tr("Nothing changed but words and their order.")
        )
    return tr("Nothing changed but names and words.") if diff.renamed else tr("Nothing changed but words.")


def _paragraph(place: str, words: str) -> str:
    """A paragraph by its place and how it begins."""
    line = " ".join(words.split())
    return f"{place}: {line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + '…'}"


def _law(law: ChangedLaw) -> str:
    """What became of a law."""
    from game.explore.compare_parts import ChangedPart

    what = f"{law.name}: {law.new}" if law.old == law.new else _changed(ChangedPart(law.name, law.old, law.new))
    if law.now == "refuted":
        return tr("{law}: broken, and was not", law=what) if law.before == "proved" else tr("{law}: broken", law=what)
    if law.now == "proved":
        return tr("{law}: holds", law=what)
    return tr("{law}: not proved", law=what) if law.now else what


def _changed(part: ChangedPart) -> str:
    """What changed in a part; of a whole scene or choice, that it came or went."""
    from game.explore.compare_parts import WHOLE

    if part.old and part.new:
        return f"{part.place}: {part.old} → {part.new}"
    value = part.old or part.new
    sentence = tr("{place}: added", place=part.place) if part.new else tr("{place}: taken out", place=part.place)
    return sentence if value == WHOLE else f"{sentence}: {value}"


def _too_large(unproved: Sequence[str], pairs: int) -> str:
    if len(unproved) == pairs > 1:
        return tr("Too large for the limits, whoever plays and from wherever: only what was changed is told.")
    return tr("Too large for the limits: {setups}. Only what was changed is told.", setups="; ".join(unproved))


def _moved(moved: list[Moved], digits: int, unit: str = "") -> list[str]:
    """What moved, and where it did so alike."""
    alike: dict[str, list[str]] = {}
    for one in moved:
        what = f"{one.what}: " if one.what else ""
        line = f"{what}{figure(one.old, digits)}{unit} → {figure(one.new, digits)}{unit}"
        alike.setdefault(line, []).append(one.setup)
    return [f"{line} ({'; '.join(setups)})" for line, setups in alike.items()]
