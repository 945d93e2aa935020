"""Puts a story together from its files: which files it has, their trees, their shapes, and the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache as once
from functools import partial
from typing import NamedTuple

from game.i18n.catalogue import NOTHING, tr_lazy
from game.story.compile import Compilation, compile_story
from game.story.compiled import CompiledStory
from game.story.declarations import Translate, untranslated
from game.story.folder import LOCALE, ROOM_MADE, WALKTHROUGHS, Folder, file_of
from game.story.former import former_names
from game.story.known_episodes import KnownEpisodes
from game.story.model import Story
from game.story.problems import Position, Problem, Report, codes
from game.story.schema import KINDS
from game.story.schema.files import MOST_SCENES
from game.story.symbols import RESERVED
from game.story.translation import Catalogue
from game.story.yaml_tree import MOST_NODES, Node, most_nodes, parse_yaml, too_many_nodes


class KnownFile(NamedTuple):
    """A file in which nothing was wrong by itself: its bytes, the tree made of them, and how many values it has."""

    data: bytes
    tree: Node
    values: int


@dataclass
class Known:
    """What is known of a story from the last time that it was read."""

    files: dict[str, KnownFile] = field(default_factory=dict)
    episodes: KnownEpisodes = field(default_factory=KnownEpisodes)


def assemble(
    folder: Folder,
    language: str | None,
    advised: bool,
    everything: bool = False,
    known: Known | None = None,
    note: Translate = untranslated,
) -> tuple[tuple[Problem, ...], CompiledStory | None]:
    """Read and compile a story.

    Args:
        folder: Its files; `story.yaml` is among them.
        language: The language wanted, if the folder holds a catalogue for it; None for the language the story is
            written in.
        advised: Whether authors are told what they hardly meant, beside what is wrong. Translators are not.
        everything: Whether that includes the warnings that the story allows.
        known: What is known of it from the last time, and is kept up to date; a file that has not changed since is
            not parsed again, nor compiled again where nothing has changed that it depends on.
        note: Told of each text that readers meet, with its path, where the story is read as it is written, and nothing
            of it was compiled before; gives it as it is.

    Returns:
        Every problem found, and the compiled story, None when a file could not be read at all. It is not to be used
        when a problem is an error.
    """
    report = Report()
    files = _FileReader(folder, report, known.files if known is not None else None).read()
    if files is None:
        return report.problems, None
    _check_allowed(files["story.yaml"], report)
    if not everything:
        report.allowed = _allowed(files["story.yaml"])
    name = file_of(language) if language else ""
    if name in folder.refused:
        report.error(
            Position(name), "unreadable-file", tr_lazy("it cannot be read: {refused}", refused=folder.refused[name])
        )
    if language is None or name not in folder.files:
        compilation = compile_story(files, report, note, known.episodes if known is not None else None)
        if advised and not report.errors:
            _advise(folder, files, compilation, report)
        return report.problems, compilation.document
    former = _former(files)
    catalogue = Catalogue.read(folder.files[name], name, report)
    catalogue.follow(former)
    for other in (file for file in folder.files if file.startswith(f"{LOCALE}/") and file != name):
        catalogue.stand_in = Catalogue.read(folder.files[other], other, Report())
        catalogue.stand_in.follow(former)
    document = compile_story(files, report, catalogue.translate).document
    catalogue.close()
    document["language"] = language
    return report.problems, document


def _advise(folder: Folder, files: Mapping[str, Node], compilation: Compilation, report: Report) -> None:
    """Look at a sound story for what its author hardly meant, and at its own tests."""
    from game.story.link import link
    from game.story.lint import lint
    from game.story.memory_checks import check_memory

    document, roads, uses = compilation
    linked = once(partial(link, document))
    lint(files, document, roads, uses, report)
    check_memory(files, compilation, linked, report)
    if WALKTHROUGHS in folder.refused:
        refused = folder.refused[WALKTHROUGHS]
        message = tr_lazy("it cannot be read: {refused}", refused=refused)
        report.error(Position(WALKTHROUGHS), "unreadable-file", message, ROOM_MADE.get(refused, NOTHING))
    if not report.errors and WALKTHROUGHS in folder.files:
        _check_walkthroughs(folder.files[WALKTHROUGHS], linked, report)


def _check_walkthroughs(data: bytes, linked: Callable[[], Story], report: Report) -> None:
    from game.story.laws import read_laws
    from game.story.walkthroughs import read_walkthroughs

    root = parse_yaml(data, WALKTHROUGHS, report)
    if root is None:
        return
    KINDS["walkthroughs"].read(root, report)
    read_walkthroughs(root, linked(), report)
    read_laws(root, linked(), report)


def assemble_with_trees(
    folder: Folder, note: Translate
) -> tuple[tuple[Problem, ...], CompiledStory | None, Mapping[str, Node]]:
    """Read and compile a story as it is written: its problems, what was compiled, and the trees of its files.

    Args:
        folder: Its files; `story.yaml` is among them.
        note: Told of each text that readers meet, with its path; gives it as it is.
    """
    report = Report()
    files = _FileReader(folder, report).read()
    if files is None:
        return report.problems, None, {}
    _check_allowed(files["story.yaml"], report)
    return report.problems, compile_story(files, report, note).document, files


def lacks(data: bytes, name: str, texts: Mapping[str, str], former: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a catalogue of a story, by its texts in their order and the former names of its parts."""
    report = Report()
    catalogue = Catalogue.read(data, name, report)
    catalogue.follow(former)
    for path, text in texts.items():
        catalogue.translate(path, text)
    catalogue.close()
    return report.problems


