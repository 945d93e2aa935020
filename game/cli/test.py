"""`holdup test`: a story's own tests, its walkthroughs. It speaks English."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError, did_you_mean
from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr

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
    from game.explore.walkthroughs import FILE, BadWalkthroughs, walk, walkthroughs

    folder = story_folder(arguments.path)
    try:
        known = {
            walkthrough.name: walkthrough for walkthrough in walkthroughs(launch.load(arguments.path, None), folder)
        }
    except BadWalkthroughs as error:
        raise Refused(str(error)) from None
    if not known:
        raise UsageError(f"{folder}: there is no {FILE}")
    for name in arguments.names:
        if name not in known:
            raise UsageError(f"there is no walkthrough `{name}`.{did_you_mean(name, tuple(known))}")
    chosen = [walkthrough for name, walkthrough in known.items() if not arguments.names or name in arguments.names]
    try:
        failed = sum(not _report(walk(walkthrough), folder, arguments.bless) for walkthrough in chosen)
    except OSError as error:
        raise Refused(f"{folder}: {error}") from None
    print(f"{len(chosen) - failed} of {len(chosen)} walkthroughs pass")
    return 1 if failed else 0


def _report(outcome: Outcome, folder: Path, accept: bool) -> bool:
    from game.explore.transcripts import accepted, bless, difference, transcript

    name = outcome.walkthrough.name
    for failure in outcome.failures:
        print(f"{name}: {failure}")
    if outcome.failures or outcome.run is None:
        return False
    reads = transcript(outcome.run)
    before = accepted(folder, name)
    if accept:
        if reads != before:
            print(f"{name}: accepted, in {bless(folder, name, reads)}")
        return True
    changed = [] if before is None else difference(before, reads)
    if changed:
        print(f"{name}: it reads otherwise than accepted; if that is meant, say so with --bless")
        print("\n".join(changed))
        return False
    print(f"{name}: passes{' (no transcript accepted yet)' if before is None else ''}")
    return True
