"""What a change in the wording is: a number, a spelling, a hedge, an attribution, or other words."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from firstsaid.reuse.differences import Pair, Step
from firstsaid.reuse.page import Page
from firstsaid.reuse.spelling import full_forms, same_word, spelling_looks
from firstsaid.reuse.wordlists import equal_forms, phrases, single_words

_WHOLE_HEDGE = 0.5
"""Share of the words cut or added that a hedge must make up to give the edit its name."""

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_SEVERAL = 3
"""Words of two numbers of which one has more than one."""
_FIGURES = re.compile(r"\d+(?:\.\d+)?")

_LONGEST = 40
"""Units on one side up to which a change is looked at closely; a longer one is words replaced, cut or added."""


class Change(NamedTuple):
    """An edit before it has spans. Its step counts words of the pages."""

    kind: str
    step: Step


class _Side(NamedTuple):
    """The changed words on one side."""

    whole: str
    """The text from the first to the last of them."""
    texts: tuple[str, ...]
    keys: tuple[bytes, ...]
    """The units' words, coded, without the lowest byte of the first."""
    own: tuple[bool, ...]
    """Which are the page's own words, outside quotation marks."""

    def between(self, first: int, stop: int) -> "_Side":
        """Some of the units. Their whole text is not asked for."""
        return _Side("", self.texts[first:stop], self.keys[first:stop], self.own[first:stop])

    def words(self) -> list[str]:
        """The units in small letters."""
        return list(map(_small, self.texts))


@lru_cache(maxsize=50_000)
def _small(text: str) -> str:
    return text.casefold().replace("’", "'")


_NOTHING = _Side("", (), (), ())


class _Part(NamedTuple):
    """A part of a change with its kind: units of a and of b, from and up to."""

    kind: str
    a: tuple[int, int]
    b: tuple[int, int]

    def moved(self, a: int, b: int) -> "_Part":
        """The same, counted from other units on."""
        return _Part(self.kind, (self.a[0] + a, self.a[1] + a), (self.b[0] + b, self.b[1] + b))


@lru_cache(maxsize=50_000)
def number_value(text: str) -> str | None:
    """A number, in figures or in letters, as figures; None when the word is none."""
    folded = text.casefold()
    if any(c.isdigit() for c in folded):
        return "".join(c for c in folded if c.isdigit() or c == ".").strip(".")
    return equal_forms("numbers.txt").get(folded)


def _relation(a: str, b: str) -> str | None:
    """How two words belong together: one word or number written in two ways, or two numbers."""
    number_a, number_b = number_value(a), number_value(b)
    if number_a is not None and number_b is not None:
        return "spelling" if number_a == number_b else "number"
    return "spelling" if same_word(a, b) else None


def _written_out(short: str, texts: tuple[str, ...], first: int) -> int:
    """Where the words end that write a short form out; `first` when they do not stand there."""
    for words in full_forms(short):
        if tuple(text.casefold() for text in texts[first : first + len(words)]) == words:
            return first + len(words)
    return first


def _number_at(texts: tuple[str, ...], first: int) -> tuple[int, float]:
    """Where a number of one word or several ends, and its value: four hundred and twenty, 1.5 million; `first` where none stands."""
    whole = part = 0.0
    stop = at = first
    while at < len(texts):
        word = texts[at].casefold()
        if stop > first and at == stop and word in single_words("within_numbers.txt"):
            at += 1
            continue
        figures = number_value(word)
        if figures is None or not _FIGURES.fullmatch(figures):
            break
        value = float(figures)
        if value >= _HUNDRED and not word[0].isdigit():
            whole, part = (whole, max(part, 1) * value) if value < _THOUSAND else (whole + max(part, 1) * value, 0.0)
        elif (part == 0 and (stop == first or whole)) or (value < _HUNDRED and part % _HUNDRED == 0) or (value < _TEN and part % _TEN == 0 and part % _HUNDRED):
            part += value
        else:
            break
        at += 1
        stop = at
    return stop, whole + part


