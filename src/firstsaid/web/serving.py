"""`firstsaid serve`: the web app on this machine."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from firstsaid.case.folder import CaseFolder
from firstsaid.errors import FirstsaidError
from firstsaid.review.users import Users
from firstsaid.web.access import Access
from firstsaid.web.app import make_app

LOOPBACK = "127.0.0.1"


_WAITING = 128
"""Connections that wait while the server starts: its address is told when it is open, and a browser may be faster than the app."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a case is to be served."""

    port: int = 8471
    accounts: bool = False
    """Whether name and password are asked for."""
    names: tuple[str, ...] = ()
    """Further names that the server goes by, behind a proxy that ends TLS."""
    reviewers: int | None = None
    """How many must decide the same before it counts; kept in the case. None leaves it as it is."""


def serve(place: Path, wanted: Wanted, tell: Callable[[str], None]) -> None:
    """Serve a case until interrupted, a new one if the folder is new; `tell` gets the address to open. Without accounts only this machine can reach it.

    Raises FirstsaidError when the port is taken or no account exists.
    """
    folder = CaseFolder.create(place)
    if wanted.reviewers is not None:
        folder.options({"review": {"reviewers": wanted.reviewers}})
    import uvicorn  # noqa: PLC0415 (slow to load, and needed by this command alone)

    users = Users(folder.reviews) if wanted.accounts else None
    with _listening(wanted.port) as ear:
        port = ear.getsockname()[1]
        access = Access((f"{LOOPBACK}:{port}", f"localhost:{port}", *wanted.names), users)
        app = make_app(place, access)
        if users and not users.names():
            raise FirstsaidError("there is no account yet; `firstsaid users add CASE NAME --role keeper` makes one", where=str(place))
        tell(f"http://{LOOPBACK}:{port}/" + ("" if users else f"enter?token={access.one_time}"))
        settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False, h11_max_incomplete_event_size=65536)
        uvicorn.Server(settings).run(sockets=[ear])


def _listening(port: int) -> socket.socket:
    ear = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ear.bind((LOOPBACK, port))
        ear.listen(_WAITING)
    except OSError as error:
        ear.close()
        raise FirstsaidError(f"port {port} cannot be used ({error.strerror}); name another with --port", where="serve") from None
    return ear
