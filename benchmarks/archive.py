"""Archives of many pages: time a record and memory as the archive grows. The pages are invented and made here."""

import gzip
import random
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

import firstsaid.engine.arrow_alone  # noqa: F401  (as the command line does; a process of ours needs no pandas)
from benchmarks.meter import Meter
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.stages import STAGES

SIZES = (1_000, 10_000, 50_000)
VOCABULARY = (
    "harbour ferry council bridge toll grain terminal mayor crane strait library pears winter tariff port authority ship fog night Sellan Corvane Norland"
    " Askvara Jelmen opened closed reported agreed delayed repaired measured counted promised"
)
WORDS = VOCABULARY.split()
SECTIONS = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))


def page(number: int) -> bytes:
    """An invented news page of some 20 kB, with the site around it; the same number gives the same page."""
    chance = random.Random(number)
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(8, 24))).capitalize() + "." for _ in range(60)]
    paragraphs = "".join(f"<p>{' '.join(sentences[at : at + 3])}</p>" for at in range(0, 60, 3))
    script = "".join(f"window.data[{n}]={chance.getrandbits(64)};" for n in range(200))
    title = " ".join(chance.choices(WORDS, k=8)).capitalize()
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | The Sellan Post</title><script>{script}</script></head><body>"
        f"<nav><ul>{SECTIONS}</ul></nav><main><h1>{title}</h1><time datetime=2031-05-{number % 28 + 1:02}>May</time>{paragraphs}</main>"
        f"<aside><ul>{SECTIONS}</ul></aside><footer>© The Sellan Post. All rights reserved.</footer></body></html>"
    ).encode()


def record(number: int) -> bytes:
    """A WARC 1.1 response record, compressed by itself as ISO 28500 (annex D) asks."""
    content = page(number)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    fields = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\nWARC-Date: 2031-05-{number % 28 + 1:02}T06:00:00Z\r\n"
        f"WARC-Target-URI: https://sellanpost.example/{number}\r\nContent-Type: application/http;msgtype=response\r\n"
        f"Content-Length: {len(head) + len(content)}\r\n\r\n"
    ).encode()
    return gzip.compress(fields + head + content + b"\r\n\r\n", 1, mtime=0)


def archive(records: int, to: Path) -> int:
    """Write an archive of so many pages; give its size in bytes."""
    with to.open("wb") as out:
        for number in range(records):
            out.write(record(number))
    return to.stat().st_size


def measure(records: int, scratch: Path) -> None:
    """Print one line: adding the archive and reading it up to the captures table."""
    packed = scratch / f"{records}.warc.gz"
    size = archive(records, packed)
    folder = CaseFolder.create(scratch / f"case {records}")
    with Meter() as adding:
        folder.add([str(packed)])
    with Meter() as reading:
        run_pass(STAGES[:1], folder, folder.options({}))
    found = pq.read_metadata(folder.derived / "captures.parquet").num_rows
    packed.unlink()
    cost = reading.usage.cpu / records * 1e6
    each = ", ".join(f"{peak / 1e6:,.0f}" for peak in sorted(reading.peaks.values(), reverse=True))
    print(
        f"{records:>8,}{size / 1e6:>9.1f}{found:>10,}{adding.usage.cpu:>9.2f}{reading.usage.cpu:>9.2f}{cost:>10,.0f}"
        f"{reading.usage.wall:>9.2f}{reading.usage.peak / 1e6:>9,.0f}   {each}",
        flush=True,
    )


def main() -> None:
    """One line a size. `python -m benchmarks.archive 1000 10000` reads only archives of these sizes."""
    sizes = [int(word) for word in sys.argv[1:]] if Path(sys.argv[0]).name == "archive.py" else SIZES
    packed = [record(number) for number in range(200)]
    started = time.process_time()
    for one in packed:
        gzip.decompress(one)
    print(f"inflating a record takes {(time.process_time() - started) / 200 * 1e6:,.0f} µs; the runs take in the start of their processes")
    print(f"{'records':>8}{'MB':>9}{'captures':>10}{'add s':>9}{'run s':>9}{'µs each':>10}{'wall s':>9}{'peak MB':>9}   peak of each process, MB")
    with tempfile.TemporaryDirectory(prefix="firstsaid-benchmark-") as scratch:
        for records in sizes:
            measure(records, Path(scratch))


if __name__ == "__main__":
    main()
