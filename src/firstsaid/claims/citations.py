"""Citation checks: what an article says another said, held against that other's pages in the pile."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firstsaid.claims.bonds import carried, turned
from firstsaid.claims.comparison import SAME_SORT, agree, comparable, thing
from firstsaid.claims.counting import reported_sentences
from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import contradict, figures_contradict, scales, weighed
from firstsaid.claims.objects import SOME_OF
from firstsaid.claims.passages import AT_LEAST, FEWEST, SAME_MATTER, Page, Passage, Piece, in_common, nearest_passage, of_its_matter, only_names
from firstsaid.claims.subjects import is_named, name_words, subject
from firstsaid.claims.terms import Terms, content_words, predicates, spellings, terms
from firstsaid.model import Article, Ascribed, CitationCheck, Cited, Figure, Match, Place, Span, content_id
from firstsaid.model.columns import Columns
from firstsaid.model.options import ClaimOptions

_BORNE_OUT = 0.5
"""Share of the ascribed words, by weight, that a passage must hold."""
_WHOLE = 0.9
"""Share of the ascribed characters that a passage copies, from which only the passage itself, and not the rest of its sentence, is held against them."""
_OF_VOICE = (0.4, 2)
"""Share of the ascribed words, by number, and how many of them, that what the cited voice says on the page must hold to be the same."""
_OF_STORY, _ELSEWHERE = (0.6, 0.25, 4), (0.75, 0.4, 5)
"""Share of the ascribed words and of the sentence's, by number, and how many both must have in common, where nothing but words shows that a sentence of a
page of the same story, or of any other page, tells just this.
"""
_OF_FIGURE = (0.5, 2)
"""The same for a sentence of a page of the same story that gives the same number of the same things."""
_NEAR = 1.25
"""How many times as large one number may be as another of the same things, for it to be the same count given wrongly."""
_DOZEN = 12
"""Numbers up to which many things are counted."""
_SHORT = 6
"""Content words up to which a sentence says little more than what happened."""
_MOST_PIECES = 40
_HEDGED = ("hedge dropped", "hedge added")
_TELLING = ("narrative", "quotation", "headline")
_READ = 1_024
"""How many pages are kept as they were read."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one page says to one citation."""

    verdict: str
    """That of a citation check, or undecided."""
    strength: float
    article: str
    against: tuple[Span, ...]


