"""The first screen: the ground breathes, the title stands on it, the menu waits."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_hour
from game.journal.tagline import tagline
from game.story import story_languages
from game.story.model import Story
from game.tui.blockfont import large
from game.tui.screens.base import CommandScreen
from game.tui.typeset import centred, wrap
from game.tui.widgets.choices import ChoiceOption, Choices
from game.tui.widgets.hints import Hints
from game.tui.widgets.seismograph import Swell
from game.tui.widgets.text_lines import TextLines
from game.view.commands import Action, Command, Need, Scope, menu
from game.view.journal import last_ending

if TYPE_CHECKING:
    from game.journal import RunEntry


_MEASURE = 64
"""The longest line under the title, in cells."""
_BESIDES = 2
"""Lines that ground and hints take at least."""
_ROOM = 24
"""From how many lines on a window has room for a story in a sentence."""


class Masthead(TextLines):
    """The title in large letters, a line under it, and for who is new here what it is about, where there is room."""

    DEFAULT_CSS = """
    Masthead { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._line = ""
        self._about = ""
        self._under = 0
        self._set: tuple[object, list[Content]] | None = None

    def say(self, title: str, line: str, about: str = "", under: int = 0) -> None:
        """Show a title, a line under it, and what it is about where the window is high enough.

        Args:
            title: The title; in small letters where large ones would push out what stands under it.
            line: The line under it.
            about: What it is about.
            under: How many lines stand under all of that.
        """
        self._title, self._line, self._about, self._under = title, line, about, under
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        height = self.screen.size.height
        about = self._about if height >= _ROOM else ""
        key = (width, height, self._title, self._line, about, self._under)
        if self._set is None or self._set[0] != key:
            lines = self._set_lines(width, about, large(self._title, width - 6))
            if len(lines) + self._under > height:
                lines = self._set_lines(width, about, [self._title.upper()])
            self._set = (key, lines[: max(1, height - self._under)])
        return self._set[1]

    def _set_lines(self, width: int, about: str, title: Sequence[str]) -> list[Content]:
        rows = [Content.assemble((row, "bold $ink")) for row in title]
        measure = min(_MEASURE, width - 2)
        line = Content.assemble((self._line, "$ink" if about else "$quiet"))
        under = [Content(""), *_even(line, measure)]
        under += [Content(""), *_even(Content.assemble((about, "$quiet")), measure)] if about else []
        return [centred(row, width) for row in (*rows, *under)]


def _even(content: Content, width: int) -> list[Content]:
    """Content in as few lines as it takes, none of them much shorter than the others."""
    lines = wrap(content, width)
    while width > 1 and len(narrower := wrap(content, width - 1)) == len(lines):
        lines, width = narrower, width - 1
    return lines


class TitleScreen(CommandScreen[None]):
    """Continue, begin, look back, leave."""

    PLACE = Scope.TITLE
    DEFAULT_CSS = """
    TitleScreen { align-vertical: middle; }
    TitleScreen Swell { height: 1fr; min-height: 1; max-height: 6; margin: 1 0 0 0; }
    TitleScreen Choices { margin: 1 0; }
    TitleScreen Hints { dock: bottom; }
    TitleScreen.-tall Swell { max-height: 8; margin: 2 0 1 0; }
    TitleScreen.-tall Choices { margin: 2 0 1 0; }
    TitleScreen.-short Swell { min-height: 0; max-height: 3; margin: 0; }
    TitleScreen.-short Choices { margin: 0; }
    """

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._masthead, self._menu, self._hints = Masthead(story.title), Choices(measure=30), Hints()
        self._entries: list[Command] = []
        self._latest: RunEntry | None = None
        self._left = False

    def compose(self) -> ComposeResult:
        """Ground, title, menu, hints: filled before they are drawn."""
        self.fill()
        yield Swell()
        yield self._masthead
        yield self._menu
        yield self._hints

    def on_screen_resume(self) -> None:
        """Fill it again: a run may have been played meanwhile."""
        if self._left:
            self.fill()

    def on_screen_suspend(self) -> None:
        """Another screen comes over this one."""
        self._left = True

    def fill(self) -> None:
        """Read the journal, and say what can be done."""
        app = self.host
        self._latest, seen = app.latest(), app.endings_seen()
        before = self._entries[self._menu.pointed] if self._entries and self._menu.pointed is not None else None
        entries = menu(self.where, self.met)
        same, self._entries = self._entries == entries, entries
        self._menu.offer([ChoiceOption(Content(self._worded(command, len(seen)))) for command in entries])
        if same and before is not None and before.action not in (Action.CONTINUE, Action.NEW_GAME):
            self._menu.point(entries.index(before))
        when = weekday_and_hour(app.story.clock_start)
        story, new = app.story, self._latest is None and not seen
        line = tagline(story, self._latest, len(seen), when, last_ending(app.journal, story))
        self._masthead.say(
            story.title, line or story.about, story.about if new and line else "", len(entries) + _BESIDES
        )
        self.hint()

    @property
    def met(self) -> Container[Need]:
        """Whether there is a run to go on with."""
        return {Need.UNFINISHED_RUN} if self._latest is not None else ()

    def chosen(self, index: int) -> None:
        """Do what an entry of the menu says."""
        self.perform(self._entries[index].action)

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move and choose."""
        return {
            Action.DOWN: partial(self._menu.move, 1),
            Action.UP: partial(self._menu.move, -1),
            Action.FIRST: partial(self._menu.to, False),
            Action.LAST: partial(self._menu.to, True),
            Action.CHOOSE: self._choose,
        }

    def _choose(self) -> None:
        if self._menu.pointed is not None:
            self.chosen(self._menu.pointed)

    def _worded(self, command: Command, seen: int) -> str:
        """An entry of the menu, with what it leads to."""
        if command.action is Action.ENDINGS:
            total = len(self.host.story.final)
            return tr("Endings ({seen} / {total})", seen=seen, total=total)
        if command.action is Action.LANGUAGE:
            language = story_languages.spoken(self.host.folder, self.host.story)
            return tr("Language: {language}", language=story_languages.own_name(self.host.folder, language))
        return command.title_text
