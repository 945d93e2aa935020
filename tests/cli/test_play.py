"""`holdup play`: what one asks for, and what one is told when it cannot be had."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from game import paths
from game.cli import options
from game.journal import ActiveRun, Journal
from game.plain import lines
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.load import load
from tests.cli.conftest import BAKER, Done, Holdup


def sentence(done: Done, code: int) -> str:
    """What went to the error stream: words, and nothing that looks like a program's entrails."""
    assert done.code == code, done
    assert done.err.strip()
    assert "Traceback" not in done.err + done.out
    return " ".join(done.err.split())


@pytest.mark.parametrize("argv", [("play", BAKER), (BAKER,), ("play", "--plain", BAKER)])
def test_a_folder_is_played_with_or_without_the_word(holdup: Holdup, argv: tuple[object, ...]) -> None:
    done = holdup(*argv, typed="1\n")
    assert done.code == 0
    assert "Episode 1: Before dawn" in done.out
    assert "You: Clay and ash, now, with bare hands." in done.out
    assert done.out.endswith("Your run is saved.\n")


def test_by_a_pipe_the_first_seat_is_taken_and_history_is_the_rival(holdup: Holdup) -> None:
    holdup("play", BAKER)
    [run] = Journal.open().runs()
    assert (run.seat, run.rival, run.seed) == ("baker", "history", 0)
    assert run.path == str(BAKER)


