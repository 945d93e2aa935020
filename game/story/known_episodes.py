"""Episodes as they were compiled before: one whose file is the same, in a story otherwise the same, is taken as it was.

What follows is provable: compiling an episode reads its own tree, what stands in `Surroundings`, and whether a clock is
still to be asked for. An episode in which something was wrong is compiled anew each time, so that it is told again.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from game.story.uses import Uses
from game.story.yaml_tree import Node

if TYPE_CHECKING:
    from game.story.compiled import CompiledEpisode


class Surroundings(NamedTuple):
    """All that an episode’s compiled form depends on outside its file; a tree is the same where nothing was read anew.

    Attributes:
        story: The tree of story.yaml.
        facts: The tree of facts.yaml, if there is one.
        targets: What a road may lead to, with the scene or ending meant.
        choices: The choices that can be asked about.
        left: The scenes and storylets that can be asked about.
        former: What things were called before.
        complete: Whether every file of the story is there.
        whole: Whether every file could be read without an error.
        allowed: The warnings that are not told.
    """

    story: Node
    facts: Node | None
    targets: Mapping[str, str]
    choices: Set[str]
    left: Set[str]
    former: Mapping[str, str]
    complete: bool
    whole: bool
    allowed: frozenset[str]


class KnownEpisode(NamedTuple):
    """An episode in which nothing was wrong.

    Attributes:
        tree: Of which tree it was made.
        clocked: Whether a missing clock had been told before it was compiled.
        compiled: What was made of it.
        uses: What its parts use.
        places: Where its choices are written, by `scene/choice`.
    """

    tree: Node
    clocked: bool
    compiled: CompiledEpisode
    uses: Uses
    places: Mapping[str, tuple[str, int, int]]


@dataclass
class KnownEpisodes:
    """What is known from the last time, by the names of the episodes."""

    surroundings: Surroundings | None = None
    episodes: dict[str, KnownEpisode] = field(default_factory=dict)

    def settle(self, surroundings: Surroundings) -> None:
        """Forget what was compiled in any other surroundings."""
        if self.surroundings != surroundings:
            self.surroundings = surroundings
            self.episodes.clear()
