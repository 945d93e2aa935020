"""Where a run stands, written down by names: the second witness of a save, beside its decisions.

Positions in the values change whenever an author declares a variable, so nothing here is positional.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from game.play.page import offers
from game.play.run import Decision, Run
from game.play.state import Drawn, Passed
from game.story.variables import Variable, VariableKind


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a run rests: the scene or ending's id, the decisions by anyone so far, and what could be seen.

    Attributes:
        scene: The id of the scene or ending.
        step: As in `State`.
        values: The declared variables and the once-only marks (`scene/choice`), by name; a label's is its word.
        drawn: The storylets drawn in this episode, by id.
        offered: The choices that could be taken, by id, with the words shown.
        replies: What a rival that thinks decided, as `Run.replies` gives it: it might decide otherwise today.
        trail: What happened of itself, oldest first, as `trail_of` names it; None in a save that did not say yet.
    """

    scene: str
    step: int
    values: dict[str, int | str]
    drawn: tuple[str, ...]
    offered: dict[str, str]
    replies: tuple[tuple[Decision, ...], ...] = ()
    trail: tuple[str, ...] | None = None

    @classmethod
    def of(cls, run: Run) -> Snapshot:
        """What a run looks like now."""
        state, setup = run.state, run.setup
        left = (VariableKind.DRAWN, VariableKind.RETURN)
        lasting = [v for v in setup.story.variables if v.kind not in left and not v.kind.beside]
        return cls(
            scene=state.here.id,
            step=state.step,
            values={variable.name: _value(variable, state.values[variable.index]) for variable in lasting},
            drawn=_drawn(run),
            offered={o.choice.id: o.say.plain for o in offers(setup, state) if o.number is not None},
            replies=run.replies,
            trail=trail_of(run),
        )

    @classmethod
    def read(cls, text: object) -> Snapshot | None:
        """A snapshot as the journal keeps it; None where that is damaged."""
        if not isinstance(text, str):
            return None
        try:
            columns = json.loads(text)
            drawn = tuple(columns["drawn"])
            replies = tuple(tuple(Decision(*reply) for reply in after) for after in columns.get("replies", ()))
            trail = tuple(columns["trail"]) if "trail" in columns else None
            snapshot = cls(
                columns["place"], columns["step"], columns["values"], drawn, columns["offered"], replies, trail
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return snapshot if snapshot._is_whole() else None

    def _is_whole(self) -> bool:
        """Whether every part is of its kind."""
        named = isinstance(self.values, dict) and isinstance(self.offered, dict)
        return (
            named
            and isinstance(self.scene, str)
            and isinstance(self.step, int)
            and all(isinstance(value, int | str) for value in self.values.values())
            and all(isinstance(word, str) for word in (*self.drawn, *self.offered.values(), *(self.trail or ())))
            and all(isinstance(word, str) for after in self.replies for reply in after for word in reply)
        )

    def write(self) -> str:
        """The snapshot as JSON."""
        columns = {
            "place": self.scene,  # what journals have called it from the first version on
            "step": self.step,
            "values": self.values,
            "drawn": self.drawn,
            "offered": self.offered,
            **({"replies": self.replies} if self.replies else {}),
            **({} if self.trail is None else {"trail": self.trail}),
        }
        return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class SavedDecision:
    """A decision as it was taken: by ids, with the words then shown and the hash of its scene."""

    scene: str
    choice: str
    words: str
    hash: str

    @property
    def decision(self) -> Decision:
        """The decision by its ids."""
        return Decision(self.scene, self.choice)


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run as the journal keeps it, knowing nothing of the story as it is today.

    `path` is the story's folder when the run was last played, empty for the shipped story; `rules` the hash of the
    story's variables then; `page` counts the pages read since the last decision. `snapshot` is None if damaged.
    """

    id: int
    name: str
    story: str
    path: str
    title: str
    version: int
    rules: str
    seat: str
    rival: str
    seed: int
    opening: str
    decisions: tuple[SavedDecision, ...]
    snapshot: Snapshot | None
    page: int


def trail_of(run: Run) -> tuple[str, ...]:
    """What happened of itself in a run, oldest first.

    A scene passed stands as its id, what somebody else decided as `scene/choice`, how a chance turned out as
    `scene/choice/outcome`, a storylet that was drawn as `scene//storylet`.
    """
    trail = []
    for beat in run.beats():
        if isinstance(beat, Drawn):
            trail.append(f"{beat.scene.id}//{beat.storylet.id}")
        elif isinstance(beat, Passed):
            trail.append(beat.scene.id)
        elif beat.choice.outcome:
            trail.append(f"{beat.scene.id}/{beat.choice.id}/{beat.choice.outcome}")
        elif not beat.player:
            trail.append(f"{beat.scene.id}/{beat.choice.id}")
    return tuple(trail)


def saved_decisions(run: Run) -> tuple[SavedDecision, ...]:
    """The player's decisions with what they said."""
    mine = (took for took in run.taken() if took.player)
    return tuple(SavedDecision(t.scene.id, t.choice.id, t.choice.say.plain(t.before), t.scene.hash) for t in mine)


def _value(variable: Variable, value: int) -> int | str:
    """A value that stays right when an author puts a label's words in another order."""
    return list(variable.words)[value] if variable.words else value


def _drawn(run: Run) -> tuple[str, ...]:
    """The storylets drawn in the episode where the run stands.

    At an ending it is the last scene's episode: the marks are still there.
    """
    state, story = run.state, run.setup.story
    marked = {v.index for v in story.variables if v.kind is VariableKind.DRAWN and state.values[v.index]}
    if not marked:
        return ()
    scenes = (beat.scene for rest in reversed(run.states) for beat in reversed(rest.trail))
    last = story.scenes.get(state.here.id) or next(scenes)
    return tuple(storylet.id for storylet in story.episodes[last.episode].deck if storylet.drawn.index in marked)
