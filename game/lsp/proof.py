"""What was proved of a story when it was last saved, and where that is kept until something else is to be proved."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import NamedTuple

from game import __version__, kept_files
from game.explore.conditioned_texts import of_story
from game.hashing import blake2b
from game.i18n.catalogue import current_language
from game.story.fingerprint import fingerprint
from game.story.model import Story

_KIND = "proof"

_MOST_KEPT = 8


class Told(NamedTuple):
    """Odds, whether they are exact (else counted in random runs), and from which opening on they are."""

    odds: float
    exact: bool
    opening: str


@dataclass(slots=True)
class Proof:
    """What is known of a story.

    Scenes and endings are named by kind and id, as in `scene porche`; conditions by where they stand and by their words
    (`text_condition`, `choice_condition`), so that what is known of one is told of no other.

    Attributes:
        fingerprint: Of the story of which it is known: see `game.story.fingerprint`.
        met: How likely a run meets a scene or an ending.
        holds: How likely a condition holds where a run comes to it.
        never: Which scenes, endings and conditions no run meets, and why.
        pairs: Of choices that make no difference, or are never the better one: which, and beside which other.
        ranges: The least and the greatest value of each variable.
        exact: Whether the ends of the ranges are met, and not only never passed.
    """

    fingerprint: str
    met: dict[str, Told] = field(default_factory=dict)
    holds: dict[str, Told] = field(default_factory=dict)
    never: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    exact: bool = True

    def write(self) -> str:
        """As JSON, in one line."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> Proof:
        """From JSON as `write` makes it."""
        data = json.loads(written)
        for name in ("met", "holds"):
            data[name] = {key: Told(*fields) for key, fields in data[name].items()}
        for name in ("pairs", "ranges"):
            data[name] = {key: tuple(pair) for key, pair in data[name].items()}
        return cls(**data)


def text_condition(path: str, words: str) -> str:
    """The name of a paragraph's or a variant's condition, as written in a text such as `porche/sonner.news`."""
    return f"text {path}: {words}"


def choice_condition(choice: str, words: str) -> str:
    """The name of a choice's condition: the choice as `scene/choice`, and the words."""
    return f"choice {choice}: {words}"


def key(story: Story) -> str:
    """What a proof hangs on: all that moves a run, and all that texts ask of it, in the language of its sentences."""
    asked = [[text.path, text.condition and text.condition.ast] for text in of_story(story)]
    presumed = [opening.presumes for opening in story.openings.values()]
    hashed = json.dumps([__version__, current_language(), fingerprint(story), presumed, asked])
    return blake2b(hashed.encode(), digest_size=16).hexdigest()


def fetch(key: str) -> Proof | None:
    """The proof that is kept under a key; None where there is none."""
    written = kept_files.fetch(_KIND, key)
    return None if written is None else Proof.read(written.decode())


def store(key: str, proof: Proof) -> None:
    """Keep a proof to which nothing is to be added."""
    kept_files.store(_KIND, key, proof.write().encode(), _MOST_KEPT)
