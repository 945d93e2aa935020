"""Takes the README's pictures and its recording from the running game: `python -m tests.recording [FOLDER]`.

The program runs at the end of a pseudo-terminal, keys are pressed, and what a terminal would show is drawn as SVG: a
still, and a film of which every browser plays the frames. With Chromium here, a run's newspaper is photographed too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import pyte
from pyte.screens import Char

from tests.pseudo_terminal import PseudoTerminal

PICTURES = Path(__file__).parent / "pictures"
COLUMNS, ROWS = 110, 32
CELL = (8.4, 18.0)
"""Width and height of a character, in units of the drawing."""

INK, PAPER = "#c5c8c6", "#0c0c0c"
"""What a terminal shows where the program asks for no colour."""

TICK = 0.12
"""Seconds between two looks at the screen while something moves."""

QUIET = 0.5
"""Seconds without a change after which a screen has come to rest."""

LONGEST = 1.3
"""Seconds that a screen may move after a key; then it is taken as it is."""

Row = tuple[Char, ...]
Picture = tuple[Row, ...]


@dataclass(frozen=True)
class Frame:
    """What the screen shows, and for how many seconds."""

    picture: Picture
    seconds: float


@dataclass(frozen=True)
class Step:
    """Keys to press, and how many seconds a reader needs for what they bring."""

    keys: str
    seconds: float


class Program(PseudoTerminal):
    """The game in a terminal that remembers what it shows."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        super().__init__([sys.executable, "-m", "game", *arguments], {"HOLDUP_HOME": str(home)}, COLUMNS, ROWS)

    @property
    def picture(self) -> Picture:
        """What the screen shows now."""
        buffer = self._screen.buffer
        return tuple(tuple(buffer[row][column] for column in range(COLUMNS)) for row in range(ROWS))

    @property
    def text(self) -> str:
        """The same without its colours."""
        return "\n".join(self._screen.display)

    def moving(self) -> Iterator[Frame]:
        """What the screen shows until it comes to rest."""
        began = changed = time.monotonic()
        last = self.picture
        while (now := time.monotonic()) - changed < QUIET and now - began < LONGEST:
            until = now + TICK
            while (left := until - time.monotonic()) > 0 and (written := self.read(left)):
                self._stream.feed(written)
            if (picture := self.picture) != last:
                changed, last = time.monotonic(), picture
                yield Frame(picture, TICK)

    def wait_for(self, words: str) -> None:
        """Read until some words are on the screen.

        Raises:
            TimeoutError: They did not come.
        """
        until = time.monotonic() + 20
        while words not in self.text:
            if time.monotonic() > until:
                raise TimeoutError(f"{words!r} never came:\n{self.text}")
            self._stream.feed(self.read(0.2))


def filmed(program: Program, steps: Sequence[Step]) -> list[Frame]:
    """What the screen shows while keys are pressed."""
    frames = [Frame(program.picture, steps[0].seconds)]
    for step in steps:
        program.write(step.keys)
        moving = list(program.moving()) or [Frame(program.picture, TICK)]
        frames += [*moving[:-1], Frame(moving[-1].picture, step.seconds)]
    return frames


def still(picture: Picture) -> str:
    """A picture as SVG."""
    ink = Ink(picture)
    rows = "".join(f'<g transform="translate(0 {y * CELL[1]:g})">{ink.row(row)}</g>' for y, row in enumerate(picture))
    return _svg(ink, "", "", rows)


def film(frames: Sequence[Frame]) -> str:
    """Frames as SVG that plays by itself, over and over; where motion is not wanted, the last frame stands still.

    The frames lie side by side on a strip that is moved past the window. Each distinct row is drawn once.
    """
    ink = Ink(frames[0].picture)
    names: dict[Row, str] = {}
    for row in (row for frame in frames for row in frame.picture):
        names.setdefault(row, f"r{len(names)}")
    width, length = COLUMNS * CELL[0], sum(frame.seconds for frame in frames)
    rows = "".join(f'<g id="{name}">{ink.row(row)}</g>' for row, name in names.items())
    strip, keys, elapsed = [], [], 0.0
    for number, frame in enumerate(frames):
        uses = "".join(
            f'<use href="#{names[row]}" y="{y * CELL[1]:g}"/>' for y, row in enumerate(frame.picture) if ink.row(row)
        )
        strip.append(f'<g transform="translate({number * width:g} 0)">{uses}</g>')
        keys.append(f"{100 * elapsed / length:.3f}%{{transform:translateX({-number * width:g}px)}}")
        elapsed += frame.seconds
    last = -(len(frames) - 1) * width
    style = (
        f"@keyframes film{{{''.join(keys)}}}"
        f".film{{animation:film {length:.2f}s step-end infinite}}"
        f"@media(prefers-reduced-motion:reduce){{.film{{animation:none;transform:translateX({last:g}px)}}}}"
    )
    return _svg(ink, style, rows, f'<g class="film">{"".join(strip)}</g>')


