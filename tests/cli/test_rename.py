"""Another name for something: every file follows, what reads stays the same, and saves still find it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import polib
import pytest

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup
from game.story.load import inspect, load
from game.story.problems import Severity
from game.story.references import references
from tests.cli.conftest import BAKER, Holdup

NAMES = Path(__file__).parent / "names"
SHIPPED = Path(__file__).parents[2] / "scenes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "baker"))


def texts(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()
    }


def test_each_reference_stands_where_it_says() -> None:
    files = {file.name: file.read_bytes() for file in SHIPPED.glob("*.yaml")}
    lines = {name: data.decode().split("\n") for name, data in files.items()}
    found = references(files)
    assert len(found) > 5000
    for each in found:
        assert lines[each.file][each.line - 1][each.column - 1 :].startswith(each.written), each


def test_uses_shows_the_definition_and_every_use(holdup: Holdup, folder: Path) -> None:
    done = holdup("uses", "patched", str(folder))
    marked = [line for line in done.out.splitlines() if ":* " in line]
    assert len(marked) == 1
    assert "story.yaml" in marked[0]
    assert sum("effects" in line or "if" in line for line in done.out.splitlines()) > 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the-crack", "the-split"),
        ("the-crack/clay", "mud"),
        ("patched", "mended"),
        ("flour", "grain"),
        ("loaves", "bread"),
        ("baker", "master"),
        ("02-market", "02-the-market"),
        ("market", "late"),
    ],
)
def test_after_a_rename_the_story_is_as_sound_and_a_run_goes_on(
    holdup: Holdup, folder: Path, old: str, new: str
) -> None:
    before = load(folder)
    journal = Journal.in_memory()
    active = ActiveRun(journal, Run.start(Setup(before, frozenset(["baker"]), seed=3)))
    active.decide("clay")
    assert active.run_id is not None
    done = holdup("rename", old, new, str(folder))
    assert done.code == 0, done.err
    assert inspect(folder).problems == inspect(BAKER).problems
    again = ActiveRun.resumed(journal, load(folder), active.run_id)
    assert again.notices() == ()
    assert len(again.run.decisions) == 1
    assert [page.passages for page in again.pages] == [page.passages for page in active.pages]


@pytest.mark.parametrize(("old", "new"), [("the-crack", "the-split"), ("the-crack/clay", "mud"), ("heat", "embers")])
def test_accepted_transcripts_follow_a_rename(holdup: Holdup, folder: Path, old: str, new: str) -> None:
    walkthrough = "walkthroughs:\n  clay:\n    seat: both\n    decisions: [the-crack:clay]\n"
    (folder / "walkthroughs.yaml").write_text(walkthrough, "utf-8")
    holdup("test", folder, "--bless")
    accepted = (folder / "transcripts" / "clay.txt").read_text("utf-8")
    assert "== the-crack/clay\n" in accepted
    assert "\nheat " in accepted
    holdup("rename", old, new, folder)
    done = holdup("test", folder)
    assert (done.code, done.out) == (0, "clay: passes\n1 of 1 walkthrough passes\n")


@pytest.mark.parametrize(("old", "new"), [("loaves", "bread"), ("heat", "embers")])
def test_translations_follow_the_rename_of_a_value(holdup: Holdup, folder: Path, old: str, new: str) -> None:
    """Texts print it as `{loaves}`, and reasons stand under its name: translators have nothing to do again."""
    holdup("extract", folder, "de")
    file = folder / "locale" / "de.po"
    catalogue = polib.pofile(file)
    for entry in catalogue:
        entry.msgstr = entry.msgstr or entry.msgid
    catalogue.save()
    before = inspect(folder).problems
    holdup("rename", old, new, folder)
    text = file.read_text("utf-8")
    assert "{bread}" in text if new == "bread" else "/why/embers" in text
    assert inspect(folder, "de").problems == inspect(BAKER).problems == before
    done = holdup("extract", folder, "de")
    assert "0 new, 0 changed, 0 gone, 0 to translate" in done.out


@pytest.mark.parametrize(("old", "new", "told"), [("clay-patch", "patch", False), ("heat", "embers", True)])
def test_odds_are_told_to_be_of_former_names_only_where_they_are(
    holdup: Holdup, folder: Path, old: str, new: str, told: bool
) -> None:
    (folder / "odds.json").write_text("{}", "utf-8")
    assert ("explore" in holdup("rename", old, new, folder).out) is told


def test_a_second_rename_keeps_both_former_names(holdup: Holdup, folder: Path) -> None:
    first = (folder / "01-before-dawn.yaml").read_text("utf-8")
    assert "was: the-fissure" in first
    holdup("rename", "the-crack", "the-split", str(folder))
    assert "was: [the-fissure, the-crack]" in (folder / "01-before-dawn.yaml").read_text("utf-8")
    for old, new in (("flour", "grain"), ("grain", "wheat")):
        assert holdup("rename", old, new, str(folder)).code == 0
    assert "wheat: {was: [flour, grain], name: flour" in (folder / "story.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "old", "between", "former"),
    [
        ("scene", "the-crack", "the-split", "was: [the-fissure, the-split]"),
        ("scene", "hearth", "oven", "was: oven"),
        ("variable", "flour", "grain", "was: grain"),
        ("choice", "the-crack/clay", "mud", "was: mud"),
        ("episode", "02-market", "02-fair", "was: 02-fair"),
    ],
)
def test_what_is_called_again_as_before_has_no_former_name_of_its_own(
    holdup: Holdup, folder: Path, kind: str, old: str, between: str, former: str
) -> None:
    before = texts(folder)
    scene, _, own = old.rpartition("/")
    assert holdup("rename", old, between, str(folder)).code == 0
    back = holdup("rename", f"{scene}/{between}" if scene else between, own, str(folder))
    assert (back.code, back.err) == (0, "")
    changed = [name for name, text in texts(folder).items() if before[name] != text]
    assert len(changed) == 1
    assert former in texts(folder)[changed[0]]
    assert not inspect(folder).problems


def test_a_choice_may_be_given_its_new_name_with_its_scene_before_it(holdup: Holdup, folder: Path) -> None:
    assert holdup("rename", "the-crack/clay", "the-crack/mud", str(folder)).code == 0
    assert "  mud:\n        was: clay\n" in texts(folder)["01-before-dawn.yaml"]


@pytest.mark.parametrize("written", ["clay", "cla", "the-crck/clay"])
def test_a_choice_called_by_its_own_name_alone_is_guessed(holdup: Holdup, folder: Path, written: str) -> None:
    assert "Did you mean “the-crack/clay”?" in holdup("uses", written, str(folder)).err


def test_a_rename_leaves_comments_and_layout(holdup: Holdup, folder: Path) -> None:
    before = texts(folder)
    holdup("rename", "flour", "grain", str(folder))
    changed = [name for name, text in texts(folder).items() if before[name] != text]
    for name in changed:
        old, new = before[name].splitlines(), texts(folder)[name].splitlines()
        assert sum("#" in line for line in old) == sum("#" in line for line in new)
        assert abs(len(old) - len(new)) <= 1


@pytest.mark.parametrize(("mark", "end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_rename_leaves_the_ends_of_lines_and_the_mark_at_the_beginning(
    holdup: Holdup, folder: Path, mark: bytes, end: bytes
) -> None:
    plain = Path(shutil.copytree(folder, folder.parent / "plain"))
    for file in folder.glob("*.yaml"):
        file.write_bytes(mark + file.read_bytes().replace(b"\n", end))
    for story in (plain, folder):
        assert holdup("rename", "flour", "grain", str(story)).code == 0
    for file in plain.glob("*.yaml"):
        assert (folder / file.name).read_bytes() == mark + file.read_bytes().replace(b"\n", end)


def test_names_in_a_comment_before_a_text_on_lines_of_its_own_are_left_alone(holdup: Holdup, folder: Path) -> None:
    file = folder / "01-before-dawn.yaml"
    several = (
        "      - text: >- # {flour}, if flour\n          {flour} sacks.\n        if: >- # flour\n          flour >= 1\n"
    )
    clock = "      - The clock on the wall says four.\n"
    assert clock in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(clock, several), "utf-8")
    assert holdup("rename", "flour", "grain", str(folder)).code == 0
    renamed = several.replace("  {flour}", "  {grain}").replace("  flour >=", "  grain >=")
    assert renamed in file.read_text("utf-8")


def test_a_dry_run_shows_and_changes_nothing(holdup: Holdup, folder: Path) -> None:
    before = texts(folder)
    done = holdup("rename", "patched", "mended", str(folder), "--dry-run")
    assert "+  mended:" in done.out
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("patchd", "mended", "Did you mean “patched”"),
        ("patched", "flour", "is taken"),
        ("patched", "Mended", "is no name"),
        ("patched", "patched", "already"),
        ("the-crack", "endings", "is no name"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    holdup: Holdup, folder: Path, old: str, new: str, says: str
) -> None:
    before = texts(folder)
    done = holdup("rename", old, new, str(folder))
    assert done.code in (1, 2)
    assert says in done.err
    assert texts(folder) == before


def test_a_name_of_two_things_must_be_told_apart(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "scenes"))
    assert "--kind: scene, variable" in holdup("rename", "lettre", "missive", str(folder)).err


def test_catalogues_walkthroughs_and_the_proof_of_the_shipped_story_follow(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "scenes"))
    assert holdup("rename", "convocation", "appel-du-matin", str(folder)).code == 0
    assert not inspect(folder).problems
    assert 'msgctxt "convocation/' not in (folder / "locale" / "en.po").read_text("utf-8")
    assert "appel-du-matin:visio-midi" in (folder / "walkthroughs.yaml").read_text("utf-8")


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    holdup: Holdup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real, count = texts(folder), os.fsync, 0

    def full(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count >= 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    done = holdup("rename", "flour", "grain", str(folder))
    assert done.code == 1
    assert "Nothing was changed" in done.err
    assert texts(folder) == before


@pytest.mark.parametrize("failing", [2, 3])
def test_a_file_that_cannot_take_its_place_has_the_others_put_back(
    holdup: Holdup, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, real, count = texts(folder), Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == failing or (failing == 3 and count > 3):
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    done = holdup("rename", "flour", "grain", str(folder))
    assert done.code == 1
    after = texts(folder)
    changed = [name for name in before if after[name] != before[name]]
    assert set(after) == set(before)
    if failing == 2:
        assert ("Nothing was changed" in done.err, changed) == (True, [])
    else:
        assert "Only a part was changed, and cannot be put back (Input/output error)" in done.err
        assert all(name in done.err for name in changed)


def test_a_catalogue_in_another_encoding_is_not_written_over(holdup: Holdup, folder: Path) -> None:
    (folder / "locale").mkdir()
    catalogue = folder / "locale" / "fr.po"
    held = 'msgctxt "hearth/title"\nmsgid "The hearth"\nmsgstr "L’être"\n'.replace("’", "'").encode("latin-1")
    catalogue.write_bytes(held)
    before = (folder / "01-before-dawn.yaml").read_text("utf-8")
    done = holdup("rename", "hearth", "fireplace", folder)
    assert (done.code, done.err) == (1, "Nothing was changed: locale/fr.po is not UTF-8 text.\n")
    assert catalogue.read_bytes() == held
    assert (folder / "01-before-dawn.yaml").read_text("utf-8") == before


TESTS = """\
walkthroughs:
  clay:
    seat: both
    decisions: [clay]
    ending: cold-oven
    through: [the-crack]
    holds: {the-crack: heat >= 1 and not patched}
