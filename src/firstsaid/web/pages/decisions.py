"""All decisions, and what waits to be decided."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.review.standing import judgement_of
from firstsaid.web.decided import late_parts, rows
from firstsaid.web.desk import Desk
from firstsaid.web.doubts import doubts, waiting
from firstsaid.web.rendering import Start, page

router = APIRouter()
SHOWN = 100


@router.get("/decisions", response_class=HTMLResponse)
def decisions(request: Request, start: Start = 0) -> HTMLResponse:
    """Every decision, the newest first; what was withdrawn or replaced stays."""
    desk: Desk = request.app.state.desk
    held = desk.decisions()
    part = held.log[::-1][start : start + SHOWN]
    with desk.reading() as shelf:
        names = shelf.names(place.article for kept in part for place in kept.wish.places)
        late = late_parts(shelf.part_judgements, held.in_force)
    shown = rows(held, part, lambda article: names.get(article, article), request.state.session, late)
    counting = sum(held.status[kept.number] == "counts" and judgement_of([kept.wish]).id not in late for kept in held.log)
    return page(request, "decisions.html", title="Decisions", log=shown, counting=counting, late=len(late), total=len(held.log), start=start, shown=SHOWN)


@router.get("/queue", response_class=HTMLResponse)
def queue(request: Request, start: Start = 0) -> HTMLResponse:
    """What waits to be decided: reviewers who disagree, decisions against new evidence, then the open joins by how far they could move a count."""
    desk: Desk = request.app.state.desk
    with desk.reading() as shelf:
        held = desk.decisions()
        open_ones, beside = doubts(shelf, held)
        part = open_ones[start : start + SHOWN]
        back = waiting(shelf, held) if start == 0 else []
        wanted = {d.article_a for d in part} | {d.article_b for d in part} | {place.article for item in back for place in item.kept.wish.places}
        names = shelf.names(wanted)
        told = rows(held, [item.kept for item in back], lambda article: names.get(article, article), request.state.session)
        return page(
            request, "queue.html", title="Queue", doubts=part, beside=beside, back=back, names=names, total=len(open_ones), start=start, shown=SHOWN,
            rows={row.number: row for row in told},
        )  # fmt: skip
