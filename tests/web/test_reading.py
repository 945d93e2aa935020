"""A published page is played: by keys, by touch, from its title to its endings and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.play.challenges import challenges_met
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.share_code import decode, encode
from game.play.state import open_choices
from game.story.load import load, shipped_folder
from tests.web.conftest import Open
from tests.web.reader import played
from tests.web.small import published


async def test_with_the_keyboard_alone_from_the_title_to_two_endings(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    assert await reader.heading == "Holdup"
    await reader.press("Tab", "Tab")
    assert await reader.focus == "BUTTON Nouvelle partie"
    await reader.press("Enter")
    assert await reader.focus == "H1 Nouvelle partie"
    await reader.press("Tab", "Tab", "Tab", "Tab", "Tab")
    assert await reader.focus == "BUTTON Commencer"
    await reader.press("Enter")
    assert await reader.focus == "H1 Épisode 1 – Le tremblement"
    await reader.press("Enter", "ArrowRight", "Enter", "Enter", "1")
    endings = set()
    for choice in (1, 3):
        await reader.keys_to("h1.ending", choice)
        assert (await reader.focus).startswith("H1 Fin – ")
        endings.add(await reader.heading)
        await reader.press("1")
        assert (await reader.focus).startswith("H1 L’heure des comptes")
        await reader.press("Escape")
        ways = await reader.see("main .choice")
        await reader.press(next(words[0] for words in ways if "Nouvelle partie" in words))
        assert await reader.focus == "H1 Nouvelle partie"
        await reader.tab.evaluate("document.querySelector('form .onwards').focus()")
        await reader.press("Enter")
    assert len(endings) == 2


async def test_by_touch_on_a_telephone(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page, 390, 844)
    await reader.tab.tap(".menu .choice")
    await reader.tab.tap("form .onwards")
    await reader.tab.tap("main .onwards")
    for _ in range(12):
        await reader.tab.tap("main .choice[data-number], main .onwards")
    assert (await reader.decisions())[0] >= 2


async def test_a_decision_is_taken_back_and_a_page_is_read_again(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("main .choice[data-number]")
    where, choices = await reader.heading, await reader.see("main .choice")
    await reader.press("1")
    assert (await reader.heading).startswith("You – ")
    first = await reader.heading
    await reader.press("Enter", "ArrowLeft")
    assert await reader.heading == first
    await reader.press("u")
    assert (await reader.heading, await reader.said) == (where, "Decision taken back.")
    assert [*map(str.split, await reader.see("main .choice"))] == [
        *map(str.split, (f"{choices[0]} · taken before", *choices[1:]))
    ]
    assert await reader.decisions() == [0]


async def test_a_run_that_has_ended_is_kept_when_its_last_decision_is_taken_back(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("h1.ending")
    (before,) = await reader.decisions()
    await reader.press("u")
    assert await reader.decisions() == [before - 1, before]
    await reader.go_to("h1.ending")
    assert await reader.decisions() == [before, before]


async def test_what_cannot_be_chosen_says_why_and_is_no_button(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("main .locked")
    (locked,) = await reader.see("main .locked")
    assert "fermé – " in locked
    assert not await reader.has(".locked button")
    numbers = await reader.tab.evaluate(
        "[...document.querySelectorAll('main [data-number]')].map(b => b.dataset.number)"
    )
    assert numbers == [str(number + 1) for number in range(len(numbers))]


async def test_chance_is_told_before_it_decides(reads: Open, tmp_path: Path) -> None:
    reader = await reads(published(tmp_path, choices={"jump": {"chance": 35}}), language="en-US")
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    assert "chance: 35%" in (await reader.see("main .choice"))[0]


async def test_facts_come_after_the_choice_with_their_sources(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin("board")
    assert "Ce qui s’est vraiment passé" not in await reader.see(".tools button")
    await reader.go_to("h1.chosen")
    for _ in range(40):
        await reader.press("h")
        if await reader.has("dialog[open] .sources a"):
            break
        await reader.press("Escape")
        await reader.go_on()
    assert await reader.focus == "H2 Ce qui s’est vraiment passé"
    links = await reader.tab.evaluate(
        "[...document.querySelectorAll('dialog a')].map(a => [new URL(a.href).protocol, a.rel])"
    )
    assert {protocol for protocol, _ in links} <= {"https:", "http:"}
    assert {rel for _, rel in links} == {"noreferrer noopener"}
    await reader.press("Escape")
    assert not await reader.has("dialog[open]")
    assert (await reader.focus).startswith("H1 ")


async def test_another_language_is_spoken_at_the_same_page(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    for _ in range(9):
        await reader.go_on()
    clock, kept = await reader.see("#top .clock"), await reader.decisions()
    french = await reader.see(".prose")
    await reader.tab.evaluate("document.querySelector('#top button').click()")
    await reader.button("English")
    assert await reader.tab.evaluate("document.documentElement.lang") == "en"
    await reader.button("Continue")
    assert await reader.see(".prose") != french
    assert (await reader.see("#top .clock"), await reader.decisions()) == (clock, kept)


async def test_what_an_episode_left_open_and_came_to_stands_over_the_title_of_the_next(
    reads: Open, baker_page: Path
) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to(".over")
    assert await reader.heading == "Episode 2 – The market"
    assert await reader.focus == "H2 End of episode 1 – Will there be bread?"  # what is read first
    assert (await reader.see(".over .measures"))[0].startswith("heat 33%, flour ")
    await reader.button("The reckoning in full")
    assert await reader.focus == "H1 The reckoning – Episode 1: Before dawn"
    await reader.press("Escape")
    assert (await reader.view, await reader.heading) == ("game", "Episode 2 – The market")


async def test_an_early_ending_offers_to_start_again_at_a_decision_that_led_there(
    reads: Open, story_page: Path
) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("h1.ending")
    why = await reader.see(".causes li")
    assert any("vendredi 17 novembre" in cause for cause in why)
    (offered,) = (words for words in await reader.see("main .choice") if "Repartir de" in words)
    assert "«" in offered
    (before,) = await reader.decisions()
    await reader.button("Repartir de")
    assert await reader.has("main .choice[data-number]")
    after, kept = await reader.decisions()
    assert after < before == kept


async def test_each_line_of_the_reckoning_has_its_facts(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to(".over")
    await reader.button("L’heure des comptes, en entier")
    rows = await reader.see(".timeline li")
    assert any("(comme l’Histoire)" in row for row in rows)
    assert any("L’Histoire " in row and "Vous " in row for row in rows)
    await reader.tab.evaluate("document.querySelector('.timeline button').click()")
    assert await reader.focus == "H2 Ce qui s’est vraiment passé"


async def test_odds_stand_on_the_shelf_after_three_endings(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.button("Fins")
    hints = await reader.see(".shelf:not(.challenges) .hint")
    assert len(hints) == 16
    assert not await reader.has(".shelf .chance")
    ends = {ending: {"r": 1_700_000_000_000} for ending in [*load(shipped_folder()).endings][:3]}
    for count in (2, 3):
        kept = dict([*ends.items()][:count])
        await reader.tab.evaluate(f"localStorage.setItem('holdup/holdup/endings', JSON.stringify({kept}))")
        await reader.button("Revenir")
        await reader.button("Fins")
        assert await reader.has(".shelf .chance") == (count == 3)
    assert await reader.see(".shelf h2") == [ending.title for ending in [*load(shipped_folder()).endings.values()][:3]]


async def test_an_opening_is_locked_until_its_endings_are_known(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.button("New game")
    locked = "document.querySelector('input[value=market]').disabled"
    assert await reader.tab.evaluate(locked)
    assert "Straight to the market Opens after one ending." in await reader.see("label")
    await reader.tab.evaluate("document.querySelector('form .onwards').click()")
    await reader.go_to("h1.ending")
    assert "✦ Unlocked: a new run can begin with “Straight to the market”." in [
        words.strip()
        for words in await reader.tab.evaluate("[...document.querySelectorAll('.unlocked')].map(e => e.innerText)")
    ]
    await reader.button("New game")
    assert not await reader.tab.evaluate(locked)


async def test_without_bearings_no_gauge_is_shown_once_every_ending_is_known(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    ends = {ending: {"r": 1_700_000_000_000} for ending in load(Path("tests/stories/baker")).endings}
    await reader.tab.evaluate(f"localStorage.setItem('holdup/baker/endings', JSON.stringify({ends}))")
    await reader.tab.reload()
    await reader.begin("baker", gauges="bare")
    await reader.go_to("main .choice[data-number]")
    assert "This run is played without bearings." in await reader.see("#panel p")
    assert not await reader.has("#panel .gauge")
    assert "moves: " not in " ".join(await reader.see("main .choice"))
    await reader.press("1")
    assert not await reader.has(".moved")
    await reader.tab.reload()
    await reader.button("Continue")
    assert not await reader.has("#panel .gauge")


async def test_whoever_holds_every_seat_has_no_rival(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.button("New game")
    await reader.tab.evaluate("document.querySelector('input[value=both]').click()")
    assert "You hold every seat: there is no rival." in await reader.see("form p")
    assert await reader.tab.evaluate("document.querySelector('input[value=weighted]').disabled")
    await reader.tab.evaluate("document.querySelector('form .onwards').click()")
    await reader.go_to("main .choice[data-number]")
    assert (await reader.heading).startswith("The baker · ")


async def test_the_seed_can_be_set_and_a_senseless_one_is_refused(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.button("New game")
    await reader.tab.evaluate("document.getElementById('seed').value = '99999999999999999999'")
    await reader.tab.evaluate("document.querySelector('form .onwards').click()")
    assert await reader.said == "A seed is a whole number from 0 to 9223372036854775807."
    await reader.tab.evaluate("document.getElementById('seed').value = '9223372036854775807'")
    await reader.tab.evaluate("document.querySelector('form .onwards').click()")
    (run,) = (await reader.stored()).values()
    assert run["seed"] == "9223372036854775807"


async def test_a_link_opens_a_run_and_lets_one_go_on(reads: Open, story_page: Path) -> None:
    story = load(shipped_folder())
    run = Run.start(Setup(story, seats(story, "altman"), seed=7))
    for _ in range(6):
        run = run.decide(open_choices(run.state)[-1].id)
    reader = await reads(f"{story_page.as_uri()}#{encode(run)}")
    notice = (await reader.see(".notice"))[0]
    assert notice == "Une partie qu’on vous envoie : 6 décisions. La suite est à vous."
    assert await reader.tab.evaluate("location.hash") == ""
    await reader.go_to("main .choice[data-number]")
    await reader.press("1")
    await reader.press("c")
    address = await reader.tab.evaluate("document.querySelector('dialog input').value")
    told = decode(story, address.split("#")[1]).run
    assert told.decisions[:6] == run.decisions
    assert len(told.decisions) == 7


async def test_a_run_is_followed_from_its_beginning_and_left_where_one_chooses_otherwise(
    reads: Open, story_page: Path
) -> None:
    story = load(shipped_folder())
    run = Run.start(Setup(story, seats(story, "altman"), seed=7))
    for _ in range(5):
        run = run.decide(open_choices(run.state)[-1].id)
    reader = await reads(f"{story_page.as_uri()}#{encode(run)}")
    await reader.press("r")
    assert (await reader.heading).startswith("Épisode 1")
    for _ in range(3):
        await reader.go_to("main .choice[data-number]")
        (followed,) = [words for words in await reader.see("main .choice") if "que vous suivez" in words]
        await reader.press(followed[0])
    await reader.go_to("main .choice[data-number]")
    other = next(words[0] for words in await reader.see("main .choice") if "que vous suivez" not in words)
    await reader.press(other)
    await reader.go_to("main .choice[data-number]")
    assert "que vous suivez" not in " ".join(await reader.see("main .choice"))
    await reader.press("c")
    address = await reader.tab.evaluate("document.querySelector('dialog input').value")
    told = decode(story, address.split("#")[1]).run
    assert told.decisions[:3] == run.decisions[:3]
    assert told.decisions[3] != run.decisions[3]


@pytest.mark.parametrize("code", ["holdup-AAAA", "holdup-%", "holdup-", "holdup-AU5DfyJ6AAH8AHc9"])
async def test_a_damaged_link_opens_the_title_and_says_so(reads: Open, story_page: Path, code: str) -> None:
    reader = await reads(f"{story_page.as_uri()}#{code}")
    assert await reader.view == "title"
    assert (await reader.said).startswith("Cette adresse ")


async def test_runs_go_out_as_text_and_come_in_elsewhere(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    for seat in ("baker", "apprentice"):
        await reader.begin(seat)
        await reader.go_to("h1.ending")
        await reader.button("Back to the title")
    await reader.button("Journal")
    lines = await reader.tab.evaluate("document.querySelector('textarea[readonly]').value")
    assert len(lines.splitlines()) == 2
    other = await reads(baker_page, language="en-US")
    await other.button("Journal")
    text = f"My runs: {lines.replace(chr(10), ', ')}. holdup-AAAA".replace("\n", " ")
    await other.tab.evaluate(f"document.getElementById('coming').value = {text!r}")
    await other.button("Take them in")
    assert await other.said == "2 runs have come in. One is damaged: nothing can be read from it."
    assert await other.decisions() == await reader.decisions()
    assert await other.see(".runs .choice b") == await reader.see(".runs .choice b")
    await other.button("Take them in")
    assert (await other.said).startswith("0 runs have come in.")


async def test_a_deleted_run_can_be_brought_back(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.tab.evaluate("document.querySelector('#top button').click()")
    await reader.button("Journal")
    await reader.button("Delete")
    assert await reader.decisions() == []
    await reader.button("Bring the deleted run back")
    assert await reader.decisions() == [0]


async def test_a_word_is_found_on_the_whole_road(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    for _ in range(40):
        await reader.go_on()
    if await reader.view == "reckoning":
        await reader.press("Escape")
    await reader.press("t")
    every = len(await reader.see(".road section"))
    await reader.tab.evaluate(
        "Object.assign(document.getElementById('search'), {value: 'HELENE'}).dispatchEvent(new Event('input'))"
    )
    none = len(await reader.see(".road section:not([hidden])"))
    await reader.tab.evaluate(
        "Object.assign(document.getElementById('search'), {value: 'HELEN'}).dispatchEvent(new Event('input'))"
    )
    some = await reader.see(".road section:not([hidden])")
    assert none == 0 < len(some) < every
    assert all("helen" in section.lower() for section in some)


async def test_what_was_read_before_says_so_and_is_skipped(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("main .choice[data-number]")
    await reader.tab.evaluate("document.querySelector('#top button').click()")
    await reader.begin("baker")
    await reader.press("Enter")
    assert await reader.has(".prose")
    assert "read before" in " ".join(await reader.see("main > .quiet"))
    await reader.press("s")
    assert await reader.has("main .choice[data-number]")


async def test_a_key_held_down_decides_once_and_a_double_click_too(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    key: dict[str, Any] = {"type": "keyDown", "key": "1", "code": "Digit1", "text": "1", "windowsVirtualKeyCode": 49}
    await reader.tab.call("Input.dispatchKeyEvent", **key)
    for _ in range(20):
        await reader.tab.call("Input.dispatchKeyEvent", **key, autoRepeat=True)
    assert await reader.decisions() == [1]
    await reader.go_to("main .choice[data-number]")
    x, y = await reader.tab._place("main .choice[data-number]")
    for count in (1, 2):
        for kind in ("mousePressed", "mouseReleased"):
            await reader.tab.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=count, buttons=1
            )
    assert await reader.decisions() == [2]


async def test_a_french_keyboard_chooses_with_its_upper_row(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    await reader.tab.call("Input.dispatchKeyEvent", type="keyDown", key="&", code="Digit1", text="&")
    assert await reader.decisions() == [1]


async def test_single_keys_can_be_switched_off_and_stay_so(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.button("Réglages")
    await reader.tab.evaluate("document.querySelector('input[type=checkbox]').click()")
    await reader.tab.reload()
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    before = await reader.heading
    await reader.press("1", "h", "t", "l", "u", "?")
    assert (await reader.heading, await reader.decisions(), await reader.has("dialog[open]")) == (before, [0], False)
    await reader.tab.click("main .choice[data-number]")
    assert await reader.decisions() == [1]
    assert (await reader.focus).startswith("H1 ")
    await reader.press("Enter")
    assert not (await reader.focus).startswith("H1 ▸")


async def test_an_ending_on_the_shelf_opens_with_its_text_why_and_its_runs(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("h1.ending")
    ending = (await reader.heading).removeprefix("Fin – ")
    [epitaph] = await reader.see("main .epitaph")
    await reader.press("f")
    assert len(await reader.see(".shelf .opens")) == 1
    await reader.button(ending)
    assert await reader.focus == f"H2 {ending}"
    assert await reader.see("dialog .epitaph") == [epitaph]
    assert "Pourquoi cette fin" in await reader.see("dialog h2")
    assert len(await reader.see("dialog .runs button")) == 1
    await reader.tab.evaluate("document.querySelector('dialog .runs button').click()")
    assert await reader.view == "game"
    await reader.button("Journal")
    await reader.button("Supprimer")
    await reader.press("Escape")
    await reader.button("Fins")
    await reader.button(ending)
    assert "Aucune des parties venues ici ne reste" in " ".join(await reader.see("dialog p"))


async def test_challenges_are_told_when_they_are_met_and_stand_beside_the_endings(
    reads: Open, story_page: Path
) -> None:
    story = load(shipped_folder())
    reader = await reads(story_page)
    met: set[str] = set()
    for choice in (1, 2, 3):
        await reader.tab.evaluate("document.querySelector('#top button').click()")
        await reader.begin()
        await reader.go_to("h1.ending", choice)
        ended = max((await reader.stored()).values(), key=lambda kept: kept["touched"])
        names = [challenge.name for challenge in challenges_met(story, played(story, ended).state)]
        assert await reader.see("main .unlocked b") == [f"Défi relevé : {name}" for name in names]
        met |= set(names)
    await reader.press("f")
    shown = await reader.see(".shelf h3")
    assert len(shown) == len(story.challenges)
    assert {words.removesuffix(" relevé") for words in shown if words.endswith(" relevé")} == met


async def test_who_comes_back_after_hours_is_told_what_went_before(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("h1.chosen")
    await reader.go_on()
    [key] = await reader.stored()
    for hours, told in ((1, False), (3, True)):
        await reader.tab.evaluate(
            f"""(() => {{
              const run = JSON.parse(localStorage.getItem({key!r}));
              localStorage.setItem({key!r}, JSON.stringify({{...run, touched: Date.now() - {hours} * 3600000}}));
            }})()"""
        )
        await reader.tab.reload()
        await reader.until("document.querySelector('.menu') !== null")
        await reader.button("Continue")
        assert await reader.has(".recalled") == told
    assert (await reader.see(".recalled h2, .recalled b"))[:2] == ["Previously", "You"]
    await reader.go_on()
    assert not await reader.has(".recalled")


async def test_a_run_without_bearings_tells_at_its_ending_where_every_gauge_stood(
    reads: Open, story_page: Path
) -> None:
    story = load(shipped_folder())
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("h1.ending")
    await reader.tab.evaluate("document.querySelector('#top button').click()")
    await reader.begin("altman", gauges="bare")
    await reader.go_to("h1.ending", 2)
    (told,) = [words for words in await reader.see("main p") if words.startswith("Ce qui vous était caché")]
    ended = played(story, max((await reader.stored()).values(), key=lambda kept: kept["touched"]))
    assert ended.ending is not None
    for gauge in story.gauges:
        assert f"{gauge.label} {ended.state.values[gauge.index]} sur {gauge.max}" in told
    assert "fait bouger" not in " ".join(await reader.see("main"))
