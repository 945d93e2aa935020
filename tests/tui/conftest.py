"""The second story, in English, with the interface in English too; and no time lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet

from game.story.load import load
from game.story.model import Story
from game.tui import haste
from game.view.curves import Curves
from tests.tui import clock, painting

BAKER = Path(__file__).parents[1] / "stories" / "baker"
CHOIR = BAKER.parent / "choir"


@pytest.fixture(scope="session")
def story() -> Story:
    return load(BAKER)


@pytest.fixture(autouse=True)
def no_curve_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens show that where a run turned is being worked out: no process is begun for each ending that is opened."""
    monkeypatch.setattr(Curves, "begin", lambda self, run: None)


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses keys here has read the choices, however quick: tests wait for no clock."""
    monkeypatch.setattr(haste, "HASTE", float("-inf"))  # not even drawn yet


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"loop": asyncio.new_event_loop if _takes_real_time(item) else clock.SkippingLoop}


@pytest.fixture(autouse=True)
def skipping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not _takes_real_time(request.node):
        clock.go_by_the_loop(monkeypatch)
        painting.only_where_one_waits(monkeypatch)


def _takes_real_time(item: pytest.Item) -> bool:
    return item.get_closest_marker("real_time") is not None


@pytest.fixture(scope="session", autouse=True)
def style_sheets_parsed_once() -> None:
    """Every app parses all style sheets, its own and Textual's: a tenth of what a test takes. They are the same."""
    parse_rules, parse = Stylesheet._parse_rules, Stylesheet.parse
    rules, sheets = dict[tuple[Any, ...], Any](), dict[tuple[Any, ...], Any]()

    def rules_parsed_once(self: Stylesheet, css: str, **about: Any) -> Any:
        key = (css, *sorted(about.items()), *sorted(self._variables.items()))
        if key not in rules:
            rules[key] = parse_rules(self, css, **about)
        return rules[key]

    def parsed_once(self: Stylesheet) -> None:
        key = (*self.source.items(), *sorted(self._variables.items()))
        if key not in sheets:
            parse(self)
            sheets[key] = self._rules, self.rules_map
        self._rules, self._rules_map = sheets[key]
        self._require_parse = False

    for name, function in (("_parse_rules", rules_parsed_once), ("parse", parsed_once)):
        setattr(Stylesheet, name, function)
