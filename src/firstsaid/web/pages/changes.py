"""What changed: everything that `firstsaid watch` has told of the case, with a way to the claim and the pages that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.plain import one_line
from firstsaid.watching.event import NEW_ORIGIN
from firstsaid.watching.log import WatchLog
from firstsaid.web.desk import Desk
from firstsaid.web.rendering import Start, page
from firstsaid.web.shelf import Shelf

router = APIRouter()
SHOWN = 50
Line = Mapping[str, Any]

_CLAIMS = """
select claim, w.article as article, span.start as start, span.stop as stop from (
  select claim, w, unnest(w.spans) as span from (select id as claim, unnest(wordings) as w from claims) where w.article in (select unnest($1)))
order by claim, article, start
"""
_PAIRS = "select article_a, article_b from derivations where article_a in (select unnest($1)) and article_b in (select unnest($1))"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that an event is about."""

    name: str
    title: str
    address: str
    """Of its article's page here, at the words that the event is about; "" when the newest run has no such article."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the page shows it."""

    at: str
    kind: str
    sentence: str
    pages: tuple[Page, ...]
    claim: str
    """Address of the claim that it is about, "" for none."""
    pair: str
    """Address of the page that sets its first two pages side by side, "" where the newest run does not compare them."""


@router.get("/changes", response_class=HTMLResponse)
def changes(request: Request, start: Start = 0) -> HTMLResponse:
    """What was told, the newest first, fifty on a page; where nothing was, how watching begins."""
    desk: Desk = request.app.state.desk
    log = WatchLog(desk.case.folder.path)
    lines = log.told()
    part = lines[::-1][start : start + SHOWN]
    rows: tuple[Told, ...] = ()
    if part:
        with desk.reading() as shelf:
            rows = _rows(shelf, part)
    how = {"watched": log.seen.exists(), "place": str(desk.place)}
    return page(request, "changes.html", 200, title="What changed", rows=rows, total=len(lines), start=start, shown=SHOWN, **how)


def _rows(shelf: Shelf, lines: Sequence[Line]) -> tuple[Told, ...]:
    asked = sorted({place["article"] for line in lines for place in line["places"]})
    held = {row["id"] for row in shelf.sql("select id from articles where id in (select unnest($1))", [asked])}
    pairs = {(row["article_a"], row["article_b"]) for row in shelf.sql(_PAIRS, [sorted(held)])}
    origins = sorted({place["article"] for line in lines if line["event"] == NEW_ORIGIN for place in line["places"]})
    worded = shelf.sql(_CLAIMS, [origins]) if origins else []
    return tuple(_told(line, held, pairs, worded) for line in lines)


def _told(line: Line, held: set[str], pairs: set[tuple[str, str]], worded: Sequence[Line]) -> Told:
    pages = line.get("pages") or [{"article": article, "name": article, "title": ""} for article in dict.fromkeys(p["article"] for p in line["places"])]
    shown = tuple(Page(one_line(p["name"]), one_line(p["title"]), _address(p["article"], line) if p["article"] in held else "") for p in pages)
    origin = line["event"] == NEW_ORIGIN
    both = sorted(p["article"] for p in pages[:2])
    pair = f"/pair/{both[0]}/{both[1]}" if not origin and tuple(both) in pairs else ""
    claim = _claim(line, worded) if origin else ""
    return Told(one_line(str(line["at"])[:19].replace("T", " ")), line["event"], one_line(line["sentence"]), shown, claim, pair)


def _address(article: str, line: Line) -> str:
    place = next((p for p in line["places"] if p["article"] == article and p["stop"]), None)
    return f"/article/{article}" + (f"?at={place['start']}-{place['stop']}#hit" if place else "")


def _claim(line: Line, worded: Sequence[Line]) -> str:
    """The claim that holds most of the event's passages in the newest run; ids of claims may have changed since it was told."""
    met: dict[str, int] = {}
    for row in worded:
        if any(p["article"] == row["article"] and p["start"] < row["stop"] and row["start"] < p["stop"] for p in line["places"]):
            met[row["claim"]] = met.get(row["claim"], 0) + 1
    return f"/claim/{max(met, key=lambda claim: (met[claim], claim))}" if met else ""
