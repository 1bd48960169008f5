"""Which sentences are read together, and which words in them may report."""

from firstsaid.statements.as_put import as_put
from firstsaid.statements.document import FINITE, NAMES, VERBAL, Document
from firstsaid.statements.in_court import hears
from firstsaid.statements.reading import Cue, Frame

HEARD = frozenset(("heard",))
"""The frame of a verb that tells what a court heard."""
LONGEST_FRAME = 1_500
"""Words after which a run of sentences is cut, whatever quotation spans it."""
_CLOSING = frozenset("”\"’'»")
_SHORT_QUOTE = 12
_LONGEST_NAME, _SHORT_SENTENCE = 7, 6
_SPOKEN = 3
"""Words before "with" in which somebody is shown talking: in an interview with “Zorna Today”."""
_KNOWN = 4
"""Words from "made" to "clear", both counted."""
_SPEAKER = 20
"""Words before the verb, in a sentence that only names a quotation's speaker."""


def frames(d: Document) -> list[Frame]:
    """Runs of sentences such that no quotation is cut in two."""
    found: list[Frame] = []
    k, q, sentences, quotes = 0, 0, len(d.spans), d.quotes
    count = len(quotes)
    while k < sentences:
        first, b = d.first[k], k + 1
        while q < count and quotes[q].last < first:
            q += 1
        inside = q
        while inside < count and quotes[inside].first < d.first[b]:
            while b < sentences and quotes[inside].last >= d.first[b] and d.first[b] - first < LONGEST_FRAME:
                b += 1
            inside += 1
        if b < sentences and d.text[d.spans[b - 1].stop - 1] in _CLOSING and _cut_off(d, b):
            b += 1
        stop = d.first[b]
        held = [n for n in range(q, min(inside + 2, count)) if first <= quotes[n].first and quotes[n].last < stop and not _names_work(d, n)]
        found.append(Frame(d, first, stop, quotes=held))
        k = b
    return found


def _names_work(d: Document, quote: int) -> bool:
    """Whether the marks enclose the name of a programme or book: on "State of the Land"."""
    first, last = d.quotes[quote].first, d.quotes[quote].last
    if first == d.sentence_start(first):
        return False
    before = first - 1
    heard = d.low[before] == "with" and not d.language.words("mentions.hearing").isdisjoint(d.low[max(0, before - _SPOKEN) : before])
    if not (
        heard
        or d.tag[before] == "POS"
        or d.low[before] in d.language.words("mentions.tells")
        or d.low[before] in d.language.words("mentions.media_nouns")
        or d.low[before] in d.language.words("words.before_titles")
    ):
        return False
    words = [d.word[i] for i in range(first, last + 1) if d.word[i][0].isalpha()]
    return 1 <= len(words) <= _LONGEST_NAME and words[0][0].isupper() and all(word[0].isupper() or len(word) < 4 for word in words)


def _cut_off(d: Document, following: int) -> bool:
    """Whether sentence `following` only names the speaker of the quotation that the one before ends in: “…?” he asked."""
    stop, start = d.spans[following - 1].stop, d.spans[following].start
    text = d.text
    if text[stop - 2 : stop - 1] not in tuple("?!.…,") or "\n" in text[stop:start]:
        return False
    first, end = d.first[following], d.first[following + 1]
    if first >= end:
        return False
    if d.word[first][0].islower():
        return True
    return _names_speaker(d, first, end) and (text[stop - 2] in "?!," or _short(d, first, end))


def _short(d: Document, first: int, stop: int) -> bool:
    """Whether the sentence is a speaker and a verb of saying, and nothing else: Venn said."""
    verb = d.language.verbs.get(d.low[stop - 2]) if stop - first <= _SHORT_SENTENCE and stop - 2 > first else None
    return verb is not None and verb.lemma in d.language.words("limits.strictest") and d.word[stop - 1] == "."


def _names_speaker(d: Document, first: int, stop: int) -> bool:
    cue = next((i for i in range(first, min(stop, first + _SPEAKER)) if d.low[i] in d.language.verbs and d.tag[i] in ("VBD", "VBZ")), None)
    if cue is None or cue == first or (cue + 1 < stop and (d.low[cue + 1] == "that" or d.word[cue + 1] in (":", "“", '"'))):
        return False
    subordinate = next((i for i in range(cue + 1, stop) if d.low[i] in ("as", "when", "while", "before", "after")), stop)
    return d.phrase[cue - 1 - (d.word[cue - 1] == ",")] >= 0 and not d.finite(cue + 1, subordinate)