_UNDECIDED = "undecided"
"""The page speaks of the matter, and nothing shows that it tells just this: no row is given, and that another page does not speak of it proves nothing."""
_WEAKENED = "weakened"
"""The page tells a part of it, and hedges there what is ascribed without a hedge, or the other way: undecided, whatever else of it the page tells."""
_RANK = {"borne out": 0, "contradicted": 1, _UNDECIDED: 2, "not found": 3}


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

    def respelt(self, page: str, spelling: Mapping[str, str]) -> Page:
        """A page's sentences and the rarity of their words, for one who spells some words otherwise."""
        article = self.articles[page]
        said = [(sentence, self.said(article, (sentence,), spelling)) for sentence in reported_sentences(article)]
        sentences = tuple((sentence, frozenset(read.stems)) for sentence, read in said)
        return Page(sentences, scales([read for _, read in said], any_language(article.language).wordings))


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
        best = min(findings, key=lambda found: (_RANK[found.verdict], -found.strength, found.article), default=None)
        if best is None or best.verdict == _UNDECIDED:
            return None
        start, stop = ascribed.content[0].start, ascribed.content[-1].stop
        identity = content_id("citation", ascribed.statement, ascribed.name)
        return CitationCheck(identity, self.article.id, start, stop, ascribed.name, best.verdict, best.article, best.against)

    def _held(self, ascribed: Ascribed, pieces: Sequence[Piece], page: Article) -> _Finding | None:
        """What a page says to what is ascribed; None when it speaks of something else, or its words from the cited voice cannot be held against these."""
        article, related = self.article, page.id in self.related
        if not related and _is_later(page, article):
            return None
        read = self.read(page.id)
        sayings = [weighed(piece.terms, (), read.scales) for piece in pieces]
        if not related and not any(of_its_matter(saying, read.scales) for saying in sayings):
            return None
        found: dict[str, list[Span]] = {}
        total, held, strongest = 0.0, 0.0, 0.0
        for piece, saying in zip(pieces, sayings, strict=True):
            best, strength = nearest_passage(saying, read)
            there, share = self._carried(piece.span, page.id)
            total, strongest = total + saying.weight, max(strongest, strength, share)
            if share >= _BORNE_OUT or strength >= SAME_MATTER:
                nearest = self._copied(page, there, share) if share >= _BORNE_OUT else self._passage(page, best, strength)
                verdict = self._told(ascribed, piece, page, nearest)
                found.setdefault(verdict, []).extend(there if nearest.copied and verdict == "borne out" else nearest.spans)
                held += saying.weight if verdict == "borne out" else 0.0
            elif related and (miscounted := self._miscounted(piece.span, page)) is not None:
                found.setdefault("contradicted", []).append(miscounted)
        if not total or (not related and strongest < SAME_MATTER):
            return None
        contradicted = "contradicted" in found
        if contradicted and _is_later(page, article):
            return None
        if not contradicted and held < total / 2:
            found["borne out"] = self._same_claim(ascribed, pieces, page)
        verdict = next((verdict for verdict in ("contradicted", _WEAKENED, "borne out", _UNDECIDED) if found.get(verdict)), "not found")
        silent = verdict == "not found" and related and page.language == article.language and not self._speaks_of_it(ascribed, pieces, page)
        verdict = verdict if silent or verdict in ("contradicted", "borne out") else _UNDECIDED
        return _Finding(verdict, round(strongest, 9), page.id, tuple(sorted({*found.get("contradicted", ()), *found.get("borne out", ())})))

    def _told(self, ascribed: Ascribed, piece: Piece, page: Article, passage: Passage) -> str:
        """What a passage says to a piece of what is ascribed."""
        proven = passage.copied or self._is_just_this(ascribed, piece, page, passage)
        differs = self._differs(piece, page, passage)
        if differs:
            proven = proven or self._in_same_words(piece, page, passage)
            quoted = not passage.copied and _is_quoted(page, passage.spans) and not _same_voice(ascribed, page.id, passage.spans)
            others = quoted or _of_others(ascribed, page.id, passage.spans)
            return differs if proven and not others else _UNDECIDED
        if not self._is_held(ascribed, piece, page, passage):
            return "not found"
        numbers = {stem for stem in piece.terms.stems if stem[0].isdigit()}
        proven = proven or (numbers <= passage.saying.stems and (self._in_same_words(piece, page, passage) or self._is_short(piece, page, passage)))
        return "borne out" if proven else _UNDECIDED

    def _is_just_this(self, ascribed: Ascribed, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether a passage is shown to tell just what is ascribed: in words of the voice that the citation names, as the same claim, or with the same number
        of the same things.
        """
        shared, share, _ = in_common(piece, passage)
        if _same_voice(ascribed, page.id, passage.spans) and share >= _OF_VOICE[0] and shared >= _OF_VOICE[1]:
            return True
        if any(span.overlap(other) for span in passage.spans for other in _on(page.id, ascribed.claimed)):
            return True
        alike = page.id in self.related and share >= _OF_FIGURE[0] and shared >= _OF_FIGURE[1]
        return alike and self._same_figure(piece, page, passage)

    def _in_same_words(self, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether what is ascribed and a sentence hardly have other words than each other, numbers apart. Rare words in common, by which the sentence was
        chosen, two pages may have across years.
        """
        least_share, least_back, least = _OF_STORY if page.id in self.related else _ELSEWHERE
        shared, share, back = in_common(piece, passage)
        return len(passage.spans) == 1 and share >= least_share and back >= least_back and shared >= least

    def _is_short(self, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether all of few words stand in a sentence of a page of the same story."""
        said = content_words(piece.terms)
        return page.id in self.related and len(passage.spans) == 1 and len(said) >= AT_LEAST and said <= passage.saying.stems

    def _same_figure(self, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether a passage gives a number of a piece for the same things."""
        mine, theirs = self._counted(self.article, (piece.span,)), self._counted(page, passage.spans)
        alike = ((one, other) for one in mine for other in theirs if (one.value, one.unit) == (other.value, other.unit))
        return any(
            comparable(*pair) or len({thing(one.object).heads for one in pair}) == 1 or any(one.object.startswith(SOME_OF) for one in pair) for pair in alike
        )

    def _is_held(self, ascribed: Ascribed, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether a passage holds enough of the ascribed words (less where they are of the very voice that the citation names), and tells no other deed."""
        enough = SAME_MATTER if _same_voice(ascribed, page.id, passage.spans) else _BORNE_OUT
        return passage.share >= enough and not self._other_deed(piece, page, passage)

    def _speaks_of_it(self, ascribed: Ascribed, pieces: Sequence[Piece], page: Article) -> bool:
        """Whether the voice that the citation names speaks of the same things on the page, perhaps in words too far from these to be told the same."""
        said = self._said(page, _on(page.id, ascribed.spoken)).stems
        return any(len(set(piece.terms.stems).intersection(said)) >= FEWEST for piece in pieces)

    def _same_claim(self, ascribed: Ascribed, pieces: Sequence[Piece], page: Article) -> list[Span]:
        """Where the page carries a claim that the statement carries, too, in words of the same voice or telling no other deed."""
        there = _on(page.id, ascribed.claimed)
        passage = self._around(page, there)
        return [] if not _same_voice(ascribed, page.id, there) and any(self._other_deed(piece, page, passage) for piece in pieces) else there

    def _around(self, page: Article, there: Sequence[Span]) -> Passage:
        """The sentences in which the stretches stand."""
        return self._passage(page, tuple(s for s in page.sentences if any(s.overlap(t) for t in there)) or tuple(there))

    def _copied(self, page: Article, there: Sequence[Span], share: float) -> Passage:
        """The sentences of a passage that matches carry; what they say is only what is carried where that is the whole of what is ascribed."""
        around = self._around(page, there)
        saying = self._passage(page, tuple(sorted(there))).saying if share >= _WHOLE else around.saying
        return replace(around, saying=saying, share=share, copied=True)

    def _passage(self, page: Article, spans: tuple[Span, ...], share: float = 0.0) -> Passage:
        return Passage(spans, weighed(self._said(page, spans), (), self.read(page.id).scales), share)

    def _other_deed(self, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether the passage tells the same of somebody else, or something else of the same."""
        if not is_named(subject(piece.span.of(self.article.text)), self.pages.words(page.id)) or only_names(piece, passage):
            return True
        return self._verb_replaced(piece, page, passage)

    def _verb_replaced(self, piece: Piece, page: Article, passage: Passage) -> bool:
        """Whether all but what is told to have happened stands in the passage, and that is something else there ("had been sawn through", "had snapped")."""
        words = any_language(self.article.language).wordings
        mine = predicates([piece.span.of(self.article.text)], words)
        theirs = predicates([span.of(page.text) for span in passage.spans], words)
        missing = set(piece.terms.stems) - passage.saying.stems
        alone = mine <= missing and len(missing - mine) <= (len(piece.terms.stems) > _SHORT)
        return bool(mine) and len(piece.terms.stems) <= 2 * _SHORT and alone and not theirs <= set(piece.terms.stems)

    def _differs(self, piece: Piece, page: Article, passage: Passage) -> str:
        """How a passage tells it otherwise: "contradicted" with another number for the same things or a denial on one side only; weakened where either hedges
        it, or denies another part of it.
        """
        if figures_contradict(self._counted(self.article, (piece.span,)), self._counted(page, passage.spans)):
            return "contradicted"
        if not contradict(weighed(piece.terms, (), self.read(page.id).scales), passage.saying):
            return _WEAKENED if passage.copied and self._is_hedged_otherwise(piece, page) else ""
        return "contradicted" if bool(piece.terms.negated) != bool(passage.saying.terms.negated) else _WEAKENED

    def _is_hedged_otherwise(self, piece: Piece, page: Article) -> bool:
        """Whether a copied quotation has a hedge more or less than on the page."""
        edits = (edit for match in self.matches.get(page.id, ()) for edit in match.edits if edit.in_quotation)
        return any(edit.kind in _HEDGED and piece.span.start <= edit.a.start <= piece.span.stop for edit in edits)

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

    def _pieces(self, ascribed: Ascribed) -> list[Piece]:
        """The ascribed words, sentence by sentence."""
        pieces: list[Span] = []
        sentences = self.article.sentences
        for content in ascribed.content[:_MOST_PIECES]:
            first = max(0, bisect_left(sentences, (content.start, content.start)) - 1)
            inside = [s for s in sentences[first : first + _MOST_PIECES] if s.overlap(content)]
            pieces += [Span(max(s.start, content.start), min(s.stop, content.stop)) for s in inside] or [content]
        return [Piece(piece, self._said(self.article, (piece,))) for piece in pieces]

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


def _is_quoted(page: Article, spans: Sequence[Span]) -> bool:
    """Whether stretches of a page are mostly somebody's words in quotation marks."""
    quoted = sum(span.overlap(quotation) for span in spans for quotation in page.quotations)
    return 2 * quoted > sum(span.stop - span.start for span in spans)


def _is_later(page: Article, article: Article) -> bool:
    """Whether a page is dated after another, as far as both tell: it cannot be what that one cites, and a count may have changed."""
    first, second = (one.published.value if one.published else "" for one in (article, page))
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]
