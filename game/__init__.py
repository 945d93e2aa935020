"""Holdup: interactive stories for the terminal, told from plain YAML files."""

__version__ = "0.1.0"
