"""Nothing but the open internet is connected to, however an address is spelled and whoever names it."""

import tomllib
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.collect.addresses import forbidden
from firstsaid.collect.collector import Outside
from firstsaid.collect.faults import RefusedError
from firstsaid.collect.links import web_address
from firstsaid.collect.reach import Reach, proxy_of
from tests.collect.site import Net

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "collect" / "forbidden.toml").read_text("utf-8"))["case"]


def test_there_are_cases_enough():
    assert len({case["url"] for case in CASES}) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["url"])
def test_nothing_is_connected_to(case, desk):
    host_names = {"inside.example", "both.example", "herald.example", "127.0.0.1.wildcard.example"}
    desk.net.names = dict.fromkeys(host_names, case.get("answers", []))
    links = desk.place.parent / "links.txt"
    links.write_text(f"http://moving.example/old\n{case['url']}\n", "utf-8")
    done = desk.collect(str(links), delay=0.0)
    refused = [row for row in done.outcomes if row.outcome == "refused" and "moving" not in row.url and row.via != "http://moving.example/old"]
    assert len(refused) == 1
    assert refused[0].reason
    usual = set(desk.net._usual("moving.example"))
    assert {address for address, _ in desk.net.dialed} <= usual, "only the one sound host was connected to"
    assert not any(ip_address(address).is_loopback for address, _ in desk.net.dialed)


@pytest.mark.parametrize("address", ["2a00:1450::5efe:a00:1", "2a00:1450::200:5efe:a00:1", "2a00:1450::1%eth0"])
def test_a_tunnel_and_an_address_of_one_network_card_are_forbidden(address):
    assert forbidden(address)
    assert forbidden("2a00:1450::1") is None


def test_a_host_longer_than_a_name_can_be_is_refused():
    with pytest.raises(RefusedError, match="no sound name"):
        web_address(f"http://{'a.' * 130}example/")


@pytest.mark.parametrize("given", ["http://herald.example:22/", "https://herald.example:8443/", "http://herald.example:0/"])
def test_a_port_is_refused_before_anything_is_looked_up(given):
    with pytest.raises(RefusedError, match="only 80 and 443"):
        web_address(given)


def test_redirects_are_checked_like_links(desk):
    desk.net.names = {"inside.example": ["10.0.0.1"]}
    paths = ["metadata", "file", "port", "inside", "decimal", "self", "left", "step/0"]
    done = desk.collect(*(f"http://moving.example/{path}" for path in paths), delay=0.0)
    reasons = desk.reasons(done)
    assert "169.254.169.254" in reasons["http://moving.example/metadata"]
    assert "only http and https" in reasons["http://moving.example/file"]
    assert "port 8080" in reasons["http://moving.example/port"]
    assert "10.0.0.1, a private network" in reasons["http://moving.example/inside"]
    assert "unusual spelling" in reasons["http://moving.example/decimal"]
    assert reasons["http://moving.example/self"] == reasons["http://moving.example/left"] == "its redirects lead back to where they began"
    assert reasons["http://moving.example/step/10"] == "it redirects more than 10 times"
    assert {host for host, _ in desk.server.hits} == {"moving.example"}
    assert set(desk.net.looked_up) == {"moving.example", "inside.example"}
    kept = desk.responses()
    assert sorted(kept) == sorted({f"http://moving.example/{path}" for path in (*paths, "right", *(f"step/{n}" for n in range(1, 11)))}), "every hop, once"


def test_a_name_that_changes_its_answer_leads_nowhere_else(desk):
    """Rebinding between look-up and connection: the address that was checked is the one that is connected to, and the next connection checks again."""
    answers = [["93.184.215.77"], ["93.184.215.77"], ["127.0.0.1"]]
    desk.net.names = {"herald.example": lambda: answers.pop(0)}
    links = [f"http://herald.example/story/{number}" for number in range(2)]
    done = desk.collect(*links)
    assert [desk.outcomes(done)[link] for link in links] == ["collected", "refused"]
    assert "leads to 127.0.0.1, this machine" in desk.reasons(done)[links[1]]
    assert desk.net.dialed == [("93.184.215.77", 80)] * 2, "robots.txt and the first page"
    assert len(desk.net.looked_up) == 3, "one look-up for each connection, none in between"


def test_hosts_of_robots_txt_are_checked_too(desk):
    desk.net.names = {"herald.example": ["192.168.7.7"]}
    done = desk.collect("http://herald.example/story/1")
    assert "192.168.7.7, a private network" in desk.reasons(done)["http://herald.example/story/1"]
    assert desk.net.dialed == []


