"""The app's own colours: two themes, and the few names by which widgets ask for a colour.

Widgets know `$ink` (words), `$quiet` (what can wait), `$faint` (what is hardly there) and `$accent`, never a value, so
that a third theme needs no change elsewhere. Under the terminal's own palette the same names mean its colours.
"""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="nuit",
    primary="#e8704a",
    accent="#e8704a",
    secondary="#8b9099",
    warning="#e8704a",
    error="#e8704a",
    success="#8b9099",
    foreground="#dcd7ca",
    background="#101318",
    surface="#101318",
    panel="#171b22",
    dark=True,
    variables={"ink": "#dcd7ca", "quiet": "#8b9099", "faint": "#474d57", "border": "#474d57", "scrollbar": "#2a2f38"},
)
"""Dark: paper-white words on ink, a needle of vermilion."""

PAPER = Theme(
    name="papier",
    primary="#b03a1e",
    accent="#b03a1e",
    secondary="#6c655a",
    warning="#b03a1e",
    error="#b03a1e",
    success="#6c655a",
    foreground="#29261f",
    background="#f5f0e6",
    surface="#f5f0e6",
    panel="#ebe4d5",
    dark=False,
    variables={"ink": "#29261f", "quiet": "#6c655a", "faint": "#b8af9e", "border": "#b8af9e", "scrollbar": "#d9d0bf"},
)
"""Light: the same, on paper."""

DEFAULTS = {"ink": "ansi_default", "quiet": "ansi_bright_black", "faint": "ansi_bright_black"}
"""What the names mean where a theme does not say: the terminal's own palette."""

NAMES = {"nuit": "Night", "papier": "Paper", "ansi-dark": "Terminal, dark", "ansi-light": "Terminal, light"}
"""The themes on offer, with what they are called (messages to translate)."""
