"""Articles as documents: words of the sentences that may hold a statement, their quotations, tags and phrases."""

import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from firstsaid.model import Article, Span
from firstsaid.statements.corrections import correct
from firstsaid.statements.document import FINITE, NAMES, VERBAL, Document, Quote
from firstsaid.statements.guess import guess_tags
from firstsaid.statements.language import Language, load
from firstsaid.statements.link_lists import link_lists
from firstsaid.statements.openings import SPEAKING
from firstsaid.statements.phrases import base_phrases
from firstsaid.statements.tagger import Tagger
from firstsaid.statements.tokens import places_of, tokens

LONGEST_SENTENCE = 250
"""Words after which a sentence is cut, so that no page can make the rules slow."""
SHORT_SINGLE = 4
"""A stretch between single marks of fewer words is no quotation of its own."""
_CLOSING = frozenset("”\"»“’'‘›」』")
_OPENING_SINGLE = frozenset("‘'‚‹`")
_DASHES = frozenset(("―", "—", "–", "-", "--"))
_LONGEST_NAME = 40
"""Characters of a name between marks, marks included."""
_ENDS = frozenset(",.!?…")
_ORDINAL = 3
"""Characters of an ordinal with its stop: "31."."""
_LABEL = 16
"""Words among which the colon behind a speaker's label stands."""
_LONGER = 4
"""Letters of words that have capitals in some houses' headlines, and how many of them a headline has at least."""
_NO_NAMES = VERBAL | {"DT", "IN", "TO", "PRP", "PRP$", "EX", "CC", "WDT", "WP", "WRB", "RB", "CD"}
_MOST = 150_000
"""Words whose lower case is kept."""
_OPENING = 9
"""Words that are kept of a sentence without a statement: whom it speaks of may be needed later."""


def documents(articles: Sequence[Article], languages: Sequence[Language]) -> list[Document]:
    """Documents of a batch; the tagger runs once over all of it."""
    waiting: dict[str, list[tuple[Document, int]]] = {}
    built: list[Document] = []
    for article, language in zip(articles, languages, strict=True):
        document, worth = _words(article, language)
        built.append(document)
        waiting.setdefault(language.code, []).extend((document, n) for n in worth)
    for places in waiting.values():
        _tag(places)
    for document in built:
        if document.language.tagger is not None:
            correct(document)
        for i in chain.from_iterable(document.named):
            document.tag[i] = "NNP"
        be = document.language.words("words.be")
        document.verb = [*map(FINITE.__contains__, document.tag)]
        for i in [i for i, low in enumerate(document.low) if low in be]:
            document.verb[i] = True
        document.phrase, document.phrase_last = base_phrases(document)
    return built


