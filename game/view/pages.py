"""Pages of the story: what each says, what can be chosen on it and what is known by the time that it is read.

Also the cards between episodes, and the line that says where one is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.journal.reading_mode import ReadingMode
from game.play.change import Change
from game.play.clock import hours_elapsed
from game.play.page import Offer, Page, PageKind, Passage, readable_passages, seat_of
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn
from game.story.closures import Values
from game.story.markup import Block, Span, Style
from game.story.scenes import Ending, Episode
from game.story.variables import Variable
from game.view.debrief import percent
from game.view.gauges import meanings
from game.view.text import Item, Role, item, story_items
from game.view.why import afterwards, why_items


@dataclass(frozen=True, slots=True)
class Where:
    """Where a reader is: what stands in the screen's header, or is said when it changes.

    Attributes:
        story: The story's title.
        episode: The episode's number and title; empty outside of any.
        at: When it is, as the story writes it; None where it does not say.
        place: Where it happens; empty where the story does not say.
        hour: Whole hours gone on the story's clock, from 0 to `hours`.
        hours: How many there are; 0 for a story without a clock.
        in_time: Whether the page has an hour of its own, within those of the clock.
        off_history: Whether the run has left what really happened.
        seat: Whose page it is, where its reader holds several seats; else empty.
    """

    story: str
    episode: str
    at: str | None
    place: str
    hour: int
    hours: int
    in_time: bool
    off_history: bool
    seat: str = ""

    @property
    def in_words(self) -> str:
        """When and where, with the hour of the clock; empty where the story says nothing of it."""
        parts = [weekday_and_time(self.at), self.place]
        if self.in_time:
            parts.append(tr("hour {hour} of {hours}", hour=self.hour, hours=self.hours))
        return " - ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """A choice as it is listed.

    Attributes:
        words: What it says.
        number: The number that takes it; None for one that is locked.
        why: Why it is locked.
        chance: How likely it turns out well; empty where chance has no say.
        moves: The gauges that it may move, by name.
        taken: Whether the reader has taken it before, in whatever run.
    """

    words: Block
    number: int | None
    why: Block | None
    chance: str
    moves: tuple[str, ...]
    taken: bool


def shown_page(page: Page, mode: ReadingMode) -> Page:
    """A page as its reader is shown it: nothing tells them what they did; without gauges, nothing says what moves."""
    moves = page.moves if mode.two else tuple(move for move in page.moves if not move.player)
    if not mode.bare:
        return page if len(moves) == len(page.moves) else replace(page, moves=moves)
    heard = tuple(replace(move, changes=()) for move in moves if move.text)
    untouched = tuple(replace(offer, touches=()) for offer in page.offers)
    return replace(page, changes=(), at_limit=(), moves=heard, offers=untouched)


def where(run: Run, page: Page, off_history: bool | None = None) -> Where:
    """Where the reader of a page is.

    Args:
        run: The run, as far as the page tells it.
        page: The page.
        off_history: Whether the run is said to have left history; by default, whether it has.
    """
    story, episode, minute = run.setup.story, page.episode, page.minute
    return Where(
        story=story.title,
        episode=f"{episode.number} {episode.title}" if episode is not None else page.title or "",
        seat=whose(page, run.setup),
        at=page.at,
        place=place_of(page, run.setup),
        hour=hours_elapsed(minute, story.clock_hours),
        hours=story.clock_hours,
        in_time=minute is not None and 0 <= minute <= story.clock_hours * 60,
        off_history=run.diverged() is not None if off_history is None else off_history,
    )


def page_items(
    page: Page,
    run: Run,
    leaves_history: bool,
    fresh: Container[str] = (),
    introduced: Iterable[Variable] = (),
    bare: bool = False,
) -> tuple[Item, ...]:
    """What a page says, but for its choices.

    Args:
        page: The page, as it is shown.
        run: The run it belongs to.
        leaves_history: Whether the run first leaves history's road on it.
        fresh: The places of the paragraphs that are new on it, where it was read before.
        introduced: The gauges that its reader meets on it for the first time.
        bare: Whether its reader has seen no gauge.
    """
    parting = (item(Role.OFF_HISTORY, tr("From here on, this did not happen.")),) if leaves_history else ()
    if page.ending is not None:
        return tuple(_ending(page, page.ending, run, parting, fresh, bare))
    items = list(_moved(page, run.setup))
    items += [Item(Role.CHOSEN, page.chosen, whose(page, run.setup) or tr("You"))] if page.chosen is not None else []
    items += story_items(_addressed(page.passages, run.setup), fresh)
    items += (_change(change, page.values) for change in page.changes)
    items += (_at_limit(variable, page.values) for variable in page.at_limit)
    items += meanings(introduced)
    items += parting
    if page.kind is PageKind.DECISION and run.stuck:
        items.append(item(Role.STUCK, tr("Nothing can be chosen here: the story has run aground.")))
    return tuple(items)


def _moved(page: Page, setup: Setup) -> Iterator[Item]:
    """What the other sides did since the page before."""
    for move in page.moves:
        yield item(Role.MOVED, move.text, setup.story.seats[move.seat].name, weekday_and_time(move.at))
        for change in move.changes:
            role = Role.THEIR_GAIN if change.amount > 0 else Role.THEIR_LOSS
            yield item(role, str(abs(change.amount)), change.variable.label)


def premise_items(setup: Setup) -> tuple[Item, ...]:
    """What a reader must know before the first page: the premise, and what the seats held are after."""
    story = setup.story
    premise = [item(Role.SENTENCE, story.premise)] if story.premise else []
    held = [seat for seat in story.seats.values() if seat.id in setup.seats and seat.goal]
    return (*premise, *(item(Role.SPEECH, seat.goal or "", seat.name) for seat in held))


def whose(page: Page, setup: Setup) -> str:
    """The name of the seat whose page it is, where its reader holds several; else nothing."""
    seat = seat_of(page)
    return setup.story.seats[seat].name if seat is not None and len(setup.seats) > 1 else ""


def place_of(page: Page, setup: Setup) -> str:
    """Where a page happens, after whose it is; empty where neither is said."""
    return " · ".join(part for part in (whose(page, setup), page.place or "") if part)


def question_item(episode: Episode) -> Item:
    """What an episode leaves open, at its end."""
    return item(Role.QUESTION, episode.question or "", tr("End of episode {number}", number=episode.number))


def episode_item(episode: Episode) -> Item:
    """An episode's title, at its beginning."""
    return item(Role.TITLE, episode.title, tr("Episode {number}", number=episode.number))


