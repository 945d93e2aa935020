"""`holdup help`: the page of a command, or of the whole program."""

from __future__ import annotations

import argparse
import os
import sys

from game.cli.pages import page
from game.i18n.catalogue import tr


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup help`."""
    command.add_argument("about", nargs="?", metavar=tr("COMMAND"), help=tr("the command to explain (default: all)"))
    command.add_argument("--man", action="store_true", help=tr("print everything as a manual page, for man"))
    page(
        command,
        tr("Explain a command, or the whole program: exit codes, environment, files."),
        ("holdup help", tr("everything")),
        ("holdup help play", tr("one command")),
        ("holdup help --man | man -l -", tr("everything about everything, page by page")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a page.

    Raises:
        UsageError: There is no such command.
    """
    from game.cli.errors import UsageError, did_you_mean
    from game.cli.parser import command_parser, program_parser, purposes

    if arguments.man:
        from game.cli import manpage

        os.environ["COLUMNS"] = str(manpage.COLUMNS)  # the pages are wrapped as they are made
        sys.stdout.write(manpage.rendered())
        return 0
    about = arguments.about
    if about is not None and about not in purposes():
        raise UsageError(tr("There is no command “{word}”.", word=about) + did_you_mean(about, tuple(purposes())))
    (command_parser(about) if about else program_parser()).print_help()
    return 0
