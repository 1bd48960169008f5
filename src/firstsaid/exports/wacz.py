"""The evidence as a web archive that replay tools open: WACZ 1.1.1 (Webrecorder), WARC 1.1 (ISO 28500:2017).

Web archives among the evidence go in as they are. Of one that is broken, or compressed so that its records cannot be reached one by one, the whole records go
in, and the file itself as received beside them. Every other file becomes a `resource` record with its bytes as received. No server's answer, address or time is
made up: a file without an address of its own gets "urn:firstsaid:evidence:" and its SHA-256, and its time is when it was captured, or else added.
"""

import gzip
import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from firstsaid.exports.evidence import Evidence, Held, Page
from firstsaid.exports.names import printable
from firstsaid.exports.warc_index import FREE, MOST_INFLATION, Line, NotIndexedError, in_full, lines, rewritten
from firstsaid.exports.warc_writing import Field, fields_block, record_id, write_record
from firstsaid.exports.zipping import EPOCH
from firstsaid.model import CaptureFacts, Dossier

OURS = "firstsaid.warc.gz"
LINES = 300
"""Lines of CDXJ in a compressed block, as other tools write them."""
PIECE = 1 << 20
WARCS = (".warc", ".warc.gz", ".warc.zst")
MEDIA = {
    "html": "text/html", "htm": "text/html", "txt": "text/plain", "pdf": "application/pdf", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "json": "application/json", "jsonl": "application/x-ndjson", "xml": "application/xml", "eml": "message/rfc822", "mhtml": "multipart/related",
    "mht": "multipart/related", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
}  # fmt: skip
_BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile)


@dataclass(slots=True)
class _Package:
    """The package while it is written."""

    archive: zipfile.ZipFile
    dossier: Dossier
    when: str
    """The newest time in the case's custody log."""
    resources: list[dict[str, Any]] = field(default_factory=list)
    index: list[Line] = field(default_factory=list)
    replayed: set[str] = field(default_factory=set)
    """Beginnings of the digests of files whose pages are in the package in another form."""

    def put(self, name: str, data: bytes, stored: bool = False) -> None:
        """Add a member from memory and list it."""
        about = zipfile.ZipInfo(name, EPOCH)
        about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        about.external_attr = 0o644 << 16
        self.archive.writestr(about, data)
        self._list(name, hashlib.sha256(data).hexdigest(), len(data))

    def put_file(self, name: str, path: Path, **more: str) -> None:
        """Add a member that is stored as it lies on disk, and list it."""
        about = zipfile.ZipInfo(name, EPOCH)
        about.external_attr = 0o644 << 16
        seen, size = hashlib.sha256(), 0
        with path.open("rb") as stream, self.archive.open(about, "w", force_zip64=path.stat().st_size >= 1 << 30) as out:
            while piece := stream.read(PIECE):
                seen.update(piece)
                size += len(piece)
                out.write(piece)
        self._list(name, seen.hexdigest(), size, **more)

    def _list(self, name: str, sha256: str, size: int, **more: str) -> None:
        self.resources.append({"name": name.rsplit("/", 1)[-1].lower(), "path": name, "hash": f"sha256:{sha256}", "bytes": size, **more})


def write(dossier: Dossier, evidence: Evidence, to: BinaryIO) -> None:
    """Write the package. The same case gives the same bytes: its times are those of the captures and of the custody log."""
    held = evidence.files()
    when = max((file.added_at for file in held), default="1970-01-01T00:00:00Z")
    with zipfile.ZipFile(to, "w") as archive, tempfile.TemporaryDirectory() as scratch:
        package = _Package(archive, dossier, in_full(when))
        others = [file for file in held if not _archived(package, file, Path(scratch))]
        own = Path(scratch) / OURS
        with own.open("wb") as out:
            _write_records(package, others, _Pages(package, evidence, others, Path(scratch)), out)
        package.put_file(f"archive/{OURS}", own)
        package.index += lines(own, OURS)
        _put_index(package)
        package.put("pages/pages.jsonl", _pages(dossier, {file.sha256: file.added_at for file in held}))
        _put_listing(package, len(held))


