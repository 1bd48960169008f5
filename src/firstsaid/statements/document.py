"""An article as the rules see it: words, tags, sentences, quotations and base noun phrases, each an array over the words."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from firstsaid.model import Article, Span
from firstsaid.statements.corrections import correct
from firstsaid.statements.guess import guess_tags
from firstsaid.statements.language import Language
from firstsaid.statements.phrases import base_phrases
from firstsaid.statements.tagger import Tagger
from firstsaid.statements.tokens import tokens

LONGEST_SENTENCE = 250
"""Words after which a sentence is cut, so that no page can make the rules slow."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
VERBAL = frozenset(("VBD", "VBZ", "VBP", "VB", "VBN", "VBG", "MD"))
NAMES = frozenset(("NNP", "NNPS"))
_CLOSING = frozenset("”\"»“’'‘›」』")
_OPENING_SINGLE = frozenset("‘'‚‹`")
_DASHES = frozenset(("―", "—", "–", "-", "--"))
SHORT_SINGLE = 4
"""A stretch between single marks of fewer words is no quotation of its own."""


@dataclass(slots=True)
class Quote:
    """A quotation with its words."""

    start: int
    stop: int
    reopened: bool
    """It goes on with the quotation that the paragraph before left open."""
    first: int = -1
    last: int = -1
    """First and last word that lie in it, marks included; -1 when it has none."""


@dataclass(slots=True)
class Document:
    """Arrays over words; positions are word numbers unless they are called start or stop."""

    text: str
    language: Language
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    """Lower-case words with straight apostrophes."""
    tag: list[str] = field(default_factory=list)
    """Penn tags; "" in sentences that cannot hold a statement."""
    verb: list[bool] = field(default_factory=list)
    """Whether each word is a finite verb."""
    sentence: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """First word of each sentence, and the number of words at the end."""
    spans: list[Span] = field(default_factory=list)
    """Extents of the sentences."""
    reporting: list[int] = field(default_factory=list)
    """Words whose letters are those of a reporting verb or noun, or "according"."""
    title: list[bool] = field(default_factory=list)
    """Whether each sentence is part of a headline."""
    quotes: list[Quote] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    """The quotation that holds each word, or -1."""
    phrase: list[int] = field(default_factory=list)
    """First word of the base noun phrase that each word stands in, or -1."""
    phrase_last: list[int] = field(default_factory=list)

    def told(self) -> str:
        """The text with line breaks in place of what is not read (furniture, captions, notes), so that every place stays where it is."""
        pieces, at = [], 0
        for span in self.spans:
            gap = self.text[at : span.start]
            pieces += [gap if gap.isspace() else "\n" * len(gap), span.of(self.text)]
            at = max(at, span.stop)
        return "".join(pieces)

    def finite(self, start: int, stop: int) -> bool:
        """Whether a finite verb stands there."""
        return True in self.verb[start:stop]

    def quoted(self, i: int) -> bool:
        """Whether a word lies in a quotation."""
        return self.quote[i] >= 0

    def length(self, quote: int) -> int:
        """Characters of a quotation."""
        return self.quotes[quote].stop - self.quotes[quote].start

    def span(self, start: int, stop: int) -> Span:
        """Characters of the words [start, stop)."""
        return Span(self.starts[start], self.stops[stop - 1])

    def words(self, start: int, stop: int) -> str:
        """The text of the words [start, stop)."""
        return self.text[self.starts[start] : self.stops[stop - 1]]

    def sentence_start(self, i: int) -> int:
        """First word of the sentence of word `i`."""
        return self.first[self.sentence[i]]

    def sentence_stop(self, i: int) -> int:
        """The word after the last of the sentence of word `i`."""
        return self.first[self.sentence[i] + 1]

    def paragraph(self, place: int) -> int:
        """Where the line of a character place starts."""
        return self.text.rfind("\n", 0, place) + 1


