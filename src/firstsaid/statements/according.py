"""According to X, S · S, according to X · S, in the words of X."""

from firstsaid.statements.clauses import sentence_part, strip
from firstsaid.statements.document import FINITE, NAMES, Document
from firstsaid.statements.ends import bare_clause
from firstsaid.statements.handed_on import closes, hand_on
from firstsaid.statements.parted import infixed, parts_subject, tells
from firstsaid.statements.phrases import apposition, name_behind, phrase_right
from firstsaid.statements.reading import Cue, Frame, Reading, Words
from firstsaid.statements.speaker import Act, Speaker, speaker

_ENDS = frozenset((",", ".", ";", "—", "–", "-", '"', "“", "”"))
_LONGEST_SOURCE = 16
LEADS = {"to": 2, "of": 4, "per": 1}
"""Words before the name: according to X, in the words of X, per X."""
_NEAR = 4
_FEWEST = 3
"""Words of content."""


def according(frame: Frame, cue: Cue, number: int) -> Reading | None:
    """The statement of an "according to"."""
    d, v = frame.d, cue.at
    names = v + LEADS[cue.preposition]
    low, high = max(frame.first, d.sentence_start(v)), min(frame.stop, d.sentence_stop(v))
    last = _source_end(frame, names, high)
    if last is None or d.low[last] in d.language.words("words.standards") or d.tag[names] in ("WDT", "WP"):
        return None
    named = name_behind(d, names, last, high)
    if named > last and (v - low > _FEWEST or bare_clause(d, named + 2, high, True) or d.low[named + 2 : named + 3] == ["who"]):
        last = named
    last = _relative_end(d, last + 1, high) or last
    after = _past_citing(d, last + 1, high)
    if closes(frame, after, high) and hand_on(frame, low, v, Words(names, last + 1)):
        return None
    if _is_aside(frame, low, high, Speaker(Words(names, last + 1), v, after)):
        return None
    belongs_right = _belongs_right(frame, number, low)
    own = belongs_right or d.word[v - 1] == ":"
    outer, low = low, v if own else low
    parted = None if own else _parted(frame, low, v, last, high)
    if parted is not None:
        return Reading(Words(names, parted[0] + 1), Words(v, names), parted[1], "according", "according")
    if v - low <= 2 or not d.finite(low, v):
        start, last = _after_source(frame, last, high)
        start = _past_relative(frame, _past_tail(d, start, high), high)
        content = strip(d, start, high)
        relative = d.low[start + 1 : start + 2] and d.low[start + 1] in d.language.words("words.relative") and v - low > _FEWEST
        if (relative or content.stop - content.first < _FEWEST) and low < v:
            content = strip(d, low, v)
    else:
        content = strip(d, low, v)
        last = max(last, apposition(d, last, high))
        rest = strip(d, last + 1, high)
        comma = last + 1 < high and d.word[last + 1] == ","
        if rest.stop - rest.first > 4 and comma and d.finite(*rest) and not d.finite(*content):
            content = rest
    relay = _told_by(frame, number, outer, high) if belongs_right else None
    long = content.stop - content.first >= _FEWEST
    return Reading(Words(names, last + 1), Words(v, names), [content], "according", "according", relay=relay) if long else None


def _parted(frame: Frame, low: int, v: int, last: int, high: int) -> tuple[int, list[Words]] | None:
    """The goal, according to X, is to win: the source's last word and the two halves of a clause that the source parts before its verb."""
    d = frame.d
    last = max(last, apposition(d, last, high))
    verb = last + 2
    if d.word[v - 1] != "," or verb >= high or d.word[last + 1] != "," or not d.verb[verb] or d.tag[verb] == "VBG" or d.quoted(verb):
        return None
    start = sentence_part(frame, low, v)
    before, rest = strip(d, start, v), strip(d, verb, high)
    opens = next((i for i in range(*before) if d.phrase[i] >= 0), before.stop)
    return (last, [before, rest]) if opens - before.first <= 1 and before.stop > before.first and d.low[before.first] not in d.language.verbs else None


def _is_aside(frame: Frame, low: int, high: int, who: Speaker) -> bool:
    """Whether the source stands between commas inside somebody's statement, or parts a subject from what it tells."""
    d, after = frame.d, who.after
    if not d.word[who.left - 1] == d.word[min(after, high - 1)] == ",":
        return False
    return infixed(frame, low, who.left, after, who.words) or (tells(frame, after + 1, high) and parts_subject(frame, low, who, after, high))


def _source_end(frame: Frame, start: int, high: int) -> int | None:
    """The source's last word: its noun phrase, and what follows up to the next mark if that holds no verb."""
    d = frame.d
    if start >= high:
        return None
    end = phrase_right(d, start, frame.stop)
    if end is None:
        end = start
        while end + 1 < high and d.word[end + 1] not in (",", ".", ";", "—") and end - start < 14:
            end += 1
        if end <= start and d.tag[start] not in ("PRP", "NNP", "NNS", "NN"):
            return None
    end = min(end, high - 1)
    further = end
    while further + 1 < high and d.word[further + 1] not in _ENDS and _goes_on(d, further, end) and d.tag[further + 1] not in FINITE:
        further += 1
    return end if further + 1 < high and d.tag[further + 1] in FINITE else further


