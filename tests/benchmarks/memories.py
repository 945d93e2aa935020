"""What it costs the proof that texts remember: the shipped story as it is, without its memory, and with more of it.

`python -m tests.benchmarks.memories [SEAT RIVAL]` (`board history` unless told) explores one setup of the shipped story
as it is, without the conditions that ask what was done (what they ask of numbers goes with them), and with a hundred
paragraphs added, spread over the endings, each of which asks for another choice. It prints the states, and the seconds
of work of the proof.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

from game.explore.survey import survey
from game.play.setup import Rival, Setup, seats
from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.load import compiled, shipped_folder
from game.story.memory import QUESTIONS

MORE = 100


def groups(part: Any) -> Iterator[dict[str, Any]]:
    """Every group of keys in a compiled story."""
    if isinstance(part, dict):
        yield part
    for inside in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from groups(inside)


def asked(tree: Any) -> Iterator[list[str]]:
    """The questions about the run in an expression."""
    if isinstance(tree, list):
        if tree and tree[0] in QUESTIONS:
            yield tree
        for part in tree:
            yield from asked(part)


def asks(group: dict[str, Any]) -> bool:
    """Whether a text has a condition that asks what the run remembers."""
    return "condition" in group and any(asked(group["condition"]["ast"]))


def forgetful(document: CompiledStory) -> CompiledStory:
    """A story without the conditions that ask what the run remembers."""
    bare = deepcopy(document)
    for group in groups(bare):
        if asks(group):
            del group["condition"]
    return bare


def asking_more(document: CompiledStory) -> CompiledStory:
    """A story with a hundred paragraphs more, each of which asks for another choice."""
    more = cast("dict[str, Any]", deepcopy(document))
    scenes = [scene for episode in more["episodes"] for scene in episode["scenes"]]
    acts = [f"{scene['id']}/{choice['id']}" for scene in scenes for choice in scene["choices"]][:MORE]
    for number, act in enumerate(acts):
        question = ["took", act]
        line = {"text": "You remember it.", "numbers": {}}
        paragraph = {"line": line, "mark": None, "condition": {"source": f"took({act})", "ast": question}}
        more["endings"][number % len(more["endings"])]["text"].append(paragraph)
        if question not in more["memory"]:
            more["memory"].append(question)
    return cast(CompiledStory, more)


def texts_that_ask(document: CompiledStory) -> int:
    """How many conditions ask what the run remembers."""
    return sum(asks(group) for group in groups(document))


def main(seat: str = "board", rival: str = "history") -> None:
    """Print a row for each."""
    shipped = compiled(shipped_folder())
    for name, document in (
        ("remembering nothing", forgetful(shipped)),
        ("as shipped", shipped),
        ("a hundred more", asking_more(shipped)),
    ):
        story = link(document)
        since = time.process_time()
        found = survey(Setup(story, seats(story, seat), Rival(rival)))
        spent = time.process_time() - since
        row = f"{name:20} {texts_that_ask(document):5} conditions that ask, {found.states:>11,} states, {spent:6.1f} s"
        print(row, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
