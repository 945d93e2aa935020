"""Where an author puts something in a list, and what he calls it, changes no run."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from game.play import share_code
from game.play.page import pages
from game.play.run import Run
from game.play.setup import RIVAL_WORDS, Setup, seats
from game.play.state import Decided, Drawn, open_choices
from game.story.load import load
from game.story.variables import VariableKind
from tests import switches
from tests.play.conftest import Play
from tests.play.drafts import Doc, built, choice, document, episode, random_document, scene, storylet
from tests.play.lighthouse import KEEPER, write

documents = st.integers(0, 5000).map(random_document)
seeds = st.integers(0, 2**63 - 1)
held = st.sampled_from(["left", "right", "both"])
rivals = st.sampled_from([word for word in RIVAL_WORDS if word not in ("histoire", "realiste")])
roads = st.lists(st.integers(0, 5), max_size=10)


def scenes(doc: Doc) -> list[Doc]:
    return [scene for part in doc["episodes"] for scene in part["scenes"]]


def shuffled(doc: Doc, random: Random) -> Doc:
    """The story with every list in another order whose order says nothing."""
    doc = deepcopy(doc)
    for part in doc["episodes"]:
        random.shuffle(part["scenes"])
        random.shuffle(part["deck"])
    for place in scenes(doc):
        random.shuffle(place["choices"])
    random.shuffle(doc["variables"])
    random.shuffle(doc["endings"])
    return doc


def renamed(doc: Doc, random: Random) -> Doc:
    """The story with scenes, choices and storylets called otherwise, and what they were called."""
    doc = deepcopy(doc)

    def called(id: str) -> str:
        return f"{random.choice('abcxyz')}-{id}"

    names = {place["id"]: called(place["id"]) for place in scenes(doc)}
    for place in scenes(doc):
        place["id"] = names[place["id"]]
        for offered in place["choices"]:
            was, offered["id"] = offered["id"], called(offered["id"])
            doc["was"][f"{place['id']}/{was}"] = f"{place['id']}/{offered['id']}"
        turned = [c["chance"][key] for c in place["choices"] if "chance" in c for key in ("wins", "fails")]
        for exit in [e for part in (place, *place["choices"], *turned) for e in part["exits"]]:
            exit["to"] = names.get(exit["to"], exit["to"])
    for part in doc["episodes"]:
        part["start"] = names[part["start"]]
        for card in part["deck"]:
            names[card["id"]] = called(card["id"])
            card["id"] = names[card["id"]]
    doc["was"] |= names
    return doc


def heaviest_first(doc: Doc, rival: str) -> None:
    """Let no two choices be as heavy where *History* decides: of these it takes the first that is written."""
    for place in scenes(doc) if rival == "history" else ():
        for number, offered in enumerate(place["choices"]):
            offered["weight"] = ["+", ["*", offered["weight"], ["int", 10]], ["int", number]]


def begun(doc: Doc, seat: str, rival: str, seed: int) -> Run:
    story = built(doc)
    return Run.start(Setup.begun(story, seats(story, seat), rival, seed))


def walk(run: Run, road: list[int]) -> Run:
    for turn in road:
        opened = sorted(c.id for c in open_choices(run.state))
        run = run.decide(opened[turn % len(opened)]) if opened else run
    return run


def told_by_first_names(run: Run) -> list[object]:
    """Everything that happened, and every number on the way, by the names that things bore first."""
    story = run.setup.story
    first = {now: old for old, now in story.was.items()}
    kept = [v for v in story.variables if v.kind not in (VariableKind.DRAWN, VariableKind.RETURN, VariableKind.ONCE)]
    happened: list[object] = []
    for beat in run.beats():
        id = beat.scene.id
        what = beat.storylet.first if isinstance(beat, Drawn) else ""
        if isinstance(beat, Decided):
            what = beat.choice.first + beat.choice.outcome
        happened.append((first.get(id, id), what, sorted((v.name, beat.after[v.index]) for v in kept)))
    return [*happened, first.get(run.state.here.id, run.state.here.id), run.state.step]


def same_run(run: Run, other: Doc) -> None:
    """A run's code opens the same run in a story that is written otherwise."""
    read = share_code.decode(built(other), share_code.encode(run))
    assert read.lost == 0
    assert told_by_first_names(read.run) == told_by_first_names(run)


@settings(max_examples=40 * switches.THOROUGH)
@given(documents, held, rivals, seeds, roads, st.randoms(use_true_random=False))
def test_any_order_of_scenes_choices_and_cards_gives_the_same_run(
    doc: Doc, seat: str, rival: str, seed: int, road: list[int], random: Random
) -> None:
    heaviest_first(doc, rival)
    same_run(walk(begun(doc, seat, rival, seed), road), shuffled(doc, random))


