"""The JSON Schema says what the checker says: they are printed from the same lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.story import schema
from game.story.problems import Report
from game.story.schema import KINDS, json_schema, written
from game.story.yaml_tree import parse_yaml
from tests.story.pages import BASE, examples

SHAPE_CODES = (
    "wrong-type",
    "empty",
    "bad-name",
    "unknown-word",
    "unknown-key",
    "missing-key",
    "out-of-bounds",
    "one-text",
)


def fits(value: Any, shape: dict[str, Any]) -> bool:
    """Whether a value is valid, by those keywords of JSON Schema that are used."""
    if "anyOf" in shape and not any(fits(value, part) for part in shape["anyOf"]):
        return False
    if "oneOf" in shape and sum(fits(value, part) for part in shape["oneOf"]) != 1:
        return False
    if "enum" in shape and value not in shape["enum"]:
        return False
    if "type" in shape and not _is(value, shape["type"]):
        return False
    if isinstance(value, str):
        return len(value) >= shape.get("minLength", 0) and re.search(shape.get("pattern", ""), value) is not None
    if isinstance(value, int) and not isinstance(value, bool):
        return bool(shape.get("minimum", value) <= value <= shape.get("maximum", value))
    if isinstance(value, list):
        return len(value) >= shape.get("minItems", 0) and all(fits(item, shape.get("items", {})) for item in value)
    return not isinstance(value, dict) or _keys_fit(value, shape)


def _keys_fit(value: dict[str, Any], shape: dict[str, Any]) -> bool:
    known, others = shape.get("properties", {}), shape.get("additionalProperties", True)
    if len(value) < shape.get("minProperties", 0) or not set(shape.get("required", ())) <= value.keys():
        return False
    if not all(re.search(shape.get("propertyNames", {}).get("pattern", ""), key) for key in value):
        return False
    return all(
        fits(item, known[key]) if key in known else others if isinstance(others, bool) else fits(item, others)
        for key, item in value.items()
    )


def _is(value: Any, kind: str) -> bool:
    kinds = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": int}
    return isinstance(value, kinds[kind]) and (kind != "integer" or not isinstance(value, bool))


def resolved(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, with what it refers to in the place of the references."""
    whole = json_schema(kind)
    definitions = whole.pop("definitions", {})

    def put(part: Any) -> Any:
        if isinstance(part, list):
            return [put(item) for item in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return put(definitions[part["$ref"].removeprefix("#/definitions/")])
        inside = {key: put(value) for key, value in part.items() if key != "allOf"}
        return inside | {key: value for each in part.get("allOf", ()) for key, value in put(each).items()}

    made: dict[str, Any] = put(whole)
    return made


def data(text: str, name: str) -> Any:
    node = parse_yaml(text.encode(), name, Report())
    assert node is not None
    return node.data()


def kind_of(name: str) -> str:
    stem = name.removesuffix(".yaml")
    return stem if stem in KINDS else "episode"


def test_the_files_of_the_second_story_fit(baker: Path) -> None:
    for file in baker.glob("*.yaml"):
        assert fits(data(file.read_text("utf-8"), file.name), resolved(kind_of(file.name)))


@pytest.mark.parametrize("code", SHAPE_CODES)
def test_what_the_checker_refuses_for_its_shape_does_not_fit(code: str) -> None:
    for example in examples(code, "Fails"):
        texts = [(name, text) for name, (_, text) in example.items()]
        assert not all(fits(data(text, name), resolved(kind_of(name))) for name, text in texts)
    for example in examples(code, "Fixed"):
        assert all(fits(data(text, name), resolved(kind_of(name))) for name, (_, text) in example.items())


def test_the_base_story_of_the_pages_fits() -> None:
    assert all(fits(data(text, name), resolved(kind_of(name))) for name, text in BASE.items())


def _described(shape: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for key, part in shape.get("properties", {}).items():
        yield key, len(part.get("description", "")) > 4
        yield from _described(part)
    for part in (*shape.get("anyOf", ()), shape.get("items"), shape.get("additionalProperties")):
        if isinstance(part, dict):
            yield from _described(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_told_in_a_line(kind: str) -> None:
    assert [key for key, told in _described(resolved(kind)) if not told] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_file_is_up_to_date(kind: str) -> None:
    file = Path(schema.__file__).parent / f"{kind}.json"
    assert file.read_text("utf-8") == written(kind), (
        "write it anew: python -c 'from game.story.schema import write; write()'"
    )
    assert json.loads(written(kind))["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_referred_to_is_what_the_checker_has(kind: str) -> None:
    shape = KINDS[kind].schema()
    assert {key: part for key, part in resolved(kind).items() if key in shape} == shape


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_that_stands_in_several_places_is_written_once(kind: str) -> None:
    whole = json_schema(kind)
    definitions = whole.pop("definitions", {})
    texts = [json.dumps(part, sort_keys=True) for part in definitions.values()]
    assert len(set(texts)) == len(texts)
    printed = json.dumps([whole, definitions])
    assert all(printed.count(f'"#/definitions/{name}"') > 1 for name in definitions)


def test_the_schema_of_an_episode_is_small_enough_to_be_read_with_each_key() -> None:
    assert len(written("episode")) < 40_000


def test_writing_makes_a_file_for_each_kind(tmp_path: Path) -> None:
    schema.write(tmp_path)
    assert {file.stem for file in tmp_path.glob("*.json")} == set(KINDS)
