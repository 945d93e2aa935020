"""A run's decisions as words: `choice` or `scene:choice`, separated by commas or blanks."""

from __future__ import annotations

from collections.abc import Iterable

from game.play.run import Decision
from game.story.decision_words import scene_and_choice, words_of


class InvalidDecision(ValueError):
    """A word that is not a decision; `word` is what was written."""

    def __init__(self, word: str) -> None:
        super().__init__(f"`{word}` is no decision: `choice` or `scene:choice` is")
        self.word = word


def parse_decisions(text: str) -> tuple[Decision, ...]:
    """Read decisions as they are written on a command line, such as `accept, doorstep:wait`.

    Without a scene, a decision is meant for wherever the run is: its scene is empty, as `Run.replay` understands it.

    Raises:
        InvalidDecision: A word is no decision.
    """
    return tuple(_read(word) for word in words_of(text))


def format_decisions(decisions: Iterable[Decision]) -> str:
    """Decisions as `parse_decisions` reads them, each with its scene."""
    return ",".join(f"{scene}:{choice}" if scene else choice for scene, choice in decisions)


def _read(word: str) -> Decision:
    pair = scene_and_choice(word)
    if pair is None:
        raise InvalidDecision(word)
    return Decision(*pair)
