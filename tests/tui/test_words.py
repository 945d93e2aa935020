from __future__ import annotations

import ast
import re
from pathlib import Path

import polib

from game import tui
from game.i18n.languages import LOCALE
from game.tui.theme import NAMES

ROOT = Path(tui.__file__).parent


def _said() -> set[str]:
    """Every message that the screens say, read off the code."""
    calls = (
        node
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
    )
    constants = (call.args[0] for call in calls if isinstance(call.args[0], ast.Constant))
    return {str(constant.value) for constant in constants} | {*NAMES.values()}


def test_everything_the_screens_say_is_said_in_french_with_french_spacing() -> None:
    french = {entry.msgid: entry.msgstr for entry in polib.pofile(str(LOCALE / "fr.po")) if not entry.msgctxt}
    said = _said()
    assert len(said) > 80
    assert {message for message in said if not french.get(message)} == set()
    for message in said:
        words = french[message]
        assert not any(f" {sign}" in words for sign in ";!?:"), words


def test_french_apostrophes_are_the_typographers() -> None:
    straight = re.compile(r"\w'\w")
    for entry in polib.pofile(str(LOCALE / "fr.po")):
        assert not straight.search(entry.msgstr), entry.msgstr
