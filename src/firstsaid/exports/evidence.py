"""Evidence as an export that carries bytes gets it: files as they were received, and the pages that were read out of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Held:
    """One file of evidence."""

    path: Path
    """Where its bytes lie."""
    sha256: str
    name: str
    """The name under which it was added: relative, with forward slashes."""
    how: str
    """How it came: "file", "standard input" …"""
    url: str | None
    """Where it was found, if whoever added it said so."""
    added_at: str
    """When it was added, ISO 8601 in UTC, as the custody log has it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A capture's own bytes."""

    capture: str
    payload: bytes
    charset: str | None
    """The encoding that its carrier declared."""


class Evidence(Protocol):
    """The evidence of one case."""

    def files(self) -> Sequence[Held]:
        """Every file, by name, then digest; each digest once."""
        ...

    def pages(self, captures: Collection[str]) -> Iterator["Page"]:
        """The captures with these ids, one pass over all of them."""
        ...
