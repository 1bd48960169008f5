"""What cannot both be told of the same: "the court granted bail", "the court refused bail"."""

from collections.abc import Mapping, Sequence
from functools import cache

from firstsaid.claims.language import Language, any_language
from firstsaid.claims.stems import stem
from firstsaid.claims.terms import Terms, alike


@cache
def _of(code: str) -> Mapping[str, frozenset[str]]:
    words = any_language(code)
    stands = alike(words.wordings)
    found: dict[str, set[str]] = {}
    for pair in sorted(words.deeds.opposites):
        one, other = (stands.get(root, root) for root in map(stem, pair.split()))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}


def opposites(words: Language) -> Mapping[str, frozenset[str]]:
    """For the stem of each word of a language that has opposites, theirs."""
    return _of(words.code)


def opposed(a: Terms, b: Terms, known: Mapping[str, frozenset[str]]) -> bool:
    """Whether one wording tells of something what the other tells the opposite of. Where one has both words ("granted bail to the one and refused it to the
    other"), what stands behind each says of whom it is told.
    """
    return bool(known) and (_against(a, b, known) or _against(b, a, known))


def _against(a: Terms, b: Terms, known: Mapping[str, frozenset[str]]) -> bool:
    """Whether `a` has a word, and `b` has not, of which `b` has an opposite for the same."""
    for word in (one for one in a.stems if one in known and one not in b.stems and one not in a.negated):
        for opposite in (one for one in b.stems if one in known[word] and one not in b.negated):
            if opposite not in a.stems or _nearer(a.order, word, opposite, b.stems):
                return True
    return False


def _nearer(order: Sequence[str], word: str, opposite: str, told: Sequence[str]) -> bool:
    """Whether more of what is told stands behind a word than behind its opposite, each up to the other."""
    first, second = sorted((word, opposite), key=order.index)
    cut = order.index(second)
    parts = {first: set(order[order.index(first) + 1 : cut]), second: set(order[cut + 1 :])}
    said = set(told) - {opposite}
    return len(parts[word] & said) > len(parts[opposite] & said)
