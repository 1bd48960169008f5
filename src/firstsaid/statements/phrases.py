"""Base noun phrases, and how they grow: tails ("of the Council"), asides and appositions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firstsaid.statements.document import Document

_STARTS = frozenset(("DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "NN", "NNS", "NNP", "NNPS", "$", "VBN", "VBG"))
_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "CD"))
_FRESH = frozenset(("DT", "PDT", "PRP$"))
_INNER = frozenset(("DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "POS", "$", "HYPH", "VBN", "VBG", "AFX"))
_MARKS = frozenset(("&", "'", "’", "“", "”", '"'))
_AFTER_MARKS = frozenset(("NNP", "NN", "NNS", "JJ"))
_ADVERBS = frozenset(("RB", "RBR", "RBS"))
_ALONE = frozenset(("PRP", "EX"))
_OPENERS = _STARTS | _ALONE
_MORE = _HEADS | _INNER | _ADVERBS
_MAY_GO_ON = _INNER | _ADVERBS | {"CC"}
_NAMES_AND_PLURALS = frozenset(("NNP", "NNPS", "NNS"))
_LISTED = _NAMES_AND_PLURALS | {"PRP$", "DT", "JJ"}
_APPOSED = frozenset(("DT", "PRP$", "NN", "JJ", "NNP", "CD", "NNS", "RB"))
_PROPER = frozenset(("NNP", "NNPS"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ASIDE_TAGS = frozenset(("DT", "NN", "NNS", "JJ", "NNP", "VBG", "VBN", "VBD", "CD", "RB", "PRP$", "NNPS"))
_DASHES = frozenset((",", "—", "–", "--", "(", "-"))
_AFTER_DATE = frozenset(("NNP", "NNS"))
_LONG_DASHES = frozenset(("—", "–", "--"))
_SCARE = 25
"""Characters up to which a quotation may stand inside a noun phrase."""
_LONG_QUOTE = 30
_ASIDE = 40
_APPOSITION = 22
_TAILS = 5


def base_phrases(d: "Document") -> tuple[list[int], list[int]]:
    """First and last word of the base noun phrase of each word, or -1."""
    count, tags = len(d.word), d.tag
    first, last = [-1] * count, [-1] * count
    reach = 0
    for i in [i for i, tag in enumerate(tags) if tag in _OPENERS]:
        if i < reach:
            continue
        head = i if tags[i] in _ALONE else _phrase_head(d, i)
        if head == i:
            first[i] = last[i] = i
        elif head > i:
            first[i : head + 1] = [i] * (head + 1 - i)
            last[i : head + 1] = [head] * (head + 1 - i)
        reach = head + 1 if head >= reach else reach
    return first, last


def _phrase_head(d: "Document", i: int) -> int:
    """Last noun of the base phrase that opens at word `i`, or -1."""
    tags, count = d.tag, len(d.word)
    if tags[i] in _HEADS and (i + 1 == count or (tags[i + 1] not in _MORE and d.word[i + 1] not in _MARKS)):
        return i
    stop, quotes, head, j = d.sentence_stop(i), d.quote, -1, i
    while j < stop:
        tag = tags[j]
        if quotes[j] != quotes[i] and (quotes[j] < 0 or d.length(quotes[j]) >= _SCARE):
            break
        named = tag in _AFTER_DATE or (tag == "CD" and d.word[j].isalpha())
        apart = (named and _is_date(d, j - 1)) or (tag == "NN" and _is_anybody(d, j))
        if j > i and (apart or (head == j - 1 and d.language.verb_second and _counts(d, j))):
            break
        if tag in _HEADS:
            head = j
        elif (tag not in _MAY_GO_ON and d.word[j] not in _MARKS) or not _goes_on(d, i, j, head):
            break
        j += 1
    if 0 <= head < count - 1 and tags[head + 1] in _FINITE and d.low[i - 1] in d.language.words("mentions.tells"):
        return _medium_told(d, i, head)
    if head < 0 and ((tags[i] == "DT" and j == i + 1) or (tags[i] in ("JJ", "JJR") and d.low[i] in d.language.words("words.numberless"))):
        return i
    return head


def _is_anybody(d: "Document", i: int) -> bool:
    """Whether a word means somebody or nobody, and opens a phrase of its own: told reporters nobody had seen it."""
    return d.low[i] in d.language.words("words.nobody|words.anybody")


def _counts(d: "Document", i: int) -> bool:
    """Whether a number right behind a noun opens a phrase of its own, as it may where no comma parts them: nach Angaben der Behörde 19 Menschen."""
    return d.tag[i] == "CD" and d.tag[i + 1 : i + 2] in (["NN"], ["NNS"], ["JJ"])


def _medium_told(d: "Document", i: int, head: int) -> int:
    """Told Reuters Venn had left, told the paper prices would fall, told the Senate two men had: the last word of who was told, where the subject of what
    was said follows; else `head`.
    """
    first = i + (d.tag[i] == "DT")
    if d.low[i] == "the" and first < head and d.low[first] in d.language.words("mentions.media_nouns") and d.tag[first + 1] in _HEADS:
        return first
    heard = d.language.words("mentions.public_bodies|mentions.outlet_names")
    body = next((k - 1 for k in range(first + 1, head) if d.tag[k] == "CD" and d.word[k].isalpha() and d.low[k - 1] in heard), None)
    if body is not None:
        return body
    if d.tag[head] == "NNS" and (end := _hearer_ends(d, first, head)) is not None:
        return end
    named = next((k for k in range(first + 1, head) if d.low[k] in d.language.words("mentions.outlet_names") and d.word[k][0].isupper()), head)
    last = first + (d.word[first + 1] == "News") if d.low[first] in d.language.words("mentions.agencies") or d.word[first + 1] == "News" else named
    return last if last < head and all(tag == "NNP" for tag in d.tag[first : head + 1]) else head


def _hearer_ends(d: "Document", first: int, head: int) -> int | None:
    """Told police prices had doubled, told the court taxes would: the last word of who was told, in a run of nouns [first, head] that a verb follows."""
    words = d.language.words
    hears = words("mentions.public_bodies|mentions.public|mentions.outlet_names|mentions.persons|mentions.agencies")
    known = next((k for k in range(first, head) if d.low[k] in hears and d.tag[k + 1] in _HEADS), None)
    if known is None and d.tag[first] == "NNP":
        known = next((k for k in range(first, head) if d.tag[k + 1] != "NNP"), None)
    return known if known is not None and d.tag[known] in _HEADS else None


def _is_date(d: "Document", i: int) -> bool:
    """On Monday Venn said, said Monday taxes would rise: the day is no part of what is behind it."""
    if i <= 0 or d.low[i] not in d.language.words("words.dates"):
        return False
    verb = d.language.verbs.get(d.low[i - 1])
    says = verb is not None and verb.lemma in d.language.words("limits.strictest") and not d.opens_name(i)
    return says or d.low[i - 1] in d.language.words("words.dating")


def _is_another(d: "Document", j: int) -> bool:
    """Whether an article behind another one opens a phrase of its own, as it does where verbs stand last: der einen Hafen baut."""
    return d.language.verb_second and (d.tag[j] == "PRP$" or d.low[j] in ("the", "a"))


def _goes_on(d: "Document", i: int, j: int, head: int) -> bool:
    tag = d.tag[j]
    if (tag in _FRESH and j > i and (head >= 0 or _is_another(d, j))) or d.word[j] in _LONG_DASHES:
        return False
    if tag == "JJ" and head == j - 1 and d.language.verb_second:
        return False
    if tag in ("VBN", "VBG") and (j == i or (head >= 0 and d.tag[head] != "CD")):
        return False
    if tag in _INNER:
        return True
    if tag == "CC" and head < 0 and j > i:
        return d.tag[j - 1] == "JJ" and d.tag[j + 1 : j + 2] == ["JJ"] and d.low[j] == "and"
    if tag in _ADVERBS:
        return j > i and head < 0 and d.tag[j - 1] in ("DT", "RB")
    return d.word[j] in _MARKS and j > i and j + 1 < len(d.word) and d.tag[j + 1] in _AFTER_MARKS


def phrase_left(d: "Document", end: int, low: int) -> int | None:
    """First word of the noun phrase that ends at word `end`, with its "of / for / at X" parts; None where there is none."""
    if end < low or d.phrase[end] < 0 or (d.quoted(end) and d.length(d.quote[end]) > _LONG_QUOTE):
        return None
    tails, places, close = (d.language.words(f"words.{name}") for name in ("tails_left", "tails_place", "closeness"))
    a = max(d.phrase[end], low)
    for depth in range(_TAILS):
        p = a - 1
        if p < low:
            break
        before = p - 1 >= low and d.phrase[p - 1] >= 0 and d.phrase_last[p - 1] == p - 1
        if d.tag[p] in ("IN", "TO") and d.low[p] in tails and before and d.tag[p - 1] != "PRP":
            if (d.low[p] in places and d.tag[p - 1] in ("VBD", "VBN")) or (d.tag[p - 1] == "CD" and d.low[p] != "of" and d.tag[a] != "CD"):
                break
            a = max(d.phrase[p - 1], low)
        elif d.tag[p] in ("IN", "TO") and p - 2 >= low and d.low[p - 1] in close and d.phrase_last[p - 2] == p - 2:
            a = max(d.phrase[p - 2], low)
        elif d.low[p] in ("and", "&") and before and depth < 2 and d.tag[end] != "PRP" and _joins(d, p, a, low):
            a = max(d.phrase[p - 1], low)
        else:
            break
    return a


def _joins(d: "Document", conjunction: int, after: int, low: int) -> bool:
    """Whether "and" joins two parts of one speaker: Orla Venn and Karl Moss · “…,” the mayor and former judge said · “…,” the army and the police said."""
    first = d.phrase[conjunction - 1]
    if d.low[after] == "that":
        return False
    if first > low + 1 and d.word[first - 1] == "," and _are_speakers(d, conjunction - 1, after):
        return True
    if d.tag[conjunction - 1] in _NAMES_AND_PLURALS and d.tag[after] in _LISTED:
        return True
    return d.tag[first] == "DT" and d.tag[after] in ("JJ", "NN", "NNP", "DT", "PRP$", "CD") and first > low and d.quoted(first - 1)


def _are_speakers(d: "Document", before: int, after: int) -> bool:
    """Whether behind a comma people or bodies are on both sides of "and": S, police and rescue officials said · S, Anna Berg and two witnesses said."""
    words, last = d.language.words, d.phrase_last[after]
    left = d.tag[before] in _NAMES_AND_PLURALS or d.low[before] in words("mentions.organisations")
    return (
        left
        and d.phrase[after] == after
        and d.tag[after] != "CD"
        and (d.tag[last] in ("NNP", "NNPS") or d.low[last] in words("mentions.roles|mentions.organisations"))
    )


def before_bracket(d: "Document", end: int, low: int) -> int | None:
    """The word before the bracket that `end` closes, when a noun phrase ends there."""
    k = end
    while k > low and end - k < _ASIDE and d.word[k] != "(":
        k -= 1
    return k - 1 if k - 1 >= low and d.word[k] == "(" and d.phrase[k - 1] >= 0 else None


def before_aside(d: "Document", comma: int, low: int) -> int | None:
    """At the comma that closes an aside ("X, the Y of Z, said"): the last word of X.

    An aside with a finite verb of its own is none, unless who or which opens it.
    """
    if d.word[comma - 1 : comma] == [")"] and comma - 1 > low:
        return before_bracket(d, comma - 1, low)
    openers, there = d.language.words("words.aside_openers"), d.language.words("words.there")
    for k in range(comma - 1, max(low, comma - _ASIDE) - 1, -1):
        end = k - 2 if k - 2 >= low and d.low[k - 1] in there else k - 1
        if d.word[end] == ")" and d.word[k] == "," and end > low:
            end = before_bracket(d, end, low) or end
        if d.word[k] in _DASHES and end >= low and d.phrase[end] >= 0 and d.phrase_last[end] == end:
            if d.low[k + 1] in openers or d.tag[k + 1] in _ASIDE_TAGS:
                return end if _is_aside(d, k + 1, comma) else None
        elif d.word[k] in (";", ":", ".") and d.starts[k + 1] > d.stops[k]:
            return None
    return None


def _is_aside(d: "Document", start: int, stop: int) -> bool:
    if d.low[start] in d.language.words("words.clause_asides") or (d.tag[start] == "VBG" and d.low[start] in d.language.words("words.aside_openers")):
        return True
    acts = d.tag[start] in ("VBD", "VBN")
    finite = [z for z in range(start + (d.tag[start] == "VBD"), stop) if d.tag[z] in _FINITE and not (acts and d.tag[z] == "VBD" and d.tag[z - 1] == "CC")]
    relative = d.language.words("words.relative_more|words.time_clauses" if d.phrase[start] == start else "words.relative_more")
    return not finite or any(d.low[z] in relative for z in range(start, finite[0]))


def phrase_right(d: "Document", i: int, high: int) -> int | None:
    """Last word of the noun phrase that starts at word `i`, with its tails; None where there is none."""
    if i >= high or d.phrase[i] < 0:
        return None
    j = d.phrase_last[i]
    if d.tag[i] == "PRP":
        return j
    while j + 2 < high:
        follows = d.phrase[j + 2] == j + 2
        if follows and (_is_tail(d, j) or _is_second(d, j, high)):
            j = d.phrase_last[j + 2]
        elif d.low[j + 1] in d.language.words("words.closeness") and j + 3 < high and d.phrase[j + 3] == j + 3:
            j = d.phrase_last[j + 3]
        else:
            break
    return j


def _is_second(d: "Document", j: int, high: int) -> bool:
    """Whether "and X" goes on with the phrase, not with a clause of X's."""
    after = d.phrase_last[j + 2] + 1
    return d.low[j + 1] in ("and", "&") and d.tag[j + 2] != "PRP" and not any(d.tag[k] in _FINITE for k in range(after, min(high, after + 2)))


