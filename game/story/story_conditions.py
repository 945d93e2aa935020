"""Conditions that somebody asks of a whole story from outside it: what must hold at a place, in the story's language.

Walkthroughs, laws and questions on the command line are written so. They may read whatever a road may; what a run
remembers is for its texts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story.closures import Closure, compile_ast
from game.story.compiled import Ast
from game.story.expression import ExpressionError
from game.story.expression_types import ExpressionScope, TypedExpression, resolve
from game.story.model import Story, VariableKind

Guess = Callable[[str, Iterable[str]], LazyMessage]
"""Makes a hint of a word and the names that it may stand for."""


class StoryConditions:
    """Reads conditions against a story."""

    def __init__(self, story: Story, guess: Guess) -> None:
        self._story = story
        declared = [variable for variable in story.variables if not variable.kind.kept]
        meanings = {
            v.name: TypedExpression(["var", v.name], v.kind is VariableKind.FLAG, v.min, v.max, words=tuple(v.words))
            for v in declared
        }
        self._scope = ExpressionScope(meanings, guess)
        self._scope.check_question = _no_memory
        self._index = {v.name: v.index for v in declared}

    def at(self, source: str, places: Iterable[str]) -> Mapping[str, Ast]:
        """What a condition asks at each of some scenes and endings, with their hour put in its place.

        Raises:
            ExpressionError: It cannot be read, is a number, or asks for the hour where there is none.
        """
        meaning = self._scope.meaning(source)
        if not meaning.truth:
            raise ExpressionError(0, "mixed-types", tr_lazy("a condition is true or false, this is a number"))
        return {place: resolve(meaning.ast, self._hour(place, meaning.timed)) for place in places}

    def closure(self, ast: Ast) -> Closure:
        """How to evaluate a condition on the values of a run."""
        return compile_ast(ast, self._index)

    def _hour(self, place: str, due: bool) -> int | None:
        spot = self._story.scenes.get(place) or self._story.endings.get(place)
        minute = None if spot is None else spot.minute
        if minute is None and due:
            no_hour = tr_lazy("`hour` means nothing at `{place}`: it has no `at`", place=place)
            raise ExpressionError(0, "no-hour", no_hour)
        return None if minute is None else minute // 60


def _no_memory(op: str, about: str, at: int) -> None:
    said = tr_lazy("`{question}` cannot be asked here: what a run remembers is for its texts alone", question=op)
    raise ExpressionError(at, "memory-in-road", said, tr_lazy("set a flag where it happens, and ask for that"))
