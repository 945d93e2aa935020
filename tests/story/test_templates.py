"""The stories to start from: sound, playable, and everything that their comments speak of is met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from game.play.page import offers, pages
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story import schema, templates
from game.story.load import inspect, load, story_texts
from game.story.markup import strip_markup
from game.story.model import Story
from tests.test_shipped import FRENCH_SPACES, STRAIGHT

FILES = Path(templates.__file__).parent


@pytest.fixture(params=templates.languages())
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    templates.begin(tmp_path / "My Story", request.param)
    return tmp_path / "My Story"


def runs(story: Story) -> Iterator[Run]:
    """Every road of every seat, under a dozen seeds, with each run's beginnings."""
    for seat, seed in product((*story.seats, "both"), range(12)):
        waiting = [Run.start(Setup(story, seats(story, seat), Rival.WEIGHTED, seed))]
        while waiting:
            run = waiting.pop()
            yield run
            open_choices = [offer.choice.id for offer in offers(run.setup, run.state) if offer.number is not None]
            waiting += (run.decide(choice) for choice in open_choices)


def test_a_new_story_has_no_problem_and_bears_its_folders_name(folder: Path) -> None:
    assert inspect(folder).problems == ()
    assert load(folder).id == "my-story"


def test_it_is_set_as_its_language_is(folder: Path) -> None:
    found = story_texts(folder)
    assert [path for path, text in found.items() if STRAIGHT.search(text)] == []
    if load(folder).language == "fr":
        assert [path for path, text in found.items() if FRENCH_SPACES.search(strip_markup(text))] == []


def test_every_line_of_it_can_be_met(folder: Path) -> None:
    story = load(folder)
    met: set[str] = set()
    locked: set[str] = set()
    for run in runs(story):
        met.add(run.state.here.id)
        met |= {f"{took.scene.id}/{took.choice.id}" for took in run.taken()}
        for page in pages(run.setup, run.state):
            met |= {page.key, *(passage.block.plain for passage in page.passages)}
            locked |= {offer.choice.id for offer in page.offers if offer.number is None}
    every = {storylet.id for episode in story.episodes.values() for storylet in episode.deck} | set(story.endings)
    every |= {f"{scene.id}/{choice.id}" for scene in story.scenes.values() for choice in scene.choices}
    texts = [*(scene.text for scene in story.scenes.values()), *(ending.text for ending in story.endings.values())]
    every |= {p.line.source for text in texts for p in text if not p.line.numbers}
    assert every <= met
    assert len(locked) == 1


def test_the_schemas_stand_where_the_first_lines_look_for_them(folder: Path) -> None:
    for file in folder.glob("*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text("utf-8"))
        assert named
        kind = Path(named[1]).stem
        assert kind == (file.stem if file.stem in schema.KINDS else "episode")
        assert (folder / named[1]).read_text("utf-8") == schema.written(kind)


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        templates.begin(tmp_path, "en")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_all_languages_tell_the_same_story() -> None:
    shapes = set()
    for language in templates.languages():
        story = load(FILES / language)
        scenes = [(len(s.text), len(s.choices), s.seat is None, len(s.exits)) for s in story.scenes.values()]
        shapes.add((tuple(scenes), len(story.endings), tuple((v.kind, v.min, v.max, v.start) for v in story.variables)))
    assert len(templates.languages()) == 2
    assert len(shapes) == 1
