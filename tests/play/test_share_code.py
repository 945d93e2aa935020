"""A run as one line of text: read back whole, told from a slip of the hand, and followed as far as a story allows."""

from __future__ import annotations

import random
import string
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.journal import Journal
from game.play import share_code
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.share_code import InvalidShareCode, WrongStory, decode, encode
from game.play.state import open_choices
from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.load import inspect
from game.story.model import Story
from tests import switches
from tests.play.drafts import random_document

BAKER = Path(__file__).parents[1] / "stories" / "baker"


def document() -> CompiledStory:
    found = inspect(BAKER).document
    assert found is not None
    return found


def walked(story: Story, seat: str, rival: Rival, seed: int, decisions: int) -> Run:
    chance = random.Random(seed)
    run = Run.start(Setup(story, seats(story, seat), rival, seed))
    for _ in range(decisions):
        choices = open_choices(run.state)
        if not choices:
            break
        run = run.decide(chance.choice(choices).id)
    return run


@given(
    seat=st.sampled_from(["both", "baker", "customers"]),
    rival=st.sampled_from(list(Rival)),
    seed=st.integers(0, 2**63 - 1),
    decisions=st.integers(0, 30),
)
def test_a_code_gives_back_the_run_that_it_was_made_of(seat: str, rival: Rival, seed: int, decisions: int) -> None:
    story = link(document())
    run = walked(story, seat if seat in ("both", *story.seats) else "both", rival, seed, decisions)
    found = decode(story, encode(run))
    assert (found.run, found.lost) == (run, 0)


@given(st.integers(0, 500))
def test_codes_of_any_story_are_read_back(seed: int) -> None:
    story = link(cast(CompiledStory, random_document(seed)))
    run = walked(story, "both", Rival.WEIGHTED, seed, 40)
    assert decode(story, encode(run)).run.decisions == run.decisions


def test_a_code_survives_being_broken_over_two_lines() -> None:
    story = link(document())
    run = walked(story, "both", Rival.HISTORY, 3, 5)
    code = encode(run)
    assert decode(story, f"  {code[:12]}\n{code[12:]} ").run == run


@pytest.mark.parametrize("steps", range(8))
def test_a_code_is_read_with_what_stands_around_it_in_a_sentence(steps: int) -> None:
    story = link(document())
    run = walked(story, "both", Rival.HISTORY, 3, steps)
    for around in ("{}.", "«\u00a0{}\u00a0»", "({}),", "“{}”", "`{}`"):
        assert decode(story, around.format(encode(run))).run == run


