"""What every part of a conversation shares: the lines, the journal, the story, and what was last told by numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable, RunEntry
from game.journal.seen_pages import SeenPages
from game.plain.lines import Lines
from game.play.debrief import Debrief
from game.play.tree import TreeNode
from game.story import story_languages
from game.story.load import shipped_folder
from game.story.model import Story
from game.view.curves import Curves
from game.view.journal import endings_reached, latest_run


@dataclass
class Talk:
    """A conversation about one story.

    Attributes:
        lines: The lines.
        journal: Where everything is kept.
        story: The story, in the language that is spoken.
        skipping: Whether pages read before are passed over.
        hinted: Whether it has been said how to pass over them.
        moments: The moments of the tree told last, by their numbers.
        debrief: The reckoning told last: its rows are numbered.
    """

    lines: Lines
    journal: Journal
    story: Story
    skipping: bool = False
    hinted: bool = False
    moments: tuple[TreeNode, ...] = ()
    debrief: Debrief | None = None

    @cached_property
    def curves(self) -> Curves:
        """What was to be expected along the runs that have ended."""
        return Curves(self.journal, self.folder)

    def close(self) -> None:
        """Leave nothing running behind."""
        if "curves" in self.__dict__:
            self.curves.stop()

    @property
    def folder(self) -> Path:
        """Where the story lives."""
        return Path(self.journal.folder) if self.journal.folder else shipped_folder()

    @property
    def remembers(self) -> bool:
        """Whether it is said what other runs have to do with this one: what was read before, what an ending opens.

        Not by a pipe, unless it asks: there the same words give the same lines.
        """
        return self.lines.interactive or self.skipping

    def say_all(self, paragraphs: Iterable[str]) -> None:
        """Paragraphs, a blank line after each."""
        for paragraph in paragraphs:
            self.lines.say(paragraph)
            self.lines.say()

    def note(self, notices: Iterable[str]) -> None:
        """What the reader should be told besides the story."""
        self.say_all(tr("Note: {notice}", notice=notice) for notice in notices)

    def marks(self) -> SeenPages:
        """The pages read before, by lines and on the screen alike."""
        return SeenPages(self.journal, self.story.id)

    def endings(self) -> dict[str, int]:
        """The endings reached, with how often."""
        return endings_reached(self.journal, self.story)

    def latest(self) -> RunEntry | None:
        """The run played last that has not ended."""
        return latest_run(self.journal, self.story)

    def languages(self) -> tuple[str, ...]:
        """The languages on offer."""
        return story_languages.offered_languages(self.folder, self.story)

    def speak(self, language: str) -> list[str]:
        """Speak a language from now on, and keep it; what there is to say about that."""
        catalogue.set_language(language)
        self.story, notices = story_languages.reload_in(self.folder, self.story, language)
        self.moments, self.debrief = (), None
        try:
            self.journal.profile.set("language", language)
        except JournalUnavailable as error:
            notices.append(str(error))
        return notices