def test_where_no_history_is_told_nobody_does_as_in_history(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "crossing"
    assert holdup("new", folder).code == 0
    for command in ("play", "explore", "watch", "playtest"):
        done = holdup(command, folder, "--rival", "history")
        assert (done.code, done.out) == (2, "")
        assert "This story does not say what was really done, so that nobody can do the same" in done.err
    assert holdup("play", folder).code == 0
    [run] = Journal.open().runs()
    assert run.rival == "weighted"
    assert "against Realistic" in holdup("journal").out
    assert "history" not in holdup("explore", folder).out.replace(str(folder), "")
    assert holdup("play", folder, "--seat", "both", "--rival", "history").code == 0


def test_a_run_that_was_begun_so_all_the_same_opens_and_claims_no_history(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "crossing"
    assert holdup("new", folder).code == 0
    story = load(folder)
    ActiveRun(Journal.open(), Run.start(Setup(story, seats(story, "pilot"), Rival.HISTORY)))
    opened = holdup("play", "--continue", folder, typed="1\n1\n1\nj\n")
    assert opened.code == 0
    assert "The Last Ferry, The pilot, ended" in opened.out
    assert "history" not in opened.out.lower()
    assert "history" not in holdup("export", 1).out.lower()


def test_a_run_is_begun_as_asked(holdup: Holdup) -> None:
    assert holdup("play", BAKER, "--seat", "both", "--rival", "weighted", "--seed", 41).code == 0
    [run] = Journal.open().runs()
    assert (run.seat, run.rival, run.seed) == ("both", "weighted", 41)


def test_the_same_words_give_the_same_game(holdup: Holdup) -> None:
    argv, typed = ("play", BAKER, "--rival", "weighted", "--seed", 3), "1\n1\n2\n1\n1\n"
    assert holdup(*argv, typed=typed) == holdup(*argv, typed=typed)


def test_a_list_of_decisions_is_told_and_gone_on_from(holdup: Holdup) -> None:
    done = holdup("play", BAKER, "--seat", "both", "--replay", "clay,hearth:feed done", typed="1\n")
    assert done.code == 0
    decisions = [
        "The baker: Clay and ash, now, with bare hands.",
        "The apprentice: Another log.",
        "The apprentice: Call the baker.",
        "You: Tell them the truth.",
    ]
    assert [line for line in done.out.splitlines() if line in decisions] == decisions
    assert Journal.open().runs()[0].count == 4


def test_a_decision_that_does_not_fit_names_the_open_ones(holdup: Holdup) -> None:
    said = sentence(holdup("play", BAKER, "--seat", "both", "--replay", "clay,fed"), 1)
    assert "Decision 2 of the list, “hearth:fed”" in said
    assert "stands at “hearth”, where these can: feed, wait, done" in said
    assert "Did you mean “feed”?" in said
    assert Journal.open().runs() == ()


def test_a_decision_after_the_end_says_so(holdup: Holdup) -> None:
    said = sentence(holdup("play", BAKER, "--seat", "baker", "--replay", "clay,cut,sell,sell,sell,sell"), 1)
    assert "The run has ended by then" in said


def test_a_list_that_is_none_is_misuse(holdup: Holdup) -> None:
    assert "“CLAY!” is not a decision" in sentence(holdup("play", BAKER, "--replay", "CLAY!"), 2)


def test_the_last_run_is_gone_on_with(holdup: Holdup) -> None:
    assert "no run to go on with" in sentence(holdup("play", BAKER, "--continue"), 1)
    holdup("play", BAKER, "--seat", "apprentice", typed="1\n")
    done = holdup("play", BAKER, "--continue", typed="1\n")
    assert done.out.count("You: ") == 1
    assert [run.count for run in Journal.open().runs()] == [2]


def test_going_on_takes_no_option_of_a_new_run(holdup: Holdup) -> None:
    assert "--continue" in sentence(holdup("play", BAKER, "--continue", "--seat", "baker"), 2)


def test_a_story_edited_since_is_told(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    holdup("play", folder, "--seat", "both", typed="1\n1\n")
    file = folder / "01-before-dawn.yaml"
    file.write_text(file.read_text("utf-8").replace("      feed:", "      stoke:"), "utf-8")
    done = holdup("play", folder, "--continue")
    assert "Your decision “Another log.” no longer exists." in " ".join(done.out.split())
    assert [run.count for run in Journal.open().runs()] == [2]


@pytest.mark.parametrize(
    ("seat", "said"), [("bakr", "Did you mean “baker”?"), ("x", "Choose from: baker, apprentice, both.")]
)
def test_a_seat_that_is_none(holdup: Holdup, seat: str, said: str) -> None:
    assert said in sentence(holdup("play", BAKER, "--seat", seat), 2)


def test_an_opening_is_earned(holdup: Holdup) -> None:
    assert "Did you mean “market”?" in sentence(holdup("play", BAKER, "--opening", "markt"), 2)
    said = sentence(holdup("play", BAKER, "--opening", "market"), 1)
    assert "“Straight to the market” opens once you have seen enough endings: 1." in said
    holdup("play", BAKER, "--replay", "clay,cut,sell")
    assert "Episode 2: The market" in holdup("play", BAKER, "--opening", "market").out


@pytest.mark.parametrize("seed", ["-1", "x", "9223372036854775808", "9" * 400, "²", "1.5"])
def test_a_seed_that_is_none(holdup: Holdup, seed: str) -> None:
    assert "write a whole number" in sentence(holdup("play", BAKER, f"--seed={seed}"), 2)


def test_the_largest_seed_is_kept(holdup: Holdup) -> None:
    assert holdup("play", BAKER, "--seed", 2**63 - 1).code == 0
    assert Journal.open().runs()[0].seed == 2**63 - 1


def test_a_folder_that_is_missing_or_empty_or_a_file(holdup: Holdup, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing", tmp_path / "empty", tmp_path / "file"):
        assert str(path) in sentence(holdup("play", path), 2)
    assert Journal.open().runs() == ()


def test_a_broken_story_lists_what_to_mend(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    file = folder / "02-market.yaml"
    file.write_text(file.read_text("utf-8").replace("next: queue\n", "next: quue\n"), "utf-8")
    said = sentence(holdup("play", folder), 1)
    assert f"{file}:" in said
    assert "error[" in said
    assert f"holdup check {folder}" in said


def test_a_file_that_is_not_utf_8(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    (folder / "01-before-dawn.yaml").write_bytes("épisode: é".encode("latin-1"))
    assert "01-before-dawn.yaml" in sentence(holdup("play", folder), 1)


def test_where_nothing_can_be_saved_the_game_is_played_and_says_so(holdup: Holdup, own_home: Path) -> None:
    own_home.write_text("a file where the folder should be")
    done = holdup("play", BAKER, typed="1\n")
    assert done.code == 0
    assert "nothing is being saved" in " ".join(done.out.split())
    assert done.out.endswith("This run could not be saved.\n")


def test_a_damaged_journal_is_named_and_the_game_goes_on(holdup: Holdup) -> None:
    paths.data_dir().mkdir(parents=True)
    (paths.data_dir() / "journal.db").write_bytes(b"junk" * 3000)
    done = holdup("play", BAKER, typed="1\n")
    assert done.code == 0
    assert "journal-damaged-" in done.out
    assert done.out.endswith("Your run is saved.\n")


def test_a_word_that_is_neither_command_nor_folder(holdup: Holdup) -> None:
    assert "Did you mean “check”?" in sentence(holdup("chek"), 2)
    assert "neither a command nor a folder" in sentence(holdup("zzz"), 2)


def test_a_language_is_chosen_by_the_environment_else_by_the_story(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDUP_LANG", "fr")
    assert "Votre choix (" in holdup("play", BAKER).out
    monkeypatch.delenv("HOLDUP_LANG")
    assert "Your choice (" in holdup("play", BAKER).out
    Journal.open().profile.set("language", "fr")
    assert "Votre choix (" in holdup("play", BAKER).out


def test_lines_are_as_wide_as_asked(holdup: Holdup) -> None:
    assert max(map(len, holdup("play", BAKER, "--width", 30).out.splitlines())) <= 30
    narrow, whole = holdup("play", BAKER, "--width", 30).out, holdup("play", BAKER, "--width", 0).out
    assert len(whole.splitlines()) < len(narrow.splitlines())
    assert whole.split() == narrow.split()


@pytest.mark.parametrize("width", ["9", "-1", "1001", "x", "²", "", "99999999999"])
def test_a_width_that_is_none(holdup: Holdup, width: str) -> None:
    said = sentence(holdup("play", BAKER, f"--width={width}"), 2)
    assert "write a number of columns from 10 to 1000, or 0 to wrap nothing" in said


@pytest.mark.parametrize("option", ["--color", "--colour"])
def test_colours_come_only_where_they_are_asked_for(holdup: Holdup, option: str) -> None:
    plain, coloured = holdup("play", BAKER, typed="1\n").out, holdup("play", BAKER, option, typed="1\n").out
    assert "\x1b" not in plain
    assert "\x1b[1mEpisode 1: Before dawn\x1b[0m\n" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
    assert re.findall(r"\x1b(?!\[[012]m)", coloured) == []


@pytest.mark.parametrize("argv", [("--width", 60), ("--color",), ("--width", 0, "--color")])
def test_how_lines_look_is_refused_where_there_will_be_a_screen(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, argv: tuple[object, ...]
) -> None:
    monkeypatch.setattr("game.cli.launch.has_screen", lambda: True)
    assert "--width and --color are for lines of text: write --plain as well." in sentence(
        holdup("play", BAKER, *argv), 2
    )
    assert holdup("play", BAKER, "--plain", *argv).code == 0


def test_the_help_knows_the_widths_that_lines_keep_to() -> None:
    assert (options.WIDTHS[0], options.USUAL_WIDTH) == (lines.NARROWEST, lines.WIDEST)


def test_the_options_of_lines_are_explained_in_both_languages(holdup: Holdup) -> None:
    english, french = holdup("play", "--help").out, holdup("play", "--help", "--lang", "fr").out
    assert "the longest line, 0 to wrap nothing" in " ".join(english.split())
    assert "la plus longue ligne, 0 pour ne rien couper" in " ".join(french.split())
    assert "--color" in english
    assert "aucune couleur" in " ".join(french.split())


def test_a_strategist_takes_a_strength_and_a_story_that_says_what_its_endings_are_worth(holdup: Holdup) -> None:
    done = holdup("play", BAKER, "--rival", "strategist:4")
    assert done.code == 2
    assert "what endings are worth" in done.err
    done = holdup("play", BAKER, "--rival", "strategist:9")
    assert done.code == 2
    assert "strategist:9" in done.err
    done = holdup("explore", "--rival", "strategist")
    assert done.code == 2
    assert "holdup playtest --rival strategist:3" in done.err


def test_a_strategist_is_played_against_and_kept_as_such(holdup: Holdup) -> None:
    assert holdup("play", "--plain", "--rival", "strategist", "--seed", 2, typed="1\n").code == 0
    [run] = Journal.open().runs()
    assert run.rival == "strategist:3"
    assert "Strategist 3" in holdup("journal").out
