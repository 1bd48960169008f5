"""The subject of a reporting verb: adjacency before anything else."""

from firstsaid.statements.document import FINITE, NAMES, Document
from firstsaid.statements.language import endings
from firstsaid.statements.phrases import before_aside, before_bracket, phrase_left
from firstsaid.statements.reading import Subject, Words

_COMMAS = frozenset((",", "—", "–", "--", ")"))
_CLOSING = frozenset(("”", '"', "''", "’"))
_TITLE = 60
"""Characters of a work's title between marks, at most."""
_RELATIVE_REACH = 14
_RELATIVE_ENDS = frozenset((",", ";", ":", '"', "“", "”", "—", "–", "--"))
_RELATIVE_CLAUSE = 20
"""Words of a relative clause, at most."""
_NOUNS = frozenset(("NN", "NNS", *NAMES))
_PARTICIPLE_REACH = 10
_INFINITIVES = 16
"""Words of infinitives that tell of a subject: activists determined to use the vote to press for peace."""
_BEFORE_CLAUSE = frozenset((",", "but", "and", "while", "that", "as", "because", "so", "though", "although", "“", '"'))
_ADVERBIAL = 6
"""Words of an aside that tells when: X had, on Saturday, quoted."""
_ENDS_RELATIVE = frozenset(("VBD", "VBN", "VBG", "VB", "RP", "RB"))


def subject_left(d: Document, verb: int, low: int, deep: int = 0) -> Subject | None:
    """The subject left of a verb, looking no further than word `low`; None where no noun phrase is in its place."""
    j = _past_adverbs(d, verb, low)
    if j < low:
        return None
    if d.word[j] in _CLOSING and d.word[j - 1] == "," and d.quoted(j) and d.length(d.quote[j]) < _TITLE and d.quotes[d.quote[j]].first > low + 1:
        j -= 1
    if d.word[j] in _COMMAS:
        return _over_aside(d, j, low)
    if d.low[j] in ("who", "which") or (d.low[j] == "that" and d.tag[j] in ("WDT", "WP")):
        return _antecedent(d, j, low)
    if d.tag[j] == "CC" or d.low[j] in ("and", "but", "then"):
        return None
    if d.phrase[j] < 0 and d.tag[j] in ("VBN", "JJ") and j - 1 >= low and d.phrase[j - 1] >= 0:
        j -= 1
    if d.phrase[j] < 0:
        return (_with_relative(d, j + 1, j, low) or _with_contact(d, j, low)) if d.tag[j] in _ENDS_RELATIVE else None
    a = phrase_left(d, j, low)
    if a is None:
        return None
    if d.low[a] == "that" and a < j and d.tag[a + 1] in ("NNP", "NNPS"):
        a += 1
    if d.low[a] in d.language.words("words.own_openers") and a < j and d.tag[a + 1] in ("NNP", "NNPS", "NNS"):
        a += 1
    party = _of_party(d, a, low)
    if party is not None:
        return Subject(party, j, a - 2)
    told = _behind_adverbial(d, a, low, deep) or _apposed(d, a, j, low) or _with_relative(d, a, j, low)
    return told or _with_participle(d, a, j, low) or _with_gerund(d, a, j, low) or _determined(d, a, j, low) or Subject(a, j, j)


def _determined(d: Document, a: int, end: int, low: int) -> Subject | None:
    """Residents determined to keep the pier said: the subject before infinitives whose object, from word `a` on, is next to the verb."""
    to = a - 2
    if to <= low or d.tag[a - 1] != "VB" or d.low[to] != "to" or d.tag[end] == "PRP":
        return None
    for k in range(to, max(low, to - _INFINITIVES), -1):
        if d.word[k] in _RELATIVE_ENDS or d.tag[k] in FINITE or d.quoted(k):
            return None
        if d.low[k] == "to" and d.tag[k - 1] in ("VBN", "VBD", "JJ", "VBG") and _is_noun(d, k - 2) and d.phrase_last[k - 2] == k - 2:
            first = phrase_left(d, k - 2, low)
            if first is not None and (first == low or d.low[first - 1] in _BEFORE_CLAUSE):
                return Subject(first, end, k - 2)
    return None


