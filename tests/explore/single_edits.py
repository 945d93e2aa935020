"""Single edits of a story's files, kind by kind: what an author does to one line, and whether it means anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from game.story.references import NameKind, references
from game.story.rename import rename

Files = Mapping[str, str]

_PROSE = re.compile(r"^( {6,}- )(?:(?:documented|invented|text): )?([A-Z][^:#{>]*[.!?])$")
_DECIDES = re.compile(r"^      ([a-z-]+):$")


@dataclass(frozen=True, slots=True)
class Edit:
    """A story's files after an edit, and what was done to which line."""

    files: Files
    told: str


Kind = Callable[[Files], Iterator[Edit]]

_LINE = re.compile(r"^( +)(say|title|news): ([^\"'#:{>\[]*[a-z])([.?!]?)$")
_VARIANT = re.compile(r"^ +- \{if: \"(?:not )?(?:seen|took|holds)\(.*\}$")


def varied(files: Files) -> Files:
    """A story of which every other line says the first of three texts that holds."""
    made = dict(files)
    for name, lines in _episodes(files):
        varied: list[str] = []
        scene, met, within = "", 0, False
        for line in lines:
            within = (within or line == "scenes:") and (line == "scenes:" or not re.match(r"^[a-z]", line))
            if match := re.match(r"^  ([a-z0-9-]+):$", line):
                scene = match[1]
            found = _LINE.match(line) if within else None
            met += found is not None
            if found is None or met % 2:
                varied.append(line)
                continue
            indent, key, words, end = found.groups()
            varied += [
                f"{indent}{key}:",
                f'{indent}  - {{if: "seen({scene}) and times({scene}) >= 2", text: "{words} for the third time{end}"}}',
                f'{indent}  - {{if: "seen({scene})", text: "Once more: {words}{end}"}}',
                f"{indent}  - {words}{end}",
            ]
        made[name] = "\n".join(varied)
    return made


def _episodes(files: Files) -> Iterator[tuple[str, list[str]]]:
    for name, text in files.items():
        if name[0].isdigit():
            yield name, text.split("\n")


def _lines(pattern: str, write: Callable[[re.Match[str]], str], where: str = "") -> Kind:
    """Every line of the episodes, and of what else is named, in which a pattern is written otherwise."""

    def edits(files: Files) -> Iterator[Edit]:
        for name, text in files.items():
            if name[0].isdigit() or name == where:
                lines = text.split("\n")
                for number, line in enumerate(lines):
                    new = re.sub(pattern, write, line, count=1)
                    if new != line:
                        yield _put(files, name, lines, number, 1, [new])

    return edits


def _put(files: Files, name: str, lines: list[str], at: int, less: int, new: list[str]) -> Edit:
    changed = [*lines[:at], *new, *lines[at + less :]]
    return Edit({**files, name: "\n".join(changed)}, f"{name}:{at + 1}: {new[0] if new else lines[at]}")


def _more(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 1}"


def _destinations(files: Files) -> Iterator[Edit]:
    for name, lines in _episodes(files):
        inside = lines[lines.index("scenes:") :]
        scenes = [match[1] for line in inside if (match := re.match(r"^  ([a-z-]+):$", line))]
        for number, line in enumerate(lines):
            match = re.match(r"^(.*\b(?:to|next): )([a-z][a-z-]*)(.*)$", line)
            if match and match[2] in scenes:
                other = scenes[(scenes.index(match[2]) + 1) % len(scenes)]
                yield _put(files, name, lines, number, 1, [f"{match[1]}{other}{match[3]}"])


def _paragraph_less(files: Files) -> Iterator[Edit]:
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            bullet = re.match(r"^( +)- (?!\{)", line)
            if bullet is None:
                continue
            inner = f"{bullet[1]}  "
            end = next(
                at for at in range(number + 1, len(lines) + 1) if not "".join(lines[at : at + 1]).startswith(inner)
            )
            others = [at for at in (number - 1, end) if lines[at].startswith((inner, f"{bullet[1]}- "))]
            if others:
                yield _put(files, name, lines, number, end - number, [])


