"""References whose antecedent was cut away."""

import re
from collections.abc import Iterator
from functools import lru_cache

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.words import words
from firstsaid.model import Span


def dangling_reference(pair: Pair) -> Iterator[Finding]:
    """{down} speaks of "{name}" without having said whom or what it means; {up} says it before the same words."""
    up, down = pair.up.page.article, pair.down.page.article
    passages = pair.of_kind("narrative", "quotation")
    for stem, place in _references(down.text):
        passage = next((p for p in passages if p.down.covers(place)), None)
        if passage is None or _named_before(down.text, place.start, stem):
            continue
        name = place.of(down.text)
        there = up.text.find(name, passage.up.start, passage.up.stop)
        if there >= 0 and _named_before(up.text, there, stem):
            yield Finding(UPSTREAM, pair.down.page.place(place) + pair.up.page.place(Span(there, there + len(name))), name=name)
            return


@lru_cache(maxsize=2_048)
def _references(text: str) -> tuple[tuple[str, Span], ...]:
    """Where a text first refers to something as known, by the stem of the word for it, in order."""
    first: dict[str, Span] = {}
    for found in words().definite.finditer(text):
        first.setdefault(found[1].lower()[:6].rstrip("s"), Span(*found.span()))
    return tuple(first.items())


def unintroduced_name(pair: Pair) -> Iterator[Finding]:
    """{down} calls somebody "{name}" whom it never introduces, in words that it shares with {up}; {up} gives the whole name before."""
    up, down = pair.up.page, pair.down.page
    for surname, introduced in up.words.introduced.items():
        found = _alone(surname).search(down.article.text) if surname in down.article.text else None
        if found is None:
            continue
        place = Span(*found.span())
        passage = next((p for p in pair.of_kind("narrative") if p.down.covers(place)), None)
        if passage is not None and introduced.stop <= passage.up.stop and not _in_full(surname).search(down.article.text):
            yield Finding(UPSTREAM, down.place(place) + up.place(introduced), name=surname)
            return


@lru_cache(maxsize=4_096)
def _alone(surname: str) -> re.Pattern[str]:
    """The name as a whole word."""
    return re.compile(rf"(?<!\w){re.escape(surname)}(?!\w)")


@lru_cache(maxsize=4_096)
def _in_full(surname: str) -> re.Pattern[str]:
    """The name behind a first name."""
    return re.compile(rf"[A-Z][\w.’'-]*\s+{re.escape(surname)}(?!\w)")


def _named_before(text: str, stop: int, stem: str) -> bool:
    return stem in text[:stop].lower()
