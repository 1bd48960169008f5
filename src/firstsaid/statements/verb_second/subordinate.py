"""Clauses that are no statement's content: they tell when or why it was said, or who somebody is."""

from collections.abc import Iterator

from firstsaid.statements.document import Document
from firstsaid.statements.language import endings
from firstsaid.statements.reading import Words
from firstsaid.statements.verb_second.nouns import is_name, listed, low, noun_phrase

_SHORT = 4
"""Letters that such a form has at least."""
_ENDS = frozenset((",", ".", ":", ";", "—", "–", "!", "?", ")"))


def clause_end(d: Document, first: int, stop: int) -> int:
    """The next mark outside of quotations behind word `first`, or `stop`."""
    return next((k for k in range(first, stop) if d.word[k] in _ENDS and not d.quoted(k)), stop)


def is_relative(d: Document, k: int, stop: int) -> bool:
    """Whether a relative clause opens at word `k` behind a comma, rather than a main clause with an article first: die Brücke werde …"""
    if listed(d, k, "prepositions") and k + 1 < stop and listed(d, k + 1, "relative") and d.phrase_last[k + 1] == k + 1:
        return not d.quoted(k)
    if not listed(d, k, "relative") or d.quoted(k) or d.tag[k] == "WP":
        return False
    end = clause_end(d, k, stop)
    if any(is_subjunctive(d, i) for i in range(k + 1, end - 1)) or any(is_infinitive(d, i) for i in range(k + 1, end)):
        return False
    after = noun_phrase(d, k, end)
    return not (after is not None and after < end and d.verb[after])


def is_infinitive(d: Document, i: int) -> bool:
    """Whether a word is the "zu" before an infinitive or an infinitive that holds it: zu kommen, anzukommen."""
    word, mark = low(d, i), d.language.words("words.infinitive")
    if word in mark:
        return i + 1 < len(d.word) and d.word[i + 1][0].islower()
    if not word.endswith("n") or d.word[i][0].isupper():
        return False
    return any(word.startswith(particle + zu) for zu in mark for particle in d.language.words("words.particles"))


def is_adverbial(d: Document, k: int, stop: int) -> bool:
    """Whether words from `k` on only tell when, why or if, and no main clause stands behind them: nachdem der Damm gebrochen war."""
    if not listed(d, k, "adverbial_clauses") or d.quoted(k) or d.verb[min(k + 1, stop - 1)]:
        return False
    return not any(d.word[i] == "," and not d.quoted(i) and d.verb[i + 1] for i in range(k + 1, stop - 1))


def own_clause(d: Document, start: int, stop: int, phrase: Words) -> tuple[int, int]:
    """The part of a sentence that a phrase's source said: the clause with "who", "that" or "because" in which it stands, or what a semicolon parts."""
    marks = [k for k in range(start, stop) if d.word[k] == ";" and not d.quoted(k)]
    start = max((k + 1 for k in marks if k < phrase.first), default=start)
    stop = min((k for k in marks if k >= phrase.stop), default=stop)
    opens = max((k + 1 for k in range(start, phrase.first) if d.word[k] == "," and not d.quoted(k)), default=start)
    end = clause_end(d, phrase.stop, stop)
    if opens == start or opens >= phrase.first:
        return start, stop
    apart = _is_aside(d, opens, start, stop) or d.low[opens] == "that" or any(is_subjunctive(d, i) for i in range(opens, end))
    return (opens + listed(d, opens, "adverbial_clauses"), end) if apart else (start, stop)


def has_main_clause(d: Document, first: int, stop: int) -> bool:
    """Whether some part between commas may be a main clause, or one that a verb of saying takes."""
    parts = ((k, end) for k, end in _parts(d, first, stop) if not _is_aside(d, k, first, stop))
    return any(d.verb[i] or _speaks(d, i) for k, end in parts for i in range(k, end))


def _speaks(d: Document, i: int) -> bool:
    """Whether a word is quoted, and not only as a name."""
    quote = d.quotes[d.quote[i]] if d.quoted(i) else None
    return quote is not None and not is_name(d, Words(quote.first, quote.last + 1))


def reported_verb(d: Document, first: int, stop: int) -> int | None:
    """The verb in the subjunctive of reported speech that is a main clause's; None where a main clause before it is none of reported speech."""
    for k, end in _parts(d, first, stop):
        if _is_aside(d, k, first, stop) or d.low[k] == "that":
            continue
        for i in range(k, end):
            if d.quoted(i):
                continue
            if is_subjunctive(d, i):
                return i
            if d.verb[i] and d.tag[i] != "VBP":
                return None
    return None


def is_said_to_be(d: Document, first: int, stop: int) -> bool:
    """Whether the first main clause tells what is said to be: soll … gewesen sein."""
    for k, end in _parts(d, first, stop):
        if not _is_aside(d, k, first, stop) and d.low[k] != "that":
            return next((listed(d, i, "said_to_be") for i in range(k, end) if d.verb[i] and not d.quoted(i) and d.tag[i] != "VBP"), False)
    return False


def is_subjunctive(d: Document, i: int) -> bool:
    """Whether a word is a verb's form that reports: sei, habe, and behind a noun what ends like these, erfolge."""
    if d.word[i][0].isupper() or "i" in (d.low[i - 1], *d.low[i + 1 : i + 2]):
        return False
    if listed(d, i, "reported_mood"):
        return True
    ends = d.language.words("words.reported_ending")
    if (
        i == 0
        or d.tag[i] != "VBP"
        or len(d.word[i]) < _SHORT
        or not d.word[i].endswith(endings(ends))
        or d.word[i].endswith(endings(d.language.words("words.told_endings")))
    ):
        return False
    return d.phrase_last[i - 1] == i - 1 and d.tag[i - 1] in ("NN", "NNP", "NNS")


def _is_aside(d: Document, k: int, first: int, stop: int) -> bool:
    end = clause_end(d, k, stop)
    return (listed(d, k, "adverbial_clauses") and not d.verb[min(k + 1, stop - 1)]) or (k > first and is_relative(d, k, end))


def _parts(d: Document, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks."""
    while first < stop:
        end = clause_end(d, first, stop)
        if end > first:
            yield first, end
        first = end + 1
