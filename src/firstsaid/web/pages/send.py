"""Send pages from the browser: the bookmark that does it, and the token in it."""

import json
import time
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firstsaid.web.access import needs
from firstsaid.web.rendering import page
from firstsaid.web.sending import DAYS, ROUTE, SendingToken

router = APIRouter()
BOOKMARK = (
    "javascript:(()=>{const t=document.doctype?'<!doctype html>':'';"
    "fetch(%(address)s,{method:'POST',mode:'cors',credentials:'omit',referrerPolicy:'no-referrer',"
    "headers:{'Authorization':'Bearer %(token)s','Content-Type':'application/json'},"
    "body:JSON.stringify({url:location.href,html:t+document.documentElement.outerHTML})})"
    ".then(a=>a.json()).then(a=>alert('firstsaid: '+a.said),"
    "()=>alert('firstsaid was not reached. Is it running? Some pages forbid their scripts to send anything: save such a page and add the file.'))})()"
)


@router.get("/send", response_class=HTMLResponse)
def send(request: Request) -> HTMLResponse:
    """What the bookmark is and does, and how to make one."""
    needs(request, "keeper")
    return page(request, "send.html", title="Send from the browser", bookmark="", days=DAYS)


@router.post("/send", response_class=HTMLResponse)
def make(request: Request, forgery: Annotated[str, Form()]) -> HTMLResponse:
    """A new token, in a bookmark that is shown once."""
    session = needs(request, "keeper", forgery)
    desk = request.app.state.desk
    at = time.time()
    token = SendingToken(desk.case.path).make(session.name, at)
    until = datetime.fromtimestamp(at + DAYS * 24 * 3600, UTC).date().isoformat()
    desk.case.folder.custody.append("token", name=session.name, scope="send", until=until)
    host = request.headers["host"].rpartition(":")[2]
    bookmark = BOOKMARK % {"address": json.dumps(f"http://127.0.0.1:{host}{ROUTE}").replace('"', "'"), "token": token}
    return page(request, "send.html", title="Send from the browser", bookmark=bookmark, days=DAYS)


@router.post("/send/end")
def end(request: Request, forgery: Annotated[str, Form()]) -> Response:
    """Let the token hold no more."""
    session = needs(request, "keeper", forgery)
    desk = request.app.state.desk
    SendingToken(desk.case.path).drop()
    desk.case.folder.custody.append("token", name=session.name, scope="none")
    return RedirectResponse("/send", 303)
