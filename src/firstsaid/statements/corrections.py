"""Tags set right where the tagger is known to slip: said and told, names, persons, titles."""

from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.offices import offices
from firstsaid.statements.said_clauses import said_clauses, speakers
from firstsaid.statements.signing_off import documents_close, signs_off
from firstsaid.statements.slips import acronyms, anybody, is_told, media, slips
from firstsaid.statements.title_verbs import title_verbs

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_VERBS = frozenset(("VBN", "VBD", "VBZ", "VBP", "VB"))
_GOES_ON = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "CC", "HYPH"))
_TAILS = frozenset(("IN", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS"))
_SPEAKER = 9
"""Words that a speaker of that kind has at most."""
_NAME = 5
"""Words from a role to the verb behind the name."""
_ACRONYM = 6
_DOUBTFUL = frozenset(("JJ", "VBG", "VBZ", "PRP$"))
_BASE = frozenset(("VB", "VBP"))
_ODD = _DOUBTFUL | _BASE
_NOT_SURE = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "NN", "NNS", "JJ", "RB", "FW"))
_QUOTED = frozenset(("PRP", "PRP$", "NNP", "DT", "CD"))
_SURE = frozenset(("DT", "PRP", "PRP$", "CC", "TO", "WP", "WDT", "WRB", "EX", "MD", "IN", "CD", "POS"))
"""Tags that are right at the head of a sentence too."""
_SURNAMES = frozenset(("NN", "NNS", "JJ", "VB", "VBP"))
_NO_SUBJECT = frozenset(("JJ", "VBN", "VB", "VBP", "VBZ", "RB", "FW", "UH"))


def correct(d: Document) -> None:
    """Set a document's tags right, verbs first."""
    _verbs_first(d)
    names = ("words.closeness", "words.times", "mentions.roles", "mentions.unnamed_outlet_nouns", "mentions.tells")
    close, times, roles, reports, tells = (d.language.words(name) for name in names)
    reports |= d.language.words("mentions.collective_outlets")
    waiting = _waiting(d, close, roles)
    known = {d.word[i] for i in waiting if d.tag[i] == "NNP"}
    for i in waiting:
        tag, low = d.tag[i], d.low[i]
        if tag == "ADD":
            d.tag[i] = "NNP" if d.word[i][0].isupper() and "@" not in d.word[i] else tag
        elif (tag in ("NN", "NNS", "IN", "VBZ") and _is_seen_as_name(d, i, known)) or (tag in _SURNAMES and _is_surname(d, i)):
            d.tag[i] = "NNP"
        elif tag in _NOUNS:
            _plain_noun(d, i, tag)
        elif tag == "CD" and i > d.first[d.sentence[i]] and d.tag[i - 1] == "NNP":
            d.tag[i] = "NNP"
        elif tag == "PRP$" and d.tag[i + 1 : i + 2] in (["VBP"], ["VBD"], ["VBZ"], ["MD"]):
            d.tag[i] = "PRP"
        elif _is_noun(d, i, tag):
            d.tag[i] = "NN"
        elif tag in ("RB", "UH") and _closes_name(d, i):
            d.tag[i] = "NNP"
        elif tag == "VBZ" and low in times:
            d.tag[i] = "RB"
        elif tag == "JJ" and d.low[i - 1] in tells and d.word[i] != low and is_told(d, i):
            d.tag[i] = "NNP"
        elif (tag == "VBZ" and low in roles and d.low[i - 1] in tells) or (
            tag == "VBZ" and (d.tag[i + 1 : i + 2] == ["MD"] or (low in reports and _goes_on_finite(d, i + 1)))
        ):
            d.tag[i] = "NNS"
        elif tag == "JJ" or d.word[i] != low or low in close:
            d.tag[i] = _noun(d, i, tag)
    said_clauses(d)
    anybody(d)


def _goes_on_finite(d: Document, i: int) -> bool:
    """Whether a past form stands at a word, or a verb that reports: reports emerged, media reports suggest."""
    return i < len(d.tag) and (d.tag[i] == "VBD" or (d.tag[i] == "VBP" and d.low[i] in d.language.verbs))


