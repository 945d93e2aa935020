"""A story's own tests: named lists of decisions, what they must reach, and what must hold on the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from game.explore.remembered import Visit, moments
from game.i18n.catalogue import tr
from game.play.run import NotOpen, Run
from game.play.setup import Setup, seats
from game.play.state import Decided, EndlessStory, Passed
from game.story.closures import Values
from game.story.folder import WALKTHROUGHS, Unreadable, read_file
from game.story.laws import Law, read_laws
from game.story.model import Story
from game.story.problems import Position, Problem, Report
from game.story.scenes import Scene
from game.story.schema import KINDS
from game.story.walkthroughs import Walkthrough, read_walkthroughs
from game.story.yaml_tree import parse_yaml


class BadWalkthroughs(ValueError):
    """The file cannot be used: what is wrong with it is in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class OwnTests(NamedTuple):
    """What a story's author has it tested by."""

    walkthroughs: list[Walkthrough]
    laws: list[Law]


def walkthroughs(story: Story, folder: Path) -> list[Walkthrough]:
    """Read a story's walkthroughs; none when there is no file. Raises as `own_tests` does."""
    return own_tests(story, folder).walkthroughs


def own_tests(story: Story, folder: Path) -> OwnTests:
    """Read a story's walkthroughs and laws; none when there is no file.

    Raises:
        BadWalkthroughs: The file is broken, or names what the story does not have.
    """
    if not os.path.lexists(folder / WALKTHROUGHS):
        return OwnTests([], [])
    report = Report()
    try:
        data = read_file(folder, WALKTHROUGHS)
    except Unreadable as error:
        report.error(Position(WALKTHROUGHS), "unreadable-file", error.reason)
        raise BadWalkthroughs(report.problems) from None
    read = own_tests_of(data, story, report)
    if report.errors:
        raise BadWalkthroughs(report.problems)
    return read


def own_tests_of(data: bytes, story: Story, report: Report) -> OwnTests:
    """The walkthroughs and laws of a file's content; what is wrong with it is reported."""
    root = parse_yaml(data, WALKTHROUGHS, report)
    if root is None:
        return OwnTests([], [])
    KINDS["walkthroughs"].read(root, report)
    return OwnTests(read_walkthroughs(root, story, report), read_laws(root, story, report))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a walkthrough: the run as far as it went, and a sentence for each thing that failed."""

    walkthrough: Walkthrough
    run: Run | None
    failures: tuple[str, ...]


def walk(story: Story, walkthrough: Walkthrough) -> Outcome:
    """Take the decisions, and look whether everything is as it must be."""
    held = seats(story, walkthrough.seat)
    setup = Setup.begun(story, held, walkthrough.rival, walkthrough.seed, walkthrough.opening)
    try:
        run = Run.start(setup)
        for scene, choice in walkthrough.decisions:
            run = run.decide(choice, scene=scene or None)
    except NotOpen as error:
        return Outcome(walkthrough, run, (_not_open(run, error),))
    except EndlessStory as error:
        return Outcome(walkthrough, None, (str(error),))
    visits = list(_visits(run))
    failures = (*_ended(walkthrough, run), *_through(walkthrough, visits), *_held(walkthrough, run, visits))
    return Outcome(walkthrough, run, failures)


def _not_open(run: Run, error: NotOpen) -> str:
    """Why a decision cannot be taken: the clause that closes it, or where the run stands instead."""
    decision, here = error.decision, run.state.here
    written = f"{decision.scene}:{decision.choice}"
    choice = here.choice(decision.choice) if isinstance(here, Scene) and here.id == decision.scene else None
    if choice is not None and choice.used is not None and run.state.values[choice.used.index]:
        return tr(
            "decision {number}, `{decision}`, can be taken once, and was taken before",
            number=error.index + 1,
            decision=written,
        )
    if choice is None or choice.condition is None or choice.condition.holds(run.state.values):
        return tr(
            "decision {number}, `{decision}`, cannot be taken at `{scene}`; the run stands there",
            number=error.index + 1,
            decision=written,
            scene=error.scene,
        )
    return tr(
        "decision {number}, `{decision}`, is closed: `{clause}` does not hold; there: {values}",
        number=error.index + 1,
        decision=written,
        clause=choice.condition.source,
        values=_told_values(run, run.state.values),
    )


def deciding(story: Story, walkthroughs: Iterable[Walkthrough]) -> dict[tuple[str, int], str]:
    """The scenes in which walkthroughs take their decisions, by name and number, as far as they can be taken."""
    walked = ((each.name, walk(story, each).run) for each in walkthroughs)
    return {
        (name, number): decision.scene
        for name, run in walked
        if run is not None
        for number, decision in enumerate(run.decisions)
    }


def _ended(walkthrough: Walkthrough, run: Run) -> Iterator[str]:
    if walkthrough.ending is not None and (run.ending is None or run.ending.id != walkthrough.ending):
        if run.ending:
            yield tr("must end at `{wanted}`, but ended at `{place}`", wanted=walkthrough.ending, place=run.ending.id)
        else:
            here = run.state.here.id
            yield tr("must end at `{wanted}`, but stands at `{place}`", wanted=walkthrough.ending, place=here)


def _through(walkthrough: Walkthrough, visits: list[Visit]) -> Iterator[str]:
    places = iter(place for place, *_ in visits)
    for wanted in walkthrough.through:
        if not any(place == wanted for place in places):
            yield tr("must go through `{place}`, in this order", place=wanted)
            return


def _held(walkthrough: Walkthrough, run: Run, visits: list[Visit]) -> Iterator[str]:
    for place, (source, holds) in walkthrough.holds.items():
        seen = [(values, past) for at, values, past in visits if at == place]
        if not seen:
            yield tr("`{clause}` must hold at `{place}`, but the run never comes there", clause=source, place=place)
        for values, past in seen:
            if not holds(values, past):
                yield tr(
                    "`{clause}` must hold at `{place}`; there: {values}",
                    clause=source,
                    place=place,
                    values=_told_values(run, values),
                )
                break


def _told_values(run: Run, values: Values) -> str:
    variables = [variable for variable in run.setup.story.variables if not variable.kind.kept]
    words = [tuple(variable.words) for variable in variables]
    return ", ".join(
        f"{variable.name} {among[value] if among else value}"
        for variable, among, value in zip(variables, words, values, strict=False)
    )


def _visits(run: Run) -> Iterator[Visit]:
    """The places of a run in order, with the values that are read there."""
    last: Visit | None = None
    for state, beat, past in moments(run.setup, run.states):
        if isinstance(beat, Decided):
            yield beat.scene.id, beat.before, past
        elif isinstance(beat, Passed):
            yield beat.scene.id, beat.after, past
        elif beat is None:
            last = state.here.id, state.values, past
    assert last is not None
    yield last
