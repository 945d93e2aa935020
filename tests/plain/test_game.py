"""The whole game as lines: what is said, what can be typed, how it ends."""

from __future__ import annotations

import unicodedata

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.debrief import stopped
from game.play.page import pages, wire
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.story.model import Story
from game.view.curves import Curves
from game.view.text import in_quotes
from tests.plain.conftest import Tell, talk_of
from tests.play.drafts import built, choice, document, ending, episode, flag, gauge, paragraph, scene, story


def unwrapped(transcript: str) -> str:
    return " ".join(transcript.split())


def test_a_game_reads_from_top_to_bottom(tell: Tell, baker: Story) -> None:
    said = tell(baker, "1", "3", seat="apprentice")
    lines = [
        "Episode 1: Before dawn",
        "Thursday 14 June, 04:00 - The bakehouse - hour 0 of 8.",
        "You slept on the flour sacks, and you heard it go. [invented]",
        "The clock on the wall says four.",
        "The baker: The baker is up to the elbows in clay. (Thursday 14 June, 04:20)",
        "1. Another log. (moves: heat)",
        "- Open the door a hand's width. Closed: It is not hot enough for that.",
        "Your choice (1 to 3, ? for help): 1",
        "You: Another log.",
        "heat plus 1",
        "Your choice (1 to 2, ? for help): 3",
        "“3” is not a choice here: type a number from 1 to 2, or ? for help.",
        "Your run is saved.",
    ]
    found = [unwrapped(said).find(line) for line in lines]
    assert -1 not in found, lines[found.index(-1)]
    assert found == sorted(found)


def test_every_word_of_every_page_is_said(tell: Tell, baker: Story) -> None:
    taken = ("clay", "feed", "wait", "done", "tell", "share")
    said = unwrapped(tell(baker, taken=taken, seat="both", replayed=len(taken)))
    run = Run.replay(Setup(baker, seats(baker, "both")), [Decision("", choice) for choice in taken])
    for state in run.states:
        for page in pages(run.setup, state):
            spoken = [in_quotes(passage.block) for passage in page.passages] + [o.say.plain for o in page.offers]
            assert all(unwrapped(words) in said for words in spoken)


def test_nothing_is_said_twice_but_what_is_met_twice(tell: Tell, baker: Story) -> None:
    said = tell(baker, "1", seat="apprentice")
    assert said.count("Episode 1") == 1
    assert said.count("Sparks, and a better colour.") == 1


def test_the_rivals_doings_are_told_before_ones_own_decision_and_ones_own_are_not(tell: Tell) -> None:
    told = story(
        scene("a", choice("go", "b", news="I went"), seat="left"),
        scene("b", choice("x", "c", news="They answered", add={"heat": -2}, history=True), seat="right"),
        scene("c", choice("x", "end")),
    )
    said = tell(told, "1", "wire", seat="left")
    assert "Right: They answered\n  heat minus 2\n\nText of c" in said
    assert "The wire: They answered" in said
    assert "I went" not in said


def test_changes_come_with_their_reasons(tell: Tell) -> None:
    push = choice("push", "b", add={"heat": 2, "flour": -1}, why={"heat": "dry wood"})
    said = tell(story(scene("a", push), scene("b", choice("x", "end"))), "1")
    assert "\nheat plus 2 (dry wood)\nflour minus 1\n" in said


def test_a_gauge_at_its_end_is_said_to_be_there(tell: Tell) -> None:
    told = story(
        scene("a", choice("x", "end", add={"heat": 9, "flour": 1})), variables=[gauge("heat", 6), gauge("flour")]
    )
    assert "\nflour plus 1\nheat: already all the way to one side: High\n" in tell(told, "1")


def test_headlines_come_before_the_page_that_is_later_than_they_are(tell: Tell) -> None:
    told = story(
        scene("a", choice("x", "b"), seat="left", minute=0),
        scene("b", choice("y", "c", history=True, news="Early news"), seat="right", minute=10),
        scene("c", to="d", minute=60),
        scene("d", choice("z", "end"), seat="left", minute=90),
    )
    said = tell(told, "1")
    assert said.index("Early news") < said.index("Text of c")


def test_leaving_history_is_said_once(tell: Tell) -> None:
    told = story(
        scene("a", choice("true", "b", history=True), choice("other", "b")),
        scene("b", choice("true", "end", history=True), choice("other", "c")),
        scene("c", choice("x", "end")),
    )
    assert tell(told, "2", "2").count("From here on, this did not happen.") == 1
    assert "did not happen" not in tell(told, "1", "1")


