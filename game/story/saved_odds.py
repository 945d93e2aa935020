"""The odds of a story's endings, as the explorer proved them once: `odds.json` beside `story.yaml`.

They are shown to readers, so they are read like anything else in a stranger's folder: a file that is too large, strange
or made for an earlier shape of the story says nothing at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.i18n.catalogue import tr, trc
from game.story.fingerprint import fingerprint
from game.story.folder import Unreadable, read_file
from game.story.model import Story

FILE = "odds.json"
MOST_BYTES = 200_000

_RIVALS = ("history", "weighted")
_FORMER = ("histoire", "realiste")
"""What version 0.1 called them."""


@dataclass(frozen=True, slots=True)
class EndingOdds:
    """How likely an ending is from a seat, when everything is chosen blindly: 0 to 1.

    `history` is against a rival that follows history, `realistic` against one that draws by weight.
    """

    seat: str
    history: float
    realistic: float


Odds = Mapping[str, tuple[EndingOdds, ...]]
"""By ending, the chance from each seat."""


def read_odds(folder: Path, story: Story) -> Odds | None:
    """The odds from a story's first opening; None where there are none, or none for the story as it is."""
    try:
        written = read_file(folder, FILE, MOST_BYTES)
        if len(written) > MOST_BYTES:
            return None
        data = json.loads(written.decode("utf-8"))
        if data["shape"] != fingerprint(story):
            return None
        seats = data["odds"][next(iter(story.openings))]
        return {id: tuple(_chance(id, seat, seats[seat]) for seat in story.seats) for id in story.endings}
    except (Unreadable, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def percent(odds: float) -> str:
    """Odds as a reader takes them in: never rounded to nothing, never to certainty."""
    if odds <= 0:
        return "—"
    shown = f"{100 * odds:.1f}" if odds < 0.1 else f"{100 * odds:.0f}"
    if float(shown) == 0 or (shown == "100" and odds < 0.999999):
        shown = "<0.1" if odds < 0.5 else ">99"
    return tr("{percent}%", percent=shown.replace(".", trc("decimal sign", ".")))


def _chance(ending: str, seat: str, rivals: Any) -> EndingOdds:
    words = _FORMER if _FORMER[0] in rivals else _RIVALS
    likelihoods = [float(rivals[rival].get(ending, 0.0)) for rival in words]
    if not all(0 <= odds <= 1.000001 for odds in likelihoods):
        raise ValueError(ending)
    return EndingOdds(seat, *likelihoods)
