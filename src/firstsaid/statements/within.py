"""Speech within quoted speech: “My aunt told me silence was the only thing that …,” she said."""

from collections.abc import Iterator
from contextlib import contextmanager

from firstsaid.statements.content import reading
from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.frames import verb_cues
from firstsaid.statements.reading import Frame, Reading
from firstsaid.statements.speaker import Act, speaker

_RULES = frozenset(("before-that", "before", "before-quotation"))
_LEAST = 3
"""Words of content, fewer of which are a turn of phrase: “as they say”."""


def within(frame: Frame) -> list[Reading]:
    """Statements that the long quotations of a frame hand on, each nested in the one that the quotation is."""
    d, found = frame.d, list[Reading]()
    strict = d.language.words("limits.strictest") | d.language.words("limits.handed_on")
    for q in frame.quotes:
        first, stop = frame.opens(q), frame.closes(q)
        marks = [i for i in verb_cues(d, first + 1, stop - 1) if d.tag[i.at] in FINITE and i.lemma in strict]
        if not marks:
            continue
        with _unquoted(d, first, stop):
            inner = Frame(d, first + 1, stop - 1, cues=marks)
            for number, cue in enumerate(marks):
                low, high = max(first + 1, d.sentence_start(cue.at)), min(stop - 1, d.sentence_stop(cue.at))
                act = Act(inner, cue, number, low, high)
                who = speaker(act)
                if who is None or not _is_other(d, who.words.first, who.words.stop) or d.tag[cue.at - 1] == "MD":
                    continue
                said = reading(act, who)
                if said is not None and not said.carried and said.rule in _RULES and _stands(d, said, low):
                    said.nested = True
                    inner.found.append(said)
        found += inner.found
    return found


def _stands(d: Document, said: Reading, low: int) -> bool:
    """Whether its speaker opens the sentence or a clause of its own, and what was said is more than a turn of phrase."""
    assert said.source is not None
    first, words = said.source.first, d.language.words
    if said.stop - said.start < _LEAST or d.low[said.start] in words("words.coordinators") or d.tag[said.source.stop - 1] == "CD":
        return False
    return first == low or (first == low + 1 and not d.word[low][0].isalnum()) or (d.tag[first] != "PRP" and d.word[first - 1] == ",")


def _is_other(d: Document, first: int, stop: int) -> bool:
    """Whether somebody else than the one who is quoted is meant: no I, we, you; nobody and who are none either."""
    mine = d.language.words("mentions.first_persons")
    return not any(d.low[i] in mine for i in range(first, stop) if d.tag[i] not in ("PRP$",)) and d.tag[stop - 1] not in ("WP", "WDT")


@contextmanager
def _unquoted(d: Document, first: int, stop: int) -> Iterator[None]:
    """Let the rules read the words of a quotation as they read others."""
    kept = d.quote[first:stop]
    d.quote[first:stop] = [-1] * (stop - first)
    try:
        yield
    finally:
        d.quote[first:stop] = kept
