"""A story's page: everything that plays it, in one HTML file.

It holds the compiled story in each language, the interface's words, one style and one script. Nothing is fetched, and
its policy lets nothing run but this very script. The same story and the same version give the same bytes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from game import __version__
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.story.compiled import CompiledStory
from game.story.completeness import COMPLETE, share
from game.story.load import catalogue_languages, compiled, load
from game.story.saved_odds import read_odds
from game.story.story_languages import name_in_menus
from game.web import bundle
from game.web.messages import words
from game.web.packing import pack
from game.web.texts import lift

STYLE = bundle.FOLDER / "page.css"

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""What the page may do: run the one script and wear the one style that it was published with."""

_BLANK = re.compile(r"\s+")
_LAYOUT = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page that is ready to be written.

    Attributes:
        id: The story's id.
        html: The whole file.
        languages: The languages that it speaks, the story's own first.
        script_hash: What a policy calls its script, the same for every story of one version.
    """

    id: str
    html: str
    languages: tuple[str, ...]
    script_hash: str


def speakable(folder: Path) -> tuple[str, ...]:
    """The languages that a story can be published in, its own first.

    Raises:
        StoryNotFound: There is no story there.
        BrokenStory: It has errors.
    """
    own = compiled(folder)["language"]
    return (own, *(code for code in catalogue_languages(folder) if code != own))


def publish(folder: Path, languages: Iterable[str] = ()) -> PublishedPage:
    """Make the page of the story in a folder, in some of its languages; none named means those offered to readers.

    Raises:
        StoryNotFound: There is no story there.
        BrokenStory: The story has errors. Warnings are no hindrance.
    """
    spoken = speakable(folder)
    wanted = set(languages) or {spoken[0], *(code for code in spoken if share(folder, code) >= COMPLETE)}
    codes = tuple(code for code in spoken if code in wanted)
    documents = {code: compiled(folder, None if code == spoken[0] else code) for code in codes}
    before = catalogue.current_language()
    try:
        return _page(folder, documents)
    finally:
        catalogue.set_language(before)


def _name(folder: Path, code: str) -> str:
    """What a language calls itself in the page's menus, with how much of the story it has where that is not all."""
    catalogue.set_language(code)
    return name_in_menus(folder, code)


def _page(folder: Path, documents: Mapping[str, CompiledStory]) -> PublishedPage:
    codes = tuple(documents)
    first = documents[codes[0]]
    script, style = bundle.bundle(), _LAYOUT.sub("", STYLE.read_text("utf-8"))
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    names = {code: _name(folder, code) for code in codes}
    edition = {"version": __version__, "story": first["id"], "languages": list(codes), "names": names}
    shared, texts = lift([needed(document) for document in documents.values()])
    data: dict[str, Any] = {"shared": {"story": shared, "odds": _odds(folder)}}
    for code, said_in in zip(codes, texts, strict=True):
        data[f"said-{code}"] = {"words": _words(code), "texts": said_in}
    catalogue.set_language(codes[0])
    html = _SHELL.format(
        language=escape(codes[0].replace("_", "-")),
        policy=escape(policy),
        version=escape(__version__),
        title=escape(first["title"]),
        about=escape(_BLANK.sub(" ", first["about"])),
        style=style,
        skip=escape(tr("To the text")),
        needs=escape(tr("This page plays the story by itself: it needs JavaScript, and a browser of 2023 or later.")),
        edition=json.dumps(edition, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        data="\n".join(f'<script type="text/plain" id="{id}">{pack(part)}</script>' for id, part in data.items()),
        script=script,
    )
    return PublishedPage(first["id"], html, codes, _hash(script))


_SHELL = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="holdup {version}">
<meta name="description" content="{about}">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body data-view="title">
<a id="skip" href="#main">{skip}</a>
<header id="top"><button type="button" id="home">{title}</button></header>
<main id="main"><h1 class="masthead">{title}</h1><p class="about">{about}</p>
<p class="needs">{needs}</p>
</main>
<aside id="panel" hidden></aside>
<p id="said" role="status"></p>
<dialog id="sheet" aria-labelledby="sheet-title"></dialog>
<script type="application/json" id="edition">{edition}</script>
{data}
<script type="module">{script}</script>
</body>
</html>
"""


def needed(document: CompiledStory) -> Any:
    """What the page needs of a compiled story: not what only authors' tools and the journal on disk read."""
    return {key: _without(part) for key, part in document.items() if key != "places"}


def _without(part: Any) -> Any:
    """A part without its conditions as their authors wrote them, without hashes, and without what says nothing.

    A line that holds no numbers is its text, and of effects stand those that there are.
    """
    if isinstance(part, list | tuple):
        return [_without(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if part.keys() == {"source", "ast"} and isinstance(part["ast"], list):
        return {"ast": part["ast"]}
    if part.keys() == {"text", "numbers"} and part["numbers"] == {}:
        return part["text"]
    if {"add", "set", "why"} <= part.keys():
        part = {key: inner for key, inner in part.items() if inner}
    unread = ("hash",) if isinstance(part.get("text"), list) else ("earlier", "within") if "mark" in part else ()
    return {key: _without(inner) for key, inner in part.items() if key not in unread}


def _odds(folder: Path) -> dict[str, Any] | None:
    """How likely each ending is, where that was proved for the story as it is."""
    odds = read_odds(folder, load(folder))
    return None if odds is None else {id: [asdict(chance) for chance in chances] for id, chances in odds.items()}


def _words(code: str) -> dict[str, Any]:
    """What the page says, in a language."""
    catalogue.set_language(code)
    return words(bundle.modules())


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
