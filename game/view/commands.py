"""Every command of the game in one table: its keys, its words, where it holds, and what is said of it.

The screens' keys, footers, palette and help, what is typed in plain mode and its help, the menus and the list of keys
in the README are all made from `COMMANDS`. A front binds each `Action` to what it does there. A new command is one row
here, and one binding in each front that has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from game.i18n.catalogue import in_every_language, message, tr


class Scope(Enum):
    """Where a command can be given. A run's page is three of them, by what it asks for."""

    TITLE = "title"
    READING = "reading"
    """A page of a run that is read: nothing can be chosen on it, or not yet."""
    DECIDING = "deciding"
    """A page of a run that waits for a decision."""
    ENDING = "ending"
    """The page of a run's ending."""
    REPLAY = "replay"
    JOURNAL = "journal"
    TREE = "tree"
    RECKONING = "reckoning"
    NEW_GAME = "new game"
    SETTINGS = "settings"
    ENDINGS = "endings"
    TEXT = "text"
    """A page of text over another one: the facts, the help, the panel, a notice."""
    CONFIRM = "confirm"
    PROMPT = "prompt"
    HAND_OVER = "hand-over"
    TOO_SMALL = "too small"


def _at(*places: Scope) -> frozenset[Scope]:
    return frozenset(places)


PAGES = _at(Scope.READING, Scope.DECIDING, Scope.ENDING)
"""The pages of a run that is played."""
RUN = PAGES | {Scope.REPLAY}
LISTS = _at(Scope.JOURNAL, Scope.TREE, Scope.RECKONING)
FORMS = _at(Scope.NEW_GAME, Scope.SETTINGS)
SCREENS = _at(Scope.TITLE) | RUN | LISTS | FORMS
"""What fills the window."""
DIALOGS = _at(Scope.ENDINGS, Scope.TEXT, Scope.CONFIRM, Scope.PROMPT)
EVERYWHERE = SCREENS | DIALOGS | {Scope.HAND_OVER}
LINES = _at(Scope.TITLE) | RUN
"""Where plain mode can be: it has no screens for the journal, the tree and the rest, and asks for numbers instead."""


class Need(Enum):
    """What a command needs. The value is what is said to who gives the command without it; empty where none is said."""

    DECISION = message("There is nothing to take back yet.")
    NEXT_PAGE = message("Here you decide: there is nothing to skip.")
    PREVIOUS_PAGE = message("Nothing comes before this page.")
    DELETED_RUN = message("There is no deleted run to bring back.")
    GAUGES = "gauges that may be shown"
    FACTS = "facts that may be told"
    RECKONING = "a reckoning that may be told"
    UNFINISHED_RUN = "a run that has not ended"
    LISTED_RUN = "a run in the list"
    SEATS = "runs of several seats"
    ROWS = "rows that can be opened"
    OVERFLOW = "more text than fits"
    ALL_ENDINGS = "all endings known"
    TAKE_OVER = "a decision that can be taken over"
    EARLY_ENDING = message("There is no decision to start again at here.")
    PEOPLE = "a story that says who is who"
    READ_BEFORE = "a page that was read before"
    AUTHOR = "a story that is being written"

    @property
    def refusal(self) -> str:
        """What is said where it is not met; empty where nothing is said."""
        return tr(self.value) if self.value[0].isupper() else ""


