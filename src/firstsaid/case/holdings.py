"""The evidence of a case as an export gets it."""

from collections.abc import Collection, Iterator

import pyarrow.parquet as pq

from firstsaid.case.folder import CaseFolder
from firstsaid.exports.evidence import Held, Page

BATCH = 64
"""Pages that are held in memory at a time."""


class Holdings:
    """The files of one case, and the pages in its table of captures."""

    def __init__(self, folder: CaseFolder) -> None:
        self.folder = folder

    def files(self) -> list[Held]:
        """Every file, by name, then digest; each digest once, as it was first added."""
        held: dict[str, Held] = {}
        for line in self.folder.custody.lines():
            if line.get("event") == "add" and line["sha256"] not in held:
                path = self.folder.evidence.path(line["sha256"])
                held[line["sha256"]] = Held(path, line["sha256"], line["path"], line["how"], line.get("url"), line["at"])
        return sorted(held.values(), key=lambda file: (file.name, file.sha256))

    def pages(self, captures: Collection[str]) -> Iterator[Page]:
        """The captures with these ids, by id."""
        wanted = sorted(captures)
        path = self.folder.derived / "captures.parquet"
        for start in range(0, len(wanted), BATCH):
            table = pq.read_table(path, columns=["id", "payload", "charset"], filters=[("id", "in", wanted[start : start + BATCH])])
            for row in sorted(table.to_pylist(), key=lambda row: row["id"]):
                yield Page(row["id"], row["payload"], row["charset"])
