"""A story: its first sentence, its claims, how each text got there, where the pages disagree, what is missing."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.index import Index
from firstsaid.dossier.opening import opening
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.checks import altered_rows, citation_views, conflict_views, missing_views, otherwise_rows
from firstsaid.dossier.views.claims import CLAIMS, claim_lines, claim_views, hero_fan
from firstsaid.dossier.views.stories import story_view
from firstsaid.dossier.wording import KINDS, count, shown
from firstsaid.model import Voice
from firstsaid.web.effects import moved
from firstsaid.web.pages.asking import log_of
from firstsaid.web.rendering import page

router = APIRouter()
VOICES = 12
LINES = 300
"""So many claims stand in one line each, after those that are opened."""


@router.get("/story/{story}", response_class=HTMLResponse)
def story(request: Request, story: str) -> HTMLResponse:
    """One story."""
    with request.app.state.desk.reading() as shelf:
        told = shelf.story(story)
        index = told.index
        first = next((c for c in index.dossier.claims if len(c.articles) > 1), None)
        reckoning = index.counts.get(first.id) if first else None
        view = story_view(index, index.dossier.stories[0])
        return page(
            request,
            "story.html",
            title=view.title,
            opening=opening(index),
            opens={
                "claim-1": f"/claim/{first.id}" if first else "",
                "altered": "#altered",
                "otherwise": "#otherwise",
                "missing": "#missing",
                "conflicts": "#conflicts",
                "pages": "#pages",
            },
            because=one_line(reckoning.because) if reckoning else "",
            fan=hero_fan(index),
            **_claims(index),
            view=view,
            altered=altered_rows(index),
            otherwise=otherwise_rows(index),
            pairs={change.number: (change.first, change.then) for change in index.changes.values()},
            conflicts=conflict_views(index),
            citations=citation_views(index),
            missing=missing_views(index),
            voices=_voices(index),
            index_voices=sum(bool(v.statements) for v in index.dossier.voices),
            moved=moved(told, request.state.session.name),
            log=log_of(request, told, lambda kept: True),
        )


def _claims(index: Index) -> dict[str, Any]:
    """Every claim: the first opened, the others in one line each, those of one article last."""
    shared = [c for c in index.dossier.claims if len(c.articles) > 1]
    further, lone = shared[CLAIMS : CLAIMS + LINES], [c for c in index.dossier.claims if len(c.articles) == 1][:LINES]
    told = shown(min(len(shared), CLAIMS) + len(further) + len(lone), len(index.dossier.claims))
    return {"claims": claim_views(index)[0], "further": claim_lines(index, further), "lone": claim_lines(index, lone), "claims_note": told}


def _voices(index: Index) -> list[tuple[Voice, str, str, str]]:
    """The voices that are made to say most: each with its name, what it is and how often it is heard."""
    voices = sorted(index.dossier.voices, key=lambda v: (-len(v.articles), -len(v.statements), v.name, v.id))[:VOICES]
    heard = ((v, f"{count(len(v.statements), 'statement')} in {count(len(v.articles), 'article')}") for v in voices if v.statements)
    return [(v, one_line(v.name), KINDS.get(v.kind, v.kind), told) for v, told in heard]
