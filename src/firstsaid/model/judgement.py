"""What reviewers decide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from firstsaid.model.article import Article, Stamp
from firstsaid.model.span import Place

Judged = Literal["relation", "same claim", "same voice", "date", "part"]
"""relation: how two articles are related and which came first · same claim: two wordings say the same · same voice: two mentions are one speaker ·
date: when an article was published · part: what a stretch of an article is."""
JUDGED: tuple[Judged, ...] = get_args(Judged)

Verdict = Literal["accept", "reject", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reviewer's decision in force, as the pass reads it. It names articles and places in their texts, which stay what they are when a case grows, and never
    ids of records that a run makes.
    """

    id: str
    """Content hash of all that follows but author and reason: what two reviewers who decide the same have in common."""
    about: str
    """One of JUDGED."""
    article: str
    """The article of the first place."""
    places: tuple[Place, ...]
    """What it is about, in order: for a relation both articles whole (0, 0); for a claim or voice the two passages; for a date the article whole; for a part
    its extent."""
    verdict: str
    """One of VERDICTS: whether `value` (and `upstream`) holds, does not hold, or cannot be told."""
    value: str
    """relation: one of RELATIONS · date: ISO 8601 · part: one of PART_KINDS · same claim and same voice: empty."""
    upstream: str | None
    """For a relation, the article that the other came from."""
    author: str
    """Who decided; with two-person review both, joined by " and "."""
    reason: str


DECIDED = "decided by "
"""How the rule of a date begins that a reviewer has set."""


def dated(articles: Iterable[Article], judgements: Iterable[Judgement]) -> tuple[Article, ...]:
    """The articles with the dates that reviewers decided: one accepted is the date, one rejected is none, and where they are unsure there is none."""
    decided = {j.article: j for j in judgements if j.about == "date"}
    return tuple(_dated(article, decided[article.id]) if article.id in decided else article for article in articles)


def _dated(article: Article, judgement: Judgement) -> Article:
    if judgement.verdict == "accept":
        stamp = Stamp(judgement.value, "published", DECIDED + judgement.author, None)
        return replace(article, published=stamp, dates=(stamp, *article.dates))
    if judgement.verdict == "unsure":
        return replace(article, published=None, dates=())
    published = article.published if article.published and article.published.value != judgement.value else None
    return replace(article, published=published, dates=tuple(date for date in article.dates if date.value != judgement.value))
