"""What story.yaml declares: seats, variables, derived values, the clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story import compiled as c
from game.story.expression import EXTREMES, KEYWORDS, ExpressionError, named, parse
from game.story.expression_types import ExpressionScope, TypedExpression, cases, check_size, resolve
from game.story.flow import cycles
from game.story.in_words import NUMBER, VALUE, Due, condition, example_of, in_words
from game.story.memory import QUESTIONS
from game.story.problems import Position, Report
from game.story.variables import GAUGE_KINDS, VariableKind
from game.story.words_meant import means_everyone, plain
from game.story.yaml_tree import BROKEN, Node

Translate = Callable[[str, str], str]
"""From the path of a text (its context in a catalogue) and its words to the words in the language wanted."""

_KINDS = {
    **{gauge.key: kind.value for kind, gauge in GAUGE_KINDS.items()},
    "counters": VariableKind.COUNTER.value,
    "flags": VariableKind.FLAG.value,
}
WIDEST = 100_000
"""From the least value of a number to its greatest; each of them may have to be told apart."""

_RESERVED = {*KEYWORDS, *EXTREMES, *QUESTIONS, "hour"}

BRACES = re.compile(r"\\.|\{([^{}]*)\}", re.DOTALL)
"""Braces with what stands between them (group 1), or an escaped character, which is skipped."""


def untranslated(path: str, text: str) -> str:
    """The words as they are."""
    return text


@dataclass
class Declarations:
    """What the rest of the story may name."""

    report: Report
    translate: Translate
    start: datetime | None = None
    clocked: bool = True
    """Whether the story has a clock, or has been told that it needs one."""
    unsure: set[str] = field(default_factory=set)
    """The numbers whose range could not be read."""
    seated: bool = True
    """Whether every seat could be read."""
    seats: dict[str, c.CompiledSeat] = field(default_factory=dict)
    variables: dict[str, c.CompiledVariable] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)
    whole: bool = True
    """Whether every declaration could be read; where one could not, a name that is not declared may be one of those."""
    names: ExpressionScope = field(default_factory=lambda: ExpressionScope({}, lambda word, among: NOTHING))

    def minute(self, at: str | None) -> int | None:
        """Minutes from the clock's start to a moment."""
        if at is None or self.start is None:
            return None
        return int((datetime.fromisoformat(at) - self.start).total_seconds()) // 60

    def need_clock(self, node: Node | None, key: str) -> None:
        """Report, once, that something has an hour and the story no clock."""
        if node is not None and not self.clocked:
            self.clocked = True
            message = tr_lazy("`{key}` counts on the story’s clock, and story.yaml has no `clock`", key=key)
            self.report.error(node.position, "no-clock", message)

    def words(self, node: Node, key: str, path: str) -> str | None:
        """The words under a key, in the language wanted; None when there are none."""
        words = node.get_text(key)
        return None if words is None else self.translate(f"{path}/{key}", words)

    def guess(self, name: str, known: Iterable[str]) -> LazyMessage:
        """A hint for a name in an expression that none of some names is: a seat is asked for otherwise."""
        if name in self.seats:
            return tr_lazy("write `{written}`", written=f"holds({name})")
        return self.report.guess(name, known)

    @property
    def example(self) -> str:
        """A condition that means something in this story."""
        return example_of((name, each["kind"], each["start"]) for name, each in self.variables.items())

    def seat(self, node: Node | None) -> str | None:
        """A seat that is named somewhere; reports one that does not exist."""
        if node is None:
            return None
        if node.text not in self.seats and self.seated:
            called = (name for name, seat in self.seats.items() if plain(seat["name"]) == plain(node.text))
            named = next(called, None)
            hint = tr_lazy("did you mean `{near}`?", near=named) if named else self.report.guess(node.text, self.seats)
            among = set(plain(node.text).split()) & {plain(seat) for seat in self.seats}
            if among and len(plain(node.text).split()) > 2:
                hint = tr_lazy("a part of a story has one seat, or none: then it is everyone’s")
            if means_everyone(node.text) and node.name is not None:
                hint = tr_lazy("leave `{key}` out: then it is everyone’s", key=node.name.text)
            self.report.error(
                node, "unknown-seat", tr_lazy("`{name}` is not a seat of story.yaml", name=node.text), hint
            )
            return None
        return node.text


