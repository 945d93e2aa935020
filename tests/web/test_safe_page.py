"""The page is safe and quiet: a stranger's story stays words, nothing is sent, and what is kept is not lost."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from game.web import bundle
from game.web.packing import pack, unpack
from game.web.publish import publish
from tests.web.conftest import Open
from tests.web.reader import Reader
from tests.web.small import folder, published

HOSTILE = (
    "</script><script>window.pwned = 1</script>",
    "<!--<script>",
    "<img src=x onerror='window.pwned = 2'>",
    "{window.pwned = 3}",
)


async def test_a_hostile_story_is_shown_as_it_is_written_and_runs_nothing(reads: Open, tmp_path: Path) -> None:
    script, comment, image, template = HOSTILE
    page = published(
        tmp_path,
        title=f"{image} small",
        text=[f"{script} text", f"> {comment}", f"- \\{template}"],
        place=image,
        episode=script,
        fact=image,
        nerve=image,
        choices={"stay": {"say": f"{script} stay", "news": image}},
    )
    reader = await reads(page, language="en-US")
    assert await reader.heading == f"{image} small"
    await reader.begin()
    assert script in await reader.heading
    await reader.go_on()
    assert f"{script} text" in await reader.see(".prose p")
    assert await reader.see("blockquote") == [comment]
    assert await reader.see(".items li") == [template]
    await reader.press("1", "h")
    assert image in " ".join(await reader.see("dialog h3"))
    await reader.press("Escape", "t")
    assert await reader.tab.evaluate("String(window.pwned)") == "undefined"
    assert await reader.tab.evaluate("document.querySelectorAll('img').length") == 0
    executed = "[...document.scripts].filter(s => s.type === 'module').length"
    assert await reader.tab.evaluate(executed) == 1


async def test_a_story_whose_things_are_all_called_constructor_is_a_story(reads: Open, tmp_path: Path) -> None:
    folder(tmp_path / "story", title="T" * 9_000)
    for file in (tmp_path / "story").glob("*.yaml"):
        named = re.sub(r'"(one|nerve|wall|stay|small|book)"(?=[:,\s\]])', '"constructor"', file.read_text("utf-8"))
        file.write_text(named, "utf-8")
    page = tmp_path / "constructor.html"
    page.write_text(publish(tmp_path / "story").html, "utf-8")
    reader = await reads(page, language="en-US")
    assert await reader.heading == "T" * 9_000
    await reader.begin()
    await reader.go_on()
    await reader.go_to("h1.ending")
    assert "Still there" in await reader.heading
    await reader.tab.reload()
    await reader.button("Journal")
    assert len(await reader.see(".runs .choice")) == 1
    assert not [told for told in reader.tab.said if "Error" in told]


@pytest.mark.parametrize(
    "address",
    ["__proto__", "constructor", "<img src=x onerror=pwned>", "%00", "%E0%A4%A", "javascript:1", "h" * 100_000],
)
async def test_no_address_does_more_than_open_the_title(reads: Open, baker_page: Path, address: str) -> None:
    reader = await reads(f"{baker_page.as_uri()}#{address}", language="en-US")
    assert await reader.view == "title"
    assert await reader.tab.evaluate("document.querySelectorAll('img').length") == 0
    await reader.begin("baker")
    await reader.go_to("h1.ending")
    assert not [told for told in reader.tab.said if "Error" in told]


async def test_an_address_that_runs_code_is_never_a_link(reads: Open, tmp_path: Path) -> None:
    page = published(tmp_path)
    html = page.read_text("utf-8")
    shared = html.split('id="shared">')[1].split("<")[0]
    told = json.dumps(unpack(shared)).replace("https://example.org/wall", "javascript:alert(1)")
    page.write_text(html.replace(shared, pack(json.loads(told))), "utf-8")
    reader = await reads(page, language="en-US")
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    await reader.press("1", "h")
    assert "A house, A book" in " ".join(await reader.see("dialog .sources"))
    assert not await reader.has("dialog a")


async def test_the_policy_refuses_whatever_is_not_the_page_itself(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page)
    refused = (
        "(() => { try { document.body.innerHTML = '<b>x</b>'; return null } catch (error) { return error.name } })()"
    )
    assert await reader.tab.evaluate(refused) == "TypeError"
    script = "Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'})"
    await reader.tab.evaluate(f"(() => {{ try {{ document.head.append({script}) }} catch {{}} }})()")
    assert await reader.tab.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')") == "refused"
    styled = "(p => (p.setAttribute('style', 'color: red'), document.body.append(p), getComputedStyle(p).color))"
    assert await reader.tab.evaluate(f"{styled}(document.createElement('p'))") != "rgb(255, 0, 0)"
    assert await reader.tab.evaluate("String(window.pwned)") == "undefined"


async def test_where_no_script_runs_the_page_says_what_it_needs(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.tab.call("Emulation.setScriptExecutionDisabled", value=True)
    await reader.tab.reload()
    await reader.until("document.body.innerText.includes('it needs JavaScript')")
    assert await reader.heading == "The Oven on Market Day"


async def test_nothing_is_asked_of_any_other_address(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    await reader.go_to("h1.ending")
    await reader.press("l", "Escape", "t", "Escape", "f")
    assert {address.partition("#")[0] for address in reader.tab.requested} <= {story_page.as_uri(), "data:,"}
    assert [said for said in reader.tab.said if "Refused" in said or "exception" in said.lower()] == []


def test_elements_are_made_in_one_module_and_never_from_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout|setInterval"
        r"|\.style\.|setAttribute\(\"style|DOMParser|createContextualFragment|srcdoc"
    )
    made = re.compile(r"createElement|createElementNS|setAttribute\(")
    for path in bundle.modules():
        source = path.read_text("utf-8")
        assert not forbidden.search(source), path
        if path.name not in ("dom.js", "app.js", "shell.js", "new_game.js"):
            assert not made.search(source), path


async def test_where_nothing_may_be_kept_the_game_goes_on_and_says_so(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    refused = "{get() { throw new DOMException('no', 'SecurityError') }}"
    script = f"Object.defineProperty(window, 'localStorage', {refused})"
    await reader.tab.call("Page.addScriptToEvaluateOnNewDocument", source=script)
    await reader.tab.reload()
    await reader.begin("baker")
    assert await reader.see(".notice") == ["The game goes on, but this run is not being saved."]
    await reader.go_to("h1.chosen")
    assert not await reader.has(".notice")  # said once
    await reader.go_to("h1.ending")


async def test_where_there_is_no_room_the_game_goes_on_and_all_is_saved_once_there_is(
    reads: Open, baker_page: Path
) -> None:
    reader = await reads(baker_page, language="en-US")
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    await reader.tab.evaluate(f"window.setItem = Storage.prototype.setItem, {full}, 0")  # filling it takes seconds
    await reader.begin("baker")
    assert await reader.see(".notice") == ["The game goes on, but this run is not being saved."]
    await reader.go_to("h1.chosen")
    assert await reader.decisions() == []
    await reader.tab.evaluate("Storage.prototype.setItem = window.setItem, 0")
    await reader.go_to("main .choice[data-number]")
    await reader.press("1")
    assert await reader.see(".notice") == ["The journal can be written again: the whole run is saved."]
    assert await reader.decisions() == [2]


JUNK = (
    ("run/a", "{"),
    ("run/a", "null"),
    ("run/a", '{"decisions":[],"seed":"x"}'),
    ("run/a", '{"seat":"baker","rival":"history","seed":"1","opening":"","bare":false,"page":0,"touched":1,'
              '"decisions":[[1,2,3]],"snapshot":{}}'),
    ("endings", "[1]"),
    ("endings", '{"cold-oven":{"a":"b"}}'),
    ("endings", '{"constructor":{"a":"b"},"__proto__":{"r":1}}'),
    ("seen", '{"a":1}'),
    ("seen", "[1,null]"),
    ("setting/language", '"xx"'),
    ("setting/keys", "[]"),
)  # fmt: skip
"""What may stand under our keys, and none of our pages has written."""


async def test_what_another_page_wrote_is_no_run_of_ours(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    for key, junk in JUNK:
        await reader.tab.evaluate(f"localStorage.clear(), localStorage.setItem('holdup/baker/{key}', {junk!r})")
        await reader.tab.reload()
        menu = await reader.see(".menu button")
        assert menu == ["New game", "Journal", "Endings (0 / 3)", "Settings"], (key, junk)
        await reader.begin("baker")
        await reader.go_to("h1.ending")
        await reader.button("Endings")
        assert len(await reader.see(".shelf h2")) == 1, (key, junk)


async def test_two_tabs_on_one_run_lose_nothing(reads: Open, baker_page: Path) -> None:
    one = await reads(baker_page, language="en-US", alone=True)
    await one.begin("baker")
    await one.go_to("main .choice[data-number]")
    other = type(one)(await one.tab.another())
    await other.tab.call("Emulation.setUserAgentOverride", userAgent="", acceptLanguage="en-US")
    await other.tab.open(baker_page.as_uri())
    await other.until("document.body.dataset.view === 'title'")
    await other.button("Continue")
    await other.go_on(1)
    assert await other.decisions() == [1]
    await one.go_on(2)
    assert await one.decisions() == [1, 1]
    assert await one.see(".notice") == [
        "This run was also played elsewhere: what was decided there is kept, and here it goes on alone."
    ]
    await other.tab.close()


async def test_a_run_is_gone_on_with_where_it_was_left(reads: Open, story_page: Path) -> None:
    reader = await reads(story_page)
    await reader.begin()
    for _ in range(17):
        await reader.go_on()
    before = await reader.heading, await reader.see(".prose")
    await reader.tab.reload()
    await reader.button("Continuer")
    assert (await reader.heading, await reader.see(".prose")) == before


async def test_an_edited_story_says_what_it_changed(reads: Open, tmp_path: Path) -> None:
    page = published(tmp_path)
    reader = await reads(page, language="en-US")
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    edits: dict[str, tuple[dict[str, Any], list[str]]] = {
        "another number, another choice": (
            {"start": 4, "choices": {"fly": {"say": "Fly.", "to": "jumped", "result": "Up."}}},
            ["The story has changed, and with it: nerve, 3 before, 4 now.", "This choice is new here: “Fly.”."],
        ),
        "the same as at first": ({}, []),
    }
    for given, notices in edits.values():
        published(tmp_path, **given)
        await reader.tab.reload()
        await reader.button("Continue")
        assert await reader.see(".notice") == notices
        await reader.press("Escape")


THE_OTHER_SIDE = (
    ("        history: true\n        effects: {patched", "        effects: {patched"),
    ("say: Fire", "history: true\n        say: Fire"),
)
A_PASSAGE = (
    ("next: the-crack", "next: the-yard"),
    ("  the-crack:", "  the-yard: {title: The yard, text: Cold., next: the-crack}\n  the-crack:"),
)
NOTHING_DRAWN = (("    draw: 1\n", ""),)
RENAMES = (
    *(("  cold-door:", "  door:\n    was: cold-door"), ("start: cold-door", "start: door")),
    *(
        ("  the-crack:\n    was: the-fissure", "  the-split:\n    was: [the-fissure, the-crack]"),
        ("next: the-crack", "next: the-split"),
    ),
    *(("  first-light:", "  dawn:\n    was: first-light"), ("to: first-light", "to: dawn")),
    *(("      clay:", "      ash:\n        was: clay"), ("      nothing:", "      fire:\n        was: nothing")),
    *(("  cat:", "  tom:\n    was: cat"), ("  bell:", "  chime:\n    was: bell")),
)


PASTS = {
    "history": ((THE_OTHER_SIDE, "at “The crack”, the other side now does otherwise than you read."),),
    "weighted": (
        (A_PASSAGE, "it passes by “The yard” now, which you have not read."),
        (NOTHING_DRAWN, "something that you have read no longer happens."),
        (RENAMES, ""),
    ),
}
"""By rival: edits, and what is said of the past that they tell; nothing where it is the same."""


@pytest.mark.parametrize("rival", PASTS)
async def test_a_story_that_tells_another_past_says_so(reads: Open, tmp_path: Path, rival: str) -> None:
    story = Story(tmp_path)
    reader = await story.read_past_the_draw(reads, rival)
    for edits, told in PASTS[rival]:
        notices = await story.gone_on_with(reader, *edits)
        assert notices[:1] == ([f"The story has changed: {told}"] if told else []), edits
        assert await story.gone_on_with(reader) == []  # as it was at first


async def test_another_draw_is_told_and_another_order_is_none(reads: Open, tmp_path: Path) -> None:
    story = Story(tmp_path)
    reader = await story.read_past_the_draw(reads, "weighted")
    [(_, kept)] = (await reader.stored()).items()
    [drawn] = [step.split("//")[1] for step in kept["snapshot"]["trail"] if "//" in step]
    never = {"cat": ("weight: 2\n    at", "weight: 0\n    at"), "bell": ("weight: 1 + flour", "weight: 0")}
    notices = await story.gone_on_with(reader, never[drawn])
    assert notices[0] == "The story has changed: at “First light”, chance now has it otherwise than you read."
    text = story.file.read_text("utf-8")
    reordered = turned_round(text, "      clay:", "      mason:", "      nothing:", "  hearth:")
    reordered = turned_round(reordered, "  hearth:", "  first-light:", "deck:")
    reordered = turned_round(reordered, "  cat:", "  bell:", "")
    assert sorted(reordered) == sorted(text) != list(reordered)
    assert await story.gone_on_with(reader, (text, reordered)) == []


async def test_a_save_that_does_not_say_what_was_read_opens_and_says_so_from_its_next_page_on(
    reads: Open, tmp_path: Path
) -> None:
    story = Story(tmp_path)
    reader = await story.read_past_the_draw(reads, "history")
    [(key, kept)] = (await reader.stored()).items()
    trail = kept["snapshot"].pop("trail")
    assert trail[:2] == ["cold-door", "the-crack/clay"]
    await reader.tab.evaluate(f"localStorage.setItem({key!r}, {json.dumps(json.dumps(kept))})")
    assert await story.gone_on_with(reader, *A_PASSAGE) == []
    await reader.tab.reload()
    await reader.button("Continue")
    await reader.go_on(2)
    [again] = (await reader.stored()).values()
    assert again["snapshot"]["trail"][:3] == ["cold-door", "the-yard", "the-crack/clay"]


DAMAGES: tuple[dict[str, object], ...] = (
    {"trail": [1]},
    {"trail": "none"},
    {"values": None},
    {"offered": [], "scene": 5},
)


async def test_a_save_that_is_damaged_is_made_again_from_its_decisions_and_says_so(
    reads: Open, baker_page: Path
) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("main .choice[data-number]")
    await reader.press("1")
    [(key, kept)] = (await reader.stored()).items()
    for damage in (*DAMAGES, None):
        snapshot = {**kept["snapshot"], **damage} if damage is not None else damage
        damaged = {**kept, "snapshot": snapshot, "page": "x", "touched": 1e300, "bare": None}
        await reader.tab.evaluate(
            f"localStorage.clear(), localStorage.setItem({key!r}, {json.dumps(json.dumps(damaged))})"
        )
        await reader.tab.reload()
        await reader.button("Journal")
        assert len(await reader.see(".runs .choice")) == 1, damage
        await reader.tab.evaluate("document.querySelector('.runs .choice').click()")
        assert await reader.see(".notice") == [
            "This save was damaged: it has been made again from the decisions that it holds."
        ], damage
        assert await reader.decisions() == [1], damage


async def test_a_save_of_which_nothing_can_be_read_is_told_and_left_where_it_is(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    for name, junk in (("a", "{"), ("b", '{"decisions":[[1]]}')):
        await reader.tab.evaluate(f"localStorage.setItem('holdup/baker/run/{name}', {junk!r})")
    await reader.tab.reload()
    await reader.button("Journal")
    assert "2 are damaged: nothing can be read from them." in await reader.see("main p")
    assert await reader.tab.evaluate("localStorage.getItem('holdup/baker/run/a')") == "{"


class Story:
    """The baker's story in a folder of its own, which is edited under a reader."""

    def __init__(self, at: Path) -> None:
        self.page = at / "baker.html"
        self.folder = Path(shutil.copytree("tests/stories/baker", at / "story"))
        self.file = self.folder / "01-before-dawn.yaml"
        self._first = self.file.read_text("utf-8")
        self._publish()

    def _publish(self) -> None:
        self.page.write_text(publish(self.folder).html, "utf-8")

    async def read_past_the_draw(self, reads: Open, rival: str) -> Reader:
        """Read on as the apprentice to the queue, after what the baker decides and what is drawn."""
        reader = await reads(self.page, language="en-US")
        await reader.begin("apprentice", rival=rival)
        await reader.go_to("main .choice[data-number]")
        await reader.go_on(9)
        await reader.go_to("main .choice[data-number]")
        return reader

    async def gone_on_with(self, reader: Reader, *edits: tuple[str, str]) -> list[str]:
        """What the page says first of the run, in the story as it was with these words in place of those."""
        text = self._first
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        self.file.write_text(text, "utf-8")
        self._publish()
        self.file.write_text(self._first, "utf-8")
        await reader.tab.reload()
        await reader.button("Continue")
        notices = await reader.see(".notice")
        await reader.press("Escape")
        return notices