def cues(frame: Frame) -> list[Cue]:
    """Words that may report, in order: "according to", verbs of the lexicon, else any verb right behind a quotation."""
    d = frame.d
    found: list[Cue] = []
    names = ("words.said_nouns", "words.as_told", "words.wordings", "words.according", "limits.hearing")
    nouns, tellers, wordings, phrases, heard = (d.language.words(name) for name in names)
    for i in d.reports(frame.first, frame.stop):
        if not d.tag[i] or (d.quoted(i) and d.length(d.quote[i]) >= _SHORT_QUOTE):
            continue
        if d.low[i] in phrases and i + 1 < frame.stop and d.low[i + 1] == "to":
            found.append(Cue(i, "according", preposition="to"))
        elif d.low[i] in tellers:
            found += [Cue(i, "according", preposition="per")] if _names_teller(d, i, frame.stop) else []
        elif d.low[i] in wordings:
            found += [Cue(i - 2, "according", preposition="of")] if d.low[i - 2 : i + 2] == ["in", "the", d.low[i], "of"] else []
        elif (put := as_put(d, i, frame.stop, frame.first)) is not None:
            found.append(Cue(put, "as"))
        elif d.tag[i] in ("NN", "NNS") and d.low[i] in nouns and i + 2 < frame.stop:
            found.append(Cue(i, d.low[i], frozenset(("nominal",))))
        elif d.low[i] in heard and hears(d, i):
            found.append(Cue(i, d.language.verbs[d.low[i]].lemma, HEARD))
        elif d.low[i] in d.language.verbs and _is_verb(d, i, frame.stop):
            verb = d.language.verbs[d.low[i]]
            found.append(Cue(i, verb.lemma, verb.frames, verb.preposition))
    return found if any("nominal" not in cue.frames for cue in found) else found + _beside_quotation(frame)


def _names_teller(d: Document, i: int, stop: int) -> bool:
    """Whether "per" brings in who said it: S, per the Lantern · S, per two officials; not per cent, per head."""
    at = i - (d.low[i - 1] == "as")
    if d.tag[i] in NAMES or i + 1 >= stop or d.phrase[i + 1] != i + 1 or not (at == d.sentence_start(i) or d.word[at - 1] in (",", "—", "–")):
        return False
    last = d.phrase_last[i + 1]
    return d.tag[last] in NAMES or d.low[last] in d.language.words("mentions.roles") or d.low[last] in d.language.words("mentions.documents")


def verb_cues(d: Document, first: int, stop: int) -> list[Cue]:
    """Reporting verbs among the words, quoted ones too."""
    found: list[Cue] = []
    for i in d.reports(first, stop):
        if d.tag[i] and d.low[i] in d.language.verbs and _is_verb(d, i, stop):
            verb = d.language.verbs[d.low[i]]
            found.append(Cue(i, verb.lemma, verb.frames, verb.preposition))
    return found


def _makes_known(d: Document, i: int, stop: int) -> bool:
    """Whether something is made clear, which is a way of saying it: made it very clear that S."""
    return not d.language.words("words.known").isdisjoint(d.low[i + 1 : min(stop, i + _KNOWN)])


def _is_verb(d: Document, i: int, stop: int) -> bool:
    if (d.phrase[i] >= 0 and (d.phrase[i] < i or d.phrase_last[i] > i)) or d.low[i - 1] == "the":
        return False
    if d.tag[i - 1] == "POS" and d.tag[i] in ("VBN", "VBD"):
        return False
    verb = d.language.verbs[d.low[i]]
    if verb.lemma in d.language.words("limits.making_known") and not _makes_known(d, i, stop):
        return False
    if verb.lemma in d.language.words("limits.bound") and d.low[i + 1 : i + 2] != [verb.preposition]:
        return False
    behind = d.low[i + 1] if i + 1 < stop else ""
    if behind in d.language.words("words.accused_of") and d.low[i] in d.language.words("words.accused") and d.phrase[i - 1] >= 0:
        return False
    if d.low[i] == "alleged" and i + 1 < stop and d.tag[i + 1] in ("NN", "NNS", "JJ"):
        return False
    return d.tag[i] in VERBAL or d.language.tagger is None


def _beside_quotation(frame: Frame) -> list[Cue]:
    d, found = frame.d, []
    auxiliary = d.language.words("words.be|words.perfect|words.do")
    for q in frame.quotes:
        after = frame.closes(q)
        if not frame.big(q) or after >= frame.stop or d.text[d.stops[after - 1] - 2] not in ",?!":
            continue
        for i in range(after, min(frame.stop, after + 12)):
            if d.quoted(i):
                break
            if d.tag[i] in FINITE and d.tag[i] in ("VBD", "VBZ") and d.low[i] not in auxiliary:
                found.append(Cue(i, d.low[i], frozenset(("quotation", "clause"))))
                break
    return found
