"""Who may speak: a noun phrase with what belongs to it, and the part of a clause before its verb."""

from firstsaid.statements.document import Document
from firstsaid.statements.language import endings
from firstsaid.statements.reading import Words

_ENDS = frozenset((",", ".", ":", ";", "—", "–", "!", "?"))
_BRACKET, _APPOSITION, _LONGEST = 10, 16, 45
_MOST = 7
"""Words that a name in marks has at most."""
_NAMED = 60
"""Characters up to which a quotation may be the name of the speaker: the club „Nordwind“."""


def low(d: Document, i: int) -> str:
    """The word in lower case as it stands, whatever English word it does the work of; "" outside the text."""
    return d.word[i].lower() if 0 <= i < len(d.word) else ""


def listed(d: Document, i: int, name: str) -> bool:
    """Whether a word stands in a list of [words]."""
    return low(d, i) in d.language.words(f"words.{name}")


def noun_phrase(d: Document, i: int, high: int) -> int | None:
    """The word after the noun phrase at word `i`, with genitives, "of" parts, a bracket, a name in marks and an apposition; None where there is none."""
    if i >= high or d.phrase[i] < 0:
        return None
    if d.tag[i] == "PRP":
        return i + 1
    end = d.phrase_last[i] + 1
    while end < min(high, i + _LONGEST):
        further = _further(d, end, high)
        if further is None:
            break
        end = further
    return _past_apposition(d, end, high)


def _further(d: Document, j: int, high: int) -> int | None:
    """The word after a part of the phrase that starts at word `j`."""
    if d.word[j] == "(" and ")" in d.word[j : min(high, j + _BRACKET)]:
        return d.word.index(")", j) + 1
    if d.word[j] == "-" and j + 1 < high and d.phrase[j + 1] == j + 1 and d.stops[j] == d.starts[j + 1]:
        return d.phrase_last[j + 1] + 1
    if d.quoted(j) and d.length(d.quote[j]) <= _NAMED and _is_name(d, d.quote[j]):
        return d.quotes[d.quote[j]].last + 1
    if d.phrase[j] == j and (listed(d, j, "genitives") or _is_genitive(d, j) or d.tag[j] in ("NN", "NNP", "NNPS", "NNS", "CD")):
        return None if d.tag[j] == "CD" and d.phrase_last[j] > j else d.phrase_last[j] + 1
    if listed(d, j, "tails_right") or d.low[j] in ("of", "and"):
        if j + 1 < high and d.phrase[j + 1] == j + 1 and d.tag[j + 1] != "PRP" and d.low[d.phrase_last[j + 1]] not in d.language.words("words.times"):
            return d.phrase_last[j + 1] + 1
        return _further(d, j + 1, high) if j + 1 < high and d.quoted(j + 1) and d.low[j] != "and" else None
    return None


def _is_genitive(d: Document, j: int) -> bool:
    """Whether an adjective without an article opens a genitive: der Bund deutscher Reeder."""
    return d.tag[j] == "JJ" and low(d, j).endswith(endings(d.language.words("words.genitive_adjectives")))


def _past_apposition(d: Document, end: int, high: int) -> int:
    """…, leader of Y, … or …, leader of Y."""
    if end + 2 >= high or d.word[end] != "," or d.phrase[end + 1] != end + 1 or d.tag[end + 1] == "PRP":
        return end
    stop = end + 1
    while stop < high and d.word[stop] not in _ENDS and not d.quoted(stop) and stop - end <= _APPOSITION:
        if d.verb[stop] or low(d, stop) in d.language.verbs:
            return end
        stop += 1
    return stop if stop >= high or d.word[stop] in _ENDS else end


def is_name(d: Document, words: Words, loose: bool = False) -> bool:
    """Whether marks enclose the name of a work or body: the newspaper „Nordlicht“. In a `loose` sense „Bund der Seeleute“ is one too."""
    alone = [d.word[i] for i in range(*words) if d.word[i][0].isalpha()]
    if (
        not alone
        or (len(alone) == 1 and "." in alone[0])
        or any(low(d, k).endswith(work) for k in (words.first - 1, words.first - 2) for work in d.language.words("words.works"))
    ):
        return True
    if not alone[0][0].isupper() or len(alone) > _MOST or d.finite(*words) or "," in d.word[words.first : words.stop]:
        return False
    capitals = sum(word[0].isupper() for word in alone)
    return capitals == len(alone) or (loose and 2 * capitals >= len(alone))


def _is_name(d: Document, quote: int) -> bool:
    return is_name(d, Words(d.quotes[quote].first, d.quotes[quote].last + 1), loose=True)


def subject_after(d: Document, i: int, high: int) -> Words | None:
    """The subject behind a finite verb: the first noun phrase that no preposition governs and whose article may be a subject's."""
    while i < high and d.word[i] not in _ENDS and not (d.quoted(i) and not _named_next(d, i)):
        if listed(d, i, "prepositions"):
            i = _past_prepositional(d, i, high)
        elif d.phrase[i] == i and not listed(d, i, "oblique") and not (listed(d, i, "demonstratives") and d.phrase_last[i] == i):
            stop = noun_phrase(d, i, high)
            if d.tag[i] == "DT" and stop == i + 1 < high and d.quoted(stop):
                stop = d.quotes[d.quote[stop]].last + 1
            return Words(i, stop) if stop is not None and not is_time(d, i, stop) else None
        elif d.quoted(i):
            return Words(i, d.quotes[d.quote[i]].last + 1)
        elif d.phrase[i] == i:
            i = d.phrase_last[i] + 1
        elif d.verb[i]:
            return None
        else:
            i += 1
    return None


