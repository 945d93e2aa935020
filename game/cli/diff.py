"""`holdup diff`: what an edit of a story changed for its readers."""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.options import add_limits
from game.cli.pages import page
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure

if TYPE_CHECKING:
    from game.explore.story_diff import Moved, StoryDiff

_FORMATS = ("text", "json", "markdown")

_LONGEST = 30
"""Seconds that git may take."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup diff`."""
    command.add_argument("old", metavar=tr("OLD"), help=tr("the story as it was: a folder, or REVISION:FOLDER of git"))
    command.add_argument("new", metavar=tr("NEW"), help=tr("the story as it is: likewise"))
    command.add_argument(
        "--format", choices=_FORMATS, default="text", help=tr("for people, programs or a pull request")
    )
    add_limits(command, 2_000_000)
    page(
        command,
        tr(
            "Say what an edit of a story changed for its readers: what was changed in it, whose odds moved, what opens "
            "and what nobody meets any more, walkthroughs that fail, saves that will be told something, translations "
            "gone stale. What changes words alone is listed as wording."
        ),
        ("holdup diff ~/my-story.old ~/my-story", tr("two folders")),
        ("holdup diff HEAD~1:scenes scenes --format markdown", tr("a revision of git against the folder")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare two stories.

    Returns:
        1 when a walkthrough fails that did not, else 0.

    Raises:
        UsageError: There is no story at one of the places, git knows no such revision, or numpy is missing.
        Refused: One of the stories is broken.
    """
    from game.cli import launch
    from game.cli.setups import need_numpy, setups
    from game.explore.search import Limits

    need_numpy()
    from game.explore.story_diff import story_diff

    with _folder(arguments.old) as old, _folder(arguments.new) as new:
        stories = [launch.load(str(folder), None) for folder in (old, new)]
        mine, theirs = ({_key(s): s for s in setups(story, None, None, None)} for story in stories)
        pairs = [(mine[key], theirs[key]) for key in mine if key in theirs]
        limits = Limits(arguments.max_states, float(arguments.max_seconds))
        diff = story_diff(old, new, limits, pairs)
    if arguments.format == "json":
        print(json.dumps({**asdict(diff), "means": diff.means}, ensure_ascii=False))
    else:
        print("\n".join(_lines(diff, arguments.format == "markdown")))
    return 1 if diff.walkthroughs else 0


def _key(setup: object) -> str:
    from game.explore.survey import setup_name
    from game.play.setup import Setup

    assert isinstance(setup, Setup)
    return setup_name(setup)


@contextmanager
def _folder(word: str) -> Iterator[Path]:
    """A story's folder; of a revision, a copy that goes away again."""
    if Path(word).is_dir():
        yield Path(word)
        return
    revision, colon, path = word.partition(":")
    if not colon or revision.startswith("-"):
        raise UsageError(
            tr("“{word}” is no folder; a revision of git is written REVISION:FOLDER, as HEAD~1:scenes.", word=word)
        )
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        listed = _git("ls-tree", "-r", "-z", "--name-only", f"{revision}:./{path}", word=word)
        for name in listed.decode("utf-8", "replace").split("\0"):
            file = copy / name
            if name and file.suffix in (".yaml", ".po", ".txt") and file.resolve().is_relative_to(copy.resolve()):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_git("show", f"{revision}:./{path.rstrip('/')}/{name}", word=word))
        yield copy


def _git(*words: str, word: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], capture_output=True, timeout=_LONGEST, check=False)
    except FileNotFoundError:
        raise UsageError(tr("“{word}” is a revision, and git is not installed: name two folders.", word=word)) from None
    except subprocess.TimeoutExpired:
        raise Refused(tr("git did not answer.")) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(tr("git does not know “{word}”: {said}", word=word, said=said[:200]))
    return done.stdout


def _lines(diff: StoryDiff, markdown: bool) -> Iterator[str]:
    """The report: in sections, those that say nothing left out."""
    if not diff.means and not diff.wording and not diff.stale and not diff.rereads:
        yield tr("Nothing changed.")
        return
    if not diff.means:
        yield tr("Nothing changed but words.")
    first = diff.means
    changed = [f"{c.place}: {c.old or '∅'} → {c.new or '∅'}" for c in diff.parts]
    fails = [f"{c.place}: {c.new}" for c in diff.walkthroughs]
    unproved = [tr("{setup}: too large; only what was changed is told", setup=name) for name in diff.unproved]
    stale = [
        trn("{language}: {count} text more", "{language}: {count} texts more", count, language=language)
        for language, count in diff.stale.items()
    ]
    for title, entries in (
        (tr("Changed"), changed),
        (tr("Odds of endings"), [_moved(one, 2, " %") for one in diff.endings]),
        (tr("Met for the first time"), diff.opened),
        (tr("Met by nobody any more"), diff.closed),
        (tr("Words of a random run"), [_moved(one, 0) for one in diff.words]),
        (tr("Walkthroughs that fail"), fails),
        (tr("Walkthroughs that read otherwise"), diff.rereads),
        (tr("Gone without `was`: saves will be told"), diff.saves),
        (tr("Untranslated or stale"), stale),
        (tr("Not proved"), unproved),
        (tr("Wording"), diff.wording),
    ):
        if entries:
            if not first:
                yield ""
            first = False
            yield f"### {title}" if markdown else title
            yield from (f"- {entry}" if markdown else f"  {entry}" for entry in entries)


def _moved(one: Moved, digits: int, unit: str = "") -> str:
    name = f"{one.setup}: {one.what}".removesuffix(": ")
    return f"{name}: {figure(one.old, digits)}{unit} → {figure(one.new, digits)}{unit}"
