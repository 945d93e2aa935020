"""Single edits of four stories: no change of meaning is missed, and no wording is called one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from game.explore.search import Limits
from game.explore.story_diff import StoryDiff, story_diff
from game.story.load import load
from game.story.model import Story
from game.story.problems import BrokenStory
from game.story.renamed_since import told_today
from game.story.whole_story import read
from tests.explore.single_edits import MEANS, WORDING, Edit, Files, Kind, varied

ROOT = Path(__file__).parents[2]
STORIES = (
    ROOT / "tests/stories/baker",
    ROOT / "tests/stories/choir",
    ROOT / "game/story/templates/en",
    ROOT / "game/story/templates/fr",
)

EACH = 9
"""Edits of a kind, over all stories."""


def files_of(folder: Path) -> Files:
    return {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.yaml"))}


def written(files: Files, folder: Path) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def sound_edits(kind: Kind, room: Path) -> Iterator[tuple[Path, Story, Path, Edit]]:
    """Edits of a kind that leave a story sound: one of each story in turn, spread over its files."""
    olds = [written(varied(files_of(story)), room / f"old-{number}") for number, story in enumerate(STORIES)]
    many = [_spread(list(kind(files_of(old)))) for old in olds]
    told = 0
    for number, edits in enumerate(zip_longest(*many)):
        for story, edit in enumerate(edits):
            if edit is None or told == EACH:
                continue
            new = written(edit.files, room / f"new-{story}-{number}")
            try:
                made = load(new)
            except BrokenStory:
                continue
            told += 1
            yield olds[story], made, new, edit


def so_many(kind: Kind, room: Path) -> list[tuple[Path, Story, Path, Edit]]:
    """So many edits of a kind, and not one less."""
    edits = list(sound_edits(kind, room))
    assert len(edits) == EACH
    return edits


def _spread(edits: list[Edit]) -> Iterator[Edit]:
    """First, last, middle, and then what lies between."""
    if edits:
        middle = len(edits) // 2
        yield edits[middle]
        for one, other in zip_longest(_spread(edits[:middle]), _spread(edits[middle + 1 :])):
            yield from (edit for edit in (one, other) if edit is not None)


def told(old: Path, made: Story, new: Path, room: Path) -> StoryDiff:
    """What is said of an edit before anything is explored."""
    room.mkdir()
    renamed = told_today(old, made.was, room)
    return story_diff(read(room if renamed else old), read(new), Limits(), [], renamed)


def test_there_are_two_hundred_edits_of_fourteen_kinds() -> None:
    kinds = {**MEANS, **WORDING}
    assert len(kinds) >= 14
    assert EACH * len(kinds) >= 200


CAME_OR_WENT = {
    "a paragraph more": (1, 0),
    "a variant more": (1, 0),
    "a paragraph less": (0, 1),
    "a variant less": (0, 1),
}
"""Edits that are told as one text that came or went, and as nothing else."""


def test_what_comes_and_goes_is_among_the_edits_that_mean_something() -> None:
    assert CAME_OR_WENT.keys() <= MEANS.keys()


@pytest.mark.parametrize("kind", MEANS)
def test_no_change_of_meaning_is_missed_and_what_came_or_went_is_told_alone(tmp_path: Path, kind: str) -> None:
    for old, made, new, edit in so_many(MEANS[kind], tmp_path):
        diff = told(old, made, new, new / "today")
        assert diff.means, edit.told
        if kind in CAME_OR_WENT:
            assert (diff.parts, diff.wording) == ([], []), (edit.told, diff)
            assert (len(diff.added), len(diff.gone)) == CAME_OR_WENT[kind], (edit.told, diff)


@pytest.mark.parametrize("kind", WORDING)
def test_no_wording_is_called_a_change_of_meaning(tmp_path: Path, kind: str) -> None:
    for old, made, new, edit in so_many(WORDING[kind], tmp_path):
        diff = told(old, made, new, new / "today")
        assert not diff.means, (edit.told, diff)