class _FileReader:
    """Reads a story's files, as far as story.yaml names them."""

    def __init__(self, folder: Folder, report: Report, known: dict[str, KnownFile] | None = None) -> None:
        self._folder = folder
        self._report = report
        self._known = known
        self._files: dict[str, Node] = {}
        self._left = MOST_NODES
        self._scenes_left = MOST_SCENES

    def read(self) -> dict[str, Node] | None:
        """The tree of each file, in shape; None when one of them cannot be read."""
        folder, report = self._folder, self._report
        if not self._add("story.yaml", "story"):
            return None
        story = self._files["story.yaml"]
        whole_list = _all_named(story)
        whole, seen = self._episodes(story)
        if "endings.yaml" in folder.files:
            whole &= self._add("endings.yaml", "endings")
        else:
            self._missing(Position("story.yaml"), "endings.yaml")
        for kind in ("facts", "people"):
            name = f"{kind}.yaml"
            if name in folder.files:
                whole &= self._add(name, kind)
            elif name in folder.refused:
                self._missing(Position("story.yaml"), name)
        whole_list &= not any(report.tells_of(stem) for stem in story.get_list("episodes"))
        for name in (*folder.files, *folder.unlisted) if whole_list else ():
            if name.endswith(".yaml") and name.removesuffix(".yaml") not in {*seen, *RESERVED}:
                message = tr_lazy(
                    "{name} is no part of the story: story.yaml does not list it under `episodes`", name=name
                )
                report.warn(Position(name), "file-not-listed", message)
        return self._files if whole else None

    def _episodes(self, story: Node) -> tuple[bool, set[str]]:
        """Read the episodes that story.yaml lists. Whether all that are there could be read, and which are listed."""
        report = self._report
        whole, seen = True, set[str]()
        for stem in story.get_list("episodes"):
            name = f"{stem.text}.yaml"
            if stem.text in RESERVED:
                message = tr_lazy("`{name}` is a file of its own kind, no episode", name=name)
                report.error(stem, "reserved-name", message)
            elif stem.text in seen:
                twice = tr_lazy("`{name}` is listed twice", name=stem.text)
                report.error(stem, "duplicate-name", twice, tr_lazy("take one of the two out"))
            elif name not in self._folder.files and report.tells_of(stem):
                continue  # its name is wrong, and told
            elif name not in self._folder.files:
                meant = self._missing(stem, name)
                seen.add(meant.removesuffix(".yaml"))
            else:
                whole &= self._add(name, "episode")
            seen.add(stem.text)
        return whole, seen

    def _add(self, name: str, kind: str) -> bool:
        """Read a file; whether it could be read."""
        data, report, before = self._folder.files[name], self._report, len(self._report)
        known = self._known.get(name) if self._known is not None else None
        same = known is not None and known.data == data
        values = known.values if known is not None and same else most_nodes(data)
        if values > self._left:
            report.error(Position(name), "file-too-large", too_many_nodes())
            return False
        self._left -= values
        if known is not None and same:
            self._files[name] = known.tree
            self._scenes_left -= len(known.tree.get_map("scenes"))
            return True
        node = parse_yaml(data, name, report, values)
        if node is None:
            return False
        KINDS[kind].read(node, report)
        if not isinstance(node.value, dict):
            return False
        scenes = len(node.get_map("scenes")) + len(node.get_map("deck"))
        if scenes > self._scenes_left:
            too_many = tr_lazy("a story has at most {count} scenes in all its files together", count=MOST_SCENES)
            report.error(Position(name), "file-too-large", too_many)
            return False
        self._scenes_left -= scenes
        self._files[name] = node
        if self._known is not None and len(report) == before:
            self._known[name] = KnownFile(data, node, values)
        return True

    def _missing(self, place: Position | Node, name: str) -> str:
        """Report a file that is not there. The file that was meant, if that can be guessed; else nothing."""
        folder, report = self._folder, self._report
        if name in folder.refused:
            refused = folder.refused[name]
            message = tr_lazy("{name} cannot be read: {refused}", name=name, refused=refused)
            report.error(place, "unreadable-file", message, ROOM_MADE.get(refused, NOTHING))
            return ""
        others = [other for other in (*folder.files, *folder.unlisted) if other != "story.yaml"]
        meant = report.nearest(name, others)
        hint = tr_lazy("did you mean `{near}`?", near=meant) if meant else NOTHING
        report.error(place, "missing-file", tr_lazy("there is no {name} in this folder", name=name), hint)
        return meant or ""


