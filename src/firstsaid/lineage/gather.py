"""All evidence of a story: rules over pairs, then what the tree of the story shows about pairs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from firstsaid.lineage.copies import Copies, fold, moved
from firstsaid.lineage.evidence.links import address
from firstsaid.lineage.family import Family, make_family
from firstsaid.lineage.heads import signed_by_outlets, with_outlets
from firstsaid.lineage.meant import other_page_meant
from firstsaid.lineage.mentions import with_mentions
from firstsaid.lineage.names import same_name
from firstsaid.lineage.naming import given
from firstsaid.lineage.page import Page, outlets_of, prepare
from firstsaid.lineage.pair import Pair, make_pair
from firstsaid.lineage.rules import weigh
from firstsaid.lineage.shared_absent import common_absent
from firstsaid.lineage.shared_parent import common_upstream
from firstsaid.lineage.together import weighed_together
from firstsaid.model import Evidence, Match, Pile, Statement
from firstsaid.model.judgement import dated
from firstsaid.model.options import LineageOptions

_CITED_PAGES = 4
"""A name that more pages of a story answer to is not taken to mean any one of them unless words are shared."""

_PAIR = 2

Key = tuple[str, str]
Shared = Mapping[Key, list[Match]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pairs of a story."""

    pages: Mapping[str, Page]
    copies: Copies
    pairs: Mapping[Key, Pair]
    """Pairs of texts, each through the page that stands for it."""
    within: Mapping[Key, Pair]
    """Pairs of copies of one text."""
    across: Mapping[Key, tuple[str, ...]]
    """Further pairs of articles, which are as their texts are, with the kinds of what they share."""


def evidence(pile: Pile, options: LineageOptions) -> list[Evidence]:
    """Evidence about every two texts of one story that share words or cite one another, and about every two copies of one text. Reads articles, matches,
    statements, judgements on dates.
    """
    if len(pile.articles) < _PAIR:
        return []
    told = gather(pile)
    found = [piece for pair in told.pairs.values() for piece in weigh(pair)]
    found += other_page_meant(told.pairs, found)
    found += common_upstream(told.pairs.values(), found, options)
    found += weighed_together(told.pairs, found)
    found += common_absent(told.pairs.values(), found, options)
    found += [piece for pair in told.within.values() for piece in weigh(pair)]
    return sorted(found, key=lambda e: (e.story, e.article_a, e.article_b, e.id))


def pages_of(pile: Pile) -> tuple[dict[str, Page], Copies]:
    """Every article of the pile, prepared, by id, with what they tell of one another's outlets; and which of them carry one text."""
    return pile.once(_pages_of, "articles", "matches", "statements", "judgements")


def _pages_of(pile: Pile) -> tuple[dict[str, Page], Copies]:
    pages = _named_pages(pile)
    copies = fold(pages.values(), pile.matches)
    outlets = outlets_of(copies.texts.values())
    texts = {page.id: outlets.tell(page) for page in copies.texts.values()}
    return {page.id: outlets.tell(page) for page in pages.values()}, Copies(texts, copies.stands, copies.members)


def _named_pages(pile: Pile) -> dict[str, Page]:
    """Every article of the pile by id, alone."""
    statements: dict[str, list[Statement]] = {}
    for statement in pile.statements:
        statements.setdefault(statement.article, []).append(statement)
    articles = dated(pile.articles, pile.judgements)
    names = signed_by_outlets(articles, pile.statements, {article.id: given(article) for article in articles})
    known = sorted(with_outlets(articles, pile.statements, names), key=lambda a: a.id)
    return {a.id: prepare(a, sorted(statements.get(a.id, ()), key=lambda s: (s.content, s.id)), names[a.id]) for a in known}


def gather(pile: Pile) -> Gathered:
    """Every pair that shares words, links or cites, sorted."""
    return pile.once(_gather, "articles", "matches", "statements", "placements", "judgements")


def _gather(pile: Pile) -> Gathered:
    story = pile.story()
    alone, folded = pages_of(pile)
    pages = with_mentions(list(alone.values()))
    texts = with_mentions(list(folded.texts.values())) if len(folded.texts) < len(alone) else pages
    copies = Copies(texts, folded.stands, folded.members)
    matches: dict[Key, list[Match]] = {}
    for match in pile.matches:
        if match.article_a in pages and match.article_b in pages:
            matches.setdefault((match.article_a, match.article_b), []).append(match)
    for one, other in _linking(pages):
        matches.setdefault((min(one, other), max(one, other)), [])
    between = _between_texts(matches, pages, copies)
    for one, other in _linking(copies.texts):
        between.setdefault((min(one, other), max(one, other)), [])
    family = make_family((m for found in between.values() for m in found), copies.texts)
    same = {key: found for key, found in matches.items() if copies.of(key[0]) == copies.of(key[1])}
    across = {key: tuple(sorted({m.kind for m in found})) for key, found in sorted(matches.items()) if key not in between and key not in same}
    return Gathered(pages, copies, _pairs(story, copies.texts, between, family), _pairs(story, pages, same, make_family((), {})), across)


def _pairs(story: str, pages: Mapping[str, Page], matches: Shared, family: Family) -> dict[Key, Pair]:
    return {(a, b): make_pair(story, (pages[a], pages[b]), found, family) for (a, b), found in sorted(matches.items())}


def _between_texts(matches: Shared, pages: Mapping[str, Page], copies: Copies) -> dict[Key, list[Match]]:
    """Matches by pairs of texts: those of the pages that stand for them, else those of the first two copies that have any."""
    found: dict[Key, list[Match]] = {key: list(held) for key, held in matches.items() if key[0] in copies.texts and key[1] in copies.texts}
    for (a, b), held in sorted(matches.items()):
        one, other = copies.of(a), copies.of(b)
        if one != other and not found.get((min(one, other), max(one, other))):
            texts = (pages[one], pages[other])
            found[min(one, other), max(one, other)] = [m for match in held if (m := moved(match, (pages[a], pages[b]), texts)) is not None]
    return found


def _linking(pages: Mapping[str, Page]) -> Iterator[Key]:
    """Pairs in which one page links to the other, cites its outlet or credits it."""
    by_address: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for page in pages.values():
        if page.article.url:
            by_address.setdefault(address(page.article.url), []).append(page.id)
        for name in page.names:
            by_name.setdefault(name, []).append(page.id)
    for page in pages.values():
        targets = {t for link in page.article.links if link.span is not None for t in by_address.get(address(link.url), ())[:_CITED_PAGES]}
        cited = {c.link.name for c in page.citations if c.link.kind == "outlet"} | page.authors() | {m.name for m in page.mentions}
        for name in sorted(cited):
            holders = [i for own, ids in by_name.items() if same_name(own, name) for i in ids]
            targets |= set(holders if len(holders) <= _CITED_PAGES else ())
        yield from ((page.id, t) for t in sorted(targets) if t != page.id)
    for ids in by_address.values():
        yield from pairwise(ids)