def test_an_episode_is_announced_after_the_question_of_the_last(tell: Tell) -> None:
    made = document(
        episode("one", scene("a", choice("x", "b"))), episode("two", scene("b", choice("x", "end")), number=2)
    )
    said = tell(built(made), "1")
    assert said.index("Question of one?") < said.index("Episode 2: Two")


def test_an_ending_says_its_title_its_words_and_what_history_did(tell: Tell) -> None:
    said = tell(story(scene("a", choice("x", "end"))), "1")
    wanted = [
        "Ending: End",
        "Epitaph of end",
        "Text of end",
        "What really happened instead",
        "Instead of end",
        "The end.",
    ]
    assert [said.index(words) for words in wanted] == sorted(said.index(words) for words in wanted)


def test_an_ending_offers_by_number_what_the_screen_offers_there(tell: Tell, journal: Journal, baker: Story) -> None:
    end = ("clay", "cut", "sell")
    assert "The reckoning (Full baskets)\n" in tell(baker, "1", taken=end).partition("The end.")[2]
    assert "Your run is saved.\n\nThe Oven on Market Day\n" in tell(baker, "2", taken=end)
    begun = tell(baker, "3", "2", "1", "1", taken=end)
    assert "Which seat do you take?" in begun.partition("The end.")[2]
    assert "1. The Oven on Market Day, The baker" in unwrapped(tell(baker, "4", taken=end).partition("The end.")[2])
    assert "One batch left, or none." in tell(baker, "5", taken=end).partition("The end.")[2]


def test_a_story_that_knows_no_history_offers_neither_facts_nor_an_empty_reckoning(tell: Tell) -> None:
    bare = story(scene("a", choice("x", "end")), variables=[flag("told")])
    said = unwrapped(tell(bare, "h", "1", "h", "l", "1"))
    assert said.count("Nothing is recorded of what really happened here.") == 2
    assert "1. Back to the title" in said
    assert "What really happened" not in said.replace("What really happened instead", "")
    assert "There is nothing to reckon yet." in said


def test_a_story_that_measures_without_history_is_reckoned_by_its_figures(tell: Tell) -> None:
    measured = story(scene("a", choice("x", "end", add={"heat": 3})))
    said = unwrapped(tell(measured, "1", "1"))
    assert "1. The reckoning" in said
    assert said.count("The reckoning (End) heat") == 2
    assert "as in history" not in said
    assert "The facts behind a line" not in said


def test_the_reckoning_says_whose_decisions_it_counts(tell: Tell) -> None:
    told = story(
        scene("a", choice("true", "b", history=True), choice("x", "b"), seat="left"),
        scene("b", choice("true", "end", history=True), seat="right"),
    )
    said = unwrapped(tell(told, "2"))
    assert "fidelity 0" in said
    assert "Your decisions: 0 of 1 as in history. All decisions, the others’ included: 1 of 2." in said


def test_an_ending_says_what_it_has_opened_the_first_time(tell: Tell, baker: Story) -> None:
    opened = "Unlocked: a new run can begin with “Straight to the market”."
    bare = "Unlocked: a new run can be played without bearings, no gauges, only what is said."
    first = unwrapped(tell(baker, "1", taken=("clay", "cut"), by_hand=True))
    assert (first.count(opened), first.count(bare)) == (1, 1)
    assert "Now open" not in tell(baker, "1", taken=("clay", "cut"), by_hand=True)


def test_at_an_ending_h_tells_the_facts_behind_it(tell: Tell, baker: Story) -> None:
    said = unwrapped(tell(baker, "h", taken=("clay", "cut", "sell")).partition("The end.")[2])
    assert "What really happened" in said
    assert baker.facts["market-day"].title in said
    assert "You: Sell the last batch." not in said


