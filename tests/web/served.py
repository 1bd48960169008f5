"""`firstsaid serve` in a process of its own, as a person starts it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class Served:
    """A server at work."""

    process: subprocess.Popen
    door: str
    """The address that lets one browser in."""

    @property
    def root(self) -> str:
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.door))

    @property
    def host(self) -> str:
        return urlsplit(self.door).netloc


@contextmanager
def serving(place: Path, *options: str) -> Iterator[Served]:
    """Serve a case on a free port, and end it."""
    command = [sys.executable, "-m", "firstsaid.cli", "serve", str(place), "--port", "0", *options]
    log = place.parent / "serve.log"
    given = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with log.open("ab") as errors, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=given) as process:
        try:
            told = process.stdout.readline()
            assert told.startswith("Open "), log.read_text()[-2000:]
            yield Served(process, told.removeprefix("Open ").strip())
        finally:
            process.terminate()
            process.wait(timeout=30)
