"""How well each strength of a strategist plays: measured, in seeded runs of the real engine.

No figure here is worked out. A strategist plays so many runs against each kind of player, and what its endings were
worth to it on average is its success; the standard error says how far another lot of runs would lie from it. The same
seeds give the same runs on every machine, and all strengths meet the same seeds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from math import sqrt

from game.play.chance import roll
from game.play.rival import decide_for
from game.play.setup import Rival, Setup
from game.play.state import EndlessStory, begin, decide, open_choices
from game.story.closures import Values
from game.story.estimates import Success
from game.story.scenes import Choice, Ending, Scene

RUNS = 500
"""How many runs are played for each figure."""

MOST_DECISIONS = 2000
"""After how many decisions a run is given up: it then counts as neither good nor bad."""

_RUN, _PLAYER = 0x57E9, 0xB11D
"""Salts that keep this chance apart from the story's."""

_BY_RULE = {"weighted": Rival.WEIGHTED, "history": Rival.HISTORY}
"""The kinds of player that decide as a rival does that goes by a rule."""


@dataclass(slots=True)
class Fared:
    """What came of many runs of one strength against one kind of player.

    Attributes:
        worths: What each run's ending was worth to the strategist.
        endings: How often each ending came.
        episodes: How many runs ended in each episode, by its number.
        decisions: How many decisions were taken in all the runs, by anyone.
    """

    worths: list[int] = field(default_factory=list)
    endings: Counter[str] = field(default_factory=Counter)
    episodes: Counter[int] = field(default_factory=Counter)
    decisions: int = 0

    @property
    def success(self) -> Success:
        """The mean of the worths, with its standard error."""
        count = len(self.worths)
        mean = sum(self.worths) / count
        spread = sum((worth - mean) ** 2 for worth in self.worths) / max(1, count - 1)
        return Success(mean, sqrt(spread / count))


def fare(setup: Setup, seat: str, player: str, runs: int = RUNS) -> Fared:
    """Play a seat's strategist against a kind of player (one of `estimates.PLAYERS`) who holds all other seats."""
    fared = Fared()
    for number in range(runs):
        mine = Setup(setup.story, setup.seats, setup.rival, roll(number, 0, _RUN) >> 1, setup.opening)
        try:
            _play(mine, seat, player, fared)
        except EndlessStory:
            fared.worths.append(5)
    return fared


def _play(setup: Setup, seat: str, player: str, fared: Fared) -> None:
    rule = _BY_RULE.get(player)
    by_rule = None if rule is None else replace(setup, rival=rule)
    state, episode = begin(setup), setup.story.episodes[setup.story.openings[setup.opening].episode]
    for _ in range(MOST_DECISIONS):
        opened = open_choices(state)
        if not isinstance(state.here, Scene) or not opened:
            break
        episode = setup.story.episodes[state.here.episode]
        state = decide(setup, state, _decided(by_rule, opened, state.values, roll(setup.seed, state.step, _PLAYER)))
    scenes = [beat.scene for beat in state.passed]
    if scenes:
        episode = setup.story.episodes[scenes[-1].episode]
    fared.decisions += state.step
    fared.episodes[episode.number] += 1
    ended = isinstance(state.here, Ending)
    fared.worths.append(state.here.worth.get(seat, 5) if isinstance(state.here, Ending) else 5)
    if ended:
        fared.endings[state.here.id] += 1


def _decided(by_rule: Setup | None, opened: tuple[Choice, ...], values: Values, rolled: int) -> Choice:
    return opened[rolled % len(opened)] if by_rule is None else decide_for(by_rule, opened, values, lambda: rolled)
