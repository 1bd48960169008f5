"""`firstsaid collect` at the keyboard."""

import json

import pytest
from click.testing import CliRunner

from firstsaid.cli import main
from firstsaid.collect import collector
from firstsaid.collect.reach import Reach
from tests.collect.site import FakeClock


@pytest.fixture
def firstsaid(desk, monkeypatch):
    """Runs the command with the invented web outside; what may be reached stays as it is."""

    def way_out(proxy=None):
        return Reach(desk.net.look_up, desk.net.dial, proxy)

    monkeypatch.setattr("firstsaid.collect.reach.Reach", way_out)
    monkeypatch.setattr(collector, "SystemClock", FakeClock)
    return lambda *words: CliRunner().invoke(main, ["collect", str(desk.place), *words])


def test_it_collects_and_says_so(firstsaid, desk, monkeypatch):
    monkeypatch.setenv("FIRSTSAID_COLLECT_DELAY", "0.5")
    done = firstsaid("http://herald.example/story/1", "http://inside.example/", "--user-agent", "newsdesk/1 (desk@herald.example)")
    assert done.exit_code == 0
    assert "1 collected, 1 refused" in done.stderr
    assert "`firstsaid run " in done.stderr
    assert "http://inside.example/" in done.stdout.replace("\n", "")
    assert desk.server.asked["herald.example", "/story/1"]["User-Agent"] == "newsdesk/1 (desk@herald.example)"


def test_rows_for_programs(firstsaid, desk):
    desk.net.names["inside.example"] = ["10.0.0.1"]
    done = firstsaid("http://herald.example/story/1", "http://inside.example/", "--format", "ndjson", "--all")
    rows = {row["url"]: (row["outcome"], row["reason"]) for row in map(json.loads, done.stdout.splitlines())}
    assert rows == {
        "http://herald.example/story/1": ("collected", ""),
        "http://inside.example/": ("refused", "its host, inside.example, leads to 10.0.0.1, a private network"),
    }


def test_status_3_when_nothing_came(firstsaid):
    assert firstsaid("http://127.0.0.1/").exit_code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt"], "nowhere.txt: it is neither a link that begins with http:// or https:// nor a file"),
        ([], "it is not a case yet; name a link or a list of links to collect"),
        (["http://herald.example/", "--proxy", "socks5://x:1"], "--proxy: a proxy is written http://host:port"),
        (["http://herald.example/", "--user-agent", "d\u00e9sk"], "--user-agent: it must be of printable ASCII characters"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(firstsaid, words, said):
    done = firstsaid(*words)
    assert done.exit_code == 1
    assert said in done.stderr


def test_without_a_round_to_go_on_with_a_link_is_asked_for(firstsaid, desk):
    firstsaid("http://127.0.0.1/")
    done = firstsaid()
    assert done.exit_code == 1
    assert "no round of collecting was cut short; name a link or a list of links" in done.stderr


def test_wrong_use_is_status_2(firstsaid):
    assert firstsaid("http://herald.example/", "--hosts", "0").exit_code == 2
    done = firstsaid("http://herald.example/", "--since", "yesterday")
    assert (done.exit_code, "'yesterday' is no date such as 2031-03-01" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", ["collect", "watch"])
def test_a_link_in_the_place_of_the_case_makes_no_folder(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [command, "http://herald.example/feed.xml"])
    assert done.exit_code == 2
    assert f"The folder of the case comes first: firstsaid {command} my-case http://herald.example/feed.xml" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_collected_is_traced(firstsaid, desk):
    firstsaid("http://herald.example/feed.xml", "--most", "4")
    ran = CliRunner().invoke(main, ["run", str(desk.place)])
    assert ran.exit_code == 0
    assert ran.stdout.startswith("3 pages"), ran.stdout
    assert CliRunner().invoke(main, ["verify", str(desk.place)]).exit_code == 0
