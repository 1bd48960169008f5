"""Citation checks: what an article says another said, held against that other's pages in the pile."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

from firstsaid.claims.bonds import carried, turned
from firstsaid.claims.comparison import SAME_SORT, agree, comparable
from firstsaid.claims.counting import reported_sentences
from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import Saying, Scales, contradict, scales, weighed
from firstsaid.claims.names import CitedPages
from firstsaid.claims.subjects import is_named, name_words, subject
from firstsaid.claims.terms import Terms, predicates, spellings, terms
from firstsaid.model import Article, CitationCheck, Claim, Figure, Match, Pile, Span, Statement, content_id
from firstsaid.model.options import ClaimOptions

_CITED_KINDS = ("outlet", "document", "organisation")
_BORNE_OUT = 0.5
"""Share of the ascribed words, by weight, that a passage must hold."""
_SAME_MATTER = 0.34
"""The same for a passage that speaks of the matter at all, or is said by the same voice."""
_TWO_SENTENCES = 0.05
"""By how much two sentences must be better than one."""
_FEWEST, _AT_LEAST = 3, 2
"""Content words that a passage must share with what is ascribed; of what is shorter all, and no fewer than the second."""
_NEAR = 1.25
"""How many times as large one number may be as another of the same things, for it to be the same count given wrongly."""
_DOZEN = 12
"""Numbers up to which many things are counted."""
_SHORT = 6
"""Content words up to which a sentence says little more than what happened."""
_MOST_PIECES = 40
_TELLING = ("narrative", "quotation", "headline")
_MOST_PAGES = 12
"""How many pages of one outlet are compared with one citation."""
_READ = 1_024
"""How many pages are kept as they were read, however large the pile is."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence of a cited page, or two neighbouring ones."""

    spans: tuple[Span, ...]
    saying: Saying


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence's worth of what is ascribed."""

    span: Span
    terms: Terms


@dataclass(frozen=True, slots=True)
class _Page:
    """A cited page, read."""

    sentences: tuple[tuple[Span, frozenset[str]], ...]
    """Where they stand, and their content words."""
    scales: Scales
    """The rarity of its words in it."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one page says to one citation."""

    verdict: str
    strength: float
    article: str
    against: tuple[Span, ...]


_RANK = {"borne out": 0, "contradicted": 1, "not found": 2}


def citation_checks(pile: Pile, options: ClaimOptions) -> list[CitationCheck]:
    """For each statement whose chain names an outlet, agency or document that has pages in the pile: is what is ascribed found there?

    Pages are found by outlet, agency, credit or host. A row is given only when such a page is of the same story, shares words with the citing article
    or speaks of the matter; otherwise the cited page is simply not in the pile.
    """
    del options
    check = _Check(pile)
    rows = [row for statement in sorted(pile.statements, key=check.nearness) for row in check.rows(statement)]
    unique = {row.id: row for row in rows}
    return sorted(unique.values(), key=lambda row: (row.article, row.start, row.stop, row.cites))


