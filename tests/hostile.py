"""Folders of stories that are sound and as large as a story may be, each in a way of its own; and edits of them.

Each is made to a share of what is allowed, from nearly nothing to all of it. What commands do with them is asked by
`tests/cli/test_hostile_folders.py`, and measured by `python -m tests.benchmarks.hostile`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from string import ascii_lowercase

from game.story.expression_types import MOST_LETTERS
from game.story.folder import MOST_BYTES, MOST_CATALOGUES, MOST_TOGETHER
from game.story.load import story_texts
from game.story.schema.files import MOST_CHOICES, MOST_LAWS, MOST_SCENES
from game.story.schema.groups import MOST
from game.story.translation import merge

Files = Mapping[str, str]
"""The files of a folder, by name."""

_STORY = """\
id: hostile
title: As much as there is room for
language: en
version: 1
about: A story.
seats:
  a: {name: Ann, about: One.}
  b: {name: Bob, about: The other.}
forces:
  heat: {name: heat, max: 6, start: 3, low: cold, high: hot}
stakes:
  oil: {name: oil, max: 9, start: 5}
"""
_SEATS = "  a: {name: Ann, about: One.}\n  b: {name: Bob, about: The other.}\n"
_ENDING = "  end: {title: The end, epitaph: It is over., hint: Wait., text: Over., instead: Another way.}\n"
_LAST = "{title: Last, text: That was it., next: end}\n"
_HELD = "laws:\n" + "".join(f"  w{n}: {{never: heat == 3 and oil == 5, at: s{n + 1}}}\n" for n in range(MOST_LAWS - 1))
_RISING, _FALLING = "{heat: 1}", "{oil: -1}"


def _folder(scenes: str, *, story: str = _STORY, more: str = "", endings: str = "", **others: str) -> Files:
    """The files of a story of one episode that begins at `s0`."""
    files = {
        "story.yaml": f"{story}{more}episodes: [e]\n",
        "e.yaml": f"episode: E\nnumber: 1\nstart: s0\nscenes:\n{scenes}",
        "endings.yaml": f"endings:\n{_ENDING}{endings}",
    }
    return files | {f"{name}.yaml": text for name, text in others.items()}


def _asking(number: int, first: str, second: str, text: str = "Here.") -> str:
    """A scene with two choices."""
    return (
        f"  s{number}:\n    title: Scene {number}\n    seat: a\n    text: {text}\n    choices:\n"
        f"      a: {{say: This., to: {first}, effects: {_RISING}}}\n"
        f"      b: {{say: That., to: {second}, effects: {_FALLING}}}\n"
    )


def _row(count: int, text: Callable[[int], str] = lambda number: "Here.") -> str:
    """Scenes with two choices in a row."""
    scenes = (_asking(n, f"s{n + 1}", f"s{n + 1}", text(n)) for n in range(count))
    return "".join(scenes) + f"  s{count}: {_LAST}"


def _passages(count: int, more: str = "") -> str:
    """Scenes that ask nothing, in a row."""
    scenes = (f"  s{n}: {{title: T, text: [Here {n}., There {n}.], {more}next: s{n + 1}}}\n" for n in range(count))
    return "".join(scenes) + f"  s{count}: {_LAST}"


def _scenes(share: float) -> Files:
    """Scenes from which one leads on, and the other anywhere."""
    count = int(share * (MOST_SCENES - 100))
    scenes = (_asking(n, f"s{n + 1}", f"s{(7 * n + 1) % count}", f"Here {n}.") for n in range(count))
    return _folder("".join(scenes) + f"  s{count}: {_LAST}")


def _long_row(share: float) -> Files:
    return _folder(_passages(int(share * (MOST_SCENES - 100))))


def _round(share: float) -> Files:
    """Scenes that lead round, and texts that ask where one has been."""
    count = int(share * 9_000)
    text = "[Here., {{if: seen(s{}), text: Again.}}]"
    scenes = (
        _asking(n, f"s{(7 * n + 1) % count}", f"s{(11 * n + 3) % count}", text.format(37 * n % count))
        + "      c: {say: Enough., to: end}\n"
        for n in range(count)
    )
    return _folder("".join(scenes))


def _choices(share: float) -> Files:
    """As many choices in a scene as it may have."""
    count, scenes = MOST_CHOICES, int(share * 60) + 1
    rows = (
        f"  s{n}:\n    title: T\n    seat: a\n    text: Here.\n    choices:\n"
        + "".join(
            f"      c{k}: {{say: Say {k}., to: s{n + 1}, effects: {{heat: {k % 7 - 3}, oil: {k // 7 % 10 - 5}}}}}\n"
            for k in range(count)
        )
        for n in range(scenes)
    )
    return _folder("".join(rows) + f"  s{scenes}: {_LAST}")


def _expressions(share: float) -> Files:
    """Conditions as long as they may be, and as many."""
    count, sum_ = int(share * (MOST_LETTERS / 480 - 10) / 4), "heat + oil * " * 36
    rows = (
        f"  s{n}:\n    title: T\n    text: Here.\n    next:\n"
        + "".join(f"      - {{if: '{sum_}1 > {k + n % 90}', to: s{n + 1}}}\n" for k in range(4))
        + f"      - {{to: s{n + 1}}}\n"
        for n in range(count)
    )
    return _folder("".join(rows) + f"  s{count}: {_LAST}")


def _ranges(share: float) -> Files:
    """Numbers as wide as they may be, and a sum of all of them."""
    count = max(2, int(share * 40))
    numbers = "counters:\n" + "".join(f"  k{n}: {{max: 99999}}\n" for n in range(count))
    choices = "".join(f"      c{n}: {{say: S., to: s0, effects: {{k{n}: {n * n + 1}}}}}\n" for n in range(count))
    total = " + ".join(f"k{n}" for n in range(count))
    return _folder(
        f"  s0:\n    title: T\n    seat: a\n    text: Here.\n    choices:\n{choices}      x: {{say: X., to: s1}}\n"
        f"  s1: {{title: T, text: '{{k0}}', next: [{{if: {total} > 777, to: end}}, {{to: s0}}]}}\n",
        more=numbers,
    )


def _laws_of_the_past(share: float) -> Files:
    """As many laws as there may be, of what was done, over a long story; all hold."""
    laws = (f"  w{n}: {{never: took(s{n}/a) and took(s{n}/b)}}\n" for n in range(MOST_LAWS))
    return _folder(_row(int(share * 5_000) + MOST_LAWS), walkthroughs="laws:\n" + "".join(laws))


def _laws_of_numbers(share: float) -> Files:
    """Laws of numbers, each of one scene; all hold, and no range says so."""
    return _folder(_row(int(share * 5_000) + MOST_LAWS), walkthroughs=_HELD)


def _broken_laws(share: float) -> Files:
    """Laws that some run breaks."""
    laws = (f"  w{n}: {{never: heat > {n % 3 + 3} and oil < {n % 5 + 1}}}\n" for n in range(MOST_LAWS))
    return _folder(_row(int(share * 5_000) + 20), walkthroughs="laws:\n" + "".join(laws))


def _walkthroughs(share: float) -> Files:
    """Walkthroughs as long as the story."""
    length, count = 5_000, max(1, int(share * 50))
    ways = (
        f"  w{n}:\n    seat: a\n    decisions: [{','.join('ab'[(n >> k % 20) & 1] for k in range(length))}]\n"
        "    ending: end\n"
        for n in range(count)
    )
    return _folder(_row(length), walkthroughs="walkthroughs:\n" + "".join(ways))


def _short_walkthroughs(share: float) -> Files:
    """Walkthroughs of one decision, behind a row of passages."""
    count = int(share * 9_500)
    scenes = _passages(count).removesuffix(f"  s{count}: {_LAST}")
    asks = f"  s{count}: {{title: T, seat: a, text: Well?, choices: {{c: {{say: C., to: end}}}}}}\n"
    ways = "".join(f"  w{n}: {{seat: a, decisions: [c], ending: end}}\n" for n in range(MOST))
    return _folder(scenes + asks, walkthroughs="walkthroughs:\n" + ways)


def _deck(share: float) -> Files:
    """A deck as large as is told from it."""
    held, draws = 1_000, int(share * 480) + 1
    cards = "".join(
        f"  p{n}: {{text: Card {n}., if: heat >= {n % 6 + 1}, effects: {{heat: {(-1) ** n}}}}}\n" for n in range(held)
    )
    return _folder(_passages(draws, "draw: 1, ") + "deck:\n" + cards)


def _paragraphs(share: float) -> Files:
    """Paragraphs as long as a page is patient, with as much markup as they have room for."""
    long = "*a* _b_ {heat} " * 660
    texts = "".join(f"      - 'A{n} {long}'\n" for n in range(int(share * 400) + 1))
    return _folder(f"  s0:\n    title: T\n    text:\n{texts}    next: end\n")


def _alternatives(share: float) -> Files:
    """Paragraphs of which the first is read that holds."""
    cases = "".join(f"          - {{if: heat == {k % 7} and oil == {k // 7}, text: X {k}.}}\n" for k in range(31))
    texts = "".join(f"      - first_of:\n{cases}          - Y {n}.\n" for n in range(int(share * 1_300) + 1))
    return _folder(f"  s0:\n    title: T\n    text:\n{texts}    next: end\n")


def _people(share: float) -> Files:
    """People and facts in every sentence."""
    said = (" ".join(f"Nam{(n * 7 + k) % MOST} said" for k in range(300)) for n in range(int(share * 1_000) + 1))
    people = "".join(f"  p{n}: {{name: Nam{n}, apposition: x, about: y}}\n" for n in range(MOST))
    return _folder(
        "  s0:\n    title: T\n    text:\n" + "".join(f"      - {text}\n" for text in said) + "    next: end\n",
        people="people:\n" + people,
    )


def _flags(share: float) -> Files:
    """Flags that each scene asks for and sets."""
    count = int(share * 6_000) + 1
    flags = "flags:\n" + "".join(f"  f{n}: Flag {n}.\n" for n in range(MOST))
    scenes = "".join(
        f"  s{n}:\n    title: T\n    seat: a\n    text: [Here., {{if: f{n % MOST}, text: So.}}]\n    choices:\n"
        f"      a: {{say: A., to: s{n + 1}, effects: {{f{n * 7 % MOST}: true}}}}\n"
        f"      b: {{say: B., to: s{n + 1}, effects: {{f{(n * 11 + 5) % MOST}: true}}}}\n"
        for n in range(count)
    )
    return _folder(scenes + f"  s{count}: {_LAST}", more=flags)


def _setups(share: float) -> Files:
    """As many openings and seats as there may be, each pair a setup of its own, and laws for all of them."""
    seats = "".join(f"  p{n}: {{name: P{n}, about: One.}}\n" for n in range(50))
    openings = "openings:\n" + "".join(f"  o{n}: {{name: O{n}, episode: e}}\n" for n in range(500))
    return _folder(
        _row(int(share * 9_000) + MOST_LAWS).replace("seat: a", "seat: p0"),
        story=_STORY.replace(_SEATS, seats),
        more=openings,
        walkthroughs=_HELD,
    )


def _endings(share: float) -> Files:
    """Endings and challenges."""
    places = max(1, int(share * 45))
    scenes = "".join(
        f"  s{k}:\n    title: T\n    seat: p{k % 49}\n    text: Here.\n    choices:\n"
        + "".join(f"      c{n}: {{say: S., to: e{k * 43 + n}, effects: {_RISING}}}\n" for n in range(43))
        + f"      x: {{say: X., to: {f's{k + 1}' if k < places - 1 else 'end'}}}\n"
        for k in range(places)
    )
    seats = "".join(f"  p{n}: {{name: P{n}, about: One.}}\n" for n in range(49))
    challenges = "".join(f"  c{n}: {{name: C{n}, about: x, if: heat > {n % 5}}}\n" for n in range(499))
    endings = "".join(
        f"  e{n}: {{title: E{n}, epitaph: e, hint: h, text: t, instead: i, worth: {{p0: 1}}}}\n"
        for n in range(places * 43)
    )
    return _folder(scenes, story=_STORY.replace(_SEATS, seats), more=f"challenges:\n{challenges}", endings=endings)


def _effects(share: float) -> Files:
    """Choices that move as many numbers as there are."""
    count, moved = int(share * 90) + 1, MOST - 100
    numbers = "counters:\n" + "".join(f"  k{n}: {{max: 99}}\n" for n in range(moved))
    effects = ", ".join(f"k{n}: 1" for n in range(moved))
    scenes = "".join(
        f"  s{n}:\n    title: T\n    seat: a\n    text: [Here., {{if: k{n} > 3, text: So.}}]\n    choices:\n"
        f"      a: {{say: A., to: s{n + 1}, effects: {{{effects}}}}}\n"
        f"      b: {{say: B., to: s{n + 1}, effects: {_FALLING}}}\n"
        for n in range(count)
    )
    return _folder(scenes + f"  s{count}: {_LAST}", more=numbers)


def _catalogues(share: float) -> Files:
    """A story that is told in as many languages as are read."""
    return _folder(_passages(int(share * 2_000) + 1))


def _bytes(share: float) -> Files:
    """Files as large as they may be together, of words."""
    words = "Some words that stand here for a while and are told to whoever reads on. " * 40
    files = MOST_TOGETHER // MOST_BYTES - 1
    count = int(share * 0.9 * MOST_BYTES / (len(words) + 60))
    made = dict(_folder(_passages(1)))
    made["story.yaml"] = made["story.yaml"].replace("[e]", f"[{', '.join(['e', *(f'e{n}' for n in range(files))])}]")
    made["e.yaml"] = made["e.yaml"].replace("next: end", "next: s0x0").replace("s1: {", "s1: {")
    for n in range(files):
        ends = "end" if n == files - 1 else f"s{n + 1}x0"
        scenes = "".join(
            f"  s{n}x{k}: {{title: T, text: '{k} {words}', next: {f's{n}x{k + 1}' if k < count else ends}}}\n"
            for k in range(count + 1)
        )
        made[f"e{n}.yaml"] = f"episode: E{n}\nnumber: {n + 2}\nstart: s{n}x0\nscenes:\n{scenes}"
    return made


KINDS: Mapping[str, Callable[[float], Files]] = {
    "scenes": _scenes,
    "passages": _long_row,
    "round": _round,
    "choices": _choices,
    "expressions": _expressions,
    "ranges": _ranges,
    "laws of the past": _laws_of_the_past,
    "laws of numbers": _laws_of_numbers,
    "broken laws": _broken_laws,
    "walkthroughs": _walkthroughs,
    "short walkthroughs": _short_walkthroughs,
    "deck": _deck,
    "paragraphs": _paragraphs,
    "alternatives": _alternatives,
    "people": _people,
    "flags": _flags,
    "setups": _setups,
    "endings": _endings,
    "effects": _effects,
    "catalogues": _catalogues,
    "bytes": _bytes,
}
"""What a folder is full of, and how one is made to a share of what is allowed."""


def write(kind: str, folder: Path, share: float = 1.0) -> Path:
    """A folder that is full of one thing, to a share of what is allowed."""
    folder.mkdir(parents=True)
    for name, text in KINDS[kind](share).items():
        (folder / name).write_text(text, "utf-8")
    if kind == "catalogues":
        _translate(folder, max(2, int(share * MOST_CATALOGUES)))
    return folder


def _translate(folder: Path, languages: int) -> None:
    """Catalogues in which each text has a translation."""
    (folder / "locale").mkdir()
    catalogue = merge(story_texts(folder), None, "de", "x")
    for entry in catalogue:
        entry.msgstr = entry.msgid
    for number in range(languages):
        code = ascii_lowercase[number // 26] + ascii_lowercase[number % 26]
        (folder / "locale" / f"{code}.po").write_text(str(catalogue), "utf-8")


def edit(folder: Path) -> None:
    """Change in a folder what may move everything: a number's start, an effect, a text, a paragraph's place."""
    story, episode = folder / "story.yaml", folder / "e.yaml"
    story.write_text(story.read_text("utf-8").replace("start: 3", "start: 2"), "utf-8")
    written = episode.read_text("utf-8").replace("{oil: -1}", "{oil: -2}", 1)
    episode.write_text(written.replace("text: Here", "text: Not here", 1).replace("[Here", "[First, Here", 1), "utf-8")


def seat(folder: Path) -> str:
    """A seat that a story has."""
    return "a" if "  a: {" in (folder / "story.yaml").read_text("utf-8") else "p0"
