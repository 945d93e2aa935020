"""What is allowed and yet seldom meant: warnings about a story that could be played as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from itertools import chain

from game.i18n.catalogue import NOTHING, tr_lazy, trn_lazy
from game.story import compiled as c
from game.story.ahead import check_openings, check_time, check_ways_out
from game.story.expression import QUESTION
from game.story.flow import Graph, exits_of, place_of, scenes_of
from game.story.idle_clauses import check_clauses
from game.story.markup import count_words, mentions
from game.story.problems import Report, Severity
from game.story.tautologies import (
    TooMuchToTry,
    Trials,
    always_one_holds,
    check_alternatives,
    check_chain,
    domains_of,
)
from game.story.uses import Uses
from game.story.variables import GAUGE_KINDS
from game.story.yaml_tree import Node

LONGEST_SCENE = 200
"""Words of a scene that everybody reads; more are two screens, and two scenes."""

_GAUGES = tuple(gauge.key for gauge in GAUGE_KINDS.values())
_HIDDEN = ("counters", "labels")
_NAME = re.compile(r"[a-z][a-z0-9_]*")

_LETTERS_LOOKED_THROUGH = 1_000_000_000
"""For the names of people. No story has so many letters times people; what has more is not looked at to its end."""


def lint(files: Mapping[str, Node], document: c.CompiledStory, roads: Graph, uses: Uses, report: Report) -> None:
    """Warn of what changes nothing, what nothing reads, what always or never holds, and what is too long.

    Args:
        files: The trees of the story's files, by name.
        document: What they compile to, without errors.
        roads: Where each scene may lead.
        uses: What its parts read, as gathered on the way.
        report: Where the warnings go.
    """
    asked_about = {about for question, about in document["memory"] if question == "took"}
    check_time(document, roads, report)
    check_ways_out(document, roads, report)
    check_openings(document, report)
    for episode in document["episodes"]:
        for scene in scenes_of(episode):
            if report.full(Severity.WARNING):
                return
            _check_choices(scene, document, asked_about, report)
            _check_length(scene, document, report)
            _check_weights(scene, document, report)
            _check_draw(scene, len(episode["deck"]), document, report)
    _check_variables(files["story.yaml"], uses, report)
    _check_people(files, document, report)
    _check_worths(document, report)
    trials = Trials(domains_of(document["variables"], document["memory"]))
    try:
        for scene in (scene for episode in document["episodes"] for scene in episode["scenes"]):
            _check_way_out(scene, document, trials, report)
        check_chain(uses.conditions, trials, report)
        check_alternatives(uses.alternatives, trials, report)
        check_clauses(chain.from_iterable(one.conditions for one in uses.conditions), trials, report)
    except TooMuchToTry:
        message = tr_lazy("this story’s conditions have too many combinations of values together: not all were tried")
        hint = tr_lazy("give long conditions that are asked often a name, under `derived` in story.yaml")
        report.warn(files["story.yaml"], "expression-too-long", message, hint)


def _check_way_out(scene: c.CompiledScene, document: c.CompiledStory, trials: Trials, report: Report) -> None:
    """Choices that may all be closed at once, unless the ranges prove that one of them is always open."""
    choices = scene["choices"]
    if scene["exits"] or not choices or any("condition" not in choice and not choice["once"] for choice in choices):
        return
    lasting = [choice["condition"]["ast"] for choice in choices if "condition" in choice and not choice["once"]]
    if not lasting or not always_one_holds(lasting, trials):
        message = tr_lazy("every choice may be closed at once, and there is no `next` to go on with")
        report.warn(place_of(document, scene["id"]), "may-be-stuck", message)


def _check_choices(scene: c.CompiledScene, document: c.CompiledStory, asked_about: Set[str], report: Report) -> None:
    """Choices between which nothing differs; one alone is no choice, one that can be taken once leaves its mark."""
    choices = scene["choices"]
    if len(choices) < 2:
        return
    roads = [repr(exits_of(choice, scene)) for choice in choices]
    # a fork reads what the other choices change, so that to change nothing is to choose as well
    one_road = len(exits_of(choices[0], scene)) <= 1 and len(set(roads)) == 1
    alike: dict[str, dict[str, int]] = {}
    for i, (choice, road) in enumerate(zip(choices, roads, strict=True)):
        name = f"{scene['id']}/{choice['id']}"
        if choice["voice"] or choice["once"] or "chance" in choice or name in asked_about:
            continue
        if one_road and not any(_moved(choice)):
            message = tr_lazy(
                "`{choice}` changes nothing: it moves no value, and leads where every other choice leads",
                choice=choice["id"],
            )
            report.warn(place_of(document, name), "changes-nothing", message)
            continue
        earlier = alike.setdefault(f"{road} {_moved(choice)}", {})
        asks = repr(choice["condition"]["ast"]) if "condition" in choice else ""
        # two choices with conditions that differ are two ways to say one thing
        other = min((earlier[each] for each in ({"", asks} if asks else earlier) if each in earlier), default=None)
        earlier.setdefault(asks, i)
        if other is not None:
            message = tr_lazy(
                "`{choice}` does what `{other}` does: the same effects, the same road",
                choice=choice["id"],
                other=choices[other]["id"],
            )
            report.warn(place_of(document, name), "same-choice", message)


def _check_weights(scene: c.CompiledScene, document: c.CompiledStory, report: Report) -> None:
    """Weights that are all 0: a rival who may take nothing takes anything."""
    weights = [choice["weight"] for choice in scene["choices"]]
    if len(weights) > 1 and all(weight == ["int", 0] for weight in weights):
        message = tr_lazy(
            "every choice has the weight 0, so that a rival takes any of them, as if all weighed the same"
        )
        report.warn(place_of(document, scene["id"]), "weightless", message)


def _check_draw(scene: c.CompiledScene, cards: int, document: c.CompiledStory, report: Report) -> None:
    """A draw of more storylets than the deck has."""
    if cards and scene["draw"] > cards:
        storylets = trn_lazy("one storylet", "{count} storylets", cards)
        message = tr_lazy(
            "`draw: {draw}`, and the deck of this episode has {storylets}", draw=scene["draw"], storylets=storylets
        )
        report.warn(place_of(document, scene["id"]), "deck-too-small", message)


def _moved(choice: c.CompiledChoice) -> tuple[Mapping[str, object], ...]:
    effects = choice["effects"]
    added = {name: by for name, by in effects["add"].items() if by}
    return added, effects["set"], effects.get("computed", {})


def _check_length(scene: c.CompiledScene, document: c.CompiledStory, report: Report) -> None:
    """A scene too long for a screen. What has an `if` does not count: a reader may not meet it."""
    texts = [part["line"]["text"] for part in scene["text"] if "condition" not in part]
    if sum(map(len, texts)) < 2 * LONGEST_SCENE:
        return  # a word and the blank after it take two characters
    if sum(len(text.split()) for text in texts) <= LONGEST_SCENE:
        return  # and not every run of characters is a word
    words = sum(map(count_words, texts))
    if words > LONGEST_SCENE:
        message = tr_lazy(
            "`{scene}` is {words} words long before its choices; {longest_scene} are a full screen",
            scene=scene["id"],
            words=words,
            longest_scene=LONGEST_SCENE,
        )
        report.warn(place_of(document, scene["id"]), "long-scene", message)


def _check_variables(story: Node, uses: Uses, report: Report) -> None:
    derived = story.get_map("derived")
    read = _read(uses, derived)
    for name, node in [*story.get_map("flags").items(), *derived.items()]:
        if name not in read:
            report.warn(
                node.position, "unread-variable", tr_lazy("nothing in the story depends on `{name}`", name=name)
            )
        elif name not in derived and name not in uses.given:
            message = tr_lazy("nothing ever makes `{name}` true, and something depends on it", name=name)
            report.warn(
                node.position,
                "never-set",
                message,
                tr_lazy("write `effects: {{{name}: true}}` where it happens", name=name),
            )
    for name, node in ((name, node) for group in _HIDDEN for name, node in story.get_map(group).items()):
        if name not in read:
            report.warn(
                node.position, "unread-variable", tr_lazy("nothing in the story depends on `{name}`", name=name)
            )
    for name, node in ((name, node) for group in _GAUGES for name, node in story.get_map(group).items()):
        if name not in read:
            message = tr_lazy(
                "nothing in the story depends on `{name}`: readers see it move, and nothing comes of it", name=name
            )
            report.warn(node.position, "unread-variable", message)


def _check_people(files: Mapping[str, Node], document: c.CompiledStory, report: Report) -> None:
    """Cards of those whom no text names: nobody ever reads them."""
    if not document["people"]:
        return
    written = "\n".join(_lines([*document["episodes"], *document["endings"]]))
    cards = files["people.yaml"].get_map("people")
    for person in document["people"][: _LETTERS_LOOKED_THROUGH // (len(written) + 1)]:
        if not mentions(written, person["names"]):
            message = tr_lazy("nothing in the story names {name}: no reader ever meets this card", name=person["name"])
            report.warn(cards[person["id"]].position, "unmet-person", message)


def _lines(parts: object) -> Iterator[str]:
    """Every line of text somewhere in the document."""
    if isinstance(parts, list):
        for part in parts:
            yield from _lines(part)
    elif isinstance(parts, dict):
        if "numbers" in parts:
            yield parts["text"]
        else:
            for part in parts.values():
                yield from _lines(part)


def _check_worths(document: c.CompiledStory, report: Report) -> None:
    """Endings that do not say what they are worth to a seat, where some ending does."""
    endings = [ending for ending in document["endings"] if not ending["unfinished"]]
    seats = [seat["id"] for seat in document["seats"]]
    lacking = [(ending, seat) for ending in endings for seat in seats if seat not in ending["worth"]]
    if lacking and any(ending["worth"] for ending in endings):
        (ending, seat), many = lacking[0], len({ending["id"] for ending, _ in lacking})
        more = tr_lazy(", and {count} more endings lack a worth", count=many - 1) if many > 1 else NOTHING
        message = tr_lazy(
            "`{ending}` does not say what it is worth to `{seat}`, as other endings do{more}",
            ending=ending["id"],
            seat=seat,
            more=more,
        )
        place = place_of(document, ending["id"])
        report.warn(place, "missing-worth", message)


def _read(uses: Uses, derived: Mapping[str, Node]) -> set[str]:
    """The names that conditions, weights and texts use; a derived value hands on what it is made of."""
    waiting = [*uses.printed]
    for given, expression in uses.expressions:
        waiting += (name for name in _names(expression) if name != given)  # what it becomes by itself is no use of it
    read: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in read:
            read.add(name)
            if name in derived:
                waiting += (name for written in _expressions(derived[name]) for name in _names(written))
    return read


def _expressions(derived: Node) -> Iterator[str]:
    """What a derived value is made of."""
    if isinstance(derived.value, str):
        yield derived.value
    for case in derived.items:
        yield from (part.value for part in case.entries.values() if isinstance(part.value, str))


def _names(expression: str) -> list[str]:
    return _NAME.findall(QUESTION.sub(" ", expression))
