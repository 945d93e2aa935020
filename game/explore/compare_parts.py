"""Two compiled stories compared part by part: what stands in one alone, what stands otherwise, and what moved.

Parts that have names are compared by them. Paragraphs have none, nor have the texts of which a line says the first that
holds: each is compared with the one that it was, as translations find the texts that they are of
(`game.story.text_memory`), so that one put in or taken out moves nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from game.explore.deadline import Deadline
from game.story.text_memory import paired
from game.story.unparse import unparse

_WORDS = (
    *("text", "title", "name", "names", "about", "label", "low", "high", "goal", "epitaph", "hint"),
    *("premise", "question", "place", "publisher", "url", "apposition", "language"),
)
"""Keys of a compiled story under which words stand, and nothing that a run depends on but whether there are any."""

_VARYING = {"title": "titles", "place": "places"}
"""Keys of a compiled scene whose words may vary, and those under which the others stand."""

_WRITTEN = ("source", "hash", "within", "earlier", "minute")
"""Keys that say how and where a part is written, and what others say too: a condition’s tree, a scene’s hour."""

WHOLE = "…"
"""What is shown of a part that holds others."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """Something that reads otherwise: where, and what stood and stands there; empty for what was not or is no more."""

    place: str
    old: str
    new: str


@dataclass(slots=True)
class Comparison:
    """What differs between two stories.

    Attributes:
        parts: What is not wording: conditions, effects, weights, roads, texts that are not paragraphs.
        added: Paragraphs and variants of a line that are new, each with its place and its words.
        gone: Those that stand nowhere any more, likewise.
        carried: Paragraphs that stand in another list: former places and present ones.
        moved: Where paragraphs stand in another order.
        was: Of each paragraph and variant that stood in both, where it stands and where it stood, as paths of texts.
            Here and below, those of scenes and endings that are the same in both are left out.
        paragraphs: The paths of all paragraphs and variants of the newer story.
        called: Those of the older story as `explore` calls them, and what it calls them in the newer; empty for those
            that stand nowhere any more.
        came: What `explore` calls those of the newer story that are new.
    """

    parts: list[ChangedPart] = field(default_factory=list)
    added: list[ChangedPart] = field(default_factory=list)
    gone: list[ChangedPart] = field(default_factory=list)
    carried: dict[str, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    was: Mapping[str, str] = field(default_factory=dict)
    paragraphs: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    came: frozenset[str] = frozenset()

    def former(self, path: str) -> str | None:
        """Where a text of the newer story stood in the older; None for one of a paragraph that is new."""
        steps = path.split("/")
        for count in range(len(steps), 0, -1):
            whole = "/".join(steps[:count])
            if whole in self.paragraphs:
                return "/".join((self.was[whole], *steps[count:])) if whole in self.was else None
        return path


def compare(old: Mapping[str, Any], new: Mapping[str, Any], deadline: Deadline | None = None) -> Comparison:
    """Compare two stories, compiled, in the same names.

    Raises:
        OutOfTime: There is no time for it.
    """
    return _Comparing(old, new, deadline or Deadline()).run()


class _Paragraphs(dict[str, Any]):
    """The paragraphs of one list by their paths, without their words; and the `first_of` in which some stand."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self.groups: list[list[str]] = []
        self._numbers: dict[str, int] = {}

    def number(self, path: str) -> int:
        """Which of them one is, from 1."""
        if len(self._numbers) != len(self):
            self._numbers = {each: number for number, each in enumerate(self, 1)}
        return self._numbers[path]

    def numbered(self, path: str) -> str:
        """Where one of them is compiled."""
        return f"{self.place}#{self.number(path)}"


class _Variants(_Paragraphs):
    """The texts of which a line, or an ending that says why, says the first that holds, likewise."""

    def numbered(self, path: str) -> str:
        """Where one of them is compiled; one alone is the line."""
        return super().numbered(path) if len(self) > 1 else self.place


@dataclass(slots=True)
class _Written:
    """A paragraph: what it says, and in which list it stands."""

    words: str
    within: _Paragraphs


