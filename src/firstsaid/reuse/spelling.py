"""Whether two words are one word in two spellings: house style, or a name carried over from another script in two ways."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from firstsaid.reuse.wordlists import equal_forms, meanings

_HOUSE = (
    (re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|able$|ably$|ite|ful|hood|less|ly$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|er$|ers$|ation)"), "iz"),
    (re.compile(r"ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{4})ll(?=ed$|ing$|er$|ers$|ous$|or$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"(?:ae|oe)(?=[a-z]{4})"), "e"),
)
_SOUNDS = (
    (re.compile(r"^(?:al|el|ad|ar|as|at|an)[-\s]"), ""),
    (re.compile(r"[-'’`\s]"), ""),
    (re.compile(r"tch|tsch|cz"), "ch"),
    (re.compile(r"kh|gh|ck|q|k|c(?!h)|g"), "k"),
    (re.compile(r"dzh|dj|zh|j"), "j"),
    (re.compile(r"ph|v|w|f"), "f"),
    (re.compile(r"sch|sh|ch|s|z|x"), "s"),
    (re.compile(r"dh|th|t|d"), "t"),
    (re.compile(r"(?<=.)h"), ""),
)
"""Ways of writing one sound of another script, in the order in which they are made one."""

_ALIKE = 0.6
"""Least share of letters that two transliterations keep."""

_SHORTEST_NAME = 4
"""Letters of a name that may be a transliteration."""

_LONGEST = 60
"""Letters of a word that is looked at."""


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _house(word: str) -> str:
    word = equal_forms("spellings.txt").get(word, word)
    for pattern, form in _HOUSE:
        word = pattern.sub(form, word)
    return word


def _skeleton(name: str) -> str:
    for pattern, form in _SOUNDS:
        name = pattern.sub(form, name)
    consonants = re.sub(r"[aeiouy]", "", name)
    return ("a" if name[:1] in tuple("aeiouy") else "") + re.sub(r"(.)\1+", r"\1", consonants)


def sounds(name: str) -> str:
    """What all transliterations of a name have in common: the sounds of its consonants, and whether it begins with a vowel."""
    return _skeleton(_plain(name))


@lru_cache(maxsize=20_000)
def full_forms(word: str) -> frozenset[tuple[str, ...]]:
    """What a short form stands for, as words in small letters: "we've" for "we have", "he's" for "he is" or "he has". None for other words."""
    short = word.casefold().replace("’", "'")
    known = meanings("clitics.txt")
    if "'" not in short:
        return frozenset()
    if short in known:
        return frozenset(known[short])
    ending = "n't" if short.endswith("n't") else short[short.rindex("'") :]
    stem = short.removesuffix(ending)
    return frozenset((stem, *words) for words in known.get(ending, ())) if stem else frozenset()


class _Forms(NamedTuple):
    """What of a word is compared."""

    joined: str
    """Its letters without case, diacritics and marks."""
    house: str
    """The same in one house style."""
    bones: str
    """Its sounds; empty where it is no name."""


@lru_cache(maxsize=50_000)
def _forms(word: str) -> _Forms | None:
    """What of a word is compared; None for figures, and for what is too long to be a word."""
    plain = _plain(word)
    if len(plain) > _LONGEST or any(c.isdigit() for c in plain):
        return None
    joined = re.sub(r"[\s.\-'*]", "", plain)
    return _Forms(joined, _house(plain), _skeleton(plain) if word != word.lower() and len(joined) >= _SHORTEST_NAME else "")


def spelling_looks(word: str) -> tuple[str, ...]:
    """What words in two spellings have at least one of in common; nothing of what is no word."""
    forms = _forms(word)
    return (f"letters {forms.joined}", f"house {forms.house}", *((f"sounds {forms.bones}",) if forms.bones else ())) if forms else ()


@lru_cache(maxsize=100_000)
def same_word(a: str, b: str) -> bool:
    """Whether a and b are one word in two spellings ("neighbouring", "neighboring"; "U.S.", "US"; "Qaddafi", "Gadhafi").

    Transliterations are only looked for where both are capitalised: they share the consonants' sounds and most letters.
    """
    forms_a, forms_b = _forms(a), _forms(b)
    if not (forms_a and forms_b):
        return False
    if forms_a.joined == forms_b.joined or forms_a.house == forms_b.house:
        return True
    bones = forms_a.bones
    return len(bones) > 1 and bones == forms_b.bones and Levenshtein.normalized_similarity(forms_a.joined, forms_b.joined) >= _ALIKE
