"""Whose journalist somebody is who was told: Ida Moss, whom the article has shown as Zorna's, as a Zorna host or as the host of a Zorna programme."""

from collections.abc import Callable
from functools import cached_property

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.reading import Reading, Words

_ROLE_REACH = 5
"""Words between a medium and its journalist's name: Zorna chief political correspondent Ida Moss."""
_TITLE_REACH = 8
"""Words of a programme's title between marks."""
_MOST = 40
"""Places of a name that are looked at."""
_CLOSING, _OPENING = frozenset("”\"’'"), frozenset("“\"‘'")


class Staff:
    """The journalists whom an article shows, by name."""

    def __init__(self, d: Document) -> None:
        self._d = d
        self._known: dict[tuple[str, ...], tuple[int, Words] | None] = {}

    def employer(self, r: Reading, is_outlet: Callable[[Words], bool]) -> Words | None:
        """The medium of the journalist who was told, as the article has introduced them before; None where somebody else was told."""
        name = _told(self._d, r)
        if name is None:
            return None
        words = tuple(self._d.word[name.first : name.stop])
        if words not in self._known:
            self._known[words] = self._introduced(words, is_outlet)
        known = self._known[words]
        return known[1] if known is not None and known[0] < name.first else None

    def _introduced(self, words: tuple[str, ...], is_outlet: Callable[[Words], bool]) -> tuple[int, Words] | None:
        """Where a name is first shown as a journalist's, and the medium."""
        d = self._d
        for k in self._places.get(words[-1], ())[:_MOST]:
            if tuple(d.word[max(0, k + 1 - len(words)) : k + 1]) == words and not d.title[d.sentence[k]]:
                medium = _before(d, k) or _behind(d, k)
                if medium is not None and (is_outlet(medium) or d.word[medium.stop] in _CLOSING):
                    return k, medium
        return None

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word with a capital stands."""
        found: dict[str, list[int]] = {}
        for k in self._d.capital:
            found.setdefault(self._d.word[k], []).append(k)
        return found


def _told(d: Document, r: Reading) -> Words | None:
    """The name that opens behind a verb of telling, without a role before it or a time behind it."""
    i = r.cue.stop
    if i >= len(d.phrase) or d.phrase[i] != i or d.tag[d.phrase_last[i]] not in NAMES or d.quoted(i):
        return None
    verb = d.language.verbs.get(d.low[r.cue.first])
    if verb is None or "addressee" not in verb.frames:
        return None
    last, times = d.phrase_last[i], d.language.words("words.times")
    while last > i and d.low[last] in times:
        last -= 1
    first = last + 1
    while first > i and d.word[first - 1][0].isupper() and d.tag[first - 1] in NAMES:
        first -= 1
    role = all(d.low[k] in d.language.words("mentions.staff") for k in range(i, first))
    return Words(first, last + 1) if first <= last and role else None


def _before(d: Document, k: int) -> Words | None:
    """The medium before the name that ends at word `k`: Zorna's Ida Moss, the Zorna host Ida Moss, Zorna's “Late Hour” host Ida Moss."""
    low = d.sentence_start(k)
    i = k - 1
    while i > low and d.word[i][0].isupper() and d.tag[i] != "POS":
        i -= 1
    staff = d.language.words("mentions.staff")
    if d.low[i] == "with" and i - 1 > low:
        return _programme(d, i, k, low)
    if d.low[i] in staff and d.word[i].islower():
        end = max(low, i - _ROLE_REACH)
        while i > end and (d.word[i].islower() or d.word[i] == "-") and d.tag[i] not in ("POS", "IN", "TO", "DT") and not d.verb[i]:
            i -= 1
        if d.word[i] in _CLOSING and d.tag[i] != "POS":
            i = next((z - 1 for z in range(i - 1, max(low, i - _TITLE_REACH), -1) if d.word[z] in _OPENING), i)
    elif d.tag[i] != "POS":
        return None
    return _name(d, i - (d.tag[i] == "POS"), low)


def _programme(d: Document, i: int, k: int, low: int) -> Words | None:
    """The programme in “Late Hour” with Ida Moss · “Late Hour with Ida Moss”; "with" is word `i`, and the name ends at word `k`."""
    end = i - 1 if d.word[i - 1] in _CLOSING else k + 1
    if end >= len(d.word) or d.word[end] not in _CLOSING or d.tag[end] == "POS":
        return None
    opens = next((z for z in range(min(end, i) - 1, max(low, end - _TITLE_REACH) - 1, -1) if d.word[z] in _OPENING), None)
    return Words(opens + 1, end) if opens is not None and d.word[opens + 1][0].isupper() else None


def _behind(d: Document, k: int) -> Words | None:
    """The medium behind the name that ends at word `k`: Ida Moss of Zorna · Ida Moss, host of Zorna's breakfast show."""
    stop, staff = d.sentence_stop(k), d.language.words("mentions.staff")
    i = k + 1
    if i + 3 < stop and d.word[i] == ",":
        i += 1 + (d.low[i + 1] in ("a", "an", "the"))
        i = next((z + 1 for z in range(i, min(i + _ROLE_REACH, stop - 2)) if d.low[z] in staff), stop)
    if i + 1 >= stop or d.low[i] not in d.language.words("mentions.works_for"):
        return None
    first = last = i + 1 + (d.low[i + 1] == "the")
    while last < stop and d.word[last][0].isupper() and d.tag[last] != "POS":
        last += 1
    return Words(first, last) if last > first else None


def _name(d: Document, last: int, low: int) -> Words | None:
    """The run of capitals that ends at word `last`."""
    first = last
    while first >= low and d.word[first][0].isupper() and d.tag[first] not in ("IN", "POS"):
        first -= 1
    return Words(first + 1, last + 1) if first < last else None
