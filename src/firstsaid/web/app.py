"""The web app over one case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import firstsaid
from firstsaid.errors import FirstsaidError
from firstsaid.web.access import Access, guard
from firstsaid.web.bounded import Bounded
from firstsaid.web.desk import Desk
from firstsaid.web.http_api import router as http_api
from firstsaid.web.jobs import Jobs
from firstsaid.web.pages import PAGES
from firstsaid.web.reads import Reads
from firstsaid.web.rendering import page
from firstsaid.web.security import headers
from firstsaid.web.sending import received


def make_app(place: Path, access: Access) -> FastAPI:
    """The app over the case in this folder, for whoever `access` lets in. Raises CaseError when the folder is none."""
    desk = Desk(place)

    @asynccontextmanager
    async def open_until_done(app: FastAPI) -> AsyncIterator[None]:
        app.state.jobs = Jobs(place)
        app.state.reads = Reads(desk.case.folder.custody) if access.users else None
        yield
        app.state.jobs.close()
        if app.state.reads:
            app.state.reads.close()
        desk.close()

    app = FastAPI(title="firstsaid", version=firstsaid.__version__, lifespan=open_until_done, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.desk = desk
    app.state.access = access
    app.add_middleware(Bounded)
    app.middleware("http")(guard)
    app.middleware("http")(received)
    app.middleware("http")(headers)
    app.mount("/static", StaticFiles(packages=[("firstsaid.web", "static"), ("firstsaid.dossier", "static")]), name="static")
    app.include_router(http_api)
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    for error in (HTTPException, FirstsaidError, KeyError, RequestValidationError):
        app.add_exception_handler(error, told)
    return app


async def told(request: Request, error: Exception) -> Response:
    """What went wrong in a sentence: JSON for programs, a page for people."""
    status, said = _sentence(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": said}, status)
    state = request.app.state
    if isinstance(error, FirstsaidError) and request.method == "GET" and not state.desk.is_run:
        return page(request, "empty.html", status, title="No pages yet", jobs=state.jobs.newest())
    return page(request, "told.html", status, title="Not here" if status == 404 else "Not done", said=said)


def _sentence(error: Exception) -> tuple[int, str]:
    if isinstance(error, KeyError):
        return (
            404,
            "There is no such record in the newest run of this case. Ids of stories and claims can change when pages are added; those of articles do not.",
        )
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return 422, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    if isinstance(error, HTTPException):
        return error.status_code, "There is no such page in this case." if error.detail == "Not Found" else str(error.detail)
    return 409, str(error)