def declare(story: Node, report: Report, translate: Translate) -> Declarations:
    """Read what story.yaml declares."""
    declared = Declarations(report, translate)
    clock = story.get("clock")
    start = clock.get_text("start") if clock else None
    declared.start = datetime.fromisoformat(start) if start else None
    declared.clocked = story.has("clock")
    _seats(story, declared)
    declared.seated = not story.is_broken("seats") and "both" not in story.get_map("seats")
    labels = story.get_map("labels")
    declared.whole = not _is_lost(story, labels.values())
    taken: dict[str, Node] = {}
    for key, kind in _KINDS.items():
        for name, node in story.get_map(key).items():
            if _is_free(node, name, taken, report):
                declared.variables[name] = _variable(name, kind, node, declared)
    words: dict[str, Node] = {}
    for name, node in labels.items():
        if _is_free(node, name, taken, report) and not node.is_broken("values"):
            declared.variables[name] = _label(name, node, declared)
            words |= node.get_map("values")
    for name, node in story.get_map("derived").items():
        if _is_free(node, name, taken, report):
            declared.derived.add(name)
    for word, node in words.items():
        if word in taken or word in _RESERVED:
            _is_free(node, word, taken, report)
    meanings = {name: _meaning(variable, name in declared.unsure) for name, variable in declared.variables.items()}

    declared.names = ExpressionScope(meanings, declared.guess)
    _derive(story.get_map("derived"), declared)
    return declared


def _is_lost(story: Node, labels: Iterable[Node]) -> bool:
    """Whether something that story.yaml declares cannot be read, so that a name may be one that it declares."""
    groups = any(story.is_broken(key) for key in (*_KINDS, "labels", "derived"))
    return groups or any(node.is_broken("values") for node in labels)


def report_expression(node: Node, error: ExpressionError, declared: Declarations) -> None:
    """Report what is wrong with an expression, at the very character where its text is written out in the file."""
    if error.code == "unknown-name" and not declared.whole:
        return
    report = declared.report
    column = node.column + (0 if node.offset is None else node.offset + error.at)
    report.error(Position(node.file, node.line, column), error.code, error.message, error.hint)
    for other in error.also:
        report_expression(node, other, declared)


def _seats(story: Node, declared: Declarations) -> None:
    for name, node in story.get_map("seats").items():
        if name == "both":
            declared.report.error(node.position, "reserved-name", tr_lazy("`both` stands for every seat at once"))
            continue
        path = f"story/seats/{name}"
        declared.seats[name] = {
            "id": name,
            "name": declared.translate(f"{path}/name", node.get_text("name") or ""),
            "about": declared.translate(f"{path}/about", node.get_text("about") or ""),
            "goal": declared.words(node, "goal", path),
        }


def _is_free(node: Node, name: str, taken: dict[str, Node], report: Report) -> bool:
    if name in _RESERVED:
        if not report.tells_of(node.position):
            message = tr_lazy("`{name}` has a meaning of its own in expressions", name=name)
            report.error(node.position, "reserved-name", message)
        return False
    if name in taken:
        line = taken[name].position.line
        report.error(
            node.position,
            "duplicate-name",
            tr_lazy("`{name}` is already declared on line {line}", name=name, line=line),
        )
        return False
    taken[name] = node
    return True


def _variable(name: str, kind: str, node: Node, declared: Declarations) -> c.CompiledVariable:
    path = f"story/{name}"
    if kind == "flag":
        low, high, start = 0, 1, 0
        label = declared.translate(f"{path}/about", node.text or node.get_text("about") or "")
    else:
        low, high = node.get_int("min", 0), node.get_int("max", 1)
        if _broken(node, "min", "max"):
            declared.unsure.add(name)
        upside_down = low > high
        start = node.get_int("start", low)
        label = declared.translate(f"{path}/name", node.get_text("name") or "")
        if low >= high and not _broken(node, "min", "max"):
            place = node.get("max") or node.position
            declared.report.error(
                place,
                "empty-range",
                tr_lazy("`{name}` cannot move: it goes from {low} to {high}", name=name, low=low, high=high),
            )
            low, high = (high, low) if upside_down else (low, low + 1)
        elif not low <= start <= high and not _broken(node, "min", "max", "start"):
            place = node.get("start") or node.position
            declared.report.error(
                place,
                "start-out-of-range",
                tr_lazy("`{name}` goes from {low} to {high}, not {start}", name=name, low=low, high=high, start=start),
            )
        if high - low > WIDEST:
            place = node.get("max") or node.position
            message = tr_lazy(
                "`{name}` can have {count} values, and {widest} are the most",
                name=name,
                count=high - low + 1,
                widest=WIDEST,
            )
            declared.report.error(place, "range-too-wide", message)
            high = low + WIDEST
    ends = {end: declared.translate(f"{path}/{end}", words) for end in ("low", "high") if (words := node.get_text(end))}
    return {
        "name": name,
        "kind": kind,
        "label": label,
        "min": low,
        "max": high,
        "start": start,
        "low": ends.get("low"),
        "high": ends.get("high"),
        "seat": declared.seat(node.get("seat")),
        "about": None if kind in ("flag", "counter") else declared.words(node, "about", path),
    }


