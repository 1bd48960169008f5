"""Lists over the whole case: what is missing, what was refused, where pages disagree, and the search."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.web.rendering import page
from firstsaid.web.shelf import Shelf

router = APIRouter()
SHOWN = 100
LONGEST_QUESTION = 200


@router.get("/missing", response_class=HTMLResponse)
def missing(request: Request, start: int = 0) -> HTMLResponse:
    """Everything that is cited and not in the pile, the most cited first."""
    with request.app.state.desk.reading() as shelf:
        found = [(m, sorted({p.article for p in m.cited_by})) for m in shelf.missing]
        part = found[max(0, start) : max(0, start) + SHOWN]
        names = _names(request, [a for _, articles in part for a in articles[:8]])
        return page(request, "missing.html", title="Missing", rows=part, names=names, total=len(found), start=max(0, start), shown=SHOWN)


@router.get("/rejected", response_class=HTMLResponse)
def rejected(request: Request, start: int = 0) -> HTMLResponse:
    """What could not be read, with the reason."""
    with request.app.state.desk.reading() as shelf:
        rows = shelf.rejected
        return page(
            request, "rejected.html", title="Refused", rows=rows[max(0, start) : max(0, start) + SHOWN], total=len(rows), start=max(0, start), shown=SHOWN
        )


@router.get("/conflicts", response_class=HTMLResponse)
def conflicts(request: Request, start: int = 0) -> HTMLResponse:
    """Every conflict of figures in the case, with the words around each figure."""
    with request.app.state.desk.reading() as shelf:
        (total,) = shelf.sql("select count(*) as n from conflicts")
        rows = shelf.sql("select * from conflicts order by story, id limit ? offset ?", [SHOWN, max(0, start)])
        wanted = [f["article"] for row in rows for f in row["figures"]]
        texts = {a["id"]: a for a in _articles(shelf, wanted)}
        for row in rows:
            row["sides"] = [(texts[f["article"]], f["start"], f["stop"]) for f in row["figures"][:12] if f["article"] in texts]
        return page(request, "conflicts.html", title="Conflicts", rows=rows, total=total["n"], start=max(0, start), shown=SHOWN)


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, q: str = "") -> HTMLResponse:
    """Articles whose text, title or outlet holds some words as they were typed, and voices and missing upstreams of that name."""
    asked = " ".join(q.split())[:LONGEST_QUESTION]
    with request.app.state.desk.reading() as shelf:
        like = f"%{asked.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        where = "regexp_matches(text, $2, 'i') or title.value ilike $1 escape '!' or outlet.value ilike $1 escape '!'"
        voice = "name ilike $1 escape '!' or list_aggregate(names, 'string_agg', ' / ') ilike $1 escape '!'"
        found = f"select id, coalesce(title.value, path) as title, outlet.value as outlet, count(*) over () as total from articles where {where}"  # noqa: S608
        articles = shelf.sql(f"{found} order by path limit {SHOWN}", [like, literal(asked)]) if asked else []
        spoken = f"select id, name, kind, len(statements) as said, count(*) over () as total from voices where {voice}"  # noqa: S608
        voices = shelf.sql(f"{spoken} order by said desc, name, id limit {SHOWN}", [like]) if asked else []
        absent = [m for m in shelf.missing if asked and asked.casefold() in m.name.casefold()][:SHOWN]
        return page(request, "search.html", title=f"Search: {asked}" if asked else "Search", asked=asked, articles=articles, voices=voices, absent=absent)


def literal(words: str) -> str:
    """A regular expression that is found where these words stand as they are; it is twice as fast as `ilike` over long texts."""
    return "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c not in " _" else c for c in words)


def _articles(shelf: Shelf, ids: list[str]) -> list[dict[str, object]]:
    return shelf.sql("select id, text, coalesce(outlet.value, path) as name from articles where id in (select unnest($1))", [sorted(set(ids))])


def _names(request: Request, ids: list[str]) -> dict[str, str]:
    with request.app.state.desk.reading() as shelf:
        rows = shelf.sql("select id, coalesce(outlet.value, path) as name from articles where id in (select unnest($1))", [sorted(set(ids))])
    return {str(row["id"]): str(row["name"]) for row in rows}
