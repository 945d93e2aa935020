"""`holdup test`: a story's own tests, its walkthroughs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError, did_you_mean
from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr, trn

if TYPE_CHECKING:
    from game.explore.walkthroughs import Outcome


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup test`."""
    add_path(command)
    command.add_argument("--bless", action="store_true", help=tr("accept what the runs read now"))
    command.add_argument("names", nargs="*", metavar=tr("NAME"), help=tr("walkthroughs to take (default: all)"))
    page(
        command,
        tr("Replay a story’s walkthroughs: named decisions, what they must reach, what must hold on the way."),
        ("holdup test ~/my-story", tr("all that walkthroughs.yaml names")),
        ("holdup test ~/my-story --bless", tr("keep what they read; later runs show the difference")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Take a story's walkthroughs.

    Returns:
        1 when one fails or reads otherwise than accepted, else 0.

    Raises:
        UsageError: There is no story at the path, or no walkthrough of a name.
        Refused: The story or its walkthroughs are broken, or a transcript cannot be written.
    """
    from game.cli import launch
    from game.explore.walkthroughs import BadWalkthroughs, walk, walkthroughs
    from game.story.folder import WALKTHROUGHS

    folder = story_folder(arguments.path)
    try:
        story = launch.load(arguments.path, None)
        known = {walkthrough.name: walkthrough for walkthrough in walkthroughs(story, folder)}
    except BadWalkthroughs as error:
        raise Refused(launch.placed(folder, error.problems)) from None
    if not known:
        raise UsageError(tr("{folder}: there is no {file}", folder=folder, file=WALKTHROUGHS))
    for name in arguments.names:
        if name not in known:
            there_is_none = tr("There is no walkthrough “{name}”.", name=name)
            raise UsageError(there_is_none + did_you_mean(name, tuple(known)))
    chosen = [walkthrough for name, walkthrough in known.items() if not arguments.names or name in arguments.names]
    try:
        failed = sum(not _report(walk(story, walkthrough), folder, arguments.bless) for walkthrough in chosen)
    except OSError as error:
        raise Refused(f"{folder}: {error}") from None
    print(
        trn(
            "{passed} of {count} walkthrough passes",
            "{passed} of {count} walkthroughs pass",
            len(chosen),
            passed=len(chosen) - failed,
        )
    )
    return 1 if failed else 0


def _report(outcome: Outcome, folder: Path, accept: bool) -> bool:
    from game.explore.transcripts import accepted, bless, difference, transcript

    name = outcome.walkthrough.name
    for failure in outcome.failures:
        print(tr("{name}: {failure}", name=name, failure=failure))
    if outcome.failures or outcome.run is None:
        return False
    reads = transcript(outcome.run)
    before = accepted(folder, name)
    if accept:
        if reads != before:
            print(tr("{name}: accepted, in {file}", name=name, file=bless(folder, name, reads)))
        return True
    changed = [] if before is None else difference(before, reads)
    if changed:
        print(tr("{name}: it reads otherwise than accepted; if that is meant, say so with --bless", name=name))
        print("\n".join(changed))
        return False
    passes = tr("{name}: passes", name=name)
    if before is None:
        passes = tr("{name}: passes (no transcript accepted yet)", name=name)
    print(passes)
    return True
