"""Another language in the middle of a scene, by lines: the same page, the same run, in other words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.load import load, story_texts
from game.story.model import Story
from game.story.translation import merge
from tests.plain.conftest import BAKER, talk_of
from tests.plain.test_game import unwrapped

FRENCH = {
    "The Oven on Market Day": "Le four du jour de marché",
    "Clay and ash, now, with bare hands.": "De l’argile et de la cendre, à mains nues.",
    "A line runs from the door to the vault, two fingers wide.": "Une fente court de la porte à la voûte.",
    "The clay holds. It steams for {flour} minutes.": "L’argile tient. Elle fume {flour} minutes.",
    "The crack": "La fente",
    "The market": "Le marché",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    catalogue = str(merge(story_texts(folder), None, "fr", "Baker"))
    for english, french in FRENCH.items():
        catalogue = catalogue.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{french}"')
    (folder / "locale").mkdir()
    (folder / "locale" / "fr.po").write_text(catalogue, "utf-8")
    return folder


@pytest.fixture
def journal(folder: Path) -> Journal:
    journal = Journal.in_memory()
    journal.folder = str(folder)
    return journal


@pytest.fixture
def bilingual(folder: Path) -> Story:
    return load(folder)


def told(journal: Journal, story: Story, *typed: str, taken: tuple[str, ...] = ()) -> str:
    run = Run.start(Setup(story, seats(story, "baker")))
    for choice in taken:
        run = run.decide(choice)
    talk, out = talk_of(story, journal, *typed)
    active = ActiveRun(journal, run)
    active.turn(len(active.pages) - 1)
    evening.play(talk, active)
    return out.getvalue()


def test_the_open_page_is_said_again_interface_and_story_and_the_setting_is_kept(
    journal: Journal, bilingual: Story
) -> None:
    said = told(journal, bilingual, "lang fr", "1", "langue en")
    french = said.partition(": lang fr\n")[2].partition("langue en")[0]
    assert "Une fente court de la porte à la voûte." in french
    assert "1. De l’argile et de la cendre, à mains nues. (fait bouger\u00a0: heat)" in french
    assert "Votre choix (1 à 3, ?\u00a0pour l’aide)\u00a0: 1" in french
    assert "L’argile tient. Elle fume " in french
    assert "Clay and ash" not in french
    assert "There are more people than loaves." in said.partition("langue en")[2]
    assert "Your choice (1 to 3" in said.partition("langue en")[2]
    assert "Read before" not in said
    assert journal.profile.setting("language") == "en"
    assert [passed.choice for passed in journal.load(1).decisions] == ["clay"]


@pytest.mark.parametrize(
    "typed", ["lang fr", "lang FR", "lang fr_CA", "lang français", "langage fr", "language francais"]
)
def test_a_language_is_meant_by_its_code_or_its_name(journal: Journal, bilingual: Story, typed: str) -> None:
    said = told(journal, bilingual, typed)
    if typed.startswith("langage"):
        assert "Did you mean “language”?" in unwrapped(said)
    else:
        assert "De l’argile" in said


def test_alone_it_lists_what_is_spoken_and_what_could_be(journal: Journal, bilingual: Story) -> None:
    said = told(journal, bilingual, "lang", "settings")
    assert said.count("Language: English\n“lang fr”: français (") == 2
    assert "holdup --plain --width 60 --color" in unwrapped(said)


def test_a_language_that_nobody_speaks_here_names_those_that_are(journal: Journal, bilingual: Story) -> None:
    said = unwrapped(told(journal, bilingual, "lang de", "lang klingon", "u"))
    assert "speaks “de”. Choose from: en (English), fr (français)." in said
    assert "speaks “klingon”." in said
    assert "There is no decision to take back." in said
    assert journal.profile.setting("language") is None


def test_the_titles_entry_changes_the_story_too(journal: Journal, bilingual: Story) -> None:
    talk, out = talk_of(bilingual, journal, "4", "1", "1", "1", by_hand=True)
    evening.play(talk)
    assert "Le four du jour de marché" in out.getvalue()
    assert "1. Nouvelle partie" in out.getvalue()
    assert "De l’argile" in out.getvalue()
    assert talk.story.language == "fr"


def test_the_title_and_the_journal_name_a_run_in_the_language_that_is_spoken_now(
    journal: Journal, bilingual: Story
) -> None:
    ActiveRun(journal, Run.start(Setup(bilingual, seats(bilingual, "baker"))).decide("clay"))
    talk, out = talk_of(bilingual, journal, "5", "3", by_hand=True)
    evening.play(talk)
    english, _, french = out.getvalue().partition("Votre choix")[0].partition("Le four du jour de marché")
    assert "You had got to “The market”" in english
    assert "Vous en étiez à «\u00a0Le marché\u00a0»" in french
    assert "1. Continuer\u00a0: The baker, Le marché" in french
    listed = unwrapped(out.getvalue().partition("Votre choix")[2])
    assert "Le four du jour de marché, The baker" in listed
    assert "Le marché" in listed
    assert "The market" not in listed


def test_a_story_edited_meanwhile_does_not_move_an_open_run(journal: Journal, bilingual: Story, folder: Path) -> None:
    run = Run.start(Setup(bilingual, seats(bilingual, "baker"))).decide("clay")
    talk, out = talk_of(bilingual, journal, "lang fr", "u")
    file = folder / "01-before-dawn.yaml"
    file.write_text(file.read_text("utf-8").replace("{patched: true, heat: -1}", "{patched: true, heat: 2}"), "utf-8")
    evening.play(talk, ActiveRun(journal, run))
    said = unwrapped(out.getvalue())
    assert "À noter\u00a0: L’histoire a été modifiée entre-temps" in out.getvalue().replace("\n", " ")
    assert "There are more people than loaves." in said.partition("lang fr")[2]
    assert "Clay and ash" in said.partition("lang fr")[2]
    assert journal.load(1).decisions == ()


def test_a_story_that_cannot_be_read_any_more_keeps_its_words(journal: Journal, bilingual: Story, folder: Path) -> None:
    talk, out = talk_of(bilingual, journal, "lang fr")
    (folder / "story.yaml").unlink()
    evening.play(talk, ActiveRun(journal, Run.start(Setup(bilingual, seats(bilingual, "baker")))))
    after = out.getvalue().partition(": lang fr")[2]
    assert "ne peut pas être lue" in after.replace("\n", " ")
    assert "Clay and ash" in after
    assert "Votre choix" in after


def test_a_reckoning_and_a_tree_told_in_the_other_language_have_no_numbers_any_more(
    journal: Journal, bilingual: Story
) -> None:
    said = told(journal, bilingual, "t", "lang fr", "g 1", "h 1", taken=("clay",))
    after = said.partition("lang fr")[2].replace("\n", " ")
    assert after.count("Rien n’est encore numéroté") == 2
    catalogue.set_language("en")