def _paragraph_more(files: Files) -> Iterator[Edit]:
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            if match := _PROSE.match(line):
                yield _put(files, name, lines, number, 0, [f"{match[1]}And then nothing, for a while."])


def _variants(files: Files) -> Iterator[tuple[str, list[str], int]]:
    """The first of the variants of each line, with its file."""
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            if _VARIANT.match(line) and not _VARIANT.match(lines[number - 1]):
                yield name, lines, number


def _variant_less(files: Files) -> Iterator[Edit]:
    for name, lines, number in _variants(files):
        yield _put(files, name, lines, number, 1, [])


def _variant_more(files: Files) -> Iterator[Edit]:
    seat = re.findall(r"^  ([a-z]+):", files["story.yaml"].partition("seats:")[2], re.MULTILINE)[0]
    for name, lines, number in _variants(files):
        indent = lines[number].partition("-")[0]
        yield _put(files, name, lines, number, 0, [f'{indent}- {{if: "holds({seat})", text: Nobody else would.}}'])


def _variants_turned(files: Files) -> Iterator[Edit]:
    for name, lines, number in _variants(files):
        yield _put(files, name, lines, number, 2, lines[number : number + 2][::-1])


def _variant_when(files: Files) -> Iterator[Edit]:
    for name, lines, number in _variants(files):
        yield _put(files, name, lines, number, 1, [lines[number].replace(">= 2", ">= 1")])


def _variant_said(files: Files) -> Iterator[Edit]:
    for name, lines, number in _variants(files):
        yield _put(files, name, lines, number, 1, [lines[number].replace("for the third time", "yet another time")])


def _line_whole(files: Files) -> Iterator[Edit]:
    for name, lines, number in _variants(files):
        head = lines[number - 1].rstrip(":")
        yield _put(files, name, lines, number - 1, 4, [f"{head}: {lines[number + 2].partition('- ')[2]}"])


def _other_reader(files: Files) -> Iterator[Edit]:
    seats = list(re.findall(r"^  ([a-z]+): ?(?:\{name|$)", files["story.yaml"].partition("seats:")[2], re.MULTILINE))[
        :2
    ]
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            match = re.match(r"^(\s+(?:- )?(?:for|seat): )([a-z]+)$", line)
            if match and match[2] in seats:
                other = seats[1 - seats.index(match[2])]
                yield _put(files, name, lines, number, 1, [match[1] + other])


def _choices(files: Files) -> Iterator[tuple[str, list[str], int, int]]:
    """Each choice, with its file, its first line and the line after its last."""
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            if _DECIDES.match(line) and lines[number + 1].startswith("        say:"):
                end = number + 1
                while end < len(lines) and (lines[end].startswith("        ") or not lines[end].strip()):
                    end += 1
                yield name, lines, number, end


def _choice_less(files: Files) -> Iterator[Edit]:
    for name, lines, number, end in _choices(files):
        yield _put(files, name, lines, number, end - number, [])


def _choice_otherwise(key: str) -> Kind:
    def edits(files: Files) -> Iterator[Edit]:
        for name, lines, number, end in _choices(files):
            if not any(line.startswith(f"        {key.partition(':')[0]}:") for line in lines[number:end]):
                yield _put(files, name, lines, number + 1, 0, [f"        {key}"])

    return edits


def _renamed(remembered: bool) -> Kind:
    def edits(files: Files) -> Iterator[Edit]:
        found = references({name: text.encode() for name, text in files.items()})
        for each in found:
            if each.defines and each.kind in (NameKind.PLACE, NameKind.CHOICE, NameKind.VARIABLE, NameKind.SEAT):
                new = each.written + ("_2" if each.kind is NameKind.VARIABLE else "-2")
                change = rename(files, found, each.kind, each.name, new)
                after = {change.moved.get(name, name): text for name, text in {**files, **change.files}.items()}
                if not remembered:
                    if each.kind is NameKind.VARIABLE:  # a flag's words were put under a key to stand beside `was`
                        continue
                    after = {name: re.sub(rf"(?m)^ *was: {each.written}\n", "", text) for name, text in after.items()}
                    after = {name: text.replace(f"was: {each.written}, ", "") for name, text in after.items()}
                yield Edit(after, f"{each.name} is called {new}")

    return edits


