"""Of whom a sentence tells something, as far as its first words name somebody."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from rapidfuzz import fuzz, process

from firstsaid.claims.language import any_language
from firstsaid.claims.stems import folded

_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]*[^\W_](?: [^\W\d_a-zß-ÿ][\w’'-]*[^\W_])+")
_OWNER = re.compile(r"^.*['’]s(?: |$)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]")
_OPENING = 40
"""Characters within which a sentence names whom it speaks of."""
_WITH_TITLE = 2
"""Of more words than these the first may be a title ("Mayor Orla Venn") or an article."""
_LETTERS = 4
"""Letters of a name at least, for it to have another spelling."""
_ALIKE = 0.8
"""How alike two spellings of one name are, as difflib counts (Ratcliff and Obershelp 1988)."""

_AT_LEAST = 100 * _ALIKE - 0.1
"""Likeness, of 100, that such spellings have as rapidfuzz counts, far faster: letters in common in one order, of which difflib finds a part."""


def name_words(text: str) -> frozenset[str]:
    """The words of a text that are written with a capital, folded."""
    return frozenset(folded(word) for word in set(_WORD.findall(text)) if word[0].isupper())


def subject(said: str) -> tuple[str, ...]:
    """The words of the name at the beginning of what is said, folded, without a title or owner before it; none where it begins with no name, or
    has one behind a comma ("the operator, Orrin Mill, …").
    """
    names = (_OWNER.sub("", found[0]) for found in _NAME.finditer(said[: 2 * _OPENING].partition(",")[0]) if found.start() <= _OPENING)
    words = next(filter(None, map(_of_name, names)), ())
    return words[1:] if len(words) > _WITH_TITLE else words


def _of_name(name: str) -> tuple[str, ...]:
    """A name's words, folded; none of a day that a sentence begins with ("On Wednesday")."""
    words = tuple(folded(word) for word in _WORD.findall(name))
    return () if words and words[-1] in _days() else words


@cache
def _days() -> frozenset[str]:
    numbers = any_language("en").numbers
    return numbers.weekdays | numbers.months


def is_named(name: Sequence[str], known: frozenset[str]) -> bool:
    """Whether a name is among the words of `known`, if only by one word or in another spelling; true for none."""
    if not name or not known.isdisjoint(name):
        return True
    near = [word for word in known if len(word) >= _LETTERS]
    likely = ((word, [other for other, _, _ in process.extract(word, near, scorer=fuzz.ratio, score_cutoff=_AT_LEAST, limit=None)]) for word in name)
    return any(get_close_matches(word, sorted(others), 1, _ALIKE) for word, others in likely if others)


class Subjects:
    """Of whom wordings speak, and whom the articles that have them name."""

    def __init__(self, said: Sequence[str], articles: Sequence[Sequence[str]], texts: Mapping[str, str]) -> None:
        """`said` are the wordings, `articles` the articles of each, and `texts` the articles' texts, which are read when they are asked for."""
        self._articles = articles
        self._name = cache(lambda wording: subject(said[wording]))
        words = cache(lambda article: name_words(texts[article]))
        self._names = cache(lambda name, article: is_named(name, words(article)))

    def may_be_one(self, one: int, other: int) -> bool:
        """Whether each wording's articles name the one of whom the other speaks."""
        return self._knows(one, other) and self._knows(other, one)

    def _knows(self, wording: int, of: int) -> bool:
        name = self._name(of)
        return not name or any(self._names(name, article) for article in self._articles[wording])
