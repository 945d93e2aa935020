"""The shapes that values may have: each reads a node, with all its problems, and prints itself as JSON Schema.

A value that does not fit is reported and marked as broken, so that what comes after neither meets it nor complains
of its absence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from functools import cached_property
from typing import Any, Protocol

from game.i18n.catalogue import NOTHING, LazyMessage, message, tr_lazy
from game.story.foreign_markup import MARKUP, leftover
from game.story.problems import Report
from game.story.words_meant import (
    FALSE,
    QUOTES,
    TRUE,
    bare,
    date_parts,
    duration_meant,
    is_hour,
    language_meant,
    means_the_end,
    value_meant,
    word_meant,
    written_date,
)
from game.story.yaml_tree import BROKEN, Folded, Node

A_TEXT = tr_lazy("a text")
A_LIST = tr_lazy("a list")
A_GROUP_OF_KEYS = tr_lazy("a group of keys")
A_DATE = tr_lazy("a day and a time")
A_DURATION = tr_lazy("a duration")
A_SWITCH = tr_lazy("`true` or `false`")
A_NUMBER = tr_lazy("a whole number")
A_LANGUAGE = tr_lazy("a language code")
A_SENTENCE = tr_lazy("a sentence")
A_DECISION = tr_lazy("a decision")

LONGEST_TEXT = 10_000
"""Characters; beyond it a text is no paragraph, and marking it up would take long."""


class Shape(Protocol):
    """What a value may look like."""

    @property
    def noun(self) -> LazyMessage:
        """What it is called in a message, with its article."""

    def read(self, node: Node, report: Report) -> None:
        """Report whatever does not fit, and mark it as broken."""

    def schema(self) -> dict[str, Any]:
        """The shape as JSON Schema."""


def what(node: Node) -> LazyMessage:
    """A value in an author's words."""
    value = node.value
    if isinstance(value, bool):
        return tr_lazy("the boolean `{value}`", value=str(value).lower())
    if isinstance(value, int):
        return tr_lazy("the number `{value}`", value=value)
    if isinstance(value, str):
        return tr_lazy("the text `{value}`", value=value if len(value) <= 30 else f"{value[:30]}…")
    if value is None:
        return tr_lazy("nothing")
    return A_LIST if isinstance(value, list) else A_GROUP_OF_KEYS


def refuse(node: Node, report: Report, code: str, message: LazyMessage, hint: LazyMessage = NOTHING) -> None:
    """Report a value and mark it as broken."""
    report.error(node, code, message, hint)
    node.value = BROKEN


_INSTEAD_OF_A_LIST = {
    "a paragraph": tr_lazy("quote a text that begins with a hyphen, or begin it with `—`"),
    "a name": tr_lazy("one name alone can stand there"),
}
"""What to do about a list, by what is due."""


def wrong(node: Node, report: Report, noun: LazyMessage, way_out: LazyMessage = NOTHING) -> None:
    """Report a value of the wrong kind and mark it as broken; `way_out` is for values that mean nothing at all."""
    if node.holds_misread:
        node.value = BROKEN
        return
    quoted = isinstance(node.value, bool | int) and noun.one.startswith(("a text", "a name", "a paragraph"))
    hint = _quoted(node.value) if quoted else NOTHING
    if isinstance(node.value, dict) and noun == A_TEXT:
        hint = tr_lazy("a text that holds `: ` must be quoted, or stand under `>-`")
    if isinstance(node.value, str):
        hint = value_meant(node.value, node.offset == 1, noun.one)
        if noun == A_LIST:
            words = ", ".join(word for part in node.value[:60].split(",") if (word := part.strip(QUOTES)))
            hint = tr_lazy("write `{written}`", written=f"[{words}]")
    if isinstance(node.value, bool) and (noun == A_NUMBER or noun.one.startswith("a number of")):
        hint = tr_lazy("write a figure, like {example}", example=int(node.value))
    if noun.one.startswith("a number, an expression") and isinstance(node.value, bool):
        hint = tr_lazy("what is true or false stands under `effects`")
    if noun == A_SWITCH and type(node.value) is int and node.value in (0, 1):
        hint = tr_lazy("write `{written}`", written=str(bool(node.value)).lower())
    if noun == A_SENTENCE:
        hint = tr_lazy("say in a sentence what it stands for")
    if isinstance(node.value, list):
        hint = _INSTEAD_OF_A_LIST.get(noun.one) or _not_listed([item.value for item in node.value], noun) or hint
    message = tr_lazy("{what} where {noun} is due", what=what(node), noun=noun)
    refuse(node, report, "wrong-type", message, hint or way_out or tr_lazy("write {noun} there", noun=noun))


