"""`holdup rename`: another name for something, wherever a story's files speak of it."""

from __future__ import annotations

import argparse
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.options import add_path, story_folder
from game.cli.pages import page
from game.cli.uses import KINDS, add_name, found_in, meant, yaml_files
from game.i18n.catalogue import tr, trn
from game.program import command_line

if TYPE_CHECKING:
    from game.story.rename import Renamed


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup rename`."""
    add_name(command, "old", tr("OLD"), tr("the name: a scene, scene/choice, an ending, an episode, a flag, a seat …"))
    command.add_argument("new", metavar=tr("NEW"), help=tr("the name to come; of a choice, its own alone"))
    add_path(command)
    command.add_argument("--dry-run", action="store_true", help=tr("show what would change, and change nothing"))
    page(
        command,
        tr(
            "Call something otherwise in every file of a story: scenes, conditions, walkthroughs, catalogues, accepted "
            "transcripts. Its former name is kept under was, so that saves and codes still find it."
        ),
        ("holdup rename letter the-letter ~/my-story", tr("a scene")),
        ("holdup rename the-crack/clay mud ~/my-story", tr("a choice")),
        ("holdup rename letter mail --kind variable --dry-run", tr("the flag and not the scene; only look")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Rename.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path, nothing of that name in it, or several things.
        Refused: It cannot be called so, the story would have errors that it has not, or a file cannot be written.
            Nothing has changed.
    """
    from game.story.rename import CannotRename, beside, rename

    folder = story_folder(arguments.path)
    files = yaml_files(folder)
    references = found_in(folder, files)
    kinds = meant(references, arguments.old, arguments.kind)
    if len(kinds) > 1:
        words = ", ".join(KINDS[list(type(kinds[0])).index(kind)] for kind in kinds)
        raise UsageError(
            tr(
                "“{name}” is the name of several things; say which with --kind: {kinds}.",
                name=arguments.old,
                kinds=words,
            )
        )
    before = {**files, **beside(folder)}
    try:
        renamed = rename(before, references, kinds[0], arguments.old, arguments.new)
    except CannotRename as error:
        raise Refused(str(error)) from None
    _refuse_what_is_no_text(renamed)
    _refuse_new_errors(files, renamed)
    if arguments.dry_run:
        sys.stdout.writelines(_difference(before, renamed))
        return 0
    shape = _shape(folder)
    _write(folder, renamed)
    count = len(renamed.files)
    print(
        trn(
            "One place changed. Files written: {files}.",
            "{count} places changed. Files written: {files}.",
            renamed.places,
            files=count,
        )
    )
    if _shape(folder) != shape:
        proving = command_line("explore", *filter(None, [arguments.path]), "--save-odds")
        print(
            tr("The odds kept beside the story are of the former names: {command} proves them again.", command=proving)
        )
    return 0


def _shape(folder: Path) -> str:
    """What the odds kept beside a story are of; empty where none are kept."""
    from game.story.fingerprint import fingerprint
    from game.story.load import load
    from game.story.problems import BrokenStory

    if not any((folder / name).is_file() for name in ("odds.json", "values.json")):
        return ""
    try:
        return fingerprint(load(folder))
    except BrokenStory:
        return ""


def _refuse_what_is_no_text(renamed: Renamed) -> None:
    """Refuse to write over a catalogue or a transcript in another encoding: its letters would be lost."""
    for name, text in renamed.files.items():
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise Refused(tr("Nothing was changed: {file} is not UTF-8 text.", file=name))


def _refuse_new_errors(files: dict[str, str], renamed: Renamed) -> None:
    """Refuse a rename after which the story has errors that it has not now."""
    from game.story.assemble import assemble
    from game.story.folder import Folder
    from game.story.problems import Severity

    def errors(texts: dict[str, str]) -> list[str]:
        problems, _ = assemble(Folder({name: text.encode() for name, text in texts.items()}, {}), None, advised=False)
        return [str(problem) for problem in problems if problem.severity is Severity.ERROR]

    after = {**files, **{name: text for name, text in renamed.files.items() if name.endswith(".yaml")}}
    after = {renamed.moved.get(name, name): text for name, text in after.items()}
    new = errors(after)
    if new and len(new) > len(errors(files)):
        raise Refused(tr("Nothing was changed: the story would no longer be sound.") + "\n" + new[0])


def _difference(before: dict[str, str], renamed: Renamed) -> Iterator[str]:
    from difflib import unified_diff

    for name, text in sorted(renamed.files.items()):
        old, new = before[name].splitlines(keepends=True), text.splitlines(keepends=True)
        yield from unified_diff(old, new, name, renamed.moved.get(name, name), n=1)


def _as_it_was(before: bytes, text: str) -> str:
    """A text with the ends of lines that its file had, and the mark at its beginning."""
    mark, text = "\ufeff" if before.startswith(BOM_UTF8) else "", text.removeprefix("\ufeff")
    return mark + (text.replace("\n", "\r\n") if 2 * before.count(b"\r\n") > before.count(b"\n") else text)


def _write(folder: Path, renamed: Renamed) -> None:
    """Write all files, or none."""
    from game.write_file import HalfWritten, write_files

    try:
        texts = {
            folder / renamed.moved.get(name, name): _as_it_was((folder / name).read_bytes(), text)
            for name, text in renamed.files.items()
        }
        write_files(texts, [folder / name for name in renamed.moved], within=folder)
    except HalfWritten as error:
        half = tr(
            "Only a part was changed, and cannot be put back ({reason}): {files}.",
            reason=error.strerror,
            files=", ".join(error.files),
        )
        raise Refused(half) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(
            tr("Nothing was changed: {file} cannot be written ({reason}).", file=folder, reason=reason)
        ) from None
