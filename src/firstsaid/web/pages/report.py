"""The report of one story, or of the whole case, as the file that can be handed on."""

import html
import re
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from firstsaid.api import open_case
from firstsaid.dossier import report as render
from firstsaid.dossier.wording import count
from firstsaid.sealing.prepared import Wanted, beside, prepare
from firstsaid.web.desk import Desk
from firstsaid.web.pages.home import titles
from firstsaid.web.rendering import page
from firstsaid.web.security import POLICY

router = APIRouter()
_OWN_STYLE = re.compile(r"style-src 'sha256-[A-Za-z0-9+/=]+'")


@router.get("/report", response_class=HTMLResponse)
def report(request: Request) -> HTMLResponse:
    """What can be reported."""
    with request.app.state.desk.reading() as shelf:
        stories = shelf.sql("select story, count(*) as articles from placements group by story having count(*) > 1 order by articles desc, story limit 50")
        called = titles(shelf, [row["story"] for row in stories])
        return page(request, "report.html", title="Report", stories=[row | {"title": called[row["story"]]} for row in stories])


@router.get("/report/{what}")
def written(request: Request, what: str, save: bool = False) -> Response:
    """The report of the story of this id, with the decisions that count now, or of the whole case (`case`)."""
    desk: Desk = request.app.state.desk
    text = prepare(open_case(desk.place), Wanted()).html() if what == "case" else _story(desk, what)
    if save:
        part = {} if what == "case" else {"part": f"story {what}"}
        desk.case.folder.custody.append("export", format="report html", name=request.state.session.name, **part)
    found = _OWN_STYLE.search(html.unescape(text[:4000]))
    if found is None:
        raise HTTPException(500, "The report does not name its own style sheet, so it is not shown.")
    answer = HTMLResponse(text)
    answer.headers["Content-Security-Policy"] = POLICY.replace("style-src 'self'; script-src 'self'", f"{found[0]}; script-src 'none'")
    if save:
        answer.headers["Content-Disposition"] = f'attachment; filename="firstsaid-{re.sub("[^0-9a-z]", "", what)}.html"'
    return answer


def _story(desk: Desk, story: str) -> str:
    with desk.reading() as shelf:
        told = shelf.story(story)
        dossier = told.index.dossier
        (whole,) = shelf.sql("select (select count(*) from articles) as articles, (select count(distinct story) from placements) as stories")
        said, _ = beside(desk.case, dossier, desk.decisions(), {count.claim: count for count in told.alone.dossier.counts})
        of = f"One story of {count(whole['stories'], 'story', 'stories')} in the case: {len(dossier.articles)} of its {count(whole['articles'], 'article')}."
        return render(dossier, replace(said, part=f"{of} The others were compared too, and are left out here."))
