"""A machine that has all the tools may not pass by leaving tests out."""

from __future__ import annotations

import os

import pytest

from tests import switches

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("reason", "where_all_tools_are"),
    [("no zsh here", "errors"), ("no Python 3.99 here", "skipped"), ("nothing is read-only to root", "skipped")],
)
def test_a_test_that_is_left_out_fails_where_all_tools_are(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, reason: str, where_all_tools_are: str
) -> None:
    file = pytester.makepyfile(f'import pytest\n\n@pytest.mark.skipif(True, reason="{reason}")\ndef test_it(): ...\n')
    monkeypatch.setattr(switches, "SKIP_NOTHING", False)
    assert outcomes(pytester, file) == {"skipped": 1}
    monkeypatch.setattr(switches, "SKIP_NOTHING", True)
    assert outcomes(pytester, file) == {where_all_tools_are: 1}


def outcomes(pytester: pytest.Pytester, file: object) -> dict[str, int]:
    """What becomes of a file's tests, run in this process under the rules of all our tests."""
    rules = ("-p", "tests.conftest", "-p", "no:asyncio", "-c", os.devnull)
    return pytester.runpytest_inprocess(*rules, str(file)).parseoutcomes()
