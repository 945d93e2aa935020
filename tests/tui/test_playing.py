from __future__ import annotations

import shutil
from pathlib import Path

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import open_choices
from game.story.load import load
from game.story.model import Story
from game.tui.widgets.choices import Choices
from game.tui.widgets.prose import Prose
from tests.play.bargain import bargain
from tests.play.drafts import built, choice, document, ending, episode, paragraph, scene
from tests.tui.acting import app_for, game_of, said, setup_for, sitting_at, text_of
from tests.tui.conftest import BAKER

WIDE, SMALL = (120, 36), (80, 24)


async def test_a_new_game_leads_from_the_title_through_the_card_to_the_first_decision(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=SMALL) as pilot:
        assert "You have 8 hours." in text_of(app)
        await pilot.press("enter")
        assert "Forty years at this oven." in text_of(app)
        await pilot.press("enter")
        assert "E P I S O D E   1" in text_of(app)
        await pilot.press("enter", "enter")
        assert "1  Clay and ash, now, with bare hands." in text_of(app)


async def test_a_number_takes_the_choice_and_its_result_says_what_moved_and_why(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("1")
        seen = text_of(app)
        assert said(app) == ["clay"]
        assert "▸ Clay and ash, now, with bare hands." in seen
        assert "heat −1  wet clay drinks the fire" in seen
        assert "Wake the mason." not in seen


async def test_the_unshifted_top_row_of_a_french_keyboard_counts_too(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("é")
        assert said(app) == ["mason"]


async def test_arrows_go_round_the_open_choices_and_enter_takes_one(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("up")
        assert "▸ 3  Fire it as it is." in text_of(app)
        await pilot.press("down", "down", "enter")
        assert said(app) == ["mason"]


async def test_the_pointer_shows_what_it_is_on_and_a_click_takes_it(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.hover(Choices, offset=(10, 1))
        assert "▸ 2  Wake the mason." in text_of(app)
        await pilot.click(Choices, offset=(10, 2))
        assert said(app) == ["nothing"]


async def test_a_locked_choice_shows_why_and_cannot_be_taken(story: Story) -> None:
    app = app_for(story, sitting_at(story, seat="apprentice"))
    async with app.run_test(size=WIDE) as pilot:
        assert "╌    Open the door a hand's width.   It is not hot enough for that." in text_of(app)
        await pilot.click(Choices, offset=(10, 2))
        await pilot.press("4", "down", "down", "down")
        assert said(app) == []
        assert "▸ 3  Call the baker." in text_of(app)


async def test_undo_goes_back_to_the_decision_and_says_when_there_is_nothing_to_undo(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("u")
        assert "There is nothing to take back yet." in text_of(app)
        await pilot.press("1", "u")
        assert said(app) == []
        assert "1  Clay and ash" in text_of(app)
        assert "Decision taken back." in text_of(app)


async def test_the_record_opens_after_the_choice_never_before(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h")
        assert "What really happened is told after your first decision." in text_of(app)
        assert "mixed clay" not in text_of(app)
        await pilot.press("3", "h")
        seen = text_of(app)
        assert "≠  You left history here." in seen
        assert "The baker mixed clay and ash" in seen
        assert "Version A" in seen
        assert "The town hall, The market ledger" in seen


async def test_the_sources_of_an_account_stand_under_it_and_the_facts_own_under_a_heading(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    facts = folder / "facts.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace("did., sources: [market-ledger]", "did., sources: [parish-book]"), "utf-8"
    )
    app = app_for(load(folder), sitting_at(load(folder), "nothing"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h")
        lines = [line.partition("│   ")[2].partition("│")[0].rstrip() for line in text_of(app).splitlines()]
        accounts = lines.index("Version A  The baker sealed it.")
        assert lines[accounts + 1] == "  — The parish, The parish book, 1951"
        others = lines.index("Other sources:")
        assert lines[others + 1] == "  — The town hall, The market ledger, 14\u00a0June\u00a01951"


async def test_leaving_history_is_said_once_and_stays_in_the_header(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=WIDE) as pilot:
        assert "off history" not in text_of(app)
        await pilot.press("3")
        assert "From here on, this did not happen." in text_of(app)
        await pilot.press("enter")
        assert "From here on, this did not happen." not in text_of(app)
        assert "≠ off history" in text_of(app)


async def test_a_decision_is_kept_before_its_result_is_read_and_resume_finds_the_very_page(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, setup_for(story), journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "enter", "1", "enter")
        page = text_of(app)
        entry = journal.latest(story.id)
        assert entry is not None
        assert entry.count == 1
    again = app_for(story, None, journal)
    async with again.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert text_of(again) == page


async def test_any_key_completes_the_text_and_only_then_goes_on(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    app.animation_level = "full"
    async with app.run_test(size=SMALL) as pilot:
        game = game_of(app)
        game.open_leaf()
        assert game.query_one(Prose).revealing
        await pilot.press("1")
        assert not game.query_one(Prose).revealing
        assert said(app) == []
        await pilot.press("1", "1")
        assert said(app) == ["clay"]


async def test_the_wire_never_tells_the_next_page(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("1")
        assert "The baker is up to the elbows" not in text_of(app)  # whoever did it knows
        assert "A shout from the bakehouse." not in text_of(app)
        for _ in range(3):
            await pilot.press("enter")
        assert "THE WIRE" in text_of(app)


async def test_the_journal_lists_runs_and_takes_one_up_again(story: Story) -> None:
    journal = Journal.in_memory()
    sitting_at(story, "clay", journal=journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j")
        assert "The baker against History" in text_of(app)
        await pilot.press("enter")
        assert said(app) == ["clay"]


async def test_an_ending_says_what_happened_instead_and_offers_the_ways_on(story: Story) -> None:
    app = app_for(story, sitting_at(story, "nothing", *_to_the_end(story, "nothing")))
    async with app.run_test(size=WIDE) as pilot:
        assert "E N D I N G" in text_of(app)
        await pilot.press("end")
        assert "2  Back to the title" in text_of(app)
        await pilot.press("2")
        assert "New game" in text_of(app)


def _to_the_end(story: Story, *first: str) -> list[str]:
    run = sitting_at(story, *first).run
    more: list[str] = []
    while run.ending is None:
        choice = open_choices(run.state)[0].id
        more.append(choice)
        run = run.decide(choice)
    return more


async def test_the_rivals_dial_is_idle_where_every_seat_is_held_and_digits_are_the_seeds_own(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("enter")
        before = text_of(app)
        await pilot.press("7")
        assert text_of(app) == before
        await pilot.press("left")
        assert "You hold every seat: there is no rival." in text_of(app)


async def test_a_strategists_strength_is_set_where_there_is_one_and_the_seed_stays_the_last_dial() -> None:
    app = app_for(bargain())
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("enter")
        assert "Strength" not in text_of(app)
        await pilot.press("down", "right", "right")
        assert "Strength    ○ 1   ○ 2   ● 3   ○ 4   ○ 5" in text_of(app)
        await pilot.press("end", "backspace", "9")
        assert "9" in next(line for line in text_of(app).splitlines() if "Seed" in line)
        await pilot.press("up", "right", "home", "left")
        assert "Strength" not in text_of(app)
        assert "▸ Seat" in text_of(app)


async def test_a_run_opens_with_its_premise_and_a_key_says_who_is_who() -> None:
    first = scene("a", choice("x", "end"), seat="left", text=[paragraph("Ann waits.")])
    ann = {"id": "ann", "name": "Ann Reed", "names": ["Ann Reed", "Ann"], "apposition": "the keeper's sister"}
    made = {
        **document(episode("one", first)),
        "premise": "A lamp must burn until dawn.",
        "people": [{**ann, "about": [paragraph("She walks at night.")], "facts": []}],
    }
    made["seats"][0]["goal"] = "Keep it alight."
    told = built(made)
    app = app_for(told, Setup(told, frozenset({"left"})))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        card = text_of(app)
        assert "A lamp must burn until dawn." in card
        assert "Keep it alight." in card
        await pilot.press("enter")
        await pilot.pause()
        assert "A lamp must burn until dawn." not in text_of(app)
        await pilot.press("w")
        await pilot.pause()
        assert "WHO IS WHO" in text_of(app)
        assert "Ann Reed" in text_of(app)
        assert "She walks at night." in text_of(app)


async def test_an_ending_says_why_on_the_screen() -> None:
    made = document(
        episode("one", scene("a", choice("x", "end"))),
        endings=[ending("end", because=[paragraph("You went too far.")])],
    )
    told = built(made)
    active = ActiveRun(Journal.in_memory(), Run.start(Setup(told, frozenset({"left"}))).decide("x"))
    active.turn(len(active.pages) - 1)
    app = app_for(told, active)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = " ".join(text_of(app).split())
        assert "WHY THIS ENDING" in shown
        assert "You went too far." in shown


async def test_who_leaves_a_run_is_told_in_the_terminal_how_much_is_left_and_from_the_title_nothing(
    story: Story,
) -> None:
    app = app_for(story, setup_for(story), Journal.open())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
    assert app.parting_words == ("Thursday\u00a014\u00a0June,\u00a004:00. You have 8 hours left.", "Your run is saved.")
    app = app_for(story)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
    assert app.parting_words == ()


async def test_a_title_not_met_before_says_what_the_story_is_about_as_far_as_there_is_room() -> None:
    first = document(episode("one", scene("a", choice("x", "end"))))
    told = built({**first, "premise": "A lamp must burn.", "about": "A lamp, a night."})
    for height, about in ((36, True), (24, True), (20, False)):
        app = app_for(told)
        async with app.run_test(size=(80, height)) as pilot:
            await pilot.pause()
            assert (told.about in text_of(app)) == about
            assert "A lamp must burn." not in text_of(app)  # that is said once, before the first page
