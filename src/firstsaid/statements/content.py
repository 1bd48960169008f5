"""What was said: the words that a reporting verb's frame gives as content, before it, after it or around it."""

from typing import NamedTuple

from firstsaid.statements.clauses import next_clause, opens_adverbially, past_adjuncts, sentence_part, strip
from firstsaid.statements.document import Document
from firstsaid.statements.ends import bare_clause
from firstsaid.statements.objects import called, names_itself, object_frame
from firstsaid.statements.reading import Content, Frame, Reading, Words
from firstsaid.statements.speaker import Act, Speaker
from firstsaid.statements.unsaid import is_matter, is_participle, says_yes_or_no

_BEFORE_POSTPOSED = frozenset((",", "”", '"', "?", "!", "—", "–", "...", "…", "''", "»"))
_CLOSING = frozenset(("”", '"', "''", "’"))
_DASHES = frozenset(("—", "–", "-", "--"))
_QUOTE_REACH = 16
_GAP = 18
_FEW, _STAMP, _LEAD = 6, 5, 5
_FINITE_TAGS = (["VBD"], ["VBZ"], ["VBP"], ["MD"])


class Setting(NamedTuple):
    """Where the parts of the sentence stand around a cue."""

    after: int
    """First word after speaker and cue."""
    start: int
    """Where content after the cue starts, past addressee, time and place."""
    that: bool
    stop: int
    """Where content after the cue ends."""
    beside: int | None
    """The quotation that ends right before the cue or its speaker."""
    lefts: list[int]
    rights: list[int]


def read_content(act: Act, who: Speaker) -> Content | None:
    """The content of a statement, or None when there is none."""
    setting = _setting(act, who)
    if not _allowed(act, setting, who.inverted) or names_itself(act):
        return None
    beside = setting.beside if not _has_object(act, who, setting) else None
    if beside is not None and not (setting.that and act.cue.at - act.frame.closes(beside) > 6) and not who.carried:
        return _after_quotation(act, setting)
    found = _as_told(act, who, setting) or _around(act, who, setting) or _postposed(act, who, setting)
    if found is None and not who.inverted:
        found = _preposed(act, who, setting)
    if found is not None and act.cue.lemma in act.frame.d.language.words("limits.naming"):
        found = Content([called(act, found.pieces[0]), *found.pieces[1:]], found.rule)
    if found is not None and (is_matter(act, who, found) or is_participle(act, who, found)):
        return None
    pieces = [piece for piece in found.pieces if piece.stop > piece.first] if found else []
    return Content(pieces, found.rule) if found and pieces else None


def _setting(act: Act, who: Speaker) -> Setting:
    frame, cue = act.frame, act.cue
    lefts, rights = frame.left_of(cue.at), frame.right_of(cue.at)
    start, that = past_adjuncts(frame.d, who.after, frame.stop, "addressee" in cue.frames)
    if that and not cue.frames & {"clause", "that"}:
        start, that = who.after, False
    if who.inverted and not that:
        start = who.after
    near = [q for q in lefts if frame.closes(q) <= who.left and who.left - frame.closes(q) <= 2 and frame.d.word[who.left - 1] != ";"]
    near = near if not near or not _is_title(frame, near[-1]) else near[:-1]
    stop = next_clause(frame, act.number, start, act.high)
    stop = _end_of_subordinate(act, who, start, stop)
    if frame.d.word[start - 1] == ":" and not any(stop <= other.at < act.high for other in frame.cues[act.number + 1 :]):
        stop = act.high
    return Setting(who.after, start, that, stop, near[-1] if near else None, lefts, rights)


def _is_title(frame: Frame, q: int) -> bool:
    """In her memoir, “Low Water”, she recalled that S: whether the words between marks are what the book or film before them is called."""
    d, opens = frame.d, frame.opens(q)
    at = opens - 1 - (d.word[opens - 1] == ",")
    named = at > frame.first and d.low[at] in d.language.words("words.goes_by|mentions.documents") and d.tag[d.phrase[at] - 1] == "IN"
    return named and all(word[0].isupper() or len(word) < _FEW for word in d.word[opens : frame.closes(q)] if word[0].isalpha())


