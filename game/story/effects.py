"""What `effects` and `set` say: numbers added, values set, and values that an expression gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.declarations import Declarations, at_hour, report_expression, typed_condition, typed_number
from game.story.expression import ExpressionError, parse
from game.story.expression_types import TypedExpression
from game.story.in_words import AMOUNT, flag
from game.story.words_meant import FALSE, TRUE
from game.story.words_meant import bare as bare_word
from game.story.yaml_tree import Node

_WORD = re.compile(r"[^\W\d]\w*")
_FIGURE = re.compile(r"[+-]?[0-9]+")
_ROUNDABOUT = re.compile(r"(?![+-]?[0-9]+$)[+\-(\s]*[0-9]+[)\s]*")
"""A number with signs, spaces or parentheses to spare: perhaps not the one that its author means."""


_TO_ITSELF = re.compile(r"([a-z_][a-z0-9_]*) *([+-] *[0-9]+)")
"""`oil + 1`, which other tools say where this one says `1`."""


class Moves(TypedDict):
    """What changes, as in `compiled.CompiledEffects`."""

    add: dict[str, int]
    set: dict[str, int]
    computed: dict[str, c.Ast]


def moves(effects: Mapping[str, Node], put: Mapping[str, Node], declared: Declarations, hour: int | None) -> Moves:
    """What the `effects` and the `set` of a part of the story change; whatever is wrong there is reported.

    Args:
        effects: What stands under `effects`, by name.
        put: What stands under `set`, by name.
        declared: What the story declares.
        hour: The hour there; None where nothing says when it happens.
    """
    reader = _Reader(declared, hour)
    for name, node in effects.items():
        reader.move(name, node)
    for name, node in put.items():
        reader.put(name, node)
    return reader.moves


class _Reader:
    """Reads the entries of one part."""

    def __init__(self, declared: Declarations, hour: int | None) -> None:
        self.moves: Moves = {"add": {}, "set": {}, "computed": {}}
        self._declared = declared
        self._report = declared.report
        self._hour = hour

    def move(self, name: str, node: Node) -> None:
        """An entry of `effects`: a number is added to, a flag becomes true or false."""
        variable = self._variable(name, node)
        if variable is None:
            return
        if variable["kind"] == "label":
            self._report.error(
                node,
                "effect-type",
                tr_lazy("`{name}` is a label: it is set, and nothing is added to it", name=name),
                tr_lazy("write `{name}: …` under `set`", name=name),
            )
        elif variable["kind"] == "flag":
            self._raise(name, node)
        elif isinstance(node.value, bool):
            message = tr_lazy("`{name}` is a number: how much to add", name=name)
            self._report.error(
                node, "effect-type", message, tr_lazy("write `{name}: {value}`", name=name, value=int(node.value))
            )
        elif isinstance(node.value, int):
            self.moves["add"][name] = node.value
        else:
            amount = self._resolved(node, typed_number(node, self._declared, AMOUNT))
            added = _TO_ITSELF.fullmatch(node.text.strip())
            if added is not None and added[1] == name:
                message = tr_lazy("what stands here is added to `{name}`, which would be counted twice", name=name)
                hint = tr_lazy("write `{name}: {value}`", name=name, value=re.sub(r"[+ ]", "", added[2]))
                self._report.error(node, "effect-type", message, hint)
            elif amount is not None and amount[0] == "int":
                self._check_plain(node, amount[1])
                self.moves["add"][name] = amount[1]
            elif amount is not None:
                self.moves["computed"][name] = ["+", ["var", name], amount]

    def put(self, name: str, node: Node) -> None:
        """An entry of `set`: a number or a label becomes what is said."""
        variable = self._variable(name, node)
        if variable is None:
            return
        if variable["kind"] == "flag":
            self._report.error(
                node,
                "effect-type",
                tr_lazy("`{name}` is a flag: it stands under `effects`", name=name),
                tr_lazy("write `effects: {{{name}: true}}`", name=name),
            )
        elif name in self.moves["add"] or name in self.moves["computed"]:
            self._report.error(node.position, "added-and-set", tr_lazy("`{name}` is both added to and set", name=name))
        elif variable["kind"] == "label":
            self._keep(name, self._resolved(node, self._word(node, variable)))
        else:
            meaning = typed_number(node, self._declared)
            if meaning is not None and self._within(name, node, meaning, variable):
                value = self._resolved(node, meaning)
                if value is not None and value[0] == "int":
                    self._check_plain(node, value[1])
                self._keep(name, value)

    def _check_plain(self, node: Node, value: int) -> None:
        if isinstance(node.value, str) and _ROUNDABOUT.fullmatch(node.text.strip()):
            message = tr_lazy(
                "`{written}` is no plain number, and reads as {value}", written=node.text[:40], value=value
            )
            self._report.error(node, "expression-syntax", message, tr_lazy("write `{written}`", written=value))

    def _raise(self, name: str, node: Node) -> None:
        bare = isinstance(node.value, str) and _WORD.fullmatch(node.value) and node.value not in self._declared.names
        number = isinstance(node.value, int) and not isinstance(node.value, bool)
        figure = _FIGURE.fullmatch(node.text)
        if bare or number or figure:
            raised = bare_word(node.text) in TRUE if bare else int(str(node.value)) > 0
            hint = tr_lazy("write `{name}: {right}`", name=name, right="true" if raised else "false")
            if bare and not raised and bare_word(node.text) not in FALSE:
                hint = flag(name).write
            self._report.error(node, "effect-type", tr_lazy("`{name}` is a flag: true or false", name=name), hint)
        else:
            self._keep(name, self._resolved(node, typed_condition(node, self._declared, due=flag(name))))

    def _word(self, node: Node, label: c.CompiledVariable) -> TypedExpression | None:
        words = tuple(label.get("words", {}))
        try:
            return self._declared.names.label(words, parse(node.text or str(node.value)))
        except ExpressionError as error:
            report_expression(node, error, self._declared)
            return None

    def _within(self, name: str, node: Node, meaning: TypedExpression, variable: c.CompiledVariable) -> bool:
        """Whether a number can become what an expression gives; what lies outside its range is cut to it."""
        low, high = variable["min"], variable["max"]
        if meaning.timed or (meaning.low <= high and low <= meaning.high):
            return True
        given: object = meaning.low
        if meaning.low != meaning.high:
            given = tr_lazy("{low} to {high}", low=meaning.low, high=meaning.high)
        self._report.error(
            node,
            "set-out-of-range",
            tr_lazy("`{name}` goes from {low} to {high}, not {given}", name=name, low=low, high=high, given=given),
        )
        return False

    def _resolved(self, node: Node, meaning: TypedExpression | None) -> c.Ast | None:
        return None if meaning is None else at_hour(node, meaning, self._hour, self._declared)

    def _keep(self, name: str, value: c.Ast | None) -> None:
        if value is not None and value[0] in ("int", "bool"):
            self.moves["set"][name] = int(value[1])
        elif value is not None:
            self.moves["computed"][name] = value

    def _variable(self, name: str, node: Node) -> c.CompiledVariable | None:
        variable = self._declared.variables.get(name)
        if variable is None:
            if name in self._declared.derived:
                message = tr_lazy("`{name}` follows from other values", name=name)
                self._report.error(node.position, "effect-on-derived", message)
            elif self._declared.whole:
                hint = self._report.guess(name, self._declared.variables)
                self._report.error(
                    node.position, "unknown-name", tr_lazy("`{name}` is not declared in story.yaml", name=name), hint
                )
        return variable
