"""What hatchling runs as it builds a wheel: the manual page is made from the program's own parser, and goes along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPage(BuildHookInterface):
    """Puts `holdup.1` where `man` looks for it beside the installed command."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page, in English; an editable installation goes without."""
        if version == "editable":
            return
        page = Path(self.directory) / "holdup.1"
        page.parent.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {"PYTHONPATH": self.root, "HOLDUP_HOME": str(page.parent)}
        command = [sys.executable, "-c", "from game.cli import main; main(['help', '--man', '--lang', 'en'])"]
        page.write_bytes(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)
        build_data["shared_data"][str(page)] = "share/man/man1/holdup.1"
        self._page = page

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing beside the wheel."""
        if version != "editable":
            self._page.unlink()
