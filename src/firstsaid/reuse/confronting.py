"""One text held against some articles: what it shares with each, and nothing of what they share with each other."""

import dataclasses
from collections.abc import Sequence

from firstsaid.model import Article, Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.book import Book
from firstsaid.reuse.candidacy import chained
from firstsaid.reuse.fingerprinting import fingerprints
from firstsaid.reuse.matching import Aligner, Asked
from firstsaid.reuse.passages import where_asked
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.weights import word_weights

_FIRST = ""
"""The text's id while it is compared: before all others."""


def confronted(asked: Article, articles: Sequence[Article], options: ReuseOptions) -> list[Match]:
    """What a text shares with each article, in order of the articles' ids. `article_a` is the text, by the id that it has.

    It is what they would share in a small pile, and `UNBROKEN` words in a row, or all of a short text, whatever they weigh.
    """
    pile = [dataclasses.replace(asked, id=_FIRST), *articles]
    stock = Stock.of(Pile(articles=tuple(pile), fingerprints=tuple(fingerprints(pile, options))))
    weights, threshold = word_weights(stock), where_asked(options, int(stock.offsets[1]))
    known = chained(stock, weights, [(0, number) for number in range(1, len(stock.articles))], threshold)
    pairs = [Asked(0, int(numbered[number, 1]), packed) for numbered, chains in known for number, packed in chains.packed()]
    made = Aligner(threshold, False).matches(Book.of(stock, weights), pairs)
    return [dataclasses.replace(match, article_a=asked.id) for match in made]
