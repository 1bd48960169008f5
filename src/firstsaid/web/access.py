"""Who is let in: on this machine whoever has the address with the one-time token; with accounts whoever has a password."""

import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response

from firstsaid.review.users import SESSION_SECONDS, Session, Users

COOKIE = "firstsaid"
OPEN = ("/static/", "/enter")
"""What is shown to everybody: the style sheet and the door."""
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(slots=True)
class Access:
    """The door of one server."""

    hosts: Sequence[str]
    """What the Host header may say; anything else is a name that somebody else's page resolved to this machine."""
    users: Users | None = None
    """The accounts; None: one person, on this machine."""
    one_time: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _sessions: dict[str, tuple[Session, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def use_token(self, token: str) -> str | None:
        """Let the person in who holds the one-time token, which then holds no more; give what their browser keeps."""
        with self._lock:
            if self.users or not self.one_time or not hmac.compare_digest(token.encode(), self.one_time.encode()):
                return None
            self.one_time = ""
            key = secrets.token_urlsafe(32)
            self._sessions[key] = (Session("you", "keeper", secrets.token_urlsafe(32)), time.time() + SESSION_SECONDS)
            return key

    def leave(self, key: str) -> None:
        """End a session."""
        if self.users:
            self.users.leave(key)
        self._sessions.pop(key, None)

    def session(self, request: Request) -> Session | None:
        """Who asks: by the token of a program, or by what the browser keeps."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.users:
            return self.users.bearer(token, time.time())
        key = request.cookies.get(COOKIE, "")
        if self.users:
            return self.users.session(key, time.time()) if key else None
        found = self._sessions.get(key)
        return found[0] if found and found[1] > time.time() else None


async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Turn away other hosts, other origins and people who have not been let in; on a server with accounts, note who asks for what."""
    access: Access = request.app.state.access
    if request.headers.get("host", "") not in access.hosts:
        return Response("This server does not go by that name.", 421, media_type="text/plain")
    if request.method not in SAFE and not _same_origin(request):
        return Response("This came from a page of somebody else.", 403, media_type="text/plain")
    request.state.session = access.session(request)
    if request.state.session is None and not request.url.path.startswith(OPEN):
        if request.url.path.startswith("/api/"):
            return Response('{"detail":"a session or a token is needed"}', 401, {"WWW-Authenticate": "Bearer"}, media_type="application/json")
        return Response("", 303, {"Location": "/enter"})
    if request.state.session and request.app.state.reads and request.method in SAFE:
        request.app.state.reads.note(request.state.session.name, request.url.path)
    return await go_on(request)


def _same_origin(request: Request) -> bool:
    """Whether a request that changes something comes from one of our own pages, or from a program, which names no origin."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def needs(request: Request, role: str, forgery: str = "") -> Session:
    """The session of whoever asks, when they have the role and, for a form, what it must carry. Raises HTTPException 403 otherwise."""
    session: Session | None = request.state.session
    if session is None or not session.may(role):
        raise HTTPException(403, f"this takes the role {role}")
    if request.method not in SAFE and session.forgery and not hmac.compare_digest(forgery.encode(), session.forgery.encode()):
        raise HTTPException(403, "the form was not made by this session; go back, load the page again and send it once more")
    return session
