"""Which of an outlet's pages another page has its words from, where several might be meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firstsaid.lineage.direction import group, read
from firstsaid.lineage.editions import first_edition
from firstsaid.lineage.evidence.relay import relayed
from firstsaid.lineage.names import core
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.rules import OTHER_PAGE, label
from firstsaid.model import Evidence, content_id

_BITS = 8.0
_EDITION_BITS = 16.0
"""Bits against a later edition of which nothing came along: more than a name in text and credit weighs, since both name the outlet and not the edition."""
_OWN = 8
"""Words alike that no other page of the outlet has, from which an article has them from this one too."""
_BORNE_OUT = 12
"""How many words alike it counts that a page carries what it is cited for."""


Key = tuple[str, str]


def other_page_meant(pairs: Mapping[Key, Pair], found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Evidence that an article does not come from one page of an outlet, where another page of that outlet has what both share and more of it, or is an
    earlier edition of it and has as much.

    A credit names an outlet, not a page: of several editions and articles it means the one whose words came along. Given the evidence of the pairs.
    """
    ways: dict[tuple[str, tuple[str, ...]], list[Pair]] = {}
    for pair in (view for p in pairs.values() for view in (p, p.turned())):
        if pair.up.page.own and pair.up.page.own != pair.down.page.own:
            ways.setdefault((pair.down.page.id, core(pair.up.page.own[0])), []).append(pair)
    earlier = _earlier(pairs, found)
    for _, views in sorted(ways.items()):
        if len(views) > 1:
            known = sorted(
                (_Way(v, v.family.held(v.down.page.id, v.up.page.id), any(relayed(v))) for v in views), key=lambda w: (-w.carried, w.view.up.page.id)
            )
            yield from _of_one_outlet(known, earlier)


def _earlier(pairs: Mapping[Key, Pair], found: Iterable[Evidence]) -> dict[Key, str]:
    """Of each two editions of one page, the earlier one, where something tells."""
    first: dict[Key, str] = {}
    for key, pieces in group(found).items():
        if key in pairs and read(pieces).same_page and (one := first_edition(pairs[key], pieces)) is not None:
            first[key] = one
    return first


def _of_one_outlet(ways: "Sequence[_Way]", earlier: Mapping[Key, str]) -> Iterator[Evidence]:
    """What speaks against each of an outlet's pages, those from which most came first."""
    for way in ways:
        first = next((w for w in ways if w is not way and earlier.get(_key(w, way)) == w.view.up.page.id and w.carried and not way.beyond(w)), None)
        if first is not None:
            yield _later_edition(way, first)
        elif way is not ways[0]:
            yield from _not_meant(way, ways[0])


def _key(one: "_Way", other: "_Way") -> Key:
    a, b = sorted((one.view.up.page.id, other.view.up.page.id))
    return a, b


@dataclass(frozen=True, slots=True)
class _Way:
    """How an article may have something from one page of an outlet."""

    view: Pair
    words: int
    """Words of the article that stand alike in the page, as bits."""
    borne_out: bool
    """Whether the page carries what it is cited for."""

    @property
    def carried(self) -> int:
        return self.words.bit_count() + _BORNE_OUT * self.borne_out

    def beyond(self, other: "_Way") -> int:
        """What the page carries and the other does not."""
        return (self.words & ~other.words).bit_count() + _BORNE_OUT * (self.borne_out and not other.borne_out)


def _not_meant(way: _Way, best: _Way) -> Iterator[Evidence]:
    own, more = way.beyond(best), best.beyond(way)
    if own < min(more, _OWN):
        up, down = way.view.up.page.article.name(), label(way.view, "down")
        sentence = f"What {down} may have from {up} stands nearer to another page of that outlet{_title(best)} than to this one."
        yield _evidence(way, best, _BITS * (more - own) / (more + own + 1), sentence)


def _later_edition(way: _Way, first: _Way) -> Evidence:
    up, down = way.view.up.page.article.name(), label(way.view, "down")
    sentence = f"All that {down} may have from {up} stands in an earlier edition of the page{_title(first)}; nothing shows that this later one was used."
    return _evidence(way, first, _EDITION_BITS, sentence)


def _title(way: _Way) -> str:
    title = way.view.up.page.article.title
    return f" (“{title.value}”)" if title else ""


def _evidence(way: _Way, meant: _Way, bits: float, sentence: str) -> Evidence:
    up, down = way.view.up.page.id, way.view.down.page.id
    a, b = min(up, down), max(up, down)
    identity = content_id("evidence", way.view.story, a, b, OTHER_PAGE, up, meant.view.up.page.id)
    return Evidence(identity, way.view.story, a, b, OTHER_PAGE, "a upstream" if up == a else "b upstream", -round(bits, 3), sentence, (), None)
