"""Slips of the tagger that the words beside show: verbs taken for participles or nouns, "that" for a relative."""

import re

from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.language import endings

_BEFORE_ACRONYM = frozenset(("IN", "DT", "CC", "TO", ",", "VBD", "VBN", "VBG", "VBZ"))
_JOINED = 5
"""Words from "and" to the verb of two who are joined by it."""
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_SUBJECTS = _NOUNS | {"PRP"}
_BEFORE_NOUN = _NOUNS | {"DT", "JJ", "POS"}
_BASE = frozenset(("VB", "VBP"))
_SITE = re.compile(r"[\w-]{3,}(?:\.[\w-]+)*\.(?:com|net|org|info|news|tv|[a-z]{2})")
_SHORTEST = 5
"""Characters that a site's address has more than."""


def slips(d: Document) -> None:
    """Set these tags right."""
    _joins(d)
    _bullets(d)
    _nights(d)
    _retired(d)
    _with_object(d)
    _coordinated(d)
    _reported(d)
    _capitals(d)


def anybody(d: Document) -> None:
    """Let somebody be a noun, once names are known: a capital at a sentence's beginning makes no name of it."""
    for i in d.capital:
        if d.low[i] in d.language.words("words.anybody") and d.tag[i] == "NNP" and d.tag[i + 1 : i + 2] != ["NNP"]:
            d.tag[i] = "NN"


def is_told(d: Document, i: int) -> bool:
    """Whether a word with a capital that was taken for an adjective names whom somebody told: told Zorna that S, told Zorna magazine; not told Orian TV."""
    adjective = d.low[i].endswith(endings(d.language.words("mentions.adjective_endings")))
    behind = next(iter(d.low[i + 1 : i + 2]), "")
    return behind == "that" or (not adjective and behind in d.language.words("mentions.media_sure"))


def _joins(d: Document) -> None:
    """Let "and" be part of one name: Marrow & Sons, the Globe and Mail; not of two full ones, Anna Berg & Ned Venn."""
    printed, given = d.language.words("mentions.outlet_names"), d.language.words("mentions.given_names")
    both = [i + 1 for i in d.capital if i and d.low[i] in printed and d.low[i - 1] == "the" and d.low[i + 1 : i + 2] == ["and"]]
    both = [i for i in both if d.low[i + 1 : i + 2] and d.low[i + 1] in printed]
    both += [i for i, word in enumerate(d.word[:-1]) if word == "&" and i] if "&" in d.text else []
    for i in both:
        full = d.low[i - 2] in given and d.low[i + 1] in given
        if d.tag[i] and d.word[i - 1][0].isupper() and d.word[i + 1][0].isupper() and not full:
            d.tag[i - 1 : i + 2] = ["NNP", "NNP", "NNP"]


def _retired(d: Document) -> None:
    """Let what stands between an article and its noun be a participle: the retired general who said S."""
    articles = d.language.words("words.before_noun")
    for i in [i for i, tag in enumerate(d.tag[:-1]) if tag == "VBD" and i and d.low[i - 1] in articles]:
        if d.tag[i + 1] in _BEFORE_NOUN:
            d.tag[i] = "VBN"


def _with_object(d: Document) -> None:
    """Let a verb right behind its subject and before "me" or "us" be finite: a colleague called me and said."""
    for i in [i for i, tag in enumerate(d.tag[:-1]) if tag == "VBN" and d.tag[i + 1] == "PRP" and i]:
        if d.tag[i - 1] in _NOUNS and d.low[i + 1] in d.language.words("words.objects"):
            d.tag[i] = "VBD"


def _behind_age(d: Document, i: int) -> bool:
    """Whether a verb stands behind a name and an age, though a noun is written alike: Venn, 66, denies stealing the money."""
    aged = d.word[i - 1] == "," and d.tag[i - 2] == "CD" and d.word[i - 3] == "," and d.tag[i - 4] == "NNP"
    return aged and d.tag[i + 1 : i + 2] in (["VBG"], ["DT"], ["PRP"], ["PRP$"], ["VBN"])


def _is_aside(d: Document, i: int) -> bool:
    """Whether somebody and a verb that is written like a noun stand between commas behind a clause or before whom they cite: S, Zorna reports, citing Y."""
    medium = d.tag[i - 1] == "NNP" or d.low[i - 1] in d.language.words("mentions.media_nouns")
    if not medium or d.word[i + 1 : i + 2] != [","] or not d.tag[i + 2 : i + 3]:
        return False
    first, opens = i - 1, d.first[d.sentence[i]]
    while first > opens and d.tag[first - 1] in ("NNP", "CD", "DT"):
        first -= 1
    if first == opens + 1 and d.low[opens] in d.language.words("words.put_as"):
        return True
    cites = d.low[i + 2] in d.language.words("mentions.citing")
    return first > opens and d.word[first - 1] == "," and (cites or (d.tag[i + 2] in ("VBG", "IN") and not FINITE.isdisjoint(d.tag[opens : first - 1])))


def _closes_aside(d: Document, i: int) -> bool:
    """Whether a verb that is written like a noun stands between an aside and "that": An email, obtained by Zorna last week, shows that S."""
    return d.word[i - 1] == "," and d.low[i + 1 : i + 2] == ["that"] and FINITE.isdisjoint(d.tag[d.first[d.sentence[i]] : i])


