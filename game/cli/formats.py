"""Problems as people and tools read them: lines, JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from game import __version__
from game.cli.json_output import json_text
from game.hashing import blake2b
from game.i18n.catalogue import tr, trn
from game.story.problems import Problem, Severity, explain, title

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def text(problems: Sequence[Problem]) -> str:
    """A line for each problem, and how many there are."""
    return "".join(f"{problem}\n" for problem in problems) + f"{summary(problems)}\n"


def as_json(problems: Sequence[Problem]) -> str:
    """One object: the counts, and each problem with the parts that a line of text is made of."""
    errors = _errors(problems)
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "message": str(problem.message),
            "hint": str(problem.hint),
        }
        for problem in problems
    ]
    return _dumped({"errors": errors, "warnings": len(problems) - errors, "problems": listed})


def github(problems: Sequence[Problem]) -> str:
    """Commands that make GitHub show each problem beside its line, and the count as a line of the log."""
    return "".join(f"{_command(problem)}\n" for problem in problems) + f"{summary(problems)}\n"


def sarif(problems: Sequence[Problem]) -> str:
    """A SARIF 2.1.0 log of one run; each code met is a rule, with its page as help."""
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "holdup",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        **_root(),
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    errors = _errors(problems)
    if not problems:
        return tr("no problem")
    warnings = len(problems) - errors
    counts = (
        trn("{count} error", "{count} errors", errors) if errors else "",
        trn("{count} warning", "{count} warnings", warnings) if warnings else "",
    )
    return ", ".join(filter(None, counts))


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)


def _hinted(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})"


def _command(problem: Problem) -> str:
    fields = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.code}
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in fields.items())
    return f"::{problem.severity} {properties}::{_escaped(_hinted(problem))}"


def _escaped(words: str, also: str = "") -> str:
    """Words as a workflow command takes them: what would end it or a field of it is written as a number."""
    for sign in f"%\r\n{also}":
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


def _rule(code: str) -> dict[str, Any]:
    page = explain(code).partition("\n")[2].strip()
    about = page.partition("\n## ")[0].strip()
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": title(code)},
        "fullDescription": {"text": " ".join(about.split())},
        "help": {"text": page, "markdown": page},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    fingerprint = blake2b(
        f"{problem.file}\0{problem.code}\0{problem.message.one}\0{problem.message.fields}".encode(), digest_size=16
    ).hexdigest()
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": _hinted(problem)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(problem.file),
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
        "partialFingerprints": {"problem/v1": fingerprint},
    }


def _root() -> dict[str, Any]:
    """What paths count from; nothing where the current folder is gone."""
    try:
        return {"originalUriBaseIds": {"%SRCROOT%": {"uri": f"{Path.cwd().as_uri()}/"}}}
    except OSError:
        return {}


def _artifact(file: str) -> dict[str, str]:
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}


def _dumped(data: Any) -> str:
    return json_text(data, indent=2) + "\n"
