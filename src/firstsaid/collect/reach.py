"""Opening connections, for collecting and watching: only to an address that was checked to be on the open internet."""

import socket
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

import httpcore
import httpx

from firstsaid.collect.addresses import forbidden
from firstsaid.collect.faults import PassingError, RefusedError
from firstsaid.collect.links import PORTS
from firstsaid.errors import SettingsError

_MOST_TRIED = 3
_LONGEST_ANSWER = 16_384

Dial = Callable[[str, int, float], httpcore.NetworkStream]
"""Opens a connection to an IP address and port within so many seconds."""


def look_up(host: str) -> list[str]:
    """Every address that this machine's resolver gives for a name, in its order. Raises OSError (socket.gaierror)."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A TCP connection. `address` is an IP address, so that nothing is looked up again."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class Proxy(NamedTuple):
    """An HTTP proxy that opens tunnels (RFC 9110 section 9.3.6)."""

    host: str
    port: int
    authorization: str
    """The value of Proxy-Authorization, "" for none."""


def proxy_of(given: str) -> Proxy | None:
    """The proxy that a user names, None for "". Raises SettingsError for anything but http://[user:password@]host[:port]."""
    if not given:
        return None
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme != "http" or not url.host or url.raw_path not in (b"", b"/"):
        raise SettingsError("a proxy is written http://host:port or http://user:password@host:port", where="--proxy")
    user = unquote(url.userinfo.decode("ascii"))
    return Proxy(url.raw_host.decode("ascii"), url.port or 80, f"Basic {b64encode(user.encode()).decode()}" if user else "")


@dataclass(frozen=True, slots=True)
class Reach:
    """How connections are made. The two functions are a seam for tests, given in code only; what may be reached is not theirs to decide."""

    look_up: Callable[[str], Sequence[str]] = look_up
    dial: Dial = dial
    proxy: Proxy | None = None

    def addresses(self, host: str) -> Sequence[str]:
        """The addresses of a host, all of them of the open internet.

        One address of another kind refuses the host: a name that leads to both is how a page is made to reach a machine behind this one (DNS rebinding).
        Raises RefusedError; PassingError when the look-up failed for now.
        """
        try:
            found = list(self.look_up(host))
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise PassingError(f"its host, {host}, could not be looked up for now") from None
            raise RefusedError(f"its host, {host}, is not known") from None
        except (OSError, UnicodeError) as error:
            raise PassingError(f"its host, {host}, could not be looked up ({error})") from None
        if not found:
            raise RefusedError(f"its host, {host}, has no address")
        for address in found:
            if why := forbidden(address):
                raise RefusedError(f"its host, {host}, leads to {address}, {why}")
        return found

    def open(self, host: str, port: int, seconds: float) -> tuple[httpcore.NetworkStream, str]:
        """A connection to a host, and the address that it goes to: looked up once, checked, and that address is connected to and no other.

        Raises RefusedError, PassingError, or httpcore's errors of connections.
        """
        if port not in PORTS:
            raise RefusedError(f"port {port} is not asked, only 80 and 443")
        tried = self.addresses(host)[:_MOST_TRIED]
        for number, address in enumerate(tried, 1):
            try:
                stream = self.dial(address, port, seconds / len(tried)) if self.proxy is None else self._tunnel(self.proxy, address, port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(tried):
                    raise
            else:
                return stream, address
        raise PassingError("no address of its host answers")

    def _tunnel(self, proxy: Proxy, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        """A connection through the proxy to an address that was checked here: the proxy is told the address, not the name."""
        try:
            stream = self.dial(self.look_up(proxy.host)[0], proxy.port, seconds)
        except (OSError, IndexError, httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise PassingError(f"the proxy cannot be reached ({error})") from None
        target = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        told = f"Proxy-Authorization: {proxy.authorization}\r\n" if proxy.authorization else ""
        stream.write(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{told}\r\n".encode("ascii"), timeout=seconds)
        answer = b""
        while b"\r\n\r\n" not in answer and len(answer) < _LONGEST_ANSWER:
            piece = stream.read(1, timeout=seconds)
            if not piece:
                break
            answer += piece
        status = answer.split(b" ", 2)[1:2]
        if not answer.startswith(b"HTTP/1.") or not status or not status[0].startswith(b"2") or not answer.endswith(b"\r\n\r\n"):
            stream.close()
            raise RefusedError(
                f"the proxy opens no tunnel to {target} (it answers {answer[:60].split(bytes([13]))[0].decode('ascii', 'replace') or 'nothing'})"
            )
        return stream
