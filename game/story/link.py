"""From a compiled story to a `Story`: what a title needs at once, the rest when somebody first looks into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache as once
from typing import TYPE_CHECKING

from game.story.lazy import LazyMapping
from game.story.memory import Bits, Question, laid_out
from game.story.model import Measure, MeasuredBy, Opening, Seat, Story
from game.story.variables import Variable, VariableKind

if TYPE_CHECKING:
    from game.story import compiled as c
    from game.story.compiled import Outline
    from game.story.estimates import Estimates
    from game.story.link_scenes import SceneLinker
    from game.story.scenes import Episode, Scene


def link(document: c.CompiledStory, estimates: Callable[[], Estimates | None] = lambda: None) -> Story:
    """The story that a compiled document describes, which the checker found sound: nothing is checked again here."""
    from game.story.outline import outline_of  # a title is linked by one that was kept

    return link_outline(outline_of(document), lambda: document, estimates)


def link_outline(
    outline: Outline, whole: Callable[[], c.CompiledStory], estimates: Callable[[], Estimates | None]
) -> Story:
    """Build a story of which the outline alone has been read.

    Args:
        outline: Its outline.
        whole: Reads the whole document; asked when the first scene, ending, fact or person is.
        estimates: As in `link`.
    """
    variables = _variables(outline)
    memory = _memory(outline, variables)
    linker = once(lambda: _scene_linker(whole(), variables, memory))
    episodes = LazyMapping(lambda: linker().episodes())
    return Story(
        id=outline["id"],
        title=outline["title"],
        language=outline["language"],
        version=outline["version"],
        about=outline["about"],
        premise=outline["premise"],
        record=outline["record"],
        clock_start=outline["clock_start"],
        clock_hours=outline["clock_hours"],
        seats={s["id"]: Seat(s["id"], s["name"], s["about"], s["goal"]) for s in outline["seats"]},
        variables=variables,
        openings={
            o["id"]: Opening(o["id"], o["name"], o["episode"], o["after"], o.get("presumes"))
            for o in outline["openings"]
        },
        episodes=episodes,
        scenes=LazyMapping(lambda: {scene.id: scene for episode in episodes.values() for scene in _scenes(episode)}),
        endings=LazyMapping(lambda: linker().endings(), outline["endings"]),
        final=tuple(outline["final"]),
        facts=LazyMapping(lambda: linker().facts()),
        measures=_measures(outline, variables),
        people=LazyMapping(lambda: linker().people()),
        challenges=LazyMapping(lambda: linker().challenges()),
        was=outline["was"],
        rules=outline["rules"],
        memory=memory,
        time=_only(variables, VariableKind.TIME),
        drawn=outline["deck"],
        returning=_only(variables, VariableKind.RETURN),
        draws=tuple((scene, turn) for scene, turn in outline["draws"]),
        positions=LazyMapping(lambda: whole()["places"]),
        estimates=estimates,
    )


def _scene_linker(
    document: c.CompiledStory, variables: tuple[Variable, ...], memory: Mapping[Question, Bits]
) -> SceneLinker:
    from game.story.link_scenes import SceneLinker  # a title links no scene

    return SceneLinker(document, variables, memory)


def _scenes(episode: Episode) -> Iterator[Scene]:
    """The scenes of an episode, those of its deck that ask last."""
    yield from episode.scenes
    yield from (storylet.scene for storylet in episode.deck if storylet.scene is not None)


def _variables(outline: Outline) -> tuple[Variable, ...]:
    declared = [
        Variable(
            name=v["name"],
            kind=VariableKind(v["kind"]),
            label=v["label"],
            min=v["min"],
            max=v["max"],
            start=v["start"],
            index=i,
            low=v["low"],
            high=v["high"],
            seat=v["seat"],
            about=v["about"],
            words=v.get("words", {}),
        )
        for i, v in enumerate(outline["variables"])
    ]
    beside = [("run/memory", VariableKind.MEMORY)] if outline["memory"] else []
    if outline["takes"]:
        beside.append(("run/time", VariableKind.TIME))
    draws = [("drawn/return", VariableKind.RETURN)] if outline["asks"] else []
    engine_variables = [(name, VariableKind.ONCE) for name in outline["once"]] + beside + draws
    engine_variables += [(f"drawn/{i}", VariableKind.DRAWN) for i in range(outline["deck"])]
    most = {VariableKind.RETURN: len(outline["draws"])}
    first = len(declared)
    return (
        *declared,
        *(
            Variable(name, kind, name, 0, most.get(kind, 1), 0, first + i)
            for i, (name, kind) in enumerate(engine_variables)
        ),
    )


def _only(variables: Iterable[Variable], kind: VariableKind) -> Variable | None:
    """The variable of a kind of which a story has one at most."""
    return next((variable for variable in variables if variable.kind is kind), None)


def _memory(outline: Outline, variables: tuple[Variable, ...]) -> dict[Question, Bits]:
    """Where the values hold the answer to each question that a text asks."""
    memory = _only(variables, VariableKind.MEMORY)
    return {} if memory is None else laid_out([(op, about) for op, about in outline["memory"]], memory.index)


def _measures(outline: Outline, variables: tuple[Variable, ...]) -> tuple[Measure, ...]:
    """What a run is measured by: what the story says, else all its forces, and all its stakes."""
    listed = outline["measures"]
    if listed is None:
        kinds = {"forces": VariableKind.FORCE, "stakes": VariableKind.STAKE}
        made = {id: tuple(v for v in variables if v.kind is kind) for id, kind in kinds.items()}
        return tuple(Measure(id, None, None, of, MeasuredBy.FULLNESS, True, ()) for id, of in made.items() if of)
    named = {variable.name: variable for variable in variables}
    return tuple(
        Measure(
            id=measure["id"],
            name=measure["name"],
            about=measure["about"],
            of=tuple(named[name] for name in measure["of"]),
            by=MeasuredBy(measure["by"]),
            figure=measure["figure"],
            verdict=tuple((sentence["least"], sentence["text"]) for sentence in measure["verdict"]),
        )
        for measure in listed
    )