def _verbs_first(d: Document) -> None:
    """What is a verb and what is none, by which the rest is told."""
    for put_right in (acronyms, media, documents_close, _openings, _verbs, title_verbs, _links, slips, speakers, offices):
        put_right(d)


def _waiting(d: Document, close: frozenset[str], roles: frozenset[str]) -> list[int]:
    """Words whose tags may be wrong: those with a capital, and those with a tag that is often given wrongly."""
    found = {i for i in d.capital if d.tag[i] and _may_be_name(d.word[i], d.tag[i])}
    found.update([i for i, tag in enumerate(d.tag) if tag in _ODD and (tag in _DOUBTFUL or d.low[i] in roles)])
    if not close.isdisjoint(d.low):
        found.update([i for i, low in enumerate(d.low) if low in close and d.tag[i]])
    return sorted(found)


def _may_be_name(word: str, tag: str) -> bool:
    """Whether a word with a capital has a tag that may be wrong for that."""
    return tag not in _SURE or word[-1] == "." or (word.isupper() and "-" in word) or (tag == "CD" and word[0].isalpha())


def _links(d: Document) -> None:
    """Let a word with a capital between names be part of the name, where a sentence's other words have none: Medics Across Borders."""
    links = d.language.words("mentions.name_links")
    for i in [i for i in d.capital if d.low[i] in links and i + 1 < len(d.low)]:
        if d.tag[i] in ("IN", "TO", "NN", "JJ", "RB") and not d.word[i].isupper() and not d.title[d.sentence[i]]:
            first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
            inside = first < i < stop - 1 and d.word[i - 1][0].isupper() and d.word[i + 1][0].isupper() and d.tag[i - 1] in _NOUNS
            if inside and any(d.tag[k] in FINITE and d.word[k].islower() for k in range(first, stop)):
                d.tag[i - 1 : i + 2] = ["NNP", "NNP", "NNP"]


def _openings(d: Document) -> None:
    """Let a sentence's first word be a name where the text has it as a name elsewhere and never in small letters: Fields, Stone, Grant."""
    roles = d.language.words("mentions.roles")
    firsts = [i for i in d.first[:-1] if d.tag[i] in _NOT_SURE and d.word[i][0].isupper() and not d.title[d.sentence[i]]]
    wanted = {d.word[i] for i in firsts if d.low[i] not in d.language.verbs and d.low[i] not in roles}
    again = [i for i in d.capital if d.word[i] in wanted and i and not d.title[d.sentence[i]]] if wanted else []
    given = d.language.words("mentions.given_names")
    named = {d.word[i] for i in again if (d.tag[i] == "NNP" and d.word[i - 1].islower()) or (d.low[i - 1] in given and d.word[i - 1].istitle())}
    for i in firsts:
        if (d.word[i] in named and d.low[i] not in d.word) or (d.tag[i] in ("VB", "VBP") and _names_speaker(d, i)):
            d.tag[i] = "NNP"
    for i in d.first[:-1]:
        if d.tag[i] == "MD" and d.word[i][0].isupper() and not d.title[d.sentence[i]] and _names_speaker(d, i):
            d.tag[i] = "NNP"


def _names_speaker(d: Document, i: int) -> bool:
    """Whether a sentence's first word is a first name, since a name and a past verb of saying follow, or an age: Will Knight accused; Hope Cook, 34."""
    says = d.tag[i + 1 : i + 3] == ["NNP", "VBD"] and d.low[i + 2] in d.language.verbs
    return says or d.tag[i + 1 : i + 5] == ["NNP", ",", "CD", ","]


def _is_noun(d: Document, i: int, tag: str) -> bool:
    """A noun that the tagger took for a verb: economist Karl Reuss wrote, a recording posted by Y, shipping agents in X said."""
    if tag == "VBG":
        owned = i > 0 and d.tag[i - 1] == "POS" and d.tag[i + 1 : i + 2] in (["VBD"], ["VBZ"], [","], ["."])
        return owned or _of_office(d, i) or _modifies(d, i) or (d.low[i] in d.language.words("mentions.documents") and d.tag[i - 1] in ("DT", "NN", "JJ"))
    before, roles = d.tag[i - 1], d.language.words("mentions.roles")
    single = tag == "VBZ" and d.low[i][:-1] not in roles and d.low[i] not in d.language.verbs
    return (
        (tag in _BASE or single)
        and d.low[i] in roles
        and d.tag[i + 1 : i + 2] == ["NNP"]
        and before not in ("TO", "MD", "PRP", "NNS" if not _says_behind_name(d, i) else "")
    )


