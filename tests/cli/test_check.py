"""`holdup check`: every problem at once, a summary, and a code that a script can read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.cli.explain import rendered
from game.story.problems import codes, explain, title
from tests.cli.conftest import BAKER, Holdup


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BAKER, tmp_path / "broken"))
    for name, old, new in (
        ("01-before-dawn.yaml", "if: heat >= 4", "if: heet >= 4"),
        ("02-market.yaml", "next: queue\n", "next: quue\n"),
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return folder


def test_a_sound_story_has_no_problem(holdup: Holdup) -> None:
    assert holdup("check", BAKER) == (0, "no problem\n", "")


def test_every_problem_is_a_line_of_its_own_in_order_with_a_summary(holdup: Holdup, broken: Path) -> None:
    done = holdup("check", broken)
    *problems, summary = done.out.splitlines()
    assert done.code == 1
    assert len(problems) >= 2
    assert problems[0].startswith(f"{broken}/01-before-dawn.yaml:")
    assert any(f"{broken}/02-market.yaml:" in line and "did you mean `queue`?" in line for line in problems)
    assert summary.split()[1] in ("error", "errors", "errors,")


def test_several_stories_are_checked_together(holdup: Holdup, broken: Path) -> None:
    assert holdup("check", BAKER, broken).code == 1
    assert holdup("check", BAKER, BAKER).code == 0


def test_a_warning_fails_only_when_one_is_strict(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    shutil.copy(folder / "02-market.yaml", folder / "03-draft.yaml")
    done = holdup("check", folder)
    assert "warning[file-not-listed]" in done.out
    assert done.out.endswith("1 warning\n")
    assert done.code == 0
    assert holdup("check", "--strict", folder).code == 1


def test_a_path_without_a_story_is_misuse(holdup: Holdup, tmp_path: Path) -> None:
    done = holdup("check", tmp_path / "missing")
    assert (done.code, done.out) == (2, "")
    assert "there is no such folder" in done.err


def test_each_code_is_explained(holdup: Holdup) -> None:
    assert codes()
    for code in codes():
        done = holdup("check", "--explain", code)
        assert done.code == 0
        assert code in done.out


def test_an_unknown_code_names_the_nearest(holdup: Holdup) -> None:
    code = codes()[0]
    done = holdup("check", "--explain", code[:-1] + "zz")
    assert done.code == 2
    assert f"Did you mean “{code}”?" in done.err
    assert holdup("check", "--explain", "../../secret").code == 2


def test_files_are_named_as_from_the_current_folder(
    holdup: Holdup, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (broken, "broken", "./broken/../broken"):
        assert holdup("check", path).out.startswith("broken/")
    monkeypatch.chdir(broken)
    assert holdup("check", ".").out.startswith("01-before-dawn.yaml:")
    monkeypatch.chdir("/")
    assert str(broken).lstrip("/") in holdup("check", broken).out


def test_a_command_without_a_folder_speaks_of_the_story_in_which_its_author_stands(
    holdup: Holdup, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAKER)
    assert holdup("uses", "flour").out == holdup("uses", "flour", ".").out != ""
    assert holdup("test").out == holdup("test", ".").out
    monkeypatch.chdir(broken)
    assert holdup("check").out == holdup("check", ".").out
    assert holdup("check").code == 1


def test_a_story_named_twice_is_told_once(holdup: Holdup, broken: Path) -> None:
    assert holdup("check", broken, broken).out == holdup("check", broken).out


def test_a_file_name_cannot_speak_to_the_terminal(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    for name in (b"a\x1b[2Jb\n.yaml", b"\xff.yaml"):
        (folder / name.decode("utf-8", "surrogateescape")).touch()
    for form in ("text", "json", "github", "sarif"):
        done = holdup("check", folder, "--format", form)
        assert done.code == 0
        assert "\x1b" not in done.out
        assert not any("\ud800" <= sign <= "\udfff" for sign in done.out)


def test_json_holds_what_the_lines_hold(holdup: Holdup, broken: Path) -> None:
    lines = holdup("check", broken).out.splitlines()[:-1]
    done = holdup("check", broken, "--format", "json")
    found = json.loads(done.out)
    assert done.code == 1
    assert found["errors"] + found["warnings"] == len(found["problems"]) == len(lines)
    for line, problem in zip(lines, found["problems"], strict=True):
        place = f"{problem['file']}:{problem['line']}:{problem['column']}"
        assert line == f"{place}: {problem['severity']}[{problem['code']}]: {problem['message']} ({problem['hint']})"


def test_github_reads_commands_in_which_nothing_ends_too_early(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "50%, they say: yes"))
    (folder / "more.yaml").touch()
    monkeypatch.chdir(tmp_path)
    command, summary = holdup("check", folder, "--format", "github").out.splitlines()
    file = "50%25%2C they say%3A yes/more.yaml"
    said = (
        "more.yaml is no part of the story: story.yaml does not list it under `episodes` "
        "(list it there, or keep the file in another folder)"
    )
    assert command == f"::warning file={file},line=1,col=1,title=file-not-listed::{said}"
    assert summary == "1 warning"


def test_sarif_gives_each_problem_a_rule_with_its_page(
    holdup: Holdup, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = holdup("check", broken, "--format", "sarif")
    told = json.loads(holdup("check", broken, "--format", "json").out)["problems"]
    log = json.loads(done.out)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (done.code, log["version"]) == (1, "2.1.0")
    assert len(run["results"]) == len(told)
    for result, problem in zip(run["results"], told, strict=True):
        rule = rules[result["ruleIndex"]]
        place = result["locations"][0]["physicalLocation"]
        assert rule["id"] == result["ruleId"] == problem["code"]
        assert rule["shortDescription"]["text"] == title(problem["code"])
        assert rule["help"]["markdown"] in explain(problem["code"])
        assert result["level"] == problem["severity"]
        assert place["artifactLocation"] == {"uri": problem["file"], "uriBaseId": "%SRCROOT%"}
        assert place["region"] == {"startLine": problem["line"], "startColumn": problem["column"]}
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{tmp_path.as_uri()}/"


def test_a_sound_story_makes_an_empty_report_in_every_form(holdup: Holdup) -> None:
    assert json.loads(holdup("check", BAKER, "--format", "json").out)["problems"] == []
    assert json.loads(holdup("check", BAKER, "--format", "sarif").out)["runs"][0]["results"] == []
    assert holdup("check", BAKER, "--format", "github").out == "no problem\n"


def test_without_a_code_all_are_listed_with_their_titles(holdup: Holdup) -> None:
    done = holdup("check", "--explain")
    flat = " ".join(done.out.split())
    assert done.code == 0
    assert all(f"{code} {title(code)}" in flat for code in codes())


@pytest.mark.parametrize("code", codes())
def test_a_page_on_a_terminal_keeps_its_examples_and_fits_the_rest(code: str) -> None:
    lines = list(rendered(explain(code), 72, styled=False))
    wide = [line for line in lines if len(line) > 72 and not line.startswith("    ")]
    assert wide == []
    assert not any("```" in line or line.startswith("#") for line in lines)
    examples = [line for line in explain(code).partition("## Fails")[2].splitlines() if line.startswith("  ")]
    assert all(f"    {line}".rstrip() in lines for line in examples)


def test_a_line_break_in_a_name_makes_no_second_line(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "a\nstory"))
    (folder / "locale").mkdir(exist_ok=True)
    for name in ("more\nscenes.yaml", "locale/f\nr.po"):
        (folder / name).touch()
    told = holdup("check", folder).out.splitlines()
    assert told[-1] == f"{len(told) - 1} warnings"
    assert any("more\ufffdscenes.yaml is no part of the story" in line for line in told)
    story = (folder / "story.yaml").read_text("utf-8")
    (folder / "story.yaml").write_text(story.replace("episodes: [", 'episodes: ["x\\ny", '), "utf-8")
    for command in (("check", folder), ("play", "--plain", folder)):
        done = holdup(*command)
        assert all("error[" in line for line in (done.out + done.err).splitlines()[:1])
        assert "`x\ufffdy` is no name" in done.out + done.err
