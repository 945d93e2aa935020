"""The game itself: one leaf at a time, the ground above it, what stands where beside it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, Key, Resize
from textual.timer import Timer

from game.i18n.catalogue import tr
from game.journal.seen_pages import SeenPages
from game.play.change import shocks
from game.play.page import Page
from game.play.setup import seat_word
from game.play.state import EndlessStory
from game.story.model import Story
from game.tui.leaf_content import heading, options, pieces, waits
from game.tui.preferences import WIDTHS
from game.tui.reached_choices import ReachedChoices
from game.tui.reading import Card, Reading
from game.tui.role_styles import pieces_of
from game.tui.screens import run_actions
from game.tui.screens.base import CommandScreen
from game.tui.widgets.choices import ChoiceOption
from game.tui.widgets.column import Column
from game.tui.widgets.header import Header
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.panel import Panel, Standing, Strip
from game.tui.widgets.prose import MARGIN, Prose
from game.tui.widgets.seismograph import Seismograph
from game.view.challenges import challenges_now
from game.view.commands import Action, Need, Scope, menu
from game.view.endings import unlocked_items
from game.view.gauges import GaugeGroup, gauges_here
from game.view.pages import never_asks_again
from game.view.run_needs import RunNeeds, ways_on
from game.view.text import Item, Refusal
from game.view.wire import headlines

_FADE = 0.22


class GameScreen(CommandScreen[None]):
    """Reads a active leaf by leaf, and takes the player's decisions."""

    DEFAULT_CSS = """
    GameScreen #body { height: 1fr; width: 1fr; align-horizontal: center; }
    GameScreen Panel { margin: 1 0 0 0; border-left: solid $faint; display: none; }
    GameScreen Seismograph { height: 2; margin: 0 0 0 0; }

    GameScreen.-wide Panel { display: block; }
    GameScreen.-wide Strip { display: none; }
    GameScreen.-tall Seismograph { height: 3; }
    GameScreen.-short Seismograph { height: 1; }
    GameScreen.-short Column { padding: 0 2 0 2; }
    GameScreen.-bare Panel { display: none; }
    GameScreen.-bare Strip { display: none; }
    GameScreen.-ending Panel { display: none; }
    GameScreen.-ending Strip { display: none; }
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self._header, self._ground, self._strip = Header(), Seismograph(), Strip()
        self.column, self._panel, self._hints = Column(), Panel(), Hints()
        self._reached_choices = ReachedChoices()
        self._fading: tuple[Timer, str] | None = None
        self.holder: str | None = None
        self.read_before = False

    def compose(self) -> ComposeResult:
        """Header, ground, body, hints."""
        yield self._header
        yield self._ground
        yield self._strip
        with Horizontal(id="body"):
            yield self.column
            yield self._panel
        yield self._hints

    def on_mount(self) -> None:
        """Open the leaf, and say what there is to say first."""
        self.marks = self.memory()
        self.set_class(self.reading.mode.bare, "-bare")
        self._reached_choices = self.reached_choices()
        self.open_leaf(fresh=False)
        self.read_before = False  # the page one left is where one goes on, not a page read before
        self.hint()
        self.tell(self.reading.active.notices())

    def tell(self, notices: tuple[str, ...]) -> None:
        """Show what the player should be told."""
        if notices:
            self.host.tell(notices)

    def open_leaf(self, fresh: bool = True) -> None:
        """Show the open leaf; a fresh one appears paragraph by paragraph."""
        reading, leaf = self.reading, self.reading.leaf
        if run_actions.handed_over(self, fresh):
            return
        page = leaf.page
        new = self.marks.read(page) if leaf.card is Card.PAGE else None
        self.read_before = new == frozenset()
        self._header.show(heading(reading))
        self._ground.show(shocks(reading.run.setup.story, reading.known.beats()), self.host.moving and fresh)
        standing = self._standing()
        ends = page.ending is not None and leaf.card is Card.PAGE
        self.set_class(ends, "-ending")
        wide = ends and self.size.width > max(WIDTHS) + MARGIN
        self.column.set_measure(max(WIDTHS) if wide else self.host.taste.width)
        self._strip.show(standing)
        self._panel.show(standing)
        introduced = self.marks.introduced(page) if leaf.card is Card.PAGE else ()
        laid = pieces(reading, self.size.height, new or (), introduced)
        if ends:
            laid += pieces_of(self.unlocked(page))
        if (
            reading.run.ending is not None
        ):  # from the last decision on: it takes seconds, which what is left to read gives
            self.host.curves.begin(reading.run)
        pace = self.host.pace if fresh and leaf.card is Card.PAGE else 0.0
        settled = self._reached_choices.at(reading.active)
        self.column.show(laid, self._options(), waits(leaf), pace, settled)
        self.hint()

    def retell(self, story: Story) -> None:
        """Say the open leaf in other words.

        Raises:
            CannotResume: It is another story, not the same in other words. Nothing has changed.
        """
        before, pointed, top = self.read_before, self.pointed, self.column.top
        self.reading.retell(story)
        self.open_leaf(fresh=False)
        self.column.bring(top)
        if pointed is not None:
            self.point(pointed)
        self.read_before = before
        self.hint()
        self.query("*").refresh()

    @property
    def where(self) -> Scope:
        """What the open leaf asks for; one whose choices wait for its end is still being read."""
        leaf = self.reading.leaf
        if waits(leaf) or self.column.reading:
            return Scope.READING
        return Scope.DECIDING if leaf.page.ending is None else Scope.ENDING

    @property
    def met(self) -> Container[Need]:
        """What the run, the open leaf and the window allow."""
        reading = self.reading
        screens = {
            Need.NEXT_PAGE: waits(reading.leaf),
            Need.PREVIOUS_PAGE: not reading.first or bool(reading.run.decisions),
            Need.TAKE_OVER: not waits(reading.leaf) and reading.leaf.page.ending is None,
            Need.READ_BEFORE: self.read_before and not self.column.reading,
        }
        allowed = frozenset(need for need, is_met in screens.items() if is_met)
        page = reading.leaf.page
        read = (page,) if reading.leaf.card is Card.PAGE else ()
        return RunNeeds(reading.known, page, reading.mode, self.holder, allowed, read)

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Read on and back, choose, and look at the run from its sides."""
        column, choices = self.column, self.column.choices
        always: dict[Action, Callable[[], object]] = {
            Action.PAGE_UP: column.up,
            Action.PAGE_DOWN: column.down,
            Action.PREVIOUS_PAGE: self.turn_back,
            Action.LOG: partial(run_actions.look_back, self),
            Action.SKIP: partial(run_actions.skip, self),
            Action.FACTS: partial(run_actions.record, self),
            Action.WHO: partial(run_actions.who, self),
            Action.UNDO: self.undo,
            Action.START_AGAIN: partial(run_actions.start_again, self),
            Action.PANEL: self.standing,
            Action.RECKONING: partial(run_actions.reckon, self),
            Action.CODE: partial(run_actions.share, self),
            Action.GAZETTE: partial(run_actions.publish, self),
            Action.TREE: self._open_tree,
        }
        if self.reads:
            end = column.settle if column.reading else column.end
            on = column.settle if column.reading else self.turn
            return always | {
                Action.GO_ON: self.turn,
                Action.TO_CHOICES: on,
                Action.FIRST: column.home,
                Action.LAST: end,
            }
        return always | {
            Action.DOWN: partial(choices.move, 1),
            Action.UP: partial(choices.move, -1),
            Action.FIRST: partial(choices.to, False),
            Action.LAST: partial(choices.to, True),
            Action.CHOOSE: self._choose_pointed,
        }

    def choose_number(self, number: int) -> None:
        """Take the choice that bears a number."""
        self._choose(self.column.choices.numbered(number))

    def typed(self, event: Key) -> None:
        """Any key reads on."""
        if self.reads and event.is_printable:
            event.stop()
            self.turn()

    @property
    def reads(self) -> bool:
        """Whether the open leaf is being read: nothing can be chosen on it, or not yet."""
        return waits(self.reading.leaf) or self.column.reading

    @property
    def numbers(self) -> int:
        """How many choices bear a number."""
        return self.column.choices.numbers

    def status(self) -> list[Hint]:
        """Whether the page was read before, where that is not said by offering to skip it."""
        offers_to_skip = self.where is Scope.READING and Need.READ_BEFORE in self.met
        return [Hint("✓", tr("read before"))] if self.read_before and not offers_to_skip else []

    def finish(self) -> bool:
        """Complete what is under way."""
        return self._hurried()

    def chosen(self, index: int) -> None:
        """Take an option of the leaf, if it has been seen: a choice of the scene, or what to do at an ending."""
        if self._hurried():
            return
        if self.column.choices.asked():
            self.take_option(index)
        else:
            self.say(tr("The choices have only just come: press again."))

    def take_option(self, index: int) -> None:
        """Take an option of the leaf."""
        page = self.reading.leaf.page
        if page.ending is not None:
            self.perform(menu(Scope.ENDING, self.met)[index].action)
            return
        self.column.choices.take(index)
        choice = page.offers[index].choice.id
        if self.host.moving:
            self._fading = (self.set_timer(_FADE, self._decide), choice)
        else:
            self._fading = None
            self._take(choice)

    def _choose(self, index: int | None) -> None:
        if index is not None:
            self.chosen(index)

    def _choose_pointed(self) -> None:
        if self.pointed is None and self.numbers:
            self.say(tr("Nothing is pointed at: ↑ or ↓ first, or a number."))
        self._choose(self.pointed)

    def _options(self) -> list[ChoiceOption]:
        """What can be chosen on the open leaf."""
        ending = self.reading.leaf.page.ending is not None
        after = [words for _, words in ways_on(self.reading.run, self.met)] if ending else []
        return options(self.reading, after, self.marks.before)

    def _open_tree(self) -> None:
        known = self.reading.known
        self.host.open_tree(seat_word(known.setup), known)

    def turn(self) -> None:
        """Read on: the rest of the page, then the next leaf."""
        if not self.column.down() and waits(self.reading.leaf) and self.reading.turn():
            self.open_leaf()
            self.tell(self.reading.active.notices())

    def turn_back(self) -> None:
        """Read the leaf before again; before the first, all that has been read."""
        if self.reading.back():
            self.open_leaf(fresh=False)
        else:
            run_actions.look_back(self)

    def on_click(self, event: Click) -> None:
        """A click on a name opens its card; one on the text reads on."""
        if event.widget is self._hints or self._hurried() or run_actions.named(self, event):
            return
        if self.reads:
            self.turn()

    def on_resize(self, event: Resize) -> None:
        """Nothing hangs on the size but the hints."""
        self.hint()

    def on_column_settled(self, message: Column.Settled) -> None:
        """The choices have come: it is remembered where they had to wait, so that the page opens there again."""
        if message.held:
            self._reached_choices.put(self.reading.active)
        self.hint()

    def rest(self) -> None:
        """Complete the text and the trace, and take the choice that is being taken."""
        self._hurried()
        self._ground.rest()

    def _hurried(self) -> bool:
        """Complete whatever is still under way. False when nothing was."""
        if self._fading is not None:
            self._decide()
            self.column.prose.complete()
            return True
        if self.column.prose.revealing:
            self.column.complete()
            return True
        return False

    def _decide(self) -> None:
        if self._fading is not None:
            timer, choice = self._fading
            timer.stop()
            self._fading = None
            self._take(choice)

    def _take(self, choice: str) -> None:
        try:
            self.reading.decide(choice)
        except EndlessStory:
            self.column.choices.offer(self._options())
            self.tell((never_asks_again(),))
            return
        run_actions.keep_manner(self)
        self.open_leaf()
        self.tell(self.reading.active.notices())

    def unlocked(self, page: Page) -> tuple[Item, ...]:
        """What the ending on a page has just met and opened."""
        if page.ending is None:
            return ()
        met = challenges_now(self.reading.active.run)
        return (*met, *unlocked_items(self.host.journal, self.host.story, page.ending))

    @property
    def prose(self) -> Prose:
        """The text of the open leaf."""
        return self.column.prose

    @property
    def pointed(self) -> int | None:
        """The option that the caret is on."""
        return self.column.choices.pointed

    def point(self, index: int) -> None:
        """Put the caret on an option."""
        self.column.choices.point(index)

    def settle(self) -> None:
        """Open the next leaf at its choices: it was left there."""
        self._reached_choices.put(self.reading.active)

    def undo(self) -> None:
        """Take back the last decision."""
        if self.reading.undo():
            run_actions.keep_manner(self)
            self.settle()
            self.open_leaf(fresh=False)
            self.say(tr("Decision taken back."))
            self.tell(self.reading.active.notices())

    def standing(self) -> None:
        """The panel over the text, with the whole wire; beside the text there is room for its newest lines only."""
        from game.tui.screens.standing import StandingScreen

        gauges = self._gauges()
        if isinstance(gauges, Refusal):
            self.say(gauges.why)
        else:
            self.host.push_screen(StandingScreen(self._standing()))

    @property
    def kept_as(self) -> int | None:
        """The number of the run in the reader's journal."""
        return self.reading.active.run_id

    def memory(self) -> SeenPages:
        """Where it is kept which pages have been read."""
        return SeenPages(self.host.journal, self.reading.run.setup.story.id)

    def reached_choices(self) -> ReachedChoices:
        """Where it is kept which choices have been reached."""
        return ReachedChoices(self.host.journal)

    def _gauges(self) -> tuple[GaugeGroup, ...] | Refusal:
        leaf = self.reading.leaf
        page = leaf.page if leaf.card is Card.PAGE else None
        changes = () if page is None else page.changes
        theirs = () if page is None else tuple(change for move in page.moves for change in move.changes)
        return gauges_here(self.reading.known, leaf.told.values, self.reading.mode, page, changes, theirs)

    def _standing(self) -> Standing:
        gauges = self._gauges()
        page = self.reading.leaf.page if self.reading.leaf.card is Card.PAGE else None
        news = headlines(self.reading.known, self.reading.mode, page)
        return Standing(() if isinstance(gauges, Refusal) else gauges, news)
