"""The game in a session: `python -m game.web.player [FOLDER]`, started by the server for each tab."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from game.i18n import catalogue, languages
from game.journal import Journal, JournalUnavailable
from game.story.load import load_localised, shipped_folder
from game.tui.app import HoldupApp

_LOOKS = 2.0
"""Seconds between two looks at whether the server is still there."""


def main() -> int:
    """Play, drawn for a browser."""
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    journal = Journal.available()
    try:
        saved = journal.profile.setting("language")
    except JournalUnavailable:
        saved = None
    language = languages.choose_language(None, saved, os.environ)
    story = load_localised(path or shipped_folder(), language)
    catalogue.set_language(language or story.language)
    journal.folder = str(path) if path else ""
    app = HoldupApp(story, journal)
    app.run()
    journal.close()
    return app.return_code or 0


def _follow(server: int) -> None:
    """Leave when the server is gone, however it went: nobody else would end this process."""
    while os.getppid() == server:
        time.sleep(_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
