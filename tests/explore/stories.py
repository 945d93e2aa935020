"""Small stories for tests: a short way to write compiled documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from game.story.compiled import CompiledStory
from game.story.first_of import Alternative, clauses, kept_back
from game.story.link import link
from game.story.memory import QUESTIONS
from game.story.model import Story


def condition(ast: list[Any]) -> dict[str, Any]:
    return {"source": spell(ast), "ast": ast}


def spell(ast: list[Any]) -> str:
    op, *args = ast
    if op in ("int", "var"):
        return str(args[0])
    if op == "bool":
        return str(args[0]).lower()
    if op in QUESTIONS:
        return f"{op}({args[0]})"
    if op == "not":
        return f"not {spell(args[0])}"
    if op == "in":
        return f"{spell(args[0])} in ({', '.join(map(str, args[1]))})"
    if op == "case":
        return "case"
    return f" {op} ".join(f"({spell(arg)})" if arg[0] in ("and", "or") else spell(arg) for arg in args)


def paragraph(text: str, test: list[Any] | None = None, **numbers: list[Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"line": {"text": text, "numbers": numbers}, "mark": None}
    return made if test is None else made | {"condition": condition(test)}


def first_of(*tests: tuple[list[Any] | None, str | None]) -> list[dict[str, Any]]:
    """Paragraphs of which the first is read whose test holds, where the reader holds the seat that it is for."""
    made: list[dict[str, Any]] = []
    earlier: list[Alternative] = []
    for test, seat in tests:
        alternative = Alternative(test, seat)
        before = kept_back(alternative, earlier, None)
        parts = [*clauses(test), *before]
        one = paragraph("first", ["and", *parts] if len(parts) > 1 else parts[0] if parts else None)
        made.append(one | {"earlier": len(before)} | ({"seat": seat} if seat else {}))
        earlier.append(alternative)
    return made


def line(text: str, *instead: tuple[list[Any], str]) -> dict[str, Any]:
    """A text, and what is said instead of it: the first whose condition holds."""
    return {
        "text": text,
        "numbers": {},
        "instead": [{"text": words, "numbers": {}, "condition": condition(test)} for test, words in instead],
    }


def effects(
    add: dict[str, int] | None = None, put: dict[str, int] | None = None, computed: dict[str, list[Any]] | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {"add": add or {}, "set": put or {}, "why": {}}
    return made | {"computed": computed} if computed else made


def way(to: str, test: list[Any] | None = None) -> dict[str, Any]:
    return {"to": to} if test is None else {"to": to, "condition": condition(test)}


def choice(id: str, *ways: Any, test: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    exits = [way(w) if isinstance(w, str) else w for w in ways]
    made: dict[str, Any] = {
        "id": id,
        "say": {"text": id, "numbers": {}},
        "history": False,
        "supposed": False,
        "once": False,
        "voice": False,
        "takes": 0,
        "effects": effects(),
        "result": [],
        "weight": ["int", 1],
        "exits": exits,
    } | more
    return made if test is None else made | {"condition": condition(test)}


def scene(id: str, *choices: Any, to: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    exits = [way(w) if isinstance(w, str) else w for w in to or []]
    return {
        "id": id,
        "hash": id,
        "title": None,
        "seat": None,
        "at": None,
        "minute": None,
        "takes": 0,
        "place": None,
        "bottleneck": False,
        "text": [paragraph(f"words of {id}")],
        "facts": [],
        "record": [],
        "effects": effects(),
        "choices": list(choices),
        "exits": exits,
        "draw": 0,
    } | more


def storylet(id: str, test: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": id,
        "seat": None,
        "at": None,
        "minute": None,
        "weight": ["int", 1],
        "text": [paragraph(f"words of {id}")],
        "effects": effects(),
        "facts": [],
    } | more
    return made if test is None else made | {"condition": condition(test)}


def ending(id: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "hash": id,
        "title": id,
        "at": None,
        "minute": None,
        "place": None,
        "text": [paragraph(f"words of {id}")],
        "epitaph": "",
        "hint": "",
        "instead": [],
        "facts": [],
        "history": False,
        "unfinished": False,
        "because": [],
        "worth": {},
    } | more


def number(name: str, low: int, high: int, start: int) -> dict[str, Any]:
    return {"name": name, "kind": "stake", "min": low, "max": high, "start": start}


def label(name: str, *words: str) -> dict[str, Any]:
    made = {"name": name, "kind": "label", "min": 0, "max": len(words) - 1, "start": 0}
    return made | {"words": {word: word.title() for word in words}}


def flag(name: str) -> dict[str, Any]:
    return {"name": name, "kind": "flag", "min": 0, "max": 1, "start": 0}


def asked(part: Any) -> Iterator[tuple[str, str]]:
    """What the conditions in a part of a story ask of the run's past."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list | tuple):
        if len(part) == 2 and part[0] in QUESTIONS and isinstance(part[1], str):
            yield part[0], part[1]
        for inner in part:
            yield from asked(inner)


def document(
    variables: list[dict[str, Any]], *episodes: list[Any], endings: list[Any], decks: list[list[Any]] | None = None
) -> CompiledStory:
    """A compiled story. Each episode is its scenes, the first one first; ids are e1, e2 and so on."""
    decks = decks or [[] for _ in episodes]
    extra = {"label": "", "low": None, "high": None, "seat": None, "about": None}
    made = {
        "format": 1,
        "id": "tale",
        "title": "Tale",
        "language": "en",
        "version": 1,
        "about": "",
        "premise": None,
        "record": False,
        "clock_start": "",
        "clock_hours": 1,
        "seats": [{"id": id, "name": id.title(), "about": "", "goal": None} for id in ("me", "you")],
        "variables": [variable | extra for variable in variables],
        "openings": [{"id": "o", "name": "", "episode": "e1", "after": 0}],
        "episodes": [
            {
                "id": f"e{number}",
                "title": f"E{number}",
                "number": number,
                "start": scenes[0]["id"],
                "question": None,
                "scenes": scenes,
                "deck": deck,
            }
            for number, (scenes, deck) in enumerate(zip(episodes, decks, strict=True), 1)
        ],
        "endings": [ending(e) if isinstance(e, str) else e for e in endings],
        "sources": [],
        "facts": [],
        "people": [],
        "measures": None,
        "challenges": [],
        "was": {},
        "rules": "",
        "memory": list(dict.fromkeys(asked([episodes, decks, endings]))),
        "places": {},
    }
    return cast(CompiledStory, made)


def story(*args: Any, **kwargs: Any) -> Story:
    return link(document(*args, **kwargs))
