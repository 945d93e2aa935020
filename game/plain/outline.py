"""The tree of a seat's runs as lines of text: every road taken, and every road left, in words."""

from __future__ import annotations

from collections.abc import Iterator

from game.dates import spelled
from game.journal.differences import scene_name
from game.play.tree import Left, Place, Tree, words
from game.story.model import Ending
from game.words import tr


def outline(tree: Tree) -> Iterator[str]:
    """A line a place, a line a choice; each road that leaves another is indented once more.

    Roads come in the order of the decisions, the one that goes straight on first; each line says by its number how many
    decisions lead there, so that it can be read without seeing how far it is indented.
    """
    waiting: list[tuple[Place, int, str]] = [(root, 0, "") for root in reversed(tree.roots)]
    while waiting:
        place, indent, after = waiting.pop()
        pad = "  " * indent
        if after:
            yield pad + after
        yield pad + _place(tree, place)
        for left in tree.left(place):
            yield f"{pad}- {_left(left)}"
        first = place.first
        others = [child for child in place.children.values() if child is not first]
        waiting += [(child, indent + 1, _parted(tree, place, child)) for child in reversed(others)]
        if first is not None:
            yield f"{pad}- {_taken(place, first)}"
            waiting.append((first, indent, ""))


def _place(tree: Tree, place: Place) -> str:
    name = scene_name(tree.story, place.at.id)
    if isinstance(place.at, Ending):
        said = tr("{n}. Ending: {name}", n=place.depth + 1, name=name)
    else:
        when = spelled(place.at.at) if place.at.title else ""
        said = tr("{n}. {name}", n=place.depth + 1, name=", ".join(part for part in (name, when) if part))
    return f"{said} [{_runs(place.runs)}]"


def _taken(place: Place, child: Place) -> str:
    marks = [tr("taken"), *([tr("as in history")] if child.history else []), _runs(child.runs)]
    return f"{_said(place, child.choice)} [{', '.join(marks)}]"


def _left(left: Left) -> str:
    marks = [tr("never taken from here"), *([tr("what history did")] if left.history else [])]
    return f"{words(left.choice)} [{', '.join(marks)}]"


def _parted(tree: Tree, place: Place, child: Place) -> str:
    name = scene_name(tree.story, place.at.id)
    return tr("Other road, from {n}. {name}: {said}", n=place.depth + 1, name=name, said=_taken(place, child))


def _said(place: Place, choice: str) -> str:
    known = None if place.scene is None else place.scene.choice(choice)
    return choice if known is None else words(known)


def _runs(count: int) -> str:
    return tr("one run") if count == 1 else tr("{count} runs", count=count)
