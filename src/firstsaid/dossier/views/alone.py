"""What only one article of a pair has: the stretches of its text that no shared passage covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firstsaid.dossier.index import Index
from firstsaid.dossier.views.passages import Passage, passage
from firstsaid.dossier.wording import count, shown
from firstsaid.model import Article, Match, Span

LEAST = 6
"""Words; less is what remains between two passages."""
STRETCHES = 40
KINDS = ("title", "body")


@dataclass(frozen=True, slots=True)
class Alone:
    """One side of a pair."""

    siglum: str
    name: str
    told: str
    """How many stretches there are."""
    stretches: tuple[Passage, ...]
    note: str


def alone(index: Index, article: str, name: str, matches: Sequence[Match]) -> Alone:
    """The stretches of an article's headline and body, line by line, of at least six words, that the matches of its pair do not cover; `name` is what it is
    called beside the other.
    """
    held = index.articles[article]
    covered = sorted(m.a if m.article_a == article else m.b for m in matches if m.kind != "echo")
    found = [span for span in _open(held, covered) if len(span.of(held.text).split()) >= LEAST]
    stretches = tuple(passage(index, article, span) for span in found[:STRETCHES])
    return Alone(index.sigla.get(article, "?"), name, count(len(found), "stretch", "stretches"), stretches, shown(len(stretches), len(found)))


def _open(article: Article, covered: Sequence[Span]) -> Iterator[Span]:
    for line in _lines(article):
        at = line.start
        for span in covered:
            if span.stop > at and span.start < line.stop:
                yield _trimmed(article.text, at, min(span.start, line.stop))
                at = max(at, span.stop)
        yield _trimmed(article.text, at, line.stop)


def _lines(article: Article) -> Iterator[Span]:
    for part in sorted(article.spans(*KINDS)):
        start = part.start
        for line in part.of(article.text).split("\n"):
            yield Span(start, start + len(line))
            start += len(line) + 1


def _trimmed(text: str, start: int, stop: int) -> Span:
    """The stretch without what stands before its first and after its last letter or mark; an empty one where nothing is left."""
    words = text[start:stop] if start < stop else ""
    head = len(words) - len(words.lstrip(" \t,;:.!?–—-”’\"'"))
    return Span(start + head, max(start + head, start + len(words.rstrip())))
