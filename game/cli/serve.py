"""`holdup serve`: the game in browsers."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from socket import gaierror
from tempfile import TemporaryFile

from game import paths
from game.cli.arguments import Misused
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.story.load import load_localised, shipped_folder
from game.story.problems import BrokenStory, StoryNotFound


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped.

    Returns:
        0 after Ctrl-C or SIGTERM; 1 when the story is broken, the port taken, the journals' folder not to be written
        in, or the extra `web` not installed.

    Raises:
        Misused: There is no story at the path, or the address makes no sense.
    """
    place = Path(arguments.path) if arguments.path else shipped_folder()
    try:
        story = load_localised(place, catalogue.choose_language(arguments.lang, None, os.environ))
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory:
        print(
            tr("This story cannot be played. Mend it, and see with: holdup check {path}", path=place), file=sys.stderr
        )
        return 1
    try:
        import game.web.server  # noqa: F401  # to know before anything else whether it is there
    except ModuleNotFoundError as error:
        name = (error.name or "").replace("_", "-")
        print(tr("To play in browsers, {name} is needed: pip install {name}", name=name), file=sys.stderr)
        return 1
    return _serve(arguments, story.title)


def _serve(arguments: argparse.Namespace, title: str) -> int:
    from game.web.address import Address, NotAnAddress
    from game.web.server import Served, Server

    try:
        address = Address(arguments.host, arguments.port, arguments.public or "")
    except NotAnAddress as error:
        raise Misused(str(error)) from None
    path = Path(arguments.path) if arguments.path else None
    home = Path(arguments.home).absolute() if arguments.home else paths.data_dir() / "web"
    try:
        _try(home)
    except OSError as error:
        print(tr("Journals cannot be kept in {path}: {reason}.", path=home, reason=_reason(error)), file=sys.stderr)
        return 1
    served = Served(path, title, arguments.sessions, home, arguments.lang or "")

    def listening(url: str) -> None:
        print(tr("“{title}” is open at {url} (Ctrl-C to stop).", title=title, url=url))
        print(tr("Places: {count}. Journals: {path}", count=served.sessions, path=home))
        if not address.loopback:
            print(tr("Others than this machine can connect, and nothing is encrypted: see game/web/README.md."))
        sys.stdout.flush()

    async def serve() -> None:
        await Server(address, served, lambda said: print(said, file=sys.stderr)).serve(listening)

    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve())
    except OSError as error:
        reason, remedy = _unheard(error, address.port)
        said = tr("{host}, port {port}: {reason}.", host=address.host, port=address.port, reason=reason)
        print(said, *filter(None, [remedy]), file=sys.stderr)
        return 1
    return 0


def _try(home: Path) -> None:
    """See that something can be kept in a folder, before anybody begins to play.

    Raises:
        OSError: It cannot.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryFile(dir=home):
        pass


def _unheard(error: OSError, port: int) -> tuple[str, str]:
    """Why the server cannot listen, and what may help."""
    if error.errno == errno.EADDRINUSE:
        return tr("this port is taken"), tr("Another port: --port {port}", port=port + 1 if port < 65535 else 8000)
    if error.errno in (errno.EACCES, errno.EPERM):
        return tr("only the system may listen there"), tr("Another port: --port {port}", port=8000)
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, gaierror):
        return tr("this machine has no such address"), tr("All that it has: --host 0.0.0.0")
    return _reason(error), ""


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