def _past_adverbs(d: Document, verb: int, low: int) -> int:
    auxiliaries, times, openers = d.language.words("words.auxiliaries"), d.language.words("words.times"), d.language.words("words.time_openers")
    dates = d.language.words("words.time_openers|words.times")
    j = verb - 1
    while j >= low and not d.closes_name(j):
        time = d.low[j] in times
        if time and j > low and d.low[j - 1] in openers:
            j -= 2
        elif time and d.phrase[j] > low and (d.low[d.phrase[j]] in openers or d.low[d.phrase[j]] == "that") and d.phrase_last[j] == j:
            j = d.phrase[j] - 1
        elif (
            (j < verb - 1 and d.tag[j] == "IN" and d.low[j] in d.language.words("words.dating") and d.low[j + 1] in dates)
            or d.low[j] in auxiliaries
            or (d.low[j] == "since" and d.low[j - 1] in d.language.words("words.perfect"))
            or d.tag[j] in ("RB", "MD", "RBR")
            or (d.low[j] in d.language.words("words.floating") and j - 1 >= low and d.phrase[j - 1] >= 0 and d.phrase[j] in (-1, j))
            or (time and d.phrase[j] == j == d.phrase_last[j])
        ):
            j -= 1
        else:
            break
    return j


def _over_aside(d: Document, comma: int, low: int) -> Subject | None:
    """X, the Y of Z, said · X (Z) said."""
    opens = next((k for k in range(comma - 1, max(low, comma - _ADVERBIAL), -1) if d.word[k] == ","), None)
    if opens is not None and d.low[opens - 1] in d.language.words("words.perfect") and d.low[opens + 1] in d.language.words("words.dating"):
        return subject_left(d, opens - 1, low)
    head = before_bracket(d, comma, low) if d.word[comma] == ")" else before_aside(d, comma, low)
    if d.word[comma] == "," and d.word[comma + 2 : comma + 3] != [","]:
        outer = _before_relative(d, comma if head is None else head, low, head is None)
        head = head if outer is None else outer
    if head is not None and head > low and d.low[head].endswith(("self", "selves")) and d.phrase[head - 1] >= 0:
        head -= 1
    if head is not None and d.low[head] in d.language.words("words.times") and d.phrase[head] - 1 >= low and d.phrase[d.phrase[head] - 1] >= 0:
        head = d.phrase[head] - 1
    a = phrase_left(d, head, low) if head is not None else None
    if head is None or a is None:
        return None
    opens = d.tag[a - 1] in ("VBG", "VBN") or d.low[a - 1] in d.language.words("words.adverbial_aside") if a > low else False
    if a - 3 >= low and d.word[a - 2] == "," and d.phrase[a - 3] >= 0 and opens:
        head = a - 3
        head -= 2 * (d.tag[head] == "CD" and d.word[head - 1] == "," and head - 2 >= low and d.phrase[head - 2] >= 0)
        further = phrase_left(d, head, low)
        a = further if further is not None else d.phrase[head]
    if d.tag[head] == "CD" and a - 2 >= low and d.word[a - 1] == "," and d.tag[a - 2] in ("NNP", "NNPS"):
        head, a = a - 2, d.phrase[a - 2]
    first = _named_before(d, a, low)
    if first is None:
        first = _of_party(d, a, low)
    if first is not None:
        a, head = first, a - 2
    elif d.word[comma] == "," and (told := _with_participle(d, a, head, low)) is not None:
        a, head = told.first, told.head
    if a > low and d.tag[a - 1] == "IN" and d.low[a - 1] in d.language.words("words.tails_left") and d.finite(low, a) and d.tag[head] not in NAMES:
        return None
    return Subject(a, comma if d.word[comma] == ")" else comma - 1, head)


def _before_relative(d: Document, end: int, low: int, closed: bool) -> int | None:
    """X, who runs the Y, a firm, said · X who asked for no name, said: the last word of X, before the relative clause that ends at word `end`.

    `closed`: no aside stands behind the clause, and no comma before it.
    """
    for k in range(end - 1, max(low, end - _RELATIVE_CLAUSE), -1):
        if d.word[k] in (";", ":", "“", "”", '"', "—", "–") or d.quoted(k):
            return None
        if d.low[k] in ("who", "whose"):
            last = k - 2 if d.word[k - 1] == "," and not closed else k - 1
            fits = last >= low and d.phrase[last] >= 0 and d.phrase_last[last] == last and d.finite(k + 1, end)
            return last if fits else None
        if d.word[k] == ",":
            return None
    return None


