"""From the trees of a story's files to the compiled story, with every problem found on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from game.hashing import blake2b
from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.challenges import challenges
from game.story.compiled_format import FORMAT
from game.story.declarations import Declarations, Translate, declare, untranslated
from game.story.facts import facts_and_sources
from game.story.flow import Graph, check_flow, roads_of
from game.story.former import former_names
from game.story.known_episodes import KnownEpisode, KnownEpisodes, Surroundings
from game.story.measures import measures
from game.story.parts import Context, PartCompiler
from game.story.people import people
from game.story.problems import Position, Report
from game.story.questions import QuestionChecker
from game.story.scene_checks import check_decision, check_passage, check_storylet, supposed
from game.story.schema.shapes import minutes_in
from game.story.symbols import RESERVED, collect_symbols, first_scene
from game.story.uses import Uses
from game.story.words_meant import plain
from game.story.yaml_tree import Node

_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=attrgetter("value")).encode


class Compilation(NamedTuple):
    """A compiled story, where each of its scenes may lead, and what its parts read."""

    document: c.CompiledStory
    roads: Graph
    uses: Uses


def compile_story(
    files: Mapping[str, Node],
    report: Report,
    translate: Translate = untranslated,
    known: KnownEpisodes | None = None,
) -> Compilation:
    """Compile a story.

    Args:
        files: The trees of its files, by name (`story.yaml`, `endings.yaml`, perhaps `facts.yaml`, and one for each
            episode), each already read by its schema.
        report: Where problems go. When it holds errors afterwards, the document is not to be used.
        translate: Gives each text that readers meet in the language wanted.
        known: What is known of its episodes, not translated, from the last time, and is kept up to date.

    Returns:
        The compiled story, with what was gathered on the way.
    """
    compiler = _Compiler(files, report, translate)
    document = compiler.story(KnownEpisodes() if known is None else known)
    roads = roads_of(document)
    if compiler.whole:
        check_flow(document, roads, report)
    return Compilation(document, roads, compiler.uses)


def digest(data: Any) -> str:
    """A short hash of plain data, or of a tree's, the same on every machine."""
    return blake2b(_ENCODE(data).encode(), digest_size=8).hexdigest()


def _ruled(variable: c.CompiledVariable) -> list[Any]:
    """What saves depend on: a label's values are places in the list of its words."""
    ruled = [variable["name"], variable["kind"], variable["min"], variable["max"], variable["start"]]
    return [*ruled, list(variable["words"])] if "words" in variable else ruled


def _anything_goes(op: str, about: str, at: int) -> None:
    """A question of which nobody can tell whether it means anything."""


