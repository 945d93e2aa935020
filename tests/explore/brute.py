"""A second opinion: a tiny interpreter of compiled stories that walks every road one by one.

It shares no code with the game: what a story means is written here once more, in the plainest way, so that both
would have to be wrong in the same mode to agree.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import Any

import hypothesis
import numpy as np

from tests import switches

MOST = 1500 * switches.THOROUGH
"""Of the stories that nobody wrote, one in a hundred has more states, whose equations take longer than all others."""

_TIGHT, _FEW = 40, 100
"""Fractions give way to floats when every unknown joins more others than the one, and more than the other are left."""

_DIGITS = 10**40

State = tuple[str, frozenset[tuple[str, int]]]


def value(ast: list[Any], env: dict[str, int]) -> int:
    op, *args = ast
    if op in ("int", "bool"):
        return int(args[0])
    if op == "var":
        return env[args[0]]
    if op in ("took", "seen", "times", "holds"):
        return env.get(f"{op} {args[0]}", 0)
    if op == "case":
        return value(next((v for test, v in args[0] if value(test, env)), args[1]), env)
    if op == "in":
        return int(value(args[0], env) in args[1])
    got = [value(arg, env) for arg in args]
    if op in ("min", "max"):
        return min(got) if op == "min" else max(got)
    table = {"not": lambda: not got[0], "and": lambda: all(got), "or": lambda: any(got)}
    if op in table:
        return int(table[op]())
    a, b = got
    sums = {"+": a + b, "-": a - b, "*": a * b}
    truths = {"<": a < b, "<=": a <= b, "==": a == b, "!=": a != b, ">=": a >= b, ">": a > b}
    return sums[op] if op in sums else int(truths[op])


class Brute:
    """All states of a compiled story, with odds as exact fractions, but for large knots of circles.

    Where it is to be remembered what has happened, that is part of the state as everything else.
    """

    def __init__(self, story: Any, seats: set[str], rival: str, remembering: bool = False) -> None:
        self.story, self.seats, self.rival = story, seats, rival
        self.scenes = {s["id"]: (s, e) for e in story["episodes"] for s in e["scenes"]}
        self.ranges = {v["name"]: (v["min"], v["max"]) for v in story["variables"]}
        self.next: dict[State, list[tuple[Fraction, str, State]]] = {}
        self.seen: set[str] = set()
        self.read: set[str] = set()
        self.outcomes: set[str] = set()
        self.readings: dict[State, list[tuple[Fraction, str]]] = defaultdict(list)
        """What is read in each state before the next, with the odds there."""
        self._here: State = ("", frozenset())
        self.endings = {e["id"]: e for e in story["endings"]}
        self.asking = {s["id"]: (s["scene"], e) for e in story["episodes"] for s in e["deck"] if "scene" in s}
        self.asked = set(map(tuple, story["memory"])) if remembering else set()
        start = {v["name"]: v["start"] for v in story["variables"]}
        start |= {f"holds {seat}": 1 for seat in seats}
        first = next(e["start"] for e in story["episodes"] if e["id"] == story["openings"][0]["episode"])
        self.first: State = (first, frozenset(start.items()))
        todo = [self.first]
        while todo:
            state = todo.pop()
            if state not in self.next:
                self.next[state] = self.step(state)
                todo.extend(to for _, _, to in self.next[state])
                if len(self.next) > MOST and hypothesis.currently_in_test_context():
                    hypothesis.reject()

    def step(self, state: State) -> list[tuple[Fraction, str, State]]:
        env = dict(state[1])
        place, _, drawn = state[0].partition("@")
        self._here = state
        if drawn:
            return self.step_aside(place, drawn, env)
        if place not in self.scenes:
            self.ends_at(self.endings[place], env)
            return []
        scene, episode = self.scenes[place]
        held = scene["seat"] in {None, *self.seats}
        opened = [c for c in scene["choices"] if self.open(c, scene, env)]
        if held and (opened or not scene["exits"]):
            self.asks_for(scene, env)
        if opened:
            self.reads(f"{place}.record", scene["record"], env)
            odds = self.odds(scene, opened, env)
            moves = [(p, c) for p, c in zip(odds, opened, strict=True) if p]
            return [end for p, c in moves for end in self.decided(p, c, scene, episode, env)]
        if not scene["exits"]:
            return []
        crowd = [(Fraction(1), self.apply(scene["effects"], env))]
        if held and self.reads(place, scene["text"], crowd[0][1]):
            self.heads(scene, crowd[0][1])
        self.says(f"{place}.news", scene.get("news"), crowd[0][1])
        crowd = [(p, self.remember(e, ("seen", place), ("times", place))) for p, e in crowd]
        return [(q, "", end) for p, e in crowd for q, end in self.dealt(place, 0, e, p)]

    def dealt(self, place: str, first: int, env: dict[str, int], odds: Fraction) -> list[tuple[Fraction, State]]:
        """Where a run may be once all is drawn after a scene, or a storylet asks or leads elsewhere."""
        scene, episode = self.scenes[place]
        crowd, ends = [(odds, env)], []
        for turn in range(first, scene["draw"]):
            drawn = [(p * q, s, after) for p, e in crowd for q, s, after in self.draw(episode, scene, e, p)]
            crowd = []
            for p, storylet, after in drawn:
                if storylet is not None and "scene" in storylet:
                    ends.append((p, (f"{storylet['id']}@{place}@{turn}", frozenset(after.items()))))
                elif storylet is not None and storylet.get("exits"):
                    ends.append((p, self.enter(self.follow(storylet["exits"], after), episode, after)))
                else:
                    crowd.append((p, after))
        return ends + [(p, self.enter(self.follow(scene["exits"], e), episode, e)) for p, e in crowd]

    def step_aside(self, id: str, drawn: str, env: dict[str, int]) -> list[tuple[Fraction, str, State]]:
        """What follows where a storylet asks, which was drawn after a scene: `scene@draw`."""
        (scene, episode), (place, _, turn) = self.asking[id], drawn.partition("@")
        opened = [c for c in scene["choices"] if self.open(c, scene, env)]
        if opened:
            self.asks_for(scene, env)
        elif self.reads(id, scene["text"], env):
            self.heads(scene, env)
        if not opened:
            after = self.remember(env, ("seen", id), ("times", id))
            return [
                (p, "", end) for p, end in self.onward(scene["exits"], episode, after, place, int(turn), Fraction(1))
            ]
        result = []
        self.reads(f"{id}.record", scene["record"], env)
        for c in opened:
            for q, what, turned, after in self.ends(Fraction(1, len(opened)), c, scene, env):
                exits = turned["exits"] or c["exits"] or scene["exits"]
                result += [(r, what, end) for r, end in self.onward(exits, episode, after, place, int(turn), q)]
        return result

    def onward(
        self, exits: list[Any], episode: Any, env: dict[str, int], place: str, turn: int, odds: Fraction
    ) -> list[tuple[Fraction, State]]:
        """Where exits lead; without any, on from where a storylet was drawn."""
        if not exits:
            return self.dealt(place, turn + 1, env, odds)
        return [(odds, self.enter(self.follow(exits, env), episode, env))]

    def decided(self, p: Fraction, c: Any, scene: Any, episode: Any, env: dict[str, int]) -> list[Any]:
        """Where a choice leads, which is taken with odds `p`."""
        result = []
        for q, what, turned, after in self.ends(p, c, scene, env):
            to = self.follow(turned["exits"] or c["exits"] or scene["exits"], after)
            result.append((q, what, self.enter(to, episode, after)))
        return result

    def ends(self, p: Fraction, c: Any, scene: Any, env: dict[str, int]) -> list[tuple[Fraction, str, Any, Any]]:
        """What comes of a choice that is taken with odds `p`, and the values then."""
        path, result = f"{scene['id']}/{c['id']}", []
        for q, turned, texts in self.turned_out(c, path, env):
            after = self.apply(turned["effects"], env)
            if c["once"]:
                after[f"once {path}"] = 1
            if scene["seat"] in {None, *self.seats}:
                self.reads(texts, turned["result"], after, p * q)
                self.heads(scene, after, p * q)
            self.says(f"{texts}.news", turned.get("news"), after, p * q)
            after = self.remember(after, ("took", path), ("seen", scene["id"]), ("times", scene["id"]))
            result.append((p * q, f"choice {path}", turned, after))
        return result

    def turned_out(self, choice: Any, path: str, env: dict[str, int]) -> list[tuple[Fraction, Any, str]]:
        """What may come of a choice: how likely, what follows, and the path of its texts."""
        if "chance" not in choice:
            return [(Fraction(1), choice, path)]
        percent = min(max(value(choice["chance"]["percent"], env), 0), 100)
        both = ((Fraction(percent, 100), "wins"), (Fraction(100 - percent, 100), "fails"))
        self.outcomes.update(f"{path}/{name}" for odds, name in both if odds)
        return [(odds, choice["chance"][name], f"{path}/{name}") for odds, name in both if odds]

    def open(self, choice: Any, scene: Any, env: dict[str, int]) -> bool:
        spent = env.get(f"once {scene['id']}/{choice['id']}", 0)
        return not spent and bool("condition" not in choice or value(choice["condition"]["ast"], env))

    def odds(self, scene: Any, opened: list[Any], env: dict[str, int]) -> list[Fraction]:
        if scene["seat"] is None or scene["seat"] in self.seats:
            return [Fraction(1, len(opened))] * len(opened)
        weights = [value(c["weight"], env) for c in opened]
        if self.rival == "history":
            historic = [i for i, c in enumerate(opened) if c["history"]]
            heaviest = [i for i, weight in enumerate(weights) if weight == max(weights)]
            taken = historic[0] if historic else min(heaviest, key=lambda i: str(opened[i]["id"]))
            return [Fraction(int(i == taken)) for i in range(len(opened))]
        weights = [max(w, 0) for w in weights]
        if not sum(weights):
            weights = [1] * len(opened)
        return [Fraction(w, sum(weights)) for w in weights]

    def draw(
        self, episode: Any, scene: Any, env: dict[str, int], odds: Fraction
    ) -> list[tuple[Fraction, Any, dict[str, int]]]:
        deck = [
            (s, value(s["weight"], env))
            for s in episode["deck"]
            if not env.get(f"drawn {s['id']}", 0)
            and (s["seat"] is None or s["seat"] in self.seats)
            and ("condition" not in s or value(s["condition"]["ast"], env))
            and value(s["weight"], env) > 0
        ]
        if not deck:
            return [(Fraction(1), None, env)]
        total = sum(w for _, w in deck)
        for s, w in deck:
            self.seen.add(f"storylet {s['id']}")
            path, after, share = f"storylet:{s['id']}", self.apply(s["effects"], env), odds * Fraction(w, total)
            if self.reads(path, s["text"], after, share):
                self.says(f"{scene['id']}.title", self.title(scene), after, share)
            self.says(f"{path}.news", s.get("news"), after, share)
        return [(Fraction(w, total), s, self.drawn(s, env)) for s, w in deck]

    def drawn(self, storylet: Any, env: dict[str, int]) -> dict[str, int]:
        """The values once a storylet was drawn; one that asks has been seen when it was left."""
        id, after = storylet["id"], {**self.apply(storylet["effects"], env), f"drawn {storylet['id']}": 1}
        return after if "scene" in storylet else self.remember(after, ("seen", id), ("times", id))

    def remember(self, env: dict[str, int], *happened: tuple[str, str]) -> dict[str, int]:
        """Note what has happened, where some text asks for it."""
        env = dict(env)
        for op, about in happened:
            if (op, about) in self.asked:
                name = f"{op} {about}"
                env[name] = min(env.get(name, 0) + 1, 3) if op == "times" else 1
        return env

    def asks_for(self, scene: Any, env: dict[str, int]) -> None:
        """Note what stands on the page of a scene that asks."""
        id = scene["id"]
        self.reads(id, scene["text"], env)
        self.heads(scene, env)
        for c in scene["choices"]:
            opened, spent = self.open(c, scene, env), env.get(f"once {id}/{c['id']}", 0)
            locked = not opened and not spent and "locked" in c
            if opened or locked:
                self.says(f"{id}/{c['id']}.say", c["say"], env)
            if locked:
                self.says(f"{id}/{c['id']}.locked", c["locked"], env)

    def ends_at(self, ending: Any, env: dict[str, int]) -> None:
        """Note what is read at an ending."""
        self.reads(ending["id"], ending["text"], env)
        self.reads(f"{ending['id']}.instead", ending["instead"], env)
        for number, reason in enumerate(ending["because"]):
            if self.reads(f"{ending['id']}.because", [None] * number + [reason], env):
                break

    def heads(self, scene: Any, env: dict[str, int], odds: Fraction = Fraction(1)) -> None:
        """Note how a page of a scene is called, and where it says to be."""
        self.says(f"{scene['id']}.title", self.title(scene), env, odds)
        self.says(f"{scene['id']}.place", {"text": scene["place"], "instead": scene.get("places", [])}, env, odds)

    def title(self, scene: Any) -> Any:
        return {"text": scene["title"], "instead": scene.get("titles", [])}

    def says(self, path: str, line: Any, env: dict[str, int], odds: Fraction = Fraction(1)) -> None:
        """Note which of several texts is said."""
        if line is not None and line.get("instead"):
            others = [number for number, i in enumerate(line["instead"], 1) if value(i["condition"]["ast"], env)]
            self.note(f"{path}#{others[0] if others else len(line['instead']) + 1}", odds)

    def reads(self, path: str, text: Any, env: dict[str, int], odds: Fraction = Fraction(1)) -> bool:
        """Note the paragraphs of a text that hold, with the odds that this state comes to it; whether there are any."""
        mine = [
            number
            for number, p in enumerate(text, 1)
            if p is not None
            and p.get("seat") in {None, *self.seats}
            and ("condition" not in p or value(p["condition"]["ast"], env))
        ]
        for number in mine:
            self.note(f"{path}#{number}", odds)
        return bool(mine)

    def note(self, path: str, odds: Fraction) -> None:
        self.read.add(path)
        self.readings[self._here].append((odds, path))

    def apply(self, effects: Any, env: dict[str, int]) -> dict[str, int]:
        before, env = env, dict(env)
        for name, amount in effects["add"].items():
            low, high = self.ranges[name]
            env[name] = min(max(env[name] + amount, low), high)
        for name, ast in effects.get("computed", {}).items():
            low, high = self.ranges[name]
            env[name] = min(max(value(ast, before), low), high)
        return {**env, **effects["set"]}

    def follow(self, exits: list[Any], env: dict[str, int]) -> str:
        return next(str(e["to"]) for e in exits if "condition" not in e or value(e["condition"]["ast"], env))

    def enter(self, to: str, episode: Any, env: dict[str, int]) -> State:
        if to in self.scenes and self.scenes[to][1] is not episode:
            env = {name: v for name, v in env.items() if not name.startswith("drawn ")}
        return to, frozenset(env.items())

    def place(self, state: State) -> str:
        """The scene or the ending of a state; a storylet that asks, wherever it was drawn."""
        return state[0].partition("@")[0]

    def places(self) -> set[str]:
        return {self.place(state) for state in self.next}

    def choices(self) -> set[str]:
        return {what for moves in self.next.values() for _, what, _ in moves if what}

    def extent(self) -> dict[str, dict[str, tuple[int, int]]]:
        found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        for state in self.next:
            place = self.place(state)
            for name, v in state[1]:
                if name in self.ranges:
                    low, high = found[place].get(name, (v, v))
                    found[place][name] = min(low, v), max(high, v)
        return found

    def safe(self) -> set[State]:
        """The states from which an ending can be reached."""
        good = {s for s in self.next if s[0] in self.endings}
        while True:
            more = {s for s, moves in self.next.items() if s not in good and any(to in good for _, _, to in moves)}
            if not more:
                return good
            good |= more

    def read_odds(self) -> dict[str, Fraction] | None:
        """The odds that each paragraph is read; None where a run may come back to where it was."""
        order: list[State] = []
        waiting = dict.fromkeys(self.next, 0)
        for moves in self.next.values():
            for _, _, to in moves:
                waiting[to] += 1
        ready = [s for s, count in waiting.items() if not count]
        mass: dict[State, Fraction] = defaultdict(Fraction)
        mass[self.first] = Fraction(1)
        found: dict[str, Fraction] = defaultdict(Fraction)
        while ready:
            state = ready.pop()
            order.append(state)
            for odds, path in self.readings[state]:
                found[path] += odds * mass[state]
            for p, _, to in self.next[state]:
                mass[to] += p * mass[state]
                waiting[to] -= 1
                if not waiting[to]:
                    ready.append(to)
        return found if len(order) == len(self.next) else None

    def distance(self, place: str) -> int:
        """The fewest decisions of the player that may lead to a place."""
        layer, seen, decided = {self.first}, {self.first}, 0
        while True:
            todo = list(layer)
            while todo:  # what happens by itself costs nothing
                state = todo.pop()
                if not self.asks(state[0]) or not any(what for _, what, _ in self.next[state]):
                    new = [to for _, _, to in self.next[state] if to not in seen]
                    seen.update(new)
                    layer.update(new)
                    todo.extend(new)
            if any(self.place(state) == place for state in layer):
                return decided
            layer = {to for state in layer for _, _, to in self.next[state] if to not in seen}
            seen |= layer
            decided += 1

    def asks(self, place: str) -> bool:
        """Whether the player decides in a place."""
        return "@" in place or (place in self.scenes and self.scenes[place][0]["seat"] in {None, *self.seats})

    def chance(self, place: str) -> float:
        """The odds that a run comes to a place, by Gaussian elimination over the states."""
        goal = {s for s in self.next if self.place(s) == place}
        back = set(goal)
        while True:
            more = {s for s, moves in self.next.items() if s not in back and any(to in back for _, _, to in moves)}
            if not more:
                break
            back |= more
        if self.first not in back:
            return 0.0
        row: dict[State, dict[State, Fraction]] = {}
        known: dict[State, Fraction] = {}
        for s in back - goal:
            row[s] = defaultdict(Fraction)
            known[s] = Fraction(0)
            for p, _, to in self.next[s]:
                if to in goal:
                    known[s] += p
                elif to in back:
                    row[s][to] += p
        return 1.0 if self.first in goal else _solve(row, known, self.first)

    def chances(self, place: str) -> dict[State, float]:
        """The odds of coming to a place, from every state at once."""
        goal = {s for s in self.next if self.place(s) == place}
        back = set(goal)
        while more := {s for s, moves in self.next.items() if s not in back and any(to in back for _, _, to in moves)}:
            back |= more
        turn = {s: i for i, s in enumerate(back - goal)}
        matrix, known = np.eye(len(turn)), np.zeros(len(turn))
        for s, i in turn.items():
            for p, _, to in self.next[s]:
                if to in turn:
                    matrix[i, turn[to]] -= float(p)
                elif to in goal:
                    known[i] += float(p)
        found = np.linalg.solve(matrix, known)
        return {s: 1.0 if s in goal else float(found[turn[s]]) if s in turn else 0.0 for s in self.next}


def _solve(row: dict[State, dict[State, Fraction]], known: dict[State, Fraction], wanted: State) -> float:
    """Eliminate one unknown after the other until `wanted` is left.

    The next is the one through which the fewest others are joined (Markowitz, Management Science 3, 1957), so that what
    is no part of a circle costs nothing. A knot of circles that fractions would need minutes for is left to floats.
    """
    users: dict[State, set[State]] = defaultdict(set)
    for s, others in row.items():
        for to in others:
            users[to].add(s)

    def joins(s: State) -> int:
        return len(row[s]) * len(users[s])

    turn = {s: i for i, s in enumerate(row)}
    waiting = [(joins(s), turn[s], s) for s in row if s != wanted]
    heapify(waiting)
    while waiting:
        cost, _, s = heappop(waiting)
        if s not in row:
            continue
        if joins(s) != cost:
            heappush(waiting, (joins(s), turn[s], s))
            continue
        if cost > _TIGHT and len(row) > _FEW:
            return _in_floats(row, known, wanted)
        touched = (users[s] | set(row[s])) - {s, wanted}
        _eliminate(s, row, known, users)
        del row[s]
        for other in touched:
            heappush(waiting, (joins(other), turn[other], other))
    _eliminate(wanted, row, known, users)
    return float(known[wanted])


def _in_floats(row: dict[State, dict[State, Fraction]], known: dict[State, Fraction], wanted: State) -> float:
    """Solve in floats, and what is left over once more: what is left over is known to 40 digits."""
    turn = {s: i for i, s in enumerate(row)}
    matrix = np.eye(len(row))
    for s, others in row.items():
        for to, p in others.items():
            matrix[turn[s], turn[to]] -= float(p)
    shares = {s: [(turn[to], int(p * _DIGITS)) for to, p in others.items()] for s, others in row.items()}
    right = [int(known[s] * _DIGITS) for s in row]
    solved = [0] * len(row)
    for _ in range(3):
        left = [
            known_ - solved[i] + sum(p * solved[to] for to, p in others) // _DIGITS
            for i, (known_, others) in enumerate(zip(right, shares.values(), strict=True))
        ]
        more = np.linalg.solve(matrix, np.array([one / _DIGITS for one in left]))
        solved = [one + int(Fraction(float(add)) * _DIGITS) for one, add in zip(solved, more, strict=True)]
    return solved[turn[wanted]] / _DIGITS


def _eliminate(
    s: State, row: dict[State, dict[State, Fraction]], known: dict[State, Fraction], users: dict[State, set[State]]
) -> None:
    """Put what is known of an unknown, and what it leads to, in place of it."""
    own = row[s].pop(s, Fraction(0))
    known[s] /= 1 - own
    row[s] = {to: p / (1 - own) for to, p in row[s].items()}
    for to in row[s]:
        users[to].discard(s)
    for user in users.pop(s, set()):
        if user == s:
            continue
        p = row[user].pop(s)
        known[user] += p * known[s]
        for to, q in row[s].items():
            row[user][to] = row[user].get(to, Fraction(0)) + p * q
            users[to].add(user)
