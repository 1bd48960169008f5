"""Words of others inside a quotation, in marks of their own: “My mother said, ‘Don't look,’” Orla Venn said."""

import bisect
import re
from collections.abc import Iterator

from firstsaid.statements.document import Document
from firstsaid.statements.phrases import phrase_right
from firstsaid.statements.reading import Cue, Frame, Reading, Words
from firstsaid.statements.speaker import Act, speaker
from firstsaid.statements.subject import main_subject

_ENDED = re.compile(r"(?<!\w)([‘'])(?=\S)((?:(?!\s[‘'])[^“”\"]){1,600}?[.,?!…—–])[’'](?!\w)")
_LOOSE = re.compile(r"(?<!\w)([‘'])(?=\S)([^“”\"‘]{1,600}?)[’'](?!\w)")
_DOUBLE = re.compile(r"(?<!\w)[“\"](?=\S)([^“”\"]{1,600}?)[”\"](?!\w)")
_SINGLE = frozenset("‘'‚‹")
_CLOSING = frozenset("’'”\"")
_SAYS = frozenset(("clause", "quotation", "that"))
_REACH = 6
"""Words from a verb to the marks beside it, its speaker or whom it tells among them."""


def marked(frame: Frame, q: int, marks: list[Cue]) -> list[Reading]:
    """Quotations inside quotation `q` that one of the verbs beside them gives to somebody; the quotation's words must read as unquoted."""
    quote = frame.d.quotes[q]
    found = (_given(frame, q, words, marks) for words in _inside(frame.d, quote.start, quote.stop))
    return [said for said in found if said is not None]


def _inside(d: Document, start: int, stop: int) -> Iterator[Words]:
    """The words between inner marks of a quotation with outer marks of the other kind."""
    text = d.text[start + 1 : stop - 1]
    single = d.text[start] in _SINGLE
    if not any(mark in text for mark in ('“"' if single else "‘'")):
        return
    end = 0
    for pattern, group in ((_DOUBLE, 1),) if single else ((_ENDED, 2), (_LOOSE, 2)):
        for match in pattern.finditer(text):
            if match.start() < end:
                continue
            first = bisect.bisect_left(d.starts, start + 1 + match.start(group))
            last = bisect.bisect_left(d.starts, start + 1 + match.end(group))
            if first < last:
                end = match.end()
                yield Words(first, last)
        if end:
            return


def _given(frame: Frame, q: int, words: Words, marks: list[Cue]) -> Reading | None:
    d = frame.d
    first, stop = d.quotes[q].first + 1, d.quotes[q].last
    told = [(n, cue) for n, cue in enumerate(marks) if not _SAYS.isdisjoint(cue.frames)]
    before = [n for n, cue in told if words.first - _REACH < cue.at < words.first - 1 and _beside(d, cue.at + 1, words.first - 1)]
    after = [n for n, cue in told if words.stop < cue.at < words.stop + _REACH + 1 and _beside(d, words.stop + 1, cue.at)]
    if not before and not after:
        return None
    number = before[-1] if before else after[0]
    cue = marks[number]
    source = _speaker(Frame(d, first, stop, cues=marks), number, max(first, d.sentence_start(cue.at), 0 if before else words.stop + 1))
    if source is None or d.tag[source.stop - 1] == "DT" or (source.first < words.stop and words.first < source.stop):
        return None
    return Reading(source, Words(cue.at, cue.at + 1), [words], cue.lemma, "within", nested=True)


def _beside(d: Document, first: int, stop: int) -> bool:
    """Whether no clause of its own stands between a verb and the marks: told me, said to the crew:"""
    return not any(d.verb[i] or d.low[i] == "that" or d.word[i] in ".?!;" for i in range(first, stop))


def _speaker(inner: Frame, number: int, low: int) -> Words | None:
    d, cue = inner.d, inner.cues[number]
    if d.word[cue.at - 1][0] in _CLOSING:
        end = phrase_right(d, cue.at + 1, inner.stop)
        return Words(cue.at + 1, end + 1) if end is not None else None
    who = speaker(Act(inner, cue, number, low, min(inner.stop, d.sentence_stop(cue.at))))
    return who.words if who is not None else main_subject(d, low, cue.at)
