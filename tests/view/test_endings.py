"""The shelf of endings gives nothing away too soon, and the complete edition everything once all are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.journal.profile import EndingReached
from game.story.model import Story
from game.story.saved_odds import EndingOdds
from game.view.endings import ENOUGH, chance_item, complete_edition, endings_shelf, shelf_of
from game.view.journal import endings_reached
from game.view.text import Item, Refusal, Role
from tests.play.drafts import choice, scene, story
from tests.view.conftest import run_of

IDS = ("full-baskets", "cold-oven", "empty-shelves")
CHANCES = {id: (EndingOdds("baker", 0.25, 0.0004), EndingOdds("apprentice", 0.0, 1.0)) for id in IDS}
ROADS = (
    ("clay", "feed", "wait", "done", "cut", "sell"),
    ("clay", "done", "cut", "keep"),
    ("mason", "feed", "wait", "open", "done", "share", "sell"),
)


def reached(count: int) -> dict[str, EndingReached]:
    return {id: EndingReached(1, 1_700_000_000.0, 1) for id in IDS[:count]}


def words(items: tuple[Item, ...], role: Role) -> list[str]:
    return [item.words.plain for item in items if item.role is role]


def test_an_ending_not_reached_is_an_outline_and_a_hint(baker: Story) -> None:
    items = shelf_of(baker, reached(1), None).items
    assert [item.note for item in items if item.role is Role.HEADING] == ["1 of 3"]
    assert words(items, Role.REACHED) == [baker.endings["full-baskets"].title]
    assert words(items, Role.EPITAPH) == [baker.endings["full-baskets"].epitaph]
    assert set("".join(words(items, Role.UNREACHED))) == {"░", " "}
    assert words(items, Role.HINT) == [baker.endings[id].hint for id in IDS[1:]]


@pytest.mark.parametrize("count", range(4))
def test_odds_wait_until_three_endings_are_known(baker: Story, count: int) -> None:
    assert ENOUGH == 3
    chances = words(shelf_of(baker, reached(count), CHANCES).items, Role.CHANCE)
    line = "25% facing history, <0.1% facing a realistic rival"
    assert (line in chances) == (count == 3)
    assert len(chances) == (6 if count == 3 else 0)


def test_where_no_history_is_told_no_odds_speak_of_it() -> None:
    chance = EndingOdds("left", 0.25, 0.5)
    two = story(scene("a", choice("x", "end"), seat="left"))
    assert chance_item(two, chance).words.plain == "50% facing a realistic rival"
    object.__setattr__(two, "seats", {"left": two.seats["left"]})
    assert chance_item(two, chance).words.plain == "50%"


def test_the_complete_edition_opens_with_the_last_ending_and_tells_what_each_run_came_to(baker: Story) -> None:
    journal = Journal.in_memory()
    assert complete_edition(journal, baker) == Refusal("The complete edition opens once every ending is known.")
    for road in ROADS:
        ActiveRun(journal, run_of(baker, *road, seat="both"))
    assert set(endings_reached(journal, baker)) == set(IDS)
    shelf, edition = endings_shelf(journal, baker, Path("nowhere")), complete_edition(journal, baker)
    assert not isinstance(shelf, Refusal)
    assert not isinstance(edition, Refusal)
    assert shelf.complete
    assert [words(entry.items, Role.ENTRY) for entry in edition.entries] == [
        [baker.endings[id].title] for id in baker.endings
    ]
    assert all(entry.debrief is not None and words(entry.items, Role.MEASURES) for entry in edition.entries)
