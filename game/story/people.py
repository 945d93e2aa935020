"""Who is who: the cards of people.yaml."""

from __future__ import annotations

from game.story import compiled as c
from game.story.parts import Context, PartCompiler
from game.story.yaml_tree import Node


def people(root: Node | None, parts: PartCompiler) -> list[c.CompiledPerson]:
    """Compile people.yaml; a story without one has no cards."""
    return [] if root is None else [_person(name, node, parts) for name, node in root.get_map("people").items()]


def _person(id: str, node: Node, parts: PartCompiler) -> c.CompiledPerson:
    path = f"people/{id}"
    name = parts.words(node, "name", path) or ""
    others = (parts.declared.translate(f"{path}/names/{i}", item.text) for i, item in enumerate(node.get_list("names")))
    return {
        "id": id,
        "name": name,
        "names": list(dict.fromkeys((name, *others))),
        "apposition": parts.words(node, "apposition", path) or "",
        "about": parts.prose(node, "about", Context(path, "people", sourced=node.has("facts"))),
        "facts": parts.named_facts(node),
    }
