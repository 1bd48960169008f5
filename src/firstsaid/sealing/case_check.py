"""`firstsaid verify CASE`: do log, evidence, tables and decisions fit together? Names the first thing that does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firstsaid.case.custody import line_digest
from firstsaid.case.folder import CaseFolder
from firstsaid.errors import CaseError
from firstsaid.review import Reviews
from firstsaid.sealing.stamps import checked_stamps

Entries = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class CaseChecked:
    """What was found in a case, all of which fits."""

    lines: int
    evidence: int
    tables: int
    decisions: int
    stamps: tuple[str, ...]
    end: str
    """Digest of the last custody line."""

    def told(self) -> str:
        """In a few lines."""
        decided = f", and {self.decisions} decisions are those of the log" if self.decisions else ""
        lines = [
            f"{self.lines} custody lines follow from each other, {_evidence(self.evidence)}, and the {self.tables} tables are those of the last run{decided}.",
            *self.stamps,
            f"The last line has the digest {self.end}: kept elsewhere, or stamped (`firstsaid stamp`), it shows later that nothing was cut off.",
        ]
        return "\n".join(lines if self.lines else lines[:1])


def _evidence(count: int) -> str:
    return "1 piece of evidence has its digest" if count == 1 else f"{count} pieces of evidence have their digests"


def check_case(place: Path, trust: Path | None = None) -> CaseChecked:
    """Check a case. `trust` holds the certificates (PEM) of time-stamping authorities that are trusted.

    Raises CaseError with the first thing that does not fit, and how many more there are.
    """
    folder = CaseFolder.open(place)
    entries = list(folder.custody.entries())
    stamps = checked_stamps(entries, trust)
    kept = folder.register()
    tables = len(folder.listed())
    wrong = [f"{row.name} ({row.sha256[:12]}…): {fault}" for row in kept if (fault := folder.evidence.verify(row.sha256))]
    wrong += _strangers(folder, {row.sha256 for row in kept})
    wrong += _listing(folder, entries)
    wrong += folder.derived_faults()
    log = Reviews(folder.reviews).log()
    wrong += _decisions(entries, {kept.number: kept.wish.digest for kept in log}, {k.number for k in log if k.withdrawn})
    if wrong:
        more = f"; and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise CaseError(f"{wrong[0]}{more}", where=str(place))
    return CaseChecked(len(entries), len(kept), tables, len(log), stamps, line_digest(entries[-1][0]) if entries else "")


def _strangers(folder: CaseFolder, known: set[str]) -> Iterator[str]:
    """Files among the evidence that the log does not tell of. What a kill left behind while a file was copied is none."""
    for path in sorted(folder.evidence.folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".partial") and path.name not in known:
            yield f"evidence/{path.relative_to(folder.evidence.folder).as_posix()}: no line of the custody log adds it"


def _listing(folder: CaseFolder, entries: Entries) -> Iterator[str]:
    """The list of tables, as the last run left it; runs of versions before this was noted say nothing of it."""
    listing = folder.path / "datapackage.json"
    noted = next((facts["datapackage"] for _, facts in reversed(entries) if facts.get("event") == "run" and "datapackage" in facts), None)
    if noted and (not listing.exists() or line_digest(listing.read_text("utf-8")) != noted):
        yield "datapackage.json: it is not the list of tables of the last run"


def _decisions(entries: Entries, decided: dict[int, str], withdrawn: set[int]) -> Iterator[str]:
    """Decisions in review.db that are not those of the log, and the other way round. One that a kill left untold is told when the case is next served."""
    logged = {facts.get("number"): facts.get("digest") for _, facts in entries if facts.get("event") == "judgement"}
    taken = {facts.get("judgement") for _, facts in entries if facts.get("event") == "withdrawal"}
    for number in sorted(logged.keys() | decided.keys(), key=str):
        if number not in decided:
            yield f"review.db: decision {number} of the custody log is gone"
        elif number in logged and logged[number] != decided[number]:
            yield f"review.db: decision {number} was changed"
    for number in sorted(taken - withdrawn, key=str):
        yield f"review.db: the withdrawal of decision {number} is gone"
