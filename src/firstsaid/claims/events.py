"""What is told around a figure: its sentence, the places and dates in it, who says it and which claim it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from firstsaid.claims.comparison import SAME_SORT, comparable
from firstsaid.claims.counting import reported_sentences
from firstsaid.claims.language import Language, PlaceWords, any_language
from firstsaid.claims.stems import folded, stem
from firstsaid.claims.terms import Terms, spellings, terms
from firstsaid.claims.tokens import phrase_at, tokens
from firstsaid.model import Article, Figure, Pile, Span, Statement

_SHARE = "percent"
_NESTED = 40
"""How many statements and wordings that begin before a figure are asked whether they hold it."""
_REACH_OF_CUE = 45
"""Characters between a figure and a word that says that it changed."""
_REACH_OF_WAY = 60
"""Characters behind a count of the dead within which it is told where or how they died."""
_REACH_OF_WORD = 20
"""Characters beside a figure that hold the next word."""
_LEAST_NAME = 2
"""Words of a name at the head of a sentence, or of one and its article: one alone may have its capital from the sentence."""
_REACH_OF_HOLDER = 3
"""Words between a name at the head of a sentence and what is counted of it."""
_NAME = r"[^\W\d_a-z][^\W\d_]+(?:[-’' ](?:[^\W\d_a-z][^\W\d_]+|al|el)){0,3}"
_DAY = re.compile(r"\b(\d{1,2})\s+([A-Z][a-z]{2,8})\b|\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})\b")

_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,12}\b")


class Sentence:
    """A sentence with figures; what it tells is read when it is asked for, as most figures have none to be held against."""

    def __init__(self, article: Article, span: Span, words: Language, spellings: Mapping[str, str]) -> None:
        self._article = article
        self.span = span
        self._words = words
        self._spellings = spellings
        self._days: dict[Span, frozenset[str]] = {}

    @cached_property
    def terms(self) -> Terms:
        """Its content words."""
        return self.said(self.span)

    def said(self, stretch: Span) -> Terms:
        """The content words of a stretch of its article."""
        return terms([stretch.of(self._article.text)], self._words.wordings, self._spellings)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that it names."""
        return self.places_in(self.span)

    def places_in(self, stretch: Span) -> frozenset[str]:
        """The places that a stretch of its article names."""
        return frozenset(_place_names(stretch.of(self._article.text), self._words, self._spellings))

    def days_in(self, stretch: Span) -> frozenset[str]:
        """The days that a stretch of its article names."""
        if stretch not in self._days:
            self._days[stretch] = frozenset(_days(stretch.of(self._article.text), self._words))
        return self._days[stretch]

    @cached_property
    def cues(self) -> tuple[int, ...]:
        """Where it says that a count changed."""
        row = tokens(self._article.text, *self.span)
        return tuple(row[index].start for index in range(len(row)) if phrase_at(row, index, self._words.wordings.updates, 2)[0])

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words in lower case."""
        return frozenset(token.low for token in tokens(self._article.text, *self.span))


@dataclass(frozen=True)
class Telling:
    """A figure and what is told around it."""

    figure: Figure
    article: Article
    sentence: Sentence
    voice: str
    """Folded name of the one who says it, "" when the article does itself."""
    voice_name: str
    relays: tuple[str, ...]
    """Those it came through, nearest first."""
    claim: str | None
    siblings: tuple[Figure, ...]
    """The other figures of its sentence."""
    said: Span | None
    """The part of its sentence that somebody says."""

    @property
    def terms(self) -> Terms:
        """What its sentence says."""
        return self.sentence.terms

    @property
    def places(self) -> frozenset[str]:
        """Names behind "in", "near", "the town of", folded."""
        return self.sentence.places

    @property
    def days(self) -> frozenset[str]:
        """Days named in its sentence: "nov 13", "friday"; where somebody says it, in what is said: not "Friday" in "nine had died, she said on Friday"."""
        return self.sentence.days_in(self.said or self.sentence.span)

    @cached_property
    def narrowed(self) -> bool:
        """Whether the count is of those to whom it befell in one place or way ("three died on the operating table"): perhaps a part of a toll."""
        behind = Span(self.figure.stop, min(self.figure.stop + _REACH_OF_WAY, self.sentence.span.stop)).of(self.article.text)
        return _narrowing(any_language(self.article.language).code).search(behind) is not None

    @cached_property
    def added(self) -> bool:
        """Whether a word beside it says that it counts others, or how far a number changed: "14 new cases", "by 4 percent"."""
        words, text = any_language(self.article.language), self.article.text
        before = text[max(self.sentence.span.start, self.figure.start - _REACH_OF_WORD) : self.figure.start].lower().split()[-1:]
        behind = text[self.figure.stop : min(self.figure.stop + _REACH_OF_WORD, self.sentence.span.stop)].lower().split()[:1]
        return not words.deeds.by.isdisjoint(before) or not words.rivals.coming.isdisjoint([*before, *behind])

    @cached_property
    def holder(self) -> frozenset[str]:
        """Stems of the name with which the sentence begins, where what is counted is told of it: "The Greens won 12 seats"; none of who gives a number."""
        words, text = any_language(self.article.language), self.article.text
        row = tokens(text, self.sentence.span.start, self.figure.start)
        first = 1 if row and row[0].low in words.deeds.determiners else 0
        behind = next((at for at in range(first, len(row)) if not row[at].text[0].isupper()), len(row))
        name, told = row[first:behind], [token.low for token in row[behind:]]
        if len(name) + first < _LEAST_NAME or not 0 < len(told) <= _REACH_OF_HOLDER or not words.rivals.giving.isdisjoint(told):
            return frozenset()
        return frozenset(stem(token.text) for token in name) if words.wordings.function.isdisjoint([token.low for token in name]) else frozenset()

    @property
    def years(self) -> frozenset[str]:
        """The years that its sentence names."""
        return frozenset(day for day in self.terms.days if day.isdecimal())

    @cached_property
    def opposing(self) -> bool:
        """Whether it tells who was against something."""
        return not self.sentence.words.isdisjoint(any_language(self.article.language).rivals.opposing)

    @property
    def rising(self) -> bool:
        """Whether the sentence speaks of a count that changes ("rose to")."""
        start, stop = self.figure.start - _REACH_OF_CUE, self.figure.stop + _REACH_OF_CUE
        return any(start <= cue <= stop for cue in self.sentence.cues)


def of_one_outlet(one: Telling, other: Telling) -> bool:
    """Whether one outlet gave both figures."""
    ours, theirs = one.article.outlet, other.article.outlet
    return ours is not None and theirs is not None and ours.value == theirs.value


def in_step(one: Telling, other: Telling) -> bool:
    """Whether two shares may be of the same thing, where sentences tell several: of the same named thing, or in the same place of as many (51 per cent and
    49 per cent, 53 per cent and 47 per cent).
    """
    if one.figure.unit != _SHARE or other.figure.unit != _SHARE:
        return True
    ours, theirs = _shares(one), _shares(other)
    if max(len(ours), len(theirs)) == 1 or (one.figure.object and comparable(one.figure, other.figure) == SAME_SORT):
        return True
    return len(ours) == len(theirs) and ours.index(one.figure.start) == theirs.index(other.figure.start)


def _shares(telling: Telling) -> list[int]:
    """Where the shares of a figure's sentence stand, in order."""
    return sorted({telling.figure.start, *(figure.start for figure in telling.siblings if figure.unit == _SHARE)})


