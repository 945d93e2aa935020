"""The expressions of a story: names, integers, comparisons, `and or not in`, `+ - *`, `min()`, `max()`, parentheses.

Four questions ask what a run remembers: `took(scene/choice)`, `seen(scene)`, `times(scene)` and `holds(seat)`. This
module only reads expressions; `game.story.expression_types` says what they mean. No other calls, no attributes, no
subscripts: there is no syntax for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story.memory import QUESTIONS
from game.story.slips import cases

LONGEST = 500
"""Characters of one expression."""

DEEPEST = 30
"""Parentheses, `not` and minus signs inside one another."""

MOST_DIGITS = 9

COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
KEYWORDS = ("and", "or", "not", "in", "true", "false")
EXTREMES = ("min", "max")
"""The functions that give the least and the greatest of several numbers."""

QUESTION = re.compile(rf"\s*({'|'.join(QUESTIONS)})\s*\(\s*([^()\s]*)\s*\)")
"""A question as it is written, with what it asks about."""

_TOKEN = re.compile(r"\s*(?:([0-9]+)|([^\W\d]\w*)|(<=|>=|==|!=|[<>=+\-*(),]))")
_PATH = re.compile(r"[a-z0-9]/[a-z]")
"""The middle of `scene/choice`, where nothing asks about it."""

_ADDED = re.compile(r"\s*(?P<sign>[+-])=(?P<rest>.*)", re.DOTALL)
"""`+= 2`, for an effect."""

_SHARE = re.compile(r"[0-9] *(?:%|percent\b|per cent\b|pour ?cent\b)(?!\s*[\w(])")
"""A number written as a share of a hundred, and divided by nothing."""

_GROUPED = re.compile(r"(?:_[0-9]+)+")
_PRICE = re.compile(r"\$[0-9]")
_SPACED = re.compile(r"took\s*\(\s*([\w-]+)\s*/\s*([\w-]+)\s*\)")
"""A question about a choice, with spaces round its slash."""

_NUMBER_ALONE = tr_lazy("write the number alone")
_ASKED = tr_lazy("a text may ask `took(scene/choice)`, `seen(scene)`, `times(scene)`, `holds(seat)`")
_NO_POWERS = tr_lazy("there are no powers: multiply as often as it takes")
_INSTEAD = {
    "&": tr_lazy("write `and`"),
    "|": tr_lazy("write `or`"),
    "!": tr_lazy("write `not`"),
    "/": tr_lazy("there is no division"),
    "÷": tr_lazy("there is no division"),
    "%": tr_lazy("there is no division"),
    "≥": tr_lazy("write `>=`"),
    "≤": tr_lazy("write `<=`"),
    "≠": tr_lazy("write `!=`"),
    "×": tr_lazy("write `*`"),
    "−": tr_lazy("write `-`, a plain hyphen"),
    "–": tr_lazy("write `-`, a plain hyphen"),
    "{": tr_lazy("a name stands by itself here, without braces"),
    "}": tr_lazy("a name stands by itself here, without braces"),
    ".": tr_lazy("a number here is whole"),
    ";": tr_lazy("write `and` where both must hold, `or` where one is enough"),
    "^": _NO_POWERS,
    "?": cases(),
    **dict.fromkeys('“”«»"„', tr_lazy("an expression needs no quotes")),
    **dict.fromkeys("‘’'", tr_lazy("an expression needs no quotes")),
}
_FUNCTIONS = {
    "visited": tr_lazy("write `{written}`", written="seen(scene)"),
    "visits": tr_lazy("write `{written}`", written="times(scene)"),
    "IF": cases(),
    "if": cases(),
    **dict.fromkeys(
        ("random", "RAND", "rand", "RANDOM", "RANDBETWEEN", "dice", "roll", "alea", "ALEA"),
        tr_lazy("what is drawn stands under `chance`, or is a storylet of a deck"),
    ),
}
"""What hands write for functions of other tools."""

_QUOTED = re.compile(r"(\w+)\(\s*[\"'“‘]([\w-]+)[\"'”’]\s*\)")
"""A function of other tools, which is told a name in quotes."""

_SIGNS = ("+", "-")
_ENDS = ("name", "int", "true", "false", ")", *QUESTIONS)
_STARTS = ("name", "int", "true", "false", "not", *QUESTIONS)
"""What a value ends with, and what one begins with."""

_IF = ("if", "si", "when", "quand", "wenn")
_THEN = ("then", "else", "alors", "sinon", "dann")
"""What other tools and other tongues begin a case and its value with."""

OPERATORS = {
    "et": "and",
    "und": "and",
    "y": "and",
    "ou": "or",
    "oder": "or",
    "non": "not",
    "pas": "not",
    "nicht": "not",
    "vrai": "true",
    "faux": "false",
    "is": "==",
    "est": "==",
    "equals": "==",
    "égal": "==",
    "égale": "==",
    "vaut": "==",
    "plus": ">",
    "supérieur": ">",
    "moins": "<",
    "inférieur": "<",
    "more": ">",
    "less": "<",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "eq": "==",
    "neq": "!=",
    "xor": "!=",
}
"""What hands write for the operators, in small letters: words of other languages and other tools."""

_IN_TWO_WORDS = {"au moins": ">=", "at least": ">=", "au plus": "<=", "at most": "<="}
_BETWEEN = ("entre", "between")
_OUT_OF = ("sur", "out")


class Expression(NamedTuple):
    """A part of an expression.

    `op` is `int`, `bool`, `name`, `not`, `and`, `or`, `in`, `+`, `-`, `*`, `min`, `max`, a comparison or a question;
    `parts` are its operands (for `int` and `bool` the value, for `name` the name, for a question what it asks about,
    for `in` one expression and then integers or words); `at` is the position, from 0, of the character to point at.
    """

    op: str
    parts: tuple[Expression | int | str, ...]
    at: int


class ExpressionError(ValueError):
    """An expression that cannot be read: where (from 0), a problem code, a sentence and perhaps a hint.

    `also` are its further mistakes, which do not follow from this one.
    """

    def __init__(self, at: int, code: str, message: LazyMessage, hint: LazyMessage = NOTHING) -> None:
        super().__init__(message)
        self.at = at
        self.code = code
        self.message = message
        self.hint = hint
        self.also: tuple[ExpressionError, ...] = ()


def nodes(tree: Expression) -> Iterator[Expression]:
    """An expression and all its parts, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [part for part in reversed(node.parts) if isinstance(part, Expression)]


