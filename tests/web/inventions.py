"""Stories that nobody wrote, with all that the language has: what the generators of other tests leave out is added.

Both engines get the same compiled document, so nothing here needs to be well written; it needs to meet every road of
the linker and of the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any, cast

from game.story.compiled import CompiledStory
from tests.explore.invented import invented
from tests.explore.stories import asked
from tests.play.drafts import random_document

TEXTS = (
    "*{n}* de plus",
    "> {n}\n— \\*non*, **{n}**",
    "- un\n\n- deux {n}",
    "a * b ** c {n} \\{n} {unknown}",
    "\N{NO-BREAK SPACE}{n}\N{NARROW NO-BREAK SPACE}! \U0001f600",
    "L’une des {l}, **{l}**",
)

NASTY = ("constructor", "valueof", "length", "__proto__")
"""Words that JavaScript's objects know something of."""


def inventions() -> Iterator[CompiledStory]:
    """Story after story, the same ones each time."""
    for seed in count():
        made = cast(Any, random_document(seed)) if seed % 2 else cast(Any, invented(seed, memories=seed % 5))
        yield adorned(json.loads(json.dumps(made)), Random(seed))


def adorned(made: Any, random: Random) -> CompiledStory:
    """A story with what its generator never writes."""
    return _Adorner(made, random).story()


