"""Where it turned: what a curve says in words and shows as a figure, and how it is waited for and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.explore.curve_process import CurveProcess
from game.explore.run_curve import run_curve
from game.explore.search import Limits
from game.explore.turning_points import Curve, Taker, identity
from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import paper
from game.journal import Journal
from game.plain.voices import in_words
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.story.model import Story
from game.view import curves as watching
from game.view.curves import Curves, curve_in_words, kept_curve, plot, turning_items, what_it_shows
from game.view.text import Refusal
from tests.play.drafts import built, choice, document, ending, episode, scene
from tests.view.conftest import run_of

BAKER = Path(__file__).parents[1] / "stories" / "baker"


def tale(worths: bool = True, hours: bool = True, best: int = 10, worst: int = 0, history: bool = False) -> Story:
    """The left opens, the right draws by weight, the left closes: four ways, of which one is good."""
    minutes = (60, 600, 1200) if hours else (None, None, None)
    scenes = [
        scene("a", choice("go", "b", history=history), choice("stay", "bad"), seat="left", minute=minutes[0]),
        scene(
            "b", choice("help", "c", history=history), choice("harm", "bad", weight=3), seat="right", minute=minutes[1]
        ),
        scene("c", choice("good", "good", history=history), choice("bad", "bad"), seat="left", minute=minutes[2]),
    ]
    endings = [ending("good"), ending("bad")]
    if worths:
        endings = [
            endings[0] | {"worth": {"left": best, "right": 4}},
            endings[1] | {"worth": {"left": worst, "right": 6}},
        ]
    return built(document(episode("one", *scenes), endings=endings))


def lucky(story: Story, *taken: str) -> Run:
    """The run with the first seed by which the right helps."""
    for seed in range(100):
        run = Run.start(Setup(story, frozenset({"left"}), Rival.WEIGHTED, seed)).decide("go")
        if run.state.here.id == "c":
            for choice_id in taken:
                run = run.decide(choice_id)
            return run
    raise AssertionError("no luck")


def test_it_says_where_the_run_turned_by_whom_and_what_each_other_choice_would_have_made_of_it() -> None:
    run = lucky(tale(), "good")
    assert [in_words(item) for item in turning_items(run, run_curve(run))] == [
        "Where it turned",
        "At the start, this ending had a chance of 6.2%, if you draw lots and the other side decides by its temper.",
        "The turn: Monday\u00a01\u00a0January,\u00a010:00, Right: “Say help” (from 12% to 50%, 50% of the way; “Say "
        "harm” would have made it 0%)",
        "Before it: Monday\u00a01\u00a0January,\u00a001:00, you: “Say go” (from 6.2% to 12%)",
        "To end it: Monday\u00a01\u00a0January,\u00a020:00, you: “Say good” (from 50% to 100%, 25% of the way; “Say "
        "bad” would have made it 0%)",
        "No way back: Monday\u00a01\u00a0January,\u00a020:00, you: “Say good” (one decision before, "
        "2 endings were still possible)",
        "What your seat could expect: 0.6 of 10 at the start, 10 at the end.",
        "Counted over all 5 states of the story; every share of the way adds up to the whole.",
    ]


def test_what_came_after_the_turn_is_told_as_after_it() -> None:
    doors = choice("go", "b"), *(choice(f"stay{n}", "bad") for n in range(7))
    scenes = [
        scene("a", *doors, seat="left"),
        scene("b", choice("help", "c"), choice("harm", "bad"), seat="left"),
        scene("c", choice("good", "good"), choice("bad", "bad"), seat="left"),
    ]
    run = run_of(
        built(document(episode("one", *scenes), endings=[ending("good"), ending("bad")])), "go", "help", "good"
    )
    told = [in_words(item) for item in turning_items(run, run_curve(run))]
    assert [line.partition(" (")[0] for line in told[2:4]] == ["The turn: you: “Say go”", "After it: you: “Say help”"]


def test_a_strategist_is_told_as_what_it_was_counted_as() -> None:
    run = lucky(tale(), "good")
    thought = replace(run, setup=replace(run.setup, rival=Rival.STRATEGIST_3))
    curve = run_curve(thought)
    likened = replace(curve, thinks=False)
    told = [[in_words(item) for item in turning_items(thought, each)][1] for each in (curve, likened)]
    assert told[0].endswith("and the other side plays to win.")
    assert told[1].endswith("the other side decides by its temper. A strategist is counted as a realistic rival.")


def test_the_largest_loss_of_the_seat_is_named_with_what_would_have_been_worth_more() -> None:
    run = lucky(tale(), "bad")
    told = [in_words(item) for item in turning_items(run, run_curve(run))]
    assert any(
        words.startswith("What your seat could expect: 0.6 of 10 at the start, 0 at the end. Its largest loss: ")
        and words.endswith("(from 5 to 0; “Say good” was worth 10)")
        for words in told
    )


def test_where_the_story_says_of_no_ending_what_it_is_worth_nothing_is_said_of_what_a_seat_could_expect() -> None:
    run = lucky(tale(worths=False), "good")
    curve = run_curve(run)
    assert not any("could expect" in in_words(item) for item in turning_items(run, curve))
    assert what_it_shows(curve) == "the odds of this ending, in per cent"
    drawn = plot(run, curve)
    assert (drawn.scale, drawn.odds) == ((0, 100), ())
    assert drawn.main[-1] == (1.0, 1.0)


def test_a_curve_that_was_counted_says_how_far_it_may_be_off() -> None:
    run = lucky(tale(), "good")
    told = in_words(turning_items(run, run_curve(run, Limits(1), samples=100))[-1])
    assert "too large to be counted whole" in told
    assert "100 random runs" in told
    assert "5.0%" in told


def test_in_one_line_each_step_is_a_number_and_those_of_others_are_marked() -> None:
    run = lucky(tale(), "good")
    assert curve_in_words(run_curve(run)).endswith("chance): 1.2 ·5 10")


def test_history_is_drawn_in_the_same_measure_as_the_run() -> None:
    story = tale(best=8, worst=4, history=True)
    run = Run.start(Setup(story, frozenset({"left"}), Rival.HISTORY)).decide("go").decide("bad")
    drawn = plot(run, run_curve(run))
    assert drawn.scale == (4, 6)
    assert [y for _, y in drawn.history] == [0.5, 1.0, 1.0]
    assert [x for x, _ in drawn.history] == pytest.approx([0.0, 9 / 19, 1.0])
    assert [y for _, y in drawn.main] == [0.5, 1.0, 1.0, 0.0]


def test_it_is_drawn_along_the_clock_and_step_by_step_where_there_is_none() -> None:
    run = lucky(tale(), "good")
    drawn = plot(run, run_curve(run))
    assert drawn.scale == (0, 10)
    assert [x for x, _, _ in drawn.marks] == pytest.approx([0.0, 9 / 19, 1.0])
    assert [(taker, turned) for _, taker, turned in drawn.marks] == [
        (Taker.PLAYER, True),
        (Taker.OTHERS, True),
        (Taker.PLAYER, False),
    ]
    timeless = lucky(tale(hours=False), "good")
    assert [x for x, _, _ in plot(timeless, run_curve(timeless)).marks] == [0.0, 0.5, 1.0]


def test_the_gazette_prints_it_as_a_figure_and_in_words() -> None:
    run = lucky(tale(), "good")
    newspaper = paper(run, run_curve(run))
    assert "### Where it turned" in markdown(newspaper)
    page = html(newspaper)
    assert page.count('<circle class="step') == 3
    assert "what your seat could expect, of 10" in page
    assert "Where it turned" not in html(paper(run))


# Waiting for it.


class Process:
    """A process that ends when it is told to."""

    begun = 0

    def __init__(self, run: Run, folder: Path) -> None:
        Process.begun += 1
        self.printed: str | None = None

    def result(self, seconds: float = 0.0) -> str | None:
        return self.printed

    def stop(self) -> None:
        self.printed = ""


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> type[Process]:
    Process.begun = 0
    monkeypatch.setattr(watching, "CurveProcess", Process)
    return Process


def test_it_is_worked_out_once_and_then_kept_with_the_run(process: type[Process]) -> None:
    journal, run = Journal.in_memory(), lucky(tale(), "good")
    curves = Curves(journal, BAKER)
    assert curves.of(run) is None
    curves.begin(run)
    curves.begin(run)
    assert (process.begun, curves.of(run), kept_curve(journal, run)) == (1, None, None)
    curve = run_curve(run)
    assert isinstance(curves._process, Process)
    curves._process.printed = curve.write()
    assert curves.of(run) == curve == kept_curve(journal, run)
    later = Curves(journal, BAKER)
    later.begin(run)
    assert (process.begun, later.of(run), later.known(run)) == (1, curve, curve)


def test_of_a_run_under_way_there_is_none(process: type[Process]) -> None:
    curves, run = Curves(Journal.in_memory(), BAKER), lucky(tale())
    curves.begin(run)
    assert process.begun == 0
    assert isinstance(curves.of(run), Refusal)


def test_where_no_process_can_begin_it_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(run: Run, folder: Path) -> None:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(watching, "CurveProcess", refuse)
    curves, run = Curves(Journal.in_memory(), BAKER), lucky(tale(), "good")
    curves.begin(run)
    refused = curves.of(run)
    assert isinstance(refused, Refusal)
    assert "memory" in refused.why


def test_without_numpy_it_says_so_unless_it_was_kept(process: type[Process], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "can_solve", lambda: False)
    journal, run = Journal.in_memory(), lucky(tale(), "good")
    curves = Curves(journal, BAKER)
    curves.begin(run)
    refused = curves.of(run)
    assert process.begun == 0
    assert isinstance(refused, Refusal)
    assert "numpy" in refused.why
    journal.keep_curve(identity(run), run_curve(run).write(), run.setup)
    assert isinstance(curves.of(run), Curve)


def test_a_curve_goes_with_the_last_run_that_it_may_be_of() -> None:
    journal, run = Journal.in_memory(), lucky(tale(), "good")
    first, second = journal.begin(run), journal.begin(run)
    journal.keep_curve(identity(run), run_curve(run).write(), run.setup)
    journal.delete(first)
    assert journal.curve(identity(run)) is not None
    journal.delete(second)
    assert journal.curve(identity(run)) is None
    journal.restore(second)
    assert journal.load(second).seed == run.setup.seed


@pytest.mark.parametrize("printed", ["", "not a curve"])
def test_where_it_could_not_be_worked_out_it_says_so_and_does_not_begin_again(
    process: type[Process], printed: str
) -> None:
    journal, run = Journal.in_memory(), lucky(tale(), "good")
    curves = Curves(journal, BAKER)
    curves.begin(run)
    assert isinstance(curves._process, Process)
    curves._process.printed = printed
    assert isinstance(curves.of(run), Refusal)
    curves.begin(run)
    assert (process.begun, kept_curve(journal, run)) == (1, None)


def test_another_ending_stops_what_was_under_way_for_the_last(process: type[Process]) -> None:
    curves = Curves(Journal.in_memory(), BAKER)
    curves.begin(lucky(tale(), "good"))
    first = curves._process
    curves.begin(lucky(tale(), "bad"))
    assert isinstance(first, Process)
    assert (first.printed, process.begun) == ("", 2)
    curves.stop()
    assert curves._process is None


def test_the_process_itself_gives_what_is_told(own_home: Path, baker: Story) -> None:
    run = run_of(baker, "clay", "cut", "sell")
    curves = Curves(Journal.in_memory(), BAKER)
    curves.begin(run)
    assert isinstance(curves._process, CurveProcess)
    curve = curves.of(run, 60)
    assert isinstance(curve, Curve)
    assert turning_items(run, curve)