def _archived(package: _Package, file: Held, scratch: Path) -> bool:
    """Whether the file is a web archive that the package now holds."""
    with file.path.open("rb") as stream:
        head = stream.read(1 << 16)
    try:
        if _begins_warc(head):
            return _put_warc(package, file.path, file.sha256[:16], file.name, scratch)
        if head.startswith(b"PK") and zipfile.is_zipfile(file.path):
            return _unpacked(package, file, scratch)
    except (NotIndexedError, *_BROKEN):
        return False
    return False


def _begins_warc(head: bytes) -> bool:
    if head.startswith((b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")):
        return True
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 64)
        except zlib.error:
            return False
    return head.lstrip(b"\r\n").startswith(b"WARC/")


def _put_warc(package: _Package, path: Path, stem: str, title: str, scratch: Path) -> bool:
    """Add a WARC file; whether it went in as it is."""
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    name = f"{stem}.warc.gz" if packed else f"{stem}.warc"
    try:
        found, as_it_is = lines(path, name), True
    except NotIndexedError:
        name, as_it_is = f"{stem}.warc.gz", False
        again = scratch / "again.warc.gz"
        with again.open("wb") as out:
            rewritten(path, scratch / "again.warc", out)
        path, found = again, lines(again, name)
    package.put_file(f"archive/{name}", path, title=printable(title))
    package.index += found
    if not as_it_is:
        package.replayed.add(stem[:16])
    return as_it_is


def _unpacked(package: _Package, file: Held, scratch: Path) -> bool:
    """Whether a ZIP holds WARC files, all of which can be taken over. What cannot be is left to be kept whole."""
    with zipfile.ZipFile(file.path) as archive:
        members = [member for member in archive.infolist() if member.filename.lower().endswith(WARCS)]
        if any(member.file_size > max(FREE, MOST_INFLATION * member.compress_size) for member in members):
            return False
        unpacked = []
        for number, member in enumerate(members):
            place = scratch / f"{number}.warc"
            with archive.open(member) as stream, place.open("wb") as out:
                shutil.copyfileobj(stream, out, PIECE)
            with place.open("rb") as stream:
                if not _begins_warc(stream.read(1 << 16)):
                    return False
            unpacked.append((place, f"{file.name}/{member.filename}"))
    as_they_are = [_put_warc(package, place, f"{file.sha256[:16]}-{number}", title, scratch) for number, (place, title) in enumerate(unpacked, 1)]
    for place, _ in unpacked:
        place.unlink()
    return bool(unpacked) and all(as_they_are)


class _Pages:
    """Which captures are a file whole, and which pages lie in one in another form and state an address or are packed in a ZIP; those wait on the disk."""

    def __init__(self, package: _Package, evidence: Evidence, files: Sequence[Held], scratch: Path) -> None:
        self._scratch = scratch
        self._charsets: dict[str, str | None] = {}
        self._whole: dict[str, CaptureFacts] = {}
        self._inside: dict[str, list[CaptureFacts]] = {}
        ours = {file.sha256 for file in files}
        packed = {file.sha256 for file in files if zipfile.is_zipfile(file.path)}
        wanted = {c.id: c for c in package.dossier.captures if c.sha256 in ours and c.media_type != "application/json"}
        for page in evidence.pages(wanted.keys()):
            capture = wanted[page.capture]
            if hashlib.sha256(page.payload).hexdigest() == capture.sha256:
                self._whole[capture.sha256] = capture
            elif (_web(capture.url) or capture.sha256 in packed) and capture.sha256[:16] not in package.replayed:
                (scratch / f"{capture.id}.page").write_bytes(page.payload)
                self._charsets[capture.id] = page.charset
                self._inside.setdefault(capture.sha256, []).append(capture)

    def whole(self, file: Held) -> CaptureFacts | None:
        """The capture that is the file itself."""
        return self._whole.get(file.sha256)

    def inside(self, file: Held) -> Iterator[tuple[CaptureFacts, Page]]:
        """The pages in the file, in the dossier's order of ids."""
        for capture in sorted(self._inside.get(file.sha256, ()), key=lambda c: c.id):
            place = self._scratch / f"{capture.id}.page"
            yield capture, Page(capture.id, place.read_bytes(), self._charsets[capture.id])
            place.unlink()


def _write_records(package: _Package, files: Sequence[Held], pages: _Pages, out: BinaryIO) -> None:
    """Our own WARC file: what wrote it, then for each file its bytes, what is known of it, and the pages in it."""
    about = fields_block(
        [
            ("software", f"firstsaid/{package.dossier.version}"),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            ("description", "files of a firstsaid case as they were received; no request, response or address is made up"),
        ]
    )
    head = [*_identity(record_id("warcinfo", package.when), package.when), ("WARC-Filename", OURS), ("Content-Type", "application/warc-fields")]
    write_record(out, "warcinfo", head, about)
    for file in files:
        _write_file(out, file, pages.whole(file))
        for capture, page in pages.inside(file):
            _write_page(out, file, capture, page)


def _write_file(out: BinaryIO, file: Held, whole: CaptureFacts | None) -> None:
    url = next((u for u in (whole.url if whole else None, file.url) if _web(u)), None) or f"urn:firstsaid:evidence:{file.sha256}"
    media = whole.media_type if whole else MEDIA.get(file.name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    date = (whole.seen_at if whole else None) or in_full(file.added_at)
    identity = record_id("file", file.sha256)
    with file.path.open("rb") as data:
        write_record(out, "resource", [*_identity(identity, date), ("WARC-Target-URI", url), ("Content-Type", media)], data)
    known = fields_block([("name", file.name), ("how", file.how), ("sha256", file.sha256), ("added", file.added_at)])
    named = [("WARC-Target-URI", url), ("WARC-Concurrent-To", identity), ("Content-Type", "application/warc-fields")]
    write_record(out, "metadata", [*_identity(record_id("known", file.sha256), date), *named], known)


def _write_page(out: BinaryIO, file: Held, capture: CaptureFacts, page: Page) -> None:
    """A page that the file holds in another form: the file itself, as received, is the record before."""
    media = f"{capture.media_type}; charset={page.charset}" if page.charset else capture.media_type
    url = str(capture.url) if _web(capture.url) else f"urn:firstsaid:evidence:{file.sha256}:{capture.id}"
    named = [("WARC-Target-URI", url), ("WARC-Concurrent-To", record_id("file", file.sha256)), ("Content-Type", media)]
    write_record(out, "resource", [*_identity(record_id("page", capture.id), capture.seen_at or in_full(file.added_at)), *named], page.payload)


def _identity(identity: str, date: str) -> list[Field]:
    return [("WARC-Record-ID", identity), ("WARC-Date", date)]


def _web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://")) and not any(c.isspace() for c in str(url))


def _put_index(package: _Package) -> None:
    """The index in compressed blocks, and a list of where each block begins (ZipNum, as pywb and wabac.js read it)."""
    blocks, listed = b"", ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    ordered = sorted({str(line) for line in package.index}, key=lambda line: line.encode())
    for start in range(0, len(ordered), LINES):
        block = gzip.compress("".join(ordered[start : start + LINES]).encode(), 6, mtime=0)
        prefix = ordered[start].split(" {", 1)[0]
        listed.append(f"{prefix} {json.dumps({'offset': len(blocks), 'length': len(block), 'digest': 'sha256:' + hashlib.sha256(block).hexdigest()})}\n")
        blocks += block
    package.put("indexes/index.cdx.gz", blocks, stored=True)
    package.put("indexes/index.idx", "".join(listed).encode())


def _pages(dossier: Dossier, added: dict[str, str]) -> bytes:
    """Every page with an address of the web, by time, then address."""
    titles = {article.capture: article.title.value for article in dossier.articles if article.title}
    rows = [
        {"id": c.id, "url": printable(str(c.url)), "ts": in_full(c.seen_at or added.get(c.sha256, "")), "title": printable(titles.get(c.id, c.path))}
        for c in dossier.captures
        if _web(c.url) and c.media_type != "application/json"
    ]
    rows.sort(key=lambda row: (row["ts"], row["url"], row["id"]))
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (head, *rows)).encode("utf-8", "replace")


def _put_listing(package: _Package, files: int) -> None:
    listing = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "Evidence of a firstsaid case",
        "description": f"{files} files of evidence. Web archives are as they were received; other files are resource records in archive/{OURS}.",
        "software": f"firstsaid {package.dossier.version}",
        "created": package.when,
        "resources": list(package.resources),
    }
    text = (json.dumps(listing, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    package.put("datapackage.json", text)
    proof = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
    package.put("datapackage-digest.json", (json.dumps(proof, indent=2) + "\n").encode())