def named(tree: Expression) -> Iterator[Expression]:
    """The names in an expression, from left to right."""
    return (node for node in nodes(tree) if node.op == "name")


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """Read an expression.

    Args:
        source: The author's words.

    Returns:
        The tree.

    Raises:
        ExpressionError: It cannot be read.
    """
    if len(source) > LONGEST:
        raise ExpressionError(
            0,
            "expression-too-long",
            tr_lazy("an expression has at most {longest} characters", longest=LONGEST),
        )
    added = _ADDED.match(source)
    if added is not None:
        hint = tr_lazy("write `{written}`", written=f"{added['sign'].replace('+', '')}{added['rest'].strip()}")
        raise ExpressionError(
            0, "expression-syntax", tr_lazy("`{sign}` means nothing here", sign=f"{added['sign']}="), hint
        )
    parser = _Parser(_tokens(source))
    tree = parser.junction("or")
    parser.end()
    return tree


def _tokens(source: str) -> list[_Token]:
    tokens: list[_Token] = []
    at, end = 0, len(source.rstrip())
    while at < end:
        asked = QUESTION.match(source, at)
        if asked is not None:
            tokens.append(_Token(asked[1], asked[2], asked.start(1)))
            at = asked.end()
            continue
        match = _TOKEN.match(source, at)
        if match is None:
            at += len(source[at:]) - len(source[at:].lstrip())
            message = tr_lazy("`{sign}` means nothing here", sign=source[at])
            raise ExpressionError(at, "expression-syntax", message, _instead(source, at))
        number, name, sign = match.groups()
        start = match.end() - len(match[0].lstrip())
        if number and (len(number) > MOST_DIGITS):
            raise ExpressionError(
                start, "number-too-large", tr_lazy("a number has at most {most_digits} digits", most_digits=MOST_DIGITS)
            )
        if number and number != str(int(number)):
            raise ExpressionError(
                start,
                "expression-syntax",
                tr_lazy("`{number}` starts with a zero", number=number),
                tr_lazy("write `{written}`", written=int(number)),
            )
        if name and name not in KEYWORDS and name.lower() in KEYWORDS:
            raise ExpressionError(
                start,
                "expression-syntax",
                tr_lazy("`{name}` means nothing here", name=name),
                tr_lazy("write `{written}`", written=name.lower()),
            )
        kind = "int" if number else sign or (name if name in KEYWORDS else "name")
        tokens.append(_Token(kind, match[0].lstrip(), start))
        at = match.end()
    tokens.append(_Token("end", "", end))
    return tokens


