"""What must hold of counts whatever the pile: a page less proves no more, and a copy changes nothing.

Asked of lineage alone: which words are rare, and which articles are of one story, the rooms before it weigh by the pages of the whole pile, and what they find
between the pages that stay is held as it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.relay.answers import Given, claim_id
from benchmarks.relay.records import Page, Pile, Told, TrueClaim
from benchmarks.relay.running import again, traced
from firstsaid.model import Article, Placement

COPYIST = "The Copying Herald"
"""An outlet that stands in no mix."""

Counts = dict[str, tuple[int, int]]
"""Least and most by claim."""


@dataclass(frozen=True, slots=True)
class Break:
    """A claim whose count is not what it must be."""

    pile: str
    page: str
    """The page that was left out or copied."""
    claim: str
    before: tuple[int, int]
    after: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.pile} {self.page}: {self.claim}: {self.before[0]} to {self.before[1]} became {self.after[0]} to {self.after[1]}"


def counts(given: Given, claims: tuple[TrueClaim, ...]) -> Counts:
    """Origins of the true claims, as the lineage room counts them."""
    asked = given.told_claims(claims)
    told = again({**given.tables, "claims": asked}, "derivations")
    by_id = {count.claim: (count.least, count.most) for count in told["counts"]}
    known = {claim.id for claim in asked}
    return {f"{c.fact} {c.value}".strip(): by_id[claim_id(c)] for c in claims if claim_id(c) in known}


def page_less(pile: Pile, mix: str, page: Page) -> Iterator[Break]:
    """Claims whose least rises when a page is left out."""
    claims = tuple(c for c in pile.truth.claims if c.event == _main(pile))
    given = Given(*traced(pile.pages), mix)
    before = counts(given, claims)
    left = tuple(replace(c, told=tuple(t for t in c.told if t.page != page.name)) for c in claims)
    fewer = _held([p for p in pile.pages if p.name != page.name], given, given.article[page.name].id)
    after = counts(fewer, tuple(c for c in left if c.told))
    for claim, found in after.items():
        if found[0] > before[claim][0]:
            yield Break(pile.name, page.name, claim, before[claim], found)


def page_copied(pile: Pile, mix: str, page: Page) -> Iterator[Break]:
    """Claims whose count changes when another outlet prints a page word for word."""
    claims = tuple(c for c in pile.truth.claims if c.event == _main(pile))
    given = Given(*traced(pile.pages), mix)
    before = counts(given, claims)
    copy = copied(given.article[page.name])
    more = tuple(replace(c, told=(*c.told, *(Told(copy.name, t.words) for t in c.told if t.page == page.name))) for c in claims)
    after = counts(_held((*pile.pages, copy), given, given.article[page.name].id), more)
    for claim, found in after.items():
        if found != before[claim]:
            yield Break(pile.name, page.name, claim, before[claim], found)


def _held(pages: Sequence[Page], before: Given, article: str) -> Given:
    """A run over pages, with the matches and stories of the run before for the articles that were there; a new one is a copy of `article` and stands beside it."""
    tables, page_of = traced(pages, "placements")
    story = {p.article: p.story for p in before.tables["placements"]}
    pairs = {frozenset((m.article_a, m.article_b)) for m in before.tables["matches"]}
    tables["placements"] = [Placement(a, story.get(a, story[article])) for a in sorted(page_of)]
    kept = [m for m in before.tables["matches"] if {m.article_a, m.article_b} <= set(page_of)]
    new = set(page_of) - set(story)
    for match in tables["matches"]:
        seen = frozenset(article if a in new else a for a in (match.article_a, match.article_b))
        if not new.isdisjoint((match.article_a, match.article_b)) and (seen in pairs or len(seen) == 1):
            kept.append(match)
    tables["matches"] = sorted(kept, key=lambda m: m.id)
    return Given(again(tables, "placements"), page_of, before.mix)


def copied(article: Article) -> Page:
    """The article's title and what it reports as a page of the copyist's."""
    body = "\n\n".join(line for span in article.reported() for line in span.of(article.text).split("\n") if line.strip())
    title = article.title.value if article.title else ""
    return Page("copy.txt", f"{title}\n\n{COPYIST}\n\n{body}\n".encode(), None)


def _main(pile: Pile) -> str:
    return f"{pile.name}-a"
