"""What each seat can force, as lines to read and as data. It speaks English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from game.explore.forcing import Forcing, Hand, SeatAt, SharedWeight
from game.story.model import Story

HEAVIEST = 3
"""How many shared scenes are named for each seat."""


def lines(story: Story, forcing: Forcing) -> Iterator[str]:
    """One opening's verdict."""
    yield f"{forcing.opening}: {forcing.states:,} states"
    for hand in forcing.hands:
        yield f"  {_who(forcing, hand)}: {_first(hand)}"
        turned = next((passed.scene for passed in hand.passed if passed.share > 0.5), None)
        if not hand.forced and turned is not None:
            yield f"    can first force some ending in more than half of the runs at `{turned}`"
        for passed in hand.passed:
            yield f"    {passed.scene}: {_later(passed)}"
    for seat in story.seats:
        heaviest = [weight for weight in forcing.weights if weight.seat == seat][:HEAVIEST]
        if heaviest:
            yield f"  shared scenes that weigh most for {seat}: {'; '.join(map(_weight, heaviest))}"
    for perfect in forcing.perfect:
        worths = ", ".join(f"{seat} {story.endings[perfect.ending].worth[seat]}" for seat in story.seats)
        held = f", shared scenes {perfect.shared}'s" if forcing.shared else ""
        yield f"  perfect play{held}: `{perfect.ending}` ({worths}) after {perfect.decisions} decisions"
    if not forcing.perfect:
        yield "  perfect play: not worked out (endings without a worth, or roads that go round in circles)"


def data(forcing: Forcing) -> Mapping[str, Any]:
    """The same for programs."""
    return asdict(forcing)


def _who(forcing: Forcing, hand: Hand) -> str:
    if not forcing.shared:
        return hand.seat
    return f"{hand.seat}, shared scenes {'its own' if hand.shared else 'the others’'}"


def _first(hand: Hand) -> str:
    forced = ", ".join(f"`{id}`" for id in hand.forced) or "nothing"
    sure = "" if hand.sure is None else f"; sure of {hand.sure} of 10"
    return f"forces from the first scene {forced}{sure}"


def _later(passed: SeatAt) -> str:
    sentence = f"some ending forced in {_percent(passed.share)} of the runs at random"
    if passed.endings:
        sentence += f" ({', '.join(f'`{id}` {_percent(share)}' for id, share in list(passed.endings.items())[:3])})"
    if passed.sure is not None:
        mean, least, most = passed.sure
        sentence += f"; sure of {mean:.1f} on average ({least} to {most})"
    return sentence


def _weight(weight: SharedWeight) -> str:
    return (
        f"`{weight.scene}` {_percent(weight.share)} of what it may expect "
        f"({weight.swing:.1f} between its choices, passed in {_percent(weight.reach)} of the runs at random)"
    )


def _percent(share: float) -> str:
    """A share that is never rounded to nothing, nor to certainty."""
    shown = f"{100 * share:.0f}"
    if shown == "0" and share > 0:
        return "<1 %"
    return ">99 %" if shown == "100" and share < 1 - 1e-9 else f"{shown} %"
