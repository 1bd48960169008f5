"""Send something to an address that a user named, through the same checked way out as every request (a webhook)."""

import httpcore
import httpx

from firstsaid.collect.clock import Clock
from firstsaid.collect.faults import PASSING, PassingError, RefusedError
from firstsaid.collect.links import web_address
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.reach import Reach
from firstsaid.collect.tap import Tap, TappedBackend

_LONGEST_ANSWER = 64 * 1024


class Poster:
    """Posts JSON, one request on each connection. Redirects are not followed: what was named is what is sent to."""

    def __init__(self, reach: Reach, clock: Clock, user_agent: str) -> None:
        self._reach = reach
        self._clock = clock
        self._user_agent = user_agent
        self._options = CollectOptions(largest=_LONGEST_ANSWER)
        self._tls = httpx.create_ssl_context()

    def post(self, address: str, body: bytes) -> None:
        """Post JSON. Raises RefusedError when the address may not be reached or does not take it, PassingError when it may work later."""
        url = web_address(address)
        tap = Tap(self._options, self._clock)
        target = httpx.URL(url)
        given = {"Host": target.netloc.decode("ascii"), "User-Agent": self._user_agent, "Content-Type": "application/json", "Content-Length": str(len(body))}
        waits = dict.fromkeys(("connect", "read", "write"), self._options.silence)
        request = httpcore.Request("POST", url, headers=[*given.items(), ("Connection", "close")], content=body, extensions={"timeout": waits})
        try:
            with httpcore.HTTPConnection(request.url.origin, ssl_context=self._tls, network_backend=TappedBackend(self._reach, tap)) as connection:
                status = connection.handle_request(request).status
        except httpcore.TimeoutException:
            raise PassingError("the server does not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise PassingError(f"the connection failed ({str(error)[:200] or type(error).__name__})") from None
        if status in PASSING:
            raise PassingError(f"the server answers with status {status}")
        if not 200 <= status < 300:
            raise RefusedError(f"the server answers with status {status}")
