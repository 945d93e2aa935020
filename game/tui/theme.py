"""The app's own colours: three themes, and the few names by which widgets ask for a colour.

Widgets know `$ink` (words), `$quiet` (words that can wait), `$faint` (lines and empty bars, never words), `$accent`
(what matters) and `$needle` (the trace and full bars, never words), never a value, so that a further theme needs no
change elsewhere. Under the terminal's own palette all of them but the needle mean its own ink.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme


def _own(name: str, dark: bool, ground: str, panel: str, **asked: str) -> Theme:
    """A theme of our own colours: the ground, that of what lies over it, and each by the name that widgets ask for."""
    accent, quiet = asked["needle"], asked["quiet"]
    return Theme(
        name,
        primary=accent,
        secondary=quiet,
        warning=accent,
        error=accent,
        success=quiet,
        accent=accent,
        foreground=asked["ink"],
        background=ground,
        surface=ground,
        panel=panel,
        dark=dark,
        variables=asked,
    )


# fmt: off
NIGHT = _own("night", True, ground="#101318", panel="#171b22", needle="#e8704a", ink="#dcd7ca", quiet="#8b9099",
             faint="#646b76", border="#646b76", scrollbar="#2a2f38")
"""Dark: paper-white words on ink, a needle of vermilion."""

PAPER = _own("paper", False, ground="#f5f0e6", panel="#ebe4d5", needle="#b03a1e", ink="#29261f", quiet="#655e53",
             faint="#7f7768", border="#7f7768", scrollbar="#d9d0bf")
"""Light: the same, on paper."""

CONTRAST = _own("contrast", True, ground="#000000", panel="#000000", needle="#ffd84a", ink="#ffffff", quiet="#e4e4e4",
                faint="#a6a6a6", border="#ffffff", scrollbar="#a6a6a6")
"""White on black, for eyes that need it."""
# fmt: on

_OWN_INK = "ansi_default"

OWN = (NIGHT, PAPER, CONTRAST)
"""The themes whose colours are ours."""


def _terminal(name: str, needle: str) -> Theme:
    """A theme of the terminal's own colours: what is read is in its ink on its ground, the only pair it vouches for."""
    theme = BUILTIN_THEMES[name]
    own = dict.fromkeys(("ink", "quiet", "faint", "border", "scrollbar"), _OWN_INK)
    return replace(theme, primary=_OWN_INK, accent=_OWN_INK, variables={**theme.variables, **own, "needle": needle})


OWNERS = (_terminal("ansi-dark", "ansi_bright_red"), _terminal("ansi-light", "ansi_red"))
"""The themes whose colours are the terminal's owner's. Only the needle is in one of them, and says nothing by it."""

TERMINAL = tuple(theme.name for theme in OWNERS)
"""Their names: all that is left under `NO_COLOR`."""

DEFAULTS = dict.fromkeys(("ink", "quiet", "faint", "needle"), _OWN_INK)
"""What the names mean where a theme does not say: the terminal's own ink."""

RESTYLED = """
    CommandPalette SearchIcon { display: none; }
    CommandPalette > Vertical { background: $panel; }
    CommandPalette.-narrow > Vertical { margin-top: 0; }
    CommandPalette > .command-palette--help-text { color: $ink; text-style: not bold; }
    CommandPalette > .command-palette--highlight { text-style: bold italic; }
    CommandPalette #--input { border: hkey $faint; }
    CommandPalette #--input.--list-visible { border-bottom: none; }
    CommandPalette Input > .input--placeholder { color: $quiet; }
    CommandList > .option-list--option-disabled { color: $ink; }
    CommandList { border-bottom: hkey $faint; scrollbar-color: $faint; }
    CommandList:ansi { scrollbar-background: ansi_default; scrollbar-color: ansi_default; }
    CommandList > .option-list--option-highlighted { background: $accent 25%; color: $ink; text-style: underline; }
    CommandList:ansi > .option-list--option-highlighted { background: ansi_default; }
    Input > .input--cursor, Input > .input--selection { background: $background; color: $ink; text-style: reverse; }
    Input:ansi > .input--cursor, Input:ansi > .input--selection { background: ansi_default; color: ansi_default; }
    Input:ansi > .input--placeholder { color: ansi_default; text-style: italic; }
"""
"""What Textual brings along, in these colours: its own are too weak to be read by everyone, or are colours alone."""

NAMES = {
    "night": "Night",
    "paper": "Paper",
    "contrast": "High contrast",
    "ansi-dark": "Terminal, dark",
    "ansi-light": "Terminal, light",
}
"""The themes on offer, with what they are called (messages to translate)."""
