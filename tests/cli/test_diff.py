"""Single edits of a story: no change of meaning is missed, and no wording is called one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from game.explore.deadline import Deadline, OutOfTime
from tests.cli.conftest import BAKER, ROOT, Holdup

DAWN = "01-before-dawn.yaml"
MEANS = {
    "an effect": ("effects: {heat: 2}", "effects: {heat: 3}"),
    "an effect more": ("effects: {heat: 2}", "effects: {heat: 2, flour: -1}"),
    "a threshold": ("if: mason >= 1\n        locked", "if: mason >= 2\n        locked"),
    "a weight": ("weight: mason + 1", "weight: mason + 2"),
    "a paragraph's condition": ("if: flour <= 3", "if: flour <= 2"),
    "a condition taken away": ("        if: mason >= 1\n        locked: The mason has gone back to bed.\n", ""),
    "a paragraph more": (
        "      - The clock on the wall says four.\n",
        "      - The clock says four.\n      - A cat.\n",
    ),
    "a paragraph less": ("      - The clock on the wall says four.\n", ""),
    "a reader": ("- for: apprentice", "- for: baker"),
    "an hour": ("04:20", "04:30"),
    "a choice only once": ("      nothing:\n        say", "      nothing:\n        once: true\n        say"),
    "a seat": ("seat: apprentice\n    at", "seat: baker\n    at"),
    "a choice renamed": ("      nothing:\n", "      nought:\n"),
    "a mark": ("        invented: It roars.", "        documented: It roars."),
    "a title taken away": ("    title: The crack\n", ""),
}
WORDING = {
    "a sentence": ("The clock on the wall says four.", "The clock on the wall said four."),
    "a title": ("title: The crack", "title: A crack"),
    "what is offered": ("say: Fire it as it is.", "say: Fire it."),
    "a result": ("The crack opens its mouth.", "The crack yawns."),
    "why it is closed": ("The mason has gone back to bed.", "The mason sleeps."),
    "a condition spelled otherwise": ("if: flour <= 3", "if: (flour <= 3)"),
    "a comment": ("    title: The crack", "    # why here?\n    title: The crack"),
}


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "new"))


def edit(story: Path, change: tuple[str, str]) -> None:
    file = story / DAWN
    text = file.read_text("utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change, 1), "utf-8")


def told(holdup: Holdup, edited: Path, change: tuple[str, str]) -> dict[str, object]:
    edit(edited, change)
    done = holdup("diff", BAKER, edited, "--format", "json")
    assert done.err == ""
    read: dict[str, object] = json.loads(done.out)
    return read


@pytest.mark.parametrize("kind", MEANS)
def test_an_edit_that_means_something_is_told(holdup: Holdup, edited: Path, kind: str) -> None:
    found = told(holdup, edited, MEANS[kind])
    assert found["means"], found
    assert found["parts"] or found["added"] or found["gone"]


@pytest.mark.parametrize("kind", WORDING)
def test_an_edit_of_words_is_called_wording(holdup: Holdup, edited: Path, kind: str) -> None:
    found = told(holdup, edited, WORDING[kind])
    assert not found["means"], found
    assert not found["endings"]


def test_what_follows_from_an_edit_is_proved(holdup: Holdup, edited: Path) -> None:
    found = told(holdup, edited, ("      nothing:\n", "      nought:\n"))
    assert found["saves"] == ["the-crack/nothing"]
    assert "the-crack/nought" in str(found["opened"])
    assert "the-crack/nothing" in str(found["closed"])


def test_a_story_too_large_is_compared_and_not_proved(holdup: Holdup, edited: Path) -> None:
    file = edited / DAWN
    file.write_text(file.read_text("utf-8").replace("effects: {heat: 2}", "effects: {heat: 3}"), "utf-8")
    done = holdup("diff", BAKER, edited, "--max-states", 3)
    assert "the-crack/nothing effects heat: 2 → 3" in done.out
    assert "Too large for the limits, whoever plays and from wherever: only what was changed is told." in done.out
    assert "Odds of endings" not in done.out


def test_what_was_not_proved_is_told_in_one_sentence(holdup: Holdup, edited: Path) -> None:
    """A setup of the dawn is too large here, one of the market is not."""
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 3}"))
    _, _, after = holdup("diff", BAKER, edited, "--max-states", 20).out.partition("Not proved\n")
    sentence, _, rest = after.partition("\n")
    assert sentence.startswith("  Too large for the limits: baker, history, dawn; ")
    assert sentence.endswith(", dawn. Only what was changed is told.")
    assert "Too large" not in rest


def test_it_says_so_where_nothing_changed(holdup: Holdup, edited: Path) -> None:
    assert holdup("diff", BAKER, edited).out == "Nothing changed.\n"


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("nowhere", "“nowhere” is no folder, and git does not know it: fatal: "),
        ("no-such-revision:scenes", "“no-such-revision:scenes” is no folder, and git does not know it: fatal: "),
        ("--output=x:scenes", "is neither a folder nor a revision of git"),
    ],
)
def test_what_is_no_story_is_told(holdup: Holdup, old: str, said: str) -> None:
    done = holdup("diff", "--", old, BAKER)
    assert done.code == 2
    assert said in done.err


def test_without_git_one_is_asked_for_folders(holdup: Holdup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is needed, and not installed" in holdup("diff", "HEAD:scenes", BAKER).err


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_a_revision_is_read_through_git(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = holdup("diff", "HEAD:tests/stories/baker", "HEAD:tests/stories/baker")
    assert (done.code, done.out) == (0, "Nothing changed.\n")


@pytest.fixture
def written_twice(tmp_path: Path) -> Path:
    """A folder in a repository of git, whose story was edited and written down, and then edited again."""
    story = tmp_path / "mine" / "story"
    shutil.copytree(BAKER, story)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.invalid"]
    run = partial(subprocess.run, check=True, capture_output=True)
    run([*git, "init", "-q"])
    for oven in ("{heat: 2}", "{heat: 3}"):
        edit(story, ("effects: {heat: 2}", f"effects: {oven}"))
        run([*git, "add", "."])
        run([*git, "commit", "-q", "-m", oven])
    edit(story, ("weight: mason + 1", "weight: mason + 2"))
    return story


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("named", [True, False], ids=["a folder named", "in the folder"])
def test_a_revision_alone_is_one_of_the_folder_worked_in(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, written_twice: Path, named: bool
) -> None:
    monkeypatch.chdir(written_twice.parents[1] if named else written_twice)
    rest = ["mine/story"] if named else []
    since_the_last = holdup("diff", "HEAD", *rest)
    assert "weight" in since_the_last.out
    assert "heat: 2 → 3" not in since_the_last.out
    assert "heat: 2 → 3" in holdup("diff", "HEAD~1", *rest).out
    if not named:
        both = holdup("diff", "HEAD~1", "HEAD").out
        assert "heat: 2 → 3" in both
        assert "weight" not in both


RENAMED = {
    "a scene": ("the-crack", "the-split"),
    "a choice": ("the-crack/nothing", "nought"),
    "a number": ("heat", "warmth"),
    "a flag": ("patched", "mended"),
    "a seat": ("baker", "oven-man"),
    "an ending": ("cold-oven", "dead-fire"),
    "an episode": ("02-market", "02-the-market"),
    "an opening": ("market", "fair"),
}


@pytest.mark.parametrize("thing", RENAMED)
def test_what_says_what_it_was_is_told_as_renamed(holdup: Holdup, edited: Path, thing: str) -> None:
    old, new = RENAMED[thing]
    assert holdup("rename", old, new, edited).code == 0
    first, *_, title, renamed = holdup("diff", BAKER, edited).out.splitlines()
    assert (first, title) == ("Nothing changed but names and words.", "Renamed")
    assert renamed.startswith(f"  {old} → ")


def test_what_was_renamed_and_changed_is_told_under_its_new_name(holdup: Holdup, edited: Path) -> None:
    assert holdup("rename", "the-crack", "the-split", edited).code == 0
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 3}"))
    done = holdup("diff", BAKER, edited)
    assert "the-crack → the-split" in done.out
    assert "the-split/nothing effects heat: 2 → 3" in done.out
    assert "Gone without" not in done.out


def test_a_challenge_renamed_is_no_other_challenge(holdup: Holdup, edited: Path) -> None:
    old = Path(shutil.copytree(BAKER, edited.parent / "old"))
    for folder, name in ((old, "  full: {"), (edited, "  whole: {was: full, ")):
        story = folder / "story.yaml"
        challenge = f"{name}name: Full, about: Sell all., if: heat >= 1}}\n"
        story.write_text(story.read_text("utf-8") + "challenges:\n" + challenge, "utf-8")
    said = holdup("diff", old, edited).out
    assert said == "Nothing changed but names and words.\n\nRenamed\n  full → whole\n"


def test_two_that_became_one_are_one_renamed_and_one_gone(holdup: Holdup, edited: Path) -> None:
    edit(edited, ("      nothing:\n", "      left:\n        was: [nothing, mason]\n"))
    text = (edited / DAWN).read_text("utf-8")
    begins, ends = text.index("      mason:\n"), text.index("      left:\n")
    (edited / DAWN).write_text(text[:begins] + text[ends:], "utf-8")
    done = holdup("diff", BAKER, edited)
    assert "the-crack/nothing → the-crack/left" in done.out
    assert "Met by nobody any more" in done.out


def test_all_of_it_ends_when_its_time_is_up(holdup: Holdup, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 10_000, 100))
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 3}"))
    monkeypatch.setattr("game.explore.deadline.time.perf_counter", lambda: next(now))
    done = holdup("diff", BAKER, edited, "--max-seconds", 1)
    assert done == (1, "", "There was not even time to begin: allow more with --max-seconds.\n")


@pytest.mark.parametrize("change", [None, WORDING["a sentence"]])
def test_what_there_was_no_time_to_look_at_is_not_called_unchanged(
    holdup: Holdup, edited: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str] | None
) -> None:
    def late(*_: object) -> None:
        raise OutOfTime

    if change:
        edit(edited, change)
    monkeypatch.setattr("game.explore.story_diff._walk", late)
    done = holdup("diff", BAKER, edited)
    assert done.code == 1
    assert "Nothing" not in done.out
    assert done.out.startswith("There was no time to look at\n  all of its walkthroughs")
    assert ("Wording" in done.out) == bool(change)


def test_what_there_is_no_time_to_prove_is_told_with_what_was_changed(
    holdup: Holdup, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 3}"))
    monkeypatch.setattr(Deadline, "check", lambda self: None)
    monkeypatch.setattr(Deadline, "left", 0.0)
    done = holdup("diff", BAKER, edited)
    assert "heat: 2 → 3" in done.out
    assert "Odds of endings" not in done.out
    assert done.out.count("Too large for the limits") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("      - The clock on the wall says four.\n", ""), ["cold-door text#3: The clock on the wall says four."]),
        (("      nothing:\n        say", "      nothing:\n        once: true\n        say"), ["once: false → true"]),
        (
            ("        if: mason >= 1\n        locked: The mason has gone back to bed.\n", ""),
            ["the-crack/mason if: taken out: mason >= 1", "the-crack/mason locked: taken out"],
        ),
        (
            (
                "      nothing:\n        say",
                "      wait: {say: Wait., news: Nothing., to: hearth}\n      nothing:\n        say",
            ),
            ["the-crack/wait: added"],
        ),
    ],
)
def test_what_changed_is_told_in_words(holdup: Holdup, edited: Path, change: tuple[str, str], said: list[str]) -> None:
    edit(edited, change)
    lines = holdup("diff", BAKER, edited).out.split("\n\n")[0].splitlines()
    assert lines[0] in ("Changed", "Texts taken out")
    assert [line for line in lines[1:] if not any(each in line for each in said)] == []
    assert len(lines) == len(said) + 1


def test_another_translation_is_wording_in_its_language(holdup: Holdup, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(BAKER, tmp_path / name)) for name in ("old", "new")]
    for folder, words in zip(folders, ("Le four", "L’âtre"), strict=True):
        assert holdup("extract", folder, "fr").code == 0
        file = folder / "locale" / "fr.po"
        entry = 'msgctxt "hearth/title"\nmsgid "The hearth"\nmsgstr "'
        assert entry in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(entry, entry + words), "utf-8")
    done = holdup("diff", *folders)
    assert done.out == "Nothing changed but words.\n\nWording\n  fr: hearth/title\n"


CLOCK = "      - The clock on the wall says four.\n"


def first_scene(story: Path, lines: str) -> None:
    """Give the first scene these paragraphs."""
    file = story / DAWN
    text = file.read_text("utf-8")
    begins = text.index("    text:\n", text.index("  cold-door:")) + len("    text:\n")
    ends = text.index(CLOCK, begins) + len(CLOCK)
    file.write_text(f"{text[:begins]}{lines}{text[ends:]}", "utf-8")


@pytest.fixture
def both(holdup: Holdup, edited: Path, tmp_path: Path) -> Callable[[str, str], str]:
    """What is said of a first scene whose paragraphs were these and are those."""

    def told(one: str, other: str) -> str:
        old = Path(shutil.copytree(edited, tmp_path / "old", dirs_exist_ok=True))
        first_scene(old, one)
        first_scene(edited, other)
        return holdup("diff", old, edited).out

    return told


A, B, C = (
    "      - The flour is in the loft.\n",
    "      - {text: Somebody knocks at the shutter., if: flour <= 3}\n",
    f"{CLOCK}",
)


def test_a_paragraph_put_in_first_changes_none_of_those_after_it(both: Callable[[str, str], str]) -> None:
    said = both(A + B + C, "      - Snow.\n" + A + B + C)
    assert said.startswith("New texts\n  cold-door text#1: Snow.\n")
    assert "Wording" not in said
    assert "Changed" not in said


def test_paragraphs_in_another_order_are_told_once_for_their_scene(both: Callable[[str, str], str]) -> None:
    said = both(A + B + C, C + B + A)
    assert said == "Nothing changed but words and their order.\n\nIn another order\n  cold-door text\n"


def test_a_paragraph_that_moved_and_asks_something_else_is_told_where_it_stands(
    both: Callable[[str, str], str],
) -> None:
    said = both(A + B + C, C + A + B.replace("3", "2"))
    assert "Changed\n  cold-door text#3 if: flour <= 3 → flour <= 2\n" in said
    assert "In another order\n  cold-door text\n" in said


def test_a_paragraph_that_moved_and_says_something_else_is_wording_where_it_stands(
    both: Callable[[str, str], str],
) -> None:
    said = both(A + B + C, C + A.replace("the loft", "the cellar") + B)
    assert said.endswith("In another order\n  cold-door text\n\nWording\n  cold-door/text/1\n")
    assert "New texts" not in said


def test_which_of_several_comes_first_is_no_mere_order(both: Callable[[str, str], str]) -> None:
    one, other = "{text: Little flour., if: flour <= 3}", "{text: Less flour., if: flour <= 2}"
    several = "      - first_of:\n          - {}\n          - {}\n          - Enough flour.\n"
    said = both(several.format(one, other) + C, several.format(other, one) + C)
    assert "Changed\n  cold-door text first_of: 2, 1, 3 → 1, 2, 3\n" in said
    said = both(several.format(one, other) + C, several.format(one, other) + A + C)
    assert "first_of" not in said


def test_an_alternative_put_in_first_is_told_and_those_after_it_are_not(both: Callable[[str, str], str]) -> None:
    several = "      - first_of:\n{}          - {{text: Little flour., if: flour <= 3}}\n          - Enough flour.\n"
    said = both(several.format("") + C, several.format("          - {text: None., if: flour == 0}\n") + C)
    assert said.startswith("New texts\n  cold-door text#1: None.\n")
    assert "Changed" not in said


def test_what_leaves_a_first_of_is_read_beside_it(both: Callable[[str, str], str]) -> None:
    one, other = "          - {text: Little flour., if: flour <= 3}\n", "- {text: Less flour., if: flour <= 2}\n"
    group = "      - first_of:\n{}          - Enough flour.\n"
    said = both(group.format(one + "          " + other) + C, group.format(one) + "      " + other + C)
    assert "Changed\n  cold-door text first_of: 1, 3, 2 → 1, 2\n" in said


def test_variants_in_another_order_are_told_and_an_insertion_above_them_is_not(
    both: Callable[[str, str], str],
) -> None:
    several = "      - one_of: [{}, {}]\n        pick: by-chance\n"
    said = both(several.format("Zinc.", "Ash.") + C, A + several.format("Ash.", "Zinc.") + C)
    assert "New texts\n  cold-door text#1: The flour is in the loft.\n" in said
    assert "Changed" not in said
    assert "In another order\n  cold-door text#2 one_of\n" in said
    assert both(several.format("Zinc.", "Ash.") + C, several.format("An ash.", "Ash.") + C) == (
        "Nothing changed but words.\n\nWording\n  cold-door/text/0/one_of/0\n"
    )


def test_a_variant_of_a_line_put_in_first_is_told_and_those_after_it_are_not(holdup: Holdup, edited: Path) -> None:
    whole, later, twice = (
        "title: The crack\n",
        "title: [{if: seen(the-crack), text: Still the crack}, The crack]\n",
        "title: [{if: times(the-crack) >= 2, text: That crack}, "
        "{if: seen(the-crack), text: Still the crack}, The crack]\n",
    )
    old = Path(shutil.copytree(edited, edited.parent / "old"))
    edit(edited, (whole, later))
    said = holdup("diff", old, edited).out
    assert said.startswith("New texts\n  the-crack title#1: Still the crack\n")
    assert "Changed" not in said
    assert "Wording" not in said
    edit(old, (whole, twice))
    said = holdup("diff", old, edited).out
    assert said.startswith("Texts taken out\n  the-crack title#1: That crack\n")
    assert "Changed" not in said
    assert "Wording" not in said


def test_what_is_met_is_told_of_texts_and_not_of_their_places(both: Callable[[str, str], str]) -> None:
    never = "      - {text: Snow., if: seen(cold-door)}\n"
    said = both(never + B + C, A + never + B + C)
    assert "Met for the first time\n  cold-door#1\n\n" in said
    assert "Met by nobody any more" not in said
    assert "Met by" not in both(never + B + C, B + C)
    assert "Met by nobody any more\n  cold-door#2\n\n" in both(never + A + C, never + C)


def test_a_line_that_has_a_variant_more_was_met_before(holdup: Holdup, edited: Path) -> None:
    edit(edited, ("title: The crack\n", "title: [{if: mason >= 1, text: The mason}, The crack]\n"))
    assert "Met for the first time\n  the-crack.title#1\n" in holdup("diff", BAKER, edited).out
    assert "Met by nobody any more\n  the-crack.title#1\n" in holdup("diff", edited, BAKER).out


def test_which_reason_for_an_ending_comes_first_is_no_mere_order(holdup: Holdup, edited: Path) -> None:
    old = Path(shutil.copytree(edited, edited.parent / "old"))
    reasons = "{if: flour >= 1, text: There was flour.}", "{if: mason >= 1, text: The mason came.}"
    for story, those in ((old, reasons), (edited, reasons[::-1])):
        file = story / "endings.yaml"
        because = f"    because: [{', '.join(those)}, {{text: Nobody knows.}}]\n    epitaph: The oven held.\n"
        file.write_text(file.read_text("utf-8").replace("    epitaph: The oven held.\n", because), "utf-8")
    said = holdup("diff", old, edited).out
    assert said.startswith("Changed\n  full-baskets because: 2, 1, 3 → 1, 2, 3\n")


def test_lines_that_stay_as_they_stand_are_no_paragraph(both: Callable[[str, str], str]) -> None:
    said = both(A + C, A.replace("- The", "- lines: The") + C)
    assert said.startswith("Changed\n  cold-door text#1 verbatim: added: true\n")


def test_a_paragraph_put_into_another_scene_is_told_by_both_places(holdup: Holdup, edited: Path) -> None:
    edit(edited, (CLOCK, ""))
    edit(edited, ("      - if: mason >= 1\n", f"{CLOCK}      - if: mason >= 1\n"))
    said = holdup("diff", BAKER, edited).out
    assert "Put elsewhere\n  cold-door text#3 → the-crack text#2\n" in said
    assert "New texts" not in said
    assert "taken out" not in said


def test_a_translation_goes_with_its_paragraph_and_is_no_other_one(holdup: Holdup, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(BAKER, tmp_path / name)) for name in ("old", "new")]
    edit(folders[1], (CLOCK, f"      - Snow.\n{CLOCK}"))
    for folder in folders:
        assert holdup("extract", folder, "fr").code == 0
        file = folder / "locale" / "fr.po"
        text = re.sub(r'(msgid "([^"]+)"\nmsgstr ")"', r'\1fr \2"', file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    said = holdup("diff", *folders).out
    assert "Wording" not in said


WALKTHROUGH = "walkthroughs:\n  clay: {seat: both, decisions: [the-crack:clay]}\n"


def test_a_walkthrough_that_reads_the_same_in_another_order_is_told_as_such(holdup: Holdup, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(BAKER, tmp_path / name)) for name in ("old", "new")]
    for folder, lines in zip(folders, (A + C, C + A), strict=True):
        first_scene(folder, lines)
        (folder / "walkthroughs.yaml").write_text(WALKTHROUGH, "utf-8")
    said = holdup("diff", *folders).out
    assert "Walkthroughs that read the same in another order\n  clay\n" in said
    first_scene(folders[1], A.replace("loft", "cellar") + C)
    assert "Walkthroughs that read otherwise\n  clay\n" in holdup("diff", *folders).out


LAWS = "laws:\n  hot: {never: heat == 6 and flour == 0}\n  mended: {from: the-crack, always-can-reach: cold-oven}\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("heat == 6", "heat > 5", "hot: never heat == 6 and flour == 0 → never heat > 5 and flour == 0: holds"),
        (
            "heat == 6 and flour == 0",
            "heat == 3",
            "hot: never heat == 6 and flour == 0 → never heat == 3: broken, and was not",
        ),
        (
            "flour == 0}",
            "flour == 0, seat: baker}",
            "hot: never heat == 6 and flour == 0 → never heat == 6 and flour == 0, seat baker: holds",
        ),
        ("  hot: {never: heat == 6 and flour == 0}\n", "", "hot: taken out: never heat == 6 and flour == 0"),
        (
            "laws:\n",
            "laws:\n  oven: {never: heat == 6 and flour == 1}\n",
            "oven: added: never heat == 6 and flour == 1: holds",
        ),
    ],
)
def test_a_law_that_was_changed_is_told_with_what_is_proved_of_it(
    holdup: Holdup, edited: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    before = Path(shutil.copytree(edited, tmp_path / "old"))
    (before / "walkthroughs.yaml").write_text(LAWS, "utf-8")
    (edited / "walkthroughs.yaml").write_text(LAWS.replace(old, new), "utf-8")
    assert holdup("diff", before, edited).out == f"Nothing changed for readers.\n\nLaws\n  {said}\n"


def test_a_law_that_an_edit_breaks_is_told(holdup: Holdup, edited: Path, tmp_path: Path) -> None:
    (edited / "walkthroughs.yaml").write_text("laws:\n    hot: {never: mason > 1}\n", "utf-8")
    before = Path(shutil.copytree(edited, tmp_path / "old"))
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 2, mason: 1}"))
    said = holdup("diff", before, edited)
    assert "hot: never mason > 1: broken, and was not" in said.out


def test_laws_that_were_not_proved_again_are_counted(holdup: Holdup, edited: Path, tmp_path: Path) -> None:
    (edited / "walkthroughs.yaml").write_text("laws:\n    hot: {never: heat == 6 and flour == 1}\n", "utf-8")
    before = Path(shutil.copytree(edited, tmp_path / "old"))
    edit(edited, ("effects: {heat: 2}", "effects: {heat: 3}"))
    _, _, unproved = holdup("diff", before, edited, "--max-states", 1).out.partition("Not proved\n")
    assert unproved.splitlines()[1] == "  1 law"
