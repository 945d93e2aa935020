"""`holdup replay`: a run again, by its number or its code, and what is said when it cannot be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.cli import main
from game.i18n import catalogue
from game.journal import Journal
from game.play import share_code
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.story.load import load
from tests.cli.conftest import BAKER, Holdup

TAKEN = ("clay", "cut", "sell")


def code_of(folder: Path = BAKER, *taken: str) -> str:
    story = load(folder)
    return share_code.encode(
        Run.replay(Setup(story, seats(story, "baker")), [Decision("", id) for id in taken or TAKEN])
    )


def test_a_run_is_told_again_from_its_start_by_its_number_or_its_code(holdup: Holdup) -> None:
    holdup("play", BAKER, "--replay", ",".join(TAKEN))
    [entry] = Journal.open().runs()
    by_number = holdup("replay", entry.id)
    by_code = holdup("replay", code_of(), BAKER)
    assert by_number.code == 0
    told = [line.removeprefix("You: ") for line in by_number.out.splitlines() if line.startswith("You: ")]
    assert told == ["Clay and ash, now, with bare hands.", "Cut the loaves in two.", "Sell the last batch."]
    assert "End of the replay, after 3 decisions." in by_number.out
    assert by_code == by_number
    assert len(Journal.open().runs()) == 1


def test_a_code_that_was_wrapped_on_its_way_is_read_all_the_same(holdup: Holdup) -> None:
    code = code_of()
    assert holdup("replay", f"{code[:20]}\n  {code[20:]}", BAKER).code == 0


@pytest.mark.parametrize("word", ["holdup-AAAA", "nonsense", "holdup-", "holdup-é"])
def test_what_is_no_code_gets_one_sentence(holdup: Holdup, word: str) -> None:
    done = holdup("replay", word, BAKER)
    assert done.code == 1
    assert done.out == ""
    assert done.err == "This is not a run code, or it is damaged: copy it whole, as it was given.\n"


def test_a_slip_of_the_hand_is_noticed(holdup: Holdup) -> None:
    code = code_of()
    slipped = code[:-4] + ("A" if code[-4] != "A" else "B") + code[-3:]
    assert "damaged" in holdup("replay", slipped, BAKER).err


def test_a_code_of_another_story_and_a_run_that_is_not_there_are_refused(holdup: Holdup, tmp_path: Path) -> None:
    other = edited(tmp_path, "story.yaml", "id: baker", "id: miller")
    assert (
        holdup("replay", code_of(other), BAKER).err
        == "This code belongs to another story than “The Oven on Market Day”.\n"
    )
    assert holdup("replay", 7).err == "There is no run 7; holdup journal lists them.\n"
    holdup("play", BAKER)
    done = holdup("replay", 1, other)
    assert (done.code, done.err) == (1, "Run 1 belongs to another story: “The Oven on Market Day”.\n")


def test_a_code_of_an_older_story_goes_as_far_as_its_decisions_exist_and_says_where_it_stopped(
    holdup: Holdup, tmp_path: Path
) -> None:
    code = code_of()
    newer = edited(tmp_path, "02-market.yaml", "      cut:\n", "      slice:\n")
    done = holdup("replay", code, newer)
    assert done.code == 0
    assert "You: Clay and ash" in done.out
    assert "You: Cut" not in done.out
    said = " ".join(done.out.split())
    assert "The replay stops after one decision: the next 2 no longer exist in this version of the story." in said


def test_somebody_who_types_goes_on_by_enter_and_takes_over_by_t(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    catalogue.set_language("en")
    monkeypatch.setattr(sys, "stdin", Typed("\nt\n1\nq\n"))
    assert main(["replay", code_of(), str(BAKER), "--plain"]) == 0
    out = capsys.readouterr().out
    assert "From here on the run is yours." in out
    [entry] = Journal.open().runs()
    assert entry.count == 2
    assert [passed.choice for passed in Journal.open().load(entry.id).decisions] == ["clay", "tell"]


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    copy = folder / "edited"
    shutil.copytree(BAKER, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), "utf-8")
    return copy
