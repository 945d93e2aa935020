"""Everything that is renamed is found by its former name: in saves, codes, walkthroughs, catalogues and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.explore.walkthroughs import walk, walkthroughs
from game.journal.active_run import ActiveRun
from game.journal.journal import Journal
from game.play import share_code
from game.play.page import pages
from game.play.run import Decision, Run
from game.play.setup import Rival, Setup, seats
from game.story.former import OPENING, SEAT, VARIABLE, choice_today, former, path_today, today
from game.story.load import inspect, load, story_texts
from game.story.model import Story
from game.story.po import parse
from game.story.translation import merge

OLD = {
    "story.yaml": """\
id: ferry
title: The Ferry
language: en
seats: {pilot: {name: The pilot, about: You steer.}, other: {name: Another}}
stakes: {town: {name: town, max: 9, start: 5}}
flags: {bell: The bell has rung.}
episodes: [one]
openings: {dusk: {name: At dusk, episode: one}}
allow: [forgotten-choice, unread-variable]
""",
    "one.yaml": """\
episode: One
number: 1
start: quay
scenes:
  quay:
    seat: pilot
    text: The quay.
    choices:
      wait: {say: Wait., effects: {town: 2, bell: true}, once: true, to: river}
      sail: {say: Sail., effects: {town: 1}, to: river}
  river:
    seat: pilot
    text:
      - The river.
      - {if: took(quay/wait), text: You waited.}
      - {if: bell, text: The bell.}
    choices:
      on: {say: On., to: shore}
      back: {say: Back., to: quay}
