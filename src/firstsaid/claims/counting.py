"""Figures: what an article's body counts and measures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firstsaid.claims.language import Language, ObjectWords, language
from firstsaid.claims.numbers import Number, numbers
from firstsaid.claims.objects import Counted, and_joined, called, counted, fates_behind
from firstsaid.claims.tokens import Token, phrase_at, phrase_before, tokens
from firstsaid.model import Article, Figure, Span, content_id
from firstsaid.model.options import ClaimOptions

_DIGIT = re.compile(r"\d")
_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
_MOST_PARTS = 8
"""Longest row of numbers that share what is said behind them."""
_REACH_OF_PART = 20
"""Words between a number's object and "including"."""
_REACH_OF_COUNT = 5
"""Words between "the number" and what it is put at, and between what is counted and "B of 12,000"."""
_REACH_OF_WHOLE, _REACH_OF_OWNER = 3, 5
"""Words between a number and the whole that it is a part of, and where they name whose it is."""


def figures(articles: Sequence[Article], options: ClaimOptions) -> list[Figure]:
    """Every figure that the articles' bodies report, in the order of articles and text.

    A round plural ("thousands of bodies") has the least value it can mean (1,000) and the bound "at least"; a fraction of something is a figure of unit
    "share". Dates, times, ages, names, labels and list numbers are none. A page in a language without a word file has no figures.
    """
    del options
    return [figure for article in articles for figure in _of_article(article)]


def _of_article(article: Article) -> Iterator[Figure]:
    words = language(article.language)
    if words is None:
        return
    seen: set[tuple[int, int]] = set()
    before = ""
    for extent in reported_sentences(article):
        last = ""
        for figure in _of_sentence(article, extent, words, before):
            last = figure.object if not figure.unit else ""
            if (figure.start, figure.stop) not in seen:
                seen.add((figure.start, figure.stop))
                yield figure
        before = last


def title_figures(article: Article, extent: Span) -> tuple[Figure, ...]:
    """What a sentence of an article's title counts: no figures of the table, as a title is short of words and rounds, but they may contradict others."""
    words = language(article.language)
    return () if words is None else tuple(_of_sentence(article, extent, words, ""))


def reported_sentences(article: Article) -> list[Span]:
    """The sentences of the body, cut to what the article reports itself: without notes, datelines, credits, captions and comments."""
    found: list[Span] = []
    sentences = article.sentences
    at = 0
    for extent in sorted(set(article.reported())):
        while at < len(sentences) and sentences[at].stop <= extent.start:
            at += 1
        inside = at
        while inside < len(sentences) and sentences[inside].start < extent.stop:
            start, stop = max(sentences[inside].start, extent.start), min(sentences[inside].stop, extent.stop)
            if start < stop:
                found.append(Span(start, stop))
            inside += 1
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    number: Number
    counted: Counted
    figure: Figure


def _of_sentence(article: Article, extent: Span, words: Language, before: str) -> Iterator[Figure]:
    """The figures of a sentence; `before` is what the last figure of the sentence before it counts."""
    if _DIGIT.search(article.text, extent.start, extent.stop) is None and words.numbers.hint.search(extent.of(article.text).lower()) is None:
        return
    row = tokens(article.text, extent.start, extent.stop)
    read: list[_Read] = []
    inherited, whole = "", before
    found = numbers(row, words.numbers)
    for index, number in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        what = counted(row, _object_behind(row, number, following, words.objects), words.objects, inherited)
        if whole and not (what.object or number.unit) and _stands_alone(row, number, read, words):
            what = replace(what, object=whole, noun=inherited)
        if not _counts(row, number, what, words):
            continue
        inherited, whole = what.noun or inherited, what.object or whole
        read.append(_Read(number, what, _figure(article, row, number, replace(what, object=called(what.object, words.objects)))))
    yield from _with_parts(row, list(_with_common_fate(row, read, words)), words)


def _with_common_fate(row: Sequence[Token], read: Sequence[_Read], words: Language) -> Iterator[_Read]:
    """What befell "26 people and three children" or "26 people, including three children," is said once, behind the last of them."""
    for index, this in enumerate(read):
        last = index
        part = index > 0 and _opens_part(row, read[index - 1], this, words)
        if not part and not this.number.unit and not this.counted.fated and index + 1 < len(read):
            parts = _opens_part(row, this, read[index + 1], words)
            last = index + 1 if parts or _goes_on(row, this, read[index + 1], words.objects) else index
            while index < last < min(index + _MOST_PARTS, len(read) - 1) and _goes_on(row, read[last], read[last + 1], words.objects):
                last += 1
        fates = _closing_fates(row, read[last].counted, words) if last > index else ()
        if fates:
            object_ = " ".join([this.counted.object, *and_joined(fates)])
            this = _Read(this.number, replace(this.counted, object=object_, fated=True), replace(this.figure, object=called(object_, words.objects)))  # noqa: PLW2901
        yield this


