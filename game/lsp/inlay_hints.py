"""What was proved of a story, said beside its lines: how many runs take a road, how often a condition holds, or never.

Said only as long as it is true: a proof is of one story, told by its fingerprint, and where more than words has changed
since, nothing is said until the next save.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import InlayHint

from game.i18n.catalogue import tr
from game.i18n.numbers import figure
from game.lsp.index import Definition
from game.lsp.proof import Proof, Told
from game.lsp.text import Text
from game.story.references import NameKind
from game.story.yaml_tree import Node


def hints(
    definitions: Iterable[Definition], text: Text, proof: Proof | None, forgotten: frozenset[tuple[str, int, int]]
) -> list[InlayHint]:
    """What is said beside the lines of a file.

    Args:
        definitions: What the file defines.
        text: Its text.
        proof: What is proved of the story as it stands there; None where nothing is.
        forgotten: Where choices stand that nothing remembers: file, line and column.
    """
    found: list[InlayHint] = []
    for each in definitions:
        if each.kind is NameKind.CHOICE:
            if (each.file, each.line, each.column) in forgotten:
                found.append(_hint(text, _end_of_line(text, each.line), tr("nothing remembers it")))
            if proof is not None:
                found += _choice(each, text, proof)
        elif each.kind is NameKind.PLACE and each.group != "episodes" and proof is not None:
            found += _roads(each.node.get("next"), text, proof)
            path = f"storylet:{each.name}" if each.group == "deck" else each.name
            found += _paragraphs(each.node.get("text"), path, text, proof)
    return found


def _choice(each: Definition, text: Text, proof: Proof) -> Iterator[InlayHint]:
    key = f"choice {each.name}"
    if each.name in proof.pairs:
        kind, other = proof.pairs[each.name]
        message = (
            tr("comes to the same as `{other}`", other=other)
            if kind == "fake"
            else tr("never better than `{other}`", other=other)
        )
        yield _hint(text, _end_of_line(text, each.line), message)
    yield from _condition(each.node.get("if"), key, text, proof)
    yield from _roads(each.node.get("to"), text, proof)
    yield from _paragraphs(each.node.get("result"), each.name, text, proof)
    for outcome in ("wins", "fails"):
        if (node := each.node.get(outcome)) is not None:
            yield from _roads(node.get("to"), text, proof)
            yield from _paragraphs(node.get("result"), f"{each.name}/{outcome}", text, proof)


def _paragraphs(node: Node | None, path: str, text: Text, proof: Proof) -> Iterator[InlayHint]:
    if node is None or len(node.items) != proof.paragraphs.get(path):
        return  # counted otherwise than they stand here: which is which is not known
    for number, paragraph in enumerate(node.items, 1):
        yield from _condition(paragraph.get("if"), f"paragraph {path}#{number}", text, proof)


def _condition(node: Node | None, key: str, text: Text, proof: Proof) -> Iterator[InlayHint]:
    if node is None:
        return
    if key in proof.never:
        reason = proof.never[key]
        yield _hint(text, _after(text, node), tr("never here: {reason}", reason=reason) if reason else tr("never here"))
    elif key in proof.holds:
        told = proof.holds[key]
        yield _hint(
            text,
            _after(text, node),
            tr("holds in {percent} %", percent=_percent(told)),
            told,
        )


def _roads(node: Node | None, text: Text, proof: Proof) -> Iterator[InlayHint]:
    if node is None:
        return
    for road in node.items or [node]:
        to = road.get("to") or road
        for kind in ("scene", "ending"):
            key = f"{kind} {to.text}"
            if key in proof.never:
                yield _hint(text, _after(text, to), tr("no run comes here"))
            elif key in proof.met:
                told = proof.met[key]
                yield _hint(
                    text,
                    _after(text, to),
                    tr("{percent} % of runs", percent=_percent(told)),
                    told,
                )


def _percent(proved: Told) -> str:
    """Odds in per cent, with as many digits as tell them from none and from all."""
    written = next(
        (figure(100 * proved.odds, digits) for digits in (1, 2, 4) if 0 < round(100 * proved.odds, digits) < 100),
        figure(100 * proved.odds),
    )
    return written if proved.exact else f"≈ {written}"


def _after(text: Text, node: Node) -> tuple[int, int]:
    """Behind a value, or at the end of its line where its words are not as they stand in the file."""
    if node.offset is None or not isinstance(node.value, str):
        return _end_of_line(text, node.line)
    return node.line, node.column + 2 * node.offset + len(node.value)


def _end_of_line(text: Text, line: int) -> tuple[int, int]:
    return line, len(text.line(line).rstrip()) + 1


def _hint(text: Text, place: tuple[int, int], label: str, proved: Told | None = None) -> InlayHint:
    tooltip = None
    if proved is not None:
        tooltip = (
            tr(
                "Proved over every state, from the opening `{opening}`, when each open choice is as likely.",
                opening=proved.opening,
            )
            if proved.exact
            else tr(
                "Counted in random runs from the opening `{opening}`: the story is too large for the time.",
                opening=proved.opening,
            )
        )
    return InlayHint(text.position(*place), label, tooltip=tooltip, padding_left=True)
