"""Files of evidence that an earlier run read: their captures are kept, so that only added files are read.

Each file is read by itself and what comes of it depends on nothing else, so the rows of the files up to the first one that is not known are taken over.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from firstsaid.engine.digests import Digests, digest_of, digests_of
from firstsaid.engine.known import Known, Made, Piece
from firstsaid.engine.reading import Read
from firstsaid.engine.stage import EvidenceFile
from firstsaid.model import Rejected


class Filed:
    """A stage's rows, put together out of what is known of the first files and what is read of the others."""

    def __init__(self, known: Known, files: Sequence[EvidenceFile]) -> None:
        self.known = known
        self._digests = [digest_of([told.encode() for told in (file.sha256, file.name, file.how, file.url or "")]) for file in files]
        self.same = next((at for at, place in enumerate(known.find(self._digests).tolist()) if place != at), len(files))
        """How many of the first files are known."""

    def stitched(self, results: Iterable[Read], schema: pa.Schema) -> Iterator[Piece]:
        """What is known of the first files, then what is read of the others."""
        kept = np.arange(self.same)
        if self.same:
            yield from (Piece(rows, [], 0) for rows in self.known.beginning(int(self.known.stretches(kept)[1][-1])))
        self.known.take(kept)
        yield Piece(schema.empty_table(), [row for _, refused in self.known.refused(kept) for row in refused], 0)
        rows: defaultdict[int, int] = defaultdict(int)
        refused: defaultdict[int, list[Rejected]] = defaultdict(list)
        told: defaultdict[int, list[str]] = defaultdict(list)
        for read in results:
            digests, lost = iter(digests_of(read.table)), iter(read.rejected)
            for file, held, dropped in read.of:
                rows[file] += held
                told[file] += [next(digests) for _ in range(held)]
                refused[file] += [next(lost) for _ in range(dropped)]
            yield Piece(read.table, read.rejected, read.table.num_rows)
        made = [Made(digest, rows[file], tuple(refused[file]), Digests.packed(told[file])) for file, digest in enumerate(self._digests[self.same :])]
        self.known.take(np.full(len(made), -1), made)
