"""Where the server listens, and under which names browsers may come."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from game.i18n.catalogue import tr

_USUAL = {"http": 80, "https": 443}


class NotAnAddress(Exception):
    """The server cannot be reached as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and the address that players type.

    A page of another site can make a browser connect here, and a name of another site can be made to point here. So
    every request must name this server in its `Host`, and every game must come from a page of this server (`Origin`).

    Attributes:
        host: A name or an IP address to listen at.
        port: 0 to 65535; 0 lets the system choose.
        public: `http://` or `https://` and a host, when players type something else than the above; else empty.
    """

    host: str
    port: int
    public: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            NotAnAddress: `public` is no address, or is missing although others than this machine could connect.
        """
        if self.public:
            _split(self.public)
        elif not self.loopback:
            example = f"http://{self.host if self.host not in ('0.0.0.0', '::', '') else '192.168.1.20'}:{self.port}"
            raise NotAnAddress(
                tr(
                    "With --host {host}, other machines can connect: they can play, and use its processor and "
                    "disk. If that is what you want, say which address they type: --public {example}",
                    host=self.host or "''",
                    example=example,
                )
            )

    @property
    def loopback(self) -> bool:
        """Whether only this machine can connect."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def url(self) -> str:
        """What players type."""
        return self.public.rstrip("/") or f"http://{_bracketed(self.host)}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether players come by HTTPS."""
        return self.url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """The origins of the server's own pages, as browsers write them."""
        names = {_split(self.public)} if self.public else set()
        if self.loopback:
            names |= {("http", f"{name}:{self.port}") for name in ("localhost", "127.0.0.1", "[::1]")}
        return frozenset(f"{scheme}://{_short(scheme, netloc)}" for scheme, netloc in names)

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may name as its host."""
        return frozenset(origin.partition("://")[2] for origin in self.origins)


def _split(public: str) -> tuple[str, str]:
    """Scheme and host of an address.

    Raises:
        NotAnAddress: It is none, or has more than that.
    """
    try:
        parts = urlsplit(public)
        whole = parts.scheme in _USUAL and bool(parts.hostname) and not parts.username and (parts.port or 1) > 0
    except ValueError:
        whole = False
    if not whole or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise NotAnAddress(
            tr("“{word}” is not an address: write it as players do, as in https://play.example.org", word=public)
        )
    return parts.scheme, parts.netloc.lower()


def _short(scheme: str, netloc: str) -> str:
    """A host as browsers write it: without the port that goes without saying."""
    return netloc.removesuffix(f":{_USUAL[scheme]}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
