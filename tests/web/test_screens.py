"""Every screen of the sample case: it opens, its links lead somewhere, and it says what it should."""

import contextlib
import re

import pytest
from tests.web.conftest import enter
from tests.web.crawl import crawl

from firstsaid.api import add, open_case, run


@pytest.fixture(scope="module")
def dossier(sample_case):
    return open_case(sample_case).dossier


def test_the_links_of_every_screen_lead_somewhere(browser):
    """Of each kind of page four are opened; each answers, and so does every sheet and script that it names."""
    pages = dict(crawl(browser, most=4))
    kinds = {re.split(r"[/?]", address)[1] for address in pages}
    assert {"decide", "decisions", "queue", "report", "story", "claim", "pair", "article", "voice", "missing", "conflicts", "wordings", "add", "log"} <= kinds
    files = {found for text in pages.values() for found in re.findall(r'(?:href|src)="(/static/[^"#]*)', text)}
    assert files
    assert {browser.get(file).status_code for file in files} == {200}


def test_pages_that_no_count_holds_yet_are_told_of(own_browser, own_case, tmp_path):
    assert "in no count yet" not in own_browser.get("/").text
    (tmp_path / "late.txt").write_text("The dust-extraction fans were off, the port authority of Jelmen said on Friday.\n")
    add(own_case, [str(tmp_path / "late.txt")])
    assert "<b>1 page</b> added since the last run is in no count yet" in own_browser.get("/").text


def test_a_case_without_a_readable_page_says_so(tmp_path):
    (tmp_path / "empty.html").write_text("")
    add(tmp_path / "case", [str(tmp_path / "empty.html")])
    with contextlib.closing(enter(tmp_path / "case")) as client:
        assert "No pages yet" in client.get("/missing").text
        run(tmp_path / "case")
        assert "1 page added, which could not be read." in client.get("/").text
        assert "The rest was read" not in client.get("/rejected").text
        client.__exit__(None, None, None)


def test_the_claim_page_opens_the_count(browser, dossier):
    claim, count = dossier.claims[0], dossier.counts[0]
    text = browser.get(f"/claim/{claim.id}").text
    assert f"How {len(claim.articles)} becomes" in text
    assert all(origin.via is None or origin.via in text for origin in count.origins)
    assert "as far as this pile shows" in text


def test_a_span_can_be_cited_by_its_address(browser, dossier):
    statement = next(s for s in dossier.statements if s.content)
    article = next(a for a in dossier.articles if a.id == statement.article)
    start, stop = statement.content[0].start, statement.content[0].start + 12
    text = browser.get(f"/article/{article.id}?at={start}-{stop}").text
    assert 'id="hit"' in text
    assert 'class="hit"' in text


def test_the_original_is_given_to_be_saved_and_not_shown(browser, dossier):
    answer = browser.get(f"/original/{dossier.articles[0].id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "address", ["/story/0000000000000000", "/claim/x", "/pair/a/b", "/article/..%2f..", "/voice/none", "/job/none", "/wordings/none", "/nothing"]
)
def test_what_is_not_there_is_told_in_a_sentence(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "There is no such" in answer.text


@pytest.mark.parametrize("address", ["/", "/missing", "/rejected", "/conflicts", "/queue", "/decisions", "/log"])
def test_a_list_ends_where_its_rows_end(browser, address):
    assert browser.get(f"{address}?start={2**53}").status_code == 200
    for beyond in (-1, 2**63, 10**30):
        assert browser.get(f"{address}?start={beyond}").status_code == 422


@pytest.mark.parametrize("question", ["fans", "%", "_", "'; drop table articles; --", "\\", "!", "x" * 5000, "(", "[a", "\\Q", "a{9999}", "\x00", "…«"])
def test_the_search_takes_every_question_as_words(browser, question):
    assert browser.get("/search", params={"q": question}).status_code == 200


@pytest.mark.parametrize("question", ["zz%zz", "f.ns", "fans|zz", ".*"])
def test_a_wildcard_is_no_wildcard(browser, question):
    assert "0 articles" in browser.get("/search", params={"q": question}).text
    assert "0 articles" not in browser.get("/search", params={"q": "FANS"}).text


def test_a_page_keeps_to_one_run_while_another_replaces_the_tables(own_browser, own_case):
    with own_browser.app.state.desk.reading() as shelf:
        before = shelf.sql("select count(*) as n from articles")
        for table in (own_case / "derived").glob("*.parquet"):
            table.unlink()
        assert shelf.sql("select count(*) as n from articles") == before


def test_the_report_is_shown_under_a_policy_that_runs_nothing(browser, dossier):
    answer = browser.get(f"/report/{dossier.stories[0].id}")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "attachment" in browser.get("/report/case?save=1").headers["content-disposition"]
