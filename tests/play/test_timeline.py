"""L'heure des comptes: a run and history on one line, and what may be told of it when."""

from __future__ import annotations

import pytest

from game.play.debrief import debrief, last_episode
from game.play.measures import unity
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.play.timeline import TimelineRow, Whose, timeline
from game.story.model import Story
from game.view.verdict import verdict
from tests.play.drafts import built, choice, document, episode, gauge, scene, story


def fork() -> Story:
    """Left decides, right answers; one road of history, one beside it, and a scene that only history's road passes."""
    return story(
        scene(
            "a", choice("true", "b", history=True, news="a1"), choice("other", "c", news="a2"), seat="left", minute=0
        ),
        scene("b", choice("true", "c", history=True, news="b1"), seat="right", minute=10),
        scene("c", choice("true", "d", history=True, news="c1"), choice("x", "d", news="c2"), seat="right", minute=20),
        scene("d", choice("true", "end", history=True), choice("other", "end"), seat="left", minute=30),
    )


def run_of(told: Story, *taken: str, seat: str = "left") -> Run:
    return Run.replay(Setup(told, seats(told, seat)), [Decision("", id) for id in taken])


def short(rows: tuple[TimelineRow, ...]) -> list[tuple[str, str | None, str | None, bool]]:
    return [(row.whose.value, row.mine, row.theirs, row.joined) for row in rows]


def test_history_beside_itself_is_one_line_without_a_fork() -> None:
    rows = timeline(run_of(fork(), "true", "true"))
    assert [row.joined for row in rows] == [True] * 4
    assert [row.whose for row in rows] == [Whose.MINE, Whose.THEIRS, Whose.THEIRS, Whose.MINE]


def test_a_run_that_parts_forks_where_it_did_and_shows_where_history_went_instead() -> None:
    rows = timeline(run_of(fork(), "other", "true"))
    assert short(rows) == [
        ("mine", "Say other", "Say true", False),
        ("history", None, "Say true", False),
        ("theirs", "Say true", "Say true", True),
        ("mine", "Say true", "Say true", True),
    ]
    assert [row.minute for row in rows] == [0, 10, 20, 30]


def test_under_way_the_others_are_known_by_the_wire_alone_and_history_does_not_run_ahead() -> None:
    rows = timeline(run_of(fork(), "other"))
    assert short(rows) == [
        ("mine", "Say other", "Say true", False),
        ("history", None, "b1", False),
        ("theirs", "c1", "c1", True),
    ]
    assert [row.known for row in rows] == [True, False, False]


def test_of_an_episode_only_its_own_decisions_are_told_with_the_values_that_it_left() -> None:
    told = built(
        document(
            episode("one", scene("a", choice("x", "b", history=True, add={"heat": 2}))),
            episode("two", scene("b", choice("x", "end", history=True, add={"heat": -4})), number=2),
        )
    )
    run = run_of(told, "x", "x")
    first = debrief(run, told.episodes["one"])
    assert [row.record.scene.id for row in first.rows] == ["a"]
    whole = debrief(run)
    assert [row.record.scene.id for row in whole.rows] == ["a", "b"]
    assert first.figures.taken[0][1] > whole.figures.taken[0][1]
    assert last_episode(run) is told.episodes["two"]
    assert last_episode(run.upto(0)) is None


def test_each_figure_has_its_sentence_and_a_side_is_named_where_all_forces_agree_on_it() -> None:
    told = story(scene("a", choice("push", "end", history=True, add={"heat": 3, "flour": -3})))
    said = verdict(debrief(run_of(told, "push")))
    assert said == (
        "Everything leans one way: High.",
        "Of what was at stake (flour), nothing is left.",
    )


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (0, "everything"),
        (1, "nearly everything"),
        (2, "nearly everything"),
        (3, "most"),
        (10, "about half"),
        (12, "less than half"),
        (16, "little"),
        (19, "next to nothing"),
        (20, "nothing"),
    ],
)
def test_what_is_left_of_a_stake_is_told_by_how_much_it_is(lost: int, said: str) -> None:
    flour = gauge("flour", 20, 20, kind="stake")
    told = story(scene("a", choice("x", "end", add={"flour": -lost})), variables=[flour])
    assert verdict(debrief(run_of(told, "x"))) == (f"Of what was at stake (flour), {said} is left.",)


def test_there_is_unity_when_all_pull_the_same_way_and_none_when_they_pull_apart() -> None:
    told = story(scene("a", choice("x", "end")), variables=[gauge("heat", 3, 6), gauge("wind", 3, 6)])
    forces = told.gauges
    assert [unity(forces, values) for values in ((6, 6), (0, 0), (6, 0), (3, 3), (6, 3))] == [100, 100, 0, 0, 50]


def test_unity_is_counted_in_integers_so_that_every_python_says_the_same() -> None:
    told = story(scene("a", choice("x", "end")), variables=[gauge(name, 3, 12) for name in ("a", "b", "c", "d")])
    assert unity(told.gauges, (0, 0, 5, 10)) == 38  # 37.5, to the even one; floats give 37 before Python 3.12
