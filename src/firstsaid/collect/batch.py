"""The unfinished WARC file of a round."""

import os
from dataclasses import dataclass
from pathlib import Path

from firstsaid.errors import CaseError


@dataclass(slots=True)
class Batch:
    """One WARC file beside the journal."""

    number: int
    name: str
    length: int
    """Bytes that the journal vouches for."""
    pages: int

    def append(self, folder: Path, records: bytes) -> None:
        """Put records behind those that the journal vouches for; they are on the disk when this returns."""
        with (folder / self.name).open("r+b" if self.length else "wb") as out:
            out.truncate(self.length)
            out.seek(self.length)
            out.write(records)
            out.flush()
            os.fsync(out.fileno())
        self.length += len(records)

    def checked(self, folder: Path) -> Path:
        """The file, cut to the length that the journal vouches for. Raises CaseError when it is shorter or gone."""
        path = folder / self.name
        size = path.stat().st_size if path.exists() else 0
        if size < self.length:
            raise CaseError(f"it has {size:,} bytes, and the journal of collecting knows of {self.length:,}: it was changed or removed", where=str(path))
        os.truncate(path, self.length)
        return path
