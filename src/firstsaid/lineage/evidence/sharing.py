"""How much the pages share, and of what kind."""

from collections.abc import Iterator

from firstsaid.lineage.evidence.relay import cites
from firstsaid.lineage.finding import Finding
from firstsaid.lineage.pair import Pair

_SHOWN = 6


def shared_narrative(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share {number:word} of narrative."""
    if pair.narrative:
        longest = sorted(pair.of_kind("narrative"), key=lambda p: (-p.same, p.up))[:_SHOWN]
        yield Finding("independent", pair.places(*longest), min(1.0, pair.narrative / 60), number=pair.narrative)


def quotation_only(pair: Pair) -> Iterator[Finding]:
    """All that {up} and {down} share stands between quotation marks ({number:word}); each tells the rest in words of its own."""
    quoted = pair.of_kind("quotation")
    if quoted and not pair.narrative and not cites(pair) and not cites(pair.turned()):
        own = min(len(pair.up.lacking), len(pair.down.lacking))
        yield Finding("independent", pair.places(*quoted[:_SHOWN]), min(1.0, 0.4 + 0.2 * own), number=sum(p.same for p in quoted))


def nothing_of_weight(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share no narrative and no quotation, only credits, captions or words that an outlet prints on many pages."""
    kinds = {p.kind for p in pair.passages}
    if kinds and kinds <= {"credit", "boilerplate", "caption"}:
        yield Finding("independent", pair.places(*pair.passages[:_SHOWN]))


def same_headline(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have the same headline."""
    heads = pair.of_kind("headline")
    if heads:
        yield Finding("independent", pair.places(*heads[:_SHOWN]))


def shared_typography(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have the same invisible characters in the same places of their shared words ({number:character})."""
    number = 0
    for passage in pair.of_kind("narrative", "quotation"):
        ours = passage.up.of(pair.up.page.article.text)
        theirs = passage.down.of(pair.down.page.article.text)
        number += sum(min(ours.count(c), theirs.count(c)) for c in "\u00a0\u00ad\u200b\u202f\u2009")
    if number:
        yield Finding("derived", (), min(1.0, number / 5), number=number)
