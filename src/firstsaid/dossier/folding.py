"""Which articles are one text: word-for-word copies and re-captures of one page."""

from collections.abc import Iterable, Sequence

from firstsaid.model import Article, Derivation

COPIES = ("republished", "same page")


def fold(articles: Sequence[Article], derivations: Iterable[Derivation]) -> dict[str, str]:
    """Each article's text, named by the article that stands for it: the one from which no other of the text comes, else the first in order.

    Articles fold when one is the other's word-for-word copy or a re-capture of the same page, whichever of them came first.
    """
    parent = {article.id: article.id for article in articles}
    copies = [d for d in derivations if d.relation in COPIES and d.article_a in parent and d.article_b in parent]
    for pair in copies:
        root_a, root_b = _root(parent, pair.article_a), _root(parent, pair.article_b)
        parent[max(root_a, root_b)] = min(root_a, root_b)
    downstream = {pair.article_b if pair.upstream == pair.article_a else pair.article_a for pair in copies if pair.upstream}
    heads: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.id in downstream):
        heads.setdefault(_root(parent, article.id), article.id)
    return {article.id: heads[_root(parent, article.id)] for article in articles}


def _root(parent: dict[str, str], article: str) -> str:
    while parent[article] != article:
        parent[article] = parent[parent[article]]
        article = parent[article]
    return article
