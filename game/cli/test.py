"""`holdup test`: a story's own tests, its walkthroughs."""

from __future__ import annotations

import argparse
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from game import memory_limit
from game.cli.errors import Refused, UsageError, did_you_mean
from game.cli.options import add_limits, add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr, trn

if TYPE_CHECKING:
    from game.explore.deadline import Deadline
    from game.explore.walkthroughs import Outcome
    from game.story.laws import Law
    from game.story.model import Story


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup test`."""
    add_path(command)
    command.add_argument("--bless", action="store_true", help=tr("accept what the runs read now"))
    command.add_argument(
        "--record",
        nargs=2,
        metavar=(tr("RUN"), tr("NAME")),
        help=tr("write a run, by its number in the journal or its code, into walkthroughs.yaml under a name"),
    )
    add_limits(command, 20_000_000, seconds=60)
    command.add_argument(
        "names", nargs="*", metavar=tr("NAME"), help=tr("walkthroughs to take, laws to prove (default: all)")
    )
    page(
        command,
        tr(
            "Replay a story’s walkthroughs: named decisions, what they must reach, what must hold on the way. "
            "Prove its laws: what must hold in every run. A broken law comes with the shortest road there."
        ),
        ("holdup test ~/my-story", tr("all that walkthroughs.yaml names")),
        ("holdup test ~/my-story --record holdup-AdCx7Q calm", tr("keep a run as a walkthrough")),
        ("holdup test ~/my-story --bless", tr("keep what they read; later runs show the difference")),
    )


@memory_limit.limited(memory_limit.default_limit())
def run(arguments: argparse.Namespace) -> int:
    """Take a story's walkthroughs, and prove its laws.

    Returns:
        1 when a walkthrough fails, reads otherwise than accepted or was not taken, or a law is broken, else 0.

    Raises:
        UsageError: There is no story at the path, or neither a walkthrough nor a law of a name; or numpy is missing.
        Refused: The story or its walkthroughs are broken, or a transcript cannot be written.
    """
    from game.cli import launch
    from game.explore.deadline import Deadline
    from game.explore.transcripts import FOLDER
    from game.explore.walkthroughs import BadWalkthroughs, own_tests, walk
    from game.story.folder import WALKTHROUGHS

    if arguments.record:
        return _record(arguments)
    folder, deadline = story_folder(arguments.path), Deadline(arguments.max_seconds or inf)
    try:
        story = launch.load(arguments.path, None)
        tests = own_tests(story, folder)
    except BadWalkthroughs as error:
        raise Refused(launch.placed(folder, error.problems)) from None
    known = [*(w.name for w in tests.walkthroughs), *(law.name for law in tests.laws)]
    if not known:
        raise UsageError(tr("{folder}: there is no {file}", folder=folder, file=WALKTHROUGHS))
    for name in arguments.names:
        if name not in known:
            there_is_none = tr("There is no walkthrough and no law “{name}”.", name=name)
            raise UsageError(there_is_none + did_you_mean(name, known))
    wanted = set(arguments.names or known)
    chosen = [walkthrough for walkthrough in tests.walkthroughs if walkthrough.name in wanted]
    try:
        passed = [
            _report(walk(story, walkthrough), folder, arguments.bless) for walkthrough in deadline.while_left(chosen)
        ]
    except OSError as error:
        if error.strerror is None:
            raise Refused(f"{folder / FOLDER}: {error}.") from None
        reason = error.strerror
        raise Refused(tr("{path}: this cannot be written ({reason}).", path=folder / FOLDER, reason=reason)) from None
    if chosen:
        print(
            trn(
                "{passed} of {count} walkthrough passes",
                "{passed} of {count} walkthroughs pass",
                len(chosen),
                passed=sum(passed),
            )
        )
    if len(passed) < len(chosen):
        print(
            trn(
                "There was no time for {count} walkthrough: allow more with --max-seconds.",
                "There was no time for {count} walkthroughs: allow more with --max-seconds.",
                len(chosen) - len(passed),
            )
        )
    broken = _rule(story, [law for law in tests.laws if law.name in wanted], arguments, deadline)
    return 1 if sum(passed) < len(chosen) or broken else 0


def _record(arguments: argparse.Namespace) -> int:
    """Write a run down as a walkthrough."""
    from game.cli import launch
    from game.cli.resolve_run import resolve_run
    from game.explore.record import CannotRecord, record

    word, name = arguments.record
    with launch.players_journal(plays=False) as journal:
        resolved = resolve_run(argparse.Namespace(**{**vars(arguments), "run": word}), journal, asked=False)
        folder = story_folder(arguments.path or journal.folder or None)
    if resolved.lost:
        raise Refused(
            trn(
                "The story has changed: {count} decision of this run does not exist any more.",
                "The story has changed: {count} decisions of this run do not exist any more.",
                resolved.lost,
            )
        )
    try:
        file = record(folder, name, resolved.run)
    except CannotRecord as error:
        raise Refused(str(error)) from None
    print(tr("{name}: recorded, in {file}", name=name, file=file))
    return 0


def _rule(story: Story, laws: list[Law], arguments: argparse.Namespace, deadline: Deadline) -> int:
    """Prove laws, and say what is known of each; how many are broken."""
    if not laws:
        return 0
    from game.cli.progress import ProgressBar
    from game.cli.setups import need_numpy

    need_numpy()
    from game.explore import report_laws
    from game.explore.laws import LawStatus, prove
    from game.explore.search import Limits

    bar = ProgressBar()
    rulings = prove(story, laws, Limits(arguments.max_states), deadline, bar.next)
    bar.clear()
    print("\n".join(report_laws.table(rulings, arguments.path or "")))
    return sum(ruling.status is LawStatus.REFUTED for ruling in rulings)


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
