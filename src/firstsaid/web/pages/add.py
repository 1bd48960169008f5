"""Add pages: files dropped or chosen, or text that is pasted; then the job that reads them."""

import re
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firstsaid.model import content_id
from firstsaid.progress import step
from firstsaid.web.access import needs
from firstsaid.web.jobs import Jobs
from firstsaid.web.rendering import page

router = APIRouter()
LONGEST_NAME = 200
"""Bytes of a file's name, so that any file system takes it, with a number behind it too."""
PIECE = 1 << 20
_UNSAFE = re.compile(r"[^\w.\- ()\[\]]+")


@router.get("/add", response_class=HTMLResponse)
def add(request: Request) -> HTMLResponse:
    """Where pages are dropped or pasted."""
    return page(request, "add.html", title="Add pages", jobs=request.app.state.jobs.newest())


@router.post("/add")
def receive(
    request: Request,
    forgery: Annotated[str, Form()],
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    name: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Keep what arrived and start the job that reads it."""
    needs(request, "keeper", forgery)
    jobs: Jobs = request.app.state.jobs
    folder = jobs.arrival()
    try:
        for number, file in enumerate(f for f in files or [] if f.filename):
            _write(file, folder / "files" / safe_name(file.filename or "", number))
        if text.strip():
            pasted = safe_name(f"{name.strip() or 'pasted-' + content_id(text)[:8]}.txt", 0)
            _free(folder / "files" / pasted).write_text(text, "utf-8", newline="")
        if not any((folder / "files").iterdir()):
            raise HTTPException(400, "Nothing arrived: choose files, drop them, or paste a text.")
        job = jobs.start(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return RedirectResponse(f"/job/{job.id}", 303)


@router.post("/run")
def run(request: Request, forgery: Annotated[str, Form()]) -> Response:
    """Bring the case up to date."""
    needs(request, "keeper", forgery)
    return RedirectResponse(f"/job/{request.app.state.jobs.start().id}", 303)


@router.get("/job/{job}", response_class=HTMLResponse)
def job(request: Request, job: str) -> HTMLResponse:
    """How far a job is."""
    found, desk, refused = request.app.state.jobs.get(job), request.app.state.desk, 0
    if found.state == "done" and desk.is_run:
        with desk.reading() as shelf:
            refused = shelf.refused
    return page(request, "job.html", title="At work", trail=(("/add", "Add pages"),), job=found, refused=refused, step=step(found.stage))


@router.post("/job/{job}/stop")
def stop(request: Request, job: str, forgery: Annotated[str, Form()]) -> Response:
    """Stop a job."""
    needs(request, "keeper", forgery)
    request.app.state.jobs.stop(job)
    return RedirectResponse(f"/job/{job}", 303)


def safe_name(name: str, number: int) -> str:
    """A file's own name, without any folder and without what a file system or a terminal could take amiss."""
    base = _UNSAFE.sub("-", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    base = base.encode("utf-8", "replace")[-LONGEST_NAME:].decode("utf-8", "ignore").strip(". ")
    return base or f"page-{number + 1}"


def _write(file: UploadFile, to: Path) -> None:
    with _free(to).open("xb") as out:
        shutil.copyfileobj(file.file, out, PIECE)


def _free(to: Path) -> Path:
    """The path, with a number where something arrived under it already."""
    free, at = to, 1
    while free.exists():
        at += 1
        free = to.with_name(f"{to.stem} ({at}){to.suffix}")
    return free
