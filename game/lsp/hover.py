"""What is told of the thing under the pointer: a variable's range, a fact with its sources, a scene's first lines."""

from __future__ import annotations

from collections.abc import Iterator

from game.i18n.catalogue import tr
from game.i18n.numbers import figure
from game.lsp.index import Definition, first_words
from game.lsp.open_story import OpenStory
from game.lsp.proof import Proof
from game.story.folder import LOCALE
from game.story.po import InvalidCatalogue, parse
from game.story.references import NameKind
from game.story.yaml_tree import Node

_LONGEST = 400
"""How much of a text is told, in characters."""


def hover(story: OpenStory, thing: Definition, proof: Proof | None) -> str:
    """What is told of a thing, as Markdown; with what is proved of the story as it is now, if anything."""
    title = f"**{escaped(thing.sentence)}**" if thing.sentence else ""
    return "\n\n".join(filter(None, (f"`{thing.name}` {title}".rstrip(), *_said(story, thing, proof))))


def _said(story: OpenStory, thing: Definition, proof: Proof | None) -> Iterator[str]:
    node = thing.node
    about = node.get_text("about")
    if about and about != thing.sentence:
        yield escaped(about)
    if thing.kind is NameKind.VARIABLE:
        yield from _variable(thing, proof)
    elif thing.kind is NameKind.FACT:
        yield from _fact(story, node)
    elif thing.kind is NameKind.SOURCE:
        yield " · ".join(filter(None, (escaped(first_words(node.get(key) or node)) for key in ("title", "date"))))
    elif thing.kind in (NameKind.PLACE, NameKind.CHOICE) and thing.group != "episodes":
        yield from _text(story, thing)


def _variable(thing: Definition, proof: Proof | None) -> Iterator[str]:
    low, high = (thing.node.get(key) for key in ("min", "max"))
    if high is not None:
        yield tr("declared from {low} to {high}", low=low.value if low is not None else 0, high=high.value)
    if proof is not None and thing.name in proof.ranges:
        least, most = proof.ranges[thing.name]
        if proof.exact:
            yield tr("proved: from {low} to {high} in some run", low=figure(least), high=figure(most))
        else:
            yield tr("proved: never below {low}, never above {high}", low=figure(least), high=figure(most))


def _fact(story: OpenStory, node: Node) -> Iterator[str]:
    parts = (first_words(node.get(key) or Node("", "", 0, 0)) for key in ("when", "certainty"))
    yield " · ".join(filter(None, map(escaped, parts)))
    if node.get_text("text"):
        yield escaped(node.get_text("text") or "")
    sources = (story.index().find(NameKind.SOURCE, source.text) for source in node.get_list("sources"))
    if lines := [_source(source) for source in sources if source is not None]:
        yield "\n".join(lines)


def _source(source: Definition) -> str:
    parts = (source.node.get_text("publisher"), source.node.get_text("title"), source.node.get_text("date"))
    return "- " + " · ".join(escaped(words) for words in parts if words)


def _text(story: OpenStory, thing: Definition) -> Iterator[str]:
    """The first lines, in the story's language and in those it is translated into."""
    part = thing.node.get("text") or thing.node.get("result")
    words = first_words(part) if part is not None else ""
    if words and words != thing.sentence:
        yield f"> {escaped(words[:_LONGEST])}"
    asked = {text for text in (words, thing.sentence) if text}
    for name, data in story.files().files.items():
        if not name.endswith(".po") or not asked:
            continue
        try:
            entries = parse(data.decode("utf-8-sig", "replace"))
        except InvalidCatalogue:
            continue
        translations = {entry.msgid: entry.msgstr for entry in entries if entry.msgid in asked and not entry.fuzzy}
        language = name.removeprefix(f"{LOCALE}/").removesuffix(".po")
        for text in (thing.sentence, words):
            if translations.get(text):
                yield f"> *{language}* {escaped(translations.pop(text)[:_LONGEST])}"


def escaped(words: str) -> str:
    """Words in which nothing is markup."""
    for sign in "\\`*_[]<>#|":
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())
