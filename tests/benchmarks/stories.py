"""One synthetic story, written for two engines: as a Holdup folder, and as ink source.

Scenes stand in a row; a choice leads one to three scenes on, and every tenth scene is one that all roads meet in. 3
choices a scene, conditions on 40 % of the choices, effects on 70 %, about 80 words a scene, 12 numbers from 0 to 100
and 8 flags; about 55 decisions a run at 100 scenes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

MEETING = 10
"""Every so many scenes, all roads meet."""

EPISODE = 1000
"""So many scenes stand in one file."""

PROSE = (
    "the lamp turns over water while somebody counts boats and writes down what the night has cost so far "
    "in a hand that leans like the stairs and never once asks who will read it before the oil runs out"
)


@dataclass(frozen=True)
class Branch:
    """A choice: an optional `(name, threshold)` condition, an optional `(name, amount)` effect, a target."""

    condition: tuple[str, int] | None
    effect: tuple[str, int] | None
    to: str


@dataclass(frozen=True)
class Node:
    """A scene."""

    name: str
    text: str
    branches: tuple[Branch, ...]


def nodes(count: int, seed: int = 1) -> list[Node]:
    """A story of `count` scenes; the same seed makes the same story."""
    chance, words = random.Random(seed), PROSE.split()
    made: list[Node] = []
    for number in range(count):
        text = " ".join(chance.choice(words) for _ in range(80))
        branches = tuple(_branch(chance, number, count, first=n == 0) for n in range(3))
        made.append(Node(f"s{number}", text.capitalize() + ".", branches))
    return made


def _branch(chance: random.Random, number: int, count: int, first: bool) -> Branch:
    condition = (f"v{chance.randrange(12)}", chance.randrange(20, 70)) if not first and chance.random() < 0.6 else None
    effect = (f"v{chance.randrange(12)}", chance.choice((-9, -5, 4, 8))) if chance.random() < 0.7 else None
    meeting = number - number % MEETING + MEETING
    ahead = min(number + (1 if first else chance.randint(1, 3)), meeting)
    return Branch(condition, effect, f"s{ahead}" if ahead < count else "the-end")


def write_holdup(story: list[Node], folder: Path) -> Path:
    """The story as a folder of YAML, `EPISODE` scenes a file."""
    folder.mkdir(parents=True, exist_ok=True)
    stakes = "\n".join(f"  v{i}: {{name: v{i}, max: 100, start: 50}}" for i in range(12))
    flags = "\n".join(f"  f{i}: Flag number {i}." for i in range(8))
    parts = [story[at : at + EPISODE] for at in range(0, len(story), EPISODE)]
    (folder / "story.yaml").write_text(
        "id: synthetic\ntitle: Synthetic\nlanguage: en\nversion: 1\nabout: For measuring.\n"
        "clock: {start: 2023-11-17 12:00, hours: 106}\nseats:\n  me: {name: Me, about: Only you.}\n"
        f"stakes:\n{stakes}\nflags:\n{flags}\nepisodes: [{', '.join(f'part-{n}' for n in range(len(parts)))}]\n"
    )
    (folder / "endings.yaml").write_text(
        "endings:\n  the-end:\n    title: The end\n    text: It is over.\n    epitaph: Over.\n    hint: Wait.\n"
        "    instead: Nothing.\n"
    )
    for number, part in enumerate(parts):
        (folder / f"part-{number}.yaml").write_text(_episode(number, part))
    return folder


def _episode(number: int, part: list[Node]) -> str:
    lines = [f"episode: Part {number}\nnumber: {number}\nstart: {part[0].name}\nscenes:"]
    for node in part:
        lines.append(f"  {node.name}:\n    text: {node.text}\n    choices:")
        for n, branch in enumerate(node.branches):
            lines.append(f"      c{n}:\n        say: Take the road that has the number {n}.")
            if branch.condition:
                lines.append(f"        if: {branch.condition[0]} >= {branch.condition[1]}")
            if branch.effect:
                lines.append(f"        effects: {{{branch.effect[0]}: {branch.effect[1]}}}")
            lines.append(f"        to: {branch.to}")
    return "\n".join(lines) + "\n"


def ink_source(story: list[Node]) -> str:
    """The same story for ink, its numbers clamped by the same rule."""
    lines = [f"VAR v{i} = 50" for i in range(12)] + [f"VAR f{i} = false" for i in range(8)]
    lines += [
        "=== function clamp(x) ===",
        "{x < 0:",
        "    ~ return 0",
        "}",
        "{x > 100:",
        "    ~ return 100",
        "}",
        "~ return x",
    ]
    lines.insert(20, f"-> {story[0].name}")
    for node in story:
        lines += [f"=== {node.name} ===", node.text]
        for n, branch in enumerate(node.branches):
            guard = f"{{{branch.condition[0]} >= {branch.condition[1]}}} " if branch.condition else ""
            lines.append(f"+ {guard}[Take the road that has the number {n}.]")
            if branch.effect:
                lines.append(f"    ~ {branch.effect[0]} = clamp({branch.effect[0]} + ({branch.effect[1]}))")
            lines.append(f"    -> {branch.to.replace('the-end', 'the_end')}")
    return "\n".join([*lines, "=== the_end ===", "It is over.", "-> END", ""])
