"""Who hears the page is told what lines of text tell: the accessibility tree of a run beside its transcript."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.page import Page, pages
from game.play.run import Run
from game.story.load import load, shipped_folder
from game.view.pages import listed_choices, page_items
from game.view.text import Role
from tests.web.conftest import Open
from tests.web.reader import Reader, played

BAKER = Path(__file__).parents[1] / "stories" / "baker"

AMOUNTS = (Role.GAIN, Role.LOSS, Role.THEIR_GAIN, Role.THEIR_LOSS)
"""What is a number alone: its sentence is made where it is shown, and `test_reading` hears it."""


@pytest.mark.parametrize(("folder", "language"), [(BAKER, "en"), (shipped_folder(), "fr")], ids=["baker", "shipped"])
async def test_a_run_is_heard_as_lines_of_text_tell_it(
    reads: Open, baker_page: Path, story_page: Path, folder: Path, language: str
) -> None:
    page = baker_page if folder == BAKER else story_page
    reader = await reads(page, language={"en": "en-US", "fr": "fr-FR"}[language])
    catalogue.set_language(language)
    await reader.begin()
    leaves = [leaf async for leaf in _leaves(reader)]
    run = played(load(folder), *(await reader.stored()).values())
    transcript = _transcript(run)
    at = 0
    for leaf, said in zip(leaves, _told(run), strict=True):
        for words in said:
            assert words in leaf, leaf
            at = transcript.index(words, at)
    assert at > len(transcript) / 2


async def _leaves(reader: Reader) -> AsyncIterator[str]:
    """What is heard of each page of a run that takes the first choice each time, without the cards between episodes."""
    while True:
        heard = await reader.heard()
        if await reader.tab.evaluate("document.body.dataset.kind") != "card":
            tools = next(place for place, line in enumerate(heard) if line.startswith("navigation "))
            yield _words(heard[heard.index("main") : tools])
        if await reader.has("h1.ending"):
            return
        await reader.go_on()


def _told(run: Run) -> Iterator[list[str]]:
    """What each page of a run says, and what can be chosen on it."""
    for count in range(len(run.decisions) + 1):
        part = run.upto(count)
        for page in pages(part.setup, part.state):
            said = [item.words.plain for item in page_items(page, part, False) if item.role not in AMOUNTS]
            yield [_words([words]) for words in (*said, *_choices(page))]


def _choices(page: Page) -> Iterator[str]:
    return (choice.words.plain for choice in listed_choices(page, ()))


def _transcript(run: Run) -> str:
    """The same run, played by lines."""
    typed, told = io.StringIO("1\n" * len(run.decisions)), io.StringIO()
    journal = Journal.open()
    evening.play(Talk(Lines(typed, told), journal, run.setup.story), ActiveRun(journal, run.upto(0)))
    return _words([told.getvalue()])


def _words(texts: Iterable[str]) -> str:
    """Words alone: the signs between them are each form's own."""
    return " ".join(re.findall(r"\w+", " ".join(texts)))
