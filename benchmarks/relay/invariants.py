"""What must hold of counts whatever the pile: a page less proves no more, and a copy changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.relay.answers import Given, claim_id
from benchmarks.relay.records import Page, Pile, Told, TrueClaim
from benchmarks.relay.running import again, traced
from firstsaid.model import Article

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


def counts(pages: tuple[Page, ...], claims: tuple[TrueClaim, ...], mix: str) -> tuple[Counts, Given]:
    """Origins of the true claims, as the lineage room counts them."""
    tables, page_of = traced(pages)
    given = Given(tables, page_of, mix)
    told = again({**tables, "claims": given.told_claims(claims)}, "derivations")
    by_id = {count.claim: (count.least, count.most) for count in told["counts"]}
    return {f"{c.fact} {c.value}".strip(): by_id[claim_id(c)] for c in claims if claim_id(c) in by_id}, given


def page_less(pile: Pile, mix: str, page: Page) -> Iterator[Break]:
    """Claims whose least rises when a page is left out."""
    claims = tuple(c for c in pile.truth.claims if c.event == _main(pile))
    before, _ = counts(pile.pages, claims, mix)
    left = tuple(replace(c, told=tuple(t for t in c.told if t.page != page.name)) for c in claims)
    after, _ = counts(tuple(p for p in pile.pages if p.name != page.name), tuple(c for c in left if c.told), mix)
    for claim, found in after.items():
        if found[0] > before[claim][0]:
            yield Break(pile.name, page.name, claim, before[claim], found)


def page_copied(pile: Pile, mix: str, page: Page) -> Iterator[Break]:
    """Claims whose count changes when another outlet prints a page word for word."""
    claims = tuple(c for c in pile.truth.claims if c.event == _main(pile))
    before, given = counts(pile.pages, claims, mix)
    copy = copied(given.article[page.name])
    more = tuple(replace(c, told=(*c.told, *(Told(copy.name, t.words) for t in c.told if t.page == page.name))) for c in claims)
    after, _ = counts((*pile.pages, copy), more, mix)
    for claim, found in after.items():
        if found != before[claim]:
            yield Break(pile.name, page.name, claim, before[claim], found)


def copied(article: Article) -> Page:
    """The article's title and words as a page of the copyist's."""
    body = "\n\n".join(line for span in article.spans("body") for line in span.of(article.text).split("\n") if line.strip())
    title = article.title.value if article.title else ""
    return Page("copy.txt", f"{title}\n\n{COPYIST}\n\n{body}\n".encode(), None)


def _main(pile: Pile) -> str:
    return f"{pile.name}-a"
