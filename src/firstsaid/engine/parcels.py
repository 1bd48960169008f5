"""How tables reach a worker: small ones through its pipe, large ones through a file that it maps.

A worker that runs out of memory while it takes something out of its pipe cannot say what it was taking; out of a file, the page at fault is known.
"""

import shutil
import tempfile
from pathlib import Path

import pyarrow as pa

from firstsaid.engine.rows import freeze, thaw

LARGE = 4 * 1024 * 1024
"""Bytes from which on a table goes through a file."""
Parcel = bytes | Path


class Parcels:
    """A folder for tables under way, made when it is first needed."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0

    def packed(self, table: pa.Table) -> Parcel:
        """The table for a worker."""
        frozen = freeze(table)
        if frozen.size < LARGE:
            return bytes(memoryview(frozen))
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="firstsaid-"))
        self._number += 1
        place = self._folder / f"{self._number}.arrow"
        place.write_bytes(memoryview(frozen))
        return place

    def close(self) -> None:
        """Remove the folder."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def unpacked(parcel: Parcel) -> pa.Table:
    """In the worker: the table."""
    if not isinstance(parcel, Path):
        return thaw(parcel)
    with pa.memory_map(str(parcel)) as mapped:
        return pa.ipc.open_stream(mapped).read_all()


def dropped(parcels: list[Parcel]) -> None:
    """Remove what went through files."""
    for parcel in parcels:
        if isinstance(parcel, Path):
            parcel.unlink(missing_ok=True)
