"""What a leaf says, as pieces to set and options to choose: the screen's words, without the screen."""

from __future__ import annotations

from collections.abc import Container, Sequence

from textual.content import Content

from game.i18n.catalogue import tr
from game.i18n.dates import short_date_and_time
from game.play.change import Change
from game.play.clock import hours_elapsed
from game.play.debrief import debrief
from game.play.page import Offer, Page, PageKind, readable_passages, why_it_ended
from game.play.record import recorded
from game.play.run import Run
from game.play.setup import Setup
from game.story.closures import Values
from game.tui.reading import Card, Leaf, Reading
from game.tui.typeset import content_of
from game.tui.widgets.choices import ChoiceOption
from game.tui.widgets.header import HeaderLine
from game.tui.widgets.hints import Hint, helps
from game.tui.widgets.panel import signed
from game.tui.widgets.prose import Piece, told


def pieces(reading: Reading, height: int) -> list[Piece]:
    """The open leaf, for a column of some height."""
    leaf = reading.leaf
    if leaf.card is not Card.PAGE:
        return _card(leaf, reading.run.setup, height)
    page = leaf.page
    if page.ending is not None:
        return _ending(reading, page)
    laid: list[Piece] = []
    if page.chosen is not None:
        laid.append(
            Piece(Content.assemble(("▸ ", "bold $accent"), content_of(page.chosen).stylize_before("bold $ink")), hang=2)
        )
    elif page.place:
        laid.append(Piece(Content.assemble((page.place, "bold $quiet"))))
    laid += told(page.passages)
    laid += [Piece(_change(change, page.values), gap=int(i == 0)) for i, change in enumerate(page.changes)]
    for i, variable in enumerate(page.at_limit):
        laid.append(
            Piece(
                Content.assemble((tr("{name}: already at its end", name=variable.label), "$quiet")),
                gap=int(not i and not page.changes),
            )
        )
    if reading.leaves_history:
        laid.append(_divergence())
    if page.kind is PageKind.DECISION and reading.run.stuck:
        says = tr("Nothing can be chosen here: the story has run aground. Press u to take back your last decision.")
        laid.append(Piece(Content.assemble((says, "bold $accent"))))
    return laid


def heading(reading: Reading) -> HeaderLine:
    """The line above the open leaf."""
    leaf, known = reading.leaf, reading.known
    page, story, episode = leaf.told, known.setup.story, leaf.told.episode
    return HeaderLine(
        story.title,
        f"{episode.number} {episode.title}" if episode else page.title or "",
        short_date_and_time(page.at),
        hours_elapsed(page.minute, story.clock_hours),
        story.clock_hours,
        known.diverged() is not None and (leaf.card is Card.PAGE or leaf.index > 0),
    )


def afterwards(run: Run) -> dict[str, str]:
    """What can be done at an ending, in the order shown, each with its words."""
    said = {
        "reckoning": tr("The reckoning"),
        "title": tr("Back to the title"),
        "new": tr("A new game"),
        "journal": tr("The journal"),
        "undo": tr("Take back the last decision"),
    }
    if debrief(run).empty:
        del said["reckoning"]
    return said


def options(reading: Reading, taken: Container[str] = ()) -> list[ChoiceOption]:
    """What can be chosen on the open leaf; empty where one only goes on.

    Args:
        reading: Where the leaf is open.
        taken: The decisions (`scene/choice`) that the reader has taken before: those bear a sign.
    """
    leaf = reading.leaf
    if leaf.card is not Card.PAGE:
        return []
    if leaf.page.ending is not None:
        words = afterwards(reading.known).values()
        return [ChoiceOption(Content(word), number) for number, word in enumerate(words, 1)]
    at = leaf.page.key
    return [_option(offer, f"{at}/{offer.choice.id}" in taken) for offer in leaf.page.offers]


def opened(said: Sequence[str]) -> list[Piece]:
    """What an ending has opened, under its words."""
    return [Piece(Content.assemble(("✦  ", "bold $accent"), (line, "bold $ink")), hang=3) for line in said]


def waits(leaf: Leaf) -> bool:
    """Whether the leaf only waits for a key."""
    return leaf.card is not Card.PAGE or leaf.page.kind not in (PageKind.DECISION, PageKind.ENDING)


