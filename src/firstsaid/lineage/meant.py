"""Which of an outlet's pages another page has its words from, where several might be meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firstsaid.lineage.evidence.relay import relayed
from firstsaid.lineage.names import core
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.rules import OTHER_PAGE, label
from firstsaid.model import Evidence, content_id

_BITS = 8.0
_OWN = 8
"""Words alike that no other page of the outlet has, from which an article has them from this one too."""
_BORNE_OUT = 12
"""How many words alike it counts that a page carries what it is cited for."""


def other_page_meant(pairs: Iterable[Pair]) -> Iterator[Evidence]:
    """Evidence that an article does not come from one page of an outlet, where another page of that outlet has what both share and more of it.

    A credit names an outlet, not a page: of several editions and articles it means the one whose words came along.
    """
    ways: dict[tuple[str, tuple[str, ...]], list[Pair]] = {}
    for pair in (view for p in pairs for view in (p, p.turned())):
        if pair.up.page.own and pair.up.page.own != pair.down.page.own:
            ways.setdefault((pair.down.page.id, core(pair.up.page.own[0])), []).append(pair)
    for _, views in sorted(ways.items()):
        if len(views) > 1:
            found = sorted(
                (_Way(v, v.family.held(v.down.page.id, v.up.page.id), any(relayed(v))) for v in views), key=lambda w: (-w.carried, w.view.up.page.id)
            )
            yield from (piece for way in found[1:] for piece in _not_meant(way, found[0]))


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
        yield _evidence(way.view, best.view.up.page, _BITS * (more - own) / (more + own + 1))


def _evidence(view: Pair, meant: Page, bits: float) -> Evidence:
    up, down = view.up.page, view.down.page
    a, b = min(up.id, down.id), max(up.id, down.id)
    title = f" (“{meant.article.title.value}”)" if meant.article.title else ""
    sentence = f"What {label(view, 'down')} may have from {up.article.name()} stands nearer to another page of that outlet{title} than to this one."
    identity = content_id("evidence", view.story, a, b, OTHER_PAGE, up.id, meant.id)
    return Evidence(identity, view.story, a, b, OTHER_PAGE, "a upstream" if up.id == a else "b upstream", -round(bits, 3), sentence, (), None)
