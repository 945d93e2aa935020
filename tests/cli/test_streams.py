"""Standard streams that are closed, full or turned round: a sentence at most, and never a traceback."""

from __future__ import annotations

import os
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
        env={
            "HOLDUP_HOME": str(home),
            "HOLDUP_CACHE": os.environ["HOLDUP_CACHE"],
            "HOLDUP_LANG": "en",
            "PATH": "/usr/bin:/bin",
        },
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


PRINT_MUCH = (
    f"words {BAKER}", f"graph {BAKER}", f"uses flour {BAKER}", f"diff {BAKER} {BAKER}", f"extract {BAKER} --help",
    "help", "help play", "--help", "--version", "completion bash", "schema story", f"doctor {BAKER}",
    "check --explain never-true",
)  # fmt: skip


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_no_command_is_content_when_nothing_of_what_it_says_arrives(tmp_path: Path) -> None:
    for words in PRINT_MUCH:
        done = run(f"holdup {words} >{FULL}", tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), (words, done.stderr)
        assert done.stderr.startswith("The output cannot be written")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", ["--version", "help play"])
def test_a_help_page_that_fails_while_it_is_written_is_told_too(tmp_path: Path, words: str) -> None:
    done = run(f"PYTHONUNBUFFERED=1 holdup {words} >{FULL}", tmp_path)
    assert (done.returncode, done.stderr) == (1, "The output cannot be written: No space left on device.\n")


SPOKEN = "".join(
    f"Content-Length: {len(said)}\r\n\r\n{said}"
    for said in (
        '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "capabilities": {}}}',
        '{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}',
        '{"jsonrpc": "2.0", "method": "exit"}',
    )
)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_an_editor_that_cannot_be_answered_is_told_once_and_one_that_has_left_is_not(tmp_path: Path) -> None:
    pytest.importorskip("pygls")
    (tmp_path / "spoken").write_bytes(SPOKEN.encode())
    done = run(f"holdup lsp <{tmp_path / 'spoken'} >{FULL}", tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("The output cannot be written")
    left = run(f"set -o pipefail; holdup lsp <{tmp_path / 'spoken'} | true", tmp_path)
    assert (left.returncode, left.stderr) == (0, "")


def test_whoever_reads_a_line_and_leaves_ends_any_command_quietly(tmp_path: Path) -> None:
    for words in PRINT_MUCH:
        done = run(f"set -o pipefail; holdup {words} | head -n 1 >{tmp_path / 'read'}", tmp_path)
        assert (done.returncode in (0, 1, 141), done.stderr) == (True, ""), words


def test_too_few_open_files_are_told_in_a_sentence(tmp_path: Path) -> None:
    done = run(f"ulimit -n 6; holdup play --plain {BAKER}", tmp_path)
    assert (done.returncode, done.stderr) == (1, "The system has no more to give: Too many open files.\n")


def test_an_input_that_cannot_be_read_has_no_more_to_say(tmp_path: Path) -> None:
    done = run(f"holdup play --plain {BAKER} 0>{tmp_path / 'out'}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Your run is saved." in done.stdout


def test_a_story_is_watched_to_the_end_of_an_input_that_cannot_be_read(tmp_path: Path) -> None:
    done = run(f"timeout 20 bash -c '{sys.executable} -m game watch --plain {BAKER} 0>{tmp_path / 'out'}'", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_input_that_does_not_keep_to_its_encoding_has_no_more_to_say(tmp_path: Path) -> None:
    done = run(f"echo 1 | PYTHONIOENCODING=utf-16 holdup play --plain {BAKER} >{tmp_path / 'said'}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_more_memory_than_a_command_may_take_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.cli import main, words

    def greedy(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(words, "run", greedy)
    assert main(["words", str(BAKER)]) == 1
    assert capsys.readouterr().err == "This takes more memory than there is for it.\n"