class _Parting:
    """Takes a story to pieces: its parts without words, and its paragraphs by their paths."""

    def __init__(self, same: Container[str], deadline: Deadline) -> None:
        """`same` are the places of what need not be looked at, being the same in both stories."""
        self._same = same
        self._deadline = deadline
        self.paragraphs: dict[str, _Written] = {}
        self.lines: dict[str, _Variants] = {}
        """The variants of each line, by its path."""

    def of(self, part: Any, path: str = "", place: str = "") -> Any:
        """A part of a story without words, its lists of named parts as mappings.

        `path` is where its texts stand, as catalogues call it; `place` is where it is compiled.
        """
        if isinstance(part, dict):
            if "numbers" in part and "text" in part:
                self._deadline.check()
                return self._line([*part.get("instead", ()), part], path, place)
            moving = {key: value for key, value in part.items() if key not in _WRITTEN}
            moving |= {key: value and WHOLE for key, value in moving.items() if key in _WORDS and _words(value)}
            if "words" in moving:  # of a label: what readers read is wording, what conditions ask for is not
                moving["words"] = list(moving["words"])
            made: dict[str, Any] = {
                key: self.of(value, _below(path, key), f"{place}.{key}" if place else key)
                for key, value in moving.items()
            }
            return made | self._varying(part, path, place) if "choices" in part else made
        if not isinstance(part, list | tuple):
            return part
        if part and all(isinstance(item, dict) and "line" in item for item in part):
            return self._list(part, path, place)
        if part and all(isinstance(item, dict) and ("id" in item or "name" in item) for item in part):
            named = {str(item.get("id", item.get("name"))): item for item in part}
            there = ((name, item, f"{place}.{name}") for name, item in named.items())
            parts = {name: self.of(item, _below(path, name), at) for name, item, at in there if at not in self._same}
            return {**parts, "order": list(named)}
        return [self.of(item, path, place) for item in part]

    def _varying(self, scene: Mapping[str, Any], path: str, place: str) -> dict[str, Any]:
        """What a scene says by variants, written as the lines of its choices are."""
        made: dict[str, Any] = {}
        for key, others in _VARYING.items():
            last = [{"text": scene[key]}] if scene[key] else []
            made[key] = self._line([*scene.get(others, ()), *last], f"{path}/{key}", f"{place}.{key}")
            made[others] = None
        return made

    def _line(self, variants: list[Mapping[str, Any]], path: str, place: str) -> _Variants:
        """A line; the path of one that does not vary has no number."""
        made = self.lines[path] = _Variants(place)
        for number, item in enumerate(variants):
            mine = f"{path}/{number}" if len(variants) > 1 else path
            rest: dict[str, Any] = {"numbers": {}, "condition": None, **item}
            del rest["text"]
            rest.pop("instead", None)
            made[mine] = self.of(rest, mine, f"{place}#{number + 1}")
            self.paragraphs[mine] = _Written(item["text"], made)
        made.groups = [list(made)]
        return made

    def said(self, line: str) -> dict[str, str]:
        """The variants of a line, by their paths."""
        return {path: self.paragraphs[path].words for path in self.lines[line]}

    def _list(self, items: Iterable[Mapping[str, Any]], path: str, place: str) -> _Paragraphs:
        made = _Variants(place) if path.endswith("/because") else _Paragraphs(place)
        groups: dict[str, list[str]] = {}
        for number, item in enumerate(items):
            within = item.get("within", str(number))
            mine = f"{path}/{within}"
            here = f"{place}#{number + 1}"
            rest = {**item, "line": {key: value for key, value in item["line"].items() if key != "text"}}
            if "variants" in item:
                del rest["variants"], rest["line"], rest["mark"]  # those of the first of them
                rest |= {"pick": item["variants"]["pick"], "one_of": item["variants"]["among"]}
            if "earlier" in item:
                own = _own(item["condition"]["ast"], item["earlier"])
                rest["condition"] = {"ast": own} if own else None
            made[mine] = self.of(rest, mine, here)
            self.paragraphs[mine] = _Written(_said(item), made)
            if "/" in within:
                groups.setdefault(within.rpartition("/")[0], []).append(mine)
        made.groups = list(groups.values())
        if isinstance(made, _Variants):
            made.groups, self.lines[path] = [list(made)], made
        return made


def _own(tree: list[Any], earlier: int) -> list[Any]:
    """What a paragraph asks for itself, beside that nothing before it in its `first_of` is read."""
    clauses = tree[1:] if tree[0] == "and" else [tree]
    own = clauses[: len(clauses) - earlier]
    return own[0] if len(own) == 1 else ["and", *own] if own else []


def _said(paragraph: Mapping[str, Any]) -> str:
    """What a paragraph says: of several of which one is read, all, in no order of theirs."""
    among = paragraph["variants"]["among"] if "variants" in paragraph else (paragraph,)
    return "\n".join(sorted(each["line"]["text"] for each in among))


