"""Pages sent from a browser on another site: one route, one token, and nothing else opens."""

import html as markup
import json
import re
import time

import pytest
from fastapi.testclient import TestClient
from tests.copies import copied
from tests.web.conftest import HOST, enter

from firstsaid import api
from firstsaid.review.users import Users
from firstsaid.web.access import Access
from firstsaid.web.jobs import Jobs
from firstsaid.web.sending import DAYS, ROUTE, SendingToken, Sent, _keep

ORIGIN = "https://courier.example"
PAGE = {
    "url": f"{ORIGIN}/ferry?id=7#top",
    "html": "<!doctype html><html><head><title>Ferry returns</title></head><body><h1>Ferry returns</h1>"
    "<p>The ferry to Sellan returned on Monday after nine days in the yard, the harbour office said.</p></body></html>",
}
PREFLIGHT = {
    "origin": ORIGIN,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
    "access-control-request-private-network": "true",
}


def made(client):
    """The bookmark's own code, and the token in it."""
    forgery = re.search(r'name="forgery" value="([^"]+)"', client.get("/send").text)[1]
    shown = client.post("/send", data={"forgery": forgery}).text
    code = markup.unescape(re.search(r'href="(javascript:[^"]+)"', shown)[1])
    return code, re.search(r"Bearer ([\w-]+)", code)[1]


@pytest.fixture(scope="module")
def desk(sample_case, tmp_path_factory):
    """A browser and a bookmark's token, for tests in which nothing comes in."""
    place = copied(sample_case, tmp_path_factory.mktemp("sending"))
    client = enter(place)
    yield client, made(client)[1]
    client.__exit__(None, None, None)


def sent(client, token, page=PAGE, **headers):
    named = {"origin": ORIGIN, "sec-fetch-site": "cross-site", "authorization": f"Bearer {token}", "content-type": "application/json"} | headers
    return client.post(ROUTE, content=json.dumps(page) if isinstance(page, dict) else page, headers=named, cookies={})


def wait(client):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        jobs = client.get("/api/v1/jobs").json()
        if jobs and all(job["state"] not in ("waiting", "at work") for job in jobs):
            return jobs
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_a_page_is_kept_with_its_address_and_read(own_browser, own_case):
    code, token = made(own_browser)
    assert f"http://{HOST}{ROUTE}" in code
    answer = sent(own_browser, token)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (202, ORIGIN)
    assert "access-control-allow-credentials" not in answer.headers
    assert [job["state"] for job in wait(own_browser)] == ["done"]
    article = next(a for a in api.open_case(own_case).dossier.articles if a.url == f"{ORIGIN}/ferry?id=7")
    assert article.title.value == "Ferry returns"
    capture = next(c for c in api.open_case(own_case).dossier.captures if c.id == article.capture)
    assert capture.how == "warc"
    assert capture.seen_at


def test_a_job_that_is_done_says_what_could_not_be_read(own_browser, own_case):
    fields = {"forgery": re.search(r'name="forgery" value="([^"]+)"', own_browser.get("/add").text)[1]}
    picture = ("files", ("IMG_0001.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"))
    page = own_browser.post("/add", data=fields, files=[picture])
    assert page.status_code == 200
    wait(own_browser)
    told = own_browser.get(page.url.path).text
    assert "<li>1 added</li>" in told
    assert '<a href="/rejected"><b>1 page or record</b> of this case could not be read</a>' in told
    made(own_browser)
    assert re.search(r"you: send, until \d{4}-\d\d-\d\d", own_browser.get("/log").text)


def test_a_browser_that_asks_first_is_told_what_is_allowed(desk):
    answer = desk[0].options(ROUTE, headers=PREFLIGHT)
    assert answer.status_code == 204
    allowed = {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}
    assert allowed == {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "authorization, content-type",
        "access-control-allow-private-network": "true",
        "access-control-max-age": "600",
    }
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize("address", ["/", "/add", "/run", "/send", "/send/end", "/send/page/", "/api/v1/pages", "/api/v1/tables", "/enter", "/static/web.css"])
def test_no_other_route_answers_another_origin(desk, address):
    client, token = desk
    asked = client.options(address, headers=PREFLIGHT)
    got = client.get(address, headers={"origin": ORIGIN, "authorization": f"Bearer {token}"})
    posted = client.post(address, json=PAGE, headers={"origin": ORIGIN, "authorization": f"Bearer {token}"})
    for answer in (asked, got, posted):
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert posted.status_code in (403, 405)


