"""The settings: each is a dial, and what it is turned to holds at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult

from game.i18n.catalogue import tr
from game.story import story_languages
from game.tui import switch_language
from game.tui.preferences import PACES, WIDTHS
from game.tui.screens.base import CommandScreen
from game.tui.theme import NAMES, TERMINAL
from game.tui.widgets.dials import Dial, Dials
from game.tui.widgets.heading import ListHeading
from game.tui.widgets.hints import Hints
from game.tui.widgets.sheet import Sheet
from game.view.commands import Action, Scope

Turn = Callable[[int], None]
_PACE = 2
"""Where the dial stands that has no say while motion is reduced."""


class SettingsScreen(CommandScreen[None]):
    """Colours, motion, pace, width, language. Kept in the journal."""

    PLACE = Scope.SETTINGS
    DEFAULT_CSS = """
    SettingsScreen { align: center top; }
    SettingsScreen #sheet { width: 84; max-width: 100%; padding: 2 2; }
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
        self._heading = ListHeading(tr("SETTINGS"))
        with Sheet(id="sheet"):
            yield self._heading
            yield self._dials
        yield Hints()

    @property
    def row(self) -> int:
        """The dial that the caret is on."""
        return self._dials.row

    def on_mount(self) -> None:
        """Bring the caret into view."""
        self._dials.go(self._begin)

    def on_dials_caret_moved(self) -> None:
        """Say which dial the caret is on."""
        self._heading.count(self._dials.row, len(self._dials.dials))

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """Let what was chosen hold at once."""
        if self.is_active:
            self._turns[message.dial](self._dials.at[message.dial])
            self._dials.put(_PACE, self._pace()[0])

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move between the dials, turn one, go back."""
        return {**self._dials.actions(), Action.CLOSE: self.host.pop_screen}

    def _speak(self, language: str) -> None:
        """Speak a language, and come back in it."""
        app, row = self.host, self.row
        switch_language.speak(app, language)
        app.open_settings(row)

    def _theme(self) -> tuple[Dial, int, Turn]:
        themes = list(self.host.themes)
        about = {"contrast": tr("At least 7 to 1, words and lines alike.")}
        own = tr("Words in the terminal’s own ink, on its own ground.")
        positions = [(tr(NAMES[name]), about.get(name, own if name in TERMINAL else "")) for name in themes]
        return Dial(tr("Theme"), tuple(positions)), themes.index(self.host.theme), self._dress

    def _dress(self, index: int) -> None:
        self.host.set_theme(self.host.themes[index])

    def _motion(self) -> tuple[Dial, int, Turn]:
        positions = (
            (tr("Off"), tr("The ground moves, and new shocks are drawn as you watch.")),
            (tr("On"), tr("Nothing moves by itself.")),
        )
        return Dial(tr("Reduce motion"), positions), int(not self.host.moving), lambda at: self.host.set_motion(at == 0)

    def _pace(self) -> tuple[Dial, int, Turn]:
        paces = list(PACES)
        bit = tr("A page appears by paragraphs; any key shows it whole.")
        about = [bit, bit, tr("A page appears whole.")]
        if not self.host.moving:
            about = [tr("A page appears whole, as motion is reduced.")] * 3
        positions = tuple(zip((tr("Slow"), tr("Normal"), tr("Instant")), about, strict=True))
        at = paces.index(self.host.taste.reveal)
        return Dial(tr("Text speed"), positions), at, lambda at: self.host.set_pace(paces[at])

    def _width(self) -> tuple[Dial, int, Turn]:
        about = tr("The longest line of text, in characters, where the window has room for it.")
        dial = Dial(tr("Column"), tuple((str(width), about) for width in WIDTHS))
        return dial, WIDTHS.index(self.host.taste.width), lambda index: self.host.set_width(WIDTHS[index])

    def _language(self) -> tuple[Dial, int, Turn]:
        codes = switch_language.known(self.host)
        dial = Dial(
            tr("Language"), tuple((story_languages.name_in_menus(self.host.folder, code), "") for code in codes)
        )
        return dial, codes.index(switch_language.spoken(self.host)), lambda index: self._speak(codes[index])
