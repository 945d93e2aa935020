"""The measures of the shipped story, each printed with what it should be: `python -m tests.measures`.

Weight and balance come from random runs through the real engine against the realistic rival, and from the story as
data; memory and voice from its texts.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from game.explore.conditioned_texts import of_story
from game.explore.memory_automata import wants
from game.explore.word_counts import count_words
from game.play.chance import roll
from game.play.measures import history_run
from game.play.page import pages
from game.play.setup import Rival, Setup, seats
from game.play.state import State, begin, decide, open_choices
from game.story.load import load, shipped_folder
from game.story.markup import strip_markup
from game.story.model import Story
from game.story.paragraphs import Mark
from game.story.scenes import Choice, Ending, Exit, Scene
from game.story.variables import Variable, VariableKind

RUNS = 400
"""Blind runs a seat: the figures wander by some two points."""

LAST_EPISODE = 7
FINISH = "finir"
"""The choice of a last step that ends the story."""

ROAD = {
    "quatorze-heures": (6, 6, 6, 6),
    "aube": (8, 6, 6, 6),
    "minuit-samedi": (8, 8, 7, 8),
    "dix-huit-heures": (8, 8, 7, 6),
    "minuit-dimanche": (9, 8, 8, 6),
    "lundi-soir": (9, 8, 9, 6),
    "vingt-heures": (9, 8, 9, 4),
    "fumee-blanche": (10, 8, 9, 6),
}
"""History's road: équipe, argent, opinion and mission where each episode ends, and at its ending."""

GAUGES = ("equipe", "argent", "opinion", "mission")


@dataclass(slots=True)
class Blind:
    """What many random runs of one seat met."""

    decisions: int = 0
    at_an_end: int = 0
    pushes: int = 0
    wasted: int = 0
    runs: int = 0
    last_episode: int = 0
    longest: list[int] = field(default_factory=list)
    endings: Counter[str] = field(default_factory=Counter)

    def share(self, part: int, whole: int) -> float:
        """Per cent."""
        return 100 * part / max(1, whole)


def blind(story: Story, seat: str, runs: int = RUNS) -> Blind:
    """Play a seat at random against the realistic rival."""
    found = Blind()
    setup = Setup(story, seats(story, seat), Rival.WEIGHTED)
    last = next(e.id for e in story.episodes.values() if e.number == LAST_EPISODE)
    measured = [story.variable(name) for name in GAUGES]
    for number in range(runs):
        mine = replace(setup, seed=roll(7, number, 0x5EED) >> 1)
        state = begin(mine)
        reached = False
        steps = 0
        while (opened := open_choices(state)) and not isinstance(state.here, Ending):
            ends = [v for v in measured if state.values[v.index] in (v.min, v.max)]
            found.decisions += 1
            found.at_an_end += bool(ends)
            reached = reached or state.here.episode == last
            choice = opened[roll(mine.seed, steps, 0xD1CE) % len(opened)]
            found.pushes += 1
            found.wasted += _wasted(choice, state, measured)
            state = decide(mine, state, choice)
            steps += 1
        found.runs += 1
        found.last_episode += reached or _ends_there(state, story, last)
        found.longest.append(steps)
        found.endings[state.here.id] += 1
    return found


def _wasted(choice: Choice, state: State, measured: list[Variable]) -> bool:
    return any(
        variable in measured
        and (
            (amount > 0 and state.values[variable.index] == variable.max)
            or (amount < 0 and state.values[variable.index] == variable.min)
        )
        for variable, amount in choice.effects.add
    )


def _ends_there(state: State, story: Story, last: str) -> bool:
    return any(beat.scene.episode == last for beat in state.trail)


def decisions(story: Story) -> list[Scene]:
    """Scenes where something is decided."""
    return [scene for scene in story.scenes.values() if scene.choices]


def first_in(story: Story) -> tuple[int, int]:
    """Decisions where history's choice stands first, and all decisions."""
    asked = decisions(story)
    return sum(scene.choices[0].history or scene.choices[0].supposed for scene in asked), len(asked)


def step_of(choice: Choice, names: tuple[str, ...]) -> dict[str, int]:
    """By how much a choice moves each gauge."""
    return {variable.name: amount for variable, amount in choice.effects.add if variable.name in names}


def favours(scene: Scene, choice: Choice, seat: str) -> dict[str, int]:
    """What a choice brings a seat on the gauges that it sees: forces its way, the mission, the Board its votes."""
    return {
        variable.name: -amount if variable.kind is VariableKind.FORCE and seat == "board" else amount
        for variable, amount in choice.effects.add
        if variable.kind in (VariableKind.FORCE, VariableKind.STAKE)
        or (variable.kind is VariableKind.VOTE and seat == "board")
    }


