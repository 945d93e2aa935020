"""The parts that scenes, storylets and endings share: lines, paragraphs, conditions, effects, roads."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story import compiled as c
from game.story.closures import names_in
from game.story.declarations import (
    BRACES,
    Declarations,
    at_hour,
    check_order,
    check_plain,
    typed_condition,
    typed_number,
)
from game.story.effects import moves
from game.story.expression import ExpressionError
from game.story.expression_types import TypedExpression
from game.story.first_of import MOST_ALTERNATIVES, Alternative, both, check_group, clauses, kept_back, seats_asked
from game.story.foreign_markup import bracketed_value, condition_in_words
from game.story.in_words import CHANCE, WEIGHT
from game.story.markup import PLACEHOLDER, placeholders
from game.story.memory import STEPS, Asking, Question, on_visit, questions
from game.story.residual import asks_too_much
from game.story.schema.files import GOAL
from game.story.tautologies import ConditionChain
from game.story.uses import Uses
from game.story.words_meant import means_the_end
from game.story.yaml_tree import Node

_CONDITION_INSIDE = re.compile(r"[:?|<>=]|\b(?:if|then|else|si|alors|sinon)\b")
_BETWEEN_PLACES = re.compile(r"[,;/|]|\b(?:or|ou|and|et|oder)\b")
MARKS = ("documented", "disputed", "invented")
_SHARE_OF_ONE = re.compile(r"([0-9]{1,3}) ?/ ?([0-9]{1,3})|0?[.,]([0-9]{1,2})")
"""`1/2` or `0.5`, for a chance."""

_EFFECTS = frozenset(("effects", "set", "why"))

WIDEST_LINE = 60
"""Characters of a line that stays as it stands: the narrowest reading column."""


@dataclass(slots=True)
class Context:
    """Where a part stands.

    Attributes:
        path: The path of its texts.
        scene: The id of the scene, the storylet or the ending; else what its path begins with.
        hour: The hour there; None where nothing says when it happens.
        sourced: Whether facts stand behind it.
    """

    path: str
    scene: str
    hour: int | None = None
    sourced: bool = False

    @property
    def decided(self) -> str:
        """`scene/choice`, where this follows a choice; else empty."""
        parts = self.path.removeprefix("deck/").split("/")
        after = len(parts) > 3 and parts[1] == "choices" and parts[3] != "say"
        return f"{parts[0]}/{parts[2]}" if after else ""

    def under(self, name: object) -> Context:
        """The context of a part of this part."""
        return Context(f"{self.path}/{name}", self.scene, self.hour, self.sourced)


def _nothing_titled(words: str) -> None:
    """No title is known."""


@dataclass
class PartCompiler:
    """Turns parts of the source into parts of the compiled story.

    `targets` are the names that a road may lead to, with the scene or ending they mean,
    `endings` the endings among them, `titled` finds one of them by its title; `facts_lost` says that names of facts
    are not looked up, because some could not be read or it has been told that there are none; `of_record` says whether
    the story answers for its facts, `complete` whether every file of the story is there. `uses` gathers what they read.
    """

    declared: Declarations
    facts: Mapping[str, object]
    of_record: bool
    complete: bool
    targets: Mapping[str, str]
    endings: Sequence[str] = ()
    titled: Callable[[str], str | None] = _nothing_titled
    facts_lost: bool = False
    uses: Uses = field(default_factory=Uses)
    _conditions: dict[tuple[str, int | None, bool], c.CompiledCondition] = field(default_factory=dict)
    """Those that mean something, as they are written, at an hour, and whether they may ask what a run remembers."""

    def line_under(self, parent: Node, key: str, at: Context) -> c.CompiledLine | None:
        """The line of text under a key; None when it is absent."""
        node = parent.get(key)
        return None if node is None else self._line(node, f"{at.path}/{key}", at)

    def _line(self, node: Node, path: str, at: Context, verbatim: bool = False) -> c.CompiledLine:
        """A line of text, with the meaning of its `{names}`; or several, of which the first that holds is said."""
        if isinstance(node.value, list):
            return self._varying(node, path, at)
        text = self.declared.translate(path, node.text.rstrip("\n") if verbatim else node.text)
        numbers: dict[str, c.Ast] = {}
        made: c.CompiledLine = {"text": text, "numbers": numbers}
        if verbatim:
            made["verbatim"] = True
        elif "[" in node.text or "(" in node.text:
            self._check_brackets(node)
        if "{" not in text and "{" not in node.text:
            return made
        self._check_braces(node)
        printed = placeholders(node.text)
        self.uses.printed.update(printed)
        for name in dict.fromkeys((*printed, *placeholders(text))):
            number = self._number_named(name, node, at)
            if number is not None:
                numbers[name] = number
        return made

    def _varying(self, node: Node, path: str, at: Context) -> c.CompiledLine:
        """Several texts, the last of which is said when nothing above it holds."""
        check_order(node.items, "text", self.declared.report)
        made: list[c.CompiledInstead] = []
        for i, item in enumerate(node.items):
            words = item.get("text") if isinstance(item.value, dict) else item
            if words is None:
                continue
            line = self._line(words, f"{path}/{i}", at)
            one: c.CompiledInstead = {"text": line["text"], "numbers": line["numbers"]}
            condition = self.text_condition(item, at) if isinstance(item.value, dict) else None
            if condition is not None:
                one["condition"] = condition
            made.append(one)
        if not made:
            return {"text": "", "numbers": {}}
        return {"text": made[-1]["text"], "numbers": made[-1]["numbers"], "instead": made[:-1]}

    def varying_words(self, parent: Node, key: str, at: Context) -> tuple[str | None, list[c.CompiledInstead]]:
        """A plain text under a key, and what is said instead of it when a condition holds."""
        node = parent.get(key)
        if node is None or not isinstance(node.value, list):
            return self.words(parent, key, at.path), []
        for item in node.items:
            check_plain(item.get("text") or item, f"`{key}`", self.declared.report)
        line = self._varying(node, f"{at.path}/{key}", at)
        return line["text"] or None, line.get("instead", [])

    def words(self, parent: Node, key: str, path: str) -> str | None:
        """A plain text that no number can stand in; None when it is absent."""
        node = parent.get(key)
        if node is None or not isinstance(node.value, str | int):
            return None
        text = str(node.value)
        check_plain(node, f"`{key}`", self.declared.report)
        if text.endswith((",", ";")):
            message = tr_lazy("`{written}` at the end of this text is printed as it stands", written=text[-1])
            self.declared.report.warn(node, "foreign-markup", message, tr_lazy("leave it out: lines need no comma"))
        return self.declared.translate(f"{path}/{key}", text)

    def prose(self, parent: Node, key: str, at: Context) -> list[c.CompiledParagraph]:
        """The paragraphs under a key."""
        node = parent.get(key)
        if node is None:
            return []
        if isinstance(node.value, str):
            return [{"line": self._line(node, f"{at.path}/{key}/0", at), "mark": None}]
        if self.of_record and not at.sourced:
            self._check_claims(node.items)
        paragraphs: list[c.CompiledParagraph] = []
        for i, item in enumerate(node.items):
            here = at.under(key).under(i)
            several = item.get("first_of")
            if several is None:
                read = {str(i): self._paragraph(item, here)}
            else:
                group = self._first_of(item, several, here)
                read = {f"{i}/first_of/{j}": paragraph for j, paragraph in enumerate(group)}
            for within, paragraph in read.items():
                if within != str(len(paragraphs)):
                    paragraph["within"] = within
                paragraphs.append(paragraph)
        return paragraphs

    def condition(self, parent: Node, at: Context, key: str = "if") -> c.CompiledCondition | None:
        """The condition of a road under a key: it reads variables alone."""
        return self._told(self._condition(parent, at, key), parent.get(key))

    def text_condition(
        self,
        parent: Node,
        at: Context,
        visit: Node | None = None,
        places: Sequence[str] = (),
    ) -> c.CompiledCondition | None:
        """The condition of a text under `if`: it may also ask what the run remembers.

        `visit` is what stands under `first` or `again`, where the text also depends on whether the run was here before;
        `places` are where it is asked, if that is not where it is written.
        """
        node = parent.get("if")
        condition = self._condition(parent, at, "if", remembers=True)
        if visit is not None:
            condition, node = self._on_visit(condition, visit, at), node or visit
        condition = self._told(condition, node)
        asked = dict.fromkeys(questions(condition["ast"])) if condition is not None else {}
        if condition is not None:
            for place in places:
                self.uses.reads(place, condition["ast"])
        if asked and node is not None and condition is not None:
            self.uses.asked.update(asked)
            self.uses.asking.append(Asking(node, condition["ast"], tuple(places) or (at.scene,)))
            hint = tr_lazy(
                "twelve questions, or more about choices of one scene; make it two paragraphs, or set a flag"
            )
            self._check_questions(condition["ast"], asked, node, hint)
        return condition

    def _check_questions(self, ast: c.Ast, asked: Collection[Question], node: Node, hint: LazyMessage) -> None:
        """Refuse a text that asks more than can be followed."""
        message = asks_too_much(ast, asked)
        if message is not None:
            self.declared.report.error(node, "memory-too-wide", message, hint)

    def _on_visit(self, condition: c.CompiledCondition | None, visit: Node, at: Context) -> c.CompiledCondition | None:
        """A condition that also asks whether the run was here before."""
        key = visit.name.text if visit.name is not None else ""
        source = on_visit("", key, at.scene)
        try:
            meaning = self.declared.names.meaning(source)
        except ExpressionError:
            message = tr_lazy("nothing comes back here, so that there is no `{key}`", key=key)
            self.declared.report.error(visit.position, "never-again", message)
            return condition
        if condition is None:
            return {"source": source, "ast": meaning.ast}
        return {
            "source": on_visit(condition["source"], key, at.scene),
            "ast": ["and", condition["ast"], meaning.ast],
        }

    def _told(self, condition: c.CompiledCondition | None, node: Node | None) -> c.CompiledCondition | None:
        if condition is not None and node is not None:
            self.uses.conditions.append(ConditionChain(((node, condition["ast"]),)))
        return condition

    def _condition(
        self, parent: Node, at: Context, key: str = "if", remembers: bool = False
    ) -> c.CompiledCondition | None:
        node = parent.get(key)
        if node is None:
            return None
        source = node.text if isinstance(node.value, str) else str(node.value).lower()
        known = self._conditions.get((source, at.hour, remembers))
        if known is not None:
            self._used(known["ast"], node, at)
            return known
        meaning = typed_condition(node, self.declared, remembers)
        if meaning is None:
            return None
        made: c.CompiledCondition = {"source": source, "ast": self._tree(node, meaning, at)}
        if not meaning.timed or at.hour is not None:
            self._conditions[source, at.hour, remembers] = made
        return made

    def _tree(self, node: Node, meaning: TypedExpression, at: Context) -> c.Ast:
        """The tree of an expression where it stands."""
        tree = at_hour(node, meaning, at.hour, self.declared)
        self._used(tree, node, at)
        return tree

    def _used(self, tree: c.Ast, node: Node, at: Context) -> None:
        """An expression that decides something is met where it stands."""
        self.uses.reads(at.scene, tree)
        if isinstance(node.value, str):
            self.uses.expressions.add(("", node.value))

    def weight(self, parent: Node, at: Context) -> c.Ast:
        """A weight, 1 by default."""
        node = parent.get("weight")
        meaning = typed_number(node, self.declared, WEIGHT) if node is not None else None
        if node is None or meaning is None:
            return ["int", 1]
        if meaning.high < 0:
            self.declared.report.error(
                node, "negative-weight", tr_lazy("this weight is always below 0, as if it were 0")
            )
        return self._tree(node, meaning, at)

    def percent(self, node: Node, at: Context) -> c.Ast:
        """A chance in per cent, cut to what a chance can be."""
        share = _SHARE_OF_ONE.fullmatch(node.text.strip())
        if share is not None:
            part, whole = (int(share[1]), int(share[2])) if share[1] else (int(share[3]), 10 ** len(share[3]))
            message = tr_lazy("`{written}` is a share of one, and a chance is in per cent", written=node.text[:40])
            hint = tr_lazy("write `{written}`", written=100 * part // max(whole, 1))
            self.declared.report.error(node, "expression-syntax", message, hint)
            return ["int", 50]
        meaning = typed_number(node, self.declared, CHANCE)
        if meaning is None:
            return ["int", 50]
        if not meaning.timed and (meaning.high <= 0 or meaning.low >= 100):
            message = tr_lazy("this chance is always 100 or more: nothing is left to chance")
            if meaning.high <= 0:
                message = tr_lazy("this chance is always 0 or less: nothing is left to chance")
            self.declared.report.error(node, "no-chance", message)
        least: c.Ast = meaning.ast if meaning.high <= 100 else ["min", meaning.ast, ["int", 100]]
        cut: c.Ast = least if meaning.low >= 0 else ["max", least, ["int", 0]]
        return self._tree(node, meaning._replace(ast=cut), at)

    def reasons(self, parent: Node, at: Context) -> list[c.CompiledParagraph]:
        """The sentences under `because`, a single one included: the first that holds is said."""
        node = parent.get("because")
        for reason in [] if node is None else node.items[:-1]:
            if not reason.has("if") and not reason.has("for"):
                message = tr_lazy("a reason without `if` hides those after it")
                self.declared.report.error(reason, "order-of-conditions", message, tr_lazy("make it the last"))
        for reason in [] if node is None else node.items[-1:]:
            for key in ("if", "for"):
                if reason.has(key):
                    message = tr_lazy("the last reason is not always said: when none is, a reader never hears why")
                    self.declared.report.error(
                        reason.get(key) or reason,
                        "order-of-conditions",
                        message,
                        tr_lazy("leave its `{key}` out", key=key),
                    )
        return self.prose(parent, "because", at)

    def worth(self, parent: Node) -> dict[str, int]:
        """What an ending is worth, by seat."""
        worths: dict[str, int] = {}
        for name, node in parent.get_map("worth").items():
            if name in self.declared.seats:
                worths[name] = _integer(node)
            else:
                hint = self.declared.report.guess(name, self.declared.seats)
                self.declared.report.error(
                    node.position, "unknown-seat", tr_lazy("`{name}` is not a seat of story.yaml", name=name), hint
                )
        return worths

    def exits(self, parent: Node, key: str, at: Context) -> list[c.CompiledExit]:
        """The roads under a key, a single name included."""
        node = parent.get(key)
        if node is None:
            return []
        if isinstance(node.value, str):
            return [{"to": self._target(node)}]
        check_order(node.items, "road", self.declared.report)
        exits: list[c.CompiledExit] = []
        asked: list[tuple[Node, c.Ast]] = []
        for road in node.items:
            to = road.get("to")
            compiled: c.CompiledExit = {"to": self._target(to) if to is not None else ""}
            condition, test = self._condition(road, at), road.get("if")
            if condition is not None and test is not None:
                compiled["condition"] = condition
                asked.append((test, condition["ast"]))
            exits.append(compiled)
        if asked:
            self.uses.conditions.append(ConditionChain(tuple(asked), node.items[-1].get("to")))
        return exits

    def named_facts(self, parent: Node) -> list[str]:
        """The facts under `facts`, each of which must exist."""
        ids: list[str] = []
        for item in parent.get_list("facts"):
            if item.text in self.facts:
                ids.append(item.text)
            else:
                if self.facts_lost:
                    continue  # it may be one of those that could not be read
                message = tr_lazy("`{name}` is not a fact of facts.yaml", name=item.text)
                hint = self.declared.report.guess(item.text, self.facts)
                if not self.facts:
                    self.facts_lost = True  # told once, and not again for each name
                    message = tr_lazy("`{name}` is not a fact: this story tells none", name=item.text)
                    hint = tr_lazy("write the facts in facts.yaml, or leave `facts` out")
                self.declared.report.error(item, "unknown-fact", message, hint)
        return ids

    def effects(self, parent: Node, at: Context) -> c.CompiledEffects:
        """What `effects`, `set` and `why` say together."""
        if not parent.has_any(_EFFECTS):
            return {"add": {}, "set": {}, "why": {}}
        moved, put = parent.get_map("effects"), parent.get_map("set")
        done = moves(moved, put, self.declared, at.hour)
        effects: c.CompiledEffects = {"add": done["add"], "set": done["set"], "why": self._reasons(parent, at)}
        if done["computed"]:
            effects["computed"] = done["computed"]
            for name, tree in done["computed"].items():
                self.uses.given.add(name)
                self.uses.reads(at.scene, tree)
        self.uses.given.update(name for name, value in done["set"].items() if value)
        for name, node in (*moved.items(), *put.items()):
            if isinstance(node.value, str):
                self.uses.expressions.add((name, node.value))
        return effects

    def _reasons(self, parent: Node, at: Context) -> dict[str, c.CompiledLine]:
        why: dict[str, c.CompiledLine] = {}
        if not parent.has("why"):
            return why
        report, moved = self.declared.report, {*parent.get_map("effects"), *parent.get_map("set")}
        broken = parent.is_broken("effects") or parent.is_broken("set")
        for name, node in parent.get_map("why").items():
            if name not in moved and broken:
                continue
            if name in moved and not self._is_hidden(name):
                why[name] = self._line(node, f"{at.path}/why/{name}", at)
                continue
            near = report.nearest(name, moved)
            if near is None or near in self.declared.variables or near in self.declared.derived:
                hint = tr_lazy("did you mean `{near}`?", near=near) if near else NOTHING
                report.error(
                    node.position,
                    "why-without-effect",
                    tr_lazy("`{name}` is no number that readers see move here", name=name),
                    hint,
                )
        return why

    def _paragraph(self, node: Node, at: Context) -> c.CompiledParagraph:
        if isinstance(node.value, str):
            return {"line": self._line(node, at.path, at), "mark": None}
        key = next((key for key in ("first", "again") if node.has(key)), "")
        visit = node.get(key) if key else None
        paragraph = self._words(node if visit is None else visit, at if visit is None else at.under(key))
        condition, seat = self.text_condition(node, at, visit=visit), self.declared.seat(node.get("for"))
        if condition is not None:
            paragraph["condition"] = condition
        if seat is not None:
            paragraph["seat"] = seat
        facts = self.named_facts(node)
        if facts:
            paragraph["facts"] = facts
        return paragraph

    def _first_of(self, node: Node, several: Node, at: Context) -> list[c.CompiledParagraph]:
        """The paragraphs of a group, each with what keeps it back: that one before it is read.

        What stands on the group holds for each of them. One for a seat keeps back others where that seat is held.
        """
        self._check_keys(node)
        check_group(several, self.declared.report)
        shared, seat, facts = self.text_condition(node, at), self.declared.seat(node.get("for")), self.named_facts(node)
        paragraphs: list[c.CompiledParagraph] = []
        earlier: list[Alternative] = []
        asked = dict.fromkeys(questions(None if shared is None else shared["ast"]))
        tried: list[tuple[Node, c.Ast]] = []
        otherwise: Node | None = None
        for i, item in enumerate(several.items[:MOST_ALTERNATIVES]):
            paragraph = self._paragraph(item, at.under("first_of").under(i))
            own = paragraph.get("condition")
            alternative = Alternative(None if own is None else own["ast"], paragraph.get("seat"))
            wanted = clauses(None if shared is None else shared["ast"], alternative.condition)
            asked.update(dict.fromkeys(questions(alternative.condition)))
            self.uses.asked.update({("holds", each): None for each in seats_asked(alternative, earlier, seat)})
            if seat is not None and paragraph.setdefault("seat", seat) != seat:
                wanted.append(["holds", seat])
            if facts:
                paragraph.setdefault("facts", facts)
            before = kept_back(alternative, earlier, seat)
            if before:
                paragraph["earlier"] = len(before)
            if wanted or before:
                tree: c.Ast = ["and", *wanted, *before]
                sources = [part["source"] for part in (shared, own) if part is not None]
                paragraph["condition"] = {"source": both(*sources), "ast": tree if len(tree) > 2 else tree[1]}
                self._check_asked(tree, asked, item)
            test, place = alternative.for_reader((seat,)), item.get("if") or item
            if test is None:
                otherwise = place
            else:
                tried.append((place, test))
            paragraphs.append(paragraph)
            earlier.append(alternative)
        self.uses.alternatives.append(ConditionChain(tuple(tried), otherwise))
        return paragraphs

    def _check_asked(self, tree: c.Ast, asked: Collection[Question], paragraph: Node) -> None:
        """Refuse a paragraph that asks too much together with those before it."""
        place = paragraph.get("if") or paragraph
        if not self.declared.report.tells_of(place):
            hint = tr_lazy("those before it in its `first_of` count: make it two, or set a flag")
            self._check_questions(tree, asked, place, hint)

    def _words(self, node: Node, at: Context) -> c.CompiledParagraph:
        """What a paragraph says, in one of the ways in which it can be said."""
        if isinstance(node.value, str):
            return {"line": self._line(node, at.path, at), "mark": None}
        self._check_keys(node)
        several = node.get("one_of")
        if several is not None:
            return self._one_of(several, node.get_text("pick") or "in-order", at)
        key = next((key for key in ("text", *MARKS, "lines") if node.has(key)), "text")
        words = node.get(key)
        if words is None:
            return {"line": {"text": "", "numbers": {}}, "mark": None}
        line = self._line(words, at.path, at, verbatim=key == "lines")
        if key == "lines":
            self._check_width(words)
            return {"line": line, "mark": node.get_text("mark")}
        return {"line": line, "mark": key if key in MARKS else None}

    def _check_keys(self, node: Node) -> None:
        """Keys that go with one way of saying something, and stand beside another."""
        mark = node.get("mark")
        if mark is not None and not node.has("lines"):
            message = tr_lazy("`mark` is for `lines`; any other paragraph claims by its own key")
            self.declared.report.error(
                mark.position, "pick-or-mark", message, tr_lazy("write `{name}:` instead of `text:`", name=mark.text)
            )
        if node.has("pick") and not node.has("one_of"):
            message = tr_lazy("`pick` says which of several is read, and there is no `one_of`")
            self.declared.report.error(node.position_of("pick"), "pick-or-mark", message)

    def _one_of(self, node: Node, pick: str, at: Context) -> c.CompiledParagraph:
        among: list[c.CompiledVariant] = []
        for i, item in enumerate(node.items):
            words = self._words(item, at.under("one_of").under(i))
            among.append({"line": words["line"], "mark": words["mark"]})
        if not among:
            return {"line": {"text": "", "numbers": {}}, "mark": None}
        counted = ("visits", at.decided or at.scene)
        self.uses.asked.update({counted: None, **({STEPS: None} if pick == "by-chance" else {})})
        order = sorted(range(len(among)), key=[_written(item) for item in node.items].__getitem__)
        variants: c.CompiledVariants = {
            "among": among,
            "pick": pick,
            "counted": counted,
            "path": at.path,
            "order": order,
        }
        return {"line": among[0]["line"], "mark": among[0]["mark"], "variants": variants}

    def _check_width(self, node: Node) -> None:
        """Lines that stay as they stand must fit in the narrowest column."""
        widest = max(len(line.rstrip()) for line in node.text.split("\n"))
        if widest > WIDEST_LINE:
            message = tr_lazy(
                "a line of {widest} characters, and {widest_line} are the most that every screen shows whole",
                widest=widest,
                widest_line=WIDEST_LINE,
            )
            self.declared.report.warn(node, "wide-line", message)

    def _check_claims(self, paragraphs: Iterable[Node]) -> None:
        """Paragraphs that claim to be of record, where no fact stands behind the whole: told once, at the first."""
        claims = [
            (way.get(key) or way, key)
            for group in paragraphs
            if not group.has("facts")
            for node in (group, *_alternatives(group))
            if not node.has("facts")
            for way in _ways_to_say(node)
            for key in ("documented", "disputed")
            if way.has(key) or way.get_text("mark") == key
        ]
        if claims:
            first, key = claims[0]
            message = tr_lazy("a {key} paragraph needs the facts behind it", key=key)
            if len(claims) > 1:
                message = tr_lazy(
                    "{count} paragraphs here claim to be of record, and no fact stands behind them", count=len(claims)
                )
            self.declared.report.error(first.position, "claim-without-facts", message)

    def _check_brackets(self, node: Node) -> None:
        names = self.declared.names
        left = bracketed_value(node.text, lambda name: name in names and not names[name].truth)
        left = left or condition_in_words(node.text, self._is_condition)
        if left is not None:
            self.declared.report.warn(node, left.code, left.message, left.hint)

    def _is_condition(self, words: str) -> bool:
        try:
            meant = self.declared.names.meaning(words)
        except ExpressionError:
            return False
        return meant.truth and any(names_in(meant.ast))

    def _check_braces(self, node: Node) -> None:
        for match in BRACES.finditer(node.text):
            if match[1] is None or match[1].startswith("/") or PLACEHOLDER.fullmatch(match[0]):
                continue
            meant = match[1].strip().lower()
            if meant in self.declared.names:
                hint = tr_lazy("write `{{{meant}}}`", meant=meant)
            elif re.search(r"\w *[+*/-] *\w", match[1]):
                hint = tr_lazy("a text prints a name alone: give the sum one, under `derived` in story.yaml")
            elif _CONDITION_INSIDE.search(match[1]):
                hint = tr_lazy("a text has no conditions inside: write two paragraphs, each with its `if`")
            elif inside := [word for word in meant.split() if word in self.declared.names]:
                hint = tr_lazy("write `{{{meant}}}`", meant=inside[0])
            else:
                hint = tr_lazy("write `{written}` for a brace", written="\\{")
            self.declared.report.error(
                node, "unknown-name", tr_lazy("`{match}` names no number", match=match[0][:40]), hint
            )

    def _number_named(self, name: str, node: Node, at: Context) -> c.Ast | None:
        report, names = self.declared.report, self.declared.names
        if name not in names:
            if f"{{/{name}}}" in node.text or not self.declared.whole:
                return None  # a tag of another tool, or a name whose declaration could not be read: told already
            known = (*self.declared.variables, *self.declared.derived)
            report.error(
                node,
                "unknown-name",
                tr_lazy("`{{{name}}}` names nothing in story.yaml", name=name),
                report.guess(name, known),
            )
            return None
        meaning = names[name]
        if meaning.truth:
            report.error(
                node, "placeholder-not-a-number", tr_lazy("`{{{name}}}` is true or false, not a number", name=name)
            )
            return None
        number = at_hour(node, meaning, at.hour, self.declared)
        self.uses.reads(at.scene, number)
        return number

    def _target(self, node: Node) -> str:
        if node.text in self.targets:
            return self.targets[node.text]
        if not self.complete or self.declared.report.tells_of(node):
            return ""
        near = (
            self.titled(node.text) or self._named_in(node.text) or self.declared.report.nearest(node.text, self.targets)
        )
        hint = tr_lazy("did you mean `{near}`?", near=near) if near else NOTHING
        message = tr_lazy("no scene, episode or ending is called `{name}`", name=node.text)
        if near is None and means_the_end(node.text) and self.endings:
            named = ", ".join(f"`{ending}`" for ending in self.endings[:3])
            hint = tr_lazy("write the ending by its name: {endings}", endings=named)
        several = self._named_among(node.text)
        if len(several) > 1:
            near = None
            cases = ", ".join(f"{{if: …, to: {name}}}" for name in several[:-1])
            hint = tr_lazy("say when each is taken: `{written}`", written=f"[{cases}, {{to: {several[-1]}}}]")
        self.declared.report.error(node, "leads-nowhere", message, hint)
        # the road most likely meant, so that one slip is not told twice
        return self.targets[near] if near else ""

    def _named_in(self, words: str) -> str | None:
        """What a road leads to whose name stands in several words: all of them joined, or one of them."""
        joined = GOAL.made(words)
        names = (joined, *map(GOAL.made, words.split())) if " " in words else ()
        return next((name for name in names if name in self.targets), None)

    def _named_among(self, words: str) -> list[str]:
        """What a road leads to whose words name several places, with commas, “or” or a slash between them."""
        parts = _BETWEEN_PLACES.split(words.replace("’", " ").replace("'", " "))
        return list(dict.fromkeys(name for part in parts if (name := self._named_in(f"{part} ")) is not None))

    def _is_hidden(self, name: str) -> bool:
        """Whether readers never see this variable move, so that no reason can stand beside it."""
        return name in self.declared.variables and self.declared.variables[name]["kind"] in ("flag", "label", "counter")


def _integer(node: Node) -> int:
    """The number of a node that holds one."""
    return node.value if isinstance(node.value, int) else 0


def _ways_to_say(paragraph: Node) -> Iterator[Node]:
    """A paragraph, and what stands under its `first`, `again` or `one_of`."""
    yield paragraph
    for key in ("first", "again"):
        visit = paragraph.get(key)
        if visit is not None and isinstance(visit.value, dict):
            yield from _ways_to_say(visit)
    several = paragraph.get("one_of")
    yield from several.items if several is not None else ()


def _alternatives(paragraph: Node) -> Sequence[Node]:
    """Those of which the first that holds is read."""
    several = paragraph.get("first_of")
    return () if several is None else several.items


def _written(node: Node) -> str:
    """All that an author wrote in one place, whichever key stands first there."""
    parts = [*node.items, *(node.entries[key] for key in sorted(node.entries))]
    return node.text + "\n".join(map(_written, parts))
