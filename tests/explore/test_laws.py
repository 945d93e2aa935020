"""Laws: proved where the plainest interpreter finds no breach, refuted with a road that the engine takes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from game.explore import probes
from game.explore.automaton import Program
from game.explore.confirm import states_along
from game.explore.deadline import Deadline
from game.explore.laws import LawStatus, Ruling, prove, setups_of
from game.explore.search import Exploration, Limits
from game.explore.walkthroughs import BadWalkthroughs, own_tests
from game.play.setup import Setup
from game.story.laws import Law
from game.story.link import link
from game.story.model import Story
from game.story.schema.files import MOST_LAWS
from tests import switches
from tests.explore.brute import Brute, value
from tests.explore.invented import FLAGS, NUMBERS, invented
from tests.explore.stories import choice, effects, flag, number, paragraph, scene, story, storylet

CONDITIONS = st.recursive(
    st.one_of(
        st.sampled_from([["var", name] for name in FLAGS]),
        st.builds(
            lambda about, op, level: [op, ["var", about[0]], ["int", about[1] + level]],
            st.sampled_from(NUMBERS),
            st.sampled_from(["<", ">=", "==", "!="]),
            st.integers(0, 3),
        ),
    ),
    lambda part: st.one_of(st.builds(lambda a: ["not", a], part), st.builds(lambda a, b: ["and", a, b], part, part)),
    max_leaves=3,
)


@pytest.fixture
def tale() -> Story:
    return story(
        [number("n", 0, 9, 0), flag("f")],
        [
            scene("a", choice("up", "b", effects=effects({"n": 2})), choice("down", "b")),
            scene("b", to=["c"], effects=effects({"n": 1}), text=[paragraph("between")]),
            scene("c", choice("on", "x"), choice("off", "y", test=["==", ["var", "n"], ["int", 1]])),
        ],
        endings=["x", "y"],
    )


def laws(tale: Story, folder: Path, text: str) -> list[Law]:
    (folder / "walkthroughs.yaml").write_text(f"laws:\n{text}", "utf-8")
    return own_tests(tale, folder).laws


def ruling(tale: Story, folder: Path, text: str) -> Ruling:
    return prove(tale, laws(tale, folder, f"  one: {{{text}}}\n"))[0]


@pytest.mark.parametrize(
    "text",
    [
        "always: n <= 3",
        "never: f",
        "never: n == 2, at: [x, y, c]",
        "at-endings: n >= 1",
        "always: n == 1, at: y",
        "from: a, always-can-reach: y",
        "from: c, always-can-reach: x",
        "never: took(a/up) and took(a/down)",
        "at-endings: took(a/up) == (n == 3)",
        "always: seen(b) and took(a/up) or n == 1, at: c",
        "never: seen(a), at: a",
        "at-endings: times(a) + times(b) + times(c) == 3",
    ],
)
def test_a_law_that_holds_is_proved(tale: Story, tmp_path: Path, text: str) -> None:
    assert ruling(tale, tmp_path, text).status is LawStatus.PROVED


@pytest.mark.parametrize(
    ("text", "place", "road"),
    [
        ("always: n <= 1", "b", "a:up"),
        ("never: n == 1", "b", "a:down"),
        ("never: n == 3, at: b", "b", "a:up"),  # what the passage itself makes of it
        ("at-endings: n == 1", "x", "a:up,c:on"),
        ("at-endings: n == 3", "y", "a:down,c:off"),
        ("from: c, always-can-reach: y", "c", "a:up"),
        ("never: took(a/up)", "b", "a:up"),
        ("at-endings: took(c/on)", "y", "a:down,c:off"),
        ("never: took(a/down) and took(c/on), at: x", "x", "a:down,c:on"),
        ("always: not seen(b)", "c", "a:down"),
    ],
)
def test_a_law_that_does_not_is_refuted_by_the_shortest_road(
    tale: Story, tmp_path: Path, text: str, place: str, road: str
) -> None:
    found = ruling(tale, tmp_path, text)
    assert (found.status, found.place, str(found.road)) == (LawStatus.REFUTED, place, road)
    assert found.road is not None
    assert found.road.seed == 0


def test_laws_that_ask_about_the_same_are_proved_by_one_search_and_others_by_their_own(
    tale: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[set[str]] = []
    real = probes.watch

    def noted(program: Program, *limits: Any) -> Exploration:
        searched.append({text.path for place in program.locations for text in place.texts})
        return real(program, *limits)

    monkeypatch.setattr(probes, "watch", noted)
    one, two, three = "never: n == 2, at: x", "never: n == 3, at: y", "never: f and n == 3, at: [x, y]"
    read = laws(tale, tmp_path, f"  one: {{{one}}}\n  two: {{{two}}}\n  three: {{{three}}}\n")
    together = [(found.status, found.place, str(found.road)) for found in prove(tale, read)]
    assert searched[0] == {"law:one", "law:two"}
    assert len(searched) == 1  # ranges alone prove the third
    alone = [ruling(tale, tmp_path, text) for text in (one, two, three)]
    assert together == [(found.status, found.place, str(found.road)) for found in alone]


def test_laws_that_are_too_large_to_be_proved_together_are_proved_apart(tmp_path: Path) -> None:
    rooms = [
        scene(f"a{n}", choice("up", f"a{n + 1}", effects=effects({"n": 1})), choice("by", f"a{n + 1}"))
        for n in range(9)
    ]
    tale = story([number("n", 0, 9, 0)], [*rooms, scene("a9", choice("on", "x"))], endings=["x"])
    read = laws(tale, tmp_path, "  soon: {never: n == 3, at: a1}\n  late: {never: n == 9, at: a9}\n")
    states = max(found.states for found in prove(tale, read[:1]))
    found = prove(tale, read, Limits(states=states + 1))
    assert [each.status for each in found] == [LawStatus.PROVED, LawStatus.NOT_PROVED]


def test_a_search_that_is_cut_short_proves_nothing_and_says_so(tale: Story, tmp_path: Path) -> None:
    read = laws(tale, tmp_path, "  one: {at-endings: n != 2}\n  two: {from: c, always-can-reach: x}\n")
    for found in prove(tale, read, Limits(states=2)):
        assert (found.status, str(found.limit)) == (LawStatus.NOT_PROVED, "stopped after 2 states")
    assert [found.status for found in prove(tale, read, deadline=Deadline(0.0))] == [LawStatus.NOT_PROVED] * 2


def test_what_a_law_asks_of_ten_thousand_places_takes_the_room_of_one(tale: Story, tmp_path: Path) -> None:
    for kind in ("always", "never"):
        (law,) = laws(tale, tmp_path, f"  once: {{{kind}: n < 3}}\n")
        assert len(law.must) == len(tale.scenes) + len(tale.endings)
        assert len({id(asked) for asked in law.must.values()}) == 1


def test_more_laws_than_can_be_proved_are_one_message(tale: Story, tmp_path: Path) -> None:
    def written(count: int) -> str:
        return "".join(f"  l{n}: {{never: n > 8}}\n" for n in range(count))

    assert len(laws(tale, tmp_path, written(MOST_LAWS))) == MOST_LAWS
    with pytest.raises(BadWalkthroughs) as caught:
        laws(tale, tmp_path, written(MOST_LAWS + 1))
    assert [str(problem.message) for problem in caught.value.problems] == [
        f"{MOST_LAWS + 1} stand here together, and {MOST_LAWS} are the most"
    ]


def test_a_law_about_a_place_where_nobody_comes_says_so(tale: Story, tmp_path: Path) -> None:
    lonely = story(
        [flag("f")], [scene("a", choice("on", "x", test=["var", "f"]), choice("off", "y"))], endings=["x", "y"]
    )
    found = ruling(lonely, tmp_path, "always: f, at: x")
    assert (found.status, found.empty) == (LawStatus.PROVED, True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("always: nn > 1", "2:17: error[unknown-name]: `nn` is not declared in story.yaml (did you mean `n`?)"),
        ("always: n + 1", "error[mixed-types]: a condition is true or false, this is a number"),
        ("always: f, never: f", "error[one-text]: `always` and `never` exclude each other"),
        ("about: Nothing.", "one of"),
        ("always: f, at: xx", "error[unknown-step]: there is no scene or ending `xx`"),
        ("at-endings: f, at: x", "`at` means nothing beside `at-endings` (it goes with `always`, `never`)"),
        ("always: f, from: a", "`from` means nothing beside `always` (it goes with `always-can-reach`)"),
        (
            "always-can-reach: x",
            "error[missing-key]: `from` is missing: the scene from which it must stay within reach",
        ),
        ("always-can-reach: a, from: a", "error[unknown-step]: there is no ending `a`"),
        ("always: f, seat: mee", "error[unknown-seat]: `mee` is not a seat of story.yaml (did you mean `me`?)"),
        ("always: f, opening: noon", "error[unknown-step]: there is no opening `noon`"),
        (
            "always: took(a/upp)",
            "error[unknown-memory]: `took(a/upp)` asks about nothing in this story (did you mean `a/up`?)",
        ),
        ("never: seen(up)", "error[unknown-memory]: `seen(up)` asks about nothing in this story"),
        ("always: holds(me)", "error[memory-in-road]: `holds` cannot be asked here: who plays is said beside it"),
        ("at-endings: took(a)", "(write `took(scene/choice)`)"),
        ("always: hour > 3, at: a", "error[no-hour]: `hour` means nothing at `a`: it has no `at`"),
    ],
)
def test_a_mistake_in_a_law_has_its_place(tale: Story, tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadWalkthroughs) as caught:
        laws(tale, tmp_path, f"  one: {{{text}}}\n")
    assert complaint in str(caught.value)


def refuted_where(tale: Story, law: Law, breaches: set[str]) -> None:
    """A law is refuted where something breaks it, and nowhere else: at such a place, by a road that can be taken."""
    ruling = prove(tale, [law])[0]
    assert (ruling.status is LawStatus.REFUTED) == bool(breaches)
    if breaches:
        assert ruling.place in breaches
        assert ruling.road is not None
        if ruling.road.seed is not None:
            assert ruling.setup is not None
            assert states_along(ruling.setup, ruling.road.decisions) is not None


@settings(max_examples=5 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), CONDITIONS)
def test_laws_of_invented_stories_are_ruled_as_the_plainest_interpreter_rules(seed: int, condition: list[Any]) -> None:
    document = invented(seed)
    tale = link(document)
    drawn = {s["id"] for e in document["episodes"] for s in e["scenes"] if s["draw"] or not s["choices"]}
    places = [place for place in (*tale.scenes, *tale.endings) if place not in drawn]
    law = Law("one", "", dict.fromkeys(places, condition))
    breaches = set()
    met = False
    for setup in setups_of(tale, Law("all", "", start="s0", goal="x")):
        for place, values in Brute(document, set(setup.seats), setup.rival.value).next:
            place = place.partition("@")[0]
            met = met or place in places
            if place in places and not value(condition, dict(values)):
                breaches.add(place)
    assume(met)
    refuted_where(tale, law, breaches)


def test_a_law_asks_what_no_text_of_the_story_asks_and_tells_a_storylet_seen(tmp_path: Path) -> None:
    tale = story(
        [],
        [scene("a", to=["b"], draw=1), scene("b", choice("on", "x"), choice("round", "a"))],
        endings=["x"],
        decks=[[storylet("rain"), storylet("sun")]],
    )
    found = ruling(tale, tmp_path, "at-endings: not seen(rain)")
    assert (found.status, found.place) == (LawStatus.REFUTED, "x")
    assert found.road is not None
    assert found.road.seed is not None
    assert ruling(tale, tmp_path, "never: seen(rain), at: a, opening: o").status is LawStatus.REFUTED
    assert ruling(tale, tmp_path, "at-endings: times(a) >= times(rain)").status is LawStatus.PROVED


def test_a_law_that_is_broken_before_a_search_is_cut_short_is_told_with_its_road(tmp_path: Path) -> None:
    far = [
        scene(f"s{number}", choice("on", f"s{number + 1}"), choice("stay", f"s{number + 1}")) for number in range(30)
    ]
    tale = story([], [*far, scene("s30", choice("on", "x"))], endings=["x"])
    read = laws(tale, tmp_path, "  one: {never: took(s0/on) and took(s2/stay)}\n")
    found = prove(tale, read, Limits(states=9))[0]
    assert (found.status, found.place, str(found.road)) == (LawStatus.REFUTED, "s3", "s0:on,s1:on,s2:stay")


def test_where_states_are_too_many_to_go_back_over_a_random_run_shows_the_breach(
    tale: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.explore.probes.Recall.texts", lambda self, only: {})
    found = ruling(tale, tmp_path, "never: took(a/down) and took(c/on), at: x")
    assert (found.status, found.place, str(found.road)) == (LawStatus.REFUTED, "x", "a:down,c:on")
    assert found.setup is not None
    assert found.road is not None
    assert states_along(found.setup, found.road.decisions) is not None


def test_a_law_that_asks_more_than_can_be_followed_is_not_proved(tmp_path: Path) -> None:
    many = [choice(f"c{number}", "a") for number in range(9)]
    tale = story([], [scene("a", *many, choice("on", "x"))], endings=["x"])
    asked = " and ".join(f"took(a/c{number})" for number in range(9))
    found = ruling(tale, tmp_path, f"never: {asked}")
    assert (found.status, str(found.limit)) == (
        LawStatus.NOT_PROVED,
        "it asks more than can be followed where runs go round",
    )
    names = "abcdefghijklm"
    all_seen = " and ".join(f"seen({scene})" for scene in names)
    road = [scene(one, choice("on", to)) for one, to in zip(names, names[1:] + "x", strict=True)]
    with pytest.raises(BadWalkthroughs, match=r"memory-too-wide.*8192 combinations"):
        ruling(story([], road, endings=["x"]), tmp_path, f"at-endings: {all_seen}")


@settings(max_examples=5 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), CONDITIONS, st.integers(0, 2**20))
def test_laws_that_ask_what_was_done_are_ruled_as_the_plainest_interpreter_rules(
    seed: int, condition: list[Any], which: int
) -> None:
    document = invented(seed)
    tale = link(document)
    asked = [["took", f"{one.id}/{way.id}"] for one in tale.scenes.values() for way in one.choices]
    asked += [[op, one] for one in tale.scenes for op in ("seen", "times")]
    question = asked[which % len(asked)]
    remembered: list[Any] = ["==", question, ["int", 1 + which % 3]] if question[0] == "times" else question
    law_says = ["or", condition, ["not", remembered]]
    drawn = {s["id"] for e in document["episodes"] for s in e["scenes"] if s["draw"] or not s["choices"]}
    places = [place for place in (*tale.scenes, *tale.endings) if place not in drawn]
    law = Law("one", "", dict.fromkeys(places, law_says))
    breaches = set()
    asking = {**document, "memory": [tuple(question)]}
    for setup in setups_of(tale, Law("all", "", start="s0", goal="x")):
        for place, values in Brute(asking, set(setup.seats), setup.rival.value, remembering=True).next:
            place = place.partition("@")[0]
            if place in places and not value(law_says, dict(values)):
                breaches.add(place)
    refuted_where(tale, law, breaches)


@settings(max_examples=5 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
def test_what_can_always_be_reached_is_what_the_plainest_interpreter_can_reach(seed: int) -> None:
    document = invented(seed)
    tale = link(document)
    lost: set[str] = set()
    for setup in setups_of(tale, Law("all", "", start="s0", goal="x")):
        brute = Brute(document, set(setup.seats), setup.rival.value)
        brute.endings = {"x": brute.endings["x"]}
        lost |= {brute.place(state) for state in set(brute.next) - brute.safe()}
    rulings = prove(tale, [Law(start, "", start=start, goal="x") for start in tale.scenes])
    assert {ruling.law.name for ruling in rulings if ruling.status is LawStatus.REFUTED} == lost & set(tale.scenes)


@settings(max_examples=5 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), CONDITIONS, st.sampled_from(["x", "y", "s1"]))
def test_a_probe_is_met_as_often_as_the_plainest_interpreter_meets_it(
    seed: int, condition: list[Any], place: str
) -> None:
    document = invented(seed)
    brute = Brute(document, {"me", "you"}, "history")
    brute.story = document
    for state in brute.next:
        if brute.place(state) == place and value(condition, dict(state[1])):
            brute.readings[state].append((Fraction(1), "probe"))
    odds = brute.read_odds() if len(brute.safe()) == len(brute.next) else None
    assume(odds is not None)
    tale = link(document)
    program = probes.probed(Setup(tale, frozenset({"me", "you"})), {"one": {place: condition}}, entering=True)
    found = probes.found(probes.watch(program), "one")
    assert (found.odds if found else 0.0) == pytest.approx(float((odds or {}).get("probe", 0)), abs=1e-12)