def _of_party(d: Document, a: int, low: int) -> int | None:
    """Rep. Anna Berg, R-Oria said: the first word of the name before a party and a place, which open at word `a` behind a comma."""
    party = a - 2 >= low and d.word[a - 1] == "," and d.word[a][0].isupper() and d.low[a].startswith(endings(d.language.words("words.party_marks")))
    return phrase_left(d, a - 2, low) if party and d.tag[a - 2] in ("NNP", "NNPS") else None


def _named_before(d: Document, a: int, low: int) -> int | None:
    """X, the Y of Z, one of the Zs, said: the first word of the name before another aside that opens at word `a`."""
    opens = a - 2 >= low and (d.tag[a] == "DT" or d.low[d.phrase_last[a]] in d.language.words("mentions.roles"))
    if not opens or d.word[a - 1] != "," or d.tag[a - 2] not in ("NNP", "NNPS") or d.phrase_last[a - 2] != a - 2:
        return None
    first = phrase_left(d, a - 2, low)
    return first if first is not None and (first == low or d.quoted(first - 1) or d.word[first - 1] == ",") else None


def _antecedent(d: Document, relative: int, low: int) -> Subject | None:
    k = relative - 1
    if k >= low and d.word[k] == ",":
        named = before_aside(d, k, low)
        at = d.phrase[k - 1] - 1
        if at - 2 > low and d.low[at] in ("of", "from") and d.word[at - 1] == "," and d.tag[at - 2] in ("NNP", "NNPS"):
            k = at - 2
        else:
            apposed = named is not None and d.tag[named] in ("NNP", "NNPS") and (d.tag[k - 1] not in ("NNP", "NNPS") or _is_office(d, named + 2, k))
            k = named if named is not None and apposed else k - 1
    dated = d.low[k] in d.language.words("words.times") or d.tag[k] == "CD"
    if k - 2 > low and dated and d.tag[k - 1] == "VBN":
        k -= 2 + (d.word[k - 2] == ",")
    a = phrase_left(d, k, low) if k >= low else None
    if a is not None and d.low[a : a + 2] in (["that", "of"], ["those", "of"]) and a + 2 <= k:
        a += 2
    if a is not None and d.low[k] in d.language.words("mentions.documents") and d.phrase[k] > a and d.low[d.phrase[k] - 1] not in ("of", "for", "and"):
        a = d.phrase[k]
    behind = a is not None and d.phrase[k] > a and d.word[relative - 1] == ","
    before = d.low[d.phrase[k] - 1] if behind else ""
    people = d.low[relative] == "who" and a is not None and d.phrase[k] > a and _are_people_beside(d, a, k)
    if people or (d.tag[k] in ("NNP", "NNPS") and before in ("to", "with", "from", "on", "by")) or (d.low[relative] == "who" and before == "by"):
        a = d.phrase[k]
    return Subject(a, relative, k) if a is not None else None


def _are_people_beside(d: Document, a: int, k: int) -> bool:
    """A rebuke from lawmakers who said S: whether those who said it are the people behind a thing, which no person's noun is."""
    roles = d.language.words("mentions.roles|mentions.partisans|mentions.peoples")
    people = d.low[k] in roles or (d.low[k].endswith("s") and d.low[k][:-1] in roles)
    return people and d.low[d.phrase[k] - 1] in ("from", "for", "by", "among") and d.low[d.phrase_last[a]] not in roles and d.tag[d.phrase_last[a]] == "NN"


def _behind_adverbial(d: Document, a: int, low: int, deep: int) -> Subject | None:
    """Oria has on many occasions condemned · the ministry, in two letters to X stated."""
    if a - 2 < low or d.tag[a - 1] != "IN" or d.low[a - 1] not in d.language.words("words.adverbial"):
        return None
    if d.low[a - 2] in d.language.words("words.perfect") and deep < 3:
        return subject_left(d, a - 1, low, deep + 1)
    if d.word[a - 2] == "," and a - 3 >= low and d.phrase[a - 3] >= 0:
        first = phrase_left(d, a - 3, low)
        if first is not None and not d.finite(low, first):
            return Subject(first, a - 3, a - 3)
    return None


