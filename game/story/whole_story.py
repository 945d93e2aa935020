"""A story as its files had it at one moment: read, parsed and compiled once for all that a command asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from pathlib import Path

from game.story.assemble import assemble_with_trees
from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.load import estimates_of, folder_of, is_sound
from game.story.model import Story
from game.story.no_collection import no_collection
from game.story.problems import BrokenStory
from game.story.translation import TextCollector
from game.story.translator_notes import Written, as_written
from game.story.yaml_tree import Node


@dataclass(frozen=True, slots=True)
class WholeStory:
    """A sound story.

    Attributes:
        folder: Where it stands.
        compiled: Its compiled form, in the language that it is written in.
        story: The story itself.
        texts: Every text that readers meet, by path, in the order of its files.
        files: The trees of its files, by name.
    """

    folder: Path
    compiled: CompiledStory
    story: Story
    texts: Mapping[str, str]
    files: Mapping[str, Node]

    def written(self) -> Written:
        """Where its texts are written, and what its author tells translators beside them."""
        return as_written(self.files, self.texts)


def read(path: Path) -> WholeStory:
    """Read the story in a folder.

    Raises:
        StoryNotFound: There is no story there.
        BrokenStory: The story has errors. Warnings are no hindrance.
    """
    with no_collection():
        collector = TextCollector()
        problems, document, files = assemble_with_trees(folder_of(path), collector.note)
        if document is None or not is_sound(problems):
            raise BrokenStory(problems)
        estimates = once(partial(estimates_of, path, document["was"]))
        return WholeStory(path, document, link(document, estimates), collector.texts, files)
