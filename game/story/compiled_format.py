"""The number of the form that `compiled` describes. A title finds a kept story by it, and needs none of the types."""

from __future__ import annotations

FORMAT = 11
"""Raised whenever that form changes, so that a story that was kept in another is compiled again rather than misread."""
