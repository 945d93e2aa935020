"""What was read before, two readers at one keyboard, and a run without bearings, by lines."""

from __future__ import annotations

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode, save_mode
from game.plain import evening
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.plain.conftest import Tell, talk_of
from tests.plain.test_game import unwrapped
from tests.play.drafts import built, choice, document, episode, gauge, scene

HINT = "(s passes over such pages.)"


def read(
    journal: Journal, story: Story, mode: ReadingMode, *typed: str, by_hand: bool = True, seat: str = "both"
) -> str:
    """A new run in a mode of its own."""
    active = ActiveRun(journal, Run.start(Setup(story, seats(story, seat))))
    save_mode(journal, active.run_id, mode)
    talk, out = talk_of(story, journal, *typed, by_hand=by_hand)
    evening.play(talk, active)
    return out.getvalue()


def test_pages_read_in_an_earlier_run_say_so_once_with_the_way_past_them(tell: Tell, baker: Story) -> None:
    first, second = (tell(baker, "1", seat="baker", by_hand=True) for _ in range(2))
    assert "Read before." not in first
    told = second.partition("Your choice")[0].count("Read before."), second.count("Read before.")
    assert told == (2, 7), "the door and the crack; then the clay, the lane, the cat, the square and the queue"
    assert second.count(HINT) == 1
    assert "You: Clay and ash, now, with bare hands.\n\nRead before.\n\nThe clay holds." in second


def test_a_gauge_says_what_it_measures_once_to_who_reads_and_never_to_a_pipe(tell: Tell) -> None:
    made = {**gauge("steam"), "about": "How hot it is."}
    first = episode("one", scene("a", choice("on", "end", add={"steam": 1})))
    tale = built(document(first, variables=[made]))
    piped, read, again = (tell(tale, seat="left", by_hand=by_hand) for by_hand in (False, True, True))
    assert [said.count("steam: How hot it is.") for said in (piped, read, again)] == [0, 1, 0]


def test_a_choice_taken_before_says_so(tell: Tell, baker: Story) -> None:
    said = tell(baker, "1", "u", seat="baker", by_hand=True)
    before, after = said.split("Your last decision is taken back.")
    assert "taken before" not in before
    assert "1. Clay and ash, now, with bare hands. (moves: heat; taken before)" in unwrapped(after)
    assert "Wake the mason. (moves: the mason, flour)" in unwrapped(after)
    assert "Read before" not in after, "one has just been there"


def test_s_passes_over_what_was_read_up_to_the_decision_and_tells_it_again(tell: Tell, baker: Story) -> None:
    tell(baker, "1", seat="baker", by_hand=True)
    said = tell(baker, "s", "1", "u", "s", "1", seat="baker", by_hand=True)
    passing, telling = said.split("From now on, everything is told")
    passed = unwrapped(passing.partition("is passed over")[2])
    assert "You: Clay and ash, now, with bare hands. Read before, passed over: The crack." in passed
    assert "Read before, passed over: The square." in passed
    assert "The clay holds." not in passed
    assert "There are more people than loaves." in passed
    assert "1. Tell them the truth." in passed
    assert "The clay holds." in telling


def test_a_page_never_read_is_not_passed_over(tell: Tell, baker: Story) -> None:
    tell(baker, "1", seat="baker", by_hand=True)
    said = tell(baker, "s", "3", seat="baker", by_hand=True)
    assert "The crack opens its mouth." in said


def test_by_a_pipe_the_same_lines_come_again_and_are_remembered_all_the_same(tell: Tell, baker: Story) -> None:
    assert tell(baker, "1", seat="baker") == tell(baker, "1", seat="baker")
    assert "Read before." in tell(baker, "1", seat="baker", by_hand=True)


def test_all_is_said_again_on_demand(tell: Tell, baker: Story) -> None:
    said = unwrapped(tell(baker, "1", "a", seat="baker", by_hand=True))
    assert said.count("The clay holds.") == 2
    assert said.count("There are more people than loaves.") == 2
    assert "Read before" not in said


def test_two_readers_hand_the_keyboard_over_before_what_only_one_may_read(journal: Journal, baker: Story) -> None:
    said = read(journal, baker, ReadingMode(two=True), "", "p", "1", "", "p", "h", "u", "", "q")
    door, crack, hearth, back = said.split("Enter, once the right reader is here: ")
    assert "The clock on the wall says four." in door
    assert door.endswith("Pass the keyboard to: The baker.\n\n")
    assert "A line runs from the door" not in door
    assert "A line runs from the door" in crack
    assert "Votes\nthe mason: 1 of 2\n" in crack
    assert crack.endswith("Pass the keyboard to: The apprentice.\n\n")
    assert "The clay holds." in crack
    assert "The fire is yours" not in crack
    assert "The fire is yours" in hearth
    assert "Votes" not in hearth
    assert "The last decision was not yours: its record opens at the end." in unwrapped(hearth)
    assert "A line runs from the door" not in hearth
    assert hearth.endswith("Pass the keyboard to: The baker.\n\n")
    assert "A line runs from the door" in back


def test_saying_it_again_shows_nobody_the_others_page(journal: Journal, baker: Story) -> None:
    said = read(journal, baker, ReadingMode(two=True), "", "1", "", "a", "l", "l 1")
    again = said.rpartition("The fire is yours until six.")[0].rpartition("right reader is here: ")[2]
    assert "The clay holds." not in again
    assert said.count("Enter, once the right reader is here:") == 2
    assert unwrapped(said).count("With several at the keyboard, the reckoning waits for the end.") == 2


def test_an_input_that_ends_at_the_handing_over_shows_nothing_and_keeps_the_run(journal: Journal, baker: Story) -> None:
    said = read(journal, baker, ReadingMode(two=True), "", "1")
    last = "Thursday\u00a014\u00a0June,\u00a004:20. You have 8 hours left.\nYour run is saved.\n"
    assert said.endswith(f"Enter, once the right reader is here: \n{last}")
    assert journal.runs()[0].count == 1


def test_one_reader_of_both_sides_is_never_asked_to_hand_over(journal: Journal, baker: Story) -> None:
    said = read(journal, baker, ReadingMode(), "1")
    assert "Pass the keyboard" not in said
    assert "The fire is yours" in said


def test_without_bearings_nothing_says_what_a_choice_moves(journal: Journal, baker: Story) -> None:
    said = read(journal, baker, ReadingMode(bare=True), "p", "1", seat="baker")
    assert "1. Clay and ash, now, with bare hands.\n" in said
    assert "heat minus 1" not in said
    assert "This run is played without bearings." in said
    assert "At stake" not in said
    talk, out = talk_of(baker, journal, "p")
    evening.play(talk, ActiveRun.resumed(journal, baker, 1))
    assert "This run is played without bearings." in out.getvalue()
