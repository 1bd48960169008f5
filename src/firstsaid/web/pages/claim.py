"""A claim: its count, opened."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.index import Index
from firstsaid.dossier.views.claims import ClaimLine, claim_fan, claim_lines, claim_view
from firstsaid.dossier.views.reckoning import Would, rivals, steps, would_change
from firstsaid.model import Claim, Place
from firstsaid.model.options import Options
from firstsaid.web.effects import had_rival, moved
from firstsaid.web.pages.asking import log_of
from firstsaid.web.rendering import page
from firstsaid.web.shelf import Told

router = APIRouter()
RECKONED = 20
"""In a story of at most so many articles the page says what the count would be if a rival reading held."""


@router.get("/claim/{claim}", response_class=HTMLResponse)
def claim(request: Request, claim: str) -> HTMLResponse:
    """One claim: how many articles become how few origins, each origin with its articles, the rival readings, and what would change the count."""
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("claims", claim)
        index = told.index
        record = index.claims[claim]
        shared = [c.id for c in index.dossier.claims if len(c.articles) > 1]
        return page(
            request,
            "claim.html",
            title=f"Claim {shared.index(claim) + 1} of {len(shared)}" if claim in shared else "Claim of one article",
            trail=((f"/story/{told.id}", "Story"),),
            claim=claim_view(index, 1, record),
            fan=claim_fan(index, record),
            steps=steps(index, record),
            rivals=rivals(index, record),
            nearly=_nearly(index, record),
            would=_would(told, record, shelf.case.options),
            moved=moved(told, request.state.session.name).get(claim),
            place=record.place,
            compared=_compared(index, claim),
            log=log_of(request, told, lambda kept: True, record.articles),
        )


def _nearly(index: Index, claim: Claim) -> list[tuple[ClaimLine, Place]]:
    """The claims that may say the same, each in one line, with the place of its words."""
    others = [index.claims[other] for other in claim.perhaps if other in index.claims]
    return [(line, other.place) for line, other in zip(claim_lines(index, others), others, strict=True)]


def _would(told: Told, claim: Claim, options: Options) -> list[Would]:
    """What would change the count; in a small story also by how much."""
    made = would_change(told.index, claim)
    if len(told.index.articles) > RECKONED:
        return list(made)
    return [replace(would, then=had_rival(told, claim.id, would.pair, options)) if would.pair else would for would in made]


def _compared(index: Index, claim: str) -> dict[str, str]:
    """By article, where it stands beside the article that it has the claim from."""
    reckoning = index.counts.get(claim)
    roles = [(role.article, role.source) for role in reckoning.roles if role.source] if reckoning else []
    pairs = [(article, *sorted((article, source))) for article, source in roles]
    return {article: f"/pair/{one}/{other}" for article, one, other in pairs if (one, other) in index.derivations}
