"""Complements after the verb: that-clause, bare clause, infinitive, object with a preposition."""

from firstsaid.statements.clauses import opens_circumstance, strip
from firstsaid.statements.document import FINITE
from firstsaid.statements.ends import bare_clause
from firstsaid.statements.reading import Content, Words
from firstsaid.statements.speaker import Act

_STOPS = frozenset((",", ".", "—", "–", "--", "-", "(", ";"))
_OPENING = frozenset("“\"‘'")
_COUNTED = frozenset(("CD", "DT", "JJ", "NNS", "NNP"))
_FEWEST = 4
"""Words of a clause that does not open as one, at least."""
_LEAST_CALLED = 3
"""Words behind "called" of "called out the minister"."""
_ASKED = 8
"""Words from "asked" to the question, those who are asked among them."""


def object_frame(act: Act, speaker: Words, span: Words, that: bool) -> Content | None:
    """The content in `span` if the verb takes what stands there."""
    d, cue = act.frame.d, act.cue
    asked = _question(act, span) if "question" in cue.frames and not that else None
    if asked is not None:
        return Content([asked], "question")
    clause = that or d.finite(*span)
    infinitive = "infinitive" in cue.frames and _has_infinitive(act, span)
    if cue.lemma == "call" and d.low[cue.at + 1 : cue.at + 2] in (["for"], ["on"]):
        infinitive, span = True, Words(cue.at + 2, span.stop)
    fits, span = _object(act, _past_out(act, span), that)
    if not (clause or infinitive or fits) and _lacks_verb(act, span):
        return Content([span], "before")
    if clause and not that and "that" in cue.frames and _finds(act, speaker, span):
        return Content([span], "before")
    if not ((clause and "clause" in cue.frames) or (that and "that" in cue.frames) or infinitive or fits):
        return None
    proper = "clause" in cue.frames and (that or (clause and _is_clause(act, span)))
    if "clause" in cue.frames and not proper and not infinitive and not ("object" in cue.frames and span.stop - span.first >= _least(act)):
        return None
    rule = "before-that" if that else "before" if proper else "infinitive" if infinitive else "object"
    if _refused(act, speaker, rule, that, clause) or (rule in ("before", "object") and _opens_otherwise(act, span, rule)):
        return None
    if (rule == "object" and _leads_clause(act, span)) or (not that and _takes_back(act, speaker, span)):
        return None
    if rule == "object":
        span = Words(span.first, _after_quoted(act, span))
    if rule == "object" and cue.preposition == "":
        span = strip(d, span.first, _before_occasion(act, span))
    if rule in ("infinitive", "object"):
        span = strip(d, span.first, _before_circumstance(act, span))
    if rule in ("infinitive", "object") or cue.lemma in act.frame.d.language.words("limits.of_somebody"):
        span = strip(d, span.first, _before_second_verb(act, span))
    return Content([span], rule)


def _takes_back(act: Act, speaker: Words, span: Words) -> bool:
    """Whether goods or envoys are called back, and nothing is remembered: the maker recalled 9,000 boxes, the ministry recalled its envoy."""
    d, words = act.frame.d, act.frame.d.language.words
    if act.cue.lemma not in words("limits.takes_back") or d.tag[span.first] == "VBG":
        return False
    bodies = words("mentions.organisations|mentions.firms|mentions.firms_more|mentions.firm_words|mentions.known_bodies|mentions.trades")
    many = d.tag[span.first] == "CD" and d.tag[d.phrase_last[span.first]] in ("NNS", "CD")
    bare = d.title[d.sentence[act.cue.at]] and d.tag[span.first] in ("NN", "NNS", "JJ") and not d.quoted(span.first)
    return many or bare or not bodies.isdisjoint(d.low[speaker.first : speaker.stop])


def _past_out(act: Act, span: Words) -> Words:
    """What somebody is called out for: called out the minister for his silence."""
    d = act.frame.d
    out = act.cue.lemma in d.language.words("limits.calling_out") and d.low[span.first] in d.language.words("words.out")
    fits = out and span.stop - span.first > _LEAST_CALLED and d.phrase[span.first + 1] == span.first + 1
    return Words(span.first + 1, span.stop) if fits else span


