"""What a reader sees: the same pages for every screen.

A page is one screenful of story: a scene, the result of a decision, a storylet, an ending. It knows what is said, by
which mark, what can be chosen and why not, and what has changed; how that looks is the screens' affair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from game.play.chance import roll
from game.play.change import Change, changes, stuck_at_limit
from game.play.clock import hour_of
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import Beat, Decided, Drawn, State
from game.story.closures import Values
from game.story.markup import Block
from game.story.memory import counted
from game.story.paragraphs import Line, Mark, Paragraph, Pick, Variants
from game.story.scenes import Choice, Ending, Episode, Scene
from game.story.variables import Variable


class PageKind(Enum):
    """What kind of page it is."""

    SCENE = "scene"
    """A scene that is only read."""
    DECISION = "decision"
    """A scene that waits for the player."""
    RESULT = "result"
    """What the player's decision did."""
    STORYLET = "storylet"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is read, with its mark, and the only seat that it is for; None where it is for everyone.

    `place` says which it is of those that its text may hold: stable, in every language, for what was read before.
    """

    block: Block
    mark: Mark | None
    seat: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice as it is shown. `number` counts from 1 over the open ones and is None for a locked one.

    `touches` are the gauges that it may move, those hidden from the player left out; `chance` how likely it turns out
    well, in per cent, None where chance has no say.
    """

    choice: Choice
    say: Block
    number: int | None
    locked: Block | None
    touches: tuple[Variable, ...]
    chance: int | None = None


@dataclass(frozen=True, slots=True)
class SeatMove:
    """What another side did since the page before: whose, when, what is heard of it, and what it moved.

    `player` where that side is held at this keyboard too: whoever reads alone has decided it, and knows.
    """

    seat: str
    at: str | None
    minute: int | None
    text: str
    changes: tuple[Change, ...]
    player: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `values` are those after what it tells; `key` is stable for "already read" marks.

    `chosen` is the line taken, on a result; `changes` what moved, with reasons, those hidden from the player left out;
    `at_limit` the gauges that a decision pushed and that were at that end already; `moves` what the others did before.
    """

    kind: PageKind
    key: str
    episode: Episode | None
    title: str | None
    at: str | None
    minute: int | None
    place: str | None
    passages: tuple[Passage, ...]
    values: Values
    scene: Scene | None = None
    ending: Ending | None = None
    offers: tuple[Offer, ...] = ()
    chosen: Block | None = None
    changes: tuple[Change, ...] = ()
    at_limit: tuple[Variable, ...] = ()
    moves: tuple[SeatMove, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A line of the wire: when (as the story says it), and what.

    `by` is the seat whose doing it tells of, where pages tell of that as a move; `player` whether the player did it.
    """

    at: str | None
    minute: int | None
    text: str
    by: str | None = None
    player: bool = False


def pages(setup: Setup, state: State) -> tuple[Page, ...]:
    """What is read from the player's last decision to where the state rests; the last page is that rest."""
    met: list[Page] = []
    unheard: list[SeatMove] = []
    for beat in state.trail:
        page = _told(setup, beat)
        move = _move(setup, beat)
        if page is not None:
            met.append(_heard(page, unheard))
        if move is not None:
            unheard.append(move)
    return (*met, _heard(resting_page(setup, state), unheard))


def resting_page(setup: Setup, state: State) -> Page:
    """The page where a state rests: a decision or an ending."""
    place = state.here
    passages = readable_passages(setup, place.text, state.values)
    if isinstance(place, Ending):
        hour = hour_of(setup.story, place, state.values)
        return Page(
            kind=PageKind.ENDING,
            key=place.id,
            episode=None,
            title=place.title,
            at=hour.at,
            minute=hour.minute,
            place=place.place,
            passages=passages,
            values=state.values,
            ending=place,
        )
    return _page(setup, PageKind.DECISION, place, passages, state.values, offers=offers(setup, state))


