"""Who a reporting verb's speaker is: inverted, to the left, or taken over from the clause before."""

from typing import NamedTuple

from firstsaid.statements.clauses import CLOSING, is_aside_before
from firstsaid.statements.document import FINITE, NAMES, Document
from firstsaid.statements.language import endings
from firstsaid.statements.phrases import apposition, phrase_right
from firstsaid.statements.reading import Cue, Frame, Reading, Words
from firstsaid.statements.subject import main_subject, subject_left

_CLOSERS = frozenset(("”", '"', "’", "'", ",", "?", "!", "—", "''", "»"))
_STOPS = frozenset((",", ".", ";", ":", "—", '"', "“"))
_DOCUMENT_REACH = 8
WRITES = 8
"""Words from "emailed us" or "appeared on Radio Zorna on Friday" to "say"."""


class Act(NamedTuple):
    """A cue in its frame."""

    frame: Frame
    cue: Cue
    number: int
    low: int
    """First word of the cue's sentence within the frame."""
    high: int
    """The word after that sentence."""


class Speaker(NamedTuple):
    """The speaker's words and how they were found."""

    words: Words
    left: int
    """Leftmost word of speaker and cue when the speaker comes first, else the cue."""
    after: int
    """First word after both."""
    inverted: bool = False
    carried: bool = False


def speaker(act: Act) -> Speaker | None:
    """The speaker of a cue; None when nothing in the sentence is one."""
    found = _inverted(act) or _parted(act)
    if found is not None:
        return found
    d, v = act.frame.d, act.cue.at
    subject = subject_left(d, _writing(act) if d.low[v - 1] == "to" else v, act.low)
    found = Speaker(subject.words, subject.first, v + 1) if subject else None
    participle = _is_participle(act)
    if not participle and v > act.low and (d.low[v - 1] in ("and", "but", "to") or (d.low[v - 1] == "or" and d.tag[v] in ("VBD", "VBZ"))):
        found = _coordinated(act, found) or found
    if participle:
        return _overheard(act) or _of_participle(act, found)
    if found is None:
        return _of_clause_before(act)
    if d.low[found.words.first] == "those" and d.low[found.words.stop - 1] == "who":
        return None
    return found


def _parted(act: Act) -> Speaker | None:
    """X, Y reported, told Z."""
    told = act.frame.parted.get(act.cue.at)
    return Speaker(told[0], told[0].first, act.cue.at + 1) if told is not None else None


def _writing(act: Act) -> int:
    """Where the verb of "emailed us to say" stands, whose subject says it, or the words behind that of "was the first to report"; else the cue itself."""
    d, v = act.frame.d, act.cue.at
    if "_".join(d.low[max(act.low, v - 3) : v]) in d.language.words("limits.first_to"):
        return v - 3
    writes = d.language.words("limits.writes_to_say|limits.shown_to_say")
    return next((i for i in range(v - 2, max(act.low, v - WRITES), -1) if d.low[i] in writes), v)


def _is_participle(act: Act) -> bool:
    d, v = act.frame.d, act.cue.at
    if d.tag[v] != "VBG":
        return False
    be = d.language.words("words.be")
    for z in range(v - 1, max(act.low, v - 3) - 1, -1):
        if d.low[z] in be or d.low[z] in d.language.words("words.keeping"):
            return False
        if d.tag[z] not in ("RB", "VBG"):
            break
    return True


def _inverted(act: Act) -> Speaker | None:
    """“…,” said X"""
    frame, cue = act.frame, act.cue
    d, v, p = frame.d, cue.at, cue.at - 1
    fits = ("clause" in cue.frames or "quotation" in cue.frames) and "about" not in cue.frames and "addressee" not in cue.frames
    urged = not fits and _urges(act)
    if not (fits or urged) or p < frame.first or v + 1 >= frame.stop or d.tag[v] not in ("VBD", "VBZ", "VBP", "VB", "VBN"):
        return None
    if not (d.word[p] in _CLOSERS or d.quoted(p)):
        return None
    end = phrase_right(d, v + 1, frame.stop)
    timed = d.low[v + 1] in d.language.words("words.times") and not d.opens_name(v + 1)
    if end is None or d.tag[v + 1] == "EX" or timed or d.low[v + 1] in d.language.words("words.objects"):
        return None
    if urged and not _ends_behind(act, end, p):
        return None
    if not d.quoted(p) and d.word[p] == "," and not _may_speak(d, v + 1):
        return None
    if not _clear(act, end) or not (d.quoted(p) or d.finite(act.low, p) or d.title[d.sentence[v]]):
        return None
    last = apposition(d, end, act.high)
    return Speaker(Words(v + 1, last + 1), v, last + 1, inverted=True)


