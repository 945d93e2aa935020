"""The rival that plays to win: a few decisions ahead, then a table.

Before each of its decisions it follows every open choice for `AHEAD` decisions of anyone, as the engine would: its own
scenes it expects to decide as it does here, everybody else's evenly; storylets that change something and choices that
chance decides count by how likely they are, for the seed is nobody's to know. Where that ends it reads what coming
there is worth in a table of the story's `estimates`; a scene that has none counts as neither good nor bad. What it
looked at becomes shares: each choice keeps the weight that the writers gave it, halved for every `HALVED[strength]` of
worth that it gives away. So a choice of weight 0 is never taken where another is open, and a rival of no strength at
all would be *réaliste*.

Everything is whole numbers, so that the same choice comes out on every machine, and in the page's JavaScript, where
whole numbers are exact below 2**53: the largest product is `_ROOT[0] * HEAVIEST * MOST` (under 2**48), and fifty
choices of it added up are still below. Whoever changes a number here changes what every strategist decides: a test
holds them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.play.chance import pick
from game.play.transitions import MOST_MOVES, eligible, follow, returning, stuck
from game.story.closures import Values
from game.story.estimates import Table
from game.story.model import Story
from game.story.scenes import BACK, Choice, Scene, Storylet

SCALE = 1 << 16
"""A point of worth."""

MOST = 10 * SCALE
"""The worth of the best ending."""

AHEAD = 4
"""How many decisions, of anyone, are followed before a table is read."""

MOST_LOOKS = 600
"""How many decisions and draws are looked at; where that is not enough, all choices are followed less far."""

HEAVIEST = 4000
"""A weight counts for no more than this."""

DEEPEST = 40
"""How many draws of storylets may follow each other without a decision."""

UNIT = SCALE // 256
"""A step of a table."""

HALVED = {1: 3 * SCALE, 2: 3 * SCALE // 2, 3: 4 * SCALE // 5, 4: 2 * SCALE // 5, 5: SCALE // 10}
"""By strength: the worth, given away, that halves the appetite for a choice."""

_ROOT = (
    65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393, 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219,
)  # fmt: skip
"""2**16 divided by 2**(i/16), rounded: written out, for no two machines need agree on a power."""

POWERS = tuple(_ROOT[i % 16] >> (i // 16) for i in range(16 * 17))
"""2**16 divided by 2**(i/16), down to nothing."""


_Columns = tuple[tuple[int, int, tuple[int, ...]], ...]
"""For each variable of a table: its place in the values, its least, and what each of its values adds."""


class Weighed(NamedTuple):
    """An open choice as a strategist sees it: its expected worth, in 1/65536 of a point, and its share of the draw."""

    choice: Choice
    worth: int
    share: int

    @property
    def tenths(self) -> int:
        """The worth in tenths of a point, rounded."""
        return (10 * self.worth + SCALE // 2) // SCALE


class _TooMuch(Exception):
    """There is more to look at than may be looked at."""


@lru_cache(maxsize=32)
def strategists(story: Story, held: frozenset[str], strength: int) -> Mapping[str, Strategist]:
    """Whoever thinks for the seats that a player does not hold, by seat."""
    estimates = story.estimates()
    tables = {} if estimates is None else estimates.tables
    others = [seat for seat in story.seats if seat not in held]
    return {seat: Strategist(story, held, seat, strength, tables.get(seat, {})) for seat in others}


class Strategist:
    """One seat's.

    Attributes:
        seat: The seat that it decides for.
        halved: The worth, given away, that halves its appetite for a choice.
        worths: What each ending is worth to it.
        tables: What it is worth to it to come to a scene: a base, and what each value of some variables adds.

    Args:
        story: The story.
        held: The seats that the player holds.
        seat: The seat that it decides for.
        strength: 1 to 5.
        tables: What coming to a scene is worth to the seat.
    """

    def __init__(
        self, story: Story, held: frozenset[str], seat: str, strength: int, tables: Mapping[str, Table]
    ) -> None:
        self.seat = seat
        self._story, self._held = story, held
        self._scenes = dict(story.scenes)
        self.halved = HALVED[strength]
        self.worths = {ending.id: SCALE * ending.worth.get(seat, 5) for ending in story.endings.values()}
        self._variables = {variable.name: variable for variable in story.variables}
        self.tables: dict[str, tuple[int, _Columns]] = {}
        for scene, table in tables.items():
            self.learn(scene, table)
        self._idle = {
            episode.id: all(s.effects.empty and s.scene is None and not s.exits for s in episode.deck)
            for episode in story.episodes.values()
        }
        self._known: dict[tuple[str, Values, int], int] = {}
        self._looks = 0
        self._draws = 0

    def choose(self, scene: Scene, values: Values, rolled: int) -> Choice:
        """The choice that it makes where it decides.

        Args:
            scene: A scene with an open choice.
            values: The state's values.
            rolled: A number from `chance.roll`.
        """
        opened = scene.open(values)
        if len(opened) == 1:
            return opened[0]
        weighed = sorted(self.weigh(scene, values), key=lambda weighed: weighed.choice.first)
        return weighed[pick([each.share for each in weighed], rolled)].choice

    def weigh(self, scene: Scene, values: Values) -> tuple[Weighed, ...]:
        """Every open choice of a scene with what it expects of it, and how much of the draw it gives it."""
        opened = scene.open(values)
        worths = self._foreseen(scene, opened, values)
        return tuple(map(Weighed, opened, worths, self._shares(opened, values, worths)))

    def learn(self, scene: str, table: Table) -> None:
        """Know a scene's table, over the variables as they are today: what a table does not tell of adds nothing."""
        columns = []
        for name, (low, numbers) in table.add.items():
            variable = self._variables.get(name)
            if variable is not None:
                values = range(variable.min, variable.max + 1)
                padded = (numbers[value - low] if 0 <= value - low < len(numbers) else 0 for value in values)
                columns.append((variable.index, variable.min, tuple(padded)))
        self.tables[scene] = table.base, tuple(columns)

    def expected(self, scene: Scene, values: Values, ahead: int) -> int:
        """What it is worth to come to a decision of anyone, so many decisions followed before tables are read."""
        self._forget()
        return self._decided(scene, values, ahead)

    def _forget(self) -> None:
        self._known.clear()
        self._looks = self._draws = 0

    def _foreseen(self, scene: Scene, opened: Sequence[Choice], values: Values) -> list[int]:
        for ahead in range(AHEAD, 0, -1):
            self._forget()
            try:
                return [self._after(scene, choice, values, ahead - 1) for choice in opened]
            except _TooMuch:
                continue
        return [MOST // 2] * len(opened)

    def _shares(self, opened: Sequence[Choice], values: Values, worths: Sequence[int]) -> list[int]:
        weights = [min(max(choice.weight.of(values), 0), HEAVIEST) for choice in opened]
        if not any(weights):
            weights = [1] * len(opened)
        weighed, last = list(zip(weights, worths, strict=True)), len(POWERS) - 1
        best = max(worth for weight, worth in weighed if weight)
        return [
            weight * POWERS[min((best - worth) * 16 // self.halved, last)] if weight else 0 for weight, worth in weighed
        ]

    def _after(self, scene: Scene, choice: Choice, values: Values, depth: int) -> int:
        """What a choice is worth, once it is taken."""
        if choice.chance is not None:
            percent = min(max(choice.chance.percent.of(values), 0), 100)
            outcomes = [self._after(scene, outcome, values, depth) for outcome in choice.outcomes]
            return _mean((percent, 100 - percent), outcomes)
        after = choice.apply(values)
        return self._at(choice.to or follow(choice.exits, after), after, scene.episode, depth)

    def _at(self, to: str, values: Values, episode: str, depth: int) -> int:
        """What it is worth to be led somewhere."""
        story = self._story
        for _ in range(MOST_MOVES + len(self._scenes)):
            scene = self._scenes.get(to)
            if scene is None:
                return self._back(values, depth) if to == BACK else self.worths[to]
            if story.drawn and scene.episode != episode:
                values = values[: -story.drawn] + (0,) * story.drawn
            episode = scene.episode
            if scene.exits and (not scene.choices or stuck(scene, values)):
                values = scene.effects.apply(values)
                if scene.draw and not self._idle[episode]:
                    return self._dealt(scene, 0, values, depth)
                to = follow(scene.exits, values)
            elif depth == 0:
                return self._read(to, values)
            else:
                return self._decided(scene, values, depth)
        return MOST // 2

    def _decided(self, scene: Scene, values: Values, depth: int) -> int:
        """What it is worth to come where somebody decides."""
        key = (scene.id, values, depth)
        known = self._known.get(key)
        if known is None:
            self._look()
            opened = scene.open(values)
            worths = [self._after(scene, choice, values, depth - 1) for choice in opened]
            mine = scene.seat == self.seat
            shares = self._shares(opened, values, worths) if mine and opened else [1] * len(opened)
            known = self._known[key] = _mean(shares, worths)
        return known

    def _dealt(self, scene: Scene, first: int, values: Values, depth: int) -> int:
        """What it is worth to have read a scene, from one of its draws of storylets on."""
        for turn in range(first, scene.draw):
            deck = eligible(self._story, self._held, scene, values)
            if deck:
                self._look()
                self._draws += 1
                if self._draws > DEEPEST:
                    raise _TooMuch
                worths = [self._drawn(scene, turn, storylet, values, depth) for storylet in deck]
                self._draws -= 1
                return _mean([min(storylet.weight.of(values), HEAVIEST) for storylet in deck], worths)
        return self._at(follow(scene.exits, values), values, scene.episode, depth)

    def _drawn(self, scene: Scene, turn: int, storylet: Storylet, values: Values, depth: int) -> int:
        marked = list(storylet.effects.apply(values))
        marked[storylet.drawn.index] = 1
        values = tuple(marked)
        if storylet.scene is not None:
            return self._at(storylet.id, returning(self._story, (scene.id, turn), values), scene.episode, depth)
        if storylet.exits:
            return self._at(follow(storylet.exits, values), values, scene.episode, depth)
        return self._dealt(scene, turn + 1, values, depth)

    def _back(self, values: Values, depth: int) -> int:
        """What it is worth to go on from where a storylet was drawn."""
        assert self._story.returning is not None
        id, turn = self._story.draws[values[self._story.returning.index] - 1]
        return self._dealt(self._scenes[id], turn + 1, values, depth)

    def _look(self) -> None:
        self._looks += 1
        if self._looks > MOST_LOOKS:
            raise _TooMuch

    def _read(self, scene: str, values: Values) -> int:
        table = self.tables.get(scene)
        if table is None:
            return MOST // 2
        total, columns = table
        for index, low, numbers in columns:
            total += numbers[values[index] - low]
        return min(max(total * UNIT, 0), MOST)


def _mean(shares: Sequence[int], worths: Sequence[int]) -> int:
    """The mean of some worths by their shares, rounded; neither good nor bad where there are none."""
    total = sum(shares)
    if not total:
        return MOST // 2
    return (sum(share * worth for share, worth in zip(shares, worths, strict=True)) + total // 2) // total
