"""A story's folder has a budget: what is beyond it is one message, and what the story does not name costs nothing."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

import pytest

from game.explore.transcripts import accepted
from game.explore.walkthroughs import BadWalkthroughs, walkthroughs
from game.story import assemble, flow, tautologies, yaml_tree
from game.story.expression_types import MOST_LETTERS
from game.story.folder import MOST_BYTES, MOST_CATALOGUES, MOST_FILES, MOST_TOGETHER, read_folder
from game.story.load import inspect, load, story_texts
from game.story.po import LONGEST_LINE, MOST_ENTRIES, MOST_LINES_OF_ALL, InvalidCatalogue, parse, parse_what_can_be
from game.story.problems import Problem, Report, Severity
from game.story.saved_odds import read_odds
from game.story.saved_values import read_estimates
from game.story.schema.files import MOST_CHOICES, MOST_SCENES
from game.story.schema.groups import MOST
from game.story.translation import merge
from game.story.yaml_tree import MOST_NODES, Node, most_nodes
from tests.benchmarks.stories import nodes, write_holdup
from tests.story.conftest import Check, Tell, night
from tests.story.pages import BASE, without_idle
from tests.switches import THOROUGH

MOST_MEGABYTES = 300
MOST_SECONDS = 5
"""Of the processor: other work on the machine counts little. Most take two, the worst three on a quiet machine."""


def hole(file: Path, size: int = MOST_BYTES) -> None:
    """A file of zeros that takes no room on the disk."""
    with file.open("wb") as stream:
        stream.truncate(size)


def listing(*names: str) -> str:
    return BASE["story.yaml"].replace("episodes: [night]", f"episodes: [night, {', '.join(names)}]")


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in without_idle(problems)]


def test_what_the_story_does_not_name_is_not_read(tell: Tell) -> None:
    folder = tell()
    for number in range(20):
        hole(folder / f"u{number:02}.yaml")
    os.mkfifo(folder / "v.yaml")
    read = read_folder(folder)
    assert set(read.files) == {"story.yaml", "night.yaml", "endings.yaml"}
    assert len(read.unlisted) == 21
    assert {code for _, code in codes(inspect(folder).problems)} == {"file-not-listed"}


def test_a_name_that_is_written_in_numbers_is_found(tell: Tell) -> None:
    folder = tell(story=BASE["story.yaml"].replace("episodes: [night]", 'episodes: ["n\\x69ght"]'))
    assert codes(inspect(folder).problems) == []


def test_the_story_is_found_behind_any_number_of_other_files(tell: Tell) -> None:
    folder = tell()
    for number in range(MOST_FILES + 100):
        (folder / f"a{number}.yaml").touch()
    assert "stairs" in load(folder).scenes


def test_files_that_are_too_large_together_are_told_where_they_are_listed(tell: Tell) -> None:
    count = MOST_TOGETHER // MOST_BYTES
    names = [f"more{number}" for number in range(count)]
    folder = tell(story=listing(*names))
    for name in names:
        (folder / f"{name}.yaml").write_bytes(b"#" * MOST_BYTES)
    told = [p for p in inspect(folder).problems if p.code == "unreadable-file"]
    assert [str(p.message) for p in told] == [
        f"more{count - 1}.yaml cannot be read: a story’s files hold at most 16 MiB together"
    ]
    assert [str(p.hint) for p in told] == ["cut, or make two stories of it"]


def test_a_story_of_too_many_files_is_told_to_put_scenes_together(tell: Tell) -> None:
    names = [f"a{number}" for number in range(MOST_FILES)]
    folder = tell(story=f"# {' '.join(names)}\n" + BASE["story.yaml"])
    for name in names:
        (folder / f"{name}.yaml").touch()
    told = next(p for p in inspect(folder).problems if "endings.yaml" in str(p.message))
    assert (told.code, str(told.message), str(told.hint)) == (
        "unreadable-file",
        "endings.yaml cannot be read: a story has at most 500 files",
        "put scenes together in fewer files",
    )


def test_more_values_than_a_story_has_are_one_message_before_they_are_read(check: Check) -> None:
    assert codes(check(night="a: [" + "x," * MOST_NODES + "x]")) == [("night.yaml", "file-too-large")]
    half = "a: [" + "x," * (MOST_NODES // 2) + "x]"
    found = codes(check(story=listing("more"), night=half, more=half))
    assert ("more.yaml", "file-too-large") in found
    assert ("night.yaml", "file-too-large") not in found


@pytest.mark.parametrize("word", ["*a", "&a a", "!a a"])
def test_a_file_full_of_what_is_refused_is_not_read_on(check: Check, word: str) -> None:
    found = check(night="a: &a x\nb: [" + ",".join([word] * 100_000) + "]\n")
    assert len(found) <= 201


def test_ten_thousand_scenes_are_no_abuse(tmp_path: Path) -> None:
    read = read_folder(write_holdup(nodes(10_000), tmp_path / "large"))
    assert not read.refused
    assert sum(map(most_nodes, read.files.values())) < MOST_NODES
    assert MOST_SCENES > 10_000


def test_more_catalogues_than_anyone_has_are_told_and_not_looked_at(tell: Tell) -> None:
    folder = tell()
    (folder / "locale").mkdir()
    names = [f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] + [f"b{letter}" for letter in "abcdefgh"]
    for name in names:
        (folder / "locale" / f"{name}.po").write_text("no catalogue")
    found = inspect(folder).problems
    assert len([p for p in found if p.code == "catalogue-syntax"]) == MOST_CATALOGUES
    unread = [p.file for p in found if "was not looked at" in str(p.message)]
    assert unread == [f"locale/{name}.po" for name in names[MOST_CATALOGUES:]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('msgid "' + "a" * LONGEST_LINE + '"\nmsgstr "x"\n', "a line has at most"),
        ("#, " + "f," * LONGEST_LINE + '\nmsgid "a"\nmsgstr "x"\n', "a line has at most"),
        ('msgid "a"\nmsgstr "x"\n' * (MOST_ENTRIES + 1), "at most 60000 entries"),
        ('msgid "a"\nmsgstr "x"\n' + "\n" * MOST_LINES_OF_ALL, "at most 400000 lines"),
    ],
    ids=["line", "flags", "entries", "lines"],
)
def test_a_catalogue_that_would_keep_its_reader_busy_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidCatalogue, match=why):
        parse(text)


def test_a_catalogue_that_is_too_large_is_told_once_and_not_read_but_for_its_first_entry() -> None:
    catalogue, broken, _ = parse_what_can_be('msgid "a"\nmsgstr "x"\n\n' * (MOST_ENTRIES + 1))
    assert catalogue is None
    assert len(broken) == 1


def test_a_long_catalogue_is_not_read_again_for_each_of_its_broken_entries() -> None:
    text = 'msgid "a"\nmsgstr "x"\n\n' * 50_000
    catalogue, broken, _ = parse_what_can_be(text + 'msgid "b\n\n' * 15)
    assert catalogue is None
    assert len(broken) == 6


def test_walkthroughs_of_three_gigabytes_are_one_message(tell: Tell) -> None:
    folder = tell()
    hole(folder / "walkthroughs.yaml", 3 << 30)
    with pytest.raises(BadWalkthroughs) as caught:
        walkthroughs(load(folder), folder)
    assert [problem.code for problem in caught.value.problems] == ["file-too-large"]


def test_pipes_in_the_place_of_what_is_read_on_the_side_keep_nobody_waiting(tell: Tell) -> None:
    folder = tell()
    (folder / "transcripts").mkdir()
    for name in ("odds.json", "values.json", "walkthroughs.yaml", "transcripts/first.txt"):
        os.mkfifo(folder / name)
    story = load(folder)
    assert read_odds(folder, story) is None
    assert read_estimates(folder, {}) is None
    with pytest.raises(BadWalkthroughs):
        walkthroughs(story, folder)
    with pytest.raises(OSError, match="not a file"):
        accepted(folder, "first")


def test_a_derived_value_that_is_too_large_is_told_once(check: Check) -> None:
    story = BASE["story.yaml"] + "derived:\n  big: oil * 999999999\n"
    assert [code for _, code in codes(check(story=story, night=night("[x, {if: big > 3, text: y}]")))] == [
        "number-too-large"
    ]


def chain(count: int, text: str) -> str:
    """Scenes that follow one another; `text` is the YAML of each one's text, in which `{n}` is its number."""
    scenes = "".join(f"  s{n}:\n    text: {text.format(n=n)}\n    next: s{n + 1}\n" for n in range(1, count))
    return night("x").replace("to: dawn", "to: s1") + scenes + f"  s{count}:\n    text: x\n    next: dawn\n"


