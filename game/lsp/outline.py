"""What a file holds, as a tree, as parts that can be folded, and what a story holds, by name."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import DocumentSymbol, FoldingRange, Range, SymbolKind

from game.lsp.index import Definition
from game.lsp.text import Text
from game.story.references import NameKind

_ICONS = {
    NameKind.PLACE: SymbolKind.Class,
    NameKind.CHOICE: SymbolKind.Method,
    NameKind.VARIABLE: SymbolKind.Variable,
    NameKind.SEAT: SymbolKind.Interface,
    NameKind.OPENING: SymbolKind.Event,
    NameKind.FACT: SymbolKind.Constant,
    NameKind.SOURCE: SymbolKind.File,
    NameKind.PERSON: SymbolKind.Struct,
    NameKind.WALKTHROUGH: SymbolKind.Function,
    NameKind.LAW: SymbolKind.Operator,
    NameKind.CHALLENGE: SymbolKind.Object,
    NameKind.MEASURE: SymbolKind.Number,
    NameKind.WORD: SymbolKind.EnumMember,
}


def icon(definition: Definition) -> SymbolKind:
    """What an editor draws beside a thing."""
    return SymbolKind.Module if definition.group == "episodes" else _ICONS[definition.kind]


def symbols(definitions: list[Definition], text: Text) -> list[DocumentSymbol]:
    """What a file defines, choices under their scenes and words under their labels."""
    within: dict[str, list[DocumentSymbol]] = {}
    top: list[DocumentSymbol] = []
    for each in definitions:
        if each.group == "episodes":
            continue
        last = text.end_of_block(each.line, each.column)
        end = text.position(last, len(text.line(last)) + 1)
        named = text.range(each.line, each.column, len(each.own_name))
        below = within.setdefault(each.name, [])
        whose = each.name.rpartition("/")[0]
        inside = within.setdefault(whose, []) if whose else top
        whole = Range(named.start, end)
        inside.append(
            DocumentSymbol(each.own_name, icon(each), whole, named, detail=each.sentence[:200], children=below)
        )
    return top


def folds(text: Text) -> Iterator[FoldingRange]:
    """The parts that can be folded: every line that others stand under."""
    numbers = [number for number in range(1, len(text.lines) + 1) if text.line(number).strip()]
    waiting: list[tuple[int, int]] = []
    last = 0
    for number in numbers:
        indentation = text.indentation(number)
        while waiting and waiting[-1][0] >= indentation:
            start = waiting.pop()[1]
            if last > start:
                yield FoldingRange(start - 1, last - 1)
        waiting.append((indentation, number))
        last = number
    while waiting:
        start = waiting.pop()[1]
        if last > start:
            yield FoldingRange(start - 1, last - 1)
