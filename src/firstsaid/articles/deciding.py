"""What reviewers decided about parts, in the place of what the rules say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firstsaid.articles.segments import quotations, sentences
from firstsaid.model import Article, Judgement, Part, Span
from firstsaid.model.judgement import DECIDED

_SENTENCES = ("title", "body", "comment", "caption")
_QUOTATIONS = ("title", "body", "comment")


def decided(article: Article, judgements: Sequence[Judgement]) -> Article:
    """The article with the parts that reviewers decided, and its sentences and quotations read anew; as it is where nothing was.

    A stretch that is not what the rules call it is left out as furniture; one that is not furniture is the body's. "Unsure" leaves a part as it is.
    """
    own = [j for j in judgements if j.about == "part" and j.article == article.id and j.verdict != "unsure" and j.places[0].stop <= len(article.text)]
    parts = article.parts
    for judgement in own:
        parts = _with(parts, judgement)
    if parts == article.parts:
        return article
    changed = replace(article, parts=parts)
    return replace(
        changed,
        sentences=sentences(article.text, changed.spans(*_SENTENCES)),
        quotations=quotations(article.text, changed.spans(*_QUOTATIONS)),
    )


def _with(parts: Sequence[Part], judgement: Judgement) -> tuple[Part, ...]:
    span, kind = judgement.places[0].span, judgement.value
    if judgement.verdict == "reject":
        kind = "body" if kind == "furniture" else "furniture"
    left = [piece for part in parts for piece in _without(part, span)]
    made = Part(kind, span.start, span.stop, DECIDED + judgement.author)
    return tuple(sorted([*left, made], key=lambda part: (part.start, -part.stop, part.kind != "body", part.kind)))


def _without(part: Part, hole: Span) -> Iterator[Part]:
    """The part without a stretch of it."""
    if not part.span.overlap(hole):
        yield part
        return
    if part.start < hole.start:
        yield replace(part, stop=hole.start)
    if part.stop > hole.stop:
        yield replace(part, start=hole.stop)