def _label(name: str, node: Node, declared: Declarations) -> c.CompiledVariable:
    path = f"story/{name}"
    words: dict[str, str] = {}
    for word, text in node.get_map("values").items():
        words[word] = declared.translate(f"{path}/values/{word}", text.text)
        check_plain(text, tr_lazy("a label’s word"), declared.report)
    start = node.get("start")
    first = start.text if start is not None else next(iter(words), "")
    if start is not None and words and first not in words:
        hint = declared.report.guess(first, words)
        declared.report.error(start, "unknown-value", tr_lazy("`{first}` is not among the `values`", first=first), hint)
    place = list(words).index(first) if first in words else 0
    most = max(1, len(words) - 1)
    made: c.CompiledVariable = {
        "name": name,
        "kind": "label",
        "label": "",
        "min": 0,
        "max": most,
        "start": place,
        "low": None,
        "high": None,
        "seat": None,
        "about": None,
        "words": words,
    }
    return made


def check_plain(node: Node, what: object, report: Report) -> None:
    """Report a `{name}` where no value can be printed."""
    if "{" in node.text and any(match[1] is not None for match in BRACES.finditer(node.text)):
        report.error(
            node,
            "placeholder-not-here",
            tr_lazy("no number can stand in {what}", what=what),
            tr_lazy("write `{written}` for a brace", written="\\{"),
        )


def _broken(node: Node, *keys: str) -> bool:
    return any(node.has(key) and node.get(key) is None for key in keys) or not node.has("max")


def _meaning(variable: c.CompiledVariable, unsure: bool) -> TypedExpression:
    """What a variable's name means; where its range could not be read, it may have any value."""
    name, words = variable["name"], tuple(variable.get("words", {}))
    low, high = (-WIDEST, WIDEST) if unsure else (variable["min"], variable["max"])
    return TypedExpression(["var", name], variable["kind"] == "flag", low, high, words=words)


def _derive(entries: Mapping[str, Node], declared: Declarations) -> None:
    """Define derived values in the order in which they need each other; those that go in a circle are reported."""
    needs = {name: _needs(entries[name]) & declared.derived for name in entries if name in declared.derived}
    for circle in cycles({name: sorted(others) for name, others in needs.items()}):
        declared.whole = False
        path = " → ".join(f"`{name}`" for name in (*circle[:5], circle[0]))
        declared.report.error(
            entries[circle[0]].position, "derived-cycle", tr_lazy("this follows from itself: {path}", path=path)
        )
    users: dict[str, list[str]] = {}
    for name, others in needs.items():
        for other in others:
            users.setdefault(other, []).append(name)
    ready = [name for name, others in needs.items() if not others]
    while ready:
        name = ready.pop()
        meaning = _derived(entries[name], declared)
        if meaning is None:
            declared.whole = False
        else:
            declared.names.define(name, meaning)
        for user in users.get(name, ()):
            needs[user].discard(name)
            if not needs[user]:
                ready.append(user)


def _needs(node: Node) -> set[str]:
    sources = (
        [node]
        if isinstance(node.value, str)
        else [part for case in node.items for key in ("if", "value") if (part := case.get(key)) is not None]
    )
    needed: set[str] = set()
    for source in sources:
        if isinstance(source.value, str):
            try:
                needed |= {str(name.parts[0]) for name in named(parse(source.value))}
            except ExpressionError:
                continue  # told when its meaning is asked for
    return needed


def _derived(node: Node, declared: Declarations) -> TypedExpression | None:
    if not isinstance(node.value, list):
        return _no_word(node, typed_value(node, declared), declared)
    listed: list[tuple[TypedExpression | None, TypedExpression]] = []
    check_order(node.items, "case", declared.report)
    for case in node.items:
        test, value = case.get("if"), case.get("value")
        condition = typed_condition(test, declared) if test is not None else None
        given = _no_word(value, typed_value(value, declared), declared) if value is not None else None
        if given is None or (test is not None and condition is None):
            return None
        if listed and given.truth != listed[0][1].truth:
            message = tr_lazy("some cases give a number, others something true or false")
            declared.report.error(
                case.get("value") or case, "mixed-types", message, tr_lazy("let all give the same kind")
            )
            return None
        listed.append((condition, given))
    if not listed or len(listed) != len(node.value):
        return None
    meaning = cases(listed)
    try:
        check_size(meaning.ast)
    except ExpressionError as error:
        declared.report.error(node.position, error.code, error.message, error.hint)
        return None
    return meaning


_ORDER = {
    "case": (
        tr_lazy("a case without `if` hides those after it"),
        tr_lazy("the last case has a condition: when none holds, nothing is left"),
    ),
    "road": (
        tr_lazy("a road without `if` hides those after it"),
        tr_lazy("the last road has a condition: when none holds, nothing is left"),
    ),
    "text": (
        tr_lazy("a text without `if` hides those after it"),
        tr_lazy("the last text has a condition: when none holds, nothing is left"),
    ),
}
"""What is said of one without a condition before the last, and of a last one that has a condition."""


