"""Two articles side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from firstsaid.dossier.index import Index
from firstsaid.dossier.views.alone import alone
from firstsaid.dossier.views.pairs import PairView, pair_view
from firstsaid.dossier.wording import count
from firstsaid.model import Derivation, Match, Place
from firstsaid.sealing.decided import by_whom
from firstsaid.web.drawings import Sides, text_map, weights
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
        view = pair_view(told.index, 1, derivation, {})
        shared = told.index.matches.get((derivation.article_a, derivation.article_b), [])
        return page(
            request,
            "pair.html",
            title=f"{view.right_name} and {view.left_name}",
            trail=((f"/story/{told.id}", "Story"),),
            pair=view,
            derivation=derivation,
            alone=[alone(told.index, *side, shared) for side in ((view.left, view.left_name), (view.right, view.right_name))],
            map=_map(told.index, view, derivation),
            bars=weights([told.index.evidence[piece].score for piece in derivation.evidence if piece in told.index.evidence]),
            question=ask(request, told, "relation", places),
            log=log_of(request, told, lambda kept: {one, other} == {p.article for p in kept.wish.places}, (one, other)),
            judged=by_whom([j for j in told.judged if j.about == "relation" and sorted(j.places) == list(places)], request.state.session.name),
        )


def _map(index: Index, view: PairView, derivation: Derivation) -> Markup | None:
    """The two texts end to end; None where they share no passage."""
    matches: list[Match] = [m for m in index.matches.get((derivation.article_a, derivation.article_b), []) if m.kind != "boilerplate"]
    if not matches:
        return None
    sides = Sides(len(index.articles[view.left].text), len(index.articles[view.right].text), view.left == derivation.article_b)
    told = f"{count(len(matches), 'shared passage')}, {count(view.altered, 'unmarked change')} inside quotation marks"
    return text_map(sides, matches, f"{view.left_name} above, {view.right_name} below: {told}")
