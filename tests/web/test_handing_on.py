"""Export, report and log in the web app: a download that is never shown, a log that can be read and checked, reads that are told."""

import io
import json
import re
import time
import zipfile

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HOST, enter

from firstsaid import api
from firstsaid.case.custody import Custody
from firstsaid.model import Place
from firstsaid.review import Wish
from firstsaid.review.users import Users
from firstsaid.sealing.checking import check_sealed
from firstsaid.web.access import Access
from firstsaid.web.app import make_app

PASSWORD = "correct horse battery"


def forgery(browser, address="/export"):
    return re.search(r'name="forgery" value="([^"]+)"', browser.get(address).text)[1]


def hand_on(browser, **wish):
    return browser.post("/export", data={"forgery": forgery(browser), **wish})


def last(place, event):
    return [line for line in Custody(place / "custody.jsonl").lines() if line["event"] == event][-1]


def test_a_dossier_is_a_download_that_can_be_checked(own_browser, own_case, tmp_path):
    answer = hand_on(own_browser, form="dossier")
    assert answer.headers["content-disposition"] == 'attachment; filename="firstsaid-case.dossier.zip"'
    assert answer.headers["content-type"] == "application/octet-stream"
    (tmp_path / "d.zip").write_bytes(answer.content)
    checked = check_sealed(tmp_path / "d.zip")
    assert last(own_case, "export")["manifest"] == checked.manifest
    assert last(own_case, "export")["name"] == "you"


def test_names_are_redacted_from_what_is_handed_on(own_browser, own_case):
    answer = hand_on(own_browser, form="dossier", redact="Leyla Korbat\r\n\r\nAnton Desrey\r\n")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            assert not re.search("korbat|qorbat|desrey", archive.read(name).decode(), re.I), name
    assert last(own_case, "export")["redacted"] == 2
    assert "Korbat" not in json.dumps(last(own_case, "export"))


@pytest.mark.parametrize("form", ["report html", "json", "csv", "wacz"])
def test_each_format_comes_as_an_attachment(own_browser, form):
    answer = hand_on(own_browser, form=form)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert len(answer.content) > 1000


@pytest.mark.parametrize(
    ("wish", "status", "complaint"),
    [
        ({"form": "nothing"}, 409, "there is no format nothing"),
        ({"form": "json", "part": "story ffffffffffffffff"}, 409, "there is no story ffff"),
        ({"form": "json", "part": "story ../../x"}, 422, "part"),
        ({"form": "wacz", "redact": "Leyla Korbat"}, 409, "nothing can be redacted"),
    ],
)
def test_what_cannot_be_handed_on_is_told(own_browser, wish, status, complaint):
    answer = hand_on(own_browser, **wish)
    assert answer.status_code == status
    assert complaint in answer.text


def test_a_story_and_a_claim_lead_to_their_own_export(browser, sample_case):
    dossier = api.open_case(sample_case).dossier
    for kind, record in (("story", dossier.stories[0].id), ("claim", dossier.claims[0].id)):
        assert f'href="/export?{kind}={record}"' in browser.get(f"/{kind}/{record}").text
        assert f'value="{kind} {record}" selected' in browser.get(f"/export?{kind}={record}").text
    for address in ("/story", "/story/", "/claim", "/story/<b>", "/claim/a/b"):
        assert browser.get(address).status_code == 404


def test_a_story_is_called_alike_at_home_in_the_report_and_in_the_export(browser, sample_case):
    called = dict(re.findall(r'<a href="/story/([0-9a-f]+)"><bdi>([^<]+)</bdi>', browser.get("/").text))
    several = {story.id: called[story.id] for story in api.open_case(sample_case).dossier.stories if len(story.articles) > 1}
    assert several
    for story, name in several.items():
        assert f'<a href="/report/{story}"><bdi>{name}</bdi>' in browser.get("/report").text
        assert re.search(rf'value="story {story}"[^>]*>{re.escape(name)}', browser.get("/export").text)


def test_a_claim_on_paper(own_browser, own_case):
    pytest.importorskip("weasyprint", reason="the extra firstsaid[pdf] is not installed")
    claim = api.open_case(own_case).dossier.claims[-1].id
    answer = hand_on(own_browser, form="report pdf", part=f"claim {claim}")
    assert answer.headers["content-disposition"] == f'attachment; filename="firstsaid-claim-{claim}.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_an_export_needs_the_forms_mark_and_the_role(own_browser, own_case):
    assert own_browser.post("/export", data={"forgery": "guessed", "form": "json"}).status_code == 403
    users = Users(own_case / "review.db")
    users.add("Odo", PASSWORD, "reader", time.time())
    with TestClient(make_app(own_case, Access((HOST,), users)), base_url=f"http://{HOST}") as reader:
        reader.post("/enter", data={"name": "Odo", "password": PASSWORD})
        assert "take the role of a keeper" in reader.get("/export").text
        mark = users.session(reader.cookies["firstsaid"], time.time()).forgery
        assert reader.post("/export", data={"forgery": mark, "form": "json"}).status_code == 403


