"""Dates in words, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.i18n import catalogue
from game.i18n.dates import begins_with_time, in_words, time_of_day, weekday_and_time


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    catalogue.set_language("en")
    catalogue.set_language("en")
    yield
    catalogue.set_language("en")


@pytest.mark.parametrize(
    ("date", "english", "french"),
    [
        ("1989-11-17", "17 November 1989", "17 novembre 1989"),
        ("1989-06", "June 1989", "juin 1989"),
        ("1989", "1989", "1989"),
        ("1989-11-17 19:30", "17 November 1989, 19:30", "17 novembre 1989, 19\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"),
        ("1989-11-17, evening", "17 November 1989, evening", "17 novembre 1989, evening"),
        ("1989-13", "1989-13", "1989-13"),
        ("spring", "spring", "spring"),
    ],
)
def test_a_sources_date_is_written_in_the_language_that_is_spoken(date: str, english: str, french: str) -> None:
    catalogue.set_language("en")
    assert in_words(date) == english
    catalogue.set_language("fr")
    assert in_words(date) == french


def test_hours_are_written_as_each_language_writes_them() -> None:
    catalogue.set_language("en")
    assert weekday_and_time("1989-11-17 19:30") == "Friday 17 November, 19:30"
    catalogue.set_language("fr")
    assert time_of_day("1989-11-17 19:30") == "19\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"


@pytest.mark.parametrize(("text", "told"), [("12:28. A call.", True), ("12 h 28, un appel", True), ("A call.", False)])
def test_a_text_that_begins_with_its_hour_is_known(text: str, told: bool) -> None:
    assert begins_with_time(text, "1989-11-17 12:28") is told
