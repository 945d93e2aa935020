"""Somebody who reads a published page: presses keys and buttons, and sees what is there."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from tests.web.chromium import Chromium

_ON = """(() => {
  const shown = [...document.querySelectorAll("main .choice[data-number]")];
  const pick = shown[Math.min(%d, shown.length) - 1];
  const on = document.querySelector("main .onwards");
  const back = [...document.querySelectorAll("main .on button")].at(-1);
  (pick ?? on ?? back).click();
})()"""
"""The next step: a choice by its number (the last, where there are not so many), or the way on."""


class Reader:
    """A reader of one tab.

    Attributes:
        tab: Where the page is open.
    """

    def __init__(self, tab: Chromium) -> None:
        self.tab = tab

    async def see(self, selector: str) -> list[str]:
        """The words of all elements of a selector, as somebody hears them: without what is for eyes alone."""
        found: list[str] = await self.tab.evaluate(
            f"""[...document.querySelectorAll({json.dumps(selector)})].map((element) => {{
              const copy = element.cloneNode(true);
              copy.querySelectorAll("[aria-hidden]").forEach((hidden) => hidden.remove());
              return copy.textContent.replace(/\\s+/gu, " ").trim();
            }})"""
        )
        return found

    @property
    async def heading(self) -> str:
        """The one first heading."""
        (heading,) = await self.see("h1")
        return heading

    @property
    async def view(self) -> str:
        """Which view is open."""
        view: str = await self.tab.evaluate("document.body.dataset.view")
        return view

    @property
    async def said(self) -> str:
        """What is announced."""
        said: str = await self.tab.evaluate("document.getElementById('said').textContent")
        return said

    @property
    async def focus(self) -> str:
        """The element that has the keyboard, by its tag, with its words."""
        focus: str = await self.tab.evaluate(
            "`${document.activeElement.tagName} ${document.activeElement.textContent.replace(/\\s+/gu, ' ').trim()}`"
        )
        return focus

    async def heard(self) -> list[str]:
        """The accessibility tree, a line an element that has a role or words of its own."""
        nodes = (await self.tab.call("Accessibility.getFullAXTree"))["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        lines: list[str] = []

        def walk(node: dict[str, Any]) -> str:
            role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
            inner = [by_id[child] for child in node.get("childIds", []) if child in by_id]
            if role in ("StaticText", "LineBreak") and not node.get("ignored"):
                return str(name)
            if role in ("heading", "button", "DisclosureTriangle", "link", "image") and not node.get("ignored"):
                lines.append(f"{role} {' '.join(name.split())}")
                return ""
            if role in ("list", "blockquote", "navigation", "complementary", "main", "banner"):
                lines.append(f"{role} {name}".strip())
            words = "".join(walk(child) for child in inner)
            if role in ("paragraph", "listitem", "term", "definition", "time") and words.strip():
                lines.append(" ".join(words.split()))
                return ""
            return words

        walk(nodes[0])
        return lines

    async def has(self, selector: str) -> bool:
        """Whether there is an element of a selector."""
        has: bool = await self.tab.evaluate(f"document.querySelector({json.dumps(selector)}) !== null")
        return has

    async def press(self, *keys: str) -> None:
        """Press some keys, one after the other."""
        for key in keys:
            await self.tab.press(key)

    async def button(self, words: str) -> None:
        """Press the first button that says something."""
        says = f"button.textContent.includes({json.dumps(words)})"
        await self.tab.evaluate(f"[...document.querySelectorAll('button')].find((button) => {says}).click()")

    async def begin(self, seat: str = "", **given: str) -> None:
        """Begin a new game from the title: its first card is open."""
        await self.tab.evaluate("document.querySelectorAll('.menu button')[0].click()")
        if await self.view != "new":
            await self.tab.evaluate("document.getElementById('top').querySelector('button').click()")
            await self.tab.evaluate("document.querySelectorAll('.menu button')[1].click()")
        for topic, answer in (({"seat": seat} if seat else {}) | given).items():
            await self.tab.evaluate(f"document.querySelector('input[name={topic}][value={answer}]').click()")
        await self.tab.evaluate("document.querySelector('form .onwards').click()")

    async def go_on(self, choice: int = 1) -> None:
        """Take one step: choose by number, or read on."""
        await self.tab.evaluate(_ON % choice)

    async def go_to(self, selector: str, choice: int = 1, most: int = 800) -> None:
        """Take steps until something is there.

        Only the last page is laid out for the keyboard: that takes as long as all the rest of a step.
        """
        loop = f"""(() => {{
          const {{ focus }} = HTMLElement.prototype;
          let last = () => {{}};
          HTMLElement.prototype.focus = function (...how) {{ last = () => focus.apply(this, how); }};
          try {{
            for (let count = 0; count < {most}; count++) {{
              if (document.querySelector({json.dumps(selector)}) !== null) return true;
              {_ON % choice};
            }}
            return false;
          }} finally {{
            HTMLElement.prototype.focus = focus;
            last();
          }}
        }})()"""
        assert await self.tab.evaluate(loop), f"no {selector} after {most} steps"

    async def keys_to(self, selector: str, choice: int = 1, most: int = 800) -> None:
        """Press keys until something is there: a number where there is a choice, else Enter, or Escape."""
        loop = f"""(() => {{
          const event = (key) => new KeyboardEvent("keydown", {{key, bubbles: true}});
          const press = (key) => document.activeElement.dispatchEvent(event(key));
          for (let count = 0; count < {most}; count++) {{
            if (document.querySelector({json.dumps(selector)}) !== null) return true;
            const choices = document.querySelectorAll("main .choice[data-number]").length;
            if (document.body.dataset.view === "reckoning") press("Escape");
            else press(choices > 0 ? String(Math.min({choice}, choices)) : "Enter");
          }}
          return false;
        }})()"""
        assert await self.tab.evaluate(loop), f"no {selector} after {most} keys"

    async def until(self, expression: str) -> None:
        """Wait for something to be true in the page."""
        for _ in range(600):
            if await self.tab.evaluate(expression):
                return
            await asyncio.sleep(0.03)
        raise AssertionError(f"never: {expression}")

    async def stored(self, under: str = "run/") -> dict[str, Any]:
        """What the browser keeps of this story, read as JSON."""
        ours = f"Object.entries(localStorage).filter(([key]) => key.includes({json.dumps(under)}))"
        kept: dict[str, str] = await self.tab.evaluate(f"Object.fromEntries({ours})")
        return {key: json.loads(text) for key, text in kept.items()}

    async def decisions(self) -> list[int]:
        """How many decisions each kept run has."""
        return sorted(len(run["decisions"]) for run in (await self.stored()).values())


def played(story: Story, kept: dict[str, Any]) -> Run:
    """A run as a page keeps it, played again in Python."""
    run = Run.start(Setup(story, seats(story, kept["seat"]), Rival(kept["rival"]), int(kept["seed"]), kept["opening"]))
    for scene, choice, *_ in kept["decisions"]:
        run = run.decide(choice, scene)
    return run
