"""Why this ending: what had to hold and who made it so, what was hidden until now, what it is worth, what lay near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from game.i18n.catalogue import message, tr, trn
from game.i18n.dates import weekday_and_time
from game.play.clock import hour_of
from game.play.debrief import last_episode
from game.play.page import seen_by, why_it_ended
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn, open_choices
from game.play.why import Cause, Clause, NearestEnding, Reasons, neighbourhood, reasons
from game.story.closures import Closure, Values, compile_ast
from game.story.compiled import Ast
from game.story.scenes import Ending
from game.story.variables import Variable, VariableKind
from game.view.text import Item, Role, item, quoted, story_items

_WORTH = {
    9: message("all that could be hoped for here: {worth} of 10"),
    7: message("most of what could be hoped for here: {worth} of 10"),
    5: message("about half of what could be hoped for here: {worth} of 10"),
    3: message("little of what could be hoped for here: {worth} of 10"),
    0: message("next to nothing of what could be hoped for here: {worth} of 10"),
}

_FLIPPED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_STRICT = {"<": ("<=", -1), ">": (">=", 1)}
_NEGATED = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}


def why_items(run: Run, ending: Ending) -> Iterator[Item]:
    """Why a run ended so: the author's sentence, then what had to hold, each with what made it so."""
    because = why_it_ended(run.setup, ending, run.state.values)
    why = reasons(run)
    if not because and why.decision is None and not why.causes:
        return
    yield item(Role.SECTION, tr("Why this ending"))
    yield from story_items(because)
    for cause, since in _causes(why, run.setup):
        yield item(Role.CAUSE, cause, note=since)
    if why.decision is not None:
        yield item(Role.CAUSE, tr("The last decision that could have led elsewhere"), note=by(why.decision, run.setup))


def afterwards(run: Run, ending: Ending, bare: bool = False) -> Iterator[Item]:
    """What is told once a run is over: what was hidden, what the ending is worth to each seat, the nearest other.

    Args:
        run: The run.
        ending: Where it ended.
        bare: Whether every gauge was hidden.
    """
    setup, values = run.setup, run.state.values
    hidden = [v for v in setup.story.gauges if bare or not seen_by(setup, v)]
    around = neighbourhood(setup, run.decisions, ending)
    near = around.nearest
    if not hidden and near is None and not ending.worth:
        return
    yield item(Role.SECTION, tr("Now that it is over"))
    for seat in sorted(setup.story.seats.values(), key=lambda seat: seat.id not in setup.seats):
        if seat.id in ending.worth:
            yield item(Role.VERDICT, _worth(ending.worth[seat.id]), seat.name)
    if hidden:
        numbers = ", ".join(
            tr("{name} {value} of {most}", name=v.label, value=values[v.index], most=v.max) for v in hidden
        )
        yield item(Role.NOTE, tr("Hidden from you until now: {numbers}.", numbers=numbers))
    if near is not None:
        yield item(Role.SENTENCE, _near(near, run))
    elif len(setup.story.final_endings) > 1:
        none = tr("With the same luck, no choice of yours led to another ending.")
        far = tr("No other ending was near by decisions of yours alone: the other roads went on.")
        yield item(Role.SENTENCE, none if around.whole else far)


def start_again_at(run: Run) -> int | None:
    """How many decisions of a run are kept by who starts again at one that led to its ending.

    That is where another ending was near. Where none was, or taking back the last decision leads there as well, it is
    the last one before it that made so what had to hold. None where there is no such decision, or the story was told to
    its last episode.
    """
    ending, last = run.ending, last_episode(run)
    if ending is None or last is None or last is list(run.setup.story.episodes.values())[-1]:
        return None
    near = neighbourhood(run.setup, run.decisions, ending).nearest
    parted = [at for at, _ in near.changed[:1]] if near is not None else []
    before = (at for at in (*parted, *_led_there(run)) if at < len(run.decisions) - 1)
    return next(before, parted[0] if parted else None)


def start_again_words(run: Run, at: int) -> str:
    """What starting again at a decision of a run is called: when that was, and what was said."""
    return tr("Start again at {decision}", decision=_other(at, run.decisions[at].choice, run))