def dominated(story: Story) -> list[str]:
    """Choices that another of their scene betters, or equals and betters somewhere, on every gauge its seat sees.

    Left out: what only colours the voice, last steps and bills, where two acts are priced against each other, and a
    choice that is open only where the better one is not.
    """
    worse = []
    for scene in decisions(story):
        if scene.id.startswith("note-") or scene.choice(FINISH):
            continue
        for seat in [scene.seat] if scene.seat else list(story.seats):
            brought = {choice.id: favours(scene, choice, seat) for choice in scene.choices if not choice.voice}
            for a, mine in brought.items():
                for b, other in brought.items():
                    keys = mine.keys() | other.keys()
                    if all(other.get(k, 0) >= mine.get(k, 0) for k in keys) and any(
                        other.get(k, 0) > mine.get(k, 0) for k in keys
                    ):
                        worse.append(f"{scene.id}/{a} < {b} ({seat})")
    return worse


def leaning(story: Story) -> list[str]:
    """Decisions whose choices, summed, lean: beyond 1 on équipe and opinion, beyond 2 on argent and mission."""
    lean = []
    for scene in decisions(story):
        if scene.id.startswith("note-") or scene.choice(FINISH):
            continue
        for name, most in zip(GAUGES, (1, 2, 1, 2), strict=True):
            total = sum(step_of(choice, GAUGES).get(name, 0) for choice in scene.choices)
            if abs(total) > most:
                lean.append(f"{scene.id}: {name} {total:+}")
    return lean


def sizes(story: Story) -> dict[str, float]:
    """How steps are spread, in per cent of the choices that are neither voice, nor last steps, nor bills."""
    moved = [
        step_of(choice, GAUGES)
        for scene in decisions(story)
        if not scene.id.startswith("note-") and not scene.choice(FINISH)
        for choice in scene.choices
        if not choice.voice
    ]
    steps = [abs(amount) for one in moved for amount in one.values()]
    return {
        "two gauges": 100 * sum(len(one) == 2 for one in moved) / len(moved),
        "three gauges": 100 * sum(len(one) > 2 for one in moved) / len(moved),
        "mission moves": 100 * sum("mission" in one for one in moved) / len(moved),
        "argent moves": 100 * sum("argent" in one for one in moved) / len(moved),
        "steps of one": 100 * sum(step == 1 for step in steps) / len(steps),
    }


def early_endings(story: Story) -> list[str]:
    """Ways before the last episode that end the story without a last step."""
    early = []
    for scene in story.scenes.values():
        if story.episodes[scene.episode].number == LAST_EPISODE:
            continue
        ways: list[tuple[Choice | None, Exit]] = [(choice, exit) for choice in scene.choices for exit in choice.exits]
        if not scene.choices:
            ways = [(None, exit) for exit in scene.exits]
        early += [
            f"{scene.id} -> {exit.to}"
            for choice, exit in ways
            if exit.to in story.endings and (choice is None or choice.id != FINISH)
        ]
    return early


def road(story: Story, opening: str = "vendredi") -> dict[str, tuple[int, ...]]:
    """The gauges on history's road, where each episode ends."""
    run = history_run(Setup(story, seats(story, "both"), Rival.HISTORY, 0, opening))
    found = {}
    for state in run.states:
        for beat in state.trail:
            if beat.scene.id in ROAD:
                found[beat.scene.id] = tuple(beat.before[story.variable(name).index] for name in GAUGES)
    found[run.state.here.id] = tuple(run.state.values[story.variable(name).index] for name in GAUGES)
    return found


def between(story: Story, seat: str) -> list[tuple[int, str]]:
    """Words read between two decisions of the player on history's road, and the scene where each stretch ends.

    Counted: every page from the result of what was decided to the page of the decision to come.
    """
    run = history_run(Setup(story, seats(story, seat), Rival.HISTORY))
    return [
        (
            sum(count_words(passage.block.plain) for page in pages(run.setup, state) for passage in page.passages),
            state.here.id,
        )
        for state in run.states
    ]


def invented(story: Story) -> Iterator[tuple[Scene | Ending, str]]:
    """Every invented paragraph, plain."""
    places: list[Scene | Ending] = [*story.scenes.values(), *story.endings.values()]
    for place in places:
        results = [choice.result for choice in place.choices] if isinstance(place, Scene) else []
        for paragraph in chain(place.text, *results):
            if paragraph.mark is Mark.INVENTED:
                yield place, paragraph.line.source


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, a dialogue's dash and quotation marks left out."""
    return [s for s in re.split(r"(?<=[.!?…])[\s\u202f\u00a0»]+", text) if re.search(r"\w", s)]