def _end_of_subordinate(act: Act, who: Speaker, start: int, stop: int) -> int:
    """Cut S where the main clause begins: "When X said S, Y did"."""
    d = act.frame.d
    low, first = act.low + (d.low[act.low] in ("and", "but", "even")), who.words.first
    dash = first - 2 >= act.low and d.low[first - 1] in d.language.words("words.relative") and d.word[first - 2] in _DASHES
    closing = next((z for z in range(start + 2, stop) if d.word[z] == d.word[first - 2]), None) if dash else None
    if closing is not None:
        return closing
    leads = d.low[low] in d.language.words("words.openers_cut") or d.low[first - 1] in d.language.words("words.occasion_leads")
    opens = first - 1 >= act.low and leads and not d.finite(low, first)
    inner = False
    contact = first - 2 >= act.low and d.low[first - 1] in ("which", "what") and d.tag[first - 1] in ("WDT", "WP")
    if not opens and not contact and d.low[who.words.stop - 1] not in ("which", "who"):
        return stop
    for z in range(start + 2, stop):
        if d.word[z] == "," and z + 3 < act.high and d.quoted(z) and not d.quoted(z + 2) and d.tag[z + 2] in ("VBD", "VBZ") and d.word[z + 1] in _CLOSING:
            return z + 1
        inner = inner or (d.word[z - 1] == "," and d.low[z] in ("who", "which"))
        if d.word[z] != "," or d.quoted(z) or z + 1 >= act.high or d.low[z + 1] in ("and", "or", "but", "who", "which"):
            continue
        if inner and contact:
            inner = False
            continue
        if (not contact and bare_clause(d, z + 1, act.high, True)) or (not opens and d.tag[z + 1] in ("VBD", "VBZ")):
            return z
    return stop


def _allowed(act: Act, setting: Setting, inverted: bool) -> bool:
    """Verbs that report only beside a quotation need one; claiming lives is no claim."""
    frame, cue = act.frame, act.cue
    d = frame.d
    if cue.lemma == "claim" and any(d.low[z] in d.language.words("words.lives") for z in range(cue.at + 1, min(frame.stop, cue.at + 4))):
        return False
    if setting.beside is None and not setting.that and cue.lemma in d.language.words("limits.strictest") and _tells_nothing(act):
        return False
    relative = d.word[setting.start : setting.start + 1] == [","] and d.low[setting.start + 1 : setting.start + 2] in (["which"], ["who"])
    if setting.beside is None and relative and d.tag[cue.at] == "VBG" and not inverted:
        return False
    if setting.beside is None and says_yes_or_no(act):
        return False
    if cue.lemma == "call" and (d.low[cue.at + 1 : cue.at + 2] in (["off"], ["up"], ["in"]) or _phones(act)):
        return False
    if "quotation" not in cue.frames or cue.frames - {"quotation", "infinitive", "about", "that", "question"} or setting.beside is not None:
        return True
    near = any(frame.opens(q) - cue.at <= 14 and frame.closes(q) - frame.opens(q) >= 5 for q in setting.rights)
    return near or not {"infinitive", "question"}.isdisjoint(cue.frames) or (setting.that and "that" in cue.frames)


def _tells_nothing(act: Act) -> bool:
    """Whether a tale is told and no word of it, or something is said so: told the truth because S; we should say so, loudly, when S."""
    d, after = act.frame.d, act.cue.at + 1
    if after >= act.high:
        return False
    if d.low[after] == "so":
        return after + 1 >= act.high or not d.word[after + 1][0].isalnum()
    head = d.phrase_last[after]
    return head >= after and d.low[head] in d.language.words("words.tales") and not d.quoted(min(head + 1, act.high - 1))


def _phones(act: Act) -> bool:
    """Whether somebody is only rung up: called her at nine."""
    d, v = act.frame.d, act.cue.at
    return v + 2 < act.high and d.tag[v + 1] == "PRP" and (d.tag[v + 2] in ("IN", ".", ",", "CC") or d.low[v + 2] in d.language.words("words.times"))


def _past_stamp(d: Document, first: int, stop: int) -> int:
    """The word after the time that opens an entry of a live page: 12:30 –"""
    end = next((i for i in range(first, min(stop, first + _STAMP)) if d.word[i] in ("–", "—", "-")), first)
    halves = d.language.words("words.half_days")
    timed = end > first and all(d.word[i][0].isdigit() or d.word[i] in (":", ".") or d.low[i] in halves for i in range(first, end))
    return end + 1 if timed else first


