"""Words cut to what words of one root have in common: number, tense, and the nouns of what is done ("closed", "closure")."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from firstsaid.claims.language import StemWords, any_language

_VOWELS = frozenset("aeiouy")
_NOMINAL = re.compile(r"(?<=[a-z]{3}[acp]t)(?:ion|or)$")
"""The ending of "inspection" and "inspector": who does a thing and that it is done are told by one stem."""
_SHORT = 4
"""Letters of words that keep an "e" at their end: "vote" is no "vot"."""
_MUTE = re.compile(r"[a-z](?:[aeiou][^aeiouwxy]|[^aeiou]e)")
"""What is left of a short verb that has lost its "e" with its ending: "vot(ed)", "fre(ed)"; others double their last letter ("banned")."""
_RENDER = re.compile(r"(?<=[a-z]{4})at$")
"""The ending of "investigat(e)", which "investigation" has lost with its own."""


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Lower case without diacritics, possessive and the dots of an acronym."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("’", "'")) if not unicodedata.combining(c))
    word = word.casefold()
    return word.removesuffix("'s").removesuffix("'").replace(".", "") if not word[:1].isdigit() else word.replace(",", "")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word's folded form without the endings of number, tense and participle, so that "burning" and "burned" meet, and of a noun of what is done, so
    that "suspension" and "suspended" do. English endings, as the words of other languages are weighed by their rarity alone.
    """
    low, words = folded(word), _words()
    if low in words.irregular:
        return _respelt(_without_tense(words.irregular[low]), words)
    if len(low) <= 3 or not low.isalpha():
        return low
    low = _without_number(low)
    low = low if low in words.not_nouns else _changed(low, words.nouns)
    return _of_verb(_NOMINAL.sub("", low), words)


@lru_cache(maxsize=1 << 14)
def is_verbal(word: str) -> bool:
    """Whether a word's stem is that of a verb's form as it stands ("directs", "directed"), and not come at through a noun of what is done ("director")."""
    low, words = folded(word), _words()
    if low in words.irregular or len(low) <= 3:
        return True
    return stem(low) in (_of_verb(low, words), _of_verb(_without_number(low), words))


def _of_verb(low: str, words: StemWords) -> str:
    return _respelt(_RENDER.sub("", _without_tense(low)), words)


def _without_number(low: str) -> str:
    if low.endswith("ies") and len(low) > _SHORT:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


@cache
def _words() -> StemWords:
    return any_language("en").stems


def _changed(low: str, endings: Mapping[str, tuple[str, int]]) -> str:
    """The word with the first of the endings that it has put otherwise."""
    if not low.endswith(tuple(endings)):
        return low
    for ending, (instead, least) in endings.items():
        if low.endswith(ending) and len(low) - len(ending) >= least:
            return low[: len(low) - len(ending)] + instead
    return low


def _respelt(low: str, words: StemWords) -> str:
    return _changed(low, words.spellings)


def _without_tense(low: str) -> str:
    if low.endswith("ied") and len(low) > _SHORT:
        return low[:-3] + "y"
    for ending in ("ing", "ed"):
        root = low.removesuffix(ending)
        if root != low and len(root) >= 3 and not _VOWELS.isdisjoint(root):
            if root[-1] == root[-2] and root[-1] not in "aeioulsz":
                root = root[:-1]
            elif _MUTE.fullmatch(root):
                root += "e"
            low = root
            break
    return low[:-1] if low.endswith("e") and len(low) > _SHORT else low