def _below(path: str, key: str) -> str:
    """Where texts stand one step further in: what is found by its own name leaves out where it is rest."""
    if path.startswith("episodes") and key in ("scenes", "deck"):
        return "deck" if key == "deck" else "scenes"
    if path in ("scenes", "endings"):
        return key
    if key in ("scene", "chance"):  # of a storylet that asks, and of a choice whose outcomes stand beside it
        return path
    return f"{path}/{key}" if path else key


def _words(value: Any) -> bool:
    return (
        value is None or isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
    )


_UNSAID = ("ast", "add", "line")
_SAID = {"condition": "if", "exits": "to"}
"""Keys of a compiled story that an author does not write, and those for which an author writes another."""


def _place(path: str) -> str:
    """A place in a compiled story as its author calls it: `scene/choice effects heat`, `scene to#2 if`."""
    words = path.split(".")
    if words[0] == "episodes" and words[2:3] in (["scenes"], ["deck"]) and words[3:] not in ([], ["order"]):
        words = words[3:]
    elif words[0] in ("episodes", "endings", "variables") and words[1:] not in ([], ["order"]):
        words = words[1:]
    if words[1:2] == ["scene"]:  # a storylet that asks
        del words[1]
    if words[1:2] == ["choices"] and words[2:] not in ([], ["order"]):
        words[:3] = [f"{words[0]}/{words[2]}"]
    if words[-1] == "to" and len(words) > 1 and words[-2].startswith("exits"):
        del words[-1]
    named = [word.partition("#") for word in words]
    return " ".join(_SAID.get(key, key) + sign + number for key, sign, number in named if key not in _UNSAID)


def _called(path: str) -> str:
    """What `explore` calls the text at a place in a story: `scene#2`, `scene/choice/wins#1`, `scene.place#1`."""
    steps = path.split(".")
    name, *keys = _place(path).split(" ")
    if steps[2:3] == ["deck"] and steps[4:5] != ["scene"]:
        name = f"storylet:{name}"
    for key, sign, number in (word.partition("#") for word in keys if word != "chance"):
        between = "/" if key in ("wins", "fails") else "."
        name += sign + number if key in ("text", "result") else f"{between}{key}{sign}{number}"
    return name


