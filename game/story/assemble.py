"""Puts a story together from its files: which files it has, their trees, their shapes, and the whole."""

from __future__ import annotations

from collections.abc import Mapping

from game.i18n.catalogue import NOTHING, tr_lazy
from game.story.compile import compile_story
from game.story.compiled import CompiledStory
from game.story.folder import LOCALE, WALKTHROUGHS, Folder, file_of
from game.story.former import former_names
from game.story.problems import Position, Problem, Report, codes
from game.story.schema import KINDS
from game.story.symbols import RESERVED
from game.story.translation import Catalogue, TextCollector
from game.story.yaml_tree import MOST_NODES, Node, most_nodes, parse_yaml, too_many_nodes

Trees = dict[str, tuple[bytes, Node]]
"""Files in which nothing was wrong by themselves, by name: their bytes, and the tree that was made of them."""


def assemble(
    folder: Folder, language: str | None, advised: bool, everything: bool = False, trees: Trees | None = None
) -> tuple[tuple[Problem, ...], CompiledStory | None]:
    """Read and compile a story.

    Args:
        folder: Its files; `story.yaml` is among them.
        language: The language wanted, if the folder holds a catalogue for it; None for the language the story is
            written in.
        advised: Whether authors are told what they hardly meant, beside what is wrong. Translators are not.
        everything: Whether that includes the warnings that the story allows.
        trees: What is known of its files from the last time, and is kept up to date; a file that has not changed since
            is not parsed again.

    Returns:
        Every problem found, and the compiled story, None when a file could not be read at all. It is not to be used
        when a problem is an error.
    """
    report = Report()
    files = _trees(folder, report, trees)
    if files is None:
        return report.problems, None
    if not everything:
        report.allowed = _allowed(files["story.yaml"], report)
    name = file_of(language) if language else ""
    if name in folder.refused:
        report.error(
            Position(name), "unreadable-file", tr_lazy("it cannot be read: {refused}", refused=folder.refused[name])
        )
    if language is None or name not in folder.files:
        document = compile_story(files, report, advised=advised)
        if advised:
            _check_walkthroughs(folder, document, report)
        return report.problems, document
    former = _former(files)
    catalogue = Catalogue.read(folder.files[name], name, report)
    catalogue.follow(former)
    for other in (file for file in folder.files if file.startswith(f"{LOCALE}/") and file != name):
        catalogue.stand_in = Catalogue.read(folder.files[other], other, Report())
        catalogue.stand_in.follow(former)
    document = compile_story(files, report, catalogue.translate)
    catalogue.close()
    document["language"] = language
    return report.problems, document


def _check_walkthroughs(folder: Folder, document: CompiledStory, report: Report) -> None:
    """Look at the story's own tests, once the story itself is sound."""
    if report.errors or WALKTHROUGHS not in folder.files:
        return
    root = parse_yaml(folder.files[WALKTHROUGHS], WALKTHROUGHS, report)
    if root is None:
        return
    KINDS["walkthroughs"].read(root, report)
    from game.story.laws import read_laws
    from game.story.link import link
    from game.story.walkthroughs import read_walkthroughs

    story = link(document)
    read_walkthroughs(root, story, report)
    read_laws(root, story, report)


def texts_of_files(folder: Folder) -> Mapping[str, str]:
    """Every text of a story that readers meet, by path, in the order of its files; empty when it cannot be read."""
    collector = TextCollector()
    report = Report()
    files = _trees(folder, report)
    if files is not None:
        compile_story(files, report, collector.note)
    return collector.texts


def notes_of_files(folder: Folder) -> Mapping[str, str]:
    """What a story's author tells translators, by the path of the text that it is told of."""
    from game.story.translator_notes import authors_notes

    files = _trees(folder, Report())
    return {} if files is None else authors_notes(files, texts_of_files(folder))


