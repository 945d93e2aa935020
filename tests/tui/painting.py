"""Screens painted when somebody can look: where a test has waited, not at each step towards it.

Textual paints every change at once, for a terminal that tests do not have; half of the time of all tests of the screens
went there. What is painted at the end of a wait is painted as before, so that what cannot be painted still fails.
"""

from __future__ import annotations

from contextvars import copy_context
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen

RENDER = Compositor.render_update
"""What paints."""

WAIT = Pilot._wait_for_screen
"""What every action of a pilot ends with."""

_due = dict[Compositor, list[Screen[Any]]]()


def only_where_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put painting off until `paint`."""

    def put_off(
        self: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> Any:
        if full:
            return RENDER(self, full, screen_stack, simplify)  # for a picture
        _due[self] = screen_stack or []
        return None

    async def waited(self: Pilot[Any], *seconds: float) -> bool:
        done = await WAIT(self, *seconds)
        paint()
        return done

    monkeypatch.setattr(Compositor, "render_update", put_off)
    monkeypatch.setattr(Pilot, "_wait_for_screen", waited)


def paint() -> None:
    """Paint what has changed on the screen that is seen."""
    while _due:
        compositor, behind = _due.popitem()
        screen = compositor.root
        if isinstance(screen, Screen) and screen.is_current:
            copy_context().run(RENDER, compositor, screen_stack=behind)
