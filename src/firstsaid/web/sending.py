"""Pages that a browser sends from wherever it is: one route that other sites' pages may call, with a token that may do this and nothing else.

A browser asks first (CORS preflight, Fetch standard; Private Network Access). Cookies are never sent along, and no other route answers another origin.
"""

import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from firstsaid.exports.warc_writing import fields_block, record_id, write_record
from firstsaid.web.access import Access
from firstsaid.web.jobs import Jobs

ROUTE = "/send/page"
DAYS = 90
LOOPBACK = ("127.0.0.1", "localhost")
_LONGEST_ADDRESS = 4096


class SendingToken:
    """The one token of a case with which pages are sent. Only its digest is kept, in `sending.json`."""

    def __init__(self, case: Path) -> None:
        self.path = case / "sending.json"

    def make(self, name: str, now: float) -> str:
        """A new token for whoever has this name; the one before holds no more. It is shown once."""
        token = secrets.token_urlsafe(32)
        held = {"sha256": hashlib.sha256(token.encode()).hexdigest(), "name": name, "until": now + DAYS * 24 * 3600}
        partial = self.path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(json.dumps(held) + "\n")
        partial.replace(self.path)
        return token

    def drop(self) -> None:
        """Let no token hold."""
        self.path.unlink(missing_ok=True)

    def holder(self, token: str, now: float) -> str | None:
        """Whose token it is, None when it does not hold."""
        try:
            held = json.loads(self.path.read_text("utf-8"))
            fits = hmac.compare_digest(hashlib.sha256(token.encode("utf-8", "replace")).hexdigest(), str(held["sha256"]))
            return str(held["name"]) if fits and float(held["until"]) > now else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as the browser showed it."""

    url: str
    html: str


async def received(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answer the one route; everything else goes on to the door."""
    if request.url.path != ROUTE:
        return await go_on(request)
    origin = request.headers.get("origin", "")
    access: Access = request.app.state.access
    host = request.headers.get("host", "")
    if host not in access.hosts or host.partition(":")[0] not in LOOPBACK:
        return Response("Pages are sent to this machine by its own name.", 421, media_type="text/plain")
    if request.method == "OPTIONS":
        return _preflight(request, origin)
    if request.method != "POST":
        return Response("Pages are sent here with POST.", 405, media_type="text/plain")
    status, said = await _taken(request, origin)
    return JSONResponse({"said": said}, status, {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else None)


def _preflight(request: Request, origin: str) -> Response:
    asked = {name.strip().lower() for name in request.headers.get("access-control-request-headers", "").split(",") if name.strip()}
    if not origin or request.headers.get("access-control-request-method") != "POST" or not asked <= {"authorization", "content-type"}:
        return Response("", 403)
    allowed = {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "authorization, content-type",
        "Access-Control-Max-Age": "600",
        "Vary": "Origin, Access-Control-Request-Private-Network",
    }
    if request.headers.get("access-control-request-private-network") == "true":
        allowed["Access-Control-Allow-Private-Network"] = "true"
    return Response("", 204, allowed)


async def _taken(request: Request, origin: str) -> tuple[int, str]:
    """Status and sentence."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    desk = request.app.state.desk
    name = SendingToken(desk.case.path).holder(token, time.time()) if kind.lower() == "bearer" else None
    if name is None or not await run_in_threadpool(_may_keep, request.app.state.access, name):
        return 401, "the bookmark's token does not hold any more: make a new one on the page Send of this case"
    largest = desk.case.options.capture.largest
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > 2 * largest:
            return 413, f"the page is larger than {largest:,} bytes (option capture.largest)"
    sent = _page(bytes(body))
    if isinstance(sent, str):
        return 400, sent
    if len(sent.html.encode("utf-8", "replace")) > largest:
        return 413, f"the page is larger than {largest:,} bytes (option capture.largest)"
    if _origin_of(sent.url) != origin:
        return 403, "the page's address is not where the browser says that this comes from"
    await run_in_threadpool(_keep, request.app.state.jobs, sent, name)
    return 202, "the page is kept as evidence and is being read"


def _may_keep(access: Access, name: str) -> bool:
    """Whether the one who made the token may still add pages."""
    return access.users is None or (name, "keeper") in access.users.names()


def _page(body: bytes) -> Sent | str:
    try:
        told = json.loads(body)
        url, html = told["url"], told["html"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "this is no page as the bookmark sends it"
    if not isinstance(url, str) or not isinstance(html, str) or not html.strip():
        return "the page is empty"
    if len(url) > _LONGEST_ADDRESS or not url.isprintable() or not url.lower().startswith(("http://", "https://")):
        return "only pages of the web are sent, whose address begins with http:// or https://"
    return Sent(url.partition("#")[0], html)


def _origin_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        bare = f"[{host}]" if ":" in host else host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme.lower()]
    return f"{parts.scheme.lower()}://{bare}" + (f":{port}" if port and port != usual else "")


def _keep(jobs: Jobs, sent: Sent, name: str) -> None:
    """Put the page in the queue as a WARC file of its own: what the browser showed, not what a server sent."""
    date = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    html = sent.html.encode("utf-8", "replace")
    digest = hashlib.sha256(html).hexdigest()
    identity = record_id("sent", sent.url, date, digest)
    folder = jobs.arrival()
    host = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in urlsplit(sent.url).netloc)[:80]
    with (folder / "files" / f"sent-{host}-{date.replace(':', '')}-{digest[:8]}.warc.gz").open("wb") as out:
        head = [("WARC-Record-ID", identity), ("WARC-Date", date), ("WARC-Target-URI", sent.url)]
        write_record(out, "resource", [*head, ("Content-Type", "text/html; charset=utf-8")], html)
        known = fields_block([("how", "the page as a browser showed it, sent by its user"), ("by", name)])
        head = [("WARC-Record-ID", record_id("how", identity)), ("WARC-Date", date), ("WARC-Target-URI", sent.url), ("WARC-Concurrent-To", identity)]
        write_record(out, "metadata", [*head, ("Content-Type", "application/warc-fields")], known)
    jobs.start(folder)
