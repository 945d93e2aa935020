"""What is proved of a story stands beside its lines, as long as it is true."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.playtest import play
from game.explore.search import explore
from game.explore.verdicts import Effort, verdicts
from game.lsp.proof import Proof
from game.lsp.prove import prove
from game.play.setup import Rival, Setup
from game.story.load import load
from tests.lsp.conftest import BAKER, DAWN, MARKET
from tests.lsp.editor import Editor


@pytest.fixture
def author(tmp_path: Path) -> Iterator[Editor]:
    """An editor whose server proves, once it has proved the baker's story."""
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    editor = Editor(folder, "--seconds", "60")
    editor.open(DAWN)
    _wait(editor, DAWN, "of runs")
    yield editor
    editor.kill()


def _wait(editor: Editor, name: str, words: str) -> None:
    while not any(words in label for label in hints(editor, name).values()):
        editor.notified("workspace/inlayHint/refresh")


def hints(editor: Editor, name: str) -> dict[str, str]:
    """What is said beside each line, by the line."""
    lines = editor.texts[name].split("\n")
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
    found: dict[str, str] = {}
    for hint in editor.whole("inlayHint", name, range=whole):
        place = hint["position"]
        line = lines[place["line"]]
        key = f"{place['line'] + 1}: {line[: place['character']].strip()}"
        found[key] = f"{found[key]}, {hint['label']}" if key in found else hint["label"]
    return found


def test_roads_conditions_and_choices_are_told_what_explore_proves(author: Editor) -> None:
    author.open(MARKET)
    found = hints(author, DAWN)
    assert all(label for label in found.values())
    conditions = {
        line.partition(": ")[2]: label for line, label in found.items() if "if: heat" in line and "to:" not in line
    }
    assert conditions == {
        "- if: heat >= 5": "holds in 24.1 %",
        "- if: heat <= 1": "never here: needs `heat <= 1`, at least 2 here",
        "if: heat >= 2": "holds in 65.1 %",
        "if: heat >= 4": "holds in 38.6 %",
    }
    counter = hints(author, MARKET)
    assert counter["54: sell:"] == "nothing remembers it", "it differs from `keep` in runs from the dawn"
    story = load(BAKER)
    setup = Setup(story, frozenset(story.seats), Rival.HISTORY, 0, "dawn")
    known = {v.thing: v.odds for v in verdicts(explore(setup), Effort(seeds=0))}
    odds = known[Element("ending", "cold-oven")]
    assert odds is not None
    roads = {label for line, label in (found | counter).items() if line.endswith("to: cold-oven")}
    assert roads == {f"{100 * odds:.1f} % of runs"}
    assert found["17: next: the-crack"] == "100 % of runs"


def test_a_proof_outlives_new_words_and_no_more(author: Editor) -> None:
    before = hints(author, DAWN)
    author.replace(DAWN, "say: Wake the mason.", "say: Wake the mason, and be quick.")
    author.notified("workspace/inlayHint/refresh")
    assert list(hints(author, DAWN).values()) == list(before.values())
    author.replace(DAWN, "effects: {heat: 2}", "effects: {heat: 1}")
    author.told.clear()
    author.notified("workspace/inlayHint/refresh")
    assert [label for label in hints(author, DAWN).values() if "run" in label or "holds" in label] == []
    author.save(DAWN)
    _wait(author, DAWN, "of runs")


def test_a_variable_is_told_with_the_range_that_is_proved(author: Editor) -> None:
    told = author.about("hover", DAWN, "effects: {patched: true, h|eat: -1}")["contents"]["value"]
    assert "proved: " in told


def test_what_no_run_meets_says_why() -> None:
    proof = prove(load(BAKER), 60)
    assert proof.never["paragraph hearth#3"] == "needs `heat <= 1`, at least 2 here"


@pytest.mark.parametrize("asked", ["holds(baker)", "not holds(baker)", "not holds(baker) and flour >= 1"])
def test_nothing_is_told_of_a_text_that_asks_who_plays(tmp_path: Path, asked: str) -> None:
    """All seats are held where it is proved: what it finds of such a text is not so for a reader of one seat."""
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    file = folder / DAWN
    file.write_text(file.read_text().replace("      - if: mason >= 1\n", f"      - if: {asked}\n"))
    proof = prove(load(folder), 60)
    assert "paragraph the-crack#2" not in proof.holds
    assert "paragraph the-crack#2" not in proof.never
    assert "paragraph hearth#3" in proof.never


def test_roads_are_as_likely_with_the_words_as_without() -> None:
    """A large story is proved without its words: that must come to the same."""
    story = load(BAKER)
    proof = prove(story, 60)
    setup = Setup(story, frozenset(story.seats), Rival.HISTORY, 0, "dawn")
    whole = {v.thing: v.odds or 0.0 for v in verdicts(explore(setup), Effort(seeds=0))}
    told = {key: told.odds for key, told in proof.met.items() if told.opening == "dawn"}
    known = {f"{thing.kind} {thing.id}": odds for thing, odds in whole.items() if thing.kind in ("scene", "ending")}
    assert told == pytest.approx({key: odds for key, odds in known.items() if odds})


def test_a_story_too_large_is_told_no_shares_and_no_odds_as_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.lsp.prove._MOST_STATES", 10)
    monkeypatch.setattr("game.lsp.prove._MOST_PASSED", 10)
    proof = prove(load(BAKER), 60)
    assert not any(told.opening == "dawn" for told in proof.holds.values())
    assert (proof.pairs, proof.exact) == ({}, False)
    assert proof.ranges["heat"] == (0, 6)
    dawn = [told for told in proof.met.values() if told.opening == "dawn"]
    assert any(not told.exact for told in dawn)
    assert all(told.odds == 1 for told in dawn if told.exact)


def test_shares_are_those_of_runs_played_one_by_one() -> None:
    story = load(BAKER)
    proof = prove(story, 60)
    runs = play(Setup(story, frozenset(story.seats), Rival.HISTORY, 0, "dawn"), range(4000), 0)
    compared = 0
    for key, told in proof.holds.items():
        kind, _, name = key.partition(" ")
        if kind == "choice":
            scene = name.partition("/")[0]
            visits = max(times for offered, times in runs.offered.items() if offered.startswith(f"{scene}/"))
            spread = (told.odds * (1 - told.odds) / visits) ** 0.5
            assert abs(runs.offered[name] / visits - told.odds) <= 4 * spread + 1e-9, name
            compared += told.odds < 1
    assert compared >= 5
    for key, told in proof.met.items():
        kind, _, name = key.partition(" ")
        if told.opening == "dawn":
            spread = (told.odds * (1 - told.odds) / runs.runs) ** 0.5
            assert abs(runs.met[Element(kind, name)] / runs.runs - told.odds) <= 4 * spread + 1e-9, name


def test_a_proof_survives_being_written_down() -> None:
    proof = prove(load(BAKER), 60)
    assert Proof.read(proof.write()) == proof
    assert proof.exact
    assert proof.holds