laws:
  hot: {never: heat == 6 and took(the-crack/clay), at: the-crack}
  rest: {from: the-crack, always-can-reach: cold-oven, seat: baker, opening: market}
"""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("the-crack", [6, 7, 9, 9, 10]),
        ("the-crack/clay", [4, 9]),
        ("heat", [7, 9]),
        ("patched", [7]),
        ("cold-oven", [5, 10]),
        ("baker", [10]),
        ("market", [10]),
        ("clay", [2]),
        ("hot", [9]),
    ],
)
def test_walkthroughs_and_laws_speak_of_what_they_name(
    holdup: Holdup, folder: Path, name: str, lines: list[int]
) -> None:
    (folder / "walkthroughs.yaml").write_text(TESTS, "utf-8")
    told = [line.split(":") for line in holdup("uses", name, folder).out.splitlines() if "walkthroughs.yaml" in line]
    assert [int(line[1]) for line in told] == lines


def test_a_choice_named_alone_follows_where_one_scene_has_it(holdup: Holdup, folder: Path) -> None:
    (folder / "walkthroughs.yaml").write_text(TESTS, "utf-8")
    assert holdup("rename", "the-crack/clay", "mud", folder).code == 0
    text = (folder / "walkthroughs.yaml").read_text("utf-8")
    assert "decisions: [mud]" in text
    assert "took(the-crack/mud)" in text
    assert "  clay:\n" in text


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A story in which the same word names several things."""
    return Path(shutil.copytree(NAMES, tmp_path / "names"))


