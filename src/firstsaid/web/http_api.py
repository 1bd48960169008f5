"""The HTTP API: the case's records for programs, under the same checks as the pages."""

import base64
import json
import shutil
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, HTTPException, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from firstsaid import checking
from firstsaid.engine.rows import schema_of
from firstsaid.model import Place
from firstsaid.model.judgement import Judged, Verdict
from firstsaid.review import Reviews, Wish
from firstsaid.stages import STAGES
from firstsaid.web.access import needs
from firstsaid.web.desk import now
from firstsaid.web.jobs import Job
from firstsaid.web.pages.add import safe_name
from firstsaid.web.shelf import Shelf

MOST = 1000
LONGEST_TEXT = 200_000
TABLES = {stage.writes: stage.record for stage in STAGES if not stage.inner and stage.writes != "captures"}
"""Captures are given without their bytes, by `/dossier`."""
REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"description": "A session or a token is needed."},
    403: {"description": "The role does not allow it."},
    404: {"description": "There is no such record."},
    409: {"description": "It cannot be done now; the sentence says why."},
}


def _forgery(x_forgery: Annotated[str, Header()] = "") -> str:
    """What a browser's session must carry in its header; a program with a token needs none."""
    return x_forgery


Forgery = Annotated[str, Depends(_forgery)]
ONE_FILE = {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
router = APIRouter(prefix="/api/v1", responses=REFUSALS)


class Rows(BaseModel):
    """A part of a table."""

    rows: list[dict[str, Any]]
    total: int
    next: str | None = Field(description="Give it as `cursor` to get the rows after these; null at the end.")


class Asked(BaseModel):
    """A text that is held against the case."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)


class JobState(BaseModel):
    """A job and how far it is."""

    id: str
    state: Literal["waiting", "at work", "done", "stopped", "failed"]
    stage: str
    done: int
    of: int
    said: list[str]


class PlaceGiven(BaseModel):
    """A place in an article's stored text; 0, 0 for the article whole."""

    article: str = Field(pattern=r"^[0-9a-f]{16}$")
    start: int = Field(0, ge=0, le=2**31)
    stop: int = Field(0, ge=0, le=2**31)


class JudgementGiven(BaseModel):
    """A decision to be kept."""

    about: Judged
    places: list[PlaceGiven] = Field(min_length=1, max_length=2)
    verdict: Verdict
    value: str = Field("", max_length=100)
    upstream: str | None = Field(None, pattern=r"^[0-9a-f]{16}$")
    reason: str = Field(min_length=1, max_length=4000)
    token: str | None = Field(None, max_length=100, description="Sent again with the same token, it counts once.")


class Withdrawal(BaseModel):
    """Why a decision is withdrawn."""

    reason: str = Field("", max_length=4000)


@router.get("/tables")
def tables(request: Request) -> dict[str, int]:
    """Every table and how many rows it has."""
    with request.app.state.desk.reading() as shelf:
        return {name: shelf.tables.count(name) for name in TABLES}


@router.get("/tables/{table}")
def rows(request: Request, table: str, limit: Annotated[int, Query(ge=1, le=MOST)] = 100, cursor: Annotated[str, Query(max_length=200)] = "") -> Rows:
    """Rows of a table, in its order."""
    with request.app.state.desk.reading() as shelf:
        _known(table)
        start = _start(cursor, shelf)
        total = shelf.tables.count(table)
        found = shelf.sql(f"select * from {table} limit ? offset ?", [limit, start])  # noqa: S608 (one of our own tables)
        following = start + len(found)
        return Rows(rows=found, total=total, next=_cursor(following, shelf) if following < total else None)


@router.get("/tables/{table}/ndjson", response_class=StreamingResponse)
def whole(request: Request, table: str) -> StreamingResponse:
    """A whole table, one JSON object a line."""
    _known(table)

    def lines() -> Iterator[str]:
        with request.app.state.desk.reading() as shelf:
            for batch in shelf.batches(table):
                for row in batch.select(schema_of(TABLES[table]).names).to_pylist():
                    yield json.dumps(row, ensure_ascii=False) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.get("/tables/{table}/{record}")
def record(request: Request, table: str, record: Id) -> dict[str, Any]:
    """One record by its id."""
    _known(table)
    if "id" not in schema_of(TABLES[table]).names:
        raise HTTPException(404, f"records of {table} have no id")
    with request.app.state.desk.reading() as shelf:
        found = shelf.sql(f"select * from {table} where id = ?", [record])  # noqa: S608
    if not found:
        raise HTTPException(404, f"{table} has no record {record}")
    return dict(found[0])


@router.post("/check")
def check(request: Request, asked: Asked, forgery: Forgery) -> dict[str, Any]:
    """Who carried the words of a text first: what `firstsaid check --format json` prints."""
    needs(request, "reader", forgery)
    case = request.app.state.desk.case
    return dict(checking.as_json(checking.answer(case, asked.text), asked.text))


@router.get("/jobs")
def jobs(request: Request) -> list[JobState]:
    """Jobs since the server started, the newest first."""
    return [_state(job) for job in request.app.state.jobs.newest()]


@router.post("/jobs", status_code=202)
def run(request: Request, forgery: Forgery) -> JobState:
    """Bring the case up to date."""
    needs(request, "keeper", forgery)
    return _state(request.app.state.jobs.start())


@router.post("/pages", status_code=202, openapi_extra={"requestBody": ONE_FILE})
async def pages(request: Request, forgery: Forgery, name: Annotated[str, Query(max_length=300)] = "page") -> JobState:
    """Add one file, sent as the body, under a name, and bring the case up to date."""
    needs(request, "keeper", forgery)
    folder = request.app.state.jobs.arrival()
    file = folder / "files" / safe_name(name, 0)
    try:
        with file.open("xb") as out:
            async for piece in request.stream():
                out.write(piece)
        if not file.stat().st_size:
            raise HTTPException(409, "the body is empty")
        return _state(request.app.state.jobs.start(folder))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@router.get("/jobs/{job}")
def one_job(request: Request, job: Id) -> JobState:
    """How far a job is."""
    return _state(request.app.state.jobs.get(job))


@router.delete("/jobs/{job}")
def stop(request: Request, job: Id, forgery: Forgery) -> JobState:
    """Stop a job."""
    needs(request, "keeper", forgery)
    request.app.state.jobs.stop(job)
    return _state(request.app.state.jobs.get(job))


@router.get("/judgements")
def judgements(request: Request) -> list[dict[str, Any]]:
    """Every decision, oldest first, withdrawn ones too."""
    return [_told(kept) for kept in _reviews(request).log()]


@router.post("/judgements", status_code=201)
def judge(request: Request, given: JudgementGiven, forgery: Forgery) -> dict[str, int]:
    """Keep a decision; it is in force at once."""
    session = needs(request, "reviewer", forgery)
    places = tuple(Place(p.article, p.start, p.stop) for p in given.places)
    wish = Wish(given.about, places, given.verdict, given.value, given.upstream, session.name, given.reason, token=given.token)
    return {"number": request.app.state.desk.judge(wish, now())}


@router.delete("/judgements/{number}")
def withdraw(request: Request, number: Annotated[int, Path(ge=1, le=2**53)], forgery: Forgery, given: Withdrawal | None = None) -> dict[str, int]:
    """Take a decision out of force; it stays in the log."""
    session = needs(request, "reviewer", forgery)
    whose = None if session.may("keeper") else session.name
    request.app.state.desk.withdraw(number, session.name, given.reason if given else "", now(), whose=whose)
    return {"number": number}


@router.get("/dossier")
def dossier(request: Request) -> Response:
    """The whole case in the documented form of `firstsaid export --format json`."""
    import io  # noqa: PLC0415

    out = io.BytesIO()
    request.app.state.desk.case.export("json", out)
    return Response(out.getvalue(), media_type="application/json")


def _reviews(request: Request) -> Reviews:
    reviews: Reviews = request.app.state.desk.reviews
    return reviews


def _known(table: str) -> None:
    if table not in TABLES:
        raise HTTPException(404, f"there is no table {table}; there are {', '.join(TABLES)}")


def _cursor(start: int, shelf: Shelf) -> str:
    return base64.urlsafe_b64encode(f"{start}.{shelf.run}".encode()).decode()


def _start(cursor: str, shelf: Shelf) -> int:
    if not cursor:
        return 0
    try:
        start, _, run = base64.urlsafe_b64decode(cursor.encode()).decode().partition(".")
        number = int(start)
    except ValueError:
        raise HTTPException(404, "this is no cursor of ours") from None
    if run != shelf.run:
        raise HTTPException(409, "the case was run since; begin again without a cursor")
    return min(max(number, 0), 2**53)


def _state(job: Job) -> JobState:
    return JobState(id=job.id, state=job.state, stage=job.stage, done=job.done, of=job.of, said=job.said)  # type: ignore[arg-type]


def _told(kept: Any) -> dict[str, Any]:  # noqa: ANN401
    wish = kept.wish
    return {
        "number": kept.number, "about": wish.about, "places": [place._asdict() for place in wish.places], "verdict": wish.verdict, "value": wish.value,
        "upstream": wish.upstream, "author": wish.author, "reason": wish.reason, "made_at": kept.made_at, "withdrawn": kept.withdrawn,
    }  # fmt: skip
