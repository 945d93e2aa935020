"""The second story, in English, with the interface in English too."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.i18n import catalogue
from game.story.load import load
from game.story.model import Story
from game.tui.widgets import choices
from game.view.curves import Curves

BAKER = Path(__file__).parents[1] / "stories" / "baker"


@pytest.fixture
def story() -> Story:
    return load(BAKER)


@pytest.fixture(autouse=True)
def english(own_home: Path) -> None:
    catalogue.set_language("en")


@pytest.fixture(autouse=True)
def no_curve_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens show that where a run turned is being worked out: no process is begun for each ending that is opened."""
    monkeypatch.setattr(Curves, "begin", lambda self, run: None)


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses keys here has read the choices, however quick: tests wait for no clock."""
    monkeypatch.setattr(choices, "HASTE", 0.0)
