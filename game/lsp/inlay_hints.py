"""What was proved of a story, said beside its lines: how many runs take a road, how often a condition holds, or never.

A proof is of one story, told by its fingerprint. Where more than words has changed since, what was proved is said as
what was so before, until the story is proved anew; of a condition that now reads otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import InlayHint

from game.explore.conditioned_texts import BESIDE
from game.i18n.catalogue import tr
from game.i18n.numbers import figure
from game.lsp.index import Definition
from game.lsp.proof import Proof, Told, choice_condition, text_condition
from game.lsp.text import Text
from game.story.first_of import both
from game.story.memory import on_visit
from game.story.references import NameKind
from game.story.yaml_tree import Node


def hints(
    definitions: Iterable[Definition],
    text: Text,
    proof: Proof | None,
    stale: bool,
    forgotten: frozenset[tuple[str, int, int]],
) -> list[InlayHint]:
    """What is said beside the lines of a file.

    Args:
        definitions: What the file defines.
        text: Its text.
        proof: What is proved of the story; None where nothing is.
        stale: Whether the story is another one since.
        forgotten: Where choices stand that nothing remembers: file, line and column.
    """
    inlays: list[InlayHint] = []
    for each in definitions:
        if each.kind is NameKind.CHOICE and (each.file, each.line, each.column) in forgotten:
            inlays.append(_hint(text, _end_of_line(text, each.line), tr("nothing remembers it")))
        if proof is not None:
            proved = _proved(each, text, proof)
            inlays += map(_as_before, proved) if stale else proved
    return inlays


def _proved(each: Definition, text: Text, proof: Proof) -> Iterator[InlayHint]:
    if each.kind is NameKind.CHOICE:
        yield from _choice(each, text, proof)
    elif each.kind is NameKind.PLACE and each.group != "episodes":
        yield from _roads(each.node.get("next"), text, proof)
        path = f"storylet:{each.name}" if each.group == "deck" else each.name
        yield from _paragraphs(each.node.get("text"), path, text, proof)
        yield from _beside(each.node, path, text, proof)


def _as_before(hint: InlayHint) -> InlayHint:
    hint.label = tr("before: {said}", said=hint.label)
    hint.tooltip = tr("So it was before the last changes. Save, and it is proved anew.")
    return hint


def _choice(each: Definition, text: Text, proof: Proof) -> Iterator[InlayHint]:
    if each.name in proof.pairs:
        kind, other = proof.pairs[each.name]
        message = (
            tr("comes to the same as `{other}`", other=other)
            if kind == "fake"
            else tr("never better than `{other}`", other=other)
        )
        yield _hint(text, _end_of_line(text, each.line), message)
    if (condition := each.node.get("if")) is not None:
        once = each.node.has("once")  # then it is shut for another reason too
        yield from _condition(condition, choice_condition(each.name, _words(condition)), text, proof, once)
    yield from _roads(each.node.get("to"), text, proof)
    yield from _paragraphs(each.node.get("result"), each.name, text, proof)
    yield from _beside(each.node, each.name, text, proof)
    for outcome in ("wins", "fails"):
        if (node := each.node.get(outcome)) is not None:
            yield from _roads(node.get("to"), text, proof)
            yield from _paragraphs(node.get("result"), f"{each.name}/{outcome}", text, proof)
            yield from _beside(node, f"{each.name}/{outcome}", text, proof)


def _beside(node: Node, path: str, text: Text, proof: Proof) -> Iterator[InlayHint]:
    """What is proved of what else stands on a scene, a choice or an ending, and depends on something."""
    for key in BESIDE:
        yield from _paragraphs(node.get(key), f"{path}.{key}", text, proof)


def _paragraphs(node: Node | None, path: str, text: Text, proof: Proof) -> Iterator[InlayHint]:
    for paragraph in node.items if node is not None else ():
        several, shared = paragraph.get("first_of"), paragraph.get("if")
        within = () if several is None or shared is None else (_words(shared),)
        for each in (paragraph,) if several is None else several.items:
            if (condition := each.get("if")) is not None:
                source = both(*within, _source(each, condition, path))
                yield from _condition(condition, text_condition(path, source), text, proof)


def _source(paragraph: Node, condition: Node, path: str) -> str:
    """What must hold for a paragraph to be read, as its condition and its key say it."""
    visit = next((key for key in ("first", "again") if paragraph.has(key)), "")
    scene = path.removeprefix("storylet:").partition("/")[0]
    return on_visit(_words(condition), visit, scene) if visit else _words(condition)


def _words(node: Node) -> str:
    return node.text if isinstance(node.value, str) else str(node.value).lower()


def _condition(node: Node, key: str, text: Text, proof: Proof, once: bool = False) -> Iterator[InlayHint]:
    if key in proof.never:
        reason = proof.never[key]
        yield _hint(text, _after(text, node), tr("never here: {reason}", reason=reason) if reason else tr("never here"))
    elif key in proof.holds:
        proved = proof.holds[key]
        percent = _percent(proved)
        label = tr("open in {percent} %", percent=percent) if once else tr("holds in {percent} %", percent=percent)
        yield _hint(text, _after(text, node), label, proved)


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
                proved = proof.met[key]
                yield _hint(
                    text,
                    _after(text, to),
                    tr("{percent} % of runs", percent=_percent(proved)),
                    proved,
                )


def _percent(proved: Told) -> str:
    """Odds in per cent, with as many digits as tell them from none and from all; of what is counted, few are known."""
    finest = (1, 2, 4) if proved.exact else (0, 1)
    written = next(
        (figure(100 * proved.odds, digits) for digits in finest if 0 < round(100 * proved.odds, digits) < 100),
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
                "Counted in random runs from the opening `{opening}`: not every state has been looked at.",
                opening=proved.opening,
            )
        )
    return InlayHint(text.position(*place), label, tooltip=tooltip, padding_left=True)
