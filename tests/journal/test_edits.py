"""A story edited under a run: never silently elsewhere, never lost. `HOLDUP_THOROUGH=20` for 5 000 cases.

What should be is said by an interpreter of its own, which plays the decisions in the document before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

import pytest

from game.journal import ActiveRun, CannotResume, Journal, SavedRun
from game.play.page import seen_by
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.state import Decided, Drawn, open_choices
from game.story.model import Story
from game.story.variables import VariableKind
from tests import switches
from tests.journal.edits import EDITS, Edit, Walked, edited, rename_with_was, reorder_choices, reword
from tests.journal.interpreter import Account, Begun, Gone, Names, account
from tests.play.drafts import Doc, built, random_document

CASES = 3 * switches.THOROUGH


@dataclass(frozen=True)
class Case:
    """A run saved in one story and brought back into another; `active` is None where it was refused."""

    old: Doc
    new: Doc
    before: Run
    saved: SavedRun
    story: Story
    journal: Journal
    active: ActiveRun | None
    notices: tuple[str, ...]


def begun(seed: int, rnd: Random, rivals: Sequence[Rival]) -> tuple[Doc, Run] | None:
    """A random story and a run in the middle of it."""
    doc = random_document(seed)
    story = built(doc)
    setup = Setup(story, seats(story, rnd.choice(("left", "right", "both"))), rnd.choice(rivals), rnd.randrange(99))
    run = Run.start(setup)
    for _ in range(rnd.randint(1, 6)):
        after = run.decide(rnd.choice(opened).id) if (opened := open_choices(run.state)) else run
        run = after if after.ending is None else run
    return (doc, run) if run.decisions and run.ending is None else None


def case(edit: Edit, seed: int, rivals: Sequence[Rival]) -> Case | None:
    rnd = Random(f"{edit.__name__} {seed}")
    made = begun(rnd.randrange(10**6), rnd, rivals)
    doc = edited(edit, made[0], Walked(made[1]), rnd) if made else None
    if made is None or doc is None:
        return None
    story = built(doc)
    journal = Journal.in_memory()
    run_id = ActiveRun(journal, made[1]).run_id
    assert run_id is not None
    saved = journal.load(run_id)
    try:
        active = ActiveRun.resumed(journal, story, run_id)
    except CannotResume as error:
        return Case(made[0], doc, made[1], saved, story, journal, None, (str(error),))
    return Case(made[0], doc, made[1], saved, story, journal, active, active.notices())


def cases(edit: Edit, count: int, rivals: Sequence[Rival] = tuple(Rival)) -> list[Case]:
    every: Iterator[Case | None] = (case(edit, seed, rivals) for seed in range(count * 12))
    found = list(islice((made for made in every if made is not None), count))
    assert len(found) == count, "the edit is hardly ever tried"
    return found


def told_of(doc: Doc, saved: SavedRun, run: Run) -> Account:
    """Where the saved decisions lead in a document, by the other interpreter; rivals that think do as they did."""
    minds = [(took.scene.id, took.choice.id) for took in run.taken() if not took.player]
    rival = Rival(saved.rival).value
    begun = Begun(saved.seat, rival, saved.seed, saved.opening, minds)
    return account(doc, begun, [(decision.scene, decision.choice) for decision in saved.decisions])


def account_of(run: Run) -> Account:
    """The same of the engine's run, in the interpreter's words."""
    story, state = run.setup.story, run.state
    kept = [v for v in story.variables if not v.kind.kept or v.kind is VariableKind.ONCE]
    drawn = {v.index for v in story.variables if v.kind is VariableKind.DRAWN and state.values[v.index]}
    trail: list[tuple[str, ...]] = []
    for beat in run.beats():
        if isinstance(beat, Decided):
            outcome = (beat.choice.outcome,) if beat.choice.outcome else ()
            if outcome or not beat.player:
                trail.append((beat.scene.id, beat.choice.id, *outcome))
        else:
            trail.append((beat.scene.id, *(("", beat.storylet.id) if isinstance(beat, Drawn) else ())))
    last = story.scenes.get(state.here.id) or next(b.scene for r in reversed(run.states) for b in reversed(r.trail))
    deck = story.episodes[last.episode].deck
    return Account(
        read=len(run.decisions),
        here=state.here.id,
        step=state.step,
        values={variable.name: state.values[variable.index] for variable in kept},
        trail=trail,
        offered=[choice.id for choice in open_choices(state)],
        drawn={storylet.id for storylet in deck if storylet.drawn.index in drawn},
    )


def known(doc: Doc, told: Account) -> dict[str, int | str]:
    """The values by name; a label's is its word."""
    words = {variable["name"]: list(variable.get("words", {})) for variable in doc["variables"]}
    return {name: words[name][value] if words.get(name) else value for name, value in told.values.items()}


def by_present_names(doc: Doc, then: Account) -> tuple[str, list[tuple[str, ...]], list[str], set[str]]:
    """Where a run stood, its past, what it offered and what was drawn, in the names of a later document."""
    names = Names(doc)

    def step(passed: tuple[str, ...]) -> tuple[str, ...]:
        if len(passed) == 1:
            return (names.now(passed[0]),)
        if passed[1]:
            return (*names.choice(passed[0], passed[1]), *passed[2:])
        return (names.now(passed[0]), "", names.now(passed[2]))

    offered = [names.choice(then.here, choice)[1] for choice in then.offered]
    return names.now(then.here), [step(passed) for passed in then.trail], offered, {names.now(id) for id in then.drawn}


