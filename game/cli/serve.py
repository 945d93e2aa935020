"""`holdup serve`: the game in browsers."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from game import paths, words
from game.cli.arguments import Misused
from game.story.load import shipped, translated
from game.story.problems import BrokenStory, StoryNotFound
from game.words import tr


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped.

    Returns:
        0 after Ctrl-C or SIGTERM; 1 when the story is broken, the port taken, or the extra `web` not installed.

    Raises:
        Misused: There is no story at the path, or the address makes no sense.
    """
    place = Path(arguments.path) if arguments.path else shipped()
    try:
        story = translated(place, words.wanted(arguments.lang, None, os.environ))
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory:
        print(
            tr("This story cannot be played. Mend it, and see with: holdup check {path}", path=place), file=sys.stderr
        )
        return 1
    try:
        from game.web.address import Address, NotAnAddress
        from game.web.server import Served, Server
    except ModuleNotFoundError as error:
        print(tr("To play in browsers, {name} is needed: pip install 'holdup[web]'", name=error.name), file=sys.stderr)
        return 1
    try:
        address = Address(arguments.host, arguments.port, arguments.public or "")
    except NotAnAddress as error:
        raise Misused(str(error)) from None
    home = Path(arguments.home).absolute() if arguments.home else paths.data_dir() / "web"
    served = Served(
        Path(arguments.path) if arguments.path else None, story.title, arguments.sessions, home, arguments.lang or ""
    )

    def listening(url: str) -> None:
        print(tr("“{title}” is open at {url} (Ctrl-C to stop).", title=story.title, url=url))
        print(tr("Places: {count}. Journals: {path}", count=arguments.sessions, path=home))
        if not address.loopback:
            print(tr("Others than this machine can connect, and nothing is encrypted: see game/web/README.md."))
        sys.stdout.flush()

    async def serve() -> None:
        await Server(address, served, lambda said: print(said, file=sys.stderr)).serve(listening)

    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve())
    except OSError as error:
        said = tr("{host}, port {port}: {reason}.", host=address.host, port=address.port, reason=_reason(error))
        print(said, tr("Another port: --port {port}", port=address.port + 1), file=sys.stderr)
        return 1
    return 0


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