def _is_office(d: Document, a: int, end: int) -> bool:
    """Anna Berg, president of the union: whether an office with what it is of opens at word `a`, behind a full name."""
    head, name = d.phrase_last[a], a - 2
    office = head < end and d.tag[head] == "NN" and d.word[a].islower() and d.low[head] in d.language.words("mentions.roles")
    return office and d.tag[name] == "NNP" and 0 <= d.phrase[name] < name and d.low[name] not in d.language.words("words.times|words.dates")


def _apposed(d: Document, a: int, end: int, low: int) -> Subject | None:
    """X, an agency of Y said: the comma that should close the aside is missing; not X, an expert told Y, was."""
    if a - 2 < low or d.word[a - 1] != "," or not (d.low[a] in ("a", "an") or _is_office(d, a, end)):
        return None
    if not (d.phrase[a - 2] == low or d.tag[a - 2] in ("NNP", "-RRB-") or d.word[a - 2] == ")"):
        return None
    if any(d.word[z] == "," and d.tag[z + 1] in FINITE for z in range(end + 2, min(d.sentence_stop(end), end + _PARTICIPLE_REACH) - 1)):
        return None
    k = before_bracket(d, a - 2, low) if d.word[a - 2] == ")" else a - 2
    first = phrase_left(d, k, low) if k is not None and d.phrase[k] >= 0 and d.tag[k] != "CD" else None
    if k is None or first is None or not (first == low or d.word[first - 1] == ","):
        return None
    return Subject(first, end, k)


def _with_relative(d: Document, a: int, end: int, low: int) -> Subject | None:
    """An official who spoke on condition of anonymity said."""
    if d.tag[end] == "PRP" and (d.low[end] == "it" or d.low[end] not in d.language.words("words.objects")) and not _is_done_to(d, end):
        return None
    k = a - 1
    thing = d.language.words("mentions.mute_that")
    while k > low and a - k < _RELATIVE_REACH and d.word[k] not in _RELATIVE_ENDS and d.low[k] not in ("who", "whose", "said") and d.tag[k] != "WDT":
        if d.low[k] == "that" and d.low[k - 1] in thing:
            return _up_to(d, k - 1, end, low)
        k -= 1
    opens = k > low and (d.low[k] in ("who", "whose") or (d.low[k] in ("that", "which") and d.tag[k] == "WDT"))
    if not opens or d.phrase[k - 1] < 0 or not (any(d.tag[z] in FINITE for z in range(k + 1, a)) or (k + 1 < a and d.tag[k + 1] == "NNS")):
        return None
    return _up_to(d, k - 1, end, low)


def _is_done_to(d: Document, end: int) -> bool:
    """Whether "it" is what somebody does something to, and nothing that is thought or said: the lad who actually drove it said."""
    verb, words = end - 1, d.language.words
    start = verb - (d.tag[verb - 1] == "RB") - 1
    relative = d.low[start] in ("who", "whose") or (d.low[start] == "that" and d.tag[start] == "WDT")
    return d.low[end] == "it" and d.tag[verb] in FINITE and relative and d.low[verb] not in d.language.verbs and d.low[verb] not in words("words.thinking")


def _with_contact(d: Document, end: int, low: int) -> Subject | None:
    """Residents the Herald spoke to said: the verb of a clause without who or that stands at word `end`, a preposition behind it."""
    inner = d.phrase[end - 1] if end > low else -1
    outer = inner - 1
    ends = inner > low and d.phrase_last[end - 1] == end - 1 and d.phrase[outer] >= 0 and d.phrase_last[outer] == outer
    if not ends or d.tag[end + 1] not in ("IN", "TO") or d.tag[outer] not in ("NN", "NNS"):
        return None
    return _up_to(d, outer, end + 1, low)


def _up_to(d: Document, head: int, end: int, low: int) -> Subject | None:
    """The subject whose noun is word `head`, with what stands behind it up to word `end`."""
    first = phrase_left(d, head, low)
    return Subject(first, end, head) if first is not None else None


