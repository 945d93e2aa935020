"""What answers the questions that texts ask of a run's past, and where that can have happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.explore.automaton import TURNING_OUT, Location, Policy, Program, ReaderText, Transition
from game.explore.components import carry_back, leads_to
from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.memory import Question, answered
from game.story.past import past

Place = tuple[int, int]
"""A location, and the number of a transition; -1 for what is read on entering."""


def texts_that_ask(program: Program) -> Iterator[tuple[Place, ReaderText]]:
    """Every text that asks, where it is read. What is read on entering is not looked for twice."""
    for location in program.locations:
        for text in location.texts:
            if text.asks:
                yield (location.index, -1), text
        for number, transition in enumerate(location.everything):
            for text in transition.texts:
                if text.asks:
                    yield (location.index, number), text


def ahead_of(program: Program) -> list[int]:
    """For each location those that it may lead to, as bits; itself only where it goes round."""
    ahead = [0] * len(program.locations)

    def step(index: int) -> bool:
        before = ahead[index]
        for to in leads_to(program.locations[index]):
            ahead[index] |= ahead[to] | 1 << to
        return ahead[index] != before

    carry_back(program, step)
    return ahead


def events(program: Program) -> dict[Question, list[Place]]:
    """The transitions that answer each question that texts ask."""
    answers: dict[Question, list[Place]] = {}
    asked = {question for _, text in texts_that_ask(program) for question in text.asks}
    for location in program.deadline.through(program.locations):
        if location.policy is Policy.ENDING:
            continue
        for number, transition in enumerate(location.everything):
            for question in _answers(program, location, transition):
                if question in asked:
                    answers.setdefault(question, []).append((location.index, number))
    return answers


def _answers(program: Program, location: Location, transition: Transition) -> list[Question]:
    """What a transition answers: a scene is left, a choice has been taken, a storylet read."""
    if location.turn >= 0:
        asks = any(
            program.locations[way.location].scene == transition.id for way in transition.targets
        )  # then it is left by a choice
        return [("seen", transition.id), ("times", transition.id)] if transition.id and not asks else []
    if any(program.locations[way.location].turn == TURNING_OUT for way in transition.targets):
        return []  # the scene is left by what comes of it
    left: list[Question] = [("seen", location.scene), ("times", location.scene)]
    if transition.element is None:
        return left
    taken = (
        transition.element.id.removesuffix(f"/{transition.id}")
        if location.turn == TURNING_OUT
        else transition.element.id
    )
    return [*left, ("took", taken)]


def as_far_as_possible(program: Program) -> Callable[[Place, ReaderText], Ast | None]:
    """What a text's condition comes to at its place: what cannot have happened yet counts as not having happened."""
    ahead, happening, setup = ahead_of(program), events(program), program.setup
    behind = frozenset(past(setup.story, setup.opening))
    after: dict[Question, int] = {}
    for question, places in happening.items():
        for location, number in places:
            for way in program.locations[location].everything[number].targets:
                after[question] = after.get(question, 0) | ahead[way.location] | 1 << way.location

    def condition(place: Place, text: ReaderText) -> Ast | None:
        never = {q: 0 for q in text.asks - behind if not after.get(q, 0) >> place[0] & 1}
        if not never or text.condition is None:
            return text.condition
        return resolve(answered(text.condition, never), None)

    return condition
