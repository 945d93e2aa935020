"""`holdup help`: the page of a command, or of the whole program."""

from __future__ import annotations

import argparse
import os
import sys

from game.cli.arguments import Misused, commands, parser, unknown_word
from game.i18n.catalogue import tr


def run(arguments: argparse.Namespace) -> int:
    """Print a page.

    Raises:
        Misused: There is no such command.
    """
    if arguments.man:
        from game.cli import manpage

        os.environ["COLUMNS"] = str(manpage.COLUMNS)  # the pages are wrapped as they are made
        sys.stdout.write(manpage.rendered(parser()))
        return 0
    whole = parser(manual=True)
    known = commands(whole)
    about = arguments.about
    if about is not None and about not in known:
        raise Misused(tr("There is no command “{word}”.", word=about) + unknown_word(about, tuple(known)))
    (known[about] if about else whole).print_help()
    return 0
