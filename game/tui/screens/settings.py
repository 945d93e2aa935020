"""The settings: each is a dial, and what it is turned to holds at once."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key

from game import words
from game.tui import tongue
from game.tui.screens.attentive import AttentiveScreen
from game.tui.screens.new_game import Dial, Dials, Heading
from game.tui.taste import PACES, WIDTHS
from game.tui.theme import NAMES
from game.tui.widgets.hints import Hint, Hints
from game.words import tr

Turn = Callable[[int], None]


class SettingsScreen(AttentiveScreen):
    """Colours, motion, pace, width, language. Kept in the journal."""

    DEFAULT_CSS = """
    SettingsScreen { align: center top; }
    SettingsScreen #sheet { width: 84; max-width: 100%; height: 1fr; padding: 2 2; scrollbar-size: 0 0; }
    SettingsScreen Heading { height: 2; color: $accent; text-style: bold; }
    SettingsScreen.-short #sheet { padding: 0 1; }
    """

    def __init__(self, row: int = 0) -> None:
        """Lay the dials out.

        Args:
            row: The dial that the caret begins at.
        """
        super().__init__()
        self._begin = row
        self._turns: list[Turn] = []

    def compose(self) -> ComposeResult:
        """The dials, each at what holds."""
        laid = (self._theme(), self._motion(), self._pace(), self._width(), self._language())
        self._turns = [turn for _, _, turn in laid]
        self._dials = Dials([dial for dial, _, _ in laid])
        self._dials.at = [at for _, at, _ in laid]
        self._dials.row = self._begin
        with VerticalScroll(id="sheet", can_focus=False):
            yield Heading(tr("SETTINGS"))
            yield self._dials
        yield Hints((Hint("↑↓", tr("move")), Hint("←→", tr("change")), Hint(tr("Esc"), tr("back"), "escape")))

    @property
    def row(self) -> int:
        """The dial that the caret is on."""
        return self._dials.row

    def on_mount(self) -> None:
        """Bring the caret into view."""
        self.call_after_refresh(self._follow)

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """Let what was chosen hold at once."""
        if self.is_active:
            self._turns[message.dial](self._dials.at[message.dial])

    def pressed(self, event: Key) -> None:
        """Move between the dials, turn one, go back."""
        key = event.key
        if key in ("up", "down", "tab", "shift+tab"):
            self._dials.move(1 if key in ("down", "tab") else -1)
            self._follow()
        elif key in ("left", "right", "enter", "space"):
            self._dials.turn(-1 if key == "left" else 1)
        elif key in ("escape", "comma", "q"):
            self.app.pop_screen()
        else:
            return
        event.stop()

    def _follow(self) -> None:
        region = self._dials.region_of(self._dials.row).translate(self._dials.virtual_region.offset)
        self.query_one(VerticalScroll).scroll_to_region(region, animate=False)

    def _speak(self, language: str) -> None:
        """Speak a language, and come back in it."""
        app, row = self.app, self.row
        tongue.speak(app, language)
        app.open_settings(row)

    def _theme(self) -> tuple[Dial, int, Turn]:
        themes = list(NAMES)
        at = themes.index(self.app.theme) if self.app.theme in themes else 0
        dial = Dial(tr("Theme"), tuple((tr(name), "") for name in NAMES.values()))
        return dial, at, lambda index: self.app.set_theme(themes[index])

    def _motion(self) -> tuple[Dial, int, Turn]:
        positions = ((tr("Full"), ""), (tr("None"), tr("Nothing moves any more")))
        return Dial(tr("Motion"), positions), int(not self.app.moving), lambda index: self.app.set_motion(index == 0)

    def _pace(self) -> tuple[Dial, int, Turn]:
        paces = list(PACES)
        positions = (
            (tr("Slow"), tr("A page appears by paragraphs; any key shows it whole.")),
            (tr("Normal"), tr("A page appears by paragraphs; any key shows it whole.")),
            (tr("Instant"), tr("A page appears whole")),
        )
        return Dial(tr("Text"), positions), paces.index(self.app.taste.reveal), lambda at: self.app.set_pace(paces[at])

    def _width(self) -> tuple[Dial, int, Turn]:
        about = tr("The longest line of text, in characters, where the window has room for it.")
        dial = Dial(tr("Column"), tuple((str(width), about) for width in WIDTHS))
        return dial, WIDTHS.index(self.app.taste.width), lambda index: self.app.set_width(WIDTHS[index])

    def _language(self) -> tuple[Dial, int, Turn]:
        codes = tongue.known(self.app)
        dial = Dial(tr("Language"), tuple((words.NAMES.get(code, code), "") for code in codes))
        return dial, codes.index(tongue.spoken(self.app)), lambda index: self._speak(codes[index])
