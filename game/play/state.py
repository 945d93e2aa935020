"""Where a run stands, and the one function that moves it.

A state rests where the player decides, or at an ending. Between two rests everything happens by itself: results,
scenes that are only read, what the rival does, storylets. Each leaves a beat on the state's `trail`, from which the
screens are made; the playtester and the explorer walk the same road and need not look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from game.play.chance import pick, roll
from game.play.rival import decide_for
from game.play.setup import Setup
from game.play.transitions import MOST_MOVES, eligible, follow, returning, stuck
from game.story.closures import Values
from game.story.scenes import BACK, Chance, Choice, Ending, Scene, Storylet


class EndlessStory(RuntimeError):
    """The story runs on without ever asking the player: its rivals go round in circles."""


class Passed(NamedTuple):
    """A scene without choices was passed."""

    scene: Scene
    before: Values
    after: Values


class Decided(NamedTuple):
    """Somebody decided: the player, or the rival."""

    scene: Scene
    choice: Choice
    player: bool
    before: Values
    after: Values


class Drawn(NamedTuple):
    """A storylet was drawn after a scene."""

    scene: Scene
    storylet: Storylet
    before: Values
    after: Values


Beat = Passed | Decided | Drawn

Recall = Callable[[Scene, Sequence[Choice]], Choice | None]
"""What the rival did at a scene of a run that was played before, among its open choices; None where it is to decide."""

_new = tuple.__new__
"""Makes a named tuple without the cost of its constructor: a playtest decides millions of times."""


class State(NamedTuple):
    """Where a run rests.

    `here` is a scene that the player decides, or an ending; `step` counts the decisions taken so far by anyone.
    """

    here: Scene | Ending
    values: Values
    step: int
    taken: tuple[Scene, Choice, bool, Values, Values] | None
    """The player's decision that led here, with the fields of a `Decided`: plain, because millions are made."""
    passed: tuple[Beat, ...]
    """What happened by itself after that decision, oldest first."""

    @property
    def trail(self) -> tuple[Beat, ...]:
        """Everything that happened since the player's last decision, that decision first."""
        return self.passed if self.taken is None else (Decided(*self.taken), *self.passed)


def begin(setup: Setup, recall: Recall | None = None) -> State:
    """The first rest of a run; `recall` knows what the rival did before, where it is not to decide anew.

    Raises:
        EndlessStory: The player is never asked.
    """
    return _advance(setup, setup.start, setup.values, 0, None, "", recall)


def open_choices(state: State) -> tuple[Choice, ...]:
    """The choices that can be taken here, in the file's order; none at an ending."""
    place, values, _, _, _ = state
    return place.open(values)


def decide(setup: Setup, state: State, choice: Choice, recall: Recall | None = None) -> State:
    """The next rest once a choice, one of `open_choices(state)`, is taken: that is the caller's to see to.

    `recall` knows what the rival did before, where it is not to decide anew.

    Raises:
        EndlessStory: The player is never asked again.
    """
    scene, before, step, _, _ = state
    if choice.chance is not None:
        choice = turned_out(setup, choice.chance, before, step)
    values = choice.apply(before)
    to = choice.to or follow(choice.exits, values)
    after = values if choice.leave is None else choice.leave(values)
    asked = setup.asks.get(to)
    if asked is not None:
        return _new(State, (asked, after, step + 1, (scene, choice, True, before, values), ()))
    assert isinstance(scene, Scene)
    taken = (scene, choice, True, before, values)
    return _advance(setup, to, after, step + 1, taken, scene.episode, recall)


def turned_out(setup: Setup, chance: Chance, values: Values, step: int) -> Choice:
    """What comes of a choice that chance decides, at a step of the run: the same whenever it is asked."""
    won = roll(setup.seed, step, chance.salt) % 100 < chance.percent.of(values)
    return chance.wins if won else chance.fails


