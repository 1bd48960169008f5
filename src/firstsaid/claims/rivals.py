"""Two figures that a page gives side by side, each as another one's: "The ministry said 12 people died, while the hospital put the toll at 20"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from firstsaid.claims.comparison import PERHAPS, SAME_SORT, agree, comparable, is_round, measured, thing
from firstsaid.claims.days import of_other_days
from firstsaid.claims.events import Telling
from firstsaid.claims.language import Language, any_language
from firstsaid.claims.objects import AND
from firstsaid.claims.stems import folded
from firstsaid.claims.terms import content_words, terms
from firstsaid.claims.tokens import Token, tokens
from firstsaid.claims.tolls import of_any_toll
from firstsaid.model import Figure, Span

_PERCENT = "percent"
_EXACT_COUNT = 100
"""Counts below this are hardly rounded."""
_BESIDE = 2
"""Words beside a number that may say that it counts others."""
_LONGEST_NAME = 6
"""Words that name who gives a figure."""
_BREAKS = frozenset(";:")
_WORD = 3
"""Letters of a word for what is counted: "10:30 p.m." counts nothing."""
_MARKS = frozenset(",;:–—()")


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two figures of one page, the lesser first, and who gives each."""

    low: Telling
    high: Telling
    low_voice: str
    high_voice: str

    def key(self) -> tuple[object, ...]:
        """What is the same where several pages give the same two figures of the same things."""
        return (*(measured(telling.figure) for telling in (self.low, self.high)), thing(self.low.figure.object) if not self.low.figure.unit else "")


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure with the clause that gives it."""

    telling: Telling
    clause: Span
    row: Sequence[Token]
    """The clause's tokens."""
    words: Language


def rivals(told: Sequence[Telling]) -> list[Rivals]:
    """The pairs of figures of one sentence or of two that follow each other that cannot both be right and come from two named voices, in order.

    None where the page tells that one is of another day, another place, other people, a part or a change of the other, or as what may be.
    """
    found: list[Rivals] = []
    for one, other in pairwise(_sentences(told)):
        around = [*one, *other]
        likely = [(first, second) for number, first in enumerate(one) for second in around[number + 1 :] if may_be_rivals(first.figure, second.figure)]
        found += [pair for first, second in likely if (pair := _pair(first, second, around))]
    return found


def _sentences(told: Sequence[Telling]) -> Iterator[list[Telling]]:
    """The tellings of each sentence; an empty row after each that the next does not follow at once, and at the end."""
    rows: list[list[Telling]] = []
    for telling in told:
        if rows and rows[-1][0].sentence is telling.sentence:
            rows[-1].append(telling)
        else:
            rows.append([telling])
    for row, following in zip_longest(rows, rows[1:]):
        yield row
        if following is None or not _follows(row[-1], following[0]):
            yield []


def _follows(one: Telling, other: Telling) -> bool:
    return one.article is other.article and not one.article.text[one.sentence.span.stop : other.sentence.span.start].strip()


def _pair(first: Telling, second: Telling, around: Sequence[Telling]) -> Rivals | None:
    if _is_vague(first) or _is_vague(second) or _add_up(first, second, around) or _told_with_it(first, second):
        return None
    one, other = _clauses(first, second)
    if any(_shifts(given) or _adds(given) for given in (one, other)) or _elsewhere(one, other):
        return None
    voices = _voices(one, other)
    if voices is None or not _of_one_matter(one, other, voices):
        return None
    if first.figure.value < second.figure.value:
        return Rivals(first, second, *voices)
    return Rivals(second, first, *reversed(voices))


