"""What is told of a thing: two sayings about one bridge share the bridge, and each has a verb of its own ("was inspected", "will be rebuilt")."""

from collections.abc import Mapping, Sequence
from functools import cache

from firstsaid.claims.language import Language, any_language
from firstsaid.claims.stems import folded, is_verbal, stem
from firstsaid.claims.tokens import Token, row_of
from firstsaid.claims.undone import is_past, root, stems_of

_HYPHENS = "-‐‑"


def acts(text: str, words: Language) -> frozenset[str]:
    """Stems of the verbs that a wording surely has and that tell something: past tenses, participles and what stands behind an auxiliary, a modal or "to",
    without those that tell little by themselves ("made a statement"). None in a language whose words for it are not listed.
    """
    if not words.deeds.modals:
        return frozenset()
    row = row_of(text)
    light = stems_of(words.deeds.light)
    return frozenset(root(token.text, words) for at, token in enumerate(row) if _is_verb(row, at, words) and stem(token.low) not in light)


def _is_verb(row: Sequence[Token], at: int, words: Language) -> bool:
    token = row[at]
    if token.kind != "word" or token.text[0].isupper() or folded(token.text) in words.wordings.function or _is_adverb(token, words):
        return False
    if (at + 1 < len(row) and row[at + 1].text in _HYPHENS) or (at and row[at - 1].text in _HYPHENS):
        return False
    low = _governing(row, at, words)
    if low in words.deeds.determiners:
        return False
    if low in words.deeds.modals or low in words.wordings.purposes:
        plural = token.low.endswith(words.objects.plural_endings) and not token.low.endswith(words.objects.not_plural_endings)
        return is_verbal(token.low) and not plural
    return low in words.wordings.auxiliaries or is_past(token, words)


def _is_adverb(token: Token, words: Language) -> bool:
    return token.low.endswith(words.wordings.adverb_endings) or token.low in words.deeds.adverbs


def _governing(row: Sequence[Token], at: int, words: Language) -> str:
    """The word before a verb and its adverbs; "" where there is none."""
    for token in row[at - 1 :: -1] if at else ():
        if not _is_adverb(token, words) and (token.low not in words.wordings.negations or token.low in words.deeds.determiners):
            return token.low
    return ""


@cache
def akin(code: str) -> Mapping[str, frozenset[str]]:
    """For the stem of each word of a language that may tell of what other words tell of, theirs."""
    words = any_language(code)
    found: dict[str, set[str]] = {}
    for group in sorted(words.deeds.akin):
        stems = {root(word, words) for word in group.split()}
        for one in sorted(stems):
            found.setdefault(one, set()).update(stems)
    return {one: frozenset(others) for one, others in found.items()}


def answered(verbs: frozenset[str], there: frozenset[str], known: Mapping[str, frozenset[str]]) -> bool:
    """Whether a wording that holds the stems `there` may tell of what one of the verbs tells."""
    return any(verb in there or not known.get(verb, frozenset()).isdisjoint(there) for verb in verbs)