def readable_passages(setup: Setup, paragraphs: Iterable[Paragraph], values: Values) -> tuple[Passage, ...]:
    """The paragraphs that this reader meets in this state; the mark of one that holds several lines is on its last."""
    met: list[Passage] = []
    for number, paragraph in enumerate(paragraphs):
        place = str(number)
        if paragraph.seat is not None and paragraph.seat not in setup.seats:
            continue
        if paragraph.condition is not None and not paragraph.condition.holds(values):
            continue
        line, mark = paragraph.line, paragraph.mark
        if paragraph.variants is not None:
            line, mark = picked(setup, paragraph.variants, values)
            place += f".{paragraph.lines.index(line)}"
        blocks = line.blocks(values)
        met += (Passage(block, None, paragraph.seat, place) for block in blocks[:-1])
        met += (Passage(block, mark, paragraph.seat, place) for block in blocks[-1:])
    return tuple(met)


def picked(setup: Setup, variants: Variants, values: Values) -> tuple[Line, Mark | None]:
    """Which of several paragraphs is read: the same whenever a run is read again."""
    among, pick = variants.among, variants.pick
    if pick is Pick.BY_CHANCE:
        drawn, salt = (among, variants.former_salt) if setup.as_written else (variants.drawn, variants.salt)
        return drawn[roll(setup.seed, counted(variants.steps, values), salt) % len(drawn)]
    before = counted(variants.counted, values)
    return among[before % len(among) if pick is Pick.IN_TURN else min(before, len(among) - 1)]


def why_it_ended(setup: Setup, ending: Ending, values: Values) -> tuple[Passage, ...]:
    """Why a run ended so, in the author's words: the first of the ending's reasons that holds; empty without any."""
    reasons = (readable_passages(setup, (reason,), values) for reason in ending.because)
    return next(filter(None, reasons), ())


def offers(setup: Setup, state: State) -> tuple[Offer, ...]:
    """The choices of the scene where a state rests: open ones numbered, locked ones with their reason."""
    scene = state.here
    if isinstance(scene, Ending):
        return ()
    shown: list[Offer] = []
    number = 0
    for choice in scene.choices:
        opened = choice.opens is None or choice.opens(state.values)
        spent = choice.used is not None and state.values[choice.used.index] == 1
        if not opened and (choice.locked is None or spent):
            continue
        number += opened
        locked = None if opened or choice.locked is None else choice.locked.block(state.values)
        touches = tuple(variable for variable in choice.touched if seen_by(setup, variable))
        chance = None if choice.chance is None else choice.chance.percent.of(state.values)
        shown.append(Offer(choice, choice.say.block(state.values), number if opened else None, locked, touches, chance))
    return tuple(shown)


def seat_of(page: Page) -> str | None:
    """Whose page it is; None when everyone may read it."""
    if page.kind is PageKind.STORYLET and page.episode is not None:
        own = next((storylet.seat for storylet in page.episode.deck if storylet.id == page.key), None)
        if own is not None:
            return own
    return None if page.scene is None else page.scene.seat


def seen_by(setup: Setup, variable: Variable) -> bool:
    """Whether the player may see this gauge."""
    return variable.gauge and (variable.seat is None or variable.seat in setup.seats)


def gauges_named(page: Page) -> tuple[Variable, ...]:
    """The gauges that a page names: by what has moved on it, or by what its choices may move; each once."""
    others = (change.variable for move in page.moves for change in move.changes)
    mine = (change.variable for change in page.changes)
    may_move = (variable for offer in page.offers for variable in offer.touches)
    return tuple(dict.fromkeys((*others, *mine, *page.at_limit, *may_move)))


def wire(run: Run) -> tuple[Bulletin, ...]:
    """Every headline so far, oldest first."""
    return tuple(bulletin for beat in run.beats() if (bulletin := bulletin_of(run.setup, beat)) is not None)


def _move(setup: Setup, beat: Beat) -> SeatMove | None:
    """What those who were not in the room hear of what a side did, and see move; None where that is nothing."""
    seat, player = _whose_doing(setup, beat), isinstance(beat, Decided) and beat.player
    if seat is None or (player and len(setup.seats) < 2):
        return None
    moved = tuple(change for change in changes(setup.story, beat) if seen_by(setup, change.variable))
    heard = bulletin_of(setup, beat)
    if heard is not None:
        return SeatMove(seat, heard.at, heard.minute, heard.text, moved, player)
    hour = hour_of(setup.story, beat.scene, beat.before)
    return SeatMove(seat, hour.at, hour.minute, "", moved, player) if moved else None