class _Comparing:
    """Two stories being compared."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any], deadline: Deadline) -> None:
        same = frozenset(_same(old, new))
        older, newer = _Parting(same, deadline), _Parting(same, deadline)
        self._deadline = deadline
        self._parts = older.of(old), newer.of(new)
        self._old, self._new = older.paragraphs, newer.paragraphs
        self._was = paired(_words_of(older.paragraphs), _words_of(newer.paragraphs))
        for path in older.lines.keys() & newer.lines.keys():
            was, now = older.said(path), newer.said(path)
            self._was |= dict(zip(now, was, strict=True)) if was == now else paired(was, now)
        self._still = {former: path for path, former in self._was.items()}
        self._seen: set[str] = set()
        came = frozenset(_called(one.within.numbered(path)) for path, one in self._new.items() if path not in self._was)
        self._comparison = Comparison(was=self._was, paragraphs=frozenset(self._new), called=self._names(), came=came)

    def run(self) -> Comparison:
        """Compare them."""
        self._comparison.parts = list(self._changes(*self._parts, ""))
        for path, former in self._was.items():
            was, now = self._old[former].within, self._new[path].within
            if not self._same_list(former, path) and {was.place, now.place} & self._seen:
                place = now.numbered(path)
                self._comparison.carried[_place(was.numbered(former))] = _place(place)
                self._comparison.parts += self._changes(was[former], now[path], place)
        return self._comparison

    def _names(self) -> dict[str, str]:
        """What `explore` calls each older text, then and now."""
        now = ((former, self._still.get(former)) for former in self._old)
        return {
            _called(self._old[former].within.numbered(former)): _called(self._new[path].within.numbered(path))
            if path
            else ""
            for former, path in now
        }

    def _same_list(self, former: str, path: str) -> bool:
        """Whether two paragraphs stand in one list; that of a `one_of` goes where its paragraph goes."""
        was, now = self._old[former].within.place, self._new[path].within.place
        if was == now:
            return True
        before, after = former.rpartition("/one_of/")[0], path.rpartition("/one_of/")[0]
        return before != "" and self._was.get(after) == before

    def _changes(self, old: Any, new: Any, place: str) -> Iterator[ChangedPart]:
        if old is new or (old == new and not isinstance(new, dict)):
            return
        old, new = _of_one_kind(old, new), _of_one_kind(new, old)
        if isinstance(old, _Paragraphs) and isinstance(new, _Paragraphs):
            yield from self._paragraphs(old, new, place)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            for key in dict.fromkeys((*old, *new)):
                if key == "order" and _as_before(old.get(key, []), new.get(key, [])):
                    continue
                yield from self._changes(old.get(key), new.get(key), f"{place}.{key}" if place else str(key))
        elif old == new:
            return
        elif (
            isinstance(old, list)
            and isinstance(new, list)
            and not _tree(old)
            and not _tree(new)
            and len(old) == len(new)
        ):
            for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
                yield from self._changes(one, other, f"{place}#{number}")
        else:
            yield ChangedPart(_place(place), _shown(old), _shown(new))

    def _paragraphs(self, old: _Paragraphs, new: _Paragraphs, place: str) -> Iterator[ChangedPart]:
        """What changed in a list of paragraphs: what came and went is told by itself."""
        self._deadline.check()
        self._seen |= {old.place, new.place}
        stayed = [path for path in new if self._was.get(path) in old]
        for path in new:
            if path not in self._was:
                self._comparison.added.append(ChangedPart(_place(new.numbered(path)), "", self._new[path].words))
        for path in old:
            if path not in self._still:
                self._comparison.gone.append(ChangedPart(_place(old.numbered(path)), self._old[path].words, ""))
        in_order = stayed == sorted(stayed, key=lambda path: old.number(self._was[path]))
        if not in_order and not isinstance(new, _Variants):
            self._comparison.moved.append(_place(place))
        for path in stayed:
            yield from self._changes(old[self._was[path]], new[path], new.numbered(path))
        were = _groups(([self._still[path] for path in group if path in self._still] for group in old.groups), stayed)
        are = _groups(new.groups, stayed)
        if were != are:
            numbers = [", ".join(str(new.number(path)) for group in groups for path in group) for groups in (were, are)]
            yield ChangedPart(_place(place if isinstance(new, _Variants) else f"{place}.first_of"), *numbers)


def _same(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Where scenes, storylets and endings are compiled that are word for word the same in both stories."""
    before = {episode["id"]: episode for episode in old["episodes"]}
    pairs = [(f"episodes.{e['id']}.{key}", before[e["id"]][key], e[key]) for e in new["episodes"] if e["id"] in before
             for key in ("scenes", "deck")]  # fmt: skip
    for place, were, are in (*pairs, ("endings", old["endings"], new["endings"])):
        known = {each["id"]: each for each in were}
        yield from (f"{place}.{each['id']}" for each in are if known.get(each["id"]) == each)


def _of_one_kind(part: Any, other: Any) -> Any:
    """A part, as an empty one of another's kind where it is an empty list: nothing says of what."""
    if part != [] or not isinstance(other, Mapping):
        return part
    return _Paragraphs(other.place) if isinstance(other, _Paragraphs) else {}


def _groups(groups: Iterable[list[str]], stayed: list[str]) -> list[list[str]]:
    """The `first_of` of a list, of which what stands in both stories counts, where that is more than one."""
    known = ([path for path in group if path in stayed] for group in groups)
    return sorted(group for group in known if len(group) > 1)


def _words_of(written: Mapping[str, _Written]) -> dict[str, str]:
    """The paragraphs among texts: what a line says is compared with what that line said."""
    return {path: one.words for path, one in written.items() if not isinstance(one.within, _Variants)}


def _as_before(old: list[str], new: list[str]) -> bool:
    """Whether what stands in both stands in the same order; what came or went is told by itself."""
    before, after = set(old), set(new)
    return [each for each in old if each in after] == [each for each in new if each in before]


def _tree(value: list[Any]) -> bool:
    """Whether a list is an expression."""
    return bool(value) and isinstance(value[0], str) and len(value) > 1 and not isinstance(value[1], Mapping)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and _tree(value):
        try:
            return unparse(value)
        except (KeyError, IndexError, TypeError, ValueError):
            return ", ".join(map(str, value))
    if isinstance(value, list):
        roads = [str(item["to"]) for item in value if isinstance(item, Mapping) and "to" in item]
        return ", ".join(roads) or (str(len(value)) if value else "")
    if isinstance(value, Mapping):
        return _shown(value["ast"]) if "ast" in value else WHOLE
    return str(value)
