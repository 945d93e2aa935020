"""`holdup doctor`: what the game needs, and whether it is there."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap

from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.i18n.catalogue import tr


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup doctor`."""
    add_path(command)
    page(
        command,
        tr("Look at the installation, the terminal, the folders, the journal and the story; change nothing."),
        ("holdup doctor", tr("what to send along with a report")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, and print what is found.

    Returns:
        1 when something is broken, else 0.

    Raises:
        UsageError: There is no story at the path.
    """
    from game import paths
    from game.cli import health
    from game.cli.health import Health

    names = {Health.OK: tr("ok"), Health.WARNING: tr("warning"), Health.BROKEN: tr("broken")}
    width = max(map(len, names.values())) + 2
    broken = False
    for title, findings in (
        (tr("Versions"), health.versions()),
        (tr("Terminal"), health.terminal()),
        (tr("Folders"), health.folders()),
        (tr("Journal"), health.journal(paths.data_dir() / "journal.db")),
        (tr("Keys"), health.keys(paths.keys_file())),
        (tr("Story"), health.story(story_folder(arguments.path))),
    ):
        print(title)
        for finding in findings:
            lines = [*_lines(finding.what, width + 2), *_lines(finding.remedy, width + 2)]
            text = f"\n{'':{width + 2}}".join(lines)
            print(f"  {names[finding.state]:{width}}", text, sep="")
            broken = broken or finding.state is Health.BROKEN
    print(tr("Something is broken; the lines above say what to do.") if broken else tr("Nothing is broken."))
    return 1 if broken else 0


def _lines(sentence: str, indent: int) -> list[str]:
    """A sentence as lines of the terminal; a file or a program gets it in one."""
    if not sys.stdout.isatty():
        return [sentence] if sentence else []
    columns = max(shutil.get_terminal_size().columns - indent - 1, 20)
    return textwrap.wrap(sentence, columns, break_long_words=False, break_on_hyphens=False)
