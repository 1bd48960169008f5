"""Which articles name the outlet that printed another one: "as first reported by the Kalda Courier"."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from firstsaid.model import Article
from firstsaid.reuse.rarity import Floats, uses
from firstsaid.reuse.words import I64, word_hashes

_ORDINARY = 0.02
"""How often an article of general English uses a word that alone cannot be told from other words as an outlet's name: Time, Today, Express."""

_LONGEST = 6
"""Words of the longest name that is looked for."""

_WORD = re.compile(r"\w+")

_Name = tuple[str, ...]


class Namings:
    """The articles of a small pile, numbered, and which of them name the outlets of others in what they report."""

    def __init__(self, articles: Sequence[Article]) -> None:
        own = [_name(article) for article in articles]
        pages = Counter(own)
        number = {name: k for k, name in enumerate(pages)}
        self._outlet = np.array([number[name] for name in own], np.int64)
        self._weight = np.zeros((len(articles), len(number)), np.float32)
        telling = {name for name in pages if _telling(name)}
        for row, article in enumerate(articles):
            told = "\n".join(span.of(article.text) for span in article.reported())
            for name in _named(_WORD.findall(told), telling - {own[row]}):
                self._weight[row, number[name]] = 1.0 / pages[name]

    def of(self, a: I64, b: I64) -> Floats:
        """How many times the likeness of pairs of articles counts: twice when one of the two names the outlet of the other, and that has no other article in
        the pile; less for an outlet with several, which is named for other matters too; once where neither is named.
        """
        return 1.0 + np.maximum(self._weight[a, self._outlet[b]], self._weight[b, self._outlet[a]]).astype(np.float64)


def _name(article: Article) -> _Name:
    """The words of an article's outlet, without the article in front of it; none where it has no outlet."""
    words = _WORD.findall(article.outlet.value) if article.outlet else []
    return tuple(words[1:] if words and words[0].casefold() == "the" else words)


def _telling(name: _Name) -> bool:
    """Whether a name is told from other words: it has several, or one that is rare."""
    return 1 < len(name) <= _LONGEST or (len(name) == 1 and bool(uses(word_hashes([name[0].casefold()]))[0] < _ORDINARY))


def _named(words: Sequence[str], names: Collection[_Name]) -> Iterator[_Name]:
    """The names that stand among the words."""
    firsts, sizes = {name[0] for name in names}, {len(name) for name in names}
    for at, word in enumerate(words):
        if word in firsts:
            yield from (found for size in sizes if (found := tuple(words[at : at + size])) in names)
