"""The game on a full screen. The only package that knows Textual, and loads it only when it is run.

`app` shows one of the `screens`, which are made of `widgets` and know no more of it than `host` says. `role_styles`
gives what `game.view` says its looks, with the colours of a `theme`; `typeset` breaks lines, `blockfont` draws large
letters, `trace` the seismograph's line. `preferences` are what the player likes, `switch_language` changes one of them
mid-scene.

A run that is read is a `reading`, leaf after leaf (`leaf_content`); `reached_choices` remembers where a long page was
left, `replay_frame` is a run that is watched, `watching` one whose story is being written, `scene_preview` what stands
beside the tree. Keys: `keys` says what they mean, `haste` which came too early, `input_units` what the terminal sent;
`terminal_driver` and `textual_patches` mend Textual, `signals` leaves in good order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n.catalogue import tr
from game.program import command_line
from game.terminal import has_terminal
from game.tui.replay_frame import ReplayFrame

if TYPE_CHECKING:
    from game.journal import ActiveRun, Journal
    from game.play.setup import Setup
    from game.story.model import Story

__all__ = ["ReplayFrame", "run", "watch"]

_SETTINGS = ("TEXTUAL_ANIMATIONS", "TEXTUAL_DISABLE_KITTY_KEY")
"""The environment variables of Textual's that its users set; whatever they hold, it starts."""


def run(story: Story, journal: Journal, start: Setup | ActiveRun | ReplayFrame | None = None) -> int:
    """Play a story on a full screen, from the title or what is begun, gone on with or watched at once.

    Returns the program's exit code: 0, 128 and a signal's number, or 2 where there is no terminal.
    """
    if not _prepared():
        return 2
    from game.tui.app import HoldupApp

    app = HoldupApp(story, journal, start)
    app.run()
    for words in app.parting_words:
        print(words)
    return app.return_code or 0


def watch(folder: Path, read: Callable[[], Story], journal: Journal, active: ActiveRun) -> int:
    """Play a story on a full screen while it is being written, and read anew; returns the exit code, as `run`."""
    if not _prepared():
        return 2
    from game.tui.watching import WatchApp

    app = WatchApp(folder, read, journal, active)
    app.run()
    return app.return_code or 0


def _prepared() -> bool:
    """Whether there is a terminal; its peculiarities are then provided for."""
    if not has_terminal():
        print(
            tr("There is no terminal here to draw on. Use {command}.", command=command_line("play", "--plain")),
            file=sys.stderr,
        )
        return False
    for name in [name for name in os.environ if name.startswith("TEXTUAL_") and name not in _SETTINGS]:
        del os.environ[name]  # what Textual's own developers change it by: a wrong word there would end the game
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # that protocol breaks its input methods
    return True
