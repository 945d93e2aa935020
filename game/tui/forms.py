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
        about: The style of who or what they are about.
        hang: How far their lines after the first are indented; None for as far as the sign reaches.
        capitals: Whether they are set in capitals.
    """

    style: str = ""
    lead: str = ""
    lead_style: str = "bold $accent"
    about: str = "$quiet"
    hang: int | None = None
    capitals: bool = False


FORMS = {
    Role.HEADING: Form("bold $accent", capitals=True),
    Role.SECTION: Form("bold $quiet", capitals=True),
    Role.STORY: Form(),
    Role.SENTENCE: Form(),
    Role.NOTE: Form("$quiet"),
    Role.SPEECH: Form(hang=4),
    Role.FOLLOWED: Form("bold $ink", "=  "),
    Role.LEFT: Form("bold $ink", "≠  "),
    Role.MISSED: Form("bold $ink", "◇  "),
    Role.FACT: Form("bold $ink"),
    Role.DETAIL: Form(),
    Role.ACCOUNT: Form(about="bold $accent"),
    Role.SOURCE: Form("$quiet", "  — ", "$quiet"),
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


def _piece(item: Item, gap: int) -> Piece:
    form = FORMS[item.role]
    if item.role is Role.STORY:
        return Piece(item.words, item.claim, gap)
    words = content_of(item.words)
    if form.capitals:
        words = Content(words.plain.upper())
    lead = f"{item.number:>2} " if item.number is not None and not form.lead else form.lead
    parts: list[Content | tuple[str, str]] = [(lead, form.lead_style)]
    if item.about:
        parts.append((f"{item.about}  ", form.about))
    parts.append(words.stylize_before(form.style) if form.style else words)
    claim = "" if item.claim is None else f"{item.claim.sign}\N{NO-BREAK SPACE}{item.claim.word}"
    after = " · ".join(part for part in (item.note, claim) if part)
    if after:
        parts.append((f"  {after}", "$quiet"))
    hang = len(lead) if form.hang is None else form.hang
    return Piece(Content.assemble(*parts), gap=gap, hang=hang)
