"""Names of one pile that are spellings of one name."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein

from firstsaid.reuse.spelling import same_word, sounds

_SHORTEST = 5
"""Letters of a name; shorter ones are too easily alike."""

_ALIKE = 0.7
"""Least share of letters that stay: two names of one pile need more than two words in one place of one sentence."""

_MOST = 50
"""Names of one sound that a name is compared with."""


def one_spelling(names: Mapping[int, str]) -> dict[int, int]:
    """From each name that is another spelling of one before it in alphabetical order to that one. Names are given by number, with a capital."""
    alike: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    found: dict[int, int] = {}
    for number, name in sorted(names.items(), key=lambda entry: (entry[1].casefold(), entry[1], entry[0])):
        if len(name) < _SHORTEST or not name.isalpha():
            continue
        group = alike[sounds(name)]
        for other, at in group[:_MOST]:
            if same_word(name, other) and Levenshtein.normalized_similarity(name.casefold(), other.casefold()) >= _ALIKE:
                found[number] = at
                break
        else:
            group.append((name, number))
    return found