def _quoted(value: object) -> LazyMessage:
    """The way out for a number, `true` or `false` where a text is due."""
    if isinstance(value, bool):
        return tr_lazy('write the words, or quote it: "{value}"', value=str(value).lower())
    return tr_lazy('quote it: "{value}"', value=value)


def _not_listed(values: list[object], noun: LazyMessage) -> LazyMessage:
    """The way out for a list where one value is due; empty where nobody knows."""
    if len(values) == 1 and isinstance(values[0], str | int):
        return tr_lazy("write it alone, without a list: `{written}`", written=str(values[0])[:40])
    if noun.one == "a condition" and all(isinstance(value, str) for value in values):
        both = " and ".join(map(str, values[:4]))
        return tr_lazy("write `{written}`, or with `or` between", written=both[:60])
    return NOTHING


@dataclass(frozen=True)
class TextShape:
    """Words for readers; `marked` when the light markup of a story counts in them."""

    noun: LazyMessage = A_TEXT
    marked: bool = False

    def read(self, node: Node, report: Report) -> None:
        """A text that is not empty and not endless."""
        value = node.value
        if not isinstance(value, str):
            wrong(node, report, self.noun)
        elif not value.strip():
            refuse(node, report, "empty", tr_lazy("nothing where {noun} is due", noun=self.noun))
        elif len(value) > LONGEST_TEXT:
            refuse(
                node,
                report,
                "text-too-long",
                tr_lazy("a text has at most {longest_text} characters", longest_text=LONGEST_TEXT),
            )
        elif self.marked and MARKUP.search(value):
            left = leftover(value)
            if left is not None:
                report.warn(node, left.code, left.message, left.hint)

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}


_LINES = tr_lazy("lines of text")


@dataclass(frozen=True)
class LinesShape(TextShape):
    """Words whose lines stay as they stand."""

    noun: LazyMessage = _LINES

    def read(self, node: Node, report: Report) -> None:
        """A text whose file keeps its lines."""
        TextShape.read(self, node, report)
        if isinstance(node, Folded) and node.value is not BROKEN:
            report.warn(node, "folded-lines", tr_lazy("what is on several lines here becomes one: only `|` keeps them"))


@dataclass(frozen=True)
class SentenceShape(TextShape):
    """What something stands for, in a sentence for authors."""

    noun: LazyMessage = A_SENTENCE

    def read(self, node: Node, report: Report) -> None:
        """A text, and none of the words for true and false."""
        if isinstance(node.value, str) and bare(node.value) in TRUE | FALSE:
            wrong(node, report, self.noun)
        else:
            TextShape.read(self, node, report)


_IS_NO_NAME = message("`{name}` is no name: lower-case letters, digits and hyphens, a letter first")
_IS_NO_VARIABLE = message("`{name}` is no name: lower-case letters, digits and underscores, a letter first")


@dataclass(frozen=True)
class NameShape:
    """An id or a variable."""

    pattern: str
    noun: LazyMessage
    joint: str = "-"

    def read(self, node: Node, report: Report) -> None:
        """A name in lower case."""
        if not isinstance(node.value, str):
            wrong(node, report, self.noun)
        elif not self.fits(node.value):
            made = self.made(node.value)
            hint = tr_lazy("did you mean `{near}`?", near=made) if made else NOTHING
            no_name = _IS_NO_NAME if self.joint == "-" else _IS_NO_VARIABLE
            refuse(node, report, "bad-name", tr_lazy(no_name, name=node.value[:40]), hint)
            if made:
                node.value = made  # what was most likely meant, so that one slip is not told twice

    def schema(self) -> dict[str, Any]:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    def fits(self, word: str) -> bool:
        """Whether a word is such a name."""
        return len(word) <= 80 and self._pattern.fullmatch(word) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def made(self, word: str) -> str | None:
        """The name that comes nearest to any words; None where there is none."""
        plain = bare(word.removesuffix(".yaml").replace("’", "'"))
        made = re.sub(r"[^a-z0-9]+", self.joint, plain).strip(self.joint)
        return made if re.fullmatch(self.pattern, made) else None


