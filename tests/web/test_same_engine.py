"""The engine in JavaScript shows what Python's shows, to the last byte: runs, searched states, any states at all.

Some hundred cases of each kind in every run of the tests; `HOLDUP_THOROUGH=N` takes N times as many. What is random is
seeded by its own name, so that a failure comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.load import compiled, shipped_folder
from tests import switches
from tests.web import cases
from tests.web.inventions import inventions
from tests.web.proof import Engine, Named, first_difference


async def compared(engine: Engine, stories: Mapping[str, CompiledStory], made: Sequence[Named]) -> int:
    """See that cases are equal. Returns how many states that were."""
    assert await first_difference(engine, stories, made) == ""
    count = sum(cases.states_in(case) for _, case in made)
    print(f"{count} states compared")
    return count


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
    made: list[Named] = []
    for number, document in enumerate(islice(inventions(), 30 * switches.THOROUGH)):
        stories[name := f"invented-{number}"] = document
        made += of_every_kind(name, document)
    assert await compared(engine, stories, made) > 500 * switches.THOROUGH


def of_every_kind(name: str, document: CompiledStory) -> list[Named]:
    """Four cases of each kind."""
    random, story = Random(name), link(document)
    kinds = (cases.runs, cases.explored, cases.arbitrary)
    return [(name, case) for kind in kinds for case in islice(kind(story, random), 4)]


@pytest.mark.parametrize("folder", sorted(path.parent for path in Path("tests/stories").glob("*/story.yaml")))
async def test_every_story_of_the_tests(engine: Engine, folder: Path) -> None:
    document = compiled(folder)
    made = islice(cases.runs(link(document), Random(3)), 5 * switches.THOROUGH)
    assert await compared(engine, {folder.name: document}, [(folder.name, case) for case in made]) > 0


async def test_history_chooses_among_equals_by_their_first_ids(engine: Engine) -> None:
    stories: dict[str, CompiledStory] = {}
    made: list[Named] = []
    for number, document in enumerate(islice(inventions(), 12 * switches.THOROUGH)):
        for scene in (scene for part in document["episodes"] for scene in part["scenes"]):
            scene["choices"].sort(key=lambda choice: choice["id"], reverse=True)
            for choice in scene["choices"]:
                choice |= {"history": False, "supposed": False, "weight": ["int", 1]}
        stories[name := f"equals-{number}"] = document
        made += of_every_kind(name, document)
    assert any(case["rival"] == "history" for _, case in made)
    assert await compared(engine, stories, made) > 150 * switches.THOROUGH
