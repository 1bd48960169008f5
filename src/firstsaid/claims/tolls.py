"""When two short sentences count the same: "At least 71 people died in the storm", "the storm that killed at least 17 people"."""

import re
from collections.abc import Iterable
from functools import cache

from firstsaid.claims.comparison import thing
from firstsaid.claims.events import Telling
from firstsaid.claims.language import any_language
from firstsaid.claims.terms import Terms, content_words, terms

_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def one_matter(one: Telling, other: Telling) -> bool:
    """Whether two figures for the same sort of thing are of one event, as far as the words tell: the persons who came to a harm, or a quantity of something.

    Apart from what is counted, the harm, the day and the speaker, all that one of the sentences says must be in the other, and both name the same years.
    """
    if one.figure.part_of or other.figure.part_of or not (one.figure.unit or thing(one.figure.object).fates):
        return False
    if years(one.terms) != years(other.terms):
        return False
    left, right = _matter(one), _matter(other)
    return bool(left and right) and (left <= right or right <= left)


def years(told: Terms) -> frozenset[str]:
    """The years that a sentence names."""
    return frozenset(stem for stem in told.stems if _YEAR.fullmatch(stem))


def _matter(telling: Telling) -> frozenset[str]:
    """What a sentence says of the event besides its toll."""
    words = any_language(telling.article.language)
    said = terms([telling.voice_name, telling.figure.object], words.wordings, {}).stems
    return content_words(telling.terms) - of_any_toll(words.code) - frozenset(said)


@cache
def of_any_toll(code: str) -> frozenset[str]:
    """Stems of words that any toll may be told with, in a language."""
    words = any_language(code)
    phrases: Iterable[tuple[str, ...]] = (*words.objects.fates, *words.wordings.updates)
    single = words.objects.persons | words.objects.toll | words.objects.states | words.numbers.weekdays | words.numbers.months | words.wordings.weak
    return frozenset(terms([*(" ".join(phrase) for phrase in phrases), *single], words.wordings, {}).stems)