def _advance(
    setup: Setup,
    to: str,
    values: Values,
    step: int,
    taken: tuple[Scene, Choice, bool, Values, Values] | None,
    episode: str,
    recall: Recall | None,
) -> State:
    scenes, held, drawn = setup.scenes, setup.seats, setup.story.drawn
    passed: list[Beat] = []
    for _ in range(MOST_MOVES + len(scenes)):
        scene = scenes.get(to)
        if scene is None and to == BACK:
            to, values = _go_back(setup, values, step, passed)
            continue
        if scene is None:
            return State(setup.story.endings[to], values, step, taken, tuple(passed))
        if drawn and scene.episode != episode:
            values = values[:-drawn] + (0,) * drawn
        episode = scene.episode
        if scene.exits and (not scene.choices or stuck(scene, values)):
            to, values = _pass(setup, scene, values, step, passed)
        elif scene.seat is None or scene.seat in held or stuck(scene, values):
            return State(scene, values, step, taken, tuple(passed))
        else:
            to, values = _rival_moves(setup, scene, values, step, passed, recall)
            step += 1
    raise EndlessStory(f"no decision of the player within {MOST_MOVES + len(scenes)} scenes; the last was `{to}`")


def _pass(setup: Setup, scene: Scene, values: Values, step: int, passed: list[Beat]) -> tuple[str, Values]:
    before, values = values, scene.effects.apply(values)
    passed.append(Passed(scene, before, values))
    if scene.leave is not None:
        values = scene.leave(values)
    return _deal(setup, scene, 0, values, step, passed)


def _deal(setup: Setup, scene: Scene, first: int, values: Values, step: int, passed: list[Beat]) -> tuple[str, Values]:
    """Draw storylets after a scene, from one draw on, until one asks or leads elsewhere; where the run goes on."""
    for turn in range(first, scene.draw):
        drew = _draw(setup, scene, values, roll(setup.seed, step, scene.salt + turn))
        if drew is None:
            continue
        passed.append(drew)
        storylet = drew.storylet
        values = drew.after if storylet.leave is None else storylet.leave(drew.after)
        if storylet.scene is not None:
            return storylet.id, returning(setup.story, (scene.id, turn), values)
        if storylet.exits:
            return follow(storylet.exits, values), values
    return follow(scene.exits, values), values


def _go_back(setup: Setup, values: Values, step: int, passed: list[Beat]) -> tuple[str, Values]:
    """Go on from where a storylet was drawn."""
    story = setup.story
    assert story.returning is not None
    id, turn = story.draws[values[story.returning.index] - 1]
    return _deal(setup, setup.scenes[id], turn + 1, values, step, passed)


def _rival_moves(
    setup: Setup, scene: Scene, values: Values, step: int, passed: list[Beat], recall: Recall | None
) -> tuple[str, Values]:
    opened = scene.open(values)
    choice = None if recall is None else recall(scene, opened)
    if choice is None and setup.strategists and scene.seat is not None:
        choice = setup.strategists[scene.seat].choose(scene, values, roll(setup.seed, step, scene.salt))
    elif choice is None:
        choice = decide_for(setup, opened, values, lambda: roll(setup.seed, step, scene.salt))
    if choice.chance is not None:
        choice = turned_out(setup, choice.chance, values, step)
    after = choice.apply(values)
    passed.append(Decided(scene, choice, False, values, after))
    to = follow(choice.exits, after)
    return to, after if choice.leave is None else choice.leave(after)


def _draw(setup: Setup, scene: Scene, values: Values, rolled: int) -> Drawn | None:
    deck = setup.counted(eligible(setup.story, setup.seats, scene, values))
    if not deck:
        return None
    storylet = deck[pick([s.weight.of(values) for s in deck], rolled)]
    marked = list(storylet.effects.apply(values))
    marked[storylet.drawn.index] = 1
    return Drawn(scene, storylet, values, tuple(marked))
