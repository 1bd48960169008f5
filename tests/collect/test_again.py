"""Asked a second time: only what changed is kept anew, and what did not change is told by a revisit record."""

from firstsaid.capture import Source, read
from firstsaid.model import Capture
from firstsaid.model.options import CaptureOptions
from tests.collect.conftest import checked
from tests.collect.site import rss

TAGGED, PLAIN, FEED = "http://gazette.example/tagged", "http://gazette.example/plain", "http://gazette.example/feed.xml"


def test_unchanged_pages_are_told_by_the_server_or_by_their_bytes(desk):
    assert desk.outcomes(desk.collect(TAGGED, PLAIN)) == {TAGGED: "collected", PLAIN: "collected"}
    first = {headers["WARC-Target-URI"]: headers for _, headers, _ in desk.records("response")}
    assert desk.outcomes(desk.collect(TAGGED, PLAIN)) == {TAGGED: "unchanged", PLAIN: "unchanged"}
    asked = desk.server.asked["gazette.example", "/tagged"]
    assert asked["If-None-Match"]
    assert asked["If-Modified-Since"] == "Mon, 03 Mar 2031 10:00:00 GMT"
    revisits = {headers["WARC-Target-URI"]: (headers, block) for _, headers, block in desk.records("revisit")}
    assert set(revisits) == {TAGGED, PLAIN}
    for url, (headers, block) in revisits.items():
        assert headers["WARC-Refers-To"] == first[url]["WARC-Record-ID"]
        assert headers["WARC-Refers-To-Target-URI"] == url
        assert headers["WARC-Refers-To-Date"] == first[url]["WARC-Date"]
        assert headers["WARC-Payload-Digest"] == first[url]["WARC-Payload-Digest"]
        assert block.endswith(b"\r\n\r\n"), "the header alone"
    assert revisits[TAGGED][0]["WARC-Profile"].endswith("/revisit/server-not-modified")
    assert revisits[PLAIN][0]["WARC-Profile"].endswith("/revisit/identical-payload-digest")
    assert checked(desk.files()) == ""


def test_a_silent_edit_is_a_new_capture(desk):
    desk.collect(TAGGED, PLAIN)
    desk.server.extras["gazette.example", "/tagged"] = "Corrected."
    done = desk.collect(TAGGED, PLAIN)
    assert desk.outcomes(done) == {TAGGED: "collected", PLAIN: "unchanged"}
    versions = [page for page in desk.captures() if page.url == TAGGED]
    assert [b"Corrected." in page.payload for page in sorted(versions, key=lambda page: page.seen_at)] == [False, True]


def test_firstsaid_reads_revisits_where_both_files_are_one(desk, tmp_path):
    desk.collect(TAGGED, PLAIN)
    desk.collect(TAGGED, PLAIN)
    joined = tmp_path / "joined.warc.gz"
    joined.write_bytes(b"".join(path.read_bytes() for path in desk.files()))
    rows = [row for row in read(Source(joined, "joined.warc.gz", "0", "file", None), CaptureOptions()) if isinstance(row, Capture)]
    assert sorted(page.url for page in rows) == sorted([TAGGED, PLAIN] * 2)
    assert len({page.seen_at for page in rows if page.url == TAGGED}) == 2


def test_a_page_that_did_not_change_is_passed_over_with_its_number_and_not_rejected(desk):
    desk.collect(TAGGED, PLAIN)
    first, *_ = desk.files()
    desk.collect(TAGGED, PLAIN)
    (later,) = (path for path in desk.files() if path != first)
    (row,) = read(Source(later, "later.warc.gz", "0", "collected", None), CaptureOptions())
    assert row.reason == "Records that hold no page were passed over, 3 in all: pages unchanged since an earlier round (2), robots.txt (1)."


def test_entries_of_an_unchanged_feed_are_asked_for_again_unless_only_new_ones_are_wanted(desk):
    stories = [f"http://gazette.example/story/{n}" for n in range(3)]
    assert desk.outcomes(desk.collect(FEED)) == {FEED: "listed"} | dict.fromkeys(stories, "collected")
    desk.server.extras["gazette.example", "/story/1"] = "Corrected."
    again = {FEED: "unchanged", stories[0]: "unchanged", stories[1]: "collected", stories[2]: "unchanged"}
    assert desk.outcomes(desk.collect(FEED)) == again
    assert desk.outcomes(desk.collect(FEED, only_new=True)) == {FEED: "unchanged"}
    assert desk.outcomes(desk.collect(FEED)) == again | {stories[1]: "unchanged"}, "which forgets none of them"


def test_entries_that_redirect_count_as_collected_with_their_target(desk):
    desk.server.outlets = {
        **desk.server.outlets,
        "short": lambda handler, host, path: handler.send(301, Location="http://gazette.example/plain") if path == "/story/0" else handler.send(404),
        "listing": lambda handler, host, path: handler.send(200, rss("short.example", [0]), "application/rss+xml"),
    }
    listed = "http://listing.example/feed"
    assert desk.collect(listed).counts()["moved"] == 1
    assert desk.outcomes(desk.collect(listed, only_new=True)) == {listed: "unchanged"}


def test_where_only_changes_are_kept_an_unchanged_web_adds_nothing(desk):
    links = (TAGGED, PLAIN, FEED, "http://moving.example/old", "http://busy.example/never")
    desk.collect(*links, attempts=1, only_changes=True)
    before = desk.responses()
    assert len(before) == 9, "pages, the feed and its entries, the redirect and its end, the refusal"
    for _ in range(2):
        done = desk.collect(*links, attempts=1, only_changes=True)
        assert done.files == ()
        assert (done.counts()["unchanged"], done.counts()["moved"], done.counts()["refused"]) == (7, 1, 1)
    assert desk.responses() == before
    desk.server.extras["gazette.example", "/plain"] = "Corrected."
    desk.collect(*links, attempts=1, only_changes=True)
    assert desk.responses().count(PLAIN) == 2
    assert len(desk.responses()) == len(before) + 1
    assert not desk.records("revisit")


def test_what_stays_refused_is_logged_once(desk):
    for _ in range(3):
        desk.collect("http://nobody.invalid/", PLAIN)
    events = [line["event"] for line in desk.custody()]
    assert events.count("not collected") == 1
    assert events.count("collect") == 3


def test_pages_that_failed_are_asked_for_again(desk):
    desk.server.outlets = {**desk.server.outlets}
    good = desk.server.outlets["gazette"]
    desk.server.outlets["gazette"] = lambda handler, host, path: handler.send(503) if path == "/story/2" else good(handler, host, path)
    assert desk.collect(FEED, attempts=1).counts()["refused"] == 1
    desk.server.outlets["gazette"] = good
    done = desk.collect(FEED, only_new=True)
    assert desk.outcomes(done) == {FEED: "unchanged", "http://gazette.example/story/2": "collected"}
