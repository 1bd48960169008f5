"""Runs of words with capitals, found in one sweep over a text."""

import re

CAPITAL = r"[^\W\d_a-z]"
HEAD = r"(?<![\w'’\-‑])"
"""What may not stand before a run's first word."""


def sweep(run: str) -> re.Pattern[str]:
    """A pattern whose first group is the next `run`, which begins with a capital at the head of a word."""
    return re.compile(rf"{HEAD}({run})")
