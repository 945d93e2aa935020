"""The engine in JavaScript shows what Python's shows, to the last byte: runs, searched states, any states at all.

Some hundred cases of each kind in every run of the tests; `HOLDUP_THOROUGH=N` takes N times as many. What is random is
seeded by the day's number of cases alone, so that a failure comes back.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.story.compiled import FORMAT, CompiledStory
from game.story.link import link
from game.story.load import compiled, shipped_folder
from tests import switches
from tests.web import cases
from tests.web.chromium import Chromium
from tests.web.inventions import inventions
from tests.web.loopback import Loopback
from tests.web.view import written

BATCH = 400
"""Cases that a page is asked about at once: more are slow to hand over."""

Engine = tuple[Chromium, Loopback]


async def compared(engine: Engine, stories: dict[str, CompiledStory], made: list[tuple[str, cases.Case]]) -> int:
    """Play cases in the browser, and fail where something differs. Returns how many states were compared."""
    browser, server = engine
    linked = {name: link(document) for name, document in stories.items()}
    addresses = {
        name: server.hand_out(f"{name}.json", {**document, "format": FORMAT, "places": {}})
        for name, document in stories.items()
    }
    for first in range(0, len(made), BATCH):
        batch = made[first : first + BATCH]
        address = server.hand_out("cases.json", [{"story": addresses[name], **case} for name, case in batch])
        script = f"import('/tests/web/compare.js').then(({{ compare }}) => compare({address!r}))"
        for differs in await browser.evaluate(script, seconds=600):
            name, case = batch[differs["case"]]
            told = written(cases.again(linked[name], case, differs["where"]))
            pytest.fail(_parted(name, case, differs["where"], told, written(differs["shown"])))
    return sum(cases.states_in(case) for _, case in made)


def _parted(name: str, case: cases.Case, where: list[Any], python: str, page: str) -> str:
    at = next((i for i, (one, other) in enumerate(zip(python, page, strict=False)) if one != other), 0)
    first = max(0, at - 120)
    setup = {key: case[key] for key in ("seat", "rival", "seed", "opening")}
    return (
        f"{name}, {where}, {setup}\n{case.get('decisions') or case.get('here')}\n"
        f"Python: …{python[first : at + 160]}\nthe page: …{page[first : at + 160]}"
    )


def shipped(language: str) -> CompiledStory:
    return compiled(shipped_folder(), None if language == "fr" else language)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_random_runs_of_the_shipped_story(engine: Engine, language: str) -> None:
    document = shipped(language)
    count = 8 * switches.THOROUGH
    made = islice(cases.runs(link(document), Random(language)), count)
    assert await compared(engine, {language: document}, [(language, case) for case in made]) > 20 * count


async def test_searched_states_and_where_every_open_choice_leads(engine: Engine) -> None:
    document = shipped("fr")
    count = 200 * switches.THOROUGH
    made = islice(cases.explored(link(document), Random(1)), count)
    assert await compared(engine, {"fr": document}, [("fr", case) for case in made]) > 2 * count


async def test_any_values_at_any_scene_reachable_or_not(engine: Engine) -> None:
    document = shipped("en")
    count = 200 * switches.THOROUGH
    made = islice(cases.arbitrary(link(document), Random(2)), count)
    assert await compared(engine, {"en": document}, [("en", case) for case in made]) > 2 * count


async def test_stories_that_nobody_wrote(engine: Engine) -> None:
    stories: dict[str, CompiledStory] = {}
    made: list[tuple[str, cases.Case]] = []
    for number, document in enumerate(islice(inventions(), 30 * switches.THOROUGH)):
        name, random, story = f"invented-{number}", Random(number), link(document)
        stories[name] = document
        for kind, count in ((cases.runs, 4), (cases.explored, 4), (cases.arbitrary, 4)):
            made += [(name, case) for case in islice(kind(story, random), count)]
    assert await compared(engine, stories, made) > 500 * switches.THOROUGH


@pytest.mark.parametrize("folder", sorted(path.parent for path in Path("tests/stories").glob("*/story.yaml")))
async def test_every_story_of_the_tests(engine: Engine, folder: Path) -> None:
    document = compiled(folder)
    made = islice(cases.runs(link(document), Random(3)), 5 * switches.THOROUGH)
    assert await compared(engine, {folder.name: document}, [(folder.name, case) for case in made]) > 0
