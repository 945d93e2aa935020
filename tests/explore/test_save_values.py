"""What a strategist plays by is near what is so, and what is said of its strengths was played."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from game.explore.fit_tables import fit_story, knowing
from game.explore.measure_strengths import fare
from game.explore.save_values import save
from game.play import strategist as thinking
from game.play.run import Run
from game.play.setup import STRATEGISTS, Rival, Setup
from game.play.state import Decided
from game.play.strategist import SCALE, Strategist
from game.story.estimates import PLAYERS
from game.story.load import load
from game.story.saved_values import FILE, strengths_measured
from tests.play.bargain import bargain
from tests.play.test_strategist import LEFT, played

BAKER = Path(__file__).parents[1] / "stories" / "baker"


def test_tables_come_near_to_what_following_every_road_to_its_end_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "MOST_LOOKS", 10**9)
    story = bargain()
    tables = fit_story(story, "right", runs=60)
    reads, knows = (Strategist(story, LEFT, "right", 4, known) for known in (tables, {}))
    misses = []
    for seed in range(12):
        run: Run = played(Setup(story, LEFT, Rival.WEIGHTED, seed + 1000), seed)
        for beat in run.beats():
            if isinstance(beat, Decided) and beat.scene.id in ("answer2", "offer3", "answer3", "last"):
                exact = knows.expected(beat.scene, beat.before, 20)
                misses.append(abs(reads._read(beat.scene.id, beat.before) - exact) / SCALE)
    assert len(misses) > 30
    assert sum(misses) / len(misses) < 0.6


def test_a_strength_fares_the_same_each_time_and_is_counted_run_by_run() -> None:
    story = knowing(bargain(), {})
    setup = Setup(story, LEFT, Rival.STRATEGIST_3)
    first, again = (fare(setup, "right", "random", 20) for _ in range(2))
    assert first == again
    assert len(first.worths) == sum(first.endings.values()) == sum(first.episodes.values()) == 20
    assert first.success.worth == pytest.approx(sum(first.worths) / 20)
    assert {fare(setup, "right", player, 5).decisions > 0 for player in PLAYERS} == {True}


def test_the_file_is_made_beside_the_story_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    seats, endings = list(load(folder).seats), folder / "endings.yaml"
    worth = "    worth: {" + ", ".join(f"{seat}: {3 + 4 * n}" for n, seat in enumerate(seats)) + "}\n"
    text, names = endings.read_text("utf-8"), "|".join(load(folder).endings)
    endings.write_text(re.sub(rf"^(  (?:{names}):\n)", rf"\1{worth}", text, flags=re.MULTILINE), "utf-8")
    story = load(folder)
    assert story.knows_worths
    told: list[float] = []
    saved = save(folder, lambda share, _: told.append(share), runs=3, fitted=12)
    assert saved.file == folder / FILE
    assert told == sorted(told)
    known = load(folder)
    for opening in story.openings:
        for n, seat in enumerate(seats):
            dial = strengths_measured(known, opening, seat)
            assert len(dial) == len(STRATEGISTS)
            assert {success.worth for strength in dial for success in strength.against.values()} == {3.0 + 4 * n}
    shares = json.loads((folder / FILE).read_text("utf-8"))["strengths"]
    assert all(
        sum(strength["ends_in"].values()) == pytest.approx(1, abs=0.01)
        for measured in shares.values()
        for dial in measured.values()
        for strength in dial
    )
    assert any(line.startswith("  strategist:5") for line in saved.lines)
