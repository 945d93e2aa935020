"""The Textual app: which screen is shown, what is kept, and how one leaves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Offset
from textual.screen import Screen

from game import paths
from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable, RunEntry
from game.story.load import shipped_folder
from game.story.model import Story
from game.tui import theme as themes
from game.tui.preferences import PACES, Preferences
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.base import CommandScreen
from game.tui.screens.title import TitleScreen
from game.tui.textual_patches import forget_widgets
from game.tui.widgets.caret import cursor_over
from game.view.commands import Action, Need
from game.view.journal import endings_reached, latest_run

if TYPE_CHECKING:  # what plays a run is loaded when one is played: the title is there before
    from game.journal import ActiveRun
    from game.journal.reading_mode import ReadingMode
    from game.play.run import Run
    from game.play.setup import Setup
    from game.tui.reading import Reading
    from game.tui.screens.game import GameScreen
    from game.view.curves import Curves

_LONGEST_CODE = 2000
SMALLEST = (40, 15)
"""The smallest window that the game can be read in, in cells."""


class HoldupApp(App[None]):
    """Plays one story, with one journal."""

    CSS = themes.RESTYLED
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(self, story: Story, journal: Journal, start: Setup | ActiveRun | ReplayFrame | None = None) -> None:
        """Prepare the app.

        Args:
            story: What is played.
            journal: Where everything is kept.
            start: What to begin at once, or a run to go on with or to watch; None for the title screen.
        """
        self._plain = bool(os.environ.get("NO_COLOR"))
        if not self._plain:
            os.environ.pop("NO_COLOR", None)  # empty, it asks for nothing, but Textual would take it for a wish
        self.taste = Preferences(journal)
        wanted = self.taste.theme
        theme = wanted if wanted in self.themes else self.themes[0]
        super().__init__(ansi_color=theme in themes.TERMINAL)
        self._dress(theme)
        if self.taste.still:
            self.animation_level = "none"
        forget_widgets()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-medium"), (30, "-tall")]
        self.story = story
        self.journal = journal
        self._start = start
        self._played: ActiveRun | None = None
        self.parting_words: tuple[str, ...] = ()
        self._about_keys: tuple[str, ...] = ()
        if os.path.lexists(paths.keys_file()):
            from game.view.own_keys import use_own_keys

            self._about_keys = use_own_keys()

    def get_driver_class(self) -> type[Driver]:
        """What draws on this terminal."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from game.tui.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """The title."""
        return TitleScreen(self.story)

    def on_mount(self) -> None:
        """Begin."""
        if self._start is None:
            self.tell((*self.journal.notices(), *self._about_keys))
            return
        from game.journal import ActiveRun

        if isinstance(self._start, ActiveRun):
            self.open_run(self._start, resumed=bool(self._start.run.decisions or self._start.page))
        elif isinstance(self._start, ReplayFrame):
            from game.tui.screens.replay import ReplayScreen

            self.push_screen(ReplayScreen(self._start))
        else:
            self.begin(self._start)
        self.tell(self._about_keys)

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the window is too small to read in."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covered = self.screen.id == "too-small"
        if small and not covered:
            from game.tui.screens.too_small import TooSmallScreen

            self.push_screen(TooSmallScreen(*SMALLEST))
        elif covered and not small:
            self.pop_screen()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the widgets' colour names mean under a theme that does not define them."""
        return themes.DEFAULTS

    @cached_property
    def curves(self) -> Curves:
        """What was to be expected along the runs that have ended."""
        from game.view.curves import Curves

        return Curves(self.journal, self.folder)

    def on_unmount(self) -> None:
        """Leave nothing running behind."""
        if "curves" in self.__dict__:
            self.curves.stop()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor is put: at the caret of the screen on top."""
        caret = cursor_over(self.screen) if self._screen_stack else None
        return self._written_at if caret is None else caret

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._written_at = place

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

    @property
    def folder(self) -> Path:
        """Where the story lives."""
        return Path(self.journal.folder) if self.journal.folder else shipped_folder()

    def begin(self, setup: Setup, mode: ReadingMode | None = None) -> None:
        """Begin a run, to be read in a mode of its own."""
        from game.journal import ActiveRun
        from game.journal.reading_mode import PLAIN, save_mode
        from game.play.run import Run
        from game.play.state import EndlessStory

        try:
            active = ActiveRun(self.journal, Run.start(setup))
        except EndlessStory:
            from game.view.pages import never_asks

            self.tell((never_asks(),))
            return
        save_mode(self.journal, active.run_id, mode or PLAIN)
        self.open_run(active)

    def open_run(self, active: ActiveRun, resumed: bool = False) -> None:
        """Put everything else away and play; a run that is resumed opens on the page that was shown last."""
        from game.journal.reading_mode import load_mode
        from game.tui.reading import Reading

        self.back_to_title()
        away = self._away(active.run_id) if resumed else 0.0
        mode = load_mode(self.journal, active.run_id)
        self.push_screen(self.game_screen(Reading(active, resumed, mode)))
        self._played = active
        if not mode.two:
            self._recall(active, away)

    def game_screen(self, reading: Reading) -> GameScreen:
        """The screen on which runs are played."""
        from game.tui.screens.game import GameScreen

        return GameScreen(reading)

    def _away(self, run_id: int | None) -> float:
        """How many seconds ago somebody last decided in a run."""
        try:
            entry = None if run_id is None else self.journal.entries((run_id,)).get(run_id)
        except JournalUnavailable:
            return 0.0
        return 0.0 if entry is None else time() - entry.updated

    def _recall(self, active: ActiveRun, away: float) -> None:
        """Tell what went before to a reader who comes back."""
        from game.view.log import AWAY, previously

        before = previously(active.run, active.page) if away >= AWAY and active.run.ending is None else ()
        if before:
            from game.tui.role_styles import pieces_of
            from game.tui.screens.text_dialog import TextDialog

            self.push_screen(TextDialog(pieces_of(before), unasked=True))

    def resume(self, run_id: int) -> None:
        """Go on with a run of the journal, on the page that was shown last."""
        from game.journal import ActiveRun, CannotResume

        try:
            active = ActiveRun.resumed(self.journal, self.story, run_id)
        except (CannotResume, JournalUnavailable) as error:
            self.tell((str(error),))
        else:
            self.open_run(active, resumed=True)

    def resume_latest(self) -> None:
        """Go on with the run played last."""
        latest = self.latest()
        if latest is not None:
            self.resume(latest.id)

    def latest(self) -> RunEntry | None:
        """The run played last that has not ended."""
        return latest_run(self.journal, self.story)

    def endings_seen(self) -> dict[str, int]:
        """The endings reached, with how often."""
        return endings_reached(self.journal, self.story)

    def open_new_game(self) -> None:
        """Set a run up."""
        from game.tui.screens.new_game import NewGameScreen

        self.push_screen(NewGameScreen())

    def open_journal(self) -> None:
        """Look at the runs."""
        from game.tui.screens.journal import JournalScreen

        if not isinstance(self.screen, JournalScreen):
            self.push_screen(JournalScreen())

    def open_tree(self, seat: str = "", here: Run | None = None) -> None:
        """Look at all runs of a seat as one tree, from where a run stands."""
        from game.tui.screens.tree import TreeScreen

        self.push_screen(TreeScreen(seat, here))

    def open_endings(self) -> None:
        """Look at the endings."""
        from game.tui.screens.endings import EndingsShelf
        from game.view.challenges import challenges_shelf
        from game.view.endings import endings_shelf
        from game.view.text import Refusal

        shelf = endings_shelf(self.journal, self.story, self.folder)
        if isinstance(shelf, Refusal):
            self.tell((shelf.why,))
        else:
            self.push_screen(EndingsShelf(shelf, challenges_shelf(self.journal, self.story)))

    def open_complete_edition(self) -> None:
        """Look at all endings on one page, each with the run that reached it first."""
        from game.tui.screens.complete import edition_page
        from game.view.endings import complete_edition
        from game.view.text import Refusal

        edition = complete_edition(self.journal, self.story)
        if isinstance(edition, Refusal):
            self.tell((edition.why,))
        else:
            self.push_screen(edition_page(edition))

    def open_code(self) -> None:
        """Ask for a run's code, and show the run."""
        from game.tui.screens.asking import Naming

        def asked(code: str | None) -> None:
            from game.view.codes import run_of_code
            from game.view.text import Refusal

            if not code:
                return
            decoded = run_of_code(self.story, code)
            if isinstance(decoded, Refusal):
                self.tell((decoded.why,))
            else:
                self.show_again(ReplayFrame(decoded.run, decoded.lost))

        self.push_screen(Naming(tr("Which code?"), "", _LONGEST_CODE), asked)

    def show_again(self, showing: ReplayFrame) -> None:
        """Show a run as it was played."""
        from game.tui.screens.replay import ReplayScreen

        self.back_to_title()
        self.push_screen(ReplayScreen(showing))

    def open_search(self) -> None:
        """Ask for words, and show every paragraph read that says them."""
        from game.tui.screens.asking import Naming

        def asked(words: str | None) -> None:
            from game.tui.role_styles import pieces_of
            from game.tui.screens.text_dialog import TextDialog
            from game.view.log import found_in_runs
            from game.view.text import Refusal

            if words:
                passages = found_in_runs(self.journal, self.story, words)
                if isinstance(passages, Refusal):
                    self.tell((passages.why,))
                else:
                    self.push_screen(TextDialog(pieces_of(passages)))

        self.push_screen(Naming(tr("Look for which words?"), ""), asked)

    def open_statistics(self) -> None:
        """Show what all runs came to, in figures."""
        from game.tui.role_styles import pieces_of
        from game.tui.screens.text_dialog import TextDialog
        from game.view.statistics import statistics
        from game.view.text import Refusal

        figures = statistics(self.journal, self.story)
        if isinstance(figures, Refusal):
            self.tell((figures.why,))
        else:
            self.push_screen(TextDialog(pieces_of(figures)))

    def open_settings(self, row: int = 0) -> None:
        """Show the settings, the caret on one of them."""
        from game.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(row))

    def back_to_title(self) -> None:
        """Put everything away but the title."""
        self._played = None
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def tell(self, sentences: Iterable[str]) -> None:
        """Tell the player something that matters, in a page over the text."""
        lines = tuple(sentences)
        if lines:
            from game.tui.screens.text_dialog import TextDialog
            from game.tui.widgets.prose import Piece

            self.push_screen(TextDialog([Piece(Content(sentence)) for sentence in lines]))

    def next_language(self) -> None:
        """Speak the next of the languages there are."""
        from game.tui import switch_language

        switch_language.speak(self, switch_language.following(self))

    def leave(self) -> None:
        """End the program, with the last lines for the terminal. Everything is kept already."""
        from game.view.leaving import parting_words

        self.parting_words = () if self._played is None else tuple(parting_words(self._played))
        self.exit()

    async def action_quit(self) -> None:
        """The same, by Textual's own key."""
        self.leave()

    def open_help(self) -> None:
        """Show what the keys do on the screen on top, and what the signs mean."""
        from game.tui.screens.help import help_screen

        here = self.screen
        if isinstance(here, CommandScreen):
            self.push_screen(help_screen(self.story, here.where, here.signs(), Need.AUTHOR in here.met))
        else:
            self.push_screen(help_screen(self.story))

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """What commands do wherever they are given."""
        return {
            Action.CONTINUE: self.resume_latest,
            Action.NEW_GAME: self.open_new_game,
            Action.JOURNAL: self.open_journal,
            Action.TREE: self.open_tree,
            Action.ENDINGS: self.open_endings,
            Action.SETTINGS: self.open_settings,
            Action.STATISTICS: self.open_statistics,
            Action.SEARCH: self.open_search,
            Action.WATCH_CODE: self.open_code,
            Action.LANGUAGE: self.next_language,
            Action.HELP: self.open_help,
            Action.PALETTE: self.action_command_palette,
            Action.TITLE: self.back_to_title,
            Action.QUIT: self.leave,
        }

    def perform(self, action: Action) -> None:
        """Do what a command is for that no screen does in its own way."""
        self.actions()[action]()

    def action_command_palette(self) -> None:
        """Show the commands."""
        from game.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def _dress(self, begins: str) -> None:
        """Choose the theme before anything is drawn, so that no style is computed twice."""
        for theme in (*themes.OWN, *themes.OWNERS):
            self.register_theme(theme)
        self.set_reactive(App.theme, begins)
        self.set_reactive(App.ansi_color, True if self._plain else None)  # from now on each theme says for itself
        self.stylesheet.set_variables(self.get_css_variables())
