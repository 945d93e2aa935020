"""The few words around the game, in the browser's language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

from game.i18n import catalogue, languages
from game.i18n.catalogue import tr
from game.web import farewell

_ACCEPTED = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)(?:-[\w-]*)?(?:;q=([0-9.]{1,5}))?")


class Pages:
    """The pages that the server gives.

    `language` is what everybody gets; empty means what their browser asks for.
    """

    def __init__(self, folder: Path, title: str, language: str = "") -> None:
        self._language = language
        self._title = title
        self._play = Template((folder / "page.html").read_text("utf-8"))
        self._full = Template((folder / "full.html").read_text("utf-8"))

    def language(self, accepted: str) -> str:
        """The language for a browser that accepts these; empty where it does not say."""
        return self._language or preferred(accepted)

    def play(self, accepted: str) -> str:
        """The page that a game is played on."""
        with self._speaking(accepted) as language:
            return self._play.substitute(
                language=language,
                title=html.escape(self._title),
                opening=html.escape(tr("Opening the book…")),
                ended=html.escape(tr("The game is closed. Everything you decided is kept.")),
                lost=html.escape(tr("The connection was lost. Everything you decided is kept.")),
                silent=html.escape(tr("The server does not answer yet. Try again in a moment.")),
                again=html.escape(tr("Play on")),
                noscript=html.escape(tr("This page draws the game with JavaScript, which is turned off.")),
            )

    def full(self, accepted: str) -> str:
        """The page for whom there is no place."""
        with self._speaking(accepted) as language:
            said = html.escape(farewell.sentence(farewell.FULL))
            return self._full.substitute(language=language, title=html.escape(self._title), said=said)

    def farewell(self, accepted: str, code: int) -> bytes:
        """Why a connection is closed with a code, for the page to show; empty where there is nothing to tell."""
        with self._speaking(accepted):
            return farewell.sentence(code).encode()

    @contextmanager
    def _speaking(self, accepted: str) -> Iterator[str]:
        """Speak a browser's language for as long as nothing is awaited."""
        before = catalogue.current_language()
        language = languages.best_match(self.language(accepted) or before, languages.interface_languages()) or "en"
        catalogue.set_language(language)
        try:
            yield language
        finally:
            catalogue.set_language(before)


def preferred(accepted: str) -> str:
    """The language that a browser likes best, from its `Accept-Language`; empty where it says none."""
    liked: list[tuple[float, str]] = []
    for part in accepted[:200].split(","):
        found = _ACCEPTED.fullmatch(part.strip().replace(" ", ""))
        if found is not None:
            liked.append((_weight(found[2]), found[1]))
    best = max(liked, key=lambda pair: pair[0], default=(0.0, ""))
    return languages.language_tag(best[1]) or "" if best[0] > 0 else ""


def _weight(said: str | None) -> float:
    try:
        return float(said) if said else 1.0
    except ValueError:
        return 0.0
