"""The tree: whose trees there are, what its places are called, and a new run from one of them."""

from __future__ import annotations

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode, load_mode, save_mode
from game.journal.replay_saved import tree_of
from game.story.model import Story
from game.view.tree import as_history, branch, node_in_words, of_history, played_seats
from tests.view.conftest import run_of


def test_there_is_a_tree_for_each_seat_that_was_played_in_the_storys_order(baker: Story) -> None:
    journal = Journal.in_memory()
    assert played_seats(journal, baker) == ()
    for seat in ("both", "apprentice", "baker"):
        ActiveRun(journal, run_of(baker, seat=seat))
    assert played_seats(journal, baker) == ("baker", "apprentice", "both")


def test_a_place_is_called_by_its_title_and_its_hour_and_an_ending_an_ending(baker: Story) -> None:
    journal = Journal.in_memory()
    ActiveRun(journal, run_of(baker, "clay", "cut", "sell"))
    names = [node_in_words(baker, node) for node in tree_of(journal, baker, "baker").places]
    assert "The crack, Thursday\u00a014\u00a0June,\u00a004:20" in names
    assert "Ending: Full baskets" in names


def test_a_new_run_from_a_place_is_read_as_its_parent_is_and_begins_where_that_stood(baker: Story) -> None:
    journal = Journal.in_memory()
    parent = ActiveRun(journal, run_of(baker, "clay", "feed", seat="both"))
    assert parent.run_id is not None
    save_mode(journal, parent.run_id, ReadingMode(two=True))
    new = branch(journal, parent.run.upto(1), parent.run_id)
    assert load_mode(journal, new.run_id) == ReadingMode(two=True)
    assert new.page == len(new.pages) - 1
    assert branch(journal, parent.run.upto(1), parent.run_id, decided=True).page == 0


def test_what_history_did_is_told_from_what_the_game_supposes(baker: Story) -> None:
    choice = next(choice for scene in baker.scenes.values() for choice in scene.choices if choice.history)
    assert (of_history(choice), as_history(choice)) == ("what history did", "as in history")
    object.__setattr__(choice, "supposed", True)
    try:
        assert (of_history(choice), as_history(choice)) == ("what the game supposes", "as the game supposes")
    finally:
        object.__setattr__(choice, "supposed", False)