def _whose_doing(setup: Setup, beat: Beat) -> str | None:
    """The seat whose doing a beat is: any decision, and what only a side that is not held here was there for."""
    seat = beat.scene.seat
    return seat if isinstance(beat, Decided) or seat not in setup.seats else None


def _heard(page: Page, unheard: list[SeatMove]) -> Page:
    """A page with the moves that its reader has not heard of; those of its own seat wait for another's."""
    heard = tuple(move for move in unheard if not move.player or seat_of(page) not in (None, move.seat))
    unheard[:] = [move for move in unheard if move not in heard]
    return replace(page, moves=heard) if heard else page


def _told(setup: Setup, beat: Beat) -> Page | None:
    """The page of a beat, or None where this reader gets none: the rival's doings, the other seat's scenes."""
    scene = beat.scene
    moved = tuple(change for change in changes(setup.story, beat) if seen_by(setup, change.variable))
    if isinstance(beat, Decided):
        if not beat.player:
            return None
        passages = readable_passages(setup, beat.choice.result, beat.after)
        chosen = beat.choice.say.block(beat.before)
        page = _page(setup, PageKind.RESULT, scene, passages, beat.after, f"{scene.id}/{beat.choice.id}", chosen, moved)
        return replace(page, at_limit=tuple(v for v in stuck_at_limit(setup.story, beat) if seen_by(setup, v)))
    if isinstance(beat, Drawn):
        drawn = beat.storylet
        passages = readable_passages(setup, drawn.text, beat.after)
        page = _page(setup, PageKind.STORYLET, scene, passages, beat.after, drawn.id, None, moved)
        return replace(page, place=drawn.place) if passages else None
    if scene.seat is not None and scene.seat not in setup.seats:
        return None
    passages = readable_passages(setup, scene.text, beat.after)
    return _page(setup, PageKind.SCENE, scene, passages, beat.after, moved=moved) if passages else None


def _page(
    setup: Setup,
    moment: PageKind,
    scene: Scene,
    passages: tuple[Passage, ...],
    values: Values,
    key: str | None = None,
    chosen: Block | None = None,
    moved: tuple[Change, ...] = (),
    offers: tuple[Offer, ...] = (),
) -> Page:
    hour = hour_of(setup.story, scene, values)
    return Page(
        kind=moment,
        key=key or scene.id,
        episode=setup.story.episodes[scene.episode],
        title=scene.title_in(values),
        at=hour.at,
        minute=hour.minute,
        place=scene.place_in(values),
        passages=passages,
        values=values,
        scene=scene,
        offers=offers,
        chosen=chosen,
        changes=moved,
    )


def bulletin_of(setup: Setup, beat: Beat) -> Bulletin | None:
    """The line of the wire that a beat sends, if it sends one."""
    line: Line | None
    if isinstance(beat, Decided):
        line = beat.choice.news
    elif isinstance(beat, Drawn):
        line = beat.storylet.news
    else:
        line = beat.scene.news
    if line is None:
        return None
    own = beat.storylet if isinstance(beat, Drawn) and beat.storylet.at is not None else beat.scene
    hour = hour_of(setup.story, own, beat.before)
    player = isinstance(beat, Decided) and beat.player
    return Bulletin(hour.at, hour.minute, line.plain(beat.after), _whose_doing(setup, beat), player)


def facts_on(setup: Setup, page: Page) -> tuple[str, ...]:
    """The facts behind a page that asks for nothing: those of its scene, and of the paragraphs that are read on it."""
    if page.kind is PageKind.STORYLET and page.episode is not None:
        text = next((drawn.text for drawn in page.episode.deck if drawn.id == page.key), ())
        named: tuple[str, ...] = ()
    elif page.kind is PageKind.SCENE and page.scene is not None:
        text, named = page.scene.text, page.scene.facts
    else:
        return ()
    read = (paragraph for paragraph in text if readable_passages(setup, (paragraph,), page.values))
    return tuple(dict.fromkeys((*named, *(fact for paragraph in read for fact in paragraph.facts))))


def facts_of(scene: Scene) -> tuple[str, ...]:
    """The facts behind a scene: its own, then those that its paragraphs name, once each."""
    named = (fact for paragraph in scene.text for fact in paragraph.facts)
    return tuple(dict.fromkeys((*scene.facts, *named)))
