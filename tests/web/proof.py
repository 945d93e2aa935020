"""Both engines side by side in a browser: where a case is not equal, both texts are told up to where they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.story.compiled import CompiledStory
from game.story.compiled_format import FORMAT
from game.story.link import link
from game.web.publish import needed
from tests.web import cases
from tests.web.chromium import Chromium
from tests.web.loopback import Loopback
from tests.web.view import written

BATCH = 400
"""Cases that a page is asked about at once: more are slow to hand over."""

Engine = tuple[Chromium, Loopback]
Named = tuple[str, cases.Case]
"""A case, and the name of its story."""


async def first_difference(engine: Engine, stories: Mapping[str, CompiledStory], made: Sequence[Named]) -> str:
    """Play cases in the browser. Returns where something differs first, in words; nothing where all is equal."""
    browser, server = engine
    addresses = {
        name: server.hand_out(f"{name}.json", needed({**document, "format": FORMAT, "places": {}}))
        for name, document in stories.items()
    }
    for first in range(0, len(made), BATCH):
        batch = made[first : first + BATCH]
        address = server.hand_out("cases.json", [{"story": addresses[name], **case} for name, case in batch])
        script = f"import('/tests/web/compare.js').then(({{ compare }}) => compare({address!r}))"
        for differs in await browser.evaluate(script, seconds=600):
            name, case = batch[differs["case"]]
            told = written(cases.again(link(stories[name]), case, differs["where"]))
            return _parted(name, case, differs["where"], told, written(differs["shown"]))
    return ""


def _parted(name: str, case: cases.Case, where: list[Any], python: str, page: str) -> str:
    at = next((i for i, (one, other) in enumerate(zip(python, page, strict=False)) if one != other), 0)
    first = max(0, at - 120)
    setup = {key: case[key] for key in ("seat", "rival", "seed", "opening")}
    return (
        f"{name}, {where}, {setup}\n{case.get('decisions') or case.get('here')}\n"
        f"Python: …{python[first : at + 160]}\nthe page: …{page[first : at + 160]}"
    )
