"""What firstsaid says of a simulated pile, in the terms of the truth: pages by their names, places by their words."""

import re
from dataclasses import dataclass
from functools import cached_property

from benchmarks.relay.outlets import outlets
from benchmarks.relay.records import Told, TrueClaim
from benchmarks.steps import Tables
from firstsaid.model import Article, Claim, Derivation, OriginCount, Place, Span, Statement, Wording, content_id

_LITTLE = 12
"""Characters of a statement that a wording must hold at least to be its wording."""


@dataclass(frozen=True)
class Given:
    """The tables of one run."""

    tables: Tables
    page_of: dict[str, str]
    mix: str

    @cached_property
    def article(self) -> dict[str, Article]:
        """Articles by page."""
        return {self.page_of[article.id]: article for article in self.tables["articles"]}

    @cached_property
    def derivations(self) -> dict[frozenset[str], Derivation]:
        """By the two pages."""
        return {frozenset((self.page_of[d.article_a], self.page_of[d.article_b])): d for d in self.tables["derivations"]}

    @cached_property
    def counts(self) -> dict[str, OriginCount]:
        """By claim."""
        return {count.claim: count for count in self.tables["counts"]}

    def upstream(self, derivation: Derivation) -> str | None:
        """The page upstream, when decided."""
        return self.page_of[derivation.upstream] if derivation.upstream else None

    def place(self, told: Told) -> Span | None:
        """Where the words stand in the article's text."""
        return find(self.article[told.page].text, told.words) if told.page in self.article else None

    def claim_for(self, wanted: TrueClaim) -> Claim | None:
        """The claim that has most of its pages."""
        places = {told.page: span for told in wanted.told if (span := self.place(told)) is not None}
        best: tuple[float, str] = (0.0, "")
        for claim in self.tables["claims"]:
            hit = {self.page_of[w.article] for w in claim.wordings if any(_on(places.get(self.page_of[w.article]), span) for span in w.spans)}
            if hit:
                pages = {self.page_of[a] for a in claim.articles}
                best = max(best, (2 * len(hit) / (len(pages) + len(places)), claim.id))
        return next((c for c in self.tables["claims"] if c.id == best[1]), None)

    def told_claims(self, wanted: tuple[TrueClaim, ...]) -> list[Claim]:
        """The truth's claims as the claims room would give them if it never erred."""
        statements: dict[str, list[Statement]] = {}
        for statement in self.tables["statements"]:
            statements.setdefault(statement.article, []).append(statement)
        story = {placement.article: placement.story for placement in self.tables["placements"]}
        made = []
        for claim in wanted:
            wordings = [w for told in claim.told if (w := self._wording(told, statements)) is not None]
            if wordings:
                wordings.sort(key=lambda w: (w.article, w.spans))
                articles = tuple(sorted({w.article for w in wordings}))
                said = tuple(sorted({w.statement for w in wordings if w.statement}))
                home = max(sorted({story[a] for a in articles}), key=lambda s: sum(story[a] == s for a in articles))
                text = wordings[0].spans[0].of(self.article[self.page_of[wordings[0].article]].text)
                place = Place(wordings[0].article, *wordings[0].spans[0])
                made.append(Claim(claim_id(claim), home, text, place, tuple(wordings), articles, said))
        return made

    def _wording(self, told: Told, statements: dict[str, list[Statement]]) -> Wording | None:
        span = self.place(told)
        if span is None:
            return None
        identity = self.article[told.page].id
        ranked = sorted(((sum(c.overlap(span) for c in s.content), s.id) for s in statements.get(identity, ())), reverse=True)
        said = ranked[0][1] if ranked and ranked[0][0] >= _LITTLE else None
        return Wording(identity, said, (span,))

    def canonical(self, name: str) -> str:
        """An outlet's own name, for any of the names it goes by; else the name, folded."""
        folded = fold(name)
        for outlet in outlets(self.mix):
            if folded in {fold(n) for n in (outlet.name, *outlet.also)}:
                return outlet.name
        return folded


def claim_id(claim: TrueClaim) -> str:
    """The id under which a true claim is given to the lineage room."""
    return content_id("claim", claim.event, claim.fact, claim.value)


def fold(name: str) -> str:
    """A name without what does not belong to it."""
    words = name.lower().replace("’", "'").removeprefix("the ").strip()
    return re.sub(r"^(?:news agency |agency )|(?:'s)?(?: news)? agency$", "", words).strip()


def find(text: str, words: str) -> Span | None:
    """The words in the text; white space of every kind is the same."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(pattern, text)
    return Span(*match.span()) if match else None


def _on(place: Span | None, span: Span) -> bool:
    return place is not None and place.overlap(span) > 0