def _instead(source: str, at: int) -> LazyMessage:
    """What to write instead of a sign that means nothing; empty where nobody knows."""
    sign = source[at]
    dollar, spaced = re.match(r"\$([a-z]\w*)", source[at:]), _SPACED.search(source)
    if dollar is not None:
        return tr_lazy("write `{written}`", written=dollar[1])
    if any(share.start() < at < share.end() for share in _SHARE.finditer(source)) or _PRICE.match(source, at):
        return _NUMBER_ALONE
    if sign == "/" and spaced is not None:
        return tr_lazy("write `{written}`", written=f"took({spaced[1]}/{spaced[2]})")
    if sign in "'’" and re.match(r"n['’]est\b", source[at - 1 :]):
        return tr_lazy("write `not` before the name")
    if sign == ":" and not source[at + 1 :].strip():
        return tr_lazy("take it out: a condition ends without one")
    quoted = next((each for each in _QUOTED.finditer(source) if each.start() < at < each.end()), None)
    if quoted is not None and quoted[1] in ("visited", *QUESTIONS):
        asked = "seen" if quoted[1] == "visited" else quoted[1]
        return tr_lazy("write `{written}`", written=f"{asked}({quoted[2]})")
    narrow = unicodedata.normalize("NFKC", sign)
    hint = _INSTEAD.get(sign, tr_lazy("write `{written}`", written=narrow) if narrow != sign else NOTHING)
    return tr_lazy("{hint}; {asked}", hint=hint, asked=_ASKED) if _PATH.match(source, at - 1) else hint


def _between(before: _Token, token: _Token) -> LazyMessage:
    """What two tokens that cannot follow each other most likely mean; empty where nobody knows."""
    if token.kind == ")":
        if before.kind == "(":
            return tr_lazy("say something inside the parentheses")
        return tr_lazy("take it out: nothing is open that it could close")
    if token.kind == "not" and before.kind in COMPARISONS:
        return tr_lazy("put it in parentheses, with what it is about")
    if (before.kind, token.kind) == ("<", ">"):
        return tr_lazy("write `{written}`", written="!=")
    if (before.kind, token.kind) == ("-", ">"):
        return tr_lazy("`effects` add, and `set` puts a number at a value: write what it adds, or what it becomes")
    if (before.kind, token.kind) == ("*", "*"):
        return _NO_POWERS
    if before.kind == "int" and _GROUPED.fullmatch(token.text):
        return tr_lazy("write `{written}`", written=f"{before.text}{token.text.replace('_', '')}")
    if before.kind == "int" and _SHARE.fullmatch(f"{before.text[-1]} {token.text}"):
        return _NUMBER_ALONE
    if before.kind in _ENDS and token.kind in _STARTS:
        return tr_lazy("write `and`, `or` or a comparison between `{before}` and it", before=before.text[:30])
    return NOTHING