def check_order(items: list[Node], what: str, report: Report) -> None:
    """Of cases or roads, the last must hold whatever happens, and no other may."""
    hides, ends = _ORDER[what]
    if what == "text" and len(items) > 1 and not any(item.has("if") or _told(item, report) for item in items):
        message = tr_lazy("of several texts the first is said whose `if` holds, and none of these has one")
        hint = tr_lazy("write one text: only a paragraph may be one of several that take turns, under `one_of`")
        report.error(items[0], "order-of-conditions", message, hint)
        return
    early = [item for item in items[:-1] if not item.has("if") and not _told(item, report)]
    for item in early:
        report.error(item, "order-of-conditions", hides, tr_lazy("make it the last"))
    if items and not early and items[-1].has("if"):
        report.error(items[-1].get("if") or items[-1], "order-of-conditions", ends, tr_lazy("leave its `if` out"))


def _told(item: Node, report: Report) -> bool:
    """Whether some key of a group has been reported: that its condition is missing may follow from it."""
    return item.holds_misread or any(report.tells_of(child.position) for child in item.entries.values())


def typed_value(node: Node, declared: Declarations, asking: bool = False, due: Due = VALUE) -> TypedExpression | None:
    """What a number, a boolean or an expression means; None, reported, when it means nothing.

    Args:
        node: Where it is written.
        declared: What the story declares.
        asking: Whether it may ask what the run remembers. Texts may; what decides where a run goes may not.
        due: What should stand there.
    """
    if isinstance(node.value, int):
        truth = isinstance(node.value, bool)
        return TypedExpression(["bool" if truth else "int", node.value], truth, int(node.value), int(node.value))
    if node.value is BROKEN:
        return None
    try:
        meaning = declared.names.meaning(node.text)
        if meaning.asks >= 0 and not asking:
            message = tr_lazy("only texts may ask what a run remembers; this decides where the run goes")
            hint = tr_lazy("set a flag where it happens, and ask for the flag")
            raise ExpressionError(meaning.asks, "memory-in-road", message, hint)
        return meaning
    except ExpressionError as error:
        report_expression(node, in_words(node.text, error, due, declared.names), declared)
        return None


def typed_number(node: Node, declared: Declarations, due: Due = NUMBER) -> TypedExpression | None:
    """What a number or an expression that gives one means; None, reported, when it gives none."""
    meaning = _no_word(node, typed_value(node, declared, due=due), declared)
    if meaning is not None and meaning.truth:
        declared.report.error(
            node,
            "mixed-types",
            tr_lazy("a number is due, this is true or false"),
            tr_lazy(
                "give it a number in two cases under `derived`: `{cases}`", cases="[{if: …, value: 1}, {value: 0}]"
            ),
        )
        return None
    return meaning


def _no_word(node: Node, meaning: TypedExpression | None, declared: Declarations) -> TypedExpression | None:
    if meaning is not None and meaning.words:
        hint = tr_lazy("compare it, for example `{compared}`", compared=f"== {meaning.words[0]}")
        declared.report.error(node, "mixed-types", tr_lazy("a number is due, this is one of a few words"), hint)
        return None
    return meaning


def _check_hour(node: Node, meaning: TypedExpression, hour: int | None, declared: Declarations) -> None:
    """Report an expression that asks for the hour where nothing says when it happens."""
    if not meaning.timed or hour is not None:
        return
    if declared.clocked:
        message = tr_lazy("this depends on `hour`, but nothing says when this happens")
        declared.report.error(node, "no-hour", message)
    else:
        declared.need_clock(node, "hour")


def at_hour(node: Node, meaning: TypedExpression, hour: int | None, declared: Declarations) -> c.Ast:
    """The tree of an expression with the hour in its place; one that asks for an hour that nobody knows is reported."""
    _check_hour(node, meaning, hour, declared)
    return resolve(meaning.ast, hour)


def typed_condition(
    node: Node, declared: Declarations, asking: bool = False, due: Due | None = None
) -> TypedExpression | None:
    """What a condition means, as `typed_value` has it; None, reported, when it is none."""
    meaning = typed_value(node, declared, asking, due or condition(declared.example))
    if meaning is not None and not meaning.truth:
        message, compared = tr_lazy("a condition is true or false, this is a number"), ">= 3"
        if meaning.words:
            message = tr_lazy("a condition is true or false, this is one of a few words")
            compared = f"== {meaning.words[0]}"
        declared.report.error(
            node, "mixed-types", message, tr_lazy("compare it, for example `{compared}`", compared=compared)
        )
        return None
    return meaning