def _may_speak(d: Document, i: int) -> bool:
    """Whether a noun phrase behind "S, explained" is somebody who may say it: the doctor, Venn; not the crisis, which is explained."""
    last, words = d.phrase_last[i], d.language.words
    persons = words("mentions.roles|mentions.organisations|mentions.sources|mentions.outlets|mentions.documents|mentions.partisans|mentions.by_trade")
    return d.tag[last] in (*NAMES, "PRP") or d.low[last] in persons or d.low[last].endswith(endings(words("mentions.persons_endings")))


def _urges(act: Act) -> bool:
    """Whether the verb is one that somebody may be told with, behind a comma or a quotation, as "warned" and "urged" and unlike "told"."""
    d, p, frames = act.frame.d, act.cue.at - 1, act.cue.frames
    beside = _behind_mark(d, p) or (p > act.low and d.word[p] == ",")
    return beside and not frames.isdisjoint(("addressee", "infinitive")) and act.cue.lemma not in d.language.words("limits.strictest")


def _ends_behind(act: Act, end: int, p: int) -> bool:
    """Whether the sentence, or an aside, ends behind the noun phrase that ends at word `end`: “…,” urged Anna Berg; not: urged Anna Berg to leave."""
    d, then = act.frame.d, end + 1
    if then >= act.high or not d.word[then][0].isalnum():
        return then >= act.high or d.word[then] != "," or d.word[p] != ","
    return d.word[p] != "," and d.low[then] in d.language.words("words.relative|words.adverbial")


def _behind_mark(d: Document, p: int) -> bool:
    """Whether word `p` closes a quotation behind a comma or the end of a sentence."""
    return p > 0 and d.word[p] in CLOSING and d.word[p - 1] in (",", "!", "?", ".") and d.quoted(p - 1)


def _clear(act: Act, end: int) -> bool:
    """Whether no clause follows the noun phrase behind the verb, so that it is the verb's subject."""
    d, v, p = act.frame.d, act.cue.at, act.cue.at - 1
    ends = d.language.words("words.clause_ends")
    if (
        d.quoted(p)
        and d.word[p - 1] == ","
        and act.cue.lemma in d.language.words("limits.strictest")
        and (d.low[end + 1 : end + 2] in (["who"], ["that"], ["of"]) or (d.tag[end + 1 : end + 2] in (["VBD"], ["VBN"]) and d.tag[end + 2 : end + 3] == ["IN"]))
    ):
        return True
    z = end + 1
    while z < act.high and d.word[z] not in _STOPS and d.tag[z] not in FINITE and d.low[z] not in ends:
        z += 1
    clear = z >= act.high or (d.tag[z] not in FINITE and d.low[z] != "that" and d.word[z] != ":")
    if d.tag[v + 1] == "PRP" and not (d.quoted(p) or d.word[p] in ("”", '"') or z == end + 1):
        return False
    return clear and (d.quoted(p) or not is_aside_before(d, p, act.low))


def _earlier(act: Act, named: bool) -> Reading | None:
    """The last statement of this sentence with a speaker."""
    same = [
        r
        for r in act.frame.found
        if r.cue.first >= act.low and r.source and not r.nested and (r.lemma != "according" if named else not _relative(act, r.source))
    ]  # fmt: skip
    return same[-1] if same else None


def _relative(act: Act, source: Words) -> bool:
    """Whether the words end in "who": an architect who said S."""
    return act.frame.d.low[source.stop - 1] in act.frame.d.language.words("words.relative")


