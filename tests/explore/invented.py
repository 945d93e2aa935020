"""Stories that nobody has seen: two episodes, circles, once-only choices, decks, conditional ways, two seats.

Some begin with passages that move the numbers before anybody is asked. One number is wide, moves on passages alone
and is seldom read: it keeps to a part of its range, and what is told apart there is less than what is met. Most have
effects by expression too and choices that chance decides, and all have a label. Of `memories` paragraphs each asks
what the run remembers, and some stand in groups of which the first that holds is read. Many are called, or say
something, in one of several ways.
"""

from __future__ import annotations

from random import Random
from typing import Any

from game.story.compiled import CompiledStory
from tests.explore.stories import (
    asked,
    choice,
    document,
    effects,
    ending,
    first_of,
    flag,
    label,
    line,
    number,
    paragraph,
    scene,
    storylet,
    way,
)

NUMBERS = (("a", 0, 4), ("b", -1, 2))
WIDE = ("c", 0, 9)
WORDS = ("calm", "rough", "storm")
FLAGS = ("f", "g")


def invented(seed: int, memories: int = 0) -> CompiledStory:
    """A small story; the same for the same seed. So many of its paragraphs ask what the run remembers."""
    return _Inventor(Random(seed)).story(memories)


class _Inventor:
    """Makes up parts of a story."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._ids = [f"s{i}" for i in range(random.randint(3, 10))]
        self._prologue = random.choice((0, 0, 1, 2))
        """How many scenes at the start are only read."""
        self._expressive = random.choice((0.0, 0.08, 0.2))
        """How often a variable becomes what an expression gives."""
        self._lucky = random.choice((0.0, 0.1, 0.3))
        """How often chance decides how a choice turns out."""

    def story(self, memories: int) -> CompiledStory:
        scenes = [self._scene(number, id) for number, id in enumerate(self._ids)]
        border = self._random.randint(1, len(scenes) - 1)
        decks = [[self._storylet(f"d{deck}-{i}") for i in range(self._random.choice((0, 0, 1, 3)))] for deck in (1, 2)]
        first = ending("x", text=[paragraph("x"), paragraph("maybe", self._condition())])
        last = ending("y")
        deck = [storylet for deck in decks for storylet in deck]
        self._remember(memories, scenes, deck, [first, last])
        if memories:
            self._vary(scenes, deck, [first, last])
        variables = [
            *(number(n, low, high, self._random.randint(low, high)) for n, low, high in (*NUMBERS, WIDE)),
            *map(flag, FLAGS),
            label("l", *WORDS),
        ]
        return document(variables, scenes[:border], scenes[border:], endings=[first, last], decks=decks)

    def _remember(self, count: int, scenes: list[Any], deck: list[Any], endings: list[Any]) -> None:
        """Add paragraphs that ask what the run remembers."""
        deck = [part.get("scene", part) for part in deck]
        choices = [(part["id"], choice) for part in (*scenes, *deck) for choice in part.get("choices", ())]
        questions = [["took", f"{scene}/{choice['id']}"] for scene, choice in choices]
        questions += [[op, part["id"]] for part in (*scenes, *deck) for op in ("seen", "times")]
        questions += [["holds", "me"]]
        outcomes = [
            o for _, c in choices for o in ([c["chance"]["wins"], c["chance"]["fails"]] if "chance" in c else [c])
        ]
        texts = [part["text"] for part in (*scenes, *deck, *endings)] + [outcome["result"] for outcome in outcomes]
        for _ in range(count):
            asked = self._random.sample(questions, min(len(questions), self._random.choice((1, 1, 2, 3))))
            self._random.choice(texts).append(paragraph("again", self._recalling(asked)))
        for _ in range(count // 3):
            self._random.choice(texts).extend(self._group(questions))

    def _group(self, questions: list[list[str]]) -> list[dict[str, Any]]:
        """Paragraphs of which the first that holds is read, now and then for one seat alone."""
        asked = self._random.sample(questions, min(len(questions), 3))
        seats = [self._random.choice((None, None, "me", "you")) for _ in range(self._random.choice((1, 2, 3)))]
        return first_of(*((self._recalling(asked, 1), seat) for seat in seats), (None, None))

    def _vary(self, scenes: list[Any], deck: list[Any], endings: list[Any]) -> None:
        """Say things in one of several ways, some by what the run remembers."""
        asking = [*scenes, *(storylet["scene"] for storylet in deck if "scene" in storylet)]
        known = dict.fromkeys(asked([scenes, deck, endings]))  # brute force must remember each: no more of them
        questions = [[op, about] for op, about in known]
        for part in asking:
            part["record"] = [paragraph("done", self._test(questions)) for _ in range(self._random.choice((0, 1)))]
            for offered in part["choices"]:
                offered["say"] = self._varied(questions) or offered["say"]
                turned = offered.get("chance")
                self._put([turned["wins"], turned["fails"]] if turned else [offered], "news", questions)
                if "condition" in offered and self._random.random() < 0.7:
                    offered["locked"] = self._varied(questions) or line("shut")
        for part in scenes:
            for key in ("titles", "places"):
                part[key] = (self._varied(questions) or {"instead": []})["instead"]
        self._put([*(part for part in scenes if not part["choices"]), *deck], "news", questions)
        for part in endings:
            part["instead"] = [paragraph("instead", self._test(questions))]
            part["because"] = [*(paragraph("why", self._test(questions)) for _ in range(2)), paragraph("why")]

    def _put(self, parts: list[Any], key: str, questions: list[list[str]]) -> None:
        for part in parts:
            varied = self._varied(questions)
            if varied is not None:
                part[key] = varied

    def _varied(self, questions: list[list[str]]) -> dict[str, Any] | None:
        if self._random.random() < 0.6:
            return None
        return line("else", *((self._test(questions), "instead") for _ in range(self._random.choice((1, 1, 2)))))

    def _test(self, questions: list[list[str]]) -> list[Any]:
        if not questions or self._random.random() < 0.5:
            return self._condition()
        return self._recalling(self._random.sample(questions, 1))

    def _recalling(self, asked: list[list[str]], depth: int = 2) -> list[Any]:
        random = self._random
        kind = random.random()
        if depth and kind < 0.2:
            return ["not", self._recalling(asked, depth - 1)]
        if depth and kind < 0.6:
            parts = (self._recalling(asked, depth - 1) for _ in range(2))
            return [random.choice(("and", "and", "or")), *parts]
        if kind < 0.85:
            question = list(random.choice(asked))
            if question[0] == "times":
                return [random.choice((">=", "==", "<")), question, ["int", random.randint(1, 3)]]
            return question
        return [random.choice(("<=", ">=", "==")), ["var", "a"], ["int", random.randint(0, 4)]]

    def _scene(self, place: int, id: str) -> dict[str, Any]:
        random = self._random
        seat = random.choice((None, "me", "you", "you"))
        text = [paragraph("plain"), paragraph("maybe", self._condition())]
        if place < self._prologue or random.random() < 0.3:
            moved = self._effects(*NUMBERS, WIDE)
            more: dict[str, Any] = {"effects": moved, "draw": random.choice((0, 1, 1, 2))}
            return scene(id, to=self._ways(place), seat=seat, text=text, **more)
        choices = [self._choice(place, f"c{i}") for i in range(random.choice((1, 2, 3, 3, 4)))]
        needed = any(not made["exits"] for made in choices)
        exits = self._ways(place) if needed or random.random() < 0.4 else []
        return scene(id, *choices, to=exits, seat=seat, text=text)

    def _choice(self, place: int, id: str) -> dict[str, Any]:
        random = self._random
        return choice(
            id,
            *(self._ways(place) if random.random() < 0.7 else []),
            test=self._perhaps(),
            once=random.random() < 0.25,
            history=id == "c0" and random.random() < 0.5,
            weight=self._weight(),
            **(self._chance(place) if random.random() < self._lucky else self._outcome()),
        )

    def _outcome(self) -> dict[str, Any]:
        return {"effects": self._effects(*NUMBERS), "result": [paragraph("then", self._perhaps())]}

    def _chance(self, place: int) -> dict[str, Any]:
        """Two outcomes, each with a road of its own now and then."""
        percent = ["max", ["min", ["*", self._sum(1), ["int", 20]], ["int", 100]], ["int", 0]]
        wins, fails = (
            self._outcome() | {"exits": self._ways(place) if self._random.random() < 0.5 else []} for _ in range(2)
        )
        return {"chance": {"percent": percent, "wins": wins, "fails": fails}}

    def _storylet(self, id: str) -> dict[str, Any]:
        random = self._random
        seat = random.choice((None, None, "me", "you"))
        made = storylet(id, self._perhaps(), seat=seat, weight=self._weight(), effects=self._effects(*NUMBERS))
        kind = random.random()
        if kind < 0.25:
            return made | {"exits": self._ways(len(self._ids) - 2)}
        if kind < 0.6:
            choices = [self._choice(len(self._ids) - 2, f"c{i}") for i in range(random.choice((1, 2)))]
            asked = [
                made | {"exits": [] if random.random() < 0.7 else made["exits"], "history": False} for made in choices
            ]
            text = [paragraph("asked"), paragraph("maybe", self._condition())]
            exits = self._ways(len(self._ids) - 2) if random.random() < 0.2 else []
            return made | {"effects": effects(), "text": [], "scene": scene(id, *asked, to=exits, seat=seat, text=text)}
        return made

    def _ways(self, place: int) -> list[Any]:
        """Mostly onwards, sometimes back."""
        if self._random.random() < 0.12:
            goals = [*self._ids, "x", "y"]
        else:
            goals = [*self._ids[place + 1 : place + 3], *([] if place + 2 < len(self._ids) else ["x", "y"])]
        last = way(self._random.choice(goals))
        return [way(self._random.choice(goals), self._condition()), last] if self._random.random() < 0.5 else [last]

    def _effects(self, *numbers: tuple[str, int, int]) -> dict[str, Any]:
        random = self._random
        adds = {name: random.choice((-3, -2, -1, 1, 2)) for name, _, _ in numbers if random.random() < 0.4}
        puts = {name: random.randint(0, 1) for name in ("f", "g", "b", "l") if random.random() < 0.2}
        free = [name for name in ("a", "b", "c", "f", "l") if name not in adds and name not in puts]
        return effects(adds, puts, {name: self._given(name) for name in free if random.random() < self._expressive})

    def _given(self, name: str) -> list[Any]:
        """What a variable becomes by an expression."""
        if name == "f":
            return self._condition(1)
        if name == "l":
            return ["case", [[self._condition(1), self._word()]], ["var", "l"]]
        return ["+", ["var", name], self._sum()] if self._random.random() < 0.4 else self._sum()

    def _sum(self, depth: int = 2) -> list[Any]:
        """An expression that gives a number."""
        random = self._random
        kind = random.random() if depth else 0.0
        if kind < 0.3:
            read = random.choice((*NUMBERS, WIDE))[0]
            return ["var", read] if random.random() < 0.7 else ["int", random.randint(-2, 5)]
        if kind < 0.6:
            return [random.choice(("+", "-", "*")), self._sum(depth - 1), self._sum(depth - 1)]
        if kind < 0.85:
            return [random.choice(("min", "max")), *(self._sum(depth - 1) for _ in range(random.choice((2, 2, 3))))]
        return ["case", [[self._condition(1), self._sum(depth - 1)]], self._sum(depth - 1)]

    def _word(self) -> list[Any]:
        place = self._random.randrange(len(WORDS))
        return ["int", place, WORDS[place]]

    def _weight(self) -> list[Any]:
        if self._random.random() < 0.6:
            return ["int", self._random.randint(0, 3)]
        case = [self._condition(), ["int", self._random.randint(0, 3)]]
        return ["case", [case], ["+", ["var", "a"], ["int", -1]]]

    def _perhaps(self) -> list[Any] | None:
        return self._condition() if self._random.random() < 0.35 else None

    def _condition(self, depth: int = 2) -> list[Any]:
        random = self._random
        kind = random.random()
        if depth and kind < 0.15:
            return ["not", self._condition(depth - 1)]
        if depth and kind < 0.35:
            return [random.choice(("and", "or")), self._condition(depth - 1), self._condition(depth - 1)]
        if kind < 0.5:
            return ["var", random.choice(FLAGS)]
        name, low, high = random.choice((*NUMBERS, WIDE))
        if kind < 0.6:
            return ["in", ["var", name], random.sample(range(low, high + 1), 2)]
        if kind < 0.65:
            left: list[Any] = [random.choice(("+", "-", "*", "min", "max")), ["var", "a"], ["var", "b"]]
            return [random.choice(("<", ">=", "==")), left, ["int", random.randint(-1, 5)]]
        if kind < 0.7:
            return [random.choice(("==", "!=")), ["var", "l"], self._word()]
        return [random.choice(("<", "<=", "==", "!=", ">=", ">")), ["var", name], ["int", random.randint(low, high)]]
