"""A story is a stranger's file: it can run nothing, reach nothing, say nothing to the terminal, and exhaust nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from game.story.load import inspect, load
from game.story.markup import Style, parse_block
from game.story.problems import MOST_PROBLEMS, BrokenStory, Severity, StoryNotFound
from game.story.unfit_characters import find_unfit
from tests.story.conftest import Check, Tell, night
from tests.story.pages import BASE, without_idle


def quickly(check: Check, **files: str) -> list[str]:
    start = time.process_time()
    found = [problem.code for problem in check(**files)]
    assert time.process_time() - start < 5
    return found


def test_a_bomb_of_aliases_is_one_message(check: Check) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in range(1, 30):
        bomb += f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n"
    found = quickly(check, night=bomb)
    assert found.count("anchor") == 1
    assert "alias" not in found


def test_three_thousand_nested_lists_are_one_message(check: Check) -> None:
    assert quickly(check, night="a: " + "[" * 3000 + "]" * 3000) == ["too-deep"]
    assert quickly(check, night="a: " + "{a: " * 3000 + "}" * 3000) == ["too-deep"]
    assert quickly(check, night="a:\n  " + "- " * 3000 + "x") == ["too-deep"]


def test_a_number_of_four_hundred_digits_is_one_message(check: Check) -> None:
    assert quickly(check, night=night("1" * 400)) == ["number-too-large"]
    expression = "[{if: oil < " + "1" * 400 + ", text: x}]"
    assert quickly(check, night=night(expression)) == ["number-too-large"]


@pytest.mark.parametrize("words", ["[@click=app.quit]", "[/", "[/bold]", "[$x]", "[link=file:///etc/passwd]x[/link]"])
def test_markup_of_screens_is_inert(tell: Tell, words: str) -> None:
    story = load(tell(night=night(f'"{words} and on"')))
    shown = story.scenes["stairs"].text[0].line.block(story.start)
    assert shown.plain == f"{words} and on"
    assert [span.style for span in shown.spans] == [Style.PLAIN]


@pytest.mark.parametrize(
    "escape", ["\\e]0;gotcha\\a", "\\e[2J", "\\x9b2J", "\\x07", "\\x00", "\\x7f", "\\r", "\\t", "\\u2028"]
)
def test_words_to_the_terminal_are_refused(check: Check, escape: str) -> None:
    found = check(night=night(f'"A {escape} B"'))
    assert {problem.code for problem in found} <= {"control-character", "tab"}
    assert {(problem.file, problem.line, problem.column) for problem in found} == {("night.yaml", 6, 11)}


@pytest.mark.parametrize("raw", ["\x1b[2J", "\x07", "\x9b", "\x7f", "\x85", "\u2029", "\ufeff"])
def test_raw_control_characters_are_refused_where_they_stand(check: Check, raw: str) -> None:
    found = check(night=night(f"AB{raw}"))
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("control-character", 6, 13)]


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_characters_that_turn_the_writing_are_refused(check: Check, sign: str) -> None:
    assert [problem.code for problem in check(night=night(f"A {sign} B"))] == ["bidi-character"]


@pytest.mark.parametrize(
    "emoji",
    ["\u2764\ufe0f", "\U0001f468\u200d\U0001f469", "\U0001f44d\U0001f3fd", "1\ufe0f\u20e3", "\U0001f1eb\U0001f1f7"],
)
def test_emoji_that_break_the_width_are_refused_and_plain_ones_are_not(check: Check, emoji: str) -> None:
    assert {problem.code for problem in check(night=night(f"A {emoji} B"))} == {"fragile-emoji"}
    assert check(night=night("Snow \u2744 and \U0001f980 and 漢字 and « fine\u00a0» \u202f!")) == ()


def test_half_a_character_is_unfit() -> None:
    assert [found.code for found in find_unfit("a\ud800b")] == ["control-character"]


def test_an_endless_chain_of_next_is_told_and_a_long_one_is_not_an_error(check: Check) -> None:
    head = "episode: E\nnumber: 1\nstart: s0\nscenes:\n"
    chain = "".join(f"  s{i}: {{text: x, next: s{i + 1}}}\n" for i in range(3000))
    assert quickly(check, night=head + chain + "  s3000: {text: x, next: dawn}\n") == []
    assert "endless-passages" in quickly(check, night=head + chain + "  s3000: {text: x, next: s5}\n")


def test_derived_values_cannot_grow_without_end(check: Check) -> None:
    story = "id: x\ntitle: x\nlanguage: en\nclock: {start: 1901-03-01 18:00, hours: 12}\nseats: {keeper: {name: x}}\n"
    story += "stakes: {oil: {name: oil, max: 9, start: 5}}\nflags: {lit: x}\nepisodes: [night]\nderived:\n"
    doubled = "  d0: oil\n" + "".join(f"  d{i}: d{i - 1} + 0 * d{i - 1}\n" for i in range(1, 60))
    assert "expression-too-long" in quickly(check, story=story + doubled)
    chain = "  d0: oil\n" + "".join(f"  d{i}: d{i - 1} + 0\n" for i in range(1, 1900))
    assert "expression-too-long" in quickly(check, story=story + chain)
    circle = "".join(f"  d{i}: d{(i + 1) % 1999}\n" for i in range(1999))
    assert "derived-cycle" in quickly(check, story=story + circle)


def test_a_million_mistakes_are_told_five_hundred_times(check: Check) -> None:
    keys = "".join(f"    kee{i}: x\n" for i in range(100_000))
    found = quickly(check, night=f"episode: E\nnumber: 1\nstart: s\nscenes:\n  s:\n    text: x\n    next: dawn\n{keys}")
    assert len(found) == MOST_PROBLEMS


def test_no_number_of_warnings_hides_an_error(tell: Tell) -> None:
    idle = ", ".join(f"idle{i}: x" for i in range(MOST_PROBLEMS + 99))
    wrong = "walkthroughs: {up: {about: Up., seat: keeper, decisions: [stairs:nowhere], ending: dawn}}\n"
    story = tell(story=BASE["story.yaml"].replace("flags: {", f"flags: {{{idle}, "), walkthroughs=wrong)
    found = inspect(story).problems
    assert sum(problem.severity is Severity.WARNING for problem in found) == MOST_PROBLEMS
    assert [problem.file for problem in found if problem.severity is Severity.ERROR] == ["walkthroughs.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "\x1b" * 1_000_000,
        "\n" * 500_000 + "\u202e\n" * 500_000,
        "a: &" + "b" * 1_000_000 + " c",
        "b" * 1_000_000 + ": 1",
        "a: [" + "b," * 500_000 + "]",
        "a: " + "{" * 1_000_000,
        "- " * 1_000_000,
        "a" * 1_000_000,
        "? " * 500_000,
        "".join(f"a{i}: {{if: oyl > {i}}}\n" for i in range(20_000)),
    ],
    ids=range(10),
)
def test_a_large_heap_of_nonsense_is_told_quickly_and_shortly(check: Check, text: str) -> None:
    start = time.process_time()
    found = check(night=text)
    assert time.process_time() - start < 8
    assert found
    assert max(len(str(problem)) for problem in found) < 400


def test_many_slips_in_expressions_are_told_quickly(check: Check) -> None:
    scenes = "".join(
        f"  s{i}:\n    text: x\n    next: [{{if: oyl > {i + 1}, to: dawn}}, {{to: dawn}}]\n" for i in range(5000)
    )
    found = quickly(check, night=f"episode: E\nnumber: 1\nstart: s0\nscenes:\n{scenes}")
    assert set(found) == {"unknown-name", "unreachable-scene"} or set(found) == {"unknown-name"}


def test_a_text_full_of_stars_takes_no_time() -> None:
    start = time.process_time()
    parse_block("*a" * 5000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("stem", ["../../etc/passwd", "/etc/passwd", "..", "story", "endings", "a/b"])
def test_an_episode_cannot_name_a_file_outside(check: Check, stem: str) -> None:
    story = "id: x\ntitle: x\nlanguage: en\nclock: {start: 1901-03-01 18:00, hours: 12}\nseats: {keeper: {name: x}}\n"
    found = check(story=f'{story}stakes: {{oil: {{name: o, max: 9, start: 5}}}}\nepisodes: [night, "{stem}"]\n')
    assert {problem.code for problem in found} <= {"bad-name", "reserved-name"}
    assert found


def test_links_out_of_the_folder_are_refused_and_links_inside_are_followed(tell: Tell) -> None:
    folder = tell()
    secret = folder.parent / "secret.yaml"
    (folder / "night.yaml").rename(secret)
    (folder / "night.yaml").symlink_to(secret)
    assert [problem.code for problem in inspect(folder).problems] == ["unreadable-file"]
    (folder / "night.yaml").unlink()
    secret.rename(folder / "night.txt")
    (folder / "night.yaml").symlink_to("night.txt")
    assert without_idle(inspect(folder).problems) == ()


def test_pipes_folders_and_circles_in_the_place_of_files_do_not_hang(tell: Tell) -> None:
    folder = tell()
    for make in (os.mkfifo, os.mkdir, lambda path: os.symlink("night.yaml", path)):
        (folder / "night.yaml").unlink()
        make(folder / "night.yaml")
        assert [problem.code for problem in inspect(folder).problems] == ["unreadable-file"]
        if make is os.mkdir:
            (folder / "night.yaml").rmdir()
            (folder / "night.yaml").touch()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such folder"),
        (lambda path: path.touch(), "this is a file"),
        (lambda path: path.mkdir(), "empty"),
        (lambda path: (path.mkdir(), (path / "night.yaml").touch()), "no story.yaml"),
        (lambda path: (path.mkdir(), (path / "story.yml").touch()), "story.yml"),
        (lambda path: (path.mkdir(), (path / "story.yaml").mkdir()), "cannot be read"),
        (lambda path: (path.mkdir(), (path / "story.yaml").symlink_to("/etc/passwd")), "leads out"),
    ],
)
def test_where_there_is_no_story_a_sentence_says_why(tmp_path: Path, make: object, words: str) -> None:
    make(tmp_path / "there")  # type: ignore[operator]
    for ask in (load, inspect):
        with pytest.raises(StoryNotFound, match=words):
            ask(tmp_path / "there")


def test_a_broken_story_is_not_loaded_and_tells_everything(tell: Tell) -> None:
    with pytest.raises(BrokenStory) as caught:
        load(tell(night=night("1"), endings="endings: {dawn: {titel: x}}"))
    assert {problem.file for problem in caught.value.problems} == {"night.yaml", "endings.yaml"}
    assert "night.yaml:6:11: error[wrong-type]" in str(caught.value)
