"""A story that is read again after an edit, with what is known of it, is the story that is read from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.story.assemble import Known, assemble
from game.story.compiled import CompiledStory
from game.story.folder import Folder, read_folder
from game.story.problems import Problem
from tests import switches

STORIES = [read_folder(Path(__file__).parent.parent / "stories" / name) for name in ("baker", "choir")]

PIECES = [
    " ",
    "  ",
    "x",
    "- ",
    "#c ",
    "if: hour < 5",
    "to: nowhere",
    "was: before",
    "{flour}",
    "took(a/b)",
    "at: 2023-11-16 20:40",
    "start: 3",
    "takes: 20 min",
]
"""What a hand may put somewhere: most of it breaks something, here or in another file."""

EDITS = st.tuples(
    st.integers(0, 9), st.integers(0, 999), st.sampled_from(["put", "drop", "twice", "swap", "undo"]),
    st.integers(0, 40), st.sampled_from(PIECES),
)  # fmt: skip


def edited(files: dict[str, bytes], edit: tuple[int, int, str, int, str]) -> dict[str, bytes]:
    """The files after one edit of a line."""
    which, line, kind, column, piece = edit
    names = sorted(name for name in files if name.endswith(".yaml"))
    name = names[which % len(names)]
    lines = files[name].decode().split("\n")
    at = line % len(lines)
    if kind == "put":
        lines[at] = lines[at][:column] + piece + lines[at][column:]
    elif kind == "drop":
        del lines[at]
    elif kind == "twice":
        lines.insert(at, lines[at])
    elif kind == "swap":
        lines[at], lines[at - 1] = lines[at - 1], lines[at]
    return {**files, name: "\n".join(lines).encode()}


def read(folder: Folder, known: Known | None = None) -> tuple[tuple[Problem, ...], CompiledStory | None]:
    return assemble(folder, None, True, True, known)


@pytest.mark.parametrize("story", STORIES, ids=["baker", "choir"])
@settings(max_examples=12 * switches.THOROUGH)
@given(edits=st.lists(EDITS, min_size=1, max_size=6))
def test_reading_again_tells_what_reading_from_nothing_tells(
    story: Folder, edits: list[tuple[int, int, str, int, str]]
) -> None:
    known, states = Known(), [dict(story.files)]
    read(story, known)
    for edit in edits:
        if edit[2] == "undo" and len(states) > 1:
            states.pop()
        else:
            states.append(edited(states[-1], edit))
        folder = Folder(states[-1], story.refused, story.unlisted)
        assert read(folder, known) == read(folder)


def compiled_anew(known: Known, before: dict[str, object]) -> set[str]:
    """The episodes that were compiled since."""
    return {stem for stem, episode in known.episodes.episodes.items() if before.get(stem) is not episode}


def after(edit: tuple[str, str, str]) -> set[str]:
    """The episodes of the baker's story that are compiled anew after some words of a file were replaced."""
    name, old, new = edit
    baker, known = STORIES[0], Known()
    read(baker, known)
    before = dict(known.episodes.episodes)
    assert old in baker.files[name].decode()
    files = {**baker.files, name: baker.files[name].decode().replace(old, new, 1).encode()}
    read(Folder(files, {}), known)
    return compiled_anew(known, dict(before))


def test_a_word_in_one_episode_compiles_no_other() -> None:
    assert after(("01-before-dawn.yaml", "The clock on the wall", "The clock over the door")) == {"01-before-dawn"}


def test_a_name_that_others_may_mean_compiles_them_all() -> None:
    assert after(("01-before-dawn.yaml", "  the-crack:\n", "  the-split:\n")) >= {"02-market"}


def test_a_declaration_compiles_them_all() -> None:
    assert after(("story.yaml", "version: 1", "version: 2")) == {"01-before-dawn", "02-market"}


def test_an_episode_in_which_something_is_wrong_is_told_of_again() -> None:
    baker, known = STORIES[0], Known()
    broken = baker.files["01-before-dawn.yaml"].decode().replace("next: the-crack", "next: the-crak", 1).encode()
    folder = Folder({**baker.files, "01-before-dawn.yaml": broken}, {})
    first = read(folder, known)[0]
    assert [problem.code for problem in first] == ["leads-nowhere"]
    assert read(folder, known)[0] == first


def test_a_missing_clock_is_told_of_the_next_episode_that_needs_it() -> None:
    episode = (
        "episode: E\nnumber: 1\nstart: {name}\nscenes:\n  {name}: {{at: 2000-01-01 10:00, text: A., next: {to}}}\n"
    )
    one, two = episode.format(name="a", to="b").encode(), episode.format(name="b", to="end").encode()
    story = b"id: s\ntitle: S\nlanguage: en\nversion: 1\nabout: A.\nseats: {me: {name: M, about: A.}}\n"
    story += b"episodes: [one, two]\n"
    endings = b"endings:\n  end: {title: E, text: E., epitaph: E, hint: H, instead: I.}\n"
    files, known = {"story.yaml": story, "endings.yaml": endings, "one.yaml": one, "two.yaml": two}, Known()

    def clockless(files: dict[str, bytes]) -> list[str]:
        return [problem.file for problem in read(Folder(files, {}), known)[0] if problem.code == "no-clock"]

    assert clockless(files) == ["one.yaml"]
    assert clockless({**files, "one.yaml": one.replace(b"at: 2000-01-01 10:00, ", b"")}) == ["two.yaml"]
