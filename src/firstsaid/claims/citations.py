"""Citation checks: what an article says another said, held against that other's pages in the pile."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from firstsaid.claims.bonds import carried, turned
from firstsaid.claims.comparison import SAME_SORT, agree, comparable
from firstsaid.claims.counting import reported_sentences
from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import Saying, Scales, contradict, scales, weighed
from firstsaid.claims.subjects import is_named, name_words, subject
from firstsaid.claims.terms import Terms, predicates, spellings, terms
from firstsaid.model import Article, Ascribed, CitationCheck, Cited, Figure, Match, Place, Span, content_id
from firstsaid.model.columns import Columns
from firstsaid.model.options import ClaimOptions

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
_READ = 1_024
"""How many pages are kept as they were read."""


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


def citation_checks(columns: Columns, options: ClaimOptions) -> Iterator[CitationCheck]:
    """For each row of `cited`: is what is ascribed found on the pages that it may come from? Reads cited, articles, figures.

    A row is given only when such a page is of the same story, shares words with the citing article or speaks of the matter; otherwise the cited page is
    simply not in the pile.
    """
    del options
    articles = {article.id: article for article in columns.records("articles")}
    figures: dict[str, list[Figure]] = {}
    for figure in columns.records("figures"):
        figures.setdefault(figure.article, []).append(figure)
    pages = _Pages(articles)
    for cited in columns.records("cited"):
        check = _Check(cited, pages, figures)
        rows = [row for ascribed in cited.ascribed if (row := check.row(ascribed)) is not None]
        yield from sorted(rows, key=lambda row: (row.start, row.stop, row.cites))


class _Pages:
    """Articles, each read once for all that cite it."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles
        self.read = lru_cache(maxsize=_READ)(lambda page: self.respelt(page, {}))
        self.words = lru_cache(maxsize=_READ)(lambda page: name_words(articles[page].text))

    def said(self, article: Article, spans: Iterable[Span], spelling: Mapping[str, str]) -> Terms:
        """What stretches of an article say."""
        return terms([span.of(article.text) for span in spans], any_language(article.language).wordings, spelling)

    def respelt(self, page: str, spelling: Mapping[str, str]) -> _Page:
        """A page's sentences and the rarity of their words, for one who spells some words otherwise."""
        article = self.articles[page]
        said = [(sentence, self.said(article, (sentence,), spelling)) for sentence in reported_sentences(article)]
        sentences = tuple((sentence, frozenset(read.stems)) for sentence, read in said)
        return _Page(sentences, scales([read for _, read in said], any_language(article.language).wordings))


