"""Which articles are one text: word-for-word copies and re-captures of one page."""

from collections.abc import Iterable, Sequence

from firstsaid.model import Article, Derivation
from firstsaid.model.unions import Unions

COPIES = ("republished", "same page")


def fold(articles: Sequence[Article], derivations: Iterable[Derivation]) -> dict[str, str]:
    """Each article's text, named by the article that stands for it: the one from which no other of the text comes, else the first in order.

    Articles fold when one is the other's word-for-word copy or a re-capture of the same page, whichever of them came first.
    """
    held = {article.id for article in articles}
    copies = [d for d in derivations if d.relation in COPIES and held.issuperset((d.article_a, d.article_b))]
    same = Unions[str]()
    for pair in copies:
        same.join(pair.article_a, pair.article_b)
    downstream = {pair.article_b if pair.upstream == pair.article_a else pair.article_a for pair in copies if pair.upstream}
    heads: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.id in downstream):
        heads.setdefault(same.of(article.id), article.id)
    return {article.id: heads[same.of(article.id)] for article in articles}
