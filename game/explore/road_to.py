"""The road to a place that an author names, proved as `explore` proves its roads, for a run that begins there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from game.explore.automaton import Policy, build
from game.explore.confirm import confirmed, with_seeds
from game.explore.deadline import Deadline, OutOfTime
from game.explore.encounters import Element, element_of
from game.explore.explain_unreachable import NOT_FOR_THIS_SEAT, Explainer
from game.explore.recall import Recall, Recalled
from game.explore.search import Exploration, Limits, explore
from game.explore.witnesses import Witness, witnesses
from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.play.page import Page, pages
from game.play.run import NotOpen, Run
from game.play.setup import Setup
from game.play.state import Decided, EndlessStory, Passed
from game.story.closures import Values, compile_ast
from game.story.compiled import Ast
from game.story.former import choice_today, today
from game.story.model import Story
from game.story.paragraphs import Condition, Line, Paragraph
from game.story.problems import nearest
from game.story.variables import VariableKind

_SEARCHING = 0.6
"""The share of the time that a search may take; the rest is for the road."""

_SEEDS = 2000
"""How many seeds are tried where a road needs luck."""


class UnknownPlace(ValueError):
    """A word names no place of the story: the word, and the nearest one that does."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(word)
        self.word = word
        self.nearest = nearest(word, list(known))


