"""Watching: a feed and a folder that gain pages, restarts, kills, and where it is told."""

import json
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.cli import main
from firstsaid.collect.clock import stamp
from firstsaid.collect.collector import Wish
from firstsaid.collect.options import CollectOptions
from firstsaid.errors import CaseError
from firstsaid.watch import Files, Watch, Webhook, links
from firstsaid.watch_command import _tell
from firstsaid.watching import Event
from firstsaid.watching.log import WatchLog
from tests.collect.site import FakeClock, Net, Server, rss
from tests.watching.pages import page, put

CASES = Path(__file__).parents[1] / "cases/watching"
ALL_FOUR = ("new_origin", "silent_edit", "altered_quotation", "upstream_arrives")
KINDS = ["altered quotation", "missing upstream arrived", "new origin", "silent edit"]


def given(name):
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


class Web:
    """An invented web: outlets with pages, and a feed that names them."""

    def __init__(self, server):
        self.server, self.pages, self.posted, self.status = server, {}, [], 200
        self.withheld, self.unlisted, self.asked = {}, set(), []
        self.outside = Net(server.server_port).outside(FakeClock())
        server.outlets = dict.fromkeys(("courier", "gazette", "mirror", "tribune", "post", "dispatch", "herald", "echo", "feeds"), self.answer)

    def publish(self, pages):
        for one in pages:
            self.pages[one["url"].replace("https://", "http://")] = page(one).encode()

    def answer(self, handler, host, path):
        self.asked.append(f"http://{host}{path}")
        if path == "/feed.xml":
            listed = "".join(f"<item><link>{url}</link></item>" for url in self.pages if url not in self.unlisted)
            body = rss("feeds.example", ()).replace(b"</channel>", listed.encode() + b"</channel>")
            handler.send(200, body, "application/rss+xml")
        elif status := self.withheld.get(f"http://{host}{path}"):
            handler.send(status, b"not here")
        elif body := self.pages.get(f"http://{host}{path}"):
            handler.send(200, body)
        else:
            handler.send(404, b"")

    def source(self, only_changes=False):
        wish = Wish(CollectOptions(delay=0.0, attempts=1), "firstsaid-test/1", None, False, only_changes=only_changes, leaving=True)
        return links(["http://feeds.example/feed.xml"], wish, self.outside)


@pytest.fixture
def web():
    server = Server()
    yield Web(server)
    server.end()