def _says_behind_name(d: Document, i: int) -> bool:
    """Whether a name stands behind a word and "said" or a colon behind that: the ship rights activist Anna Berg said; Rovers manager Ida Moss: “…”"""
    name = next((k for k in range(i + 1, min(len(d.tag), i + _NAME)) if d.tag[k] != "NNP"), i)
    return name > i + 1 and (d.word[name] == ":" or _says(d, name - 1))


def _of_office(d: Document, i: int) -> bool:
    """“…,” said managing director X: a participle that belongs to the office behind the verb."""
    after = d.low[i + 1 : i + 2]
    return i > 1 and bool(after) and d.quoted(i - 2) and d.low[i - 1] in d.language.verbs and after[0] in d.language.words("mentions.roles")


def _plain_noun(d: Document, i: int, tag: str) -> None:
    """Set a common noun right that is an acronym, or the "familiar" of "familiar with"."""
    low = d.low[i]
    named = d.tag[i + 1 : i + 2] == ["NNP"] and d.tag[i + 2 : i + 3] in (["VBD"], ["VBZ"])
    if d.word[i] != low and low in d.language.words("words.as_told") and i == d.first[d.sentence[i]] and not named:
        d.tag[i] = "IN"
    elif tag == "NN" and low in d.language.words("words.closeness") and d.low[i + 1 : i + 2] in (["with"], ["to"]):
        d.tag[i] = "JJ"
        if i and d.tag[i - 1] == "JJ" and d.low[i - 1] in d.language.words("mentions.roles"):
            d.tag[i - 1] = "NNS" if d.low[i - 1].endswith("s") else "NN"
    elif tag in ("NN", "NNS") and _is_capital_name(d, i, tag):
        d.tag[i] = "NNP"


def _is_capital_name(d: Document, i: int, tag: str) -> bool:
    """Whether a common noun's capitals make it a name: told the Post, KNA, and "Orla says" at the head of a sentence."""
    word, low, first = d.word[i], d.low[i], d.first[d.sentence[i]]
    named = i > first and (d.low[i - 1] == "the" or (d.tag[i - 1] in ("NNP", "NNPS") and not d.title[d.sentence[i]])) and _is_medium(d, i)
    opens = i > first and d.low[i - 1] == "the" and word.istitle() and low in d.language.words("words.times") and d.tag[i + 1 : i + 2] == ["NNP"]
    if tag == "NN" and ((i == first and _says(d, i) and _unlisted(d, low)) or named or (opens and not d.title[d.sentence[i]])):
        return True
    return word.isupper() and 1 < len(word) <= _ACRONYM and word.isalnum() and word[0].isalpha() and not d.title[d.sentence[i]]


def _is_seen_as_name(d: Document, i: int, known: set[str]) -> bool:
    """Whether a word at the head of a sentence is a name elsewhere in the text, or has a hyphen: Oakes said, told KNA-TV, Ida Orr-Masters."""
    word, first = d.word[i], i == d.first[d.sentence[i]]
    if "-" in word and not d.title[d.sentence[i]] and (word.isupper() or (not first and d.tag[i] == "VBZ" and word[-1] == "s" and word.istitle())):
        return True
    return d.tag[i] in ("NN", "NNS") and i == d.first[d.sentence[i]] and word in known and _unlisted(d, d.low[i])


def _is_surname(d: Document, i: int) -> bool:
    """Whether a word with a capital stands behind a role and a first name: minister Ida Stone, resident Karl White."""
    if not d.word[i].istitle() or d.tag[i - 1] != "NNP" or d.title[d.sentence[i]]:
        return False
    return i > d.first[d.sentence[i]] + 1 and d.low[i - 2] in d.language.words("mentions.roles") and d.low[i - 1] not in d.language.words("mentions.roles")


