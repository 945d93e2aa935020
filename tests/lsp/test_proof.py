"""What is proved of a story stands beside its lines, as long as it is true."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.playtest import play
from game.explore.search import explore
from game.explore.verdicts import Effort, verdicts
from game.lsp.proof import Proof, fetch, key, store
from game.lsp.prove import proofs
from game.lsp.prover import Prover
from game.play.setup import Rival, Setup
from game.story.load import load
from game.story.model import Story
from tests.lsp.conftest import BAKER, DAWN, MARKET
from tests.lsp.editor import Editor
from tests.play.lighthouse import STORY, write

NEVER = "text hearth: heat <= 1"


def prove(story: Story) -> Proof:
    """All that is found out about a story."""
    *_, (proof, done) = proofs(story, 60)
    assert done
    return proof


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
        "if: heat >= 2": "open in 65.1 %",
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


def test_what_is_said_in_several_ways_is_told_how_often_each_is_said(tmp_path: Path) -> None:
    night = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    title: [{if: lit, text: The bright stairs}, The stairs]
    text: A hundred steps.
    choices:
      light: {say: Light it., effects: {lit: true}, news: [{if: oil > 6, text: A fire.}, A light.], to: top}
      climb: {say: [{if: took(top/go), text: Again.}, Climb.], to: top}
  top: {text: The lamp., choices: {go: {say: Go., to: dawn}}}
"""
    write(tmp_path, STORY, night)
    proof = prove(load(tmp_path))
    assert proof.holds["text stairs.title: lit"].odds == 1 / 4, "on two pages of every run, and one of them in half"
    assert "text stairs/light.news: oil > 6" in proof.never
    assert "text stairs/climb.say: took(top/go)" in proof.never


HUB = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text:
      - first: A hundred steps.
        if: oil >= 1
      - again: Still a hundred steps.
        if: lit
      - if: took(top/go)
        text: You came back.
    choices:
      light: {say: Light it., effects: {lit: true}, to: top}
      climb:
        say: Climb.
        result:
          - first: Up, by the light.
            if: lit
          - again: Up once more.
            if: lit
        to: top
  top:
    text: The lamp.
    choices: {go: {say: Go., to: stairs}, end: {say: End., to: dawn}}
"""


def test_what_asks_of_the_past_is_proved_too_where_the_states_are_kept(tmp_path: Path) -> None:
    """A run comes to the stairs twice on average: every second time anew, every third time with a light lit before."""
    write(tmp_path, STORY, HUB)
    proof = prove(load(tmp_path))
    assert {told.exact for told in proof.holds.values()} == {True}
    assert {name: told.odds for name, told in proof.holds.items()} == pytest.approx(
        {
            "text stairs: (oil >= 1) and not seen(stairs)": 1 / 2,
            "text stairs: (lit) and seen(stairs)": 1 / 3,
            "text stairs: took(top/go)": 1 / 2,
            "text stairs/climb: (lit) and seen(stairs)": 1 / 3,
        }
    )
    assert "text stairs/climb: (lit) and not seen(stairs)" in proof.never


def test_a_condition_beside_first_or_again_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "stairs"
    folder.mkdir()
    write(folder, STORY, HUB)
    editor = Editor(folder, "--seconds", "60")
    try:
        editor.open("night.yaml")
        _wait(editor, "night.yaml", "holds in")
        beside = {line.partition(": ")[0]: label for line, label in hints(editor, "night.yaml").items()}
        assert beside == {
            "8": "holds in 50.0 %",
            "10": "holds in 33.3 %",
            "11": "holds in 50.0 %",
            "19": "never here: needs `lit and not seen(stairs)`, which never hold together here",
            "21": "holds in 33.3 %",
        } | {line: label for line, label in beside.items() if "of runs" in label}
    finally:
        editor.kill()


def test_a_group_is_told_of_each_that_it_may_read(tmp_path: Path) -> None:
    night = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text: A hundred steps.
    choices:
      light: {say: Light it., effects: {lit: true}, to: top}
      climb: {say: Climb., to: top}
  top:
    text:
      - if: oil <= 7
        first_of:
          - {if: lit, text: A light.}
          - {if: took(stairs/light), text: A lamp.}
          - Dark.
    choices: {go: {say: Go., to: dawn}}
"""
    write(tmp_path, STORY, night)
    proof = prove(load(tmp_path))
    assert proof.holds["text top: (oil <= 7) and (lit)"].odds == 1 / 2
    reason = proof.never["text top: (oil <= 7) and (took(stairs/light))"]
    assert reason == "an earlier one of the same `first_of` always holds where this one could be read"
    editor = Editor(tmp_path, "--seconds", "60")
    try:
        editor.open("night.yaml")
        _wait(editor, "night.yaml", "holds in")
        found = hints(editor, "night.yaml")
        assert found["14: - {if: lit"] == "holds in 50.0 %"
        assert found["15: - {if: took(stairs/light)"] == f"never here: {reason}"
    finally:
        editor.kill()


