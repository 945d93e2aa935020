"""Help: what is on the screen, what the marks claim, which keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.i18n.catalogue import tr
from game.story.model import Story
from game.tui.widgets.hints import Hint
from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import TextDialog
from game.view.debrief import measures_explained
from game.view.gauges import gauges_explained


def help_screen(story: Story, here: Sequence[Hint] = (), signs: Sequence[tuple[str, str]] = ()) -> TextDialog:
    """The help page.

    Args:
        story: The story that is played: what its runs are measured by is told.
        here: What the keys do on the screen that it is opened from, where those are not the game's.
        signs: What is drawn on that screen and nowhere else, with what it means.
    """
    marks = (
        (f"● {tr('documented')}", tr("a fact of record")),
        (f"◐ {tr('disputed')}", tr("told in more than one way")),
        (f"○ {tr('invented')}", tr("the story’s own")),
        (f"△ {tr('reported')}", tr("a fact that was told, and not confirmed")),
        ("≠", tr("this run has left what really happened")),
    )
    gauges = (
        ("──╋━●──", tr("a force: who pulls harder, from one end to the other")),
        ("■■■□□", tr("a stake: what is left of it")),
        ("⢸⢣⡇⡔⢄ ⠆⠘⠰⡀", tr("the ground: your shocks in one stroke, the others’ in dots")),
        ("●●○", tr("a vote: how firm it is; only its own side sees it")),
    )
    own = (tr("HERE"), (*((hint.key, hint.says) for hint in here), *signs))
    figured = (tr("THE RECKONING"), measures_explained(story))
    tables = (
        own,
        (tr("KEYS"), _keys()),
        (tr("MARKS"), marks),
        (tr("GAUGES"), (*gauges, *gauges_explained(story))),
        figured,
    )
    return TextDialog([piece for title, rows in tables if rows for piece in _table(title, rows)])


def _keys() -> tuple[tuple[str, str], ...]:
    """The keys of the game."""
    return (
        ("1–9", tr("choose by number")),
        ("↑ ↓ ↵", tr("move and choose; Tab and the pointer do so too")),
        (tr("PgUp PgDn"), tr("read what is above and below, where a page is long")),
        (tr("any key"), tr("complete the text, then go on")),
        ("←", tr("read the previous page again")),
        ("h", tr("what really happened at your last decision")),
        ("u", tr("take back your last decision")),
        ("p", tr("forces, stakes, votes and the wire")),
        ("w", tr("who is who among those you have met")),
        ("l", tr("the reckoning: your decisions beside history’s")),
        ("s", tr("skip what you have read before (✓), up to the next decision")),
        ("c", tr("this run as a code, to keep or to send")),
        ("e", tr("this run as a gazette, for a browser")),
        ("j", tr("journal: all your runs")),
        (",", tr("settings: colours, motion, text, column, language")),
        ("ctrl+p", tr("commands: theme, motion, language")),
        (tr("Esc"), tr("back to the title")),
        ("q", tr("quit; everything is kept")),
    )


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> list[Piece]:
    lines = [Piece(Content.assemble((title, "bold $accent")))]
    for sign, says in rows:
        lines.append(Piece(Content.assemble((f"{sign:<15}", "bold $ink"), (says, "$quiet")), gap=0, hang=15))
    return lines
