"""The sealed dossier: a ZIP with reports, tables, evidence, custody log and decisions that can be checked anywhere, without the case."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from firstsaid.api import Case
from firstsaid.case.custody import SEALED, line_digest
from firstsaid.dossier.pdf import pdf
from firstsaid.errors import CaseError
from firstsaid.exports import contract, csv_files
from firstsaid.exports.zipping import EPOCH, member
from firstsaid.sealing.prepared import PASSING, Prepared
from firstsaid.sealing.shape import CONTRACT, CUSTODY, EVIDENCE, FORMAT, JUDGEMENTS, MANIFEST, README, REPORT, TABLES

Json = dict[str, Any]
CHUNK = 1 << 20
WITHHELD = ("read", "account", "token")
"""Lines of the custody log that tell of people who work on a case, and nothing of the pages: handed on as digests."""
OF_ALL = ("run", "stamp")
"""Lines that are handed on with every part of a case. Others are when they are about its pages or decisions."""
READ_ME = """This file was sealed by firstsaid {version}. It holds

  report.html       what was found, to be opened in a browser, offline
  contract.json     the same as data (docs/contract.md of firstsaid)
  tables/           the same as CSV
  evidence/         the pages as they were received, each named by its SHA-256{evidence}
  custody.jsonl     every addition, run and decision; each line carries the SHA-256 of the line before it
  judgements.json   what people decided, with their reasons
  manifest.json     the SHA-256 and size of every other file

