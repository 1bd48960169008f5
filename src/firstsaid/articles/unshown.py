"""Text that a page gives only in its metadata, as pages built by scripts do."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from firstsaid.articles.bulk import laid_out_tags
from firstsaid.articles.headline import folded
from firstsaid.articles.layout import Block, Layout, laid_out
from firstsaid.articles.tags import cut, scanned

_SHORTEST = 200
"""Characters of a text that is an article and not its summary."""
_PROBE, _PROBES = 8, 5
"""So many words in a row, at so many places of the text, are looked for in what the page shows."""
_MARKUP = re.compile(r"</(?:p|div|li|h[1-6])>|<br\b", re.IGNORECASE)
DOUBT = "The page shows no article; the text is the one that its metadata (JSON-LD articleBody) give."


class Whole(NamedTuple):
    """What a page shows and, below it, the text that it only declares."""

    layout: Layout
    declared: frozenset[int]
    """Positions of the blocks of that text; empty when the page shows its text."""


def with_declared_text(layout: Layout, text: str) -> Whole:
    """The page with its declared text, if it shows nothing of it."""
    if len(text) < _SHORTEST or _shows(layout, text):
        return Whole(layout, frozenset())
    given = laid_out_tags(scanned(cut(text.encode()).decode()).tags)[0] if _MARKUP.search(text) else laid_out(text)
    by = len(layout.text) + 1 if layout.text else 0
    first = len(layout.blocks)
    blocks = tuple(Block(block.start + by, block.stop + by, "p") for block in given.blocks)
    return Whole(
        Layout(f"{layout.text}\n{given.text}" if by else given.text, (*layout.blocks, *blocks), layout.links), frozenset(range(first, first + len(blocks)))
    )


def _shows(layout: Layout, text: str) -> bool:
    """Whether one of a few runs of words, from the beginning of the text to its end, stands on the page."""
    return any(run in layout.text for run in _runs(text.split())) or any(f" {run} " in f" {folded(layout.text)} " for run in _runs(folded(text).split()))


def _runs(words: Sequence[str]) -> list[str]:
    last = max(0, len(words) - _PROBE)
    return [" ".join(words[start : start + _PROBE]) for start in (last * number // (_PROBES - 1) for number in range(_PROBES))]
