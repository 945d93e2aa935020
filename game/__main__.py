"""`python -m game`, and what the `holdup` command calls."""

from __future__ import annotations

import sys

from game.cli import main

if __name__ == "__main__":
    sys.exit(main())
