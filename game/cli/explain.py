"""The page of a code, and the list of all, for a terminal or for whatever reads us instead."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator

from game.cli.errors import UsageError
from game.cli.pages import listed
from game.i18n.catalogue import tr
from game.program import command_line
from game.story.problems import codes, explain, nearest, title

_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDEST = 96
_JOINT = "\N{NO-BREAK SPACE}"
_CODE = re.compile(r"`([^`]+)`")
_EXAMPLE = re.compile(r"(^```\w*\n.*?^```\n)", re.DOTALL | re.MULTILINE)


def show(code: str) -> int:
    """Print the page of a code, or all codes with their titles when none is given.

    Raises:
        UsageError: There is no such code.
    """
    if not code:
        print(listed(tr("Every code that a problem can have:"), [(code, title(code)) for code in codes()]))
        return 0
    try:
        page = explain(code)
    except KeyError:
        near = nearest(code, codes())
        guess = (
            tr("Did you mean “{word}”?", word=near)
            if near
            else tr("{command} lists them all.", command=command_line("check", "--explain"))
        )
        raise UsageError(f"{tr('There is no code “{code}”.', code=code)} {guess}") from None
    if sys.stdout.isatty():
        columns = min(shutil.get_terminal_size().columns - 2, _WIDEST)
        page = "".join(f"{line}\n" for line in rendered(page, columns, "NO_COLOR" not in os.environ))
    sys.stdout.write(page)
    return 0


def rendered(page: str, columns: int, styled: bool) -> Iterator[str]:
    """A page of light Markdown as lines of a terminal: titles stand out, paragraphs are wrapped, examples are not."""

    def dress(words: str, style: str) -> str:
        return f"{style}{words}{_PLAIN}" if styled else words

    for part in _EXAMPLE.split(page):
        if part.startswith("```"):
            lines = part.splitlines()[1:-1]
            yield from (f"    {dress(line, _FAINT) if line.startswith('# ') else line}".rstrip() for line in lines)
            yield ""
            continue
        for paragraph in filter(None, re.split(r"\n{2,}", part.strip("\n"))):
            if paragraph.startswith("#"):
                lines = textwrap.wrap(paragraph.lstrip("# ").replace("`", ""), columns, break_on_hyphens=False)
                yield from (dress(line, _BOLD) for line in lines)
            else:
                # what stands in backticks is not broken, so that its two ends are found again
                whole = _CODE.sub(lambda match: match[0].replace(" ", _JOINT), paragraph)
                for line in textwrap.wrap(whole, columns, break_on_hyphens=False, break_long_words=False):
                    yield _CODE.sub(lambda match: dress(match[1], _BOLD), line).replace(_JOINT, " ")
            yield ""