def _is_sum(act: Act, span: Words) -> bool:
    """Added 30 jobs, added £2m since May: whether only things that are counted follow, without a verb of theirs."""
    d = act.frame.d
    behind = next((i for i in range(*span) if d.phrase_last[i] >= 0 and d.phrase[i] >= 0), span.first)
    behind = d.phrase_last[behind] + 1
    return (d.tag[span.first] == "CD" or not d.word[span.first][0].isalnum()) and not d.quoted(span.first) and not d.finite(behind, behind + 2)


def _finds(act: Act, speaker: Words, span: Words) -> bool:
    """Documents show the bridge was unsafe, the inquiry found it was: what has no "that" behind it, of what cannot find or show things otherwise."""
    d, words = act.frame.d, act.frame.d.language.words
    if act.cue.lemma not in words("limits.closes") or not bare_clause(d, *span, True) or d.tag[span.first] in ("IN", "WRB", "TO", "VBG", "VBN", "WP"):
        return False
    behind = d.phrase_last[span.first] + 1
    pictured = d.low[span.first] in words("words.objects") and d.tag[behind] not in FINITE
    if d.low[behind] in words("words.relative_more") or d.tag[behind] == "VBG" or pictured:
        return False
    first = next((i for i in range(*speaker) if d.phrase[i] >= 0), speaker.first)
    return d.low[d.phrase_last[first]] in words("mentions.documents|mentions.research|mentions.panels")


def _lacks_verb(act: Act, span: Words) -> bool:
    """Police say nine dead: what is said in a headline without a verb; not that somebody says goodbye."""
    d = act.frame.d
    says = d.title[d.sentence[act.cue.at]] and act.cue.lemma == "say" and d.tag[act.cue.at] in FINITE
    return says and span.first == act.cue.at + 1 and span.stop - span.first > 1 and d.tag[span.first] in _COUNTED


def _question(act: Act, span: Words) -> Words | None:
    """The indirect question behind "asked (somebody)"."""
    d, at = act.frame.d, act.cue.at
    for z in range(at + 1, min(span.stop, at + _ASKED)):
        if d.low[z] in d.language.words("words.questions"):
            return strip(d, z, span.stop) if d.finite(z + 1, span.stop) else None
        if d.quoted(z) or d.verb[z] or not d.word[z][0].isalnum():
            return None
    return None


def _least(act: Act) -> int:
    """Fewest words of a bare object."""
    return 2 if act.cue.lemma in act.frame.d.language.words("limits.short_object") else 3


def _has_infinitive(act: Act, span: Words) -> bool:
    d = act.frame.d
    if d.low[span.first] == "to":
        return True
    ahead = range(span.first, min(span.stop - 1, span.first + 8))
    return any(d.low[z] == "to" and d.tag[z + 2 if d.word[z + 1] in _OPENING else z + 1] == "VB" for z in ahead)


def _object(act: Act, span: Words, that: bool) -> tuple[bool, Words]:
    """Whether a bare object or "X of Y" is content, and where it starts then."""
    d, cue = act.frame.d, act.cue
    if "object" not in cue.frames and "about" not in cue.frames:
        return False, span
    if "about" not in cue.frames or not cue.preposition or that:
        return True, span
    if cue.preposition not in d.low[cue.at + 1 : min(span.stop, cue.at + 14)]:
        return "object" in cue.frames, span
    return True, Words(cue.at + 1, span.stop) if cue.lemma in ("accuse", "blame") else span


def _is_clause(act: Act, span: Words) -> bool:
    """A bare complement must open with a subject and its verb; after "say" any clause will do."""
    d, lemma = act.frame.d, act.cue.lemma
    if bare_clause(d, *span, lemma not in d.language.words("limits.strictest")):
        return True
    if (
        lemma != "say"
        or (span.stop - span.first < _FEWEST and not (d.tag[span.first] in FINITE and "which" in d.low[act.low : span.first]))
        or d.low[span.first] in d.language.words("limits.loose")
    ):
        return False
    return d.finite(*span) or any(d.tag[z] == "VBN" for z in range(*span))


