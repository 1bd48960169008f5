"""References whose antecedent was cut away."""

import re
from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Span

_DEFINITE = re.compile(
    r"\b[Tt]he (?:(?:unnamed|medical|military|security|diplomatic|same|latter|two|three|local) )?"
    r"(sources?|officials?|outlets?|statements?|spokes(?:man|woman|person)|witness(?:es)?|residents?|lawyers?|activists?|channels?|letters?|surveys?|stud(?:y|ies)|"
    r"doctors?|victims?|suspects?|gunm[ae]n|researchers?|documents?|incidents?|attackers?)\b"
)


def dangling_reference(pair: Pair) -> Iterator[Finding]:
    """{down} speaks of "{name}" without having said whom or what it means; {up} says it before the same words."""
    up, down = pair.up.page.article, pair.down.page.article
    seen: set[str] = set()
    for found in _DEFINITE.finditer(down.text):
        stem = found[1].lower()[:6].rstrip("s")
        if stem in seen:
            continue
        seen.add(stem)
        passage = next((p for p in pair.of_kind("narrative", "quotation") if p.down.covers(Span(*found.span()))), None)
        if passage is None or _named_before(down.text, found.start(), stem):
            continue
        there = up.text.find(found[0], passage.up.start, passage.up.stop)
        if there >= 0 and _named_before(up.text, there, stem):
            place = Span(*found.span())
            yield Finding(UPSTREAM, pair.down.page.place(place) + pair.up.page.place(Span(there, there + len(found[0]))), name=found[0])
            return


def _named_before(text: str, stop: int, stem: str) -> bool:
    return stem in text[:stop].lower()
