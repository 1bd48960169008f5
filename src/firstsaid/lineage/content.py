"""Whether an article tells what another ascribes to it, in words of its own."""

import re
from collections.abc import Sequence
from functools import lru_cache

from firstsaid.lineage.page import WORD, Page
from firstsaid.model import Article, Span

_LEAST_WORDS = 4
_TOLD = 0.6
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")


@lru_cache(maxsize=4_096)
def content_words(text: str) -> frozenset[str]:
    """The longer words of `text` without their endings, and its numbers."""
    words = (w.lower() for w in WORD.findall(text))
    return frozenset(w if w[0].isdigit() else _ENDING.sub("", w)[:7] for w in words if len(w) > 4 or w[0].isdigit())


def told_in(article: Article, spans: Sequence[Span], other: Page) -> bool:
    """Whether two neighbouring sentences of `other` hold most content words of the spans of `article`."""
    wanted = content_words(" ".join(s.of(article.text) for s in spans)[:4_000])
    if len(wanted) < _LEAST_WORDS:
        return False
    previous: frozenset[str] = frozenset()
    for sentence in other.sentences:
        here = content_words(sentence.of(other.article.text))
        if len(wanted & (previous | here)) >= _TOLD * len(wanted):
            return True
        previous = here
    return False
