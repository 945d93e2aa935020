"""Slips of the hand in prose written as YAML: looked for in the lines themselves, not in the parser's complaint.

The parser notices a slip where the file stops making sense, often a line too late, and in its own words. What the hand
did stands in the lines before: a bullet of a word processor, a no-break space where a space is due, a quotation that
begins a sentence, a colon inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like a space and are none to YAML."""

_LAYOUT_SPACE = re.compile(
    rf"(?m)^[ ]*(?:- +)*(?:(?P<indentation>[{_WIDE}])|-(?P<dash>[{_WIDE}])|[\w-]+(?P<before>[{_WIDE}]+):(?= |$)"
    rf"|[\w-]+:(?P<after>[{_WIDE}]))"
)
_ANY_WIDE = re.compile(f"[{_WIDE}]")
_KINDS_OF_SPACE = {
    "\u00a0": tr_lazy("a no-break space"),
    "\u2002": tr_lazy("an en space"),
    "\u2003": tr_lazy("an em space"),
    "\u2007": tr_lazy("a figure space"),
    "\u2009": tr_lazy("a thin space"),
    "\u202f": tr_lazy("a narrow no-break space"),
    "\u3000": tr_lazy("an ideographic space"),
}
_OTHER_SPACE = tr_lazy("an unusual space")
_WHERE = {
    "indentation": "stands where the line is indented",
    "dash": "stands after the dash",
    "before": "stands before the colon of `{key}`",
    "after": "stands after the colon of `{key}`",
}

_OPENS_BLOCK = re.compile(r"(?:^|[ :-] *)[|>][+-]?[0-9]?[+-]? *(?:#.*)?$")
_KEY = r"[ ]*(?:- +)*[\w-]+"
_ITEM_AND_KEY = re.compile(r"[ ]*(?:- +)+(?=[\w-]+:)")
BULLETS = "-—–•‣·∙"
"""What may begin a text that was meant as a list."""

_BULLET = re.compile(r"([ ]*)([—–•‣·∙*▪▫■□●○◦➢✓→\uf0a7\uf0b7o]|[0-9]{1,2}[.)]|[a-z]\))[ \u00a0]+\S")
_NO_SPACE_AFTER_COLON = re.compile(rf"{_KEY}:(?=[^\s:/]|:+ )")
_NO_SPACE_AFTER_DASH = re.compile(r"[ ]*-(?=[^\s-])(?!-?[0-9]+$)")
_EQUALS = re.compile(rf"{_KEY} *= +\S")
_QUOTED_START = re.compile(r"[ ]*(?:- +|[\w-]+: +)*(\"[^\"]*\"|'[^']*')(?= *[^\s:#\"'])")
_BRACKETED_START = re.compile(r"[ ]*(?:- +|[\w-]+: +)*([{\[])[{\[]?[^{}\[\]]*[}\]]+(?= *[^\s#,}\]])")
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?= |$)")
_HAS_KEY = re.compile(rf"{_KEY}:(?: |$)")
_WHOLE_ON_ITS_LINE = re.compile(r"[ ]*(?:- +)*(?P<key>[\w-]+): +[^\s>|#&*!].*")
_FAR_MINUS = re.compile(r"[{,:] *[\w-]*:? *(?P<minus>-) +(?P<digits>\d+) *(?=[,}]|$)")
_IN_PARENTHESES = re.compile(r"[ ]*(?:- +)*[\w-]+: +(?P<open>\()(?P<inside> *[\w-]+ *: .*?)\) *$")
_SEMICOLON = re.compile(r"[ ]*(?:- +)*[\w-]+: +\{[^{}\"']*;(?= *[\w-]+ *:)")
_DASHED_NAME = re.compile(r"[ ]*- (?P<name>[a-z][\w-]*): *(?:#.*)?$")
_TWO_KEYS = re.compile(
    r"[ ]*(?:- +)*[\w-]+: +[^{\[\"'][^:]*?, *"
    r"(?P<key>to|next|say|text|if|at|place|title|news|draw|effects|set|why|result"
    r"|weight|seat|once|history|name|about|max|min|start|locked|for|number|episode): "
)
_CASE_IN_BRACES = re.compile(r"\{[^{}]*\?[^{}]* : [^{}]*\}")
_CASE = re.compile(r"[ ]*(?:- +)*[\w-]+: +[a-z_]\w*(?: *(?:[<>]=?|[=!]=) *\w+| +(?:and|or) +\w+)* +\?(?= )")
_COLON_INSIDE = re.compile(r"\S *: ")
GLUED_COMMENT = re.compile(r" (#(?![ #!]|$)\S*)", re.MULTILINE)
"""A `#` with a word right behind it: no comment that anybody meant."""

