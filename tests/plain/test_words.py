"""Everything that lines of text say is said in French, with French spacing."""

from __future__ import annotations

import ast
from pathlib import Path

import polib

from game import plain
from game.i18n.languages import LOCALE


def test_everything_said_by_lines_is_said_in_french_with_french_spacing() -> None:
    french = {entry.msgid: entry.msgstr for entry in polib.pofile(str(LOCALE / "fr.po")) if not entry.msgctxt}
    game = Path(plain.__file__).parents[1]
    calls = (
        node
        for path in (
            *(game / "plain").glob("*.py"),
            *(game / "journal").glob("*.py"),
            game / "story" / "story_languages.py",
        )
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
    )
    said = {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}
    assert len(said) > 130
    assert {message for message in said if not french.get(message)} == set()
    for message in said:
        assert not any(f" {sign}" in french[message].replace(" ?\u00a0", "") for sign in ";!?:"), french[message]
