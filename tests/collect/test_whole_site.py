"""500 pages of two outlets by feeds and sitemaps: each once, in WARC files that other tools read."""

import base64
import gzip
import hashlib
from datetime import UTC, datetime

from firstsaid.case.folder import CaseFolder
from tests.collect.conftest import AGENT, checked
from tests.collect.site import COURIER_PAGES, HERALD_PAGES, article

SEEDS = ("http://herald.example/feed.xml", "http://herald.example/atom.xml", "http://herald.example/feed.json", "http://courier.example/sitemap.xml")
STORIES = {f"http://herald.example/story/{n}" for n in range(HERALD_PAGES)} | {f"http://courier.example/story/{n}" for n in range(COURIER_PAGES)}


def test_everything_is_collected_once_and_read_back(desk):
    done = desk.collect(
        *SEEDS, "http://moving.example/old", "http://moving.example/older", "http://herald.example/desk/plan", "http://herald.example/desk/open"
    )
    assert done.counts() == {"collected": 500, "unchanged": 0, "listed": 6, "moved": 2, "refused": 2}
    assert {row.url for row in done.outcomes if row.outcome == "collected"} == STORIES
    assert max(desk.server.hits.values()) == 1, "nothing was asked for twice, whoever links to it"
    reasons = desk.reasons(done)
    assert reasons["http://herald.example/desk/plan"] == "the site's robots.txt asks not to collect it"
    assert reasons["http://herald.example/desk/open"] == "the server answers 404 (Not Found)"
    assert ("herald.example", "/desk/plan") not in desk.server.hits
    assert reasons["http://moving.example/old"] == f"to http://herald.example/story/{HERALD_PAGES - 1}"
    assert checked(desk.files()) == ""
    pages = desk.captures()
    assert {page.url for page in pages} == STORIES
    assert len(pages) == 500
    assert all(page.payload == article(*_host_and_number(page.url)) for page in pages), "compression and chunks undone, to the byte"
    assert {page.seen_at[:13] for page in pages} <= {f"2031-03-04T{hour:02}" for hour in range(9, 12)}, "times are those of the clock, and the rate was kept"
    assert min(page.seen_at for page in pages) >= "2031-03-04T09:30:00Z"


def _host_and_number(url):
    _, _, host, _, number = url.split("/")
    return host, int(number)


def test_the_rate_of_each_host_is_kept(desk):
    """Crawl-delay of 2 seconds at one host, one second at the other: 103 and 203 requests, side by side."""
    desk.collect(SEEDS[0], SEEDS[3])
    begun = sorted((headers["WARC-Target-URI"], headers["WARC-Date"]) for _, headers, _ in desk.records("response"))
    for host, delay in (("herald.example", 2), ("courier.example", 1)):
        times = sorted(datetime.fromisoformat(date) for url, date in begun if host in url)
        assert (times[-1] - times[1]).total_seconds() >= delay * (len(times) - 2) - 1
        assert max(times.count(time) for time in times) <= 1


def test_records_say_what_went_over_the_wire(desk):
    desk.collect("http://herald.example/feed.xml", "http://moving.example/older", batch=50)
    files = desk.files()
    assert len(files) == 3, "a file for 50 pages"
    assert checked(files) == ""
    for path in files:
        members = gzip.decompress(path.read_bytes())
        assert members.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    records = desk.records()
    assert len({headers["WARC-Record-ID"] for _, headers, _ in records}) == len(records)
    ids = {headers["WARC-Record-ID"] for kind, headers, _ in records if kind == "response"}
    requests = [(headers, block) for kind, headers, block in records if kind == "request"]
    assert {headers["WARC-Concurrent-To"] for headers, _ in requests} == ids
    assert all(f"User-Agent: {AGENT}\r\n".encode() in block and b"Connection: close\r\n" in block for _, block in requests)
    for _, headers, block in records:
        if headers["WARC-Type"] == "response":
            payload = block.partition(b"\r\n\r\n")[2]
            assert headers["WARC-Payload-Digest"] == "sha256:" + base64.b32encode(hashlib.sha256(payload).digest()).decode()
            assert headers["WARC-IP-Address"].startswith("93.184.215.")
    chunked = [block for kind, headers, block in records if kind == "response" and headers["WARC-Target-URI"].endswith("/story/2")]
    assert b"Transfer-Encoding: chunked\r\n" in chunked[0]
    assert b"\r\n64\r\n<!DOCTYPE" in chunked[0], "chunks as they came"
    said = {headers["WARC-Target-URI"]: block.decode() for kind, headers, block in records if kind == "metadata"}
    assert said["http://herald.example/story/3"] == "via: http://herald.example/feed.xml\r\n"
    assert said["http://moving.example/old"] == "via: http://moving.example/older\r\n"


def test_a_canonical_address_is_kept_beside_the_page(desk):
    desk.server.outlets = {**desk.server.outlets, "copy": lambda handler, host, path: handler.send(200, article("herald.example", 5))}
    desk.server.outlets["linked"] = lambda handler, host, path: handler.send(200, b"<p>a page</p>", Link='</own>; rel="canonical"')
    desk.collect("http://copy.example/5?from=mail", "http://linked.example/x")
    said = {headers["WARC-Target-URI"]: block.decode() for kind, headers, block in desk.records("metadata")}
    assert said == {
        "http://copy.example/5?from=mail": "canonical: http://herald.example/story/5\r\n",
        "http://linked.example/x": "canonical: http://linked.example/own\r\n",
    }


def test_custody_and_limits_say_what_was_done(desk):
    done = desk.collect(SEEDS[0], most=20)
    assert done.counts() == {"collected": 19, "unchanged": 0, "listed": 1, "moved": 0, "refused": 81}
    assert {row.reason for row in done.outcomes if row.outcome == "refused"} == {"it is beyond the 20 addresses of one round (--most)"}
    lines = desk.custody()
    assert [line["event"] for line in lines[:2]] == ["add", "collect"]
    assert lines[0]["how"] == "collected"
    assert lines[0]["path"] == done.files[0]
    assert (lines[1]["collected"], lines[1]["refused"], lines[1]["files"]) == (19, 81, list(done.files))
    assert [line["event"] for line in lines[2:]] == ["not collected"] * 81
    assert not CaseFolder.open(desk.place).refused()
    assert not list((desk.place / "collecting").glob("*.warc.gz"))


def test_older_entries_are_left_out_with_since(desk):
    done = desk.collect(SEEDS[3], since=datetime(2031, 3, 4, tzinfo=UTC))
    assert done.counts()["collected"] == COURIER_PAGES // 4
