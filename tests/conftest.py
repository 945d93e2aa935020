"""What every test starts from: a home of its own, so that no test reads or writes a player's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh `HOLDUP_HOME`, and a terminal that promises nothing in particular."""
    home = tmp_path / "holdup-home"
    monkeypatch.setenv("HOLDUP_HOME", str(home))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home