BLOCK_LEFTOVER = re.compile(r"(?:^|(?<=\s))(# |- |> )")
"""What begins a line inside a `>` or `|` text and means nothing there."""

KEY_IN_TEXT = re.compile(
    r"[ ]*(?P<dash>- +)?(?P<key>text|invented|documented|disputed|first|again|one_of|lines|if|for"
    r"|choices|say|effects|set|why|result|locked|to|next|draw|news|seat|place|title):(?= |$)",
    re.MULTILINE,
)
"""What begins a line inside a `>` or `|` text and was meant as a key."""

NO_SPACE_IN_BRACES = re.compile(r"([a-z][\w-]*):(?=\S)")
"""`{a:1}`: one name to YAML."""


EQUALS_IN_BRACES = re.compile(r"([a-z][\w-]*) *= *(?=[\w+-]+$)")
"""`{a = 1}`: one name to YAML."""


class Slip(NamedTuple):
    """A slip, in words for the author; line and column count from 1."""

    line: int
    column: int
    code: str
    message: LazyMessage
    hint: LazyMessage = NOTHING


def quote_it() -> LazyMessage:
    """The way out of most slips."""
    return tr_lazy("put the text in double quotes, or on its own lines under `>-`")


def layout_spaces(text: str) -> Iterator[Slip]:
    """No-break and other wide spaces where only a plain space holds a file together.

    Args:
        text: The whole file.

    Yields:
        Each such space that stands as indentation, after a dash, or on either side of a key's colon.
    """
    if text.isascii() or not _ANY_WIDE.search(text):
        return
    prose: set[int] | None = None
    line = counted = 0
    for match in _LAYOUT_SPACE.finditer(text):
        if prose is None:
            prose = block_lines(text.split("\n"))
        group = match.lastgroup or "indentation"
        at = match.start(group)
        line += text.count("\n", counted, at)
        counted = at
        if line in prose:
            continue
        name = f"U+{ord(text[at]):04X}"
        kind = _KINDS_OF_SPACE.get(text[at], _OTHER_SPACE)
        key = match[0].strip(" -" + text[at]).rstrip(":").strip()
        where = tr_lazy(_WHERE[group], key=key)
        message = tr_lazy(
            "{name}, {kind}, {where}: it looks like a space, and is none here", name=name, kind=kind, where=where
        )
        yield Slip(line + 1, at - text.rfind("\n", 0, at), "no-break-space", message)


def block_lines(lines: list[str]) -> set[int]:
    """The lines (from 0) that stand inside a `>` or `|` text, which YAML takes as they are."""
    inside: set[int] = set()
    depth: int | None = None
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        indentation = len(line) - len(bare)
        if depth is not None:
            if not bare or indentation > depth:
                inside.add(number)
                continue
            depth = None
        if bare and not bare.startswith("#") and _OPENS_BLOCK.search(line):
            key = _ITEM_AND_KEY.match(line)
            depth = indentation if key is None else key.end()
    return inside


def glued_comment(line: str, start: int) -> str:
    """What a text that ends at a place of a line loses to a `#` glued to a word, such as `#4`; empty where nothing."""
    match = GLUED_COMMENT.match(line, start + len(line[start:]) - len(line[start:].lstrip(" ")) - 1) if start else None
    return match[1] if match else ""


def bullet_in_text(lines: list[str]) -> Slip | None:
    """A list whose bullets YAML does not know, and which it reads as one plain text on lines of its own.

    Args:
        lines: The lines of that text, the first of them at line 1.
    """
    slip = _space_after_dash(lines, 0, 0)
    if slip is not None:
        return slip
    return _bullet(lines, 0, 0) if len(lines) > 1 and _BULLET.match(lines[1]) else None


