"""What became of a story's laws, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.explore.combine import road_command
from game.explore.laws import LawStatus, Ruling
from game.explore.witnesses import Witness
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure
from game.play.run import Run
from game.play.setup import Setup, opposite, seat_word
from game.play.share_code import encode
from game.program import command_line

_MOST_UNPROVED = 12
"""How many laws that one limit left unproved have a line of their own: more are named in one."""


def table(rulings: Sequence[Ruling], path: str) -> Iterator[str]:
    """Laws and what is known of each, and how many there are of a kind; `path` as for `lines`."""
    unproved: dict[str, list[str]] = {}
    for ruling in rulings:
        if ruling.status is LawStatus.NOT_PROVED:
            unproved.setdefault(str(ruling.limit), []).append(ruling.law.name)
    many = {limit: names for limit, names in unproved.items() if len(names) > _MOST_UNPROVED}
    for ruling in rulings:
        if ruling.status is not LawStatus.NOT_PROVED or str(ruling.limit) not in many:
            yield from lines(ruling, path)
    for limit, names in many.items():
        some = ", ".join((*names[:_MOST_UNPROVED], "…"))
        yield tr("{count} laws not proved: {limit}; {names}", count=len(names), limit=limit, names=some)
    proved, broken = (
        sum(ruling.status is status for ruling in rulings) for status in (LawStatus.PROVED, LawStatus.REFUTED)
    )
    if broken:
        yield trn(
            "{proved} of {count} law proved, {broken} broken",
            "{proved} of {count} laws proved, {broken} broken",
            len(rulings),
            proved=proved,
            broken=broken,
        )
    else:
        yield trn("{proved} of {count} law proved", "{proved} of {count} laws proved", len(rulings), proved=proved)


def lines(ruling: Ruling, path: str) -> Iterator[str]:
    """A law and what is known of it; where it is broken, where, and the road there.

    Args:
        ruling: What is known.
        path: The story's folder, for the command that takes the road; empty for the shipped story.
    """
    name, says, states = ruling.law.name, ruling.law.says, figure(ruling.states)
    if ruling.status is LawStatus.NOT_PROVED:
        yield tr("{name}: not proved: {limit}; `{law}`", name=name, limit=str(ruling.limit), law=says)
    elif ruling.status is LawStatus.PROVED and ruling.empty:
        yield tr("{name}: holds of nothing: no run comes there; `{law}`", name=name, law=says)
    elif ruling.status is LawStatus.PROVED and not ruling.states:
        yield tr("{name}: proved by ranges alone; `{law}`", name=name, law=says)
    elif ruling.status is LawStatus.PROVED:
        yield trn(
            "{name}: proved in {shown} state; `{law}`",
            "{name}: proved in {shown} states; `{law}`",
            ruling.states,
            name=name,
            shown=states,
            law=says,
        )
    else:
        assert ruling.setup is not None
        if ruling.place:
            yield tr("{name}: BROKEN at {place}; `{law}`", name=name, place=ruling.place, law=says)
        else:
            yield tr("{name}: BROKEN; `{law}`", name=name, law=says)
        yield from road(ruling.setup, ruling.road, path)


def road(setup: Setup, witness: Witness | None, path: str) -> Iterator[str]:
    """How to see a state for oneself: the command, and the run's code."""
    if witness is None:
        yield "  " + tr("there was no time for its road")
    elif witness.seed is None:
        yield "  " + tr("after {road}, with luck: no seed was found that lets it through", road=witness)
    else:
        at = seat_word(setup), opposite(setup), setup.opening
        yield f"  {road_command('watch', at, witness, path)}"
        yield "  " + command_line("replay", encode(Run.replay(setup, witness.decisions)), *([path] if path else []))