def _numbers_at(a: tuple[str, ...], at_a: int, b: tuple[str, ...], at_b: int) -> _Part | None:
    """Two numbers that begin at these units, of which one has several words: four hundred and 400 are one number in two spellings."""
    (stop_a, value_a), (stop_b, value_b) = _number_at(a, at_a), _number_at(b, at_b)
    if stop_a == at_a or stop_b == at_b or stop_a - at_a + stop_b - at_b < _SEVERAL:
        return None
    return _Part("spelling" if math.isclose(value_a, value_b) else "number", (at_a, stop_a), (at_b, stop_b))


def _kin_at(a: tuple[str, ...], at_a: int, b: tuple[str, ...], at_b: int) -> _Part | None:
    """What begins at these two units and belongs together: a word in two spellings, two numbers, or a short form and the words it stands for."""
    if (numbers := _numbers_at(a, at_a, b, at_b)) is not None:
        return numbers
    kind = _relation(a[at_a], b[at_b])
    if kind:
        return _Part(kind, (at_a, at_a + 1), (at_b, at_b + 1))
    if not (full_forms(a[at_a]) or full_forms(b[at_b])):
        return None
    stop_b, stop_a = _written_out(a[at_a], b, at_b), _written_out(b[at_b], a, at_a)
    if stop_b > at_b:
        return _Part("spelling", (at_a, at_a + 1), (at_b, stop_b))
    return _Part("spelling", (at_a, stop_a), (at_b, at_b + 1)) if stop_a > at_a else None


@lru_cache(maxsize=50_000)
def _looks(text: str) -> frozenset[str]:
    """What a word shows of itself; two without any of it in common cannot begin what belongs together."""
    begins = {f"word {text.casefold()}", *(f"word {words[0]}" for words in full_forms(text))}
    return frozenset((*begins, *spelling_looks(text), *(() if number_value(text) is None else ("number",))))


def _kin(a: _Side, b: _Side) -> list[_Part]:
    """Units that belong together, in order on both sides."""
    looks_a, looks_b = list(map(_looks, a.texts)), list(map(_looks, b.texts))
    known = frozenset().union(*looks_b)
    found: list[_Part] = []
    begin, number = 0, 0
    while number < len(a.texts):
        kin = None
        for other in () if looks_a[number].isdisjoint(known) else range(begin, len(b.texts)):
            kin = None if looks_a[number].isdisjoint(looks_b[other]) else _kin_at(a.texts, number, b.texts, other)
            if kin:
                break
        if kin:
            found.append(kin)
            begin = kin.b[1]
        number = kin.a[1] if kin else number + 1
    return found


@cache
def _hedges() -> dict[str, list[tuple[str, ...]]]:
    """Hedges by their first word, the longest first."""
    known: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(phrases("hedges.txt"), key=lambda phrase: (-len(phrase), phrase)):
        known[phrase[0]].append(phrase)
    return known


def _hedge(words: list[str]) -> tuple[int, int] | None:
    """The first and longest hedge among words."""
    known = _hedges()
    if known.keys().isdisjoint(words):
        return None
    for first, word in enumerate(words):
        for phrase in known.get(word, ()):
            if tuple(words[first : first + len(phrase)]) == phrase:
                return first, first + len(phrase)
    return None


def _has_cue(side: _Side) -> bool:
    """Whether the page says by these words where it has something from. What somebody says within quotation marks is not the page's word for it."""
    cues = single_words("cues.txt")
    return any(own and _small(text) in cues for text, own in zip(side.texts, side.own, strict=True))


def _one_sided(side: _Side, gone: bool) -> str:
    """The kind of words that only one side has; `gone` when that is a."""
    if _has_cue(side):
        return "attribution dropped" if gone else "attribution added"
    hedge = _hedge(side.words())
    if hedge and hedge[1] - hedge[0] >= _WHOLE_HEDGE * len(side.texts):
        return "hedge dropped" if gone else "hedge added"
    return "cut" if gone else "added"


