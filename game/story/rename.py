"""Another name for a thing of a story, wherever its files speak of it; layout and comments stay as they are.

What saves, codes and memory may still call by its former name keeps that under `was`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.i18n.catalogue import tr
from game.story.folder import LOCALE, MOST_OF_A_CATALOGUE
from game.story.references import WHEREVER, NameKind, Reference
from game.story.symbols import RESERVED

_REMEMBERED = (
    *(NameKind.PLACE, NameKind.CHOICE, NameKind.VARIABLE, NameKind.SEAT, NameKind.OPENING),
    NameKind.CHALLENGE,
)
"""What a run may have been saved with, or a reader has met."""

_BELOW = {NameKind.FACT: ["facts"], NameKind.PERSON: ["people"], NameKind.CHALLENGE: ["challenges"]} | {
    NameKind.SEAT: ["story", "seats"],
    NameKind.OPENING: ["story", "openings"],
    NameKind.MEASURE: ["story", "measures"],
    NameKind.VARIABLE: ["story"],
}
"""Below what the paths of its texts have a thing's name."""

_UNDERSCORED = re.compile(r"[a-z][a-z0-9_]*")
_HYPHENED = re.compile(r"[a-z0-9][a-z0-9-]*")
_WAS = re.compile(r"(?:^|[{,])\s*was:\s*(\[[^\]]*\]|[\w-]+)")
_CONTEXT = re.compile(r'^msgctxt "(.*)"$', re.MULTILINE)


class CannotRename(ValueError):
    """It cannot be called so; the message is a sentence for the author."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename changes.

    Attributes:
        files: The new text of each file that changes, by its name in the story's folder.
        moved: Files that are called otherwise: former and present names.
        places: How many names change.
    """

    files: dict[str, str]
    moved: dict[str, str] = field(default_factory=dict)
    places: int = 0


def rename(files: Mapping[str, str], references: Iterable[Reference], kind: NameKind, old: str, new: str) -> Renamed:
    """Call a thing otherwise.

    Args:
        files: The texts of the story's files by name: its `.yaml` files, catalogues, and transcripts.
        references: All references of the story.
        kind: What it is.
        old: Its name; of a choice, `scene/choice`; of a word of a label, `label/word`.
        new: The name to come; of a choice or a word, its own alone.

    Raises:
        CannotRename: It is no name, or the name of something else.
    """
    references = list(references)
    defined = next((each for each in references if each.defines and (each.kind, each.name) == (kind, old)), None)
    if defined is None:
        raise CannotRename(tr("There is no `{name}` in this story.", name=old))
    scene, _, own = old.rpartition("/")
    new = new.removeprefix(f"{scene}/") if scene else new
    _check(references, kind, scene, own, new)
    _refuse_what_may_be_meant(references, kind, own)
    edits = [_edit(each, kind, old, new) for each in references if (each.kind, each.name) == (kind, old)]
    changed = _edited(files, edits)
    moved = {}
    episode = f"{old}.yaml"
    if kind is NameKind.PLACE and defined.file == "story.yaml" and episode in files:
        moved[episode] = f"{new}.yaml"
        changed[episode] = _remembering_as_a_file(changed.get(episode, files[episode]), old, new)
    elif kind is NameKind.WALKTHROUGH and (accepted := f"transcripts/{old}.txt") in files:
        moved[accepted] = f"transcripts/{new}.txt"
        if moved[accepted] in files:
            raise CannotRename(tr("`{name}` is taken: {file}, line {line}.", name=new, file=moved[accepted], line=1))
        changed[accepted] = files[accepted]
    elif kind in _REMEMBERED and not defined.derived:
        changed[defined.file] = _remembering(changed[defined.file], defined, new, own)
    for name, text in files.items():
        rewritten = (
            _catalogue(text, kind, old, new) if name.startswith(f"{LOCALE}/") else _transcript(text, kind, old, new)
        )
        if not name.endswith(".yaml") and rewritten != text:
            changed[name] = rewritten
    return Renamed(changed, moved, len(edits))