def test_a_choice_named_alone_follows_where_its_walkthrough_takes_it(holdup: Holdup, names: Path) -> None:
    assert [line.split(":")[1] for line in holdup("uses", "stairs/go", names).out.splitlines()] == ["13", "2", "5"]
    assert holdup("rename", "stairs/go", "climb", names).code == 0
    assert '  up: {decisions: [go, stay, "climb"], ending: dark}' in (names / "walkthroughs.yaml").read_text("utf-8")
    assert holdup("test", names).code == 0


def test_nothing_is_written_where_a_choice_named_alone_may_be_meant(holdup: Holdup, names: Path) -> None:
    roads = names / "walkthroughs.yaml"
    roads.write_text(roads.read_text("utf-8").replace("[go, stay", "[stay, stay, go, go, stay"), "utf-8")
    before = texts(names)
    done = holdup("rename", "stairs/go", "climb", names)
    assert done.code == 1
    assert done.err == (
        "walkthroughs.yaml, line 2: `go` stands alone, and several scenes have such a choice: "
        "write `scene:go` there first.\n"
    )
    assert texts(names) == before


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("sky/calm", "still", ["story 8", "story 8", "story 11", "01-night 6", "walkthroughs 3", "walkthroughs 5"]),
        ("sea/calm", "flat", ["story 9", "01-night 6", "01-night 8"]),
        ("hush", "calmed", ["story 6", "01-night 6", "01-night 8"]),
        ("thrift", "saving", ["story 11"]),
        ("light", "glow", ["story 10"]),
        ("sky", "weather", ["story 8", "story 11", "01-night 6", "01-night 6", "01-night 8", "01-night 9"]),
    ],
)
def test_whatever_a_story_names_has_another_name_and_nothing_else_has(
    holdup: Holdup, names: Path, old: str, new: str, lines: list[str]
) -> None:
    told = [line.split(":")[:2] for line in holdup("uses", old, names).out.splitlines()]
    assert {f"{Path(file).stem} {line}" for file, line in told} >= set(lines)
    assert holdup("rename", old, new, names).code == 0
    assert [str(problem) for problem in inspect(names).problems if problem.severity is Severity.ERROR] == []
    assert holdup("test", names).code == 0


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("sky/calm", "still", "story/sky/values/still"),
        ("thrift", "saving", "challenges/saving/name"),
        ("light", "glow", "story/measures/glow/name"),
        ("hush", "calmed", "story/calmed/about"),
    ],
)
def test_catalogues_follow_whatever_is_renamed(holdup: Holdup, names: Path, old: str, new: str, path: str) -> None:
    assert holdup("rename", old, new, names).code == 0
    catalogue = (names / "locale" / "fr.po").read_text("utf-8")
    assert f'msgctxt "{path}"\n' in catalogue
    assert catalogue.count("msgctxt") == 4
    before = (NAMES / "locale" / "fr.po").read_text("utf-8")
    assert sum(one != other for one, other in zip(catalogue.split(), before.split(), strict=True)) == 1


