"""Servers that never end, never begin, send bombs or nonsense, are busy or broken: each costs its own address and no more."""

import gzip
import threading
import time

import pytest

from firstsaid.collect.clock import SystemClock
from firstsaid.collect.faults import RefusedError
from firstsaid.collect.inflating import inflated
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.rules import Rules, concerning
from tests.collect.conftest import AGENT, checked
from tests.collect.site import bomb


def test_what_does_not_end_is_given_up_and_the_rest_is_done(desk):
    desk.server.bomb = bomb(32)
    paths = {
        "body": "larger than 1,048,576 bytes",
        "header": "connection failed",
        "interim": "larger than 1,048,576 bytes",
        "bomb": "inflates to more than 1,048,576 bytes",
        "brotli": 'encoded as "br", which was not asked for',
        "short": "connection failed",
        "nonsense": "connection failed",
    }
    done = desk.collect(*(f"http://endless.example/{path}" for path in paths), "http://herald.example/story/7", largest=1 << 20, attempts=2)
    reasons = desk.reasons(done)
    for path, reason in paths.items():
        assert reason in reasons[f"http://endless.example/{path}"], path
    assert desk.outcomes(done)["http://herald.example/story/7"] == "collected"
    assert desk.responses() == ["http://herald.example/story/7"]
    assert checked(desk.files()) == ""


def test_a_bomb_is_told_by_its_ratio_before_it_is_large():
    with pytest.raises(RefusedError, match="200 times its size: this looks like a decompression bomb"):
        inflated(bomb(12), CollectOptions())


def test_a_stream_of_a_million_members_is_read_in_time():
    """Each gives nothing; what stands behind each must not be copied anew for it."""
    members = gzip.compress(b"") * 400_000
    begun = time.process_time()
    assert inflated(members + gzip.compress(b"<p>at last</p>") + b"\0" * 9 + gzip.compress(b"!"), CollectOptions()) == b"<p>at last</p>!"
    assert time.process_time() - begun < 20


