"""YAML is read strictly: what is typed, what stays words, and what is refused, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.problems import Problem, Report
from game.story.yaml_tree import Node, parse_yaml


def tree(text: str | bytes) -> Node:
    report = Report()
    node = parse_yaml(text if isinstance(text, bytes) else text.encode(), "a.yaml", report)
    assert report.problems == ()
    assert node is not None
    return node


def refused(text: str | bytes) -> tuple[Problem, ...]:
    report = Report()
    parse_yaml(text if isinstance(text, bytes) else text.encode(), "a.yaml", report)
    return report.problems


WORDS = ["no", "yes", "on", "Off", "y", "True", "FALSE", "Null", ".inf", "12:30", "2023-11-16"]
NUMBERS = ["010", "0x1f", "-0x1", "0o7", "1e3", "1_000", "+1", "1.5", ".5"]


@pytest.mark.parametrize("word", [*WORDS, *NUMBERS, "2023-11-16 20:40"])
def test_words_that_other_readers_would_type_stay_words(word: str) -> None:
    assert tree(f"a: {word}").data() == {"a": word}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("999999999", 999999999),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_only_booleans_plain_integers_and_null_are_typed(written: str, meant: object) -> None:
    assert tree(f"a: {written}\nb: x").data() == {"a": meant, "b": "x"}


@pytest.mark.parametrize("written", ['"true"', "'12'", '"null"', ">-\n  12", "|-\n  true"])
def test_quoted_and_block_scalars_are_words(written: str) -> None:
    assert isinstance(tree(f"a: {written}").data()["a"], str)


def test_every_value_knows_its_place_and_its_key() -> None:
    root = tree("é: une\nliste:\n  - un\n  - {x: deux}\n")
    second = root.entries["liste"].items[1].entries["x"]
    assert (second.line, second.column) == (4, 9)
    assert second.name is not None
    assert (second.name.line, second.name.column) == (4, 6)
    assert (root.entries["é"].line, root.entries["é"].column) == (1, 4)


def test_a_text_that_stands_word_for_word_in_the_file_says_so() -> None:
    root = tree('plain: lit and dry\nquoted: "lit and dry"\nescaped: "lit \\u0061nd"\nfolded: >-\n  lit\n  and\n')
    assert [child.offset for child in root.entries.values()] == [0, 1, None, None]


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert tree(b"\xef\xbb\xbfa: b\r\nc: d\r\n").data() == {"a": "b", "c": "d"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: [*x]\n", "alias", 1),
        ("a:\n  - &x 1\n", "anchor", 2),
        ("a: !!python/object/apply:os.system ['ls']\n", "tag", 1),
        ("a: !!binary aGk=\n", "tag", 1),
        ("<<: {a: 1}\n", "merge-key", 1),
        ("a: 1\n---\nb: 2\n", "several-documents", 2),
        ("1: one\n", "key-not-a-name", 1),
        ("[a, b]: one\n", "key-not-a-name", 1),
        ("? \n: one\n", "key-not-a-name", 1),
        ("a: 1234567890\n", "number-too-large", 1),
        ("", "empty-file", 1),
        ("# nothing\n", "empty-file", 1),
        ("a:\n\tb: 1\n", "tab", 2),
        ("a: b: c\n", "unquoted-colon", 1),
        ("a: *b* c\n", "special-start", 1),
        ("a: @b\n", "special-start", 1),
        ("a: `b`\n", "special-start", 1),
        ("a: %b\n", "special-start", 1),
        ("a: 1\nb: 'open\n", "unclosed-quote", 2),
        ("a: 1\n  b: 2\n", "bad-indentation", 2),
        ("a:\n  b: 1\n c: 2\n", "bad-indentation", 3),
        ("a: [1, 2\nb: 3\n", "unclosed-bracket", 1),
        ("a: 'l'heure'\n", "text-after-quote", 1),
        ("a: 1\nb\n", "missing-colon", 2),
        ("a: - b\n", "misplaced-dash", 1),
        ('a: "\\q"\n', "bad-escape", 1),
        ('a: "\\ud800"\n', "bad-escape", 1),
    ],
)  # fmt: skip
def test_a_mistake_is_one_problem_at_its_line(text: str, code: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in refused(text)] == [(code, line)]


def test_a_duplicate_key_names_the_first_line() -> None:
    assert "line 1" in str(refused("a: 1\nb: 2\na: 3\n")[0].message)


@pytest.mark.parametrize("data", [b"a: \xe9t\xe9\n", "a: b\n".encode("utf-16"), b"\xff\xfe\x00", b"a: \xed\xa0\x80\n"])
def test_bytes_that_are_not_utf8_are_told_at_their_line(data: bytes) -> None:
    assert [problem.code for problem in refused(data)] == ["not-utf8"]


@given(st.text())
def test_no_text_crashes_the_reader(text: str) -> None:
    report = Report()
    parse_yaml(text.encode("utf-8", "surrogatepass"), "a.yaml", report)


@given(st.binary())
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    report = Report()
    parse_yaml(data, "a.yaml", report)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in report.problems)


@given(st.text(alphabet="ab:-[]{}\"'#&*!|>%@` \n\\,?", max_size=60))
def test_no_scrap_of_yaml_crashes_the_reader(text: str) -> None:
    report = Report()
    node = parse_yaml(text.encode(), "a.yaml", report)
    assert node is not None or report.problems