def comment_in_text(line: int, column: int, word: str) -> Slip:
    """A `#` that cuts a text short, at a line and a column from 1."""
    message = tr_lazy("`{word}` begins a comment here, and the rest of the line is lost", word=word[:40])
    return Slip(
        line,
        column,
        "comment-in-text",
        message,
        tr_lazy("{way_out}; a comment has a space after its `#`", way_out=quote_it()),
    )


def cause(lines: list[str], number: int) -> Slip | None:
    """The slip behind a complaint of the parser, if a known one stands on its line or just above.

    Args:
        lines: The file.
        number: The line of the complaint, from 0.
    """
    prose = block_lines(lines)
    number = min(number, len(lines) - 1)
    above = [i for i in range(number, max(number - 6, -1), -1) if lines[i].strip()]
    candidates = [i for i in above if i not in prose][:3]
    for i in candidates:
        for look in _LOOKS:
            slip = look(lines, i, number)
            if slip is not None:
                return slip
    return None


def _conflict(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _CONFLICT.match(lines[i])
    if match is None:
        return None
    message = tr_lazy("`{written}` marks two versions of these lines, left behind by a merge", written=match[0])
    return Slip(
        i + 1, 1, "yaml-syntax", message, tr_lazy("keep one of the versions, and delete the lines with the marks")
    )


def _bullet(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _BULLET.match(lines[i])
    if match is None:
        return None
    message = tr_lazy("`{written}` begins no item of a list", written=match[2])
    return Slip(i + 1, match.start(2) + 1, "wrong-bullet", message)


def _glued(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = GLUED_COMMENT.search(lines[i])
    if match is None or not _HAS_KEY.match(lines[i]):
        return None
    return comment_in_text(i + 1, match.start(1) + 1, match[1])


def _space_after_colon(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _NO_SPACE_AFTER_COLON.match(lines[i])
    if match is None:
        return None
    twice = lines[i][match.end() : match.end() + 1] == ":"
    message = (
        tr_lazy("two colons stand after this key, where one is due")
        if twice
        else tr_lazy("a space is missing after this colon")
    )
    return Slip(i + 1, match.end(), "missing-space", message, tr_lazy("a key is written `key: value`"))


def _space_after_dash(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _NO_SPACE_AFTER_DASH.match(lines[i])
    if match is None or lines[i].strip() == "---":
        return None
    message = tr_lazy("a space is missing after this dash")
    return Slip(i + 1, match.end(), "missing-space", message, tr_lazy("an item of a list begins with `- `"))


def _equals(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _EQUALS.match(lines[i])
    if match is None or _HAS_KEY.match(lines[i]):
        return None
    column = len(lines[i]) - len(lines[i].lstrip()) + 1
    return Slip(
        i + 1,
        column,
        "missing-colon",
        tr_lazy("this line is no key: it has `=` where a colon is due"),
    )


def _quotation(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _QUOTED_START.match(lines[i])
    if match is None:
        return None
    message = tr_lazy("the quoted text ends here, but the line goes on")
    return Slip(i + 1, match.end(1) + 1, "text-after-quote", message)


def _brackets(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = _BRACKETED_START.match(lines[i])
    if match is None:
        return None
    condition = re.search(r"\b(?:if|weight|value): *$", lines[i][: match.start(1)])
    hint = tr_lazy("in an expression a name stands by itself, without braces") if condition else quote_it()
    message = tr_lazy("a text cannot start with `{written}` unless it is quoted", written=match[1])
    return Slip(i + 1, match.start(1) + 1, "special-start", message, hint)


def _question(lines: list[str], i: int, complaint: int) -> Slip | None:
    match = re.match(r"[ ]*(?:- +|[\w-]+: +)*(\?) ", lines[i])
    if match is None:
        return None
    message = tr_lazy("a text cannot start with `?` unless it is quoted")
    return Slip(i + 1, match.start(1) + 1, "special-start", message, quote_it())


def _colon(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A colon in the middle of a text that runs over several lines."""
    match = _COLON_INSIDE.search(lines[i])
    if i != complaint or match is None or not i:
        return None
    above = lines[i - 1]
    text = re.match(r"([ ]*)(?:- +|(?:- +)*[\w-]+: +)(?=[^\s>|&*!{\[\"'])", above)
    deeper = text is not None and len(lines[i]) - len(lines[i].lstrip()) > len(text[1])
    if not deeper or re.match(r"[ ]*[\w-]+: ", lines[i]):
        return None
    message = tr_lazy("a colon followed by a space starts a key, here in the middle of a text")
    return Slip(i + 1, lines[i].index(":", match.start()) + 1, "unquoted-colon", message, quote_it())


def _too_deep(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A key that stands further right than the one above it, whose value is all on its line."""
    key, above = _HAS_KEY.match(lines[i]), next((line for line in reversed(lines[:i]) if line.strip()), "")
    whole = _WHOLE_ON_ITS_LINE.match(above)
    column = len(lines[i]) - len(lines[i].lstrip())
    if i != complaint or key is None or whole is None or column < whole.start("key") + 2:
        return None
    name = key[0].strip(" -:")
    message = tr_lazy(
        "`{key}` stands too far right: what `{above}` says is all on the line above", key=name, above=whole["key"]
    )
    hint = tr_lazy("line it up with the keys that it belongs with")
    return Slip(i + 1, column + 1, "bad-indentation", message, hint)


def dashed_name(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A dash before a name, among names that stand without one."""
    match = _DASHED_NAME.match(lines[i])
    if match is None:
        return None
    depth = len(lines[i]) - len(lines[i].lstrip())
    others = [line for line in lines[max(0, i - 80) : i + 80] if re.match(rf"[ ]{{{depth}}}[\w-]+: *(?:#.*)?$", line)]
    if not others:
        return None
    message = tr_lazy("`- ` makes an item of a list of `{name}`, and its neighbours are names", name=match["name"])
    return Slip(i + 1, depth + 1, "misplaced-dash", message, tr_lazy("write `{written}`", written=f"{match['name']}:"))


def _two_keys(lines: list[str], i: int, complaint: int) -> Slip | None:
    """Two keys on one line, with a comma between them and no braces round them."""
    match = _TWO_KEYS.match(lines[i])
    if match is None:
        return None
    message = tr_lazy("a second key, `{key}`, stands on this line", key=match["key"])
    return Slip(
        i + 1, match.start("key") + 1, "unquoted-colon", message, tr_lazy("write each key on a line of its own")
    )


def _minus(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A number and its minus sign, with a space between them."""
    match = _FAR_MINUS.search(lines[i])
    if match is None:
        return None
    message = tr_lazy("a space stands between the minus sign and its number")
    hint = tr_lazy("write `{written}`", written=f"-{match['digits']}")
    return Slip(i + 1, match.start("minus") + 1, "misplaced-dash", message, hint)


def _separators(lines: list[str], i: int, complaint: int) -> Slip | None:
    """Keys in parentheses, or with semicolons between them, where braces and commas are due."""
    round_ = _IN_PARENTHESES.match(lines[i])
    if round_ is not None:
        message = tr_lazy("parentheses hold no keys: on one line, keys stand in braces")
        hint = tr_lazy("write `{written}`", written=f"{{{round_['inside'][:60]}}}")
        return Slip(i + 1, round_.start("open") + 1, "unclosed-bracket", message, hint)
    apart = _SEMICOLON.match(lines[i])
    if apart is None:
        return None
    message = tr_lazy("`;` stands where a comma is due")
    return Slip(i + 1, apart.end(), "unclosed-bracket", message, tr_lazy("write `{written}`", written=","))


def _otherwise(lines: list[str], i: int, complaint: int) -> Slip | None:
    """`a ? b : c`, in an expression or in the braces of a text."""
    braced = _CASE_IN_BRACES.search(lines[i])
    if braced is not None:
        message = tr_lazy("`{written}` means nothing here", written=braced[0][:40])
        hint = tr_lazy("a text has no conditions inside: write two paragraphs, each with its `if`")
        return Slip(i + 1, braced.start() + 1, "foreign-markup", message, hint)
    match = _CASE.match(lines[i])
    if match is None:
        return None
    message = tr_lazy("`{sign}` means nothing here", sign="?")
    return Slip(i + 1, match.end(), "expression-syntax", message, cases())


def cases() -> LazyMessage:
    """The way out for those who write `if … then …` or `… ? … : …`."""
    return tr_lazy("a condition stands alone; several values are a list of cases, each with its `if` and its `value`")


def _end_of_file(lines: list[str], i: int, complaint: int) -> Slip | None:
    """Three dots on a line of their own, which end a file."""
    if lines[i].rstrip() != "...":
        return None
    message = tr_lazy("`...` at the beginning of a line ends the file")
    return Slip(i + 1, 1, "several-documents", message, tr_lazy("delete that line, or write `…` in its place"))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _above(lines: list[str], i: int) -> tuple[int, str]:
    """The last line above that says something, with its number; -1 where there is none."""
    return next(((n, lines[n]) for n in range(i - 1, -1, -1) if lines[n].strip()), (-1, ""))


def _no_dash(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A line that stands among the items of a list, without a dash."""
    line, depth = lines[i], _depth(lines[i])
    below = next((one for one in lines[i + 1 :] if one.strip()), "")
    alone = _HAS_KEY.match(line) and not (_depth(below) == depth and _HAS_KEY.match(below) and "- " not in below)
    if alone or line.lstrip().startswith(("- ", "#")):
        return None
    for number in range(i - 1, max(i - 20, -1), -1):
        if lines[number].strip() and _depth(lines[number]) <= depth:
            if _depth(lines[number]) < depth or not lines[number].lstrip().startswith("- "):
                return None
            message = tr_lazy("this line stands among the items of a list, and no dash before it")
            written = f"- {line.strip()[:40]}"
            return Slip(i + 1, depth + 1, "wrong-bullet", message, tr_lazy("write `{written}`", written=written))
    return None


def _left_of_text(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A line of a text under `>` or `|` that does not stand further in than its key."""
    if not lines[i].strip() or _HAS_KEY.match(lines[i]) or lines[i].lstrip().startswith(("- ", "#")):
        return None
    number, above = _above(lines, i)
    if number not in block_lines(lines) and not _OPENS_BLOCK.search(above):
        return None
    message = tr_lazy("this line does not stand further in than the key of its text, which ends before it")
    hint = tr_lazy("indent it as the other lines of the text are, further in than their key")
    return Slip(i + 1, _depth(lines[i]) + 1, "bad-indentation", message, hint)


def _list_left(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A list that stands left of the key that it belongs to."""
    _, above = _above(lines, i)
    key = re.match(r"[ ]*(?:- +)?([\w-]+): *(?:#.*)?$", above)
    if key is None or not lines[i].lstrip().startswith("- ") or _depth(lines[i]) >= _depth(above):
        return None
    message = tr_lazy("this list stands left of `{key}`, to which it belongs", key=key[1])
    return Slip(i + 1, _depth(lines[i]) + 1, "bad-indentation", message, tr_lazy("indent it, two spaces further in"))


def _no_key(lines: list[str], i: int, complaint: int) -> Slip | None:
    """A line among keys that has no colon at all."""
    line = lines[i]
    indentation = len(line) - len(line.lstrip())
    if i >= complaint or ":" in line or line.lstrip().startswith(("- ", "#")):
        return None
    below = lines[complaint]
    if len(below) - len(below.lstrip()) < indentation or not _HAS_KEY.match(below):
        return None
    return Slip(
        i + 1,
        indentation + 1,
        "missing-colon",
        tr_lazy("this line is no key: it lacks its colon"),
    )


_LOOKS = (
    _conflict,
    _end_of_file,
    _bullet,
    _question,
    _glued,
    _quotation,
    _brackets,
    dashed_name,
    _separators,
    _minus,
    _two_keys,
    _otherwise,
    _space_after_colon,
    _space_after_dash,
    _equals,
    _colon,
    _too_deep,
    _list_left,
    _left_of_text,
    _no_dash,
    _no_key,
)
