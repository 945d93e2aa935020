"""Conditions that somebody asks of a whole story from outside it: what must hold at a place, in the story's language.

Walkthroughs, laws and questions on the command line are written so. They may read whatever a road may; laws and
walkthroughs also ask what a run remembers, as its texts do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story.closures import Values, compile_ast
from game.story.compiled import Ast
from game.story.expression import ExpressionError
from game.story.expression_types import ExpressionScope, TypedExpression, resolve
from game.story.former import choice_today, today
from game.story.in_words import condition, example_of, in_words
from game.story.memory import Past, answers, laid_out, questions
from game.story.model import Story
from game.story.residual import asks_too_much
from game.story.scenes import Storylet
from game.story.variables import VariableKind

Guess = Callable[[str, Iterable[str]], LazyMessage]
"""Makes a hint of a word and the names that it may stand for."""


Holds = Callable[[Values, Past], object]
"""Whether a condition holds, told the values of a run and what it remembers."""


class StoryConditions:
    """Reads conditions against a story."""

    def __init__(self, story: Story, guess: Guess, remembering: bool = False) -> None:
        """`remembering` says whether they may ask what a run remembers."""
        self._story = story
        self._guess = guess
        declared = [variable for variable in story.variables if not variable.kind.kept]
        meanings = {
            v.name: TypedExpression(["var", v.name], v.kind is VariableKind.FLAG, v.min, v.max, words=tuple(v.words))
            for v in declared
        }
        self._scope = ExpressionScope(meanings, guess)
        self._scope.check_question = self._check_question if remembering else _no_memory
        self._example = example_of((v.name, v.kind.value, v.start) for v in declared)
        self._index = {v.name: v.index for v in declared}

    def at(self, source: str, places: Iterable[str]) -> Mapping[str, Ast]:
        """What a condition asks at each of some scenes and endings, with their hour put in its place.

        Where it asks the same, it is the same list: a story of many scenes has room for many laws.

        Raises:
            ExpressionError: It cannot be read, is a number, or asks for the hour where there is none.
        """
        try:
            meaning = self._scope.meaning(source)
        except ExpressionError as error:
            raise in_words(source, error, condition(self._example), self._scope) from None
        if not meaning.truth:
            raise ExpressionError(0, "mixed-types", tr_lazy("a condition is true or false, this is a number"))
        too_wide = asks_too_much(meaning.ast)
        if too_wide is not None:
            raise ExpressionError(0, "memory-too-wide", too_wide)
        hours = {place: self._hour(place, meaning.timed) for place in places}
        asked = {hour: resolve(meaning.ast, hour) for hour in (set(hours.values()) if meaning.timed else {None})}
        return {place: asked[hour if meaning.timed else None] for place, hour in hours.items()}

    def closure(self, ast: Ast) -> Holds:
        """How to evaluate a condition on a run."""
        layout = laid_out(dict.fromkeys(questions(ast)), len(self._story.variables))
        closure = compile_ast(ast, self._index, layout)

        def holds(values: Values, past: Past) -> object:
            if not layout:
                return closure(values)
            remembered = [min(past.get(q, 0), answers(q)[-1]) << bits.shift for q, bits in layout.items()]
            return closure((*values, sum(remembered)))

        return holds

    def _check_question(self, op: str, about: str, at: int) -> None:
        if op == "holds":
            message = tr_lazy("`holds` cannot be asked here: who plays is said beside it")
            raise ExpressionError(
                at, "memory-in-road", message, tr_lazy("write `seat: {seat}` under it", seat=about[:40])
            )
        known, form = self._passed, "scene"
        name = today(self._story.was, about)
        if op == "took":
            known, form = self._taken, "scene/choice"
            scene, _, choice = about.partition("/")
            name = "/".join(choice_today(self._story.was, scene, choice))
        if about not in known:
            nothing = tr_lazy("`{op}({about})` asks about nothing in this story", op=op, about=about[:80])
            hint = self._guess(about, known) or tr_lazy("write `{op}({form})`", op=op, form=form)
            if name in known:
                hint = tr_lazy("write `{op}({renamed})`", op=op, renamed=name)
            raise ExpressionError(at, "unknown-memory", nothing, hint)

    @cached_property
    def _storylets(self) -> Sequence[Storylet]:
        return [storylet for episode in self._story.episodes.values() for storylet in episode.deck]

    @cached_property
    def _passed(self) -> Collection[str]:
        """What a run passes: scenes and storylets."""
        return dict.fromkeys((*self._story.scenes, *(storylet.id for storylet in self._storylets)))

    @cached_property
    def _taken(self) -> Collection[str]:
        """What a run takes: choices, with their scenes."""
        drawn = (storylet.scene for storylet in self._storylets if storylet.scene is not None)
        scenes = (*self._story.scenes.values(), *drawn)
        return dict.fromkeys(f"{scene.id}/{choice.id}" for scene in scenes for choice in scene.choices)

    def _hour(self, place: str, due: bool) -> int | None:
        spot = self._story.scenes.get(place) or self._story.endings.get(place)
        minute = None if spot is None else spot.minute
        if minute is None and due:
            no_hour = tr_lazy("`hour` means nothing at `{place}`: it has no `at`", place=place)
            raise ExpressionError(0, "no-hour", no_hour)
        return None if minute is None else minute // 60


def _no_memory(op: str, about: str, at: int) -> None:
    message = tr_lazy(
        "`{question}` cannot be asked here: only texts, challenges, laws and walkthroughs ask what a run remembers",
        question=op,
    )
    hint = tr_lazy("make it a law of walkthroughs.yaml, or set a flag where it happens and ask for that")
    raise ExpressionError(at, "memory-in-road", message, hint)
