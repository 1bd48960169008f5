"""Said and told: the one verb of what was said that was taken for no verb, and a speaker's noun before "said" that was taken for one."""

from firstsaid.statements.document import FINITE, Document

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MISTAKEN = frozenset(("VBN", "NNS", "JJ"))
_ADVERBS = frozenset(("RB", "RBR"))
_PHRASE = _NOUNS | {"DT", "PRP$", "JJ", "CD"}
_INNER = _PHRASE - {"DT", "PRP$"}
_SAID = 8
"""Words from "told" to the verb of what was told."""
_NO_SPEAKER = frozenset(("VBZ", "VBP", "VB", "JJR", "JJS", "RBR", "RBS"))
_PAST = frozenset(("VBD", "CC"))
_BEFORE_NOUN = _PHRASE | {"CC", "POS", "NNPS", "VBN", "IN", ","}
_LEAST = 3
"""Words of a clause before its comma."""
_TAKEN = frozenset(("DT", "PRP$", "NN", "NNS", "CD", "TO", "NNP"))
_ENDS_SUBJECT = _NOUNS | {"PRP", "CD"}
_OBJECT = frozenset(("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "TO", "IN"))


def speakers(d: Document) -> None:
    """Let what stands right before "said" and "told" be a noun, where it was taken for a finite verb too: officials told, the survey said."""
    surest, helpers = d.language.words("limits.strictest"), d.language.words("words.be|words.perfect|words.auxiliaries")
    nouns = d.language.words("mentions.roles|mentions.documents|mentions.organisations|mentions.research|mentions.outlets")
    for i in d.reporting:
        k = i - 1
        if k < 0:
            continue
        if d.tag[i] == "VBP" and d.tag[k] == "VBZ" and _documents(d, i):
            d.tag[k] = "NNS"
        if d.tag[k] in ("PRP", "PRP$") and d.low[k] in nouns:
            d.tag[k] = "NN"
        taken = d.tag[k] in _NO_SPEAKER or (d.tag[k] in _PAST and d.low[k] in nouns)
        if d.tag[i] not in ("VBD", "VBZ") or not taken or d.low[k] in helpers or d.sentence[k] != d.sentence[i] or not d.word[k][0].isalpha():
            continue
        verb = d.language.verbs.get(d.low[i])
        if verb is None or verb.lemma not in surest:
            continue
        named = d.word[k][0].isupper()
        first = k == d.first[d.sentence[k]]
        before = "" if first else d.tag[k - 1]
        plural = d.low[k].endswith("s")
        sure = d.low[k] in nouns or (plural and d.tag[k] == "VBZ") or (named and not first)
        if (first and d.low[k] in nouns) or (not first and before in _BEFORE_NOUN and (sure or before in ("DT", "PRP$", "JJ", "POS"))):
            d.tag[k] = "NNP" if named and not first else "NNS" if plural else "NN"


def _documents(d: Document, i: int) -> bool:
    """Court records show S: whether a noun for documents, taken for a verb, stands before what they do."""
    verb = d.language.verbs.get(d.low[i])
    shows = verb is not None and verb.lemma in d.language.words("limits.closes") and d.low[i - 1] in d.language.words("mentions.documents")
    return shows and d.sentence[i - 2] == d.sentence[i] and d.tag[i - 2] in _NOUNS


def said_clauses(d: Document) -> None:
    """Let the one verb of what was said be finite, and that of what somebody did, saying why."""
    names = ("limits.strictest|limits.closes", "limits.closes", "words.according", "limits.past_forms")
    surest, finds, according, forms = map(d.language.words, names)
    for i in d.reporting:
        if d.low[i] in according and d.low[i + 1 : i + 2] == ["to"]:
            _according(d, i)
        if d.tag[i] == "VBG" and d.word[i - 1] == ",":
            _did(d, d.first[d.sentence[i]], i - 1)
        if d.tag[i] in FINITE or d.tag[i] == "VBN":
            verb = d.language.verbs.get(d.low[i])
            if verb is None or verb.lemma not in surest:
                continue
            _fronted(d, i)
            mistaken = not _MISTAKEN.isdisjoint(d.tag[i + 2 : i + _SAID]) or not forms.isdisjoint(d.low[i + 2 : i + _SAID])
            if (verb.lemma not in finds or d.tag[i] in FINITE) and mistaken:
                _said_clause(d, i, "addressee" in verb.frames)


def _according(d: Document, i: int) -> None:
    """According to court officials: no verb follows."""
    if d.tag[i + 2 : i + 3] == ["VB"] and d.tag[i + 3 : i + 4] in (["NN"], ["NNS"]):
        d.tag[i + 2] = "NN"
    _fronted(d, i)


def _fronted(d: Document, i: int) -> None:
    """The company owed millions, Anna Berg said: the one verb before the comma, taken for an adjective."""
    first = d.first[d.sentence[i]]
    comma = next((k for k in range(first + _LEAST, i) if d.word[k] == ","), first)
    if comma == first or d.tag[first] not in _PHRASE or not FINITE.isdisjoint(d.tag[first:comma]):
        return
    fits = [
        k for k in range(first + 1, comma - 1) if d.tag[k] in ("JJ", "VBN") and d.low[k].endswith("ed") and d.tag[k - 1] in _NOUNS and d.tag[k + 1] in _TAKEN
    ]
    if len(fits) == 1 and not d.quoted(fits[0]):
        d.tag[fits[0]] = "VBD"


def _said_clause(d: Document, i: int, told: bool) -> None:
    """Said the ship left at noon, told her nine had died: the one verb behind a noun phrase, taken for a participle, is finite."""
    stop = d.first[d.sentence[i] + 1]
    joins = d.language.words("words.coordinators")
    end = next((k for k in range(i + 1, stop) if not d.word[k][0].isalnum() or (d.low[k] in joins and k + 1 < stop and d.tag[k + 1] in FINITE)), stop)
    if _marked_verb(d, end, stop) and not any(tag in FINITE for tag in d.tag[i + 1 : end]):
        d.tag[end + 1] = "VBZ"
        return
    if end - i > 2 * _SAID or any(tag in FINITE for tag in d.tag[i + 1 : end]):
        return
    forms = d.language.words("limits.past_forms")
    past = next((k for k in range(i + 2, end) if d.low[k] in forms and d.tag[k] != "VBN" and d.tag[k - 1] in _ENDS_SUBJECT and not d.quoted(k)), None)
    if past is not None and (past + 1 >= end or (d.tag[past + 1] not in _NOUNS and d.low[past + 1] != "by")):
        d.tag[past] = "VBD"
        return
    counts = d.low[i + 1] in d.language.words("words.counting_from") and d.tag[i + 2 : i + 3] in (["CD"], ["JJS"])
    first = _behind_noun(d, i + 1 + counts + (d.tag[i + 2 : i + 3] == ["JJS"]) * counts, end)
    verb = _behind_noun(d, first, end) if told else first
    behind = i > d.first[d.sentence[i]] and (
        d.word[i - 1][0].isalnum() or (d.word[i - 1] == "," and verb < end and d.low[verb] in d.language.words("words.perfect"))
    )
    after = verb
    while after < end and d.tag[after] in _ADVERBS:
        after += 1
    parted, verb = after > verb, after
    fits = behind and d.low[verb + 1 : verb + 2] != ["by"] and verb < end and i + 1 < verb and (not told or i + 1 < first < verb)
    if fits and (d.tag[verb] == "VBN" or (parted and d.tag[verb] == "NNS" and d.low[verb - 1] in d.language.words("words.longer"))):
        d.tag[verb] = "VBD" if d.tag[verb] == "VBN" else "VBZ"
    elif told and i + 1 < first < end and d.tag[first] in ("DT", "PRP$"):
        _in_phrase(d, first - 1, end)
    elif not told and i > d.first[d.sentence[i]] and (d.word[i - 1][0].isalnum() or _behind_aside(d, i)):
        _in_phrase(d, i, end if d.quote[min(end, stop - 1)] < 0 else i)


def _marked_verb(d: Document, mark: int, stop: int) -> bool:
    """Said the affair “stinks”: whether one word between marks, behind a noun, was taken for a plural."""
    alone = mark + 2 < stop and d.word[mark] in ("“", '"', "‘") and not d.word[mark + 2][0].isalnum()
    return alone and d.tag[mark + 1] == "NNS" and d.tag[mark - 1] in ("NN", "NNP")


def _behind_aside(d: Document, i: int) -> bool:
    """Whether "said" follows the comma of an aside, not that of what was said: Anna Berg, the mayor, said."""
    return d.word[i - 1] == "," and not any(tag in FINITE for tag in d.tag[d.first[d.sentence[i]] : i])


def _did(d: Document, first: int, stop: int) -> None:
    """The head of the union immediately cried foul, saying: a past form behind an adverb, in words [first, stop) without another verb."""
    if first >= stop or any(tag in FINITE for tag in d.tag[first:stop]):
        return
    verb = next((k for k in range(first + 2, stop) if d.tag[k] == "VBN" and d.tag[k - 1] == "RB" and d.tag[k - 2] in _NOUNS), None)
    if verb is not None and not d.quoted(verb):
        d.tag[verb] = "VBD"


def _in_phrase(d: Document, i: int, end: int) -> None:
    """Said the letter lacks detail, said the land complicated efforts, said the line in question referred to it: the verb is in or behind the phrase."""
    if i + 2 >= end or d.tag[i + 1] not in _PHRASE:
        return
    for z in range(i + 2, end - 1):
        tag, before, after = d.tag[z], d.tag[z - 1], d.tag[z + 1]
        if before in _NOUNS and after in _OBJECT and d.low[z + 1] != "by":
            if tag in ("VBN", "JJ") and d.low[z].endswith("ed"):
                d.tag[z] = "VBD"
                return
            if tag == "NNS" and before in ("NN", "NNP") and after in ("DT", "PRP$", "JJ", "IN") and d.low[z + 1] != "of":
                d.tag[z] = "VBZ"
                return
        if tag not in _INNER and tag not in ("VBN", "VBG", "IN", "POS", "DT", "RB"):
            return


def _behind_noun(d: Document, first: int, end: int) -> int:
    """The word behind the noun phrase that opens at word `first`; `first` where none does."""
    if first < end and d.tag[first] == "PRP":
        return first + 1
    k = first
    while k < end and (d.tag[k] in _PHRASE if k == first else d.tag[k] in _INNER):
        k += 1
    return k if k > first and d.tag[k - 1] in _NOUNS | {"CD"} else first
