"""Words and their roles: emphasis that survives where there are no italics, and no role that a front forgets."""

from __future__ import annotations

import pytest

from game.i18n import catalogue
from game.plain.voices import VOICES
from game.story.markup import parse_block
from game.story.paragraphs import Mark
from game.tui.role_styles import FORMS
from game.view.text import Claim, Role, block_of, claim_of, in_quotes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("He *must* go.", "He “must” go."),
        ("*The Times* said so.", "“The Times” said so."),
        ("**Never.**", "Never."),
        ("*“Wait.”*", "“Wait.”"),
        ("nothing at all", "nothing at all"),
    ],
)
def test_what_stands_in_italics_is_read_between_quotation_marks(written: str, read: str) -> None:
    assert in_quotes(parse_block(written)) == read


def test_quotation_marks_are_those_of_the_readers_language() -> None:
    catalogue.set_language("fr")
    assert in_quotes(parse_block("*Le Monde*")) == "«\u202fLe Monde\u202f»"


def test_words_of_the_game_are_no_markup() -> None:
    assert in_quotes(block_of("2 * 3 * {n}")) == "2 * 3 * {n}"


def test_every_mark_of_a_paragraph_claims_something_and_no_two_claims_look_alike() -> None:
    assert [claim_of(mark) for mark in Mark] == [Claim(mark.value) for mark in Mark]
    assert claim_of(None) is None
    for told in ([c.sign for c in Claim], [c.word for c in Claim], [c.meaning for c in Claim]):
        assert len(set(told)) == len(Claim)


def test_every_role_has_a_look_on_the_screen_and_a_voice_in_lines() -> None:
    assert set(FORMS) == set(VOICES) == set(Role)
