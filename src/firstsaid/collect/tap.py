"""A network connection that records every byte, and ends when there is too much or it takes too long."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from firstsaid.collect.clock import Clock
from firstsaid.collect.faults import RefusedError
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.reach import Reach


class Tap:
    """What went over one connection."""

    def __init__(self, options: CollectOptions, clock: Clock) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self.address = ""
        """The IP address that the connection goes to."""
        self._options = options
        self._clock = clock
        self._ends = clock.monotonic() + options.seconds

    def left(self, wanted: float | None = None) -> float:
        """Seconds that one step may take. Raises RefusedError when the time for this answer is over."""
        left = self._ends - self._clock.monotonic()
        if left <= 0:
            raise RefusedError(f"the answer takes longer than {self._options.seconds:g} seconds")
        return min(left, self._options.silence, wanted or self._options.silence)

    def take(self, piece: bytes) -> bytes:
        """Keep what was received. Raises RefusedError when it is more than one answer may have."""
        self.received += piece
        if len(self.received) > self._options.largest:
            raise RefusedError(f"the answer is larger than {self._options.largest:,} bytes, the limit for one page")
        return piece


class TappedStream(httpcore.NetworkStream):
    """A stream of httpcore whose plain text, inside TLS where there is TLS, runs past a tap."""

    def __init__(self, stream: httpcore.NetworkStream, tap: Tap) -> None:
        self._stream = stream
        self._tap = tap

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; the time that is left bounds the wait."""
        return self._tap.take(self._stream.read(max_bytes, self._tap.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._tap.sent += buffer
        self._stream.write(buffer, self._tap.left(timeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        """The same connection with TLS over it; the name, not the address, is what the certificate must be for."""
        return TappedStream(self._stream.start_tls(ssl_context, server_hostname, self._tap.left(timeout)), self._tap)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        """What httpcore asks of a socket."""
        return self._stream.get_extra_info(info)


class TappedBackend(httpcore.NetworkBackend):
    """How httpcore connects: through `Reach`, which looks up, checks and pins the address, and past the tap."""

    def __init__(self, reach: Reach, tap: Tap) -> None:
        self._reach = reach
        self._tap = tap

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """A connection to the host."""
        stream, self._tap.address = self._reach.open(host, port, self._tap.left(timeout))
        return TappedStream(stream, self._tap)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:
        """Never: sockets of this machine are out of reach."""
        raise RefusedError("it is a socket of this machine")