@dataclass(frozen=True)
class RoadName(NameShape):
    """The name of a thing that has a title too: a scene, an episode, an ending, a seat."""

    def read(self, node: Node, report: Report) -> None:
        """A name; what other tools call the end, and what may be a title, are left for where all names are known."""
        if isinstance(node.value, str) and (self.fits(node.value) or self.joint in (self.made(node.value) or "")):
            return
        if isinstance(node.value, str) and means_the_end(node.value):
            node.value = bare(node.value)
        else:
            NameShape.read(self, node, report)


@dataclass(frozen=True)
class DecisionShape(TextShape):
    """A word such as `choice` or `scene:choice`, or several of them."""

    noun: LazyMessage = A_DECISION

    def read(self, node: Node, report: Report) -> None:
        """Words; with a space after its colon, one of them is a key."""
        if isinstance(node.value, dict) and len(node.value) == 1:
            ((scene, choice),) = node.value.items()
            hint = tr_lazy("write `{written}`", written=f"{scene[:40]}:{choice.text[:40]}")
            message = tr_lazy("a space follows the colon of this decision, which makes a key of it")
            refuse(node, report, "bad-decision", message, hint)
        else:
            TextShape.read(self, node, report)


@dataclass(frozen=True)
class LanguageCode(NameShape):
    """A language, with its country where that matters."""

    pattern: str = r"[a-z]{2,3}(_[A-Z]{2})?"
    noun: LazyMessage = A_LANGUAGE

    def made(self, word: str) -> str | None:
        """The code of a language that was written another way."""
        return language_meant(word)


