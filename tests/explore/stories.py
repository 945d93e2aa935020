"""Small stories for tests: a short way to write compiled documents, and Hypothesis' way to invent them."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import strategies as st

from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.model import Story


def condition(ast: list[Any]) -> dict[str, Any]:
    return {"source": spell(ast), "ast": ast}


def spell(ast: list[Any]) -> str:
    op, *args = ast
    if op in ("int", "var"):
        return str(args[0])
    if op == "bool":
        return str(args[0]).lower()
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


def effects(add: dict[str, int] | None = None, put: dict[str, int] | None = None) -> dict[str, Any]:
    return {"add": add or {}, "set": put or {}, "why": {}}


def way(to: str, test: list[Any] | None = None) -> dict[str, Any]:
    return {"to": to} if test is None else {"to": to, "condition": condition(test)}


def choice(id: str, *ways: Any, test: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    exits = [way(w) if isinstance(w, str) else w for w in ways]
    made: dict[str, Any] = {
        "id": id,
        "say": {"text": id, "numbers": {}},
        "history": False,
        "once": False,
        "voice": False,
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
    } | more


def number(name: str, low: int, high: int, start: int) -> dict[str, Any]:
    return {"name": name, "kind": "stake", "min": low, "max": high, "start": start}


def flag(name: str) -> dict[str, Any]:
    return {"name": name, "kind": "flag", "min": 0, "max": 1, "start": 0}


def document(
    variables: list[dict[str, Any]], *episodes: list[Any], endings: list[Any], decks: list[list[Any]] | None = None
) -> CompiledStory:
    """A compiled story. Each episode is its scenes, the first one first; ids are e1, e2 and so on."""
    decks = decks or [[] for _ in episodes]
    extra = {"label": "", "low": None, "high": None, "seat": None}
    made = {
        "format": 1,
        "id": "tale",
        "title": "Tale",
        "language": "en",
        "version": 1,
        "about": "",
        "clock_start": "",
        "clock_hours": 1,
        "seats": [{"id": "me", "name": "Me", "about": ""}, {"id": "you", "name": "You", "about": ""}],
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
        "was": {},
        "rules": "",
        "places": {},
    }
    return cast(CompiledStory, made)


def story(*args: Any, **kwargs: Any) -> Story:
    return link(document(*args, **kwargs))


NUMBERS = [number("a", 0, 4, 2), number("b", -1, 2, 0)]
FLAGS = [flag("f"), flag("g")]


def conditions() -> st.SearchStrategy[list[Any]]:
    """Expressions over the variables of `documents`."""
    name = st.sampled_from(["a", "b"])
    reads = name.map(lambda n: ["var", n])
    sums = st.tuples(st.sampled_from(["+", "-", "*"]), reads, reads).map(list)
    compared = st.tuples(
        st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), reads | sums, st.integers(-1, 5).map(lambda k: ["int", k])
    ).map(list)
    among = st.tuples(st.just("in"), reads, st.lists(st.integers(-1, 4), min_size=1, max_size=3)).map(list)
    flags = st.sampled_from(["f", "g"]).map(lambda n: ["var", n])
    leaves = st.one_of(compared, compared, among, flags)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(lambda x: ["not", x]), st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(list)
        ),
        max_leaves=3,
    )


def weights() -> st.SearchStrategy[list[Any]]:
    """Integers and expressions for weights."""
    cases = st.tuples(conditions(), st.integers(0, 3)).map(
        lambda p: ["case", [[p[0], ["int", p[1]]]], ["+", ["var", "a"], ["int", -1]]]
    )
    return st.one_of(st.integers(0, 3).map(lambda k: ["int", k]), cases)


def moves() -> st.SearchStrategy[dict[str, Any]]:
    """Effects on the variables of `documents`."""
    adds = st.dictionaries(st.sampled_from(["a", "b"]), st.integers(-2, 2).filter(bool), max_size=2)
    puts = st.dictionaries(st.sampled_from(["f", "g", "b"]), st.integers(0, 1), max_size=1)
    return st.builds(effects, adds, puts)


@st.composite
def documents(draw: st.DrawFn) -> CompiledStory:
    """Small stories: two episodes, circles, once-only choices, decks, conditional ways, two seats."""
    count = draw(st.integers(2, 6))
    ids = [f"s{i}" for i in range(count)]
    border = draw(st.integers(1, count - 1))
    goals = st.sampled_from([*ids, "x", "y"])
    ways = st.tuples(st.lists(st.tuples(goals, conditions()), max_size=1), goals).map(
        lambda p: [*(way(to, test) for to, test in p[0]), way(p[1])]
    )
    scenes = [_scene(draw, id, ways) for id in ids]
    decks = [_deck(draw, f"d{number}") for number in (1, 2)]
    endings = [ending("x", text=[paragraph("x"), paragraph("xx", draw(conditions()))]), "y"]
    return document([*NUMBERS, *FLAGS], scenes[:border], scenes[border:], endings=endings, decks=decks)


def _scene(draw: st.DrawFn, id: str, ways: st.SearchStrategy[list[Any]]) -> dict[str, Any]:
    seat = draw(st.sampled_from([None, "me", "you", "you"]))
    text = [paragraph("plain"), paragraph("maybe", draw(conditions()))]
    if draw(st.integers(0, 3)) == 0:
        return scene(id, to=draw(ways), seat=seat, text=text, effects=draw(moves()), draw=draw(st.integers(0, 2)))
    choices = [
        choice(
            f"c{i}",
            *(draw(ways) if draw(st.booleans()) else []),
            test=draw(st.none() | conditions()),
            once=draw(st.integers(0, 3)) == 0,
            history=i == 0 and draw(st.booleans()),
            effects=draw(moves()),
            weight=draw(weights()),
            result=[paragraph("then", draw(st.none() | conditions()))],
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    exits = draw(ways) if any(not c["exits"] for c in choices) or draw(st.booleans()) else []
    return scene(id, *choices, to=exits, seat=seat, text=text)


def _deck(draw: st.DrawFn, name: str) -> list[Any]:
    return [
        storylet(
            f"{name}-{i}",
            draw(st.none() | conditions()),
            seat=draw(st.sampled_from([None, None, "me", "you"])),
            weight=draw(weights()),
            effects=draw(moves()),
        )
        for i in range(draw(st.integers(0, 3)))
    ]
