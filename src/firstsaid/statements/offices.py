"""The noun before an office, beside "said": S, airport spokesman Anna Berg said · S, rescue officials said · said tram driver Anna Berg.

Behind a comma such a noun looks like the verb of a new clause, and is often taken for one.
"""

from firstsaid.statements.document import FINITE, NAMES, Document

_MODIFIERS = 3
"""Words between the comma and the office: civil defence agency spokesman."""
_NAME = 4
"""Words of a name."""
_SMALL = "mentions.generic|words.be|words.perfect|words.auxiliaries|words.coordinators|words.subordinators|words.times|words.adverbial|words.discourse"
_CLOSED = frozenset(("DT", "PRP", "PRP$", "CC", "TO", "WP", "WP$", "WDT", "VBG", "RBS", "JJS", "JJR"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "CD"))


def offices(d: Document) -> None:
    """Let what stands between a comma, or "said", and somebody's office be nouns."""
    for i in d.reporting:
        if d.low[i] in d.language.verbs and (d.tag[i] in FINITE or (d.tag[i] == "VBN" and d.low[i - 1] in d.language.words("words.perfect"))):
            _before(d, i)
            _behind(d, i)


def _before(d: Document, i: int) -> None:
    """S, airport spokesman Anna Berg said · an aide to trade minister Anna Berg said: from the verb at word `i` to the left."""
    first, at = d.first[d.sentence[i]], i - 1
    at -= at > first and d.low[at] in d.language.words("words.auxiliaries|words.perfect")
    while at > max(first, i - 1 - _NAME) and d.tag[at] in NAMES and d.word[at][0].isupper():
        at -= 1
    if not _is_office(d, at):
        return
    low = next((k for k in range(at - 1, max(first, at - 1 - _MODIFIERS) - 1, -1) if not _may_modify(d, k)), None)
    if low is not None and low < at - 1 and (d.word[low] == "," or d.tag[low] == "CC" or _is_aide_to(d, low)):
        _are_nouns(d, low + 1, at)


def _is_aide_to(d: Document, k: int) -> bool:
    """Whether a word is the "to" behind somebody who serves another: an adviser to."""
    return d.low[k] == "to" and d.low[k - 1] in d.language.words("mentions.whose_people")


def _behind(d: Document, i: int) -> None:
    """S, said tram driver Anna Berg: from the verb at word `i` to the right."""
    stop = d.first[d.sentence[i] + 1]
    if i == d.first[d.sentence[i]] or d.word[i - 1][0].isalnum():
        return
    at = next((k for k in range(i + 1, min(stop - 1, i + 2 + _MODIFIERS)) if _is_office(d, k) and d.word[k + 1][0].isupper()), None)
    if at is not None and all(_may_modify(d, k) for k in range(i + 1, at)):
        _are_nouns(d, i + 1, at)


def _is_office(d: Document, at: int) -> bool:
    return d.word[at].islower() and d.low[at] in d.language.words("mentions.roles")


def _may_modify(d: Document, k: int) -> bool:
    """Whether a word may be one of the nouns before an office: no small word, no reporting verb."""
    words, low = d.language.words, d.low[k]
    if not d.word[k].islower() or low in d.language.verbs or low in words(_SMALL) or d.tag[k] in _CLOSED:
        return False
    return d.tag[k] not in ("IN", "MD") or low in words("mentions.organisations") or (d.tag[k] == "MD" and low not in words("words.auxiliaries"))


def _are_nouns(d: Document, first: int, stop: int) -> None:
    for k in range(first, stop):
        if d.tag[k] not in _NOUNS:
            d.tag[k] = "NN"
