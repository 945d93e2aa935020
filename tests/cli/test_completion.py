"""`holdup completion`: scripts that shells accept, and that know every command and option."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from game.cli import argparse_internals
from game.cli.parser import command_parser, purposes
from tests.cli.conftest import BAKER, Holdup

SHELLS = ("bash", "zsh", "fish")

COMPLETE = """
source {script}
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_shtab_holdup
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def script(holdup: Holdup, tmp_path: Path, shell: str, language: str = "en") -> Path:
    done = holdup("completion", shell, "--lang", language)
    assert done.code == 0
    file = tmp_path / f"holdup.{shell}"
    file.write_text(done.out, "utf-8")
    return file


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_its_script(holdup: Holdup, tmp_path: Path, shell: str, language: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    file = script(holdup, tmp_path, shell, language)
    checked = subprocess.run([shell, "-n", str(file)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_every_option_is_there(holdup: Holdup, tmp_path: Path, shell: str) -> None:
    text = script(holdup, tmp_path, shell).read_text("utf-8")
    for name in purposes():
        assert name in text
        for option in argparse_internals.option_strings(command_parser(name)):
            assert (option if shell != "fish" else option.lstrip("-")) in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "wanted", "unwanted"),
    [
        ("holdup ''", {"play", "check", "publish"}, {"my story"}),
        ("holdup c", {"check", "completion"}, {"play"}),
        ("holdup --p", {"--plain"}, {"play"}),
        ("holdup play --rival ''", {"history", "weighted", "strategist"}, {"--plain", "my story"}),
        ("holdup --rival w", {"weighted"}, {"history"}),
        ("holdup play --seat ''", {"board", "altman", "both"}, {"--plain", "my story"}),
        ("holdup play --opening ''", {"vendredi"}, {"--plain", "my story"}),
        ("holdup play --seed ''", set(), {"--plain", "my story"}),
        ("holdup --lang ''", {"en", "fr"}, {"play", "--plain"}),
        ("holdup check --explain unt", {"untranslated"}, {"tab"}),
        ("holdup journal ''", {"show", "rename"}, {"my story"}),
        ("holdup journal show --", {"--json"}, {"show", "my story"}),
        ("holdup export 1 -o no", {"notes.md"}, {"--format"}),
        ("holdup schema --write my", {"my story"}, {"notes.md"}),
        ("holdup check my", {"my story"}, {"--strict"}),
        ("holdup check --strict --e", {"--explain"}, {"--strict"}),
        ("holdup completion f", {"fish"}, {"bash"}),
        ("holdup help pub", {"publish"}, {"play"}),
        ("holdup publish my", {"my story"}, {"--watch"}),
    ],
)
def test_bash_completes(holdup: Holdup, tmp_path: Path, words: str, wanted: set[str], unwanted: set[str]) -> None:
    file = script(holdup, tmp_path, "bash")
    (tmp_path / "here" / "my story").mkdir(parents=True)
    (tmp_path / "here" / "notes.md").touch()
    program = COMPLETE.format(script=file, words=words)
    done = subprocess.run(["bash", "-c", program], cwd=tmp_path / "here", capture_output=True, text=True)
    offered = set(done.stdout.splitlines())
    assert done.stderr == ""
    assert offered >= wanted
    assert not offered & unwanted


@pytest.fixture
def played(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal with a run in it, and the program on the path under its name."""
    holdup("play", BAKER, "--seat", "baker", typed="1\n")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def typed_into(shell: str, *options: str, ready: str, line: str, wanted: str) -> None:
    """Start a shell at a terminal, make it ready, type a line and press the tab key until something is offered."""
    environment = {**os.environ, "TERM": "dumb"}
    child = pexpect.spawn(shell, [*options], encoding="utf-8", timeout=20, dimensions=(60, 160), env=environment)
    child.sendline(f"PS1='> '; {ready}; echo re''ady")
    child.expect("ready\\r\\n")
    child.send(f"{line}\t\t")
    child.expect(wanted)
    child.close(force=True)


@pytest.mark.usefixtures("played")
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("holdup chec", "holdup check "),
        ("holdup play --seat ", "altman +board +both"),
        ("holdup help pub", "holdup help publish "),
        ("holdup replay ", r"\b1\b"),
        ("holdup tests/stories/bak", r"holdup tests/stories/baker/"),
        ("holdup --riv", "holdup --rival "),
    ],
)
def test_bash_completes_what_is_typed(holdup: Holdup, tmp_path: Path, line: str, wanted: str) -> None:
    ready = f"bind 'set enable-bracketed-paste off'; source {script(holdup, tmp_path, 'bash')}"
    typed_into("bash", "--norc", "--noprofile", "-i", ready=ready, line=line, wanted=wanted)


@pytest.mark.usefixtures("played")
@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("holdup chec", "holdup check"),
        ("holdup --lang ", "en +fr"),
        ("holdup check --", "--strict +-- warnings count as errors"),
        ("holdup play --seat ", "altman +board +both"),
        ("holdup help pub", "help publish"),
        ("holdup journal show ", "show 1"),
        ("holdup journal ", "delete +list +rename"),
        ("holdup tests/stories/bak", "holdup tests/stories/baker/"),
        ("holdup --riv", "holdup --rival"),
    ],
)
def test_zsh_completes_what_is_typed(holdup: Holdup, tmp_path: Path, line: str, wanted: str) -> None:
    ready = f'autoload -U compinit; compinit -u -D; eval "$(<{script(holdup, tmp_path, "zsh")})"'
    typed_into("zsh", "-f", "-i", ready=ready, line=line, wanted=wanted)


@pytest.mark.usefixtures("played")
@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_completes(holdup: Holdup, tmp_path: Path) -> None:
    file = script(holdup, tmp_path, "fish")

    def offered(line: str) -> dict[str, str]:
        command = ["fish", "--no-config", "-c", f'source {file}; complete -C "{line}"']
        done = subprocess.run(command, capture_output=True, text=True, cwd=BAKER.parent)
        assert done.stderr == ""
        return dict(line.partition("\t")[::2] for line in done.stdout.splitlines())

    assert offered("holdup c").keys() >= {"check", "completion"}
    assert offered("holdup c")["check"] == "say everything that is wrong with a story"
    assert offered("holdup play --rival ").keys() == {"history", "weighted", "strategist"}
    assert offered("holdup play --seat ").keys() == {"board", "altman", "both"}
    assert offered("holdup --lang ").keys() == {"en", "fr"}
    assert "--strict" in offered("holdup check --")
    assert offered("holdup help pub").keys() == {"publish"}
    assert offered("holdup journal ").keys() == {"list", "show", "rename", "delete", "restore", "salvage"}
    assert offered("holdup journal show ")["1"].startswith("The Oven on Market Day")
    assert offered("holdup replay ").keys() == {"1"}
    assert offered("holdup replay 1 ").keys() >= {"baker/"}
    assert offered("holdup bak").keys() == {"baker/"}
    assert "test.fish" not in offered("holdup check ")


def test_a_shell_that_is_not_known_names_those_that_are(holdup: Holdup) -> None:
    done = holdup("completion", "tcsh")
    assert done.code == 2
    assert "bash" in done.err
