"""`holdup completion`: what makes a shell complete these commands, written by shtab from their parsers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import cache

from game.cli.pages import page
from game.i18n.catalogue import tr

SHELLS = ("bash", "zsh", "fish")

_RUNS = r"journal 2>/dev/null | sed -n 's/^\([0-9][0-9]*\)\. \(.*\)/"
"""Each run of the journal has a line that begins with its number."""

_PREAMBLE = {
    "bash": f"""
        _holdup_runs() {{ compgen -W "$(holdup {_RUNS}\\1/p')" -- "$1"; }}
        """,
    "zsh": f"""
        _holdup_runs() {{
            local -a runs
            runs=(${{(f)"$(_call_program runs holdup {_RUNS}\\1:\\2/p')"}})
            _describe run runs
        }}
        functions[_holdup_commands]=$functions[_shtab_holdup_commands]
        _shtab_holdup_commands() {{ _holdup_commands; _files -/ }}
        """,
    "fish": f"""
        function __holdup_runs
            holdup {_RUNS}\\1\\t\\2/p'
        end
        """,
}
"""How each shell lists the runs; and in zsh, that a folder can stand where a command does."""

_AFTER = {
    "bash": "complete -o bashdefault -o default -F _shtab_holdup holdup",
    "zsh": "",
    "fish": "complete -c holdup -n '_shtab_holdup_using; and test $_shtab_holdup_npos -eq 0' "
    "-a '(__fish_complete_directories)'",
}
"""In bash and fish, that a folder can stand where a command does."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup completion`."""
    command.add_argument("shell", choices=SHELLS, help=tr("the shell to complete in"))
    page(
        command,
        tr("Print the script that completes these commands in a shell."),
        ('eval "$(holdup completion bash)"', tr("in ~/.bashrc")),
        ('eval "$(holdup completion zsh)"', tr("in ~/.zshrc, after compinit")),
        ("holdup completion fish | source", tr("in ~/.config/fish/config.fish")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a shell's script."""
    from textwrap import dedent

    import shtab

    shell = arguments.shell
    script = shtab.complete(_whole_parser(), shell, preamble=dedent(_PREAMBLE[shell]))
    sys.stdout.write(f"{script}\n{_AFTER[shell]}\n")
    return 0


def _whole_parser() -> argparse.ArgumentParser:
    """One parser for everything, as shtab wants it; where no command is written, the options are those of `play`."""
    from game.cli import argparse_internals
    from game.cli.parser import command_parser, fill, program_parser, purposes

    program = program_parser()
    argparse_internals.add_options(program, command_parser("play"))
    commands = program.add_subparsers(help=tr("COMMAND"))
    parsers = [program]
    for name, purpose in purposes().items():
        command = commands.add_parser(name, help=purpose, add_help=False)
        fill(command, name)
        command.description = purpose  # shtab shows the first line of a description, and ours are wrapped
        parsers.append(command)
    for parser in parsers:
        for action in argparse_internals.actions(parser):
            _describe(action, tuple(purposes()))
    return program


def _describe(action: argparse.Action, commands: Sequence[str]) -> None:
    """Tell shtab what can stand for an argument that takes any word."""
    import shtab

    from game.i18n import languages
    from game.story.problems import codes

    looked_up = {
        "path": shtab.DIRECTORY,
        "paths": shtab.DIRECTORY,
        "home": shtab.DIRECTORY,
        "write": shtab.DIRECTORY,
        "output": shtab.FILE,
        "run": {"bash": "_holdup_runs", "zsh": "_holdup_runs", "fish": "(__holdup_runs)"},
    }
    known: dict[str, Callable[[], Sequence[str]]] = {
        "about": lambda: commands,
        "lang": languages.interface_languages,
        "explain": codes,
        "seat": lambda: (*_shipped("seats"), "both"),
        "opening": lambda: _shipped("openings"),
    }
    if action.dest in looked_up:
        action.complete = looked_up[action.dest]  # type: ignore[attr-defined]  # it is how shtab is told
    elif action.dest in known:
        action.choices = known[action.dest]()


@cache
def _shipped(key: str) -> tuple[str, ...]:
    """The names under a key of the shipped story, whose other files a shell that starts has no time for."""
    from game.story.load import shipped_folder
    from game.story.problems import Report
    from game.story.yaml_tree import parse_yaml

    story = parse_yaml((shipped_folder() / "story.yaml").read_bytes(), "story.yaml", Report())
    return tuple(story.get_map(key)) if story is not None else ()
