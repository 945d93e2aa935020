"""The first screen: the ground breathes, the title stands on it, the menu waits."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_hour
from game.journal.tagline import tagline
from game.story import story_languages
from game.story.model import Story
from game.tui.blockfont import large
from game.tui.screens.attentive import AttentiveScreen
from game.tui.typeset import centred, wrap
from game.tui.widgets.choices import ChoiceOption, Choices
from game.tui.widgets.hints import Hint, Hints, helps
from game.tui.widgets.seismograph import Swell


class Masthead(Widget):
    """The title in large letters, and a line under it."""

    DEFAULT_CSS = """
    Masthead { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._line = ""
        self._set: tuple[tuple[int, str, str], list[Content]] | None = None

    def say(self, title: str, line: str) -> None:
        """Show a title, and a line under it."""
        self._title, self._line = title, line
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Everything in the middle."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        key = (width, self._title, self._line)
        if self._set is None or self._set[0] != key:
            self._set = (key, self._set_lines(width))
        return self._set[1]

    def _set_lines(self, width: int) -> list[Content]:
        rows = [Content.assemble((row, "bold $ink")) for row in large(self._title, width - 6)]
        under = wrap(Content.assemble((self._line, "$quiet")), min(64, width - 2))
        return [centred(row, width) for row in (*rows, Content(""), *under)]


class TitleScreen(AttentiveScreen):
    """Continue, begin, look back, leave."""

    DEFAULT_CSS = """
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
        self._entries: list[str] = []
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
        app = self.app
        latest, seen = app.latest(), app.endings_seen()
        total = sum(not ending.unfinished for ending in app.story.endings.values())
        language = story_languages.current(story_languages.offered_languages(app.folder, app.story))
        entries = {
            "new": tr("New game"),
            "journal": tr("Journal"),
            "endings": tr("Endings ({seen} / {total})", seen=len(seen), total=total),
            "settings": tr("Settings"),
            "language": tr("Language: {language}", language=story_languages.own_name(app.folder, language)),
            "quit": tr("Quit"),
        }
        if latest is not None:
            entries = {"continue": tr("Continue"), **entries}
        before = self._entries[self._menu.pointed] if self._entries and self._menu.pointed is not None else ""
        same, self._entries = self._entries == list(entries), list(entries)
        self._menu.offer([ChoiceOption(Content(word)) for word in entries.values()])
        if same and before not in ("continue", "new"):
            self._menu.point(self._entries.index(before))
        when = weekday_and_hour(app.story.clock_start)
        line = tagline(app.story, latest, len(seen), when) or app.story.about
        self._masthead.say(app.story.title, line)
        self._hints.show(
            (
                Hint("↑↓ ↵", tr("choose")),
                helps(),
                Hint(",", tr("settings"), "comma"),
                Hint("ctrl+p", tr("commands"), "ctrl+p"),
            )
        )

    def chosen(self, index: int) -> None:
        """Do what an entry of the menu says."""
        app = self.app
        actions = {
            "continue": app.resume_latest,
            "new": app.open_new_game,
            "journal": app.open_journal,
            "endings": app.open_endings,
            "settings": app.open_settings,
            "language": app.next_language,
            "quit": app.leave,
        }
        actions[self._entries[index]]()

    def pressed(self, event: Key) -> None:
        """Move and choose."""
        if event.key in ("down", "tab"):
            self._menu.move(1)
        elif event.key in ("up", "shift+tab"):
            self._menu.move(-1)
        elif event.key in ("home", "pageup", "end", "pagedown"):
            self._menu.to(event.key in ("end", "pagedown"))
        elif event.key in ("enter", "space"):
            if self._menu.pointed is not None:
                self.chosen(self._menu.pointed)
        elif event.key != "escape":
            return
        event.stop()
