"""An article as it was understood."""

import re

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from firstsaid.dossier.index import Index
from firstsaid.dossier.naming import headline
from firstsaid.dossier.views.article import article_view
from firstsaid.dossier.views.claims import claim_lines
from firstsaid.dossier.views.reckoning import reading
from firstsaid.dossier.wording import how_sure, shown
from firstsaid.model import Derivation, Place, Span
from firstsaid.web.pages.asking import ask, log_of
from firstsaid.web.rendering import page

router = APIRouter()
CLAIMS = 100
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@router.get("/article/{article}", response_class=HTMLResponse)
def article(request: Request, article: str, at: str = "") -> HTMLResponse:
    """One article; `at=START-STOP` marks a place in its stored text, so that a span can be cited by its address."""
    place = _PLACE.fullmatch(at)
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("placements", article)
        view = article_view(told.index, article, Span(int(place[1]), int(place[2])) if place else None)
        others = [d for d in told.index.dossier.derivations if article in (d.article_a, d.article_b) and d.relation != "independent"]
        pairs = [(d, reading(told.index, d, d.relation, d.upstream), _beside(told.index, d, article)) for d in others]
        claims = [c for c in told.index.dossier.claims if len(c.articles) > 1 and article in c.articles]
        return page(
            request,
            "article.html",
            title=view.title or view.name,
            trail=((f"/story/{told.id}", "Story"),),
            article=view,
            pairs=pairs,
            claims=claim_lines(told.index, claims[:CLAIMS]),
            claims_note=shown(min(CLAIMS, len(claims)), len(claims)),
            question=ask(request, told, "date", (Place(article, 0, 0),), at_once=False),
            log=log_of(request, told, lambda kept: True, (article,)),
        )


def _beside(index: Index, pair: Derivation, article: str) -> str:
    """How sure a relation is, and which the other article is."""
    other = index.articles[pair.article_b if pair.article_a == article else pair.article_a]
    title = f"; {index.name(other.id)}: {headline(other.title.value)}" if other.title else ""
    return f"{how_sure(pair.relation, pair.confidence)}{title}"


@router.get("/original/{article}")
def original(request: Request, article: str) -> Response:
    """The bytes as they were received, to be saved and never shown."""
    with request.app.state.desk.reading() as shelf:
        found = shelf.sql("select c.sha256, c.payload from captures c join articles a on a.capture = c.id where a.id = ?", [article])
    if not found:
        raise HTTPException(404)
    name = {"Content-Disposition": f'attachment; filename="original-{article[:16]}.bin"'}
    return Response(found[0]["payload"], headers=name, media_type="application/octet-stream")
