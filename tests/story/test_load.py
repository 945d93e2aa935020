"""Loading: the same story fresh or from the cache, and nothing heavy when nothing changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.paths import cache_dir
from game.story import cache
from game.story.compiled import CompiledStory
from game.story.folder import read_folder
from game.story.load import inspect, load, shipped_folder
from game.story.outline import outline_of
from game.story.problems import BrokenStory
from tests.story.conftest import Tell, night
from tests.story.pages import without_idle

pytestmark = pytest.mark.usefixtures("own_cache")


def kept() -> list[Path]:
    return sorted(cache_dir().glob("story-*"))


def test_a_fresh_story_and_a_kept_one_are_the_same(baker: Path) -> None:
    fresh = inspect(baker).document
    load(baker)
    assert fresh is not None
    found = cache.fetch(cache.cache_key(read_folder(baker).files, None))
    assert found is not None
    assert found.whole() == fresh
    assert json.dumps(found.outline) == json.dumps(outline_of(fresh))
    assert json.loads(json.dumps(fresh)) == {**fresh, "places": {k: list(v) for k, v in fresh["places"].items()}}


def test_the_second_start_parses_nothing(baker: Path) -> None:
    load(baker)
    heavy = (
        "yaml",
        "game.story.yaml_tree",
        "game.story.compile",
        "game.story.compiled",
        "game.story.schema",
        "difflib",
        "textual",
        "datetime",
    )
    script = f"import sys; from game.story.load import load; load({str(baker)!r}); "
    script += f"print([name for name in {heavy!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_a_title_shows_is_known_before_the_scenes_are_read(baker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = load(baker)
    read, parse = list[bytes](), cache.whole_story

    def watched(written: bytes) -> CompiledStory:
        read.append(written)
        return parse(written)

    monkeypatch.setattr(cache, "whole_story", watched)
    story = load(baker)
    assert (story.title, story.premise, story.rules) == (fresh.title, fresh.premise, fresh.rules)
    assert (list(story.seats), list(story.openings)) == (list(fresh.seats), list(fresh.openings))
    assert [v.name for v in story.variables] == [v.name for v in fresh.variables]
    assert (story.start, story.draws, story.drawn) == (fresh.start, fresh.draws, fresh.drawn)
    assert read == []
    assert list(story.scenes) == list(fresh.scenes)
    assert list(story.endings) == list(fresh.endings)
    assert len(read) == 1


def test_a_changed_byte_makes_it_read_again(tell: Tell) -> None:
    folder = tell()
    assert load(folder).scenes["stairs"].text[0].line.source == "A hundred steps."
    tell(night=night("Ninety steps."))
    assert load(folder).scenes["stairs"].text[0].line.source == "Ninety steps."
    tell()
    assert load(folder).scenes["stairs"].text[0].line.source == "A hundred steps."
    assert len(kept()) == 2


def test_each_language_is_kept_apart(tell: Tell) -> None:
    folder = tell()
    load(folder)
    load(folder, "fr")
    assert len(kept()) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"hundred", b"thousan"),
        lambda data: b"\x00\xff" * 100,
        lambda data: b"{}",
        lambda data: data.split(b"\n")[0] + b"\n{}",
    ],
)
def test_a_damaged_cache_is_made_again_in_silence(tell: Tell, damage: object) -> None:
    folder = tell()
    load(folder)
    (file,) = kept()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))  # type: ignore[operator]
    assert load(folder).scenes["stairs"].text[0].line.source == "A hundred steps."
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_only_costs_time(tell: Tell, own_home: Path) -> None:
    own_home.mkdir(parents=True, exist_ok=True)
    cache_dir().write_text("in the way")
    assert load(tell()).title == "The Lighthouse"
    assert load(tell()).title == "The Lighthouse"


def test_a_cache_that_can_be_read_alone_is_read(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tell()
    load(folder)

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "utime", refuse)
    assert cache.fetch(cache.cache_key(read_folder(folder).files, None)) is not None


def test_only_the_stories_used_last_are_kept(tell: Tell) -> None:
    for number in range(cache.MOST_KEPT + 3):
        load(tell(night=night(f"{number} steps.")))
        for age, file in enumerate(sorted(kept(), key=lambda file: -file.stat().st_mtime_ns)):
            os.utime(file, (1e9 - age, 1e9 - age))
    assert len(kept()) == cache.MOST_KEPT


def test_a_broken_story_is_never_kept(tell: Tell) -> None:
    with pytest.raises(BrokenStory):
        load(tell(night=night("1")))
    assert kept() == []


def test_warnings_are_no_hindrance(tell: Tell) -> None:
    folder = tell(morning=night("x"))
    assert [problem.code for problem in without_idle(inspect(folder).problems)] == ["file-not-listed"]
    assert load(folder).title == "The Lighthouse"


def test_the_shipped_story_is_found() -> None:
    assert shipped_folder().is_dir()