def documents(articles: Sequence[Article], languages: Sequence[Language]) -> list[Document]:
    """Documents of a batch; the tagger runs once over all of it."""
    built = [_words(article, language) for article, language in zip(articles, languages, strict=True)]
    waiting: dict[int, list[tuple[Document, int]]] = {}
    taggers: list[Language] = []
    for document in built:
        if document.language not in taggers:
            taggers.append(document.language)
        number = taggers.index(document.language)
        waiting.setdefault(number, []).extend((document, n) for n in _worth_tagging(document))
    for number, places in waiting.items():
        _tag(taggers[number], places)
    for document in built:
        correct(document)
        be = document.language.words("words.be")
        document.verb = [tag in FINITE or low in be for tag, low in zip(document.tag, document.low, strict=True)]
        document.phrase, document.phrase_last = base_phrases(document)
    return built


def _words(article: Article, language: Language) -> Document:
    document = Document(article.text, language)
    allowed = sorted((*article.spans("title"), *article.reported(), *article.spans("comment")))
    titles = article.spans("title")
    reach = 0
    for sentence in article.sentences:
        while reach < len(allowed) and allowed[reach].stop <= sentence.start:
            reach += 1
        k, left = reach, sentence.start
        while k < len(allowed) and allowed[k].start < sentence.stop:
            start, stop = max(left, allowed[k].start), min(sentence.stop, allowed[k].stop)
            if start < stop:
                _add_sentence(document, Span(start, stop), bool(titles) and any(title.overlap(sentence) for title in titles))
                left = stop
            k += 1
    document.first.append(len(document.word))
    document.low = [word.lower() for word in document.word]
    if "’" in document.text:
        document.low = [low.replace("’", "'") if "’" in low else low for low in document.low]
    document.tag = [""] * len(document.word)
    cues = language.cues
    document.reporting = [i for i, low in enumerate(document.low) if low in cues]
    _add_quotes(document, article.quotations)
    return document


def _add_sentence(document: Document, span: Span, title: bool) -> None:
    starts, stops, words = tokens(document.text, *span)
    for k in range(0, len(words), LONGEST_SENTENCE):
        end = min(k + LONGEST_SENTENCE, len(words))
        document.first.append(len(document.word) + k)
        document.spans.append(Span(starts[k], stops[end - 1] if end < len(words) else span.stop))
        document.title.append(title)
        document.sentence += [len(document.first) - 1] * (end - k)
    document.starts += starts
    document.stops += stops
    document.word += words


def _add_quotes(document: Document, quotations: Sequence[Span]) -> None:
    text = document.text
    document.quote = [-1] * len(document.word)
    open_before, reach = False, -1
    for start, stop in quotations:
        if start < reach or (text[start] in _OPENING_SINGLE and text[start : start + 2] not in ("``", "''") and _few_words(text, start, stop)):
            continue
        begins = not text[document.paragraph(start) : start].strip()
        first, last = bisect.bisect_left(document.stops, start + 1), bisect.bisect_left(document.starts, stop) - 1
        if first > last:
            continue
        reach = stop
        document.quotes.append(Quote(start, stop, open_before and begins, first, last))
        for i in range(first, last + 1):
            document.quote[i] = len(document.quotes) - 1
        open_before = text[stop - 1] not in _CLOSING


def _few_words(text: str, start: int, stop: int) -> bool:
    return stop - start < 200 and len(text[start:stop].split()) < SHORT_SINGLE


def _worth_tagging(document: Document) -> list[int]:
    """Sentences with a reporting verb, a quotation, "according" or a colon."""
    verbs, sentence = document.language.verbs, document.sentence
    held = {sentence[i] for i in document.reporting if document.low[i] in verbs or document.low[i] == "according"}
    for quote in document.quotes:
        held.update(range(sentence[quote.first], sentence[quote.last] + 1))
    found: list[int] = []
    for n, span in enumerate(document.spans):
        if n in held or document.text[span.stop - 1] == ":" or document.title[n] or document.word[document.first[n]] in _DASHES:
            found.append(n)
    return found


def _tag(language: Language, places: list[tuple[Document, int]]) -> None:
    sentences = [document.word[document.first[n] : document.first[n + 1]] for document, n in places]
    tagged = Tagger.load(language.tagger).tag(sentences) if language.tagger else [guess_tags(words, language) for words in sentences]
    for (document, n), tags in zip(places, tagged, strict=True):
        document.tag[document.first[n] : document.first[n + 1]] = tags