def test_new_words_leave_a_proof_and_a_new_number_makes_it_one_of_before(author: Editor) -> None:
    before = hints(author, DAWN)
    author.replace(DAWN, "say: Wake the mason.", "say: Wake the mason, and be quick.")
    author.notified("workspace/inlayHint/refresh")
    assert list(hints(author, DAWN).values()) == list(before.values())
    author.replace(DAWN, "effects: {heat: 2}", "effects: {heat: 1}")
    author.told.clear()
    author.notified("workspace/inlayHint/refresh")
    stale = [label for label in hints(author, DAWN).values() if "run" in label or "holds" in label]
    assert stale
    assert all(label.startswith("before: ") for label in stale)
    author.save(DAWN)
    while any("before: " in label for label in hints(author, DAWN).values()):
        author.notified("workspace/inlayHint/refresh")
    after = hints(author, DAWN)
    assert after.keys() == before.keys()
    assert after != before


def test_of_a_condition_that_reads_otherwise_now_nothing_is_said(author: Editor) -> None:
    assert "- if: heat >= 5" in " ".join(hints(author, DAWN))
    author.replace(DAWN, "- if: heat >= 5", "- if: heat >= 4")
    author.told.clear()
    author.notified("workspace/inlayHint/refresh")
    found = hints(author, DAWN)
    assert not any("- if: heat >= 4" in line for line in found)
    assert any("- if: heat <= 1" in line for line in found), "roads and numbers are the same, so that the rest is true"


def test_what_is_proved_stays_beside_its_words_while_a_line_is_half_typed(author: Editor) -> None:
    before = hints(author, DAWN)
    author.replace(DAWN, "    bottleneck: true\n", "    bottleneck: true\n    we\n")
    after = hints(author, DAWN)
    typed = author.texts[DAWN].split("\n").index("    we") + 1

    def moved(place: str) -> str:
        line, _, words = place.partition(": ")
        return f"{int(line) + (int(line) >= typed)}: {words}"

    assert {place: label.removeprefix("before: ") for place, label in after.items()} == {
        moved(place): label for place, label in before.items() if label != "nothing remembers it"
    }


def test_a_proof_of_the_same_story_is_not_begun_anew() -> None:
    """What is saved in the middle of a long proof must not keep it from ever coming to its end."""

    async def writing() -> list[int]:
        found: list[Proof] = []
        prover = Prover(BAKER, 60, found.append)
        running = []
        about = key(load(BAKER))
        for changed in (about, about, "something else"):
            prover.begin(changed)
            others = asyncio.all_tasks() - {asyncio.current_task()}
            running.append(len(others))
            await asyncio.gather(*others)
        assert len(found) == 2
        return running

    assert asyncio.run(writing()) == [1, 0, 1]


def test_a_variable_is_told_with_the_range_that_is_proved(author: Editor) -> None:
    told = author.about("hover", DAWN, "effects: {patched: true, h|eat: -1}")["contents"]["value"]
    assert "proved: " in told


def test_what_no_run_meets_says_why() -> None:
    assert prove(load(BAKER)).never[NEVER] == "needs `heat <= 1`, at least 2 here"


@pytest.mark.parametrize("asked", ["holds(baker)", "not holds(baker)", "not holds(baker) and flour >= 1"])
def test_nothing_is_told_of_a_text_that_asks_who_plays(tmp_path: Path, asked: str) -> None:
    """All seats are held where it is proved: what it finds of such a text is not so for a reader of one seat."""
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    file = folder / DAWN
    file.write_text(file.read_text().replace("      - if: mason >= 1\n", f"      - if: {asked}\n"))
    proof = prove(load(folder))
    told = {*proof.holds, *proof.never}
    assert not any(name.startswith("text the-crack:") for name in told)
    assert NEVER in proof.never