def tellings(pile: Pile) -> list[Telling]:
    """Every figure of the pile with what is told around it, by article and place."""
    by_article: dict[str, list[Figure]] = {}
    for figure in pile.figures:
        by_article.setdefault(figure.article, []).append(figure)
    said: dict[str, list[Statement]] = {}
    for statement in pile.statements:
        said.setdefault(statement.article, []).append(statement)
    claimed: dict[str, list[tuple[Span, str]]] = {}
    for claim in pile.claims:
        for wording in claim.wordings:
            claimed.setdefault(wording.article, []).extend((span, claim.id) for span in wording.spans)
    same = spellings(pile.matches, {article.id: article.text for article in pile.articles})
    found: list[Telling] = []
    for article in sorted(pile.articles, key=lambda article: article.id):
        inside = sorted(by_article.get(article.id, []), key=lambda figure: figure.start)
        if inside:
            found += _of_article(article, inside, said.get(article.id, []), sorted(claimed.get(article.id, [])), same)
    return found


def _of_article(
    article: Article, inside: Sequence[Figure], said: Sequence[Statement], claimed: Sequence[tuple[Span, str]], same: Mapping[str, str]
) -> Iterator[Telling]:
    words = any_language(article.language)
    sentences = reported_sentences(article)
    starts = [sentence.start for sentence in sentences]
    chained = (statement for statement in said if statement.chain)
    heard = sorted((content, statement.id, tuple(link.name for link in statement.chain)) for statement in chained for content in statement.content)
    around = _Around(heard, claimed)
    at = 0
    for index, sentence in enumerate(sentences):
        behind = starts[index + 1] if index + 1 < len(starts) else len(article.text)
        here: list[Figure] = []
        while at < len(inside) and inside[at].start < behind:
            if inside[at].start >= sentence.start:
                here.append(inside[at])
            at += 1
        if here:
            yield from _of_sentence(article, Sentence(article, sentence, words, same), here, around)