def _reported(d: Document) -> None:
    """Set right what verbs of saying and the words beside them are: told her he had left, a man said to be the leader; Venn, 66, denies it."""
    tells, told_of = d.language.words("mentions.tells"), d.language.words("words.told_of")
    for i in d.reporting:
        tag, low = d.tag[i], d.low[i]
        if tag == "NNS" and (_behind_age(d, i) or _is_aside(d, i) or _closes_aside(d, i)):
            d.tag[i] = "VBZ"
        elif low in tells and d.tag[i + 1 : i + 2] == ["PRP$"] and d.tag[i + 2 : i + 3] in (["PRP"], ["DT"], ["EX"]):
            d.tag[i + 1] = "PRP"
        elif tag == "VBD" and low in told_of and d.low[i + 1 : i + 3] in (["to", "be"], ["to", "have"]) and d.tag[i - 1] in _NOUNS:
            d.tag[i] = "VBN"


def _capitals(d: Document) -> None:
    """Let words with capitals be names: obtained by The Meridian show; told Straight Facts the quote was false; Per Lunde said."""
    tells = d.language.words("mentions.tells")
    for i in d.capital:
        tag = d.tag[i]
        if tag == "JJ" and d.word[i - 1] == "The" and i - 1 > d.first[d.sentence[i]] and d.word[i - 2].islower():
            named = not d.title[d.sentence[i]] and bool(d.word[i + 1 : i + 2]) and (d.tag[i + 1] in FINITE or not d.word[i + 1][0].isalnum())
        elif tag == "VBZ":
            named = d.tag[i - 1] == "NNP" and d.low[i - 2] in tells
        else:
            named = tag == "IN" and d.low[i] == "per" and d.tag[i + 1 : i + 3] in (["NNP", "VBD"], ["NNP", "VBZ"]) and i == d.first[d.sentence[i]]
        if named:
            d.tag[i] = "NNP"


def _coordinated(d: Document) -> None:
    """Let the verb of two who are joined by "and" be one before "that", though a noun is written alike: he and a colleague argue that S."""
    for i in [i for i in d.reporting if d.tag[i] == "NN" and d.low[i + 1 : i + 2] == ["that"] and d.tag[i - 1] in _NOUNS and "clause" in _frames(d, i)]:
        joined = next((k for k in range(i - 1, max(d.first[d.sentence[i]], i - _JOINED), -1) if d.low[k] == "and"), None)
        if joined is not None and not FINITE.intersection(d.tag[d.first[d.sentence[i]] : i]) and d.tag[joined - 1] in _SUBJECTS:
            d.tag[i] = "VBP"


def acronyms(d: Document) -> None:
    """Let what is written in capitals only be a name amid small letters, though it is a small word as well: WHO said, IS has claimed."""
    small = d.language.words("words.relative|words.be")
    for i in [i for i in d.capital if d.low[i] in small and d.word[i].isupper() and not d.title[d.sentence[i]]]:
        opens = i == d.first[d.sentence[i]] or (d.tag[i - 1] in _BEFORE_ACRONYM and not d.word[i - 1].isupper())
        if opens and len(d.word[i]) > 1 and d.word[i + 1 : i + 2] and d.word[i + 1].islower():
            d.tag[i], d.low[i] = "NNP", d.word[i]
            if d.tag[i + 1] == "VBN" and d.low[i + 1] in d.language.verbs:
                d.tag[i + 1] = "VBD"


def _bullets(d: Document) -> None:
    """Let no mark that opens a sentence be part of a name."""
    for i in d.first[:-1]:
        if d.tag[i] in _NOUNS and not d.word[i][0].isalnum() and len(d.word[i]) == 1:
            d.tag[i] = ":"


def media(d: Document) -> None:
    """Set right what belongs to a medium's name: told state television, the Orian daily Zorna, told Channel 9 the ship had left."""
    which = d.language.words("mentions.unnamed_media")
    for i in [i for i in d.reporting if d.low[i] in which and d.tag[i] in _BASE]:
        if d.low[i + 1 : i + 2] and d.low[i + 1] in d.language.words("mentions.outlets|mentions.collective_outlets|mentions.media_words|mentions.media_maybe"):
            d.tag[i] = "NN"
    _sites(d)
    nouns = d.language.words("mentions.media_sure")
    opening = d.language.words("mentions.opens_name")
    for i in [i for i in d.first[:-1] if d.low[i] in opening and d.tag[i] not in _NOUNS and d.tag[i + 1 : i + 2] == ["NNP"]]:
        d.tag[i] = "NN"
    for i in [i for i in d.capital if d.tag[i] == "NNP"]:
        if d.tag[i + 1 : i + 2] == ["IN"] and (d.word[i + 1].isdigit() or d.low[i + 1] in nouns):
            d.tag[i + 1] = "CD" if d.word[i + 1].isdigit() else "NN"
        if d.tag[i - 1] == "RB" and d.tag[i - 2] in _BEFORE_NOUN and d.low[i - 1] in nouns and d.first[d.sentence[i]] < i - 1:
            d.tag[i - 1] = "NN"


def _sites(d: Document) -> None:
    """Let a site's address be a name: told zornawatch.com."""
    for i in [i for i, low in enumerate(d.low) if "." in low and len(low) > _SHORTEST and d.tag[i] and _SITE.fullmatch(low)]:
        d.tag[i] = "NNP"


def _frames(d: Document, i: int) -> frozenset[str]:
    verb = d.language.verbs.get(d.low[i])
    return verb.frames if verb is not None else frozenset()


def _nights(d: Document) -> None:
    """Let "that" before a time be no relative, and before a pronoun no article: who was on the bridge that night told; swear that nobody was there."""
    times, pronouns = d.language.words("words.times"), d.language.words("mentions.first_persons")
    for i, tag in enumerate(d.tag[:-1]):
        if tag == "WDT" and d.tag[i + 1] == "NN" and d.low[i + 1] in times:
            d.tag[i] = "DT"
        elif tag == "DT" and d.low[i] == "that" and d.low[i + 1] in pronouns:
            d.tag[i] = "IN"
