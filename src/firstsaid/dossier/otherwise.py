"""Quotations that differ between pages of which neither is shown to have it from the other; nobody can be said to have altered them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from firstsaid.dossier.changes import ARTICLES, Change, Key, folded
from firstsaid.dossier.lookups import LookUps
from firstsaid.model import Claim, Otherwise, Span

_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_LEFT_OUT = re.compile(r"…|\.\.\.|\[")
"""What tells a reader that words are gone or were put in."""
_FEWEST = 4
"""Words of a quotation that is compared."""
_ALIKE = 0.6
"""Share of their words that two readings of one quotation have in common, at least."""
_SPELT = 0.8
"""Two words that share so much of their letters may be one word in two spellings or forms."""
_COMPARED = 40
"""Distinct readings of one claim that are held against each other."""


class _Reading(NamedTuple):
    article: str
    words: tuple[tuple[str, Span], ...]
    """Folded words with their places."""
    carriers: tuple[str, ...]

    def told(self) -> list[str]:
        return [word for word, _ in self.words]


def otherwise(index: LookUps, found: Mapping[Key, Change]) -> list[Otherwise]:
    """Readings of one claim between quotation marks whose words differ, each once; `found` are the changes that are told as altered, which are left out.

    Words that a page marks as left out or put in, and quotations of which one page gives less, differ in nothing that is told here.
    """
    altered = {frozenset(key[1:]) for key in found}
    return [row for claim in index.dossier.claims if len(claim.articles) > 1 for row in _of_claim(index, claim, altered)]


def _of_claim(index: LookUps, claim: Claim, altered: set[frozenset[str]]) -> Iterator[Otherwise]:
    readings = _readings(index, claim)
    for number, later in enumerate(readings):
        pairs = [(earlier, _places(earlier, later)) for earlier in readings[:number]]
        likest = max(pairs, key=lambda pair: pair[1].ratio(), default=None)
        if likest is None or likest[1].ratio() < _ALIKE:
            continue
        earlier, compared = likest
        changed = [step for step in _inner(compared) if not _slight(earlier, later, step)]
        if not changed or any(_key(earlier, later, step) in altered for step in changed):
            continue
        before, after = _stretch(earlier, changed[0][0], changed[-1][1]), _stretch(later, changed[0][2], changed[-1][3])
        yield Otherwise(claim.id, earlier.article, later.article, before, after, later.carriers)


def _readings(index: LookUps, claim: Claim) -> list[_Reading]:
    """The distinct quotations among a claim's wordings, those of the page that gives the earliest date first."""
    groups: dict[tuple[str, ...], list[tuple[str, tuple[tuple[str, Span], ...]]]] = defaultdict(list)
    for wording in claim.wordings:
        held = index.articles.get(wording.article)
        if held is None or not wording.spans:
            continue
        span = Span(wording.spans[0].start, wording.spans[-1].stop)
        if _is_quoted(index, wording.article, span) and not _LEFT_OUT.search(span.of(held.text)):
            words = tuple((folded(m[0]), Span(*m.span())) for m in _WORD.finditer(held.text, span.start, span.stop))
            if len(words) >= _FEWEST:
                groups[tuple(word for word, _ in words)].append((wording.article, words))
    found = []
    for places in groups.values():
        places.sort(key=lambda place: index.when(place[0]))
        found.append(_Reading(*places[0], tuple(dict.fromkeys(article for article, _ in places))))
    return sorted(found, key=lambda reading: index.when(reading.article))[:_COMPARED]


def _is_quoted(index: LookUps, article: str, span: Span) -> bool:
    """Whether words stand within one quotation, its marks left aside."""
    starts, stops = index.quoted(article)
    number = bisect_right(starts, span.start) - 1
    return number >= 0 and span.stop <= stops[number]


def _places(earlier: _Reading, later: _Reading) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, earlier.told(), later.told(), autojunk=False)


Step = tuple[int, int, int, int]


def _inner(compared: "SequenceMatcher[str]") -> list[Step]:
    """Where the words differ, without those at an edge that only one side has."""
    steps = compared.get_opcodes()
    cut = [tag in ("insert", "delete") and number in (0, len(steps) - 1) for number, (tag, *_) in enumerate(steps)]
    return [(a, b, c, d) for (tag, a, b, c, d), edge in zip(steps, cut, strict=True) if tag != "equal" and not edge]


def _slight(earlier: _Reading, later: _Reading, step: Step) -> bool:
    """Whether a change is an article that goes or comes, or a word in another spelling."""
    before, after = ([word for word in words if word not in ARTICLES] for words in (_told(earlier, *step[:2]), _told(later, *step[2:])))
    return len(before) == len(after) and all(map(_spelt_alike, before, after))


def _spelt_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] and one.endswith("n't") == other.endswith("n't") and SequenceMatcher(None, one, other).ratio() >= _SPELT


def _told(reading: _Reading, first: int, stop: int) -> Sequence[str]:
    return [word for word, _ in reading.words[first:stop]]


def _key(earlier: _Reading, later: _Reading, step: Step) -> frozenset[str]:
    return frozenset((" ".join(_told(earlier, *step[:2])), " ".join(_told(later, *step[2:]))))


def _stretch(reading: _Reading, first: int, stop: int) -> Span:
    """The characters of words from and up to; an empty stretch behind the word before where there are none."""
    if first < stop:
        return Span(reading.words[first][1].start, reading.words[stop - 1][1].stop)
    at = reading.words[first - 1][1].stop
    return Span(at, at)
