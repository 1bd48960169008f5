"""The invented web of the guide: files under web/HOST/PATH, served on this machine behind the way out of `collect`."""

import threading
import zlib
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore

from firstsaid.collect.collector import Outside
from firstsaid.collect.reach import Reach

MEDIA = {".html": "text/html; charset=utf-8", ".xml": "application/rss+xml"}
NOW = datetime(2031, 9, 10, 6, 0, tzinfo=UTC)


class StillClock:
    """A clock that shows one moment, and whose seconds pass only while somebody sleeps."""

    def __init__(self) -> None:
        self._passed = 0.0

    def now(self) -> datetime:
        """The moment."""
        return NOW

    def monotonic(self) -> float:
        """Seconds slept so far."""
        return self._passed

    def sleep(self, seconds: float) -> None:
        """Pass the seconds at once."""
        self._passed += seconds


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of the host that is asked for."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "invented", ""

    def log_message(self, *args: Any) -> None:  # noqa: ANN401
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """One moment, so that what is collected has the same bytes every time."""
        return "Wed, 10 Sep 2031 06:00:00 GMT"

    def do_GET(self) -> None:
        """The newest version of the file."""
        host = (self.headers.get("Host") or "").partition(":")[0]
        places = [folder / host / self.path.lstrip("/") for folder in self.server.folders]  # type: ignore[attr-defined]
        found = next((place for place in places if place.is_file()), None)
        body = found.read_bytes() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", MEDIA.get(Path(self.path).suffix, "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Web(ThreadingHTTPServer):
    """The web of one journey."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folders = [folder]
        """Where files are looked for, the newest first."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def outside(self, **_: object) -> Outside:
        """What `collect` takes for the net and the time."""
        return Outside(Reach(self._look_up, self._dial), StillClock())

    def _look_up(self, host: str) -> list[str]:
        return [f"93.184.215.{1 + zlib.crc32(host.encode()) % 250}"]

    def _dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.server_port, timeout=seconds)