def test_each_of_the_four_is_told_once_within_one_poll_of_a_feed_that_gains_pages(web, tmp_path):
    cases = [given(name) for name in ALL_FOUR]
    web.publish([one for case in cases for one in case["before"]])
    place = tmp_path / "case"
    watch = Watch(place, [web.source()], now=lambda: "2031-05-08T06:00:00Z")
    first = watch.poll()
    assert (first.first, first.told) == (True, ())
    web.publish([one for case in cases for one in case["after"]])
    told = watch.poll().told
    assert sorted(event.kind for event in told) == KINDS, [event.sentence for event in told]
    assert watch.poll().told == ()
    assert Watch(place, [web.source()]).poll().told == (), "a restart tells nothing again"
    lines = [json.loads(line) for line in (place / "watch.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["event"] for line in lines) == KINDS
    feed = ET.parse(place / "watch.atom").getroot()
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert sorted(entry.find("a:category", space).get("term") for entry in feed.findall("a:entry", space)) == KINDS
    for entry in feed.findall("a:entry", space):
        kind, _, names = entry.findtext("a:title", namespaces=space).partition(": ")
        assert kind in KINDS
        assert names
        assert [link.get("rel") for link in entry.findall("a:link", space)][:2] in (["alternate"], ["alternate", "related"])
        assert all(link.get("href").startswith("http://") for link in entry.findall("a:link", space))
    assert {entry.findtext("a:updated", namespaces=space) for entry in feed.findall("a:entry", space)} == {"2031-05-08T06:00:00Z"}


@pytest.fixture
def edited(tmp_path):
    """A case with a first reading, and a folder in which a page has changed since."""
    case = given("silent_edit")
    put(tmp_path / "in", case["before"])
    Watch(tmp_path / "case", [Files([str(tmp_path / "in")])]).poll()
    put(tmp_path / "in", case["after"])
    return tmp_path / "case", tmp_path / "in"


def test_a_kill_between_the_run_and_the_telling_loses_nothing_and_tells_nothing_twice(edited):
    place, folder = edited
    before = (place / "watch-seen.json").read_bytes()
    api.add(place, [str(folder)])
    api.run(place)
    assert [event.kind for event in Watch(place, []).poll().told] == ["silent edit"], "killed before it was told"
    (place / "watch-seen.json").write_bytes(before)
    with (place / "watch.jsonl").open("ab") as log:
        log.write(b'{"at": "2031-05-08T06:00:00Z", "event": "sil')
    assert Watch(place, []).poll().told == (), "killed before the reading was put down, with a torn line"
    assert [line["event"] for line in WatchLog(place).lines()] == ["silent edit"]


def test_an_edit_that_is_taken_back_is_told_and_a_page_that_goes_to_and_fro_once_each_way(web, tmp_path):
    case = given("silent_edit")
    web.publish(case["before"])
    watch = Watch(tmp_path / "case", [web.source(only_changes=True)])
    watch.poll()
    sentences = []
    for state in ("after", "before", "after", "before", "after"):
        web.publish(case[state])
        web.outside.clock.sleep(3600)
        sentences.append([event.sentence.partition("” ")[2] for event in watch.poll().told])
    back = "was changed back to what it said before and does not say so: "
    assert sentences == [["was changed and does not say so: “Fourteen” → “Four”."], [f"{back}“Four” → “Fourteen”."], [f"{back}“Fourteen” → “Four”."], [], []]


FERRY = "http://post.example/ferry"


@pytest.fixture
def watched(web, tmp_path):
    """The case of a feed with one page, polled once; each further poll an hour later gives what it tells."""
    web.publish(given("silent_edit")["before"])
    watch = Watch(tmp_path / "case", [web.source(only_changes=True)])
    watch.poll()

    def poll():
        web.outside.clock.sleep(3600)
        return watch.poll().told

    return poll


def test_a_page_that_is_taken_down_is_told_and_so_is_its_return_once_each_way(web, watched):
    assert watched() == ()
    web.withheld[FERRY] = 410
    (gone,) = watched()
    assert gone.sentence == (
        "Sellan Post, “Ferry returns” is not at its address any more: the server answers 410 (Gone). "
        "It was there at 2031-03-04 09:30 UTC and not at 2031-03-04 10:30 UTC; as it was, it stays in the case."
    )
    assert (gone.kind, [(page.name, page.url) for page in gone.pages]) == ("page gone", [("Sellan Post", FERRY)])
    assert watched() == ()
    del web.withheld[FERRY]
    (back,) = watched()
    assert back.kind == "page back"
    assert back.sentence.startswith("Sellan Post, “Ferry returns” is at its address again, at 2031-03-04 12:30 UTC; it was not at 2031-03-04 10:30 UTC (the ")
    web.withheld[FERRY] = 404
    assert (watched(), watched()) == ((), ())


def test_a_page_that_comes_back_changed_and_goes_again_is_told_of_both(web, watched):
    web.withheld[FERRY] = 451
    assert [event.kind for event in watched()] == ["page gone"]
    del web.withheld[FERRY]
    web.publish(given("silent_edit")["after"])
    assert sorted(event.kind for event in watched()) == ["page back", "silent edit"]
    web.withheld[FERRY] = 404
    assert [event.kind for event in watched()] == ["page gone"]


def test_a_page_that_leaves_its_feed_is_asked_for_once_more(web, watched):
    web.unlisted.add(FERRY)
    web.asked.clear()
    assert (watched(), watched()) == ((), ())
    assert web.asked.count(FERRY) == 1


def test_a_page_that_leaves_its_feed_because_it_was_taken_down_is_told(web, watched):
    del web.pages[FERRY]
    assert [event.kind for event in watched()] == ["page gone"]
    assert watched() == ()


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_server_that_does_not_answer_for_now_has_taken_nothing_down(web, watched, status):
    web.withheld[FERRY] = status
    assert watched() == ()


def test_a_page_whose_telling_was_cut_short_is_told_at_the_next_start(web, tmp_path, monkeypatch):
    web.publish(given("silent_edit")["before"])
    place = tmp_path / "case"
    Watch(place, [web.source(only_changes=True)]).poll()
    del web.pages[FERRY]
    monkeypatch.setattr("firstsaid.watch.events", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        Watch(place, [web.source(only_changes=True)]).poll()
    monkeypatch.undo()
    assert [event.kind for event in Watch(place, [web.source(only_changes=True)]).poll().told] == ["page gone"]
    assert Watch(place, [web.source(only_changes=True)]).poll().told == ()


def test_a_page_that_was_never_had_is_not_gone(web, tmp_path):
    web.publish(given("silent_edit")["before"])
    web.withheld[FERRY] = 404
    watch = Watch(tmp_path / "case", [web.source(only_changes=True)])
    assert (watch.poll().told, watch.poll().told) == ((), ())


def test_a_poll_that_brings_nothing_runs_nothing(web, tmp_path, monkeypatch):
    web.publish(given("new_origin")["before"])
    watch = Watch(tmp_path / "case", [web.source(only_changes=True)])
    assert watch.poll().pages > 0
    monkeypatch.setattr(api, "run", lambda *_, **__: pytest.fail("the case was run"))
    assert (watch.poll().pages, watch.poll().told) == (0, ())


def test_what_cannot_be_had_is_told_once_and_counted_afterwards(edited, capsys, monkeypatch):
    place, _ = edited
    polls = iter(range(3))
    monkeypatch.setattr("firstsaid.watch_command.time.sleep", lambda _: next(polls) >= 2 and (_ for _ in ()).throw(KeyboardInterrupt))
    main(["watch", str(place), str(place / "nowhere"), "--every", "1"], standalone_mode=False)
    told = capsys.readouterr().err
    assert told.count("there is no such file or folder") == 1
    assert told.count("still not had: 1") == 2
    assert "a poll every 1 s" in told
    assert told.endswith("Stopped.\n")


def test_the_command_tells_it_in_a_line_and_as_json(edited):
    place, folder = edited
    done = CliRunner().invoke(main, ["watch", str(place), str(folder), "--once", "--format", "ndjson"])
    assert done.exit_code == 0, done.output
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["event"] == "silent edit"
    done = CliRunner().invoke(main, ["watch", str(place), str(folder), "--once"])
    assert (done.stdout, "nothing new" in done.stderr) == ("", True)


def test_a_folder_that_is_not_there_stops_nothing(tmp_path):
    done = CliRunner().invoke(main, ["watch", str(tmp_path / "case"), str(tmp_path / "nowhere"), "--once"])
    assert done.exit_code == 0
    assert "there is no such file or folder" in done.stderr


class Hook:
    to = "hook"

    def __init__(self):
        self.got, self.broken = [], "the server answers with status 503"

    def __call__(self, lines):
        if not self.broken:
            self.got += lines
        return self.broken


def test_a_webhook_gets_each_event_once_also_when_it_was_down(edited):
    place, folder = edited
    hook = Hook()
    watch = Watch(place, [Files([str(folder)])], hook)
    assert watch.poll().undelivered == "the server answers with status 503"
    hook.broken = ""
    assert watch.poll().undelivered == ""
    watch.poll()
    Watch(place, [], hook).poll()
    assert [line["event"] for line in hook.got] == ["silent edit"]


def test_a_webhook_that_is_given_later_gets_what_is_told_from_then_on(edited, capsys):
    place, folder = edited
    assert len(Watch(place, [Files([str(folder)])]).poll().told) == 1
    hook = Hook()
    hook.broken = ""
    first = Watch(place, [], hook).poll()
    assert (first.unsent, hook.got) == (1, [])
    _tell(first, "text")
    assert "1 event that was told before it was given" in capsys.readouterr().err
    log = WatchLog(place)
    (later,) = log.tell([Event("new origin", "k", "“Words”: 1 → 2.", ())], "2031-05-09T06:00:00Z")
    again = Watch(place, [], hook).poll()
    assert (again.unsent, [line["key"] for line in hook.got]) == (0, [later.key])
    other = Hook()
    other.to, other.broken = "other", ""
    assert Watch(place, [], other).poll().unsent == 2
    assert [line["key"] for line in hook.got] == [later.key]


def test_a_webhook_of_an_older_log_goes_on_where_it_was(edited):
    place, _ = edited
    log = WatchLog(place)
    log.tell([Event("new origin", key, "“Words”: 1 → 2.", ()) for key in "ab"], "2031-05-08T06:00:00Z")
    log.delivered(["a"], "hook", "2031-05-08T06:00:01Z")
    assert log.begin("hook", "2031-05-08T06:00:02Z") == 0
    assert [line["key"] for line in log.undelivered("hook")] == ["b"]


def custody(place):
    return [line for line in CaseFolder.open(place).custody.lines() if line["event"] in ("collect", "polls", "not collected")]


def test_polls_that_bring_nothing_are_one_line_of_custody(web, tmp_path):
    place = tmp_path / "case"
    pages = given("new_origin")
    web.publish(pages["before"])
    watch = Watch(place, [web.source(only_changes=True)])
    watch.poll()
    assert [line["event"] for line in custody(place)] == ["collect"]
    first = web.outside.clock.now()
    for _ in range(3):
        watch.poll()
        web.outside.clock.sleep(300)
    Watch(place, [web.source(only_changes=True)]).poll()
    assert [line["event"] for line in custody(place)] == ["collect"], "told when something comes, or when watching ends"
    web.publish(pages["after"])
    watch.poll()
    lines = custody(place)
    assert [line["event"] for line in lines] == ["collect", "polls", "collect"]
    assert (lines[1]["polls"], lines[1]["collected"], lines[1]["unchanged"] > 0) == (4, 0, True), "a restart loses none"
    assert stamp(first) <= lines[1]["from"] < lines[1]["to"]
    watch.poll()
    watch.end()
    watch.end()
    assert [line["event"] for line in custody(place)] == ["collect", "polls", "collect", "polls"]
    assert custody(place)[-1]["polls"] == 1


def test_quiet_polls_are_told_once_a_day_at_the_latest_and_never_twice(web, tmp_path):
    place = tmp_path / "case"
    web.publish(given("new_origin")["before"])
    watch = Watch(place, [web.source(only_changes=True)])
    for _ in range(28):
        watch.poll()
        web.outside.clock.sleep(3600)
    lines = custody(place)
    assert [line["event"] for line in lines] == ["collect", "polls"]
    assert lines[1]["polls"] == 25, "the first and the last are a day apart"
    waiting = (place / "collecting/quiet.json").read_bytes()
    watch.end()
    (place / "collecting/quiet.json").write_bytes(waiting)
    watch.end()
    assert [line["event"] for line in custody(place)] == ["collect", "polls", "polls"], "killed before it was forgotten"


def test_a_webhook_is_posted_to_over_the_checked_way_out(web):
    def take(handler, host, path):
        web.posted.append((path, handler.headers["Content-Type"], json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))))
        handler.send(web.status, b"")

    web.server.outlets = {"hooks": take}
    web.server.RequestHandlerClass = type("Taking", (web.server.RequestHandlerClass,), {"do_POST": web.server.RequestHandlerClass.do_GET})
    line = Event("new origin", "k", "“Words”: 1 → 2.", ()).line("2031-05-08T06:00:00Z")
    assert Webhook("http://hooks.example/in?secret=1", web.outside)([line]) == ""
    assert web.posted == [("/in?secret=1", "application/json", {"events": [line]})]
    web.status = 302
    assert Webhook("http://hooks.example/in", web.outside)([line]) == "the server answers with status 302"
    for address in ("http://127.0.0.1/in", "http://2130706433/", "http://localhost/in", "file:///etc/passwd", "http://hooks.example:8080/in"):
        assert Webhook(address, web.outside)([line]) != ""
    assert len(web.posted) == 2


def test_a_log_that_was_changed_by_hand_is_named(edited):
    place, _ = edited
    (place / "watch.jsonl").write_text("no JSON\n")
    with pytest.raises(CaseError, match="line 1 is not JSON"):
        Watch(place, []).poll()
    (place / "watch.jsonl").unlink()
    (place / "watch-seen.json").write_text("[]")
    with pytest.raises(CaseError, match="take it away"):
        Watch(place, []).poll()
