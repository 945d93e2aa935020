"""What the things of a story were called before, so that saves, codes, walkthroughs and catalogues find them.

Former names lead to present ones. Scenes, storylets, endings and episodes share their names and stand as they are; a
choice stands as `scene/choice`, and seats, openings, variables and challenges behind the word that says what they are:
`seat:board`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from game.i18n.catalogue import tr_lazy
from game.story.variables import GAUGE_KINDS

if TYPE_CHECKING:
    from game.story.problems import Report
    from game.story.yaml_tree import Node

SEAT, OPENING, VARIABLE, CHALLENGE = "seat:", "opening:", "variable:", "challenge:"

_VARIABLES = (*(gauge.key for gauge in GAUGE_KINDS.values()), "counters", "labels", "flags")


def former_names(
    story: Node, episodes: Iterable[tuple[Node, Node]], endings: Mapping[str, Node], report: Report
) -> dict[str, str]:
    """Gather what `was` says anywhere in a story; a former name must be dead, and belong to one thing.

    Args:
        story: The root of story.yaml.
        episodes: For each episode the node that names it, and the root of its file.
        endings: The endings, by name.
        report: Where problems go.
    """
    names = _Gathered(report)
    files = list(episodes)
    scenes = {name: node for _, root in files for name, node in root.get_map("scenes").items()}
    storylets = {name: node for _, root in files for name, node in root.get_map("deck").items()}
    stems = {stem.text: root for stem, root in files}
    places = {**storylets, **stems, **scenes, **endings}
    for name, node in places.items():
        if node.has("was"):
            names.add(name, node, places)
    for scene, node in {**scenes, **storylets}.items():
        choices = node.get_map("choices")
        for name, choice in choices.items():
            if choice.has("was"):
                names.add(name, choice, choices, f"{scene}/")
    variables = {name: node for key in _VARIABLES for name, node in story.get_map(key).items()}
    for prefix, things in (
        (SEAT, story.get_map("seats")), (OPENING, story.get_map("openings")), (VARIABLE, variables),
        (CHALLENGE, story.get_map("challenges")),
    ):  # fmt: skip
        for name, node in things.items():
            names.add(name, node, things, prefix)
    return names.renamed


class _Gathered:
    """The names of today found so far, by the former ones."""

    def __init__(self, report: Report) -> None:
        self.renamed: dict[str, str] = {}
        self._report = report

    def add(self, name: str, node: Node, present: Mapping[str, Node], prefix: str = "") -> None:
        """Take in what a thing was called, among things that are called otherwise today."""
        was = node.get("was")
        for former in [] if was is None else was.items or [was]:
            if former.text in present:
                other = present[former.text].position
                message = tr_lazy(
                    "`{name}` is the present name of something else ({file}, line {line})",
                    name=former.text,
                    file=other.file,
                    line=other.line,
                )
                self._report.error(former, "was-in-use", message)
            elif self.renamed.setdefault(prefix + former.text, prefix + name) != prefix + name:
                first = self.renamed[prefix + former.text].removeprefix(prefix)
                self._report.error(
                    former, "was-in-use", tr_lazy("`{first}` was called `{name}` too", first=first, name=former.text)
                )


def today(was: Mapping[str, str], name: str, kind: str = "") -> str:
    """What a thing is called today, by a name of today or before.

    The kind is `SEAT`, `OPENING`, `VARIABLE` or `CHALLENGE`; nothing for a scene, a storylet, an ending or an episode.
    """
    return was.get(kind + name, kind + name).removeprefix(kind)


def former(was: Mapping[str, str], name: str, kind: str = "") -> tuple[str, ...]:
    """What a thing was called before: the other way round."""
    return tuple(old.removeprefix(kind) for old, now in was.items() if now == kind + name)


def first_names(was: Mapping[str, str]) -> dict[str, str]:
    """What each thing that was renamed was called first: chance hangs on it, so that a new name draws nothing else."""
    first: dict[str, str] = {}
    for old, now in was.items():
        first.setdefault(now, old)
    return first


def first_path(first: Mapping[str, str], path: str) -> str:
    """The path of a text of a scene, a storylet or an ending, with the names that things bore first."""
    deck, words = _steps(path)
    if len(words) > 2 and words[1] == "choices":
        choice = "/".join((words[0], words[2]))
        words[2] = first.get(choice, choice).rpartition("/")[2]
    words[0] = first.get(words[0], words[0])
    return "/".join((*deck, *words))


def choice_today(was: Mapping[str, str], scene: str, choice: str) -> tuple[str, str]:
    """What a scene and a choice of it are called today."""
    scene = today(was, scene)
    return scene, today(was, choice, f"{scene}/")


def path_today(was: Mapping[str, str], path: str) -> str:
    """The path of a text, with the names of today: what its entry in a catalogue is called."""
    deck, words = _steps(path)
    if words[0] == "story" and len(words) > 2:
        kind = {"seats": SEAT, "openings": OPENING}.get(words[1])
        at = 1 if kind is None else 2
        words[at] = today(was, words[at], kind or VARIABLE)
        return "/".join(words)
    if words[0] == "challenges" and len(words) > 2:
        words[1] = today(was, words[1], CHALLENGE)
        return "/".join(words)
    words[0] = today(was, words[0])
    if len(words) > 2 and words[1] == "choices":
        words[2] = today(was, words[2], f"{words[0]}/")
    return "/".join((*deck, *words))


def _steps(path: str) -> tuple[list[str], list[str]]:
    """The steps of a path: that which stands before a storylet's id, and the others."""
    words = path.split("/")
    at = 1 if words[0] == "deck" and len(words) > 1 else 0
    return words[:at], words[at:]