def may_be_rivals(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same things and cannot both be right."""
    if one.value == other.value or one.unit != other.unit or one.unit == _PERCENT or one.part_of or other.part_of:
        return False
    if not one.unit and one.object != other.object and thing(one.object).fates.isdisjoint(thing(other.object).fates):
        return False
    if comparable(one, other) < (PERHAPS if one.object == other.object != "" or (one.unit and not (one.object and other.object)) else SAME_SORT):
        return False
    mine, theirs = _of_whom(one.object), _of_whom(other.object)
    if not one.unit and max(map(len, one.object.split()), default=0) < _WORD:
        return False
    return (mine == theirs or not (mine and theirs)) and not agree(one, other) and not _rounded(one.value, other.value)


def _is_vague(telling: Telling) -> bool:
    """As in "dozens", "hundreds"."""
    text = telling.article.text[telling.figure.start : telling.figure.stop]
    return is_round(telling.figure) and not any(character.isdigit() for character in text)


@lru_cache(maxsize=1 << 14)
def _of_whom(object_: str) -> frozenset[str]:
    """What is told of the sort of those counted ("women", "Velmark soldiers"); nothing of "people", "the dead"."""
    words = any_language("en").objects
    return frozenset(word for word in object_.split() if word not in words.persons | words.states and word != AND and (word,) not in words.fates)


def _rounded(one: float, other: float) -> bool:
    """Whether one number is the other, rounded: 12,000 and 12,340."""
    low, high = sorted((one, other))
    digits = len(str(int(high)))
    return low >= _EXACT_COUNT and any(round(value, places) == rival for value, rival in ((low, high), (high, low)) for places in range(1 - digits, 0))


def _add_up(first: Telling, second: Telling, around: Sequence[Telling]) -> bool:
    """Whether two figures are of a list or a sum: another figure near is their sum or difference, has the value of one as a part, or is a third of its kind."""
    one, other = first.figure, second.figure
    for figure in (telling.figure for telling in around if telling not in (first, second)):
        if figure.value in (one.value + other.value, abs(one.value - other.value)) or (figure.part_of and figure.value in (one.value, other.value)):
            return True
        if figure.unit == one.unit != "" and figure.value not in (one.value, other.value):
            return True
    return False


def _told_with_it(first: Telling, second: Telling) -> bool:
    """Whether the second sentence gives the first number, too: then it tells itself how the two belong together."""
    return any(
        figure.start >= second.sentence.span.start and agree(figure, first.figure)
        for figure in second.siblings
        if figure is not first.figure and comparable(figure, first.figure)
    )


def _clauses(first: Telling, second: Telling) -> tuple[_Given, _Given]:
    """The stretches that give two figures: what stands before and behind the mark or word at which a sentence turns from the one to the other; of two sentences
    what stands between such words.
    """
    words = any_language(first.article.language)
    text = first.article.text
    spans = [_between_turns(telling) for telling in (first, second)]
    if first.sentence is second.sentence:
        turn = _turn(tokens(text, first.figure.stop, second.figure.start), words) or second.figure.start
        spans = [Span(spans[0].start, turn), Span(turn, spans[1].stop)]
    one, other = (_Given(telling, span, tokens(text, *span), words) for telling, span in zip((first, second), spans, strict=True))
    return one, other


def _between_turns(telling: Telling) -> Span:
    """The part of a figure's sentence between the semicolons around it."""
    whole, figure = telling.sentence.span, telling.figure
    marks = [token for token in tokens(telling.article.text, *whole) if token.text in _BREAKS]
    start = max((mark.stop for mark in marks if mark.stop <= figure.start), default=whole.start)
    return Span(start, min((mark.start for mark in marks if mark.start >= figure.stop), default=whole.stop))


def _turn(row: Sequence[Token], words: Language) -> int | None:
    """Where the words between two figures turn from the one to the other: at a word of contrast, else at the first mark."""
    contrast = [token.start for token in row if token.low in words.rivals.contrast]
    marks = [token.start for token in row if token.text in _MARKS]
    return contrast[0] if contrast else marks[0] if marks else None


def _shifts(given: _Given) -> bool:
    words = given.words
    until = any(one.low in words.rivals.until and other.low in words.numbers.weekdays for one, other in pairwise(given.row))
    return until or any(token.low in words.rivals.shifting for token in given.row)


def _adds(given: _Given) -> bool:
    figure = given.telling.figure
    before = [token for token in given.row if token.stop <= figure.start][-_BESIDE:]
    behind = [token for token in given.row if token.start >= figure.stop][: _BESIDE + 1]
    return any(token.low in given.words.rivals.adding for token in (*before, *behind))


def _elsewhere(one: _Given, other: _Given) -> bool:
    """Whether two clauses name other days, or other places."""
    left, right = (given.telling.sentence.said(given.clause) for given in (one, other))
    if of_other_days(left.days, right.days) or {left.modality, right.modality} & {"planned", "open"}:
        return True
    here, there = (_places(given) for given in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _places(given: _Given) -> frozenset[str]:
    return given.telling.sentence.places_in(given.clause)


def _of_one_matter(one: _Given, other: _Given, voices: tuple[str, str]) -> bool:
    """Whether two clauses tell of one event: apart from who gives what toll or number of what, all that one of them says is in the other. What is neither a
    toll nor said in one sentence must be nothing but a number.
    """
    mine, theirs = _matter(one, voices), _matter(other, voices)
    if thing(one.telling.figure.object).fates and any(token.low in other.words.objects.toll for token in other.row):
        return True
    if not thing(one.telling.figure.object).fates and one.telling.sentence is not other.telling.sentence:
        return not theirs
    return mine <= theirs or theirs <= mine


def _matter(given: _Given, voices: tuple[str, str]) -> frozenset[str]:
    """What a clause says besides who gives what number of what."""
    words = given.words
    figure = given.telling.figure
    counted = [token.text for token in given.row if token.start >= figure.stop][: len(figure.object.split())]
    said = terms([*voices, figure.object, *counted], words.wordings, {}).stems
    return content_words(given.telling.sentence.said(given.clause)) - of_any_toll(words.code) - frozenset(said) - _of_giving(words.code)


@cache
def _of_giving(code: str) -> frozenset[str]:
    """Stems of words with which any number may be given, in a language."""
    words = any_language(code)
    return frozenset(terms([*words.rivals.giving, *words.rivals.contrast, *words.objects.counts], words.wordings, {}).stems)


def _voices(one: _Given, other: _Given) -> tuple[str, str] | None:
    """Who gives each of two figures; None where that is nobody, or the same."""
    mine, theirs = _voice(one, other), _voice(other, one)
    left, right = (frozenset(folded(name).replace("-", " ").split()) - one.words.wordings.function for name in (mine, theirs))
    if not left or not right or left <= right or right <= left or not one.words.rivals.pronouns.isdisjoint({folded(mine), folded(theirs)}):
        return None
    return mine, theirs


def _voice(given: _Given, beside: _Given) -> str:
    """The one who gives a figure: the speaker of the statement that holds it and not the other, else the one named in its clause."""
    telling = given.telling
    alone = telling.voice and telling.voice != beside.telling.voice
    return telling.voice_name if alone or telling.figure.unit else _giver(given) or telling.voice_name


def _giver(given: _Given) -> str:
    """Whose figure it is by the clause that gives it: the words before the verb of giving, or before the figure where that verb ends the clause."""
    figure, giving = given.telling.figure, given.words.rivals.giving
    verbs = [index for index, token in enumerate(given.row) if token.low in giving]
    if not verbs:
        return ""
    at = verbs[0]
    if given.row[at].start > figure.start:
        if not given.words.objects.verb_last:
            return ""
        at = next(index for index, token in enumerate(given.row) if token.stop > figure.start)
    begin = at
    while begin > 0 and at - begin < _LONGEST_NAME and given.row[begin - 1].kind == "word" and given.row[begin - 1].low not in given.words.rivals.contrast:
        begin -= 1
    row = given.row[begin:at]
    if any(token.low in given.words.wordings.auxiliaries for token in row):
        return ""
    while row and row[0].low in given.words.wordings.function | given.words.numbers.weekdays | given.words.numbers.months:
        row = row[1:]
    while row and row[-1].low in given.words.wordings.function:
        row = row[:-1]
    return given.telling.article.text[row[0].start : row[-1].stop] if row else ""
