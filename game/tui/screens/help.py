"""Help: what is on the screen, what the marks claim, which keys there are."""

from __future__ import annotations

from textual.content import Content

from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import Spread
from game.words import tr


def help_screen() -> Spread:
    """The help page."""
    keys = (
        ("1–9", tr("choose (also the top row of a French keyboard, without shift)")),
        ("↑ ↓ ↵", tr("move and choose; the pointer does both")),
        (tr("any key"), tr("complete the text, then go on")),
        ("←", tr("read the page before again")),
        ("h", tr("what really happened at your last decision")),
        ("u", tr("take back your last decision")),
        ("p", tr("forces, stakes, votes and the wire")),
        ("j", tr("journal: all your runs")),
        ("ctrl+p", tr("commands: theme, motion, language")),
        (tr("Esc"), tr("back to the title")),
        ("q", tr("quit; everything is kept")),
    )
    marks = (
        (f"● {tr('documented')}", tr("a fact of record")),
        (f"◐ {tr('disputed')}", tr("told in more than one way")),
        (f"○ {tr('invented')}", tr("the story's own")),
        ("≠", tr("this run has left what really happened")),
    )
    gauges = (
        ("──╋━●──", tr("a force: who pulls harder, from one end to the other")),
        ("■■■□□", tr("a stake: what is left of it")),
        ("●●○", tr("a vote: how firm it is; only its own side sees it")),
    )
    return Spread([*_table(tr("KEYS"), keys), *_table(tr("MARKS"), marks), *_table(tr("GAUGES"), gauges)])


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> list[Piece]:
    lines = [Piece(Content.assemble((title, "bold $accent")))]
    for sign, says in rows:
        lines.append(Piece(Content.assemble((f"{sign:<15}", "bold $ink"), (says, "$quiet")), gap=0, hang=15))
    return lines
