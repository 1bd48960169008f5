"""The custody log: what was done to the case, by whom, and whether all of it still fits together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import count
from firstsaid.errors import CaseError
from firstsaid.sealing.case_check import check_case
from firstsaid.web.access import needs
from firstsaid.web.desk import Desk
from firstsaid.web.rendering import Start, page

router = APIRouter()
SHOWN = 100
PAGES_NAMED = 4
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log, in words."""

    number: int
    at: str
    event: str
    told: str
    digest: str
    """The digest that the line is about, if it is about one."""


@router.get("/log", response_class=HTMLResponse)
def log(request: Request, start: Start = 0) -> HTMLResponse:
    """The log, the newest line first, a hundred on a page."""
    return _page(request, start, "", "")


@router.post("/log", response_class=HTMLResponse)
def verify(request: Request, forgery: Annotated[str, Form()]) -> HTMLResponse:
    """Check the case as `firstsaid verify` does, and show what came of it."""
    needs(request, "reader", forgery)
    desk: Desk = request.app.state.desk
    try:
        return _page(request, 0, check_case(desk.place).told(), "")
    except CaseError as error:
        return _page(request, 0, "", str(error))


def _page(request: Request, start: int, fits: str, fault: str) -> HTMLResponse:
    desk: Desk = request.app.state.desk
    lines, total = desk.case.folder.custody.newest(start, SHOWN)
    shown = [_line(number, facts) for number, facts in lines]
    told = {"fits": fits.splitlines(), "fault": fault, "accounts": request.app.state.reads}
    return page(request, "log.html", title="Log", lines=shown, start=start, shown=SHOWN, total=total, **told)


def _line(number: int, facts: Facts) -> Line:
    event = str(facts.get("event", "?"))
    told = _TOLD.get(event, _any)(facts)
    digest = one_line(str(facts.get("sha256") or facts.get("digest") or ""))
    return Line(number, f"{one_line(_moment(facts.get('at')))} UTC", one_line(event), one_line(told), digest)


def _any(facts: Facts) -> str:
    return "; ".join(f"{key} {value}" for key, value in facts.items() if key not in ("at", "event", "previous"))


def _added(facts: Facts) -> str:
    return f"{facts.get('path')}, {facts.get('bytes', '?')} bytes, {facts.get('how', '')}"


_CAME = {"collected": "collected", "unchanged": "not changed since", "listed": "read as lists", "moved": "redirected", "refused": "refused"}


def _collected(facts: Facts) -> str:
    """What came of the addresses, those kinds left out of which there were none."""
    told = [f"{facts[key]} {words}" for key, words in _CAME.items() if facts.get(key)]
    files = facts.get("files")
    kept = f"; kept in {', '.join(map(str, files))}" if isinstance(files, list) and files else ""
    return (", ".join(told) or "nothing to collect") + kept


def _polled(facts: Facts) -> str:
    """Polls that brought nothing, and how the addresses came out at the last of them."""
    polls, first, last = facts.get("polls"), _moment(facts.get("from")), _moment(facts.get("to"))
    when = f"from {first} to {last}" if first != last else f"at {first}"
    return f"{count(polls, 'poll') if isinstance(polls, int) else 'polls'} brought nothing, {when} UTC; at the last: {_collected(facts)}"


def _moment(at: object) -> str:
    return str(at or "")[:19].replace("T", " ")


def _run(facts: Facts) -> str:
    tables = facts.get("tables")
    if not isinstance(tables, list):
        return "tables made anew"
    named = ", ".join(map(str, tables)) if len(tables) <= PAGES_NAMED else f"{tables[0]} to {tables[-1]}"
    return f"{count(len(tables), 'table')} made anew: {named}" if tables else "everything was up to date"


def _exported(facts: Facts) -> str:
    by = f", by {facts['name']}" if "name" in facts else ""
    hidden = f", {count(int(facts['redacted']), 'name')} redacted" if isinstance(facts.get("redacted"), int) else ""
    return f"{facts.get('format')}, {facts.get('part', 'the whole case')}{hidden}{by}"


def _read(facts: Facts) -> str:
    pages = facts.get("pages")
    named = list(map(str, pages)) if isinstance(pages, list) else []
    more = f" and {len(named) - PAGES_NAMED} more" if len(named) > PAGES_NAMED else ""
    return f"{facts.get('name')}: {', '.join(named[:PAGES_NAMED])}{more}"


_TOLD: dict[str, Callable[[Facts], str]] = {
    "add": _added,
    "refuse": lambda facts: f"{facts.get('path')}: {facts.get('reason')}",
    "run": _run,
    "collect": _collected,
    "polls": _polled,
    "not collected": lambda facts: f"{facts.get('url')}: {facts.get('reason')}",
    "judgement": lambda facts: f"decision No. {facts.get('number')} by {facts.get('author')}: {facts.get('verdict')}, about a {facts.get('about')}",
    "withdrawal": lambda facts: f"decision No. {facts.get('judgement')}, {('by ' + str(facts['author'])) if 'author' in facts else facts.get('made', '')}",
    "export": _exported,
    "read": _read,
    "account": lambda facts: f"{facts.get('name')} may come in as {facts.get('role')}",
    "token": lambda facts: f"{facts.get('name')}: {facts.get('scope')}{', until ' + str(facts['until']) if 'until' in facts else ''}",
    "stamp": lambda facts: f"by {facts.get('authority')}, at {facts.get('stamped_at')}",
}
