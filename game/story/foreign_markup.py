"""Markup that means nothing here: of HTML and of other tools, and stars and braces that are never closed.

A story has `*emphasis*`, `**strong**` and `{name}`; everything else is printed as it is typed, which is seldom meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from game.i18n.catalogue import LazyMessage, tr_lazy

_WAYS_OUT = {
    "paragraphs": "each paragraph is an item of the list under `text`",
    "stars": "write `*emphasis*` or `**strong**`",
    "conditions": "conditions stand under `if`, changes under `effects`",
    "condition": "a text has no conditions inside: write two paragraphs, each with its `if`",
    "character": "type the character itself",
    "roads": "roads are written under `to` and `next`",
    "arrow": "roads are written under `to` and `next`; an arrow to read is `→`",
    "comment": "a comment begins with `# ` and stands on a line of its own, above the text",
    "value": "a value is written `{written}`",
    "title": "a title stands under `title`",
    "star": "write `*emphasis*`",
    "link": "a text has no links: a source’s `url` stands in facts.yaml",
    "dash": "write `—`, or `–` where that is meant",
    "end": "delete it",
    "choice": "a choice is a name under `choices`, and its line stands under `say`",
    "speaker": "write who speaks into the sentence, or the words alone",
    "key": "a key is written `key: value`, with a space after its colon",
}
_FOREIGN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"</?(?:b|i|em|strong|u)>", re.IGNORECASE), "stars"),
    (
        re.compile(r"<<\s*(?:set|if|else|endif|print|link|goto|include)\b[^>]*>>"),
        "conditions",
    ),
    (re.compile(r"<!--.*?-->|(?:^|(?<=\s))//(?=\s)", re.DOTALL), "comment"),
    (re.compile(r"\b(?:TODO|FIXME|TKTK)\b|(?<=\s)#\w+:\w+"), "comment"),
    (re.compile(r"\((?:set|put|if|unless|else-if|print|move):[^()]*\$[^()]*\)"), "conditions"),
    (re.compile(r"^[*+] (?=\[|[^\W\d])"), "choice"),
    (re.compile(r"(?<![:/\w])//(?=[^\s/])[^/\n]*[^\s/]//(?!/)"), "star"),
    (re.compile(r"(?:^|(?<=\s))<>(?=\s|$)"), "end"),
    (re.compile(r'^[a-z]\w* "[^"]*"$'), "speaker"),
    (re.compile(r'^="'), "value"),
    (
        re.compile(r"</?(?:p|br|div|span|h[1-6]|hr|ul|ol|li|table|tr|td|a|img)(?: [^<>]*)?/?>", re.IGNORECASE),
        "paragraphs",
    ),
    (re.compile(r"</?[a-z][a-z0-9_]*(?: [^<>]*)?/?>", re.IGNORECASE), "value"),
    (re.compile(r"&(?:nbsp|amp|lt|gt|quot|eacute|laquo|raquo|#\d{2,5});"), "character"),
    (re.compile(r"\\[nrt](?=[A-ZÀ-Ýa-zà-ÿ])"), "paragraphs"),
    (re.compile(r"\[\[[^\]]*\]\]"), "roads"),
    (re.compile(r"(?:^|(?<=\s))->(?=\s*[\w-])"), "arrow"),
    (re.compile(r"\$\{[^}]*\}"), "value"),
    (re.compile(r"(?<![\w$])\$[a-z_]\w*"), "value"),
    (re.compile(r"(?<![\w%])%[a-z_][a-z0-9_]*%(?![\w%])"), "value"),
    (re.compile(r"^#{1,6} "), "title"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])[^_\n]*[^\s_]_(?![\w_])"), "star"),
    (re.compile(r"\[[^\]]+\]\((?:https?:|www\.)[^)]*\)"), "link"),
    (re.compile(r"\{/\w+\}"), "stars"),
    (re.compile(r"^\*(?:if|else|elseif|choice|goto|set|label|page_break|finish|temp|create)\b"), "conditions"),
    (re.compile(r"(?:^|(?<=\s))--(?=\s)"), "dash"),
    (re.compile(r"(?<!\\)\\$"), "end"),
    (re.compile(r"^(?:text|invented|documented|disputed|first|again|lines|if|for):(?=\S)"), "key"),
)
MARKUP = re.compile(r"[*{}<>&\\\[#_$%/]|--|^\w+:|^[+=]|^[a-z]\w* \"|TODO|FIXME|TKTK")
"""A sign that may be markup, for a quick look: most texts hold none."""

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BRACE = re.compile(r"\\?[{}]|\\.", re.DOTALL)
_BRACKETED = re.compile(r"(?<![\\\[\w])\[([^\W\d]\w*)\](?![\](])")
_CONDITION = re.compile(r"[(\[](?:if|si|when|quand|unless)(:?) ([^()\[\]:,]+)[)\]:,]", re.IGNORECASE)
_NO_PROSE = re.compile(r"[<>=!_+*0-9]")
_LONE_STAR = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])")


class Leftover(NamedTuple):
    """A piece of a text that will be printed as it stands: a problem's code, a sentence and a way out."""

    code: str
    message: LazyMessage
    hint: LazyMessage


