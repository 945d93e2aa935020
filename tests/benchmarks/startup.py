"""From process start to the first painted screen, beside a Textual app that shows one line of text.

`python -m tests.benchmarks.startup [ROUNDS]`. Each round starts both, one after the other; the figure is the median of
the rounds' ratios, so that a busy machine slows both alike. The story is loaded, from its compiled form.
"""

from __future__ import annotations

import sys
import tempfile
from statistics import median

from tests.benchmarks.terminal import Terminal

HOLDUP = (sys.executable, "-m", "game")
MINIMAL = (sys.executable, "-m", "tests.benchmarks.minimal", "line")
GOAL = 1.3


def first_paint(command: tuple[str, ...], marker: str, home: str) -> float:
    """Seconds until `marker` is on the screen."""
    terminal = Terminal(command, {"HOLDUP_HOME": home, "LANG": "fr_FR.UTF-8", "HOLDUP_LANG": "fr"})
    try:
        return terminal.wait_for(marker)
    finally:
        terminal.close()


def main(rounds: int) -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as home:
        first_paint(HOLDUP, "Nouvelle partie", home)
        first_paint(MINIMAL, "One line", home)
        pairs = [
            (first_paint(HOLDUP, "Nouvelle partie", home), first_paint(MINIMAL, "One line", home))
            for _ in range(rounds)
        ]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"first paint, median of {rounds}: Holdup {ours * 1000:.0f} ms, one line {theirs * 1000:.0f} ms")
    print(f"ratio {ratio:.2f} (at most {GOAL})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
