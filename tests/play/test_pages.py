"""What a reader meets on a page, and in which state it is read."""

from __future__ import annotations

from game.play.change import changes, shocks
from game.play.page import Page, PageKind, pages, wire
from game.play.record import last_record
from game.play.setup import Setup, seats
from game.play.state import Decided
from game.story.model import Story
from game.story.paragraphs import Mark
from tests.play.conftest import Play
from tests.play.drafts import built, choice, document, episode, gauge, paragraph, scene, story

LEFT = frozenset(["left"])


def words(page: Page) -> list[str]:
    return [passage.block.plain for passage in page.passages]


def test_a_page_shows_what_this_reader_meets_in_this_state(play: Play) -> None:
    text = [
        paragraph("A plain one"),
        paragraph("Documented", "documented"),
        paragraph("Only when hot", "invented", when=[">=", ["var", "heat"], ["int", 4]]),
        paragraph("Only on the left", seat="left"),
        paragraph("Only on the right", seat="right"),
    ]
    told = story(scene("a", choice("heat", "b", add={"heat": 1})), scene("b", choice("x", "end"), text=text))
    page = pages(Setup(told, LEFT), play(Setup(told, LEFT), "heat").state)[-1]
    assert words(page) == ["A plain one", "Documented", "Only when hot", "Only on the left"]
    assert [passage.mark for passage in page.passages] == [None, Mark.DOCUMENTED, Mark.INVENTED, None]


def test_a_result_names_the_line_taken_and_what_moved_and_why(play: Play) -> None:
    taken = choice("push", "end", add={"heat": 9, "flour": -1}, put={"told": 1}, why={"heat": "dry wood"})
    told = story(scene("a", taken))
    run = play(Setup(told, LEFT), "push")
    page = pages(run.setup, run.state)[0]
    assert page.kind is PageKind.RESULT
    assert page.chosen is not None
    assert page.chosen.plain == "Say push"
    assert words(page) == ["Result of push"]
    reasons = [(c.variable.name, c.amount, c.why.source if c.why else None) for c in page.changes]
    assert reasons == [("heat", 3, "dry wood"), ("flour", -1, None)]


def test_what_did_not_move_is_no_change(play: Play) -> None:
    told = story(scene("a", choice("push", "a", add={"heat": 9})))
    run = play(Setup(told, LEFT), "push", "push")
    last = run.state.trail[0]
    assert isinstance(last, Decided)
    assert changes(told, last) == ()


def test_a_vote_is_seen_by_its_seat_alone(play: Play) -> None:
    variables = [gauge("heat"), gauge("ilya", 1, 3, "vote", "left")]
    told = story(scene("a", choice("push", "end", add={"ilya": 1, "heat": 1})), variables=variables)
    for seat, expected in (("left", ["heat", "ilya"]), ("right", ["heat"]), ("both", ["heat", "ilya"])):
        run = play(Setup(told, seats(told, seat)), "push")
        assert [change.variable.name for change in pages(run.setup, run.state)[0].changes] == expected


def test_a_locked_choice_shows_why_and_a_hidden_one_does_not_show(play: Play) -> None:
    never = ["bool", False]
    told = story(
        scene(
            "a",
            choice("locked", "end", when=never, locked="Not yet"),
            choice("hidden", "end", when=never),
            choice("spent", "a", once=True, locked="Not again"),
            choice("open", "a", add={"heat": 1}),
        )
    )
    run = play(Setup(told, LEFT), "spent")
    offers = pages(run.setup, run.state)[-1].offers
    assert [(o.choice.id, o.number, o.locked.plain if o.locked else None) for o in offers] == [
        ("locked", None, "Not yet"),
        ("open", 1, None),
    ]
    assert [variable.name for variable in offers[1].touches] == ["heat"]


def test_an_ending_is_a_page_of_its_own(play: Play) -> None:
    run = play(Setup(story(scene("a", choice("x", "end"))), LEFT), "x")
    last = pages(run.setup, run.state)[-1]
    assert (last.kind, last.key, last.title, last.offers) == (PageKind.ENDING, "end", "End", ())


def test_the_wire_keeps_every_headline_in_order(play: Play) -> None:
    told = story(
        scene("a", choice("x", "b", news="First"), minute=60),
        scene("b", to="c", news="Second", minute=90),
        scene("c", choice("x", "end", news="Third")),
    )
    run = play(Setup(told, LEFT), "x", "x")
    assert [(b.text, b.minute) for b in wire(run)] == [("First", 60), ("Second", 90), ("Third", None)]


def test_the_seismograph_has_a_point_for_all_that_moved_or_was_decided(play: Play) -> None:
    told = story(
        scene("a", choice("x", "b", add={"heat": 2, "flour": -1}), minute=60),
        scene("b", to="c", minute=70),
        scene("c", to="d", add={"heat": -1}, minute=80),
        scene("d", choice("x", "end"), minute=90),
    )
    run = play(Setup(told, LEFT), "x", "x")
    shaken = shocks(run.setup.story, run.beats())
    assert [(s.minute, s.magnitude, s.player) for s in shaken] == [
        (60, 3, True),
        (80, 1, False),
        (90, 0, True),
    ]


def historical() -> Story:
    made = scene("a", choice("true", "b", history=True), choice("other", "b"))
    made["record"] = [paragraph("What they did", "documented")]
    made["facts"] = ["noon"]
    document_ = document(episode("one", made, scene("b", choice("x", "end"))))
    document_["facts"] = [
        {"id": "noon", "when": "noon", "title": "Noon", "text": "It was noon.", "certainty": "established",
         "sources": ["paper"], "versions": []}
    ]  # fmt: skip
    document_["sources"] = [{"id": "paper", "publisher": "The Paper", "title": "Noon", "date": "2001", "url": None}]
    return built(document_)


def test_what_really_happened_is_told_after_the_choice(play: Play) -> None:
    setup = Setup(historical(), LEFT)
    assert last_record(play(setup)) is None
    found = last_record(play(setup, "other"))
    assert found is not None
    assert (found.chosen.plain, found.did.plain if found.did else "", found.followed) == (
        "Say other",
        "Say true",
        False,
    )
    assert [passage.block.plain for passage in found.passages] == ["What they did"]
    assert [(fact.id, fact.sources[0].publisher) for fact in found.facts] == [("noon", "The Paper")]


def test_a_run_knows_where_it_left_historys_road(play: Play) -> None:
    setup = Setup(historical(), LEFT)
    assert play(setup, "true", "x").diverged() is None
    left = play(setup, "other", "x").diverged()
    assert left is not None
    assert left.choice.id == "other"
