"""The app as far as it is a matter of taste: colours, motion, pace, the width of the column."""

from __future__ import annotations

import os

from textual.app import App

from game.journal import Journal, JournalUnavailable
from game.tui import theme as themes
from game.tui.screens.base import CommandScreen
from game.tui.taste import PACES, Taste


class TastefulApp(App[None]):
    """An app that looks and moves as its player likes it. Each setting holds at once, and is kept in the journal."""

    CSS = themes.RESTYLED

    def __init__(self, journal: Journal) -> None:
        """Dress as the journal says; under `NO_COLOR` in what needs none."""
        self._plain = bool(os.environ.get("NO_COLOR"))
        if not self._plain:
            os.environ.pop("NO_COLOR", None)  # empty, it asks for nothing, but Textual would take it for a wish
        self.taste = Taste(journal)
        kept = self.taste.theme
        begins = kept if kept in self.themes else self.themes[0]
        super().__init__(ansi_color=begins in themes.TERMINAL)
        self._dress(begins)
        if self.taste.still:
            self.animation_level = "none"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the widgets' colour names mean under a theme that does not define them."""
        return themes.DEFAULTS

    @property
    def moving(self) -> bool:
        """Whether things may move."""
        return self.animation_level != "none"

    @property
    def pace(self) -> float:
        """Seconds between two paragraphs of a page that appears; 0 where it is there at once."""
        return PACES[self.taste.reveal] if self.moving else 0.0

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes on offer, by name: where no colour is wanted, the terminal's own."""
        return themes.TERMINAL if self._plain else tuple(themes.NAMES)

    def set_theme(self, name: str) -> None:
        """Show and keep one of the themes on offer."""
        self.theme = name
        self.keep("theme", name)

    def set_motion(self, moves: bool) -> None:
        """Let things move, or not; kept. What is under way then comes to its end at once."""
        self.animation_level = "full" if moves else "none"
        self.keep("motion", "full" if moves else "none")
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen) and not moves:
                screen.rest()

    def set_pace(self, name: str) -> None:
        """Let pages appear at one of `PACES`; kept."""
        self.keep("reveal", name)

    def set_width(self, cells: int) -> None:
        """Set the reading column so wide; kept."""
        from game.tui.widgets.column import Column

        self.keep("width", str(cells))
        for column in (column for screen in self.screen_stack for column in screen.query(Column)):
            column.set_measure(cells)

    def keep(self, key: str, value: str) -> None:
        """Keep a setting; say so where it cannot be kept."""
        try:
            self.taste.keep(key, value)
        except JournalUnavailable as error:
            self.tell((str(error),))

    def tell(self, sentences: tuple[str, ...]) -> None:
        """Tell the player something that matters."""
        raise NotImplementedError

    def _dress(self, begins: str) -> None:
        """Choose the theme before anything is drawn, so that no style is computed twice."""
        for theme in (*themes.OWN, *themes.OWNERS):
            self.register_theme(theme)
        self.set_reactive(App.theme, begins)
        self.set_reactive(App.ansi_color, True if self._plain else None)  # from now on each theme says for itself
        self.stylesheet.set_variables(self.get_css_variables())
