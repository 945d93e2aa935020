"""A second reading of what a story's document means, for runs that are brought back: it shares no code with the engine.

`account` plays decisions in a document and tells where they lead. It knows a run's past by names alone, as a reader
would: nothing in it is a position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

Doc = dict[str, Any]


class Gone(Exception):
    """The story has no such seat any more."""


@dataclass
class Account:
    """Where some decisions lead: `read` of them could be taken."""

    read: int = 0
    here: str = ""
    step: int = 0
    values: dict[str, int] = field(default_factory=dict)
    trail: list[tuple[str, ...]] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)
    endless: bool = False


@dataclass(frozen=True)
class Begun:
    """What a run was begun with, in the words of its day; `minds` is what rivals that think did, in order."""

    seat: str
    rival: str
    seed: int
    opening: str
    minds: Sequence[tuple[str, str]] = ()


class Names:
    """What things are called today, and were first."""

    def __init__(self, doc: Doc) -> None:
        self._was: dict[str, str] = doc["was"]

    def now(self, name: str, kind: str = "") -> str:
        return self._was.get(kind + name, kind + name).removeprefix(kind)

    def choice(self, scene: str, choice: str) -> tuple[str, str]:
        scene = self.now(scene)
        return scene, self._was.get(f"{scene}/{choice}", f"{scene}/{choice}").split("/")[1]

    def mark(self, name: str) -> str:
        """A variable, or `scene/choice` of a choice that can be taken once."""
        return "/".join(self.choice(*name.split("/"))) if "/" in name else self.now(name, "variable:")

    def first(self, name: str) -> str:
        return next((old for old, now in self._was.items() if now == name), name)

    def first_choice(self, scene: str, choice: str) -> str:
        return self.first(f"{scene}/{choice}").split("/")[1]


def rolled(seed: int, step: int, salt: int) -> int:
    every = 2**64 - 1
    z = seed + (step + 1) * 0x9E3779B97F4A7C15 + salt * 0xD1B54A32D192ED03 & every
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & every
    z = (z ^ z >> 27) * 0x94D049BB133111EB & every
    return z ^ z >> 31


def worth(tree: list[Any], values: dict[str, int]) -> int:
    """What an expression comes to."""
    op, *parts = tree
    match op:
        case "int" | "bool":
            return int(parts[0])
        case "var":
            return values[parts[0]]
        case "not":
            return int(not worth(parts[0], values))
        case "and":
            return int(all(worth(part, values) for part in parts))
        case "or":
            return int(any(worth(part, values) for part in parts))
        case "in":
            return int(worth(parts[0], values) in parts[1])
        case "case":
            met = (value for when, value in parts[0] if worth(when, values))
            return worth(next(met, parts[1]), values)
        case "min" | "max":
            return (min if op == "min" else max)(worth(part, values) for part in parts)
    left, right = (worth(part, values) for part in parts)
    answers = {
        "+": left + right, "-": left - right, "*": left * right, "<": left < right, "<=": left <= right,
        ">": left > right, ">=": left >= right, "==": left == right, "!=": left != right,
    }  # fmt: skip
    return int(answers[op])


def holds(part: Doc, values: dict[str, int]) -> bool:
    return "condition" not in part or bool(worth(part["condition"]["ast"], values))


class _Play:
    """One run under way."""

    def __init__(self, doc: Doc, begun: Begun) -> None:
        self.doc, self.begun, self.names = doc, begun, Names(doc)
        seats = [seat["id"] for seat in doc["seats"]]
        seat = self.names.now(begun.seat, "seat:")
        if seat != "both" and seat not in seats:
            raise Gone(seat)
        self.held = seats if seat == "both" else [seat]
        self.ranges = {v["name"]: (v["min"], v["max"]) for v in doc["variables"]}
        self.told = Account(values={v["name"]: v["start"] for v in doc["variables"]})
        self.episode_of: dict[str, Doc] = {}
        self.scenes: dict[str, Doc] = {}
        for episode in doc["episodes"]:
            asking = [card["scene"] for card in episode["deck"] if "scene" in card]
            for scene in [*episode["scenes"], *asking]:
                self.scenes[scene["id"]], self.episode_of[scene["id"]] = scene, episode
                once = [c["id"] for c in scene["choices"] if c["once"]]
                self.told.values |= {f"{scene['id']}/{choice}": 0 for choice in once}
        self.asking = {card["id"] for episode in doc["episodes"] for card in episode["deck"] if "scene" in card}
        self.minds = list(begun.minds)
        self.waiting: tuple[Doc, int] | None = None

    def open(self, scene: Doc) -> list[Doc]:
        values = self.told.values
        return [c for c in scene["choices"] if not values.get(f"{scene['id']}/{c['id']}") and holds(c, values)]

    def change(self, effects: Doc) -> None:
        before = dict(self.told.values)
        for name, amount in effects["add"].items():
            self._put(name, before[name] + amount)
        for name, amount in effects["set"].items():
            self.told.values[name] = amount
        for name, tree in effects.get("computed", {}).items():
            self._put(name, worth(tree, before))

    def _put(self, name: str, value: int) -> None:
        low, high = self.ranges[name]
        self.told.values[name] = min(max(value, low), high)

    def leads(self, exits: list[Doc]) -> str:
        to: str = next(exit["to"] for exit in exits if holds(exit, self.told.values))
        return to

    def take(self, scene: Doc, choice: Doc, mine: bool) -> str:
        turned, told = choice, self.told
        path: tuple[str, ...] = (scene["id"], choice["id"])
        if "chance" in choice:
            salt = crc32(f"{self.names.first(scene['id'])}/{self.names.first_choice(*path)}".encode())
            lucky = worth(choice["chance"]["percent"], told.values)
            outcome = "wins" if rolled(self.begun.seed, told.step, salt) % 100 < lucky else "fails"
            turned, path = choice["chance"][outcome], (*path, outcome)
        self.change(turned["effects"])
        if choice["once"]:
            told.values[f"{scene['id']}/{choice['id']}"] = 1
        if not mine or len(path) == 3:
            told.trail.append(path)
        told.step += 1
        exits = turned["exits"] or choice["exits"] or scene["exits"]
        if not exits:
            return self.back()
        return self.leads(exits)

    def back(self) -> str:
        """Where a storylet that asked goes back to."""
        assert self.waiting is not None
        scene, turn = self.waiting
        return self.deal(scene, turn + 1)

    def drawn_from(self, weighed: list[tuple[str, int, Doc]], number: int) -> Doc:
        weighed = sorted(weighed, key=lambda each: each[0])
        urn = [thing for _, weight, thing in weighed for _ in range(max(weight, 0))] or [thing for *_, thing in weighed]
        return urn[number % len(urn)]

    def deal(self, scene: Doc, first: int) -> str:
        values, told = self.told.values, self.told
        for turn in range(first, scene["draw"]):
            deck = [
                (self.names.first(card["id"]), worth(card["weight"], values), card)
                for card in self.episode_of[scene["id"]]["deck"]
                if card["id"] not in told.drawn and holds(card, values) and card["seat"] in (None, *self.held)
            ]
            deck = [each for each in deck if each[1] > 0]
            if not deck:
                continue
            salt = crc32(self.names.first(scene["id"]).encode()) + turn
            card = self.drawn_from(deck, rolled(self.begun.seed, told.step, salt))
            self.change(card["effects"])
            told.drawn.add(card["id"])
            told.trail.append((scene["id"], "", card["id"]))
            if "scene" in card:
                self.waiting = scene, turn
                id: str = card["id"]
                return id
            if card.get("exits"):
                return self.leads(card["exits"])
        return self.leads(scene["exits"])

    def rivals(self, scene: Doc, opened: list[Doc]) -> Doc:
        values = self.told.values
        if self.begun.rival.startswith("strategist"):
            _, id = self.minds.pop(0)
            return next(choice for choice in opened if choice["id"] == id)
        if self.begun.rival == "weighted":
            weighed = [(self.names.first_choice(scene["id"], c["id"]), worth(c["weight"], values), c) for c in opened]
            salt = crc32(self.names.first(scene["id"]).encode())
            return self.drawn_from(weighed, rolled(self.begun.seed, self.told.step, salt))
        real = [choice for choice in opened if choice["history"] or choice["supposed"]]
        counted = sorted(opened, key=lambda choice: self.names.first_choice(scene["id"], choice["id"]))
        return real[0] if real else max(counted, key=lambda choice: worth(choice["weight"], values))

    def rest(self, to: str, came_from: Doc | None) -> Doc | None:
        """Go on to where the player is asked; None at an ending."""
        for _ in range(4000):
            scene = self.scenes.get(to)
            if scene is None:
                self.told.here, self.told.offered = to, []
                return None
            episode = self.episode_of[to]
            if episode is not came_from:
                self.told.drawn = set()
            came_from = episode
            opened = self.open(scene)
            passes = bool(scene["exits"]) or to in self.asking
            if passes and not opened:
                self.change(scene["effects"])
                self.told.trail.append((to,))
                to = self.deal(scene, 0) if scene["exits"] else self.back()
            elif scene["seat"] in (None, *self.held) or not opened:
                self.told.here, self.told.offered = to, [choice["id"] for choice in opened]
                return scene
            else:
                to = self.take(scene, self.rivals(scene, opened), mine=False)
        self.told.endless = True
        return None


def account(doc: Doc, begun: Begun, decisions: Sequence[tuple[str, str]]) -> Account:
    """Where decisions lead in a document, as far as they can be taken.

    Raises:
        Gone: The seat is.
    """
    play = _Play(doc, begun)
    opening = play.names.now(begun.opening, "opening:")
    openings = {each["id"]: each["episode"] for each in doc["openings"]}
    episode = openings.get(opening, doc["openings"][0]["episode"])
    scene = play.rest(next(each["start"] for each in doc["episodes"] if each["id"] == episode), None)
    for decision in decisions:
        where, what = play.names.choice(*decision)
        if scene is None or scene["id"] != where or what not in play.told.offered:
            break
        choice = next(each for each in scene["choices"] if each["id"] == what)
        from_episode = play.episode_of[where]
        scene = play.rest(play.take(scene, choice, mine=True), from_episode)
        play.told.read += 1
    return play.told


def parts(doc: Doc) -> Iterator[Doc]:
    """Every scene, those of decks last."""
    for episode in doc["episodes"]:
        yield from episode["scenes"]
        yield from (card["scene"] for card in episode["deck"] if "scene" in card)
