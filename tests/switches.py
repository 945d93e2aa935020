"""What the environment can ask of the tests: each switch is read here alone, and CONTRIBUTING has them in a table."""

from __future__ import annotations

import os
from pathlib import Path

ACCEPT = bool(os.environ.get("HOLDUP_ACCEPT"))
"""HOLDUP_ACCEPT=1: what is compared with a file that was accepted before (screens, diagnostics) is written into it."""

THOROUGH = int(os.environ.get("HOLDUP_THOROUGH", "1"))
"""HOLDUP_THOROUGH=N: N times as many edits under a run, writes that fail, processes killed and stories invented."""

PACKAGING = bool(os.environ.get("HOLDUP_PACKAGING"))
"""HOLDUP_PACKAGING=1: what takes minutes and the network too: installing, fresh checkouts."""

SKIP_NOTHING = bool(os.environ.get("HOLDUP_SKIP_NOTHING"))
"""HOLDUP_SKIP_NOTHING=1: a test that is skipped because a tool is missing fails."""

PICTURES = Path(os.environ["HOLDUP_PICTURES"]) if "HOLDUP_PICTURES" in os.environ else None
"""HOLDUP_PICTURES=FOLDER: what the browser of the web tests shows is kept there as pictures."""
