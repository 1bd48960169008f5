"""Two articles side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.views.pairs import pair_view
from firstsaid.web.rendering import page

router = APIRouter()


@router.get("/pair/{one}/{other}", response_class=HTMLResponse)
def pair(request: Request, one: str, other: str) -> HTMLResponse:
    """Every passage that two articles share, what was done to the words, and why their relation is read as it is."""
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("placements", one)
        derivation = told.index.derivations[min(one, other), max(one, other)]
        view = pair_view(told.index, 1, derivation, (told.found, {}))
        title = f"{view.right_name} and {view.left_name}"
        return page(request, "pair.html", title=title, trail=((f"/story/{told.id}", "Story"),), pair=view, derivation=derivation)
