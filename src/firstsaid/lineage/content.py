"""Whether an article tells what another ascribes to it, in words of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Protocol

from firstsaid.lineage.words import words
from firstsaid.model import Article, Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_WORDS = 4
_TOLD = 0.6
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")
_MOST = 4_000
_LEAST_LETTERS = 3
_KNOWN = 65_536
"""Words that are remembered, however many articles are read."""


@lru_cache(maxsize=262_144)
def stem(word: str) -> str:
    """A word without its ending, cut to seven letters; a number as it is. The word in lower case begins with it."""
    low = word.lower()
    return low if low[0].isdigit() else _ENDING.sub("", low)[:7]


@lru_cache(maxsize=4_096)
def content_words(text: str) -> frozenset[str]:
    """The longer words of `text` without their endings, and its numbers."""
    return frozenset(stem(w) for w in WORD.findall(text) if len(w) > 4 or w[0].isdigit())


@lru_cache(maxsize=4_096)
def telling_words(text: str) -> frozenset[str]:
    """The words of `text` without their endings, but for those of a few letters that are no names, and those that stand in any sentence; numbers in digits."""
    known = words()
    found = ((w, w.lower()) for w in WORD.findall(text))
    long = ((w, low) for w, low in found if len(w) >= _LEAST_LETTERS + w[0].islower() or w[0].isdigit() or low in known.numbers)
    return frozenset(known.numbers.get(low) or stem(w) for w, low in long if low not in known.plain)


def named_things(article: Article) -> frozenset[str]:
    """Names and figures that the article has within its sentences, in lower case: what tells one event from another. Days and months are none;
    the first word of a sentence is one where another with a capital follows.
    """
    text = article.text
    sentences = [WORD.findall(text, start, stop) for start, stop in article.sentences]
    found = set(chain.from_iterable([words[0 if words[1:2] and words[1][0].isupper() else 1 :] for words in sentences]))
    plain = {word for word in found if word[0].islower()}
    telling = found - plain
    names = {word.lower() for word in telling if word[0].isupper() and len(word) >= _LEAST_LETTERS}
    return frozenset(names - plain - words().calendar) | {word for word in telling if word.isdigit() and len(word) > 1}


def wanted_words(article: Article, spans: Sequence[Span]) -> frozenset[str]:
    """Content words of what is ascribed; none when they are too few to be recognised."""
    wanted = content_words(" ".join(s.of(article.text) for s in spans)[:_MOST])
    return wanted if len(wanted) >= _LEAST_WORDS else frozenset()


class Told(Protocol):
    """What is read of an article."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences."""


def tells(other: Told, wanted: frozenset[str]) -> bool:
    """Whether two neighbouring sentences of `other` hold most of the wanted words."""
    if not wanted:
        return False
    enough = _TOLD * len(wanted)
    previous, before = "", 0
    for sentence in other.sentences:
        here = sentence.of(other.text)
        low = here.lower()
        begun = sum([word in low for word in wanted])
        if begun + before >= enough and len(wanted & (content_words(previous) | content_words(here))) >= enough:
            return True
        previous, before = here, begun
    return False


def told_in(article: Article, spans: Sequence[Span], other: Article) -> bool:
    """Whether two neighbouring sentences of `other` hold most content words of the spans of `article`."""
    return tells(other, wanted_words(article, spans))


class _Asked(dict[str, str]):
    """The content words that words are, "" for those that are not asked for; each word is looked at once."""

    def __init__(self, asked: frozenset[str]) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, word: str) -> str:
        content = stem(word) if len(word) > 4 or word[0].isdigit() else ""
        self[word] = held = content if content in self._asked else ""
        return held


class Telling:
    """Who tells what is wanted, found by content words, so that few articles are read for it."""

    def __init__(self, asked: Iterable[frozenset[str]]) -> None:
        self._known = _Asked(frozenset[str]().union(*asked))

    def told(self, other: Told, wanted: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
        """Those of some wants that an article tells."""
        if len(self._known) > _KNOWN:
            self._known.clear()
        said = set(WORD.findall("\n".join([s.of(other.text) for s in other.sentences])))
        held = set(map(self._known.__getitem__, said))
        yield from (words for words in wanted if words and len(words & held) >= _TOLD * len(words) and tells(other, words))