def test_the_log_tells_what_was_done_and_that_all_fits(own_browser, own_case):
    hand_on(own_browser, form="json")
    page = own_browser.get("/log").text
    assert "json, the whole case, by you" in page
    assert "made anew" in page
    assert re.search(r'id="line-1"', page)
    verified = own_browser.post("/log", data={"forgery": forgery(own_browser, "/log")}).text
    assert "All of it fits." in verified
    assert "pieces of evidence have their digests" in verified


def test_one_broken_byte_is_named_and_the_log_can_still_be_read(own_browser, own_case):
    path = sorted(path for path in (own_case / "evidence").rglob("*") if path.is_file())[0]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"~")
    verified = own_browser.post("/log", data={"forgery": forgery(own_browser, "/log")}).text
    assert "Something does not fit." in verified
    assert path.name[:12] in verified
    log = own_case / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"event": "add"', b'"event": "add', 1))
    page = own_browser.get("/log").text
    assert "unreadable" in page
    assert own_browser.get("/report/case").status_code == 200


def test_a_hostile_line_of_the_log_is_shown_as_text(own_browser, own_case):
    Custody(own_case / "custody.jsonl").append("refuse", path="<script>alert(1)</script>\u202e.html", reason="{{ 7*7 }} <img src=x onerror=alert(1)>")
    page = own_browser.get("/log").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
    assert "⟨U+202E⟩" in page


def test_what_people_read_is_told_with_accounts_and_only_then(own_case):
    users = Users(own_case / "review.db")
    users.add("Odo", PASSWORD, "reader", time.time())
    with TestClient(make_app(own_case, Access((HOST,), users)), base_url=f"http://{HOST}") as client:
        client.post("/enter", data={"name": "Odo", "password": PASSWORD})
        before = (own_case / "custody.jsonl").stat().st_size
        for address in ("/", "/missing", "/conflicts", "/static/web.css", "/api/v1/tables"):
            client.get(address)
        assert (own_case / "custody.jsonl").stat().st_size - before < 1500
    read = [page for line in Custody(own_case / "custody.jsonl").lines() if line["event"] == "read" for page in line["pages"]]
    assert read.count("/missing") == 1
    assert {"/", "/conflicts", "/api/v1/tables"} <= set(read)
    assert not any(page.startswith("/static") for page in read)
    assert last(own_case, "read")["name"] == "Odo"
    size = (own_case / "custody.jsonl").stat().st_size
    alone = enter(own_case)
    alone.get("/missing")
    alone.__exit__(None, None, None)
    assert (own_case / "custody.jsonl").stat().st_size == size


def test_a_report_that_is_saved_is_noted_and_tells_decisions(own_browser, own_case):
    derivation = next(d for d in api.open_case(own_case).dossier.derivations if d.upstream)
    pair = (Place(derivation.article_a, 0, 0), Place(derivation.article_b, 0, 0))
    wish = Wish("relation", pair, "reject", derivation.relation, derivation.upstream, "Pell Undry", "The ledger says otherwise.")
    own_browser.app.state.desk.judge(wish, "2031-04-01T09:00:00.000Z")
    for address in (f"/report/{derivation.story}", "/report/case"):
        page = own_browser.get(address)
        assert "The ledger says otherwise." in page.text
        assert "Pell Undry" in page.text
        assert "script-src 'none'" in page.headers["content-security-policy"]
    own_browser.get(f"/report/{derivation.story}?save=1")
    assert last(own_case, "export")["part"] == f"story {derivation.story}"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"event": "collect", "collected": 2, "unchanged": 12, "listed": 0, "files": ["c-0001.warc.gz"]},
            "2 collected, 12 not changed since; kept in c-0001.warc.gz",
        ),
        ({"event": "collect", "collected": 0, "unchanged": 0, "files": []}, "nothing to collect"),
        ({"event": "not collected", "url": "http://a.example/", "reason": "the server answers 404", "via": ""}, "http://a.example/: the server answers 404"),
        ({"event": "something new", "at": "2031-05-06", "size": 3}, "size 3"),
    ],
)
def test_lines_of_the_log_are_told_in_words(own_browser, own_case, facts, told):
    Custody(own_case / "custody.jsonl").append(**facts)
    assert told in own_browser.get("/log").text