class _Adorner:
    """Adds to a story, here and there."""

    def __init__(self, made: Any, random: Random) -> None:
        self._made, self._random = made, random
        self._numbers = [v["name"] for v in made["variables"] if v["kind"] not in ("flag", "label")]
        self._label = next(v["name"] for v in made["variables"] if v["kind"] == "label")
        self._scenes = [scene for part in made["episodes"] for scene in part["scenes"]]
        self._asking = [drawn["scene"] for part in made["episodes"] for drawn in part["deck"] if "scene" in drawn]
        self._counted: list[tuple[str, str]] = []
        self._paths = count()

    def story(self) -> CompiledStory:
        made, random = self._made, self._random
        made["clock_start"], made["clock_hours"] = random.choice(("2001-02-27 22:30", "1999-12-31 00:00")), 30
        made["premise"], made["id"] = random.choice((None, "What was before.")), random.choice(("tale", *NASTY[:3]))
        self._facts()
        self._variables()
        for part in made["episodes"]:
            part["question"] = random.choice((None, "What now?"))
            for drawn in part["deck"]:
                self._storylet(drawn)
        for scene in (*self._scenes, *self._asking):
            self._scene(scene)
        for ending in made["endings"]:
            self._paragraphs(ending["text"], ("seen", self._scenes[0]["id"]))
            ending["because"] = [self._paragraph(), self._paragraph()][: random.randint(0, 2)]
            ending["instead"] = [self._paragraph()]
            ending["facts"] = random.sample([fact["id"] for fact in made["facts"]], random.randint(0, 2))
            self._hour(ending)
        self._openings()
        self._measures()
        made["people"] = [self._person(name) for name in ("Ada", *NASTY[:2])]
        self._rename()
        made["memory"] = [list(question) for question in dict.fromkeys([*asked(made), *self._counted])]
        return cast(CompiledStory, made)

    def _sometimes(self, odds: float = 0.3) -> bool:
        return self._random.random() < odds

    def _facts(self) -> None:
        source = {"publisher": "Gazette", "title": "Un *titre*", "date": "2023-11-17", "url": None}
        self._made["sources"] = [{"id": name, **source} for name in ("s1", *NASTY[:2])]
        fact = {"when": "2023-11", "title": "Fait", "text": "Dit.", "versions": [], "sources": ["s1"]}
        kinds = ("established", "reported", "disputed")
        self._made["facts"] = [
            {"id": name, "certainty": kind, **fact} for name, kind in zip(("f1", "f2", NASTY[0]), kinds, strict=True)
        ]
        self._made["facts"][0]["versions"] = [{"text": "Autrement.", "sources": ["s1", "constructor"]}]

    def _variables(self) -> None:
        for variable in self._made["variables"]:
            if variable["kind"] == "stake" and self._sometimes(0.5):
                kind = self._random.choice(("force", "vote", "stake"))
                seat = self._random.choice([seat["id"] for seat in self._made["seats"]]) if kind == "vote" else None
                ends = ("low", "high") if kind == "force" else (None, None)
                variable |= {"kind": kind, "seat": seat, "low": ends[0], "high": ends[1], "about": "Ce que c’est."}

    def _storylet(self, drawn: Any) -> None:
        self._paragraphs(drawn["text"], ("visits", drawn["id"]))
        if self._sometimes(0.5):
            self._hour(drawn)
        if self._sometimes(0.5):
            drawn |= {"place": "Ailleurs", "news": self._line()}

    def _scene(self, scene: Any) -> None:
        id, random = scene["id"], self._random
        self._paragraphs(scene["text"], ("visits", id))
        if self._sometimes(0.5):
            self._hour(scene)
            scene["record"] = [self._paragraph(), self._paragraph()]
            scene["takes"] = random.choice((0, 0, 0, 20, 90))
        if self._sometimes():
            scene["facts"] = random.sample([fact["id"] for fact in self._made["facts"]], 2)
            scene["text"][0]["facts"] = ["f1", "constructor"]
        if self._sometimes():
            scene |= {"titles": [self._instead("Autre titre")], "places": [self._instead("Autre lieu")], "place": "Ici"}
        if self._sometimes():
            scene["news"] = self._line()
        for choice in scene["choices"]:
            self._choice(scene, choice)

    def _choice(self, scene: Any, choice: Any) -> None:
        outcomes = [choice["chance"]["wins"], choice["chance"]["fails"]] if "chance" in choice else [choice]
        choice["say"] = self._line() if self._sometimes() else choice["say"]
        choice["once"] = choice["once"] or self._sometimes(0.2)
        choice["takes"] = self._random.choice((0, 0, 0, 45))
        if self._sometimes():
            choice["locked"] = self._line()
        if self._sometimes():
            choice["weight"] = ["-", ["var", self._random.choice(self._numbers)], ["int", 1]]
        if not any(other["history"] or other["supposed"] for other in scene["choices"]) and self._sometimes(0.4):
            choice["supposed"] = True
        for outcome in outcomes:
            self._paragraphs(outcome["result"], ("visits", f"{scene['id']}/{choice['id']}"))
            if self._sometimes():
                outcome["news"] = self._line()
            for name in outcome["effects"]["add"]:
                outcome["effects"]["why"][name] = self._line()

    def _paragraphs(self, paragraphs: list[Any], counted: tuple[str, str]) -> None:
        for paragraph in paragraphs:
            if self._sometimes(0.4):
                paragraph |= {"line": self._line(), "mark": self._mark()}
            if self._sometimes(0.2):
                paragraph["seat"] = self._random.choice(self._made["seats"])["id"]
            if self._sometimes(0.3) and counted[0] == "visits":
                paragraph["variants"] = self._variants(counted)

    def _paragraph(self) -> dict[str, Any]:
        made: dict[str, Any] = {"line": self._line(), "mark": self._mark()}
        return made | {"condition": self._condition()} if self._sometimes(0.5) else made

    def _variants(self, counted: tuple[str, str]) -> dict[str, Any]:
        pick = self._random.choice(("in-order", "in-turn", "by-chance"))
        self._counted += [counted, ("steps", "")] if pick == "by-chance" else [counted]
        among = [{"line": self._line(), "mark": self._mark()} for _ in range(self._random.randint(2, 4))]
        order = self._random.sample(range(len(among)), len(among))
        path = "/".join((*counted[1].replace("/", "/choices/").split("/"), str(next(self._paths))))
        return {"among": among, "pick": pick, "counted": list(counted), "path": path, "order": order}

    def _line(self) -> dict[str, Any]:
        random = self._random
        if random.random() < 0.1:
            return {"text": "  vers\n    libre \\{n} *ici*  \n\n", "numbers": {}, "verbatim": True}
        number = ["var", random.choice(self._numbers)]
        ast = random.choice((number, ["*", ["int", -3], number], ["max", number, ["int", 2], ["min", number, number]]))
        line: dict[str, Any] = {"text": random.choice(TEXTS), "numbers": {"n": ast}}
        if "{l}" in line["text"]:
            line["text"] = line["text"].replace("{l}", "{" + self._label + "}")
            line["numbers"][self._label] = ["var", self._label]
        if self._sometimes(0.2):
            line["instead"] = [self._instead("Au lieu de {n}"), self._instead("Encore {n}")]
        return line

    def _instead(self, text: str) -> dict[str, Any]:
        return {"text": text, "numbers": {"n": ["var", self._numbers[0]]}, "condition": self._condition()}

    def _condition(self) -> dict[str, Any]:
        random = self._random
        scene = random.choice(self._scenes)
        questions: list[list[Any]] = [
            ["seen", scene["id"]],
            ["holds", random.choice(self._made["seats"])["id"]],
            [">=", ["times", scene["id"]], ["int", random.randint(1, 3)]],
            ["<", ["var", random.choice(self._numbers)], ["int", random.randint(0, 4)]],
            ["==", ["var", self._label], ["int", 1, "word"]],
            ["in", ["var", random.choice(self._numbers)], [0, 2, 3]],
        ]
        if scene["choices"]:
            questions.append(["took", f"{scene['id']}/{random.choice(scene['choices'])['id']}"])
        one, other = random.sample(questions, 2)
        ast = random.choice((one, ["not", one], ["and", one, other], ["or", one, other, ["bool", False]]))
        return {"source": "…", "ast": ast}

    def _mark(self) -> str | None:
        return self._random.choice((None, "documented", "disputed", "invented"))

    def _hour(self, part: Any) -> None:
        minute = self._random.randrange(1800)
        part |= {"at": f"2001-01-0{1 + minute // 1440} {minute // 60 % 24:02}:{minute % 60:02}", "minute": minute}

    def _openings(self) -> None:
        first, second = self._made["episodes"][0]["id"], self._made["episodes"][1]["id"]
        later = {"id": "later", "name": "Later", "episode": second, "after": 1}
        presumes = self._random.choice(({}, {"presumes": "history"}, {"presumes": "history"}, {"presumes": "nothing"}))
        for scene in self._made["episodes"][0]["scenes"] if "history" in presumes.values() else ():
            if scene["choices"] and not any(choice["history"] for choice in scene["choices"]):
                scene["choices"][0]["history"] = True  # so that the past is known
        self._made["openings"] = [{"id": "start", "name": "Start", "episode": first, "after": 0}, later | presumes]

    def _measures(self) -> None:
        seen = [v["name"] for v in self._made["variables"] if v["kind"] in ("force", "stake")]
        if seen and self._sometimes(0.6):
            self._made["measures"] = [
                {"id": by, "name": by.title(), "about": None, "of": seen, "by": by, "figure": True, "verdict": []}
                for by in ("fullness", "unity")
            ]

    def _person(self, name: str) -> dict[str, Any]:
        said = {"apposition": "quelqu’un", "about": [self._paragraph()], "facts": ["f1"]}
        return {"id": name.lower().strip("_"), "name": name, "names": [name], **said}

    def _rename(self) -> None:
        """Former names, and one choice whose id is a word that JavaScript's objects know."""
        scene = next((scene for scene in self._scenes if scene["choices"]), None)
        self._made["was"] = {"seat:once": self._made["seats"][0]["id"]}
        for drawn in (drawn["id"] for part in self._made["episodes"] for drawn in part["deck"]):
            if self._sometimes():
                self._made["was"][f"{self._random.choice('az')}-{drawn}"] = drawn
        if scene is not None:
            self._made["was"]["before"] = scene["id"]
            choice = scene["choices"][-1]
            self._made["was"][f"{scene['id']}/before"] = f"{scene['id']}/{choice['id']}"
