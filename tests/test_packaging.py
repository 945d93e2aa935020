"""What is shipped, and that it works where nothing else is.

The wheel and the source archive are built each time. With HOLDUP_PACKAGING=1 they are also installed and played: by pip
in an empty environment of every Python found here, by uvx and pipx from the wheel, the archive and the checkout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import pytest

from game import __version__
from game.cli.parser import purposes
from tests import switches

ROOT = Path(__file__).parent.parent
BAKER = ROOT / "tests" / "stories" / "baker"

PYTHONS = ("3.11", "3.12", "3.13", "3.14")

Holdup = Callable[..., "subprocess.CompletedProcess[str]"]

slow = [
    pytest.mark.slow,
    pytest.mark.skipif(not switches.PACKAGING, reason="takes minutes: HOLDUP_PACKAGING=1"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return built / f"holdup-{__version__}-py3-none-any.whl"


def shipped(folder: str) -> set[str]:
    """The files of a folder of the checkout that are not Python's own leavings."""
    files = (file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(ROOT).as_posix() for file in files if not file.name.startswith(".")}


def in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_program_and_the_story_and_nothing_else(wheel: Path) -> None:
    scenes = {f"game/_scenes/{name.removeprefix('scenes/')}" for name in shipped("scenes")}
    expected = shipped("game") | scenes
    found = in_wheel(wheel)
    assert {name for name in found if not name.startswith(f"holdup-{__version__}.")} == expected


def test_the_wheel_brings_the_manual_page_where_man_looks_for_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        page = archive.read(f"holdup-{__version__}.data/data/share/man/man1/holdup.1").decode()
    assert page.startswith(f'.TH HOLDUP 1 "" "holdup {__version__}"')
    assert all(f"\n.SS {name}\n" in page for name in purposes())
    assert str(ROOT) not in page


@pytest.mark.parametrize(
    "needed",
    [
        "game/_scenes/story.yaml",
        "game/_scenes/README.md",
        "game/locale/fr.po",
        "game/py.typed",
        "game/story/codes/*.md",
        "game/story/codes/fr/*.md",
        "game/story/schema/*.json",
        "game/web/engine/*.js",
        "game/web/screen/*.js",
        "game/web/main.js",
        "game/web/page.css",
        "*.dist-info/licenses/LICENSE",
    ],
)
def test_what_is_read_when_it_runs_is_there(wheel: Path, needed: str) -> None:
    assert any(PurePosixPath(name).match(needed) for name in in_wheel(wheel))


def test_the_commands_extras_and_pythons_are_named(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"holdup-{__version__}.dist-info"
        metadata = archive.read(f"{info}/METADATA").decode()
        assert "holdup = game.__main__:main" in archive.read(f"{info}/entry_points.txt").decode()
    for line in (
        f"Version: {__version__}",
        "Requires-Python: >=3.11",
        "Classifier: Typing :: Typed",
        "Provides-Extra: author",
    ):
        assert line in metadata


def test_the_source_archive_can_be_built_from_and_holds_no_tests(built: Path) -> None:
    with tarfile.open(built / f"holdup-{__version__}.tar.gz") as archive:
        names = {PurePosixPath(name).relative_to(f"holdup-{__version__}").as_posix() for name in archive.getnames()}
    assert names >= {"pyproject.toml", "README.md", "LICENSE", "scenes/story.yaml", "game/__main__.py"}
    assert {name.split("/")[0] for name in names} <= {
        "game", "scenes", "script", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO", ".gitignore",
    }  # fmt: skip


def test_no_machine_is_named_in_what_is_shipped(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            assert str(Path.home()).encode() not in archive.read(name) or str(Path.home()) == "/", name


def plays(holdup: Holdup) -> None:
    """See to it that an installed program is the right one and has its story."""
    assert holdup("--version").stdout == f"holdup {__version__}\n"
    played = holdup("play", "--plain")
    assert (played.returncode, played.stderr) == (0, "")
    assert len(played.stdout) > 500


@pytest.mark.parametrize("version", [pytest.param(version, marks=slow) for version in PYTHONS])
def test_the_wheel_plays_in_an_empty_environment(wheel: Path, tmp_path: Path, version: str) -> None:
    python = _python(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    pip = _environment(tmp_path / "venv", python)
    pip(str(wheel))
    scripts = tmp_path / "venv" / "bin"
    assert (tmp_path / "venv" / "share" / "man" / "man1" / "holdup.1").is_file()
    holdup = _program(
        [scripts / "holdup"], tmp_path, {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    )
    plays(holdup)
    checked = holdup("check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert holdup("doctor").returncode == 0
    assert holdup("check", "--explain", "unknown-name").returncode == 0
    for command, missing in [("watch", "watchfiles")]:
        refused = holdup(command, BAKER, "--lang", "en")
        assert (refused.returncode in (1, 2), missing in refused.stderr) == (True, True), refused
    pip(f"{wheel}[author]")
    assert "watchfiles 1" in holdup("doctor", "--lang", "en").stdout
    assert holdup("explore", BAKER, "--seat", "baker", "--rival", "history").returncode == 0


@pytest.fixture(scope="module")
def runners(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs uvx and pipx."""
    folder = tmp_path_factory.mktemp("runners")
    python = _python(f"{sys.version_info.major}.{sys.version_info.minor}") or sys.executable
    _environment(folder / "venv", python)("uv", "pipx")
    return folder / "venv" / "bin"


@pytest.mark.parametrize("source", [pytest.param(source, marks=slow) for source in ("wheel", "archive", "checkout")])
@pytest.mark.parametrize("runner", ["uvx", "pipx"])
def test_it_plays_without_being_installed(
    built: Path, wheel: Path, runners: Path, tmp_path: Path, runner: str, source: str
) -> None:
    place = {"wheel": wheel, "archive": built / f"holdup-{__version__}.tar.gz", "checkout": ROOT}[source]
    chosen = {"uvx": ["--from"], "pipx": ["run", "--spec"]}[runner]
    command: list[str | Path] = [
        runners / runner,
        *chosen[:-1],
        "--quiet",
        "--python",
        sys.executable,
        chosen[-1],
        place,
        "holdup",
    ]
    kept = {name: str(runners / name) for name in ("UV_CACHE_DIR", "PIPX_HOME", "PIPX_BIN_DIR")}
    kept |= {"PIP_NO_COMPILE": "1"}
    plays(_program(command, tmp_path, os.environ | kept | {"LANG": "C.UTF-8"}))


def _environment(folder: Path, python: str) -> Callable[..., None]:
    """Make an empty environment; what is returned installs into it, by Python's own pip where that has one."""
    inside = str(folder / "bin" / "python")
    has_pip = subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    subprocess.run([python, "-m", "venv", *(["--without-pip"] if has_pip else []), str(folder)], check=True)
    pip = [python, "-m", "pip", "--python", inside] if has_pip else [inside, "-m", "pip"]

    def install(*wanted: str) -> None:
        subprocess.run([*pip, "install", "--quiet", "--no-compile", *wanted], check=True)

    return install


def _program(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Holdup:
    """The program, started from a folder that is not the checkout, with nobody at the keyboard."""

    def holdup(*argv: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *argv], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )

    return holdup


def _python(version: str) -> str | None:
    found = shutil.which(f"python{version}")
    if found is not None and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
        return found
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    return str(kept[-1]) if kept else None
