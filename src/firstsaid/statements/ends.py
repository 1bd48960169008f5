"""Where content ends inside its sentence: at the page's own thought behind it."""

from firstsaid.statements.document import Document

_ADVERBIAL = frozenset(("RB", "CC", "WRB", "IN", "WP", "WDT", "UH", "TO"))
_PAST_PHRASE = frozenset(("VBG", "VBN", "VB", "TO", "RP"))
_BRACKETS = frozenset(("(", ")", ",", "—", "–", '"', "“", "”"))
_OPENING = frozenset('“"‘')
_DASHES = frozenset(("—", "–", "--"))
_LEAST = 3
"""Words of content before anything can end it."""


def new_thought(d: Document, start: int, stop: int) -> int:
    """Where content that starts at word `start` ends: ";", ", which", ", but X did", ", a claim that", "– something he did"; `stop` when nothing ends it."""
    finite, quote = False, d.quote
    for i in range(start, stop):
        finite = finite or d.verb[i] or (d.tag[i] == "VB" and i > start and d.low[i - 1] == "to")
        if quote[i] >= 0:
            continue
        if d.word[i] == ";":
            return i
        if i <= start + _LEAST or i + 2 >= stop:
            continue
        if (d.word[i] == "," or d.word[i] in _DASHES) and (finite or _is_comment(d, i + 1)) and _opens(d, i, stop):
            return i
        if d.low[i] == "while" and d.tag[i + 1] == "VBG" and d.quoted(i - 1):
            return i
    return stop


def before_deed(d: Document, start: int, stop: int) -> int:
    """Where content that starts at word `start` ends before what the speaker did besides; `stop` where nothing tells of that."""
    joins = d.language.words("words.does_besides")
    if joins.isdisjoint(d.low[start + _LEAST : stop - 1]):
        return stop
    for i in [i for i in range(start + _LEAST, stop - 1) if d.low[i] in joins]:
        if not d.quoted(i) and _does(d, start, i, stop):
            return i - (d.word[i - 1] == ",")
    return stop


def _does(d: Document, start: int, i: int, stop: int) -> bool:
    """Whether the page tells what the speaker did besides: but declined to say, but did not elaborate, without giving details, and “open” and left."""
    words, low = d.language.words, d.low
    after = i + 1 + (low[i + 1] in words("words.besides"))
    if after >= stop or d.quoted(after):
        return False
    if low[i] not in words("words.coordinators"):
        return low[after] in words("words.untold") and (low[after] != "saying" or low[after + 1] in words("words.questions"))
    if low[after] in words("words.declines"):
        return low[i] == "but" or low[after] in words("words.declines_to_say") or not words("words.says_more").isdisjoint(low[after + 1 : after + 3])
    silent = low[i] == "but" and low[i + 1] in words("words.helps") and not words("words.negations").isdisjoint(low[i + 1 : i + 3])
    if silent:
        return not words("words.says_more").isdisjoint(low[i + 3 : i + 6])
    acts = d.tag[after] == "VBD" or (d.tag[after] == "VBN" and low[after].endswith("ed"))
    if not (acts and d.quoted(i - 1)) or d.tag[i - 2] == "VBN" or low[after] in words("words.be|words.perfect|words.helps"):
        return False
    last = next((k for k in range(i - 1, start - 1, -1) if d.verb[k] or (d.tag[k].startswith("VB") and not d.quoted(k))), None)
    return d.quote[i - 1] == d.quote[start] or last is None or low[last] in words("words.be")


def _opens(d: Document, mark: int, stop: int) -> bool:
    """Whether the page's own words follow a comma or dash."""
    words, i = d.language.words, mark + 1
    low = d.low[i]
    if d.quoted(i):
        return False
    if d.word[mark] in _DASHES:
        return not any(d.word[k] in _DASHES for k in range(i, stop)) and (low in words("words.own_openers") or low in words("words.turns"))
    if max(d.quote[i:stop]) >= 0 and (low in words("words.cut") or low in words("words.turns")):
        return False
    way = low == "in" and d.phrase[i + 1] == i + 1 and d.low[d.phrase_last[i + 1]] in words("mentions.speaking_ways")
    thought = low == "it" and d.low[i + 1] in ("is", "was") and d.low[i + 2] in words("words.thought")
    came_of_it = low in words("words.only") and d.tag[i + 1] == "TO"
    if way or thought or came_of_it or low in words("words.cut") or (low in words("words.cut_prepositions") and d.low[i + 1] in ("which", "whom")):
        return True
    if low in words("words.turns"):
        return d.low[i + 1] != "that" and (bare_clause(d, i + 1, stop, True) or (low == "but" and d.tag[i + 1] in ("VBD", "VBZ")))
    if low in ("a", "an"):
        return (d.low[i + 1] in words("limits.comments") and i + 2 < stop and d.low[i + 2] in ("that", "which")) or _comment(d, i, stop)
    if low in words("words.own_openers"):
        return d.finite(i, stop)
    return d.tag[i] == "VBG" and (low in words("words.turning") or low in d.language.verbs)


def _is_comment(d: Document, i: int) -> bool:
    """Whether "a move" or "something" stands at a word, which needs no clause before it."""
    return d.low[i] in ("a", "an") or d.low[i] in d.language.words("words.own_openers")


def _comment(d: Document, i: int, stop: int) -> bool:
    """, a move opponents criticised: a noun for what was said, with the page's clause on it."""
    end = d.phrase_last[i] + 1 if d.phrase[i] == i else stop
    if end >= stop or d.tag[i - 2] in ("NNP", "NNPS"):
        return False
    return d.low[end] in ("that", "which") or (d.phrase[end] == end and bare_clause(d, end, stop, True))


def bare_clause(d: Document, start: int, stop: int, strict: bool = False) -> bool:
    """Whether a subject and its finite verb open the words [start, stop)."""
    i = start
    while i < stop and (d.tag[i] in _ADVERBIAL or d.word[i] in (",", "“", '"') or (d.tag[i] in ("VBG", "VB") and i > start)):
        i += 1
    if start < stop and d.tag[start] == "VBG":
        return d.finite(start, min(stop, start + 14))
    if start < i < stop and d.tag[start] in ("IN", "WRB", "WP"):
        return d.finite(start, min(stop, start + 25))
    if i >= stop or d.phrase[i] < 0:
        return i < stop and d.tag[i] in ("WP", "WRB")
    end: int | None = d.phrase_last[i]
    for _ in range(16):
        if end is None or end + 1 >= stop:
            return False
        if d.finite(end + 1, end + 2):
            return True
        end = _further(d, end + 1, stop, strict)
    return False


def _further(d: Document, k: int, stop: int, strict: bool) -> int | None:
    """The last word of what may stand between a subject and its verb, from word `k`; None when that cannot be."""
    if d.tag[k] in ("IN", "TO") and k + 1 < stop and d.phrase[k + 1] == k + 1:
        return d.phrase_last[k + 1]
    if d.tag[k] in ("RB", "RBR", "POS") or d.phrase[k] == k or d.low[k] in ("and", "who", "that", "which", "&", "n't") or d.tag[k] in _PAST_PHRASE:
        return max(k, d.phrase_last[k])
    if d.word[k] == "(" and ")" in d.word[k : k + 8]:
        return k + d.word[k : k + 8].index(")")
    opens = d.word[k] in _OPENING and d.finite(k + 1, k + 2)
    return k if opens or (d.word[k] in _BRACKETS and not strict) else None