def test_the_token_opens_nothing_else(desk):
    client, token = desk
    stranger = TestClient(client.app, base_url=f"http://{HOST}")
    for address in ("/api/v1/tables", "/api/v1/jobs"):
        assert stranger.get(address, headers={"authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"authorization": "Bearer guessed"}, 401),
        ({"authorization": ""}, 401),
        ({"authorization": "Basic x"}, 401),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "localhost"}, 421),
    ],
)
def test_a_wrong_token_origin_or_host_keeps_nothing(desk, change, status):
    assert sent(*desk, **change).status_code == status
    assert desk[0].get("/api/v1/jobs").json() == []


@pytest.mark.parametrize(
    "page",
    [
        b"", b"{}", b"[]", b"[" * 100_000, b'{"url": 1, "html": "x"}', {"url": f"{ORIGIN}/", "html": " "}, {"url": "file:///etc/passwd", "html": "x"},
        {"url": "javascript:alert(1)", "html": "x"}, {"url": f"{ORIGIN}/\r\nWARC-Type: response", "html": "x"}, {"url": f"{ORIGIN}/" + "x" * 5000, "html": "x"},
    ],
)  # fmt: skip
def test_what_is_no_page_is_told_in_a_sentence(desk, page):
    answer = sent(*desk, page)
    assert answer.status_code == 400
    assert len(answer.json()["said"]) > 10
    assert desk[0].get("/api/v1/jobs").json() == []


def test_the_longest_host_in_any_script_gives_a_file_name_that_fits(tmp_path):
    jobs = Jobs.__new__(Jobs)
    jobs.place, started = tmp_path, []
    jobs.start = started.append
    _keep(jobs, Sent("https://" + ".".join(["\U00020000" * 14] * 6) + "/", "<p>x</p>"), "you")
    assert [len(list((folder / "files").iterdir())) for folder in started] == [1]


@pytest.mark.parametrize("host", ["ä..de", "ä" + "a" * 80 + ".de", "xn--ä.de", "[::1", "x:99999", ""])
def test_an_address_whose_host_is_none_is_refused(desk, host):
    assert sent(*desk, {"url": f"https://{host}/", "html": "x"}).status_code == 403


def test_a_page_that_is_too_large_is_not_read_to_its_end(desk, monkeypatch):
    case = desk[0].app.state.desk.case
    small = type("Options", (), {"capture": type("Capture", (), {"largest": 1000})})
    monkeypatch.setattr(case, "options", small)
    assert sent(*desk, {"url": f"{ORIGIN}/", "html": "x" * 5000}).status_code == 413
    assert sent(*desk, {"url": f"{ORIGIN}/", "html": "x" * 1500}).status_code == 413


def test_a_new_token_ends_the_old_one_and_none_holds_for_ever(tmp_path):
    tokens = SendingToken(tmp_path)
    first, now = tokens.make("you", 0.0), 1.0
    assert tokens.holder(first, now) == "you"
    second = tokens.make("you", 0.0)
    assert (tokens.holder(first, now), tokens.holder(second, now)) == (None, "you")
    assert tokens.holder(second, DAYS * 24 * 3600 + 1) is None
    assert second not in tokens.path.read_text()
    assert tokens.path.stat().st_mode & 0o777 == 0o600
    tokens.drop()
    assert tokens.holder(second, now) is None


def test_with_accounts_only_a_keepers_bookmark_sends(own_case):
    users = Users(own_case / "review.db")
    users.add("kept", "correct horse battery", "keeper", time.time())
    token = SendingToken(own_case).make("kept", time.time())
    with enter(own_case, Access((HOST,), users)) as client:
        users.add("kept", "correct horse battery", "reader", time.time())
        assert sent(client, token).status_code == 401
        users.add("kept", "correct horse battery", "keeper", time.time())
        assert sent(client, token).status_code == 202
