"""What may be written where an author types: keys with what they are for, names with a sentence on each."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CompletionItem, CompletionItemKind

from game.i18n.catalogue import LazyMessage, message, tr
from game.lsp.cursor import Cursor
from game.lsp.index import Definition, Index
from game.story.memory import QUESTIONS
from game.story.references import NameKind
from game.story.schema.files import EXPRESSION, NUMBER, TRUTH, VARIABLE, WORDS
from game.story.schema.groups import Either, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import OneOf, Shape, SwitchShape, TextShape

_NAMED = {
    **dict.fromkeys(("to", "next", "through"), ("scenes", "endings", "episodes")),
    "start": ("scenes",),
    "ending": ("endings",),
    **dict.fromkeys(("episode", "episodes"), ("episodes",)),
    **dict.fromkeys(("for", "seat", "worth"), ("seats",)),
    "opening": ("openings",),
    "facts": ("facts",),
    "sources": ("sources",),
    "holds": ("scenes", "endings"),
}
"""The groups from which the names are taken that stand under a key."""

_ASKED = {
    "took": message("whether a choice was taken"),
    "seen": message("whether a scene was passed"),
    "times": message("how often a scene was passed"),
    "holds": message("whether a seat is held"),
}

_ICONS = {
    NameKind.PLACE: CompletionItemKind.Class,
    NameKind.CHOICE: CompletionItemKind.Method,
    NameKind.VARIABLE: CompletionItemKind.Variable,
    NameKind.SEAT: CompletionItemKind.Interface,
    NameKind.OPENING: CompletionItemKind.Event,
    NameKind.FACT: CompletionItemKind.Reference,
    NameKind.SOURCE: CompletionItemKind.File,
    NameKind.PERSON: CompletionItemKind.Struct,
    NameKind.WALKTHROUGH: CompletionItemKind.Function,
    NameKind.LAW: CompletionItemKind.Operator,
    NameKind.CHALLENGE: CompletionItemKind.Unit,
    NameKind.MEASURE: CompletionItemKind.Value,
    NameKind.WORD: CompletionItemKind.EnumMember,
}


def completions(at: Cursor, index: Index, file: str) -> list[CompletionItem]:
    """What may be written at a place of a file, in a story that defines what the index holds."""
    if at.key:
        return list(_values(at, index, file))
    return list(_keys(at, index))


def _keys(at: Cursor, index: Index) -> Iterator[CompletionItem]:
    if isinstance(at.group, ObjectShape):
        for name, key in at.group.keys.items():
            yield CompletionItem(
                name,
                kind=CompletionItemKind.Property,
                detail=tr("due") if key.required else None,
                documentation=str(LazyMessage(key.about)),
                insert_text=f"{name}: ",
            )
    elif isinstance(at.group, MapOf):
        group = at.path[-1] if at.path else ""
        if at.group.key is VARIABLE and group in ("effects", "set", "why"):
            yield from _variables(index, ": ", derived=False)
        elif group in _NAMED:
            yield from _names(index, _NAMED[group], ": ")


def _values(at: Cursor, index: Index, file: str) -> Iterator[CompletionItem]:
    shape = at.value
    if shape in (WORDS, TRUTH, EXPRESSION, NUMBER):
        yield from _expression(at, index)
    elif at.key in _NAMED:
        items = _names(index, _NAMED[at.key])
        here = {each.name for each in index.of_file(file)}
        yield from (item for item in items if at.key != "start" or item.label in here)
    elif (isinstance(shape, ListOf) and shape.item is VARIABLE) or (
        at.before.rpartition("{")[2] == at.typed and "{" in at.before and _is_text(shape)
    ):
        yield from _variables(index)
    else:
        yield from _words(shape)
        if isinstance(shape, Either) and shape.text is WORDS:
            yield from _expression(at, index)


def _is_text(shape: Shape | None) -> bool:
    return isinstance(shape, TextShape) or (isinstance(shape, Either) and isinstance(shape.text, TextShape))


def _words(shape: Shape | None) -> Iterator[CompletionItem]:
    """The words that a shape takes."""
    if isinstance(shape, Either):
        yield from _words(shape.text)
        yield from _words(shape.switch)
    elif isinstance(shape, OneOf):
        for word in shape.words[: shape.shown]:
            yield CompletionItem(word, kind=CompletionItemKind.EnumMember)
    elif isinstance(shape, SwitchShape):
        for word in ("true", "false"):
            yield CompletionItem(word, kind=CompletionItemKind.Keyword)


def _expression(at: Cursor, index: Index) -> Iterator[CompletionItem]:
    """What a condition may hold: inside a question what it asks about, else variables, questions and operators."""
    asked, inside, _ = at.before[: len(at.before) - len(at.typed)].rpartition("(")
    question = next((name for name in QUESTIONS if inside and asked.rstrip().endswith(name)), "")
    if question == "holds":
        yield from _names(index, ("seats",))
    elif question == "took":
        yield from _names(index, ("choices",))
    elif question:
        yield from _names(index, ("scenes", "deck"))
    else:
        yield from _variables(index)
        for name in QUESTIONS:
            yield CompletionItem(
                name, kind=CompletionItemKind.Function, documentation=tr(_ASKED[name]), insert_text=f"{name}("
            )
        for word in ("and", "or", "not"):
            yield CompletionItem(word, kind=CompletionItemKind.Operator)


def _variables(index: Index, after: str = "", derived: bool = True) -> Iterator[CompletionItem]:
    for each in index.definitions:
        if each.kind is NameKind.VARIABLE and (derived or each.group != "derived"):
            yield _item(each, after)


def _names(index: Index, groups: tuple[str, ...], after: str = "") -> Iterator[CompletionItem]:
    for each in index.definitions:
        if each.group in groups:
            yield _item(each, after)


def _item(each: Definition, after: str) -> CompletionItem:
    about = each.node.get_text("about")
    return CompletionItem(
        each.name,
        kind=_ICONS[each.kind],
        detail=each.sentence[:200],
        documentation=about if about != each.sentence else None,
        insert_text=f"{each.name}{after}" if after else None,
    )
