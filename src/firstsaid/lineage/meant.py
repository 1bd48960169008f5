"""Which of an outlet's pages another page has its words from, where several might be meant."""

from collections.abc import Iterable, Iterator

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
    """Evidence that an article does not come from one page of an outlet, where another page of that outlet has all that the two share and more of the article.

    A credit names an outlet, not a page: of several editions and articles it means the one whose words came along.
    """
    ways: dict[tuple[str, tuple[str, ...]], list[Pair]] = {}
    for pair in (view for p in pairs for view in (p, p.turned())):
        if pair.up.page.own and pair.up.page.own != pair.down.page.own:
            ways.setdefault((pair.down.page.id, core(pair.up.page.own[0])), []).append(pair)
    for _, views in sorted(ways.items()):
        best = min(views, key=lambda v: (-_carried(v), v.up.page.id))
        yield from (piece for view in views if view is not best for piece in _not_meant(view, best))


def _carried(view: Pair) -> int:
    """Words of `down` that stand alike in `up`; more where `up` carries what it is cited for."""
    return _words(view).bit_count() + _BORNE_OUT * any(relayed(view))


def _words(view: Pair) -> int:
    return view.family.held(view.down.page.id, view.up.page.id)


def _not_meant(view: Pair, best: Pair) -> Iterator[Evidence]:
    own = (_words(view) & ~_words(best)).bit_count() + _BORNE_OUT * (any(relayed(view)) and not any(relayed(best)))
    more = (_words(best) & ~_words(view)).bit_count() + _BORNE_OUT * (any(relayed(best)) and not any(relayed(view)))
    if own < min(more, _OWN):
        yield _evidence(view, best.up.page, _BITS * (more - own) / (more + own + 1))


def _evidence(view: Pair, meant: Page, bits: float) -> Evidence:
    up, down = view.up.page, view.down.page
    a, b = min(up.id, down.id), max(up.id, down.id)
    title = f" (“{meant.article.title.value}”)" if meant.article.title else ""
    sentence = f"What {label(view, 'down')} may have from {up.article.name()} stands nearer to another page of that outlet{title} than to this one."
    identity = content_id("evidence", view.story, a, b, OTHER_PAGE, up.id, meant.id)
    return Evidence(identity, view.story, a, b, OTHER_PAGE, "a upstream" if up.id == a else "b upstream", -round(bits, 3), sentence, (), None)