def _named_next(d: Document, i: int) -> bool:
    """Whether word `i` stands in marks around a name."""
    return d.quotes[d.quote[i]].first == i and d.length(d.quote[i]) <= _NAMED and _is_name(d, d.quote[i])


def _past_prepositional(d: Document, i: int, high: int) -> int:
    j = i + 1
    if j >= high or d.phrase[j] != j:
        return j
    j = d.phrase_last[j] + 1
    while j < high and d.phrase[j] == j and listed(d, j, "genitives") and not listed(d, j - 1, "times"):
        j = d.phrase_last[j] + 1
    return j


def is_time(d: Document, first: int, stop: int) -> bool:
    """Whether a noun phrase only tells when."""
    times = d.language.words("words.times")
    kinds = [d.low[k] in times or d.tag[k] == "CD" for k in range(first, stop)]
    return any(kinds) and all(time or d.tag[k] in ("DT", "JJ") for k, time in zip(range(first, stop), kinds, strict=True))


def subject_before(d: Document, first: int, verb: int) -> Words | None:
    """The part of a main clause before its verb, if it is a subject."""
    while first < verb and (d.word[first] in (",", "—", "–", "-") or listed(d, first, "focus")):
        first += 1
    if first >= verb or listed(d, first, "prepositions") or listed(d, first, "oblique") or d.phrase[first] != first:
        return None
    if listed(d, first, "demonstratives") and d.phrase_last[first] == first:
        return None
    stop = noun_phrase(d, first, verb)
    if stop is None or verb - first > _LONGEST or any(d.verb[k] for k in range(first, stop)) or is_time(d, first, stop):
        return None
    return Words(first, verb if d.word[verb - 1] != "," and not any(d.word[k] == "," for k in range(stop, verb)) and verb - stop <= 1 else stop)


def subject_of(d: Document, start: int, stop: int) -> Words | None:
    """The subject of the first finite verb of a sentence."""
    finite = next((i for i in range(start, stop) if d.verb[i] and not d.quoted(i)), None)
    if finite is None:
        return None
    aside = before_aside(d, start, finite)
    if aside is not None and can_speak(d, aside):
        return aside
    return likelier(d, subject_before(d, start, finite), subject_after(d, finite + 1, stop))


def before_aside(d: Document, start: int, f: int) -> Words | None:
    """X, the leader of Y, said · X, who …, said."""
    first = start
    while first < f and listed(d, first, "focus"):
        first += 1
    stop = noun_phrase(d, first, f) if first < f and not listed(d, first, "prepositions") and not listed(d, first, "oblique") else None
    if stop is None or d.word[f - 1] not in (",", ")", "–", "—"):
        return None
    rest = range(stop, f - 1)
    if stop == f:
        return Words(first, f)
    if not rest or (d.word[stop] == "," and listed(d, stop + 1, "relative")):
        return Words(first, f - 1)
    return None if any(d.verb[k] for k in rest) else Words(first, stop)


def likelier(d: Document, before: Words | None, after: Words | None, verb: int | None = None) -> Words | None:
    """Of the noun phrases before and behind a verb the one that it agrees with, and that can speak: a person, a body or a name rather than a thing."""
    if before is None or after is None:
        return before or after
    if listed(d, after.first, "nominative"):
        return after
    if verb is not None and low(d, verb).endswith(endings(d.language.words("words.plural_endings"))):
        fits = _is_one(d, before), _is_one(d, after)
        if fits[0] != fits[1]:
            return after if fits[0] else before
    return after if can_speak(d, after) > can_speak(d, before) else before


def _is_one(d: Document, words: Words) -> bool:
    """Whether the words name one person or thing: Anna Berg, ein Mann."""
    named = d.tag[words.first] == "NNP" and words.stop - words.first > 1
    return "and" not in d.low[words.first : words.stop] and (named or listed(d, words.first, "indefinite"))


def can_speak(d: Document, words: Words) -> int:
    """How likely a noun phrase is a speaker's: 2 a person, a body or a name, 1 perhaps, 0 a thing, -1 what is none, but opens a sentence with a capital."""
    first, last = words.first, d.phrase_last[words.first] if d.phrase[words.first] >= 0 else words.first
    if d.tag[first] == "PRP":
        return 2
    if last == first == d.sentence_start(first) and low(d, first).endswith(tuple(sorted(d.language.words("words.adverb_endings"))) or ("\0",)):
        return -1
    if d.tag[first] == "DT" and first == last and words.stop - first > 2 and d.quoted(first + 1):
        return 2
    if any(d.low[i] in d.language.words("mentions.outlets") for i in range(first, last + 1)):
        return 1
    if _is_owned(d, first, last):
        return 0
    lists = ("roles", "organisations", "agencies", "places", "collective_outlets", "documents")
    if any(d.low[i] in d.language.words(f"mentions.{name}") for name in lists for i in range(first, last + 1)):
        return 2
    return 2 if d.tag[last] == "NNP" and d.tag[first] == "NNP" else 1 if d.tag[last] == "NNP" else 0


def _is_owned(d: Document, first: int, last: int) -> bool:
    """Whether a run of capitals is somebody's thing and no name: Ostrups Vorschlag, where Ostrup stands in the text too."""
    if first == last or d.tag[first] != "NNP" or _is_somebody(d, last):
        return False
    marks = sorted(d.language.words("words.genitive_ending"))
    owners = [d.word[k].removesuffix(mark) for k in range(first, last) for mark in marks if d.word[k].endswith(mark)]
    return any(len(owner) > 1 and owner in d.word for owner in owners)


def _is_somebody(d: Document, i: int) -> bool:
    return d.low[i] in d.language.words("mentions.roles") or d.low[i] in d.language.words("mentions.organisations")
