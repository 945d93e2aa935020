"""The title as lines: what it says of the journal, what can be chosen, and the ways to it and back."""

from __future__ import annotations

from game.journal import ActiveRun, Journal
from game.plain import evening
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.plain.conftest import talk_of
from tests.plain.test_game import unwrapped


def title(journal: Journal, story: Story, *typed: str) -> str:
    talk, out = talk_of(story, journal, *typed, by_hand=True)
    assert evening.play(talk) == 0
    return out.getvalue()


def begun(journal: Journal, story: Story, *taken: str, seat: str = "baker", seed: int = 0) -> ActiveRun:
    active = ActiveRun(journal, Run.start(Setup(story, seats(story, seat), seed=seed)))
    for choice in taken:
        active.decide(choice)
    return active


def test_a_first_evening_begins_with_the_hour_and_a_menu(journal: Journal, baker: Story) -> None:
    said = title(journal, baker, "5")
    assert said.startswith("The Oven on Market Day\nThe oven has cracked")
    assert "Thursday\u00a014\u00a0June,\u00a004:00. You have 8 hours.\n" in said
    menu = ("1. New game", "2. Journal", "3. Endings (0 of 3)", "4. Language: English", "5. Quit")
    assert "\n".join(menu) in said
    assert said.endswith("(1 to 5, Enter for 1, ? for help): ")


def test_the_line_under_the_title_changes_with_the_journal(journal: Journal, baker: Story) -> None:
    active = begun(journal, baker)
    assert "You had just begun “Before dawn”." in title(journal, baker)
    active.decide("clay")
    assert "You had got to “The market”: one decision behind you." in title(journal, baker)
    active.decide("cut")
    assert "You had got to “The market”: 2 decisions behind you." in title(journal, baker)
    active.decide("sell")
    assert active.run.ending is not None
    remembered = f"{active.run.ending.epitaph} One ending out of 3. The others are waiting."
    assert remembered in unwrapped(title(journal, baker))
    begun(journal, baker)
    assert active.run.ending.epitaph not in unwrapped(title(journal, baker))


def test_enter_goes_on_with_the_run_played_last(journal: Journal, baker: Story) -> None:
    begun(journal, baker, "clay")
    said = title(journal, baker, "", "q")
    assert "1. Continue: The baker, The market" in said
    assert "There are more people than loaves." in said
    assert "A line runs from the door" not in said


def test_a_new_game_is_begun_left_for_the_title_and_gone_on_with(journal: Journal, baker: Story) -> None:
    said = title(journal, baker, "1", "2", "", "1", "m", "1", "q")
    assert [run.seat for run in journal.runs()] == ["apprentice"]
    assert said.count("The Oven on Market Day\nThe oven") == 2
    assert said.count("Your run is saved.") == 2
    assert "1. Continue: The apprentice, Before dawn" in said.partition("Your run is saved.")[2]


def test_the_journal_and_the_endings_are_looked_at_from_there(journal: Journal, baker: Story) -> None:
    begun(journal, baker, "clay", "cut", "sell")
    said = unwrapped(title(journal, baker, "2", "3", "l 1", "c 1", "t", "c"))
    assert "1. The Oven on Market Day, The baker against History, ended: Full baskets" in said
    assert "1. Full baskets (reached once, " in said
    assert "2. Not reached yet. Let it go out." in said
    assert "Your decisions: " in said
    assert "holdup-" in said
    assert "The tree of The baker, runs: 1." in said
    assert "Add the number of a run, as in “c 3”; j lists them." in said


def test_a_menu_that_was_said_keeps_its_numbers(journal: Journal, baker: Story) -> None:
    begun(journal, baker)
    said = title(journal, baker, "d 1", "y", "2", "q", "m")
    assert "Which seat do you take?" in said.partition("Run 1 is deleted")[2]
    assert "1. New game" in said.rpartition(": m")[2]


def test_where_every_ending_is_known_the_complete_edition_opens(journal: Journal, baker: Story) -> None:
    assert "opens once every ending is known" in title(journal, baker, "f all")
    for road in (
        ("clay", "feed", "wait", "done", "cut", "sell"),
        ("mason", "feed", "wait", "done", "share", "sell"),
        ("clay", "done", "cut", "keep"),
    ):
        begun(journal, baker, *road, seat="both", seed=7)
    said = unwrapped(title(journal, baker, "f", "f all"))
    assert "The complete edition is open: every ending with what it came to." in said
    edition = said.partition("The complete edition The oven has cracked")[2]
    assert "1. Full baskets The oven held. heat " in edition
    assert "Text read, all runs together:" not in edition


def test_whatever_else_is_typed_gets_a_sentence_and_a_guess(journal: Journal, baker: Story) -> None:
    said = unwrapped(title(journal, baker, "9", "jurnal", "zzz", "h"))
    assert "“9” is not a choice here: type a number from 1 to 5, or ? for help." in said
    assert "Did you mean “journal”?" in said
    assert "“zzz” is not a choice here" in said
    assert "“h” is not a choice here" in said
