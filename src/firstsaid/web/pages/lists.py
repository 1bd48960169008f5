"""Lists over the whole case: what is missing, what was refused, where pages disagree, and the search."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from firstsaid.dossier.plain import one_line, visible
from firstsaid.dossier.refused import called
from firstsaid.dossier.views.checks import READINGS
from firstsaid.model import Place
from firstsaid.web.rendering import Start, page
from firstsaid.web.shelf import Shelf

router = APIRouter()
SHOWN = 100
LONGEST_QUESTION = 200
CITED = 8
"""Articles that are shown for each missing upstream."""
AROUND = 60


@router.get("/missing", response_class=HTMLResponse)
def missing(request: Request, start: Start = 0) -> HTMLResponse:
    """Everything that is cited and not in the pile, the most cited first, with the words that cite it."""
    with request.app.state.desk.reading() as shelf:
        part = [(m, _by_article(m.cited_by)) for m in shelf.missing[start : start + SHOWN]]
        named = [article for m, cited in part for article in (*(place.article for place in cited[:CITED]), *m.perhaps[:CITED])]
        texts = {row["id"]: row for row in _articles(shelf, named)}
        rows = [(m, len(cited), [(p, texts[p.article]["name"], _around(texts[p.article]["text"], p)) for p in cited[:CITED]]) for m, cited in part]
        perhaps = {m.id: [texts[article]["name"] for article in m.perhaps[:CITED]] for m, _ in part}
        absent = sum(not m.perhaps for m in shelf.missing)
        return page(request, "missing.html", title="Missing", rows=rows, perhaps=perhaps, absent=absent, total=len(shelf.missing), start=start, shown=SHOWN)


def _by_article(places: tuple[Place, ...]) -> list[Place]:
    """The first place in each article."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.article, place)
    return list(first.values())


def _around(text: str, place: Place) -> Markup:
    """The words of a place, with some of what stands around them."""
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.stop : place.stop + AROUND]
    head, tail = before.partition(" ")[2] if place.start > AROUND else before, after.rpartition(" ")[0] or after
    apart = [" " if edge.isspace() else "" for edge in (head[-1:], tail[:1])]
    return Markup("{}{}<b>{}</b>{}{}").format(one_line(head), apart[0], one_line(text[place.start : place.stop]), apart[1], one_line(tail))


@router.get("/rejected", response_class=HTMLResponse)
def rejected(request: Request, start: Start = 0) -> HTMLResponse:
    """What could not be read, with the reason."""
    with request.app.state.desk.reading() as shelf:
        rows = shelf.rejected
        (held,) = shelf.sql("select count(*) as articles from articles")
        return page(
            request,
            "rejected.html",
            title="Refused",
            rows=[(called(row, shelf.addresses), row) for row in rows[start : start + SHOWN]],
            total=len(rows),
            refused=shelf.refused,
            in_part=any(row.in_part for row in rows),
            start=start,
            shown=SHOWN,
            articles=held["articles"],
        )


@router.get("/conflicts", response_class=HTMLResponse)
def conflicts(request: Request, start: Start = 0) -> HTMLResponse:
    """Every conflict of figures in the case, with the words around each figure."""
    with request.app.state.desk.reading() as shelf:
        (total,) = shelf.sql("select count(*) as n from conflicts")
        rows = shelf.sql("select * from conflicts order by story, id limit ? offset ?", [SHOWN, start])
        texts = {a["id"]: a for a in _articles(shelf, [f["article"] for row in rows for f in row["figures"]])}
        for row in rows:
            row["reading"] = READINGS.get(row["reading"], row["reading"])
            row["sides"] = _sides([f for f in row["figures"] if f["article"] in texts], texts)
        return page(request, "conflicts.html", title="Conflicts", rows=rows, total=total["n"], start=start, shown=SHOWN)


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, q: str = "") -> HTMLResponse:
    """Articles whose text, title or outlet holds some words as they were typed, and voices and missing upstreams of that name."""
    asked = " ".join(q.split())[:LONGEST_QUESTION]
    with request.app.state.desk.reading() as shelf:
        like = f"%{asked.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        where = "regexp_matches(text, $2, 'i') or title.value ilike $1 escape '!' or outlet.value ilike $1 escape '!'"
        voice = "name ilike $1 escape '!' or list_aggregate(names, 'string_agg', ' / ') ilike $1 escape '!'"
        title = "coalesce(title.value, regexp_extract(rtrim(path, '/'), '[^/]*$')) as title"
        found = f"select id, {title}, outlet.value as outlet, count(*) over () as total from texts where {where}"  # noqa: S608
        articles = shelf.through_texts(f"{found} order by path, id limit {SHOWN}", [like, literal(asked)]) if asked else []
        spoken = f"select id, name, kind, len(statements) as said, count(*) over () as total from voices where {voice}"  # noqa: S608
        voices = shelf.sql(f"{spoken} order by said desc, name, id limit {SHOWN}", [like]) if asked else []
        absent = [m for m in shelf.missing if asked and asked.casefold() in m.name.casefold()][:SHOWN]
        shown = visible(asked)
        title = f"Search: {shown}" if asked else "Search"
        return page(request, "search.html", title=title, asked=shown, articles=articles, voices=voices, absent=absent)


def literal(words: str) -> str:
    """A regular expression that is found where these words stand as they are; it is twice as fast as `ilike` over long texts."""
    return "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c not in " _" else c for c in words)


def _articles(shelf: Shelf, ids: list[str]) -> list[dict[str, Any]]:
    rows = shelf.sql("select id, text from articles where id in (select unnest($1))", [sorted(set(ids))])
    names = shelf.names(ids)
    return [{**row, "name": names[row["id"]]} for row in rows]


def _sides(figures: list[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> list[tuple[str, list[tuple[Place, str, Markup]]]]:
    """Each value of a conflict, as its first article writes it, with the articles that give it: place, name and the words around."""
    found: dict[float, list[dict[str, Any]]] = {}
    for figure in figures:
        found.setdefault(figure["value"], []).append(figure)
    order = sorted(found.values(), key=lambda given: (-len(given), given[0]["value"]))
    sides = []
    for given in order:
        first: dict[str, Place] = {}
        for figure in given:
            first.setdefault(figure["article"], Place(figure["article"], figure["start"], figure["stop"]))
        said = [(place, texts[article]["name"], _around(texts[article]["text"], place)) for article, place in first.items()]
        sides.append((one_line(texts[given[0]["article"]]["text"][given[0]["start"] : given[0]["stop"]]), said))
    return sides
