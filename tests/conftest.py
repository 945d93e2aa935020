"""What every test starts from: a home of its own, so that no test reads or writes a player's."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from game.i18n import catalogue
from tests import switches

hypothesis.settings.register_profile(
    "unhurried",
    deadline=None,  # a busy machine is no mistake
    max_examples=40 * switches.THOROUGH,
    derandomize=switches.THOROUGH == 1,  # who changes something is not told what was wrong before, by chance
)
hypothesis.settings.load_profile("unhurried")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # some machines have it set; each Python that a test starts would
sys.dont_write_bytecode = False  # compile the game anew, and each worker all the tests

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the workers share the processors as it is

_homes = count(1)

MAY_BE_SKIPPED = (
    "nothing is read-only to root",
    "no Python 3.",  # one that this machine has not got
    "node is not installed",
    "npm is not installed",
    "npm cannot install",
    "HOLDUP_THOROUGH",  # before a release
)
"""Reasons to skip a test that hold even where HOLDUP_SKIP_NOTHING says that all tools are here."""


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One `HOLDUP_CACHE` for all the homes: stories and catalogues are compiled once, for every worker."""
    mine = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDUP_CACHE", str((mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "cache"))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh `HOLDUP_HOME`, and a terminal that promises nothing in particular."""
    home = (
        tmp_path_factory.getbasetemp() / "homes" / str(next(_homes))
    )  # most tests leave nothing in it: it is not made
    monkeypatch.setenv("HOLDUP_HOME", str(home))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The program speaks English, whatever the test before made it speak."""
    if catalogue.current_language() != "en":  # to find the catalogues takes longer than most tests
        catalogue.set_language("en")


@pytest.fixture
def own_cache(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, for what is about that."""
    monkeypatch.delenv("HOLDUP_CACHE")
    return own_home / "cache"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: while a test waits for a browser or a terminal, another has its processor."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker begin with what is installed and another with the browser: each long, and last it was waited for.

    A worker begins with its share of the list, in order, and is relieved of the end of it by whoever has nothing to do.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    slow, browser, short = list[pytest.Item](), list[pytest.Item](), list[pytest.Item]()
    for item in items:
        if item.get_closest_marker("slow"):
            slow.append(item)
        elif "running" in getattr(item, "fixturenames", ()):
            browser.append(item)
        else:
            short.append(item)
    share = max(0, len(items) // workers - len(slow))
    items[:] = [*slow, *short[:share], *browser, *short[share:]]


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among the tests themselves: a quarter of the time of many went there."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def pytest_sessionfinish() -> None:
    """Nothing is looked through once more only to be thrown away."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a test that is skipped has failed."""
    report = yield
    if report.skipped and switches.SKIP_NOTHING and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2]
        if not any(allowed in reason for allowed in MAY_BE_SKIPPED):
            report.outcome = "failed"
            report.longrepr = f"{reason} (and HOLDUP_SKIP_NOTHING is set)"
    return report
