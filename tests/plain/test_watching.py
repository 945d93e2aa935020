"""Lines while writing: a save prints the page again, between two things that are typed."""

from __future__ import annotations

import io
import os
import shutil
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain.watching import Desk, watch
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.file_watch import changes_from_a_thread
from game.story.load import load, load_localised

pytest.importorskip("watchfiles")

BAKER = Path(__file__).parents[1] / "stories" / "baker"
EPISODE = "01-before-dawn.yaml"


class Table:
    """A story, an author who types and saves, and what is printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = io.StringIO()
        read, self._write = os.pipe()
        story = load(folder)
        journal = Journal.in_memory()
        active = ActiveRun(journal, Run.start(Setup(story, seats(story, "baker"))))
        journal.folder = str(folder)
        desk = Desk(os.fdopen(read), changes_from_a_thread(folder))
        self._play = partial(
            watch, desk, self.printed, journal, active, lambda: load_localised(folder, catalogue.current_language())
        )
        time.sleep(0.3)  # the watcher needs a moment before it notices anything

    def play(self, then: Callable[[], None]) -> str:
        """Play while somebody does something else; what was printed in all."""

        def act() -> None:
            try:
                self.until("Your choice")
                then()
            finally:
                os.close(self._write)

        author = threading.Thread(target=act)
        author.start()
        self._play()
        author.join()
        return self.printed.getvalue()

    def type(self, line: str) -> None:
        os.write(self._write, f"{line}\n".encode())

    def save(self, old: str, new: str) -> None:
        file = self.folder / EPISODE
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def until(self, said: str) -> None:
        since = time.perf_counter()
        while said not in self.printed.getvalue():
            assert time.perf_counter() - since < 5, self.printed.getvalue()
            time.sleep(0.01)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(Path(shutil.copytree(BAKER, tmp_path / "story")))


def test_a_save_prints_the_page_again_and_the_run_goes_on(table: Table) -> None:
    def author() -> None:
        table.save("The clay holds. It steams", "It will do. It steams")
        table.until("Your choice (1 to 3, ? for help): \n")
        table.type("1")
        table.until("It will do. It steams")

    told = table.play(author)
    assert told.count("A line runs from the door") == 2
    assert told.count("It will do.") == 1


def test_a_mistake_is_a_line_with_its_place_and_the_old_page_stands(table: Table) -> None:
    def author() -> None:
        table.save("next: the-crack\n", "next: the-krack\n")
        table.until("it is played as it was before")
        table.type("1")
        table.until("The clay holds.")

    told = table.play(author)
    assert f"{EPISODE}:17:11: error[leads-nowhere]" in " ".join(told.split())


def test_what_an_edit_moved_is_told(table: Table) -> None:
    def author() -> None:
        table.type("1")
        table.until("The clay holds.")
        table.save("      clay:\n", "      mud:\n")
        table.until("no longer exists")

    assert "Note: The story has changed since you last played." in table.play(author)


def test_leaving_says_nothing_of_saves(table: Table) -> None:
    assert "saved" not in table.play(lambda: table.type("q"))


def test_a_save_is_no_answer_to_a_question_that_is_open(table: Table) -> None:
    def author() -> None:
        table.type("n")
        table.until("Which seat do you take?")
        table.save("A line runs from the door", "A crack runs from the door")
        time.sleep(0.5)
        table.type("q")
        table.until("A crack runs from the door")

    told = table.play(author)
    assert told.count("Which seat do you take?") == 1
    assert "Nothing was begun." in told
    assert "Who holds the other side?" not in told


def test_another_language_is_spoken_while_writing_and_a_new_run_begins_in_the_story_as_it_is(table: Table) -> None:
    def author() -> None:
        table.type("lang fr")
        table.until("Votre choix (1 à 3")
        table.save("A line runs from the door", "A crack runs from the door")
        table.until("A crack runs from the door")
        for typed in ("n", "", ""):
            table.type(typed)
        table.until("Graine")

    told = table.play(author)
    assert told.partition("Graine")[2].count("A crack runs from the door") == 1
    catalogue.set_language("en")


def test_an_author_asks_by_words_what_lies_behind_a_page(table: Table) -> None:
    def author() -> None:
        table.type("inspect")
        table.until("leads to hearth")
        table.type("edit")
        table.until(f"{EPISODE}:19")
        table.type("1")
        table.until("The clay holds.")
        table.type("record clay-run")
        table.until("Kept as the walkthrough")
        table.type("?")
        table.until("record NAME")

    told = table.play(author)
    assert "flour 4 → 3, mason 1 → 0, patched: true" in told
    assert str(table.folder) in told.partition("Kept as the walkthrough")[2].partition("replays it")[0]
    assert "Nothing goes into your journal." in told
    assert "- the-crack:clay" in (table.folder / "walkthroughs.yaml").read_text("utf-8")