def _refused(act: Act, speaker: Words, rule: str, that: bool, clause: bool) -> bool:
    d, lemma = act.frame.d, act.cue.lemma
    words = d.language.words
    if that:
        return False
    if (lemma in words("words.answering") and d.low[act.cue.at + 1] == "to") or (lemma == "identify" and d.low[act.cue.at + 1].endswith(("self", "selves"))):
        return True
    if lemma in words("limits.that_always") or (lemma in words("limits.that_only") and not (lemma == "charge" and clause)):
        return True
    base = d.low[act.cue.at] in (lemma, lemma + "s")
    at = act.cue.at
    if lemma in words("limits.suffered") and d.tag[at] == "VBN" and d.tag[at + 1 : at + 2] == ["IN"]:
        return True
    if d.low[at] in words("limits.writes_to_say") and d.low[at + 1 : at + 2] == ["to"] and any(low in d.language.verbs for low in d.low[at + 2 : at + 3]):
        return True
    noun_like = base and lemma in words("limits.noun_like") and d.tag[act.cue.at] in ("VBP", "VB")
    return noun_like and rule in ("object", "before") and d.tag[speaker.stop - 1] in ("NN", "NNP")


def _takes_no_object(act: Act, span: Words) -> bool:
    """Wrote a letter, declared war, called the police, claimed a seat: done, and not said."""
    d, lemma, words = act.frame.d, act.cue.lemma, act.frame.d.language.words
    if lemma == "claim":
        return d.low[span.first] != "to" and not d.finite(*span) and words("words.claimed").isdisjoint(d.low[span.first : span.stop])
    return lemma in words("limits.no_object") or (lemma == "call" and d.phrase_last[span.first] == span.stop - 1)


def _after_quoted(act: Act, span: Words) -> int:
    """Called it “a disgrace” after she had left: what was said ends with the marks where when, where or why follows."""
    d, words = act.frame.d, act.frame.d.language.words
    closing = next((z for z in range(span.stop - 1, span.first, -1) if d.quoted(z)), None)
    if closing is None or closing + 2 >= span.stop:
        return span.stop
    behind = d.low[closing + 1]
    if not behind[0].isalnum() and d.word[closing + 1] in _STOPS - {","} and d.verb[closing + 2]:
        return closing + 1
    outside = behind in words("words.subordinators") or (behind in words("words.adverbial") and d.tag[closing + 1] == "IN")
    return closing + 1 if outside else span.stop


def names_itself(act: Act) -> bool:
    """Whether a group calls itself “Zorna Front”, which is its name and nothing that it says."""
    d, i = act.frame.d, act.cue.at + 2
    if act.cue.lemma not in d.language.words("limits.naming") or not d.low[i - 1 : i] or not d.low[i - 1].endswith(("self", "selves")):
        return False
    while i < act.high - 1 and (d.word[i] in _OPENING or d.low[i] == "the"):
        i += 1
    return i < act.high and d.word[i][0].isupper()


def called(act: Act, piece: Words) -> Words:
    """Called it “a disgrace” and left: a name that is given between marks ends with the last of them where a mark, "and" or a verb follows."""
    frame, d = act.frame, act.frame.d
    if d.low[act.cue.at + 1 : act.cue.at + 2] in (["for"], ["on"]):
        return piece
    within = [q for q in frame.quotes if piece.first <= frame.opens(q) < piece.stop]
    closes = frame.closes(within[-1]) if within else piece.stop
    if closes >= piece.stop:
        return piece
    ends = d.word[closes - 2] in _STOPS or d.word[closes] in _STOPS or d.tag[closes] == "CC" or d.tag[closes] in FINITE
    return Words(piece.first, closes) if ends else piece


