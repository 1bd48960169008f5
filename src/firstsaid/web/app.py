"""The web app over one case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import firstsaid
from firstsaid.errors import FirstsaidError
from firstsaid.web.access import Access, guard
from firstsaid.web.desk import Desk
from firstsaid.web.jobs import Jobs
from firstsaid.web.pages import PAGES
from firstsaid.web.rendering import page
from firstsaid.web.security import headers


def make_app(place: Path, access: Access) -> FastAPI:
    """The app over the case in this folder, for whoever `access` lets in. Raises CaseError when the folder is none."""
    desk = Desk(place)

    @asynccontextmanager
    async def open_until_done(app: FastAPI) -> AsyncIterator[None]:
        app.state.jobs = Jobs(place)
        yield
        app.state.jobs.close()
        desk.close()

    app = FastAPI(title="firstsaid", version=firstsaid.__version__, lifespan=open_until_done, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.access = access
    app.middleware("http")(guard)
    app.middleware("http")(headers)
    app.mount("/static", StaticFiles(directory=str(files("firstsaid.web").joinpath("static"))), name="static")
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(FirstsaidError, _could_not)
    app.add_exception_handler(KeyError, _not_here)
    return app


async def _refused(request: Request, error: Exception) -> HTMLResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = str(error.detail) if isinstance(error, HTTPException) else "it could not be done"
    said = "There is no such page in this case." if said == "Not Found" else said
    return page(request, "told.html", status, title="Not here" if status == 404 else "Not done", said=said)


async def _could_not(request: Request, error: Exception) -> HTMLResponse:
    return page(request, "told.html", 409, title="Not done", said=str(error))


async def _not_here(request: Request, error: Exception) -> HTMLResponse:
    said = "There is no such record in the newest run of this case. Ids of stories and claims can change when pages are added; those of articles do not."
    return page(request, "told.html", 404, title="Not here", said=said)
