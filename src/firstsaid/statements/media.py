"""Whether a noun phrase names a medium or agency, by its own words."""

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.language import endings
from firstsaid.statements.reading import Words

_GIVEN_NAMES = 2
"""Words of a name behind whom somebody works for."""
_CHANNEL = 3
"""Digits of a channel's number."""


def is_outlet(d: Document, base: Words) -> bool:
    """Whether a base noun phrase names a medium or agency."""
    words = d.language.words
    base = _behind_employer(d, base)
    last = base.stop - 1
    names = [i for i in range(*base) if d.tag[i] in NAMES or (d.word[i][0].isupper() and d.tag[i] not in ("DT", "PRP$"))]
    person = any(d.low[i] in words("mentions.roles") and d.tag[i] != "JJ" for i in range(*base) if d.word[i].islower() or i < last)
    if person or (last == base.first and is_surname(d, last)):
        return False
    if any(d.low[i].split("-", 1)[0] in words("mentions.agencies") and d.word[i][0].isupper() for i in names):
        return True
    if any(d.word[i] == "News" and i - 1 in names and i + 1 in names for i in names):
        return True
    called = d.low[last].rsplit("-", 1)[-1] in words("mentions.outlet_names") or d.low[last].endswith(endings(words("mentions.outlet_endings")))
    if called and d.word[last][0].isupper() and d.tag[last] in NAMES:
        return True
    if d.low[last] == "agency":
        return (
            any(d.low[i] in words("mentions.agency_trades") for i in range(*base))
            or last - base.first <= 1
            or (d.tag[base.first] == "DT" and names == [last - 1] and base.first + 2 == last)
        )
    if d.low[last] in words("mentions.outlets") or (names and d.low[last] in words("mentions.named_outlets")):
        return True
    if behind_noun(d, base) is not None or _numbered(d, base) or _is_title(d, base):
        return True
    return bool(names) and len(d.word[last]) > 3 and d.word[last].endswith(("TV", "News", "FM", ".com", "Press"))


def is_surname(d: Document, at: int) -> bool:
    """Whether a word that could be a medium's is a person's last name here: no article before it, and elsewhere a title or role and a first name (Colonel Radim
    Post … Post said).
    """
    words = d.language.words
    if not d.word[at][0].isupper() or d.low[at] not in words("mentions.outlet_names") or (at and d.tag[at - 1] == "DT"):
        return False
    before = words("mentions.roles") | words("mentions.titles") | words("mentions.honorifics")
    named = (k for k in d.capital if k > 1 and d.word[k] == d.word[at] and d.tag[k - 1] in NAMES and d.word[k - 1].istitle())
    return any(d.low[k - 2].rstrip(".") in before or d.low[k - 1] in words("mentions.given_names") for k in named)


def _is_title(d: Document, base: Words) -> bool:
    """Whether "the" has a capital amid a sentence, as only a paper's own name has it, behind a noun for media: the rival rag The Sunday Lamp."""
    first = base.first - (d.word[base.first - 1] == "The")
    named = all(d.word[i][0].isupper() for i in range(first + 1, base.stop))
    if d.word[first] != "The" or first == d.sentence_start(base.first) or not named:
        return False
    return d.low[first - 1] in d.language.words("mentions.media_sure") or d.low[first - 1] in d.language.words("mentions.media_maybe")


def _behind_employer(d: Document, base: Words) -> Words:
    """The full name at the end of "Zorna's Ida Moss" or "Zorna contributor Ida Moss", where whom she works for is told first; else all of it."""
    proper = _capitals(d, base.first, base.stop)
    if proper is None or proper.stop - proper.first < _GIVEN_NAMES or proper.stop < base.stop or proper.first - 1 <= base.first:
        return base
    before = proper.first - 1
    noun = d.tag[before] == "NN" and behind_noun(d, base) is None and d.low[before] not in d.language.words("mentions.unnamed_media")
    return proper if d.tag[before] == "POS" or noun else base


def _numbered(d: Document, base: Words) -> bool:
    """Whether it is a name with a number behind it, as channels have: Velt 24, Channel 9. No day, page or unit is named so."""
    number, last = d.word[base.stop - 1], base.stop - 2
    spelled = number.istitle() and number.lower() in d.language.words("mentions.channel_numbers") and d.low[last] in d.language.words("mentions.named_outlets")
    if last < base.first or not (spelled or number.isdigit()) or (not spelled and len(number) > _CHANNEL):
        return False
    named = d.word[last][0].isupper() and (d.tag[last] in NAMES or d.low[last] in d.language.words("mentions.named_outlets"))
    return named and d.low[last].rstrip(".") not in d.language.words("mentions.numbered")


def behind_noun(d: Document, base: Words) -> int | None:
    """First word of the name in "the news agency Velt" or "the television network Velt"; None when no medium's noun stands before the name."""
    stop = base.stop - 1 if d.tag[base.stop - 1] == "CD" else base.stop
    opens = base.first == d.sentence_start(base.first) and base.first + 1 < stop and d.low[base.first] in d.language.words("mentions.opens_name")
    proper = _capitals(d, base.first + opens, stop)
    if proper is not None and d.language.compounds and proper.stop - proper.first > 1:
        proper = Words(proper.first + 1, proper.stop)
    if proper is None or proper.stop != stop or proper.first == base.first:
        return None
    words, i = d.language.words, proper.first - 1
    if d.word[i][0].isupper() and not (opens and i == base.first) and not d.language.compounds:
        return None
    if d.low[i].rsplit("-", 1)[-1] in words("mentions.media_sure"):
        return proper.first
    news = d.word[base.stop - 1].isupper() or any(d.low[k] in words("mentions.media_words") for k in range(base.first - (base.first > 0), i))
    return proper.first if news and d.low[i] in words("mentions.media_maybe") else None


def _capitals(d: Document, first: int, stop: int) -> Words | None:
    """The last run of capitalised words and name particles in [first, stop), whatever the tagger took them for."""
    start = stop
    while start > first and d.word[start - 1][0].isupper():
        start -= 1
    return Words(start, stop) if start < stop else None
