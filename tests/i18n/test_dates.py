"""Dates in words, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.i18n import catalogue
from game.i18n.dates import (
    begins_with_time,
    in_words,
    short_date,
    short_date_and_time,
    short_weekday_and_time,
    time_of_day,
    weekday_and_hour,
    weekday_and_time,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    catalogue.set_language("en")
    yield
    catalogue.set_language("en")


@pytest.mark.parametrize(
    ("date", "english", "french"),
    [
        ("1989-11-17", "17\u00a0November\u00a01989", "17\u00a0novembre\u00a01989"),
        ("1989-06", "June\u00a01989", "juin\u00a01989"),
        ("1989-12-01", "1\u00a0December\u00a01989", "1er\u00a0décembre\u00a01989"),
        ("1989", "1989", "1989"),
        (
            "1989-11-17 19:30",
            "17\u00a0November\u00a01989,\u00a019:30",
            "17\u00a0novembre\u00a01989,\u00a019\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30",
        ),
        ("1989-11-17, evening", "17\u00a0November\u00a01989, evening", "17\u00a0novembre\u00a01989, evening"),
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
    assert weekday_and_time("1989-11-17 19:30") == "Friday\u00a017\u00a0November,\u00a019:30"
    catalogue.set_language("fr")
    assert time_of_day("1989-11-17 19:30") == "19\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"


@pytest.mark.parametrize(("text", "told"), [("12:28. A call.", True), ("12 h 28, un appel", True), ("A call.", False)])
def test_a_text_that_begins_with_its_hour_is_known(text: str, told: bool) -> None:
    assert begins_with_time(text, "1989-11-17 12:28") is told


AT = "2023-11-17 12:00"


@pytest.mark.parametrize("language", ["en", "en_GB", "de", "C"])
def test_short_dates_are_english_where_no_catalogue_serves_the_language(language: str) -> None:
    catalogue.set_language(language)
    assert short_date_and_time(AT) == "Fri\u00a017\u00a0Nov\u00a012:00"
    assert short_date(AT) == "17\u00a0Nov"
    assert short_weekday_and_time(AT) == "Fri\u00a012:00"
    assert weekday_and_hour(AT) == "Friday,\u00a0noon"


@pytest.mark.parametrize("language", ["fr", "fr_CA"])
def test_short_dates_are_french_wherever_french_is_spoken(language: str) -> None:
    catalogue.set_language(language)
    assert short_date_and_time(AT) == "ven.\u00a017\u00a0nov.\u00a012:00"
    assert short_date(AT) == "17\u00a0nov."
    assert short_weekday_and_time(AT) == "ven.\u00a012:00"
    assert weekday_and_hour(AT) == "Vendredi,\u00a0midi"
    assert weekday_and_hour("2023-11-18 00:00") == "Samedi,\u00a0minuit"
    assert weekday_and_hour("2023-11-18 00:30") == "Samedi,\u00a000:30"


def test_what_is_no_date_stays_as_written() -> None:
    for write in (short_date_and_time, short_date, short_weekday_and_time):
        assert (write("one evening"), write(None)) == ("one evening", "")
    assert weekday_and_hour("one evening") == ""
