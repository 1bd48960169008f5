"""What was said: behind a colon or comma, before the verb, or between marks."""

import bisect

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Words
from firstsaid.statements.verb_second.acts import Act
from firstsaid.statements.verb_second.nouns import is_name, low

APART = 1
"""Words from which a quotation within a clause is a piece of the content of its own."""
_REACH = 26
_NOUN = frozenset(("clause",))
"""What may follow a noun of saying."""
_EDGE = frozenset((",", ".", ";", ":", "—", "–", "-", "…", "!", "?"))


def strip(d: Document, first: int, stop: int) -> Words:
    """The words without marks at their edges, and without a word that only opens the clause."""
    while first < stop and (d.word[first] in _EDGE or (d.low[first] in ("that", "and", "but") and not d.quoted(first))):
        first += 1
    while stop > first and d.word[stop - 1] in _EDGE:
        stop -= 1
    return Words(first, stop)


def whole(frame: Frame, i: int) -> Words:
    """The quotation that word `i` stands in."""
    quote = frame.d.quotes[frame.d.quote[i]]
    return Words(quote.first, quote.last + 1)


def following(frame: Frame, act: Act | None, at: int, stop: int) -> list[Words]:
    """Content behind a verb and its subject, from word `at` on."""
    d, j = frame.d, at
    while j < stop and d.word[j] not in (",", ":", ".", ";") and not _opens(d, j):
        if j - at > _REACH or (d.verb[j] and j > at):
            return []
        j += 1
    if j + 1 >= stop and not (j < stop and d.quoted(j)):
        return []
    if d.quoted(j):
        return _quotations(frame, j, stop)
    if d.word[j] == ":":
        content = whole(frame, j + 1) if d.quoted(j + 1) and d.quotes[d.quote[j + 1]].first == j + 1 else strip(d, j + 1, stop)
        return [content] if content.stop > content.first else []
    return _clause(frame, act, j + 1, stop) if d.word[j] == "," else []


def _opens(d: Document, j: int) -> bool:
    return d.quoted(j) and d.quotes[d.quote[j]].first == j and not is_name(d, whole_of(d, j))


def whole_of(d: Document, i: int) -> Words:
    """The words of the quotation of word `i`."""
    quote = d.quotes[d.quote[i]]
    return Words(quote.first, quote.last + 1)


def marked(d: Document, first: int, stop: int) -> list[Words]:
    """The quotations that start in [first, stop), the outer ones where they nest."""
    left = bisect.bisect_left(d.quotes, first, key=lambda quote: quote.first)
    right = bisect.bisect_left(d.quotes, stop, left, key=lambda quote: quote.first)
    return [Words(quote.first, quote.last + 1) for quote in d.quotes[left:right]]


def count(d: Document, words: Words) -> int:
    """How many words are no marks."""
    return sum(d.word[i][0].isalnum() for i in range(*words))


def _quotations(frame: Frame, j: int, stop: int) -> list[Words]:
    """Quotations from word `j` to the end of its clause: „a“ and „b“."""
    d, found = frame.d, []
    while j < stop and d.word[j] not in (".", ";", ",", ":"):
        if d.quoted(j):
            quote = whole_of(d, j)
            found += [] if is_name(d, quote) else [quote]
            j = quote.stop
        else:
            j += 1
    return found


def _clause(frame: Frame, act: Act | None, k: int, stop: int) -> list[Words]:
    d = frame.d
    if d.quoted(k) and d.quotes[d.quote[k]].first == k:
        quote = whole_of(d, k)
        if quote.stop >= stop or not any(d.verb[i] for i in range(quote.stop, stop) if not d.quoted(i)):
            return [quote]
    end = _end(d, k, stop)
    words = strip(d, k, end)
    clause = any(d.verb[i] for i in range(*words)) or any(low(d, i) in d.language.verbs for i in range(*words))
    frames = act.verb.frames if act is not None else _NOUN
    infinitive = "infinitive" in frames and any(low(d, i) == "zu" for i in range(*words))
    fits = ("clause" in frames and clause) or infinitive
    return [words] if fits and words.stop - words.first > 2 else []


def _end(d: Document, k: int, stop: int) -> int:
    """Where a clause that starts at word `k` ends: at a semicolon, or where the sentence's first clause goes on with "and" and a verb of saying."""
    for i in range(k + 2, stop):
        if d.quoted(i):
            continue
        if d.word[i] in (";", ":"):
            return i
        if d.low[i] == "and" and i + 1 < stop and low(d, i + 1) in d.language.verbs and d.word[i + 1][0].islower() and d.verb[i - 1]:
            return i
    return stop


def preceding(frame: Frame, start: int, end: int) -> list[Words]:
    """Content before a verb: the quotation that ends there, or the words from `start` on."""
    d, last = frame.d, end - 1
    while last >= start and d.word[last] in (",", "–", "—"):
        last -= 1
    if last < frame.first:
        return []
    if last >= frame.first and d.quoted(last):
        quote = whole_of(d, last)
        outside = [i for i in range(start, quote.first) if d.word[i][0].isalnum()]
        if not outside or not any(d.verb[i] for i in range(start, last + 1) if not d.quoted(i)):
            return [quote]
    words = strip(d, start, end)
    return [words] if words.stop - words.first > 2 and any(d.verb[i] or low(d, i) in d.language.verbs for i in range(*words)) else []


def in_pieces(d: Document, content: list[Words]) -> list[Words]:
    """Content with longer quotations in it as pieces of their own, so that what stands in marks can be told from what is retold."""
    found: list[Words] = []
    for words in content:
        at, joined = words.first, False
        while at < words.stop:
            quote = d.quote[at]
            stop = at + 1
            while stop < words.stop and d.quote[stop] == quote:
                stop += 1
            apart = quote >= 0 and (Words(at, stop) == words or (count(d, Words(at, stop)) >= APART and not is_name(d, Words(at, stop))))
            if not apart and found and found[-1].stop == at > words.first and not joined:
                found[-1] = Words(found[-1].first, stop)
            else:
                found.append(Words(at, stop))
            joined = apart
            at = stop
    stripped = [piece if d.quote[piece.first] == d.quote[piece.stop - 1] >= 0 else strip(d, *piece) for piece in found]
    return [piece for piece in stripped if count(d, piece)]
