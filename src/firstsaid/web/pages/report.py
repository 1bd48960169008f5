"""The report of one story, or of the whole case, as the file that can be handed on."""

import html
import re

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from firstsaid.dossier import report as render
from firstsaid.web.rendering import page
from firstsaid.web.security import POLICY

router = APIRouter()
_OWN_STYLE = re.compile(r"style-src 'sha256-[A-Za-z0-9+/=]+'")


@router.get("/report", response_class=HTMLResponse)
def report(request: Request) -> HTMLResponse:
    """What can be reported."""
    with request.app.state.desk.reading() as shelf:
        stories = shelf.sql(
            "select story, count(*) as articles, min(coalesce(a.title.value, a.path)) as title from placements p join articles a on a.id = p.article "
            "group by story having count(*) > 1 order by articles desc, story limit 50"
        )
        return page(request, "report.html", title="Report", stories=stories)


@router.get("/report/{what}")
def written(request: Request, what: str, save: bool = False) -> Response:
    """The report of the story of this id, with the decisions that count now, or of the whole case as the last run left it (`case`)."""
    desk = request.app.state.desk
    with desk.reading() as shelf:
        text = desk.case.report() if what == "case" else render(shelf.story(what).index.dossier)
    found = _OWN_STYLE.search(html.unescape(text[:4000]))
    if found is None:
        raise HTTPException(500, "The report does not name its own style sheet, so it is not shown.")
    answer = HTMLResponse(text)
    answer.headers["Content-Security-Policy"] = POLICY.replace("style-src 'self'; script-src 'self'", f"{found[0]}; script-src 'none'")
    if save:
        answer.headers["Content-Disposition"] = f'attachment; filename="firstsaid-{re.sub("[^0-9a-z]", "", what)}.html"'
    return answer
