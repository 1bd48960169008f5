"""What a derivation is called, once it is known which article came first in the line."""

from firstsaid.lineage.evidence.links import linked
from firstsaid.lineage.evidence.times import told_time
from firstsaid.lineage.evidence.versions import is_same_text
from firstsaid.lineage.names import any_same
from firstsaid.lineage.pair import TEXT_KINDS, Pair, Side

_WHOLE = 0.9
_MUCH = 0.5
_SOME = 0.4
_FEW_WORDS = 8
_LITTLE = 0.15
_SAME_ORDER = 0.93
"""Share of the shared words that stand in one order in both: a desk that copies keeps the order, one that rewrites seldom keeps it throughout."""
_TO_THE_LETTER = 0.85
_MOST_PASSAGES = 64
"""Passages whose order is looked at, the longest ones."""


def derived_relation(pair: Pair) -> str:
    """The relation of `pair.down` to `pair.up`, which is upstream.

    A page that takes a stretch over to the letter, as its own words and not as somebody's between quotation marks, has it as an excerpt, whatever else the
    page is made of; one that names the other and tells mostly things of its own quotes it; what is left is rewritten.
    """
    up, down = pair.up, pair.down
    if _in_order(pair) >= _SAME_ORDER:
        told = pair.narrative >= _FEW_WORDS
        if down.share >= _WHOLE or (told and down.share >= _MUCH and down.unbroken >= _WHOLE):
            return "republished" if up.share >= _MUCH else "excerpted"
        if told and _stretch(pair) and not _ascribed(pair):
            return "excerpted"
    if up.share >= _SOME or not _cites(pair):
        return "rewritten"
    if pair.narrative < _FEW_WORDS:
        alike = sum(p.same for p in pair.of_kind("narrative"))
        if down.share < _LITTLE and alike < _FEW_WORDS and _later_by_a_day(pair) and not pair.of_kind("quotation"):
            return "recalls"
        return "quotes"
    return "quotes" if down.share < _LITTLE or len(down.lacking) >= _MUCH * len(down.page.sentences) else "rewritten"


def _cites(pair: Pair) -> bool:
    """Whether `down` says in its text whose page `up` is, or links to it."""
    down = pair.down.page
    named = [c.link.name for c in down.citations if c.link.kind == "outlet"] + [m.name for m in down.mentions if not m.alone]
    return any(any_same(name, pair.up.page.names) for name in named) or any(linked(pair))


def _ascribed(pair: Pair) -> bool:
    """Whether `down` ascribes words that both share to the outlet of `up`."""
    cited = (c.statement for c in pair.down.page.citations if c.link.kind == "outlet" and any_same(c.link.name, pair.up.page.names))
    return any(content.overlap(span) for statement in cited for content in statement.content for span in pair.down.shared)


def _stretch(pair: Pair) -> bool:
    """Whether what is shared is a stretch of several sentences that both have whole and without a break."""
    up, down = pair.up, pair.down
    several = len(down.page.sentences) - len(down.lacking) > 1
    return several and down.unbroken >= _TO_THE_LETTER and min(_kept(up), _kept(down)) >= _TO_THE_LETTER


def _kept(side: Side) -> float:
    """Share (0 to 1) of the words of all sentences of which the other has something that it has."""
    lacking = set(side.lacking)
    words = sum(side.page.words_in(s) for s in side.page.sentences if s not in lacking)
    return min(1.0, side.covered / words) if words else 0.0


def _in_order(pair: Pair) -> float:
    """Share (0 to 1) of the shared words that stand in one order in both pages."""
    longest = sorted(pair.of_kind(*TEXT_KINDS), key=lambda p: (-p.same, p.down, p.up))[:_MOST_PASSAGES]
    longest.sort(key=lambda p: (p.down, p.up))
    chains: list[int] = []
    for at, passage in enumerate(longest):
        before = (chains[i] for i in range(at) if longest[i].up.start <= passage.up.start)
        chains.append(passage.same + max(before, default=0))
    total = sum(p.same for p in longest)
    return max(chains) / total if total else 1.0


def page_relation(pair: Pair) -> str:
    """The relation of two captures of one page."""
    return "same page" if is_same_text(pair) else "edition"


def unrelated_relation(pair: Pair) -> str:
    """The relation of two articles of which neither came from the other nor both from one text."""
    return "same quotation only" if pair.of_kind("quotation") and pair.narrative < _FEW_WORDS else "independent"


def _later_by_a_day(pair: Pair) -> bool:
    first, second = told_time(pair.up.page.article), told_time(pair.down.page.article)
    return first is not None and second is not None and first.value[:10] < second.value[:10]