def _closes_name(d: Document, i: int) -> bool:
    """Whether an adverb with a capital is the last word of a name in the midst of an ordinary sentence: Varrow Now reported."""
    inside = i > d.first[d.sentence[i]] and not d.title[d.sentence[i]] and d.tag[i - 1] in ("NNP", "NNPS")
    return inside and d.word[i].istitle() and (d.quoted(i) == d.quoted(i - 1))


def _is_medium(d: Document, i: int) -> bool:
    return d.word[i][0].isupper() and d.low[i] in d.language.words("mentions.outlet_names")


def _verbs(d: Document) -> None:
    """Let "says" and "told" be verbs, and finite ones where no form of be or have precedes."""
    words = d.language.words
    roles = words("mentions.roles")
    pasts, presents = words("limits.pasts"), words("limits.presents")
    surest, helpers = words("limits.strictest"), words("words.be|words.perfect")
    for i in d.reporting:
        tag = d.tag[i]
        if d.low[i] in pasts and tag not in ("VBD", "VBN"):
            tag = d.tag[i] = "VBD"
        if tag in ("IN", "JJ", "VB") and d.low[i + 1 : i + 2] == ["that"] and _plural_says(d, i, roles):
            d.tag[i] = "VBP"
        if tag not in _NOUNS and tag != "VBN":
            continue
        verb = d.language.verbs.get(d.low[i])
        if tag == "VBN" and d.low[i - 1] in ("and", "but") and d.low[i + 1 : i + 2] == ["that"]:
            d.tag[i] = "VBD"
        if verb is not None and tag == "NN" and d.low[i] == verb.lemma and (_plural_says(d, i, roles) or _documents_say(d, i)):
            d.tag[i] = "VBP"
        if tag == "NNS" and ((d.low[i] in presents and d.tag[i - 1] in _NOUNS) or _closes(d, i) or _as_told(d, i) or signs_off(d, i) or _takes_object(d, i)):
            d.tag[i] = "VBZ"
        if verb is None or d.low[i] == verb.lemma:
            continue
        if tag == "NNS" and verb.lemma not in surest and _says_that(d, i):
            d.tag[i] = "VBZ"
            if d.tag[i - 1] in ("JJ", "VB"):
                d.tag[i - 1] = "NN" if d.word[i - 1].islower() else "NNP"
            continue
        if tag == "NN" and d.low[i].endswith("ed") and i and d.low[i - 1] in roles and d.word[i - 1].islower():
            d.tag[i - 1 : i + 1] = ["NNS" if d.low[i - 1].endswith("s") else "NN", "VBD"]
        if verb.lemma not in surest:
            continue
        if tag != "VBN":
            d.tag[i] = "VBZ"
        elif i > d.sentence_start(i) and not any(d.low[k] in helpers and d.tag[k] != "POS" for k in range(max(d.sentence_start(i), i - 3), i)):
            d.tag[i] = "VBD"


def _plural_says(d: Document, i: int, roles: frozenset[str]) -> bool:
    """…, the authors report: persons and a verb's base form, with no noun behind it; the club confirm that."""
    if i > 0 and d.low[i - 1] in d.language.words("mentions.organisations") and d.low[i + 1 : i + 2] == ["that"] and d.tag[i - 1] in ("NN", "NNP"):
        return not any(tag in FINITE for tag in d.tag[d.first[d.sentence[i]] : i])
    return i > 0 and d.tag[i - 1] == "NNS" and d.low[i - 1] in roles and d.tag[i + 1 : i + 2] not in (["NN"], ["NNS"])


def _as_told(d: Document, i: int) -> bool:
    """As the Lantern notes, S."""
    first = d.sentence_start(i)
    return d.low[first] in d.language.words("words.put_as") and 1 < i - first < _SPEAKER and d.word[i + 1 : i + 2] == [","] and d.tag[i - 1] in _NOUNS


