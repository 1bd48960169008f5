"""The evidence of a case as an export gets it."""

from collections.abc import Collection, Iterator

import pyarrow.parquet as pq

from firstsaid.case.folder import CaseFolder
from firstsaid.errors import CaseError
from firstsaid.exports.evidence import Held, Page

BATCH = 64
"""Rows that are held in memory at a time."""


class Holdings:
    """The files of one case, and the pages in its table of captures."""

    def __init__(self, folder: CaseFolder) -> None:
        self.folder = folder

    def files(self) -> list[Held]:
        """Every file, by name, then digest; each digest once, as it was first added. Raises CaseError for one that is not there any more."""
        held: dict[str, Held] = {}
        for line in self.folder.custody.lines():
            if line.get("event") == "add" and line["sha256"] not in held:
                path = self.folder.evidence.path(line["sha256"])
                if not path.is_file():
                    raise CaseError(f"a piece of evidence is missing ({line['sha256'][:12]}…); `firstsaid verify` tells more", where=str(self.folder.path))
                held[line["sha256"]] = Held(path, line["sha256"], line["path"], line["how"], line.get("url"), line["at"])
        return sorted(held.values(), key=lambda file: (file.name, file.sha256))

    def pages(self, captures: Collection[str]) -> Iterator[Page]:
        """The captures with these ids, in the order of the table, which is read once."""
        if not captures:
            return
        table = pq.ParquetFile(self.folder.derived / "captures.parquet")
        for batch in table.iter_batches(BATCH, columns=["id", "payload", "charset"]):
            ids = batch.column("id").to_pylist()
            for at, capture in enumerate(ids):
                if capture in captures:
                    yield Page(capture, batch.column("payload")[at].as_py(), batch.column("charset")[at].as_py())
