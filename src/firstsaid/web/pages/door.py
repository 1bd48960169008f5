"""The door: one-time token, or name and password."""

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firstsaid.errors import CaseError
from firstsaid.review.users import SESSION_SECONDS
from firstsaid.web.access import COOKIE, needs
from firstsaid.web.rendering import page

router = APIRouter()


@router.get("/enter", response_class=HTMLResponse)
def door(request: Request, token: str = "") -> Response:
    """With the one-time token, in; else what is needed to come in."""
    access = request.app.state.access
    key = access.use_token(token) if token else None
    if key:
        return _let_in(request, key)
    return page(request, "enter.html", title="Come in", accounts=access.users is not None, wrong="used" if token else "", status=403 if token else 200)


@router.post("/enter", response_class=HTMLResponse)
def enter(request: Request, name: Annotated[str, Form(max_length=80)], password: Annotated[str, Form(max_length=1000)]) -> Response:
    """Name and password."""
    users = request.app.state.access.users
    if users is None:
        return page(request, "enter.html", title="Come in", accounts=False, wrong="used", status=403)
    try:
        return _let_in(request, users.enter(name, password, time.time()))
    except CaseError as error:
        return page(request, "enter.html", title="Come in", accounts=True, wrong=str(error), status=403)


@router.post("/leave")
def leave(request: Request, forgery: Annotated[str, Form()]) -> Response:
    """End the session."""
    needs(request, "reader", forgery)
    request.app.state.access.leave(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/enter", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _let_in(request: Request, key: str) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, key, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer
