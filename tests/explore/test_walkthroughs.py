"""A story's own tests: what passes, what fails, and what is wrong with the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.explore.transcripts import accepted, bless, difference, transcript
from game.explore.walkthroughs import BadWalkthroughs, Outcome, walk, walkthroughs
from game.story.model import Story
from tests.explore.stories import choice, effects, flag, number, paragraph, scene, story


@pytest.fixture
def tale() -> Story:
    return story(
        [number("n", 0, 9, 0), flag("f")],
        [
            scene("a", choice("up", "b", effects=effects({"n": 2})), choice("down", "b")),
            scene("b", to=["c"], effects=effects({"n": 1}), text=[paragraph("between")]),
            scene("c", choice("on", "x"), choice("off", "y", test=["var", "f"])),
        ],
        endings=["x", "y"],
    )


def outcome(tale: Story, folder: Path, text: str) -> Outcome:
    (folder / "walkthroughs.yaml").write_text(f"walkthroughs:\n  one:\n{text}", "utf-8")
    return walk(tale, walkthroughs(tale, folder)[0])


def test_a_walkthrough_that_goes_where_it_must_passes(tale: Story, tmp_path: Path) -> None:
    text = (
        "    decisions: a:up, c:on\n    ending: x\n    through: [a, b, x]\n"
        "    holds: {a: n == 0, b: n == 3 and took(a/up) and not seen(b), x: n >= 3 and not f and took(c/on)}\n"
    )
    assert outcome(tale, tmp_path, text).failures == ()


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("    decisions: [a:up, a:down]\n", "decision 2, `a:down`, cannot be taken at `c`; the run stands there"),
        ("    decisions: a:up,off\n", "decision 2, `c:off`, is closed: `f` does not hold; there: n 3, f 0"),
        ("    decisions: a:up\n    ending: x\n", "must end at `x`, but stands at `c`"),
        ("    decisions: a:up,on\n    ending: y\n", "must end at `y`, but ended at `x`"),
        ("    decisions: a:up\n    through: [b, a]\n", "must go through `a`, in this order"),
        ("    decisions: a:down\n    holds: {b: n == 3}\n", "`n == 3` must hold at `b`; there: n 1, f 0"),
        ("    decisions: a:down\n    holds: {b: took(a/up)}\n", "`took(a/up)` must hold at `b`; there: n 1, f 0"),
        ("    decisions: a:down\n    holds: {y: f}\n", "`f` must hold at `y`, but the run never comes there"),
    ],
)
def test_a_walkthrough_that_goes_elsewhere_says_where(tale: Story, tmp_path: Path, text: str, failure: str) -> None:
    assert outcome(tale, tmp_path, text).failures == (failure,)


def test_a_walkthrough_that_takes_twice_what_can_be_taken_once_is_told_so(tmp_path: Path) -> None:
    knocking = story([], [scene("a", choice("knock", "a", once=True), choice("on", "x"))], endings=["x"])
    failure = "decision 2, `a:knock`, can be taken once, and was taken before"
    assert outcome(knocking, tmp_path, "    decisions: [a:knock, a:knock, a:on]\n").failures == (failure,)
    assert outcome(knocking, tmp_path, "    decisions: [a:knock, a:on]\n").failures == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "    decisions: a:up\n    endin: x\n",
            "4:5: error[unknown-key]: `endin` is not a key of walkthrough (did you mean `ending`?)",
        ),
        ("    decisions: a:up\n    ending: xx\n", "4:13: error[unknown-step]: there is no ending `xx`"),
        ("    decisions: a:up\n    holds: {b: nn > 1}\n", "`nn` is not declared in story.yaml (did you mean `n`?)"),
        (
            "    decisions: a:up\n    seat: mee\n",
            "4:11: error[unknown-seat]: `mee` is not a seat of story.yaml (did you mean `me`?)",
        ),
        ("    ending: x\n", "2:3: error[missing-key]: `decisions` is missing"),
        (
            "    decisions: 'A!'\n",
            "3:16: error[bad-decision]: `A!` is no decision (write `choice`, or `scene:choice` without a space)",
        ),
        ("    decisions: [a:up\n", "unclosed-bracket"),
    ],
)
def test_a_mistake_in_the_file_has_its_place(tale: Story, tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadWalkthroughs) as caught:
        outcome(tale, tmp_path, text)
    assert complaint in str(caught.value)


def test_a_name_cannot_lead_out_of_the_folder(tale: Story, tmp_path: Path) -> None:
    (tmp_path / "walkthroughs.yaml").write_text("walkthroughs:\n  ../../x:\n    decisions: a:up\n", "utf-8")
    with pytest.raises(BadWalkthroughs, match="is no name"):
        walkthroughs(tale, tmp_path)


def test_a_folder_of_transcripts_that_is_a_link_outwards_is_not_written_to(tale: Story, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "transcripts").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match="leads out"):
        bless(tmp_path / "story", "one", "words")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_transcript_tells_what_was_read_and_a_change_shows(tale: Story, tmp_path: Path) -> None:
    run = outcome(tale, tmp_path, "    decisions: a:up,c:on\n").run
    assert run is not None
    text = transcript(run)
    assert [line for line in text.splitlines() if line and not line.startswith("==")] == [
        "words of a",
        "1. up",
        "2. down",
        "* up",
        "n +2",
        "between",
        "n +1",
        "words of c",
        "1. on",
        "* on",
        "x",
        "words of x",
    ]
    bless(tmp_path, "one", text)
    assert accepted(tmp_path, "one") == text
    assert difference(text, text.replace("between", "amid"))[-2:] == ["+amid", " n +1"]
