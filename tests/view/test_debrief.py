"""The reckoning: when it may be read, what its figures are called, whose decisions stand where."""

from __future__ import annotations

import pytest

from game.journal.reading_mode import ReadingMode
from game.play.debrief import Debrief, debrief
from game.play.run import Run
from game.play.timeline import Whose, timeline
from game.view.debrief import (
    between_episodes,
    debrief_here,
    debrief_of,
    in_short,
    measures,
    measures_explained,
    preamble,
    sides,
)
from game.view.text import Refusal, Role
from game.view.verdict import verdict
from tests.play.drafts import built, choice, document, episode, flag, gauge, scene, story
from tests.view.conftest import Play, run_of

ONE, TWO = ReadingMode(), ReadingMode(two=True)


def counted(run: Run, mode: ReadingMode = ONE) -> Debrief:
    found = debrief_here(run, run.ending, mode)
    assert isinstance(found, Debrief)
    return found


def test_before_anything_was_decided_there_is_nothing_to_reckon(play: Play) -> None:
    assert debrief_here(play(), None, ONE) == Refusal("There is nothing to reckon yet.")


def test_it_tells_of_the_last_episode_until_the_end_and_of_the_whole_run_there(play: Play) -> None:
    under_way, over = play("nothing", "cut"), play("nothing", "cut", "keep")
    assert preamble(counted(under_way)).title.note == "Episode 2: The market"
    assert over.ending is not None
    assert preamble(counted(over)).title.note == over.ending.title


def test_with_two_at_the_keyboard_it_waits_for_the_end_and_comes_between_no_episodes(play: Play) -> None:
    run = play("nothing", seat="both")
    episode = next(iter(run.setup.story.episodes.values()))
    assert debrief_here(run, None, TWO) == Refusal("With several at the keyboard, the reckoning waits for the end.")
    assert debrief_of(run, TWO, episode) == Refusal("With several at the keyboard, the reckoning waits for the end.")
    assert between_episodes(run, episode, TWO) is None
    assert between_episodes(run, episode, ONE) == debrief(run, episode)
    assert between_episodes(run, None, ONE) is None


def test_a_figure_that_a_story_has_nothing_to_measure_by_has_no_name(play: Play) -> None:
    assert [measure.name for measure in measures(debrief(play("clay")).figures)] == ["heat", "flour", "fidelity"]
    counting = run_of(story(scene("a", choice("x", "end")), variables=[gauge("heat")]), "x")
    assert [measure.in_words for measure in measures(debrief(counting).figures)] == ["heat 50%"]


def test_an_episodes_reckoning_says_that_its_figures_are_the_whole_runs(play: Play) -> None:
    note = "The figures count the whole run so far; the decisions are this episode’s."
    run = play("clay", "cut", "sell")
    told = {
        whole: [item.words.plain for item in preamble(debrief(run, whole)).sentences]
        for whole in (None, *run.setup.story.episodes.values())
    }
    assert [note in sentences for sentences in told.values()] == [False, True, True]
    assert [sentences[0] == note for sentences in told.values()] == [False, True, True]


def test_a_decision_that_history_took_too_stands_once_and_another_beside_historys(play: Play) -> None:
    (followed, *_), (left, *_) = timeline(play("clay")), timeline(play("nothing"))
    assert [(side.about, side.words.plain, side.note) for side in sides(followed)] == [
        ("You", "Clay and ash, now, with bare hands.", "as in history"),
    ]
    assert [(side.about, side.words.plain, side.note) for side in sides(left)] == [
        ("You", "Fire it as it is.", ""),
        ("History", "Clay and ash, now, with bare hands.", ""),
    ]


def test_where_the_run_never_came_history_stands_alone() -> None:
    here = scene("here", choice("follow", "there", history=True), choice("leave", "end"))
    run = run_of(story(here, scene("there", choice("go", "end", history=True))), "leave")
    assert [(side.about, side.note) for side in sides(timeline(run)[-1])] == [("History", "where you never came")]


def test_what_history_decided_where_a_run_never_came_is_none_of_the_runs_decisions() -> None:
    tale = story(
        scene("a", choice("leave", "b"), choice("stay", "c", history=True), seat="left", minute=0),
        scene("b", choice("x", "end", history=True), choice("y", "end"), seat="left", minute=10),
        scene("c", choice("go", "end", history=True), choice("wait", "end"), seat="right", minute=20),
    )
    counted = debrief(run_of(tale, "leave", "x"))
    assert [row.whose for row in counted.rows] == [Whose.MINE, Whose.MINE, Whose.HISTORY]
    assert "Your decisions: 1 of 2 as in history." in [item.words.plain for item in preamble(counted).sentences]


