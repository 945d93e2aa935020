"""A story edited under a run: never silently elsewhere, never lost. `HOLDUP_THOROUGH=200` for forty thousand cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest

from game.journal import ActiveRun, Journal, SavedRun
from game.play.page import offers, seen_by
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.state import Decided, Drawn, open_choices
from game.story.model import Story, VariableKind
from tests import switches
from tests.journal.edits import EDITS, Edit, Walked, edited, reorder_scenes, reword
from tests.play.drafts import Doc, built, random_document

CASES = 8 * switches.THOROUGH


@dataclass(frozen=True)
class Case:
    """A run saved in one story and brought back into another."""

    before: Run
    saved: SavedRun
    story: Story
    journal: Journal
    active: ActiveRun
    notices: tuple[str, ...]

    def now(self, id: str) -> str:
        """A former id, or a once-only mark's `scene/choice`, as it is today."""
        scene, slash, choice = id.partition("/")
        return self.story.was.get(scene, scene) + slash + choice


def begun(seed: int, rnd: Random) -> tuple[Doc, Run] | None:
    """A random story and a run in the middle of it."""
    doc = random_document(seed)
    story = built(doc)
    setup = Setup(
        story, seats(story, rnd.choice(("left", "right", "both"))), rnd.choice(list(Rival)), rnd.randrange(99)
    )
    run = Run.start(setup)
    for _ in range(rnd.randint(1, 6)):
        after = run.decide(rnd.choice(opened).id) if (opened := open_choices(run.state)) else run
        run = after if after.ending is None else run
    return (doc, run) if run.decisions and run.ending is None else None


def case(edit: Edit, seed: int) -> Case | None:
    rnd = Random(f"{edit.__name__} {seed}")
    made = begun(rnd.randrange(10**6), rnd)
    doc = edited(edit, made[0], Walked(made[1]), rnd) if made else None
    if made is None or doc is None:
        return None
    story = built(doc)
    journal = Journal.in_memory()
    run_id = ActiveRun(journal, made[1]).run_id
    assert run_id is not None
    saved = journal.load(run_id)
    active = ActiveRun.resumed(journal, story, run_id)
    return Case(made[1], saved, story, journal, active, active.notices())


def cases(edit: Edit, count: int) -> list[Case]:
    found = [made for seed in range(count) if (made := case(edit, seed)) is not None]
    assert len(found) > count // 5, "the edit is hardly ever tried"
    return found


def said(run: Run) -> dict[str, str]:
    return {o.choice.id: o.say.plain for o in offers(run.setup, run.state) if o.number is not None}


def compared(case: Case) -> list[tuple[str, int, int]]:
    """Each value by name, before and after, of those that are still declared."""
    old, new = case.before, case.active.run
    now = {v.name: new.state.values[v.index] for v in case.story.variables}
    kept = [v for v in old.setup.story.variables if v.kind is not VariableKind.DRAWN and case.now(v.name) in now]
    return [(case.now(v.name), old.state.values[v.index], now[case.now(v.name)]) for v in kept]


def past(run: Run, now: Callable[[str], str]) -> list[tuple[str, ...]]:
    """What happened of itself: passages, what others did, what chance drew or decided."""
    steps: list[tuple[str, ...]] = []
    for beat in run.beats():
        if isinstance(beat, Decided):
            if not beat.player or beat.choice.outcome:
                steps.append((now(beat.scene.id), beat.choice.id, beat.choice.outcome))
        else:
            steps.append((now(beat.scene.id), *((beat.storylet.id,) if isinstance(beat, Drawn) else ())))
    return steps


def new_and_moved(case: Case) -> bool:
    """Whether a number that the player sees was declared since, and has left its start."""
    run, before = case.active.run, {case.now(v.name) for v in case.before.setup.story.variables}
    new = [v for v in case.story.gauges if v.name not in before and seen_by(run.setup, v)]
    return any(run.state.values[v.index] != v.start for v in new)


def drawn_here(run: Run) -> set[str]:
    """The storylets drawn in the episode of the last beat."""
    beats = list(run.beats())
    place = run.setup.story.scenes[run.state.here.id].episode
    latest = next((n for n, beat in enumerate(reversed(beats)) if beat.scene.episode != place), len(beats))
    return {beat.storylet.id for beat in beats[len(beats) - latest :] if isinstance(beat, Drawn)}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_never_silently_elsewhere_and_never_lost(edit: Edit) -> None:
    for case in cases(edit, CASES):
        assert bool(case.notices) == moved(case, reworded=edit is reword)
        what_is_said_is_so(case)
        nothing_is_lost(case)


def moved(case: Case, reworded: bool) -> bool:
    """Whether a run stands elsewhere than it did, with something else, or before other choices."""
    old, new = case.before, case.active.run
    decisions = [(case.now(scene), choice) for scene, choice in old.decisions]
    suffix = " (reworded)" if reworded else ""
    return (
        decisions != list(new.decisions)
        or new.state.here.id != case.now(old.state.here.id)
        or new.state.step != old.state.step
        or any(then != now for _, then, now in compared(case))
        or drawn_here(new) != drawn_here(old)
        or past(new, str) != past(old, case.now)
        or new_and_moved(case)
        or said(new) != {id: words + suffix for id, words in said(old).items()}
    )


def what_is_said_is_so(case: Case) -> None:
    """The run is its decisions in the new story; where it stops, where it stands and what moved are named."""
    told = " ".join(case.notices)
    old, new = case.before, case.active.run
    assert new == Run.replay(new.setup, new.decisions, new.replies)
    assert [(case.now(scene), choice) for scene, choice in old.decisions][: len(new.decisions)] == list(new.decisions)
    if new.state.here.id != case.now(old.state.here.id):
        assert f"“{new.state.here.title}”" in told
    if len(new.decisions) < len(old.decisions):
        stopped_at = case.saved.decisions[len(new.decisions)]
        assert f"“{stopped_at.words}”" in told
        assert f"({len(old.decisions) - len(new.decisions)})" in told
        return
    visible = {variable.name for variable in case.story.gauges if seen_by(new.setup, variable)}
    for name, then, now in compared(case):
        assert then == now or name not in visible or f"{name}, {then} before, {now} now" in told


def nothing_is_lost(case: Case) -> None:
    """Going on keeps every decision; a run that had stopped short is whole again in the story put back as it was."""
    assert case.journal.load(case.saved.id) == case.saved
    opened = open_choices(case.active.run.state)
    if not opened:
        return
    case.active.decide(opened[0].id)
    assert case.active.run_id is not None
    again = ActiveRun.resumed(case.journal, case.story, case.active.run_id)
    assert (again.run, again.notices()) == (case.active.run, ())
    kept = case.journal.load(case.saved.id).decisions
    assert kept[: len(case.saved.decisions)] == case.saved.decisions
    stopped = len(case.active.run.decisions) <= len(case.saved.decisions)
    assert (case.active.run_id != case.saved.id) == stopped
    if stopped:
        whole = ActiveRun.resumed(case.journal, case.before.setup.story, case.saved.id)
        assert (whole.run, whole.notices()) == (case.before, ())


@pytest.mark.parametrize("edit", [reword, reorder_scenes], ids=lambda edit: edit.__name__)
def test_nothing_is_said_where_nothing_moved(edit: Edit) -> None:
    assert [case.notices for case in cases(edit, 20) if case.notices] == []


def test_most_edits_leave_a_run_where_it_was() -> None:
    resumed = [case for edit in EDITS for case in cases(edit, 5)]
    silent = sum(not case.notices for case in resumed)
    assert len(resumed) * 0.3 < silent < len(resumed) * 0.8