def voice(story: Story) -> dict[str, float]:
    """The measures of voice, over invented paragraphs."""
    texts = [(scene, text) for scene, text in invented(story)]
    words = sum(count_words(text) for _, text in texts)
    on = sum(len(re.findall(r"(?i)(?<![\w’])(?:l’)?on\b", strip_markup(text))) for _, text in texts)
    ours = [text for _, text in texts if not text.lstrip().startswith(("—", ">"))]
    closing = sum(
        count_words(sentences(strip_markup(text))[-1]) <= 7 for text in ours if len(sentences(strip_markup(text))) > 1
    )
    long = [count_words(s) for _, text in texts for s in sentences(strip_markup(text))]
    italics = Counter(scene.id for scene, text in texts for _ in re.findall(r"(?<!\*)\*(?!\*)[^*]+\*(?!\*)", text))
    return {
        "on per thousand words (12)": 1000 * on / words,
        "paragraphs that close on seven words or fewer, % (20)": 100 * closing / max(1, len(ours)),
        "sentences over 25 words, % (4)": 100 * sum(n > 25 for n in long) / len(long),
        "scenes with two italics or more (0)": sum(n > 1 for n in italics.values()),
        "words of invented paragraphs": words,
    }


def later_answers(story: Story) -> dict[str, set[str]]:
    """For each choice that leaves history's road, the pages and endings that speak of it or are its own road.

    A page speaks of a choice where a text wants that it was taken, or a flag that this choice of its scene alone sets.
    Left out: bills, last steps, what only colours the voice, and scenes of which nobody knows what history did.
    """
    speaking: dict[tuple[str, str], set[str]] = {}
    for text in of_story(story):
        for name in wants(text.condition.ast, ("took", "var")) if text.condition is not None else ():
            speaking.setdefault(name, set()).add(re.split("[#./]", text.path.removeprefix("storylet:"))[0])
    found = {}
    for scene in decisions(story):
        if scene.id.startswith("note-") or scene.choice(FINISH) or scene.followed is None:
            continue
        for choice in scene.choices:
            if choice.voice or choice is scene.followed:
                continue
            others = [other for other in scene.choices if other is not choice]
            flags = _raised(choice).difference(*map(_raised, others))
            roads = _leading(choice, scene).difference(*(_leading(other, scene) for other in others))
            names = [("took", f"{scene.id}/{choice.id}"), *(("var", flag) for flag in flags)]
            found[f"{scene.id}/{choice.id}"] = roads.union(*(speaking.get(n, set()) for n in names)) - {scene.id}
    return found


def _raised(choice: Choice) -> set[str]:
    return {variable.name for one in choice.outcomes for variable, amount in one.effects.set if amount}


def _leading(choice: Choice, scene: Scene) -> set[str]:
    return {exit.to for one in choice.outcomes for exit in one.exits or scene.exits}


def main() -> None:
    """Print every measure."""
    story = load(shipped_folder())
    for seat in story.seats:
        b = blind(story, seat)
        print(f"{seat}: decisions with a gauge at an end {b.share(b.at_an_end, b.decisions):.1f} % (at most 35)")
        print(f"{seat}: pushes against an end {b.share(b.wasted, b.pushes):.1f} % (at most 10)")
        print(f"{seat}: runs that reach episode {LAST_EPISODE} {b.share(b.last_episode, b.runs):.1f} % (at least 60)")
        print(f"{seat}: decisions a run, median {statistics.median(b.longest)}")
    first, asked = first_in(story)
    print(f"history's choice first in {first} of {asked} decisions: {100 * first / asked:.0f} % (at most 33)")
    print(f"dominated: {len(dominated(story))}", *dominated(story), sep="\n  ")
    print(f"leaning: {len(leaning(story))}", *leaning(story), sep="\n  ")
    print("steps:", {name: round(share, 1) for name, share in sizes(story).items()})
    print(f"early endings without a last step: {early_endings(story) or 'none'}")
    walked = road(story)
    print(
        "history's road:",
        "as it should be" if walked == ROAD else {k: (walked.get(k), v) for k, v in ROAD.items() if walked.get(k) != v},
    )
    for seat in story.seats:
        stretches = between(story, seat)
        lengths = [n for n, _ in stretches]
        print(f"{seat}: words between decisions: median {statistics.median(lengths):.0f} (180)")
        print(f"{seat}: longest stretches (at most 350):", sorted(stretches, reverse=True)[:6])
    answers = later_answers(story)
    few = [choice for choice, places in answers.items() if len(places - story.endings.keys()) < 2]
    unnamed = [choice for choice, places in answers.items() if not places & story.endings.keys()]
    print(f"of {len(answers)} choices that leave history's road, fewer than two later pages answer {len(few)}:", *few)
    print(f"and no ending names {len(unnamed)}:", *unnamed)
    for name, figure in voice(story).items():
        print(f"{name}: {figure:.1f}")


if __name__ == "__main__":
    main()