class Action(Enum):
    """What a command does. Each front binds them."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    LAST = "last"
    TO_CHOICES = "to the choices"
    GO_ON = "go on"
    CHOOSE_NUMBER = "choose by number"
    CHOOSE = "choose"
    SKIP = "skip"
    PREVIOUS_PAGE = "previous page"
    LOG = "log"
    SEARCH = "search"
    FACTS = "facts"
    UNDO = "undo"
    PANEL = "panel"
    WHO = "who is who"
    WIRE = "wire"
    RECKONING = "reckoning"
    GAZETTE = "gazette"
    CODE = "code"
    AGAIN = "again"
    WATCH = "watch"
    WATCH_CODE = "watch a code"
    TAKE_OVER = "take over"
    START_AGAIN = "start again"
    OPEN_RUN = "open run"
    OPEN = "open"
    STATISTICS = "statistics"
    BESIDE = "beside"
    RENAME = "rename"
    DELETE = "delete"
    RESTORE = "restore"
    ROW_FACTS = "facts of a row"
    START_HERE = "start here"
    OTHER_SEAT = "other seat"
    SEAT_BEFORE = "seat before"
    BEGIN = "begin"
    NEW_SEED = "new seed"
    YES = "yes"
    NO = "no"
    SUBMIT = "submit"
    COMPLETE_EDITION = "complete edition"
    CLOSE = "close"
    CONTINUE = "continue"
    NEW_GAME = "new game"
    JOURNAL = "journal"
    TREE = "tree"
    ENDINGS = "endings"
    SETTINGS = "settings"
    LANGUAGE = "language"
    HELP = "help"
    PALETTE = "palette"
    TITLE = "title"
    QUIT = "quit"
    INSPECT = "inspect"
    EDIT = "edit"
    RECORD = "record"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Command:
    """A row of the table. All words are messages to be translated.

    Attributes:
        action: What it does.
        where: Where it can be given.
        keys: Its keys, as Textual names them; the first is the one that is shown.
        title: What it is called in the palette and in menus; empty for what only moves about, which is in neither.
        label: What a footer calls it; empty where it is not told of.
        sentence: What the help says of it; empty for the label.
        needs: What must be met for it to be given.
        keyless: Where it can be given, though not by its keys: they are another command's there, or text.
        hinted: Where the footer shows it.
        offer_needs: What must be met besides for footers and menus to offer it.
        brief: What a footer calls it where there is little room; empty for the label.
        last: Whether a footer without room leaves it out only after all others.
        shown: How its keys are written; empty for its first key.
        local_key: A letter that stands for it in the reader's language.
        words: What plain mode knows it by, the one that its help shows first.
        aliases: Other words that it answers to there, whatever the language.
        letter: The shortest way to type it there; empty for its first key, if that is a single character.
        typed: Where it can be typed.
        typed_help: What the help of plain mode says of it; empty for `sentence`.
    """

    action: Action
    where: frozenset[Scope] = frozenset()
    keys: tuple[str, ...] = ()
    title: str = ""
    label: str = ""
    sentence: str = ""
    needs: tuple[Need, ...] = ()
    keyless: frozenset[Scope] = frozenset()
    hinted: frozenset[Scope] = frozenset()
    offer_needs: tuple[Need, ...] = ()
    brief: str = ""
    last: bool = False
    shown: str = ""
    local_key: str = ""
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    letter: str = ""
    typed: frozenset[Scope] = frozenset()
    typed_help: str = ""

    @property
    def keys_now(self) -> tuple[str, ...]:
        """Its keys, or those that the reader has given it instead."""
        return _given.get(self.action, self.keys) if self.title else self.keys

    def keys_at(self, where: Scope) -> tuple[str, ...]:
        """The keys by which it can be given at a place, the reader's own letter first."""
        if where not in self.where or where in self.keyless:
            return ()
        return self.keys_under(_given)

    def keys_under(self, given: Mapping[Action, tuple[str, ...]]) -> tuple[str, ...]:
        """Its keys where a reader has given some commands others, the letter of the reader's language first."""
        own = given.get(self.action, self.keys) if self.title else self.keys
        return (tr(self.local_key), *own) if self.local_key else own

    def refusal(self, met: Container[Need]) -> str | None:
        """Why it cannot be given now: a sentence, empty where nothing is to be said; None where it can."""
        return next((need.refusal for need in self.needs if need not in met), None)

    def offered(self, met: Container[Need]) -> bool:
        """Whether footers and menus offer it now."""
        return all(need in met for need in (*self.needs, *self.offer_needs))

    @property
    def title_text(self) -> str:
        """What menus and the palette call it."""
        return tr(self.title)

    @property
    def label_text(self) -> str:
        """What a footer calls it."""
        return tr(self.label)

    @property
    def brief_text(self) -> str:
        """What a footer calls it where there is little room."""
        return tr(self.brief or self.label)

    @property
    def help_text(self) -> str:
        """What the help says of it."""
        return tr(self.sentence or self.label)

    @property
    def palette_text(self) -> str:
        """What the palette says under its title: nothing where that would be the title again."""
        title, says = self.title_text.casefold(), self.help_text
        if says.casefold().startswith(title):
            says = says[len(title) :].lstrip(" \N{NO-BREAK SPACE}:,()✓")
        new = {*_WORD.findall(says.casefold())} - {*_WORD.findall(title)}
        return says[:1].upper() + says[1:] if len(new) > 1 else ""

    @property
    def typed_text(self) -> str:
        """What the help of plain mode says of it."""
        return tr(self.typed_help or self.sentence or self.label)

    @property
    def key_text(self) -> str:
        """How its keys are written."""
        if self.local_key:
            return tr(self.local_key)
        changed = self.keys_now is not self.keys
        return tr(self.shown) if self.shown and not changed else key_name(self.keys_now[0]) if self.keys_now else ""

    @property
    def typed_letter(self) -> str:
        """The shortest way to type it in plain mode; empty where there is none."""
        return self.letter or next((key for key in self.keys[:1] if len(key) == 1), "")

    @property
    def words_here(self) -> tuple[str, ...]:
        """The words that it is called by in the language in use, the one for the help first."""
        return tuple(tr(word) for word in self.words)

    @property
    def typed_words(self) -> tuple[str, ...]:
        """The words that it answers to in the language in use and in English, the one for the help first."""
        return (*dict.fromkeys((*self.words_here, *self.words, *self.aliases)),)

    @property
    def words_anywhere(self) -> tuple[str, ...]:
        """The words that it answers to in all languages."""
        return (
            *dict.fromkeys((*(word for english in self.words for word in in_every_language(english)), *self.aliases)),
        )