def beside(folder: Path) -> dict[str, str]:
    """The catalogues and the accepted transcripts of a story, by name: they name scenes and choices too."""
    root = folder.resolve()
    files = [*sorted((folder / LOCALE).glob("*.po")), *sorted((folder / "transcripts").glob("*.txt"))]
    inside = [
        file
        for file in files
        if file.is_file() and file.stat().st_size <= MOST_OF_A_CATALOGUE and file.resolve().is_relative_to(root)
    ]
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8", errors="surrogateescape") for file in inside}


def _check(references: list[Reference], kind: NameKind, scene: str, own: str, new: str) -> None:
    underscored = kind in (NameKind.VARIABLE, NameKind.WORD)
    shape = _UNDERSCORED if underscored else _HYPHENED
    if not shape.fullmatch(new) or new in RESERVED:
        signs = tr("underscores") if underscored else tr("hyphens")
        raise CannotRename(
            tr("`{name}` is no name: lower-case letters, digits and {signs}, a letter first.", name=new, signs=signs)
        )
    if new == own:
        raise CannotRename(tr("It is called `{name}` already.", name=new))
    whole = f"{scene}/{new}" if scene else new
    taken = next((each for each in references if each.defines and (each.kind, each.name) == (kind, whole)), None)
    if taken is not None:
        raise CannotRename(tr("`{name}` is taken: {file}, line {line}.", name=new, file=taken.file, line=taken.line))


def _refuse_what_may_be_meant(references: list[Reference], kind: NameKind, own: str) -> None:
    """Refuse to leave a decision behind of which it is not known whether it is this choice."""
    if kind is not NameKind.CHOICE:
        return
    for each in references:
        if each.decides is not None and each.name == f"{WHEREVER}/{own}":
            raise CannotRename(
                tr(
                    "{file}, line {line}: `{name}` stands alone, and several scenes have such a choice: write "
                    "`{written}` there first.",
                    file=each.file,
                    line=each.line,
                    name=own,
                    written=f"scene:{own}",
                )
            )


def _edit(each: Reference, kind: NameKind, old: str, new: str) -> tuple[Reference, str]:
    """A reference, and what stands there from now on."""
    if kind is NameKind.CHOICE and each.written != old.rpartition("/")[2]:
        return each, re.sub(r"[^/:]+$", new, each.written)
    return each, new


def _edited(files: Mapping[str, str], edits: Collection[tuple[Reference, str]]) -> dict[str, str]:
    lines = {file: files[file].split("\n") for file in sorted({each.file for each, _ in edits})}
    on_a_line: dict[tuple[str, int], list[tuple[Reference, str]]] = {}
    for each, written in sorted(edits, key=lambda edit: edit[0].column):
        on_a_line.setdefault((each.file, each.line - 1), []).append((each, written))
    for (file, number), edited in on_a_line.items():
        line, pieces, at = lines[file][number], list[str](), 0
        for each, written in edited:
            begin = each.column - 1
            assert line[begin : begin + len(each.written)] == each.written, each
            pieces += (line[at:begin], written)
            at = begin + len(each.written)
        lines[file][number] = "".join((*pieces, line[at:]))
    return {name: "\n".join(text) for name, text in lines.items()}


def _remembering(text: str, defined: Reference, new: str, old: str) -> str:
    """The text of a file in which the thing says what it was called; what it said before is kept beside it."""
    lines = text.split("\n")
    number = defined.line - 1
    line = lines[number]
    after = line[defined.column - 1 + len(new) :]
    match = re.match(r"([\"']?:)(\s*)(.*)$", after)
    if match is None:
        return text
    head = line[: len(line) - len(match[3])] if match[3] else line
    if match[3].startswith("{"):
        extended = _extended(line, old, new)
        lines[number] = f"{head}{{was: {old}, {match[3][1:]}" if extended is None else extended
    elif match[3] and not match[3].startswith(("#", "&")):
        lines[number] = f"{head}{{about: {match[3]}, was: {old}}}"
    else:
        return _under(lines, number, defined.column - 1, old, new)
    return "\n".join(lines)


