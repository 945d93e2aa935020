"""The help as lines: what can be typed here; and, asked for, what marks, gauges and figures mean."""

from __future__ import annotations

from collections.abc import Iterable

from game.i18n.catalogue import tr
from game.plain.commands import TypedCommand
from game.plain.lines import Lines, Tone
from game.story.model import Story
from game.view.debrief import measures_explained
from game.view.gauges import gauges_explained
from game.view.new_game import rivals_explained
from game.view.text import Claim


def tell_help(lines: Lines, basics: str, commands: Iterable[TypedCommand]) -> None:
    """What goes without a command, then a line for each."""
    lines.say(basics)
    tell_commands(lines, commands)
    lines.say(tr("“? journal”: what can be done with runs, their tree and the endings."))
    lines.say(tr("“? signs”: what the marks, the gauges and the figures mean."))


def tell_commands(lines: Lines, commands: Iterable[TypedCommand]) -> None:
    """A line for each."""
    for command in commands:
        lines.say(command.told, "   ")


def tell_meanings(lines: Lines, story: Story) -> None:
    """What the words in brackets claim, how gauges are read, what the reckoning counts."""
    marks = (
        *((claim.word, claim.meaning) for claim in Claim),
        (tr("closed"), tr("a choice that cannot be taken now, and why")),
        (tr("read before"), tr("a page that you have met already, in this run or another, here or on the screen")),
    )
    gauges = (
        (tr("balance of forces"), tr("who pulls harder; 0 is all one side’s, the maximum all the other’s")),
        (tr("at stake"), tr("what is left of it")),
        (tr("votes"), tr("how firm it is; only its own side sees it")),
    )
    figures = measures_explained(story)
    for title, rows in (
        (tr("Marks"), marks),
        (tr("Gauges"), (*gauges, *gauges_explained(story))),
        (tr("The reckoning"), figures),
        (tr("The other side"), rivals_explained(story) if len(story.seats) > 1 else ()),
    ):
        if rows:
            lines.say(title, tone=Tone.STRONG)
        for name, says in rows:
            lines.say(tr("{names}: {says}", names=name, says=says), "   ")
