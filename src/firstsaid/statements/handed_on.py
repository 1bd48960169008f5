"""What a second speaker of the sentence hands on: “S,” X said, according to Y · S, X said, Y reported · X said S, as reported by Y.

Who confirms or denies S, as Y had reported, answers Y's report: then both say S, and neither hands on the other.
"""

from firstsaid.statements.reading import Frame, Reading, Words

_LONGEST_GAP = 20
"""Words between the first speaker and the comma before the second: in a post on Sunday."""
_WAY = 8
"""Words that tell how or when something was said: in a confidential cable to the ministry in May."""
_CLOSING = frozenset("”\"’'»")
_LONGEST_REST = 10
"""Words behind the second: on Monday, citing two officials."""


def hand_on(frame: Frame, low: int, left: int, relay: Words) -> bool:
    """Make the speaker the relay of the statement that ends before word `left`, its cue and speaker last; False when none does."""
    d, mark = frame.d, left - 1
    marked = d.word[mark] in _CLOSING and d.word[mark - 1] == ","
    if left <= low or not (marked or (d.word[mark] == "," and not d.quoted(mark))):
        return False
    said = _said_before(frame, low)
    if said is None or said.source is None:
        return False
    if said.start > said.cue.first:
        return _cut(frame, said, left if marked else mark, relay)
    end = _end(said)
    if not end < left <= end + _LONGEST_GAP or said.cue.first >= left or any(d.verb[i] and d.tag[i] != "POS" for i in range(end, left - 1)):
        return False
    if d.low[said.source.first] in d.language.words("words.relative") or said.stop > said.cue.stop:
        return False
    said.relay = relay
    return True


def answered(frame: Frame, low: int, left: int) -> Words | None:
    """What X confirmed or denied before word `left`, the "as" of "as Y had reported"; None where X did neither."""
    d = frame.d
    said = _said_before(frame, low)
    if said is None or said.lemma not in d.language.words("limits.answering"):
        return None
    if d.word[left - 1] == "," and said.start > said.cue.first:
        _end_at(frame, said, left - 1)
    last = said.content[-1]
    return last if last.stop == left - 1 else None


def _said_before(frame: Frame, low: int) -> Reading | None:
    """The last statement from word `low` on, where it has a speaker, no relay yet, and stands in no other."""
    said = next((r for r in reversed(frame.found) if r.cue.first >= low), None)
    return None if said is None or said.source is None or said.relay is not None or said.nested else said


def _cut(frame: Frame, said: Reading, end: int, relay: Words) -> bool:
    """End what was said, and was read to the end of the sentence, before the comma, or behind the marks, before "reports Y" or "as reported by Y"."""
    if not _end_at(frame, said, end):
        return False
    said.relay = relay
    return True


def _end_at(frame: Frame, said: Reading, end: int) -> bool:
    last = said.content[-1]
    if last.stop < end <= last.stop + _WAY and not any(frame.d.verb[i] or frame.d.quoted(i) for i in range(last.stop + 1, end)):
        return True
    if not last.first + 1 < end < last.stop or not frame.d.finite(last.first, end):
        return False
    said.content[-1] = Words(last.first, end)
    return True


def closes(frame: Frame, after: int, high: int) -> bool:
    """Whether no clause follows the second speaker."""
    d = frame.d
    return high - after <= _LONGEST_REST and not d.finite(after, high) and not any(d.quoted(i) for i in range(after, high))


def _end(said: Reading) -> int:
    assert said.source is not None
    return max(said.cue.stop, said.source.stop)
