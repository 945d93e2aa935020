"""The tree of a seat's runs as lines of text: every moment by a number, every road taken, and every road left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.i18n.catalogue import tr, trn
from game.play.tree import Tree, TreeNode, UntakenChoice, choice_words
from game.story.scenes import Choice
from game.view.tree import as_history, node_in_words, node_name, of_history


def moments(tree: Tree) -> tuple[TreeNode, ...]:
    """The places of a tree in the order in which they are told.

    Roads come in the order of the decisions, the one that goes straight on first; then those that leave it, the last
    to leave it first.
    """
    in_order: list[TreeNode] = []
    waiting = list(reversed(tree.roots))
    while waiting:
        place = waiting.pop()
        in_order.append(place)
        first = place.first
        waiting += [child for child in reversed(place.children.values()) if child is not first]
        waiting += [first] if first is not None else []
    return tuple(in_order)


def outline(tree: Tree, places: Sequence[TreeNode], here: TreeNode | None) -> Iterator[str]:
    """A line a moment, a line a choice; each road that leaves another says from which moment, by its number.

    Args:
        tree: The tree.
        places: Its moments, as `moments` orders them: they are numbered from 1.
        here: Where the run in play stands.
    """
    numbers = {place.index: number for number, place in enumerate(places, 1)}
    for number, place in enumerate(places, 1):
        parent = place.parent
        if parent is not None and place is not parent.first:
            yield ""
            yield _parted(tree, parent, place, numbers[parent.index])
        yield _place(tree, place, number, place is here)
        for left in tree.untaken(place):
            yield f"- {_left(left)}"
        if place.first is not None:
            yield f"- {_taken(place, place.first)}"


def _place(tree: Tree, place: TreeNode, number: int, here: bool) -> str:
    marks = [_runs(place.runs), *([tr("you are here")] if here else [])]
    return f"{number}. {node_in_words(tree.story, place)} [{', '.join(marks)}]"


def _taken(place: TreeNode, child: TreeNode) -> str:
    marks = [tr("taken"), *([as_history(_choice(place, child.choice))] if child.history else []), _runs(child.runs)]
    return f"{_said(place, child.choice)} [{', '.join(marks)}]"


def _left(left: UntakenChoice) -> str:
    marks = [tr("no run takes it"), *([of_history(left.choice)] if left.history else [])]
    return f"{choice_words(left.choice)} [{', '.join(marks)}]"


def _parted(tree: Tree, place: TreeNode, child: TreeNode, number: int) -> str:
    name = node_name(tree.story, place)
    return tr("Other road, from {n}. {name}: {said}", n=number, name=name, said=_taken(place, child))


def _said(place: TreeNode, choice: str) -> str:
    known = _choice(place, choice)
    return choice if known is None else choice_words(known)


def _choice(place: TreeNode, id: str) -> Choice | None:
    return None if place.scene is None else place.scene.choice(id)


def _runs(count: int) -> str:
    return trn("one run", "{count} runs", count)
