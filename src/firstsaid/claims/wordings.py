"""A story cut into wordings: sentence-long pieces of what is said, and sentences that an article says in its own voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firstsaid.claims.counting import reported_sentences, title_figures
from firstsaid.claims.language import WordingWords, any_language
from firstsaid.claims.parts import part_kinds
from firstsaid.claims.terms import Terms, spellings, terms
from firstsaid.model import Article, Figure, Pile, Span, Statement

_LEAST_STEMS = 3
"""Content words that a piece must have to say something."""
_LEAST_SPOKEN = 5
"""Words of any sort that a quotation must have that has not so many."""
_LEAST_REST = 5
"""Content words that must be left of a sentence when what others say in it is taken out."""
_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“", "(": ")", "[": "]"}
_MOST_TRIMS = 24
_EDGE = " \t\u00a0\u202f\u2009\u200b,;:-–—"


@dataclass(frozen=True, slots=True)
class Unit:
    """One wording in one article, with what it says."""

    article: str
    spans: tuple[Span, ...]
    kind: str
    """statement · narrative · headline · comment."""
    statements: tuple[str, ...]
    voice: str
    """The voice's id, "" when undetermined."""
    denied: bool
    """Whether the speaker denies it."""
    terms: Terms = field(repr=False)
    figures: tuple[Figure, ...]
    length: int
    """Characters in all its spans."""
    of_title: tuple[Figure, ...] = ()
    """What a title counts: it joins no wordings, but keeps those apart that it contradicts."""
    opened: Span | None = None
    """Who says it of whom, where what is said begins with the latter: "the mayor accused" before "the harbour office of …"."""


def units(pile: Pile) -> list[Unit]:
    """Every wording of a story, by article, then position."""
    said: dict[str, list[Statement]] = {}
    for statement in pile.statements:
        said.setdefault(statement.article, []).append(statement)
    counted: dict[str, list[Figure]] = {}
    for figure in pile.figures:
        counted.setdefault(figure.article, []).append(figure)
    voices = {statement: voice.id for voice in pile.voices for statement in voice.statements}
    same = spellings(pile.matches, {article.id: article.text for article in pile.articles})
    found: list[Unit] = []
    for article in sorted(pile.articles, key=lambda article: article.id):
        inside = tuple(sorted(counted.get(article.id, []), key=lambda figure: figure.start))
        words = any_language(article.language)
        reader = _Reader(article, words.wordings, words.deeds.naming, same, voices, inside, tuple(figure.start for figure in inside))
        found += sorted(reader.units(said.get(article.id, [])), key=lambda unit: (unit.spans[0], unit.kind, unit.statements))
    return found


def trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas and dashes at its edges and without quotation marks that have no partner inside or that enclose it all."""
    start, stop = span
    if start < stop and text[start].isalnum() and (text[stop - 1] in ".?!" or text[stop - 1].isalnum()):
        return span
    for _ in range(_MOST_TRIMS):
        if start >= stop:
            break
        first, last = text[start], text[stop - 1]
        inner = text[start + 1 : stop - 1]
        if first.isspace() or first in _EDGE:
            start += 1
        elif last.isspace() or last in _EDGE:
            stop -= 1
        elif first in _PAIRS and last == _PAIRS[first] and first not in inner and last not in inner:
            start, stop = start + 1, stop - 1
        elif first in _PAIRS and _PAIRS[first] not in text[start + 1 : stop]:
            start += 1
        elif last in '”"»)]' and not any(opening in text[start : stop - 1] for opening, closing in _PAIRS.items() if closing == last):
            stop -= 1
        elif first in "”’»)]":
            start += 1
        else:
            break
    return Span(start, stop)


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Article
    words: WordingWords
    naming: frozenset[str]
    spellings: Mapping[str, str]
    voices: Mapping[str, str]
    figures: tuple[Figure, ...]
    figure_starts: tuple[int, ...]

    def units(self, statements: Sequence[Statement]) -> Iterator[Unit]:
        """The article's wordings, in no order."""
        sentences = self._sentences()
        whole = [trimmed(self.article.text, sentence) for sentence, _ in sentences]
        starts = [sentence.start for sentence, _ in sentences]
        by_place: dict[tuple[Span, ...], list[Statement]] = {}
        for statement in statements:
            for piece in self._pieces(statement, sentences, starts):
                by_place.setdefault(piece, []).append(statement)
        for piece in sorted(by_place):
            kind = sentences_kind(sentences, piece[0])
            unit = self._unit(piece, "statement" if kind == "narrative" else kind, by_place[piece], _LEAST_STEMS)
            if unit is not None:
                yield unit
        alone = {(span,) for span in whole}
        for rest, kind in self._rests(sentences, whole, statements):
            least = _LEAST_STEMS if rest in alone else _LEAST_REST
            unit = self._unit(rest, kind, (), least)
            if unit is not None:
                yield unit

    def _sentences(self) -> list[tuple[Span, str]]:
        """Sentences that carry wordings, with their kind: the reported body, headlines, and the outlet's own comment."""
        kinds = part_kinds(self.article)
        names = {"title": "headline", "comment": "comment"}
        others = [(sentence, names[kind]) for sentence in self.article.sentences if (kind := kinds.at(sentence.start)) in names]
        return sorted([*((sentence, "narrative") for sentence in reported_sentences(self.article)), *others])

    def _pieces(self, statement: Statement, sentences: Sequence[tuple[Span, str]], starts: Sequence[int]) -> Iterator[tuple[Span, ...]]:
        """The statement's content, sentence by sentence, without furniture and notes; a sentence that its speaker interrupts is one piece of several spans."""
        pieces: dict[int, list[Span]] = {}
        for content in statement.content:
            for index in range(max(0, bisect_right(starts, content.start) - 1), len(sentences)):
                sentence = sentences[index][0]
                if sentence.start >= content.stop:
                    break
                piece = Span(max(sentence.start, content.start), min(sentence.stop, content.stop))
                piece = trimmed(self.article.text, piece) if piece.start < piece.stop else piece
                if piece.start < piece.stop:
                    pieces.setdefault(index, []).append(piece)
        return (tuple(spans) for spans in pieces.values())

    def _rests(self, sentences: Sequence[tuple[Span, str]], whole: Sequence[Span], statements: Sequence[Statement]) -> Iterator[tuple[tuple[Span, ...], str]]:
        """What each sentence says in the article's own voice, without contents, speakers and reporting phrases; a question says nothing."""
        taken = sorted({span for statement in statements for span in _taken(statement)})
        starts = [span.start for span in taken]
        reach = 0
        furthest = [reach := max(reach, span.stop) for span in taken]
        for (sentence, kind), bare in zip(sentences, whole, strict=True):
            inside = taken[bisect_right(furthest, sentence.start) : bisect_right(starts, sentence.stop - 1)]
            left = self._left(sentence, inside) if inside else (bare,)
            spans = tuple(span for span in left if span.start < span.stop)
            asks = self.article.text[sentence.start : sentence.stop].rstrip().endswith("?")
            if spans and not asks and not self._dangles(spans[0], bare):
                yield spans, kind

    def _left(self, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
        """What stands before, between and behind the stretches that are taken from a sentence."""
        start = sentence.start
        for span in taken:
            if span.start > start:
                yield trimmed(self.article.text, Span(start, span.start))
            start = max(start, span.stop)
        if start < sentence.stop:
            yield trimmed(self.article.text, Span(start, sentence.stop))

    def _dangles(self, rest: Span, whole: Span) -> bool:
        """Whether what is left of a sentence is only the tail of what was said or of its speaker ("…, who was in the cab")."""
        return rest.start > whole.start and self.article.text[rest.start].islower()

    def _unit(self, spans: tuple[Span, ...], kind: str, statements: Sequence[Statement], least: int) -> Unit | None:
        said = terms(texts := [span.of(self.article.text) for span in spans], self.words, self.spellings)
        if len(said.stems) < least and any(statement.form == "direct" for statement in statements):
            said = terms(texts, self.words, self.spellings, whole=True)
            least = _LEAST_SPOKEN
        if len(said.stems) < least:
            return None
        counted = self._counted(spans) if self.figures else ()
        length = sum([span.stop - span.start for span in spans])
        titled = tuple(figure for span in spans for figure in title_figures(self.article, span)) if kind == "headline" else ()
        if not statements:
            return Unit(self.article.id, spans, kind, (), "", False, said, counted, length, titled)
        ids = tuple(sorted(statement.id for statement in statements))
        voice = next((self.voices[statement] for statement in ids if statement in self.voices), "")
        denied = any(self._denies(statement) for statement in statements)
        opened = next((span for statement in statements if (span := self._opened(statement, spans[0])) is not None), None)
        return Unit(self.article.id, spans, kind, ids, voice, denied, said, counted, length, titled, opened)

    def _opened(self, statement: Statement, content: Span) -> Span | None:
        """The speaker and the cue of a statement whose content begins with those of whom it is said."""
        source, cue = statement.source, statement.cue
        if source is None or cue is None or not source.stop <= cue.start < cue.stop <= content.start <= cue.stop + 1:
            return None
        said = cue.of(self.article.text).lower().split()
        return Span(source.start, cue.stop) if said and said[-1] in self.naming else None

    def _denies(self, statement: Statement) -> bool:
        """Whether the cue denies what is said; not what somebody says to deny something else (He rejected the account: "…")."""
        if statement.cue is None or self.words.denials.isdisjoint(statement.cue.of(self.article.text).lower().split()):
            return False
        first = min((content.start for content in statement.content), default=0)
        between = self.article.text[statement.cue.stop : first].rstrip(" \u00a0\n“\"„«‘'")
        return not (statement.form == "direct" and between.endswith(":"))

    def _counted(self, spans: Sequence[Span]) -> tuple[Figure, ...]:
        starts = self.figure_starts
        return tuple(figure for span in spans for figure in self.figures[bisect_left(starts, span.start) : bisect_left(starts, span.stop)])


def sentences_kind(sentences: Sequence[tuple[Span, str]], piece: Span) -> str:
    """The kind of the sentence that holds a piece."""
    index = bisect_right(sentences, (Span(piece.start, 1 << 60), "")) - 1
    return sentences[max(index, 0)][1] if sentences else "narrative"


def _taken(statement: Statement) -> Iterator[Span]:
    yield from statement.content
    for span in (statement.source, statement.cue, *(link.span for link in statement.chain)):
        if span is not None:
            yield span
