"""Home: a sentence to be checked, the stories by weight, and what the case still asks for."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.changes import UNRELATED
from firstsaid.dossier.compose import claim_order
from firstsaid.dossier.excerpt import leading_article, shortened
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.versions import carried
from firstsaid.dossier.wording import count, said_by, to
from firstsaid.errors import CaseError
from firstsaid.model import Article, Claim, Judgement, OriginCount
from firstsaid.watching.log import WatchLog
from firstsaid.web.decided import late_parts
from firstsaid.web.desk import Desk
from firstsaid.web.effects import moved
from firstsaid.web.rendering import Start, page
from firstsaid.web.shelf import Shelf, Told

router = APIRouter()
SHOWN = 50
CLAIM_WORDS = 40
TITLE_WORDS = 24
NEWEST = 100

_STORIES = """
with sizes as (select story, count(*) as articles from placements group by story order by articles desc, story limit $1 offset $2),
titles as (select p.story, coalesce(arg_min(a.title.value, (a.path, a.id)) filter (a.title.value is not null),
    min(regexp_extract(rtrim(a.path, '/'), '[^/]*$'))) as title,
  count(distinct a.outlet.value) as outlets, count(distinct coalesce(a.url, a.id)) as pages
  from placements p join articles a on a.id = p.article where p.story in (select story from sizes) group by p.story),
shared as (select story, count(*) as claims from claims where len(articles) > 1 and story in (select story from sizes) group by story)
select s.story, s.articles, t.title, t.outlets, t.pages, h.claims from sizes s join titles t on t.story = s.story left join shared h on h.story = s.story
order by s.articles desc, s.story
"""
_TITLES = """
select p.story, coalesce(arg_min(a.title.value, (a.path, a.id)) filter (a.title.value is not null),
  min(regexp_extract(rtrim(a.path, '/'), '[^/]*$'))) as title
from placements p join articles a on a.id = p.article where p.story in (select unnest($1)) group by p.story
"""
_ALTERED = """
select distinct p.story from matches m join placements p on p.article = m.article_a
left join derivations d on d.article_a = m.article_a and d.article_b = m.article_b
where p.story in (select unnest($1)) and m.kind <> 'boilerplate' and coalesce(d.relation, '') not in (select unnest($2))
  and len(list_filter(m.edits, lambda edit: edit.in_quotation and not edit.marked)) > 0
"""
"""The stories in which words were altered inside quotation marks, as `dossier.changes` tells it."""
_WEIGHTY = """
select * from claims where story in (select unnest($1)) qualify rank() over (partition by story order by len(articles) desc, len(statements) desc) = 1
"""
_CARRYING = "select * from articles where id in (select unnest($1))"
_COUNTED = "select * from counts where claim in (select unnest($1))"
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
    pages: int
    """How many addresses they stand at: fewer where some are versions of one page."""
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
    by: str = ""
    """Who decided on it, where somebody did: "by you"."""
    altered: bool = False
    """Whether words were altered inside quotation marks."""


@router.get("/", response_class=HTMLResponse)
def home(request: Request, start: Start = 0) -> HTMLResponse:
    """The stories, those of most articles first, fifty on a page, each with its first sentence; of a case without pages, what to do."""
    desk: Desk = request.app.state.desk
    if not desk.is_run:
        return page(request, "empty.html", title="No pages yet", jobs=request.app.state.jobs.newest())
    with desk.reading() as shelf:
        lines = _as_decided(shelf, shelf.once(f"home {start}", lambda: _lines(shelf, start)), request.state.session.name)
        totals = shelf.once("totals", lambda: shelf.sql(_TOTALS)[0])
        beside: dict[str, Any] = {
            "totals": totals,
            "besides": _besides(desk, shelf),
            "refused": shelf.refused,
            "unread": _unread(desk),
            "late": len(late_parts(shelf.part_judgements, shelf.in_force())),
        }
        return page(request, "home.html", title="Stories", stories=lines, start=start, shown=SHOWN, **beside)


def _unread(desk: Desk) -> str:
    """How many pages were added since the last run, as far as the newest lines of the log tell; "" when none were."""
    lines, _ = desk.case.folder.custody.newest(0, NEWEST)
    events = [facts.get("event") for _, facts in lines]
    added = events[: events.index("run") if "run" in events else NEWEST].count("add")
    return f"{count(added, 'page')}{' or more' if added == NEWEST else ''}" if added else ""


def titles(shelf: Shelf, stories: list[str]) -> dict[str, str]:
    """What some stories are called, on every page alike: by the article that their first claim is told by, else by the first that has a headline."""
    leading = _leading(shelf, stories)
    return {row["story"]: _title(row, *leading.get(row["story"], (None, None))[:2]) for row in shelf.sql(_TITLES, [stories])}


def _title(row: dict[str, Any], _claim: Claim | None, article: Article | None) -> str:
    return shortened(article.title.value, TITLE_WORDS) if article and article.title else one_line(row["title"])


def _lines(shelf: Shelf, start: int) -> list[Line]:
    rows = shelf.sql(_STORIES, [SHOWN, start])
    leading = _leading(shelf, [row["story"] for row in rows])
    counts = {c.claim: c for c in shelf.records(_COUNTED, [[claim.id for claim, *_ in leading.values()]], OriginCount)}
    altered = {row["story"] for row in shelf.sql(_ALTERED, [[row["story"] for row in rows], list(UNRELATED)])}
    return [replace(_line(row, leading.get(row["story"]), counts), altered=row["story"] in altered) for row in rows]


def _as_decided(shelf: Shelf, lines: list[Line], name: str) -> list[Line]:
    """The stories with the decisions that are in force now, as their own pages tell them; `name` is who looks."""
    now = {judgement for judgement in shelf.in_force() if judgement.about != "part"}
    touched = _stories_of(shelf, now | set(shelf.records("select * from judgements", [], Judgement)))
    return [_counted_anew(shelf.story(line.story), line, name) if line.story in touched else line for line in lines]


def _stories_of(shelf: Shelf, judged: Set[Judgement]) -> frozenset[str]:
    """The stories of the articles that decisions name."""
    named = sorted({place.article for judgement in judged for place in judgement.places})
    return (
        frozenset(row["story"] for row in shelf.sql("select distinct story from placements where article in (select unnest($1))", [named]))
        if named
        else frozenset()
    )


def _counted_anew(told: Told, line: Line, name: str) -> Line:
    """A story's line with the claims and counts of its own page, and by whom, where the machine alone counts otherwise."""
    claims = told.index.claims_of.get(line.story, [])
    row = {
        "story": line.story,
        "title": line.title,
        "articles": line.articles,
        "pages": line.pages,
        "outlets": line.outlets,
        "claims": sum(len(claim.articles) > 1 for claim in claims),
    }
    titled = leading_article(told.index, told.index.dossier.stories[0])
    title = shortened(titled.title.value, TITLE_WORDS) if titled and titled.title else line.title
    fresh = replace(
        _line(row, (claims[0], None, carried(claims[0].articles, told.index.articles)) if claims else None, told.index.counts),
        title=title,
        altered=bool(told.index.changes),
    )
    otherwise = moved(told, name).get(fresh.claim)
    return replace(fresh, by=otherwise.by) if otherwise else fresh


