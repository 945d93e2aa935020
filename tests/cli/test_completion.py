"""`holdup completion`: scripts that shells accept, and that know every command and option."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from game.cli.arguments import commands, parser
from tests.cli.conftest import Holdup

SHELLS = ("bash", "zsh", "fish")

COMPLETE = """
source {script}
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_holdup
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
    for name, command in commands(parser()).items():
        assert name in text
        for option in (option for action in command._actions for option in action.option_strings):
            assert (option if shell != "fish" else option.lstrip("-")) in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "wanted", "unwanted"),
    [
        ("holdup ''", {"play", "check", "serve", "--plain", "my story"}, set()),
        ("holdup c", {"check", "completion"}, {"play"}),
        ("holdup --p", {"--plain"}, {"play"}),
        ("holdup play --rival ''", {"histoire", "realiste"}, {"--plain", "my story"}),
        ("holdup --rival r", {"realiste"}, {"histoire"}),
        ("holdup play --seat ''", set(), {"--plain", "my story"}),
        ("holdup check my", {"my story"}, {"--strict"}),
        ("holdup check --strict --e", {"--explain"}, {"--strict"}),
        ("holdup completion f", {"fish"}, {"bash"}),
        ("holdup help ser", {"serve"}, {"play"}),
        ("holdup serve --home my", {"my story"}, {"--port"}),
    ],
)
def test_bash_completes(holdup: Holdup, tmp_path: Path, words: str, wanted: set[str], unwanted: set[str]) -> None:
    file = script(holdup, tmp_path, "bash")
    (tmp_path / "here" / "my story").mkdir(parents=True)
    program = COMPLETE.format(script=file, words=words)
    done = subprocess.run(["bash", "-c", program], cwd=tmp_path / "here", capture_output=True, text=True)
    offered = set(done.stdout.splitlines())
    assert done.stderr == ""
    assert offered >= wanted
    assert not offered & unwanted


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_completes(holdup: Holdup, tmp_path: Path) -> None:
    file = script(holdup, tmp_path, "fish")

    def offered(line: str) -> set[str]:
        done = subprocess.run(
            ["fish", "--no-config", "-c", f'source {file}; complete -C "{line}"'], capture_output=True, text=True
        )
        return {line.partition("\t")[0] for line in done.stdout.splitlines()}

    assert offered("holdup c") >= {"check", "completion"}
    assert offered("holdup play --rival ") == {"histoire", "realiste"}
    assert "--strict" in offered("holdup check --")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh_loads_the_script_and_registers_it(holdup: Holdup, tmp_path: Path) -> None:
    file = script(holdup, tmp_path, "zsh")
    program = f"autoload -U compinit; compinit -u -D; source {file}; print $_comps[holdup]"
    done = subprocess.run(["zsh", "-f", "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("_holdup", "")


def test_a_shell_that_is_not_known_names_those_that_are(holdup: Holdup) -> None:
    done = holdup("completion", "tcsh")
    assert done.code == 2
    assert "bash" in done.err
