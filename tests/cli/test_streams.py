"""Standard streams that are closed, full or turned round: a sentence at most, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BAKER = Path(__file__).parents[1] / "stories" / "baker"
FULL = Path("/dev/full")


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line of the shell, in which `holdup` is the program."""
    program = f'holdup() {{ "{sys.executable}" -m game "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"{program}\n{command}"],
        env={"HOLDUP_HOME": str(home), "HOLDUP_LANG": "en", "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("redirected", [">&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_traceback(tmp_path: Path, redirected: str) -> None:
    for words in (f"play --plain --seat baker {BAKER}", f"check {BAKER}", "journal --json"):
        done = run(f"echo 1 | holdup {words} {redirected}", tmp_path)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (words, done.stderr)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_the_output_is_said_once(tmp_path: Path) -> None:
    for words in (f"check {BAKER}", "journal --json", f"play --plain --seat baker {BAKER}"):
        done = run(f"echo 1 | holdup {words} >{FULL}", tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("The output cannot be written")
        assert len(done.stderr.splitlines()) == 1


def test_too_few_open_files_are_told_in_a_sentence(tmp_path: Path) -> None:
    done = run(f"ulimit -n 6; holdup play --plain {BAKER}", tmp_path)
    assert (done.returncode, done.stderr) == (1, "The system has no more to give: Too many open files.\n")


def test_an_input_that_cannot_be_read_has_no_more_to_say(tmp_path: Path) -> None:
    done = run(f"holdup play --plain {BAKER} 0>{tmp_path / 'out'}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Your run is saved." in done.stdout