def hints_of(reading: Reading, read_before: bool, panel: bool, unread: bool = False) -> list[Hint]:
    """What the keys do on the open leaf.

    Args:
        reading: Where the leaf is open.
        read_before: Whether its page was read in an earlier run, or earlier in this one.
        panel: Whether the panel is a key away.
        unread: Whether its choices wait for the end of the text.
    """
    leaf = reading.leaf
    hints = [Hint("✓", tr("read before"))] if read_before else []
    numbers = [option.number for option in options(reading) if option.number is not None]
    if waits(leaf) or unread:
        hints.append(Hint("↵", tr("go on"), "enter"))
        hints += [Hint("s", tr("skip"), "s")] if read_before and not unread else []
    elif numbers:
        hints.append(Hint("1" if len(numbers) == 1 else f"1–{numbers[-1]}", tr("choose")))
    if recorded(reading.known, leaf.page.ending):
        hints.append(Hint("h", tr("what really happened"), "h", brief=tr("the facts")))
    if leaf.page.ending is None:
        hints.append(Hint("u", tr("take back"), "u"))
    hints += [Hint("p", tr("panel"), "p")] if panel else []
    if leaf.page.ending is not None:
        hints += [] if debrief(reading.known).empty else [Hint("l", tr("reckoning"), "l")]
        hints += [Hint("e", tr("gazette"), "e"), Hint("c", tr("run code"), "c")]
    return [*hints, Hint("j", tr("journal"), "j"), helps(), Hint("q", tr("quit"), "q")]


def _option(offer: Offer, taken: bool) -> ChoiceOption:
    touches = " · ".join(variable.label for variable in offer.touches)
    chance = "" if offer.chance is None else tr("{percent}%", percent=offer.chance)
    touches = "  ".join(part for part in (chance, touches, "✓" if taken else "") if part)
    locked = None if offer.locked is None else content_of(offer.locked)
    return ChoiceOption(content_of(offer.say), offer.number, "" if locked is not None else touches, locked)


def _change(change: Change, values: Values) -> Content:
    why = "" if change.why is None else f"  {change.why.plain(values)}"
    return Content.assemble(
        (change.variable.label, "$ink"), (f" {signed(change.amount)}", "bold $accent"), (why, "italic $quiet")
    )


def _divergence() -> Piece:
    return Piece(
        Content.assemble(("≠  ", "bold $accent"), (tr("From here on, this did not happen."), "bold $ink")), hang=3
    )


def _card(leaf: Leaf, setup: Setup, height: int) -> list[Piece]:
    episode, page = leaf.episode, leaf.page
    assert episode is not None
    above = Piece(Content("\n" * max(0, (height - 12) // 3)))
    if leaf.card is Card.QUESTION:
        return [
            above,
            Piece(
                Content.assemble((_spaced(tr("End of episode {number}", number=episode.number)), "$quiet")), centre=True
            ),
            Piece(Content.assemble((episode.question or "", "bold italic $ink")), gap=2, centre=True),
        ]
    when = short_date_and_time(page.at)
    return [
        above,
        Piece(Content.assemble((_spaced(tr("Episode {number}", number=episode.number)), "$quiet")), centre=True),
        Piece(Content.assemble((episode.title, "bold $accent")), gap=2, centre=True),
        Piece(Content.assemble(("━━━", "$needle")), gap=1, centre=True),
        Piece(
            Content.assemble((" · ".join(part for part in (when, page.place) if part), "$quiet")), gap=1, centre=True
        ),
    ]


def _ending(reading: Reading, page: Page) -> list[Piece]:
    ending = page.ending
    assert ending is not None
    kind = tr("To be continued") if ending.unfinished else tr("Ending")
    laid = [
        Piece(Content.assemble((_spaced(kind), "$quiet"))),
        Piece(Content.assemble((page.title or "", "bold $accent"))),
    ]
    because = why_it_ended(reading.run.setup, ending, page.values)
    if because:
        laid += [Piece(Content.assemble((tr("WHY THIS ENDING"), "bold $quiet"))), *told(because)]
    laid += told(page.passages)
    if reading.leaves_history:
        laid.append(_divergence())
    if ending.epitaph:
        laid.append(Piece(Content.assemble(("❧  ", "$accent"), (ending.epitaph, "italic $ink")), hang=3))
    instead = readable_passages(reading.run.setup, ending.instead, page.values)
    if instead:
        title = tr("WHAT REALLY HAPPENED") if ending.history else tr("WHAT REALLY HAPPENED INSTEAD")
        laid += [Piece(Content.assemble((title, "bold $quiet"))), *told(instead)]
    return laid


def _spaced(text: str) -> str:
    return " ".join(text.upper())
