"""`holdup test`: a story's own tests, its walkthroughs. It speaks English."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.arguments import Misused, unknown_word
from game.cli.stage import Refused, load
from game.explore.transcripts import accepted, bless, difference, transcript
from game.explore.walkthroughs import FILE, BadWalkthroughs, Outcome, walk, walkthroughs
from game.story.load import shipped_folder


def run(arguments: argparse.Namespace) -> int:
    """Take a story's walkthroughs.

    Returns:
        1 when one fails or reads otherwise than accepted, or something is broken; else 0.

    Raises:
        Misused: There is no story at the path, or no walkthrough of a name.
    """
    folder = Path(arguments.path) if arguments.path else shipped_folder()
    try:
        found = walkthroughs(load(arguments.path, None), folder)
    except (Refused, BadWalkthroughs) as error:
        print(error, file=sys.stderr)
        return 1
    if not found:
        raise Misused(f"{folder}: there is no {FILE}")
    known = [walkthrough.name for walkthrough in found]
    for name in arguments.names:
        if name not in known:
            raise Misused(f"there is no walkthrough `{name}`.{unknown_word(name, known)}")
    chosen = [w for w in found if not arguments.names or w.name in arguments.names]
    try:
        failed = sum(not _tell(walk(walkthrough), folder, arguments.bless) for walkthrough in chosen)
    except OSError as error:
        print(f"{folder}: {error}", file=sys.stderr)
        return 1
    print(f"{len(chosen) - failed} of {len(chosen)} walkthroughs pass")
    return 1 if failed else 0


def _tell(outcome: Outcome, folder: Path, blessed: bool) -> bool:
    name = outcome.walkthrough.name
    for failure in outcome.failures:
        print(f"{name}: {failure}")
    if outcome.failures or outcome.run is None:
        return False
    reads = transcript(outcome.run)
    before = accepted(folder, name)
    if blessed:
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