def closes(episode: Episode | None, page: Page) -> bool:
    """Whether an episode with a question is over when a page comes: another one begins, or the story stops here."""
    unfinished = page.ending is not None and page.ending.unfinished
    return episode is not None and episode.question is not None and (unfinished or page.episode not in (None, episode))


def listed_choices(page: Page, taken: Container[str] = ()) -> tuple[ListedChoice, ...]:
    """The choices of a page as it is shown; `taken` are the decisions (`scene/choice`) that its reader took before."""
    return tuple(_listed(offer, f"{page.key}/{offer.choice.id}" in taken) for offer in page.offers)


def known_by(run: Run, pages: Sequence[Page], index: int) -> Run:
    """A run as far as one of the pages since its last decision tells it: nothing of what the next ones will."""
    state = run.state
    count = _told_beats(state.trail, pages)[index] - (state.taken is not None)
    short = state._replace(passed=state.passed[: max(0, count)])
    return Run(run.setup, run.decisions, (*run.states[:-1], short))


def leaves_history(run: Run, pages: Sequence[Page], index: int) -> bool:
    """Whether a page is the one on which the run first leaves history's road; `known_by` explains the arguments."""
    if run.diverged() is None or known_by(run, pages, index).diverged() is None:
        return False
    if index:
        return known_by(run, pages, index - 1).diverged() is None
    return not run.decisions or run.upto(len(run.decisions) - 1).diverged() is None


def never_asks() -> str:
    """What is said of a story that cannot be begun."""
    return tr(
        "The story goes round in circles without ever asking you anything: it cannot be played so. Take another seat, "
        "or another rival."
    )


def never_asks_again() -> str:
    """What is said of a choice after which it could not go on."""
    return tr("The story goes round in circles after this choice, without ever asking you again. Nothing was decided.")


def _ending(
    page: Page, ending: Ending, run: Run, parting: tuple[Item, ...], fresh: Container[str], bare: bool
) -> Iterator[Item]:
    setup = run.setup
    yield item(Role.TITLE, ending.title, tr("To be continued") if ending.unfinished else tr("Ending"))
    if ending.epitaph:
        yield item(Role.EPITAPH, ending.epitaph)
    yield from _moved(page, setup)
    yield from story_items(_addressed(page.passages, setup), fresh)
    yield from parting
    instead = readable_passages(setup, ending.instead, page.values)
    if instead:
        title = tr("What really happened") if ending.history else tr("What really happened instead")
        yield item(Role.SECTION, title)
        yield from story_items(instead)
    if not ending.unfinished:
        yield from why_items(run, ending)
        yield from afterwards(run, ending, bare)


def _addressed(passages: Iterable[Passage], setup: Setup) -> Iterator[Passage]:
    """Paragraphs, those that are for one seat alone under its name where their reader holds several."""
    for passage in passages:
        if passage.seat is None or len(setup.seats) < 2:
            yield passage
            continue
        name = Span(tr("{name}:", name=setup.story.seats[passage.seat].name) + " ", Style.STRONG)
        yield replace(passage, block=Block(passage.block.kind, (name, *passage.block.spans)))


def _change(change: Change, values: Values) -> Item:
    why = "" if change.why is None else change.why.plain(values)
    return item(Role.GAIN if change.amount > 0 else Role.LOSS, str(abs(change.amount)), change.variable.label, why)


def _at_limit(variable: Variable, values: Values) -> Item:
    """That a gauge was pushed and could not move: which way, and what it stands at."""
    value = values[variable.index]
    end = variable.high if value == variable.max else variable.low
    if end:
        return item(Role.AT_LIMIT, tr("already all the way to one side: {end}", end=end), variable.label)
    if value == variable.max:
        return item(Role.AT_LIMIT, tr("already at {value}: it cannot rise any further", value=value), variable.label)
    return item(Role.AT_LIMIT, tr("already at {value}: it cannot fall any further", value=value), variable.label)


def _listed(offer: Offer, taken: bool) -> ListedChoice:
    if offer.number is None:
        return ListedChoice(offer.say, None, offer.locked, "", (), False)
    chance = "" if offer.chance is None else percent(offer.chance)
    return ListedChoice(offer.say, offer.number, None, chance, tuple(v.label for v in offer.touches), taken)


def _told_beats(trail: Sequence[Beat], pages: Sequence[Page]) -> list[int]:
    """For each page, how many beats of the trail it and those before it have told; the last page tells all."""
    ends, place = [], 0
    for page in pages[:-1]:
        while place < len(trail) and not _tells(page, trail[place]):
            place += 1
        place += 1
        ends.append(place)
    return [*ends, len(trail)]


def _tells(page: Page, beat: Beat) -> bool:
    if isinstance(beat, Decided):
        return beat.player and page.kind is PageKind.RESULT
    if isinstance(beat, Drawn):
        return page.kind is PageKind.STORYLET and page.key == beat.storylet.id
    return page.kind is PageKind.SCENE and page.key == beat.scene.id
