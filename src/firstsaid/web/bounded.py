"""Of a request no more is read than what it asks for can need."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 4 << 20
"""Bytes of a form or a question, the longest text that may be checked among them."""
LARGE = ("/add", "/api/v1/pages")
"""Where keepers bring evidence: as much as a container may hold, at once."""


class Bounded:
    """Stands inside the door, which knows who asks; a body that is too long is refused with status 413 as soon as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted as it comes."""
        left = most = _most(scope) if scope["type"] == "http" else 0

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(
                    413, f"What was sent is larger than {most:,} bytes; for evidence the option capture.largest_container says how much may be."
                )
            return message

        await self._app(scope, counted if most else receive, send)


def _most(scope: Scope) -> int:
    session = scope.get("state", {}).get("session")
    if scope["path"] in LARGE and session and session.may("keeper"):
        return SMALL + int(scope["app"].state.desk.case.options.capture.largest_container)
    return SMALL