def _other_words(a: _Side, b: _Side) -> list[_Part]:
    """Parts of a change without numbers or spellings that belong together."""
    whole_a, whole_b = (0, len(a.texts)), (0, len(b.texts))
    if not a.texts and not b.texts:
        return []
    if not b.texts or not a.texts:
        return [_Part(_one_sided(a, True) if a.texts else _one_sided(b, False), whole_a, whole_b)]
    cue_a, cue_b = _has_cue(a), _has_cue(b)
    if cue_a != cue_b:
        return [_Part("attribution dropped" if cue_a else "attribution added", whole_a, whole_b)]
    hedge_a, hedge_b = _hedge(a.words()), _hedge(b.words())
    if _one_modal_for_another(a, b):
        return [_Part("replaced", whole_a, whole_b)]
    if hedge_a and not hedge_b:
        return _around(a, b, _Part("hedge dropped", hedge_a, (0, 0) if hedge_a[0] == 0 else (whole_b[1], whole_b[1])))
    if hedge_b and not hedge_a:
        return _around(a, b, _Part("hedge added", (0, 0) if hedge_b[0] == 0 else (whole_a[1], whole_a[1]), hedge_b))
    return [_Part("replaced", whole_a, whole_b)]


def _one_modal_for_another(a: _Side, b: _Side) -> bool:
    """Whether "should" became "can": one word, whichever of the two weakens what is said."""
    modals = single_words("modals.txt")
    return len(a.texts) == len(b.texts) == 1 and modals.issuperset((*a.words(), *b.words()))


def _around(a: _Side, b: _Side, hedge: _Part) -> list[_Part]:
    """A hedge inside replaced words as an edit of its own, and what stands before and after it."""
    before = _other_words(a.between(0, hedge.a[0]), b.between(0, hedge.b[0]))
    after = _other_words(a.between(hedge.a[1], len(a.texts)), b.between(hedge.b[1], len(b.texts)))
    return [*before, hedge, *(part.moved(hedge.a[1], hedge.b[1]) for part in after)]


@lru_cache(maxsize=20_000)
def _parts(a: _Side, b: _Side) -> tuple[_Part, ...]:
    """One change as parts, in order. Copies of one text differ from others by the same words over and over."""
    whole_a, whole_b = (0, len(a.texts)), (0, len(b.texts))
    if max(len(a.texts), len(b.texts)) > _LONGEST:
        return (_Part("replaced" if a.texts and b.texts else "cut" if a.texts else "added", whole_a, whole_b),)
    if not (a.texts and b.texts):
        return tuple(_other_words(a, b))
    if (len(a.texts) != len(b.texts) or len(a.texts) == 1) and same_word(a.whole, b.whole):
        return (_Part("spelling", whole_a, whole_b),)
    related = _kin(a, b)
    if not related:
        return tuple(_other_words(a, b))
    found: list[_Part] = []
    last = (0, 0)
    for kin in related:
        found.extend(part.moved(*last) for part in _other_words(a.between(last[0], kin.a[0]), b.between(last[1], kin.b[0])))
        if a.keys[slice(*kin.a)] != b.keys[slice(*kin.b)]:
            found.append(kin)
        last = kin.a[1], kin.b[1]
    rest = _other_words(a.between(last[0], len(a.texts)), b.between(last[1], len(b.texts)))
    return (*found, *(part.moved(*last) for part in rest))


def _side(page: Page, first: int, stop: int) -> tuple[_Side, Sequence[int]]:
    """The words from `first` up to `stop` as a side, and where its units begin and the last one ends: words that belong together are one."""
    edges: Sequence[int] = range(first, stop + 1)
    if first == stop:
        return _NOTHING, edges
    text = page.article.text
    if page.glued.find(1, first + 1, stop) >= 0:
        edges = [*(word for word in edges[:-1] if word == first or not page.glued[word]), stop]
    texts = tuple([text[page.start_of[begin] : page.stop_of[end - 1]] for begin, end in pairwise(edges)])
    keys = tuple([page.coded[8 * begin + 1 : 8 * end] for begin, end in pairwise(edges)])
    own = tuple([not page.quoted[begin] for begin in edges[:-1]])
    return _Side(page.span(first, stop).of(text), texts, keys, own), edges


def changes(pair: Pair, whole: Step) -> list[Change]:
    """One change of an alignment as one or more edits, in order."""
    (a, edges_a), (b, edges_b) = _side(pair.a, whole.a, whole.stop_a), _side(pair.b, whole.b, whole.stop_b)
    return [
        Change(part.kind, Step(False, edges_a[part.a[0]], edges_a[part.a[1]], edges_b[part.b[0]], edges_b[part.b[1]]))
        for part in _parts(a, b)
    ]  # fmt: skip