def _after_quotation(act: Act, setting: Setting) -> Content:
    """Take the quotation before "X said", and one that goes on after it."""
    frame = act.frame
    d, quote = frame.d, setting.beside
    assert quote is not None
    opens = frame.opens(quote)
    sentence = d.sentence_start(opens)
    lead = strip(d, _past_stamp(d, max(frame.first, act.low if act.low <= opens else sentence), opens), opens)
    start = opens
    if opens > max(frame.first, sentence) and any(d.word[z][0].isalnum() for z in range(*lead)):
        start = opens if d.word[opens - 1] == ":" or d.word[lead.stop - 1] == ":" else lead.first
    stop = frame.closes(quote)
    if start == opens:
        for q in reversed([q for q in setting.lefts if q < quote]):
            if frame.closes(q) < start:
                break
            start = frame.opens(q)
    pieces = [Words(start, stop)]
    later = [q for q in setting.rights if q > quote]
    if later and frame.opens(later[0]) - setting.after < _GAP:
        gap = range(setting.after, frame.opens(later[0]))
        if not any(d.tag[g] in ("VBD", "VBZ", "VBP", "MD") for g in gap):
            pieces.append(Words(frame.opens(later[0]), frame.closes(later[0])))
    return Content(pieces, "after-quotation")


def _quotation_next(act: Act, who: Speaker, setting: Setting) -> bool:
    frame = act.frame
    if who.inverted or setting.beside is not None:
        return False
    return any((0 <= frame.opens(q) - setting.after <= 2 and frame.big(q)) or frame.opens(q) == setting.start for q in setting.rights)


def _as_told(act: Act, who: Speaker, setting: Setting) -> Content | None:
    """As X explained, S."""
    d, first = act.frame.d, who.left - 1
    if first < act.low or d.low[first] != "as" or first - act.low > 2 or setting.that or setting.after + 3 >= act.high or d.word[setting.after] != ",":
        return None
    content = strip(d, setting.after + 1, setting.stop)
    return Content([content], "as") if "clause" in act.cue.frames and bare_clause(d, *content) else None


def _around(act: Act, who: Speaker, setting: Setting) -> Content | None:
    """Bob, they said, left."""
    d, after = act.frame.d, setting.after + (act.frame.d.tag[min(setting.after, act.high - 1)] == "RP")
    if setting.start > after and setting.start < act.high and d.word[setting.start] == ",":
        after = setting.start
    elif "addressee" in act.cue.frames:
        after = _past_hearer(d, after)
    if "clause" not in act.cue.frames or setting.that or who.inverted or who.carried or after + 1 >= act.high or _quotation_next(act, who, setting):
        return None
    commas = d.word[who.left - 1] == "," and d.word[after] == "," and who.left - act.low >= 2
    split = d.low[who.left - 2] in d.language.words("words.be")
    verb = split or d.finite(after + 1, after + 2) or d.tag[after + 1] == "VBN" or d.low[after + 1] in ("did", "to")
    verb = verb or (d.tag[after + 1] == "NNS" and not d.finite(after + 1, act.high) and not d.finite(act.low, who.left))
    reports = d.language.verbs.get(d.low[after + 1])
    if not commas or not verb or (reports is not None and "clause" in reports.frames):
        return None
    start = sentence_part(act.frame, act.low, who.left)
    return Content([strip(d, start, who.left), strip(d, after + 1, setting.stop)], "around")


def _past_hearer(d: Document, i: int) -> int:
    """The comma behind whom somebody told: Bob, they told the Lantern, left; `i` where none is."""
    behind = d.phrase_last[i] + 1 if i < len(d.word) and d.phrase[i] == i else i
    return behind if d.word[behind : behind + 1] == [","] else i