def turned_round(text: str, *starts: str) -> str:
    """A text with the parts that begin so in the opposite order; the last start, if it is any, ends the part before."""
    places = [text.index(f"\n{start}") + 1 if start else len(text) for start in starts]
    parts = [text[first:last] for first, last in pairwise(places)]
    return text[: places[0]] + "".join(reversed(parts)) + text[places[-1] :]


async def test_a_decision_that_is_gone_is_named_and_kept(reads: Open, tmp_path: Path) -> None:
    page = published(tmp_path, choices={"walk": {"say": "Walk.", "to": "stayed", "result": "You walk."}})
    reader = await reads(page, language="en-US")
    await reader.begin()
    await reader.go_to("main .choice[data-number]")
    await reader.button("Walk.")
    published(tmp_path)
    await reader.tab.reload()
    await reader.button("Journal")
    await reader.tab.evaluate("document.querySelector('.runs .choice').click()")
    assert await reader.see(".notice") == [
        "The story has changed since you last played. Your decision “Walk.” no longer exists.",
        "You are back at “The wall · 2001-01-01 08:00”, after 0 of your decisions.",
        "Those that follow (1) stay in the journal, in a run of their own.",
    ]
    await reader.press("1")
    assert await reader.decisions() == [1, 1]
    assert {run["decisions"][0][1] for run in (await reader.stored()).values()} == {"stay", "walk"}
