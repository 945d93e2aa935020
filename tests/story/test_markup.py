"""Light Markdown: emphasis, quotations, items, numbers in braces, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.markup import BlockKind, Span, Style, fill, parse_block, placeholders, strip_markup


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("plain", [("plain", Style.PLAIN)]),
        ("a *b* c", [("a ", Style.PLAIN), ("b", Style.EMPHASIS), (" c", Style.PLAIN)]),
        ("a **b** c", [("a ", Style.PLAIN), ("b", Style.STRONG), (" c", Style.PLAIN)]),
        ("*a* **b**", [("a", Style.EMPHASIS), (" ", Style.PLAIN), ("b", Style.STRONG)]),
        ("2 * 3", [("2 * 3", Style.PLAIN)]),
        (r"a \*b\*", [("a *b*", Style.PLAIN)]),
        (r"\\*a*", [("\\", Style.PLAIN), ("a", Style.EMPHASIS)]),
        ("[b](c) <i> `d` # e", [("[b](c) <i> `d` # e", Style.PLAIN)]),
    ],
)
def test_emphasis_becomes_spans(source: str, spans: list[tuple[str, Style]]) -> None:
    assert parse_block(source).spans == tuple(Span(text, style) for text, style in spans)


def test_the_start_of_a_paragraph_says_what_it_is() -> None:
    assert parse_block("> so").kind is BlockKind.QUOTE
    assert parse_block("- so").kind is BlockKind.ITEM
    assert parse_block("so > so").kind is BlockKind.PARAGRAPH
    assert [parse_block(source).plain for source in ("> so", "- so", ">so")] == ["so", "so", ">so"]


def test_numbers_stand_in_braces() -> None:
    assert placeholders(r"{oil} and {crew_2}, {oil} not \{lit}, {Oil}, { oil }") == ["oil", "crew_2"]
    assert fill("{oil} of {crew}", {"oil": "3"}) == "3 of {crew}"
    assert strip_markup(fill(r"\{oil} {oil}", {"oil": "3"})) == "{oil} 3"


@given(st.text(alphabet="ab *\\{}>-_`[]<", max_size=80))
def test_no_word_is_lost_and_nothing_crashes(source: str) -> None:
    shown = parse_block(source).plain
    assert [c for c in source if c in "ab"] == [c for c in shown if c in "ab"]