def _former(files: Mapping[str, Node]) -> dict[str, str]:
    """What the parts of a story were called before; what is wrong with it is told when the story is compiled."""
    story, endings = files["story.yaml"], files.get("endings.yaml")
    episodes = [
        (stem, files[f"{stem.text}.yaml"]) for stem in story.get_list("episodes") if f"{stem.text}.yaml" in files
    ]
    return former_names(story, episodes, endings.get_map("endings") if endings else {}, Report())


def allowed_codes(folder: Folder) -> frozenset[str]:
    """The codes of the warnings that a story lives with.

    Args:
        folder: Its files; `story.yaml` is among them.
    """
    story = parse_yaml(folder.files["story.yaml"], "story.yaml", Report())
    return _allowed(story) if story is not None else frozenset()


def _allowed(story: Node) -> frozenset[str]:
    return frozenset(node.text for node in story.get_list("allow"))


def _check_allowed(story: Node, report: Report) -> None:
    """A story may live with any warning, and with no error."""
    from game.story.ways_out import WARNINGS

    known = codes() if story.has("allow") else ()
    for node in story.get_list("allow"):
        if node.text in known and node.text not in WARNINGS:
            message = tr_lazy("`{name}` is an error: no story is played with it", name=node.text)
            report.error(node, "unknown-code", message, tr_lazy("mend what it is about, and take it out here"))
        elif node.text not in known:
            message = tr_lazy("there is no code `{name}`", name=node.text[:40])
            report.error(node, "unknown-code", message, report.guess(node.text, known))


def _all_named(story: Node) -> bool:
    """Whether every episode that is listed has a name."""
    listed = story.get("episodes")
    return listed is not None and isinstance(listed.value, list) and len(listed.items) == len(listed.value)
