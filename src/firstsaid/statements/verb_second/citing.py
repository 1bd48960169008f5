"""Sources without a verb of saying: according to X · X … · “…”, so X."""

from firstsaid.statements.document import Document
from firstsaid.statements.language import ANYWHERE
from firstsaid.statements.reading import Frame, Words
from firstsaid.statements.verb_second.nouns import listed, low, noun_phrase, subject_of

_NEAREST = 3


def phrase_at(d: Document, i: int, place: str, high: int) -> int:
    """The word after the phrase of that place which starts at word `i`; `i` itself where there is none."""
    for phrase in (d.language.phrases or {}).get((place, low(d, i)), ()):
        if i + len(phrase) <= high and all(low(d, i + n) == word for n, word in enumerate(phrase)):
            return i + len(phrase)
    return i


def cited(frame: Frame, i: int, high: int, start: int) -> tuple[Words, Words] | None:
    """Source and cue of a phrase at word `i` of a sentence that starts at `start`; None where there is none."""
    d = frame.d
    if (ANYWHERE, low(d, i)) not in (d.language.phrases or {}):
        return None
    stop = phrase_at(d, i, "before", high)
    if stop > i:
        end = noun_phrase(d, stop, high) or _quoted_name(d, stop, high)
        return (Words(stop, end), Words(i, stop)) if end is not None and end > stop else None
    stop = phrase_at(d, i, "before_document", high)
    if stop > i and not (i > start and listed(d, i - 1, "spans_of_time")):
        end = noun_phrase(d, stop, high)
        if end is not None and _is_document(d, d.phrase_last[stop]):
            return _whose(d, stop, end, Words(i, stop))
    if phrase_at(d, i, "after", high) > i:
        found = _before(d, i, start)
        return _whose(d, *found[0], found[1]) if found is not None else None
    if phrase_at(d, i, "after_document", high) > i:
        found = _before(d, i, start) if _is_postposed(d, i, high) else None
        return _whose(d, *found[0], found[1]) if found is not None and _is_document(d, d.phrase_last[found[0].first]) else None
    if phrase_at(d, i, "whereby", high) > i > start + 1 and d.word[i - 1] == ",":
        found = _before(d, i - 1, start)
        return (found[0], Words(i, i + 1)) if found is not None else None
    if phrase_at(d, i, "beside", high) > i and i > start and (d.word[i - 1] in (",", "–", "—") or d.quoted(i - 1)):
        end = noun_phrase(d, i + 1, high)
        return (Words(i + 1, end), Words(i, i + 1)) if end is not None and _ends(d, end, high) else None
    return None


def _is_postposed(d: Document, i: int, high: int) -> bool:
    """Whether a word that may be a preposition stands behind its noun: no noun phrase follows, or a possessive stands before."""
    first = d.phrase[i - 1]
    if first > 0 and listed(d, first - 1, "prepositions"):
        return False
    return i + 1 >= high or d.phrase[i + 1] < 0 or d.verb[i + 1] or (first >= 0 and d.tag[first] == "PRP$")


def _whose(d: Document, first: int, stop: int, cue: Words) -> tuple[Words, Words]:
    """Source and cue where a document or saying is named: whose saying it is, else the document."""
    head = d.phrase_last[first]
    if not listed(d, head, "said_nouns") and not listed(d, head, "sayings"):
        return Words(first, stop), cue
    if d.tag[first] == "PRP$":
        return Words(first, first + 1), cue
    if any(listed(d, k, "own") for k in range(first, stop)):
        phrase = Words(min(first, cue.first), max(stop, cue.stop))
        begins = d.sentence_start(phrase.first)
        who = subject_of(d, phrase.stop if phrase.first == begins else begins, d.sentence_stop(begins))
        return (who, phrase) if who is not None and not who.first <= phrase.first < who.stop else (Words(first, stop), cue)
    owner = head + 1 + (d.low[head + 1] == "of")
    if owner < stop and d.phrase[owner] == owner and (owner > head + 1 or listed(d, owner, "genitives")):
        return Words(owner, stop), cue
    return Words(first, stop), cue


def extent(d: Document, who: Words, cue: Words, start: int) -> Words:
    """The words of a phrase that names a source: with the noun whose saying it is, or without the source when that is the sentence's subject."""
    if any(listed(d, k, "own") for k in range(*cue)) and not who.first <= cue.first < who.stop:
        return cue
    named = _before(d, cue.first, start) if who.stop <= cue.first else None
    first = min(who.first, cue.first) if named is None else min(who.first, named[0].first)
    return Words(first, max(who.stop, cue.stop))


def backed(d: Document, first: int, stop: int) -> Words | None:
    """Whom somebody names as the source, among the words [first, stop): X reports, citing Y, that S."""
    for i in range(first, stop):
        at = i if d.quoted(i) else phrase_at(d, i, "citing", stop)
        if at > i:
            end = noun_phrase(d, at, stop)
            return Words(at, end) if end is not None else None
    return None


def _is_document(d: Document, head: int) -> bool:
    """Whether a noun is a document's or one of saying and thinking."""
    return d.low[head] in d.language.words("mentions.documents") or d.low[head] in d.language.words("words.said_nouns")


def _quoted_name(d: Document, i: int, high: int) -> int | None:
    if i < high and d.quoted(i) and d.length(d.quote[i]) < 50:
        return d.quotes[d.quote[i]].last + 1
    return None


def _ends(d: Document, end: int, high: int) -> bool:
    """Whether the clause ends soon behind the source."""
    return (
        end >= high
        or any(d.word[k] in (",", ".", ":", ";", "—", "–", "!", "?") or d.quoted(k) for k in range(end, min(high, end + _NEAREST * 3)))
        or end + _NEAREST >= high
    )


def _before(d: Document, i: int, start: int) -> tuple[Words, Words] | None:
    """The noun phrase that ends before word `i`, with its genitives."""
    if i - 1 < start or (d.phrase[i - 1] < 0 and d.word[i - 1] != ")"):
        return None
    first = d.phrase[i - 1] if d.phrase[i - 1] >= 0 else i
    for k in range(max(start, i - 14), first):
        if d.phrase[k] == k and noun_phrase(d, k, i) == i:
            first = k
            break
    return (Words(first, i), Words(i, i + 1)) if first < i else None