def test_a_line_of_the_reckoning_opens_its_facts(tell: Tell, baker: Story) -> None:
    assert "There are no numbers yet: l shows the reckoning" in tell(baker, "h 1", seat="apprentice")
    told = unwrapped(tell(baker, "l", "h 2", "h 99", taken=("nothing",)).partition(": l\n")[2])
    assert "1. Thursday 14 June, 04:20. You: Fire it as it is. History: Clay and ash" in told
    assert "The last reckoning has no line 99; l shows it." in told
    assert told.index("What really happened") < told.index(baker.facts["first-batch"].title)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("You: “i love the team so much”", "You: “i love the team so much”."),
        ("Vous\u00a0: «\u202foui\u202f»", "Vous\u00a0: «\u202foui\u202f»."),
        ("You: Wait", "You: Wait."),
        ("You: Wait.", "You: Wait."),
        ("You: “Wait.”", "You: “Wait.”"),
        ("You: Really?", "You: Really?"),
        ("Vous\u00a0: «\u202fAttendez…\u202f»", "Vous\u00a0: «\u202fAttendez…\u202f»"),
    ],
)
def test_what_is_said_of_a_decision_ends_before_history_begins(said: str, told: str) -> None:
    assert stopped(said) == told


def test_a_decision_without_a_stop_does_not_run_into_historys(tell: Tell) -> None:
    drafted = story(scene("a", choice("x", "b", history=True), choice("y", "b")), scene("b", choice("z", "end")))
    assert "You: Say x (as in history)" in unwrapped(tell(drafted, "l", taken=("x",)))
    assert "You: Say y. History: Say x" in unwrapped(tell(drafted, "l", taken=("y",)))


def test_a_quotation_and_an_item_are_said_to_be_such(tell: Tell) -> None:
    text = [paragraph("> Never *fixed*."), paragraph("- flour"), paragraph("plain", "disputed")]
    said = tell(story(scene("a", choice("x", "end"), text=text)))
    assert "Quotation: Never “fixed”.\n\n- flour\n\nplain [disputed]\n" in said


def test_what_really_happened_is_told_on_demand(tell: Tell, baker: Story) -> None:
    said = unwrapped(tell(baker, "h", "2", "h", seat="apprentice"))
    first, after = said.split("You left history here.")
    assert "On this page The oven cracks (13 June 1951, evening) [documented]" in first
    assert "The first batch" not in first
    assert after.startswith(" You: Wait, and knead. History: Another log.")
    fact = "The first batch (14 June 1951, 05:00) [reported] The apprentice fed the fire alone."
    assert f"{fact} Source: The parish, “The parish book”" in after


def test_accounts_that_differ_are_both_told(tell: Tell, baker: Story) -> None:
    said = unwrapped(tell(baker, "1", "h", seat="baker"))
    assert "Version A: The baker sealed it. Source: The parish, “The parish book”, 1951" in said
    assert "Version B: The apprentice did." in said


def test_undo_goes_back_and_says_where(tell: Tell, baker: Story, journal: Journal) -> None:
    said = tell(baker, "u", "1", "u", seat="apprentice")
    assert "There is no decision to take back." in said
    assert "Your last decision is taken back." in said
    assert said.count("The fire is yours until six.") == 3
    assert journal.runs()[0].count == 0


def test_the_gauges_that_one_may_see_are_listed(tell: Tell) -> None:
    variables = [gauge("heat"), gauge("ilya", 1, 3, "vote", "right")]
    said = tell(story(scene("a", choice("x", "end")), variables=variables), "p")
    assert "Balance of forces\nheat: 3 of 6 (0 is Low, 6 is High)\n" in said
    assert "ilya" not in said
    assert "Votes\nilya: 1 of 3\n" in tell(
        story(scene("a", choice("x", "end")), variables=variables), "p", seat="right"
    )


def test_what_stands_where_comes_with_the_hour_and_the_last_headlines(tell: Tell, baker: Story) -> None:
    said = unwrapped(tell(baker, "2", "p", seat="apprentice").rpartition(": p")[2])
    assert "This run has left what really happened." in said
    assert said.index("hour ") < said.index("heat: ") < said.index("The wire, ")


def test_the_wire_can_be_read_again(tell: Tell, baker: Story) -> None:
    said = tell(baker, "1", "wire", seat="baker")
    assert said.count("Smoke without a fire") == 2
    assert "The baker is up to the elbows" not in said  # whoever sits there knows
    assert "Nothing has come over the wire yet." in tell(story(scene("a", choice("x", "end"))), "wire")


def test_runs_are_listed_and_opened(tell: Tell, baker: Story, journal: Journal) -> None:
    tell(baker, "1", seat="baker")
    said = unwrapped(tell(baker, "j", "j 1", "j 77", "p", seat="apprentice"))
    assert "1. The Oven on Market Day, The baker against History, " in said
    assert "With a number: j opens a run" in said
    assert "2. The Oven on Market Day, The apprentice" in said
    assert "There is no run 77 here; j lists them." in said
    assert "the mason: 1 of 2" in said, "the vote of the baker's run is on the table"
    assert len(journal.runs()) == 2


