from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from game.tui.blockfont import large
from game.tui.trace import SPACING, braille, line, strength
from game.tui.typeset import clipped, wrap


def test_a_line_never_breaks_at_a_no_break_space() -> None:
    lines = wrap(Content("« Tu savais\u202f? » Vous l'avez\u00a0: dit"), 14)
    assert [str(line) for line in lines] == ["« Tu savais\u202f?", "» Vous", "l'avez\u00a0: dit"]


@given(st.text(alphabet="abc é\u202f\u00a0漢—\n", max_size=120), st.integers(2, 40))
def test_wrapping_loses_no_letter_and_fits(text: str, width: int) -> None:
    lines = [str(line) for line in wrap(Content(text), width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split(" ")) == text.replace(" ", "").replace("\n", "")


def test_styles_survive_wrapping() -> None:
    lines = wrap(Content.assemble("one ", ("two three", "bold")), 7)
    assert [str(line) for line in lines] == ["one two", "three"]
    assert all(line.spans for line in lines)


def test_what_is_clipped_ends_in_an_ellipsis() -> None:
    assert clipped("Le tremblement", 8) == "Le trem…"
    assert clipped("court", 8) == "court"
    assert clipped("court", 0) == ""


def test_titles_take_the_largest_letters_that_fit() -> None:
    assert [len(row) for row in large("Holdup", 74)] == [58] * 5
    assert len(large("Holdup", 40)) == 3
    assert large("Holdup", 20) == ["H O L D U P"]
    assert large("Holdup", 8) == ["Holdup"]
    assert large("漢字", 80) == ["漢 字"]


def test_a_title_too_long_for_one_line_is_cut_into_two_where_its_halves_are_most_alike() -> None:
    rows = large("The old bakery", 40)
    assert [len(row) for row in rows] == [len(large("The old", 40)[0])] * 3 + [0] + [len(large("bakery", 40)[0])] * 3
    assert large("The old bakery", 20) == ["The old bakery"]


def test_a_stronger_shock_swings_further_and_the_ground_at_rest_stays_low() -> None:
    assert [strength(m) < strength(m + 1) for m in range(8)] == [True] * 8
    assert strength(99) <= 1
    calm, shaken = line([], 120), line([6], SPACING)
    assert max(map(abs, calm)) < 0.2
    assert max(map(abs, shaken)) > 0.7


def test_the_same_run_draws_the_same_line_and_a_new_shock_only_moves_it_along() -> None:
    before, after = line([3, 1], 2 * SPACING), line([3, 1, 5], 3 * SPACING)
    assert braille(after, 3) == braille(line([3, 1, 5], 3 * SPACING), 3)
    assert before[:SPACING] == after[:SPACING]
