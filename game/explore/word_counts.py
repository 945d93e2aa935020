"""How long a story is: words by episode and seat, the reading time of a run, the longest and the shortest scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from game.story.markup import strip_markup
from game.story.model import Story
from game.story.paragraphs import Paragraph
from game.story.scenes import Scene, Storylet

WORDS_A_MINUTE = 220
"""How fast a story is read on a screen."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """The words of one scene, storylet or ending, with its episode (empty for endings) and seat (None: everyone's)."""

    id: str
    episode: str
    seat: str | None
    words: int


@lru_cache(16_384)  # every setup of a story asks about the same lines
def count_words(text: str) -> int:
    """How many words a line has: runs of characters between spaces that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in word) for word in strip_markup(text).split())


def word_counts(story: Story) -> list[WordCount]:
    """The length of every scene (results and the lines to choose from included), storylet and ending."""
    counts: list[WordCount] = []
    for episode in story.episodes.values():
        counts.extend(WordCount(scene.id, episode.id, scene.seat, _scene(scene)) for scene in episode.scenes)
        counts.extend(WordCount(s.id, episode.id, s.seat, _storylet(s)) for s in episode.deck)
    counts.extend(WordCount(ending.id, "", None, _paragraphs(ending.text)) for ending in story.endings.values())
    return counts


def _scene(scene: Scene) -> int:
    offered = sum(count_words(choice.say.source) for choice in scene.choices)
    results = sum(_paragraphs(outcome.result) for choice in scene.choices for outcome in choice.outcomes)
    return _paragraphs(scene.text) + offered + results


def _storylet(storylet: Storylet) -> int:
    return _paragraphs(storylet.text) if storylet.scene is None else _scene(storylet.scene)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> int:
    return sum(count_words(line.source) for paragraph in paragraphs for line in paragraph.lines)


def minutes(words: float) -> int:
    """The time to read some words, in whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
