"""A story that is edited while it is played: what its author is told, of a save and of the page that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.i18n.catalogue import tr, trn
from game.play.page import Page
from game.play.run import Run
from game.play.setup import opposite, seat_word
from game.play.transitions import follow
from game.program import command_line
from game.story.closures import Values, compile_ast
from game.story.memory import QUESTIONS, counted, name_of
from game.story.model import Story
from game.story.own_start import as_written, given_values
from game.story.paragraphs import Condition
from game.story.problems import BrokenStory, Problem, Severity
from game.story.scenes import BACK, Choice, Exit, Scene
from game.story.unparse import unparse
from game.story.variables import Variable, VariableKind
from game.view.text import Item, Role, item


def played_as_before() -> str:
    """What becomes of the run."""
    return tr("The story cannot be read; it is played as it was before.")


def what_stops_it(error: BrokenStory) -> tuple[Problem, ...]:
    """The problems for which it cannot be read: warnings are for another time."""
    return tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)


def own_state(story: Story) -> str:
    """What marks a run that begins in a state of its author's own; empty for any other."""
    own = story.own_start
    if own is None:
        return ""
    words = ", ".join(given_values(story, own))
    if not words:
        return tr("Begun at “{place}”. No road leads here.", place=own.place)
    return tr("State of your own: {values}. No road leads here like this.", values=words)


def recorded(name: str, folder: Path) -> str:
    """What is said of a run that was kept as a walkthrough of the story in a folder."""
    command = command_line("test", folder)
    return tr("Kept as the walkthrough “{name}”: {command} replays it.", name=name, command=command)


def written_at(story: Story, page: Page) -> tuple[str, int] | None:
    """The file and the line in which a page is written; None where that is not known."""
    for path in (page.key, page.key.partition("/")[0]):
        if path in story.positions:
            file, line, _ = story.positions[path]
            return file, line
    return None


def inspected(run: Run, page: Page) -> tuple[Item, ...]:
    """All that an author wants to know of a page: where it is written, how things stand, what each choice does."""
    story, values = run.setup.story, page.values
    return tuple(
        part
        for parts in (_head(run, page), _variables(story, values), _remembered(story, values), _ways(story, page))
        for part in parts
    )


def _head(run: Run, page: Page) -> Iterator[Item]:
    setup, place = run.setup, written_at(run.setup.story, page)
    yield item(Role.STRONG, page.key, note="" if place is None else f"{place[0]}:{place[1]}")
    rival = f"--rival {setup.rival_word} " if opposite(setup) else ""
    yield item(Role.NOTE, f"--seat {seat_word(setup)} {rival}--seed {setup.seed} --opening {setup.opening}")
    if mark := own_state(setup.story):
        yield item(Role.SENTENCE, mark)


def _variables(story: Story, values: Values) -> Iterator[Item]:
    own = [variable for variable in story.variables if not variable.kind.kept]
    if own:
        yield item(Role.SECTION, tr("Values"))
    for variable in own:
        value = values[variable.index]
        if variable.kind is VariableKind.FLAG:
            message = tr("{flag}: true", flag=variable.name) if value else tr("{flag}: false", flag=variable.name)
            yield item(Role.CAUSE, message)
        elif variable.words:
            yield item(Role.CAUSE, as_written(variable, value))
        else:
            range = tr("from {least} to {most}", least=variable.min, most=variable.max)
            yield item(Role.CAUSE, as_written(variable, value), note=range)


def _remembered(story: Story, values: Values) -> Iterator[Item]:
    """What the run remembers: what its texts ask, and the choices and storylets that are used up."""
    used_up = [v.name for v in story.variables if v.kind is VariableKind.ONCE and values[v.index]]
    asked = [
        (name_of(question), counted(bits, values))
        for question, bits in story.memory.items()
        if question[0] in QUESTIONS
    ]
    if used_up or asked:
        yield item(Role.SECTION, tr("Memory"))
    for name, count in asked:
        yield item(Role.CAUSE, f"{name}: {count}" if name.startswith("times") else _truth(name, count))
    for name in used_up:
        yield item(Role.CAUSE, tr("{choice}: taken, and only once", choice=name))


def _truth(name: str, count: int) -> str:
    return tr("{flag}: true", flag=name) if count else tr("{flag}: false", flag=name)


def _ways(story: Story, page: Page) -> Iterator[Item]:
    """What each choice of the page would do; where it asks nothing, what happens by itself."""
    scene = page.scene
    if scene is None:
        return
    if not page.offers and not (page.key == scene.id and scene.choices):
        if page.key == scene.id:
            yield item(Role.SECTION, tr("By itself"))
            yield item(Role.CAUSE, _leads(story, scene.exits, page.values))
        return
    yield item(Role.SECTION, trn("One choice", "{count} choices", len(scene.choices)))
    for choice in scene.choices:
        yield item(Role.ENTRY, choice.id, note=_state_of(story, choice, page.values))
        yield from _does(story, scene, choice, page.values)


def _state_of(story: Story, choice: Choice, values: Values) -> str:
    """Whether a choice is open, closed or hidden, and by which clause."""
    if choice.opens is None or choice.opens(values):
        return tr("open")
    if choice.used is not None and values[choice.used.index]:
        return tr("hidden: taken already, and only once")
    clause = _closing(story, choice.condition, values)
    if choice.locked is None:
        return tr("hidden: needs {clause}", clause=clause)
    return tr("closed: needs {clause}", clause=clause)


def _closing(story: Story, condition: Condition | None, values: Values) -> str:
    """The clauses of a condition that do not hold."""
    if condition is None:
        return ""
    index = {variable.name: variable.index for variable in story.variables}
    clauses = condition.ast[1:] if condition.ast[0] == "and" else [condition.ast]
    failing = [clause for clause in clauses if not compile_ast(clause, index)(values)]
    return " and ".join(f"`{unparse(clause)}`" for clause in failing)


def _does(story: Story, scene: Scene, choice: Choice, values: Values) -> Iterator[Item]:
    """What a choice would move, and where it would lead, as things stand: for each way that it may turn out."""
    percent = None if choice.chance is None else choice.chance.percent.of(values)
    for outcome in choice.outcomes:
        after = outcome.apply(values)
        moved = ", ".join(
            _moved(variable, values[variable.index], after[variable.index])
            for variable in story.variables
            if not variable.kind.kept and values[variable.index] != after[variable.index]
        )
        leads = _leads(story, outcome.exits or scene.exits, after)
        line = moved or tr("moves nothing")
        if leads:
            line = tr("{before}; {after}", before=line, after=leads)
        if percent is not None:
            odds = percent if outcome.outcome == "wins" else 100 - percent
            line = tr("{percent}%: {outcome}", percent=max(0, min(100, odds)), outcome=line)
        yield item(Role.CHANCE, line)


def _moved(variable: Variable, before: int, after: int) -> str:
    if variable.kind is VariableKind.FLAG:
        return _truth(variable.name, after)
    if variable.words:
        return as_written(variable, after)
    return f"{variable.name} {before} → {after}"


def _leads(story: Story, exits: tuple[Exit, ...], values: Values) -> str:
    if not exits:
        return ""
    to = follow(exits, values)
    if to == BACK:
        return tr("goes on from where it was drawn")
    place = story.positions.get(to)
    return tr("leads to {place}", place=to if place is None else f"{to} ({place[0]}:{place[1]})")
