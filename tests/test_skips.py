"""A machine that has all the tools may not pass by leaving tests out."""

from __future__ import annotations

import os

import pytest

from tests import switches

pytest_plugins = ["pytester"]


REASONS = ("no zsh here", "no Python 3.99 here", "nothing is read-only to root")
"""Why a test is skipped: the first is no reason where all tools are."""


def test_a_test_that_is_left_out_fails_where_all_tools_are(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out = (f'@pytest.mark.skipif(True, reason="{why}")\ndef test_{n}(): ...\n' for n, why in enumerate(REASONS))
    file = pytester.makepyfile("\n".join(("import pytest\n", *left_out)))
    monkeypatch.setattr(switches, "SKIP_NOTHING", False)
    assert run_here(pytester, file).parseoutcomes() == {"skipped": 3}
    monkeypatch.setattr(switches, "SKIP_NOTHING", True)
    done = run_here(pytester, file)
    assert done.parseoutcomes() == {"errors": 1, "skipped": 2}
    assert "Skipped: no zsh here (and HOLDUP_SKIP_NOTHING is set)" in done.outlines


def run_here(pytester: pytest.Pytester, file: object) -> pytest.RunResult:
    """A file's tests, run in this process under the rules of all our tests."""
    rules = ("-p", "tests.conftest", "-p", "no:asyncio", "-c", os.devnull)
    return pytester.runpytest_inprocess(*rules, str(file))
