"""From a key press in an editor to what is underlined, with words that are not saved: the language server's own time.

`python -m tests.benchmarks.editor [EDITS]` (30 unless told), in a story of a thousand scenes in ten files and in
the shipped one. Each edit waits for what the one before underlined; the server is a process of its own, and both the
time on the clock and the time that it worked are told.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from game.story.load import shipped_folder
from tests.benchmarks import stories
from tests.lsp.editor import Editor

SCENES = 1000

_TICKS = 100
"""A second, as Linux counts the time of a process."""


def milliseconds(folder: Path, edits: int) -> tuple[list[float], float]:
    """How long each of some edits took on the clock, and what all of them together took of the processor."""
    episode = next(file.name for file in sorted(folder.glob("*.yaml")) if "\nscenes:" in file.read_text("utf-8"))
    editor = Editor(folder, "--seconds", "0")
    words = (folder / episode).read_text("utf-8")
    editor.open(episode)
    took: list[float] = []
    before = _worked(editor)
    for number in range(edits):
        since = time.perf_counter()
        editor.write(episode, f"{words}# {number}\n")
        took.append(1000 * (time.perf_counter() - since))
    worked = 1000 * (_worked(editor) - before) / edits
    editor.leave()
    return took, worked


def _worked(editor: Editor) -> float:
    """Seconds of the processor that the server has had."""
    fields = Path(f"/proc/{editor.process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> None:
    """Print the figures."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    stories.EPISODE = SCENES // 10
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        large = stories.write_holdup(stories.nodes(SCENES), root / "large" / "story")
        shipped = root / "shipped" / "story"
        shutil.copytree(shipped_folder(), shipped)
        for name, folder in ((f"{SCENES} scenes", large), ("the shipped story", shipped)):
            took, worked = milliseconds(folder, edits)
            p95 = quantiles(took, n=20)[-1]
            print(f"{name}: median {median(took):.0f} ms, p95 {p95:.0f} ms; {worked:.0f} ms of work an edit")


if __name__ == "__main__":
    main()