def _postposed(act: Act, who: Speaker, setting: Setting) -> Content | None:
    """S, X said."""
    frame, d = act.frame, act.frame.d
    low = act.low if not setting.lefts else frame.first
    fits = (
        ("clause" in act.cue.frames or _closes(act, who))
        and not _lacks_hearer(act, who, setting)
        and not setting.that
        and not who.carried
        and not _quotation_next(act, who, setting)
    )
    if fits and who.left - low > 4 and d.low[who.left - 1] == "as" and d.word[who.left - 2] in (",", "—", "–"):
        who = who._replace(left=who.left - 1)
        fits = d.low[act.cue.at + 1 : act.cue.at + 2] != ["to"]
    if not fits or who.left - low < 3 or d.word[who.left - 1] not in _BEFORE_POSTPOSED:
        return None
    if not (
        d.finite(low, who.left) or d.quoted(who.left - 1) or d.quoted(max(frame.first, who.left - 2)) or d.title[d.sentence[low]] or _one_verb(act, who, low)
    ):
        return None
    tail = strip(d, setting.after if who.inverted else setting.start, min(setting.stop, act.high))
    dash = any(i < act.high and d.word[i] in (",", "—", "–", "-") for i in (setting.after, setting.start))
    if not dash and tail.first < tail.stop and d.low[tail.first] in d.language.words("words.reasons"):
        tail = Words(tail.first, tail.first)
    length = tail.stop - tail.first
    clause = length > 0 and d.finite(*tail)
    opener = opens_adverbially(d, low, who.left)
    if opener and d.low[low] in d.language.verbs and d.tag[low] == "VBN" and not d.quoted(low):
        return None
    if clause and length >= 3 and not dash and not who.inverted and (opener or bare_clause(d, *tail)):
        return None
    if opener and clause and not dash and not who.inverted:
        return None
    pieces = [strip(d, _past_label(d, _past_stamp(d, sentence_part(frame, low, who.left), who.left)), who.left)]
    if d.verb[tail.stop - 1] and d.low[tail.stop - 1] in d.language.verbs:
        return Content(pieces, "after")
    more = length > 0 and _more(d, tail)
    if dash and length >= 4 and not who.inverted and (more or (clause and _may_go_on(act, tail))):
        return Content([*pieces, tail], "around")
    return Content(pieces, "after")


def _has_object(act: Act, who: Speaker, setting: Setting) -> bool:
    """In her book, “The Long Road”, X describes the war · “…” X dismissed the question: what a verb takes that nobody says a quotation with."""
    d, says = act.frame.d, not act.cue.frames.isdisjoint(("clause", "quotation", "addressee", "infinitive"))
    return not says and d.low[who.left - 1] not in d.language.words("words.put_as") and setting.after < act.high and d.phrase[setting.after] >= 0


def _past_label(d: Document, first: int) -> int:
    """The word after the label of a headline: Breaking: S, police say."""
    label = d.title[d.sentence[first]] and d.word[first + 1 : first + 2] == [":"] and d.low[first] in d.language.words("mentions.title_labels")
    return first + 2 if label else first


def _lacks_hearer(act: Act, who: Speaker, setting: Setting) -> bool:
    """Whether somebody was told and nobody tells: S, court told · S, all families informed."""
    d, heard = act.frame.d, "addressee" in act.cue.frames and "clause" in act.cue.frames and not who.inverted
    ends = setting.after >= act.high or not d.word[setting.after][0].isalnum()
    return heard and ends and act.cue.lemma in d.language.words("limits.told") and not who.carried


def _closes(act: Act, who: Speaker) -> bool:
    """S, a study has found: the verb that needs "that" stands last, and the sentence is over."""
    d, v = act.frame.d, act.cue.at
    return "that" in act.cue.frames and act.cue.lemma in d.language.words("limits.closes") and d.word[who.left - 1] == "," and v + 2 >= act.high


def _more(d: Document, tail: Words) -> bool:
    """Whether what stands behind "S, X said," goes on with S: including S, by doing so, and it has, and most have."""
    low, behind = d.low[tail.first], tail.first + 1
    of_them = d.low[behind : behind + 1] and d.low[behind] in d.language.words("words.of_them") and d.tag[behind + 1 : behind + 2] in _FINITE_TAGS
    again = low == "and" and (of_them or d.tag[behind : behind + 1] == ["PRP"])
    goes_on = low in d.language.words("words.more_of_it") or (again and d.finite(*tail))
    return goes_on and not d.quoted(tail.first)


def _one_verb(act: Act, who: Speaker, low: int) -> bool:
    """Whether the clause before "X said" has a verb that the tagger took for a participle: rescuers heard tapping, the office said."""
    d = act.frame.d
    way = d.low[low] == "in" and d.low[d.phrase_last[low + 1]] in d.language.words("mentions.speaking_ways")
    return (
        act.cue.lemma in d.language.words("limits.strictest")
        and not way
        and any(d.tag[z] in ("VBN", "VBP", "VB") or (d.tag[z] == "VBG" and d.word[z - 1] == ",") for z in range(low + 1, who.left))
    )


