"""What authors do to a story between two evenings, each as a function on its compiled document.

An edit knows which run is under way (`Walked`), so that it can strike the road that was walked, or beside it. It gives
the edited document, or None where the story has nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from game.play.run import Run
from tests.play.drafts import Doc, choice, ending, flag, gauge, scene, storylet
from tests.play.drafts import effects as made_effects

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


def reorder_a_deck(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for episode in doc["episodes"]:
        rnd.shuffle(episode["deck"])
    return doc


def reorder_variables(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    rnd.shuffle(doc["variables"])
    return doc


def reorder_seats_and_endings(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["seats"].reverse()
    rnd.shuffle(doc["endings"])
    return doc


def reorder_the_words_of_a_label(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    """Put them in another order, and let every expression mean the same words."""
    label = next(variable for variable in doc["variables"] if variable["kind"] == "label")
    old = list(label["words"])
    new = rnd.sample(old, len(old))
    label["words"] = {word: label["words"][word] for word in new}
    label["start"] = new.index(old[label["start"]])

    def again(tree: Any) -> Any:
        if isinstance(tree, list) and len(tree) == 3 and tree[0] == "int":
            return ["int", new.index(tree[2]), tree[2]]
        if isinstance(tree, list):
            return [again(part) for part in tree]
        return {key: again(part) for key, part in tree.items()} if isinstance(tree, dict) else tree

    doc["episodes"] = again(doc["episodes"])
    for effects in all_effects(doc):
        if label["name"] in effects["set"]:
            effects["set"][label["name"]] = new.index(old[effects["set"][label["name"]]])
        if label["name"] in effects.get("computed", {}):  # its `case` ends in a number that is no word
            return doc if new[:2] == old[:2] else _without_computing(doc, label["name"])
    return doc


def _without_computing(doc: Doc, name: str) -> Doc:
    for effects in all_effects(doc):
        effects.get("computed", {}).pop(name, None)
    return doc


def all_effects(doc: Doc) -> list[Doc]:
    """Everything that changes values, once each."""
    taken = [c for place in scenes(doc) for c in place["choices"]]
    turned_out = [c["chance"][outcome] for c in taken if "chance" in c for outcome in ("wins", "fails")]
    drawn = [card for episode in doc["episodes"] for card in episode["deck"]]
    return [part["effects"] for part in (*scenes(doc), *taken, *turned_out, *drawn)]


def rename_choices_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            old, offered["id"] = offered["id"], f"{rnd.choice('az')}{offered['id']}"
            doc["was"][f"{place['id']}/{old}"] = f"{place['id']}/{offered['id']}"
    return doc


def rename_a_taken_choice_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    _decided(doc, walked, rnd)["id"] = "unheard-of"
    return doc


def rename_an_untaken_choice_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    untaken = _untaken(doc, walked, rnd)
    if untaken is None:
        return None
    of(doc, *untaken)["id"] = "unheard-of"
    return doc


def _decks(doc: Doc) -> list[Doc]:
    return [card for episode in doc["episodes"] for card in episode["deck"]]


def rename_storylets_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for card in _decks(doc):
        old, card["id"] = card["id"], f"{rnd.choice('az')}-{card['id']}"
        doc["was"][old] = card["id"]
    return doc if _decks(doc) else None


def rename_storylets_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for card in _decks(doc):
        card["id"] = f"{rnd.choice('az')}-{card['id']}"
    return doc if _decks(doc) else None


def rename_twice_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    """Each former name leads to the present one, the first first."""
    old = rnd.choice(walked.decided)[0]
    place = named(doc, old)
    taken = rnd.choice(place["choices"])
    was, taken["id"] = taken["id"], "today"
    place["id"] = "today"
    lead(doc, old, "today")
    doc["was"] |= {old: "today", "yesterday": "today", f"today/{was}": "today/today", "today/hm": "today/today"}
    return doc


def _rename_a_variable(doc: Doc, old: str, new: str) -> Doc:
    def again(part: Any) -> Any:
        if part == ["var", old]:
            return ["var", new]
        if isinstance(part, list):
            return [again(each) for each in part]
        if isinstance(part, dict):
            return {new if key == old else key: again(each) for key, each in part.items()}
        return part

    doc["episodes"] = again(doc["episodes"])
    next(variable for variable in doc["variables"] if variable["name"] == old)["name"] = new
    return doc


def rename_a_variable_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    old = rnd.choice(doc["variables"])["name"]
    doc["was"][f"variable:{old}"] = "variable:called_anew"
    return _rename_a_variable(doc, old, "called_anew")


def rename_a_variable_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    return _rename_a_variable(doc, rnd.choice(doc["variables"])["name"], "called_anew")


def _rename_a_seat(doc: Doc, old: str) -> None:
    for seat in doc["seats"]:
        seat["id"] = "anew" if seat["id"] == old else seat["id"]
    for part in (*scenes(doc), *_decks(doc), *doc["variables"]):
        part["seat"] = "anew" if part["seat"] == old else part["seat"]


def rename_a_seat_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    old = rnd.choice(doc["seats"])["id"]
    _rename_a_seat(doc, old)
    doc["was"][f"seat:{old}"] = "seat:anew"
    return doc


def rename_a_seat_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    _rename_a_seat(doc, rnd.choice(doc["seats"])["id"])
    return doc


def rename_the_opening_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["was"][f"opening:{doc['openings'][0]['id']}"] = "opening:anew"
    doc["openings"][0]["id"] = "anew"
    return doc


def rename_the_opening_without_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["openings"][0]["id"] = "anew"
    return doc


def add_an_opening_above(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    later = {"id": "later", "name": "Later", "episode": doc["episodes"][1]["id"], "after": 0}
    doc["openings"].insert(0, later)
    return doc


def rename_an_episode_with_was(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    episode = rnd.choice(doc["episodes"])
    for opening in doc["openings"]:
        opening["episode"] = "anew" if opening["episode"] == episode["id"] else opening["episode"]
    doc["was"][episode["id"]], episode["id"] = "anew", "anew"
    return doc


def swap_two_names(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    """Two scenes change their names with each other, and no `was` can say so."""
    one, other = walked.decided[0][0], scenes(doc)[-1]["id"]
    if one == other:
        return None
    here, there = named(doc, one), named(doc, other)
    here["id"], there["id"] = other, one
    lead(doc, one, "swapping")
    lead(doc, other, one)
    lead(doc, "swapping", other)
    return doc


def remove_the_decks(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    if not _decks(doc):
        return None
    for episode in doc["episodes"]:
        episode["deck"] = []
    return doc


def remove_a_storylet(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    full = [episode["deck"] for episode in doc["episodes"] if episode["deck"]]
    if not full:
        return None
    deck = rnd.choice(full)
    deck.remove(rnd.choice(deck))
    return doc


def weigh_the_decks_otherwise(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for card in _decks(doc):
        card["weight"] = ["int", rnd.randint(0, 4)]
    return doc if _decks(doc) else None


def gate_a_storylet(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    if not _decks(doc):
        return None
    rnd.choice(_decks(doc))["condition"] = {"source": "false", "ast": ["bool", False]}
    return doc


def give_the_decks_to_another_reader(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for card in _decks(doc):
        card["seat"] = rnd.choice(("left", "right", None))
    return doc if _decks(doc) else None


def change_what_a_storylet_does(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for card in _decks(doc):
        card["effects"]["add"] = {"heat": rnd.choice((-2, 2))}
    return doc if _decks(doc) else None


def let_a_storylet_ask(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    if not _decks(doc):
        return None
    card = rnd.choice(_decks(doc))
    asked = scene(card["id"], choice("yes", add={"heat": 1}), choice("no"), seat=card["seat"])
    card["scene"], card["text"] = asked, []
    return doc


def let_a_storylet_lead_elsewhere(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    if not _decks(doc):
        return None
    rnd.choice(_decks(doc))["exits"] = [{"to": rnd.choice(["end", scenes(doc)[-1]["id"]])}]
    return doc


def draw_more(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    passages = [place for place in scenes(doc) if not place["choices"]]
    for place in passages:
        place["draw"] = rnd.randint(0, 3)
    return doc if passages else None


def give_a_scene_to_another_side(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    place = named(doc, rnd.choice([*walked.passed, walked.here]))
    place["seat"] = rnd.choice([seat for seat in ("left", "right", None) if seat != place["seat"]])
    return doc


def let_choices_be_taken_once(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered["once"] = True
    return doc


def let_choices_be_taken_again(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered["once"] = False
    return doc


def let_chance_decide(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    taken = _decided(doc, walked, rnd)
    if "chance" in taken:
        return None
    kept = {key: taken[key] for key in ("effects", "result", "exits", "news") if key in taken}
    fails = deepcopy(kept) | {"effects": made_effects({"heat": -1})}
    taken["chance"] = {"percent": ["int", rnd.choice((20, 50, 80))], "wins": kept, "fails": fails}
    taken["effects"], taken["result"] = made_effects(), []
    return doc


def _chances(doc: Doc) -> list[Doc]:
    return [c for place in scenes(doc) for c in place["choices"] if "chance" in c]


def change_the_odds(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    for offered in _chances(doc):
        offered["chance"]["percent"] = ["int", rnd.randint(0, 100)]
    return doc if _chances(doc) else None


def take_chance_out(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    chances = _chances(doc)
    for offered in chances:
        offered |= offered.pop("chance")[rnd.choice(("wins", "fails"))]
    return doc if chances else None


def compute_an_effect_on_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    told = _decided(doc, walked, rnd)["effects"]
    told["computed"] = {"heat": ["min", ["+", ["var", "flour"], ["var", "mason"]], ["int", rnd.randint(1, 5)]]}
    told["add"].pop("heat", None)
    return doc


def set_instead_of_adding(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    told = _decided(doc, walked, rnd)["effects"]
    told["set"]["flour"] = rnd.randint(0, 5)
    told["add"].pop("flour", None)
    told.get("computed", {}).pop("flour", None)
    return doc


def let_a_decision_pass(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    named(doc, rnd.choice(walked.decided)[0])["choices"] = []
    return doc


def let_a_passage_ask(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    passages = [place for place in scenes(doc) if not place["choices"]]
    for place in passages:
        place["choices"], place["draw"] = [choice("go"), choice("stay")], 0
    return doc if passages else None


def insert_a_passage_early(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    to = walked.decided[0][0]
    lead(doc, to, "between")
    doc["episodes"][0]["scenes"].append(scene("between", to=to, add={"heat": rnd.choice((0, 0, 1))}))
    return doc


def add_an_exit_on_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    place = named(doc, rnd.choice(walked.passed))
    gate = {"source": "heat >= 3", "ast": [">=", ["var", "heat"], ["int", 3]]}
    place["exits"].insert(0, {"to": rnd.choice(["end", "out"]), "condition": gate})
    return doc


def move_a_scene_to_the_other_episode(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    home, other = rnd.sample(doc["episodes"], 2)
    movable = [place for place in home["scenes"] if place["id"] != home["start"]]
    if not movable:
        return None
    place = rnd.choice(movable)
    home["scenes"].remove(place)
    other["scenes"].append(place)
    return doc


def join_the_episodes(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    first, second = doc["episodes"]
    first["scenes"] += second["scenes"]
    first["deck"] += second["deck"]
    doc["episodes"] = [first]
    return doc


def begin_elsewhere(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["episodes"][0]["start"] = rnd.choice(doc["episodes"][0]["scenes"])["id"]
    return doc


def widen_a_range(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for variable in doc["variables"][:3]:
        variable["max"] += 3
        variable["min"] -= 3
    return doc


def change_a_hidden_start(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    next(variable for variable in doc["variables"] if variable["name"] == "wind")["start"] = 2
    return doc


def hide_a_gauge(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    rnd.choice(doc["variables"][:3]).update(kind="counter", low=None, high=None)
    return doc


def show_a_counter(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    next(v for v in doc["variables"] if v["name"] == "wind").update(kind="force", low="Low", high="High")
    return doc


def give_a_gauge_to_a_seat(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    rnd.choice(doc["variables"][:2])["seat"] = rnd.choice(("left", "right"))
    return doc


def add_a_flag_that_the_road_sets(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["variables"].append(flag("noticed"))
    _decided(doc, walked, rnd)["effects"]["set"]["noticed"] = 1
    return doc


def add_a_variable_that_nothing_moves(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["variables"].insert(rnd.randint(0, 3), gauge("calm", 5, 9, rnd.choice(("force", "stake", "vote"))))
    return doc


def mark_another_history(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        real = rnd.choice(place["choices"])["id"] if place["choices"] else ""
        for offered in place["choices"]:
            offered["history"], offered["supposed"] = offered["id"] == real, False
    return doc


def weigh_by_an_expression(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered["weight"] = rnd.choice((["var", "heat"], ["-", ["int", 4], ["var", "flour"]], offered["weight"]))
    return doc


def add_scenes_beside_the_road(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for name in ("aside", "zenith"):
        doc["episodes"][0]["scenes"].insert(0, scene(name, choice("go"), to="end", seat="right"))
    return doc


def add_an_ending_and_lead_there(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    doc["endings"].insert(0, ending("new-ending"))
    _decided(doc, walked, rnd)["exits"] = [{"to": "new-ending"}]
    return doc


def open_what_was_closed(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered.pop("condition", None)
    return doc


def say_why_it_is_closed(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered.pop("locked", None)
            if rnd.random() < 0.5:
                offered["locked"] = {"text": "Not now", "numbers": {}}
    return doc


def insert_a_draw_before_this_one(doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    """A passage that draws a storylet, on the way here."""
    lead(doc, walked.here, "drawing")
    episode = next(e for e in doc["episodes"] if named(doc, walked.here) in e["scenes"])
    episode["scenes"].append(scene("drawing", to=walked.here, draw=1))
    return doc if episode["deck"] else None


def let_nothing_be_supposed(doc: Doc, walked: Walked, rnd: Random) -> Doc:
    for place in scenes(doc):
        for offered in place["choices"]:
            offered["supposed"] = False
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
    reorder_a_deck,
    reorder_variables,
    reorder_seats_and_endings,
    reorder_the_words_of_a_label,
    rename_choices_with_was,
    rename_a_taken_choice_without_was,
    rename_an_untaken_choice_without_was,
    rename_storylets_with_was,
    rename_storylets_without_was,
    rename_twice_with_was,
    rename_a_variable_with_was,
    rename_a_variable_without_was,
    rename_a_seat_with_was,
    rename_a_seat_without_was,
    rename_the_opening_with_was,
    rename_the_opening_without_was,
    add_an_opening_above,
    rename_an_episode_with_was,
    swap_two_names,
    remove_the_decks,
    remove_a_storylet,
    weigh_the_decks_otherwise,
    gate_a_storylet,
    give_the_decks_to_another_reader,
    change_what_a_storylet_does,
    let_a_storylet_ask,
    let_a_storylet_lead_elsewhere,
    draw_more,
    give_a_scene_to_another_side,
    let_choices_be_taken_once,
    let_choices_be_taken_again,
    let_chance_decide,
    change_the_odds,
    take_chance_out,
    compute_an_effect_on_the_road,
    set_instead_of_adding,
    let_a_decision_pass,
    let_a_passage_ask,
    insert_a_passage_early,
    add_an_exit_on_the_road,
    move_a_scene_to_the_other_episode,
    join_the_episodes,
    begin_elsewhere,
    widen_a_range,
    change_a_hidden_start,
    hide_a_gauge,
    show_a_counter,
    give_a_gauge_to_a_seat,
    add_a_flag_that_the_road_sets,
    add_a_variable_that_nothing_moves,
    mark_another_history,
    weigh_by_an_expression,
    add_scenes_beside_the_road,
    add_an_ending_and_lead_there,
    open_what_was_closed,
    say_why_it_is_closed,
    insert_a_draw_before_this_one,
    let_nothing_be_supposed,
)


def edited(edit: Edit, doc: Doc, walked: Walked, rnd: Random) -> Doc | None:
    """The document after an edit; the given one stays as it was."""
    return edit(deepcopy(doc), walked, rnd)
