"""What came in: bytes as received, and what could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as it was received; a container (a JSON-lines file, an archive) gives one capture per record."""

    id: str
    """Content hash of the bytes' digest, the url and the place in the container."""
    sha256: str
    """Digest of the evidence file that holds the bytes; for a record, of its container."""
    path: str
    """The name under which it was added, relative to the folder that was named, with forward slashes."""
    record: str | None
    """The id that its container gives it, else its place there ("line 12"); None for a file of its own."""
    url: str | None
    media_type: str
    """"text/html", "text/plain", or "application/json" for one JSON-lines record (keys id, url, outlet, title, date, text)."""
    seen_at: str | None
    """When it was captured, ISO 8601, if the container says so; never the clock of this machine."""
    how: str
    """How it came: "file", "standard input", "jsonl"."""
    payload: bytes
    """The page's own bytes."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or one page of it, that a stage could not work on. The run goes on without it."""

    path: str
    record: str | None
    stage: str
    reason: str
    """A sentence that says what is wrong and, where one can, what to do."""