def _may_go_on(act: Act, tail: Words) -> bool:
    d = act.frame.d
    if d.verb[tail.first] and d.low[tail.first] in d.language.verbs:
        return False
    leads = range(tail.first + 1, min(tail.stop, tail.first + _LEAD))
    if any(d.low[z] in d.language.words("words.occasion_leads") and d.low[z - 1] in d.language.words("words.times") for z in leads):
        return False
    return d.tag[tail.first] not in ("VBG", "WP", "WDT", "WRB", "VBN") and d.low[tail.first] not in d.language.words("words.after_medial")


def _preposed(act: Act, who: Speaker, setting: Setting) -> Content | None:
    """X said (that) S · X said: “…” · X accused Y of S."""
    if act.cue.lemma in act.frame.d.language.words("limits.only_marked"):
        return _spoken_of(act, setting)
    quoted = _quotation_after(act, setting)
    if quoted is not None and (setting.that or act.cue.lemma not in act.frame.d.language.words("limits.that_always") or _is_long(quoted)):
        return quoted
    frame = act.frame
    d = frame.d
    first, stop = strip(d, setting.start, min(setting.stop, act.high))
    within = next((q for q in setting.rights if frame.opens(q) >= first - 1), None)
    if within is not None and first < stop and frame.opens(within) < stop < frame.closes(within):
        stop = frame.closes(within)
    if stop - first < 2 or (act.cue.lemma == "quote" and not setting.that):
        return None
    return object_frame(act, who.words, Words(first, stop), setting.that)


def _spoken_of(act: Act, setting: Setting) -> Content | None:
    """What somebody spoke of, where more than a few words of it stand between marks: an election “counted in the dark”."""
    frame = act.frame
    marked = next((q for q in setting.rights if frame.big(q) and frame.opens(q) < setting.stop), None)
    return Content([Words(act.cue.at + 2, frame.closes(marked))], "object") if marked is not None else None


def _is_long(found: Content) -> bool:
    """Whether more than a few words were said: not discussing a “supply deal”."""
    return found.pieces[-1].stop - found.pieces[-1].first > _FEW


def _quotation_after(act: Act, setting: Setting) -> Content | None:
    frame, v = act.frame, act.cue.at
    d = frame.d
    for q in setting.rights:
        opens = frame.opens(q)
        adjacent = opens - setting.start <= 1 and opens >= v
        marked = 1 < opens - v < _QUOTE_REACH and (d.word[opens - 1] == ":" or (frame.big(q) and d.word[opens - 1] == ","))
        if not adjacent and not (marked and not _clause_between(d, setting.after, opens)):
            continue
        stop = strip(d, setting.start, min(setting.stop, act.high)).stop
        closes = frame.closes(q)
        if "about" in act.cue.frames and closes < stop and (d.word[closes] == "," or d.low[closes] in d.language.words("words.openers_cut")):
            stop = closes
        stop = max(stop, closes) if closes >= stop or not d.finite(closes, stop) else stop
        for later in setting.rights:
            if later > q and frame.opens(later) <= frame.closes(later - 1):
                stop = max(stop, frame.closes(later))
        lead = opens == setting.start + 1 and d.tag[setting.start] not in ("IN", "TO") and d.word[setting.start][0].isalnum()
        return Content([Words(setting.start if lead else opens, stop)], "before-that" if lead and setting.that else "before-quotation")
    return None


def _clause_between(d: Document, first: int, stop: int) -> bool:
    """Whether a clause stands between a verb and the marks; no time does, which the tagger may take for a verb: before midnight."""
    times = d.language.words("words.clock")
    return any(d.low[i] == "that" or (d.tag[i] in ("VBD", "VBZ", "VBP", "MD") and d.low[i] not in times) for i in range(first, stop))


def reading(act: Act, who: Speaker) -> Reading | None:
    """The statement of a cue and its speaker."""
    content = read_content(act, who)
    if content is None:
        return None
    cue, d = Words(act.cue.at, act.cue.at + 1), act.frame.d
    unheard = content.rule == "after-quotation" and act.cue.at + 1 >= act.high and act.cue.lemma in d.language.words("limits.told")
    return Reading(None if unheard and d.title[d.sentence[act.cue.at]] else who.words, cue, content.pieces, act.cue.lemma, content.rule, carried=who.carried)
