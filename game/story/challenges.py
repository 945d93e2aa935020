"""What a reader may try for, beyond coming to an ending: `challenges` of story.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.parts import Context, PartCompiler
from game.story.yaml_tree import Node


def challenges(story: Node, endings: Mapping[str, Node], parts: PartCompiler) -> list[c.CompiledChallenge]:
    """Compile `challenges` of story.yaml; a story without any has none."""
    final = [name for name, ending in endings.items() if not ending.get_bool("unfinished")]
    return [_challenge(name, node, endings, final, parts) for name, node in story.get_map("challenges").items()]


def _challenge(
    id: str, node: Node, endings: Mapping[str, Node], final: list[str], parts: PartCompiler
) -> c.CompiledChallenge:
    path = f"challenges/{id}"
    met_at = _endings(node, endings, parts) if node.has("ending") else final
    compiled: c.CompiledChallenge = {
        "id": id,
        "name": parts.words(node, "name", path) or "",
        "about": parts.words(node, "about", path) or "",
        "endings": met_at,
    }
    condition = parts.text_condition(node, Context(path, "challenges"), places=met_at)
    if condition is not None:
        compiled["condition"] = condition
    return compiled


def _endings(node: Node, endings: Mapping[str, Node], parts: PartCompiler) -> list[str]:
    """The endings that it names, at which it can be met."""
    named = node.get("ending")
    known: list[str] = []
    for one in (named.items or [named]) if named is not None else ():
        if one.text in endings:
            known.append(one.text)
        elif parts.complete and not parts.declared.report.tells_of(one):
            hint = parts.declared.report.guess(one.text, endings)
            message = tr_lazy("`{name}` is not an ending of endings.yaml", name=one.text)
            parts.declared.report.error(one, "unknown-ending", message, hint)
    return list(dict.fromkeys(known))
