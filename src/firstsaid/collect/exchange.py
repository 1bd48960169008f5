"""One request and its answer, kept byte for byte as they went over the wire."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import httpcore
import httpx

from firstsaid.collect.clock import Clock
from firstsaid.collect.faults import PassingError, RefusedError
from firstsaid.collect.inflating import inflated
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.reach import Reach
from firstsaid.collect.tap import Tap, TappedBackend

_LIBRARY = re.compile(r"^\[[^\]]*\]\s*|\s*\(_ssl\.c:\d+\)$")
_HEAD = re.compile(rb"HTTP/1\.[01] (\d{3})(?:.*?)\r?\n\r?\n", re.DOTALL)
_ASKED = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
"""One connection serves one request, as archives' crawlers do it: the bytes on it are this exchange and nothing else."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked, what was answered."""

    url: str
    address: str
    """The IP address that answered."""
    began: datetime
    request: bytes
    response: bytes
    """As received, with chunks and compression as they were."""
    head: int
    """Where the payload begins in `response`."""
    status: int
    headers: httpx.Headers
    body: bytes
    """Chunks joined, gzip undone."""


class Asker:
    """Asks servers, one request on each connection. Several threads may use one."""

    def __init__(self, reach: Reach, clock: Clock, options: CollectOptions, user_agent: str) -> None:
        self._reach = reach
        self._clock = clock
        self._options = options
        self.user_agent = user_agent

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when it is first needed, for it reads every certificate authority there is."""
        return httpx.create_ssl_context()

    def ask(self, url: str, conditions: Mapping[str, str]) -> Exchange:
        """GET an address that `web_address` gave; redirects are answers like any other.

        Raises RefusedError for what is not reached or breaks a limit, PassingError for what may work later.
        """
        began = self._clock.now()
        tap = Tap(self._options, self._clock)
        try:
            status, headers, body = self._answer(url, conditions, tap)
        except httpcore.TimeoutException:
            tap.left()
            raise PassingError("the server does not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            if isinstance(error.__context__, ssl.SSLCertVerificationError):
                raise RefusedError(f"its certificate is not sound ({error.__context__.verify_message})") from None
            if isinstance(error, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError):
                raise PassingError(f"no secure connection could be made ({_tls_reason(error)})") from None
            raise PassingError(f"the connection failed ({str(error)[:200] or type(error).__name__})") from None
        response = _final(bytes(tap.received))
        found = _HEAD.match(response)
        head = found.end() if found else len(response)
        length = headers.get("Content-Length", "")
        if length.isdecimal() and "Transfer-Encoding" not in headers:
            response = response[: head + int(length)]
        return Exchange(url, tap.address, began, bytes(tap.sent), response, head, status, headers, self._plain(headers, body))

    def _answer(self, url: str, conditions: Mapping[str, str], tap: Tap) -> tuple[int, httpx.Headers, bytes]:
        target = httpx.URL(url)
        given = {"Host": target.netloc.decode("ascii"), "User-Agent": self.user_agent, **_ASKED, **conditions}
        waits = dict.fromkeys(("connect", "read", "write"), self._options.silence)
        request = httpcore.Request("GET", url, headers=list(given.items()), extensions={"timeout": waits})
        tls = self._tls if target.scheme == "https" else None
        with httpcore.HTTPConnection(request.url.origin, ssl_context=tls, network_backend=TappedBackend(self._reach, tap)) as connection:
            response = connection.handle_request(request)
            try:
                body = response.read()
            finally:
                response.close()
        return response.status, httpx.Headers(response.headers), body

    def _plain(self, headers: httpx.Headers, body: bytes) -> bytes:
        encodings = [name for given in headers.get_list("Content-Encoding", split_commas=True) if (name := given.strip().lower()) not in ("", "identity")]
        if not encodings or not body:
            return body
        if encodings not in (["gzip"], ["x-gzip"]):
            raise RefusedError(f'the answer is encoded as "{", ".join(encodings)[:60]}", which was not asked for')
        return inflated(body, self._options)


def _tls_reason(error: Exception) -> str:
    """What went wrong, without the library's own marks of where."""
    return _LIBRARY.sub("", str(error))[:200] or type(error).__name__


def _final(received: bytes) -> bytes:
    """Without the interim answers (status 1xx) that a server may send first."""
    at = 0
    while (found := _HEAD.match(received, at)) and found[1].startswith(b"1"):
        at = found.end()
    return received[at:]
