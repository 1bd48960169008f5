"""Home: a sentence to be checked, the stories by weight, and what the case still asks for."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.excerpt import shortened
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import count, said_by, to
from firstsaid.model import Origin
from firstsaid.web.rendering import page
from firstsaid.web.shelf import Shelf

router = APIRouter()
SHOWN = 50
CLAIM_WORDS = 40

_STORIES = """
with sizes as (select story, count(*) as articles, arg_min(article, article) as one from placements group by story
  order by articles desc, story limit $1 offset $2),
shared as (select c.story, arg_min(c.id, (-len(c.articles), c.id)) as claim, count(*) as claims from claims c
  where len(c.articles) > 1 and c.story in (select story from sizes) group by c.story),
titles as (select p.story, min(coalesce(a.title.value, regexp_extract(rtrim(a.path, '/'), '[^/]*$'))) as title,
  count(distinct coalesce(a.outlet.value, a.path)) as outlets
  from placements p join articles a on a.id = p.article where p.story in (select story from sizes) group by p.story)
select s.story, s.articles, t.title, t.outlets, h.claims, c.id as claim, c.text, len(c.articles) as carried, n.least, n.most, n.origins
from sizes s join titles t on t.story = s.story left join shared h on h.story = s.story
  left join claims c on c.id = h.claim left join counts n on n.claim = h.claim
order by s.articles desc, s.story
"""
_TOTALS = """
select (select count(*) from captures) as pages, (select count(*) from articles) as articles, (select count(distinct story) from placements) as stories,
  (select count(*) from (select story from placements group by story having count(*) = 1)) as single, (select count(*) from conflicts) as conflicts
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A story in the list."""

    story: str
    title: str
    articles: int
    outlets: int
    claims: int
    """How many claims more than one article carries."""
    claim: str
    """Id of the claim that most of its articles carry; "" where none is carried by two."""
    text: str
    carried: str
    origins: str
    """How many origins that claim has; "" where they were not counted."""
    who: str


@router.get("/", response_class=HTMLResponse)
def home(request: Request, start: int = 0) -> HTMLResponse:
    """The stories, those of most articles first, fifty on a page, each with its first sentence; of a case without pages, what to do."""
    if not request.app.state.desk.is_run:
        return page(request, "empty.html", title="No pages yet", jobs=request.app.state.jobs.newest())
    with request.app.state.desk.reading() as shelf:
        start = max(0, start)
        lines: list[Line] = shelf.once(f"home {start}", lambda: [_line(row) for row in shelf.sql(_STORIES, [SHOWN, start])])
        totals = shelf.once("totals", lambda: shelf.sql(_TOTALS)[0])
        return page(request, "home.html", title="Stories", stories=lines, totals=totals, besides=_besides(shelf), start=start, shown=SHOWN)


def _line(row: dict[str, Any]) -> Line:
    origins = [Origin(**{name: found[name] for name in Origin.__slots__}) for found in row["origins"] or ()]
    sure = [origin for origin in origins if origin.certain]
    counted = row["least"] is not None
    return Line(
        story=row["story"],
        title=one_line(row["title"]),
        articles=row["articles"],
        outlets=row["outlets"],
        claims=row["claims"] or 0,
        claim=row["claim"] or "",
        text=shortened(row["text"] or "", CLAIM_WORDS).rstrip(",;: "),
        carried=count(row["carried"], "article") if row["claim"] else "",
        origins=f"{to(row['least'], row['most'])} {'origin' if row['most'] == 1 else 'origins'}" if counted else "",
        who=said_by(sure or origins) if origins else "",
    )


def _besides(shelf: Shelf) -> tuple[tuple[str, str, str], ...]:
    """What stands beside the stories: number, what it is of, and its page."""
    refused, missing = len(shelf.rejected), len(shelf.missing)
    return (
        (f"{missing:,}", "cited and not in the pile", "/missing"),
        (f"{shelf.once('totals', lambda: shelf.sql(_TOTALS)[0])['conflicts']:,}", "conflicts of figures", "/conflicts"),
        (f"{refused:,}", "refused, with the reason", "/rejected"),
    )