@dataclass(frozen=True, slots=True)
class _Around:
    said: Sequence[tuple[Span, str, tuple[str, ...]]]
    """Contents in order, with their statement and the names of its chain."""
    claimed: Sequence[tuple[Span, str]]

    def heard(self, figure: Figure) -> tuple[Span | None, tuple[str, ...]]:
        """The narrowest content of a statement that holds a figure, and the names of the chain."""
        until = bisect_right(self.said, (Span(figure.start, 1 << 60), "", ()))
        holding = [
            (span.stop - span.start, statement, names, span)
            for span, statement, names in self.said[max(0, until - _NESTED) : until]
            if figure.stop <= span.stop
        ]
        return (min(holding)[3], min(holding)[2]) if holding else (None, ())

    def claim(self, figure: Figure) -> str | None:
        """The claim whose narrowest wording holds a figure."""
        until = bisect_right(self.claimed, (Span(figure.start, 1 << 60), ""))
        holding = [(span.stop - span.start, claim) for span, claim in self.claimed[max(0, until - _NESTED) : until] if figure.start < span.stop]
        return min(holding)[1] if holding else None


def _of_sentence(article: Article, sentence: Sentence, here: Sequence[Figure], around: _Around) -> Iterator[Telling]:
    for figure in here:
        others = tuple(other for other in here if other is not figure)
        content, chain = around.heard(figure)
        *relays, speaker = chain or ("",)
        said = Span(max(content.start, sentence.span.start), min(content.stop, sentence.span.stop)) if content else None
        yield Telling(figure, article, sentence, folded(speaker), speaker, tuple(relays), around.claim(figure), others, said)


@cache
def _places(words: PlaceWords) -> tuple[re.Pattern[str], ...]:
    """How a sentence names places: group 1 is the name."""
    before, kind, of = ("|".join(map(re.escape, listed)) for listed in (words.before, words.kinds, words.of))
    return (
        re.compile(rf"\b(?:{before})\s+((?:al-|el-)?{_NAME})(?!\s+[a-z]+-)"),
        re.compile(rf"\b(?:{kind})\s+(?:{of})\s+((?:al-|el-)?{_NAME})"),
        re.compile(rf"\b((?:al-|el-)?{_NAME})\s+(?:[a-z]+\s+)?(?:{kind})\b"),
    )


def _place_names(text: str, words: Language, spellings: Mapping[str, str]) -> Iterator[str]:
    for pattern in _places(words.places):
        for match in pattern.finditer(text):
            name = folded(match.group(1)).removeprefix("al-").removeprefix("el-")
            if name not in words.numbers.months and not name.isdigit():
                root = stem(name)
                yield spellings.get(root, root)


@cache
def _narrowing(code: str) -> re.Pattern[str]:
    listed = sorted(any_language(code).rivals.narrowing)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


@cache
def _day(code: str) -> re.Pattern[str]:
    """How a day of the calendar is written: "3 May", "May 3"; "3. März" where digits are made an ordinal by a mark."""
    words = any_language(code).numbers
    if not words.particles.ordinal:
        return _DAY
    month, mark = "|".join(sorted(words.months)), "".join(map(re.escape, sorted(words.particles.ordinal)))
    return re.compile(rf"\b(\d{{1,2}})[{mark}]?\s+((?i:{month}))\b|\b((?i:{month}))\s+(\d{{1,2}})\b")


def _days(text: str, words: Language) -> Iterator[str]:
    for match in _day(words.code).finditer(text):
        day, month = match.group(1) or match.group(4), match.group(2) or match.group(3)
        if month.lower() in words.numbers.months:
            yield f"{month.lower()[:3]} {int(day)}"
    yield from (word.lower() for word in _CAPITAL.findall(text) if word.lower() in words.numbers.weekdays)
