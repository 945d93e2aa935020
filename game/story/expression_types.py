"""What an expression means: its type, the range of its values, and the tree that the compiled story keeps.

Integers and booleans never mix. Ranges are inferred from the declared ones, so that a comparison that can never hold
is found where it is written. Derived values are put in their names' place; `hour` becomes the number it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story.compiled import Ast
from game.story.expression import COMPARISONS, EXTREMES, Expression, ExpressionError, named, nodes, parse
from game.story.memory import QUESTIONS, answers
from game.story.words_meant import FALSE, NUMBERS, TRUE, bare

LARGEST = 1_000_000_000
"""No value of an expression lies beyond this, either way."""

MOST_NODES = 2000
DEEPEST = 200

MOST_LETTERS = 600_000
"""Of all the different expressions of a story: seventeen times as many as the shipped one has."""

_HOURS = 1_000_000


class TypedExpression(NamedTuple):
    """What an expression gives: a truth value, an integer from `low` to `high`, or one of a label's `words`.

    `timed` says that it depends on the hour, which `ast` then still names; `asks` is where it asks what a run
    remembers, as a position in its text, -1 where it does not.
    """

    ast: Ast
    truth: bool
    low: int
    high: int
    timed: bool = False
    words: tuple[str, ...] = ()
    asks: int = -1


class ExpressionScope:
    """The names that expressions may use, with what they mean."""

    def __init__(
        self, variables: Mapping[str, TypedExpression], guess: Callable[[str, Iterable[str]], LazyMessage]
    ) -> None:
        """Start from the declared variables; `guess` makes a hint of a word and the names it may stand for."""
        self._guess = guess
        self._meanings = {"hour": TypedExpression(["var", "hour"], False, -_HOURS, _HOURS, True), **variables}
        self._known: dict[str, TypedExpression] = {}
        self._left = MOST_LETTERS
        self.check_question: Callable[[str, str, int], None] = _nobody_asks
        """Raises `ExpressionError` where a question (its word, what it asks about, its position) means nothing."""

    def __contains__(self, name: object) -> bool:
        return name in self._meanings

    def __getitem__(self, name: str) -> TypedExpression:
        return self._meanings[name]

    def define(self, name: str, meaning: TypedExpression) -> None:
        """Give a derived value its meaning."""
        self._meanings[name] = meaning

    def meaning(self, source: str) -> TypedExpression:
        """What an expression means.

        Raises:
            ExpressionError: It cannot be read, or means nothing.
        """
        known = self._known.get(source)
        if known is None:
            self._left -= len(source)
            if self._left < 0:
                message = tr_lazy("a story’s expressions have at most {count} characters together", count=MOST_LETTERS)
                raise ExpressionError(0, "expression-too-long", message)
            tree = parse(source)
            self._check_names(tree, source)
            known = self._infer(tree)
            check_size(known.ast)
            self._known[source] = known
        return known

    def _infer(self, tree: Expression) -> TypedExpression:
        op = tree.op
        if op in ("int", "bool"):
            value = int(str(tree.parts[0]))
            return TypedExpression([op, bool(value) if op == "bool" else value], op == "bool", value, value)
        if op == "name":
            return self._meanings[str(tree.parts[0])]
        if op in ("and", "or", "not"):
            parts = [self._truth(part) for part in tree.parts if isinstance(part, Expression)]
            return _made([op, *(part.ast for part in parts)], True, 0, 1, *parts)
        if op in QUESTIONS:
            return self._question(op, str(tree.parts[0]), tree.at)
        if op == "in":
            return self._membership(tree)
        if op in EXTREMES:
            return _extreme(tree, [self._infer(part) for part in tree.parts if isinstance(part, Expression)])
        compared = self._compared_with_label(tree)
        if compared is not None:
            return compared
        left, right = (self._infer(part) for part in tree.parts if isinstance(part, Expression))
        return _compare(tree, left, right) if op in COMPARISONS else _calculate(tree, left, right)

    def label(self, words: tuple[str, ...], tree: Expression) -> TypedExpression:
        """What an expression means where one of a label's words is due: a word, or another label of the same words.

        Raises:
            ExpressionError: It is neither.
        """
        name = str(tree.parts[0]) if tree.op == "name" else ""
        if name in words:
            return TypedExpression(_word(words, name), False, words.index(name), words.index(name), words=words)
        meaning = self._meanings.get(name)
        if meaning is not None and meaning.words == words:
            return meaning
        listed = ", ".join(f"`{word}`" for word in words)
        message = (
            tr_lazy("`{name}` is not one of {listed}", name=name[:40], listed=listed)
            if name
            else tr_lazy("one of {listed} is due", listed=listed)
        )
        raise ExpressionError(tree.at, "unknown-value", message, self._guess(name, words) if name else NOTHING)

    def _label_named(self, tree: Expression | int | str) -> tuple[str, ...]:
        """The words of the label that an expression names; none where it names no label."""
        if not isinstance(tree, Expression) or tree.op != "name":
            return ()
        meaning = self._meanings.get(str(tree.parts[0]))
        return () if meaning is None else meaning.words

    def _compared_with_label(self, tree: Expression) -> TypedExpression | None:
        if tree.op not in COMPARISONS:
            return None
        left, right = (part for part in tree.parts if isinstance(part, Expression))
        words = self._label_named(left)
        if not words and self._label_named(right):
            left, right, words = right, left, self._label_named(right)
        if not words:
            return None
        if tree.op not in ("==", "!="):
            message = tr_lazy("`{op}` is for numbers, and one side is one of a few words", op=tree.op)
            raise ExpressionError(tree.at, "mixed-types", message, tr_lazy("compare it by `==`, `!=` or `in`"))
        ast: Ast = [tree.op, self._infer(left).ast, self.label(words, right).ast]
        return TypedExpression(ast, True, 0, 1)

    def _check_names(self, tree: Expression, source: str) -> None:
        unknown: dict[str, int] = {}
        words = {part.at for part in self._words_in(tree)}
        for part in named(tree):
            if part.parts[0] not in self._meanings and part.at not in words:
                unknown.setdefault(str(part.parts[0]), part.at)
        undefined = [
            ExpressionError(
                at,
                "unknown-name",
                tr_lazy("`{name}` is not declared in story.yaml", name=name[:40]),
                self._hint(name, at, source),
            )
            for name, at in unknown.items()
        ]
        if undefined:
            undefined[0].also = tuple(undefined[1:])
            raise undefined[0]

    def _words_in(self, tree: Expression) -> Iterator[Expression]:
        """The names that stand beside a label and so are words, whether it has them or not."""
        for node in nodes(tree):
            if node.op in COMPARISONS:
                parts = [part for part in node.parts if isinstance(part, Expression)]
                for part, beside in (parts, reversed(parts)):
                    if self._label_named(beside) and part.op == "name" and not self._label_named(part):
                        yield part

    def _hint(self, name: str, at: int, source: str) -> LazyMessage:
        hyphened = re.search(r"\w-$", source[:at]) or re.match(r"\w+-\w", source[at:])
        if hyphened:
            return tr_lazy("names are joined by an underscore: a hyphen subtracts")
        if bare(name) in TRUE | FALSE:
            return tr_lazy("write `{written}`", written="true" if bare(name) in TRUE else "false")
        if bare(name) in NUMBERS:
            return tr_lazy("write `{written}`", written=NUMBERS[bare(name)])
        return self._guess(bare(name), self._meanings)

    def _truth(self, tree: Expression) -> TypedExpression:
        meaning = self._infer(tree)
        if not meaning.truth:
            raise ExpressionError(
                tree.at,
                "mixed-types",
                tr_lazy("a number stands where something true or false is due"),
                tr_lazy("compare it, for example `>= 3`"),
            )
        return meaning

    def _membership(self, tree: Expression) -> TypedExpression:
        inner = self._infer(tree.parts[0])  # type: ignore[arg-type]
        if inner.words:
            members = [Expression("name" if isinstance(m, str) else "int", (m,), tree.at) for m in tree.parts[1:]]
            same: list[Ast] = [["==", inner.ast, self.label(inner.words, member).ast] for member in members]
            return TypedExpression(same[0] if len(same) == 1 else ["or", *same], True, 0, 1)
        among = [part for part in tree.parts if isinstance(part, int)]
        for part in tree.parts:
            if isinstance(part, str):
                hint = tr_lazy("name whole numbers: only a label is one of a few words")
                raise ExpressionError(
                    tree.at, "mixed-types", tr_lazy("`{part}` stands among numbers", part=part[:40]), hint
                )
        _numeric(tree, inner)
        for value in among:
            if among.count(value) > 1:
                twice = tr_lazy("{value} stands in this list twice", value=value)
                raise ExpressionError(tree.at, "duplicate-name", twice, tr_lazy("take one of the two out"))
            if not inner.timed and not inner.low <= value <= inner.high:
                raise ExpressionError(
                    tree.at,
                    "never-true",
                    tr_lazy(
                        "this goes from {low} to {high}: never {value}", low=inner.low, high=inner.high, value=value
                    ),
                )
        return _made(["in", inner.ast, among], True, 0, 1, inner)

    def _question(self, op: str, about: str, at: int) -> TypedExpression:
        self.check_question(op, about, at)
        return TypedExpression([op, about], op != "times", 0, answers((op, about))[-1], asks=at)


def _nobody_asks(op: str, about: str, at: int) -> None:
    message = tr_lazy("only the `if` of a text may ask what a run remembers")
    raise ExpressionError(
        at, "memory-in-road", message, tr_lazy("elsewhere, set a flag where it happens, and ask for the flag")
    )


def _made(ast: Ast, truth: bool, low: int, high: int, *parts: TypedExpression) -> TypedExpression:
    """A meaning that is made of others: timed when one of them is, asking where one of them asks."""
    timed, asks = any(part.timed for part in parts), max(part.asks for part in parts)
    return TypedExpression(ast, truth, low, high, timed, asks=asks)


def cases(meanings: Iterable[tuple[TypedExpression | None, TypedExpression]]) -> TypedExpression:
    """What a list of cases means; the last has no condition. All values are of one type."""
    listed = list(meanings)
    last = listed[-1][1]
    values = [value for _, value in listed]
    tests = [test for test, _ in listed if test is not None]
    ast: Ast = ["case", [[test.ast, value.ast] for test, value in listed if test is not None], last.ast]
    low, high = min(value.low for value in values), max(value.high for value in values)
    return _made(ast if tests else last.ast, last.truth, low, high, *tests, *values)


def check_size(ast: Ast) -> None:
    """Refuse a tree that derived values in one another have made huge.

    Raises:
        ExpressionError: It is.
    """
    seen, level = 0, [ast]
    for _ in range(DEEPEST):
        level = [part for node in level for part in node if isinstance(part, list)]
        seen += len(level)
        if not level:
            return
        if seen > MOST_NODES:
            break
    raise ExpressionError(
        0, "expression-too-long", tr_lazy("with its derived values written out, this is far too long")
    )


def resolve(ast: Ast, hour: int | None) -> Ast:
    """Put the hour in its place, and settle what is then certain."""
    op = ast[0]
    if op == "var":
        return ["int", hour] if ast[1] == "hour" and hour is not None else ast
    if op in ("int", "bool", *QUESTIONS):
        return ast
    if op == "in":
        inner = resolve(ast[1], hour)
        return ["bool", inner[1] in ast[2]] if inner[0] == "int" else ["in", inner, ast[2]]
    if op == "case":
        return _resolve_case(ast, hour)
    parts = [resolve(part, hour) for part in ast[1:]]
    if op in ("and", "or"):
        return _resolve_junction(op, parts)
    if op == "not":
        return ["bool", not parts[0][1]] if parts[0][0] == "bool" else ["not", parts[0]]
    if op in EXTREMES:
        return _resolve_extreme(op, parts)
    if parts[0][0] == parts[1][0] == "int":
        return _settle(op, parts[0][1], parts[1][1])
    return [op, *parts]


def _resolve_case(ast: Ast, hour: int | None) -> Ast:
    undecided: list[Ast] = []
    for test, value in ast[1]:
        test, value = resolve(test, hour), resolve(value, hour)
        if test == ["bool", True]:
            return ["case", undecided, value] if undecided else value
        if test != ["bool", False]:
            undecided.append([test, value])
    default = resolve(ast[2], hour)
    return ["case", undecided, default] if undecided else default


def _resolve_junction(op: str, parts: list[Ast]) -> Ast:
    decides = ["bool", op == "or"]
    if decides in parts:
        return decides
    undecided = [part for part in parts if part[0] != "bool"]
    if not undecided:
        return ["bool", op == "and"]
    return undecided[0] if len(undecided) == 1 else [op, *undecided]


def _resolve_extreme(op: str, parts: list[Ast]) -> Ast:
    """Of several numbers that are certain one is enough."""
    sure = [part[1] for part in parts if part[0] == "int"]
    unknown = [part for part in parts if part[0] != "int"]
    if sure:
        unknown.append(["int", min(sure) if op == "min" else max(sure)])
    return unknown[0] if len(unknown) == 1 else [op, *unknown]


def _word(words: tuple[str, ...], word: str) -> Ast:
    return ["int", words.index(word), word]


def _settle(op: str, a: int, b: int) -> Ast:
    if op == "+":
        return ["int", a + b]
    if op == "-":
        return ["int", a - b]
    if op == "*":
        return ["int", a * b]
    held = {"<": a < b, "<=": a <= b, "==": a == b, "!=": a != b, ">=": a >= b, ">": a > b}
    return ["bool", held[op]]


def _numeric(tree: Expression, *meanings: TypedExpression) -> None:
    words = next((meaning.words for meaning in meanings if meaning.words), ())
    if words:
        message = tr_lazy("`{op}` is for numbers, and this is one of a few words", op=tree.op)
        raise ExpressionError(
            tree.at, "mixed-types", message, tr_lazy("compare it, for example `{compared}`", compared=f"== {words[0]}")
        )
    if any(meaning.truth for meaning in meanings):
        hint = tr_lazy("a flag stands by itself, or after `not`")
        raise ExpressionError(
            tree.at, "mixed-types", tr_lazy("`{op}` is for numbers, and one side is true or false", op=tree.op), hint
        )


def _extreme(tree: Expression, parts: list[TypedExpression]) -> TypedExpression:
    _numeric(tree, *parts)
    pick = min if tree.op == "min" else max
    low, high = pick(part.low for part in parts), pick(part.high for part in parts)
    ast: Ast = [tree.op, *(part.ast for part in parts)]
    return _made(ast, False, low, high, *parts)


def _compare(tree: Expression, left: TypedExpression, right: TypedExpression) -> TypedExpression:
    meaning = _made([tree.op, left.ast, right.ast], True, 0, 1, left, right)
    if left.truth and right.truth and tree.op in ("==", "!="):
        return meaning
    _numeric(tree, left, right)
    verdict = None if meaning.timed else _verdict(tree.op, left, right)
    if verdict is not None:
        ranges = tr_lazy(
            "the left side goes from {low} to {high}, the right side from {low2} to {high2}",
            low=left.low,
            high=left.high,
            low2=right.low,
            high2=right.high,
        )
        hint = tr_lazy("compare with a figure within that, or widen it in story.yaml")
        if left.low == left.high and right.low == right.high:
            ranges = tr_lazy("neither side ever moves")
            hint = tr_lazy("name a number of the story on one side")
        elif right.low == right.high:
            ranges = tr_lazy("the left side goes from {low} to {high}", low=left.low, high=left.high)
        elif left.low == left.high:
            ranges = tr_lazy("the right side goes from {low} to {high}", low=right.low, high=right.high)
        if verdict:
            message = tr_lazy("this is always true: {ranges}", ranges=ranges)
            raise ExpressionError(tree.at, "always-true", message, hint)
        raise ExpressionError(tree.at, "never-true", tr_lazy("this is never true: {ranges}", ranges=ranges), hint)
    return meaning


def _verdict(op: str, left: TypedExpression, right: TypedExpression) -> bool | None:
    """Whether a comparison always holds (True), never (False), or sometimes (None), by the ranges alone."""
    if op in (">", ">="):
        left, right, op = right, left, {">": "<", ">=": "<="}[op]
    if op == "<":
        return True if left.high < right.low else False if left.low >= right.high else None
    if op == "<=":
        return True if left.high <= right.low else False if left.low > right.high else None
    apart = left.high < right.low or right.high < left.low
    same = left.low == left.high == right.low == right.high
    if op == "==":
        return False if apart else True if same else None
    return True if apart else False if same else None


def _calculate(tree: Expression, left: TypedExpression, right: TypedExpression) -> TypedExpression:
    _numeric(tree, left, right)
    a, b, c, d = left.low, left.high, right.low, right.high
    if tree.op == "+":
        low, high = a + c, b + d
    elif tree.op == "-":
        low, high = a - d, b - c
    else:
        corners = (a * c, a * d, b * c, b * d)
        low, high = min(corners), max(corners)
    if low < -LARGEST or high > LARGEST:
        raise ExpressionError(
            tree.at,
            "number-too-large",
            tr_lazy("this can reach {value}, beyond {largest}", value=max(-low, high), largest=LARGEST),
        )
    return _made([tree.op, left.ast, right.ast], False, low, high, left, right)