def test_no_option_and_no_variable_opens_the_way(monkeypatch, server):
    """Usual variables of proxies and the like have no say; the real resolver's answer for this machine is refused."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "FIRSTSAID_COLLECT_REACH"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.server_port}")
    reach = Outside().reach
    assert reach == Reach()
    assert reach.proxy is None
    with pytest.raises(RefusedError, match=r"leads to (127|::1)"):
        reach.open("localhost", 80, 1.0)
    with pytest.raises(RefusedError, match="port"):
        reach.open("localhost", server.server_port, 1.0)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_the_standard_library_holds_to_be_local_is_never_reached(address):
    if not address.is_global or address.is_multicast:
        assert forbidden(str(address))


@given(st.ip_addresses(v=4, network="8.0.0.0/8"))
def test_nat64_is_as_good_as_the_address_in_it(address):
    assert forbidden(str(address)) is None
    assert forbidden(f"64:ff9b::{address}") is None
    assert forbidden(f"::ffff:{address}")


@given(st.ip_addresses(v=4), st.sampled_from(["{0}", "0x{0:x}", "0{0:o}"]))
def test_addresses_as_one_number_are_refused_whatever_they_mean(address, spelling):
    with pytest.raises(RefusedError):
        web_address(f"http://{spelling.format(int(address))}/")


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_the_web_or_refused(text):
    for given_text in (text, f"http://{text}", f"https://herald.example/{text}"):
        try:
            found = web_address(given_text)
        except RefusedError:
            continue
        assert web_address(found) == found, "the one spelling is its own"
        assert found.isascii()


def test_each_address_has_one_spelling():
    wanted = {
        "HTTP://Herald.Example": "http://herald.example/",
        "https://herald.example:443/a?b=ä#part": "https://herald.example/a?b=%C3%A4",
        "http://herald.example.:80/": "http://herald.example/",
        "http://bücher.example/": "http://xn--bcher-kva.example/",
        "http://herald.example?page=2": "http://herald.example/?page=2",
        "http://[2606:4700:0:0::1111]/": "http://[2606:4700::1111]/",
        "http://8.8.8.8/x": "http://8.8.8.8/x",
    }
    assert {given: web_address(given) for given in wanted} == wanted
    assert web_address("../b?c=1", base="http://herald.example/a/x") == "http://herald.example/b?c=1"


def test_a_proxy_is_told_the_address_that_was_checked(desk):
    net = Net(desk.server.server_port, {"proxy.desk": ["10.0.0.3"], "inside.example": ["10.0.0.1"]})
    outside = net.outside(desk.clock, proxy_of("http://user:pass%20word@proxy.desk:3128"))
    done = desk.collect("http://herald.example/story/0", "http://inside.example/", outside=outside)
    assert desk.outcomes(done) == {"http://herald.example/story/0": "collected", "http://inside.example/": "refused"}
    assert set(net.dialed) == {("10.0.0.3", 3128)}, "every connection goes to the proxy, which may stand inside"
    assert {target for target, _ in desk.server.tunnels} == {f"{net._usual('herald.example')[0]}:80"}
    assert {login for _, login in desk.server.tunnels} == {"Basic dXNlcjpwYXNzIHdvcmQ="}
    assert desk.server.asked["herald.example", "/story/0"]["Host"] == "herald.example"
    assert {headers["WARC-IP-Address"] for kind, headers, _ in desk.records("response")} == set(net._usual("herald.example"))


def test_a_proxy_that_refuses_is_named(desk):
    desk.server.closed_tunnels = True
    outside = Net(desk.server.server_port, {"proxy.desk": ["10.0.0.3"]}).outside(desk.clock, proxy_of("http://proxy.desk:3128"))
    done = desk.collect("http://herald.example/story/0", outside=outside)
    assert "the proxy opens no tunnel" in done.outcomes[0].reason
    assert "403" in done.outcomes[0].reason


@pytest.mark.parametrize(("literal", "address"), [("8.8.8.8", "8.8.8.8"), ("[2606:4700::1111]", "2606:4700::1111")])
def test_sound_addresses_without_a_name_are_collected(desk, literal, address):
    desk.net.names = {address: [address]}
    desk.server.outlets = {host: lambda handler, host, path: handler.send(200, b"<p>a page</p>", "text/html") for host in ("8", "[2606")}
    desk.collect(f"http://{literal}/page")
    assert set(desk.net.dialed) == {(address, 80)}
    (request,) = [block for _, headers, block in desk.records("request") if headers["WARC-Target-URI"] == f"http://{literal}/page"]
    assert f"Host: {literal}\r\n".encode() in request
