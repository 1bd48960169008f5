"""What was said: behind a colon or comma, before the verb, or between marks."""

import bisect

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Words
from firstsaid.statements.verb_second.acts import Act
from firstsaid.statements.verb_second.nouns import is_name, listed, low
from firstsaid.statements.verb_second.subordinate import clause_end, has_main_clause, is_adverbial, is_infinitive, is_relative, is_subjunctive

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
        thought = act is not None and is_only_thought(d, act, content)
        return [content] if content.stop > content.first and not thought else []
    opens = _past_asides(d, j + 1, stop) if d.word[j] == "," else None
    return _clause(frame, act, opens, stop) if opens is not None else []


def _past_asides(d: Document, k: int, stop: int) -> int | None:
    """Where content may open behind a comma: past clauses that tell when, why or of whom; None where nothing else follows."""
    while k < stop and (is_adverbial(d, k, stop) or is_relative(d, k, stop)):
        k = clause_end(d, k, stop) + 1
        if k < stop and d.low[k] in ("and", "but"):
            return None
    return k if k < stop and not _goes_on(d, k, stop) else None


def _goes_on(d: Document, k: int, stop: int) -> bool:
    """Whether the main clause goes on at word `k` behind a comma, rather than something said: …, kann aber auch; …, jedoch nur."""
    if listed(d, k, "discourse"):
        return not any(d.quoted(i) or is_infinitive(d, i) for i in range(k, stop))
    return d.tag[k] in ("VBD", "VBZ") and d.word[k].islower()


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
    if act is not None and d.low[k] != "that" and is_only_thought(d, act, words):
        return []
    clause = any(d.verb[i] for i in range(*words)) or any(low(d, i) in d.language.verbs for i in range(*words))
    frames = act.verb.frames if act is not None else _NOUN
    infinitive = not frames.isdisjoint(("clause", "infinitive")) and any(is_infinitive(d, i) for i in range(*words))
    fits = ("clause" in frames and clause) or infinitive
    return [words] if fits and words.stop - words.first > (1 if infinitive or d.low[k] == "that" else 2) else []


def is_only_thought(d: Document, act: Act, words: Words) -> bool:
    """Whether a verb of thinking or finding stands beside a clause that nothing shows to be what was said: the subjunctive, marks, an infinitive."""
    told = any(d.quoted(i) or is_subjunctive(d, i) or is_infinitive(d, i) for i in range(*words))
    return act.verb.lemma in d.language.words("limits.thinking") and not told


def _end(d: Document, k: int, stop: int) -> int:
    """Where a clause that starts at word `k` ends: at a semicolon, or where the sentence's first clause goes on with "and" and a verb of saying."""
    for i in range(k + 2, stop):
        if d.quoted(i):
            continue
        if d.word[i] in (";", ":") or (d.word[i] == "," and _resumes(d, k, i + 1, stop)):
            return i
        if d.low[i] == "and" and i + 1 < stop and d.word[i + 1][0].islower() and _goes_back(d, k, i):
            return i
    return stop


def _goes_back(d: Document, first: int, joint: int) -> bool:
    """Whether the clause that reports goes on behind "and": said that it was over and added …; said it were over and went …"""
    if d.verb[joint - 1] and low(d, joint + 1) in d.language.verbs:
        return True
    told = any(is_subjunctive(d, i) for i in range(first, joint))
    return told and d.tag[joint + 1] == "VBD" and not is_subjunctive(d, joint + 1) and low(d, joint + 1) not in d.language.words("words.be")


def _resumes(d: Document, first: int, verb: int, stop: int) -> bool:
    """Whether the clause that reports goes on at a verb behind a comma: said that he was innocent, shook his head and left."""
    if verb >= stop or d.quoted(verb) or d.tag[verb] not in ("VBD", "VBZ") or not d.word[verb][0].islower() or is_subjunctive(d, verb):
        return False
    opens = max((z + 1 for z in range(first, verb - 1) if d.word[z] == "," and not d.quoted(z)), default=first)
    return low(d, verb) in d.language.verbs or not (is_adverbial(d, opens, verb - 1) or is_relative(d, opens, verb - 1))


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
        if not outside or d.word[quote.first - 1] == ":" or not any(d.verb[i] for i in range(start, last + 1) if not d.quoted(i)):
            return [quote]
    words = strip(d, start, end)
    if _names_saying(d, *words):
        return []
    said = any(d.verb[i] or low(d, i) in d.language.verbs for i in range(*words)) and has_main_clause(d, *words)
    return [words] if words.stop - words.first > 2 and said else []


def _names_saying(d: Document, first: int, stop: int) -> bool:
    """Whether a preposition and a noun of saying bring in a clause of their own: with the reason that S."""
    end = clause_end(d, first, stop)
    return end < stop and listed(d, first, "prepositions") and any(listed(d, k, "said_nouns") for k in range(first, end)) and not d.finite(first, end)


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
