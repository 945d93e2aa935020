"""Before a run: which seat, against whom, from where, with which chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import ComposeResult
from textual.events import Key

from game.i18n.catalogue import tr
from game.journal.reading_mode import ReadingMode
from game.play.chance import MAX_SEED, draw_seed
from game.play.setup import Setup
from game.tui.screens.base import CommandScreen
from game.tui.widgets.dials import Dial, Dials
from game.tui.widgets.heading import ListHeading
from game.tui.widgets.hints import Hints
from game.tui.widgets.sheet import Sheet
from game.view.commands import Action, Scope
from game.view.journal import last_run
from game.view.new_game import NewGame, Question, seed_note


class NewGameScreen(CommandScreen[None]):
    """Sets a run up and begins it."""

    PLACE = Scope.NEW_GAME
    DEFAULT_CSS = """
    NewGameScreen { align: center top; }
    NewGameScreen #sheet { width: 84; max-width: 100%; padding: 2 2; }
    NewGameScreen.-short #sheet { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seed = draw_seed()

    def compose(self) -> ComposeResult:
        """The dials."""
        self._game = NewGame.of(self.host.story, self.host.endings_seen())
        last = last_run(self.host.journal, self.host.story)
        if last is not None:
            self._game = self._game.like(last.seat, last.rival)
        self._dials = Dials([])
        self._lay()
        with Sheet(id="sheet"):
            yield ListHeading(tr("A NEW GAME"))
            yield self._dials
        yield Hints()

    def setup(self) -> Setup:
        """What is set."""
        return self._game.setup(self._seed)

    def mode(self) -> ReadingMode:
        """How it is to be read."""
        return self._game.mode

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """The dials follow each other: two readers need every seat, and only a strategist has a strength to set."""
        questions = self._game.questions
        if message.dial >= len(questions):
            return
        self._game = self._game.answer(questions[message.dial].topic, self._dials.at[message.dial])
        self._lay()

    def _lay(self) -> None:
        questions = self._game.questions
        places = [self._game.answered(question) for question in questions]
        self._dials.put_all([*map(_dial, questions), self._seed_dial()], [*places, 0])

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Turn the dials, begin."""
        dials = self._dials
        return {
            **dials.actions(),
            Action.LEFT: partial(self._turn, -1),
            Action.RIGHT: partial(self._turn, 1),
            Action.NEW_SEED: self._new_seed,
            Action.BEGIN: lambda: self.host.begin(self.setup(), self.mode()),
            Action.CLOSE: self.host.pop_screen,
        }

    def typed(self, event: Key) -> None:
        """Edit the seed, where the caret is on it."""
        if not self._at_seed:
            return
        if event.character and event.character in "0123456789":
            self._put_seed(int(f"{self._seed}{event.character}"))
        elif event.key == "backspace":
            self._put_seed(self._seed // 10)
        else:
            return
        event.stop()

    @property
    def _at_seed(self) -> bool:
        return self._dials.row == len(self._dials.dials) - 1

    def _turn(self, step: int) -> None:
        """Turn the dial; the seed's has no positions but another seed."""
        if self._at_seed:
            self._new_seed()
        else:
            self._dials.turn(step)

    def _new_seed(self) -> None:
        self._put_seed(draw_seed())

    def _put_seed(self, seed: int) -> None:
        if seed <= MAX_SEED:
            self._seed = seed
            self._dials.put(len(self._dials.dials) - 1, self._seed_dial())

    def _seed_dial(self) -> Dial:
        return Dial(tr("Seed"), ((str(self._seed), seed_note()),))


def _dial(question: Question) -> Dial:
    return Dial(question.name, tuple((answer.name, answer.about) for answer in question.answers), question.idle)
