"""The keys that a reader has chosen, in a file beside the journal: read, checked, and told where they cannot be.

A line gives a command other keys than its own: `skip = "x"`, or `undo = ["z", "ctrl+z"]`. Whatever is wrong with a line
is said, and the command keeps its keys; a file that cannot be read changes nothing.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.i18n.catalogue import tr
from game.read_file import read_regular
from game.story.problems import nearest
from game.view.commands import COMMANDS, Action, Scope, commands_at, give_keys, key_name

LONGEST = 20_000
"""A file of more bytes holds something else than keys."""

_NAMED = frozenset(
    ("enter", "space", "tab", "backspace", "delete", "insert", "escape", "home", "end", "pageup", "pagedown")
) | {"up", "down", "left", "right", *(f"f{number}" for number in range(1, 13))}
_CALLED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs that Textual calls otherwise than Unicode does."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What a file of keys comes to.

    Attributes:
        keys: The keys of the commands that it gives others.
        problems: What is wrong with it, in a sentence each.
    """

    keys: Mapping[Action, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def use_own_keys() -> tuple[str, ...]:
    """Give the commands the keys of the reader's file, if there is one; what is wrong with it."""
    file = paths.keys_file()
    if not os.path.lexists(file):
        return ()
    read = read_keys(file)
    give_keys(read.keys)
    return tuple(tr("{file}: {problem}", file=file.name, problem=problem) for problem in read.problems)


def read_keys(file: Path) -> OwnKeys:
    """The keys that a file gives, and what is wrong with it."""
    import tomllib

    try:
        written = read_regular(file, LONGEST + 1)
        if len(written) > LONGEST:
            return OwnKeys({}, (tr("it is too long to be a file of keys."),))
        lines = tomllib.loads(written.decode("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, ValueError, RecursionError) as error:  # in numbers and nests tomllib has limits of its own
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        return OwnKeys({}, (tr("it cannot be read: {why}", why=why),))
    return understood_keys(lines)


def understood_keys(lines: Mapping[str, object]) -> OwnKeys:
    """The keys that some lines give, and what is wrong with them."""
    known = {command_name(command.action): command.action for command in COMMANDS if command.title}
    keys: dict[Action, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, written in lines.items():
        given = tuple(written) if isinstance(written, list) else (written,)
        meant = tuple(_key(one) if isinstance(one, str) else None for one in given)
        wrong = next((one for one, key in zip(given, meant, strict=True) if key is None), None)
        if name not in known:
            near = nearest(name, list(known))
            guess = " " + tr("Did you mean “{word}”?", word=near) if near else ""
            problems.append(tr("no command is called “{name}”.", name=name[:40]) + guess)
        elif wrong is not None or not meant:
            problems.append(tr("{name}: “{key}” is the name of no key.", name=name, key=str(wrong or "")[:40]))
        else:
            keys[known[name]] = tuple(dict.fromkeys(key for key in meant if key is not None))
    return _without_conflicts(keys, problems)


def command_name(action: Action) -> str:
    """What a command is called in the file."""
    return action.value.replace(" ", "-")


def _without_conflicts(keys: dict[Action, tuple[str, ...]], problems: list[str]) -> OwnKeys:
    """Leave out, and tell, the lines by which a key would mean two things in one place."""
    while clash := _clash(keys):
        key, changed, other = clash
        problems.append(
            tr(
                "“{key}” would be {one} and {other} in one place: {one} keeps its own keys.",
                key=key_name(key),
                one=command_name(changed),
                other=command_name(other),
            )
        )
        del keys[changed]
    return OwnKeys(keys, tuple(problems))


def _clash(keys: Mapping[Action, tuple[str, ...]]) -> tuple[str, Action, Action] | None:
    """A key that would mean two things in one place, the command that was given it, and the other one."""
    for where in Scope:
        meant: dict[str, list[Action]] = defaultdict(list)
        for command in commands_at(where):
            for key in () if where in command.keyless else command.keys_under(keys):
                meant[key].append(command.action)
        for key, actions in meant.items():
            given = [action for action in actions if key in keys.get(action, ())]
            if len(set(actions)) > 1 and given:
                later = max(given, key=[*keys].index)
                return key, later, next(action for action in actions if action is not later)
    return None


def _key(written: str) -> str | None:
    """A key as Textual calls it, from how a reader writes it; None where it is none."""
    *held, last = (written,) if len(written) == 1 else written.split("+")
    if any(modifier not in ("ctrl", "alt", "shift") for modifier in held):
        return None
    if len(last) == 1 and last.isprintable():
        last = last if last.isalnum() else _called(last)
    elif last.casefold() in _NAMED:
        last = last.casefold()
    else:
        return None
    return "+".join((*held, last))


def _called(sign: str) -> str:
    if sign == " ":
        return "space"
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _CALLED.get(name, name)
