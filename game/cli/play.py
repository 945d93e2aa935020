"""`holdup play`: a story on the screen, or as lines of text where there is no screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.options import add_lines_of_text, add_run_options, begins_a_run
from game.cli.pages import page
from game.i18n.catalogue import tr


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup play`."""
    command.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    add_lines_of_text(command)
    command.add_argument("--continue", dest="resume", action="store_true", help=tr("go on with the run played last"))
    add_run_options(command)
    page(
        command,
        tr("Play a story. Each decision is saved before its result is shown: leave whenever you like."),
        ("holdup play --continue", tr("go on with the last run")),
        ("holdup play --rival weighted --seed 7", tr("the same draws each time")),
        ("holdup play --replay accept,wait", tr("take these decisions, then go on from there")),
        ("holdup play --lang en", tr("in English, interface and story")),
        ("holdup play --plain --width 0", tr("lines that nothing wraps, for a screen reader or a program")),
        ("printf '1\\n2\\n' | holdup play --seat both", tr("a run through a pipe")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Play.

    Returns:
        The exit code of the screen, else 0.

    Raises:
        UsageError: There is no story at the path, or an option names what the story does not have.
        Refused: The story is broken, or a decision of `--replay` does not fit.
        ReaderLeft: The player left at the first question.
    """
    from game.cli import launch

    with launch.players_journal() as journal:
        screen = launch.on_screen(arguments)
        attended = screen or launch.typed()
        story = launch.spoken_story(arguments, journal, arguments.path, asked=attended)
        journal.folder = str(Path(arguments.path).resolve()) if arguments.path else ""
        active_run = None
        if not attended or arguments.resume or begins_a_run(arguments):
            from game.cli.new_run import requested_run

            active_run = requested_run(arguments, story, journal, attended)
        if screen:
            if active_run is not None and arguments.replay:
                active_run.turn(len(active_run.pages) - 1)  # what was replayed has been decided: on to what has not
            from game import tui

            return tui.run(story, journal, active_run)
        from game.plain import evening
        from game.plain.talk import Talk

        replayed = len(active_run.run.decisions) if active_run and arguments.replay else None
        return evening.play(Talk(launch.lines(arguments), journal, story), active_run, replayed)