class _Parser:
    """A parser by descent; each method reads what binds at least as tightly as its name says."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def end(self) -> None:
        """Nothing may be left."""
        if self._peek.kind != "end":
            raise self._unexpected()

    def junction(self, word: str) -> Expression:
        """`a or b or c`, whose parts are `a and b and c`."""
        parts = [self._below(word)]
        at = self._peek.at
        while self._accept(word):
            parts.append(self._below(word))
        return parts[0] if len(parts) == 1 else Expression(word, tuple(parts), at)

    def _below(self, word: str) -> Expression:
        return self.junction("and") if word == "or" else self._negation()

    def _negation(self) -> Expression:
        if self._peek.kind != "not":
            return self._comparison()
        at = self._take().at
        if self._peek.kind == "not":
            hint = tr_lazy("write it once, or leave both out")
            raise ExpressionError(self._peek.at, "expression-syntax", tr_lazy("`not` stands twice"), hint)
        return Expression("not", (self._deeper(self._negation),), at)

    def _comparison(self) -> Expression:
        left = self._sum()
        if self._peek.kind in ("in", "not"):
            return self._membership(left)
        links: list[Expression] = []
        while self._peek.kind in COMPARISONS:
            sign = self._take()
            right = self._sum()
            links.append(Expression(sign.kind, (left, right), sign.at))
            left = right
        if self._peek.kind == "=":
            self._check_arrow()
            raise ExpressionError(self._peek.at, "single-equals", tr_lazy("`=` changes nothing here"))
        if not links:
            return left
        return links[0] if len(links) == 1 else Expression("and", tuple(links), links[0].at)

    def _check_arrow(self) -> None:
        """`=>` and `=<`, for `>=` and `<=`."""
        after = self._tokens[self._next + 1]
        if after.kind in ("<", ">") and after.at == self._peek.at + 1:
            message = tr_lazy("`={kind}` means nothing here", kind=after.kind)
            raise ExpressionError(
                self._peek.at, "expression-syntax", message, tr_lazy("write `{written}`", written=f"{after.kind}=")
            )

    def _membership(self, left: Expression) -> Expression:
        negated = self._peek.kind == "not"
        at = self._take().at
        if negated:
            self._expect("in", tr_lazy("`in` after `not`"))
        self._expect("(", tr_lazy("a list like (1, 2, 3)"))
        among = [self._member()]
        while self._accept(","):
            if self._peek.kind == ")":
                break
            among.append(self._member())
        self._expect(")", tr_lazy("a closing parenthesis"))
        inside = Expression("in", (left, *among), at)
        return Expression("not", (inside,), at) if negated else inside

    def _member(self) -> int | str:
        if self._peek.kind == "name":
            return self._take().text
        sign = -1 if self._accept("-") else 1
        return sign * int(self._expect("int", tr_lazy("a number")).text)

    def _sum(self) -> Expression:
        left = self._product()
        while self._peek.kind in _SIGNS:
            sign = self._sign()
            left = Expression(sign.kind, (left, self._product()), sign.at)
        return left

    def _product(self) -> Expression:
        left = self._signed()
        while self._peek.kind == "*":
            sign = self._take()
            left = Expression("*", (left, self._signed()), sign.at)
        return left

    def _signed(self) -> Expression:
        if self._peek.kind not in _SIGNS:
            return self._atom()
        sign, _, at = self._sign()
        inner = self._atom()
        if sign == "+":
            return inner
        if inner.op == "int":
            return Expression("int", (-int(str(inner.parts[0])),), at)
        return Expression("-", (Expression("int", (0,), at), inner), at)

    def _sign(self) -> _Token:
        """A plus or a minus, behind which no other one stands."""
        sign, after = self._take(), self._peek
        if after.kind in _SIGNS:
            hint = tr_lazy("write `{written}` alone", written=sign.kind if sign.kind == after.kind else "-")
            raise ExpressionError(after.at, "expression-syntax", tr_lazy("two signs stand in a row"), hint)
        return sign

    def _atom(self) -> Expression:
        token = self._peek
        if token.kind == "int":
            return Expression("int", (int(self._take().text),), token.at)
        if token.kind == "name":
            self._take()
            return self._call(token) if self._accept("(") else Expression("name", (token.text,), token.at)
        if token.kind in ("true", "false"):
            return Expression("bool", (int(self._take().kind == "true"),), token.at)
        if token.kind in QUESTIONS:
            return Expression(token.kind, (self._take().text,), token.at)
        if token.kind == "(":
            self._take()
            inner = self._deeper(lambda: self.junction("or"))
            self._expect(")", tr_lazy("a closing parenthesis, `)`,"))
            return inner
        raise self._unexpected()

    def _call(self, name: _Token) -> Expression:
        """What follows the name of a function and its opening parenthesis."""
        if name.text in QUESTIONS:
            asks_one = tr_lazy("`{name}` asks about one thing at a time", name=name.text)
            hint = tr_lazy("ask about each by itself, with `and` or `or` between")
            raise ExpressionError(name.at, "expression-syntax", asks_one, hint)
        if name.text not in EXTREMES:
            hint = _FUNCTIONS.get(name.text, tr_lazy("besides `min(...)` and `max(...)`, {asked}", asked=_ASKED))
            raise ExpressionError(
                name.at, "expression-syntax", tr_lazy("`{name}` is no function", name=name.text[:30]), hint
            )
        parts = [self._deeper(self._sum)]
        if self._peek.kind == "end":
            hint = tr_lazy("inside `{ }` a comma ends a text: quote the whole expression")
            raise ExpressionError(self._peek.at, "expression-syntax", tr_lazy("the expression ends too early"), hint)
        self._expect(",", tr_lazy("a second number after a comma"))
        parts.append(self._deeper(self._sum))
        while self._accept(","):
            if self._peek.kind == ")":
                break
            parts.append(self._deeper(self._sum))
        self._expect(")", tr_lazy("a closing parenthesis"))
        return Expression(name.text, tuple(parts), name.at)

    def _guess(self, token: _Token) -> LazyMessage:
        if self._tokens[0].text in _IF or token.text in _THEN:
            return cases()
        if token.text.lower() in OPERATORS:
            return tr_lazy("write `{written}`", written=OPERATORS[token.text.lower()])
        if self._next and (written := self._in_words(token)):
            return tr_lazy("write `{written}`", written=written)
        if self._next and token.text in _OUT_OF:
            return tr_lazy("a chance is in per cent: write `50` for one in two")
        if not self._next:
            return tr_lazy("say what stands before `{sign}`, or take that out", sign=token.text[:30])
        before = self._tokens[self._next - 1]
        meant = _between(before, token)
        if meant:
            return meant
        if token.kind == "(" and before.kind == "name":
            return tr_lazy("there is no function `{name}`", name=before.text[:30])
        if token.kind == ",":
            if before.kind == "int" and self._tokens[self._next + 1].kind == "int":
                return tr_lazy("a number here is whole, and has no comma")
            return tr_lazy("write `and` where both must hold, `or` where one is enough")
        return NOTHING

    def _in_words(self, token: _Token) -> str:
        """What is written for a comparison that is said in several words; empty where it is none."""
        before, after = self._tokens[self._next - 1], self._tokens[self._next + 1 :]
        if token.text in _BETWEEN:
            ends = [each.text for each in after if each.kind == "int"]
            return f"{ends[0]} <= {before.text} <= {ends[1]}" if len(ends) == 2 else ""
        return _IN_TWO_WORDS.get(f"{token.text} {after[0].text}".lower(), "") if after else ""

    def _deeper(self, read: Callable[[], Expression]) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(
                self._peek.at, "expression-too-long", tr_lazy("nested more than {deepest} deep", deepest=DEEPEST)
            )
        inner = read()
        self._depth -= 1
        return inner

    @property
    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek
        self._next += 1
        return token

    def _accept(self, kind: str) -> bool:
        accepted = self._peek.kind == kind
        self._next += accepted
        return accepted

    def _expect(self, kind: str, due: LazyMessage) -> _Token:
        if self._peek.kind != kind:
            raise self._unexpected(due)
        return self._take()

    def _unexpected(self, due: LazyMessage = NOTHING) -> ExpressionError:
        token = self._peek
        before = self._tokens[self._next - 1] if self._next else token
        if token.kind == "=":
            hint = NOTHING if self._next else tr_lazy("take it out: an expression stands alone")
            return ExpressionError(token.at, "single-equals", tr_lazy("`=` changes nothing here"), hint)
        if before.text in QUESTIONS and before.kind == "name":
            hint = tr_lazy(
                "write `{name}({value})`", name=before.text, value="scene/choice" if before.text == "took" else "name"
            )
            return ExpressionError(
                before.at, "expression-syntax", tr_lazy("`{name}` asks about nothing", name=before.text), hint
            )
        if before.text.lower() in OPERATORS and token.kind in ("name", "true", "false", "("):
            hint = tr_lazy("write `{written}`", written=OPERATORS[before.text.lower()])
            return ExpressionError(
                before.at, "expression-syntax", tr_lazy("`{name}` is no operator", name=before.text), hint
            )
        if token.text.lower() in OPERATORS:
            due = NOTHING
        message = (
            tr_lazy("`{name}` cannot stand here", name=token.text[:30])
            if token.text
            else tr_lazy("the expression ends too early")
        )
        if not token.text and not due:
            return ExpressionError(
                token.at,
                "expression-syntax",
                message,
                tr_lazy("say what comes after `{sign}`, or take that out", sign=before.text),
            )
        return ExpressionError(
            token.at, "expression-syntax", message, tr_lazy("{due} is due", due=due) if due else self._guess(token)
        )
