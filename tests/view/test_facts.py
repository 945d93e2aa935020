"""What really happened: told after the decision, to whoever took it, with who reported it."""

from __future__ import annotations

from game.journal.reading_mode import ReadingMode
from game.play.page import PageKind, facts_on, pages
from game.play.run import Run
from game.play.timeline import Whose, timeline
from game.view.facts import facts_at, facts_here
from game.view.text import Claim, Item, Refusal, Role
from tests.play.drafts import choice, scene, story
from tests.view.conftest import Play, run_of

ONE, TWO = ReadingMode(), ReadingMode(two=True)


def told(run: Run, mode: ReadingMode = ONE, holder: str | None = None) -> tuple[Item, ...]:
    items = facts_here(run, run.ending, mode, holder)
    assert not isinstance(items, Refusal)
    return items


def refused(run: Run, mode: ReadingMode = ONE, holder: str | None = None) -> str:
    items = facts_here(run, run.ending, mode, holder)
    assert isinstance(items, Refusal)
    return items.why


def lines(items: tuple[Item, ...], *roles: Role) -> list[str]:
    return [
        f"{item.about}: {item.words.plain}" if item.about else item.words.plain for item in items if item.role in roles
    ]


def test_nothing_is_told_before_the_first_decision(play: Play) -> None:
    assert refused(play()) == "What really happened is told after your first decision."


def test_a_decision_that_left_history_stands_beside_what_history_did(play: Play) -> None:
    items = told(play("nothing"))
    assert lines(items, Role.LEFT) == ["You left history here."]
    assert lines(items, Role.SPEECH) == ["You: Fire it as it is.", "History: Clay and ash, now, with bare hands."]


def test_a_decision_that_followed_history_is_said_once(play: Play) -> None:
    items = told(play("clay"))
    assert lines(items, Role.FOLLOWED) == ["You followed history here."]
    assert lines(items, Role.SPEECH) == ["History: Clay and ash, now, with bare hands."]


def test_accounts_that_differ_each_come_with_who_gave_them(play: Play) -> None:
    items = told(play("clay"))
    start = next(n for n, item in enumerate(items) if item.claim is Claim.DISPUTED and item.role is Role.FACT)
    assert [(item.role, item.about, item.words.plain) for item in items[start + 2 : start + 6]] == [
        (Role.ACCOUNT, "Version A", "The baker sealed it."),
        (Role.SOURCE, "", "The parish, The parish book, 1951"),
        (Role.ACCOUNT, "Version B", "The apprentice did."),
        (Role.SOURCE, "", "The town hall, The market ledger, 14\u00a0June\u00a01951"),
    ]


def test_with_two_at_the_keyboard_nobody_reads_the_record_of_the_others_decision_before_the_end(play: Play) -> None:
    run = play("clay", seat="both")
    assert told(run, TWO, "baker") == told(run)
    assert refused(run, TWO, "apprentice") == "The last decision was not yours: its record opens at the end."
    assert refused(run, TWO) == "The last decision was not yours: its record opens at the end."


def test_at_the_end_nothing_is_kept_from_anybody(play: Play) -> None:
    run = play("clay", "cut", "sell")
    assert run.ending is not None
    titles = [run.setup.story.facts[id].title for id in run.ending.facts]
    assert lines(told(run, TWO, "apprentice"), Role.FACT) == titles != []


def test_a_line_of_the_reckoning_that_came_by_the_wire_tells_its_facts_and_no_words_of_the_other_side(
    play: Play,
) -> None:
    run = play("nothing")
    row = next(row for row in timeline(run) if row.whose is Whose.THEIRS and not row.known)
    items = facts_at(row)
    assert lines(items, Role.FACT) == [fact.title for fact in row.record.facts]
    assert row.record.chosen.plain not in [item.words.plain for item in items]
    assert not any(item.role is Role.STORY for item in items)


def test_a_line_where_the_run_never_came_says_so() -> None:
    here = scene("here", choice("follow", "there", history=True), choice("leave", "end"))
    run = run_of(story(here, scene("there", choice("go", "end", history=True))), "leave")
    row = next(row for row in timeline(run) if row.whose is Whose.HISTORY)
    assert lines(facts_at(row), Role.MISSED, Role.SPEECH) == ["Your road never came here.", "History: Say go"]


def test_a_page_tells_the_facts_behind_itself_first_and_a_decision_never_its_own(play: Play) -> None:
    for state in (play(), play("clay"), play("nothing", "cut")):
        stretch = pages(state.setup, state.state)
        for page in stretch:
            told = facts_here(state, None, ONE, None, (page,))
            named = facts_on(state.setup, page)
            if page.kind is PageKind.DECISION:
                assert named == ()
            if named:
                assert not isinstance(told, Refusal)
                assert told[1].words.plain == "On this page"
                titles = [item.words.plain for item in told if item.role is Role.FACT]
                assert titles[: len(named)] == [state.setup.story.facts[id].title for id in named]
    assert any(facts_on(play().setup, page) for page in pages(play().setup, play().state))