@dataclass(frozen=True, slots=True)
class Place:
    """What a word such as `scene`, `scene/choice`, `scene#2` or `ending` means.

    `stand` is the scene, storylet or ending where one is then, `choice` what has been taken there, if anything has.
    """

    element: Element
    stand: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A run that comes to a place, resting as near to it as it can."""

    run: Run

    def page(self, place: Place) -> int:
        """The page of the run that tells of the place, counted from 0: the last where none does."""
        run_pages = pages(self.run.setup, self.run.state)
        return next((n for n, page in enumerate(run_pages) if _tells(page, place)), len(run_pages) - 1)

    def standing(self, place: Place) -> Values:
        """The values at the place, before anything is done there."""
        state = self.run.state
        for beat in state.trail:
            if isinstance(beat, Passed | Decided) and beat.scene.id == place.stand:
                return beat.before
        return state.values


@dataclass(frozen=True, slots=True)
class NoRoad:
    """No road was found: why, and whether that is proved."""

    reason: LazyMessage
    proved: bool


def place_named(story: Story, word: str) -> Place:
    """What a word means in a story; former names are understood.

    Raises:
        UnknownPlace: It means nothing there.
    """
    path, _, number = word.partition("#")
    stand, *rest = path.removeprefix("storylet:").split("/")
    stand = today(story.was, stand)
    if stand in story.episodes and not (rest or number):
        stand = story.episodes[stand].start
    deck = {storylet.id: storylet for episode in story.episodes.values() for storylet in episode.deck}
    if rest:
        choice = choice_today(story.was, stand, rest[0])[1]
        path = "/".join([stand, choice, *rest[1:]])
        element = Element("outcome" if len(rest) > 1 else "choice", path)
    else:
        choice = ""
        kind = "storylet" if stand in deck else "ending" if stand in story.endings else "scene"
        path = f"storylet:{stand}" if kind == "storylet" else stand
        element = Element(kind, stand)
    if number:
        element = Element("paragraph", f"{path}#{number}")
    known = _places(story)
    if element not in known:
        raise UnknownPlace(word, (other.id.removeprefix("storylet:") for other in known))
    return Place(element, stand, choice)


def road_to(setups: Iterable[Setup], place: Place, given: Mapping[str, int], seconds: float) -> Road | NoRoad:
    """The shortest road to a place in the first of some setups that has one.

    Args:
        setups: The setups to look at, in this order.
        place: The place.
        given: Values that must hold where one stands there, by variable.
        seconds: How long that may take.
    """
    time = Deadline(seconds)
    failures: list[NoRoad] = []
    for setup in setups:
        if failures and not time.left:
            failures.append(NoRoad(tr_lazy("there was no time to look everywhere"), proved=False))
            break
        try:
            road = _road(setup, place, given, Deadline(time.left))
        except OutOfTime:
            road = NoRoad(tr_lazy("there was no time to look everywhere"), proved=False)
        if isinstance(road, Road):
            return road
        failures.append(road)
    telling = [none for none in failures if none.reason != NOT_FOR_THIS_SEAT] or failures
    return next((none for none in telling if not none.proved), telling[0])


def _road(setup: Setup, place: Place, given: Mapping[str, int], time: Deadline) -> Road | NoRoad:
    searched, thing = setup, place.element
    if given:
        story, thing = _asking(setup.story, place, given)
        searched = replace(setup, story=story)
    explored = explore(searched, Limits(seconds=_SEARCHING * time.left), deadline=time)
    witness = _witness(explored, thing)
    if witness is None:
        if explored.cut or explored.undone:
            return NoRoad(tr_lazy("there was no time to look everywhere"), proved=False)
        return NoRoad(Explainer(explored).why(thing), proved=True)
    if witness.seed is None:
        return NoRoad(tr_lazy("it takes luck, and none of {count} seeds has it", count=_SEEDS), proved=False)
    run = Run.replay(replace(setup, seed=witness.seed), witness.decisions)
    return Road(taking(run, place) if given else run)


def taking(run: Run, place: Place) -> Run:
    """The run with the choice of a place taken, where it can be."""
    try:
        return run.decide(place.choice, scene=place.stand) if place.choice else run
    except (NotOpen, EndlessStory):
        return run


def _witness(explored: Exploration, thing: Element) -> Witness | None:
    """The road to a thing, if it is met."""
    sight = explored.observer.seen.get(thing)
    if sight is not None and sight.row >= 0:
        none: dict[Element, Witness] = {}
        return explored.in_time(NOTHING, lambda: witnesses(explored, {thing: sight}, _SEEDS), none).get(thing)
    memory = explored.memory
    if memory is None or thing.id not in memory.met or explored.cut:
        return None
    known: dict[str, Recalled] = {}
    recalled = explored.in_time(NOTHING, lambda: Recall(explored).texts(only={thing.id}), known).get(thing.id)
    if recalled is None:
        return None
    tries = explored.deadline.while_left(with_seeds(explored.program.setup, _SEEDS))
    return Witness(recalled.decisions, confirmed(tries, {recalled.decisions: {thing}}).get(thing))


def _asking(story: Story, place: Place, given: Mapping[str, int]) -> tuple[Story, Element]:
    """The story with a text where one stands that is read only in a state of which an author asks for a road."""
    parts = [*_given(story, given), *_needed(story, place)]
    ast: Ast = ["and", *parts] if len(parts) > 1 else parts[0]
    holds = compile_ast(ast, {variable.name: variable.index for variable in story.variables})
    text = Paragraph(Line(""), None, Condition("", ast, holds), None, ())
    if place.stand in story.endings:
        ending = story.endings[place.stand]
        endings = {**story.endings, place.stand: replace(ending, text=(*ending.text, text))}
        return replace(story, endings=endings), Element("paragraph", f"{place.stand}#{len(ending.text) + 1}")
    scene = story.scenes[place.stand]
    scenes = {**story.scenes, place.stand: replace(scene, text=(*scene.text, text))}
    return replace(story, scenes=scenes), Element("paragraph", f"{place.stand}#{len(scene.text) + 1}")


def _given(story: Story, given: Mapping[str, int]) -> Iterator[Ast]:
    for variable in story.variables:
        if variable.name in given:
            value, name = given[variable.name], ["var", variable.name]
            if variable.kind is VariableKind.FLAG:
                yield name if value else ["not", name]
            else:
                yield ["==", name, ["int", value]]


def _needed(story: Story, place: Place) -> Iterator[Ast]:
    """What must hold besides where one stands, for the choice of a place to be open."""
    scene = story.scenes.get(place.stand)
    choice = scene.choice(place.choice) if scene is not None and place.choice else None
    if choice is not None and choice.condition is not None:
        yield choice.condition.ast


def _tells(page: Page, place: Place) -> bool:
    return page.key == (f"{place.stand}/{place.choice}" if place.choice else place.stand)


def _places(story: Story) -> set[Element]:
    """Everything that a word can name, whatever the setup."""
    known: set[Element] = set()
    for location in build(Setup(story, frozenset(story.seats))).locations:
        known.add(Element("ending" if location.policy is Policy.ENDING else "scene", location.scene))
        known.update(element_of(text.path) for text in location.every_text)
        for transition in location.everything:
            if transition.element is not None:
                known.add(transition.element)
    return known
