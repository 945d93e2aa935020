from __future__ import annotations

from pathlib import Path

from game.play.setup import Setup
from game.story.load import load
from game.story.model import Story
from tests.tui.acting import app_for, text_of

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


STUCK = """
episode: Only
number: 1
start: here
scenes:
  here:
    seat: me
    text: A door.
    choices:
      open: {say: Open it., effects: {pull: -4}, to: inside}
      circle: {say: Go round., to: round}
  inside:
    seat: me
    text: Another door.
    choices:
      again: {say: Open it., if: pull > 0, locked: No strength is left., to: end}
  round:
    seat: other
    text: Round.
    choices:
      on: {say: On., to: and-round}
  and-round:
    seat: other
    text: And round.
    choices:
      on: {say: On., to: round, if: pull > 0}
      off: {say: Off., to: end, if: pull <= 0}
"""


async def test_a_story_that_runs_aground_or_in_circles_says_so_and_can_be_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    seats = "  me: {name: Me, about: I.}\n  other: {name: Other, about: They.}\n"
    settings = STORY.replace(STORY[STORY.index("  me:") : STORY.index("forces:")], seats)
    for name, text in (("story", settings), ("only", STUCK), ("endings", ENDINGS)):
        (folder / f"{name}.yaml").write_text(text.lstrip(), "utf-8")
    app = app_for(load(folder), Setup(load(folder), frozenset({"me"})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "2")
        assert "goes round in circles" in text_of(app)
        await pilot.press("escape")
        assert "2  Go round." in text_of(app)
        await pilot.press("1", "enter")
        assert "the story has run aground" in " ".join(text_of(app).split())
        await pilot.press("u")
        assert "1  Open it." in text_of(app)