class _Check:
    """The pile as the check needs it, read once."""

    def __init__(self, pile: Pile) -> None:
        self.articles = {article.id: article for article in pile.articles}
        self.pages = CitedPages(pile.articles)
        self.stories = {placement.article: placement.story for placement in pile.placements}
        self.members: dict[str, list[str]] = {}
        for placement in pile.placements:
            self.members.setdefault(placement.story, []).append(placement.article)
        self.spellings = spellings(pile.matches, {article.id: article.text for article in pile.articles})
        self.matches: dict[tuple[str, str], list[Match]] = {}
        self.partners: dict[str, set[str]] = {}
        for match in pile.matches:
            self.matches.setdefault((match.article_a, match.article_b), []).append(match)
            self.partners.setdefault(match.article_a, set()).add(match.article_b)
            self.partners.setdefault(match.article_b, set()).add(match.article_a)
        self.claims: dict[str, list[Claim]] = {}
        for claim in pile.claims:
            for statement in claim.statements:
                self.claims.setdefault(statement, []).append(claim)
        self.voices = {statement: voice.id for voice in pile.voices for statement in voice.statements}
        self.spoken: dict[tuple[str, str], list[Span]] = {}
        for said in pile.statements:
            if said.id in self.voices:
                self.spoken.setdefault((said.article, self.voices[said.id]), []).extend(said.content)
        self.figures: dict[str, list[Figure]] = {}
        for figure in pile.figures:
            self.figures.setdefault(figure.article, []).append(figure)
        self.read = lru_cache(maxsize=_READ)(self._read)
        self.words = lru_cache(maxsize=_READ)(lambda page: name_words(self.articles[page].text))
        self.is_outlet = lru_cache(maxsize=65_536)(self.pages.is_outlet)
        self.named = lru_cache(maxsize=65_536)(lambda name: dict.fromkeys(self.pages.of(name)))

    def nearness(self, statement: Statement) -> tuple[str, str, str]:
        """Where a statement stands in an order in which those follow one another that ask the same pages."""
        return self.stories.get(statement.article, ""), statement.article, statement.id

    def rows(self, statement: Statement) -> Iterator[CitationCheck]:
        """One row for each outlet, agency or document in the statement's chain that has a page about the matter; a page that is its own cites nobody."""
        article = self.articles.get(statement.article)
        if article is None or not statement.content:
            return
        seen: set[str] = set()
        ascribed: list[_Piece] | None = None
        for link in statement.chain:
            cited = link.kind in _CITED_KINDS or self.is_outlet(link.name)
            if not cited or link.name in seen or not self.named(link.name) or article.id in self.named(link.name):
                continue
            seen.add(link.name)
            ascribed = self._pieces(statement, article) if ascribed is None else ascribed
            findings = [found for page in self._candidates(article, link.name) if (found := self._held(statement, ascribed, page)) is not None]
            if findings:
                best = min(findings, key=lambda found: (_RANK[found.verdict], -found.strength, found.article))
                start, stop = statement.content[0].start, statement.content[-1].stop
                identity = content_id("citation", statement.id, link.name)
                yield CitationCheck(identity, article.id, start, stop, link.name, best.verdict, best.article, best.against)

    def _candidates(self, article: Article, name: str) -> list[Article]:
        """Pages of the named one: those that share words with the citing article first, then those of its story, then the rest."""
        pages = self.named(name)
        story = self.members.get(self.stories.get(article.id, ""), ())
        ranked = chain(sorted(self.partners.get(article.id, set()) & pages.keys()), (page for page in story if page in pages), pages)
        found: dict[str, Article] = {}
        for page in ranked:
            if page != article.id and page not in found and not self.pages.same_issuer(article.id, page):
                found[page] = self.articles[page]
                if len(found) == _MOST_PAGES:
                    break
        return list(found.values())

    def _between(self, one: str, other: str) -> list[Match]:
        return self.matches.get((min(one, other), max(one, other)), [])

    def _held(self, statement: Statement, ascribed: Sequence[_Piece], page: Article) -> _Finding | None:
        """What a page says to a statement; None when it speaks of something else, or its words from the cited voice cannot be held against these."""
        article = self.articles[statement.article]
        story = self.stories.get(article.id)
        related = page.id in self.partners.get(article.id, ()) or (story is not None and story == self.stories.get(page.id))
        read = self.read(page.id)
        sayings = [weighed(piece.terms, (), read.scales) for piece in ascribed]
        if not related and not any(_of_its_matter(saying, read.scales) for saying in sayings):
            return None
        against: list[Span] = []
        total, held, contradicted, strongest = 0.0, 0.0, False, 0.0
        for piece, saying in zip(ascribed, sayings, strict=True):
            best, strength = _nearest(saying, read)
            there, share = self._carried(piece.span, article.id, page.id)
            total, strongest = total + saying.weight, max(strongest, strength, share)
            nearest = self._around(page, there) if share >= _BORNE_OUT else self._passage(page, best) if strength >= _SAME_MATTER else None
            miscounted = self._miscounted(article, piece.span, page) if nearest is None and related else None
            otherwise = nearest is not None and self._contradicts(article, (piece.span,), saying, page, nearest)
            if nearest is not None and otherwise and not self._of_others(statement, page, nearest.spans):
                contradicted = True
                against += nearest.spans
            elif miscounted is not None:
                contradicted = True
                against.append(miscounted)
            elif nearest is not None and not otherwise and self._is_held(statement, piece, page, nearest, max(share, strength)):
                held += saying.weight
                against += there if share >= _BORNE_OUT else nearest.spans
        if not total or (not related and strongest < _SAME_MATTER):
            return None
        if contradicted and _is_later(page, article):
            return None
        if not contradicted and held < total / 2:
            against = self._same_claim(statement, ascribed, page)
        if not against and (page.language != article.language or self._speaks_of_it(statement, ascribed, page)):
            return None
        verdict = "contradicted" if contradicted else "borne out" if against else "not found"
        return _Finding(verdict, round(strongest, 9), page.id, tuple(sorted(set(against))))

    def _is_held(self, statement: Statement, piece: _Piece, page: Article, passage: _Passage, share: float) -> bool:
        """Whether a passage holds enough of the ascribed words (less where they are of the very voice that the citation names), and tells no other deed."""
        enough = _SAME_MATTER if self._same_voice(statement, page, passage.spans) else _BORNE_OUT
        return share >= enough and not self._other_deed(self.articles[statement.article], piece, page, passage)

    def _same_voice(self, statement: Statement, page: Article, spans: Sequence[Span]) -> bool:
        spoken = self.spoken.get((page.id, self.voices.get(statement.id, "")), ())
        return any(span.overlap(said) for span in spans for said in spoken)

    def _of_others(self, statement: Statement, page: Article, spans: Sequence[Span]) -> bool:
        """Whether the page gives words of the voice that the citation names, and these are not they: what others say does not contradict it."""
        return (page.id, self.voices.get(statement.id, "")) in self.spoken and not self._same_voice(statement, page, spans)

    def _speaks_of_it(self, statement: Statement, ascribed: Sequence[_Piece], page: Article) -> bool:
        """Whether the voice that the citation names speaks of the same things on the page, perhaps in words too far from these to be told the same."""
        spoken = self.spoken.get((page.id, self.voices.get(statement.id, "")), ())
        said = self._said(page, spoken).stems
        return any(len(set(piece.terms.stems).intersection(said)) >= _FEWEST for piece in ascribed)

    def _same_claim(self, statement: Statement, ascribed: Sequence[_Piece], page: Article) -> list[Span]:
        """Where the page carries a claim that the statement carries, too, in words of the same voice or telling no other deed."""
        article = self.articles[statement.article]
        claims = self.claims.get(statement.id, ())
        there = [span for claim in claims for wording in claim.wordings if wording.article == page.id for span in wording.spans]
        passage = self._around(page, there)
        return [] if not self._same_voice(statement, page, there) and any(self._other_deed(article, piece, page, passage) for piece in ascribed) else there

    def _around(self, page: Article, there: Sequence[Span]) -> _Passage:
        """The sentences in which the stretches stand."""
        return self._passage(page, tuple(s for s in page.sentences if any(s.overlap(t) for t in there)) or tuple(there))

    def _passage(self, page: Article, spans: tuple[Span, ...]) -> _Passage:
        return _Passage(spans, weighed(self._said(page, spans), (), self.read(page.id).scales))

    def _other_deed(self, article: Article, piece: _Piece, page: Article, passage: _Passage) -> bool:
        """Whether the passage tells the same of somebody else, or something else of the same."""
        if not is_named(subject(piece.span.of(article.text)), self.words(page.id)) or _only_names(piece, passage):
            return True
        return self._verb_replaced(article, piece, page, passage)

    def _verb_replaced(self, article: Article, piece: _Piece, page: Article, passage: _Passage) -> bool:
        """Whether all but what is told to have happened stands in the passage, and that is something else there ("had been sawn through", "had snapped")."""
        words = any_language(article.language).wordings
        mine = predicates([piece.span.of(article.text)], words)
        theirs = predicates([span.of(page.text) for span in passage.spans], words)
        missing = set(piece.terms.stems) - passage.saying.stems
        alone = mine <= missing and len(missing - mine) <= (len(piece.terms.stems) > _SHORT)
        return bool(mine) and len(piece.terms.stems) <= 2 * _SHORT and alone and not theirs <= set(piece.terms.stems)

    def _contradicts(self, article: Article, spans: Sequence[Span], saying: Saying, page: Article, best: _Passage) -> bool:
        said = replace(saying, figures=self._counted(article, spans))
        return contradict(said, replace(best.saying, figures=self._counted(page, best.spans)))

    def _miscounted(self, article: Article, piece: Span, page: Article) -> Span | None:
        """The sentence of the page with the only count of just these things, where that is near the number ascribed and another ("1,240 children", "1,204")."""
        for said in self._counted(article, (piece,)):
            alike = [figure for figure in self.figures.get(page.id, ()) if not said.unit and comparable(said, figure) == SAME_SORT]
            values = {figure.value for figure in alike}
            if len(values) == 1 and not agree(said, alike[0]) and said.value > _DOZEN and 1 / _NEAR <= said.value / alike[0].value <= _NEAR:
                return next((s for s in page.sentences if s.start <= alike[0].start < s.stop), None)
        return None

    def _counted(self, article: Article, spans: Sequence[Span]) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures.get(article.id, ()) if any(span.start <= figure.start < span.stop for span in spans))

    def _carried(self, piece: Span, article: str, page: str) -> tuple[list[Span], float]:
        """Where a piece stands in the page as matches show, and the share of it that does."""
        found: list[Span] = []
        covered = 0
        for match in self._between(article, page):
            way = match if match.article_a == article else turned(match)
            if way.kind in _TELLING and way.a.overlap(piece):
                covered += way.a.overlap(piece)
                found.append(carried(way, piece))
        return found, min(1.0, covered / max(1, piece.stop - piece.start))

    def _pieces(self, statement: Statement, article: Article) -> list[_Piece]:
        """The ascribed words, sentence by sentence."""
        pieces: list[Span] = []
        for content in statement.content[:_MOST_PIECES]:
            first = max(0, bisect_left(article.sentences, (content.start, content.start)) - 1)
            inside = [s for s in article.sentences[first : first + _MOST_PIECES] if s.overlap(content)]
            pieces += [Span(max(s.start, content.start), min(s.stop, content.stop)) for s in inside] or [content]
        return [_Piece(piece, self._said(article, (piece,))) for piece in pieces]

    def _said(self, article: Article, spans: Sequence[Span]) -> Terms:
        return terms([span.of(article.text) for span in spans], any_language(article.language).wordings, self.spellings)

    def _read(self, page: str) -> _Page:
        """A page's sentences and the rarity of their words."""
        article = self.articles[page]
        said = [(sentence, self._said(article, (sentence,))) for sentence in reported_sentences(article)]
        sentences = tuple((sentence, frozenset(read.stems)) for sentence, read in said)
        return _Page(sentences, scales([read for _, read in said], any_language(article.language).wordings))


