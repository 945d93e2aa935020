"""A JSON Schema that says once what it says in several places: the rest of them refer to it.

The shapes print themselves whole wherever they stand; a choice alone holds those of a paragraph nine times.
"""

from __future__ import annotations

import json
from typing import Any

_LEAST = 200
"""Letters of a shape from which on a reference is worth its while."""


def with_definitions(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, its shapes that stand in several places told once, under `definitions`.

    They are called after the key under which each stands first.
    """
    places: dict[str, list[str]] = {}
    _gather(schema, "", places)
    names: dict[str, str] = {}
    for key, stands in places.items():
        if len(stands) > 1 and len(key) >= _LEAST:
            names[key] = _unused(stands[0], names)
    definitions: dict[str, Any] = {}
    referring = {key: _referring(part, names, definitions) for key, part in schema.items()}
    return {**referring, "definitions": definitions} if definitions else referring


def _gather(part: Any, name: str, places: dict[str, list[str]]) -> None:
    """Every shape inside one, with the keys under which it stands; of what was met before, nothing further in."""
    if isinstance(part, list):
        for item in part:
            _gather(item, name, places)
    elif isinstance(part, dict):
        if name and _is_shape(part):
            stands = places.setdefault(_key(part), [])
            stands.append(name)
            if len(stands) > 1:
                return
        for key, value in part.items():
            _gather(value, name if key in _INSIDE else key, places)


_INSIDE = ("anyOf", "items", "properties", "additionalProperties", "propertyNames", "oneOf")
"""Keywords under which the shapes of a shape stand."""


def _is_shape(part: dict[str, Any]) -> bool:
    return "type" in part or "anyOf" in part


def _bare(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key != "description"}


def _key(part: dict[str, Any]) -> str:
    """A shape as a word; the description of the key under which it stands is none of its own."""
    return json.dumps(_bare(part), sort_keys=True)


def _unused(name: str, names: dict[str, str]) -> str:
    taken = set(names.values())
    return next(each for each in (name, *(f"{name}-{number}" for number in range(2, 999))) if each not in taken)


def _referring(part: Any, names: dict[str, str], definitions: dict[str, Any]) -> Any:
    """A part in which what has a name is referred to, and gathered the first time."""
    if isinstance(part, list):
        return [_referring(item, names, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    bare = _bare(part)
    name = names.get(_key(part)) if _is_shape(part) else None
    if name is None:
        return {key: _referring(value, names, definitions) for key, value in part.items()}
    if name not in definitions:
        definitions[name] = None  # its place, before those inside it
        definitions[name] = {key: _referring(value, names, definitions) for key, value in bare.items()}
    reference = {"$ref": f"#/definitions/{name}"}
    # beside a `$ref`, draft 7 leaves everything out of account
    return {"description": part["description"], "allOf": [reference]} if "description" in part else reference
