"""Figures that can be measured again: `python -m tests.benchmarks.NAME`. Each is a ratio within one run."""
