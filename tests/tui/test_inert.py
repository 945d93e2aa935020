from __future__ import annotations

from pathlib import Path

from game.story.load import load
from game.story.model import Story
from tests.tui.acting import app_for, sitting_at, text_of

LINK, OPEN = "[@click=app.quit]Leave[/]", "[/ [$x] [b] [North]"

STORY = f"""
id: brackets
title: "[b]Brackets[/b]"
language: en
version: 1
about: "{LINK}"
clock: {{start: 2001-01-01 00:00, hours: 4}}
seats:
  me: {{name: "{LINK}", about: "{OPEN}"}}
forces:
  pull: {{name: "[/pull]", max: 4, start: 2, low: "[low", high: "high]"}}
episodes: [only]
openings:
  first: {{name: "{OPEN}", episode: only}}
"""
EPISODE = f"""
episode: "{OPEN}"
number: 1
start: here
scenes:
  here:
    at: 2001-01-01 01:00
    place: "{OPEN}"
    text: "{LINK} {OPEN}"
    choices:
      go:
        say: "{LINK}"
        effects: {{pull: 1}}
        why: {{pull: "{OPEN}"}}
        result: "{OPEN}"
        news: "{LINK}"
        to: end
"""
ENDINGS = f"""
endings:
  end:
    title: "{OPEN}"
    text: "{LINK}"
    epitaph: "{OPEN}"
    hint: "{LINK}"
    instead: "{OPEN}"
"""


def _brackets(folder: Path) -> Story:
    for name, text in (("story", STORY), ("only", EPISODE), ("endings", ENDINGS)):
        (folder / f"{name}.yaml").write_text(text.lstrip(), "utf-8")
    return load(folder)


async def test_brackets_are_words_everywhere_and_nothing_can_be_clicked(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    story = _brackets(folder)
    app = app_for(story)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        assert LINK in text_of(app)
        await pilot.press("enter")
        assert OPEN in text_of(app)
        await pilot.press("enter")
        assert f"1  {LINK}" in text_of(app)
        for x in range(3, 110, 9):
            await pilot.click(offset=(x, 7))
        assert app.is_running
        await pilot.press("1")
        assert f"[/pull] +1  {OPEN}" in text_of(app)
        await pilot.press("enter", "h", "escape", "escape", "j", "escape")
        assert app.is_running


async def test_a_story_that_has_run_aground_says_so(story: Story) -> None:
    sitting = sitting_at(story)
    app = app_for(story, sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.is_running
        await pilot.press("x", "tab", "9", "home")
        assert "1  Clay and ash" in text_of(app)
