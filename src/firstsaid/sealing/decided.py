"""Decisions in words, and the case as it stands with those in force now, whether it was run since or not."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from firstsaid.dossier import MovedCount
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import dash
from firstsaid.model import Article, CaptureFacts, Judgement, OriginCount, Pile
from firstsaid.model.options import Options
from firstsaid.recount import moved, recount
from firstsaid.review import Wish

VERDICTS = {"accept": "Accepted", "reject": "Rejected", "unsure": "Unsure"}
BECAME = {
    "counts": "counts",
    "withdrawn": "withdrawn",
    "replaced": "replaced by a later one",
    "disagree": "does not count: reviewers disagree",
    "waiting": "does not count yet: it waits for another reviewer",
}


def matter(wish: Wish, name: Callable[[str], str]) -> str:
    """What a decision is about, in a line; `name` tells what an article is called."""
    names = [name(place.article) for place in wish.places]
    value = one_line(wish.value)
    if wish.about == "relation":
        first = f", {name(wish.upstream)} first" if wish.upstream else ""
        return f"{names[0]} and {names[1]}: {value}{first}"
    if wish.about == "date":
        return f"Date of {names[0]}: {value or 'none given'}"
    if wish.about == "part":
        return f"What {names[0]} has from {wish.places[0].start} to {wish.places[0].stop}: {value}"
    return f"{'One claim' if wish.about == 'same claim' else 'One voice'} in {names[0]} and {names[-1]}"


def as_decided(pile: Pile, in_force: Sequence[Judgement], touched: Iterable[str], options: Options) -> tuple[Pile, dict[str, OriginCount]]:
    """The pile with the decisions in force, and what the machine alone counts in the stories of the articles that were `touched` by any decision, by claim."""
    placed = {placement.article: placement.story for placement in pile.placements}
    alone: dict[str, OriginCount] = {}
    for story in sorted({placed[article] for article in touched if article in placed}):
        part = _of_story(pile, story)
        now = recount(part, in_force, options)
        alone |= {count.claim: count for count in recount(part, (), options).counts}
        pile = _put(pile, part, now)
    return pile, alone


def moved_counts(
    now: Iterable[OriginCount], alone: Mapping[str, OriginCount], claims: Mapping[str, Sequence[str]], in_force: Sequence[Judgement]
) -> dict[str, MovedCount]:
    """The claims whose count is not what the machine alone says; `claims` are the articles of each."""
    stories = {count.story for count in alone.values()}
    found = {}
    for count in now:
        machine = alone.get(count.claim)
        if count.story in stories and range_of(count) != range_of(machine):
            found[count.claim] = MovedCount(by_whom(concerning(in_force, claims.get(count.claim, ()))), range_of(machine) or "nothing of this claim")
    return found


def concerning(judged: Sequence[Judgement], articles: Iterable[str]) -> list[Judgement]:
    """The decisions that name one of the articles; all of them where none does."""
    held = set(articles)
    return [j for j in judged if any(place.article in held for place in j.places)] or list(judged)


def by_whom(judged: Iterable[Judgement], name: str = "") -> str:
    """Who decided: "by Ilse", "by you and Ilse" where `name` is who looks; "" for nobody."""
    authors = sorted({author for j in judged for author in j.author.split(" and ")}, key=lambda author: (author != name, author))
    return "by " * bool(authors) + " and ".join("you" if author == name else author for author in authors)


def range_of(count: OriginCount | None) -> str:
    """A count as it is read: "2", "1–3"; "" for none."""
    return dash(count.least, count.most) if count else ""


def _of_story(pile: Pile, story: str) -> Pile:
    """The records of one story; what belongs to no story is left out."""
    articles = {placement.article for placement in pile.placements if placement.story == story}
    captures = {article.capture for article in pile.articles if article.id in articles}

    def belongs(row: Any) -> bool:  # noqa: ANN401
        if isinstance(row, Article | CaptureFacts):
            return row.id in (articles if isinstance(row, Article) else captures)
        if hasattr(row, "story"):
            return bool(row.story == story)
        return getattr(row, "article", None) in articles or (hasattr(row, "article_a") and {row.article_a, row.article_b} <= articles)

    return Pile(**{field.name: tuple(row for row in getattr(pile, field.name) if belongs(row)) for field in dataclasses.fields(pile)})


def _put(pile: Pile, before: Pile, now: Pile) -> Pile:
    """The pile with what was counted anew in the place of what it had."""
    changed = {}
    for name in ("judgements", *(stage.writes for stage in moved())):
        old = {id(row) for row in getattr(before, name)}
        changed[name] = (*(row for row in getattr(pile, name) if id(row) not in old), *getattr(now, name))
    return dataclasses.replace(pile, **changed)
