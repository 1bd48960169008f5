"""All statements of a document, in word numbers: cues first, then quotations that no cue claims."""

import bisect

from firstsaid.statements.according import according
from firstsaid.statements.aims import is_aim
from firstsaid.statements.as_put import put, put_at
from firstsaid.statements.clefts import cleft
from firstsaid.statements.content import reading
from firstsaid.statements.document import Document
from firstsaid.statements.floating import Floating
from firstsaid.statements.frames import HEARD, LONGEST_FRAME, cues, frames
from firstsaid.statements.handed_on import answered, closes, hand_on
from firstsaid.statements.hearsay import hearsay
from firstsaid.statements.in_court import in_court, sits
from firstsaid.statements.learned import learned
from firstsaid.statements.named_by import named_by
from firstsaid.statements.nominal import nominal, voiced
from firstsaid.statements.parted import parts
from firstsaid.statements.posts import posts
from firstsaid.statements.quoted import announced, as_reported, is_passive, quoted_as, reports_as
from firstsaid.statements.reading import UNNAMED, Cue, Frame, Reading, Words
from firstsaid.statements.speaker import Act, speaker
from firstsaid.statements.transcripts import turns
from firstsaid.statements.verb_second import read_frame
from firstsaid.statements.voiceless import says_nothing
from firstsaid.statements.within import within
from firstsaid.statements.witnessed import witnessed

_MOST_SHARED = 0.5
_SEVERAL = 2
_PASSIVE = frozenset(("clause", "infinitive", "about"))
"""Frames of the verbs that report in the passive."""


def read(d: Document) -> list[Reading]:
    """Every statement that the rules find, in order of the text."""
    floating = Floating(d)
    inside: list[Reading] = []
    unnamed: list[Reading] = []
    talk = [] if d.language.verb_second else turns(d)
    signed = [] if d.language.verb_second or talk else posts(d)
    for frame in frames(d):
        if not (d.language.verb_second or frame.quotes or d.reports(frame.first, frame.stop)):
            continue
        if d.language.verb_second:
            frame.found = read_frame(frame, floating.readings[-1] if floating.readings else None)
        elif any(d.tag[frame.first : frame.stop]):
            frame.cues = cues(frame)
            for number, cue in enumerate(frame.cues):
                _add(frame, cue, number)
            unnamed += frame.unnamed
        floating.add(frame, _once(frame.found))
        if not d.language.verb_second:
            inside += within(frame)
    floating.finish()
    inside = _placed(inside, floating.readings)
    said = _apart(d, floating.readings, talk) if talk else floating.readings
    return [*said, *inside, *talk, *signed, *unnamed, *hearsay(d, said)]


def _apart(d: Document, readings: list[Reading], talk: list[Reading]) -> list[Reading]:
    """The readings that are no part of a turn and its speaker's own, as a quotation without a speaker is, or what "I" say."""
    starts, kept = [turn.start for turn in talk], list[Reading]()
    for r in readings:
        first = r.start if r.source is None else r.source.first
        n = bisect.bisect_right(starts, first) - 1
        inside = n >= 0 and first < talk[n].stop
        reaches = n + 1 < len(talk) and starts[n + 1] < r.stop
        own = inside or reaches if r.source is None else inside and d.low[first] in d.language.words("words.self")
        if not own:
            kept.append(r)
    return kept


def _placed(inside: list[Reading], readings: list[Reading]) -> list[Reading]:
    """Those inside a quotation that some statement gives, each told which."""
    if not inside:
        return inside
    holders = sorted(((piece.first, piece.stop, number) for number, r in enumerate(readings) for piece in r.content), key=lambda held: held[:2])
    starts = [held[0] for held in holders]
    for r in inside:
        for n in range(bisect.bisect_right(starts, r.cue.first) - 1, -1, -1):
            if holders[n][1] > r.cue.first:
                r.within = readings[holders[n][2]]
                break
            if holders[n][0] < r.cue.first - LONGEST_FRAME:
                break
    return [r for r in inside if r.within is not None]


def _add(frame: Frame, cue: Cue, number: int) -> None:
    found = _of_phrase(frame, cue, number) if cue.lemma in ("according", "as") else _of_verb(frame, cue, number)
    if found is not None and not any(r.content == found.content and (found.rule == "after-quotation" or r.source == found.source) for r in frame.found):
        found.nested = any(r.start <= cue.at < r.stop for r in frame.found)
        frame.found.append(found)


def _of_phrase(frame: Frame, cue: Cue, number: int) -> Reading | None:
    return according(frame, cue, number) if cue.lemma == "according" else put(frame, cue)