@pytest.mark.parametrize(
    "typed", ["", "0", "4", "-1", "²", "99999999999999999999999999", "one", "1 1", "hh", "j x", "\x1b[A", "é" * 500]
)
def test_whatever_else_is_typed_gets_a_sentence(tell: Tell, baker: Story, typed: str) -> None:
    said = tell(baker, typed, seat="apprentice")
    assert "for help." in said
    assert "\x1b" not in said


def test_help_lists_every_command(tell: Tell, baker: Story) -> None:
    said = tell(baker, "?", seat="apprentice")
    for told in (
        "u, undo: ",
        "h, facts [N]: ",
        "p, standing: ",
        "c, code [N]: ",
        "s, skip: ",
        "q, quit: ",
        "language [code]: ",
    ):
        assert f"\n{told}" in said
    assert "\nt, tree [N]: " in tell(baker, "? journal", seat="apprentice")
    assert "\nu, undo: take back your last decision\n" in tell(baker, "? undo", seat="apprentice")
    assert "documented: a fact of record" in tell(baker, "? signs", seat="apprentice")
    assert "“undu” is not a choice here" in tell(baker, "? undu", seat="apprentice")


def test_leaving_and_running_out_of_input_end_alike(tell: Tell, baker: Story) -> None:
    last = "Thursday\u00a014\u00a0June,\u00a004:20. You have 8 hours left.\nYour run is saved.\n"
    assert tell(baker, "q", seat="baker").endswith(f"q\n{last}")
    assert tell(baker, seat="baker").endswith(last)


def test_no_escape_code_is_ever_written(tell: Tell) -> None:
    hostile = "\x1b[2J \x1b]0;title\x07 \x9b31m [bold] a\rb\x08"
    made = scene("a", choice("x", "b", news=hostile, why={"heat": hostile}, add={"heat": 1}), text=[paragraph(hostile)])
    made["choices"][0]["say"]["text"] = hostile
    made["choices"][0]["result"] = [paragraph(hostile)]
    said = tell(
        story(made, scene("b", choice("x", "end", when=["bool", False], locked=hostile), choice("y", "end"))),
        "1",
        "wire",
        "j",
    )
    assert [c for c in said if unicodedata.category(c) == "Cc" and c != "\n"] == []
    assert "[bold]" in said


def test_the_lines_of_a_dialogue_stay_apart(tell: Tell) -> None:
    said = tell(story(scene("a", choice("x", "end"), text=[paragraph("— Well?\n— Well.", "invented")])))
    assert "— Well?\n\n— Well. [invented]\n" in said


def test_lines_are_no_wider_than_a_screen_and_keep_their_hard_spaces(tell: Tell) -> None:
    text = [paragraph("mot\u00a0: " * 60), paragraph("peut-être " * 60)]
    said = tell(story(scene("a", choice("x", "end"), text=text)))
    assert max(map(len, said.splitlines())) <= 72
    assert not any(line.startswith((":", "\u00a0")) for line in said.splitlines())
    assert not any(line.endswith("peut-") for line in said.splitlines())


def test_a_word_too_wide_for_the_screen_stays_whole(tell: Tell) -> None:
    assert "/path" * 40 in tell(story(scene("a", choice("x", "end"), text=[paragraph("/path" * 40)])))


def test_a_replay_is_told_from_its_start(tell: Tell, baker: Story) -> None:
    said = tell(baker, taken=("feed", "done"), seat="apprentice", replayed=2)
    assert said.index("The oven of the square") < said.index("You: Another log.") < said.index("You: Call the baker.")


