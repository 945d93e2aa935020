"""The app's own colours: three themes, and the few names by which widgets ask for a colour.

Widgets know `$ink` (words), `$quiet` (words that can wait), `$faint` (lines and empty bars, never words) and `$accent`,
never a value, so that a further theme needs no change elsewhere. Under the terminal's own palette the same names mean
its colours.
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
    variables={"ink": "#dcd7ca", "quiet": "#8b9099", "faint": "#646b76", "border": "#646b76", "scrollbar": "#2a2f38"},
)
"""Dark: paper-white words on ink, a needle of vermilion."""

PAPER = Theme(
    name="papier",
    primary="#b03a1e",
    accent="#b03a1e",
    secondary="#655e53",
    warning="#b03a1e",
    error="#b03a1e",
    success="#655e53",
    foreground="#29261f",
    background="#f5f0e6",
    surface="#f5f0e6",
    panel="#ebe4d5",
    dark=False,
    variables={"ink": "#29261f", "quiet": "#655e53", "faint": "#7f7768", "border": "#7f7768", "scrollbar": "#d9d0bf"},
)
"""Light: the same, on paper."""

CONTRAST = Theme(
    name="contraste",
    primary="#ffd84a",
    accent="#ffd84a",
    secondary="#e4e4e4",
    warning="#ffd84a",
    error="#ffd84a",
    success="#e4e4e4",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={"ink": "#ffffff", "quiet": "#e4e4e4", "faint": "#a6a6a6", "border": "#ffffff", "scrollbar": "#a6a6a6"},
)
"""White on black, for eyes that need it."""

OWN = (NIGHT, PAPER, CONTRAST)
"""The themes whose colours are ours. The terminal's own are its owner's."""

DEFAULTS = {"ink": "ansi_default", "quiet": "ansi_bright_black", "faint": "ansi_bright_black"}
"""What the names mean where a theme does not say: the terminal's own palette."""

PALETTE = """
    CommandPalette SearchIcon { display: none; }
    CommandPalette > Vertical { background: $panel; }
    CommandPalette > .command-palette--help-text { color: $ink; text-style: none; }
    CommandPalette #--input { border: hkey $faint; }
    CommandPalette #--input.--list-visible { border-bottom: none; }
    CommandPalette Input > .input--placeholder { color: $quiet; }
    CommandList { border-bottom: hkey $faint; scrollbar-color: $faint; }
    CommandList > .option-list--option-highlighted { background: $accent 25%; color: $ink; text-style: underline; }
    CommandList:ansi > .option-list--option-highlighted { background: ansi_default; text-style: reverse; }
"""
"""The palette of commands in these colours: its own are too weak to be read by everyone."""

NAMES = {
    "nuit": "Night",
    "papier": "Paper",
    "contraste": "High contrast",
    "ansi-dark": "Terminal, dark",
    "ansi-light": "Terminal, light",
}
"""The themes on offer, with what they are called (messages to translate)."""
