"""Headlines: when they came, said once."""

from __future__ import annotations

import pytest

from game.play.page import Page, pages
from game.view.wire import Headline
from tests.view.conftest import Play

AT = "2023-11-17 12:28"


@pytest.mark.parametrize(
    ("text", "when", "hour"),
    [
        ("A link opens.", "Friday\u00a017\u00a0November,\u00a012:28", "12:28"),
        ("12:28. A link opens.", "Friday\u00a017\u00a0November", ""),
        ("12 h 28, a link opens.", "Friday\u00a017\u00a0November", ""),
        ("12:29. Too late.", "Friday\u00a017\u00a0November,\u00a012:28", "12:28"),
    ],
)
def test_an_hour_that_a_headline_begins_with_is_not_said_twice(text: str, when: str, hour: str) -> None:
    headline = Headline(AT, 28, text)
    assert (headline.when, headline.hour) == (when, hour)
    assert headline.in_words == f"The wire, {when}: {text}"


def test_a_headline_without_an_hour_is_only_its_words() -> None:
    headline = Headline(None, None, "Nobody knows when.")
    assert (headline.when, headline.hour, headline.in_words) == ("", "", "The wire: Nobody knows when.")


def test_a_headline_comes_before_a_later_page_but_never_before_what_a_decision_did(play: Play) -> None:
    run = play("clay")
    result, *later = pages(run.setup, run.state)
    page: Page = later[-1]
    assert page.minute is not None
    early = Headline(AT, page.minute - 1, "Early.")
    assert early.comes_before(page)
    assert not Headline(AT, page.minute, "At once.").comes_before(page)
    assert not Headline(AT, None, "Sometime.").comes_before(page)
    assert not Headline(AT, -1, "Long ago.").comes_before(result)