def _of_verb(frame: Frame, cue: Cue, number: int) -> Reading | None:
    d = frame.d
    act = Act(frame, cue, number, max(frame.first, d.sentence_start(cue.at)), min(frame.stop, d.sentence_stop(cue.at)))
    if "nominal" in cue.frames:
        return nominal(act)
    if "noun" in cue.frames:
        return voiced(act)
    if cue.lemma in d.language.words("limits.sets"):
        set_at = put_at(act)
        if set_at is not None:
            return set_at
    if is_aim(act):
        return None
    if cue.frames == HEARD:
        return in_court(act)
    if _asks_for_no_name(act):
        who = speaker(act)
        if who is not None:
            frame.unnamed.append(Reading(who.words, Words(cue.at, cue.at + 1), [Words(cue.at, cue.at + 1)], cue.lemma, UNNAMED))
        return None
    return _of_voice(act, is_passive(act))


def _of_voice(act: Act, passive: bool) -> Reading | None:
    """What a verb in the passive or in the active reports."""
    d, cue = act.frame.d, act.cue
    found = quoted_as(act, passive) if "relay" in cue.frames or reports_as(act) else None
    if found is None and "about" in cue.frames and d.tag[cue.at] == "VBN":
        found = named_by(act)
    if found is not None:
        return found
    if not passive and d.tag[cue.at] == "VBN" and d.low[cue.at + 1 : cue.at + 2] == ["by"]:
        return as_reported(act)
    if cue.lemma in d.language.words("limits.told") and sits(d, cue.at) and (passive or _ends_title(act)):
        return announced(act) or in_court(act)
    behind = cue.at + 2 + (d.tag[cue.at + 1 : cue.at + 2] == ["RB"])
    if cue.lemma in d.language.words("limits.identifying") and not passive and "as" in d.low[cue.at + 1 : behind]:
        return None
    if passive:
        return announced(act) if not _PASSIVE.isdisjoint(cue.frames) else None
    return _of_speaker(act)


def _ends_title(act: Act) -> bool:
    """Whether the verb is the last word of a headline: S, court told."""
    d, v = act.frame.d, act.cue.at
    return d.title[d.sentence[v]] and v + 1 >= act.high


def _of_speaker(act: Act) -> Reading | None:
    """What an active verb's speaker says, unless that speaker only hands on what was read before."""
    heard = learned(act) or witnessed(act)
    if heard is not None or act.cue.preposition == "from":
        return heard
    frame, d, who = act.frame, act.frame.d, speaker(act)
    if who is None or says_nothing(act, who) or parts(act, who):
        return None
    if (told := cleft(act, who)) is not None:
        return told
    if act.cue.lemma in d.language.words("limits.hands_on") and not who.carried and closes(frame, who.after, act.high):
        low, left = max(frame.first, act.low), who.left - (d.low[who.left - 1] in d.language.words("words.put_as"))
        if left < who.left and (content := answered(frame, low, left)) is not None:
            return Reading(who.words, Words(act.cue.at, act.cue.at + 1), [content], act.cue.lemma, "according")
        if hand_on(frame, low, left, who.words):
            return None
    found = reading(act, who)
    if found is not None and act.cue.at in frame.parted:
        found.relay = frame.parted[act.cue.at][1]
    return found


def _asks_for_no_name(act: Act) -> bool:
    """Who asked not to be named: a condition of speaking, and nothing that was said."""
    d, v = act.frame.d, act.cue.at
    words = d.language.words
    if act.cue.lemma not in words("mentions.asks_for"):
        return False
    named = next((i for i in range(v + 1, min(act.high, v + 7)) if _names_nobody(d, i) and not d.quoted(i)), None)
    return named is not None and not any(d.verb[i] or not d.word[i][0].isalnum() for i in range(v + 1, named) if d.low[i] != "be")


def _names_nobody(d: Document, i: int) -> bool:
    """Whether a word tells of a name withheld: anonymity, not to be named, her name not be used, to be called Mina."""
    words = d.language.words
    withheld = d.low[i] == "name" and d.low[i + 1 : i + 2] in (["not"], ["out"])
    return d.low[i] in words("mentions.anonymity") or d.low[i] in words("mentions.quoted_not") or withheld or d.low[i - 2 : i + 1] == ["to", "be", "called"]


def _only_reports(r: Reading, other: Reading) -> bool:
    """Whether what is taken for content is no more than the words that report another statement: he had warned them, the agency reported."""
    if r is other or other.source is None:
        return False
    reporting = {*range(*other.source), *range(*other.cue)}
    return reporting.issuperset(i for piece in r.content for i in range(*piece))


def _once(found: list[Reading]) -> list[Reading]:
    """Statements in the order of their cues; those whose words another statement has first are marked inner."""
    if len(found) < _SEVERAL:
        return found
    taken: set[int] = set()
    found = [r for r in found if not any(_only_reports(r, other) for other in found)]
    ordered = sorted(found, key=lambda r: r.cue.first)
    for r in ordered:
        words = {i for piece in r.content for i in range(*piece)}
        r.inner = (r.nested or r.rule == "nominal") and bool(words) and len(words & taken) > _MOST_SHARED * len(words)
        if not r.inner:
            taken |= words
    return ordered