def _trees(folder: Folder, report: Report, known: Trees | None = None) -> dict[str, Node] | None:
    """The tree of each file, in shape; None when one of them cannot be read."""
    files: dict[str, Node] = {}
    if not _add("story.yaml", "story", folder, report, files, known):
        return None
    whole_list = _all_named(files["story.yaml"])
    whole, seen = _episodes(folder, report, files, known)
    if "endings.yaml" in folder.files:
        whole &= _add("endings.yaml", "endings", folder, report, files, known)
    else:
        _missing(Position("story.yaml"), "endings.yaml", folder, report)
    for kind in ("facts", "people"):
        name = f"{kind}.yaml"
        if name in folder.files:
            whole &= _add(name, kind, folder, report, files, known)
        elif name in folder.refused:
            _missing(Position("story.yaml"), name, folder, report)
    whole_list &= not any(report.tells_of(stem) for stem in files["story.yaml"].get_list("episodes"))
    for name in (*folder.files, *folder.unlisted) if whole_list else ():
        if name.endswith(".yaml") and name.removesuffix(".yaml") not in {*seen, *RESERVED}:
            message = tr_lazy("{name} is no part of the story: story.yaml does not list it under `episodes`", name=name)
            report.warn(Position(name), "file-not-listed", message)
    return files if whole else None


def _former(files: Mapping[str, Node]) -> dict[str, str]:
    """What the parts of a story were called before; what is wrong with it is told when the story is compiled."""
    story, endings = files["story.yaml"], files.get("endings.yaml")
    episodes = [
        (stem, files[f"{stem.text}.yaml"]) for stem in story.get_list("episodes") if f"{stem.text}.yaml" in files
    ]
    return former_names(story, episodes, endings.get_map("endings") if endings else {}, Report())


def _allowed(story: Node, report: Report) -> frozenset[str]:
    """The codes of the warnings that a story lives with."""
    known = codes() if story.has("allow") else ()
    for node in story.get_list("allow"):
        if node.text not in known:
            report.error(
                node,
                "unknown-code",
                tr_lazy("there is no code `{name}`", name=node.text[:40]),
                report.guess(node.text, known),
            )
    return frozenset(node.text for node in story.get_list("allow"))


def _all_named(story: Node) -> bool:
    """Whether every episode that is listed has a name."""
    listed = story.get("episodes")
    return listed is not None and isinstance(listed.value, list) and len(listed.items) == len(listed.value)


def _episodes(folder: Folder, report: Report, files: dict[str, Node], known: Trees | None) -> tuple[bool, set[str]]:
    """Read the episodes that story.yaml lists. Whether all that are there could be read, and which are listed."""
    whole, seen = True, set[str]()
    for stem in files["story.yaml"].get_list("episodes"):
        name = f"{stem.text}.yaml"
        if stem.text in RESERVED:
            report.error(stem, "reserved-name", tr_lazy("`{name}` is a file of its own kind, no episode", name=name))
        elif stem.text in seen:
            report.error(stem, "duplicate-name", tr_lazy("`{name}` is listed twice", name=stem.text))
        elif name not in folder.files and report.tells_of(stem):
            continue  # its name is wrong, and told
        elif name not in folder.files:
            meant = _missing(stem, name, folder, report)
            seen.add(meant.removesuffix(".yaml"))
        else:
            whole &= _add(name, "episode", folder, report, files, known)
        seen.add(stem.text)
    return whole, seen


def _add(name: str, kind: str, folder: Folder, report: Report, files: dict[str, Node], known: Trees | None) -> bool:
    if sum(most_nodes(folder.files[other]) for other in (*files, name)) > MOST_NODES:
        report.error(Position(name), "file-too-large", too_many_nodes())
        return False
    data, before = folder.files[name], len(report)
    if known is not None and name in known and known[name][0] == data:
        files[name] = known[name][1]
        return True
    node = parse_yaml(data, name, report)
    if node is None:
        return False
    KINDS[kind].read(node, report)
    if not isinstance(node.value, dict):
        return False
    files[name] = node
    if known is not None and len(report) == before and not report.full:
        known[name] = data, node
    return True


def _missing(place: Position | Node, name: str, folder: Folder, report: Report) -> str:
    """Report a file that is not there. The file that was meant, if that can be guessed; else nothing."""
    if name in folder.refused:
        report.error(
            place,
            "unreadable-file",
            tr_lazy("{name} cannot be read: {refused}", name=name, refused=folder.refused[name]),
        )
        return ""
    meant = report.nearest(name, [other for other in (*folder.files, *folder.unlisted) if other != "story.yaml"])
    hint = tr_lazy("did you mean `{near}`?", near=meant) if meant else NOTHING
    report.error(place, "missing-file", tr_lazy("there is no {name} in this folder", name=name), hint)
    return meant or ""