@settings(max_examples=40 * switches.THOROUGH)
@given(documents, held, rivals, seeds, roads, st.randoms(use_true_random=False))
def test_any_names_of_scenes_choices_and_cards_give_the_same_run(
    doc: Doc, seat: str, rival: str, seed: int, road: list[int], random: Random
) -> None:
    heaviest_first(doc, rival)
    same_run(walk(begun(doc, seat, rival, seed), road), renamed(shuffled(doc, random), random))


@settings(max_examples=20 * switches.THOROUGH)
@given(documents, held, st.sampled_from(["history", "weighted"]), seeds, roads)
def test_version_0_1_drew_the_same_where_everything_stands_in_the_order_of_ids(
    doc: Doc, seat: str, rival: str, seed: int, road: list[int]
) -> None:
    for part in [*scenes(doc), *doc["episodes"]]:
        key = "deck" if "deck" in part else "choices"
        part[key] = sorted(part[key], key=lambda thing: thing["id"])
    former = {"history": "histoire", "weighted": "realiste"}[rival]
    run, of_then = (walk(begun(doc, seat, word, seed), road) for word in (rival, former))
    assert told_by_first_names(of_then) == told_by_first_names(run)


def drawing(*names: str) -> Doc:
    """A story in which a rival draws among choices, and a deck of cards is drawn from."""
    offered = [choice(name) for name in names]
    return document(
        episode(
            "one",
            scene("a", choice("x"), to="b"),
            scene("b", *offered, to="c", seat="right"),
            scene("c", to="d", draw=1),
            scene("d", choice("x"), to="end"),
            deck=[storylet(f"card-{name}") for name in names],
        )
    )


def drawn(doc: Doc, word: str) -> list[list[object]]:
    return [told_by_first_names(begun(doc, "left", word, seed).decide("x")) for seed in range(40)]


def test_what_version_0_1_began_draws_by_places_as_it_did() -> None:
    there, back = drawing("left", "middle", "right"), drawing("right", "middle", "left")
    assert drawn(there, "weighted") == drawn(back, "weighted")
    assert drawn(there, "realiste") != drawn(back, "realiste")
    assert drawn(there, "realiste") == drawn(there, "weighted")


def test_its_codes_and_walkthroughs_name_its_draws() -> None:
    run = begun(drawing("right", "middle", "left"), "left", "realiste", 11).decide("x")
    decoded = share_code.decode(run.setup.story, share_code.encode(run)).run
    assert (decoded, decoded.setup.as_written) == (run, True)
    assert run.setup.rival_word == "realiste"


def test_of_equally_heavy_choices_history_takes_the_first_by_id_wherever_they_are_written() -> None:
    there, back = drawing("left", "middle", "right"), drawing("right", "middle", "left")

    def went(rival: str) -> list[set[str]]:
        return [{took.choice.id for took in begun(doc, "left", rival, 1).decide("x").taken()} for doc in (there, back)]

    assert went("history") == [{"x", "left"}] * 2
    assert went("histoire") == [{"x", "left"}, {"x", "right"}], "as version 0.1 did"


HOUSE = "seats: {keeper: {name: The keeper}}\nstakes: {oil: {name: oil, max: 9, start: 5}}\nepisodes: [night]\n"
NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text:
      - one_of: [LINES]
        pick: by-chance
    choices:
      climb: {say: Climb., to: stairs, effects: {oil: -1}, result: [{one_of: [LINES], pick: by-chance}]}
      rest: {say: Rest., to: dawn}
"""


def test_of_several_paragraphs_the_same_is_drawn_in_any_order_and_under_any_name(play: Play, tmp_path: Path) -> None:
    def read(night: str, *lines: str) -> list[list[str]]:
        folder = tmp_path / str(len([*tmp_path.iterdir()]))
        folder.mkdir()
        write(folder, HOUSE, night.replace("LINES", ", ".join(lines)))
        story = load(folder)
        upward = next(iter(story.scenes.values())).choices[0].id
        runs = [play(Setup(story, KEEPER, seed=seed), *[upward] * 3) for seed in range(12)]
        return [[p.block.plain for page in pages(run.setup, run.state) for p in page.passages] for run in runs]

    written = read(NIGHT, "One.", "Two.", "{invented: Three.}")
    assert {word for page in written for word in page} == {"One.", "Two.", "Three."}
    assert read(NIGHT, "{invented: Three.}", "Two.", "One.") == written
    renamed = NIGHT.replace("  stairs:", "  steps:\n    was: stairs").replace("to: stairs", "to: steps")
    renamed = renamed.replace("start: stairs", "start: steps").replace("climb: {", "go-up: {was: climb, ")
    assert read(renamed, "One.", "Two.", "{invented: Three.}") == written
