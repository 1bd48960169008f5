"""Home: what the case holds, its stories by weight."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.web.rendering import page

router = APIRouter()
SHOWN = 50


@router.get("/", response_class=HTMLResponse)
def home(request: Request, start: int = 0) -> HTMLResponse:
    """Stories, those of most articles first, fifty on a page; of a case without pages, what to do."""
    if not request.app.state.desk.is_run:
        return page(request, "empty.html", title="No pages yet", jobs=request.app.state.jobs.newest())
    with request.app.state.desk.reading() as shelf:
        start = max(0, start)
        stories = shelf.sql(
            "select story, count(*) as articles, min(coalesce(a.title.value, a.path)) as title from placements p join articles a on a.id = p.article "
            "group by story order by articles desc, story limit ? offset ?",
            [SHOWN, start],
        )
        (totals,) = shelf.sql("select (select count(*) from captures) as pages, (select count(distinct story) from placements) as stories")
        return page(request, "home.html", title="Stories", stories=stories, totals=totals, start=start, shown=SHOWN)
