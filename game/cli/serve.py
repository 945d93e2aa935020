"""`holdup serve`: the game in browsers."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from game.cli.errors import Refused, UsageError
from game.cli.options import add_path, whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr

MOST_SESSIONS = 1000
"""More sessions than this are a mistake: each is a process."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup serve`."""
    add_path(command)
    command.add_argument(
        "--host", default="127.0.0.1", help=tr("the address to listen at (default: 127.0.0.1, this machine alone)")
    )
    command.add_argument(
        "--port",
        type=whole_number(0, 65535),
        default=8000,
        metavar="N",
        help=tr("the port to listen at; 0 takes a free one (default: 8000)"),
    )
    command.add_argument(
        "--public",
        metavar="URL",
        help=tr("the address that players type; needed as soon as other machines can reach the server"),
    )
    command.add_argument(
        "--sessions",
        type=whole_number(1, MOST_SESSIONS),
        default=8,
        metavar="N",
        help=tr("how many may play at once (default: 8; each takes a process)"),
    )
    command.add_argument(
        "--home", metavar=tr("FOLDER"), help=tr("where the players’ journals are kept (default: beside your own)")
    )
    page(
        command,
        tr(
            "Let people play in their browsers: one player per tab, each with a journal of their own, found "
            "again after a reload or the next day. Only this machine can connect, until --host and --public say "
            "otherwise."
        ),
        ("holdup serve", tr("then open http://127.0.0.1:8000")),
        ("holdup serve ~/my-story --port 8080", tr("another story, another port")),
        ("holdup serve --host 0.0.0.0 --public http://192.168.1.20:8000", tr("for a home network")),
        ("holdup serve --public https://play.example.org", tr("behind a web server that speaks HTTPS")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped.

    Returns:
        0 after Ctrl-C or SIGTERM.

    Raises:
        UsageError: There is no story at the path, or the address makes no sense.
        Refused: The story is broken, the port is taken, the journals' folder cannot be written in, or the extra `web`
            is not installed.
    """
    from game.cli import launch
    from game.i18n import languages

    story = launch.load(arguments.path, languages.choose_language(arguments.lang, None, os.environ))
    try:
        import game.web.server  # noqa: F401  # to know before anything else whether it is there
    except ModuleNotFoundError as error:
        name = (error.name or "").replace("_", "-")
        raise Refused(tr("To play in browsers, {name} is needed: pip install {name}", name=name)) from None
    return _serve(arguments, story.title)


def _serve(arguments: argparse.Namespace, title: str) -> int:
    import asyncio

    from game import paths
    from game.web.address import Address, NotAnAddress
    from game.web.server import Served, Server

    try:
        address = Address(arguments.host, arguments.port, arguments.public or "")
    except NotAnAddress as error:
        raise UsageError(str(error)) from None
    path = Path(arguments.path) if arguments.path else None
    home = Path(arguments.home).absolute() if arguments.home else paths.data_dir() / "web"
    try:
        _try(home)
    except OSError as error:
        raise Refused(tr("Journals cannot be kept in {path}: {reason}.", path=home, reason=_reason(error))) from None
    served = Served(path, title, arguments.sessions, home, arguments.lang or "")

    def listening(url: str) -> None:
        print(tr("“{title}” is open at {url} (Ctrl-C to stop).", title=title, url=url))
        print(tr("Places: {count}. Journals: {path}", count=served.sessions, path=home))
        if not address.loopback:
            print(tr("Others than this machine can connect, and nothing is encrypted: see game/web/README.md."))
        sys.stdout.flush()

    async def serve() -> None:
        await Server(address, served, lambda message: print(message, file=sys.stderr)).serve(listening)

    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve())
    except OSError as error:
        reason, remedy = _unheard(error, address.port)
        sentence = tr("{host}, port {port}: {reason}.", host=address.host, port=address.port, reason=reason)
        raise Refused(" ".join(filter(None, (sentence, remedy)))) from None
    return 0


def _try(home: Path) -> None:
    """See that something can be kept in a folder, before anybody begins to play.

    Raises:
        OSError: It cannot.
    """
    from tempfile import TemporaryFile

    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryFile(dir=home):
        pass


def _unheard(error: OSError, port: int) -> tuple[str, str]:
    """Why the server cannot listen, and what may help."""
    from socket import gaierror

    if error.errno == errno.EADDRINUSE:
        return tr("this port is taken"), tr("Another port: --port {port}", port=port + 1 if port < 65535 else 8000)
    if error.errno in (errno.EACCES, errno.EPERM):
        return tr("only the system may listen there"), tr("Another port: --port {port}", port=8000)
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, gaierror):
        return tr("this machine has no such address"), tr("For all its addresses: --host 0.0.0.0")
    return _reason(error), ""


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
