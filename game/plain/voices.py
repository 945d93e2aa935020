"""What each role sounds like in lines of text: the word before it, the words around it, how it is indented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.i18n.catalogue import tr, trc
from game.plain.lines import Lines, Tone
from game.story.markup import BlockKind
from game.view.text import Item, Refusal, Role, goes_with, in_quotes


@dataclass(frozen=True)
class Voice:
    """How items of a role are said: how they sound where colours were asked for, and how far they are indented."""

    tone: Tone = Tone.PLAIN
    indent: str = ""


_STRONG, _QUIET, _INSIDE, _UNDER = Voice(Tone.STRONG), Voice(Tone.QUIET), Voice(indent="  "), Voice(indent="   ")

VOICES = {
    Role.HEADING: _STRONG,
    Role.SECTION: _STRONG,
    Role.STORY: Voice(),
    Role.SENTENCE: Voice(),
    Role.STRONG: _STRONG,
    Role.NOTE: _QUIET,
    Role.SPEECH: Voice(),
    Role.FOLLOWED: _STRONG,
    Role.LEFT: _STRONG,
    Role.MISSED: _STRONG,
    Role.FACT: _STRONG,
    Role.DETAIL: Voice(),
    Role.ACCOUNT: Voice(),
    Role.SOURCE: _INSIDE,
    Role.TITLE: _STRONG,
    Role.QUESTION: Voice(),
    Role.CHOSEN: _STRONG,
    Role.GAIN: Voice(),
    Role.LOSS: Voice(),
    Role.MOVED: Voice(),
    Role.THEIR_GAIN: _INSIDE,
    Role.THEIR_LOSS: _INSIDE,
    Role.MEANING: _QUIET,
    Role.AT_LIMIT: Voice(),
    Role.OFF_HISTORY: _STRONG,
    Role.STUCK: _STRONG,
    Role.CAUSE: _UNDER,
    Role.TURNED: Voice(),
    Role.VERDICT: Voice(),
    Role.MEASURES: _UNDER,
    Role.REACHED: Voice(),
    Role.UNREACHED: Voice(),
    Role.ENTRY: Voice(),
    Role.EPITAPH: Voice(),
    Role.HINT: _UNDER,
    Role.CHANCE: _UNDER,
    Role.UNLOCKED: _STRONG,
}
"""By role; a test holds that none is missing."""


def tell(lines: Lines, items: Iterable[Item]) -> None:
    """Say items, a blank line before each that does not go with the one above, and one after the last."""
    above = None
    for item in items:
        if above is not None and not goes_with(above, item):
            lines.say()
        voice = VOICES[item.role]
        lines.say(voice.indent + in_words(item), voice.indent + _hang(item), voice.tone)
        above = item
    if above is not None:
        lines.say()


def tell_or_refuse(lines: Lines, answer: Iterable[Item] | Refusal) -> None:
    """Say items; or why there are none."""
    if isinstance(answer, Refusal):
        lines.say(answer.why)
    else:
        tell(lines, answer)


def in_words(item: Item) -> str:
    """All of an item in words: whom it is about, what it says, what is said in passing, what it claims to be."""
    words = _around(item, in_quotes(item.words))
    words += f" ({item.note})" if item.note else ""
    words = f"{item.number}. {words}" if item.number is not None else words
    words += f" [{item.claim.word}]" if item.claim is not None else ""
    return words + (f" [{trc('paragraph', 'new')}]" if item.fresh else "")


def _around(item: Item, words: str) -> str:
    """An item's words with those that its role puts around them."""
    if item.role is Role.UNREACHED:
        return tr("Not reached yet.")
    if item.role in (Role.GAIN, Role.THEIR_GAIN):
        return tr("{name} plus {n}", name=item.about, n=words)
    if item.role in (Role.LOSS, Role.THEIR_LOSS):
        return tr("{name} minus {n}", name=item.about, n=words)
    if item.role is Role.SOURCE:
        return tr("Source: {source}", source=words)
    if item.role is Role.QUESTION:
        return words
    if item.words.kind is BlockKind.QUOTE:
        words = tr("Quotation: {text}", text=words)
    if item.words.kind is BlockKind.ITEM:
        words = f"- {words}"
    if not words:
        return item.about
    return tr("{names}: {says}", names=item.about, says=words) if item.about else words


def _hang(item: Item) -> str:
    return "  " if item.words.kind is BlockKind.ITEM else ""
