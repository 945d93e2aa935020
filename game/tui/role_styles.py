"""What each role looks like on the screen: its colours, its sign, how far it is indented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from game.tui.typeset import content_of
from game.tui.widgets.prose import Piece
from game.view.text import Item, Role, goes_with


@dataclass(frozen=True)
class Form:
    """How items of a role are set.

    Attributes:
        style: The style of their words.
        lead: The sign before them, with the blanks that follow it.
        lead_style: Its style.
        about: The style of who or what they are about; empty where that is not written.
        apart: What stands between that and their words.
        sign: What stands right before their words, in their style.
        note: The style of what is said in passing.
        hang: How far their lines after the first are indented; None for as far as the sign reaches.
        capitals: Whether they are set in capitals.
    """

    style: str = ""
    lead: str = ""
    lead_style: str = "bold $accent"
    about: str = "$quiet"
    apart: str = "  "
    sign: str = ""
    note: str = "$quiet"
    hang: int | None = None
    capitals: bool = False


FORMS = {
    Role.HEADING: Form("bold $accent", capitals=True),
    Role.SECTION: Form("bold $quiet", capitals=True),
    Role.STORY: Form(),
    Role.SENTENCE: Form(),
    Role.STRONG: Form("bold $ink"),
    Role.NOTE: Form("$quiet"),
    Role.SPEECH: Form(hang=4),
    Role.FOLLOWED: Form("bold $ink", "=  "),
    Role.LEFT: Form("bold $ink", "≠  "),
    Role.MISSED: Form("bold $ink", "◇  "),
    Role.FACT: Form("bold $ink"),
    Role.DETAIL: Form(),
    Role.ACCOUNT: Form(about="bold $accent"),
    Role.SOURCE: Form("$quiet", "  — ", "$quiet"),
    Role.TITLE: Form("bold $accent", about=""),
    Role.QUESTION: Form("bold italic $ink", about=""),
    Role.CHOSEN: Form("bold $ink", "▸ ", about=""),
    Role.GAIN: Form("bold $accent", about="$ink", apart=" ", sign="+", note="italic $quiet"),
    Role.LOSS: Form("bold $accent", about="$ink", apart=" ", sign="−", note="italic $quiet"),
    Role.MOVED: Form("italic $ink", "↯  ", about="bold $ink"),
    Role.THEIR_GAIN: Form("bold $quiet", "   ", about="$ink", apart=" ", sign="+"),
    Role.THEIR_LOSS: Form("bold $quiet", "   ", about="$ink", apart=" ", sign="−"),
    Role.MEANING: Form("$quiet", about="bold $quiet", hang=2),
    Role.AT_LIMIT: Form("$quiet", about="$ink"),
    Role.OFF_HISTORY: Form("bold $ink", "≠  "),
    Role.STUCK: Form("bold $accent"),
    Role.CAUSE: Form("$ink", "·  ", "$accent"),
    Role.TURNED: Form("$ink", about="bold $accent", hang=3),
    Role.VERDICT: Form("italic $ink"),
    Role.MEASURES: Form("$quiet", "   "),
    Role.REACHED: Form("bold $ink", "●  ", "$accent"),
    Role.UNREACHED: Form("$quiet", "○  ", "$quiet"),
    Role.ENTRY: Form("bold $ink", lead_style="$accent"),
    Role.EPITAPH: Form("italic $ink", "❧  ", "$accent"),
    Role.HINT: Form("italic $quiet", "   "),
    Role.CHANCE: Form("$quiet", "   "),
    Role.UNLOCKED: Form("bold $ink", "✦  "),
}
"""By role; a test holds that none is missing."""


def pieces_of(items: Iterable[Item]) -> list[Piece]:
    """Items as paragraphs to set, with a blank line before each that does not go with the one above."""
    pieces, above = list[Piece](), None
    for item in items:
        pieces.append(_piece(item, gap=int(not goes_with(above, item))))
        above = item
    return pieces


def spaced(text: str) -> str:
    """A few words in capitals with blanks between them, for what stands over a title."""
    return " ".join(text.upper())


def words_of(item: Item) -> Content:
    """An item's words in its style."""
    form = FORMS[item.role]
    words = content_of(item.words)
    if form.capitals:
        words = Content(words.plain.upper())
    return words.stylize_before(form.style) if form.style else words


def _piece(item: Item, gap: int) -> Piece:
    form = FORMS[item.role]
    if item.role is Role.STORY:
        return Piece(item.words, item.claim, gap, fresh=item.fresh)
    lead = f"{item.number:>2} " if item.number is not None and not form.lead else form.lead
    parts: list[Content | tuple[str, str]] = [(lead, form.lead_style)]
    if item.about and form.about:
        parts.append((f"{item.about}{form.apart}", form.about))
    parts += [(form.sign, form.style), words_of(item)]
    claim = "" if item.claim is None else f"{item.claim.sign}\N{NO-BREAK SPACE}{item.claim.word}"
    after = " · ".join(part for part in (item.note, claim) if part)
    if after:
        parts.append((f"  {after}", form.note))
    hang = len(lead) if form.hang is None else form.hang
    return Piece(Content.assemble(*parts), gap=gap, hang=hang)
