"""What pages on which something can be decided have in common: the question, and the log of what was decided there."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from fastapi import Request

from firstsaid.model import Place
from firstsaid.review import Kept
from firstsaid.review.users import Session
from firstsaid.web.decided import Row, late_parts, rows
from firstsaid.web.desk import Desk
from firstsaid.web.questions import AT_ONCE, Question, question, with_effects
from firstsaid.web.shelf import Told

SHOWN = 50


def ask(request: Request, told: Told, about: str, places: tuple[Place, ...], at_once: bool = True) -> Question | None:
    """The question about a matter, for whoever may decide. In a large story, or when not `at_once`, the effects are reckoned when the
    address asks for them (`effects=1`); a decision on a part has none before the next run.
    """
    session: Session = request.state.session
    if not session.may("reviewer"):
        return None
    asked = question(told, about, places)
    if about == "part":
        return asked
    if (at_once and len(told.index.articles) <= AT_ONCE) or request.query_params.get("effects"):
        desk: Desk = request.app.state.desk
        return with_effects(asked, told, desk.case.options)
    return replace(asked, effects_at=f"{request.url.include_query_params(effects=1).path}?{request.url.include_query_params(effects=1).query}#judge")


def log_of(request: Request, told: Told, wanted: Callable[[Kept], bool], among: Iterable[str] | None = None) -> list[Row]:
    """The decisions about a story's articles, or about some of them, that a page wants to show, the newest first."""
    desk: Desk = request.app.state.desk
    decisions = desk.decisions()
    articles = told.index.articles if among is None else among
    found = [kept for article in articles for kept in decisions.by_article.get(article, ()) if wanted(kept)]
    named = sorted({place.article for kept in found for place in kept.wish.places if place.article in told.index.articles})
    names = dict(zip(named, told.index.told_apart(*named), strict=True))
    with desk.reading() as shelf:
        late = late_parts(shelf.part_judgements, decisions.in_force)
    return rows(decisions, found, lambda article: names.get(article) or told.index.name(article), request.state.session, late)[:SHOWN]
