"""What a run is measured by: `measures` of story.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.declarations import Declarations
from game.story.parts import PartCompiler
from game.story.variables import GAUGE_KINDS
from game.story.yaml_tree import Node

_SEEN = tuple(kind.value for kind, gauge in GAUGE_KINDS.items() if not gauge.private)


def measures(story: Node, parts: PartCompiler) -> list[c.CompiledMeasure] | None:
    """Compile `measures` of story.yaml; None where the story leaves them to the program."""
    if not story.has("measures"):
        return None
    return [_measure(name, node, parts) for name, node in story.get_map("measures").items()]


def _measure(id: str, node: Node, parts: PartCompiler) -> c.CompiledMeasure:
    path = f"story/measures/{id}"
    sentences = node.get_list("verdict")
    _check_order(sentences, parts.declared)
    return {
        "id": id,
        "name": parts.words(node, "name", path) or "",
        "about": parts.words(node, "about", path),
        "of": [item.text for item in node.get_list("of") if _is_seen(item, parts.declared)],
        "by": node.get_text("by") or "fullness",
        "figure": not node.has("figure") or node.get_bool("figure"),
        "verdict": [
            {
                "least": sentence.get_int("least", 0),
                "text": parts.words(sentence, "text", f"{path}/verdict/{i}") or "",
            }
            for i, sentence in enumerate(sentences)
        ],
    }


def _is_seen(node: Node, declared: Declarations) -> bool:
    """Whether a name is a force or a stake: a run is measured while it is under way, so every reader sees it."""
    variable = declared.variables.get(node.text)
    if variable is not None and variable["kind"] in _SEEN:
        return True
    if variable is None:
        known = [name for name, other in declared.variables.items() if other["kind"] in _SEEN]
        hint = declared.report.guess(node.text, known)
        declared.report.error(
            node, "unknown-name", tr_lazy("`{name}` is not declared in story.yaml", name=node.text), hint
        )
    else:
        message = tr_lazy("`{name}` is no force and no stake, and not every reader sees it move", name=node.text)
        declared.report.error(node, "hidden-measure", message)
    return False


def _check_order(sentences: Sequence[Node], declared: Declarations) -> None:
    """The sentences go from full to empty, and one is left whatever the figure is."""
    if any(sentence.has("least") and sentence.get("least") is None for sentence in sentences):
        return
    for above, sentence in pairwise(sentences):
        if sentence.get_int("least", 0) >= above.get_int("least", 0):
            message = tr_lazy("this sentence is never said: the one above asks for no more")
            declared.report.error(sentence, "order-of-conditions", message, tr_lazy("begin with the highest `least`"))
    if sentences and sentences[-1].get_int("least", 0) > 0:
        message = tr_lazy("below the last sentence, nothing is said")
        declared.report.error(sentences[-1], "order-of-conditions", message, tr_lazy("leave its `least` out"))
