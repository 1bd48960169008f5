"""Puts every record of a case in the order in which a reader wants it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from firstsaid.model import Article, Claim, Dossier, Pile, Story
from firstsaid.model.judgement import dated

Record = TypeVar("Record")
LAST = 1 << 60
UNNAMED = ("unnamed_outlets", "unnamed_person")
RELATION_ORDER = ("same page", "edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "siblings", "same quotation only", "undetermined",
                  "independent")  # fmt: skip


def compose(pile: Pile, version: str, settings: str) -> Dossier:
    """Every record of `pile` as a dossier: nothing is dropped, only put in order.

    Claims stand by the number of articles that carry them, then of statements, then by how early their articles say them, then by place; the counts follow
    them. Stories stand by their number of articles, then id; articles by path. `version` is firstsaid's, `settings` the hash of the options.
    """
    return _Order(pile).dossier(version, settings)


class _Order:
    """Ranks of articles, stories and claims, from which every other order follows."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self.articles = tuple(sorted(dated(pile.articles, pile.judgements), key=lambda a: (a.path, a.url or "", a.id)))
        self.article_rank = _ranks(a.id for a in self.articles)
        self.stories = _stories(pile)
        self.story_rank = _ranks(s.id for s in self.stories)
        texts = {a.id: a for a in self.articles}
        self.claims = tuple(sorted(pile.claims, key=lambda c: claim_order(c, texts, self.article_rank)))
        self.claim_rank = _ranks(c.id for c in self.claims)

    def dossier(self, version: str, settings: str) -> Dossier:
        """The records, sorted."""
        pile = self.pile
        return Dossier(
            version=version,
            settings=settings,
            captures=tuple(sorted(pile.captures, key=lambda c: (c.path, c.record or "", c.id))),
            articles=self.articles,
            stories=self.stories,
            matches=tuple(sorted(pile.matches, key=lambda m: (*self._pair(m.article_a, m.article_b), m.start_a, m.start_b, m.id))),
            statements=tuple(sorted(pile.statements, key=lambda s: (*self._article(s.article), s.content[0].start if s.content else LAST, s.id))),
            voices=tuple(sorted(pile.voices, key=lambda v: (*self._story(v.story), -len(v.statements), -len(v.relays), v.name, v.id))),
            claims=self.claims,
            counts=tuple(sorted(pile.counts, key=lambda c: (self.claim_rank.get(c.claim, LAST), c.claim, c.story))),
            figures=tuple(sorted(pile.figures, key=lambda f: (*self._article(f.article), f.start, f.stop, f.id))),
            conflicts=tuple(sorted(pile.conflicts, key=lambda c: (*self._story(c.story), self.claim_rank.get(c.claim or "", LAST), c.id))),
            citations=tuple(sorted(pile.citations, key=lambda c: (*self._article(c.article), c.start, c.stop, c.id))),
            evidence=tuple(sorted(pile.evidence, key=lambda e: (*self._story(e.story), *self._pair(e.article_a, e.article_b), -abs(e.score), e.rule, e.id))),
            absent_texts=tuple(sorted(pile.absent_texts, key=lambda t: (*self._story(t.story), -len(t.articles), t.name or "\U0010ffff", t.id))),
            derivations=tuple(
                sorted(pile.derivations, key=lambda d: (*self._story(d.story), _relation(d.relation), *self._pair(d.article_a, d.article_b), d.id))
            ),
            missing=tuple(sorted(pile.missing, key=lambda m: (m.kind in UNNAMED, -len({p.article for p in m.cited_by}), -len(m.cited_by), m.name, m.id))),
            rejected=tuple(sorted(pile.rejected, key=lambda r: (r.path, r.record or "", r.stage, r.reason))),
            judgements=tuple(sorted((*pile.judgements, *pile.part_judgements), key=lambda j: (j.about, j.id))),
        )

    def _article(self, article: str) -> tuple[int, str]:
        return (self.article_rank.get(article, LAST), article)

    def _story(self, story: str) -> tuple[int, str]:
        return (self.story_rank.get(story, LAST), story)

    def _pair(self, article_a: str, article_b: str) -> tuple[Any, ...]:
        return (*self._article(article_a), *self._article(article_b))


def claim_order(claim: Claim, articles: Mapping[str, Article], rank: Mapping[str, int]) -> tuple[Any, ...]:
    """Sorts claims as a dossier has them; `rank` is that of articles, by path."""
    place = claim.place
    depth = _depth(claim, articles)
    return (-len(claim.articles), -len(claim.statements), depth, rank.get(place.article, LAST), place.article, place.start, place.stop, claim.id)


def _ranks(ids: Iterable[str]) -> dict[str, int]:
    return {record_id: rank for rank, record_id in enumerate(ids)}


def _relation(relation: str) -> int:
    return RELATION_ORDER.index(relation) if relation in RELATION_ORDER else len(RELATION_ORDER)


def _stories(pile: Pile) -> tuple[Story, ...]:
    members: dict[str, set[str]] = defaultdict(set)
    for placement in pile.placements:
        members[placement.story].add(placement.article)
    stories = [Story(story, tuple(sorted(articles))) for story, articles in members.items()]
    return tuple(sorted(stories, key=lambda s: (-len(s.articles), s.id)))


def _depth(claim: Claim, texts: Mapping[str, Article]) -> int:
    """How deep in its articles the claim stands, on average, in thousandths of their reported text: what an article leads with is central to it."""
    depths: dict[str, int] = {}
    for wording in claim.wordings:
        article = texts.get(wording.article)
        if article is None or not wording.spans:
            continue
        bodies = article.spans("body")
        first, last = (bodies[0].start, bodies[-1].stop) if bodies else (0, len(article.text))
        start = min(span.start for span in wording.spans)
        depth = 1000 * max(0, start - first) // max(1, last - first)
        depths[wording.article] = min(depth, depths.get(wording.article, LAST))
    return sum(depths.values()) // len(depths) if depths else LAST
