"""Web archives in small, built record by record. `python -m tests.capture.archive_cases` writes those that lie in tests/cases/capture."""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

from fastwarc.stream_io import ZstdWriter

DATE = "2031-05-06T07:08:09Z"


def page(title="The bridge at Ostrava Minor reopens", text="The harbour council of Ostrava Minor said on Tuesday that the bridge had reopened."):
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def record(content, kind="response", **fields):
    """A record; fields are named as in the norm, with _ for -, and None leaves one out."""
    named = {
        "WARC_Type": kind,
        "WARC_Record_ID": f"<urn:uuid:{hashlib.sha256(content + repr(sorted(fields.items())).encode()).hexdigest()[:12]}>",
        "WARC_Date": DATE,
        "WARC_Target_URI": "https://gazette.example/bridge",
        "Content_Type": "application/http; msgtype=response",
        "Content_Length": len(content),
    } | fields
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value is not None)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def http(body, status="200 OK", content_type="text/html; charset=utf-8", **fields):
    named = {"Content_Type": content_type} | fields
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def numbered(number, text="The council voted."):
    """A response with its own address and id."""
    return record(
        http(page(f"Page {number}", f"{text} This was vote {number} of the year.")),
        WARC_Target_URI=f"https://gazette.example/{number}",
        WARC_Record_ID=f"<urn:x:{number}>",
    )


def revisit(**fields):
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    return record(http(b""), "revisit", **({"WARC_Profile": profile, "WARC_Date": "2031-06-01T00:00:00Z"} | fields))


def gzipped(records):
    """One gzip member for each record, as the norm asks."""
    return b"".join(gzip.compress(one, 6, mtime=0) for one in records)


def chunked(body, size=50):
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class _Kept(io.BytesIO):
    """What was written, still there when a writer has closed it."""

    written = b""

    def close(self):
        self.written = self.getvalue()


def frames(records, dictionary=None):
    """One zstd frame for each record; with a dictionary, that comes first in a frame of its own."""
    packed = b""
    for one in records:
        kept = _Kept()
        writer = ZstdWriter(kept, dictionary=dictionary)
        writer.write(one)
        writer.close()
        frame = kept.written or kept.getvalue()
        if dictionary and packed:
            frame = frame[8 + int.from_bytes(frame[4:8], "little") :]
        packed += frame
    return packed


def zipped(members):
    """A ZIP archive that is the same on every machine; members by name, or (name, content) pairs."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 6, 7, 8, 10)), content)
    return kept.getvalue()


def wacz(archives, stated=None):
    """WARC files by name in a WACZ; `stated` replaces what its list of digests says of a member."""
    members = {f"archive/{name}": content for name, content in archives.items()}
    members["pages/pages.jsonl"] = b'{"format": "json-pages-1.0", "id": "pages"}\n{"url": "https://gazette.example/bridge"}\n'
    digests = {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in members.items()} | (stated or {})
    resources = [{"name": name.rpartition("/")[2], "path": name, "hash": digest, "bytes": 0} for name, digest in digests.items()]
    return zipped(members | {"datapackage.json": json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()})


WARCINFO = record(b"software: invented\r\n", "warcinfo", Content_Type="application/warc-fields", WARC_Target_URI=None, WARC_Record_ID="<urn:x:info>")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", "request", Content_Type="application/http; msgtype=request")
SMALL = [
    WARCINFO,
    REQUEST,
    numbered(1),
    record(http(b"\x89PNG\r\n\x1a\n", content_type="image/png"), WARC_Target_URI="https://gazette.example/logo.png"),
    record(http(b"p{}", content_type="text/css"), WARC_Target_URI="https://gazette.example/style.css"),
    record(http(b"", status="301 Moved Permanently", Location="https://gazette.example/1"), WARC_Target_URI="https://gazette.example/old"),
    numbered(2),
    revisit(WARC_Target_URI="https://gazette.example/front", WARC_Refers_To="<urn:x:1>", WARC_Record_ID="<urn:x:again>"),
]


def files():
    """The archives that lie among the cases."""
    whole = gzipped(SMALL)
    package = wacz({"small.warc.gz": whole})
    broken = bytearray(whole)
    at = whole.index(b"\x1f\x8b", len(gzipped(SMALL[:2])) + 2) - 60
    broken[at : at + 40] = bytes(40)
    return {
        "small.warc": b"".join(SMALL),
        "small.warc.gz": whole,
        "small.warc.zst": frames(SMALL),
        "cut_off.warc.gz": whole[: len(gzipped(SMALL[:6])) + 100],
        "broken_in_the_middle.warc.gz": bytes(broken),
        "no_web_archive.warc.gz": gzip.compress(b"The council voted.\n", mtime=0),
        "small.wacz": package,
        "changed.wacz": wacz({"small.warc.gz": whole}, {"archive/small.warc.gz": "sha256:" + "0" * 64}),
        "cut_off.wacz": package[: len(package) // 2],
        "leads_outside.wacz": zipped({"../escape.warc.gz": whole, "archive/small.warc.gz": whole, "datapackage.json": b"{}"}),
        "archives_packed_together.zip": zipped({"monday/small.warc": b"".join(SMALL), "notes.txt": b"Kept by the desk."}),
    }


if __name__ == "__main__":
    for name, content in files().items():
        Path(__file__).parents[1].joinpath("cases/capture", name).write_bytes(content)
