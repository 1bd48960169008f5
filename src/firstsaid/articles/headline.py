"""The headline of a page of plain lines."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice

from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.dates import dates_in
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Found, Span

_WORD = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"(?:#{1,6} +)?([*_]{0,3})(\S.*?)\1(?: +#{1,6})?")
_REACH = 40
"""So many lines above the body are looked at."""
_SMALL = 4
_KICKER = 3
"""Most words of a kicker."""
_FIRST_WORDS = 400
_SHORT = 200
"""Longest line whose folded form is remembered, in characters, as the pages of a site share most of them."""


def folded(line: str) -> str:
    """A line by its letters and digits alone, so that the same headline in two typographies is the same."""
    return folded_short(line) if len(line) <= _SHORT else " ".join(_WORD.findall(line)).lower()


@lru_cache(maxsize=10_000)
def folded_short(line: str) -> str:
    """The same of a short line."""
    return " ".join(_WORD.findall(line)).lower()


def headlines(layout: Layout, lines: Sequence[LineEvidence], body: frozenset[int], words: Vocabulary) -> tuple[int, ...]:
    """Positions of the headline and its repeats above the body, the headline first; empty when the page has none that can be told."""
    first = min(body, default=0)
    candidates = [at for at in range(max(0, first - _REACH), first) if _can_be(layout.words_of(layout.blocks[at]), lines[at], words)]
    if not candidates:
        return ()
    texts = {at: layout.words_of(layout.blocks[at]) for at in candidates}
    seen = Counter(folded(layout.words_of(block)) for block in layout.blocks if block.stop - block.start <= 300)
    told = _content(" ".join(layout.words_of(layout.blocks[at]) for at in sorted(body))[: _FIRST_WORDS * 8])

    def weight(at: int) -> tuple[float, int]:
        content = _content(texts[at])
        shared = len(content & told) / len(content) if content else 0.0
        length = min(len(texts[at].split()), 12) / 12
        return 2.0 * shared + length + 0.8 * (seen[folded(texts[at])] > 1) - 0.02 * (first - at), -at

    best = max(candidates, key=weight)
    if weight(best)[0] < 0.9 and len(candidates) > 2:
        return ()
    repeats = [at for at in candidates if folded(texts[at]) == folded(texts[best])]
    return tuple(sorted(repeats))


def unmarked(line: str) -> Span:
    """A headline's place in its line without the marks that plain text makes headings and bold type of ("# Ferry returns", "*Ferry returns*")."""
    found = _MARKED.fullmatch(line)
    return Span(*found.span(2)) if found else Span(0, len(line))


def without_kicker(title: Found, known: Collection[str]) -> Found:
    """A heading without the word or two above it ("Harbour" in "Harbour Ferry returns to Sellan"), where the page's head gives the rest of it as the title."""
    if title.span is None or folded(title.value) in known:
        return title
    starts = [found.start() for found in islice(_WORD.finditer(title.value), 1, _KICKER + 1)]
    start = next((start for start in starts if folded(title.value[start:]) in known), 0)
    return Found(title.value[start:], Span(title.span.start + start, title.span.stop), title.rule) if start else title


def _content(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text) if len(word) >= _SMALL}


def _can_be(line: str, shown: LineEvidence, words: Vocabulary) -> bool:
    if shown.form or shown.ends or shown.policy or not 3 <= shown.words <= 35:
        return False
    if line.rstrip("\"”’'»")[-1:] in ".,;:":
        return False
    if words.byline_openers.match(line) or ((dateline_of(line, words) or dates_in(line, words)) and shown.words <= 9):
        return False
    return not line.startswith(("©", "•", "* ", "- ", "– ", "http", "www.", "@"))