def _is_later(page: Article, article: Article) -> bool:
    """Whether a page is dated after another, as far as both tell: it cannot be what that one cites, and a count may have changed."""
    first, second = (one.published.value if one.published else "" for one in (article, page))
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


def _only_names(piece: _Piece, passage: _Passage) -> bool:
    """Whether the passage shares with what is ascribed hardly more than the names in it ("the director of the Ferrin clinic has resigned")."""
    told = set(piece.terms.stems) - piece.terms.names
    return len(told & passage.saying.stems) <= 1 < len(told) and bool(piece.terms.names)


def _of_its_matter(saying: Saying, scales: Scales) -> bool:
    """Whether the page has words enough, anywhere, for one of its passages to speak of what is said."""
    shared = saying.stems & scales.weights.keys()
    return len(shared) >= _FEWEST and scales.sum(shared) >= _SAME_MATTER * saying.weight


def _nearest(saying: Saying, page: _Page) -> tuple[tuple[Span, ...], float]:
    """The passage that holds the largest share of what is said, by weight; a single sentence before two."""
    fewest = max(_AT_LEAST, min(_FEWEST, len(saying.terms.stems)))
    known = saying.stems & page.scales.weights.keys()
    held = [known & stems for _, stems in page.sentences] if len(known) >= fewest else []
    passages: list[tuple[tuple[int, ...], frozenset[str]]] = [((at,), shared) for at, shared in enumerate(held)]
    passages += [((at, at + 1), mine | theirs) for at, (mine, theirs) in enumerate(pairwise(held))]
    best, strength = tuple[int, ...](), 0.0
    for places, shared in passages:
        if len(shared) < fewest:
            continue
        share = round(page.scales.sum(shared) / saying.weight - (_TWO_SENTENCES if len(places) > 1 else 0.0), 9)
        if share > strength:
            best, strength = places, share
    return tuple([page.sentences[at][0] for at in best]), strength
