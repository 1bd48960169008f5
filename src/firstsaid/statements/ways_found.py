"""How the words that tell a speaker were found, and how much oftener or seldomer a reading of that way is right than others of its form.

The factors start from shares of right readings over the confidence told by form alone, on PolNeAR's training articles, whose speakers are words: how often the
right words were found. Whom a pronoun or a description means these do not tell; for those the shares of right voices on the project's own gold and on read news
articles were counted in, and the factor of "he" and "she" was moved twice with the development articles in view. All are rounded; there are no others.
"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.voice import Speaker

_BY_VERB = frozenset(("before-that", "before", "after", "around", "after-quotation", "before-quotation", "object", "infinitive", "question"))
_BY_WORDS = _BY_VERB | {"according", "quoted", "passive", "nominal", "as", "colon"}
_ASIDE, _CLAUSE = 1.05, 0.8
_NAMED, _DOCUMENT, _UNNAMED = 1.04, 0.95, 0.92
_PERSON_PRONOUN, _PRONOUN, _DESCRIPTION = 0.97, 0.8, 0.88
_RELATIVE = frozenset(("WP", "WDT", "WP$"))
_PARTICIPLES = frozenset(("VBN", "VBG"))
_COMMAS = frozenset((",", "—", "–", "--", ";"))
_LONG_GAP = 5


def factor(d: Document, r: Reading, source: Words | None, voice: Speaker | None) -> float:
    """By what the confidence of a reading's form is multiplied: for where its speaker stands and for what words tell them; nothing was measured on German."""
    if source is None or r.floating or d.language.verb_second or r.rule not in _BY_WORDS:
        return 1.0
    return _place(d, r, source) * _words(d, source, voice)


def _place(d: Document, r: Reading, source: Words) -> float:
    """X, the head of Y, said · a supporter of X who said: whether something stands between the speaker's noun and the verb, and is closed by a comma."""
    if r.carried or r.rule not in _BY_VERB:
        return 1.0
    inner = range(source.first, source.stop)
    clause = any(d.verb[i] or d.tag[i] in _RELATIVE for i in inner) or any(d.tag[i] in _PARTICIPLES and d.tag[i - 1].startswith("N") for i in inner[1:])
    if not clause and "," not in d.word[source.first : source.stop]:
        return 1.0
    between = d.word[source.stop : r.cue.first]
    if source.first > r.cue.first or len(between) >= _LONG_GAP or not _COMMAS.isdisjoint(between):
        return _ASIDE
    return _CLAUSE if clause else 1.0


def _words(d: Document, source: Words, voice: Speaker | None) -> float:
    """Names are oftenest right, then who is told without a name, then who is meant by a pronoun or a description."""
    words, first = d.language.words, d.low[source.first]
    if d.tag[source.first] in ("PRP", "PRP$") and source.stop - source.first <= 2:
        return _PERSON_PRONOUN if first in words("mentions.pronouns_person") else _PRONOUN
    if voice is None:
        return _DESCRIPTION
    if voice.kind == "named_person":
        return _NAMED
    if voice.kind == "document":
        return _DOCUMENT
    if voice.kind in ("organisation", "outlet") and not voice.name.islower():
        return 1.0
    definite = first in words("mentions.articles") and first not in words("mentions.indefinite")
    return _DESCRIPTION if definite or voice.kind == "organisation" else _UNNAMED