_given: dict[Action, tuple[str, ...]] = {}
"""The keys that the reader has given to commands, instead of their own."""

AZERTY_ROW = "&é\"'(-è_çà"
"""What a French keyboard's top row gives without shift: 1 to 9, and 0."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_HELD = (Need.LISTED_RUN,)

COMMANDS: tuple[Command, ...] = (
    # What a page of a run asks for.
    Command(
        Action.GO_ON,
        _at(Scope.READING, Scope.REPLAY),
        ("enter", "space", "down", "pagedown", "right"),
        label=message("go on"),
        sentence=message("complete the text, then go on, as any key does"),
        hinted=_at(Scope.READING, Scope.REPLAY),
        brief=message("on"),
    ),
    Command(
        Action.CHOOSE_NUMBER,
        _at(Scope.DECIDING, Scope.ENDING),
        tuple("123456789"),
        label=message("choose"),
        sentence=message("choose by number"),
        hinted=_at(Scope.DECIDING, Scope.ENDING),
        brief=message("pick"),
        shown="1–9",
    ),
    Command(
        Action.CHOOSE,
        _at(Scope.TITLE, Scope.DECIDING, Scope.ENDING, Scope.CONFIRM),
        ("enter",),
        label=message("choose"),
        sentence=message("move and choose; Tab and the pointer do so too"),
        hinted=_at(Scope.TITLE),
        shown="↑↓ ↵",
    ),
    Command(Action.CHOOSE, _at(Scope.TITLE, Scope.CONFIRM), ("space",)),
    Command(
        Action.YES,
        _at(Scope.CONFIRM),
        ("y",),
        label=message("yes"),
        hinted=_at(Scope.CONFIRM),
        local_key=message("y"),
    ),
    Command(
        Action.NO,
        _at(Scope.CONFIRM),
        ("n", "escape", "q"),
        label=message("no"),
        hinted=_at(Scope.CONFIRM),
        local_key=message("n"),
    ),
    Command(
        Action.OPEN_RUN,
        _at(Scope.JOURNAL),
        ("enter", "space"),
        title=message("Open this run"),
        label=message("open it"),
        sentence=message("go on with the run that the caret is on"),
        needs=_HELD,
        hinted=_at(Scope.JOURNAL),
        shown="↑↓ ↵",
    ),
    Command(
        Action.BEGIN,
        _at(Scope.NEW_GAME),
        ("enter",),
        title=message("Begin"),
        label=message("begin"),
        hinted=_at(Scope.NEW_GAME),
    ),
    Command(
        Action.SUBMIT,
        _at(Scope.PROMPT),
        ("enter",),
        title=message("Confirm"),
        label=message("confirm"),
        hinted=_at(Scope.PROMPT),
    ),
    Command(
        Action.OPEN,
        _at(Scope.ENDINGS),
        ("enter",),
        title=message("Open what the caret is on"),
        label=message("open it"),
        hinted=_at(Scope.ENDINGS),
        shown="↑↓ ↵",
    ),
    Command(
        Action.COMPLETE_EDITION,
        _at(Scope.ENDINGS),
        ("e",),
        title=message("The complete edition"),
        label=message("the complete edition"),
        needs=(Need.ALL_ENDINGS,),
        hinted=_at(Scope.ENDINGS),
    ),
    Command(
        Action.GO_ON,
        _at(Scope.RECKONING),
        ("enter", "space"),
        label=message("go on"),
        hinted=_at(Scope.RECKONING),
        last=True,
    ),
    Command(
        Action.ROW_FACTS,
        _at(Scope.RECKONING),
        ("h",),
        title=message("The facts behind this line"),
        label=message("the facts"),
        needs=(Need.ROWS,),
        hinted=_at(Scope.RECKONING),
    ),
    # Moving about.
    Command(
        Action.DOWN,
        _at(Scope.RECKONING),
        ("down", "tab"),
        label=message("move"),
        hinted=_at(Scope.RECKONING),
        offer_needs=(Need.ROWS,),
        shown="↑↓",
    ),
    Command(
        Action.RIGHT,
        _at(Scope.TREE),
        ("right",),
        label=message("move"),
        hinted=_at(Scope.TREE),
        shown="←→ ↑↓",
    ),
    Command(
        Action.DOWN,
        _at(Scope.SETTINGS),
        ("down", "tab"),
        label=message("move"),
        hinted=_at(Scope.SETTINGS),
        shown="↑↓",
    ),
    Command(
        Action.RIGHT,
        _at(Scope.SETTINGS),
        ("right", "enter", "space"),
        label=message("change"),
        hinted=_at(Scope.SETTINGS),
        shown="←→",
    ),
    Command(
        Action.RIGHT,
        _at(Scope.NEW_GAME),
        ("right",),
        label=message("set"),
        hinted=_at(Scope.NEW_GAME),
        shown="↑↓ ←→",
    ),
    Command(
        Action.DOWN,
        _at(Scope.TEXT),
        ("down", "j", "tab"),
        label=message("scroll"),
        hinted=_at(Scope.TEXT),
        offer_needs=(Need.OVERFLOW,),
        shown="↑↓",
    ),
    Command(Action.DOWN, _at(Scope.ENDINGS), ("down", "j", "tab")),
    Command(Action.DOWN, _at(Scope.TITLE, Scope.DECIDING, Scope.ENDING, Scope.JOURNAL), ("down", "tab")),
    Command(Action.DOWN, _at(Scope.NEW_GAME), ("down", "tab")),
    Command(Action.DOWN, _at(Scope.TREE), ("down",)),
    Command(Action.DOWN, _at(Scope.CONFIRM), ("down", "right", "tab")),
    Command(
        Action.UP,
        _at(Scope.TITLE, Scope.DECIDING, Scope.ENDING, Scope.JOURNAL, Scope.RECKONING) | FORMS,
        ("up", "shift+tab"),
    ),
    Command(Action.UP, _at(Scope.TREE), ("up",)),
    Command(Action.UP, _at(Scope.TEXT, Scope.ENDINGS), ("up", "k", "shift+tab")),
    Command(Action.UP, _at(Scope.CONFIRM), ("up", "left", "shift+tab")),
    Command(Action.LEFT, FORMS | {Scope.TREE}, ("left",)),
    Command(
        Action.PAGE_UP,
        _at(Scope.READING, Scope.REPLAY),
        ("pageup", "up", "shift+tab"),
        label=message("above, below"),
        sentence=message("read what is above and below, where a page is long"),
        shown=message("PgUp PgDn"),
    ),
    Command(
        Action.PAGE_UP,
        _at(Scope.DECIDING, Scope.ENDING, Scope.TEXT, Scope.ENDINGS) | LISTS,
        ("pageup",),
    ),
    Command(Action.PAGE_DOWN, _at(Scope.DECIDING, Scope.ENDING), ("pagedown", "space")),
    Command(Action.PAGE_DOWN, LISTS, ("pagedown",)),
    Command(Action.PAGE_DOWN, _at(Scope.TEXT, Scope.ENDINGS), ("pagedown",)),
    Command(Action.GO_ON, _at(Scope.TEXT, Scope.ENDINGS), ("space",)),
    Command(Action.TO_CHOICES, _at(Scope.READING), ("tab", *"123456789")),
    Command(Action.FIRST, (SCREENS | {Scope.TEXT, Scope.ENDINGS, Scope.CONFIRM}) - {Scope.REPLAY}, ("home",)),
    Command(Action.LAST, (SCREENS | {Scope.TEXT, Scope.ENDINGS, Scope.CONFIRM}) - {Scope.REPLAY}, ("end",)),
    Command(Action.FIRST, _at(Scope.TITLE, Scope.CONFIRM) | FORMS, ("pageup",)),
    Command(Action.LAST, _at(Scope.TITLE, Scope.CONFIRM) | FORMS, ("pagedown",)),
    # A run: the page that is open, and what is told beside it.
    Command(
        Action.SKIP,
        PAGES,
        ("s",),
        title=message("Skip what you have read before"),
        label=message("skip"),
        sentence=message("skip what you have read before (✓), up to the next decision"),
        needs=(Need.NEXT_PAGE,),
        hinted=_at(Scope.READING),
        offer_needs=(Need.READ_BEFORE,),
        words=(message("skip"),),
        typed=PAGES,
        typed_help=message("pass over what you have read before, or tell it again"),
    ),
    Command(
        Action.TAKE_OVER,
        _at(Scope.REPLAY),
        ("t",),
        title=message("Take over"),
        label=message("take over"),
        sentence=message("take over: go on from here in a run of your own"),
        needs=(Need.TAKE_OVER,),
        hinted=_at(Scope.REPLAY),
        words=(message("take-over"),),
        typed=_at(Scope.REPLAY),
    ),
    Command(
        Action.START_AGAIN,
        _at(Scope.ENDING),
        title=message("Start again at a decision that led here"),
        label=message("start again"),
        sentence=message("go back, in a run of its own, to a decision that led to this ending"),
        needs=(Need.EARLY_ENDING,),
        words=(message("start-again"),),
        typed=_at(Scope.DECIDING, Scope.ENDING),
    ),
    Command(
        Action.PREVIOUS_PAGE,
        _at(Scope.REPLAY),
        ("left", "backspace", "u"),
        title=message("Go back"),
        label=message("back"),
        sentence=message("back to the decision before"),
        hinted=_at(Scope.REPLAY),
        words=(message("back"),),
        letter="u",
        typed=_at(Scope.REPLAY),
    ),
    Command(
        Action.LOG,
        PAGES,
        title=message("The run so far"),
        sentence=message("everything read so far in this run"),
        needs=(Need.PREVIOUS_PAGE,),
        words=(message("log"),),
        typed=PAGES,
    ),
    Command(
        Action.SEARCH,
        PAGES | {Scope.TITLE, Scope.JOURNAL},
        ("slash",),
        title=message("Search"),
        label=message("search"),
        sentence=message("look for words in everything that you have read, in any run"),
        words=(message("find"),),
        aliases=("search",),
        letter="/",
        typed=LINES,
    ),
    Command(
        Action.FACTS,
        RUN,
        ("h",),
        title=message("What really happened"),
        label=message("what really happened"),
        sentence=message("what really happened: behind this page, and at your last decision"),
        hinted=RUN,
        offer_needs=(Need.FACTS,),
        brief=message("facts"),
        words=(message("facts"),),
        aliases=("history",),
        typed=RUN,
        typed_help=message("what really happened at your last decision; with N, at a line of the reckoning"),
    ),
    Command(
        Action.UNDO,
        PAGES,
        ("u",),
        title=message("Take back the last decision"),
        label=message("take back"),
        sentence=message("take back your last decision"),
        needs=(Need.DECISION,),
        hinted=_at(Scope.READING, Scope.DECIDING),
        words=(message("undo"),),
        typed=PAGES,
    ),
    Command(
        Action.PANEL,
        RUN,
        ("p",),
        title=message("Panel"),
        label=message("panel"),
        sentence=message("what stands where, what each gauge measures, and the whole wire"),
        hinted=PAGES,
        offer_needs=(Need.GAUGES,),
        words=(message("standing"),),
        typed=RUN,
    ),
    Command(
        Action.WHO,
        RUN,
        ("w",),
        title=message("Who is who"),
        label=message("who is who"),
        sentence=message("who is who among those you have met"),
        hinted=PAGES,
        offer_needs=(Need.PEOPLE,),
        brief=message("who"),
        words=(message("who"),),
        aliases=("people",),
        typed=RUN,
    ),
    Command(
        Action.WIRE,
        words=(message("wire"),),
        typed=RUN,
        sentence=message("every headline, from the start"),
    ),
    Command(
        Action.PREVIOUS_PAGE,
        PAGES,
        ("left", "backspace"),
        title=message("The page before"),
        label=message("the page before"),
        sentence=message("read the previous page again; before your last decision, all that you have read"),
        needs=(Need.PREVIOUS_PAGE,),
        hinted=_at(Scope.READING, Scope.DECIDING),
        brief=message("back"),
    ),
    # What an author does beside playing, while the story is being written.
    Command(
        Action.INSPECT,
        PAGES,
        ("i",),
        title=message("Inspect this page"),
        label=message("inspect"),
        sentence=message("where this page is written, every value, what each choice would do, and what closes it"),
        needs=(Need.AUTHOR,),
        hinted=PAGES,
        words=(message("inspect"),),
        typed=PAGES,
    ),
    Command(
        Action.EDIT,
        PAGES,
        ("o",),
        title=message("Edit this page"),
        label=message("edit"),
        sentence=message("open the line where this page is written, in the editor that VISUAL or EDITOR names"),
        needs=(Need.AUTHOR,),
        hinted=PAGES,
        words=(message("edit"),),
        typed=PAGES,
    ),
    Command(
        Action.RECORD,
        PAGES,
        ("k",),
        title=message("Keep this run as a walkthrough"),
        label=message("record"),
        sentence=message("keep what was just played among the walkthroughs that holdup test replays"),
        needs=(Need.AUTHOR,),
        hinted=PAGES,
        words=(message("record"),),
        typed=PAGES,
    ),
    # What is made of a run, and where runs are kept.
    Command(
        Action.RENAME,
        _at(Scope.JOURNAL),
        ("r",),
        title=message("Rename this run"),
        label=message("rename"),
        sentence=message("give the run a name"),
        needs=_HELD,
        hinted=_at(Scope.JOURNAL),
        words=(message("rename"),),
        typed=LINES,
        typed_help=message("name a run; without a name, take it away"),
    ),
    Command(
        Action.DELETE,
        _at(Scope.JOURNAL),
        ("d",),
        title=message("Delete this run"),
        label=message("delete"),
        sentence=message("take a run out of the list"),
        needs=_HELD,
        hinted=_at(Scope.JOURNAL),
        words=(message("delete"),),
        typed=LINES,
    ),
    Command(
        Action.RESTORE,
        _at(Scope.JOURNAL),
        ("u",),
        title=message("Bring the deleted run back"),
        label=message("bring back"),
        sentence=message("bring a deleted run back"),
        needs=(Need.DELETED_RUN,),
        hinted=_at(Scope.JOURNAL),
        words=(message("restore"),),
        letter="b",
        typed=LINES,
    ),
    Command(
        Action.RECKONING,
        RUN | {Scope.JOURNAL},
        ("l",),
        title=message("The reckoning"),
        label=message("reckoning"),
        sentence=message("the reckoning: your decisions beside history’s"),
        needs=_HELD,
        offer_needs=(Need.RECKONING,),
        hinted=_at(Scope.ENDING, Scope.JOURNAL),
        words=(message("reckon"),),
        aliases=("reckoning",),
        typed=LINES,
        typed_help=message("your decisions beside history’s"),
    ),
    Command(
        Action.GAZETTE,
        RUN | {Scope.JOURNAL},
        ("e",),
        title=message("Gazette"),
        label=message("gazette"),
        sentence=message("this run as a gazette, for a browser"),
        needs=_HELD,
        hinted=_at(Scope.ENDING, Scope.JOURNAL),
        words=(message("gazette"),),
        typed=LINES,
    ),
    Command(
        Action.CODE,
        RUN | {Scope.JOURNAL},
        ("c",),
        title=message("Run code"),
        label=message("run code"),
        sentence=message("this run as a code, to keep or to send"),
        needs=_HELD,
        hinted=_at(Scope.ENDING, Scope.JOURNAL),
        words=(message("code"),),
        typed=LINES,
    ),
    Command(
        Action.WATCH,
        _at(Scope.JOURNAL),
        ("v",),
        title=message("Watch this run again"),
        label=message("watch"),
        sentence=message("watch the run again as it was played, from its beginning"),
        needs=_HELD,
        hinted=_at(Scope.JOURNAL),
        words=(message("watch"),),
        typed=LINES - {Scope.REPLAY},
        typed_help=message("watch a run again, by its number or its code"),
    ),
    Command(
        Action.WATCH_CODE,
        _at(Scope.TITLE, Scope.JOURNAL),
        ("x",),
        title=message("Watch a run by its code"),
        sentence=message("watch a run that somebody gave you as a code"),
    ),
    Command(
        Action.BESIDE,
        _at(Scope.JOURNAL),
        ("k",),
        title=message("Lay this run beside another"),
        label=message("compare"),
        sentence=message("mark a run; on another one, show both side by side"),
        needs=_HELD,
        hinted=_at(Scope.JOURNAL),
        words=(message("compare"),),
        typed=LINES,
        typed_help=message("two runs side by side, by their numbers"),
    ),
    Command(
        Action.STATISTICS,
        _at(Scope.JOURNAL, Scope.TITLE),
        ("i",),
        title=message("Statistics"),
        label=message("statistics"),
        sentence=message("what all your runs came to, in figures"),
        hinted=_at(Scope.JOURNAL),
        words=(message("statistics"),),
        aliases=("stats",),
        typed=LINES,
    ),
    Command(
        Action.START_HERE,
        _at(Scope.TREE),
        ("enter",),
        title=message("Start from here"),
        label=message("choose"),
        sentence=message("begin a new run from here"),
        hinted=_at(Scope.TREE),
        words=(message("go"),),
        letter="g",
        typed=LINES,
        typed_help=message("begin a new run from moment N of the tree"),
    ),
    Command(
        Action.OTHER_SEAT,
        _at(Scope.TREE),
        ("tab",),
        title=message("The other seat’s tree"),
        label=message("other seat"),
        needs=(Need.SEATS,),
        hinted=_at(Scope.TREE),
    ),
    Command(Action.SEAT_BEFORE, _at(Scope.TREE), ("shift+tab",), needs=(Need.SEATS,)),
    Command(
        Action.NEW_SEED,
        _at(Scope.NEW_GAME),
        ("r",),
        title=message("Another seed"),
        label=message("another seed"),
        hinted=_at(Scope.NEW_GAME),
    ),
    Command(
        Action.AGAIN,
        words=(message("again"),),
        letter="a",
        typed=RUN,
        sentence=message("say again what has been said since your last decision"),
    ),
    # From anywhere.
    Command(
        Action.CONTINUE,
        _at(Scope.TITLE),
        title=message("Continue"),
        label=message("go on with the run played last"),
        needs=(Need.UNFINISHED_RUN,),
    ),
    Command(
        Action.JOURNAL,
        EVERYWHERE - {Scope.JOURNAL},
        ("j",),
        title=message("Journal"),
        label=message("journal"),
        sentence=message("journal: all your runs"),
        keyless=DIALOGS | {Scope.HAND_OVER},
        hinted=PAGES,
        words=(message("journal"),),
        typed=LINES,
        typed_help=message("your runs; with N, go on with one"),
    ),
    Command(
        Action.TREE,
        EVERYWHERE - {Scope.TREE},
        ("t",),
        title=message("Tree"),
        label=message("tree"),
        sentence=message("the roads that you took, and those that you left"),
        keyless=DIALOGS | FORMS | {Scope.REPLAY, Scope.RECKONING, Scope.HAND_OVER},
        hinted=_at(Scope.ENDING, Scope.JOURNAL),
        offer_needs=(Need.LISTED_RUN,),
        words=(message("tree"),),
        typed=LINES - {Scope.REPLAY},
    ),
    Command(
        Action.ENDINGS,
        EVERYWHERE - {Scope.ENDINGS},
        ("f",),
        title=message("Endings"),
        label=message("endings"),
        sentence=message("endings: those reached, and a hint of each of the others"),
        keyless=EVERYWHERE - PAGES - {Scope.TITLE},
        words=(message("endings"),),
        typed=LINES,
        typed_help=message("those reached, and a hint of each of the others; with N, open one that was reached"),
    ),
    Command(
        Action.NEW_GAME,
        EVERYWHERE - {Scope.NEW_GAME},
        ("n",),
        title=message("New game"),
        label=message("new game"),
        sentence=message("a new game"),
        keyless=EVERYWHERE - PAGES - {Scope.TITLE, Scope.JOURNAL},
        words=(message("new"),),
        typed=LINES,
        typed_help=message("a new game; with N, from seed N"),
    ),
    Command(
        Action.CLOSE,
        _at(Scope.JOURNAL, Scope.TREE) | FORMS,
        ("escape", "q"),
        title=message("Back"),
        label=message("back"),
        hinted=_at(Scope.JOURNAL, Scope.TREE) | FORMS,
        last=True,
    ),
    Command(
        Action.CLOSE,
        _at(Scope.RECKONING, Scope.TEXT, Scope.ENDINGS),
        ("escape", "q"),
        title=message("Close"),
        label=message("close"),
        hinted=_at(Scope.RECKONING, Scope.TEXT, Scope.ENDINGS),
        last=True,
    ),
    Command(
        Action.CLOSE,
        _at(Scope.PROMPT),
        ("escape",),
        title=message("Cancel"),
        label=message("cancel"),
        hinted=_at(Scope.PROMPT),
    ),
    Command(Action.CLOSE, _at(Scope.JOURNAL), ("j",)),
    Command(Action.CLOSE, _at(Scope.TREE), ("t",)),
    Command(Action.CLOSE, _at(Scope.RECKONING), ("l", "right")),
    Command(Action.CLOSE, _at(Scope.SETTINGS), ("comma",)),
    Command(Action.CLOSE, _at(Scope.TEXT), ("enter", "h", "p", "f1", "question_mark")),
    Command(Action.CLOSE, _at(Scope.ENDINGS), ("f", "h", "p", "f1", "question_mark")),
    Command(
        Action.HELP,
        EVERYWHERE,
        ("question_mark", "f1"),
        title=message("Help"),
        label=message("help"),
        sentence=message("help: what the keys do here, what the signs mean"),
        keyless=DIALOGS | {Scope.HAND_OVER},
        hinted=SCREENS,
        last=True,
        words=(message("help"),),
        letter="?",
        typed=LINES,
        typed_help=message("what can be typed"),
    ),
    Command(
        Action.SETTINGS,
        EVERYWHERE - {Scope.SETTINGS},
        ("comma",),
        title=message("Settings"),
        label=message("settings"),
        sentence=message("settings: colours, motion, text, column, language"),
        keyless=DIALOGS | {Scope.HAND_OVER},
        hinted=_at(Scope.TITLE),
        words=(message("settings"),),
        aliases=(",",),
        typed=LINES,
        typed_help=message("the language, here; width and colours, at the start"),
    ),
    Command(
        Action.LANGUAGE,
        EVERYWHERE,
        title=message("Language"),
        sentence=message("another language, story and all"),
        words=(message("language"),),
        aliases=("lang",),
        typed=LINES,
    ),
    Command(
        Action.PALETTE,
        EVERYWHERE,
        ("ctrl+p",),
        label=message("commands"),
        sentence=message("all commands, by name"),
        hinted=_at(Scope.TITLE),
    ),
    Command(
        Action.TITLE,
        EVERYWHERE - {Scope.TITLE},
        ("escape",),
        title=message("Back to the title"),
        label=message("back to the title"),
        keyless=DIALOGS | LISTS | FORMS,
        hinted=_at(Scope.HAND_OVER),
        words=(message("title"),),
        aliases=("menu",),
        letter="m",
        typed=LINES,
        typed_help=message("the title, with its menu"),
    ),
    Command(
        Action.QUIT,
        EVERYWHERE | {Scope.TOO_SMALL},
        ("q",),
        title=message("Quit"),
        label=message("quit"),
        sentence=message("quit; everything is kept"),
        keyless=DIALOGS | LISTS | FORMS | {Scope.HAND_OVER},
        hinted=RUN,
        last=True,
        words=(message("quit"), message("exit")),
        typed=LINES,
        typed_help=message("everything is kept"),
    ),
)

MENUS = {
    Scope.TITLE: (
        Action.CONTINUE,
        Action.NEW_GAME,
        Action.JOURNAL,
        Action.ENDINGS,
        Action.SETTINGS,
        Action.LANGUAGE,
        Action.QUIT,
    ),
    Scope.ENDING: (Action.RECKONING, Action.START_AGAIN, Action.TITLE, Action.NEW_GAME, Action.JOURNAL, Action.UNDO),
}
"""What is offered by number or under a caret, in the order in which it is offered."""


def give_keys(keys: Mapping[Action, tuple[str, ...]]) -> None:
    """Let commands that have a title be given by other keys from now on; by their own where none are said."""
    _given.clear()
    _given.update(keys)


def commands_at(where: Scope) -> Iterator[Command]:
    """The commands that can be given at a place, in the order of the table."""
    return (command for command in COMMANDS if where in command.where)


def command_of_key(where: Scope, key: str) -> Command | None:
    """The command that a key gives at a place; None where it gives none."""
    return next((command for command in commands_at(where) if key in command.keys_at(where)), None)


def key_of(action: Action, where: Scope) -> str:
    """How the key is written that does something at a place, for a sentence that names it."""
    return next(command for command in commands_at(where) if command.action is action).key_text


def letter_of(action: Action, where: Scope) -> str:
    """The shortest way to type in plain mode what does something at a place, for a sentence that names it."""
    return next(command for command in typed_at(where) if command.action is action).typed_letter


def footer(where: Scope, met: Container[Need]) -> list[Command]:
    """The commands that the footer of a place shows, in their order."""
    return [command for command in commands_at(where) if where in command.hinted and command.offered(met)]


def palette(where: Scope, met: Container[Need]) -> list[Command]:
    """The commands that can be looked for by name at a place."""
    return [command for command in commands_at(where) if command.title and command.refusal(met) is None]


def menu(where: Scope, met: Container[Need]) -> list[Command]:
    """The commands of a place's menu that can be given now, in their order."""
    named = [next(command for command in commands_at(where) if command.action is action) for action in MENUS[where]]
    return [command for command in named if command.offered(met)]


