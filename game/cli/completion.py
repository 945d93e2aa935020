"""`holdup completion`: scripts for shells, written from the parser itself so that they never lag behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from game.cli.arguments import commands, parser


@dataclass(frozen=True)
class Option:
    """An option: how it is written, what it is for, and what may follow it."""

    names: tuple[str, ...]
    told: str
    takes_value: bool
    values: tuple[str, ...]
    takes_folder: bool


@dataclass(frozen=True)
class Command:
    """A command: its options, the words that it takes, and whether it takes a folder."""

    name: str
    told: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    takes_folder: bool


def run(arguments: argparse.Namespace) -> int:
    """Print a shell's script."""
    whole = parser()
    known = tuple(_commands(whole))
    write = {"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell]
    sys.stdout.write("\n".join(write(known, tuple(_options(whole)))) + "\n")
    return 0


def _commands(whole: argparse.ArgumentParser) -> Iterator[Command]:
    known = commands(whole)
    chooser = next(action for action in whole._actions if action.nargs == argparse.PARSER)
    told = {action.dest: action.help or "" for action in chooser._get_subactions()}  # type: ignore[attr-defined]
    for name, command in known.items():
        positional = [action for action in command._actions if not action.option_strings]
        fixed = tuple(str(word) for action in positional for word in action.choices or ())
        yield Command(
            name,
            told[name],
            tuple(_options(command)),
            tuple(known) if name == "help" else fixed,
            any(action.dest in ("path", "paths") for action in positional),
        )


def _options(command: argparse.ArgumentParser) -> Iterator[Option]:
    for action in command._actions:
        if action.option_strings:
            yield Option(
                tuple(action.option_strings),
                action.help or "",
                action.nargs != 0,
                tuple(str(word) for word in action.choices or ()),
                action.dest == "home",
            )


def _bash(known: tuple[Command, ...], common: tuple[Option, ...]) -> Iterator[str]:
    """Without a command, `holdup` plays: its options are offered with the commands."""
    play = next(command for command in known if command.name == "play")
    yield "# bash completion for holdup; made by: holdup completion bash"
    yield "_holdup() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" candidate'
    yield '    for candidate in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield '        case "$candidate" in'
    yield f'            {"|".join(command.name for command in known)}) command="$candidate"; break ;;'
    yield "        esac"
    yield "    done"
    yield '    local words="" folders=""'
    yield '    case "$command:$before" in'
    for command in known:
        for option in command.options:
            if option.takes_value:
                owners = (command.name, "") if command is play else (command.name,)
                pattern = "|".join(f'"{owner}:{name}"' for owner in owners for name in option.names)
                said = f'words="{" ".join(option.values)}"'
                yield f"        {pattern}) {'folders=1' if option.takes_folder else said} ;;"
    for choice in (*known, None):
        yield f'        "{choice.name if choice else ""}:"*) {_bash_words(choice, known, common, play)} ;;'
    yield "    esac"
    yield "    local IFS=$'\\n'  # the bash of macOS has no mapfile"
    yield '    COMPREPLY=($(IFS=\' \'; compgen -W "$words" -- "$word"))'
    yield '    [ -n "$folders" ] && { compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$word")); }'
    yield "    return 0"
    yield "}"
    yield "complete -F _holdup holdup"


def _bash_words(command: Command | None, known: tuple[Command, ...], common: tuple[Option, ...], play: Command) -> str:
    if command is not None:
        words = [*command.words, *(name for option in command.options for name in option.names)]
    else:
        flags = dict.fromkeys(name for option in (*common, *play.options) for name in option.names)
        words = [*(known_one.name for known_one in known), *flags]
    folders = " folders=1" if command is None or command.takes_folder else ""
    return f'words="{" ".join(words)}"{folders}'


def _zsh(known: tuple[Command, ...], common: tuple[Option, ...]) -> Iterator[str]:
    play = next(command for command in known if command.name == "play")
    yield "#compdef holdup"
    yield "# zsh completion for holdup; made by: holdup completion zsh"
    yield "_holdup() {"
    yield "    local -a names"
    yield "    names=("
    yield from (f"        {_quoted(f'{command.name}:{command.told}')}" for command in known)
    yield "    )"
    yield '    local command="" candidate'
    yield '    for candidate in "${(@)words[2,CURRENT-1]}"; do'
    yield "        (( ${names[(I)$candidate:*]} )) && { command=$candidate; break }"
    yield "    done"
    yield '    case "$command" in'
    for command in known:
        yield f"        {command.name})"
        yield "            _arguments -s -S \\"
        yield from (f"                {spec} \\" for option in command.options for spec in _zsh_specs(option))
        yield f"                {_quoted(f'*:{command.name}:{_zsh_rest(command)}')} ;;"
    yield "        *)"
    yield "            _arguments -s -S \\"
    merged = {option.names: option for option in (*common, *play.options)}
    yield from (f"                {spec} \\" for option in merged.values() for spec in _zsh_specs(option))
    yield "                '*::holdup:{ _describe holdup names; _files -/ }' ;;"
    yield "    esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = _holdup ]; then _holdup "$@"; else compdef _holdup holdup; fi'


def _zsh_specs(option: Option) -> Iterator[str]:
    told = option.told.replace("[", "(").replace("]", ")").replace(":", "\\:")
    for name in option.names:
        spec = f"{name}[{told}]"
        if option.takes_value:
            values = f"({' '.join(option.values)})" if option.values else "_files -/" if option.takes_folder else " "
            spec += f":{name.lstrip('-')}:{values}"
        yield _quoted(spec)


def _zsh_rest(command: Command) -> str:
    return f"({' '.join(command.words)})" if command.words else "_files -/" if command.takes_folder else " "


def _fish(known: tuple[Command, ...], common: tuple[Option, ...]) -> Iterator[str]:
    play = next(command for command in known if command.name == "play")
    alone = "not __fish_seen_subcommand_from " + " ".join(command.name for command in known)
    yield "# fish completion for holdup; made by: holdup completion fish"
    yield "complete -c holdup -f"
    yield f"complete -c holdup -n {_quoted(alone)} -a '(__fish_complete_directories)'"
    for command in known:
        yield f"complete -c holdup -n {_quoted(alone)} -a {command.name} -d {_quoted(command.told)}"
    for option in {option.names: option for option in (*common, *play.options)}.values():
        yield _fish_option(alone, option)
    for command in known:
        here = f"__fish_seen_subcommand_from {command.name}"
        if command.takes_folder:
            yield f"complete -c holdup -n {_quoted(here)} -a '(__fish_complete_directories)'"
        if command.words:
            yield f"complete -c holdup -n {_quoted(here)} -a {_quoted(' '.join(command.words))}"
        yield from (_fish_option(here, option) for option in command.options)


def _fish_option(condition: str, option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    said = f"complete -c holdup -n {_quoted(condition)} {names} -d {_quoted(option.told)}"
    if option.takes_folder:
        return f"{said} -x -a '(__fish_complete_directories)'"
    values = f" -a {_quoted(' '.join(option.values))}" if option.values else ""
    return f"{said}{' -x' if option.takes_value else ''}{values}"


def _quoted(text: str) -> str:
    """A word that every shell reads as it is."""
    return "'" + text.replace("'", "'\\''") + "'"
