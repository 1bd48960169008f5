"""What a derivation is called, once it is known which article came first in the line."""

from firstsaid.lineage.evidence.links import linked
from firstsaid.lineage.evidence.times import told_time
from firstsaid.lineage.evidence.versions import is_same_text
from firstsaid.lineage.names import any_same
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.retold import retold

_WHOLE = 0.9
_MUCH = 0.5
_SOME = 0.4
_PART = 0.25
_FEW_WORDS = 8
_LITTLE = 0.15


def derived_relation(pair: Pair) -> str:
    """The relation of `pair.down` to `pair.up`, which is upstream."""
    up, down = pair.up, pair.down
    if down.share >= _WHOLE or (down.share >= _MUCH and down.unbroken >= _WHOLE):
        return "republished" if up.share >= _MUCH else "excerpted"
    cited = [c.link.name for c in down.page.citations if c.link.kind == "outlet"] + [m.name for m in down.page.mentions if not m.alone]
    cites = any(any_same(name, up.page.names) for name in cited) or any(linked(pair))
    if cites and pair.narrative < _FEW_WORDS and up.share < _SOME:
        alike = sum(p.same for p in pair.of_kind("narrative"))
        if down.share < _LITTLE and alike < _FEW_WORDS and _later_by_a_day(pair) and not pair.of_kind("quotation"):
            return "recalls"
        return "quotes"
    if cites and up.share < _SOME and (down.share < _LITTLE or (down.share < _PART and _told_alike(pair) < _SOME)):
        return "quotes"
    return "rewritten"


def _told_alike(pair: Pair) -> float:
    """Share (0 to 1) of the sentences of `pair.down` that tell what `pair.up` tells, in its order."""
    found = retold(pair.down.page, pair.up.page)
    return found.number / found.asked if found.asked else 1.0


def page_relation(pair: Pair) -> str:
    """The relation of two captures of one page."""
    return "same page" if is_same_text(pair) else "edition"


def unrelated_relation(pair: Pair) -> str:
    """The relation of two articles of which neither came from the other nor both from one text."""
    return "same quotation only" if pair.of_kind("quotation") and pair.narrative < _FEW_WORDS else "independent"


def _later_by_a_day(pair: Pair) -> bool:
    first, second = told_time(pair.up.page.article), told_time(pair.down.page.article)
    return first is not None and second is not None and first.value[:10] < second.value[:10]
