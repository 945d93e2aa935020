"""The page for everyone: what axe-core finds, at any size, in any colours, by ear, on paper."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any

from game.web.publish import STYLE
from tests.web.conftest import Open
from tests.web.reader import Reader

LARGE = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }
    p { margin-bottom: 2em !important } html { font-size: 200% }`);
  document.adoptedStyleSheets = [sheet];
})()"""
"""Letters of twice the size, and the spacing that WCAG 1.4.12 lets a reader ask for."""


AXE_FINDS = """axe.run(document, {runOnly: %s, resultTypes: ["violations"]}).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 150))]))"""
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""What other colours can break in a page that is otherwise the same, element by element."""


async def every_view(reader: Reader) -> AsyncIterator[str]:
    """Go through the page, and stop at each view."""
    yield "title"
    await reader.button("Réglages")
    yield "settings"
    await reader.press("Escape")
    await reader.button("Nouvelle partie")
    yield "new game"
    await reader.tab.evaluate("document.querySelector('form .onwards').click()")
    yield "card"
    await reader.go_on()
    yield "scene"
    await reader.go_to("main .locked")
    await reader.tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    yield "decision"
    await reader.go_on()
    yield "result"
    for name, words in (
        ("facts", "Ce qui s’est vraiment passé"),
        ("people", "Qui est qui"),
        ("help", "Aide"),
        ("share", "Partager"),
    ):
        await reader.button(words)
        yield name
        await reader.press("Escape")
    await reader.go_to(".over")
    yield "between episodes"
    await reader.button("L’heure des comptes, en entier")
    yield "reckoning of an episode"
    await reader.go_to("h1.ending")
    yield "ending"
    for key, name in (("l", "reckoning"), ("t", "road"), ("f", "endings")):
        await reader.press(key)
        yield name
        await reader.press("Escape")
    await reader.press("Escape")
    await reader.button("Journal")
    yield "journal"


async def barriers(reader: Reader, *looks: tuple[dict[str, str], list[str]]) -> list[Any]:
    """What axe-core finds in the view that is open, whatever the system asks for."""
    found: list[Any] = []
    for asks, rules in looks:
        await reader.tab.prefer(**asks)
        violations = await reader.tab.evaluate(AXE_FINDS % rules, seconds=120)
        found += [(asks, *violation) for violation in violations]
    return found


async def test_at_a_desk_axe_finds_nothing_and_one_heading_has_the_keyboard_and_names_the_page(
    reads: Open, story_page: Path, axe: str
) -> None:
    reader = await reads(story_page, 1280, 860)
    await reader.tab.evaluate(axe)  # by the debugging protocol: the page's own policy would refuse it
    found: dict[str, list[Any]] = {}
    async for view in every_view(reader):
        heading, focus = await reader.heading, await reader.focus
        if await reader.has("dialog[open]"):
            assert focus.startswith("H2 "), view
        else:
            title = await reader.tab.evaluate("document.title")
            assert heading.startswith(title.split(" – ")[0]), view
            if view == "between episodes":
                assert focus.startswith("H2 Fin de l’épisode "), view
            elif view not in ("title", "decision"):
                assert focus.startswith("H1 "), view
        found[view] = await barriers(
            reader, ({"prefers_color_scheme": "light"}, EVERY_RULE), ({"forced_colors": "active"}, OF_COLOUR)
        )
    assert {view: violations for view, violations in found.items() if violations} == {}


async def test_on_a_telephone_axe_finds_nothing_and_what_is_touched_is_large_enough(
    reads: Open, story_page: Path, axe: str
) -> None:
    reader = await reads(story_page, 390, 844)
    await reader.tab.evaluate(axe)
    found: dict[str, list[Any]] = {}
    small: dict[str, list[str]] = {}
    async for view in every_view(reader):
        small[view] = await reader.tab.evaluate(
            """[...document.querySelectorAll("button, summary, input, label")].filter((e) => e.checkVisibility())
              .map((e) => [e.textContent, e.getBoundingClientRect()])
              .filter(([, box]) => box.height < 24 && box.height > 0 && box.width < 24).map(([words]) => words)"""
        )
        found[view] = await barriers(
            reader, ({"prefers_color_scheme": "dark"}, EVERY_RULE), ({"prefers_contrast": "more"}, OF_COLOUR)
        )
    assert {view: words for view, words in small.items() if words} == {}
    assert {view: violations for view, violations in found.items() if violations} == {}


async def test_nothing_scrolls_sideways_at_320_pixels_with_letters_of_twice_the_size(
    reads: Open, story_page: Path
) -> None:
    reader = await reads(story_page, 320, 640)
    await reader.tab.evaluate(LARGE)
    wide = []
    async for view in every_view(reader):
        over = await reader.tab.evaluate(
            """[...document.querySelectorAll("body *")].filter((e) => !e.closest(".unseen, #skip")
              && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 90)).slice(0, 4)"""
        )
        if over or await reader.tab.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            wide.append((view, over))
    assert wide == []


async def test_words_stand_out_in_all_colours() -> None:
    schemes = re.findall(r":root \{([^}]*)\}", STYLE.read_text("utf-8"))
    assert len(schemes) == 5  # light, dark, more contrast, more contrast in the dark, paper
    for scheme in schemes:
        colours = {name: _luminance(value) for name, value in re.findall(r"--(\w+): #([0-9a-f]{3,6});", scheme)}
        for words, ground in product(("ink", "quiet", "accent"), ("paper", "wash")):
            assert _contrast(colours[words], colours[ground]) >= 4.5, (words, ground, scheme)
        assert _contrast(colours["faint"], colours["paper"]) >= 2.5, scheme  # lines, never words


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


async def test_a_decision_reads_as_lines_of_text_do(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("main .choice[data-number]")
    heard = await reader.heard()
    assert heard[heard.index("heading The bakehouse") :][:13] == [
        "heading The bakehouse",
        "Thursday 14 June, 04:20 · hour 0 of 8",
        "A line runs from the door to the vault, two fingers wide.",
        "The mason has looked twice, and said nothing yet. [invented]",
        "blockquote",
        "An oven is never fixed. It is persuaded.",
        "heading Choices",
        "list",
        "button 1. Clay and ash, now, with bare hands. moves: heat",
        "button 2. Wake the mason. moves: the mason, flour",
        "button 3. Fire it as it is. moves: heat",
        "navigation Tools",
        "button The page before",
    ]


async def test_what_happened_is_announced_once(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("main .choice[data-number]")
    await reader.press("1")
    assert await reader.said == ""  # the new heading has the keyboard, and is heard by that
    await reader.press("u")
    assert await reader.said == "Decision taken back."
    assert "taken back" not in " ".join(await reader.see("main"))
    assert len(await reader.see("[role=status], [role=alert], [aria-live]")) == 1


async def test_what_is_printed_is_the_run_as_text(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    read: list[str] = []
    while not await reader.has("h1.ending"):
        read += await reader.see("main .prose > p")
        await reader.go_on()
    await reader.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    await reader.tab.call("Emulation.setEmulatedMedia", media="print")
    shown = await reader.tab.evaluate("document.body.innerText")
    printed = " ".join(shown.split())
    assert [words for words in read if words.split(" [")[0] not in printed] == []
    assert "Tools" not in shown
    assert "Take back" not in shown
    await reader.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    await reader.tab.call("Emulation.setEmulatedMedia", media="")
    assert await reader.tab.evaluate("document.getElementById('print').childElementCount") == 0


async def test_every_tool_is_a_button_that_says_its_key(reads: Open, baker_page: Path) -> None:
    reader = await reads(baker_page, language="en-US")
    await reader.begin("baker")
    await reader.go_to("h1.chosen")
    keys = await reader.tab.evaluate(
        "[...document.querySelectorAll('.tools button')].map(b => b.getAttribute('aria-keyshortcuts'))"
    )
    assert len(keys) >= 7
    assert len(set(keys)) == len(keys)
