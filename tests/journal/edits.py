"""What authors do to a story between two evenings, each as a function on its compiled document.

An edit knows which run is under way (`Walked`), so that it can strike the road that was walked, or beside it. It gives
the edited document, or None where the story has nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from game.play.run import Run
from tests.play.drafts import Doc, choice, gauge, scene, storylet

Edit = Callable[[Doc, "Walked", Random], Doc | None]


@dataclass(frozen=True)
class Walked:
    """The run under way when the story is edited."""

    run: Run

    @property
    def here(self) -> str:
        return self.run.state.here.id

    @property
    def decided(self) -> list[tuple[str, str]]:
        return [(decision.scene, decision.choice) for decision in self.run.decisions]

    @property
    def passed(self) -> list[str]:
        return list(dict.fromkeys(beat.scene.id for beat in self.run.beats()))


def scenes(doc: Doc) -> list[Doc]:
    return [scene for episode in doc["episodes"] for scene in episode["scenes"]]


def named(doc: Doc, id: str) -> Doc:
    return next(scene for scene in scenes(doc) if scene["id"] == id)


def of(doc: Doc, scene: str, choice: str) -> Doc:
    found: Doc = next(c for c in named(doc, scene)["choices"] if c["id"] == choice)
    return found


def lead(doc: Doc, old: str, new: str) -> None:
    """Make every road to a scene lead to another."""
    for place in scenes(doc):
        for exit in [*place["exits"], *(e for c in place["choices"] for e in c["exits"])]:
            if exit["to"] == old:
                exit["to"] = new
    for episode in doc["episodes"]:
        if episode["start"] == old:
            episode["start"] = new


def _untaken(doc: Doc, walked: Walked, rnd: Random) -> tuple[str, str] | None:
    """A choice that was not taken, in a scene that was decided or where the run stands."""
    at = [scene for scene, _ in walked.decided] + [walked.here]
    free = [(s, c["id"]) for s in at for c in named(doc, s)["choices"] if (s, c["id"]) not in walked.decided]
    return rnd.choice(free) if free else None


def _decided(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    return of(doc, *rnd.choice(walked.decided))


def _beside(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    """A scene that the run has not passed and does not stand at."""
    beside = [s for s in scenes(doc) if s["id"] not in (*walked.passed, walked.here)]
    return rnd.choice(beside) if beside else None


def reword(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for paragraph in place["text"]:
            paragraph["line"]["text"] += " (reworded)"
        for offered in place["choices"]:
            offered["say"]["text"] += " (reworded)"
    return doc


def insert_choice_above(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in [*rnd.sample(scenes(doc), 3), named(doc, walked.here)]:
        if place["choices"] and place["choices"][0]["id"] != "new":
            place["choices"].insert(0, choice("new", "end", add={"heat": -2}))
    return doc


def delete_untaken_choice(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    untaken = _untaken(doc, walked, rnd)
    if untaken is None:
        return None
    place = named(doc, untaken[0])
    place["choices"] = [c for c in place["choices"] if c["id"] != untaken[1]]
    return doc


def delete_taken_choice(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    where, what = rnd.choice(walked.decided)
    place = named(doc, where)
    place["choices"] = [c for c in place["choices"] if c["id"] != what]
    return doc


def reorder_choices(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        rnd.shuffle(place["choices"])
    return doc


def reorder_scenes(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for episode in doc["episodes"]:
        rnd.shuffle(episode["scenes"])
    return doc


def rename_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for old in {rnd.choice(scenes(doc))["id"], walked.here, walked.decided[0][0]}:
        named(doc, old)["id"] = f"{old}-renamed"
        lead(doc, old, f"{old}-renamed")
        doc["was"][old] = f"{old}-renamed"
    return doc


def rename_here_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    named(doc, walked.here)["id"] = "unheard-of"
    lead(doc, walked.here, "unheard-of")
    return doc


def rename_a_passed_scene_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    old = rnd.choice(walked.decided)[0]
    named(doc, old)["id"] = "unheard-of"
    lead(doc, old, "unheard-of")
    return doc


def gate_the_taken_choice(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    _decided(doc, walked, rnd)["condition"] = {"source": "false", "ast": ["bool", False]}
    return doc


def gate_an_untaken_choice(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    untaken = _untaken(doc, walked, rnd)
    if untaken is None:
        return None
    of(doc, *untaken)["condition"] = {"source": "false", "ast": ["bool", False]}
    return doc


def change_an_effect_on_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    _decided(doc, walked, rnd)["effects"]["add"] = {"heat": rnd.choice((-3, 3)), "mason": rnd.choice((-1, 1))}
    return doc


def change_a_flag_on_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    effects = _decided(doc, walked, rnd)["effects"]
    effects["set"] = {} if effects["set"] else {"told": 1}
    return doc


def change_an_effect_beside_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    place = _beside(doc, walked, rnd)
    if place is None:
        return None
    for part in [place, *place["choices"]]:
        part["effects"]["add"] = {"flour": -3}
    return doc


def remove_this_scene(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    return _remove(doc, walked.here)


def remove_a_passed_scene(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    return _remove(doc, rnd.choice(walked.passed))


def _remove(doc: Doc, id: str) -> Doc:
    gone = named(doc, id)
    lead(doc, id, gone["exits"][0]["to"])
    for episode in doc["episodes"]:
        episode["scenes"] = [place for place in episode["scenes"] if place["id"] != id]
    return doc


def insert_a_scene_before_this_one(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    new = scene("between", to=walked.here, add={"heat": rnd.choice((-1, 0, 1))})
    if rnd.random() < 0.5:
        new = scene("between", choice("go", walked.here), to=walked.here)
    lead(doc, walked.here, "between")
    next(e for e in doc["episodes"] if named(doc, walked.here) in e["scenes"])["scenes"].append(new)
    return doc


def add_a_variable(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["variables"].insert(0, gauge("patience", 2, 4))
    _decided(doc, walked, rnd)["effects"]["add"]["patience"] = 1
    return doc


def remove_a_variable(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    """Take the flag away, and whatever reads or writes it."""
    doc["variables"] = [variable for variable in doc["variables"] if variable["name"] != "told"]
    taken = [c for place in scenes(doc) for c in place["choices"]]
    turned_out = [c["chance"][outcome] for c in taken if "chance" in c for outcome in ("wins", "fails")]
    for effects in [part["effects"] for part in (*scenes(doc), *taken, *turned_out)]:
        computed = effects.get("computed", {})
        effects["computed"] = {name: ast for name, ast in computed.items() if "told" not in str(ast)}
        effects["set"].pop("told", None)
    for offered in taken:
        if "told" in str(offered.get("condition")):
            del offered["condition"]
    for drawn in [s for episode in doc["episodes"] for s in episode["deck"]]:
        if "told" in str(drawn.get("condition")):
            del drawn["condition"]
    return doc


def change_a_start(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    rnd.choice(doc["variables"][:3])["start"] = rnd.choice((0, 2))
    return doc


def narrow_a_range(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for variable in doc["variables"][:3]:
        variable["max"] = variable["start"]
    return doc


def lead_the_last_choice_elsewhere(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    of(doc, *walked.decided[-1])["exits"] = [{"to": rnd.choice(["end", "out", scenes(doc)[-1]["id"]])}]
    return doc


def lead_an_early_choice_elsewhere(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    of(doc, *walked.decided[0])["exits"] = [{"to": rnd.choice(["end", scenes(doc)[-1]["id"]])}]
    return doc


def change_the_decks(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for number, episode in enumerate(doc["episodes"]):
        episode["deck"].insert(0, storylet(f"new{number}", {"heat": 1}, weight=9))
    return doc


def change_the_rivals_mind(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered["weight"] = ["int", rnd.randint(0, 5)]
            offered["history"] = False
    return doc


def cut_an_episode_short(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc)[len(doc["episodes"][0]["scenes"]) :]:
        place["exits"] = [{"to": "end"}]
    return doc


EDITS: tuple[Edit, ...] = (
    reword,
    insert_choice_above,
    delete_untaken_choice,
    delete_taken_choice,
    reorder_choices,
    reorder_scenes,
    rename_with_was,
    rename_here_without_was,
    rename_a_passed_scene_without_was,
    gate_the_taken_choice,
    gate_an_untaken_choice,
    change_an_effect_on_the_road,
    change_a_flag_on_the_road,
    change_an_effect_beside_the_road,
    remove_this_scene,
    remove_a_passed_scene,
    insert_a_scene_before_this_one,
    add_a_variable,
    remove_a_variable,
    change_a_start,
    narrow_a_range,
    lead_the_last_choice_elsewhere,
    lead_an_early_choice_elsewhere,
    change_the_decks,
    change_the_rivals_mind,
    cut_an_episode_short,
)


def edited(edit: Edit, doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    """The document after an edit; the given one stays as it was."""
    return edit(deepcopy(doc), walked, rnd)
