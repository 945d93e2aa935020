"""The stuff of every page: words, each with the role that they play in it.

An `Item` is a paragraph or a line. Its role says what it is, never how it looks. Words come as a story's own blocks, so
that emphasis stays a role as well; no front ever parses them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from game.i18n.catalogue import tr, trc
from game.story.markup import Block, BlockKind, Span, Style
from game.story.paragraphs import Mark

if TYPE_CHECKING:
    from game.play.page import Passage


class Role(Enum):
    """What an item is on its page."""

    HEADING = "heading"
    """What a page is about."""
    SECTION = "section"
    """What a part of a page is about."""
    STORY = "story"
    """A paragraph of the story, with what it claims to be."""
    SENTENCE = "sentence"
    """A sentence of the game itself."""
    STRONG = "strong"
    """What a page is opened for: a code, a file."""
    NOTE = "note"
    """The same, said in passing."""
    SPEECH = "speech"
    """What somebody did: `about` says who."""
    FOLLOWED = "followed"
    """Here the run did what history did."""
    LEFT = "left"
    """Here it did something else."""
    MISSED = "missed"
    """Here it never came."""
    FACT = "fact"
    """A fact's title; `note` says when it was."""
    DETAIL = "detail"
    """What is said of the item above."""
    ACCOUNT = "account"
    """One of several accounts of a fact: `about` says which."""
    SOURCE = "source"
    """Who reported what stands above."""

    TITLE = "title"
    """An episode's title, or an ending's: `about` says which of the two it is."""
    QUESTION = "question"
    """What an episode leaves open; `about` says which one ends."""
    CHOSEN = "chosen"
    """The line that was taken, and who took it."""
    GAIN = "gain"
    """By how much a gauge rose: `about` names it, `note` says why."""
    LOSS = "loss"
    """The same of one that fell."""
    MOVED = "moved"
    """What another side did, as far as it is heard of: `about` says which side, `note` when."""
    THEIR_GAIN = "their gain"
    """By how much it made a gauge rise: `about` names it."""
    THEIR_LOSS = "their loss"
    """The same of one that fell."""
    MEANING = "meaning"
    """What a gauge measures, told where its reader first meets it: `about` names it."""
    AT_LIMIT = "at limit"
    """A gauge that was pushed and could not move."""
    OFF_HISTORY = "off history"
    """Here the run leaves what really happened."""
    STUCK = "stuck"
    """The story leads no further."""
    CAUSE = "cause"
    """What had to hold for an ending; `note` says since when, and by whom."""
    TURNED = "turned"
    """A step at which a run turned: `about` says what it was to the run, `note` what it made of the odds."""
    VERDICT = "verdict"
    """What a figure says, in a sentence."""
    MEASURES = "measures"
    """Figures in a line, under what they measure."""
    REACHED = "reached"
    """An ending that was reached; `note` says how often and when."""
    UNREACHED = "unreached"
    """One that was not: the outline of its title."""
    ENTRY = "entry"
    """An ending in a list of all of them."""
    EPITAPH = "epitaph"
    """An ending's last word."""
    HINT = "hint"
    """What leads to an ending that was not reached."""
    CHANCE = "chance"
    """How likely an ending is; `about` says from which seat."""
    UNLOCKED = "unlocked"
    """What has been opened."""


class Claim(Enum):
    """What a paragraph or a fact claims to be, in the order in which the help tells them."""

    DOCUMENTED = "documented"
    DISPUTED = "disputed"
    INVENTED = "invented"
    REPORTED = "reported"

    @property
    def sign(self) -> str:
        """The sign before its word, where signs can be drawn."""
        return _SIGNS[self]

    @property
    def word(self) -> str:
        """Its word."""
        return tr(_WORDS[self])

    @property
    def meaning(self) -> str:
        """What it means, for the help."""
        return tr(_MEANINGS[self])


_SIGNS = {Claim.DOCUMENTED: "●", Claim.DISPUTED: "◐", Claim.INVENTED: "○", Claim.REPORTED: "△"}
_WORDS = {
    Claim.DOCUMENTED: "documented",
    Claim.DISPUTED: "disputed",
    Claim.INVENTED: "invented",
    Claim.REPORTED: "reported",
}
_MEANINGS = {
    Claim.DOCUMENTED: "a fact of record",
    Claim.DISPUTED: "told in more than one way",
    Claim.INVENTED: "the story’s own",
    Claim.REPORTED: "a fact that was told, and not confirmed",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a line of a page.

    Attributes:
        role: What it is.
        words: What it says.
        about: Who or what it is about, said before the words; often nothing.
        note: What is said after them in passing: when, why, how often; often nothing.
        claim: What it claims to be, if it claims anything.
        number: Its number in a list that is counted, from 1.
        fresh: Whether it is new on a page that was read before.
    """

    role: Role
    words: Block
    about: str = ""
    note: str = ""
    claim: Claim | None = None
    number: int | None = None
    fresh: bool = False


def goes_with(above: Item | None, below: Item) -> bool:
    """Whether an item stands right under the one above it, with no blank line between them."""
    if above is None:
        return False
    rows = any(above.role in rows and below.role in rows for rows in _ROWS)
    return rows or below.role in _UNDER or above.role in _OVER


_UNDER = frozenset({Role.DETAIL, Role.SOURCE, Role.CHANCE, Role.MEASURES})
_OVER = frozenset({Role.REACHED, Role.UNREACHED, Role.ENTRY})
_ROWS = (
    {Role.SPEECH},
    {Role.CAUSE},
    {Role.TURNED},
    {Role.VERDICT},
    {Role.MEANING},
    {Role.GAIN, Role.LOSS, Role.AT_LIMIT},
    {Role.MOVED, Role.THEIR_GAIN, Role.THEIR_LOSS},
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not told, in a sentence."""

    why: str


def item(
    role: Role, text: str, about: str = "", note: str = "", claim: Claim | None = None, number: int | None = None
) -> Item:
    """An item whose words have no emphasis and are no markup."""
    return Item(role, block_of(text), about, note, claim, number)


def block_of(text: str) -> Block:
    """A text as it stands, its stars and braces left alone."""
    return Block(BlockKind.PARAGRAPH, (Span(text),) if text else ())


def story_items(passages: Iterable[Passage], fresh: Container[str] = ()) -> tuple[Item, ...]:
    """Paragraphs of a story, each with its claim; `fresh` are the places of those that are new to who reads them."""
    return tuple(
        Item(Role.STORY, passage.block, claim=claim_of(passage.mark), fresh=passage.place in fresh)
        for passage in passages
    )


def claim_of(mark: Mark | None) -> Claim | None:
    """What the mark of a paragraph claims."""
    return None if mark is None else Claim(mark.value)


def worth_in_words(worth: float) -> str:
    """What an ending is worth to a seat, or is expected to be, such as `6.2`."""
    return f"{worth:.1f}".replace(".", trc("decimal sign", "."))


def quoted(words: str) -> str:
    """What was said, between quotation marks unless it has some."""
    return words if words[:1] in '«“"' else tr("“{words}”", words=words)


def in_quotes(block: Block) -> str:
    """A block's words alone, those in italics between quotation marks, for where there are no italics."""
    return "".join(_in_quotes(span) for span in block.spans)


def _in_quotes(span: Span) -> str:
    text = span.text.strip()
    if span.style is not Style.EMPHASIS or not text or text[0] in '«“‹‘"':
        return span.text
    before, _, after = span.text.partition(text)
    return before + tr("“{words}”", words=text) + after
