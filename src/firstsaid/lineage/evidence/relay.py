"""Pages that say through whom they have what they report."""

from collections.abc import Iterator

from firstsaid.lineage.content import told_in
from firstsaid.lineage.evidence.times import too_late
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same, is_agency, same_name
from firstsaid.lineage.page import Citation
from firstsaid.lineage.pair import Pair, merge
from firstsaid.model import Place

_SHOWN = 3
_INTERVIEW = 0.4
"""Strength of an outlet that both cite when nothing tells that it wrote the text: somebody may have said a sentence to it."""


def relayed(pair: Pair) -> Iterator[Finding]:
    """{down} says that it has this from {name} ({number:statement}), and {up} carries it."""
    yield from _relays(pair, carried=True)


def relayed_elsewhere(pair: Pair) -> Iterator[Finding]:
    """{down} cites {name}, but what it cites was not found in {up}, the only page of {name} here."""
    if pair.up.page.only and not any(_cited(pair, carried=True)):
        yield from _relays(pair, carried=False)


def cite_each_other(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} each say that they have this from the other, and neither names anybody else for it: who had it first is not told."""
    ways = [[c for c in _cited(view, carried=True) if len(c.statement.chain) == 1][:1] for view in (pair, pair.turned())]
    if all(ways):
        yield Finding("derived", _places(pair, ways[0]) + _places(pair.turned(), ways[1]))


def same_relay(pair: Pair) -> Iterator[Finding]:
    """Both pages have shared words from {name}, and neither is {name}'s own page."""
    theirs = [c for c in pair.up.page.citations if c.link.kind == "outlet"]
    for mine in (c for c in pair.down.page.citations if c.link.kind == "outlet"):
        other = next((c for c in theirs if same_name(mine.link.name, c.link.name)), None)
        if other and _shared(pair, mine) and not any_same(mine.link.name, pair.up.page.names + pair.down.page.names):
            authors = tuple(f.value for f in pair.up.page.borrowed + pair.down.page.borrowed)
            wrote = is_agency(mine.link.name) or any_same(mine.link.name, authors)
            strength = 1.0 if wrote else _INTERVIEW * _ascribed(pair, mine.link.name)
            absent = is_agency(mine.link.name) or not pair.down.page.has_page(mine.link.name)
            yield Finding("siblings", _places(pair, [mine]), strength, mine.link.name, absent=absent)
            return


def _ascribed(pair: Pair, name: str) -> float:
    """Share (0 to 1) of the shared words of `down` that the page has from `name`: one sentence of forty explains little of what is shared."""
    side = pair.down
    spans = merge(s for c in side.page.citations if same_name(c.link.name, name) for s in c.statement.content)
    held = sum(side.page.words_in(span) for span in spans if any(span.overlap(s) for s in side.shared))
    return min(1.0, 2 * held / max(1, side.covered))


def _relays(pair: Pair, carried: bool) -> Iterator[Finding]:
    cited = list(_cited(pair, carried))
    if cited:
        strength = 1.0 if any(_shared(pair, c) for c in cited) else 0.7
        yield Finding(UPSTREAM, _places(pair, cited[:_SHOWN]), strength, cited[0].link.name, len(cited))


def _cited(pair: Pair, carried: bool) -> Iterator[Citation]:
    if too_late(pair):
        return
    for citation in pair.down.page.citations:
        if (
            citation.link.kind == "outlet"
            and any_same(citation.link.name, pair.up.page.names)
            and (_shared(pair, citation) or _told(pair, citation)) == carried
        ):
            yield citation


def cites(pair: Pair) -> bool:
    """Whether `down` says of words that both share that it has them from `up`."""
    return any(_shared(pair, c) for c in _cited(pair, carried=True))


def _shared(pair: Pair, citation: Citation) -> bool:
    return any(p.down.overlap(span) for p in pair.passages for span in citation.statement.content)


def _told(pair: Pair, citation: Citation) -> bool:
    return told_in(pair.down.page.article, citation.statement.content, pair.up.page.article)


def _places(pair: Pair, citations: list[Citation]) -> tuple[Place, ...]:
    page = pair.down.page
    return tuple(place for c in citations for place in page.place(c.link.span) + tuple(Place(page.id, s.start, s.stop) for s in c.statement.content[:1]))