@given(st.data())
def test_a_slip_of_the_hand_is_noticed(data: st.DataObject) -> None:
    story = link(document())
    code = encode(walked(story, "both", Rival.HISTORY, 3, 5))
    at = data.draw(st.integers(len("holdup-"), len(code) - 2))
    other = data.draw(st.sampled_from([c for c in "ABCabc019-_" if c != code[at]]))
    with pytest.raises(InvalidShareCode):
        decode(story, code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize("text", ["", "holdup-", "holdup-AAAA", "hello", "holdup-é", "A" * 500, "holdup-" + "_" * 40])
def test_what_is_no_code_is_called_so(text: str) -> None:
    with pytest.raises(InvalidShareCode):
        decode(link(document()), text)


def test_a_code_of_another_story_is_refused() -> None:
    other = document()
    other["id"] = "somewhere-else"
    code = encode(walked(link(other), "both", Rival.HISTORY, 3, 5))
    with pytest.raises(WrongStory):
        decode(link(document()), code)


def test_a_code_from_an_older_story_is_followed_until_a_decision_is_gone() -> None:
    story = link(document())
    run = walked(story, "both", Rival.HISTORY, 3, 4)
    gone = run.decisions[2]
    edited = document()
    for episode in edited["episodes"]:
        for scene in episode["scenes"]:
            if scene["id"] == gone.scene:
                scene["choices"] = [choice for choice in scene["choices"] if choice["id"] != gone.choice]
    found = decode(link(edited), encode(run))
    assert found.run.decisions == run.decisions[:2]
    assert found.lost == len(run.decisions) - 2


def test_a_code_is_the_same_on_every_machine_and_no_longer_than_its_run_needs() -> None:
    story = link(document())
    run = walked(story, "both", Rival.WEIGHTED, 7, 3)
    assert encode(run) == "holdup-AeML_OMcBwN36qem4EXZ"


@pytest.mark.parametrize("numbers", [b"\xff" * 9 + b"\x01\x00", b"\x07" + b"\xff" * 500_000 + b"\x01"])
def test_a_code_that_is_all_one_number_is_refused_before_it_is_worked_out(numbers: bytes) -> None:
    story = link(document())
    body = share_code._body(encode(Run.start(Setup(story, seats(story, "both")))))[:6] + numbers
    text = urlsafe_b64encode(body + share_code._hash(body, 2)).decode()
    with pytest.raises(InvalidShareCode):
        decode(story, text)


@pytest.mark.parametrize("count", range(1, 12))
def test_a_code_that_counts_one_decision_more_than_it_holds_is_refused_though_its_checksum_is_right(count: int) -> None:
    story = link(document())
    body = share_code._body(encode(Run.start(Setup(story, seats(story, "both")))))[:6]
    body += share_code._varint(0) + share_code._varint(count) + share_code._pack([0] * count)[:-1]
    with pytest.raises(InvalidShareCode):
        decode(story, urlsafe_b64encode(body + share_code._hash(body, 2)).decode())


@given(st.lists(st.integers(0, 4095)))
def test_decisions_are_unpacked_as_they_were_packed(marks: list[int]) -> None:
    assert share_code._unpack(share_code._pack(marks), len(marks)) == marks


MUTATED = 400 * switches.THOROUGH
LETTERS = string.ascii_letters + string.digits + "-_"
STRAY = LETTERS + "é\u200b%\n\0\x1b\ud800/+="


def rewritten(code: str, chance: random.Random) -> str:
    """A code after slips of the hand, of whatever sent it, or of somebody who means harm."""
    letters = list(code)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.randrange(3)] = chance.choices(STRAY, k=chance.choice((0, 1, 1, 1, 2, 30)))
    return "".join(letters)


def forged(code: str, chance: random.Random) -> str:
    """A code of other bytes, whose checksum is right."""
    body = bytearray(share_code._body(code))
    for _ in range(chance.randint(1, 4)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    body = body[: chance.choice((len(body), chance.randint(1, len(body))))]
    body += chance.randbytes(chance.choice((0, 0, 3, 20)))
    return "holdup-" + urlsafe_b64encode(body + share_code._hash(bytes(body), 2)).decode().rstrip("=")


@pytest.mark.parametrize("mutate", [rewritten, forged])
def test_no_mutated_code_does_more_than_be_refused_or_be_a_run_that_can_be_kept(
    mutate: Callable[[str, random.Random], str],
) -> None:
    """`HOLDUP_THOROUGH=30` for 24 000 of them."""
    story = link(document())
    chance = random.Random(15)
    codes = [
        encode(walked(story, seat, Rival.WEIGHTED, seed, steps))
        for seat in ("both", *story.seats)
        for seed in (0, 77, 2**63 - 1)
        for steps in (0, 1, 3, 9)
    ]
    journal = Journal.in_memory()
    read = 0
    for _ in range(MUTATED):
        try:
            found = decode(story, mutate(chance.choice(codes), chance))
        except (InvalidShareCode, WrongStory):
            continue
        read += 1
        kept = journal.load(journal.begin(found.run))
        assert (kept.seed, len(kept.decisions)) == (found.run.setup.seed, len(found.run.decisions))
        assert decode(story, encode(found.run)).run == found.run
    assert 0 < read < MUTATED