def _led_there(run: Run) -> Iterator[int]:
    """The reader's decisions that made so what had to hold for a run's ending, the last first."""
    causes = [cause.beat for cause in reasons(run).causes if isinstance(cause.beat, Decided)]
    for at in reversed(range(len(run.decisions))):
        taken = run.states[at + 1].taken
        if taken is not None and len(open_choices(run.states[at])) > 1 and Decided(*taken) in causes:
            yield at


def by(beat: Beat, setup: Setup) -> str:
    """When something happened and by whom, with what was said."""
    if isinstance(beat, Decided):
        words = quoted(beat.choice.say.plain(beat.before))
        done = tr("{who}: {said}", who=who(beat, setup), said=words)
        done = tr("{done}, and chance", done=done) if beat.choice.outcome else done
    else:
        done = tr("chance") if isinstance(beat, Drawn) else tr("the course of things")
    when = weekday_and_time(hour_of(setup.story, beat.scene, beat.before).at)
    return tr("{when}, {done}", when=when, done=done) if when else done


def who(beat: Decided, setup: Setup) -> str:
    """Who took a decision: the reader where one seat is held, else the seat by its name."""
    if beat.player and (len(setup.seats) == 1 or beat.scene.seat is None):
        return tr("you")
    return tr("the others") if beat.scene.seat is None else setup.story.seats[beat.scene.seat].name


def number_needed(clauses: Iterable[Clause], setup: Setup, values: Values) -> str:
    """What a number was and had to be, by the clauses about it; empty where it has no name, or is kept hidden."""
    needed: _Number | None = None
    for clause in clauses:
        number = _number(clause, setup)
        if number is None or not all(seen_by(setup, variable) for variable in clause.variables):
            return ""
        needed = number.narrowed(needed)
    return "" if needed is None else needed.said(values)


def _worth(worth: int) -> str:
    return tr(_WORTH[next(least for least in _WORTH if worth >= least)], worth=worth)


def _near(near: NearestEnding, run: Run) -> str:
    count = len(near.changed)
    changes = "; ".join(_other(at, decision.choice, run) for at, decision in near.changed)
    title = tr("The nearest other ending: {title},", title=quoted(near.ending.title))
    distance = trn("one decision otherwise", "{count} decisions otherwise", count)
    if not count:  # where one may come back, what is chosen may be chosen once more
        distance = tr("by choices of yours, in another order or another number of times")
    if near.beyond:
        distance += " " + trn(
            "(and one in a scene that you never met)", "(and {count} in scenes that you never met)", near.beyond
        )
    return f"{title} {distance}" + (tr(": {said}", said=changes) if changes else ".")


def _other(at: int, choice: str, run: Run) -> str:
    """A choice that was not taken, with its hour."""
    state = run.states[at]
    scene = state.here
    assert not isinstance(scene, Ending)
    meant = scene.choice(choice)
    words = quoted(meant.say.plain(state.values)) if meant is not None else choice
    when = weekday_and_time(hour_of(run.setup.story, scene, state.values).at)
    return tr("{when}, {done}", when=when, done=words) if when else words


def _causes(why: Reasons, setup: Setup) -> Iterator[tuple[str, str]]:
    """What had to hold, with since when and by whom: what somebody brought about, else a little of what always held."""
    numbers: dict[str, _Number] = {}
    last: dict[str, Cause] = {}
    for cause in why.causes:
        number = _number(cause.clause, setup)
        key = repr((cause.clause.ast, cause.clause.wanted) if number is None else number.ast)
        if number is not None:
            numbers[key] = number.narrowed(numbers.get(key))
        last.pop(key, None)
        last[key] = cause
    brought_about = {key: cause for key, cause in last.items() if cause.beat is not None}
    for key, cause in (brought_about or dict(islice(last.items(), _MOST_LASTING))).items():
        number = numbers.get(key)
        yield _clause(cause, why.values) if number is None else number.said(why.values), _since(cause, setup)


_MOST_LASTING = 2
"""So many clauses are told that held from the beginning."""