def _remembering_as_a_file(text: str, old: str, new: str) -> str:
    """The text of an episode, which says at its top what it was called."""
    lines = text.split("\n")
    was_line = next((at for at, line in enumerate(lines) if line.startswith("was:")), None)
    if was_line is not None:
        lines[was_line] = _extended(lines[was_line], old, new) or lines[was_line]
    else:
        first = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith(("#", "---"))), 0)
        lines.insert(first, f"was: {old}")
    return "\n".join(lines)


def _under(lines: list[str], number: int, indent: int, old: str, new: str) -> str:
    """The same for a thing whose keys stand on lines of their own."""
    below = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), number + 1)
    inner = len(lines[below]) - len(lines[below].lstrip()) if below < len(lines) else indent + 2
    for at in range(number + 1, len(lines)):
        depth = len(lines[at]) - len(lines[at].lstrip())
        if lines[at].strip() and depth < inner:
            break
        if depth == inner and lines[at].lstrip().startswith("was:"):
            lines[at] = _extended(lines[at], old, new) or lines[at]
            return "\n".join(lines)
    lines.insert(number + 1, f"{' ' * inner}was: {old}")
    return "\n".join(lines)


def _extended(line: str, old: str, new: str) -> str | None:
    """A line with one former name more, the latest last, and without the one it bears again; None without a `was`."""
    written = _WAS.search(line)
    if written is None:
        return None
    names = [name for name in re.findall(r"[\w-]+", written[1]) if name != new] + [old]
    former = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    return f"{line[: written.start(1)]}{former}{line[written.end(1) :]}"


def _catalogue(text: str, kind: NameKind, old: str, new: str) -> str:
    """A catalogue whose entries are found by the paths of today."""
    catalogue = _CONTEXT.sub(lambda match: f'msgctxt "{_path(match[1], kind, old, new)}"', text)
    if kind is not NameKind.VARIABLE:
        return catalogue
    return re.sub(rf"(?<!\\)\{{{re.escape(old)}\}}", f"{{{new}}}", catalogue)  # what texts print


def _path(path: str, kind: NameKind, old: str, new: str) -> str:
    words = path.split("/")
    if kind is NameKind.PLACE and words[0] == old:
        words[0] = new
    elif kind is NameKind.CHOICE and len(words) > 2 and [words[0], words[2]] == old.split("/"):
        words[2] = new if words[1] == "choices" else words[2]
    elif kind is NameKind.WORD and words[:1] == ["story"] and [words[1], *words[3:]] == old.split("/"):
        words[3] = new if words[2] == "values" else words[3]
    elif kind in _BELOW and words[: len(_BELOW[kind]) + 1] == [*_BELOW[kind], old] and len(words) > 2:
        words[len(_BELOW[kind])] = new
    elif kind is NameKind.VARIABLE and words[-2:] == ["why", old]:
        words[-1] = new
    return "/".join(words)


def _transcript(text: str, kind: NameKind, old: str, new: str) -> str:
    """An accepted transcript, whose pages are headed by their keys, and in which numbers move under their names."""
    if kind is NameKind.VARIABLE:
        return re.sub(rf"^{re.escape(old)}(?= [+-]\d+$)", new, text, flags=re.MULTILINE)
    if kind not in (NameKind.PLACE, NameKind.CHOICE):
        return text
    scene, slash, _ = old.rpartition("/")
    return re.sub(rf"^== {re.escape(old)}(?=$|[/#:\s])", f"== {scene}{slash}{new}", text, flags=re.MULTILINE)
