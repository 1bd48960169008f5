"""Verbs of headlines, which have no full stop and few small words: the tagger takes "say" for an interjection there and "insists" for a plural."""

from firstsaid.statements.document import FINITE, NAMES, Document

_SPEAKER = 8
"""Words between the comma and the verb that ends a headline, and behind the verb at its end."""
_MARKS = frozenset((",", "”", "’", "'", '"', "''", "–", "—", "-"))
_OPENING = frozenset("“‘\"'")
_CLAUSE = frozenset(("DT", "PRP", "PRP$", "CD", "NN", "NNS", "NNP", "NNPS", "EX", "JJ"))
_VERBAL = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "JJ", "UH", "RB", "FW"))
_NAME = 4
"""Words of a speaker whose nouns may be taken for verbs."""


def title_verbs(d: Document) -> None:
    """S, police say · S, insists Anna Berg · Anna Berg denies S · Anna Berg vows to do it."""
    if True not in d.title:
        return
    _names(d)
    for i in [i for i in d.reporting if d.tag[i] and d.title[d.sentence[i]]]:
        verb = d.language.verbs.get(d.low[i])
        if verb is None or verb.frames.isdisjoint(("clause", "infinitive", "about")):
            continue
        if d.tag[i] in FINITE:
            if d.tag[i] == "VBZ" and i - 1 == d.first[d.sentence[i]]:
                _be_noun(d, i - 1)
            continue
        present = d.low[i].endswith("s") and d.low[i] != verb.lemma
        plural = d.low[i] == verb.lemma and verb.lemma in d.language.words("limits.strictest")
        if (present or plural) and (_ends(d, i) or (present and (_opens_speaker(d, i) or _takes(d, i, verb.lemma)))):
            d.tag[i] = "VBZ" if present else "VBP"


def _names(d: Document) -> None:
    """Let a capital behind a role in small letters be a name: coach Stone says."""
    for i in [i for i in d.capital if d.tag[i] in ("NN", "JJ", "NNS") and d.title[d.sentence[i]]]:
        if i > d.first[d.sentence[i]] and d.word[i - 1].islower() and d.low[i - 1] in d.language.words("mentions.roles"):
            d.tag[i] = "NNP"


def _ends(d: Document, i: int) -> bool:
    """S, police say: the last word, with a mark and no more than a speaker before it."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    if any(d.word[k][0].isalnum() for k in range(i + 1, stop)):
        return False
    mark = next((k for k in range(i - 1, max(first, i - 1 - _SPEAKER), -1) if d.word[k] in _MARKS), None)
    if mark is None or mark == i - 1 or any(d.tag[k] in FINITE and k != i - 1 for k in range(mark + 1, i)):
        return False
    _be_noun(d, i - 1)
    return True


def _opens_speaker(d: Document, i: int) -> bool:
    """S, insists Anna Berg: behind a mark, with no more than a speaker behind it."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    if i == first or d.word[i - 1] not in _MARKS or not 0 < stop - i - 1 <= _SPEAKER or not d.word[i + 1][0].isalnum():
        return False
    if any(d.word[k] in _MARKS for k in range(i + 1, stop)):
        return False
    last = d.low[stop - 1] in d.language.words("mentions.roles|mentions.organisations") or d.word[stop - 1][0].isupper()
    if last and stop - i - 1 <= _NAME:
        for k in range(i + 1, stop):
            _be_noun(d, k)
    return not any(d.tag[k] in FINITE for k in range(i + 1, stop))


def _takes(d: Document, i: int, lemma: str) -> bool:
    """Anna Berg denies S, the minister vows to do it: the first verb of the headline, and what it takes behind it."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    if i == first or i + 2 >= stop or any((d.tag[k] in FINITE and k != first) or not d.word[k][0].isalnum() for k in range(first, i)):
        return False
    to_do = d.low[i + 1] == "to" and d.tag[i + 2] == "VB"
    plain = d.low[i] in d.language.words("limits.presents") and (d.tag[i + 1] in _CLAUSE or d.low[i + 1] == "that")
    of = d.language.verbs[d.low[i]].preposition == "of" and "of" in d.low[i + 2 : min(stop, i + 2 + _NAME)]
    quotes = (d.word[i + 1] == ":" or d.quoted(i + 1) or d.word[i + 1] in _OPENING) and d.low[i] not in d.language.words("mentions.roles")
    calls = lemma == "call" and d.low[i + 1] in ("for", "on")
    urges = "infinitive" in d.language.verbs[d.low[i]].frames and "to" in d.low[i + 2 : min(stop, i + 2 + _NAME)] and d.tag[i + 1] in _CLAUSE
    if not (to_do or plain or quotes or ((calls or urges or of) and _speaks(d, i - 1))):
        return False
    _be_noun(d, i - 1)
    return True


def _speaks(d: Document, i: int) -> bool:
    """Whether the word is somebody's role or a name: one that the text has in the midst of a sentence too."""
    if d.low[i] in d.language.words("mentions.roles|mentions.organisations"):
        return True
    again = (k for k, word in enumerate(d.word) if word == d.word[i] and k != i and k not in d.first and not d.title[d.sentence[k]])
    return d.word[i][0].isupper() and (d.tag[i] in NAMES or any(again))


def _be_noun(d: Document, i: int) -> None:
    """Let the last word of the speaker be a noun."""
    if d.tag[i] in _VERBAL or (d.tag[i] == "PRP" and d.low[i] not in d.language.classes):
        d.tag[i] = "NNP" if d.word[i][0].isupper() and d.low[i] not in d.language.words("mentions.roles") else "NNS" if d.low[i].endswith("s") else "NN"
