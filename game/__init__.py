"""Holdup: interactive stories for the terminal, told from plain YAML files."""

__version__ = "0.2.0"
