"""The words that `holdup journal` understands."""

from __future__ import annotations

import argparse

from game.cli.arguments import later, page
from game.i18n.catalogue import tr

ACTIONS = ("list", "show", "rename", "delete", "restore")


def define_journal(journal: argparse.ArgumentParser) -> None:
    """`holdup journal`."""
    journal.add_argument(
        "action", nargs="?", choices=ACTIONS, default="list", help=tr("what to do (default: list the runs)")
    )
    journal.add_argument("run", nargs="?", type=_number, metavar="N", help=tr("the number of a run, as it is listed"))
    journal.add_argument(
        "name", nargs="*", metavar=tr("NAME"), help=tr("with rename: the new name; none takes it away")
    )
    journal.add_argument("--json", action="store_true", help=tr("with list and show: for programs, in JSON"))
    journal.add_argument("--deleted", action="store_true", help=tr("with list: the deleted runs instead"))
    page(
        journal,
        tr("List the runs that are kept, those last played first; look at one, name it, delete it, bring it back."),
        ("holdup journal", tr("all runs, of every story")),
        ("holdup journal show 3", tr("the decisions of run 3")),
        ("holdup journal rename 3 La longue nuit", tr("give it a name")),
        ("holdup journal delete 3", tr("take it out of the list; restore 3 puts it back")),
        ("holdup journal --json", tr("for programs")),
    )
    journal.set_defaults(command=later("journal"))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(tr("“{word}” is not the number of a run", word=text))
    return int(text)
