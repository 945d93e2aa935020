"""A run as one short line of text, to be sent to somebody else.

A code holds the setup and, for each decision, twelve bits of a hash over `scene/choice`, by the ids that they bore
first. It names no position: a story that was reworded, reordered or renamed since reads it as well, and one that lost a
choice reads it up to there. The decisions
are the player's; against a rival that thinks they are everybody's, in the order taken, so that the run is the same
where the rival would think otherwise.

Layout, in bytes, then base64 (RFC 4648, section 5, no padding) behind the prefix `holdup-`: the format, which also
salts the hashes (1 to 255: the writer takes the first that tells every choice it passed from its neighbours); a hash
over story, seat, rival and opening (5), in which the rival's word is version 0.1's where chance draws as it did then;
the seed and the number of decisions, seven bits a byte; the decisions, two in three bytes; a checksum (2), so that a
slip of the hand is told from an old story.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from game.hashing import blake2b
from game.play.chance import MAX_SEED
from game.play.run import Run
from game.play.setup import RIVAL_WORDS, Setup, seat_word, seats
from game.play.state import open_choices
from game.story.former import OPENING, SEAT, former
from game.story.model import Story
from game.story.scenes import Choice, Ending, Scene

PREFIX = "holdup-"
_HEAD = 6
_TAIL = 2
_BITS = 12
_LONGEST_VARINT = 9
"""Bytes: as many as the largest seed has. A code that is all one number must not keep its reader busy."""
_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")
"""What stands around a code that was copied out of a sentence, or broken over two lines."""


class InvalidShareCode(ValueError):
    """The text is not a share code, or it is damaged."""


class WrongStory(ValueError):
    """The code belongs to another story, or to a seat or an opening that this one has not."""


@dataclass(frozen=True, slots=True)
class DecodedRun:
    """A run read from a code, and how many of its decisions no longer exist in the story (whoever took them)."""

    run: Run
    lost: int


def encode(run: Run) -> str:
    """The code of a run."""
    setup = run.setup
    taken = [took for took in run.taken() if took.player or setup.rival.strength]
    salt = next(s for s in range(1, 256) if s == 255 or all(_tells_apart(s, took.scene, took.choice) for took in taken))
    marks = [_mark(salt, took.scene.first, took.choice.first) for took in taken]
    body = bytes((salt,)) + _head(setup) + _varint(setup.seed) + _varint(len(marks)) + _pack(marks)
    return PREFIX + urlsafe_b64encode(body + _hash(body, _TAIL)).decode().rstrip("=")


def is_intact(code: str) -> bool:
    """Whether a text is a code that nothing was changed in, whatever its story."""
    try:
        _body(code)
    except InvalidShareCode:
        return False
    return True


def decode(story: Story, code: str) -> DecodedRun:
    """The run that a code tells, as far as the story still has its decisions.

    Raises:
        InvalidShareCode: The text is no code, or something in it was changed.
        WrongStory: It tells of another story.
    """
    body = _body(code)
    salt, rest = body[0], body[_HEAD:]
    setup_hashes = body[1:_HEAD]
    seed, rest = _read_varint(rest)
    if seed > MAX_SEED:
        raise InvalidShareCode(code)
    setup = _setup(story, setup_hashes, seed)
    count, rest = _read_varint(rest)
    marks = _Marks(salt, _unpack(rest, count), story.was)
    recall = marks.told if setup.rival.strength else None
    try:
        run = Run.start(setup, recall)
    except _Gone:
        return DecodedRun(Run.start(setup), count)
    while marks.read < count:
        before = marks.read
        try:
            here = run.state.here
            run = run.decide(marks.told(here, open_choices(run.state)).id, recall=recall)
        except _Gone:
            return DecodedRun(run, count - before)
    return DecodedRun(run, 0)


class _Gone(Exception):
    """A decision that the story no longer has."""


class _Marks:
    """The decisions of a code, read one after the other; `read` counts them."""

    def __init__(self, salt: int, marks: Sequence[int], was: Mapping[str, str]) -> None:
        self.read = 0
        self._salt, self._marks, self._was = salt, marks, was

    def told(self, scene: Scene | Ending, opened: Sequence[Choice]) -> Choice:
        """The choice that was taken at a scene.

        Raises:
            _Gone: It cannot be taken there, or the code tells no more.
        """
        if self.read >= len(self._marks):
            raise _Gone
        mark = self._marks[self.read]
        for names in (_first_names, self._all_names):
            for choice in opened:
                if any(_mark(self._salt, *pair) == mark for pair in names(scene, choice)):
                    self.read += 1
                    return choice
        raise _Gone

    def _all_names(self, scene: Scene | Ending, choice: Choice) -> Iterator[tuple[str, str]]:
        """All the names that a choice and its scene have had, for a code of a version that wrote those of its day."""
        at, was = scene.id, self._was
        return product((at, *former(was, at)), (choice.id, *former(was, choice.id, f"{at}/")))


def _first_names(scene: Scene | Ending, choice: Choice) -> Iterator[tuple[str, str]]:
    if isinstance(scene, Scene):
        yield scene.first, choice.first


def _tells_apart(salt: int, scene: Scene, taken: Choice) -> bool:
    mark = _mark(salt, scene.first, taken.first)
    return all(_mark(salt, scene.first, other.first) != mark for other in scene.choices if other.id != taken.id)


def _mark(salt: int, scene: str, choice: str) -> int:
    return int.from_bytes(_hash(f"{salt}/{scene}/{choice}".encode(), 2)) >> (16 - _BITS)


def _hash(data: bytes, size: int) -> bytes:
    return blake2b(data, digest_size=size).digest()


def _head(setup: Setup) -> bytes:
    return _head_of(setup.story.id, seat_word(setup), setup.rival_word, setup.opening)


def _heads(setup: Setup) -> Iterator[bytes]:
    """The heads under all the names that the seat and the opening have had."""
    was, seat, opening = setup.story.was, seat_word(setup), setup.opening
    for place in (seat, *former(was, seat, SEAT)):
        for start in (opening, *former(was, opening, OPENING)):
            yield _head_of(setup.story.id, place, setup.rival_word, start)


def _head_of(*words: str) -> bytes:
    return _hash("/".join(words).encode(), _HEAD - 1)


def _setup(story: Story, head: bytes, seed: int) -> Setup:
    for setup in _setups(story, seed):
        if head in _heads(setup):
            return setup
    raise WrongStory(story.id)


def _setups(story: Story, seed: int) -> Iterator[Setup]:
    for seat in ("both", *story.seats):
        for word in RIVAL_WORDS:
            for opening in story.openings:
                yield Setup.begun(story, seats(story, seat), word, seed, opening)


def _body(code: str) -> bytes:
    text = _FOREIGN.sub("", code).removeprefix(PREFIX)
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise InvalidShareCode(code) from error
    body, check = data[:-_TAIL], data[-_TAIL:]
    if len(body) < _HEAD + 2 or body[0] == 0 or _hash(body, _TAIL) != check:
        raise InvalidShareCode(code)
    return body


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def _read_varint(data: bytes) -> tuple[int, bytes]:
    number = 0
    for at, byte in enumerate(data[:_LONGEST_VARINT]):
        number |= (byte & 0x7F) << (7 * at)
        if not byte & 0x80:
            return number, data[at + 1 :]
    raise InvalidShareCode("")


def _pack(marks: list[int]) -> bytes:
    bits = 0
    for mark in marks:
        bits = bits << _BITS | mark
    size = (len(marks) * _BITS + 7) // 8
    return (bits << (size * 8 - len(marks) * _BITS)).to_bytes(size)


def _unpack(data: bytes, count: int) -> list[int]:
    if len(data) * 8 < count * _BITS:
        raise InvalidShareCode("")
    return [_bits(data[n * _BITS // 8 : n * _BITS // 8 + 2], n * _BITS % 8) for n in range(count)]


def _bits(two: bytes, first: int) -> int:
    """Twelve bits of two bytes, from one of them on."""
    return int.from_bytes(two) >> (16 - _BITS - first) & ((1 << _BITS) - 1)
