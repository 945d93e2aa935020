"""What became of a story's laws, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.explore.combine import road_command
from game.explore.laws import LawStatus, Ruling
from game.explore.witnesses import Witness
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure
from game.play.run import Run
from game.play.setup import Setup, opposite, seat_word
from game.play.share_code import encode
from game.program import command_line


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