def _goes_on(d: Document, i: int, end: int) -> bool:
    """Whether a source whose noun phrase ends at word `end` may go on behind word `i`: not to where it was published, and far on only within a name."""
    if d.low[i + 1] == "and" and d.low[i + 2 : i + 3] and d.low[i + 2] in d.language.words("mentions.given_out"):
        return False
    return i - end < _LONGEST_SOURCE or (d.word[i][0].isupper() and d.tag[i + 1] in NAMES)


def _belongs_right(frame: Frame, number: int, low: int) -> bool:
    """X said that, according to Y, S: what stands before is not Y's."""
    d, v = frame.d, frame.cues[number].at
    if d.low[v - 1] == "that" or (d.word[v - 1] == "," and d.low[v - 2] == "that"):
        return True
    near = [c for c in frame.cues[max(0, number - _NEAR) : number] if max(low, v - _NEAR) <= c.at < v and "clause" in c.frames]
    return any(not d.finite(c.at + 1, v) and not _suffered(d, c.at) for c in near)


def _suffered(d: Document, at: int) -> bool:
    """Whether a verb of saying tells what somebody was told: had been warned twice."""
    return d.tag[at] == "VBN" and d.low[at - 1] in d.language.words("words.be")


def _told_by(frame: Frame, number: int, low: int, high: int) -> Words | None:
    """Who says that, according to another, S."""
    n = next((n for n in range(number - 1, -1, -1) if frame.cues[n].at >= low and "clause" in frame.cues[n].frames), None)
    if n is None or frame.cues[number].at - frame.cues[n].at > _NEAR or any(r.cue.first == frame.cues[n].at for r in frame.found):
        return None
    who = speaker(Act(frame, frame.cues[n], n, low, high))
    return who.words if who is not None and not who.carried else None


def _relative_end(d: Document, start: int, high: int) -> int | None:
    """According to X who …, S: the last word of the clause that tells which X."""
    if start + 1 >= high or d.low[start] not in d.language.words("words.relative_more"):
        return None
    comma = next((i - 1 for i in range(start + 2, high) if d.word[i] == "," and d.finite(start + 1, i) and not d.quoted(i)), None)
    return high - 1 - (d.word[high - 1] == ".") if comma is None and d.finite(start + 1, high) else comma


def _past_citing(d: Document, start: int, high: int) -> int:
    """The word behind a clause that tells only whom the source cites (according to X, which cited Y); `start` where there is none."""
    verb = start + 2 + (d.low[start + 2 : start + 3] in (["has"], ["had"]))
    clause = verb + 1 < high and d.word[start] == "," and d.low[start + 1] in d.language.words("words.relative")
    if not clause or d.low[verb] not in d.language.words("mentions.cited"):
        return start
    return next((i for i in range(verb + 2, high) if d.word[i] == "," or d.verb[i]), high)


def _past_tail(d: Document, start: int, high: int) -> int:
    """According to a report from X published this week, S; … written by an aide and seen by Y, S: the comma before the clause; else `start`."""
    first = start + (d.low[start : start + 1] == ["and"])
    comma = next((i for i in range(first, high) if d.word[i] == "," or d.quoted(i)), high) if first < high and d.tag[first] in ("VBN", "VBD") else high
    return comma if comma + 1 < high and d.word[comma] == "," and bare_clause(d, comma + 1, high, True) else start


def _past_relative(frame: Frame, start: int, high: int) -> int:
    """According to X, which has …, S · According to X, citing Y, S: the word after the comma that closes the aside; `start` where there is none."""
    d = frame.d
    given_out = not d.language.words("mentions.given_out|mentions.citing").isdisjoint(d.low[start + 1 : start + 2])
    if start + 1 >= high or d.word[start] != "," or not (given_out or d.low[start + 1] in d.language.words("words.relative_more")):
        return start
    for i in range(start + 3, high):
        if d.word[i] == "," and (given_out or d.finite(start + 2, i)) and not d.quoted(i):
            return i + 1 if bare_clause(d, i + 1, high, True) or (given_out and d.finite(i + 1, high)) else start
    return start


def _after_source(frame: Frame, last: int, high: int) -> tuple[int, int]:
    """Where content after "according to X, a Y of Z," starts, and X's last word with the apposition."""
    d = frame.d
    apposed = apposition(d, last, high)
    if apposed == last or apposed + 2 >= high or d.word[apposed + 1] != "," or d.phrase[apposed + 2] < 0:
        return last + 1, last
    clause_first = bare_clause(d, last + 2, high)
    if bare_clause(d, apposed + 2, high, True) and (d.low[last + 2] in ("a", "an", "one", "who") or not clause_first):
        return apposed + 1, apposed
    return last + 1, last
