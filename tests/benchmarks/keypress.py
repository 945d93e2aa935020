"""From a key press to the repainted choice, beside four options in a minimal Textual app.

`python -m tests.benchmarks.keypress [PRESSES]`. Presses alternate between the two programs, both running all the while;
the figure is the ratio of the medians.
"""

from __future__ import annotations

import sys
import tempfile
from statistics import median

from tests.benchmarks.terminal import Terminal

GOAL = 1.5
KEYS = ("\x1b[B", "\x1b[A")
DECISION = "convocation:visio-midi,prevenir:mira-seule"


def main(presses: int) -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOLDUP_HOME": home, "HOLDUP_LANG": "fr", "TEXTUAL_ANIMATIONS": "none"}
        holdup = Terminal(
            (sys.executable, "-m", "game", "play", "--seat", "board", "--replay", DECISION), environment, 120, 36
        )
        minimal = Terminal((sys.executable, "-m", "tests.benchmarks.minimal", "menu"), environment, 120, 36)
        try:
            holdup.settle(2.0)
            minimal.settle(2.0)
            pairs = [(holdup.press(KEYS[i % 2]), minimal.press(KEYS[i % 2])) for i in range(presses)]
        finally:
            holdup.close()
            minimal.close()
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    print(f"key to repaint, median of {presses}: Holdup {ours * 1000:.1f} ms, minimal {theirs * 1000:.1f} ms")
    print(f"ratio {ours / theirs:.2f} (at most {GOAL})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
