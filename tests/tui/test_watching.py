"""Playing while writing: real files, really saved, seen on the screen where the reader stands."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.journal import ActiveRun, Journal
from game.play.run import Decision, Run
from game.story.load import load
from game.story.model import OwnStart, Story
from game.story.own_start import begun
from game.tui.watching import WatchApp
from tests.tui.acting import app_for, game_of, said, setup_for, sitting_at, text_of
from tests.tui.conftest import BAKER

pytest.importorskip("watchfiles")
pytestmark = pytest.mark.real_time

EPISODE = "01-before-dawn.yaml"
LINE = "A line runs from the door to the vault, two fingers wide."


class Desk:
    """The app, and the files under it."""

    def __init__(self, folder: Path, app: WatchApp, pilot: Pilot[None]) -> None:
        self.folder, self.app, self.pilot = folder, app, pilot

    async def save(self, old: str, new: str, name: str = EPISODE) -> None:
        """Write a file as editors do: aside, and then over the old one."""
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        draft = file.with_name(f".{name}.swp")
        draft.write_text(text.replace(old, new), "utf-8")
        draft.replace(file)

    async def until(self, seen: Callable[[str], bool], seconds: float = 5.0) -> float:
        """Wait until the screen shows something, and say how long it took."""
        since = time.perf_counter()
        while not seen(text_of(self.app)):
            assert time.perf_counter() - since < seconds, text_of(self.app)
            await self.pilot.pause(0.01)
        return time.perf_counter() - since


@asynccontextmanager
async def watched(tmp_path: Path, *choices: str, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Desk]:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    journal = Journal.in_memory()
    run = Run.replay(setup_for(load(folder)), [Decision("", choice) for choice in choices])
    active = ActiveRun(journal, run)
    active.turn(len(active.pages) - 1)
    app = WatchApp(folder, lambda: load(folder), journal, active)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)  # the watcher needs a moment before it notices anything
        yield Desk(folder, app, pilot)


async def test_a_save_shows_the_new_text_at_the_same_decision(tmp_path: Path) -> None:
    async with watched(tmp_path) as desk:
        assert LINE in text_of(desk.app)
        await desk.save(LINE, "The crack has grown overnight.")
        await desk.until(lambda seen: "The crack has grown overnight." in seen)
        assert LINE not in text_of(desk.app)
        await desk.pilot.press("1")
        assert said(desk.app) == ["clay"]


async def test_a_mistake_is_told_with_its_place_and_the_old_story_goes_on(tmp_path: Path) -> None:
    async with watched(tmp_path) as desk:
        await desk.save("if: mason >= 1\n        locked", "if: mazon >= 1\n        locked")
        await desk.until(lambda seen: f"{EPISODE}:45:13" in seen)
        seen = text_of(desk.app)
        assert "`mazon` is not declared in story.yaml (did you mean `mason`?)" in seen.replace("\n", " ")
        assert "1  Clay and ash, now, with bare hands." in seen
        await desk.pilot.press("1")
        assert said(desk.app) == ["clay"]
        assert f"{EPISODE}:45:13" in text_of(desk.app)
        await desk.save("mazon", "mason")
        await desk.until(lambda seen: f"{EPISODE}:45:13" not in seen)
        assert said(desk.app) == ["clay"]


async def test_a_mistake_takes_back_that_the_story_has_been_read_again(tmp_path: Path) -> None:
    async with watched(tmp_path) as desk:
        await desk.save(LINE, "The crack has grown overnight.")
        await desk.until(lambda seen: "The story has been read again." in seen)
        await desk.save("if: mason >= 1\n        locked", "if: mazon >= 1\n        locked")
        await desk.until(lambda seen: f"{EPISODE}:45:13" in seen)
        assert "read again" not in text_of(desk.app)


async def test_what_an_edit_moves_is_said_once(tmp_path: Path) -> None:
    async with watched(tmp_path, "clay") as desk:
        await desk.save("effects: {patched: true, heat: -1}", "effects: {patched: true, heat: 2}")
        await desk.until(lambda seen: "The story has been read again." in seen and "heat," in seen)
        await desk.save("The clay holds.", "The clay sits.")
        await desk.until(lambda seen: "heat," not in seen)


async def test_a_decision_that_is_gone_comes_back_with_the_next_save(tmp_path: Path) -> None:
    async with watched(tmp_path, "clay") as desk:
        await desk.save("      clay:\n", "      mud:\n")
        await desk.until(lambda seen: "no longer exists" in seen)
        assert said(desk.app) == []
        await desk.save("      mud:\n", "      clay:\n")
        await desk.until(lambda seen: "no longer exists" not in seen)
        assert said(desk.app) == ["clay"]


async def test_a_story_without_the_readers_seat_waits_for_a_better_one(tmp_path: Path) -> None:
    async with watched(tmp_path) as desk:
        for file in desk.folder.glob("*.yaml"):
            text = file.read_text("utf-8").replace("seat: baker", "seat: miller").replace("  baker:", "  miller:")
            file.write_text(text.replace("for: baker", "for: miller"), "utf-8")
        await desk.until(lambda seen: "no longer has the seat" in seen)
        assert game_of(desk.app).reading.run.setup.seats == {"baker"}


async def test_a_folder_that_is_gone_is_no_end(tmp_path: Path) -> None:
    async with watched(tmp_path) as desk:
        (desk.folder / "story.yaml").unlink()
        await desk.until(lambda seen: "there is no story.yaml here" in " ".join(seen.split()))
        await desk.pilot.press("1")
        assert said(desk.app) == ["clay"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_many_mistakes_leave_room_for_the_game(tmp_path: Path, size: tuple[int, int]) -> None:
    async with watched(tmp_path, size=size) as desk:
        await desk.save("effects:", "efects:")
        await desk.until(lambda seen: "and " in seen and " more" in seen)
        assert text_of(desk.app).count("`efects` is not a key") >= 2
        assert "Clay and ash" in text_of(desk.app)


async def test_an_author_sees_what_lies_behind_a_page_and_a_reader_does_not(tmp_path: Path, story: Story) -> None:
    async with watched(tmp_path, size=(100, 45)) as desk:
        assert "i inspect" in text_of(desk.app)
        await desk.pilot.press("i")
        seen = text_of(desk.app)
        assert "01-before-dawn.yaml:19" in seen
        assert "flour 4 → 3, mason 1 → 0, patched: true" in seen
        await desk.pilot.press("escape", "question_mark")
        assert "WRITING" in text_of(desk.app)
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(100, 45)) as pilot:
        assert "inspect" not in text_of(app)
        await pilot.press("question_mark")
        assert "WRITING" not in text_of(app)


async def test_a_run_is_kept_as_a_walkthrough_under_a_name(tmp_path: Path) -> None:
    async with watched(tmp_path, "clay") as desk:
        await desk.pilot.press("k", *"clay-run", "enter")
        await desk.until(lambda seen: "Kept as the walkthrough" in seen)
        assert "- the-crack:clay" in (desk.folder / "walkthroughs.yaml").read_text("utf-8")
        await desk.pilot.press("k", *"clay-run", "enter")
        await desk.until(lambda seen: "already" in seen)


async def test_a_name_that_is_none_is_asked_for_again_as_it_was_typed(tmp_path: Path) -> None:
    async with watched(tmp_path, "clay") as desk:
        await desk.pilot.press("k", *"clay", "space", *"run", "enter")
        await desk.until(lambda seen: "is no name" in seen)
        await desk.pilot.press("escape")
        await desk.until(lambda seen: "▸ clay run" in seen)
        await desk.pilot.press("end", *["backspace"] * 4, *"-run", "enter")
        await desk.until(lambda seen: "Kept as the walkthrough “clay-run”" in seen)
        await desk.pilot.press("k", *"Clay", "enter", "escape")
        await desk.until(lambda seen: "▸ Clay" in seen)
        await desk.pilot.press("escape")
        await desk.until(lambda seen: "Clay" not in seen)


async def test_a_missing_editor_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with watched(tmp_path) as desk:
        await desk.pilot.press("o")
        await desk.until(lambda seen: "VISUAL or EDITOR" in seen or "No editor can be opened" in seen)


async def test_a_state_that_no_road_leads_to_stays_marked_through_a_save(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    own = OwnStart("queue", {"heat": 6, "flour": 0})
    journal = Journal.in_memory()
    active = ActiveRun(journal, Run.start(setup_for(begun(load(folder), own))))
    app = WatchApp(folder, lambda: begun(load(folder), own), journal, active)
    app.animation_level = "none"
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.3)
        desk = Desk(folder, app, pilot)
        await desk.until(lambda seen: "State of your own: heat=6, flour=0" in seen)
        await desk.save("There are more people than loaves.", "Nobody has come.", "02-market.yaml")
        await desk.until(lambda seen: "Nobody has come." in seen and "State of your own" in seen)
