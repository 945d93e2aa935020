"""What decides a story's odds, without its words: a hash that tells proven odds from stale ones."""

from __future__ import annotations

import json
from typing import Any

from game.hashing import blake2b
from game.story.model import Story
from game.story.paragraphs import Condition
from game.story.scenes import Choice, Effects, Exit, Scene, Storylet


def fingerprint(story: Story) -> str:
    """A hash over everything that moves a run: rewording changes nothing, a weight or a road does."""
    made = {
        "variables": [
            [v.name, v.kind.value, v.min, v.max, v.start, *v.words] for v in story.variables if not v.kind.beside
        ],
        "seats": list(story.seats),
        "openings": [[opening.id, opening.episode] for opening in story.openings.values()],
        "episodes": [[e.id, e.start, [_storylet(s) for s in e.deck]] for e in story.episodes.values()],
        "scenes": [_scene(scene) for scene in story.scenes.values()],
        "endings": list(story.endings),
    }
    return blake2b(json.dumps(made, separators=(",", ":")).encode(), digest_size=8).hexdigest()


def _scene(scene: Scene) -> list[Any]:
    choices = [_choice(choice) for choice in scene.choices]
    return [scene.id, scene.episode, scene.seat, scene.draw, _effects(scene.effects), _exits(scene.exits), choices]


def _choice(choice: Choice) -> list[Any]:
    marks = [
        choice.history or choice.supposed,
        choice.used is not None,
        choice.weight.ast,
        _condition(choice.condition),
    ]
    if choice.chance is None:
        return [choice.id, *marks, _effects(choice.effects), _exits(choice.exits)]
    outcomes = [[_effects(outcome.effects), _exits(outcome.exits)] for outcome in choice.outcomes]
    return [choice.id, *marks, choice.chance.percent.ast, outcomes]


def _storylet(storylet: Storylet) -> list[Any]:
    return [
        storylet.id,
        storylet.seat,
        storylet.weight.ast,
        _condition(storylet.condition),
        _effects(storylet.effects),
        *([_exits(storylet.exits)] if storylet.exits else []),
    ]


def _effects(effects: Effects) -> list[Any]:
    fixed = [[[variable.name, amount] for variable, amount in part] for part in (effects.add, effects.set)]
    computed = [[variable.name, number.ast] for variable, number in effects.computed]
    return [*fixed, computed] if computed else fixed


def _exits(exits: tuple[Exit, ...]) -> list[Any]:
    return [[exit.to, _condition(exit.condition)] for exit in exits]


def _condition(condition: Condition | None) -> Any:
    return None if condition is None else condition.ast
