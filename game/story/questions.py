"""Whether what a text asks of a run means anything: the choice, the scene or the seat must be there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property

from game.i18n.catalogue import message, tr_lazy
from game.story.expression import ExpressionError
from game.story.former import SEAT, choice_today, today
from game.story.problems import Report

_ABOUT = {
    "took": (message("`{op}` asks about a choice"), message("no choice is called `{about}`"), "scene/choice"),
    "holds": (message("`{op}` asks about a seat"), message("no seat is called `{about}`"), "seat"),
}
_OF_SCENES = (
    message("`{op}` asks about a scene or storylet"),
    message("no scene or storylet is called `{about}`"),
    "scene",
)
"""What is said of a question about nothing, and of one about what is not there; and how the question is written."""


class QuestionChecker:
    """Knows what a story has that can be asked about."""

    def __init__(self, known: Mapping[str, Collection[str]], former: Mapping[str, str], report: Report) -> None:
        """Nothing is asked yet: what each question may ask about is known, and what that was called before."""
        self._known = known
        self._former = former
        self._report = report

    def __call__(self, op: str, about: str, at: int) -> None:
        """Refuse a question about nothing, or about what is not there.

        Raises:
            ExpressionError: It is one.
        """
        known = self._known[op]
        if about in known:
            return
        renamed = self._renamed(op, about)
        asks, no_such, form = _ABOUT.get(op, _OF_SCENES)
        if not about or (op == "took" and "/" not in about):
            meant = self._choice_meant(about) or form
            message, hint = tr_lazy(asks, op=op), tr_lazy("write `{op}({form})`", op=op, form=meant)
        elif renamed in known:
            message, hint = (
                tr_lazy("`{about}` has another name now", about=about[:80]),
                tr_lazy("write `{op}({renamed})`", op=op, renamed=renamed),
            )
        else:
            message = tr_lazy(no_such, about=about[:80])
            hint = self._report.guess(about, known)
            if op == "holds" and not hint:
                hint = tr_lazy("name a seat: {seats}", seats=", ".join(f"`{seat}`" for seat in list(known)[:5]))
        raise ExpressionError(at, "unknown-memory", message, hint)

    def _choice_meant(self, about: str) -> str:
        """The choice that is asked about by its own name alone, or with another sign than a slash; empty if none."""
        choices = self._known["took"]
        joined = re.sub(r"[^\w-]+|->", "/", about)
        if joined in choices:
            return joined
        return self._by_own_name.get(about, "")

    @cached_property
    def _by_own_name(self) -> dict[str, str]:
        """The choices whose own names no other has."""
        named: dict[str, str] = {}
        for choice in self._known["took"]:
            own = choice.partition("/")[2]
            named[own] = "" if own in named else choice
        return named

    def _renamed(self, op: str, about: str) -> str:
        """What a question's scene, choice or seat is called today."""
        if op == "holds":
            return today(self._former, about, SEAT)
        scene, slash, choice = about.partition("/")
        return "/".join(choice_today(self._former, scene, choice)) if slash else today(self._former, scene)