@dataclass(frozen=True)
class IntegerShape:
    """A whole number in a range, both ends included."""

    least: int = -999_999_999
    most: int = 999_999_999
    noun: LazyMessage = A_NUMBER

    def read(self, node: Node, report: Report) -> None:
        """A number in range."""
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            wrong(node, report, self.noun)
        elif not self.least <= node.value <= self.most:
            refuse(
                node,
                report,
                "out-of-bounds",
                tr_lazy(
                    "{value} is not between {least} and {most}", value=node.value, least=self.least, most=self.most
                ),
            )

    def schema(self) -> dict[str, Any]:
        """An integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class SwitchShape:
    """`true` or `false`."""

    noun: LazyMessage = A_SWITCH

    def read(self, node: Node, report: Report) -> None:
        """A boolean."""
        if not isinstance(node.value, bool):
            wrong(node, report, self.noun)

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class OneOf:
    """One of a few words; those after the first `shown` are understood, and no longer told of."""

    words: tuple[str, ...]
    shown: int | None = None
    among: LazyMessage = NOTHING
    """What else may stand in their place, with them, where they are not all."""

    @property
    def noun(self) -> LazyMessage:
        """The words, listed."""
        return self.among or tr_lazy(
            "one of {words}", words=", ".join(f"`{word}`" for word in self.words[: self.shown])
        )

    def read(self, node: Node, report: Report) -> None:
        """One of the words."""
        if not isinstance(node.value, str):
            wrong(node, report, self.noun)
        elif node.value not in self.words:
            meant = word_meant(node.value, self.words)
            hint = (
                tr_lazy("write `{written}`", written=meant)
                if meant
                else report.guess(node.value, self.words[: self.shown])
            )
            refuse(
                node,
                report,
                "unknown-word",
                tr_lazy("`{value}` is not {noun}", value=node.value[:40], noun=self.noun),
                hint,
            )

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words[: self.shown])}


_LONGEST = 366 * 24 * 60
_NOTHING = "0 min"
_DURATION = re.compile(r"(?:([0-9]{1,3}) d)? ?(?:([0-9]{1,4}) h)? ?(?:([0-9]{1,6}) min)?")


def minutes_in(duration: str) -> int:
    """The minutes of a duration such as `20 min`, `3 h` or `1 d 6 h 30 min`; 0 for any other words."""
    read = _DURATION.fullmatch(duration)
    days, hours, minutes = (int(part or 0) for part in (read.groups() if read is not None else ("", "", "")))
    return (days * 24 + hours) * 60 + minutes


@dataclass(frozen=True)
class Duration:
    """How long something takes."""

    noun: LazyMessage = A_DURATION

    def read(self, node: Node, report: Report) -> None:
        """`20 min`, `3 h`, `1 h 30 min`: from a minute to a year."""
        value = node.value
        if not isinstance(value, str) or not 1 <= minutes_in(value) <= _LONGEST:
            message = tr_lazy("{what} where a duration is due", what=what(node))
            meant = duration_meant(str(value)) if isinstance(value, str | int) else ""
            if minutes_in(meant) > _LONGEST:
                hint = tr_lazy("a year is the most: write `{meant}`", meant="366 d")
            elif value == 0 or meant == _NOTHING:
                hint = tr_lazy("leave it out where no time passes; a minute is the least: `1 min`")
            else:
                hint = tr_lazy("write it `{meant}`", meant=meant) if meant else NOTHING
            refuse(node, report, "bad-duration", message, hint)

    def schema(self) -> dict[str, Any]:
        """A string with a pattern."""
        pattern = "^([0-9]{1,3} d)? ?([0-9]{1,4} h)? ?([0-9]{1,6} min)?$"
        return {"type": "string", "minLength": 3, "pattern": pattern}


def _nearest_date(year: int, month: int, day: int, hour: int, minute: int) -> LazyMessage:
    """What may be meant by a day or a minute that does not exist."""
    clock = f"{hour:02}:{minute:02}"
    if not MINYEAR <= year <= MAXYEAR:
        return tr_lazy("years go from 0001 to 9999")
    if 1 <= day <= 12 < month <= 31:
        return tr_lazy(
            "the month stands before the day: write `{meant}`", meant=f"{year:04}-{day:02}-{month:02} {clock}"
        )
    if not 1 <= month <= 12:
        return tr_lazy("months go from 01 to 12: first the year, then the month, then the day")
    last = monthrange(year, month)[1]
    if day < 1:
        return tr_lazy("the days of a month begin with 01")
    if day > last:
        return tr_lazy(
            "that month has {last} days: write `{meant}`", last=last, meant=f"{year:04}-{month:02}-{last:02} {clock}"
        )
    if hour == 24 and minute < 60 and (year, month, day) < (MAXYEAR, 12, 31):
        midnight = datetime(year, month, day, 0, minute) + timedelta(days=1)
        return tr_lazy("midnight begins a day: write `{meant}`", meant=written_date(midnight))
    return tr_lazy("hours go from 00 to 23, minutes from 00 to 59")


def _exists(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class DateTimeShape:
    """A day and a minute."""

    noun: LazyMessage = A_DATE

    def read(self, node: Node, report: Report) -> None:
        """`2023-11-16 20:40`, and a day that exists."""
        written = node.text
        if not (re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", written) and _exists(written)):
            message, hint = self._meant(node)
            refuse(node, report, "bad-date", message, hint)

    def _meant(self, node: Node) -> tuple[LazyMessage, LazyMessage]:
        """What is wrong with a date, and the way out."""
        message = tr_lazy("{what} where a day and a time are due", what=what(node))
        parts = date_parts(node.text)
        if parts is None:
            alone = is_hour(node.text)
            return message, tr_lazy("write its day before the hour, like 2023-11-16 20:40") if alone else NOTHING
        try:
            meant = written_date(datetime(*parts))
        except ValueError:
            message = tr_lazy("`{value}` does not exist in the calendar", value=node.text[:40])
            return message, _nearest_date(*parts)
        return message, tr_lazy("write it `{meant}`", meant=meant)

    def schema(self) -> dict[str, Any]:
        """A string with a pattern."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"}