`firstsaid verify` on the ZIP checks all of it. Without firstsaid: `sha256sum` of each file against manifest.json, and ask whoever sent it for the SHA-256 of
manifest.json itself. A line {{"sealed": …}} of custody.jsonl is handed on as no more than its digest: it is about other pages, about people at work, or holds a
name that was redacted.
"""


@dataclass(frozen=True, slots=True)
class Sealing:
    """How a dossier is to be sealed."""

    evidence: bool = True
    """Whether the pages themselves go with it; else their digests only."""
    on_paper: bool = False
    """Whether the report goes with it as PDF too."""


@dataclass(slots=True)
class _Archive:
    """A ZIP that keeps the size and digest of each member."""

    zip: zipfile.ZipFile
    members: list[Json] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        """Add a member."""
        member(self.zip, name, data)
        self.members.append({"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})

    def copy(self, name: str, chunks: Iterable[bytes], expected: int) -> None:
        """Add a member of so many bytes piece by piece, as it is."""
        about = zipfile.ZipInfo(name, EPOCH)
        about.file_size = expected
        about.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(about, "w") as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        self.members.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})


def seal(case: Case, prepared: Prepared, how: Sealing, to: BinaryIO) -> str:
    """Write the sealed dossier and give the SHA-256 of its manifest, which whoever gets the file can ask for.

    The same case, decisions, version and wish give the same bytes. With names redacted, pages cannot go along as they are. Raises CaseError when they are
    wanted all the same, or when evidence is missing.
    """
    if prepared.redaction and how.evidence:
        raise CaseError("names are to be redacted, and the pages as received hold them; leave the pages out (--without-evidence)")
    held = _evidence(case, prepared)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
        archive = _Archive(out)
        archive.add(README, READ_ME.format(version=prepared.dossier.version, evidence="" if how.evidence else " (left out here)").encode())
        _add_told(archive, prepared, how)
        custody = _custody(case, prepared, {row["sha256"] for row in held})
        archive.add(CUSTODY, "".join(f"{line}\n" for line in custody).encode())
        archive.add(JUDGEMENTS, _json([_decision(prepared, number) for number in range(len(prepared.kept))]))
        for row in held if how.evidence else ():
            archive.copy(f"{EVIDENCE}{row['sha256']}", _chunks(case, row["sha256"]), row["bytes"])
        manifest = _json(_manifest(prepared, how, held, custody) | {"members": archive.members})
        member(out, MANIFEST, manifest)
    return hashlib.sha256(manifest).hexdigest()


def _add_told(archive: _Archive, prepared: Prepared, how: Sealing) -> None:
    """The reports, the contract and the tables."""
    html = prepared.html()
    archive.add(REPORT, html.encode())
    if how.on_paper:
        archive.add(REPORT.replace(".html", ".pdf"), pdf(html))
    out = io.BytesIO()
    contract.write(prepared.dossier, out)
    prepared.safe(json.dumps(json.loads(out.getvalue()), ensure_ascii=False))
    archive.add(CONTRACT, out.getvalue())
    tables = io.BytesIO()
    csv_files.write(prepared.dossier, tables)
    with zipfile.ZipFile(tables) as made:
        for name in made.namelist():
            archive.add(f"{TABLES}{name}", made.read(name))


def _evidence(case: Case, prepared: Prepared) -> list[Json]:
    """Every file of evidence that the dossier rests on, by digest."""
    paths: dict[str, set[str]] = {}
    for capture in prepared.dossier.captures:
        paths.setdefault(capture.sha256, set()).add(capture.path)
    found = []
    for sha256 in sorted(paths):
        place = case.folder.evidence.path(sha256)
        if not place.is_file():
            raise CaseError(f"a piece of evidence is missing ({sha256[:12]}…); `firstsaid verify` tells more", where=str(case.path))
        found.append({"sha256": sha256, "bytes": place.stat().st_size, "paths": sorted(paths[sha256])})
    return found


def _chunks(case: Case, sha256: str) -> Iterator[bytes]:
    with case.folder.evidence.path(sha256).open("rb") as kept:
        while chunk := kept.read(CHUNK):
            yield chunk


def _custody(case: Case, prepared: Prepared, evidence: set[str]) -> list[str]:
    """The custody log as it is handed on, without what passes at its end."""
    entries = list(case.folder.custody.entries())
    while entries and entries[-1][1].get("event") in PASSING:
        entries.pop()
    decided = set(prepared.digests)
    return [_line(line, facts) if _withheld(line, facts, prepared, (evidence, decided)) else line for line, facts in entries]


def _line(line: str, facts: Mapping[str, Any]) -> str:
    return json.dumps({SEALED: line_digest(line), "previous": facts["previous"]})


def _withheld(line: str, facts: Mapping[str, Any], prepared: Prepared, own: tuple[set[str], set[int]]) -> bool:
    event = facts.get("event")
    if event in WITHHELD:
        return True
    if prepared.redaction and (prepared.redaction.hiding.hits(json.dumps(facts, ensure_ascii=False), address=True)):
        return True
    if prepared.wanted.whole:
        return False
    evidence, decided = own
    mine = {"add": facts.get("sha256") in evidence, "judgement": _number(facts) in decided, "withdrawal": _number(facts) in decided}
    return not mine.get(str(event), event in OF_ALL)


def _number(facts: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return facts.get("judgement") if facts.get("event") == "withdrawal" else facts.get("number")


def _decision(prepared: Prepared, place: int) -> Json:
    kept, told = prepared.kept[place], prepared.beside.decisions[place]
    wish = kept.wish
    return {
        "number": kept.number, "about": wish.about, "places": [list(p) for p in wish.places], "verdict": wish.verdict, "value": wish.value,
        "upstream": wish.upstream, "author": wish.author, "reason": wish.reason, "machine": wish.machine, "made_at": kept.made_at, "withdrawn": kept.withdrawn,
        "became": told.became, "digest": prepared.digests[kept.number], "whole": wish.digest == prepared.digests[kept.number],
    }  # fmt: skip


def _manifest(prepared: Prepared, how: Sealing, evidence: list[Json], custody: list[str]) -> Json:
    last = json.loads(custody[-1]) if custody else {}
    end = str(last.get(SEALED) or line_digest(custody[-1])) if custody else ""
    hidden = [{"mark": h.mark, "spellings": h.spellings, "in_texts": h.in_texts, "articles": h.articles, "beside": h.beside} for h in prepared.beside.hidden]
    return {
        "format": FORMAT, "firstsaid": prepared.dossier.version, "settings": prepared.dossier.settings, "part": prepared.part,
        "redacted": hidden, "without_notes": prepared.wanted.without_notes, "evidence_included": how.evidence,
        "evidence": evidence, "custody": {"lines": len(custody), "end": end},
    }  # fmt: skip


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
