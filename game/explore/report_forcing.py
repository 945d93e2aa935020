"""What each seat can force, as lines to read and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from game.explore.forcing import Forcing, Hand, Perfect, SeatAt, SharedWeight
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure
from game.story.model import Story

_MOST = 3
"""How many shared scenes are named for each seat, and how many endings at each scene."""


def lines(story: Story, forcing: Forcing) -> Iterator[str]:
    """One opening's verdict."""
    yield trn(
        "{opening}: {states} state",
        "{opening}: {states} states",
        forcing.states,
        opening=forcing.opening,
        states=figure(forcing.states),
    )
    for hand in forcing.hands:
        yield f"  {_who(forcing, hand)}"
        yield f"    {_first(hand)}"
        turned = next((passed.scene for passed in hand.passed if passed.share > 0.5), None)
        if not hand.forced and turned is not None:
            yield "    " + tr(
                "in more than half of the runs, some ending can be forced from `{scene}` on", scene=turned
            )
        yield from (f"    {tr('{name}:', name=passed.scene)} {_later(passed)}" for passed in hand.passed)
    for seat in story.seats:
        heaviest = [weight for weight in forcing.weights if weight.seat == seat][:_MOST]
        if heaviest:
            yield "  " + tr("what the shared scenes decide of what {seat} may expect:", seat=seat)
            yield from (f"    {_weight(weight)}" for weight in heaviest)
    yield from (f"  {_perfect(story, forcing, perfect)}" for perfect in forcing.perfect)
    if not forcing.perfect:
        yield "  " + tr("perfect play: not worked out (endings without a worth, or roads that go round in circles)")


def data(forcing: Forcing) -> Mapping[str, Any]:
    """The same for programs."""
    return asdict(forcing)


def _who(forcing: Forcing, hand: Hand) -> str:
    if not forcing.shared:
        return tr("{seat}:", seat=hand.seat)
    if hand.shared:
        return tr("{seat}, deciding the shared scenes too:", seat=hand.seat)
    return tr("{seat}, the others deciding the shared scenes:", seat=hand.seat)


def _first(hand: Hand) -> str:
    forced = ", ".join(f"`{id}`" for id in hand.forced)
    known = tr("forces from the first scene on: {endings}", endings=forced) if forced else tr("forces nothing at first")
    return known if hand.sure is None else tr("{known}; sure of {worth} of 10", known=known, worth=hand.sure)


def _later(passed: SeatAt) -> str:
    sentence = tr("some ending forced in {share} of the runs at random", share=_percent(passed.share))
    if passed.endings:
        likeliest = list(passed.endings.items())[:_MOST]
        sentence += f" ({', '.join(f'`{id}` {_percent(share)}' for id, share in likeliest)})"
    if passed.sure is None:
        return sentence
    mean, least, most = passed.sure
    return tr(
        "{known}; sure of {mean} on average ({least} to {most})",
        known=sentence,
        mean=figure(mean, 1),
        least=least,
        most=most,
    )


def _weight(weight: SharedWeight) -> str:
    return tr(
        "{scene}: {share} (its choices lie {swing} apart; passed in {reach} of the runs at random)",
        scene=weight.scene,
        share=_percent(weight.share),
        swing=figure(weight.swing, 1),
        reach=_percent(weight.reach),
    )


def _perfect(story: Story, forcing: Forcing, perfect: Perfect) -> str:
    worths = ", ".join(f"{seat} {story.endings[perfect.ending].worth[seat]}" for seat in story.seats)
    ended = trn(
        "`{ending}` ({worths}) after {count} decision",
        "`{ending}` ({worths}) after {count} decisions",
        perfect.decisions,
        ending=perfect.ending,
        worths=worths,
    )
    if not forcing.shared:
        return tr("perfect play: {ended}", ended=ended)
    return tr("perfect play, {seat} deciding the shared scenes: {ended}", seat=perfect.shared, ended=ended)


def _percent(share: float) -> str:
    """A share that is never rounded to nothing, nor to certainty."""
    shown = f"{100 * share:.0f}"
    if shown == "0" and share > 0:
        shown = "< 1"
    elif shown == "100" and share < 1 - 1e-9:
        shown = "> 99"
    return tr("{share} %", share=shown)