def _comment(files: Files) -> Iterator[Edit]:
    for name, lines in _episodes(files):
        for number, line in enumerate(lines):
            if re.match(r"^ +[a-z-]+:", line):
                indent = line[: len(line) - len(line.lstrip())]
                yield _put(files, name, lines, number, 0, [f"{indent}# is this right?"])


MEANS: dict[str, Kind] = {
    "a number that moves by more": _lines(r"((?:effects|set): \{.*?: )(-?\d+)", _more),
    "a threshold": _lines(r"(if: .*?[<>=] )(\d+)", _more),
    "a weight": _lines(r"(weight: )(\d+)", _more),
    "another road": _destinations,
    "a paragraph less": _paragraph_less,
    "a paragraph more": _paragraph_more,
    "another reader": _other_reader,
    "another hour": _lines(r"(at: .*\d\d:)([0-4]\d)$", lambda match: f"{match[1]}{int(match[2]) + 10}", "endings.yaml"),
    "another mark": _lines(r"^(\s+(?:- )?)(?:invented|text): (?=\S)", lambda match: f"{match[1]}documented: "),
    "a choice less": _choice_less,
    "a choice taken once only": _choice_otherwise("once: true"),
    "a choice that a rival never takes": _choice_otherwise("weight: 0"),
    "a new name that does not say what it was": _renamed(False),
    "a variant less": _variant_less,
    "a variant more": _variant_more,
    "variants in another order": _variants_turned,
    "when a variant is said": _variant_when,
    "a line that varies no more": _line_whole,
    "a number that begins or ends higher": lambda files: _beginnings(files),
}
"""Edits that mean something, by kind."""

WORDING: dict[str, Kind] = {
    "a sentence": _lines(r"^( {6,}- (?:[a-z]+: )?[A-Z][^:#>]*)\.$", lambda match: f"{match[1]}, or so they say."),
    "what is offered": _lines(r"^(\s+say: [^\"#:]+[^\"#:.?!])([.?!])$", lambda match: f"{match[1]} now{match[2]}"),
    "what answers": _lines(r"^(\s+(?:result|news): [^\"#:]+)\.$", lambda match: f"{match[1]} again."),
    "a title": _lines(r"^(\s+title: [^\"#:]+)$", lambda match: f"{match[1]} once more", "endings.yaml"),
    "what else is read": _lines(
        r"^(\s+(?:epitaph|hint|locked|question|place|instead|about|name): [^\"#:{>]*[a-z])\b",
        lambda match: f"{match[1]} too",
        "endings.yaml",
    ),
    "a variant": _variant_said,
    "a comment": _comment,
    "a condition in brackets": _lines(r"^(\s+(?:- )?if: )([^\s{\"].*)$", lambda match: f"{match[1]}({match[2]})"),
    "a text in quotes": _lines(
        r"^(\s+(?:say|result|title|place): )([^\"#:{>]+)$", lambda match: f'{match[1]}"{match[2]}"'
    ),
    "a new name that says what it was": _renamed(True),
}
"""Edits that change words at most, by kind."""


def _beginnings(files: Files) -> Iterator[Edit]:
    lines = files["story.yaml"].split("\n")
    for number, line in enumerate(lines):
        for match in re.finditer(r"\b(?:start|max): (\d+)", line):
            more = f"{line[: match.start(1)]}{int(match[1]) + 1}{line[match.end(1) :]}"
            yield _put(files, "story.yaml", lines, number, 1, [more])
