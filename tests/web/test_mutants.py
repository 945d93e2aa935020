"""Mistakes put into the JavaScript, one at a time: the comparison with Python finds every one of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from game.story.compiled import CompiledStory
from game.story.link import link
from tests import switches
from tests.web import cases, test_same_parts
from tests.web.chromium import Chromium, PageError
from tests.web.inventions import inventions
from tests.web.loopback import Loopback
from tests.web.mutants import MUTANTS, Mutant
from tests.web.proof import Engine, Named, first_difference
from tests.web.test_same_engine import of_every_kind, shipped

ENGINE = Path("game/web/engine")


def test_each_mistake_has_a_place() -> None:
    assert [mutant for mutant in MUTANTS if mutant.words not in source(mutant)] == []
    assert len(set(MUTANTS)) == len(MUTANTS)


def source(mutant: Mutant) -> str:
    return (ENGINE / f"{mutant.module}.js").read_text("utf-8")


@pytest.mark.skipif(switches.THOROUGH < 2, reason="takes minutes: HOLDUP_THOROUGH=2")
async def test_every_mistake_is_found(engine: Engine) -> None:
    browser, _ = engine
    batches = [batch async for batch in prepared()]
    living = []
    for mutant in MUTANTS:
        if not await finds(browser, mutant, batches):
            living.append(mutant)
            print("lives:", mutant, flush=True)
    assert living == []


Batch = tuple[dict[str, CompiledStory], list[Named]]


async def prepared() -> AsyncIterator[Batch]:
    """What the mistakes are tried on, small batches first."""
    stories, made = dict[str, CompiledStory](), list[Named]()
    for number, document in enumerate(islice(inventions(), 120)):
        stories[name := f"invented-{number}"] = document
        made += of_every_kind(name, document)
    yield stories, made
    document = shipped("fr")
    for kind, count in ((cases.runs, 6), (cases.explored, 60), (cases.arbitrary, 60)):
        yield {"fr": document}, [("fr", case) for case in islice(kind(link(document), Random(9)), count)]


async def finds(browser: Chromium, mutant: Mutant, batches: list[Batch]) -> str:
    """What finds a mistake; nothing where it lives."""
    changed = source(mutant).replace(mutant.words, mutant.instead, 1)
    with Loopback({f"/game/web/engine/{mutant.module}.js": changed}) as server:
        await browser.open(server.url)
        engine = browser, server
        try:
            for name, part in test_same_parts.PARTS.items():
                random = Random(name)
                if await test_same_parts.differing(engine, name, [part(random) for _ in range(1500)]):
                    return name
            rows_of = {
                "codes": test_same_parts.code_rows(4),
                "former": test_same_parts.former_rows(),
                "texts": test_same_parts.text_rows(),
                "packed": test_same_parts.packed_rows(),
                "pasts": test_same_parts.past_rows(),
            }
            for name, rows in rows_of.items():
                if await test_same_parts.differing(engine, name, rows):
                    return name
            for stories, made in batches:
                if told := await first_difference(engine, stories, made):
                    return told
        except PageError as error:
            return str(error)
    return ""
