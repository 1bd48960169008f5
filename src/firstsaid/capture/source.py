"""A file of evidence that is to be read: its path, name and digest."""

from dataclasses import dataclass
from pathlib import Path

from firstsaid.model import Rejected


@dataclass(frozen=True, slots=True)
class Source:
    """One evidence file."""

    path: Path
    """Where the bytes lie."""
    name: str
    """The name under which it was added: relative, with forward slashes."""
    sha256: str
    """Digest of the whole file."""
    how: str
    """How it came: "file", "standard input"."""
    url: str | None
    """Where the page was found, if whoever added it said so."""

    def rejected(self, reason: str, record: str | None = None) -> Rejected:
        """A row that says why this input, or one record of it, was not taken in."""
        return Rejected(path=self.name, record=record, stage="capture", reason=reason)