def _since(cause: Cause, setup: Setup) -> str:
    if cause.beat is None and _is_flag(cause.clause):
        return ""
    hidden = [v for v in cause.clause.variables if v.kind in _NUMBERS and not seen_by(setup, v)]
    always = tr("all along") if cause.moved else tr("from the beginning")
    since = always if cause.beat is None else by(cause.beat, setup)
    return tr("hidden until now; {since}", since=since) if hidden else since


_NUMBERS = (VariableKind.VOTE, VariableKind.COUNTER)


def _is_flag(clause: Clause) -> bool:
    return clause.ast[0] == "var" and clause.variables[0].kind is VariableKind.FLAG


def _clause(cause: Cause, values: Values) -> str:
    """A clause as a reader understands it, with the values at the end."""
    clause = cause.clause
    if _is_flag(clause):
        sentence = clause.variables[0].label
        if clause.wanted:
            return sentence
        label = quoted(sentence)
        return (
            tr("Never: {sentence}", sentence=label)
            if cause.beat is None
            else tr("No longer: {sentence}", sentence=label)
        )
    return ", ".join(_value(variable, values) for variable in clause.variables)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, and what it had to be.

    Attributes:
        ast: The number.
        name: What it is called.
        value: What it is.
        bounds: What it had to be: a number for each of `>=`, `<=`, `==` and `!=` that was asked for.
    """

    ast: Ast
    name: str
    value: Closure
    bounds: Mapping[str, int]

    def narrowed(self, other: _Number | None) -> _Number:
        """What is left where another clause of the same number had to hold besides."""
        if other is None:
            return self
        bounds = {**other.bounds, **self.bounds}
        for op, narrower in ((">=", max), ("<=", min)):
            if op in self.bounds and op in other.bounds:
                bounds[op] = narrower(self.bounds[op], other.bounds[op])
        return replace(self, bounds=bounds)

    def said(self, values: Values) -> str:
        """What it is, and what it had to be."""
        value = int(self.value(values))
        return tr("{name}: {value}, {bound} needed", name=self.name, value=value, bound=self._bound())

    def _bound(self) -> str:
        least, most = self.bounds.get(">="), self.bounds.get("<=")
        exactly = self.bounds.get("==", least if least == most else None)
        if exactly is not None:
            return tr("exactly {n}", n=exactly)
        if least is not None and most is not None:
            return tr("{least} to {most}", least=least, most=most)
        if least is not None:
            return tr("{n} or more", n=least)
        return tr("anything but {n}", n=self.bounds["!="]) if most is None else tr("{n} or less", n=most)


def _number(clause: Clause, setup: Setup) -> _Number | None:
    """What a clause asks of a number; None where there is no short way to say it."""
    op, known = clause.ast[0], {variable.name: variable for variable in setup.story.variables}
    if op not in _NEGATED:
        return None
    left, right = clause.ast[1:]
    op = op if clause.wanted else _NEGATED[op]
    if left[0] == "int":
        left, right, op = right, left, _FLIPPED[op]
    name = _name(left, known)
    if not name or right[0] != "int" or (left[0] == "var" and known[left[1]].words):
        return None
    value = compile_ast(left, {v.name: v.index for v in known.values()})
    asked, off = _STRICT.get(op, (op, 0))
    return _Number(left, name, value, {asked: right[1] + off})


def _name(ast: Ast, known: Mapping[str, Variable]) -> str:
    """What a number is called: a gauge, or a sum of several; empty for what has no such name."""
    if ast[0] == "var":
        return known[ast[1]].label
    names = [_name(part, known) for part in ast[1:]] if ast[0] in ("+", "-") else [""]
    return (" + " if ast[0] == "+" else " − ").join(names) if all(names) else ""


def _value(variable: Variable, values: Values) -> str:
    value = values[variable.index]
    if variable.kind is VariableKind.FLAG:
        return variable.label if value else tr("Not so: {sentence}", sentence=quoted(variable.label))
    word = list(variable.words.values())[value] if variable.words else str(value)
    return tr("{name}: {value}", name=variable.label, value=word)
