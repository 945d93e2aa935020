"""What bash, zsh and fish are told about the commands, each in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from game.cli.completion import FILE, FOLDER, RUN, ShellCommand, ShellOption, Word

_RUNS = r"journal 2>/dev/null | sed -n 's/^\([0-9][0-9]*\)\. \(.*\)/"
"""Each run of the journal has a line that begins with its number."""


def bash(known: tuple[ShellCommand, ...], bare: tuple[ShellOption, ...]) -> Iterator[str]:
    """The script of bash. `bare` are the options where no command is written."""
    yield "# bash completion for holdup; made by: holdup completion bash"
    yield "_holdup() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" candidate'
    yield '    for candidate in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield '        case "$candidate" in'
    yield f'            {"|".join(command.name for command in known)}) command="$candidate"; break ;;'
    yield "        esac"
    yield "    done"
    yield '    local words="" kind="" given=" ${COMP_WORDS[*]:1:COMP_CWORD-1} "'
    yield '    case "$command:$before" in'
    for name, options in (*((command.name, command.options) for command in known), ("", bare)):
        for option in options:
            if option.word is not None:
                pattern = "|".join(f'"{name}:{written}"' for written in option.names)
                yield f"        {pattern}) {_bash_words(option.word.values, option.word.looked_up)} ;;"
    for command in known:
        yield f'        "{command.name}:"*) {_bash_command(command)} ;;'
    names = [*(command.name for command in known), *(name for option in bare for name in option.names)]
    yield f"        *) {_bash_words(names, FOLDER)} ;;"
    yield "    esac"
    yield f'    [[ "$kind" = {RUN}* ]] && words+=" $("${{COMP_WORDS[0]}}" {_RUNS}\\1/p\')"'
    yield "    local IFS=$'\\n'  # the bash of macOS has no mapfile"
    yield '    COMPREPLY=($(IFS=$\' \\n\'; compgen -W "$words" -- "$word"))'
    yield '    case "$kind" in'
    yield f'        *{FOLDER}) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$word")) ;;'
    yield f'        {FILE}) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$word")) ;;'
    yield "    esac"
    yield "    return 0"
    yield "}"
    yield "complete -F _holdup holdup"


def _bash_command(command: ShellCommand) -> str:
    flags = tuple(name for option in command.options for name in option.names)
    kind = "-".join(kind for kind in (RUN, FOLDER) if command.takes(kind))
    if not command.values:
        return _bash_words(flags, kind)
    chosen = "|".join(f'*" {value} "*' for value in command.values if value != command.name)
    after, first = _bash_words(flags, kind), _bash_words((*command.values, *flags), "")
    return f'case "$given" in {chosen}) {after} ;; *) {first} ;; esac'


def _bash_words(values: tuple[str, ...] | list[str], kind: str) -> str:
    return f'words="{" ".join(values)}"' + (f" kind={kind}" if kind else "")


def zsh(known: tuple[ShellCommand, ...], bare: tuple[ShellOption, ...]) -> Iterator[str]:
    """The script of zsh. `bare` are the options where no command is written."""
    yield "#compdef holdup"
    yield "# zsh completion for holdup; made by: holdup completion zsh"
    yield "_holdup_runs() {"
    yield "    local -a runs"
    yield f'    runs=(${{(f)"$(_call_program runs $words[1] {_RUNS}\\1:\\2/p\')"}})'
    yield "    _describe run runs"
    yield "}"
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
        yield from (f"                {spec} \\" for spec in _zsh_words(command))
        yield "                '1: : ' ;;"  # the command itself
    yield "        *)"
    yield "            _arguments -s -S \\"
    yield from (f"                {spec} \\" for option in bare for spec in _zsh_specs(option))
    yield "                '*::holdup:{ _describe holdup names; _files -/ }' ;;"
    yield "    esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = _holdup ]; then _holdup "$@"; else compdef _holdup holdup; fi'


def _zsh_specs(option: ShellOption) -> Iterator[str]:
    told = option.told.replace("[", "(").replace("]", ")").replace(":", "\\:")
    for name in option.names:
        value = f":{name.lstrip('-')}:{_zsh_word(option.word)}" if option.word is not None else ""
        yield _quoted(f"{name}[{told}]{value}")


def _zsh_words(command: ShellCommand) -> Iterator[str]:
    for number, word in enumerate(command.words, 2):
        yield _quoted(f"{'*' if word.many else number}:{command.name}:{_zsh_word(word)}")


def _zsh_word(word: Word) -> str:
    looked_up = {FOLDER: "_files -/", FILE: "_files", RUN: "_holdup_runs"}
    return f"({' '.join(word.values)})" if word.values else looked_up.get(word.looked_up, " ")


def fish(known: tuple[ShellCommand, ...], bare: tuple[ShellOption, ...]) -> Iterator[str]:
    """The script of fish. `bare` are the options where no command is written."""
    alone = "not __fish_seen_subcommand_from " + " ".join(command.name for command in known)
    yield "# fish completion for holdup; made by: holdup completion fish"
    yield "function __holdup_runs"
    yield f"    holdup {_RUNS}\\1\\t\\2/p'"
    yield "end"
    yield "complete -c holdup -f"
    yield f"complete -c holdup -n {_quoted(alone)} -a '(__fish_complete_directories)'"
    for command in known:
        yield f"complete -c holdup -n {_quoted(alone)} -a {command.name} -d {_quoted(command.told)}"
    yield from (_fish_option(alone, option) for option in bare)
    for command in known:
        here = f"__fish_seen_subcommand_from {command.name}"
        if command.values:
            # its own name among the words would look chosen from the start
            rest = " ".join(value for value in command.values if value != command.name)
            first = f"{here}; and not __fish_seen_subcommand_from {rest}"
            yield f"complete -c holdup -n {_quoted(first)} -a {_quoted(' '.join(command.values))}"
            here_then = f"{here}; and __fish_seen_subcommand_from {rest}"
        else:
            here_then = here
        for kind, call in ((FOLDER, "(__fish_complete_directories)"), (RUN, "(__holdup_runs)")):
            if command.takes(kind):
                yield f"complete -c holdup -n {_quoted(here_then)} -a {_quoted(call)}"
        yield from (_fish_option(here, option) for option in command.options)


def _fish_option(condition: str, option: ShellOption) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    said = f"complete -c holdup -n {_quoted(condition)} {names} -d {_quoted(option.told)}"
    if option.word is None:
        return said
    if option.word.looked_up == FILE:
        return f"{said} -r -F"
    given = "(__fish_complete_directories)" if option.word.looked_up == FOLDER else " ".join(option.word.values)
    return f"{said} -x" + (f" -a {_quoted(given)}" if given else "")


def _quoted(text: str) -> str:
    """A word that every shell reads as it is."""
    return "'" + text.replace("'", "'\\''") + "'"
