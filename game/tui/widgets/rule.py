"""The line between the page and the choices: it says what is above it, what is below, and what a key would do."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from game.i18n.catalogue import tr, trn
from game.tui.typeset import centred

_LONGEST = 46


@dataclass(frozen=True)
class Turning:
    """Where the reader is on a page.

    `above` when some of it is above, `below` what comes next ("" for nothing more), `waits` when a key then turns it;
    `crowd` counts the choices where not all of them are seen at once; `middle` is the width in whose middle all of the
    page stands, 0 where it does not.
    """

    above: bool = False
    below: str = ""
    waits: bool = False
    crowd: int = 0
    middle: int = 0


class Rule(Widget):
    """A short line with signs in it."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self) -> None:
        super().__init__()
        self._turning = Turning()

    def show(self, turning: Turning) -> None:
        """Say something else."""
        if turning != self._turning:
            self._turning = turning
            self.refresh()

    def render(self) -> Content:
        """The signs on their line; where the page only waits, what it waits for."""
        turning, width = self._turning, min(self.size.width, _LONGEST)
        if turning.waits and not turning.below:
            waiting = Content.assemble(("▾  ", "$accent"), (tr("any key to go on"), "$quiet"))
            return centred(waiting, turning.middle) if turning.middle else waiting
        signs = [
            (f"↓ {turning.below}", "bold $accent") if turning.below else None,
            (f"↑ {tr('PgUp')}", "$quiet") if turning.above else None,
            (f"↕ {trn('{count} choice', '{count} choices', turning.crowd)}", "$quiet") if turning.crowd else None,
        ]
        parts: list[tuple[str, str]] = []
        for sign in filter(None, signs):
            parts += [("───", "$faint"), (f" {sign[0]} ", sign[1])]
        drawn = sum(cell_len(text) for text, _ in parts)
        return Content.assemble(*parts, ("─" * max(0, width - drawn), "$faint"))
