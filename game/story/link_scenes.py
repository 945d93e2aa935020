"""The scenes of a compiled story, its endings, facts and people, linked: names become positions, trees closures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from game.story.closures import compile_ast
from game.story.flow import drawn_to, successors
from game.story.former import first_names, first_path
from game.story.memory import STEPS, Bits, Question, remembering
from game.story.paragraphs import Condition, Line, Mark, Number, Paragraph, Pick, Variants
from game.story.scenes import (
    BACK,
    Challenge,
    Chance,
    Choice,
    Effects,
    Ending,
    Episode,
    Exit,
    Fact,
    FactVersion,
    Person,
    Scene,
    Source,
    Storylet,
)
from game.story.value_functions import changing, open_among, opens, passing
from game.story.variables import Variable, VariableKind

if TYPE_CHECKING:
    from game.story import compiled as c
    from game.story.closures import Values


class SceneLinker:
    """Links the parts of a document, given the story’s variables and where its memory lies in the values."""

    def __init__(
        self, document: c.CompiledStory, variables: tuple[Variable, ...], memory: Mapping[Question, Bits]
    ) -> None:
        self._document = document
        self._memory = memory
        self._first = first_names(document["was"])
        self._time = next((variable for variable in variables if variable.kind is VariableKind.TIME), None)
        self._entrances = _entrances(document)
        self._variables = {variable.name: variable for variable in variables}
        self._index = {variable.name: variable.index for variable in variables}
        self._words = {variable.name: tuple(variable.words.values()) for variable in variables if variable.words}
        self._drawn = [variable for variable in variables if variable.kind is VariableKind.DRAWN]

    def episodes(self) -> dict[str, Episode]:
        """The episodes, with all that stands in them."""
        return {episode["id"]: self._episode(episode) for episode in self._document["episodes"]}

    def endings(self) -> dict[str, Ending]:
        """The endings."""
        return {ending["id"]: self._ending(ending) for ending in self._document["endings"]}

    def facts(self) -> dict[str, Fact]:
        """The facts, with who reported them."""
        listed = self._document["sources"]
        sources = {s["id"]: Source(s["id"], s["publisher"], s["title"], s["date"], s["url"]) for s in listed}
        return {fact["id"]: _fact(fact, sources) for fact in self._document["facts"]}

    def people(self) -> dict[str, Person]:
        """Who is who."""
        return {person["id"]: self._person(person) for person in self._document["people"]}

    def challenges(self) -> dict[str, Challenge]:
        """What can be tried for."""
        return {challenge["id"]: self._challenge(challenge) for challenge in self._document["challenges"]}

    def _episode(self, episode: c.CompiledEpisode) -> Episode:
        return Episode(
            id=episode["id"],
            title=episode["title"],
            number=episode["number"],
            start=episode["start"],
            question=episode["question"],
            scenes=tuple(self._scene(scene, episode["id"]) for scene in episode["scenes"]),
            deck=tuple(
                self._storylet(s, drawn, episode["id"]) for s, drawn in zip(episode["deck"], self._drawn, strict=False)
            ),
        )

    def _ending(self, ending: c.CompiledEnding) -> Ending:
        return Ending(
            id=ending["id"],
            hash=ending["hash"],
            title=ending["title"],
            at=ending["at"],
            minute=ending["minute"],
            place=ending["place"],
            text=self._paragraphs(ending["text"]),
            epitaph=ending["epitaph"],
            hint=ending["hint"],
            instead=self._paragraphs(ending["instead"]),
            facts=tuple(ending["facts"]),
            history=ending["history"],
            unfinished=ending["unfinished"],
            because=self._paragraphs(ending["because"]),
            worth=ending["worth"],
            open=open_among(()),
        )

    def _person(self, person: c.CompiledPerson) -> Person:
        return Person(
            id=person["id"],
            name=person["name"],
            names=tuple(person["names"]),
            apposition=person["apposition"],
            about=self._paragraphs(person["about"]),
            facts=tuple(person["facts"]),
        )

    def _challenge(self, challenge: c.CompiledChallenge) -> Challenge:
        return Challenge(
            id=challenge["id"],
            name=challenge["name"],
            about=challenge["about"],
            endings=tuple(challenge["endings"]),
            condition=self._condition(challenge.get("condition")),
        )

    def _first_id(self, id: str) -> str:
        return self._first.get(id, id)

    def _scene(self, scene: c.CompiledScene, episode: str, otherwise: tuple[Exit, ...] = ()) -> Scene:
        exits = self._exits(scene["exits"]) or otherwise
        choices = tuple(self._choice(choice, scene, exits) for choice in scene["choices"])
        first = self._first_id(scene["id"])
        return Scene(
            id=scene["id"],
            first=first,
            hash=scene["hash"],
            episode=episode,
            title=scene["title"],
            seat=scene["seat"],
            at=scene["at"],
            minute=scene["minute"],
            takes=scene["takes"],
            place=scene["place"],
            bottleneck=scene["bottleneck"],
            text=self._paragraphs(scene["text"]),
            facts=tuple(scene["facts"]),
            record=self._paragraphs(scene["record"]),
            effects=self._effects(scene["effects"]),
            choices=choices,
            exits=exits,
            draw=scene["draw"],
            news=self._line(scene.get("news")),
            salt=crc32(first.encode()),
            free=all(choice.opens is None for choice in choices),
            open=open_among(choices),
            entrance=scene["id"] in self._entrances,
            leave=self._leaving(scene["id"], scene["minute"], scene["takes"]),
            titles=self._instead(scene.get("titles", ())),
            places=self._instead(scene.get("places", ())),
        )

    def _choice(self, choice: c.CompiledChoice, scene: c.CompiledScene, inherited: tuple[Exit, ...]) -> Choice:
        offered = self._turned_out(choice, choice, scene, inherited)
        if "chance" not in choice:
            return offered
        chance = choice["chance"]
        wins = replace(self._turned_out(choice, chance["wins"], scene, offered.exits), outcome="wins")
        fails = replace(self._turned_out(choice, chance["fails"], scene, offered.exits), outcome="fails")
        salt = crc32(f"{self._first_id(scene['id'])}/{offered.first}".encode())
        return replace(offered, chance=Chance(self._number(chance["percent"]), wins, fails, salt))

    def _turned_out(
        self,
        choice: c.CompiledChoice,
        turned: c.CompiledChoice | c.CompiledOutcome,
        scene: c.CompiledScene,
        inherited: tuple[Exit, ...],
    ) -> Choice:
        """A choice with what follows from it."""
        used = self._variables[f"{scene['id']}/{choice['id']}"] if choice["once"] else None
        condition = self._condition(choice.get("condition"))
        effects = self._effects(turned["effects"])
        exits = self._exits(turned["exits"]) or inherited
        return Choice(
            id=choice["id"],
            first=self._first_id(f"{scene['id']}/{choice['id']}").rpartition("/")[2],
            say=self._text(choice["say"]),
            history=choice["history"],
            supposed=choice["supposed"],
            voice=choice["voice"],
            takes=choice["takes"],
            condition=condition,
            locked=self._line(choice.get("locked")),
            effects=effects,
            result=self._paragraphs(turned["result"]),
            news=self._line(turned.get("news")),
            weight=self._number(choice["weight"]),
            exits=exits,
            used=used,
            opens=opens(condition, used),
            apply=effects.apply if used is None else changing(effects.add, (*effects.set, (used, 1)), effects.computed),
            to=exits[0].to if len(exits) == 1 else None,
            leave=self._leaving(scene["id"], scene["minute"], scene["takes"] + choice["takes"], choice["id"]),
        )

    def _storylet(self, storylet: c.CompiledStorylet, drawn: Variable, episode: str) -> Storylet:
        scene = self._scene(storylet["scene"], episode, (Exit(BACK, None),)) if "scene" in storylet else None
        return Storylet(
            id=storylet["id"],
            first=self._first_id(storylet["id"]),
            seat=storylet["seat"],
            at=storylet["at"],
            minute=storylet["minute"],
            place=storylet.get("place"),
            condition=self._condition(storylet.get("condition")),
            weight=self._number(storylet["weight"]),
            text=self._paragraphs(storylet["text"]),
            effects=self._effects(storylet["effects"]),
            facts=tuple(storylet["facts"]),
            news=self._line(storylet.get("news")),
            drawn=drawn,
            leave=self._leaving(storylet["id"], storylet["minute"]) if scene is None else None,
            scene=scene,
            exits=self._exits(storylet.get("exits", ())),
        )

    def _leaving(
        self, id: str, minute: int | None, takes: int = 0, choice: str = ""
    ) -> Callable[[Values], Values] | None:
        """What notes that a scene or a storylet was left, perhaps by one of its choices, and when."""
        took = [("took", f"{id}/{choice}"), ("visits", f"{id}/{choice}"), STEPS] if choice else []
        left = [("seen", id), ("times", id), ("visits", id)]
        remember = remembering(self._memory, [*took, *left]) if self._memory else None
        pass_time = None if self._time is None else passing(self._time, minute, takes)
        if remember is None or pass_time is None:
            return remember or pass_time
        return lambda values: pass_time(remember(values))

    def _paragraphs(self, paragraphs: Iterable[c.CompiledParagraph]) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(
                line=self._text(p["line"]),
                mark=Mark(p["mark"]) if p["mark"] else None,
                condition=self._condition(p.get("condition")),
                seat=p.get("seat"),
                facts=tuple(p.get("facts", ())),
                variants=self._variants(p["variants"]) if "variants" in p else None,
                earlier=p.get("earlier", 0),
                within=p.get("within", str(number)),
            )
            for number, p in enumerate(paragraphs)
        )

    def _variants(self, variants: c.CompiledVariants) -> Variants:
        op, about = variants["counted"]
        counted = self._memory[op, about]
        among = tuple((self._text(v["line"]), Mark(v["mark"]) if v["mark"] else None) for v in variants["among"])
        path = variants["path"]
        return Variants(
            among=among,
            pick=Pick(variants["pick"]),
            counted=counted,
            steps=self._memory.get(STEPS, counted),
            salt=crc32(first_path(self._first, path).encode()),
            former_salt=crc32(path.encode()),
            drawn=tuple(among[place] for place in variants["order"]),
        )

    def _instead(self, lines: Iterable[c.CompiledInstead]) -> tuple[tuple[Condition, Line], ...]:
        return tuple(
            (condition, self._filled(line["text"], line["numbers"]))
            for line in lines
            if (condition := self._condition(line.get("condition"))) is not None
        )

    def _exits(self, exits: Iterable[c.CompiledExit]) -> tuple[Exit, ...]:
        return tuple(Exit(exit["to"], self._condition(exit.get("condition"))) for exit in exits)

    def _effects(self, effects: c.CompiledEffects) -> Effects:
        add = tuple((self._variables[name], amount) for name, amount in effects["add"].items())
        put = tuple((self._variables[name], amount) for name, amount in effects["set"].items())
        computed = tuple((self._variables[n], self._number(ast)) for n, ast in effects.get("computed", {}).items())
        why = {name: self._text(line) for name, line in effects["why"].items()}
        return Effects(add, put, computed, why, changing(add, put, computed))

    def _condition(self, condition: c.CompiledCondition | None) -> Condition | None:
        if condition is None:
            return None
        return Condition(
            condition["source"], condition["ast"], compile_ast(condition["ast"], self._index, self._memory)
        )

    def _number(self, ast: c.Ast) -> Number:
        return Number(ast, compile_ast(ast, self._index))

    def _line(self, line: c.CompiledLine | None) -> Line | None:
        return None if line is None else self._text(line)

    def _text(self, line: c.CompiledLine) -> Line:
        filled = self._filled(line["text"], line["numbers"])
        if "verbatim" not in line and "instead" not in line:
            return filled
        return replace(filled, verbatim=line.get("verbatim", False), instead=self._instead(line.get("instead", ())))

    def _filled(self, text: str, numbers: Mapping[str, c.Ast]) -> Line:
        linked = {name: self._number(ast) for name, ast in numbers.items()}
        return Line(text, linked, {name: self._words[name] for name in linked if name in self._words})


def _entrances(document: c.CompiledStory) -> frozenset[str]:
    """The scenes that a road from another episode leads to, and those where episodes start."""
    inside = {scene["id"]: episode["id"] for episode in document["episodes"] for scene in episode["scenes"]}
    roads = {
        (to, episode["id"])
        for episode in document["episodes"]
        for leading in (*map(successors, episode["scenes"]), *map(drawn_to, episode["deck"]))
        for to in leading
    }
    crossed = {to for to, episode in roads if inside.get(to, episode) != episode}
    return frozenset(crossed | {episode["start"] for episode in document["episodes"]})


def _fact(fact: c.CompiledFact, sources: Mapping[str, Source]) -> Fact:
    versions = tuple(FactVersion(v["text"], tuple(sources[s] for s in v["sources"])) for v in fact["versions"])
    cited = tuple(sources[s] for s in fact["sources"])
    return Fact(fact["id"], fact["when"], fact["title"], fact["text"], fact["certainty"], cited, versions)