def _documents_say(d: Document, i: int) -> bool:
    """Documents seen by X show that S, court records show S."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    if any(tag in FINITE for tag in d.tag[first:i]):
        return False
    documents = [k for k in range(first, i) if d.low[k] in d.language.words("mentions.documents") and (d.tag[k] == "NNS" or k == i - 1)]
    shows = d.language.verbs[d.low[i]].lemma in d.language.words("limits.closes")
    if d.low[i + 1 : i + 2] == ["that"] or not documents or not shows:
        return d.low[i + 1 : i + 2] == ["that"] and any(d.tag[k] == "NNS" for k in documents)
    beside = documents[-1] == i - 1 or d.tag[documents[0] + 1] == "VBN"
    return beside and d.tag[i + 1 : i + 2] not in (["IN"], ["WRB"], ["CC"]) and any(tag in FINITE for tag in d.tag[i + 1 : stop])


def _says_that(d: Document, i: int) -> bool:
    """The indictment alleges that S: a verb's form taken for a plural, with a noun before it, a clause behind it, none before.

    Before means in the sentence, or behind "which".
    """
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    first = next((k + 1 for k in range(i - 1, first, -1) if d.tag[k] == "WDT"), first)
    if i == first or i + 2 >= stop or any(tag in FINITE for tag in d.tag[first:i]):
        return False
    if d.tag[i - 1] not in ("NN", "NNP", "NNPS", "JJ") and not (i - 1 == first and d.tag[first] == "VB" and d.low[first] not in d.language.verbs):
        return False
    behind = i + 2 if d.low[i + 1] == "that" else i + 1
    opens = ("DT", "PRP", "PRP$", "EX", "NNP", "CD", "NNS", "JJ") if behind > i + 1 else ("DT", "PRP", "PRP$", "EX", "NNP")
    clause = d.tag[behind] in opens and any(tag in FINITE for tag in d.tag[behind:stop])
    return clause if behind > i + 1 else (clause and d.tag[behind] != "NNP") or d.tag[behind] == "VBG"


def _closes(d: Document, i: int) -> bool:
    """“…?” a narrator asks. – the last word of a sentence that has no verb but this."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    if i + 2 != stop or d.word[i + 1] != "." or not first or d.title[d.sentence[i]]:
        return False
    plain = [k for k in range(first, i) if not d.quoted(k)]
    if len(plain) == 1 and d.tag[i - 1] == "VB" and d.word[i - 1][0].isupper():
        d.tag[i - 1] = "NNP"
    return bool(plain) and d.quoted(plain[0] - 1) and not any(d.tag[k].startswith(("VB", "MD")) for k in plain)


def _takes_object(d: Document, i: int) -> bool:
    """Quill urges parents to cross · Zorna quotes her as saying · the agent, Lou Moss, reckons his client is: a plural's form that is a verb's."""
    verb = d.language.verbs.get(d.low[i])
    if verb is None or i + 3 >= len(d.tag):
        return False
    after = d.tag[i + 1]
    if "question" in verb.frames and d.low[i + 1] == "whether" and d.tag[i - 1] in ("NN", "NNP", "VBN"):
        return True
    if d.word[i - 1] == "," and "clause" in verb.frames and (after in ("PRP$", "PRP", "DT") or (d.low[i + 1] == "that" and d.tag[i - 2] == "NNP")):
        return True
    if "relay" in verb.frames and "as" in d.low[i + 2 : i + _SPEAKER] and after in _QUOTED:
        return True
    if verb.lemma == "call" and d.tag[i - 1] in ("NNP", "NNPS") and d.low[i + 1] in ("for", "on"):
        return True
    urges = "infinitive" in verb.frames and d.tag[i - 1] in ("NNP", "NNPS")
    return urges and after in ("NNS", "NNP", "PRP") and d.low[i + 2] == "to" and d.tag[i + 3] == "VB"


def _noun(d: Document, i: int, tag: str) -> str:
    """The tag of word `i`, which the tagger took for no noun."""
    words, low, word = d.language.words, d.low[i], d.word[i]
    following = d.tag[i + 1] if i + 1 < len(d.tag) else ""
    first = d.first[d.sentence[i]]
    if tag == "JJ" and following not in _GOES_ON and (low in words("mentions.roles") or low in words("mentions.documents") or _said_next(d, i, first)):
        named = (
            i > first
            and not d.title[d.sentence[i]]
            and (_is_medium(d, i) if d.low[i - 1] == "the" else word.istitle() and d.tag[i - 1] != "JJ" and _unlisted(d, low))
        )
        return "NNP" if named else "NNS" if low.endswith("s") else "NN"
    if low in words("words.closeness") and d.low[i + 1 : i + 2] in (["with"], ["to"]):
        return "JJ"
    if not word[0].isupper():
        return tag
    return "NNP" if _opens_name(d, i, tag, following) or (tag in _VERBS and _is_name(d, i)) else tag