def measured(*measures: dict[str, object], heat: int = 3, flour: int = 3) -> Run:
    """A run of one decision, in a story that says what it is measured by."""
    made = document(
        episode("one", scene("a", choice("x", "end"))), variables=[gauge("heat", heat), gauge("flour", flour)]
    )
    return run_of(built({**made, "measures": list(measures)}), "x")


def a_measure(*verdict: tuple[int, str], by: str = "fullness", figure: bool = True) -> dict[str, object]:
    return {
        "id": "might",
        "name": "might",
        "about": "who could",
        "of": ["heat", "flour"],
        "by": by,
        "figure": figure,
        "verdict": [{"least": least, "text": text} for least, text in verdict],
    }


def test_a_story_names_what_it_is_measured_by_and_says_its_own_sentences() -> None:
    said = preamble(debrief(measured(a_measure((51, "Theirs."), (50, "Nobody’s."), (0, "Ours.")))))
    assert [figure.in_words for figure in said.measures] == ["might 50%"]
    assert [item.words.plain for item in said.sentences] == ["Nobody’s."]


def test_a_measure_may_have_a_sentence_and_no_figure() -> None:
    said = preamble(
        debrief(measured(a_measure((60, "One."), (0, "Split."), by="unity", figure=False), heat=6, flour=0))
    )
    assert said.measures == ()
    assert [item.words.plain for item in said.sentences] == ["Split."]


def test_a_story_measured_by_nothing_has_neither_figures_nor_sentences() -> None:
    said = preamble(debrief(measured()))
    assert (said.measures, said.sentences) == ((), ())


def test_the_program_says_what_forces_lean_to_only_where_their_ends_are_called_alike() -> None:
    two = document(episode("one", scene("a", choice("x", "end"))), variables=[gauge("heat", 6), gauge("wind", 6)])
    alike = debrief(run_of(built(two), "x"))
    assert [figure.in_words for figure in measures(alike.figures)] == ["forces 100%"]
    assert verdict(alike) == ("Everything leans one way: High.",)
    assert measures_explained(alike.run.setup.story) == (
        ("forces", "how far the forces lean one way, all together: High"),
    )
    two["variables"][1]["high"] = "Storm"
    unlike = debrief(run_of(built(two), "x"))
    assert verdict(unlike) == ()
    assert [about for _, about in measures_explained(unlike.run.setup.story)] == [
        "how far the forces lean to the second of their ends, all together"
    ]


def test_the_help_explains_the_figures_of_the_story_that_is_played(play: Play) -> None:
    baker = play().setup.story
    assert [name for name, _ in measures_explained(baker)] == ["heat", "flour", "fidelity"]
    assert measures_explained(measured(a_measure()).setup.story) == (("might", "who could"),)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "Everything leans one way: Low."),
        (19, "Everything leans one way: Low."),
        (20, "The balance leans one way: Low."),
        (39, "The balance leans one way: Low."),
        (40, "The balance leans neither way."),
        (59, "The balance leans neither way."),
        (60, "The balance leans one way: High."),
        (79, "The balance leans one way: High."),
        (80, "Everything leans one way: High."),
        (100, "Everything leans one way: High."),
    ],
)
def test_forces_lean_by_fifths(value: int, says: str) -> None:
    heat = gauge("heat", value, 100)
    told = built(document(episode("one", scene("a", choice("x", "end"))), variables=[heat]))
    assert verdict(debrief(run_of(told, "x"))) == (says,)


def test_an_episode_without_hours_lies_at_none(play: Play) -> None:
    told = built(document(episode("one", scene("a", choice("x", "end")))))
    assert debrief(run_of(told, "x"), told.episodes["one"]).minutes == (0, 0)


def test_in_short_the_figures_stand_in_a_line_where_there_are_any(play: Play) -> None:
    bare = run_of(story(scene("a", choice("x", "end")), variables=[flag("seen")]), "x")
    for run in (play("clay"), bare):
        figures = debrief(run)
        rows = [item.words.plain for item in in_short(figures, "r") if item.role is Role.MEASURES]
        assert len(rows) == bool(measures(figures.figures))
    assert measures(debrief(play("clay")).figures)
    assert not measures(debrief(bare).figures)


def test_a_decision_that_was_not_the_readers_bears_the_name_of_the_seat_that_took_it(play: Play) -> None:
    run = play("nothing", "cut", "keep")
    theirs = [row for row in timeline(run) if row.whose is Whose.THEIRS]
    assert theirs
    assert {sides(row)[0].about for row in theirs} == {"The apprentice"}