def test_a_run_that_is_resumed_begins_with_what_changed_and_where_it_stands(
    tell: Tell, journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    made = document(episode("one", scene("a", choice("x", "b"), choice("y", "b")), scene("b", choice("x", "end"))))
    tell(built(made), "1")
    made["episodes"][0]["scenes"][0]["choices"].pop(0)
    tell(built(made), "q")
    said = unwrapped(tell(built(made), "j 1"))
    assert "Note: The story has changed since you last played. Your decision “Say x” no longer exists." in said
    assert "Note: You are back at “A”, after 0 of your decisions." in said


def test_a_story_that_turns_in_circles_after_a_choice_lets_one_choose_again(tell: Tell, journal: Journal) -> None:
    told = story(scene("a", choice("x", "b"), choice("y", "end")), scene("b", to="c"), scene("c", to="b"))
    said = tell(told, "1", "2")
    assert "Nothing was decided." in said
    assert "Ending: End" in said


def test_a_scene_without_a_way_out_leaves_undo(tell: Tell) -> None:
    told = story(scene("a", choice("x", "b")), scene("b", choice("y", "end", when=["bool", False])))
    said = tell(told, "1", "1", "u")
    assert "Nothing can be chosen here. (u, q, ? for help):" in said
    assert "Your last decision is taken back." in said


def test_a_run_that_cannot_be_saved_says_so(baker: Story) -> None:
    journal = Journal.in_memory()
    talk, out = talk_of(baker, journal, "1")
    evening.play(talk, ActiveRun(journal, Run.start(Setup(baker, seats(baker, "baker")))))
    assert out.getvalue().endswith("This run could not be saved.\n")


def test_it_speaks_french_with_french_spaces(tell: Tell, baker: Story) -> None:
    catalogue.set_language("fr")
    said = tell(baker, "1", "j", "?", "x", seat="apprentice")
    assert "Épisode 1\u00a0: Before dawn" in said
    assert (
        "jeudi\u00a014\u00a0juin,\u00a004\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}00 - The bakehouse - heure 0 sur 8."
        in said
    )
    assert "The baker\u00a0: The baker is up" in said
    assert "(jeudi\u00a014\u00a0juin,\u00a004\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}20)" in said.replace("\n", " ")
    assert "«\u00a0x\u00a0» n’est pas un choix" in said


def test_the_wire_is_what_the_play_layer_says(tell: Tell, baker: Story) -> None:
    run = Run.start(Setup(baker, seats(baker, "apprentice")))
    said = unwrapped(tell(baker, seat="apprentice"))
    assert all(bulletin.text in said for bulletin in wire(run))


def test_an_unfinished_story_ends_honestly(tell: Tell, journal: Journal) -> None:
    made = document(episode("one", scene("a", choice("x", "more"))), endings=[ending("more", unfinished=True)])
    told = built(made)
    assert "To be continued: More" in tell(told, "1")
    assert journal.profile.endings(told) == {}


def test_an_ending_tells_what_came_and_what_history_did_before_it_says_why(tell: Tell) -> None:
    reasons = [paragraph("You went too far.")]
    first = episode("one", scene("a", choice("x", "end")))
    said = unwrapped(tell(built(document(first, endings=[ending("end", because=reasons)])), "1"))
    assert "Ending: End Epitaph of end Text of end" in said
    closing, instead, why = map(said.index, ("Text of end", "Instead of end", "Why this ending You went too far."))
    assert closing < instead < why


def test_the_reckoning_of_a_run_that_has_ended_says_where_it_turned(tell: Tell, baker: Story) -> None:
    taken = ("nothing", "cut", "keep")
    told = unwrapped(tell(baker, "l", taken=taken, by_hand=True).partition("The end.")[2])
    assert "Where it turned is being worked out, over all that could have been:" in told
    assert "Where it turned At the start, this ending had a chance of" in told
    assert "The curve (" in told


def test_a_pipe_is_not_asked_to_wait(tell: Tell, baker: Story) -> None:
    told = tell(baker, "l", taken=("nothing", "cut", "keep"))
    assert "being worked out" not in told
    assert "The curve (" in told


def test_a_reckoning_that_takes_long_lets_go_of_the_reader_and_is_asked_for_again(
    tell: Tell, baker: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Curves, "of", lambda *_: None)
    told = unwrapped(tell(baker, "l", taken=("nothing", "cut", "keep")))
    assert "It takes longer than that here, and goes on: l asks for it again." in told


def test_a_run_under_way_is_not_told_where_it_turned(tell: Tell, baker: Story) -> None:
    assert "Where it turned" not in tell(baker, "l", taken=("nothing",))


def test_from_an_early_ending_one_starts_again_where_another_was_near(tell: Tell) -> None:
    first = episode("one", scene("a", choice("in", "b"), choice("out", "end")))
    later = episode("two", scene("b", choice("on", "far"), seat="left"), number=2)
    tale = built(document(first, later, endings=[ending("end"), ending("far")]))
    said = unwrapped(tell(tale, "start-again", "1", "1", taken=("out",)))
    assert "Start again at “Say out”" in said
    assert "Ending: Far" in said
    assert "There is no decision to start again at here." in unwrapped(tell(tale, "start-again", taken=("in", "on")))