@pytest.mark.parametrize(("old", "new"), [("clay", "mud"), ("hot", "never-hot")])
def test_a_walkthrough_and_a_law_have_other_names_with_what_was_accepted(
    holdup: Holdup, folder: Path, old: str, new: str
) -> None:
    walkthrough = "walkthroughs:\n  clay: {seat: both, decisions: [the-crack:clay]}\nlaws:\n  hot: {never: heat == 9}\n"
    (folder / "walkthroughs.yaml").write_text(walkthrough.replace("== 9", "== 6 and flour == 0"), "utf-8")
    holdup("test", folder, "--bless")
    accepted = (folder / "transcripts" / "clay.txt").read_text("utf-8")
    done = holdup("rename", old, new, folder)
    assert (done.code, done.err) == (0, "")
    assert f"  {new}: " in (folder / "walkthroughs.yaml").read_text("utf-8")
    assert "the-crack:clay" in (folder / "walkthroughs.yaml").read_text("utf-8")
    (file,) = (folder / "transcripts").iterdir()
    assert file.name == ("mud.txt" if old == "clay" else "clay.txt")
    assert file.read_text("utf-8") == accepted
    assert holdup("test", folder).code == 0


def test_no_accepted_transcript_is_written_over(holdup: Holdup, folder: Path) -> None:
    (folder / "walkthroughs.yaml").write_text(TESTS, "utf-8")
    (folder / "transcripts").mkdir()
    for name in ("clay", "mud"):
        (folder / "transcripts" / f"{name}.txt").write_text(name, "utf-8")
    done = holdup("rename", "clay", "mud", folder)
    assert done.code != 0
    assert "`mud` is taken: transcripts/mud.txt" in done.err
    assert (folder / "transcripts" / "mud.txt").read_text("utf-8") == "mud"
