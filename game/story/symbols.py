"""The names of a story: what a road may lead to, where each thing is written, and what it was called before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.story.problems import Report
from game.story.yaml_tree import Node

RESERVED = ("story", "endings", "facts", "people", "walkthroughs", "deck")
"""Namespace that no scene, episode or ending can have: files and paths of texts are called so."""


@dataclass
class SymbolTable:
    """What the parts of a story are called.

    `targets` are the names that a road may lead to, with the scene or ending they mean; `left` are the scenes and
    storylets, which a run leaves behind, and `choices` the choices (`scene/choice`); `former` ids lead to present ones;
    `positions` tell where each name is written: file, line, column.
    """

    targets: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    former: dict[str, str] = field(default_factory=dict)
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
    named: dict[str, Node] = {}
    for _, episode in episodes:
        scenes, deck = episode.get_map("scenes"), episode.get_map("deck")
        named |= _targets(scenes, names, report)
        for name, node in deck.items():
            _place(name, node.position, names, report)
        names.left.update(scenes, deck)
        deciding = {**scenes, **deck}.items()
        names.choices.update(f"{name}/{choice}" for name, node in deciding for choice in node.get_map("choices"))
    named |= _targets(endings, names, report)
    for name, node in named.items():
        _remember_former(name, node, names, report)
    return names


def first_scene(episode: Node) -> str:
    """An episode's first scene: the one that `start` names, else the first written."""
    scenes = episode.get_map("scenes")
    start = episode.get_text("start") or ""
    return start if start in scenes else next(iter(scenes), "")


def _targets(nodes: Mapping[str, Node], names: SymbolTable, report: Report) -> dict[str, Node]:
    """Name scenes or endings, to which roads may lead. Those whose names were free."""
    named = {name: node for name, node in nodes.items() if _place(name, node.position, names, report)}
    names.targets.update((name, name) for name in named)
    return named


def _place(name: str, node: Node, names: SymbolTable, report: Report) -> bool:
    if name in RESERVED:
        report.error(node, "reserved-name", f"`{name}` is the name of a file or of a part of the story")
    if name in names.positions:
        file, line, _ = names.positions[name]
        report.error(node, "duplicate-name", f"`{name}` is already taken in {file}, line {line}")
        return False
    names.positions[name] = (node.file, node.line, node.column)
    return True


def _remember_former(name: str, node: Node, names: SymbolTable, report: Report) -> None:
    """Earlier ids, which must be dead."""
    was = node.get("was")
    for former in [] if was is None else was.items or [was]:
        if former.text in names.positions:
            file, line, _ = names.positions[former.text]
            message = f"`{former.text}` is the present name of something else ({file}, line {line})"
            report.error(former, "was-in-use", message)
        elif names.former.setdefault(former.text, name) != name:
            message = f"`{names.former[former.text]}` was called `{former.text}` too"
            report.error(former, "was-in-use", message)