def _is_tail(d: "Document", j: int) -> bool:
    words = d.language.words
    if d.tag[j + 1] not in ("IN", "TO") or d.low[j + 1] not in words("words.tails_right") or d.tag[j + 2] == "PRP" or d.low[j + 2] in words("words.times"):
        return False
    return not (d.low[j + 1] in words("words.tails_time") and d.low[d.phrase_last[j + 2]] in words("words.occasions"))


def apposition(d: "Document", end: int, high: int) -> int:
    """Last word of the apposition after a noun phrase that ends at `end` (", a spokesman for X"), or `end`."""
    if end + 2 >= high or d.word[end + 1] != "," or d.phrase[end + 2] != end + 2:
        return end
    if d.tag[end + 2] not in _APPOSED and d.low[end + 2] != "who":
        return end
    k = end + 2
    while k < high and d.word[k] not in (",", ".", ";", "—", "“", '"'):
        if (d.tag[k] in _FINITE and d.low[k] in d.language.verbs) or k - end >= _APPOSITION:
            return end
        k += 1
    return k - 1


def name_behind(d: "Document", first: int, end: int, high: int) -> int:
    """Last word of the full name behind the comma after the person described in words [first, end] (the mayor of Sundby, Anna Berg), or `end`.

    A role may stand before the name: one of the authors, surgeon Anna Berg.
    """
    if end + 3 >= high or d.word[end + 1] != "," or d.phrase[end + 2] != end + 2:
        return end
    last = d.phrase_last[end + 2]
    opens = next((k for k in range(end + 2, last) if d.low[k] not in d.language.words("mentions.roles") or not d.word[k].islower()), last)
    full = last > opens and all(d.tag[k] in _PROPER for k in range(opens, last + 1))
    closed = last + 1 >= high or not d.word[last + 1][0].isalnum()
    role = any(d.low[k] in d.language.words("mentions.roles") and d.word[k].islower() for k in range(first, end + 1))
    return last if full and closed and role else end
