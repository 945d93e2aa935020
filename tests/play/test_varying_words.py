"""Words that vary: first and again, one of several, lines as they stand, labels and titles that follow the state."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from game.explore.search import explore
from game.play.page import offers, pages
from game.play.run import Run
from game.play.setup import Setup
from game.story.load import inspect, load, story_texts
from game.story.markup import BlockKind
from game.story.problems import Severity
from game.view.wire import every_headline
from tests.play.conftest import Play
from tests.play.lighthouse import KEEPER, STORY, told

NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    title: [{if: lit, text: The bright stairs}, The stairs]
    place: [{if: "oil < 4", text: Nearly the top}, {if: lit, text: In the light}, At the foot]
    text:
      - first: A hundred steps.
      - again: {invented: The same hundred.}
      - {again: The lamp helps., if: lit}
      - one_of: [One., Two., {disputed: Three.}]
      - {one_of: [Tick., Tock.], pick: in-turn}
      - {one_of: [Heads., Tails.], pick: by-chance}
    choices:
      climb:
        say:
          - {if: "oil < 4", text: "Climb on with {oil} left."}
          - {if: took(stairs/climb), text: Climb again.}
          - Climb.
        effects: {oil: -1, lit: true}
        result: [{one_of: [You pant., You wheeze.]}]
        to: stairs
      rest: {say: Rest., voice: true, result: [{one_of: [You sit., You doze.], pick: in-turn}], to: stairs}
      read: {say: Read., to: letter}
  letter:
    text:
      - lines: |
          Dear {oil},
            *not* emphasis - nor > a quotation

          \\{signed} [x] `y`
        mark: invented
    next: dawn
"""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(told(tmp_path, STORY, NIGHT), KEEPER)


def words(run: Run, page: int = -1) -> list[str]:
    return [passage.block.plain for passage in pages(run.setup, run.state)[page].passages]


def test_a_scene_reads_otherwise_when_the_run_comes_back(play: Play, setup: Setup) -> None:
    assert words(play(setup))[0] == "A hundred steps."
    assert words(play(setup, "rest"))[0] == "The same hundred."
    assert words(play(setup, "climb"))[:2] == ["The same hundred.", "The lamp helps."]
    page = pages(setup, play(setup, "rest").state)[-1]
    assert [passage.mark.value if passage.mark else None for passage in page.passages][:1] == ["invented"]


def test_one_of_several_is_read_in_order_in_turn_or_by_chance(play: Play, setup: Setup) -> None:
    rests = [words(play(setup, *["rest"] * count)) for count in range(6)]
    assert [read[-3] for read in rests] == ["One.", "Two.", "Three.", "Three.", "Three.", "Three."]
    assert [read[-2] for read in rests] == ["Tick.", "Tock."] * 3
    tossed = {tuple(words(play(replace(setup, seed=seed), *["rest"] * 3))[-1] for seed in range(30))}
    assert {side for sides in tossed for side in sides} == {"Heads.", "Tails."}
    longer = [words(play(setup, *["rest"] * count))[-1] for count in range(12)]
    assert set(longer) == {"Heads.", "Tails."}


def test_the_words_of_a_result_count_how_often_it_was_chosen(play: Play, setup: Setup) -> None:
    assert words(play(setup, "rest", "climb"), 0) == ["You pant."]
    assert words(play(setup, "climb", "climb"), 0) == ["You wheeze."]
    assert words(play(setup, "climb", "rest", "climb", "rest"), 0) == ["You doze."]


def test_labels_titles_and_places_follow_the_state(play: Play, setup: Setup) -> None:
    first, second, third = (play(setup, *["climb"] * count) for count in (0, 1, 2))
    assert [offers(setup, run.state)[0].say.plain for run in (first, second, third)] == [
        "Climb.",
        "Climb again.",
        "Climb on with 3 left.",
    ]
    at = [pages(setup, run.state)[-1] for run in (first, second, third)]
    assert [page.title for page in at] == ["The stairs", "The bright stairs", "The bright stairs"]
    assert [page.place for page in at] == ["At the foot", "In the light", "Nearly the top"]
    assert setup.story.scenes["stairs"].title == "The stairs"