def _with_participle(d: Document, a: int, end: int, low: int) -> Subject | None:
    """A guard interviewed by Oria in a third country said; a report of the Harbour Board seen by Oria says; a post shared 9,000 times says."""
    if d.tag[a - 1] in ("VBN", "VBD") and a - 2 >= low and _is_noun(d, a - 2) and _counts(d, a):
        return _up_to(d, a - 2, end, low)
    if a - 4 >= low and d.low[a - 2 : a] == ["to", "be"] and d.tag[a - 3] == "VBN" and _is_noun(d, a - 4):
        return _up_to(d, a - 4, end, low)
    doing = d.tag[a - 1] == "VBG" and d.tag[a - 2] == "IN"
    if a - 3 - doing < low or (d.tag[a - 1] not in ("IN", "TO") and not doing) or d.tag[end] == "PRP":
        return None
    for k in range(a - 2 - doing, max(low, a - _PARTICIPLE_REACH), -1):
        acting = d.tag[k] == "VBG" and d.low[k] in d.language.words("words.acting")
        noun = k - 1 - (d.tag[k] == "VBN" and d.tag[k - 1] == "RB" and k - 2 >= low)
        if (d.tag[k] == "VBN" or acting) and _is_noun(d, noun):
            first = phrase_left(d, noun, low)
            if d.tag[noun] in NAMES and (first is None or d.low[d.phrase_last[first]] not in d.language.words("mentions.documents")):
                return None
            further = _with_participle(d, first, end, low) if first is not None and d.tag[first - 1] == "IN" and first > low else None
            if further is not None:
                return further
            opens = next((z + 1 for z in range(noun, low, -1) if d.word[z] == ","), low)
            clear = first is not None and not any(d.verb[z] and not d.quoted(z) for z in range(opens, first))
            return Subject(first, end, noun) if first is not None and clear else None
        if d.verb[k] or not d.word[k][0].isalnum():
            return None
    return None


def _is_noun(d: Document, i: int) -> bool:
    """Whether a noun phrase ends with the noun at word `i`, or "those" stands there for one."""
    return d.phrase_last[i] == i and (d.tag[i] in _NOUNS or (d.low[i] in d.language.words("mentions.those") and d.phrase[i] == i))


def _counts(d: Document, a: int) -> bool:
    """Whether the phrase that opens at word `a` is a number, or tells how often."""
    return d.tag[a] == "CD" or d.low[d.phrase_last[a]] in d.language.words("mentions.numbers|words.counted_times")


def _with_gerund(d: Document, a: int, end: int, low: int) -> Subject | None:
    """The noun before a gerund and its object, at the head of its clause: the judge hearing the case said; not a monitoring group."""
    g = a - 1
    if g <= low or d.tag[g] != "VBG" or not d.word[g].endswith("ing") or d.tag[end] == "PRP" or not _is_noun(d, g - 1):
        return None
    bare = d.tag[a] in ("NN", "NNS", "JJ") and (d.tag[d.phrase_last[a]] == "NN" or d.tag[g - 1] in NAMES) and d.low[g] not in d.language.words("words.acting")
    first = phrase_left(d, g - 1, low)
    if bare or first is None or d.low[g] in d.language.words("words.gerund_prepositions|mentions.citing"):
        return None
    opens = next((z + 1 for z in range(first - 1, low - 1, -1) if d.word[z] in _COMMAS), low)
    return Subject(first, end, g - 1) if not any(d.verb[z] for z in range(opens, first)) else None


def main_subject(d: Document, low: int, verb: int) -> Words | None:
    """The subject of the last main clause before `verb`, else of the first clause."""
    subordinators = d.language.words("words.subordinators")
    first: Words | None = None
    best: Words | None = None
    for i in range(low, verb):
        if d.tag[i] not in FINITE or d.quoted(i):
            continue
        subject = subject_left(d, i, low)
        if subject is None:
            continue
        first = first or subject.words
        p = subject.first - 1
        joined = p >= low and d.low[p] in ("and", "but") and d.word[p - 1] == ","
        if p < low or (d.word[p] in (",", ";") and d.low[low] not in subordinators) or joined or (d.word[p] == "," and best is None):
            best = subject.words
    return best or first
