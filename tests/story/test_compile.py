"""What the compiler makes of a sound story, and how it speaks of an unsound one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.compile import compile_story
from game.story.compiled import CompiledChoice, CompiledScene, CompiledStory
from game.story.load import inspect, load
from game.story.problems import Report
from game.story.schema import KINDS
from game.story.yaml_tree import parse_yaml
from tests.story.conftest import Check, Tell, night
from tests.story.pages import BASE, without_idle

DERIVED = """\
derived:
  late: hour >= 3
  light: [{if: not lit, value: 0}, {if: hour < 3, value: oil}, {value: oil * 2}]
"""
STORY = BASE["story.yaml"].replace("episodes:", f"{DERIVED}episodes:")


def document(folder: Path) -> CompiledStory:
    inspection = inspect(folder)
    assert without_idle(inspection.problems) == ()
    assert inspection.document is not None
    return inspection.document


def scene(folder: Path, name: str = "stairs") -> CompiledScene:
    return next(s for e in document(folder)["episodes"] for s in e["scenes"] if s["id"] == name)


def choice(folder: Path) -> CompiledChoice:
    return scene(folder)["choices"][0]


def with_choice(lines: str, at: str = "1901-03-01 21:30") -> str:
    return night("x").replace("text: x", f"text: x\n    at: {at}\n    next: dawn").replace("to: dawn}", f"{lines}}}")


def hashes(story: CompiledStory) -> list[str]:
    return [s["hash"] for e in story["episodes"] for s in e["scenes"]]


def test_the_second_story_is_sound(baker: Path) -> None:
    story = document(baker)
    assert [seat["id"] for seat in story["seats"]] == ["baker", "apprentice"]
    assert [(v["name"], v["kind"], v["min"], v["max"], v["start"]) for v in story["variables"]] == [
        ("heat", "force", 0, 6, 3),
        ("flour", "stake", 0, 5, 4),
        ("mason", "vote", 0, 2, 1),
        ("patched", "flag", 0, 1, 0),
        ("queue_told", "flag", 0, 1, 0),
    ]
    assert story["was"] == {"the-fissure": "the-crack", "dead-oven": "cold-oven"}
    assert story["places"]["the-crack/mason"] == ("01-before-dawn.yaml", 43, 7)
    assert [(o["id"], o["episode"], o["after"]) for o in story["openings"]] == [
        ("dawn", "01-before-dawn", 0),
        ("market", "02-market", 1),
    ]


def test_roads_to_an_episode_lead_to_its_first_scene(baker: Path) -> None:
    assert scene(baker, "first-light")["exits"] == [{"to": "square"}]


def test_effects_are_told_apart_and_flags_become_numbers(tell: Tell) -> None:
    folder = tell(night=with_choice("effects: {oil: -2, lit: true}, why: {oil: it burns}"))
    effects = choice(folder)["effects"]
    assert (effects["add"], effects["set"]) == ({"oil": -2}, {"lit": 1})
    assert effects["why"]["oil"]["text"] == "it burns"
    assert choice(tell(night=with_choice("set: {oil: 9}")))["effects"]["set"] == {"oil": 9}


@pytest.mark.parametrize(
    ("at", "hour", "light"),
    [("1901-03-01 20:59", 2, ["var", "oil"]), ("1901-03-01 21:00", 3, ["*", ["var", "oil"], ["int", 2]])],
)
def test_the_hour_is_a_number_and_derived_values_stand_for_themselves(
    tell: Tell, at: str, hour: int, light: list[object]
) -> None:
    folder = tell(story=STORY, night=with_choice('say: "{hour} {light}"', at).replace("say: Climb., ", ""))
    numbers = choice(folder)["say"]["numbers"]
    assert numbers["hour"] == ["int", hour]
    assert numbers["light"] == ["case", [[["not", ["var", "lit"]], ["int", 0]]], light]


def test_the_hour_before_the_clock_starts_is_negative(tell: Tell) -> None:
    folder = tell(night=with_choice('say: "{hour}"', "1901-03-01 17:59").replace("say: Climb., ", ""))
    assert choice(folder)["say"]["numbers"]["hour"] == ["int", -1]
    assert scene(folder)["minute"] == -1


def test_a_condition_keeps_its_authors_words_and_settles_what_is_certain(tell: Tell) -> None:
    condition = choice(tell(story=STORY, night=with_choice("if: late and oil >= 2"))).get("condition")
    assert condition == {"source": "late and oil >= 2", "ast": [">=", ["var", "oil"], ["int", 2]]}


def test_a_derived_value_that_reads_the_hour_needs_one(check: Check) -> None:
    found = check(story=STORY, night=night('"{light} cans"'))
    assert [problem.code for problem in found] == ["no-hour"]


def test_an_expressions_mistake_is_shown_at_its_very_character(check: Check) -> None:
    plain = check(night=with_choice("if: lit and oli >= 3"))
    quoted = check(night=with_choice('if: "lit and oli >= 3"'))
    assert [(problem.line, problem.column) for problem in plain] == [(10, 40)]
    assert [(problem.line, problem.column) for problem in quoted] == [(10, 41)]


def test_a_scenes_hash_follows_its_own_words_and_no_others(tell: Tell) -> None:
    before = document(tell())
    after = document(tell(night=night("Ninety steps.")))
    assert before["episodes"][0]["scenes"][0]["hash"] != after["episodes"][0]["scenes"][0]["hash"]
    assert before["endings"][0]["hash"] == after["endings"][0]["hash"]
    assert before["rules"] == after["rules"]
    widened = document(tell(story=STORY.replace("max: 9", "max: 10")))
    assert widened["rules"] != before["rules"]


def test_every_text_that_readers_meet_passes_the_translator(baker: Path) -> None:
    report = Report()
    files = {}
    for file in baker.glob("*.yaml"):
        node = parse_yaml(file.read_bytes(), file.name, report)
        assert node is not None
        KINDS.get(file.stem, KINDS["episode"]).read(node, report)
        files[file.name] = node
    seen: dict[str, str] = {}

    def shout(path: str, text: str) -> str:
        assert path not in seen
        seen[path] = text
        return text.upper()

    translated = compile_story(files, report, shout).document
    assert report.problems == ()
    assert seen["the-crack/choices/clay/say"] == "Clay and ash, now, with bare hands."
    assert seen["the-crack/text/1"] == "The mason has looked twice, and said nothing yet."
    assert seen["the-crack/choices/clay/why/heat"] == "wet clay drinks the fire"
    assert seen["deck/cat/text/0"].startswith("The cat")
    assert (seen["story/title"], translated["title"]) == ("The Oven on Market Day", "THE OVEN ON MARKET DAY")
    assert translated["episodes"][0]["scenes"][1]["choices"][0]["say"]["text"].isupper()
    original = document(baker)
    assert hashes(translated) == hashes(original)


def test_mistakes_in_several_files_are_told_at_once_and_in_order(check: Check) -> None:
    found = check(
        story=STORY.replace("start: 5", "start: 50").replace("title:", "titel:"),
        night=with_choice("if: oli >= 3, effects: {lit: 3}, too: dawn"),
        endings="endings: {dawn: {title: Dawn, text: x, epitaph: x, hint: true}}",
    )
    assert [(problem.file, problem.code) for problem in found] == [
        ("endings.yaml", "wrong-type"),
        ("night.yaml", "unknown-name"),
        ("night.yaml", "effect-type"),
        ("night.yaml", "unknown-key"),
        ("story.yaml", "unknown-key"),
        ("story.yaml", "start-out-of-range"),
    ]


def test_two_slips_are_both_told(check: Check) -> None:
    found = check(night=with_choice("if: oli >= 3 and Lit"))
    assert [(problem.code, str(problem.hint)) for problem in found] == [
        ("unknown-name", "did you mean `oil`?"),
        ("unknown-name", "did you mean `lit`?"),
    ]
    reason = check(night=with_choice("effects: {oil: 1}, why: {oli: it burns}"))
    assert [(problem.code, str(problem.hint)) for problem in reason] == [("why-without-effect", "did you mean `oil`?")]
    other = check(night=with_choice("effects: {oli: 1, oil: 1}, why: {zzz: it burns}"))
    assert [problem.code for problem in other] == ["unknown-name", "why-without-effect"]


def test_one_slip_is_not_told_twice(check: Check) -> None:
    head = "episode: E\nnumber: 1\nstart: a\nscenes:\n  a: {text: x, next: lnading}\n  landing: {text: x, next: dawn}\n"
    assert [problem.code for problem in check(night=head)] == ["leads-nowhere"]
    assert [problem.code for problem in check(night="a: [\n")] == ["unclosed-bracket"]
    misspelt = with_choice("effects: {oli: 1}, why: {oil: it burns}")
    assert [problem.code for problem in check(night=misspelt)] == ["unknown-name"]
    twice = STORY.replace("[night]", "[night, night, story]")
    assert [problem.code for problem in check(story=twice)] == ["duplicate-name", "reserved-name"]
    missing = STORY.replace("[night]", "[night, morning]")
    assert [problem.code for problem in check(story=missing, night=head.replace("dawn", "morning"))] == ["missing-file"]


def test_a_text_taken_for_a_key_is_told_how_to_quote(check: Check) -> None:
    (problem,) = check(night=night("\n      - Il dit : non."))
    assert "quoted" in str(problem.hint) or ">-" in str(problem.hint)


def test_a_story_of_its_own_opens_with_its_first_episode(tell: Tell) -> None:
    opening = next(iter(load(tell()).openings.values()))
    assert (opening.episode, opening.name) == ("night", "The night")
