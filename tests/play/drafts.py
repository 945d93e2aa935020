"""Compiled stories in a few words, for tests that care about one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from random import Random
from typing import Any, cast

from game.story import compiled as c
from game.story.link import link
from game.story.model import Story

Doc = dict[str, Any]


def line(text: str) -> Doc:
    return {"text": text, "numbers": {}}


def condition(ast: c.Ast | None) -> Doc | None:
    return None if ast is None else {"source": str(ast), "ast": ast}


def paragraph(text: str, mark: str | None = None, when: c.Ast | None = None, seat: str | None = None) -> Doc:
    made: Doc = {"line": line(text), "mark": mark}
    if when is not None:
        made["condition"] = condition(when)
    if seat is not None:
        made["seat"] = seat
    return made


def effects(add: dict[str, int] | None = None, put: dict[str, int] | None = None, **why: str) -> Doc:
    return {"add": add or {}, "set": put or {}, "why": {name: line(text) for name, text in why.items()}}


def choice(
    id: str,
    to: str | None = None,
    add: dict[str, int] | None = None,
    put: dict[str, int] | None = None,
    when: c.Ast | None = None,
    locked: str | None = None,
    news: str | None = None,
    why: dict[str, str] | None = None,
    weight: int = 1,
    history: bool = False,
    once: bool = False,
    supposed: bool = False,
    takes: int = 0,
) -> Doc:
    made: Doc = {
        "id": id,
        "say": line(f"Say {id}"),
        "history": history,
        "supposed": supposed,
        "once": once,
        "voice": False,
        "takes": takes,
        "effects": effects(add, put, **(why or {})),
        "result": [paragraph(f"Result of {id}", "invented")],
        "weight": ["int", weight],
        "exits": [{"to": to}] if to else [],
    }
    if when is not None:
        made["condition"] = condition(when)
    if locked is not None:
        made["locked"] = line(locked)
    if news is not None:
        made["news"] = line(news)
    return made


def scene(
    id: str,
    *choices: Doc,
    to: str | None = None,
    seat: str | None = None,
    text: Sequence[Doc] | None = None,
    add: dict[str, int] | None = None,
    draw: int = 0,
    news: str | None = None,
    minute: int | None = None,
    takes: int = 0,
) -> Doc:
    made: Doc = {
        "id": id,
        "hash": "",
        "title": id.title(),
        "seat": seat,
        "at": None if minute is None else f"2001-01-01 {minute // 60:02}:{minute % 60:02}",
        "minute": minute,
        "takes": takes,
        "place": None,
        "bottleneck": False,
        "text": list(text) if text is not None else [paragraph(f"Text of {id}")],
        "facts": [],
        "record": [],
        "effects": effects(add),
        "choices": list(choices),
        "exits": [{"to": to}] if to else [],
        "draw": draw,
    }
    if news is not None:
        made["news"] = line(news)
    return made


def storylet(
    id: str, add: dict[str, int] | None = None, when: c.Ast | None = None, weight: int = 1, seat: str | None = None
) -> Doc:
    made: Doc = {
        "id": id,
        "seat": seat,
        "at": None,
        "minute": None,
        "weight": ["int", weight],
        "text": [paragraph(f"Text of {id}")],
        "effects": effects(add),
        "facts": [],
        "news": line(f"News of {id}"),
    }
    if when is not None:
        made["condition"] = condition(when)
    return made


def ending(id: str, unfinished: bool = False, because: Sequence[Doc] = ()) -> Doc:
    return {
        "id": id,
        "hash": "",
        "title": id.title(),
        "at": None,
        "minute": None,
        "place": None,
        "text": [paragraph(f"Text of {id}")],
        "epitaph": f"Epitaph of {id}",
        "hint": "",
        "instead": [paragraph(f"Instead of {id}")],
        "facts": [],
        "history": False,
        "unfinished": unfinished,
        "because": list(because),
        "worth": {},
    }


def episode(id: str, *scenes: Doc, deck: Iterable[Doc] = (), number: int = 1) -> Doc:
    return {
        "id": id,
        "title": id.title(),
        "number": number,
        "start": scenes[0]["id"],
        "question": f"Question of {id}?",
        "scenes": list(scenes),
        "deck": list(deck),
    }


def gauge(name: str, start: int = 3, most: int = 6, kind: str = "force", seat: str | None = None) -> Doc:
    ends = ("Low", "High") if kind == "force" else (None, None)
    return {
        "name": name,
        "kind": kind,
        "label": name,
        "min": 0,
        "max": most,
        "start": start,
        "low": ends[0],
        "high": ends[1],
        "seat": seat,
        "about": None,
    }


def flag(name: str) -> Doc:
    return {**gauge(name, 0, 1, "flag"), "low": None, "high": None}


def label(name: str, *words: str) -> Doc:
    made = gauge(name, 0, len(words) - 1, "label")
    return {**made, "low": None, "high": None, "words": {word: word.title() for word in words}}


def document(*episodes: Doc, variables: Iterable[Doc] = (), endings: Iterable[Doc] = ()) -> Doc:
    return {
        "format": 1,
        "id": "draft",
        "title": "A draft",
        "language": "en",
        "version": 1,
        "about": "",
        "premise": None,
        "record": False,
        "clock_start": "2001-01-01 00:00",
        "clock_hours": 10,
        "seats": [{"id": id, "name": id.title(), "about": "", "goal": None} for id in ("left", "right")],
        "variables": list(variables) or [gauge("heat"), gauge("flour", kind="stake"), flag("told")],
        "openings": [{"id": "first", "name": "First", "episode": episodes[0]["id"], "after": 0}],
        "episodes": list(episodes),
        "endings": list(endings) or [ending("end")],
        "sources": [],
        "facts": [],
        "people": [],
        "measures": None,
        "challenges": [],
        "was": {},
        "rules": "",
        "memory": [],
        "places": {},
    }


def built(made: Doc) -> Story:
    """Link a document, with its hashes as the loader would give them."""
    copy = json.loads(json.dumps(made))
    for part in [s for e in copy["episodes"] for s in e["scenes"]] + copy["endings"]:
        part["hash"] = _hash(part)
    copy["rules"] = _hash(copy["variables"])
    return link(cast(c.CompiledStory, copy))


def _hash(part: object) -> str:
    return blake2b(json.dumps(part, sort_keys=True).encode(), digest_size=8).hexdigest()


def story(*scenes: Doc, variables: Iterable[Doc] = (), deck: Iterable[Doc] = ()) -> Story:
    """A story of one episode, that ends at `end`."""
    return built(document(episode("one", *scenes, deck=deck), variables=variables))


def random_document(seed: int) -> Doc:
    """A story that nobody wrote: two episodes, two seats, roads that lead forward or out, gates, decks, rivals."""
    rnd = Random(seed)
    ids = [[f"{name}{i}" for i in range(rnd.randint(4, 8))] for name in ("a", "b")]
    roads = [*ids[0], *ids[1]]
    episodes = []
    for number, names in enumerate(ids):
        scenes = [_random_scene(rnd, name, roads[roads.index(name) + 1 :]) for name in names]
        deck = [
            storylet(
                f"{names[0]}-drawn{i}",
                {rnd.choice(("heat", "flour")): rnd.choice((-1, 1))},
                rnd.choice([None, None, _gate(rnd)]),
                rnd.randint(0, 3),
                rnd.choice([None, None, "left"]),
            )
            for i in range(rnd.randint(0, 4))
        ]
        episodes.append(episode(f"episode-{number}", *scenes, deck=deck, number=number + 1))
    variables = [gauge("heat"), gauge("flour", 4, 5, "stake"), gauge("mason", 1, 3, "vote", "left"), flag("told")]
    variables += [gauge("wind", 0, 9, "counter"), label("sea", "calm", "rough", "storm")]
    _compute(Random(-seed), episodes)
    _gamble(Random(~seed), episodes)
    return document(*episodes, variables=variables, endings=[ending("end"), ending("out"), ending("more", True)])


def _compute(rnd: Random, episodes: Iterable[Doc]) -> None:
    """Let some choices and some passages change values by expression."""
    scenes = [scene for made in episodes for scene in made["scenes"]]
    for part in [choice for scene in scenes for choice in scene["choices"] or [scene]]:
        effects = part["effects"]
        taken = {*effects["add"], *effects["set"]}
        computed = {
            "wind": ["min", ["+", ["var", "wind"], ["var", "heat"]], ["-", ["int", 9], ["var", "flour"]]],
            "flour": ["max", ["-", ["var", "flour"], ["var", "wind"]], ["int", rnd.randint(0, 3)]],
            "sea": ["case", [[[">", ["var", "wind"], ["int", 3]], ["int", 2, "storm"]]], ["var", "told"]],
        }
        chosen = {name: ast for name, ast in computed.items() if name not in taken and rnd.random() < 0.15}
        if chosen:
            effects["computed"] = chosen


def _gamble(rnd: Random, episodes: Iterable[Doc]) -> None:
    """Let chance decide how some choices turn out."""
    for made in [choice for part in episodes for scene in part["scenes"] for choice in scene["choices"]]:
        if not made["history"] and rnd.random() < 0.15:
            kept = {key: made[key] for key in ("effects", "result", "exits", "news")}
            less = kept | {"effects": effects(_random_effects(rnd)), "result": [paragraph("It fails.")], "exits": []}
            percent = ["min", ["+", ["*", ["var", "heat"], ["int", 20]], ["int", 10]], ["int", 100]]
            made["chance"] = {"percent": percent, "wins": kept, "fails": less}
            made |= {"effects": effects(), "result": []}
            made.pop("news", None)


def _random_scene(rnd: Random, id: str, ahead: Sequence[str]) -> Doc:
    near = [*ahead[:3], "end"][:3]
    beyond = rnd.choice(near)
    if rnd.random() < 0.25:
        return scene(
            id, to=beyond, add=_random_effects(rnd), draw=rnd.choice((0, 1, 2)), news=rnd.choice((None, "News"))
        )
    historical, silent = rnd.randrange(3), int(id[1:]) % 3 == 0
    choices = [
        choice(
            f"c{i}",
            rnd.choice([None, rnd.choice(near), "out" if rnd.random() < 0.1 else None]),
            _random_effects(rnd),
            {"told": 1} if rnd.random() < 0.2 else None,
            _gate(rnd) if i and rnd.random() < 0.4 else None,
            "Closed" if rnd.random() < 0.5 else None,
            f"News of {id}/c{i}",
            weight=rnd.randint(0, 3),
            history=i == historical and not silent,
            supposed=i == historical and silent,
            once=rnd.random() < 0.1,
        )
        for i in range(3)
    ]
    return scene(id, *choices, to=beyond, seat=rnd.choice(("left", "left", "right", None)))


def _random_effects(rnd: Random) -> dict[str, int]:
    names = rnd.sample(("heat", "flour", "mason"), rnd.randint(0, 2))
    return {name: rnd.choice((-2, -1, 1, 2)) for name in names}


def _gate(rnd: Random) -> c.Ast:
    if rnd.random() < 0.2:
        return rnd.choice((["not", ["var", "told"]], ["!=", ["var", "sea"], ["int", 2, "storm"]]))
    return [rnd.choice((">=", "<=")), ["var", rnd.choice(("heat", "flour"))], ["int", rnd.randint(1, 4)]]