def _opens_otherwise(act: Act, span: Words, rule: str) -> bool:
    """Whether when, where or why it was said follows the verb, and nothing that was said: said as he left, reported from Sundby."""
    d, first = act.frame.d, span.first
    if rule == "object" and max(d.quote[first : span.stop]) < 0 and _takes_no_object(act, span):
        return True
    if d.quoted(first):
        return False
    if rule == "object" and d.low[first] in d.language.words("words.goes_there|words.out") and d.tag[first] in ("IN", "RP"):
        return True
    if act.cue.lemma in d.language.words("limits.summing") and _is_sum(act, span):
        return True
    if rule == "before" and d.low[first] == "when" and first > act.cue.at + 1 and act.cue.lemma not in d.language.words("limits.strictest"):
        return True
    if rule == "before" and d.low[first] in d.language.words("words.adverse") and d.phrase[first + 1] == first + 1:
        return True
    return d.low[first] in d.language.words("words.occasion_openers" if rule == "before" else "words.place_openers")


def _leads_clause(act: Act, span: Words) -> bool:
    """Whether a participle's object only opens the sentence: In a statement announcing the pick, the union called her a champion."""
    d, at = act.frame.d, act.cue.at
    if d.tag[at] != "VBG" or d.tag[act.low] != "IN" or d.finite(act.low, at):
        return False
    comma = next((z for z in range(span.first, span.stop) if d.word[z] == "," and not d.quoted(z)), None)
    return (
        comma is not None
        and not d.finite(span.first, comma)
        and d.phrase[comma + 1] == comma + 1
        and any(d.low[k] in d.language.verbs for k in range(comma + 1, span.stop))
    )


def _before_occasion(act: Act, span: Words) -> int:
    """Denied the report in a statement, announced the plan on Monday: what was said ends before when and how."""
    d, words = act.frame.d, act.frame.d.language.words
    for z in range(span.first + 2, span.stop - 1):
        if d.word[z] == "," and d.low[z + 1] in words("mentions.citing") and not d.quoted(z):
            return z
        if d.tag[z] == "WRB" and d.tag[z + 1] == "VBN" and not d.quoted(z):
            return z
        if d.tag[z] != "IN" or d.low[z] not in words("words.after_cue") or d.quoted(z) or d.phrase[z + 1] != z + 1:
            continue
        told = range(z + 1, min(span.stop, d.phrase_last[z + 1] + 1))
        if z < span.first + _least(act) and any(d.low[k] not in words("words.times|mentions.days") for k in told):
            continue
        way = d.low[z] in ("in", "on", "by", "during") and d.low[told[-1]] in d.language.ways
        dated = any(d.low[k] in words("words.times") and d.tag[k + 1] != "POS" for k in told)
        if (way and d.tag[z + 1] != "DT") or (way and d.low[z + 1] in ("a", "an")) or dated:
            return z
    return span.stop


def _before_circumstance(act: Act, span: Words) -> int:
    """Called for calm after reports that S: what was said ends before what others say."""
    d = act.frame.d
    thats = (z for z in range(span.first + 2, span.stop) if d.low[z] == "that" and not d.quoted(z))
    return next((before for z in thats if (before := opens_circumstance(d, span.first + 1, z)) is not None), span.stop)


def _before_second_verb(act: Act, span: Words) -> int:
    """Urged X to go, and has called him Y: the content ends before the second verb of the same speaker."""
    d = act.frame.d
    more = d.language.words("words.perfect_or_then")
    for z in range(span.first + 3, span.stop - 1):
        second = d.tag[z + 1] in ("VBD", "VBZ") or d.low[z + 1] in more
        own = d.low[z] in ("and", "but") and not d.quoted(z) and (d.word[z - 1] == "," or d.tag[z + 1] == "PRP") and d.tag[z + 1] != "VBG"
        if own and bare_clause(d, z + 1, span.stop, True) and not (d.finite(span.first, z) and d.low[span.first] != "to"):
            return z
        if (d.low[z] in ("and", "but") and second) or (d.word[z] == "," and d.tag[z + 1] == "VBD" and not d.quoted(z)):
            return z
    return span.stop