def _coordinated(act: Act, found: Speaker | None) -> Speaker | None:
    """X did this and said that · X went on to say."""
    d, q = act.frame.d, act.cue.at - 1
    auxiliaries = d.language.words("words.auxiliaries")
    while q > act.low and d.low[q] in auxiliaries:
        q -= 1
    if d.low[q] not in ("and", "but", "or"):
        return None
    same = _earlier(act, named=True)
    words = same.source if same else main_subject(d, act.low, act.cue.at) or (found.words if found else None)
    return Speaker(words, act.cue.at, act.cue.at + 1, carried=True) if words else None


def _of_participle(act: Act, found: Speaker | None) -> Speaker | None:
    """…, adding that: the subject of the sentence's last statement, else of its main clause."""
    frame, cue = act.frame, act.cue
    d, v, p = frame.d, cue.at, cue.at - 1
    if "relay" in cue.frames:
        return None
    beside = subject_left(d, v, act.low) if p >= act.low and d.phrase[p] >= 0 else None
    if beside and _is_authored(d, beside.words):
        return Speaker(beside.words, v, v + 1)
    comma = p >= frame.first and d.word[p] == "," and "clause" in cue.frames
    if not comma and cue.lemma not in d.language.words("limits.participle"):
        return None
    if beside and beside.first > act.low and d.low[beside.first - 1] == "with":
        return Speaker(beside.words, v, v + 1, carried=True)
    if not _may_be_taken_over(act):
        return None
    same = _earlier(act, named=False)
    near = _acting(act) if not same and d.low[p] in d.language.words("words.by_doing") else None
    words = same.source if same else near or main_subject(d, act.low, v) or (found.words if found else None)
    if words is None and frame.found:
        words = frame.found[-1].source
    return Speaker(words, v, v + 1, carried=True) if words else None


def _acting(act: Act) -> Words | None:
    """After X touched off a storm by claiming S: the subject of the nearest verb before."""
    d = act.frame.d
    last = act.cue.at - 1
    for verb in [i for i in range(last, act.low, -1) if d.tag[i] in FINITE and d.word[i][0].isalnum() and not d.quoted(i)]:
        if verb == last - 1 and d.tag[verb] == "VBZ":
            return None
        subject = subject_left(d, verb, act.low)
        if subject is not None and d.low[subject.first - 1] not in d.language.words("words.relative_more"):
            return subject.words
    return None


def _overheard(act: Act) -> Speaker | None:
    """X can be heard saying."""
    d, v = act.frame.d, act.cue.at
    heard = v - 1 > act.low and d.low[v - 1] in d.language.words("words.overheard") and d.low[v - 2] in d.language.words("words.be")
    subject = subject_left(d, v - 1, act.low) if heard else None
    return Speaker(subject.words, v, v + 1) if subject else None


def _is_authored(d: Document, words: Words) -> bool:
    """A statement by the ministry: a document with its author behind it."""
    after = d.phrase_last[words.first] + 1
    return after < words.stop and d.low[after] == "by" and d.low[after - 1] in d.language.words("mentions.documents")


def _may_be_taken_over(act: Act) -> bool:
    d, v, p = act.frame.d, act.cue.at, act.cue.at - 1
    if p < act.frame.first:
        return False
    documents = d.language.words("words.on_the_record")
    if d.word[p] in (",", "”", '"', "—", "''") or d.tag[p] in ("RB", "RP") or d.low[p] in d.language.words("words.before_participle"):
        return True
    return any(d.low[z] in documents for z in range(max(act.low, v - _DOCUMENT_REACH), v))


def _of_clause_before(act: Act) -> Speaker | None:
    d, v, p = act.frame.d, act.cue.at, act.cue.at - 1
    if p < act.low or not (d.low[p] in ("and", "but", "then") or (d.tag[p] == "RB" and d.low[p - 1] in ("and", "but"))):
        return None
    last = act.frame.found[-1] if act.frame.found else None
    words = last.source if last and last.source and last.source.first >= act.low else main_subject(d, act.low, v)
    return Speaker(words, v, v + 1, carried=True) if words else None