class _Compiler:
    """Compiles one story."""

    def __init__(self, files: Mapping[str, Node], report: Report, translate: Translate) -> None:
        self._files = files
        self._story = files["story.yaml"]
        self._report = report
        self.whole = report.errors == 0
        self._declared: Declarations = declare(self._story, report, translate)
        self._facts, self._sources = facts_and_sources(files.get("facts.yaml"), report, translate)
        # listed twice, or under a name of another file: told already
        listed = {node.text: node for node in reversed(self._story.get_list("episodes")) if node.text not in RESERVED}
        self._stems = [node for name, node in reversed(listed.items()) if f"{name}.yaml" in files]
        # what leads into a file that is not there has been told already
        complete = "endings.yaml" in files and len(self._stems) == len(listed) and not self._story.is_broken("episodes")
        complete &= not any(node.is_broken(key) for node in files.values() for key in ("scenes", "endings", "deck"))
        self._endings = files["endings.yaml"].get_map("endings") if "endings.yaml" in files else {}
        named = [(node, files[f"{node.text}.yaml"]) for node in self._stems]
        self._names = collect_symbols(named, self._endings, report)
        self._former = former_names(self._story, named, self._endings, report)
        names = self._names
        known = {"took": names.choices, "seen": names.left, "times": names.left, "holds": self._declared.seats}
        checker = QuestionChecker(known, self._former, report)
        # where something could not be read, the name may be one of what was lost
        self._declared.names.check_question = checker if self.whole else _anything_goes
        self._places: dict[str, tuple[str, int, int]] = {}
        self._parts = PartCompiler(
            self._declared,
            self._facts,
            self._of_record(),
            complete,
            self._names.targets,
            list(self._endings),
            self._titled,
            self._facts_lost(),
        )

    @property
    def uses(self) -> Uses:
        return self._parts.uses

    def _titled(self, words: str) -> str | None:
        """The scene or the ending that has a title, whatever its capitals and signs."""
        return self._by_title.get(plain(words))

    @cached_property
    def _by_title(self) -> dict[str, str]:
        """The first scene or ending of each title; every road that leads nowhere asks."""
        scenes = [self._files[f"{node.text}.yaml"].get_map("scenes") for node in self._stems]
        named = chain(*(group.items() for group in scenes), self._endings.items())
        titles: dict[str, str] = {}
        for name, node in named:
            titles.setdefault(plain(node.get_text("title") or ""), name)
        return titles

    def _surroundings(self) -> Surroundings:
        facts, names = self._files.get("facts.yaml"), self._names
        complete, allowed = self._parts.complete, self._report.allowed
        return Surroundings(
            self._story, facts, names.targets, names.choices, names.left, self._former, complete, self.whole, allowed
        )

    def _episodes(self, known: KnownEpisodes) -> list[c.CompiledEpisode]:
        """The episodes, those that are known as they were."""
        known.settle(self._surroundings())
        compiled = [self._known_episode(node.text, known.episodes) for node in self._stems]
        self._parts.uses = Uses()
        self._parts.uses.add(episode.uses for episode in compiled)
        for episode in compiled:
            self._names.positions.update(episode.places)
        return [episode.compiled for episode in compiled]

    def _known_episode(self, stem: str, known: dict[str, KnownEpisode]) -> KnownEpisode:
        tree, clocked, before = self._files[f"{stem}.yaml"], self._declared.clocked, len(self._report)
        episode = known.get(stem)
        if episode is not None and episode.tree is tree and episode.clocked == clocked:
            return episode
        self._parts.uses = Uses()
        self._places = {}
        episode = KnownEpisode(tree, clocked, self._episode(stem, tree), self._parts.uses, self._places)
        if len(self._report) == before:
            known[stem] = episode
        return episode

    def story(self, known: KnownEpisodes) -> c.CompiledStory:
        episodes = self._episodes(known)
        endings = [self._ending(name, node) for name, node in self._endings.items()]
        self._check_endings()
        for name, node in self._story.get_map("challenges").items():
            self._names.positions[f"challenges/{name}"] = (node.file, node.position.line, node.position.column)
        clock = self._story.get("clock")
        variables = list(self._declared.variables.values())
        document: c.CompiledStory = {
            "format": FORMAT,
            "id": self._story.get_text("id") or "",
            "title": self._words(self._story, "title", "story"),
            "language": self._story.get_text("language") or "",
            "version": self._story.get_int("version", 1),
            "about": self._words(self._story, "about", "story"),
            "premise": self._parts.words(self._story, "premise", "story"),
            "record": self._story.get_bool("record"),
            "clock_start": clock.get_text("start") if clock else None,
            "clock_hours": clock.get_int("hours", 1) if clock else 0,
            "seats": list(self._declared.seats.values()),
            "variables": variables,
            "openings": self._openings(episodes),
            "episodes": episodes,
            "endings": endings,
            "sources": list(self._sources.values()),
            "facts": list(self._facts.values()),
            "measures": measures(self._story, self._parts),
            "people": people(self._files.get("people.yaml"), self._parts),
            "challenges": challenges(self._story, self._endings, self._parts),
            "was": self._former,
            "rules": digest([_ruled(v) for v in variables]),
            "memory": list(self.uses.asked),
            "places": self._names.positions,
        }
        return document

    def _of_record(self) -> bool:
        """Whether the story answers for what happened; one that says so and has no facts is told once."""
        if not self._story.get_bool("record") or "facts.yaml" in self._files:
            return self._story.get_bool("record")
        if self.whole:
            place = self._story.get("record") or self._story
            message = tr_lazy("a story of record names its facts, and there is no facts.yaml")
            self._report.error(place, "record-without-facts", message)
        return False

    def _facts_lost(self) -> bool:
        """Whether a name may be that of a fact which could not be read, or which there is no file for: told already."""
        facts = self._files.get("facts.yaml")
        return self._story.get_bool("record") if facts is None else facts.is_broken("facts")

    def _words(self, node: Node, key: str, path: str) -> str:
        return self._parts.words(node, key, path) or ""

    def _openings(self, episodes: list[c.CompiledEpisode]) -> list[c.CompiledOpening]:
        stems = [stem.text for stem in self._stems]
        openings: list[c.CompiledOpening] = []
        for name, node in self._story.get_map("openings").items():
            episode = node.get("episode")
            self._names.positions[f"openings/{name}"] = (node.file, node.position.line, node.position.column)
            if episode is not None and episode.text not in stems and self._parts.complete:
                hint = self._report.guess(episode.text, stems)
                message = tr_lazy("`{name}` is not among the `episodes`", name=episode.text)
                self._report.error(episode, "unknown-episode", message, hint)
            words = self._words(node, "name", f"story/openings/{name}")
            stem = episode.text if episode is not None and episode.text in stems else stems[0] if stems else ""
            opening: c.CompiledOpening = {
                "id": name,
                "name": words,
                "episode": stem,
                "after": node.get_int("after", 0),
            }
            presumes = node.get_text("presumes")
            if presumes is not None:
                opening["presumes"] = presumes
            openings.append(opening)
        if not openings and episodes and not self._story.has("openings"):
            first = episodes[0]
            openings.append({"id": "start", "name": first["title"], "episode": first["id"], "after": 0})
        return openings

    def _episode(self, stem: str, node: Node) -> c.CompiledEpisode:
        start, scenes = node.get("start"), node.get_map("scenes")
        if start is not None and start.text not in scenes and not self._report.tells_of(start):
            hint = self._report.guess(start.text, scenes)
            self._report.error(
                start, "unknown-start", tr_lazy("`{name}` is not a scene of this episode", name=start.text), hint
            )
        deck = node.get_map("deck")
        return {
            "id": stem,
            "title": self._words(node, "episode", stem),
            "number": node.get_int("number", 0),
            "start": first_scene(node),
            "question": self._parts.words(node, "question", stem),
            "scenes": [
                self._scene(name, scene, bool(deck) or node.is_broken("deck")) for name, scene in scenes.items()
            ],
            "deck": [self._storylet(name, storylet) for name, storylet in deck.items()],
        }

    def _context(self, name: str, node: Node, path: str = "") -> tuple[Context, str | None, int | None]:
        at = node.get_text("at")
        minute = self._declared.minute(at)
        self._declared.need_clock(node.get("at"), "at")
        # a decision without facts is told as that, once, and not again for each of its paragraphs
        sourced = not self._parts.of_record or node.has("facts") or (node.has("choices") and not supposed(node))
        return Context(path or name, name, None if minute is None else minute // 60, sourced), at, minute

    def _takes(self, node: Node) -> int:
        """How many minutes something takes."""
        duration = node.get("takes")
        self._declared.need_clock(duration, "takes")
        return 0 if duration is None else minutes_in(duration.text)

    def _scene(self, name: str, node: Node, deck: bool) -> c.CompiledScene:
        context, at, minute = self._context(name, node)
        parts = self._parts
        title, titles = parts.varying_words(node, "title", context)
        place, places = parts.varying_words(node, "place", context)
        scene: c.CompiledScene = {
            "id": name,
            "hash": digest(node),
            "title": title,
            "seat": self._declared.seat(node.get("seat")),
            "at": at,
            "minute": minute,
            "takes": self._takes(node),
            "place": place,
            "bottleneck": node.get_bool("bottleneck"),
            "text": parts.prose(node, "text", context),
            "facts": parts.named_facts(node),
            "record": parts.prose(node, "record", context),
            "effects": parts.effects(node, context),
            "choices": self._choices(name, node, context),
            "exits": parts.exits(node, "next", context),
            "draw": node.get_int("draw", 0),
        }
        news = parts.line_under(node, "news", context)
        if news is not None:
            scene["news"] = news
        if titles:
            scene["titles"] = titles
        if places:
            scene["places"] = places
        if node.has("choices"):
            check_decision(node, self._report, parts.of_record)
        else:
            check_passage(node, deck, self._report)
        return scene

    def _choice(self, name: str, node: Node, context: Context) -> c.CompiledChoice:
        parts = self._parts
        choice: c.CompiledChoice = {
            "id": name,
            "say": parts.line_under(node, "say", context) or {"text": "", "numbers": {}},
            "history": node.get_bool("history"),
            "supposed": node.get_text("history") == "supposed",
            "once": node.get_bool("once"),
            "voice": node.get_bool("voice"),
            "takes": self._takes(node),
            "effects": parts.effects(node, context),
            "result": parts.prose(node, "result", context),
            "weight": parts.weight(node, context),
            "exits": parts.exits(node, "to", context),
        }
        condition = parts.condition(node, context)
        if condition is not None:
            choice["condition"] = condition
        locked, news = parts.line_under(node, "locked", context), parts.line_under(node, "news", context)
        if locked is not None:
            choice["locked"] = locked
        if news is not None:
            choice["news"] = news
        chance = node.get("chance")
        if chance is not None and (both := self._outcomes(node, chance, context)) is not None:
            choice["chance"] = both
        return choice

    def _outcomes(self, node: Node, chance: Node, context: Context) -> c.CompiledChance | None:
        """The two outcomes of a choice that chance decides; None where one is missing, which is told."""
        wins, fails = node.get("wins"), node.get("fails")
        if wins is None or fails is None:
            return None
        return {
            "percent": self._parts.percent(chance, context),
            "wins": self._outcome(wins, context.under("wins")),
            "fails": self._outcome(fails, context.under("fails")),
        }

    def _outcome(self, node: Node, context: Context) -> c.CompiledOutcome:
        parts, news = self._parts, self._parts.line_under(node, "news", context)
        outcome: c.CompiledOutcome = {
            "effects": parts.effects(node, context),
            "result": parts.prose(node, "result", context),
            "exits": parts.exits(node, "to", context),
        }
        if news is not None:
            outcome["news"] = news
        return outcome

    def _storylet(self, name: str, node: Node) -> c.CompiledStorylet:
        context, at, minute = self._context(name, node, f"deck/{name}")
        parts = self._parts
        storylet: c.CompiledStorylet = {
            "id": name,
            "seat": self._declared.seat(node.get("seat")),
            "at": at,
            "minute": minute,
            "weight": parts.weight(node, context),
            "text": parts.prose(node, "text", context),
            "effects": parts.effects(node, context),
            "facts": parts.named_facts(node),
        }
        place, condition, news = (
            parts.words(node, "place", context.path),
            parts.condition(node, context),
            parts.line_under(node, "news", context),
        )
        if node.has("choices"):
            storylet["scene"] = self._asking(name, node, context, storylet, place)
            storylet["text"] = []
        elif node.has("next"):
            storylet["exits"] = parts.exits(node, "next", context)
        if place is not None:
            storylet["place"] = place
        if condition is not None:
            storylet["condition"] = condition
        if news is not None:
            storylet["news"] = news
        colour = any(rule.text == "storylets-are-colour" for rule in self._story.get_list("rules"))
        check_storylet(node, storylet["effects"], self._report, colour)
        return storylet

    def _asking(
        self, name: str, node: Node, context: Context, storylet: c.CompiledStorylet, place: str | None
    ) -> c.CompiledScene:
        """The scene that a storylet with choices is."""
        parts = self._parts
        return {
            "id": name,
            "hash": digest(node),
            "title": parts.words(node, "title", context.path),
            "seat": storylet["seat"],
            "at": storylet["at"],
            "minute": storylet["minute"],
            "takes": 0,
            "place": place,
            "bottleneck": False,
            "text": storylet["text"],
            "facts": storylet["facts"],
            "record": [],
            "effects": storylet["effects"],
            "choices": self._choices(name, node, context),
            "exits": parts.exits(node, "next", context),
            "draw": 0,
        }

    def _choices(self, scene: str, node: Node, context: Context) -> list[c.CompiledChoice]:
        """The choices of a scene, whose places are noted."""
        choices: list[c.CompiledChoice] = []
        for name, written in node.get_map("choices").items():
            place = written.position
            self._places[f"{scene}/{name}"] = (place.file, place.line, place.column)
            choices.append(self._choice(name, written, context.under(f"choices/{name}")))
        return choices

    def _ending(self, name: str, node: Node) -> c.CompiledEnding:
        context, at, minute = self._context(name, node)
        parts = self._parts
        return {
            "id": name,
            "hash": digest(node),
            "title": self._words(node, "title", name),
            "at": at,
            "minute": minute,
            "place": parts.words(node, "place", name),
            "text": parts.prose(node, "text", context),
            "epitaph": self._words(node, "epitaph", name),
            "hint": self._words(node, "hint", name),
            "instead": parts.prose(node, "instead", context),
            "facts": parts.named_facts(node),
            "history": node.get_bool("history"),
            "unfinished": node.get_bool("unfinished"),
            "because": parts.reasons(node, context),
            "worth": parts.worth(node),
        }

    def _check_endings(self) -> None:
        historical = [node for node in self._endings.values() if node.get_bool("history")]
        for node in historical[1:]:
            place = node.get("history") or Position("endings.yaml")
            self._report.error(place, "two-histories", tr_lazy("history ended only once: another ending says so too"))