def help_rows(*places: Scope, author: bool = False) -> list[tuple[str, str]]:
    """The keys of some places, as they are written, each with what it does: an author's where one is at work."""
    rows = {
        command.key_text: command.help_text
        for command in COMMANDS
        if (command.label or command.sentence) and any(command.keys_at(where) for where in places)
        if author or Need.AUTHOR not in command.needs
    }
    return [*rows.items()]


def typed_at(where: Scope, author: bool = False) -> Sequence[Command]:
    """The commands that can be typed at a place in plain mode, in the order of the table; with an author's, or not."""
    return [c for c in COMMANDS if where in c.typed and (author or Need.AUTHOR not in c.needs)]


def key_table() -> str:
    """The keys of a run that is played, as a table of Markdown."""
    rows = help_rows(Scope.READING, Scope.DECIDING, Scope.ENDING)
    return "\n".join(["| key | what it does |", "|---|---|", *(f"| `{key}` | {does} |" for key, does in rows)])


_NAMES = {
    "slash": "/",
    "enter": "↵",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "comma": ",",
    "question_mark": "?",
    "f1": "F1",
    "tab": "Tab",
}


def key_name(key: str) -> str:
    """A key as keyboards write it."""
    if key == "escape":
        return tr("Esc")
    if key == "space":
        return tr("space")
    if key in _NAMES:
        return _NAMES[key]
    try:
        return unicodedata.lookup(key.replace("_", " "))  # Textual calls a sign by its name
    except KeyError:
        return key