def test_roads_are_as_likely_with_the_words_as_without() -> None:
    """A large story is proved without its words: that must come to the same."""
    story = load(BAKER)
    proof = prove(story)
    setup = Setup(story, frozenset(story.seats), Rival.HISTORY, 0, "dawn")
    whole = {v.thing: v.odds or 0.0 for v in verdicts(explore(setup), Effort(seeds=0))}
    told = {name: told.odds for name, told in proof.met.items() if told.opening == "dawn"}
    known = {f"{thing.kind} {thing.id}": odds for thing, odds in whole.items() if thing.kind in ("scene", "ending")}
    assert told == pytest.approx({key: odds for key, odds in known.items() if odds})


def test_a_large_story_is_soon_counted_and_later_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its states are not kept, so that what they say is said while they pass; it must come to the same."""
    story = load(BAKER)
    kept = prove(story)
    monkeypatch.setattr("game.lsp.prove._MOST_STATES", 10)
    told = [proof for proof, _ in proofs(story, 60)]
    assert {told.exact for told in told[0].holds.values() if told.opening == "dawn"} == {False}
    assert (told[0].pairs, told[0].exact, told[0].ranges["heat"]) == ({}, False, (0, 6))
    for kind in ("met", "holds"):
        soon, late = getattr(told[0], kind), getattr(told[-1], kind)
        assert {name: told.odds for name, told in late.items()} == pytest.approx(
            {name: told.odds for name, told in getattr(kept, kind).items()}
        )
        assert all(told.exact for told in late.values())
        assert all(abs(soon[each].odds - late[each].odds) < 0.08 for each in soon)
    assert told[-1].never == kept.never == {NEVER: "needs `heat <= 1`, at least 2 here"}


def test_a_story_too_large_even_for_that_stays_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.lsp.prove._MOST_STATES", 10)
    monkeypatch.setattr("game.lsp.prove._MOST_PASSED", 10)
    *_, (proof, done) = proofs(load(BAKER), 60)
    assert not done
    assert {told.exact for told in proof.holds.values() if told.opening == "dawn"} == {False}
    assert {told.exact for told in proof.met.values() if told.opening == "dawn"} == {False}
    assert proof.pairs == {}


def test_shares_are_those_of_runs_played_one_by_one() -> None:
    story = load(BAKER)
    proof = prove(story)
    runs = play(Setup(story, frozenset(story.seats), Rival.HISTORY, 0, "dawn"), range(4000), 0)
    compared = 0
    for condition, told in proof.holds.items():
        name = condition.removeprefix("choice ").partition(": ")[0]
        if condition.startswith("choice "):
            scene = name.partition("/")[0]
            visits = max(times for offered, times in runs.offered.items() if offered.startswith(f"{scene}/"))
            spread = (told.odds * (1 - told.odds) / visits) ** 0.5
            assert abs(runs.offered[name] / visits - told.odds) <= 4 * spread + 1e-9, name
            compared += told.odds < 1
    assert compared
    for place, told in proof.met.items():
        kind, _, name = place.partition(" ")
        if told.opening == "dawn":
            spread = (told.odds * (1 - told.odds) / runs.runs) ** 0.5
            assert abs(runs.met[Element(kind, name)] / runs.runs - told.odds) <= 4 * spread + 1e-9, name


def test_a_proof_survives_being_written_down() -> None:
    proof = prove(load(BAKER))
    assert Proof.read(proof.write()) == proof
    assert proof.exact
    assert proof.holds


def test_a_proof_is_kept_until_something_else_is_to_be_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDUP_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    story = load(folder)
    proof = prove(story)
    assert fetch(key(story)) is None
    store(key(story), proof)
    file = folder / DAWN
    file.write_text(file.read_text().replace("Wake the mason.", "Wake the mason, and be quick."))
    assert fetch(key(load(folder))) == proof
    file.write_text(file.read_text().replace("- if: heat >= 5", "- if: heat >= 4"))
    assert fetch(key(load(folder))) is None