def test_the_wire_and_a_locked_reason_remember(play: Play, tmp_path: Path) -> None:
    rest = "rest: {say: Rest., voice: true, news: [{if: took(stairs/rest), text: Again.}, A light.], to: stairs}"
    shut = "sleep: {say: Sleep., if: oil > 8, locked: [{if: took(stairs/rest), text: Not twice.}, Not yet.], to: dawn}"
    night = NIGHT.replace("  letter:", f"      {rest}\n      {shut}\n  letter:", 1)
    night = re.sub(r"      rest: \{say: Rest., voice: true, result.*\n", "", night)
    setup = Setup(told(tmp_path, STORY, night), KEEPER)
    runs = [play(setup, *["rest"] * count) for count in (0, 1, 2)]
    shown = [{offer.choice.id: offer for offer in offers(setup, run.state)}["sleep"] for run in runs]
    assert [offer.locked.plain for offer in shown if offer.locked is not None] == [
        "Not yet.",
        "Not twice.",
        "Not twice.",
    ]
    assert [headline.text for headline in every_headline(runs[2])] == ["A light.", "Again."]


def test_lines_stay_as_they_stand(play: Play, setup: Setup) -> None:
    letter = pages(setup, play(setup, "read").state)[1]
    (passage,) = letter.passages
    assert passage.block.kind is BlockKind.LINES
    assert passage.block.plain == "Dear 5,\n  *not* emphasis - nor > a quotation\n\n{signed} [x] `y`"
    assert passage.mark is not None


def test_what_is_read_follows_from_the_decisions_alone(play: Play, setup: Setup) -> None:
    road = ["rest", "climb", "rest", "rest"]
    run = play(setup, *road)
    for count in range(len(road) + 1):
        assert words(run.upto(count)) == words(Run.replay(setup, run.decisions[:count]))
    assert words(run.undo().decide("rest")) == words(run)


def test_the_explorer_keeps_no_state_for_it(setup: Setup, tmp_path: Path) -> None:
    plain = NIGHT[: NIGHT.index("      - first:")] + "      - Stairs.\n" + NIGHT[NIGHT.index("    choices:") :]
    (tmp_path / "plain").mkdir()
    assert explore(setup).states <= explore(Setup(told(tmp_path / "plain", STORY, plain), KEEPER)).states + 6
    explored = explore(setup)
    assert explored.memory is not None
    read = {e.id for e, sighting in explored.observer.seen.items() if e.kind == "paragraph" and sighting.row >= 0}
    assert read | explored.memory.met >= {f"stairs#{number}" for number in range(1, 7)} | {"letter#1"}


def test_every_variant_is_a_whole_text_for_translators(tmp_path: Path) -> None:
    told(tmp_path, STORY, NIGHT)
    found = story_texts(tmp_path)
    assert found["stairs/choices/climb/say/1"] == "Climb again."
    assert found["stairs/title/0"] == "The bright stairs"
    assert found["stairs/text/3/one_of/2"] == "Three."
    assert found["stairs/text/1/again"] == "The same hundred."
    assert found["letter/text/0"].startswith("Dear {oil},\n  *not* emphasis")
    assert not found["letter/text/0"].endswith("\n")


def test_again_where_no_road_comes_back_is_told(tmp_path: Path) -> None:
    told(tmp_path, STORY, NIGHT)
    (tmp_path / "night.yaml").write_text(
        NIGHT.replace("    text:\n      - lines", "    text:\n      - again: Again.\n      - lines"), "utf-8"
    )
    problems = inspect(tmp_path).problems
    assert [(problem.code, problem.severity) for problem in problems] == [("never-again", Severity.WARNING)]
    assert load(tmp_path)
