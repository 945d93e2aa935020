"""What each command takes for folders as large as a story may be: seconds of the processor and megabytes.

`python -m tests.benchmarks.hostile [--commands WORDS] [--kinds WORDS] [--share S] [--last SECONDS]`: all commands and
kinds unless told, each with everything that is allowed; a command is ended after so many seconds of the clock (30
unless told). Words are divided by commas. The last lines name the worst folder for each command.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import hostile


@dataclass(frozen=True)
class Measured:
    """What a command took.

    Attributes:
        seconds: Of the processor, its children's too.
        megabytes: At most, of one of its processes.
        code: Its exit code; negative, the signal that ended it.
        out: What it printed.
        err: What it complained of.
    """

    seconds: float
    megabytes: float
    code: int
    out: str
    err: str


Words = Callable[[Path], list[str]]
"""What is written after `holdup`, for a folder beside which there is room."""

COMMANDS: Mapping[str, Words] = {
    "check": lambda folder: ["check", str(folder)],
    "check all": lambda folder: ["check", "--strict", "--format", "json", str(folder)],
    "words": lambda folder: ["words", str(folder)],
    "uses": lambda folder: ["uses", "heat", str(folder)],
    "rename": lambda folder: ["rename", "heat", "warmth", str(folder)],
    "rename scene": lambda folder: ["rename", "s1", "elsewhere", str(folder)],
    "extract": lambda folder: ["extract", str(folder), "zz"],
    "publish": lambda folder: ["publish", str(folder), "-o", str(folder.parent / "page.html")],
    "graph": lambda folder: ["graph", str(folder)],
    "graph dot": lambda folder: ["graph", str(folder), "--format", "dot"],
    "graph twee": lambda folder: ["graph", str(folder), "--format", "twee"],
    "play": lambda folder: ["play", "--plain", "--seed", "1", "--seat", hostile.seat(folder), str(folder)],
    "watch": lambda folder: ["watch", "--plain", "--seed", "1", "--seat", hostile.seat(folder), str(folder)],
    "lsp": lambda folder: ["lsp", "--seconds", "1"],
    "playtest": lambda folder: ["playtest", str(folder)],
    "test": lambda folder: ["test", str(folder)],
    "test 3": lambda folder: ["test", "--max-seconds", "3", str(folder)],
    "diff same": lambda folder: ["diff", str(folder), str(folder)],
    "diff": lambda folder: ["diff", str(folder), str(edited(folder))],
    "diff 3": lambda folder: ["diff", "--max-seconds", "3", str(folder), str(edited(folder))],
    "explore 3": lambda folder: ["explore", "--max-seconds", "3", str(folder)],
    "where 3": lambda folder: ["explore", "--max-seconds", "3", "--where", "heat > 5", str(folder)],
}
"""Every command that takes a folder, by a name for it."""


def edited(folder: Path) -> Path:
    """A copy of a folder, beside it, in which something is otherwise."""
    other = folder.parent / "edited"
    if not other.exists():
        shutil.copytree(folder, other)
        hostile.edit(other)
    return other


def typed(folder: Path, name: str) -> bytes:
    """What a command reads: keys, or what an editor says."""
    return _editor(folder) if name == "lsp" else b"1\n1\nq\n"


def _editor(folder: Path) -> bytes:
    """An editor that opens the largest file, asks of it what editors ask, and leaves."""
    file = max(folder.glob("*.yaml"), key=lambda each: each.stat().st_size)
    document = {"uri": file.as_uri()}
    said = [
        _ask(1, "initialize", processId=None, rootUri=folder.as_uri(), capabilities={}),
        _tell("initialized"),
        _tell(
            "textDocument/didOpen",
            textDocument=document | {"languageId": "yaml", "version": 1, "text": file.read_text("utf-8")},
        ),
        _ask(2, "textDocument/documentSymbol", textDocument=document),
        _ask(3, "textDocument/hover", textDocument=document, position={"line": 5, "character": 8}),
        _ask(4, "textDocument/foldingRange", textDocument=document),
        _ask(5, "textDocument/completion", textDocument=document, position={"line": 5, "character": 8}),
        _ask(9, "shutdown"),
        _tell("exit"),
    ]
    written = (json.dumps({"jsonrpc": "2.0"} | each).encode() for each in said)
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in written)


def _ask(number: int, method: str, **words: object) -> dict[str, object]:
    return {"id": number, "method": method, "params": words}


def _tell(method: str, **words: object) -> dict[str, object]:
    return {"method": method, "params": words}


def measure(name: str, folder: Path, last: float = 30) -> Measured:
    """Let a command do what it does with a folder, which may be written to."""
    beside = folder.parent
    (beside / "typed").write_bytes(typed(folder, name))
    environment = {
        **os.environ,
        "HOLDUP_HOME": str(beside / "home"),
        "HOLDUP_CACHE": str(beside / "cache"),
        "HOLDUP_LANG": "en",
    }
    command = ["timeout", "-k", "5", str(last), sys.executable, "-m", "game", *COMMANDS[name](folder)]
    with (beside / "typed").open("rb") as keys, (beside / "out").open("wb") as out, (beside / "err").open("wb") as err:
        child = subprocess.Popen(command, stdin=keys, stdout=out, stderr=err, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    told = ((beside / stream).read_text("utf-8", "replace") for stream in ("out", "err"))
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, *told)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def main() -> None:
    """Print the table."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--commands", type=_words, default=list(COMMANDS))
    reader.add_argument("--kinds", type=_words, default=list(hostile.KINDS))
    reader.add_argument("--share", type=float, default=1.0)
    reader.add_argument("--last", type=float, default=30)
    asked = reader.parse_args()
    worst: dict[str, tuple[Measured, str]] = {}
    for kind in asked.kinds:
        for name in asked.commands:
            with tempfile.TemporaryDirectory() as scratch:
                took = measure(name, hostile.write(kind, Path(scratch) / "story", asked.share), asked.last)
            mark = ("s" if took.seconds > 3 else " ") + ("M" if took.megabytes > 300 else " ")
            mark += "T" if "Traceback" in took.err else " "
            said = (took.err or took.out).strip().splitlines()
            print(
                f"{mark} {name:12} {kind:18} {took.seconds:6.1f} s {took.megabytes:5.0f} MB, ends with {took.code}: "
                f"{said[-1][-70:] if said else ''}",
                flush=True,
            )
            worst[name] = max(worst.get(name, (took, kind)), (took, kind), key=lambda each: each[0].seconds)
    for name, (took, kind) in worst.items():
        print(f"worst for {name}: {kind}, {took.seconds:.1f} s, {took.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
