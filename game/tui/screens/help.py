"""Help: what is on the screen, what the marks claim, which keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.i18n.catalogue import tr
from game.story.model import Story
from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets.prose import NEW, Piece
from game.view.commands import PAGES, Scope, help_rows
from game.view.debrief import measures_explained
from game.view.gauges import gauges_explained, looks
from game.view.new_game import rivals_explained
from game.view.text import Claim


def help_screen(
    story: Story, where: Scope | None = None, signs: Sequence[tuple[str, str]] = (), author: bool = False
) -> TextDialog:
    """The help page.

    Args:
        story: The story that is played: what its runs are measured by is told.
        where: The place that it is opened from; None for none.
        signs: What is drawn there and nowhere else, with what it means.
        author: Whether the story is being written.
    """
    marks = (
        *((f"{claim.sign} {claim.word}", claim.meaning) for claim in Claim),
        ("≠", tr("this run has left what really happened")),
        (NEW, tr("new to you, on a page that you have read before")),
    )
    gauges = [(look.sample, look.meaning) for look in looks()]
    gauges.insert(2, ("──────●", tr("its name in bold: it is at an end, or one step from it")))
    gauges.insert(3, ("⢸⢣⡇⡔⢄ ⠆⠘⠰⡀", tr("the ground: your shocks in one stroke, the others’ in dots")))
    game = help_rows(Scope.READING, Scope.DECIDING, Scope.ENDING)
    here = help_rows(where) if where is not None else []
    writing = [row for row in help_rows(*PAGES, author=author) if row not in game]
    own = [] if where in PAGES else [row for row in here if row not in game]
    tables = (
        (tr("HERE"), (*own, *signs)),
        (tr("WRITING"), writing),
        (tr("KEYS"), game),
        (tr("MARKS"), marks),
        (tr("GAUGES"), (*gauges, *gauges_explained(story))),
        (tr("THE RECKONING"), measures_explained(story)),
        (tr("THE OTHER SIDE"), rivals_explained(story) if len(story.seats) > 1 else ()),
    )
    return TextDialog([piece for title, rows in tables if rows for piece in _table(title, rows)])


def _table(title: str, rows: Sequence[tuple[str, str]]) -> list[Piece]:
    lines = [Piece(Content.assemble((title, "bold $accent")))]
    for sign, says in rows:
        lines.append(Piece(Content.assemble((f"{sign:<15}", "bold $ink"), (says, "$quiet")), gap=0, hang=15))
    return lines
