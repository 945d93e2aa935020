"""The names of a story: what a road may lead to, and where each thing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.i18n.catalogue import tr_lazy
from game.story.problems import Report
from game.story.yaml_tree import Node

RESERVED = ("story", "endings", "facts", "people", "walkthroughs", "deck")
"""Namespace that no scene, episode or ending can have: files and paths of texts are called so."""


@dataclass
class SymbolTable:
    """What the parts of a story are called.

    `targets` are the names that a road may lead to, with the scene or ending they mean; `left` are the scenes and
    storylets, which a run leaves behind, and `choices` the choices (`scene/choice`); `positions` tell where each name
    is written: file, line, column.
    """

    targets: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    positions: dict[str, tuple[str, int, int]] = field(default_factory=dict)


def collect_symbols(episodes: Sequence[tuple[Node, Node]], endings: Mapping[str, Node], report: Report) -> SymbolTable:
    """Gather everything that has a name of its own; no two may be alike.

    Args:
        episodes: For each episode the node that names it, and the root of its file.
        endings: The endings, by name.
        report: Where problems go.
    """
    names = SymbolTable()
    for stem, episode in episodes:
        if _place(stem.text, stem, names, report):
            names.targets[stem.text] = first_scene(episode)
    for _, episode in episodes:
        scenes, deck = episode.get_map("scenes"), episode.get_map("deck")
        _targets(scenes, names, report)
        for name, node in deck.items():
            _place(name, node.position, names, report)
        names.left.update(scenes, deck)
        deciding = {**scenes, **deck}.items()
        names.choices.update(f"{name}/{choice}" for name, node in deciding for choice in node.get_map("choices"))
    _targets(endings, names, report)
    return names


def first_scene(episode: Node) -> str:
    """An episode's first scene: the one that `start` names, else the first written."""
    scenes = episode.get_map("scenes")
    start = episode.get_text("start") or ""
    return start if start in scenes else next(iter(scenes), "")


def _targets(nodes: Mapping[str, Node], names: SymbolTable, report: Report) -> None:
    """Name scenes or endings, to which roads may lead."""
    names.targets.update((name, name) for name, node in nodes.items() if _place(name, node.position, names, report))


def _place(name: str, node: Node, names: SymbolTable, report: Report) -> bool:
    if name in RESERVED:
        report.error(
            node, "reserved-name", tr_lazy("`{name}` is the name of a file or of a part of the story", name=name)
        )
    if name in names.positions:
        file, line, _ = names.positions[name]
        report.error(
            node,
            "duplicate-name",
            tr_lazy("`{name}` is already taken in {file}, line {line}", name=name, file=file, line=line),
        )
        return False
    names.positions[name] = (node.file, node.line, node.column)
    return True