def test_of_a_broken_stream_what_was_sound_is_kept():
    text = b"".join(b"<p>%d</p>" % number for number in range(200_000))
    packed = gzip.compress(text)
    assert inflated(packed, CollectOptions()) == text
    assert inflated(packed + b"no member", CollectOptions()) == text
    cut = inflated(packed[: len(packed) // 2], CollectOptions())
    assert len(cut) > len(text) // 4
    assert text.startswith(cut)


@pytest.mark.parametrize("line", [" ", "\t", "user", "user-agent", "user-agent:", "user-agent: x\n", "\n ", "disallow: /*a*b\n"])
def test_no_robots_txt_takes_long(line):
    begun = time.process_time()
    rules = Rules(concerning("user-agent: *\ndisallow: /shut\n" + line * (500_000 // len(line)), AGENT))
    assert rules.refusal("https://herald.example/shut", AGENT)
    assert time.process_time() - begun < 20


def test_what_is_not_of_the_answer_is_not_kept(desk):
    """An interim answer before it and bytes behind it are no part of the response."""
    desk.collect("http://endless.example/more")
    (block,) = [block for _, headers, block in desk.records("response") if headers["WARC-Target-URI"].endswith("/more")]
    assert block == b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<p>exactly this.</p>"
    assert [page.payload for page in desk.captures()] == [b"<p>exactly this.</p>"]


def test_slow_servers_are_left_after_the_time_for_one_answer(desk):
    """The one test on the clock of this machine: bytes that drip, in the body or in the header, do not prolong it."""
    started = time.monotonic()
    links = [f"http://slow.example/{path}" for path in ("body", "header")]
    outside = desk.net.outside(SystemClock())
    done = desk.collect(*links, "http://slow.example/silent", "http://herald.example/story/7", outside=outside, seconds=2, silence=1, attempts=1, delay=0.0)
    reasons = desk.reasons(done)
    assert [reasons[link] for link in links] == ["the answer takes longer than 2 seconds"] * 2
    assert reasons["http://slow.example/silent"] == "the server does not answer in time"
    assert desk.outcomes(done)["http://herald.example/story/7"] == "collected"
    assert time.monotonic() - started < 20


def test_busy_servers_are_waited_for_as_long_as_they_ask(desk):
    paths = ("twice", "dated", "tomorrow", "never")
    done = desk.collect(*(f"http://busy.example/{path}" for path in paths), attempts=3)
    assert [desk.outcomes(done)[f"http://busy.example/{path}"] for path in paths] == ["collected", "collected", "refused", "refused"]
    reasons = desk.reasons(done)
    assert reasons["http://busy.example/tomorrow"] == "the server answers 429 (Too Many Requests) and asks to come back in 24 hours"
    assert reasons["http://busy.example/never"] == "the server answers 503 (Service Unavailable), asked 3 times"
    assert {path: desk.server.hits["busy.example", f"/{path}"] for path in paths} == {"twice": 3, "dated": 2, "tomorrow": 1, "never": 3}
    assert sorted(desk.responses()) == sorted(f"http://busy.example/{path}" for path in paths), "the last answer is evidence, each address once"
    assert checked(desk.files()) == ""


def test_a_busy_host_does_not_hold_up_the_others(desk):
    links = ["http://busy.example/never", *(f"http://herald.example/story/{n}" for n in range(5))]
    desk.collect(*links, hosts=1)
    dates = {headers["WARC-Target-URI"]: headers["WARC-Date"] for _, headers, _ in desk.records("response")}
    assert max(date for url, date in dates.items() if "herald" in url) < dates["http://busy.example/never"]


def test_rules_that_cannot_be_had_forbid(desk):
    done = desk.collect("http://closed.example/a", "http://closed.example/b", attempts=2)
    assert {row.reason for row in done.outcomes} == {"robots.txt cannot be read: the server answers 500 (Internal Server Error), asked 2 times"}
    assert {path for _, path in desk.server.hits} == {"/robots.txt"}
    assert desk.server.hits["closed.example", "/robots.txt"] == 2


@pytest.mark.parametrize(
    ("status", "text", "allowed"),
    [
        (200, "User-agent: *\nDisallow: /", False),
        (200, "User-agent: *\nDisallow: /\n\nUser-agent: firstsaid-test\nAllow: /story", True),
        (200, "User-agent: other\nDisallow: /", True),
        (200, "User-agent: *\nDisallow: /*/secret$\nAllow: /", True),
        (200, "Disallow: /*y/", True),
        (200, "\ufeffUser-Agent: FIRSTSAID-TEST\nDisallow: /s*", False),
        (200, "User-agent: *\nDisallow: /story\nAllow: /story/1", True),
        (404, "User-agent: *\nDisallow: /", True),
        (403, "", True),
        (500, "", False),
        (301, "http://moved.example/robots.txt", False),
        (301, "/robots.txt", True),
    ],
)
def test_robots_txt_is_kept_to(desk, status, text, allowed):
    def rules(handler, host, path):
        if path != "/robots.txt":
            handler.send(200, b"<p>the page</p>")
        elif status == 301:
            handler.send(301, Location=text)
        else:
            handler.send(status, text.encode(), "text/plain")

    desk.server.outlets = {"ruled": rules, "moved": lambda handler, host, path: handler.send(200, b"User-agent: *\nDisallow: /", "text/plain")}
    done = desk.collect("http://ruled.example/story/1", attempts=1)
    assert (done.counts()["collected"] == 1) is allowed
    assert (("ruled.example", "/story/1") in desk.server.hits) is allowed


def test_rules_of_any_size_are_read_in_time():
    """Names times rules, wildcards upon wildcards: as much as fits into what is read of the file."""
    agents, rules = "".join(f"User-agent: a{n}\n" for n in range(12_000)), "".join(f"Disallow: /*{n}*y\n" for n in range(12_000))
    for text in (agents + rules, f"{agents}User-agent: *\n{rules}", "User-agent: *\nDisallow: /" + "*a" * 50_000 + "$\n"):
        started = time.process_time()
        read = Rules(concerning(text, AGENT))
        assert read.refusal("http://a.example/" + "a" * 4_000 + "b", AGENT) == ""
        assert time.process_time() - started < 5


def test_a_name_with_a_version_is_still_ours():
    read = Rules(concerning("# all\nUser-Agent : FirstSaid-Test/9 # that one\nDisallow: /a\nUser-agent: x\nUser-agent: *\nDisallow: /b", AGENT))
    assert [bool(read.refusal(f"http://a.example/{path}", AGENT)) for path in "abc"] == [True, False, False]


def test_many_hosts_are_asked_side_by_side_and_each_alone(desk):
    """No host ever serves two requests at a time."""
    lock, now, most, together = threading.Lock(), {}, {}, []

    def counting(handler, host, path):
        with lock:
            now[host] = now.get(host, 0) + 1
            most[host] = max(most.get(host, 0), now[host])
            together.append(sum(now.values()))
        time.sleep(0.005)
        with lock:
            now[host] -= 1
        handler.send(404 if path == "/robots.txt" else 200, b"<p>page</p>")

    desk.server.outlets = {f"outlet{n}": counting for n in range(6)}
    done = desk.collect(*(f"http://outlet{n}.example/{page}" for page in range(4) for n in range(6)), delay=0.0, hosts=4)
    assert done.counts()["collected"] == 24
    assert set(most.values()) == {1}
    assert max(together) > 1
