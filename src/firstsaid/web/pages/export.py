"""Handing the case on: choose what, in which format, without which names; it comes as a download and is never shown."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask

from firstsaid.api import open_case
from firstsaid.errors import FirstsaidError
from firstsaid.sealing.handing import FORMATS, Parcel, hand_over, logged
from firstsaid.sealing.handing import Form as Format
from firstsaid.sealing.prepared import Prepared, Wanted, names_given, prepare
from firstsaid.web.access import needs
from firstsaid.web.desk import Desk
from firstsaid.web.pages.home import titles
from firstsaid.web.rendering import page

router = APIRouter()
REPORTS = (("report html", ".html", "the report: one file that opens offline"), ("report pdf", ".pdf", "the report on paper (needs the extra firstsaid[pdf])"))
STORIES = 50
PATIENCE = 900.0
"""Seconds that drawing a report on paper may take."""


class Wish(BaseModel):
    """The form, filled in."""

    forgery: str
    form: str = Field(max_length=40)
    part: str = Field("", pattern=r"^((story|claim) [0-9a-f]{1,16})?$")
    redact: str = Field("", max_length=10_000)
    without_notes: bool = False
    without_evidence: bool = False


@router.get("/export", response_class=HTMLResponse)
def export(request: Request, story: str = "", claim: str = "") -> HTMLResponse:
    """What can be handed on, and how; `story` or `claim` names a part to begin with."""
    given = f"story {story}" if story else f"claim {claim}" if claim else ""
    with request.app.state.desk.reading() as shelf:
        stories = shelf.sql(
            "select story, count(*) as articles from placements group by story having count(*) > 1 order by articles desc, story limit ?", [STORIES]
        )
        called = titles(shelf, [row["story"] for row in stories])
    parts = [(f"story {row['story']}", called[row["story"]], row["articles"]) for row in stories]
    formats = [(name, about) for name, _, about in REPORTS] + [(form.name, form.about) for form in _in_order()]
    return page(request, "export.html", title="Export", parts=parts, given=given, formats=formats)


@router.post("/export")
def handed(request: Request, wish: Annotated[Wish, Form()]) -> Response:
    """Write what was asked for and give it as a download."""
    session = needs(request, "keeper", wish.forgery)
    desk: Desk = request.app.state.desk
    kind, _, record = wish.part.partition(" ")
    wanted = Wanted(record if kind == "story" else "", record if kind == "claim" else "", tuple(names_given(wish.redact)), wish.without_notes)
    prepared = prepare(open_case(desk.place), wanted)
    if wish.form in (name for name, _, _ in REPORTS):
        return _report(desk, prepared, wish.form, session.name)
    evidence = not (wish.without_evidence or wanted.redact)
    handle, place = tempfile.mkstemp(prefix="firstsaid-")
    file = Path(place)
    try:
        with open(handle, "wb") as out:
            hand_over(desk.case, prepared, Parcel(wish.form, evidence), out, session.name)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    suffix = next(form.suffix for form in FORMATS if form.name == wish.form)
    return FileResponse(file, media_type="application/octet-stream", filename=_name(prepared, suffix), background=BackgroundTask(file.unlink, missing_ok=True))


def _report(desk: Desk, prepared: Prepared, form: str, name: str) -> Response:
    html = prepared.html()
    suffix, data = (".pdf", _on_paper(html)) if form == "report pdf" else (".html", html.encode())
    desk.case.folder.custody.append("export", format=form, name=name, **logged(prepared))
    about = {"Content-Disposition": f'attachment; filename="{_name(prepared, suffix)}"'}
    return Response(data, headers=about, media_type="application/octet-stream")


def _on_paper(html: str) -> bytes:
    """The report as PDF, drawn in a process of its own, so that nobody else's page waits for it. Raises FirstsaidError when it cannot be, or takes too long."""
    command = [sys.executable, "-m", "firstsaid.dossier.pdf"]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 (our own module)
    except subprocess.TimeoutExpired:
        raise FirstsaidError("the report is too long for paper; hand on a story or a claim, or print the HTML from a browser") from None
    if done.returncode:
        raise FirstsaidError(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1] if done.stderr else "it could not be drawn")
    return done.stdout


def _in_order() -> list[Format]:
    """The sealed dossier first."""
    return sorted(FORMATS, key=lambda form: form.name != "dossier")


def _name(prepared: Prepared, suffix: str) -> str:
    return f"firstsaid-{re.sub('[^0-9a-z]+', '-', prepared.part)}{suffix}"
