"""Large letters made of blocks, for titles."""

from __future__ import annotations

from unicodedata import combining, normalize

_LETTERS = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "### .#. .#. .#. ###",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "#### ...# .##. #... ####",
    "0": ".##. #..# #..# #..# .##.",
    "1": ".#. ##. .#. .#. ###",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    "'": "# # . . .",
    "-": ".. .. ## .. ..",
    " ": ".. .. .. .. ..",
}


def large(text: str, width: int) -> list[str]:
    """A text in the largest letters that fit; accents are dropped.

    Five rows of wide letters, else three rows of small ones, once or twice, else one row of spaced capitals, else the
    text.
    """
    rows = _pixels(text)
    if rows and len(rows[0]) * 2 <= width:
        return [row.replace("#", "██").replace(".", "  ") for row in rows]
    if rows and len(rows[0]) <= width:
        return _halved(rows)
    if rows and (halves := _two_lines(text, width)):
        return [*_halved(_pixels(halves[0])), "", *_halved(_pixels(halves[1]))]
    spaced = " ".join(text.upper())
    return [spaced if len(spaced) <= width else text]


def _two_lines(text: str, width: int) -> tuple[str, str] | None:
    """A text cut at the blank that makes its halves most alike; None where they do not fit as small letters."""
    words = text.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    wide = {cut: max(len(_pixels(half)[0]) for half in cut) for cut in cuts}
    best = min(cuts, key=wide.__getitem__, default=None)
    return best if best is not None and wide[best] <= width else None


def _pixels(text: str) -> list[str]:
    bare = "".join(c for c in normalize("NFD", text.upper()) if not combining(c)).replace("’", "'")
    if not bare or any(c not in _LETTERS for c in bare):
        return []
    letters = [_LETTERS[c].split() for c in bare]
    return [".".join(letter[row] for letter in letters) for row in range(5)]


def _halved(rows: list[str]) -> list[str]:
    rows = [*rows, "." * len(rows[0])]
    glyphs = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
    return ["".join(glyphs[a + b] for a, b in zip(rows[i], rows[i + 1], strict=True)) for i in (0, 2, 4)]