def _words(article: Article, language: Language) -> tuple[Document, list[int]]:
    """The document without tags, and which of its sentences may hold a statement; of the others the opening words are kept."""
    document = Document(article.text, language)
    verbs = verbs_of(language.code)
    titles = article.spans("title")
    spans = list(_told(article, titles, language))
    quoted = _touched(spans, article.quotations)
    told = [tokens(article.text, span) for span in spans]
    starts, stops = places_of(article.text, spans, chain.from_iterable(told))
    lower, speaking = [*map(lower_case(language.code).__getitem__, chain.from_iterable(told))], language.words("mentions.spoke_on")
    worth: list[int] = []
    document.left_out = link_lists(article.text)
    stop = 0
    for n, (span, words) in enumerate(zip(spans, told, strict=True)):
        first, stop = stop, stop + len(words)
        title = bool(titles) and any(other.overlap(span) for other in titles)
        sure = title or quoted[n] or language.verb_second or words[-1] == ":" or words[0] in _DASHES or ":" in words[:_LABEL]
        kept = _without(document.left_out, starts, slice(first, stop)) if document.left_out else [slice(first, stop)]
        if sure or verbs.report(lower[first:stop], quoted[max(0, n - 1) : n + 2]):
            worth += range(len(document.first), len(document.first) + -(-sum(part.stop - part.start for part in kept) // LONGEST_SENTENCE))
        elif len(words) > (opening := SPEAKING if lower[first] in speaking else _OPENING):
            kept = [slice(first, first + opening), slice(stop - 1, stop)]
        for part in kept:
            document.starts += starts[part]
            document.stops += stops[part]
            document.word += words[part.start - first : part.stop - first]
            document.low += lower[part]
        _end_sentence(document, span, title)
    document.first.append(len(document.word))
    document.tag = [""] * len(document.word)
    document.capital = [i for i, (word, low) in enumerate(zip(document.word, document.low, strict=True)) if word != low]
    cues = language.cues
    document.reporting = [i for i, low in enumerate(document.low) if low in cues]
    _add_quotes(document, article.quotations)
    return document, worth


def _without(left_out: Sequence[Span], starts: Sequence[int], words: slice) -> list[slice]:
    """The words of a sentence without those in some stretches of the text."""
    kept: list[slice] = []
    first = words.start
    for span in left_out:
        a, b = (bisect.bisect_left(starts, place, first, words.stop) for place in span)
        if a < b:
            kept += [slice(first, a)] if first < a else []
            first = b
    return [*kept, slice(first, words.stop)] if first < words.stop else kept


class _LowerCase(dict[str, str]):
    """Words in lower case with straight apostrophes, or the names that the rules know them by; each is made once, so that equal words are one object."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._same = language.same or {}

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        low = word.lower().replace("’", "'")
        found = self[word] = self._same.get(low, low)
        return found


@lru_cache(maxsize=8)
def lower_case(code: str) -> _LowerCase:
    """The lower case of a language's words."""
    return _LowerCase(load(code))


def _end_sentence(document: Document, span: Span, title: bool) -> None:
    """Make the words since the last sentence one sentence of that extent, or several when there are very many."""
    begin, end = len(document.sentence), len(document.word)
    if begin < end <= begin + LONGEST_SENTENCE:
        document.first.append(begin)
        document.spans.append(span)
        document.title.append(title)
        document.sentence += [len(document.first) - 1] * (end - begin)
        return
    for first in range(begin, end, LONGEST_SENTENCE):
        stop = min(first + LONGEST_SENTENCE, end)
        document.first.append(first)
        document.spans.append(Span(span.start if first == begin else document.starts[first], document.stops[stop - 1] if stop < end else span.stop))
        document.title.append(title)
        document.sentence += [len(document.first) - 1] * (stop - first)


class _Verbs:
    """Which words tell that a sentence may report."""

    def __init__(self, language: Language) -> None:
        verbs, only = language.verbs, language.words("limits.that_only")
        self._nouns = language.words("words.before_noun")
        self._all = (
            frozenset(verbs)
            | frozenset(language.particles or ())
            | language.words("words.wordings")
            | language.words("words.as_told|words.according|words.hearsay")
        )
        weak = {form for form, verb in verbs.items() if verb.frames <= {"quotation", "that"} or (verb.lemma in only and "clause" not in verb.frames)}
        self._strong = self._all - weak
        closing = language.words("limits.closes")
        self._closing = {form for form, verb in verbs.items() if verb.lemma in closing}
        self._findings = language.words("mentions.documents|mentions.research|mentions.panels")
        self._set_at = language.words("limits.set_at")
        self._sets = {form for form, verb in verbs.items() if verb.lemma in language.words("limits.sets")}
        self._wordings, self._as, self._what = (language.words(f"words.{name}") for name in ("wordings", "put_as", "put_what"))

    def report(self, lows: Sequence[str], quoted: Sequence[bool]) -> bool:
        """Whether a verb that may report stands there; an article before it makes it a noun, and some need a quotation near or "that"."""
        if self._all.isdisjoint(lows):
            return False
        if not self._wordings.isdisjoint(lows) or not (self._as.isdisjoint(lows) or self._what.isdisjoint(lows)):
            return True
        if not self._closing.isdisjoint(lows) and self._finds(lows):
            return True
        if not self._closing.isdisjoint(lows[-2:]) or not (self._set_at.isdisjoint(lows) or self._sets.isdisjoint(lows)):
            return True
        asked = self._all if True in quoted or "that" in lows else self._strong
        if asked.isdisjoint(lows):
            return False
        return any(low in asked and not (n and lows[n - 1] in self._nouns) for n, low in enumerate(lows))

    def _finds(self, lows: Sequence[str]) -> bool:
        """Whether a document or an inquiry stands before the first word that may tell what it shows or finds."""
        at = next(n for n, low in enumerate(lows) if low in self._closing)
        return not self._findings.isdisjoint(lows[:at])


@lru_cache(maxsize=8)
def verbs_of(code: str) -> _Verbs:
    """The verbs of a language."""
    return _Verbs(load(code))


def _told(article: Article, titles: Sequence[Span], language: Language) -> Iterator[Span]:
    """The parts of sentences that stand in the title, in what the article reports, or in comments."""
    allowed = sorted((*titles, *article.reported(), *article.spans("comment")))
    reach = 0
    for sentence in _joined(article, language):
        while reach < len(allowed) and allowed[reach].stop <= sentence.start:
            reach += 1
        k, left = reach, sentence.start
        while k < len(allowed) and allowed[k].start < sentence.stop:
            start, stop = max(left, allowed[k].start), min(sentence.stop, allowed[k].stop)
            if start < stop:
                if not article.text[start:stop].isspace():
                    yield Span(start, stop)
                left = stop
            k += 1


def _joined(article: Article, language: Language) -> Sequence[Span]:
    """The sentences, without the ends that a language's own abbreviations and ordinals ("am 3. Mai", not "Motor 3. Die …") only seem to make."""
    abbreviations = language.words("words.abbreviations")
    if not abbreviations:
        return article.sentences
    found: list[Span] = []
    for sentence in article.sentences:
        last = article.text[found[-1].start : found[-1].stop].rsplit(None, 1)[-1].lower() if found else ""
        same_line = bool(found) and "\n" not in article.text[found[-1].stop : sentence.start]
        ordinal = last[:-1].isdigit() and len(last) <= _ORDINAL and last.endswith(".")
        opens = article.text[sentence.start : sentence.stop].split(None, 1)[0]
        fresh = opens[0].isupper() and opens.lower() in language.classes
        if same_line and (last.lstrip('(„"') in abbreviations or (ordinal and not fresh)):
            found[-1] = Span(found[-1].start, sentence.stop)
        else:
            found.append(sentence)
    return found


def _touched(spans: Sequence[Span], quotations: Sequence[Span]) -> list[bool]:
    """Whether each span shares a character with a quotation; both in order."""
    found = [False] * len(spans)
    starts = [span.start for span in spans]
    for start, stop in quotations:
        n = max(0, bisect.bisect_right(starts, start) - 1)
        while n < len(spans) and spans[n].start < stop:
            found[n] = found[n] or spans[n].stop > start
            n += 1
    return found


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
        if _is_name(document, first, start, stop):
            document.named.append(range(first, last + 1))
            continue
        reach = stop
        document.quotes.append(Quote(start, stop, open_before and begins, first, last))
        document.quote[first : last + 1] = [len(document.quotes) - 1] * (last + 1 - first)
        open_before = text[stop - 1] not in _CLOSING


def _is_name(document: Document, first: int, start: int, stop: int) -> bool:
    """Whether marks hold a name and no speech: the alliance "Keep the Clinic"."""
    text = document.text
    if first == 0 or text[document.stops[first - 1] : start] != " " or stop - start > _LONGEST_NAME:
        return False
    return text[start + 1].isupper() and text[stop - 2] not in _ENDS and document.low[first - 1] in document.language.words("words.goes_by")


def _few_words(text: str, start: int, stop: int) -> bool:
    return stop - start < 200 and len(text[start:stop].split()) < SHORT_SINGLE


def _tag(places: Sequence[tuple[Document, int]]) -> None:
    """Tag sentences of documents in one language."""
    if not places:
        return
    language = places[0][0].language
    sentences = [document.word[document.first[n] : document.first[n + 1]] for document, n in places]
    tagged = Tagger.load(language.tagger).tag(sentences) if language.tagger else [guess_tags(words, language) for words in sentences]
    for (document, n), tags in zip(places, tagged, strict=True):
        document.tag[document.first[n] : document.first[n + 1]] = tags
    if language.tagger:
        _tag_capitals(places, Tagger.load(language.tagger))


def _tag_capitals(places: Sequence[tuple[Document, int]], tagger: Tagger) -> None:
    """Let the words of a headline whose words all have capitals be no names where they are none in small letters: Police Say Nine Died In Fire."""
    titles = [(document, document.first[n], document.first[n + 1]) for document, n in places if document.title[n]]
    titles = [(document, first, stop) for document, first, stop in titles if _has_capitals(document.word[first:stop])]
    for (document, first, _), tags in zip(titles, tagger.tag([document.low[first:stop] for document, first, stop in titles]) if titles else (), strict=True):
        for i, tag in enumerate(tags, first):
            if tag in _NO_NAMES and document.tag[i] in NAMES:
                document.tag[i] = tag


def _has_capitals(words: Sequence[str]) -> bool:
    """Whether all longer words of a headline but one have capitals."""
    longer = [word for word in words if len(word) >= _LONGER and word.isalpha()]
    return len(longer) >= _LONGER and sum(word[0].islower() for word in longer) <= 1