def _leading(shelf: Shelf, stories: list[str]) -> dict[str, tuple[Claim, Article | None, str]]:
    """The claim that stands first in each story's own page and in its report, and the article that it is told by."""
    weighty = shelf.records(_WEIGHTY, [stories], Claim)
    wanted = {wording.article for claim in weighty for wording in claim.wordings} | {claim.place.article for claim in weighty}
    held = sorted(shelf.records(_CARRYING, [sorted(wanted)], Article), key=lambda a: (a.path, a.url or "", a.id))
    articles, rank = {a.id: a for a in held}, {a.id: number for number, a in enumerate(held)}
    order = sorted(weighty, key=lambda claim: claim_order(claim, articles, rank), reverse=True)
    return {claim.story: (claim, articles.get(claim.place.article), carried(claim.articles, articles)) for claim in order}


def _line(row: dict[str, Any], leading: tuple[Claim, Article | None, str] | None, counts: Mapping[str, OriginCount]) -> Line:
    claim, article, carried_by = leading or (None, None, "")
    shared = claim if claim and len(claim.articles) > 1 else None
    counted = counts.get(shared.id) if shared else None
    sure = [origin for origin in counted.origins if origin.certain] if counted else []
    return Line(
        story=row["story"],
        title=_title(row, claim, article),
        articles=row["articles"],
        pages=row["pages"],
        outlets=row["outlets"],
        claims=row["claims"] or 0,
        claim=shared.id if shared else "",
        text=shortened(shared.text, CLAIM_WORDS).rstrip(",;: ") if shared else "",
        carried=carried_by if shared else "",
        origins=f"{to(counted.least, counted.most)} {'origin' if counted.most == 1 else 'origins'}" if counted else "",
        who=said_by(sure or counted.origins) if counted and counted.origins else "",
    )


def _besides(desk: Desk, shelf: Shelf) -> tuple[tuple[str, str, str], ...]:
    """What stands beside the stories: number, what it is of, and its page."""
    refused, missing = shelf.refused, sum(not one.perhaps for one in shelf.missing)
    conflicts = shelf.once("totals", lambda: shelf.sql(_TOTALS)[0])["conflicts"]
    return (
        (f"{missing:,}", "cited and not in the pile", "/missing"),
        (f"{conflicts:,}", "conflict of figures" if conflicts == 1 else "conflicts of figures", "/conflicts"),
        (f"{refused:,}", "refused, with the reason" if refused or not shelf.rejected else f"refused; {_left_out(shelf)}", "/rejected"),
        *_changed(WatchLog(desk.case.folder.path)),
    )


def _left_out(shelf: Shelf) -> str:
    """What is told where nothing was refused and yet not everything was worked on."""
    return "of some articles not all pairs were compared" if any(row.in_part for row in shelf.rejected) else "what holds no page was passed over"


def _changed(log: WatchLog) -> Iterator[tuple[str, str, str]]:
    """How much watching has told, if it ever began; a log that is damaged is named by its own page."""
    try:
        told = len(log.told())
    except CaseError:
        yield "?", "changes; their log is damaged", "/changes"
        return
    if told or log.seen.exists():
        yield f"{told:,}", f"{'change' if told == 1 else 'changes'} told by watching", "/changes"
