"""All evidence of a story: rules over pairs, then what the tree of the story shows about pairs."""

from collections.abc import Iterator
from itertools import pairwise

from firstsaid.lineage.evidence.links import address
from firstsaid.lineage.family import make_family
from firstsaid.lineage.names import same_name
from firstsaid.lineage.page import Page, among, prepare
from firstsaid.lineage.pair import Pair, make_pair
from firstsaid.lineage.rules import weigh
from firstsaid.lineage.shared_parent import common_upstream
from firstsaid.model import Evidence, Match, Pile, Statement
from firstsaid.model.judgement import dated
from firstsaid.model.options import LineageOptions

_CITED_PAGES = 4
"""A name that more pages of a story answer to is not taken to mean any one of them unless words are shared."""


def evidence(pile: Pile, options: LineageOptions) -> list[Evidence]:
    """Evidence about every two articles of one story that share words or cite one another. Reads articles, matches, statements, voices,
    judgements on dates.
    """
    pairs = pairs_of(pile)
    found = [piece for pair in pairs for piece in weigh(pair)]
    found += common_upstream(pairs, found, options)
    return sorted(found, key=lambda e: (e.story, e.article_a, e.article_b, e.id))


def pages_of(pile: Pile) -> dict[str, Page]:
    """Every article of the pile, prepared, by id."""
    statements: dict[str, list[Statement]] = {}
    for statement in pile.statements:
        statements.setdefault(statement.article, []).append(statement)
    known = sorted(dated(pile.articles, pile.judgements), key=lambda a: a.id)
    return {page.id: page for page in among(prepare(a, sorted(statements.get(a.id, ()), key=lambda s: (s.content, s.id))) for a in known)}


def pairs_of(pile: Pile) -> list[Pair]:
    """Every pair that shares words, links or cites, sorted."""
    story = pile.story()
    pages = pages_of(pile)
    matches: dict[tuple[str, str], list[Match]] = {}
    for match in pile.matches:
        if match.article_a in pages and match.article_b in pages:
            matches.setdefault((match.article_a, match.article_b), []).append(match)
    for one, other in _linking(pages):
        matches.setdefault((min(one, other), max(one, other)), [])
    family = make_family(pile.matches)
    return [make_pair(story, (pages[a], pages[b]), found, family) for (a, b), found in sorted(matches.items())]


def _linking(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """Pairs in which one page links to the other, cites its outlet or credits it."""
    by_address: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for page in pages.values():
        if page.article.url:
            by_address.setdefault(address(page.article.url), []).append(page.id)
        for name in page.own:
            by_name.setdefault(name, []).append(page.id)
    for page in pages.values():
        targets = {t for link in page.article.links if link.span is not None for t in by_address.get(address(link.url), ())[:_CITED_PAGES]}
        cited = {c.link.name for c in page.citations if c.link.kind == "outlet"} | {f.value for f in page.borrowed}
        for name in sorted(cited):
            holders = [i for own, ids in by_name.items() if same_name(own, name) for i in ids]
            targets |= set(holders if len(holders) <= _CITED_PAGES else ())
        yield from ((page.id, t) for t in sorted(targets) if t != page.id)
    for ids in by_address.values():
        yield from pairwise(ids)
