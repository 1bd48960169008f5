"""Who is let in, and what every answer carries."""

import time
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HOST, enter

from firstsaid.review.users import Users
from firstsaid.web.access import COOKIE, Access
from firstsaid.web.app import make_app
from firstsaid.web.bounded import SMALL
from firstsaid.web.jobs import Job

PASSWORD = "correct horse battery"


@pytest.fixture
def stranger(sample_case):
    with TestClient(make_app(sample_case, Access((HOST,))), base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def served(own_case):
    """A case with accounts."""
    users = Users(own_case / "review.db")
    for name in ("reader", "reviewer", "keeper"):
        users.add(name, PASSWORD, name, time.time())
    with TestClient(make_app(own_case, Access((HOST,), users)), base_url=f"http://{HOST}") as client:
        yield client, users


@pytest.mark.parametrize("address", ["/", "/add", "/missing", "/api/v1/tables", "/api/v1/openapi.json", "/original/0000000000000000"])
def test_a_stranger_sees_nothing_but_the_door(stranger, address):
    answer = stranger.get(address)
    assert answer.status_code == (401 if address.startswith("/api/") else 303)
    assert "Melhane" not in answer.text


def test_the_token_opens_once(sample_case):
    access = Access((HOST,))
    token = access.one_time
    with TestClient(make_app(sample_case, access), base_url=f"http://{HOST}") as first:
        assert first.get(f"/enter?token={token}").url.path == "/"
        with TestClient(first.app, base_url=f"http://{HOST}") as second:
            assert second.get(f"/enter?token={token}").status_code == 403
            assert second.get("/enter?token=").status_code == 200
            assert second.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost", ""])
def test_a_name_that_is_not_ours_is_turned_away(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
def test_a_form_of_another_site_changes_nothing(browser, headers):
    assert browser.post("/run", data={"forgery": "x"}, headers=headers).status_code == 403


def test_a_form_without_its_sessions_mark_changes_nothing(browser):
    assert browser.post("/run", data={"forgery": "guessed"}).status_code == 403
    assert browser.post("/api/v1/jobs").status_code == 403
    assert browser.get("/api/v1/jobs").json() == []


def test_every_answer_forbids_what_hostile_pages_need(browser):
    for address in ("/", "/nothing", "/static/web.css", "/api/v1/tables"):
        headers = browser.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_with_accounts_a_password_is_needed_and_the_role_counts(served):
    client, _ = served
    assert "Password" in client.get("/").text
    assert client.post("/enter", data={"name": "reader", "password": "wrong wrong wrong"}).status_code == 403
    assert client.post("/enter", data={"name": "reader", "password": PASSWORD}).url.path == "/"
    forgery = client.app.state.access.users.session(client.cookies["firstsaid"], time.time()).forgery
    assert client.post("/run", data={"forgery": forgery}).status_code == 403
    assert client.post("/leave", data={"forgery": forgery}).url.path == "/enter"
    assert client.get("/", follow_redirects=False).status_code == 303


def test_a_token_reads_and_no_more(served):
    client, users = served
    bearer = {"authorization": f"Bearer {users.grant('keeper', 'read', time.time() + 60)}"}
    assert client.get("/api/v1/tables", headers=bearer).status_code == 200
    assert client.post("/api/v1/jobs", headers=bearer).status_code == 403
    assert client.get("/api/v1/tables", headers={"authorization": "Bearer guessed"}).status_code == 401


def test_no_more_is_read_than_a_request_can_need(served, monkeypatch):
    client, users = served
    read, keep = ({"authorization": f"Bearer {users.grant(name, scope, time.time() + 60)}"} for name, scope in (("reader", "read"), ("keeper", "keep")))
    form = {"content-type": "application/x-www-form-urlencoded"}
    for address in ("/add", "/api/v1/check", "/enter"):
        assert client.post(address, content=b"x" * (SMALL + 1), headers=read | form).status_code == 413, address
    assert client.post("/api/v1/pages", content=b"x" * (SMALL + 1), headers=read).status_code == 403
    monkeypatch.setattr(client.app.state.jobs, "start", lambda folder: Job("0" * 16, folder))
    case = client.app.state.desk.case
    monkeypatch.setattr(case, "options", replace(case.options, capture=replace(case.options.capture, largest_container=1000)))
    assert client.post("/api/v1/check", content=b"x" * (SMALL + 1), headers=keep).status_code == 413
    assert client.post("/api/v1/pages", content=b"x" * (SMALL + 1001), headers=keep).status_code == 413
    assert list(case.path.glob(".arriving-*")) == []
    assert client.post("/api/v1/pages", content=b"x" * (SMALL + 1000), headers=keep).status_code == 202
    (arrived,) = case.path.glob(".arriving-*/files/page")
    assert arrived.stat().st_size == SMALL + 1000


def test_a_session_ends(sample_case, monkeypatch):
    client = enter(sample_case)
    kept = {"cookie": f"{COOKIE}={client.cookies[COOKIE]}"}  # given by hand: a browser whose clock stands would go on sending it
    client.cookies.clear()
    assert client.get("/", headers=kept, follow_redirects=False).status_code == 200
    later = time.time() + 13 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get("/", headers=kept, follow_redirects=False).status_code == 303
    client.__exit__(None, None, None)
