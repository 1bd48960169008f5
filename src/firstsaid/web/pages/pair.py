"""Two articles side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.views.pairs import pair_view
from firstsaid.model import Place
from firstsaid.web.effects import by_whom
from firstsaid.web.pages.asking import ask, log_of
from firstsaid.web.rendering import page

router = APIRouter()


@router.get("/pair/{one}/{other}", response_class=HTMLResponse)
def pair(request: Request, one: str, other: str) -> HTMLResponse:
    """Every passage that two articles share, what was done to the words, and why their relation is read as it is."""
    places = (Place(min(one, other), 0, 0), Place(max(one, other), 0, 0))
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("placements", one)
        derivation = told.index.derivations[min(one, other), max(one, other)]
        view = pair_view(told.index, 1, derivation, (told.found, {}))
        return page(
            request,
            "pair.html",
            title=f"{view.right_name} and {view.left_name}",
            trail=((f"/story/{told.id}", "Story"),),
            pair=view,
            derivation=derivation,
            question=ask(request, told, "relation", places),
            log=log_of(request, told, lambda kept: {one, other} == {p.article for p in kept.wish.places}, (one, other)),
            judged=by_whom([j for j in told.judged if j.about == "relation" and sorted(j.places) == list(places)], request.state.session.name),
        )