def test_a_story_of_many_long_expressions_is_told_so_where_they_become_too_many(check: Check) -> None:
    roads = "".join(f"    - {{if: {'oil + ' * 70}{n} > {n + 50}, to: dawn}}\n" for n in range(MOST_LETTERS // 420))
    found = check(night=night("x").partition("    choices:")[0] + f"    next:\n{roads}    - {{to: dawn}}\n")
    assert "expression-too-long" in {code for _, code in codes(found)}
    assert any(f"{MOST_LETTERS} characters together" in str(problem.message) for problem in found)


def test_what_each_scene_asks_of_the_one_before_is_answered_without_room_for_all_pairs(check: Check) -> None:
    found = check(night=chain(3_000, '[{{if: "seen(s{n})", text: x}}]'))
    assert {code for _, code in codes(found)} == {"never-true"}


def test_catalogues_that_are_too_much_together_are_told_and_not_looked_at(tell: Tell) -> None:
    folder = tell()
    (folder / "locale").mkdir()
    for name in ("aa", "ab", "ba"):
        hole(folder / "locale" / f"{name}.po", MOST_TOGETHER // 2)
    unread = [p.file for p in inspect(folder).problems if "was not looked at" in str(p.message)]
    assert unread == ["locale/ba.po"]


THREE = BASE["story.yaml"].replace(
    "stakes: {", "stakes: {" + "".join(f"{name}: {{name: {name}, max: 15, start: 3}}, " for name in "abc")
)


def alternatives(groups: int) -> str:
    """A text of groups, no two alike, each of whose paragraphs is read in one of 4 096 cases."""

    def case(number: int) -> str:
        return f"a == {number % 16} and b == {number // 16 % 16} and c == {number // 256 % 16}"

    rows = ("".join(f"        - {{if: {case(g * 7 + k * 131)}, text: x}}\n" for k in range(31)) for g in range(groups))
    return night("\n" + "".join(f"    - first_of:\n{written}        - y\n" for written in rows))


def test_conditions_that_would_be_tried_for_ever_are_told_once(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tautologies, "MOST_WORK", 50_000)
    told = [p for p in without_idle(check(story=THREE, night=alternatives(3))) if p.code == "expression-too-long"]
    assert [(problem.file, problem.severity, str(problem.message)) for problem in told] == [
        (
            "story.yaml",
            Severity.WARNING,
            "this story’s conditions have too many combinations of values together: not all were tried",
        )
    ]
    monkeypatch.undo()
    assert codes(check(story=THREE, night=alternatives(1))) == []


@pytest.mark.parametrize(
    ("most", "file", "text"),
    [
        (MOST_CHOICES, "night", lambda n: night("x") +
         "".join(f"      c{i}: {{say: A, to: dawn}}\n" for i in range(1, n))),
        (50, "story", lambda n: BASE["story.yaml"].replace(
            "seats: {", "seats: {" + "".join(f"p{i}: {{name: P}}, " for i in range(n - 1)))),
        (MOST, "night", lambda n: night(f"[{'x, ' * (n - 1)}x]")),
    ],
    ids=["choices", "seats", "paragraphs"],
)  # fmt: skip
def test_more_than_anyone_puts_in_one_place_is_one_message(
    check: Check, most: int, file: str, text: Callable[[int], str]
) -> None:
    def refused(count: int) -> list[str]:
        found = check(**{file: text(count)})
        return [str(problem.message) for problem in found if problem.code == "file-too-large"]

    assert refused(most) == []
    assert refused(most + 1) == [f"{most + 1} stand here together, and {most} are the most"]


def test_a_deck_from_which_too_much_is_drawn_is_told_to_be_made_smaller(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = "".join(f"  s{n}: {{text: x, draw: 3, next: {f's{n + 1}' if n < 9 else 'dawn'}}}\n" for n in range(10))
    deck = "deck:\n" + "".join(f"  d{n}: {{text: x {n}}}\n" for n in range(10))
    drawn = night("x").replace("to: dawn", "to: s0") + passages + deck
    assert "file-too-large" not in {code for _, code in codes(check(night=drawn))}
    monkeypatch.setattr(flow, "MOST_DRAWN", 299)
    (told,) = (p for p in check(night=drawn) if p.code == "file-too-large")
    assert str(told.message).startswith("30 storylets are drawn from a deck that holds, and leads to, 10:")


FULL = MOST_NODES - 1_000
HEAVY: dict[str, str | dict[str, str]] = {
    "items": "a: [" + "a," * FULL + "a]",
    "paragraphs": night("[" + "a," * (FULL // 2) + "a]"),
    "braces": night("[" + "{}," * (FULL // 2) + "{}]"),
    "keys": night("x") + "".join(f"    k{number}: 1\n" for number in range(FULL // 2)),
    "choices": night("x") + "".join(f"      c{n}: {{say: A{n}, to: dawn}}\n" for n in range(FULL // 6)),
    "roads": night("x")
    + "      b:\n        say: B\n        to:\n"
    + "        - {if: oil > 1, to: dawn}\n" * (FULL // 6),
    "groups": {"story": THREE, "night": alternatives(1_400)},
    "roads to nowhere": night("x").partition("    choices:")[0]
    + "    next: s0\n"
    + "".join(f"  s{n}: {{title: T{n}, text: x, next: {'q' * 60}{n}}}\n" for n in range(MOST_SCENES - 100)),
    "choices called wrongly": night("x")
    + "".join(f"      c{n}: {{say: A{n}, to: dawn}}\n" for n in range(MOST_CHOICES - 3))
    + "  more:\n    text:\n"
    + "".join(f"    - {{if: took(c{n}z), text: x}}\n" for n in range(MOST))
    + "    next: dawn\n",
    "decisions called wrongly": {
        "night": chain(5_000, "x"),
        "walkthroughs": "walkthroughs:\n"
        + "".join(f"  w{n}: {{decisions: [{', '.join(f'z{n}x{k}' for k in range(200))}]}}\n" for n in range(300)),
    },
    "challenges": {
        "story": BASE["story.yaml"]
        + "challenges:\n"
        + "".join(f"  c{n}: {{name: C, about: x, if: oil > {n % 3}}}\n" for n in range(500)),
        "endings": BASE["endings.yaml"]
        + "".join(f"  e{n}: {{title: E, text: x, epitaph: x, hint: x, instead: x}}\n" for n in range(MOST - 5)),
    },
    "comments": "#a\n" * FULL + night("x"),
    "questions": chain(MOST_SCENES - 100, '[{{if: "seen(s{n})", text: x}}]'),
    "expressions": night("x").partition("    choices:")[0]
    + "    next:\n"
    + "".join(f"    - {{if: {'oil + ' * 70}{n} > {n + 50}, to: dawn}}\n" for n in range(9_000))
    + "    - {to: dawn}\n",
    "names": {
        "night": night("\n" + "".join(f"    - {' '.join(f'Nam{n} said' for n in range(600))}\n" for _ in range(300))),
        "people": "people:\n"
        + "".join(f"  p{n}: {{name: Nam{n}, apposition: a, about: x}}\n" for n in range(FULL // 14)),
    },
    "flags": {
        "story": BASE["story.yaml"].replace("flags: {", "flags: {" + "".join(f"g{n}: A, " for n in range(FULL // 3)))
    },
}


def measured(folder: Path) -> None:
    """See that a folder is checked within its budget."""
    child = subprocess.Popen(
        [sys.executable, "-m", "game", "check", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1)
    assert used.ru_maxrss / 1024 < MOST_MEGABYTES
    assert used.ru_utime + used.ru_stime < MOST_SECONDS


def translated(folder: Path, languages: int = 1) -> Path:
    """The same folder, with catalogues in which each text has a translation."""
    (folder / "locale").mkdir()
    catalogue = merge(story_texts(folder), None, "de", "x")
    for entry in catalogue:
        entry.msgstr = entry.msgid
    for code in itertools.islice(itertools.product(ascii_lowercase, repeat=2), languages):
        (folder / "locale" / f"{''.join(code)}.po").write_text(str(catalogue), "utf-8")
    return folder


FULL_WITH_CATALOGUES = {
    "texts": (1, chain(MOST_SCENES - 100, "[a {n}, b {n}, c {n}, d {n}]")),
    "questions": (1, chain(MOST_SCENES - 100, '[{{if: "seen(s{n})", text: x {n}}}, y {n}]')),
    "many languages": (MOST_CATALOGUES, chain(2_000, "Some words {n}")),
}


@pytest.mark.skipif(THOROUGH < 2, reason="HOLDUP_THOROUGH=2: half a minute")
@pytest.mark.parametrize("kind", FULL_WITH_CATALOGUES)
def test_a_story_and_its_catalogues_that_are_full_both_end_within_their_budget(tell: Tell, kind: str) -> None:
    languages, episode = FULL_WITH_CATALOGUES[kind]
    measured(translated(tell(night=episode), languages))


def test_more_scenes_than_a_story_has_are_one_message(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MOST_SCENES", 50)
    found = check(night=chain(50, "x"))
    assert codes(found) == [("night.yaml", "file-too-large")]
    assert "at most 50 scenes" in str(found[0].message)
    assert "file-too-large" not in {code for _, code in codes(check(night=chain(48, "x")))}


def test_a_story_is_parsed_once_however_many_languages_it_speaks(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = translated(tell(), 4)
    parsed: list[str] = []
    real = yaml_tree.parse_yaml

    def noted(data: bytes, name: str, report: Report, values: int | None = None) -> Node | None:
        parsed.append(name)
        return real(data, name, report, values)

    monkeypatch.setattr(assemble, "parse_yaml", noted)
    inspect(folder)
    assert sorted(parsed) == ["endings.yaml", "night.yaml", "story.yaml"]


@pytest.mark.skipif(THOROUGH < 2, reason="HOLDUP_THOROUGH=2: half a minute")
@pytest.mark.parametrize("kind", HEAVY)
def test_whatever_a_story_holds_it_ends_within_its_budget(tell: Tell, kind: str) -> None:
    heavy = HEAVY[kind]
    folder = tell(**({"night": heavy} if isinstance(heavy, str) else heavy))
    measured(folder)