class _Check:
    """What one article cites, held against the pages that it may cite."""

    def __init__(self, cited: Cited, pages: _Pages, figures: Mapping[str, Sequence[Figure]]) -> None:
        self.article = pages.articles[cited.article]
        self.pages = pages
        self.figures = figures
        self.related = frozenset(cited.related)
        self.matches: dict[str, list[Match]] = {}
        for match in cited.matches:
            way = match if match.article_a == cited.article else turned(match)
            self.matches.setdefault(way.article_b, []).append(way)
        self.spellings = spellings(cited.matches, {page: pages.articles[page].text for page in (cited.article, *cited.pages)})
        self.read = lru_cache(maxsize=None)(lambda page: pages.respelt(page, self.spellings)) if self.spellings else pages.read

    def row(self, ascribed: Ascribed) -> CitationCheck | None:
        """What the pages say to what is ascribed; None where none of them speaks of the matter."""
        pieces = self._pieces(ascribed)
        findings = [found for page in ascribed.pages if (found := self._held(ascribed, pieces, self.pages.articles[page])) is not None]
        if not findings:
            return None
        best = min(findings, key=lambda found: (_RANK[found.verdict], -found.strength, found.article))
        start, stop = ascribed.content[0].start, ascribed.content[-1].stop
        identity = content_id("citation", ascribed.statement, ascribed.name)
        return CitationCheck(identity, self.article.id, start, stop, ascribed.name, best.verdict, best.article, best.against)

    def _held(self, ascribed: Ascribed, pieces: Sequence[_Piece], page: Article) -> _Finding | None:
        """What a page says to what is ascribed; None when it speaks of something else, or its words from the cited voice cannot be held against these."""
        article, related = self.article, page.id in self.related
        if not related and _is_later(page, article):
            return None
        read = self.read(page.id)
        sayings = [weighed(piece.terms, (), read.scales) for piece in pieces]
        if not related and not any(_of_its_matter(saying, read.scales) for saying in sayings):
            return None
        against: list[Span] = []
        total, held, contradicted, strongest = 0.0, 0.0, False, 0.0
        for piece, saying in zip(pieces, sayings, strict=True):
            best, strength = _nearest(saying, read)
            there, share = self._carried(piece.span, page.id)
            total, strongest = total + saying.weight, max(strongest, strength, share)
            nearest = self._around(page, there) if share >= _BORNE_OUT else self._passage(page, best) if strength >= _SAME_MATTER else None
            miscounted = self._miscounted(piece.span, page) if nearest is None and related else None
            otherwise = nearest is not None and self._contradicts(piece.span, saying, page, nearest)
            if nearest is not None and otherwise and not _of_others(ascribed, page.id, nearest.spans):
                contradicted = True
                against += nearest.spans
            elif miscounted is not None:
                contradicted = True
                against.append(miscounted)
            elif nearest is not None and not otherwise and self._is_held(ascribed, piece, page, nearest, max(share, strength)):
                held += saying.weight
                against += there if share >= _BORNE_OUT else nearest.spans
        if not total or (not related and strongest < _SAME_MATTER):
            return None
        if contradicted and _is_later(page, article):
            return None
        if not contradicted and held < total / 2:
            against = self._same_claim(ascribed, pieces, page)
        if not against and (page.language != article.language or self._speaks_of_it(ascribed, pieces, page)):
            return None
        verdict = "contradicted" if contradicted else "borne out" if against else "not found"
        return _Finding(verdict, round(strongest, 9), page.id, tuple(sorted(set(against))))

    def _is_held(self, ascribed: Ascribed, piece: _Piece, page: Article, passage: _Passage, share: float) -> bool:
        """Whether a passage holds enough of the ascribed words (less where they are of the very voice that the citation names), and tells no other deed."""
        enough = _SAME_MATTER if _same_voice(ascribed, page.id, passage.spans) else _BORNE_OUT
        return share >= enough and not self._other_deed(piece, page, passage)

    def _speaks_of_it(self, ascribed: Ascribed, pieces: Sequence[_Piece], page: Article) -> bool:
        """Whether the voice that the citation names speaks of the same things on the page, perhaps in words too far from these to be told the same."""
        said = self._said(page, _on(page.id, ascribed.spoken)).stems
        return any(len(set(piece.terms.stems).intersection(said)) >= _FEWEST for piece in pieces)

    def _same_claim(self, ascribed: Ascribed, pieces: Sequence[_Piece], page: Article) -> list[Span]:
        """Where the page carries a claim that the statement carries, too, in words of the same voice or telling no other deed."""
        there = _on(page.id, ascribed.claimed)
        passage = self._around(page, there)
        return [] if not _same_voice(ascribed, page.id, there) and any(self._other_deed(piece, page, passage) for piece in pieces) else there

    def _around(self, page: Article, there: Sequence[Span]) -> _Passage:
        """The sentences in which the stretches stand."""
        return self._passage(page, tuple(s for s in page.sentences if any(s.overlap(t) for t in there)) or tuple(there))

    def _passage(self, page: Article, spans: tuple[Span, ...]) -> _Passage:
        return _Passage(spans, weighed(self._said(page, spans), (), self.read(page.id).scales))

    def _other_deed(self, piece: _Piece, page: Article, passage: _Passage) -> bool:
        """Whether the passage tells the same of somebody else, or something else of the same."""
        if not is_named(subject(piece.span.of(self.article.text)), self.pages.words(page.id)) or _only_names(piece, passage):
            return True
        return self._verb_replaced(piece, page, passage)

    def _verb_replaced(self, piece: _Piece, page: Article, passage: _Passage) -> bool:
        """Whether all but what is told to have happened stands in the passage, and that is something else there ("had been sawn through", "had snapped")."""
        words = any_language(self.article.language).wordings
        mine = predicates([piece.span.of(self.article.text)], words)
        theirs = predicates([span.of(page.text) for span in passage.spans], words)
        missing = set(piece.terms.stems) - passage.saying.stems
        alone = mine <= missing and len(missing - mine) <= (len(piece.terms.stems) > _SHORT)
        return bool(mine) and len(piece.terms.stems) <= 2 * _SHORT and alone and not theirs <= set(piece.terms.stems)

    def _contradicts(self, piece: Span, saying: Saying, page: Article, best: _Passage) -> bool:
        said = replace(saying, figures=self._counted(self.article, (piece,)))
        return contradict(said, replace(best.saying, figures=self._counted(page, best.spans)))

    def _miscounted(self, piece: Span, page: Article) -> Span | None:
        """The sentence of the page with the only count of just these things, where that is near the number ascribed and another ("1,240 children", "1,204")."""
        for said in self._counted(self.article, (piece,)):
            alike = [figure for figure in self.figures.get(page.id, ()) if not said.unit and comparable(said, figure) == SAME_SORT]
            values = {figure.value for figure in alike}
            if len(values) == 1 and not agree(said, alike[0]) and said.value > _DOZEN and 1 / _NEAR <= said.value / alike[0].value <= _NEAR:
                return next((s for s in page.sentences if s.start <= alike[0].start < s.stop), None)
        return None

    def _counted(self, article: Article, spans: Sequence[Span]) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures.get(article.id, ()) if any(span.start <= figure.start < span.stop for span in spans))

    def _carried(self, piece: Span, page: str) -> tuple[list[Span], float]:
        """Where a piece stands in the page as matches show, and the share of it that does."""
        found: list[Span] = []
        covered = 0
        for match in self.matches.get(page, ()):
            if match.kind in _TELLING and match.a.overlap(piece):
                covered += match.a.overlap(piece)
                found.append(carried(match, piece))
        return found, min(1.0, covered / max(1, piece.stop - piece.start))

    def _pieces(self, ascribed: Ascribed) -> list[_Piece]:
        """The ascribed words, sentence by sentence."""
        pieces: list[Span] = []
        sentences = self.article.sentences
        for content in ascribed.content[:_MOST_PIECES]:
            first = max(0, bisect_left(sentences, (content.start, content.start)) - 1)
            inside = [s for s in sentences[first : first + _MOST_PIECES] if s.overlap(content)]
            pieces += [Span(max(s.start, content.start), min(s.stop, content.stop)) for s in inside] or [content]
        return [_Piece(piece, self._said(self.article, (piece,))) for piece in pieces]

    def _said(self, article: Article, spans: Iterable[Span]) -> Terms:
        return self.pages.said(article, spans, self.spellings)


def _on(page: str, places: Iterable[Place]) -> list[Span]:
    """Those of some places that lie on a page."""
    return [place.span for place in places if place.article == page]


def _same_voice(ascribed: Ascribed, page: str, spans: Sequence[Span]) -> bool:
    """Whether stretches of a page are words of the voice that the citation names."""
    spoken = _on(page, ascribed.spoken)
    return any(span.overlap(said) for span in spans for said in spoken)


def _of_others(ascribed: Ascribed, page: str, spans: Sequence[Span]) -> bool:
    """Whether the page gives words of the voice that the citation names, and these are not they: what others say does not contradict it."""
    return bool(_on(page, ascribed.spoken)) and not _same_voice(ascribed, page, spans)


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
