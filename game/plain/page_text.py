"""What stands on a page beside its text, as lines: choices by number, gauges by name."""

from __future__ import annotations

from collections.abc import Iterable

from game.i18n.catalogue import tr, trc
from game.plain.lines import Lines, Tone
from game.view.gauges import GaugeGroup
from game.view.pages import ListedChoice
from game.view.text import in_quotes


def tell_choices(lines: Lines, choices: Iterable[ListedChoice]) -> None:
    """A line a choice."""
    for choice in choices:
        lines.say(choice_in_words(choice), "   ")


def choice_in_words(choice: ListedChoice) -> str:
    """A choice with its number, what it may move and whether it was taken before; or why it cannot be taken."""
    words = in_quotes(choice.words)
    if choice.number is None:
        return tr("-  {said} Closed: {why}", said=words, why="" if choice.why is None else in_quotes(choice.why))
    notes = [tr("chance: {chance}", chance=choice.chance)] if choice.chance else []
    notes += [tr("moves: {names}", names=", ".join(choice.moves))] if choice.moves else []
    notes += [tr("taken before")] if choice.taken else []
    return f"{choice.number}. {words}" + (f" ({trc('between notes', '; ').join(notes)})" if notes else "")


def tell_gauges(lines: Lines, groups: Iterable[GaugeGroup]) -> None:
    """Every gauge of some groups, each group under its title."""
    for group in groups:
        lines.say(group.look.title, tone=Tone.STRONG)
        for gauge in group.gauges:
            lines.say(gauge.in_words, "  ")
            if gauge.about:
                lines.say(f"  {gauge.about}", "  ", Tone.QUIET)