def differs(case: Case, then: Account, now: Account) -> bool:
    """Whether a run stands elsewhere than it did, with something else, on another past, or before other choices."""
    here, trail, offered, drawn = by_present_names(case.new, then)
    names = Names(case.new)
    values = {names.mark(name): value for name, value in known(case.old, then).items()}
    after = known(case.new, now)
    visible = {v.name for v in case.story.gauges if seen_by(case.before.setup, v) or v.seat is None}
    starts = {variable["name"]: variable["start"] for variable in case.new["variables"]}
    openings = [opening["id"] for opening in case.new["openings"]]
    return (
        now.read < len(case.saved.decisions)
        or (now.here, now.step) != (here, then.step)
        or trail != now.trail
        or set(offered) != set(now.offered)
        or drawn != now.drawn
        or any(value != after[name] for name, value in values.items() if name in after)
        or any(now.values[name] != starts[name] for name in visible - values.keys())
        or names.now(case.saved.opening, "opening:") not in openings
    )


@dataclass
class Verdicts:
    """How many cases came out how."""

    wrong: int = 0
    lost: int = 0
    silent: int = 0
    alarms: int = 0
    told: int = 0
    cases: int = 0


def judged(case: Case, verdicts: Verdicts) -> None:
    """Look at a case, and count it."""
    verdicts.cases += 1
    then = told_of(case.old, case.saved, case.before)
    assert then == account_of(case.before), "the two interpreters differ before any edit"
    if case.active is None:
        verdicts.told += 1
        with pytest.raises(Gone):
            told_of(case.new, case.saved, case.before)
        verdicts.lost += case.journal.load(case.saved.id) != case.saved
        return
    now = told_of(case.new, case.saved, case.active.run)
    verdicts.wrong += now != account_of(case.active.run)
    moved = differs(case, then, now)
    verdicts.silent += moved and not case.notices
    verdicts.alarms += bool(case.notices) and not moved
    verdicts.told += bool(case.notices)
    verdicts.lost += not nothing_is_lost(case, case.active)


TOTAL = Verdicts()
"""All kinds together: `HOLDUP_THOROUGH=20 pytest -n 0 -s` prints it."""


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_never_silently_elsewhere_and_never_lost(edit: Edit) -> None:
    verdicts = Verdicts()
    for case in cases(edit, CASES):
        if case.active is not None:
            what_is_said_is_so(case, case.active.run)
        judged(case, verdicts)
    for name, count in vars(verdicts).items():
        setattr(TOTAL, name, getattr(TOTAL, name) + count)
    assert (verdicts.wrong, verdicts.lost, verdicts.silent, verdicts.alarms) == (0, 0, 0, 0)


def test_more_than_sixty_five_kinds_are_tried() -> None:
    assert len({edit.__name__ for edit in EDITS}) == len(EDITS) >= 65
    print(TOTAL)


def what_is_said_is_so(case: Case, new: Run) -> None:
    """Where the run stops, where it stands and what moved are named."""
    told, old = " ".join(case.notices), case.before
    now = account_of(new)
    if now.here != Names(case.new).now(old.state.here.id):
        assert f"“{new.state.here.title}”" in told
    if now.read < len(old.decisions):
        assert f"“{case.saved.decisions[now.read].words}”" in told
        assert f"({len(old.decisions) - now.read})" in told
        return
    visible = {variable.name: variable.label for variable in case.story.gauges if seen_by(new.setup, variable)}
    for name, before in told_of(case.old, case.saved, old).values.items():
        name = Names(case.new).mark(name)
        if name in visible and now.values[name] != before:
            assert f"{visible[name]}, {before} before, {now.values[name]} now" in told


def nothing_is_lost(case: Case, active: ActiveRun) -> bool:
    """Going on keeps every decision; a run that had stopped short is whole again in the story put back as it was."""
    if case.journal.load(case.saved.id) != case.saved:
        return False
    opened = open_choices(active.run.state)
    if not opened:
        return True
    active.decide(opened[0].id)
    assert active.run_id is not None
    again = ActiveRun.resumed(case.journal, case.story, active.run_id)
    if (again.run, again.notices()) != (active.run, ()):
        return False
    kept = case.journal.load(case.saved.id).decisions
    if kept[: len(case.saved.decisions)] != case.saved.decisions:
        return False
    stopped = len(active.run.decisions) <= len(case.saved.decisions)
    if (active.run_id != case.saved.id) != stopped:
        return False
    if stopped:
        whole = ActiveRun.resumed(case.journal, case.before.setup.story, case.saved.id)
        return (whole.run, whole.notices()) == (case.before, ())
    return True


@pytest.mark.parametrize("edit", [reword, rename_with_was], ids=lambda edit: edit.__name__)
def test_nothing_is_said_where_nothing_moved(edit: Edit) -> None:
    assert [case.notices for case in cases(edit, 20) if case.notices] == []


def test_nothing_is_said_of_another_order_where_no_order_says_anything() -> None:
    """Where *History* finds its choice shut, it takes the first written of the heaviest: there an order does."""
    drawn = [each for each in cases(reorder_choices, 40) if each.saved.rival != "history"]
    assert [case.notices for case in drawn if case.notices] == []


def test_most_edits_leave_a_run_where_it_was() -> None:
    resumed = [case for edit in EDITS for case in cases(edit, 2)]
    silent = sum(not case.notices for case in resumed)
    assert len(resumed) * 0.3 < silent < len(resumed) * 0.8
