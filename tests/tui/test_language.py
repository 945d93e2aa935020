"""Another language in the middle of a scene: the same leaf, the same run, in other words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.journal import Journal
from game.journal.reading_mode import ReadingMode
from game.story.load import load, story_texts
from game.story.model import Story
from game.story.translation import merge
from game.tui.app import HoldupApp
from game.tui.blockfont import large
from game.tui.reading import Reading
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.game import GameScreen
from game.tui.screens.handover import HandOverScreen
from game.tui.screens.settings import SettingsScreen
from game.tui.switch_language import speak
from tests.tui.acting import app_for, game_of, said, sitting_at, text_of
from tests.tui.conftest import BAKER

FRENCH = {
    "The Oven on Market Day": "Le four du jour de marché",
    "Clay and ash, now, with bare hands.": "De l’argile et de la cendre, à mains nues.",
    "A line runs from the door to the vault, two fingers wide.": "Une fente court de la porte à la voûte.",
    "The clay holds. It steams for {flour} minutes.": "L’argile tient. Elle fume {flour} minutes.",
    "The crack": "La fente",
    "Before dawn": "Avant l’aube",
    "The market": "Le marché",
    "Full baskets": "Des paniers pleins",
    "heat": "chaleur",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The baker's story, with a small French catalogue."""
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


async def test_the_open_decision_is_said_again_where_the_reader_stands(bilingual: Story, journal: Journal) -> None:
    app = app_for(bilingual, sitting_at(bilingual, journal=journal), journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        leaf, pointed = game_of(app).reading.leaf, game_of(app).pointed
        speak(app, "fr")
        await pilot.pause()
        seen = text_of(app)
        assert "De l’argile et de la cendre, à mains nues." in seen
        assert "Une fente court de la porte à la voûte." in seen
        assert "LE FOUR DU JOUR DE MARCHÉ" in seen
        assert "chaleur" in seen
        assert "1–3 choisir" in seen
        assert "Clay and ash" not in seen
        assert (game_of(app).reading.leaf.page.key, game_of(app).pointed) == (leaf.page.key, pointed)
        assert "read before" not in seen
        await pilot.press("1")
        assert "L’argile tient." in text_of(app)
        assert said(app) == ["clay"]
        speak(app, "en")
        await pilot.pause()
        assert "The clay holds." in text_of(app)
        assert "what really happened" in text_of(app)
    assert journal.profile.setting("language") == "en"


async def test_a_long_page_goes_on_from_the_same_paragraph_and_one_read_to_its_end_stays_there(
    bilingual: Story, journal: Journal
) -> None:
    app = app_for(bilingual, sitting_at(bilingual, journal=journal), journal)
    async with app.run_test(size=(40, 15)) as pilot:
        assert game_of(app).column.reading
        speak(app, "fr")
        await pilot.pause()
        assert game_of(app).column.reading
        assert "Une fente court" in text_of(app)
        assert "De l’argile" not in text_of(app)
        await pilot.press("1")
        assert "1  De l’argile" in text_of(app)
        speak(app, "en")
        await pilot.pause()
        assert "1  Clay and ash" in text_of(app)
        assert "persuaded" in text_of(app)
        assert said(app) == []


async def test_a_card_between_episodes_stays_a_card(bilingual: Story, journal: Journal) -> None:
    active = sitting_at(bilingual, journal=journal)
    app = app_for(bilingual, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin(active.run.setup)
        await pilot.pause()
        assert "Before dawn" in text_of(app)
        speak(app, "fr")
        await pilot.pause()
        assert "Avant l’aube" in text_of(app)
        assert "É P I S O D E" in text_of(app)


async def test_what_lies_over_the_page_is_put_away_but_the_settings_come_back(
    bilingual: Story, journal: Journal
) -> None:
    app = app_for(bilingual, sitting_at(bilingual, "clay", journal=journal), journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("h")
        speak(app, "fr")
        await pilot.pause()
        assert isinstance(app.screen, GameScreen)
        await pilot.press("comma", "up", "left")
        assert isinstance(app.screen, SettingsScreen)
        assert "SETTINGS" in text_of(app)
        assert app.screen.row == 4
        await pilot.press("escape")
        assert "h facts" in text_of(app)


async def test_the_titles_entry_changes_the_story_too(bilingual: Story, journal: Journal) -> None:
    app = app_for(bilingual, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        assert "Le four du jour" in app.story.title
        assert large(app.story.title, 74)[0].strip() in text_of(app)
        assert "Nouvelle partie" in text_of(app)
        assert app.story.language == "fr"


async def test_the_title_and_the_journal_name_a_run_in_the_language_that_is_spoken_now(
    bilingual: Story, journal: Journal
) -> None:
    sitting_at(bilingual, "clay", "done", "cut", "sell", journal=journal, seat="both")
    sitting_at(bilingual, "clay", journal=journal)
    app = app_for(bilingual, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "“The market”" in text_of(app)
        speak(app, "fr")
        await pilot.pause()
        assert "Le marché" in text_of(app)
        await pilot.press("j")
        assert "Le marché · 1 décision" in text_of(app)
        assert "◆ Des paniers pleins" in text_of(app)
        await pilot.press("d")
        assert "Le marché" in text_of(app)


async def test_a_page_of_the_other_readers_stays_covered(bilingual: Story, journal: Journal) -> None:
    active = sitting_at(bilingual, journal=journal, seat="both")
    app = app_for(bilingual, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(GameScreen(Reading(active, True, ReadingMode(two=True))))
        await pilot.pause()
        assert isinstance(app.screen, HandOverScreen)
        speak(app, "fr")
        await pilot.pause()
        assert isinstance(app.screen, HandOverScreen)
        assert "une touche pour continuer" in text_of(app)
        await pilot.press("enter")
        assert "De l’argile" in text_of(app)
        assert not any(isinstance(screen, HandOverScreen) for screen in app.screen_stack)


async def test_a_run_that_is_watched_goes_on_in_the_new_language(bilingual: Story, journal: Journal) -> None:
    run = sitting_at(bilingual, "clay").run
    app = app_for(bilingual, ReplayFrame(run), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        speak(app, "fr")
        await pilot.pause()
        assert "De l’argile" in text_of(app)
        await pilot.press("enter")
        assert "L’argile tient." in text_of(app)


async def test_a_story_edited_meanwhile_does_not_move_an_open_run(
    bilingual: Story, journal: Journal, folder: Path
) -> None:
    app = app_for(bilingual, sitting_at(bilingual, "clay", journal=journal), journal)
    file = folder / "01-before-dawn.yaml"
    file.write_text(file.read_text("utf-8").replace("{patched: true, heat: -1}", "{patched: true, heat: 2}"), "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        speak(app, "fr")
        await pilot.pause()
        assert "L’histoire a été modifiée entre-temps" in text_of(app)
        await pilot.press("escape")
        assert said(app) == ["clay"]
        assert game_of(app).reading.run.setup.story is bilingual


async def test_a_story_that_cannot_be_read_any_more_keeps_its_words(
    bilingual: Story, journal: Journal, folder: Path
) -> None:
    app: HoldupApp = app_for(bilingual, sitting_at(bilingual, journal=journal), journal)
    (folder / "story.yaml").unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        speak(app, "fr")
        await pilot.pause()
        assert "ne peut pas être lue" in text_of(app)
        await pilot.press("escape")
        assert "Clay and ash" in text_of(app)
        assert "p forces" in text_of(app)
