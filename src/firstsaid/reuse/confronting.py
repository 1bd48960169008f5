"""One text held against some articles: what it shares with each, and nothing of what they share with each other."""

import dataclasses
from collections.abc import Sequence

from firstsaid.model import Article, Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.book import Book
from firstsaid.reuse.candidacy import chained
from firstsaid.reuse.fingerprinting import fingerprints
from firstsaid.reuse.matching import Aligner, Asked
from firstsaid.reuse.passages import in_small_piles
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.weights import word_weights

_FIRST = ""
"""The text's id while it is compared: before all others."""


def confronted(asked: Article, articles: Sequence[Article], options: ReuseOptions) -> list[Match]:
    """What a text shares with each article, as in a small pile, in order of the articles' ids. `article_a` is the text, by the id that it has."""
    pile = [dataclasses.replace(asked, id=_FIRST), *articles]
    stock = Stock.of(Pile(articles=tuple(pile), fingerprints=tuple(fingerprints(pile, options))))
    weights = word_weights(stock)
    known = chained(stock, weights, [(0, number) for number in range(1, len(stock.articles))], options)
    pairs = [Asked(0, int(numbered[number, 1]), packed) for numbered, chains in known for number, packed in chains.packed()]
    made = Aligner(in_small_piles(options), False).matches(Book.of(stock, weights), pairs)
    return [dataclasses.replace(match, article_a=asked.id) for match in made]