""",
    "endings.yaml": "endings:\n  shore: {title: Shore, text: You are there., epitaph: There., hint: Sail.}\n",
}

RENAMED = {
    "story.yaml": OLD["story.yaml"]
    .replace("pilot: {", "captain: {was: pilot, ")
    .replace("town: {name: town", "folk: {was: town, name: town")
    .replace("bell: The bell has rung.", "rung: {about: The bell has rung., was: bell}")
    .replace("dusk: {", "evening: {was: dusk, ")
    .replace("episodes: [one]", "episodes: [first]")
    .replace("episode: one", "episode: first"),
    "first.yaml": OLD["one.yaml"]
    .replace("episode: One", "episode: One\nwas: one")
    .replace("start: quay", "start: pier")
    .replace("  quay:\n", "  pier:\n    was: quay\n")
    .replace("seat: pilot", "seat: captain")
    .replace("wait: {say", "linger: {was: wait, say")
    .replace("{town: 2, bell: true}", "{folk: 2, rung: true}")
    .replace("{town: 1}", "{folk: 1}")
    .replace("took(quay/wait)", "took(pier/linger)")
    .replace("{if: bell,", "{if: rung,")
    .replace("to: quay", "to: pier"),
    "endings.yaml": OLD["endings.yaml"].replace("shore: {", "bank: {was: shore, "),
}
RENAMED["first.yaml"] = RENAMED["first.yaml"].replace("to: shore", "to: bank")


def told(folder: Path, files: dict[str, str], **more: str) -> Story:
    folder.mkdir()
    for name, text in {**files, **more}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return load(folder)


@pytest.fixture
def before(tmp_path: Path) -> Story:
    return told(tmp_path / "before", OLD)


@pytest.fixture
def after(tmp_path: Path) -> Story:
    return told(tmp_path / "after", RENAMED)


def begun(story: Story, seat: str, opening: str) -> Run:
    return Run.start(Setup(story, seats(story, seat), Rival.HISTORY, 7, opening))


def test_neither_story_has_a_problem(before: Story, after: Story, tmp_path: Path) -> None:
    assert [*inspect(tmp_path / "before").problems, *inspect(tmp_path / "after").problems] == []


def test_decisions_seats_and_openings_are_understood_by_their_former_names(after: Story) -> None:
    run = begun(after, "pilot", "dusk").decide("wait", scene="quay")
    assert (set(run.setup.seats), run.setup.opening) == ({"captain"}, "evening")
    assert run.decisions == (Decision("pier", "linger"),)
    assert [p.block.plain for p in pages(run.setup, run.state)[-1].passages] == [
        "The river.",
        "You waited.",
        "The bell.",
    ]


def test_a_save_is_taken_up_without_a_word(before: Story, after: Story) -> None:
    journal = Journal.in_memory()
    run = begun(before, "pilot", "dusk").decide("wait").decide("back")
    run_id = ActiveRun(journal, run).run_id
    assert run_id is not None
    resumed = ActiveRun.resumed(journal, after, run_id)
    assert resumed.notices() == ()
    assert resumed.run.decisions == (Decision("pier", "linger"), Decision("river", "back"))
    assert resumed.run.state.here.id == "pier"


def test_a_code_is_read(before: Story, after: Story) -> None:
    run = begun(before, "pilot", "dusk").decide("wait").decide("back").decide("sail")
    decoded = share_code.decode(after, share_code.encode(run))
    assert decoded.lost == 0
    assert [d.choice for d in decoded.run.decisions] == ["linger", "back", "sail"]
    assert decoded.run.setup.seed == 7


def test_a_catalogue_follows_and_is_written_under_the_names_of_today(tmp_path: Path, before: Story) -> None:
    old = parse(HEAD)
    merged = merge(story_texts(tmp_path / "before"), old, "fr", "The Ferry")
    for entry in merged:
        entry.msgstr = f"{entry.msgid} (fr)"
    after = tmp_path / "after"
    told(after, RENAMED, **{"locale/fr.po": str(merged)})
    assert inspect(after).problems == ()
    story = load(after, "fr")
    assert story.scenes["pier"].choices[0].say.source == "Wait. (fr)"
    assert story.seats["captain"].about == "You steer. (fr)"
    assert story.openings["evening"].name == "At dusk (fr)"
    assert story.endings["bank"].title == "Shore (fr)"
    assert story.episodes["first"].title == "One (fr)"
    again = merge(story_texts(after), parse(str(merged)), "fr", "The Ferry", story.was)
    assert all(entry.msgstr and not entry.obsolete and not entry.fuzzy for entry in again)
    assert "pier/choices/linger/say" in {entry.msgctxt for entry in again}


HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def test_a_walkthrough_written_before_still_runs(tmp_path: Path, after: Story) -> None:
    (tmp_path / "after" / "walkthroughs.yaml").write_text(WALKTHROUGHS, "utf-8")
    (walkthrough,) = walkthroughs(after, tmp_path / "after")
    assert walk(after, walkthrough).failures == ()


WALKTHROUGHS = """\
walkthroughs:
  waits:
    about: You wait, and then you cross.
    seat: pilot
    opening: dusk
    decisions: quay:wait,river:on
    through: [quay]
    ending: shore
"""


@pytest.mark.parametrize(
    ("name", "kind", "now"),
    [
        *(("quay", "", "pier"), ("one", "", "first"), ("shore", "", "bank"), ("pilot", SEAT, "captain")),
        *(("dusk", OPENING, "evening"), ("town", VARIABLE, "folk"), ("bell", VARIABLE, "rung"), ("river", "", "river")),
    ],
)
def test_every_former_name_leads_to_the_present_one(after: Story, name: str, kind: str, now: str) -> None:
    assert today(after.was, name, kind) == now
    assert name in (*former(after.was, now, kind), now)


def test_a_choice_is_found_though_its_scene_was_renamed_too(after: Story) -> None:
    assert choice_today(after.was, "quay", "wait") == ("pier", "linger")
    assert choice_today(after.was, "pier", "sail") == ("pier", "sail")


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("quay/choices/wait/result/0", "pier/choices/linger/result/0"),
        ("one/episode", "first/episode"),
        ("story/seats/pilot/about", "story/seats/captain/about"),
        ("story/openings/dusk/name", "story/openings/evening/name"),
        ("story/town/name", "story/folk/name"),
        ("story/title", "story/title"),
    ],
)
def test_the_path_of_a_text_follows(after: Story, path: str, now: str) -> None:
    assert path_today(after.was, path) == now