def _closing_fates(row: Sequence[Token], what: Counted, words: Language) -> Sequence[str]:
    comma = what.behind < len(row) and row[what.behind].text == ","
    return what.fates_behind or (fates_behind(row, what.behind + 1, words.objects) if comma else ())


def _object_behind(row: Sequence[Token], number: Number, following: Number | None, words: ObjectWords) -> Number:
    """The number behind which to read the object: the lower end of "20 to 30 people" and "half of the 14,000 people" have it behind the next number."""
    if following is None:
        return number
    ends = number.bound == "at least" and following.bound == "at most" and following.first == number.behind + 1
    return replace(number, behind=following.behind) if ends or _is_share_of(row, number, following, words) else number


def _counts(row: Sequence[Token], number: Number, what: Counted, words: Language) -> bool:
    """Whether a number with this object is a figure: a count needs something counted, "one" a person; "one day" is mostly a manner of speaking."""
    if number.unit == "share":
        return bool(what.object)
    if number.unit:
        return not (number.value == 1 and not number.digits and number.unit in _DURATIONS)
    if number.value == 1:
        return what.object.split(" ")[0] in words.objects.single and row[number.first].low in words.objects.particles.alone
    return bool(what.object)


def _stands_alone(row: Sequence[Token], number: Number, read: Sequence[_Read], words: Language) -> bool:
    """Whether a number that ends a clause counts what the one before it does: "police put the number at 12,000", "… counted 12,000", "A spoke of 40,000
    marchers, B of 12,000".
    """
    if not number.first or (number.behind < len(row) and row[number.behind].kind != "mark"):
        return False
    before = row[number.first - 1].low
    if before in words.rivals.counting:
        return True
    if before in words.objects.toll_reaches - words.objects.particles.of:
        return any(token.low in words.objects.counts for token in row[max(0, number.first - _REACH_OF_COUNT) : number.first])
    if not read or before not in words.objects.particles.of or row[read[-1].number.first - 1].low != before:
        return False
    between = row[read[-1].counted.behind : number.first]
    return 0 < len(between) <= _REACH_OF_COUNT and between[0].text == ","


def _figure(article: Article, row: Sequence[Token], number: Number, what: Counted) -> Figure:
    start, stop = row[number.first].start, row[_last(row, number)].stop
    identity = content_id("figure", article.id, str(start), str(stop))
    return Figure(identity, article.id, start, stop, number.value, number.unit, what.object, number.bound, None)


def _last(row: Sequence[Token], number: Number) -> int:
    return min(number.behind, len(row)) - 1


def _with_parts(row: Sequence[Token], read: Sequence[_Read], words: Language) -> Iterator[Figure]:
    """The figures with what they are a part of: "26 civilians, including 14 children", "half of the 14,000", "14 of them"."""
    whole: _Read | None = None
    for index, this in enumerate(read):
        following = read[index + 1] if index + 1 < len(read) else None
        if following is not None and _is_share_of(row, this.number, following.number, words.objects):
            yield replace(this.figure, part_of=following.figure.id)
            continue
        previous = read[index - 1] if index else None
        if previous is not None and _opens_part(row, previous, this, words):
            whole = whole if whole is not None and _goes_on(row, previous, this, words.objects) else previous
        elif whole is None or previous is None or not _goes_on(row, previous, this, words.objects):
            whole = None
        yield replace(this.figure, part_of=whole.figure.id) if whole is not None and whole is not this else this.figure


def _is_share_of(row: Sequence[Token], part: Number, whole: Number, words: ObjectWords) -> bool:
    """As in "half of the 14,000", "14 of the 26", "400 of the hospital's 1,100"."""
    between = [token.low for token in row[part.behind : whole.first]]
    if not between or part.unit == whole.unit != "" or not (between[0] in words.particles.of or part.unit == "share"):
        return False
    if between[-1].endswith("'s"):
        return len(between) <= _REACH_OF_OWNER
    return len(between) <= _REACH_OF_WHOLE and words.particles.taken_from.issuperset(between)


def _opens_part(row: Sequence[Token], previous: _Read, this: _Read, words: Language) -> bool:
    behind = phrase_at(row, this.counted.behind, words.objects.opening)[0] or phrase_at(row, this.counted.behind, words.objects.closing)[0]
    if phrase_at(row, this.number.behind, words.objects.closing)[0] or behind:
        return True
    _, begin = phrase_before(row, this.number.first, words.objects.opening)
    return begin < this.number.first and 0 <= begin - previous.counted.behind <= _REACH_OF_PART


def _goes_on(row: Sequence[Token], previous: _Read, this: _Read, words: ObjectWords) -> bool:
    """Whether only a comma or "and" stands between two parts of one whole: "including three children and two women"."""
    between = [token.low for token in row[previous.counted.behind : this.number.first]]
    return 0 < len(between) <= 2 and all(word == "," or word in words.particles.going_on for word in between)
