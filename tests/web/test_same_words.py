"""The page says what `game.view` says, role by role and word for word, in every language of the story."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from game.i18n import catalogue
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.compiled import CompiledStory
from game.story.compiled_format import FORMAT
from game.story.link import link
from game.story.load import compiled, shipped_folder
from game.web import bundle
from game.web.messages import said as messages
from tests import switches
from tests.web import cases
from tests.web.chromium import Chromium
from tests.web.loopback import Loopback
from tests.web.said import run_said, story_said

Engine = tuple[Chromium, Loopback]


async def compared(engine: Engine, document: CompiledStory, language: str, count: int) -> int:
    """Read random runs of a story with both, page for page. Returns how many stretches were compared."""
    browser, server = engine
    catalogue.set_language(language)
    words = catalogue.excerpt((m.context, m.text, m.plural) for path in bundle.modules() for m in messages(path))
    story, told = link(document), []
    for case in islice(cases.runs(story, Random(language)), count):
        setup = Setup.begun(story, seats(story, case["seat"]), case["rival"], int(case["seed"]), case["opening"])
        run = Run.start(setup)
        parts = [run]
        for choice in case["decisions"]:
            parts.append(parts[-1].decide(choice))
        told.append({**case, "said": [run_said(part) for part in parts]})
    data = {
        "document": {**document, "format": FORMAT, "places": {}},
        "words": words,
        "story": story_said(story),
        "runs": told,
    }
    address = server.hand_out("said.json", data)
    script = f"import('/tests/web/said.js').then(({{ parted }}) => parted({address!r}))"
    found = await browser.evaluate(script, seconds=600)
    assert found is None, found
    return sum(len(one["said"]) for one in told)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_of_the_shipped_story(engine: Engine, language: str) -> None:
    document = compiled(shipped_folder(), None if language == "fr" else language)
    count = 2 * switches.THOROUGH
    assert await compared(engine, document, language, count) > 20 * count


@pytest.mark.parametrize("folder", sorted(path.parent for path in Path("tests/stories").glob("*/story.yaml")))
async def test_of_every_story_of_the_tests(engine: Engine, folder: Path) -> None:
    assert await compared(engine, compiled(folder), "fr", 4 * switches.THOROUGH) > 0
