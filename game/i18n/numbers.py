"""Numbers as the language in use writes them."""

from __future__ import annotations

from game.i18n.catalogue import trc


def figure(value: float, decimals: int = 0) -> str:
    """A number with its thousands kept apart, and so many decimals."""
    written = f"{value:,.{decimals}f}"
    return written.translate({ord(","): trc("thousands sign", ","), ord("."): trc("decimal sign", ".")})