def leftover(text: str) -> Leftover | None:
    """The first piece of a text that looks like markup and is none; None where everything means what it seems to."""
    for pattern, way_out in _FOREIGN:
        match = pattern.search(text)
        if match is not None:
            return _printed_as_typed(match[0], way_out)
    bare = _ESCAPED.sub("", text)
    return _unclosed_star(bare) or _unclosed_brace(text)


def bracketed_value(text: str, is_value: Callable[[str], bool]) -> Leftover | None:
    """The first name of a value in square brackets, in which other tools print one.

    None where there is none, or where other markup is told of already.
    """
    for match in _BRACKETED.finditer(text):
        if is_value(match[1]):
            return None if leftover(text) else _printed_as_typed(match[0], "value", f"{{{match[1]}}}")
    return None


def condition_in_words(text: str, is_condition: Callable[[str], bool]) -> Leftover | None:
    """The first condition that stands in the middle of a text, as other tools write them: `(if door)`.

    Args:
        text: A text as its author wrote it.
        is_condition: Whether some words are a condition of the story; of prose in brackets, they are none.

    Returns:
        What it is, or None where there is none or where other markup is told of already. Names alone in round brackets,
        as in “bring wood (if dry)”, may be prose, whatever is called so.
    """
    for match in _CONDITION.finditer(text):
        plain = match[0].startswith("(") and not match[1] and not _NO_PROSE.search(match[2])
        if not plain and is_condition(match[2]):
            return None if leftover(text) else _printed_as_typed(match[0], "condition")
    return None


def _printed_as_typed(written: str, way_out: str, value: str = "{name}") -> Leftover:
    message = tr_lazy("`{written}` means nothing here, and is printed as it stands", written=written.strip()[:40])
    hint = tr_lazy(_WAYS_OUT[way_out], written=value) if way_out == "value" else tr_lazy(_WAYS_OUT[way_out])
    return Leftover("foreign-markup", message, hint)


def _unclosed_star(text: str) -> Leftover | None:
    if text.count("*") % 2 == 0 and text.count("**") % 2 == 0:
        return None
    match = _LONE_STAR.search(text)
    if match is None:
        return None
    stars = tr_lazy("a star") if len(match[1]) == 1 else tr_lazy("a pair of stars")
    message = tr_lazy(
        "{stars} opens before `{text}` and never closes", stars=stars, text=text[match.end() : match.end() + 20]
    )
    return Leftover("unclosed-markup", message, tr_lazy("close it, or write `\\*` for a star"))


def _unclosed_brace(text: str) -> Leftover | None:
    """A brace without its twin, or one inside another; one that is escaped is closed with or without a backslash."""
    depth = to_read = 0
    alone = ""
    for sign in _BRACE.findall(text):
        if sign == "\\{":
            to_read += 1
        elif sign == "\\}" or (sign == "}" and not depth and to_read):
            to_read = max(0, to_read - 1)
        elif sign == "{":
            alone, depth = sign, depth + 1
        elif sign == "}":
            alone, depth = (sign if not depth else alone), depth - 1
        if not 0 <= depth <= 1:
            break
    if not depth:
        return None
    message = tr_lazy("a brace stands alone, or twice: a value is written `{written}`", written="{name}")
    return Leftover("unclosed-markup", message, tr_lazy("write `{written}` for a brace", written=f"\\{alone}"))
