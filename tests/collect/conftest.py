"""What the tests of collecting share."""

import contextlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio

from firstsaid.capture import Source, read
from firstsaid.case.folder import CaseFolder
from firstsaid.collect.collector import Wish
from firstsaid.collect.options import CollectOptions
from firstsaid.collecting import Collected, Given, collect
from firstsaid.model import Capture
from firstsaid.model.options import CaptureOptions
from tests.collect.site import FakeClock, Net, Server

AGENT = "firstsaid-test/1 (desk@herald.example)"


@pytest.fixture
def server():
    running = Server()
    yield running
    running.end()


@dataclass
class Desk:
    """A case and the invented web around it."""

    place: Path
    server: Server
    net: Net
    clock: FakeClock = field(default_factory=FakeClock)

    def collect(self, *inputs, column="", since=None, only_new=False, only_changes=False, outside=None, **options) -> Collected:
        wish = Wish(CollectOptions(**options), AGENT, since, only_new, only_changes)
        self.clock.sleep(3600)
        return collect(self.place, Given(inputs, column), wish, outside or self.net.outside(self.clock), lambda done, total: None)

    def outcomes(self, done: Collected) -> dict[str, str]:
        return {row.url: row.outcome for row in done.outcomes}

    def reasons(self, done: Collected) -> dict[str, str]:
        return {row.url: row.reason for row in done.outcomes}

    def files(self) -> list[Path]:
        folder = CaseFolder.open(self.place)
        return [folder.evidence.path(kept.sha256) for kept in folder.register()]

    def records(self, kind=None) -> list[tuple[str, dict[str, str], bytes]]:
        """(type, headers, block) of every record in the evidence, by warcio."""
        found = []
        for path in self.files():
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream):
                    if kind in (None, record.rec_type):
                        head = record.http_headers.to_ascii_bytes() if record.http_headers else b""
                        found.append((record.rec_type, dict(record.rec_headers.headers), head + record.raw_stream.read()))
        return found

    def responses(self) -> list[str]:
        """Addresses of the responses kept, without those of robots.txt."""
        urls = [headers["WARC-Target-URI"] for _, headers, _ in self.records("response")]
        return [url for url in urls if not url.endswith("/robots.txt")]

    def captures(self) -> list[Capture]:
        """The pages as firstsaid's own reader gives them."""
        rows = []
        for path in self.files():
            rows += [row for row in read(Source(path, path.name, path.name, "collected", None), CaptureOptions()) if isinstance(row, Capture)]
        return rows

    def custody(self) -> list[dict[str, object]]:
        return list(CaseFolder.open(self.place).custody.lines())


@pytest.fixture
def desk(tmp_path, server):
    return Desk(tmp_path / "case", server, Net(server.server_port))


def checked(paths) -> str:
    """What warcio's checker complains of."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), pytest.raises(SystemExit) as ended:
        warcio(["check", *map(str, paths)])
    return said.getvalue() if ended.value.code == 0 else f"{said.getvalue()} (status {json.dumps(ended.value.code)})"
