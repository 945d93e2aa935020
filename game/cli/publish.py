"""`holdup publish`: a story as one page that plays it in any browser."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.cli.write_output import write_output
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.web.publish import PublishedPage

LARGE = 5_000_000
"""Bytes from which on a page is slow to send and to open."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup publish`."""
    add_path(command)
    command.add_argument(
        "-o",
        "--output",
        metavar=tr("FILE"),
        help=tr("the file to write (default: the story’s id, and .html); - prints the page"),
    )
    command.add_argument(
        "--languages",
        metavar=tr("LANGUAGES"),
        help=tr("the languages that it speaks, such as fr,en (default: those with four fifths of the story)"),
    )
    command.add_argument("--watch", action="store_true", help=tr("write it anew whenever the story is saved"))
    page(
        command,
        tr(
            "Make one file of a story that plays it in any browser: send it, or put it on a host. It needs no server, "
            "asks nothing of anybody and sends nothing anywhere; runs are kept by the browser."
        ),
        ("holdup publish -o holdup.html", tr("the shipped story")),
        ("holdup publish ~/my-story", tr("yours, named by its id")),
        ("holdup publish ~/my-story --languages fr", tr("in one of its languages alone: a smaller file")),
        ("holdup publish ~/my-story --watch", tr("beside the editor: reload the page after a save")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the page.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path, or it does not speak a language.
        Refused: The story has errors, the file cannot be written, or nothing tells of changes.
    """
    folder = story_folder(arguments.path)
    if arguments.watch:
        _watch(arguments, folder)
    else:
        _publish(arguments, folder)
    return 0


def _publish(arguments: argparse.Namespace, folder: Path) -> None:
    made = _made(folder, arguments.languages)
    if arguments.output == "-":
        sys.stdout.buffer.write(made.html.encode("utf-8"))
    else:
        output = Path(arguments.output or f"{made.id}.html")
        write_output(output, made.html)
        _tell(made, output)


def _made(folder: Path, languages: str | None) -> PublishedPage:
    """The page of a story, in the languages asked for."""
    from game.cli.launch import broken
    from game.i18n.languages import language_tag
    from game.story.problems import BrokenStory, StoryNotFound
    from game.web.publish import publish, speakable

    try:
        known = speakable(folder)
        wanted = [language_tag(code) or code for code in re.split(r"[\s,]+", languages or "") if code]
        for code in wanted:
            if code not in known:
                sentence = tr("The story does not speak “{code}”.", code=code)
                raise UsageError(f"{sentence} {tr('Choose from: {words}.', words=', '.join(known))}")
        return publish(folder, wanted)
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    except BrokenStory as error:
        raise broken(folder, error) from None


def _tell(made: PublishedPage, output: Path) -> None:
    """Where the page is, how large, what it speaks, and what a release says of it."""
    import gzip

    data = made.html.encode("utf-8")
    whole, packed = (_kilobytes(size) for size in (len(data), len(gzip.compress(data, 9, mtime=0))))
    print(output)
    print(tr("All of the story is in this one file: open it in a browser, send it, or put it on a host of files."))
    print(
        tr(
            "{whole} kB, {packed} kB as hosts send it; it speaks: {languages}.",
            whole=whole,
            packed=packed,
            languages=", ".join(made.languages),
        )
    )
    print(tr("For a host with a policy of its own, its script: {hash}", hash=made.script_hash))
    if len(data) > LARGE:
        print(
            tr(
                "It is large: over slow lines it takes long to open. One language alone: --languages {code}",
                code=made.languages[0],
            ),
            file=sys.stderr,
        )


def _kilobytes(size: int) -> int:
    return -(-size // 1000)


def _watch(arguments: argparse.Namespace, folder: Path) -> None:
    """Write the page at each save; a mistake is told, and the page stays as it was."""
    from queue import SimpleQueue
    from threading import Thread

    from game.story import file_watch

    if arguments.output == "-":
        raise UsageError(tr("--watch writes a file again and again: name one with -o, or none."))
    if not file_watch.available():
        raise Refused(tr("To watch a folder, Holdup needs the package watchfiles: pip install watchfiles"))
    saves = SimpleQueue[None]()

    def listen() -> None:
        for _ in file_watch.changes_from_a_thread(folder):
            saves.put(None)

    Thread(target=listen, daemon=True).start()  # a save while the page is written is not missed
    while True:
        try:
            _publish(arguments, folder)
        except Refused as error:
            print(error, file=sys.stderr)
        sys.stdout.flush()
        saves.get()
