"""What a run remembers for its texts: the questions they ask, and the bits in which the answers are kept.

A run is its decisions, so whatever has happened in it can be asked without a flag: `took(scene/choice)`, `seen(scene)`,
`times(scene)`; `holds(seat)` asks who plays. Only texts may ask. Roads read variables alone, so two runs that differ in
what they remember and in nothing else go on alike: memory multiplies no states.

A scene, a choice or a storylet counts once the run has moved on: not yet in its own words, nor in its result's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from math import prod
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.story.compiled import Ast
    from game.story.yaml_tree import Node

QUESTIONS = ("took", "seen", "times", "holds")
"""Each question with what it asks about: a `scene/choice`, a scene or storylet, the same again, a seat."""

MOST_TIMES = 3
"""`times` counts no further."""

MOST_VISITS = 0xFFFF
"""How far a run counts its visits and its decisions, where paragraphs take turns."""

STEPS = ("steps", "")
"""What counts the decisions, whoever takes them."""

WIDEST = 4096
"""How many combinations of answers a condition may ask about unseen: twelve yes-or-no questions."""

Question = tuple[str, str]
"""What is asked, and about what."""


Past = Mapping[Question, int]
"""How often what was asked about has happened; what is not there never did."""


def on_visit(source: str, key: str, scene: str) -> str:
    """The condition of a text that stands under `first` or `again`, and has one of its own (`source`) or none."""
    visit = f"seen({scene})" if key == "again" else f"not seen({scene})"
    return f"({source}) and {visit}" if source else visit


class Asking(NamedTuple):
    """A condition of a text that asks what the run remembers: where it is written, its tree, and where it is asked.

    `scenes` are scenes, storylets or endings; `people` for a card of who is who.
    """

    node: Node
    ast: Ast
    scenes: tuple[str, ...]


class Bits(NamedTuple):
    """Where an answer stands: the position of the memory in the values, the first bit, and a mask of ones."""

    at: int
    shift: int
    mask: int


def questions(ast: Ast | None) -> Iterator[Question]:
    """The questions in a syntax tree, from left to right; some may come twice."""
    if not ast:
        return
    if ast[0] in QUESTIONS:
        yield ast[0], ast[1]
        return
    for part in ast:
        if isinstance(part, list):
            yield from questions(part)


def name_of(question: Question) -> str:
    """A question as its author writes it."""
    return f"{question[0]}({question[1]})"


def answered(ast: Ast, known: Mapping[Question, int]) -> Ast:
    """A tree in which the questions that are known have become their answers."""
    if ast and ast[0] in QUESTIONS:
        value = known.get((ast[0], ast[1]))
        return ast if value is None else ["int", value] if ast[0] == "times" else ["bool", bool(value)]
    return [answered(part, known) if isinstance(part, list) else part for part in ast]


def as_variables(ast: Ast) -> Ast:
    """A tree whose questions have become variables, called as they are written."""
    if ast and ast[0] in QUESTIONS:
        return ["var", name_of((ast[0], ast[1]))]
    return [as_variables(part) if isinstance(part, list) else part for part in ast]


def answers(question: Question) -> range:
    """The answers that a question may have."""
    if question[0] in ("visits", "steps"):
        return range(MOST_VISITS + 1)
    return range(MOST_TIMES + 1 if question[0] == "times" else 2)


def combinations(asked: Iterable[Question]) -> int:
    """How many combinations of answers some questions have; of one scene's choices, one visit takes one at most."""
    sizes: dict[str, int] = {}
    for op, about in asked:
        if op == "holds":  # the same in the whole run
            continue
        scene = about.partition("/")[0] if op == "took" else f"{op} {about}"
        sizes[scene] = sizes.get(scene, 1) + len(answers((op, about))) - 1
    return prod(sizes.values())


def laid_out(asked: Iterable[Question], index: int) -> dict[Question, Bits]:
    """A place in the memory for each question, which stands at a position of the values."""
    layout: dict[Question, Bits] = {}
    shift = 0
    for question in asked:
        mask = answers(question)[-1]
        layout[question] = Bits(index, shift, mask)
        shift += mask.bit_length()
    return layout


def counted(bits: Bits, values: tuple[int, ...]) -> int:
    """What the memory holds somewhere."""
    return values[bits.at] >> bits.shift & bits.mask


def remembering(
    layout: Mapping[Question, Bits], happened: Iterable[Question]
) -> Callable[[tuple[int, ...]], tuple[int, ...]] | None:
    """A function that notes in the values what has happened; None where nobody will ask.

    Args:
        layout: What the story's texts ask, and where the answers stand.
        happened: What has happened, as the questions that it answers.
    """
    noted = [layout[question] for question in happened if question in layout]
    if not noted:
        return None
    index = noted[0].at
    ones = reduce(or_, (1 << bits.shift for bits in noted if bits.mask == 1), 0)
    counts = [bits for bits in noted if bits.mask != 1]

    def note(values: tuple[int, ...]) -> tuple[int, ...]:
        noting = list(values)
        noting[index] |= ones
        return tuple(noting)

    def count(values: tuple[int, ...]) -> tuple[int, ...]:
        memory = values[index] | ones
        for _, shift, mask in counts:
            if memory >> shift & mask != mask:
                memory += 1 << shift
        noting = list(values)
        noting[index] = memory
        return tuple(noting)

    return count if counts else note
