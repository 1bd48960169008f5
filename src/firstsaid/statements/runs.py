"""Runs of words with capitals, found in one sweep over a text."""

import re

CAPITAL = r"[^\W\d_a-z]"
HEAD = r"(?<![\w'’\-‑])"
"""What may not stand before a run's first word."""


def sweep(run: str) -> re.Pattern[str]:
    """A pattern whose first group is the next `run`, which begins with a capital at the head of a word; at the end of the text it is empty.

    What stands before a run is passed over in one stride; to try each place is twice as slow.
    """
    return re.compile(rf"(?:[a-z ,.\n]++|[\d_\W]|(?<=[\w'’\-‑]){CAPITAL})*+(?:({run})|\Z)")