class Ink:
    """Colours and weights of text, each a class; the ground is that of the first picture's corner."""

    def __init__(self, picture: Picture) -> None:
        self.ground = _colours(picture[0][0])[1]
        self._classes: dict[str, str] = {}

    @property
    def style(self) -> str:
        """The classes that were used so far."""
        return "".join(f".{name}{{{rule}}}" for rule, name in self._classes.items())

    def row(self, row: Row) -> str:
        """A row of characters: their grounds, then runs of text that keep to the grid; nothing for an empty row."""
        parts = []
        for ground, cells in groupby(enumerate(row), lambda cell: _colours(cell[1])[1]):
            span = [column for column, _ in cells]
            if ground != self.ground:
                x, width = span[0] * CELL[0], len(span) * CELL[0]
                parts.append(f'<rect x="{x:g}" width="{width:g}" height="{CELL[1] + 0.5:g}" fill="{ground}"/>')
        for rule, cells in groupby(enumerate(row), lambda cell: _rule(cell[1])):
            run = list(cells)
            text = "".join(char.data for _, char in run)
            start = len(text) - len(text.lstrip())
            text = text.strip()
            if text:
                x = (run[0][0] + start) * CELL[0]
                name = self._classes.setdefault(rule, f"c{len(self._classes)}")
                width = len(text) * CELL[0]
                parts.append(f'<text x="{x:g}" y="13.5" class="{name}" textLength="{width:g}">{escape(text)}</text>')
        return "".join(parts)


def _colours(char: Char) -> tuple[str, str]:
    """The colours of a character and of its ground."""
    ink, paper = _colour(char.fg, INK), _colour(char.bg, PAPER)
    return (paper, ink) if char.reverse else (ink, paper)


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return f"#{name}" if len(name) == 6 and set(name) <= set("0123456789abcdef") else name.removeprefix("bright")


def _rule(char: Char) -> str:
    rule = f"fill:{_colours(char)[0]}"
    if char.bold:
        rule += ";font-weight:bold"
    if char.italics:
        rule += ";font-style:italic"
    if char.underscore:
        rule += ";text-decoration:underline"
    return rule


def _svg(ink: Ink, style: str, definitions: str, body: str) -> str:
    width, height, edge = COLUMNS * CELL[0], ROWS * CELL[1], 14
    outer = f'x="{-edge}" y="{-edge}" width="{width + 2 * edge:g}" height="{height + 2 * edge:g}"'
    font = "font:14px 'Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-edge} {-edge} {width + 2 * edge:g} {height + 2 * edge:g}">'
        f"<style>text{{{font}}}{ink.style}{style}</style>"
        f'<defs><clipPath id="window"><rect width="{width:g}" height="{height:g}"/></clipPath>{definitions}</defs>'
        f'<rect {outer} rx="8" fill="{ink.ground}"/>'
        f'<g clip-path="url(#window)">{body}</g></svg>\n'
    )


CHOOSES = " choose  "
"""In the last row where a choice can be made."""


def played(program: Program) -> tuple[list[Frame], Picture]:
    """The film: the title, a new game, a page, a decision, what it does, what really happened. And its best still."""
    program.wait_for("New game")
    frames = [*program.moving(), Frame(program.picture, 2.0)]
    frames += filmed(program, [Step("\r", 1.6), Step("\r", 1.6), Step(" ", 3.0)])
    choice = reached_choice(program)
    frames.append(Frame(choice, 3.0))
    frames += filmed(program, [Step("1", 2.4), Step("\r", 2.4), Step("h", 5.0), Step("\x1b", 1.0)])
    return frames, reached_choice(program)


def reached_choice(program: Program) -> Picture:
    """Read on, off the film, until there is something to choose."""
    for _ in range(20):
        if CHOOSES in program.text.splitlines()[-1]:
            return program.picture
        program.write(" ")
        for _ in program.moving():
            pass
    raise TimeoutError(f"nothing to choose:\n{program.text}")


def newspaper(home: Path, file: Path) -> bool:
    """Photograph the newspaper of a whole run; False where there is no Chromium to do it with."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return False
    page = home / "gazette.html"
    environment = {**os.environ, "HOLDUP_HOME": str(home)}
    command = [sys.executable, "-m", "game", "--lang", "en"]
    subprocess.run(
        [*command, "play", "--plain", "--seat", "altman", "--seed", "7"],
        input="1\n" * 200, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    subprocess.run([*command, "export", "1", "-o", str(page)], env=environment, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={profile}"]
        size = ["--window-size=1000,900", f"--screenshot={file}"]
        subprocess.run([chromium, *options, *size, page.as_uri()], check=True, capture_output=True, timeout=60)
    return True


def main(folder: Path) -> None:
    """Take the pictures, and say what was taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        program = Program(home / "film", "--lang", "en")
        try:
            frames, choice = played(program)
        finally:
            program.close()
        (folder / "recording.svg").write_text(film(frames), "utf-8")
        (folder / "game.svg").write_text(still(choice), "utf-8")
        taken = ["recording.svg", "game.svg"]
        taken += ["gazette.png"] if newspaper(home / "paper", folder / "gazette.png") else []
    for file in (folder / name for name in taken):
        print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
    print(f"{len(frames)} frames, {sum(frame.seconds for frame in frames):.0f} seconds")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