def _opens_name(d: Document, i: int, tag: str, following: str) -> bool:
    """Whether a capitalised word is a title before a name, or a name that opens the sentence or stands right behind a quotation, before its verb."""
    word, low, first, names = d.word[i], d.low[i], d.first[d.sentence[i]], following in ("NNP", "NNPS")
    reports = following in ("VBD", "VBZ") and d.low[i + 1] in d.language.verbs
    if names and ((word.endswith(".") and low.rstrip(".") in d.language.words("mentions.titles")) or (tag == "JJ" and "-" in word and i != first)):
        return True
    if i > first:
        return tag == "JJ" and following == "VBD" and reports and d.quoted(i - 1) and not d.quoted(i)
    if tag in ("JJ", "RB", "FW") and (reports or _is_apposed(d, i)) and _unknown(d, low):
        return True
    reported = d.tag[i + 2 : i + 3] in (["VBD"], ["VBZ"]) and d.low[i + 2] in d.language.verbs
    return tag in _NO_SUBJECT and (_said_next(d, i, first - 1) or (tag in _BASE and following in ("RB", "RBR") and reported))


def _is_apposed(d: Document, i: int) -> bool:
    """Whether what the word is stands behind it between commas, and a verb behind that: Olpress, the state news agency, has."""
    if d.word[i + 1 : i + 2] != [","] or d.tag[i + 2 : i + 3] != ["DT"]:
        return False
    closing = next((k for k in range(i + 3, min(d.first[d.sentence[i] + 1], i + _SPEAKER) - 1) if d.word[k] == "," or d.tag[k] in FINITE), i)
    return d.word[closing] == "," and d.tag[closing + 1] in FINITE


def _says(d: Document, i: int) -> bool:
    """Whether "says" or "told" follows."""
    verb = d.language.verbs.get(d.low[i + 1]) if i + 1 < len(d.low) else None
    return verb is not None and verb.lemma in d.language.words("limits.strictest") and d.tag[i + 1] in ("VBD", "VBZ")


def _unlisted(d: Document, low: str) -> bool:
    """Whether a word is no noun for somebody or something that speaks."""
    return not any(low in d.language.words(f"mentions.{name}") for name in ("roles", "organisations", "documents", "outlets", "collective_outlets"))


def _unknown(d: Document, low: str) -> bool:
    """Whether a sentence's first word is no adverb, number or link that could stand there."""
    listed = ("words.numberless", "words.times", "words.discourse", "words.subordinators", "words.auxiliaries", "words.there")
    return not low.endswith("ly") and not any(low in d.language.words(name) for name in listed)


def _modifies(d: Document, i: int) -> bool:
    """…, shipping agents in X said: the participle after the comma belongs to the speaker."""
    if i == 0 or d.word[i - 1] != "," or d.low[i] in d.language.verbs or d.tag[i + 1 : i + 2] != ["NNS"]:
        return False
    surest = d.language.words("limits.strictest")
    for k in range(i + 2, min(len(d.word), i + _SPEAKER)):
        verb = d.language.verbs.get(d.low[k])
        if verb is not None and verb.lemma in surest:
            return d.tag[k] in ("VBD", "VBZ", "VBP")
        if d.tag[k] not in _TAILS:
            return False
    return False


def _said_next(d: Document, i: int, before: int) -> bool:
    """Whether "said" or "told" follows word `i`, which stands after word `before`."""
    if i <= before or i + 1 >= len(d.word) or d.low[i] in d.language.words("words.numberless"):
        return False
    return _says(d, i)


def _is_name(d: Document, i: int) -> bool:
    """Whether a capitalised word in the midst of an ordinary sentence was taken for a verb."""
    n = d.sentence[i]
    if d.title[n] or i == d.first[n] or not d.word[i - 1][0].islower():
        return False
    media = d.low[i - 1] in d.language.words("mentions.media_sure") or d.low[i - 1] in d.language.words("mentions.media_maybe")
    return media or d.low[i - 1] in d.language.verbs or d.tag[i - 1] in ("IN", "TO", "DT")
